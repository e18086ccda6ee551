from __future__ import annotations

import pytest

from newsreader.analysis.parse import Parse, Word
from newsreader.analysis.tie_names import Names
from newsreader.analysis.tie_owners import employer_before, owner_before
from newsreader.model.article import Actor, ActorType, Mention, MentionForm
from newsreader.model.spans import ActorId, Span

TAGS = {"'s": "POS", "interior": "JJ", "and": "CC", "foreign": "JJ", "minister": "NN", "speech": "NN", "left": "VBD"}


def read(text: str) -> tuple[Parse, Names]:
    """Words parted by blanks, all of one sentence, in which "Bank" is an actor."""
    words: list[Word] = []
    start = 0
    for index, piece in enumerate(text.split(" ")):
        tag = TAGS.get(piece, "NNP")
        words.append(Word(index, start, start + len(piece), piece, piece.lower(), tag, "dep", index, 0, 0, start))
        start += len(piece) + 1
    parse = Parse(text, (), words, ())
    at = text.find("Bank")
    mentions = (Mention(Span(at, at + 4), MentionForm.NAME, 1.0),) if at >= 0 else ()
    return parse, Names(parse, [Actor(ActorId("a1"), "Bank", ActorType.ORGANISATION, mentions=mentions)])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bank 's minister", True),
        ("Bank 's interior and foreign minister", True),
        ("Bank 's speech and minister", False),
        ("Bank 's left minister", False),
        ("Bank minister", False),
        ("minister", False),
    ],
)
def test_whose_s_stands_before_a_noun(text: str, found: bool) -> None:
    parse, names = read(text)
    assert (owner_before(parse, names, parse.words[-1]) is not None) == found


@pytest.mark.parametrize(("text", "found"), [("Bank minister", True), ("Bank 's minister", False), ("minister", False)])
def test_whose_name_stands_before_a_title(text: str, found: bool) -> None:
    parse, names = read(text)
    assert (employer_before(parse, names, parse.words[-1]) is not None) == found
