"""Transcripts: paragraphs that begin with the speaker's name in capitals and a colon.

`WALLACE: If I may, sir …` needs neither marks nor a word of saying. One such line may be a label ("UPDATE: …"); so
at least two paragraphs of an article have to be written so, and by no more than two speakers for each three.
"""

from __future__ import annotations

import re

from newsreader.analysis.cues import Saying
from newsreader.analysis.parse import Parse, Word

LEAST_TURNS = 3
"""In an article with fewer such paragraphs they are no transcript."""

LEAST_WORDS = 2
"""A shorter turn is not kept."""

_MARKS = frozenset('"“”')
_TURN = re.compile(r"[\"“”]?((?:[A-Z][A-Z.'’-]+ ?){1,4}): ?")


def find_turns(parse: Parse) -> list[Saying]:
    """The turns of a transcript as statements, in order; none where the article is no transcript."""
    begins: dict[int, int] = {}
    names: list[str] = []
    for number, passage in enumerate(parse.passages):
        found = _TURN.match(passage.text)
        if found is not None:
            begins[number] = found.end()
            names.append(found.group(1))
    if len(begins) < LEAST_TURNS or len(set(names)) * 3 > len(names) * 2:
        return []
    words: dict[int, list[Word]] = {number: [] for number in begins}
    for word in parse.words:
        if word.passage in words:
            words[word.passage].append(word)
    turns = (_turn(parse, words[number], begin) for number, begin in begins.items())
    return [turn for turn in turns if turn is not None]


def _turn(parse: Parse, words: list[Word], begin: int) -> Saying | None:
    said = [word for word in words if word.offset >= begin]
    before = [word for word in words if word.offset < begin and not word.is_punctuation]
    if len(said) < LEAST_WORDS or not before:
        return None
    first, last = said[0].index, said[-1].index
    while last > first and _MARKS.issuperset(parse.words[last].text):
        last -= 1
    return Saying([(first, last)], None, None, before[-1:], 0.8, marked=True)
