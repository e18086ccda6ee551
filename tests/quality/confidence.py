"""Whether confidences mean what they say: of what is shown as .9 sure, nine in ten should be right.

Things are put into bins by the confidence that the program gives them, and the share that is right is counted in
each. Right is a quote whose words are at least half those of the gold and whose speaker is the gold's; a name with the
very words and the label; a description or pronoun that points to the actor whose names the gold joins it to; a tie
that a person has read out of the article.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from newsreader.analysis import lexicon
from tests.quality.mentions import LABELS, NAMED, aligned, found_exactly
from tests.quality.notes import Collection, Notes, Pointer
from tests.quality.quotes import measure_quotes
from tests.quality.words import WordedText

EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9)
"""Where the bins begin; the last ends at 1, with it."""

Judged = list[tuple[float, bool]]
"""Confidences, each with whether the thing is right."""


@dataclass(frozen=True, slots=True)
class Bin:
    """The things of about one confidence."""

    least: float
    """Where it begins."""

    count: int
    """How many there are."""

    right: int
    """How many of them are right."""

    @property
    def share(self) -> float | None:
        """How many are right, in percent; None where there are none."""
        return 100 * self.right / self.count if self.count else None


def into_bins(judged: Iterable[tuple[float, bool]]) -> list[Bin]:
    """The bins of some judged things, all of them, also those without any."""
    counts: Counter[float] = Counter()
    right: Counter[float] = Counter()
    for confidence, is_right in judged:
        edge = max(edge for edge in EDGES if edge <= confidence or edge == EDGES[0])
        counts[edge] += 1
        right[edge] += is_right
    return [Bin(edge, counts[edge], right[edge]) for edge in EDGES]


def judge_quotes(gold: Collection, guesses: Collection) -> Judged:
    """The quotes of a collection, with their speakers."""
    judged: Judged = []
    for key, notes in gold.items():
        guess = guesses.get(key, Notes(key, notes.text))
        matches = measure_quotes({key: notes}, {key: guess}).matches
        right = {id(match.guess) for match in matches if match.right_speaker}
        judged += [(statement.confidence, id(statement) in right) for statement in guess.statements]
    return judged


def judge_speakers(gold: Collection, guesses: Collection) -> Judged:
    """The speakers of the quotes that are found and have one, by the confidence of their quote."""
    matches = measure_quotes(gold, guesses).matches
    return [(match.guess.confidence, match.right_speaker) for match in matches if match.names_speaker]


def judge_names(gold: Collection, guesses: Collection) -> Judged:
    """The names of a collection."""
    judged: Judged = []
    for key, notes in gold.items():
        theirs = _named(guesses[key].pointers)
        ours = _named(notes.pointers)
        found = found_exactly(WordedText(notes.text), ours, theirs)
        right = {j for i, j in found.items() if ours[i].label == theirs[j].label}
        judged += [(pointer.confidence, j in right) for j, pointer in enumerate(theirs)]
    return judged


def _is_adjective(text: str, pointer: Pointer) -> bool:
    return pointer.kind not in NAMED and text[slice(*pointer.place)] in lexicon.demonyms()


def _named(pointers: Sequence[Pointer]) -> list[Pointer]:
    return [pointer for pointer in pointers if pointer.label in LABELS and pointer.kind in NAMED]


def judge_references(gold: Collection, guesses: Collection) -> Judged:
    """The descriptions and pronouns that point to an actor with a name.

    Adjectives of states ("Libyan") are left out: the gold marks none.
    """
    judged: Judged = []
    for key, notes in gold.items():
        theirs = [pointer for pointer in guesses[key].pointers if not _is_adjective(notes.text, pointer)]
        back = {j: i for i, j in aligned(WordedText(notes.text), notes.pointers, theirs).items()}
        meant: dict[str | None, Counter[str | None]] = defaultdict(Counter)
        for j, pointer in enumerate(theirs):
            if pointer.kind in NAMED and j in back:
                meant[pointer.entity][notes.pointers[back[j]].entity] += 1
        for j, pointer in enumerate(theirs):
            if pointer.kind not in NAMED and meant[pointer.entity]:
                most = meant[pointer.entity].most_common(1)[0][0]
                judged.append((pointer.confidence, j in back and notes.pointers[back[j]].entity == most))
    return judged
