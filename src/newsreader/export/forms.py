"""A parsed article as JSON, YAML and Markdown: pure functions from the value to text."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from newsreader.model import wire
from newsreader.model.article import ParsedArticle, Quote, QuoteType
from newsreader.model.document import BlockKind
from newsreader.model.spans import Span
from newsreader.text.safe import fold


def to_json(article: ParsedArticle) -> str:
    """The outside form, indented."""
    return json.dumps(wire.encode(article), ensure_ascii=False, indent=2) + "\n"


def to_jsonl(article: ParsedArticle) -> str:
    """The outside form on one line."""
    return wire.dumps(article) + "\n"


def to_yaml(article: ParsedArticle) -> str:
    """The outside form as a YAML document."""
    import yaml

    return "---\n" + yaml.safe_dump(wire.encode(article), allow_unicode=True, sort_keys=False, width=100)


_ACTIVE = re.compile(r"([\\`*_{}\[\]<>#|~!])")
_AT_START = re.compile(r"^(\s*)([-+=>]|\d+[.)])(?=\s|$)")


def escape(text: str) -> str:
    """A stranger's words as Markdown that shows them and does nothing else."""
    safe = _ACTIVE.sub(r"\\\1", fold(text))
    return _AT_START.sub(lambda found: f"{found[1]}\\{found[2]}", safe)


_PREFIX = {
    BlockKind.HEADING: "## ",
    BlockKind.QUOTE: "> ",
    BlockKind.LIST: "- ",
    BlockKind.CAPTION: "*",
    BlockKind.CREDIT: "*",
}


def to_markdown(article: ParsedArticle) -> str:
    """The article for a notebook: text, then who is in it and who said what."""
    document = article.document
    lines = [f"# {escape(document.title or 'Untitled')}", ""]
    facts = [
        document.source.outlet,
        ", ".join(document.byline),
        document.published.iso() if document.published else None,
    ]
    about = " · ".join(escape(fact) for fact in facts if fact)
    lines += [about, ""] if about else []
    for block in document.in_reading_order():
        if block.kind in (BlockKind.TITLE, BlockKind.BYLINE, BlockKind.DATE):
            continue
        prefix = _PREFIX.get(block.kind, "")
        words = escape(block.span.of(document.text))
        if block.continues and lines and lines[-1] == "":
            lines[-2:] = [f"{lines[-2]} {words}", ""]
        else:
            lines += [f"{prefix}{words}{'*' if prefix == '*' else ''}", ""]
    lines += _actors(article) + _quotes(article)
    return "\n".join(lines).rstrip() + "\n"


def _actors(article: ParsedArticle) -> list[str]:
    shown = [actor for actor in article.actors if actor.salience > 0]
    if not shown:
        return []
    rows = [
        f"- **{escape(actor.name)}** ({actor.type.value}, {len(actor.mentions)})"
        + "".join(f"; {escape(role.text)}" for role in actor.roles)
        for actor in shown
    ]
    return ["## Actors", "", *rows, ""]


def _quotes(article: ParsedArticle) -> list[str]:
    if not article.quotes:
        return []
    rows = []
    for quote in article.quotes:
        rows += [f"> {escape(quote_text(article, quote))}", ">", f"> — {escape(saying_text(article, quote))}", ""]
    return ["## Quotes", "", *rows]


def quote_text(article: ParsedArticle, quote: Quote) -> str:
    """What was said, its parts joined by an ellipsis in brackets where the cue stood; no mark is left open."""
    return " […] ".join(fold(_closed(article.text, part)) for part in quote.parts)


_CLOSING = {"“": "”", "‘": "’", "«": "»", '"': '"'}


def _closed(text: str, part: Span) -> str:
    """A part with the closing mark that stands right behind it, where it opens that mark and does not close it."""
    words = part.of(text)
    after = text[part.end : part.end + 1]
    for opening, closing in _CLOSING.items():
        is_open = words.count(opening) % 2 if opening == closing else words.count(opening) > words.count(closing)
        if after == closing and is_open:
            return words + after
    return words


def said_text(article: ParsedArticle, quote: Quote) -> str:
    """What was said as it may be cited: in marks only where all of it is the speaker's own words."""
    words = quote_text(article, quote)
    return f"“{words}”" if quote.type is QuoteType.DIRECT else words


def speaker_text(article: ParsedArticle, quote: Quote) -> str:
    """Who said it, in words: the actors' names, the words of the text where they name none, or that nobody is named."""
    names = []
    for speaker in quote.speakers:
        actor = article.actor(speaker.actor)
        names.append(actor.name if actor else fold(speaker.span.of(article.text)))
    return " and ".join(names) if names else "not attributed"


def saying_text(article: ParsedArticle, quote: Quote) -> str:
    """Who said it and with which word: "Orrin, denied"; without the word a denial would read as a claim."""
    who = speaker_text(article, quote)
    return f"{who}, {fold(quote.cue.span.of(article.text))}" if quote.cue else who


WRITERS: dict[str, Callable[[ParsedArticle], str]] = {
    "json": to_json,
    "jsonl": to_jsonl,
    "yaml": to_yaml,
    "md": to_markdown,
}
