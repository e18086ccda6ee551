"""HTML of any kind and any intent, to a tree that is safe to walk.

The parser is fast but not proof against markup that is made to hurt: a tag with a hundred thousand
attributes takes it half a minute, deep nesting ends it early or with the process. So before it is
parsed the markup is tamed in linear passes: what is never shown goes, monstrous tags lose their
attributes, and tags deeper than any page needs are left out, not their words.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from newsreader.errors import InputError, TooLargeError

MOST_BYTES = 10_000_000
"""The largest page that is read."""

MOST_DEPTH = 120
"""How deep tags may be nested, paragraphs not counted; deeper ones are left out. The parser ends at 256."""

_MOST_TAG_CHARS = 20_000
_MOST_ATTRIBUTES = 200
_MOST_DATA_CHARS = 200_000
_MOST_DATA_SCRIPTS = 20
_MOST_DATA_NODES = 2000

_UNSHOWN = ("script", "style", "template", "noscript", "svg", "iframe", "object", "math", "xmp", "noembed", "noframes")
_UNSHOWN_START = re.compile(rf"<({'|'.join(_UNSHOWN)})\b", re.I)
_DATA_SCRIPT = re.compile(r"<script[^>]{0,300}ld\+json[^>]{0,300}>", re.I)
_CDATA = re.compile(r"^[\s/*]*<!\[CDATA\[|\]\]>[\s/*]*$")
_HUGE_TAG = re.compile(rf"<([a-zA-Z][\w:-]{{0,30}})\b[^<>]{{{_MOST_TAG_CHARS},}}>?")
_CROWDED_TAG = re.compile(r"<([a-zA-Z][\w:-]{0,30})\b([^<>]{2000,})>")
_DATA_URL = re.compile(r"data:[^\"'\s>]{500,}", re.I)
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]{0,30})(?:\s[^<>]*)?(/?)>|<!--")
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_PARAGRAPH = "p"  # stays however deep it stands: no paragraph holds another, so it adds one level to each of the rest
_SELF_CLOSING = frozenset(["li", "td", "th", "tr", "dt", "dd", "option", "thead", "tbody", "tfoot"])
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|(?:left|top|text-indent)\s*:\s*-\d{3,}",
    re.I,
)
_MAY_BE_HIDDEN = etree.XPath("//*[@hidden or @style or @aria-hidden]")
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{1,40})|<\?xml[^>]{0,100}encoding\s*=\s*[\"']([\w.:-]{1,40})",
    re.I,
)


def declared_charset(data: bytes) -> str | None:
    """The charset that a page or feed declares at its start."""
    found = _CHARSET.search(data[:4096])
    return (found[1] or found[2]).decode("ascii", "replace") if found else None


def parse(markup: str, where: str) -> lxml_html.HtmlElement:
    """The tree of a page without what is never shown; raises `InputError` where there is none."""
    if len(markup) > MOST_BYTES:
        raise TooLargeError(
            f"is {len(markup) / 1e6:.0f} MB of HTML; the limit is {MOST_BYTES // 1_000_000} MB", where=where
        )
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = lxml_html.document_fromstring(tame(markup).encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        raise InputError("holds nothing that a page would show", where=where) from None
    if tree is None:
        raise InputError("holds nothing that a page would show", where=where)
    drop_hidden(tree)
    return tree


def tame(markup: str) -> str:
    """The markup without what is never shown and what could harm the parser; linear in its length."""
    markup = _without_unshown(_without_comments(markup.replace("\0", "\ufffd")))
    return tame_tags(_DATA_URL.sub("", markup))


def tame_tags(markup: str) -> str:
    """The markup without monstrous tags and without tags that are nested too deep."""
    markup = _HUGE_TAG.sub(r"<\1>", markup)
    markup = _CROWDED_TAG.sub(_uncrowded, markup)
    return _flattened(markup)


def data_objects(markup: str) -> list[dict[str, Any]]:
    """The objects of the page's JSON-LD, outermost first; what is broken or monstrous is left out."""
    found: list[dict[str, Any]] = []
    for number, script in enumerate(_DATA_SCRIPT.finditer(markup)):
        end = markup.find("</", script.end(), script.end() + _MOST_DATA_CHARS)
        while end >= 0 and markup[end : end + 8].lower() != "</script":
            end = markup.find("</", end + 2, script.end() + _MOST_DATA_CHARS)
        if number >= _MOST_DATA_SCRIPTS:
            break
        if end < 0:
            continue
        try:
            script_text = _CDATA.sub("", markup[script.end() : end]).strip(" \t\r\n;")
            queue: list[Any] = [json.loads(script_text, strict=False)]
        except (ValueError, RecursionError):
            continue
        while queue and len(found) < _MOST_DATA_NODES:
            node = queue.pop(0)
            if isinstance(node, dict):
                found.append(node)
                queue += [node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in node]
            elif isinstance(node, list):
                queue += node[:_MOST_DATA_NODES]
    return found


