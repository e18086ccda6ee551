"""Who wrote an entry, as a feed states it: a field of its own, where a byline of a page is a line of words.

So a name stands as it is written ("/u/kestrel", "Wire Staff"), and only what joins several names is cut
at. Lists with the family name first ("Okafor, M., Lind, P.-A.") keep each name with its initials.
"""

from __future__ import annotations

import re

from newsreader.ingest.bylines import BY, MOST_NAME_CHARS, MOST_NAMES, split_names
from newsreader.text.safe import fold

_MOST_CHARS = 2000
_ADDRESS = r"(?:mailto:)?[^\s@()<>]{1,100}@[^\s@()<>]{1,100}"
_ADDRESS_FIRST = re.compile(rf"^{_ADDRESS}\s*\(([^()]+)\)$")
_ADDRESS_LAST = re.compile(rf"^(.+?)\s*(?:\({_ADDRESS}\)|<{_ADDRESS}>)$")
_NOBODY = re.compile(r"(?:no-?reply|do-?not-?reply)@\S+\Z|https?://\S+\Z", re.I)
_JOINED = re.compile(r",|;|\||\s(?:and|&|with)\s", re.I)
_INITIALS = re.compile(r"(?:[^\W\d_]\.?[\s-]?){1,4}\Z")
_PARTS = re.compile(r"\s*[,;]\s*(?:and\s+|&\s*)?|\s+(?:and|&)\s+", re.I)


def stated_names(stated: object) -> tuple[str, ...]:
    """The names in a field, or in a list of fields or of objects with a `name`; nothing for all else."""
    if isinstance(stated, dict):
        stated = stated.get("name")
    if isinstance(stated, list | tuple):
        flat = [item for item in stated[:MOST_NAMES] if not isinstance(item, list | tuple)]
        return _distinct([name for item in flat for name in stated_names(item)])
    return _distinct(_names(stated)) if isinstance(stated, str) else ()


def _names(stated: str) -> list[str]:
    words = BY.sub("", _without_address(fold(stated[:_MOST_CHARS])), count=1).strip()
    if not words or _NOBODY.match(words):
        return []
    if not _JOINED.search(words):
        return [words]
    return _with_initials(words) or list(split_names(words)) or [words]


def _without_address(words: str) -> str:
    """The name beside an address for mail; the address where it is all there is."""
    for form in (_ADDRESS_FIRST, _ADDRESS_LAST):
        if found := form.match(words):
            return found[1].strip()
    return words


def _with_initials(words: str) -> list[str]:
    """The names of a list that gives the family name first; nothing for another list."""
    parts = [part for part in _PARTS.split(words) if part]
    if sum(1 for part in parts if _INITIALS.match(part)) * 2 < len(parts):
        return []
    names: list[str] = []
    for part in parts:
        if names and _INITIALS.match(part) and not names[-1].endswith("."):
            names[-1] = f"{names[-1]}, {part}"
        else:
            names.append(part)
    return names


def _distinct(names: list[str]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(name.casefold(), name[:MOST_NAME_CHARS].rstrip())
    return tuple(list(found.values())[:MOST_NAMES])
