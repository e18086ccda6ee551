from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.ingest.bylines import MOST_NAME_CHARS, MOST_NAMES
from newsreader.ingest.feed_names import stated_names
from newsreader.text.safe import is_safe


@pytest.mark.parametrize(
    ("stated", "names"),
    [
        ("Maria Okafor", ("Maria Okafor",)),
        ("By Maria Okafor", ("Maria Okafor",)),
        ("/u/kestrel_9", ("/u/kestrel_9",)),
        ("Wire Staff", ("Wire Staff",)),
        ("Maria Okafor (maria@wire.example)", ("Maria Okafor",)),
        ("Maria Okafor (mailto:maria@wire.example)", ("Maria Okafor",)),
        ("Maria Okafor <maria@wire.example>", ("Maria Okafor",)),
        ("maria@wire.example (Maria Okafor)", ("Maria Okafor",)),
        ("maria@wire.example", ("maria@wire.example",)),
        ("noreply@wire.example", ()),
        ("noreply@wire.example (Maria Okafor)", ("Maria Okafor",)),
        ("Maria Okafor and Per Lind", ("Maria Okafor", "Per Lind")),
        ("Maria Okafor, Per Lind and Ann Lee", ("Maria Okafor", "Per Lind", "Ann Lee")),
        ("OKAFOR, M., Lind, P.-A., Lee, A. B.", ("OKAFOR, M.", "Lind, P.-A.", "Lee, A. B.")),
        ([{"name": "Maria Okafor"}, {"name": None}, "maria okafor", "Per Lind", 5], ("Maria Okafor", "Per Lind")),
        ("", ()),
        (None, ()),
        (7, ()),
        ("https://wire.example/about", ()),
    ],
)  # fmt: skip
def test_names_stand_as_they_are_stated(stated: object, names: tuple[str, ...]) -> None:
    assert stated_names(stated) == names


@given(st.text(max_size=300))
def test_whatever_is_stated_the_names_are_safe_and_few(stated: str) -> None:
    names = stated_names(stated)
    assert len(names) <= MOST_NAMES
    assert all(name and is_safe(name) and len(name) <= MOST_NAME_CHARS for name in names)
