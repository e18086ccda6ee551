"""What the person can choose, as frozen values; the defaults are what an empty file means."""

from __future__ import annotations

from dataclasses import dataclass, field

from newsreader.errors import SettingsError


@dataclass(frozen=True, slots=True)
class KeyChoice:
    """Keys that the person gives to a command."""

    command: str
    """The command's id, as in `?`."""

    keys: tuple[str, ...]
    """The keys; none takes the command's keys away."""

    line: int
    """Where the settings file says so."""


@dataclass(frozen=True, slots=True)
class FetchChoice:
    """How feeds and pages are fetched."""

    proxy: str | None = None
    """The address of the proxy, or `direct`; None for what the environment says."""

    allow_private: bool = False
    """Whether addresses of the person's own network may be asked."""

    timeout: int = 30
    """Seconds that one answer may take in all."""

    most_mb: int = 20
    """Megabytes of one answer, unpacked."""

    connections: int = 8
    """Connections at once."""

    every_minutes: int = 30
    """How often a feed is asked for, in minutes."""

    update_on_start: bool = False
    """Whether the reader updates its feeds when it is opened."""


@dataclass(frozen=True, slots=True)
class FeedChoice:
    """What holds for the feeds and pages of one address, or of all below it."""

    url: str
    """An exact address; one that ends in `/` stands for all that begin with it."""

    line: int = field(compare=False)
    """Where the settings file says so."""

    full_text: bool | None = None
    """Whether the page of each entry is fetched too; None leaves it to the subscription."""

    user: str | None = None
    """The user name that goes with the password."""

    password_command: tuple[str, ...] = ()
    """The command whose first line is the password, in words."""

    password_file: str | None = None
    """The file whose first line is the password."""

    token_command: tuple[str, ...] = ()
    """The command whose first line is the token, in words."""

    token_file: str | None = None
    """The file whose first line is the token."""

    header: str | None = None
    """The header that the token is sent in; None for `Authorization: Bearer`."""

    def has_secret(self) -> bool:
        """Whether a password or token belongs to it."""
        return bool(self.password_command or self.password_file or self.token_command or self.token_file)

    def covers(self, url: str) -> bool:
        """Whether it holds for an address."""
        return url == self.url or (self.url.endswith("/") and url.startswith(self.url))


@dataclass(frozen=True, slots=True)
class KeepChoice:
    """What is dropped of the library by itself; starred, tagged and corrected articles never are."""

    days: int | None = None
    """Articles that came in longer ago are dropped; None: none for their age."""

    articles: int | None = None
    """The oldest are dropped where there are more; None: none for their number."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the person chose; the defaults where they chose nothing."""

    model: str | None = None
    """The language model's package; None for the bundled one."""

    workers: int | None = None
    """How many worker processes at most; None for as many as fit the machine."""

    theme: str = "auto"
    """A theme's name, or `auto`: the terminal's own colours over SSH, ours elsewhere."""

    mouse: bool = True
    """Whether the mouse is used."""

    ascii: bool = False
    """Whether only ASCII is drawn by the program itself; also where the terminal has no UTF-8."""

    measure: int = 80
    """The widest a line of text gets, in cells."""

    mark_read: str = "open"
    """When an article counts as read: on `open`, at its `end`, or `never` by itself."""

    browser: tuple[str, ...] = ()
    """The command that opens a link, in words; none: `$BROWSER`."""

    keys: tuple[KeyChoice, ...] = ()
    """Keys that the person gives to commands."""

    fetch: FetchChoice = FetchChoice()
    """How feeds and pages are fetched."""

    feeds: tuple[FeedChoice, ...] = ()
    """What holds for the feeds of certain addresses."""

    keep: KeepChoice = KeepChoice()
    """What is dropped of the library by itself."""

    complaints: tuple[SettingsError, ...] = field(default=(), compare=False)
    """What the file says that cannot be; left out of the rest."""

    def feed_choice(self, url: str, asked: str = "") -> FeedChoice | None:
        """What the person chose for an address: of several the one that is meant most closely.

        `asked`: the address by which it was known before it moved, which the settings may still name.
        """
        fitting = [choice for choice in self.feeds if choice.covers(url) or (asked and choice.covers(asked))]
        return max(fitting, key=lambda choice: len(choice.url), default=None)
