"""Lines of a found article that are none of its text: credits, links to other articles, requests.

Extractors keep what stands between the paragraphs. What such a line is can be told from its words and
from its links: "Read more:" says itself that it leads elsewhere, and so does a paragraph that is one
link and no sentence. They stay in the text, marked as what they are, and are not read. Words that
articles use too count at the edges of the body alone, where the furniture of a page is.
"""

from __future__ import annotations

import re

from newsreader.ingest import picture_words
from newsreader.ingest.grammar import furniture_signs
from newsreader.ingest.layout import Layout
from newsreader.model.document import BlockKind

_MOST_CHARS = 200
_LINKED_SHARE = 0.9
_LEAST_LINK_WORDS = 4
_LEAST_SURE = 3
_MOST_TAIL_CHARS = 250
_LEAST_BEFORE_TAIL = 0.5
_READ = frozenset([BlockKind.BODY, BlockKind.LIST, BlockKind.HEADING])
_POINTER = re.compile(
    r"\W*(?:read (?:more|also|next|the full \w+|on)|also read|see (?:also|more)|related"
    r"(?: (?:stories|articles|links|news|posts?|content|topics|reading|videos?|coverage))?"
    r"|more (?:on this|from|stories|news)|don['’]?t miss|(?:you )?(?:might|may) also (?:like|enjoy)|must[- ]read"
    r"|watch(?: now| live)?|listen|download|recommended|top stories|trending|topics?|tags?|filed under|share this"
    r"|up next)\s*(?:[:|>»]|$)",
    re.I,
)
_REQUEST = re.compile(
    r"[^\w\"'“‘«]?(?:sign up (?:for|to) (?:our|the|receive)|subscribe (?:to|now|today)|follow (?:us|@)|share on "
    r"|follow [\w ]{1,50} on (?:twitter|facebook|instagram)|download (?:our|the [\w ]{0,30}\bapps?\b)"
    r"|submit (?:your|a) |(?:we want|we['’]d love) to hear|tell us what|do you want to be"
    r"|have (?:a|an) (?:news )?(?:tip|story)\b"
    r"|get (?:the|our) [\w ]{0,40}(?:newsletter|app)\b|e-?mail [\w ]{2,40} at |like us on |help us "
    r"|if you buy something|(?:click|tap) here to (?:get the|subscribe|sign|join)"
    r"|for (?:the latest|more) [\w ]{1,50}(?:download|subscribe|sign up|follow))",
    re.I,
)
_TAIL = re.compile(
    r"\W*(?:you (?:might|may) also (?:like|enjoy)|related (?:articles|stories|posts|news|content|videos?|recipes)"
    r"|more (?:from|stories|news|on)\b.{0,40}|top stories|partner news|recommended(?: for you)?"
    r"|most (?:read|popular|viewed)|latest (?:news|stories)|latest posts by .{1,40}|read next"
    r"|comments?|leave a (?:comment|reply)|about the author)\W*",
    re.I,
)
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*$")
_URL = re.compile(r"https?://\S+$")
_LETTER = re.compile(r"[^\W\d_]")


def mark_leftovers(body: Layout) -> None:
    """Give each line of a body that is no text of the article its kind, in place."""
    linked = _linked(body)
    if _is_digest(body, linked):
        linked = [0.0] * len(linked)
    for index, line in enumerate(body.lines):
        if body.kinds[index] not in _READ or len(line) > _MOST_CHARS:
            continue
        if picture_words.is_credit(line) and not line[0].isdigit():
            body.kinds[index] = BlockKind.CREDIT
        elif _leads_away(body, index, linked):
            body.kinds[index] = BlockKind.BOILERPLATE
    _mark_tail(body)
    count = len(body.lines)
    _mark_edge(body, range(count))
    _mark_edge(body, range(count - 1, -1, -1))


def _leads_away(body: Layout, index: int, linked: list[float]) -> bool:
    line, kind = body.lines[index], body.kinds[index]
    if kind is not BlockKind.HEADING and _POINTER.match(line):
        return True
    if kind is not BlockKind.LIST and _REQUEST.match(line):
        return True
    if kind is BlockKind.HEADING or linked[index] < _LINKED_SHARE or _SENTENCE_END.search(line) or _URL.match(line):
        return False
    return len(line.split()) >= _LEAST_LINK_WORDS and (kind is BlockKind.BODY or not _is_headed(body, index))


def _is_digest(body: Layout, linked: list[float]) -> bool:
    """Whether links are what the article is made of."""
    shares = [share for kind, share in zip(body.kinds, linked, strict=True) if kind is BlockKind.BODY]
    return 2 * sum(share >= _LINKED_SHARE for share in shares) > len(shares)


def _is_headed(body: Layout, index: int) -> bool:
    """Whether the list in which a line stands has a heading of its own."""
    while index >= 0 and body.kinds[index] in (BlockKind.LIST, BlockKind.BOILERPLATE):
        index -= 1
    return index < 0 or body.kinds[index] is BlockKind.HEADING


def _mark_tail(body: Layout) -> None:
    """Mark what comes after a line that announces other articles, where no long paragraph comes after it."""
    length = sum(len(line) for line in body.lines)
    after, start = 0, None
    for index in range(len(body.lines) - 1, -1, -1):
        line = body.lines[index]
        after += len(line)
        if after > (1 - _LEAST_BEFORE_TAIL) * length or len(line) > _MOST_TAIL_CHARS:
            break
        if _TAIL.fullmatch(line):
            start = index
    if start is not None:
        body.kinds[start:] = [BlockKind.BOILERPLATE] * (len(body.lines) - start)


def _mark_edge(body: Layout, indexes: range) -> None:
    """Mark the furniture of the page that stands before the first or after the last line of the article."""
    for index in indexes:
        line = body.lines[index]
        if body.kinds[index] in _READ:
            if len(line) > _MOST_CHARS or furniture_signs(line) < _LEAST_SURE or not _LETTER.search(line):
                return
            body.kinds[index] = BlockKind.BOILERPLATE


def _linked(body: Layout) -> list[float]:
    """How much of each line carries a link."""
    covered = [0] * len(body.lines)
    starts, at = [], 0
    for line in body.lines:
        starts.append(at)
        at += len(line) + 1
    index = 0
    for link in body.links:
        while index + 1 < len(starts) and starts[index + 1] <= link.span.start:
            index += 1
        covered[index] += link.span.end - link.span.start
    return [share / max(1, len(line)) for share, line in zip(covered, body.lines, strict=True)]