def drop_hidden(tree: lxml_html.HtmlElement) -> None:
    """Take out of the tree what the page does not show."""
    found: Any = _MAY_BE_HIDDEN(tree)
    for element in found:
        if is_hidden(element) and element.getparent() is not None and element.tag != "body":
            element.drop_tree()


def is_hidden(element: Any) -> bool:
    """Whether the element itself says that it is not shown."""
    attributes = element.attrib
    if not attributes:
        return False
    if "hidden" in attributes and element.get("hidden") != "until-found":
        return True
    if element.get("aria-hidden") == "true" and not len(element):
        return True
    style = attributes.get("style")
    return bool(style) and bool(_HIDDEN_STYLE.search(style))


def _without_comments(markup: str) -> str:
    """A comment that is never closed hides the rest of its line alone: the page's end is worth more."""
    parts, at = [], 0
    while (start := markup.find("<!--", at)) >= 0:
        parts.append(markup[at:start])
        end = markup.find("-->", start + 4)
        if end < 0:
            at = len(markup)
            break
        at = end + 3
    parts.append(markup[at:])
    return "".join(parts)


def _without_unshown(markup: str) -> str:
    parts, at = [], 0
    unclosed: set[str] = set()
    while found := _UNSHOWN_START.search(markup, at):
        parts.append(markup[at : found.start()])
        name = found[1].lower()
        end = None if name in unclosed else re.compile(rf"</{name}\s*>", re.I).search(markup, found.end())
        if end is None:
            unclosed.add(name)
            close = markup.find(">", found.end())
            at = len(markup) if close < 0 else close + 1
            if name in ("script", "style"):
                break
        else:
            at = end.end()
    else:
        parts.append(markup[at:])
    return "".join(parts)


def _uncrowded(found: re.Match[str]) -> str:
    return f"<{found[1]}>" if found[2].count("=") > _MOST_ATTRIBUTES else found.group()


def _flattened(markup: str) -> str:
    """The markup without the tags that are nested too deep."""
    parts: list[str] = []
    stack: list[str] = []
    left_out: Counter[str] = Counter()
    at = 0
    for found in _TAG.finditer(markup):
        name = (found[2] or "").lower()
        if not name or name in _VOID or name == _PARAGRAPH or found[3]:
            continue
        drop = _close(name, stack, left_out) if found[1] else _open(name, stack, left_out)
        if drop:
            parts.append(markup[at : found.start()])
            parts.append(" ")
            at = found.end()
    parts.append(markup[at:])
    return "".join(parts)


def _open(name: str, stack: list[str], left_out: Counter[str]) -> bool:
    """Note an opening tag; whether it is too deep."""
    if name in _SELF_CLOSING and stack and stack[-1] == name:
        return False
    if len(stack) >= MOST_DEPTH:
        left_out[name] += 1
        return True
    stack.append(name)
    return False


def _close(name: str, stack: list[str], left_out: Counter[str]) -> bool:
    """Note a closing tag; whether the tag that it closes was left out."""
    if left_out[name]:
        left_out[name] -= 1
        return True
    if name in stack:
        while stack.pop() != name:
            pass
    return False
