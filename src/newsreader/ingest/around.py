"""Whether an element of a page stands with its article or with what is around it.

Pages name their parts in classes and ids. Comments, lists of other articles, menus and footers hold
names, days and paragraphs too, and those are not the article's.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

_MOST_PARENTS = 14
_MOST_MARK_CHARS = 300
_TAGS = frozenset(["nav", "footer", "aside"])
_TOP = frozenset(["body", "html", "main"])
_AROUND = re.compile(
    r"comment|related|recommend|sidebar|recirc|popular|trending|most-(?:read|viewed)|more-(?:from|by|stories|news|in)"
    r"|read-?next|up-?next|outbrain|taboola|promo|teaser|footer|carousel|newsletter|(?:^|[\s_-])(?:card|nav)(?:$|[\s_-])",
    re.I,
)


def is_around(element: Any) -> bool:
    """Whether the element stands with comments, other articles or the furniture of the page."""
    for parent in islice(element.iterancestors(), _MOST_PARENTS):
        if parent.tag in _TAGS:
            return True
        if parent.tag in _TOP:
            return False
        if _AROUND.search(marks_of(parent)):
            return True
    return False


def marks_of(element: Any) -> str:
    """The classes and the id of an element."""
    return f"{(element.get('class') or '')[:_MOST_MARK_CHARS]} {(element.get('id') or '')[:_MOST_MARK_CHARS]}"
