"""Why a line of a flat text is taken for the title, the byline, the day or the dateline, in a few words.

The lines are read and weighed anew, just as `structure` does it, and only what comes out the same as the
document has it is explained: a title that a page or a feed states needs no reason from the text. For the title
the reasons are the features that lifted it most above the other lines that could have been it.
"""

from __future__ import annotations

from collections.abc import Iterable

from newsreader.ingest import headline, prose, structure
from newsreader.ingest.lines import Line, read_lines
from newsreader.ingest.weights import weights
from newsreader.model.document import BlockKind, Document
from newsreader.text.safe import fold

_MOST_REASONS = 3
_LEAST_LIFT = 0.25
_MOST_CHARS = 300_000

_TITLE_REASONS = {
    "share in text": "its words come again in the text",
    "share in lead": "its words come again in the text",
    "words in text": "its words come again in the text",
    "words in lead": "its words come again in the text",
    "length of a title": "it is as long as titles are",
    "twice": "it stands there twice",
    "among the longest": "it is as long as the paragraphs",
    "date follows": "a day stands right below",
    "byline follows": "a byline stands right below",
    "head follows soon": "a byline or day stands just below",
    "head follows": "a byline or day stands below",
    "head before": "a byline or day stands just above",
    "name follows": "a name stands right below",
    "paragraph before": "a paragraph stands right above",
    "paragraph follows": "a paragraph stands right below",
    "before text": "it stands right above the text",
    "behind text": "it stands right below the text",
    "above text": "it stands above the text",
    "below text": "it stands below the text",
    "first line": "it is the first line",
}


def why(document: Document) -> dict[str, str]:
    """For `title`, `byline`, `date` and `dateline`, where a line of the text states them, which line and why."""
    if len(document.text) > _MOST_CHARS:
        return {}
    lines = read_lines(document.text)
    kinds = structure.label(lines)
    told = {block.span.start: block.kind for block in document.blocks}
    placed: dict[BlockKind, int] = {}
    for index, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        if told.get(line.start) is kind:
            placed.setdefault(kind, index)
    reasons: dict[str, str] = {}
    title = placed.get(BlockKind.TITLE)
    if title is not None and document.title is not None and fold(lines[title].text).startswith(document.title[:40]):
        reasons["title"] = _said(document.text, lines[title], _for_title(lines, title))
    byline = placed.get(BlockKind.BYLINE)
    if byline is not None and document.byline:
        reasons["byline"] = _said(document.text, lines[byline], _for_byline(lines, byline, title))
    date = next((placed[kind] for kind in (BlockKind.DATE, BlockKind.BYLINE) if kind in placed), None)
    if date is not None and document.published is not None and lines[date].date_rest is not None:
        reasons["date"] = _said(document.text, lines[date], _for_date(lines, date, title, byline))
    if document.dateline:
        reasons |= _for_dateline(document, lines)
    return reasons


def _said(text: str, line: Line, reasons: Iterable[str]) -> str:
    """`line 6; its words come again in the text`: lines are counted from 1, blank ones too."""
    number = text.count("\n", 0, line.start) + 1
    last = number + len(line.parts) - 1
    place = f"line {number}" if last == number else f"lines {number} to {last}"
    return "; ".join([place, ", ".join(dict.fromkeys(reasons))]).rstrip("; ")


def _for_title(lines: list[Line], chosen: int) -> list[str]:
    """What lifted the line above the mean of the other short lines, the most telling first."""
    able = headline.title_features(lines, prose.weigh_prose(lines))
    own = next((features for index, features in able if index == chosen), None)
    if own is None:
        return ["the only line before the text"]
    others = [features for index, features in able if index != chosen and lines[index].prose <= 0]
    table = weights("title")
    lifts: dict[str, float] = {}
    for number, name in enumerate(headline.FEATURES):
        usual = sum(features[number] for features in others) / len(others) if others else 0.0
        reason = _TITLE_REASONS.get(name)
        if reason and own[number] > usual:
            lifts[reason] = lifts.get(reason, 0.0) + table[number] * (own[number] - usual)
    best = sorted((-lift, reason) for reason, lift in lifts.items() if lift >= _LEAST_LIFT)
    return [reason for _, reason in best[:_MOST_REASONS]] or ["the likeliest line"]


def _for_byline(lines: list[Line], index: int, title: int | None) -> list[str]:
    reasons = ["it says who wrote it" if lines[index].byline else "it is a name"]
    if lines[index].date_rest:
        reasons.append("with a day")
    return reasons + _beside(index, title, "the title")


def _for_date(lines: list[Line], index: int, title: int | None, byline: int | None) -> list[str]:
    reasons = ["it is a day and nothing else" if lines[index].is_date else "it names a day"]
    near = _beside(index, title, "the title")
    return reasons + (near or _beside(index, byline, "the byline"))


def _beside(index: int, other: int | None, what: str) -> list[str]:
    """How near it stands to another part of the head."""
    if other is None or index == other:
        return []
    gap = abs(index - other)
    side = "below" if index > other else "above"
    return [f"right {side} {what}" if gap == 1 else f"{gap} lines {side} {what}"]


def _for_dateline(document: Document, lines: list[Line]) -> dict[str, str]:
    dateline = document.dateline or ""
    for line in lines:
        words = fold(line.text[: len(dateline) * 2 + 20]).lstrip("* ")
        if words.startswith(dateline):
            alone = words.rstrip(" -–—") == dateline
            reason = "it stands alone above the text" if alone else "it begins the first paragraph, before its sentence"
            return {"dateline": _said(document.text, line, [reason])}
    return {}
