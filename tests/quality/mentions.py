"""How well the mentions of a collection are found, labelled and gathered into actors.

A mention of the gold counts as found with its whole words or with the bare name inside them: "the UN envoy Ghassan
Salame" or "Ghassan Salame". Articles in front and a possessive s behind never matter.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

from tests.quality.clusters import ClusterFigures
from tests.quality.notes import Collection, Notes, Pointer
from tests.quality.shares import Rate
from tests.quality.words import WordedText, Words, pair_up

NAMED = frozenset({"named"})
ALL_KINDS = frozenset({"named", "nominal", "pronoun"})
LABELS = frozenset({"PER", "ORG", "LOC"})


@dataclass(slots=True)
class MentionFigures:
    """Counts over a collection, and the shares that they make."""

    counts: Counter[str] = field(default_factory=Counter)
    """Mentions on both sides, and what fits."""

    clusters: ClusterFigures = field(default_factory=ClusterFigures)
    """All mentions, those of one side alone as errors."""

    shared: ClusterFigures = field(default_factory=ClusterFigures)
    """Only the mentions that both sides have: how they are gathered, by itself."""

    @property
    def exact(self) -> Rate:
        """The very words and the label."""
        return self._rate("exact")

    @property
    def span(self) -> Rate:
        """The very words."""
        return self._rate("span")

    @property
    def overlap(self) -> Rate:
        """Some word and the label."""
        return self._rate("overlap")

    @property
    def alias(self) -> Rate:
        """Pairs of differently spelt names of one actor."""
        return Rate.of(self.counts["alias"], self.counts["alias guessed"], self.counts["alias gold"])

    def exact_of(self, label: str) -> Rate:
        """The very words and the label, of those that bear this label."""
        counts = self.counts
        return Rate.of(counts[f"exact {label}"], counts[f"guessed {label}"], counts[f"gold {label}"])

    def _rate(self, hits: str) -> Rate:
        return Rate.of(self.counts[hits], self.counts["guessed"], self.counts["gold"])


def measure_mentions(
    gold: Collection, guesses: Collection, kinds: frozenset[str] = NAMED, labels: frozenset[str] = LABELS
) -> MentionFigures:
    """The figures of a collection; a document that the program has not counts as one without mentions."""
    figures = MentionFigures()
    for key, notes in gold.items():
        guess = guesses.get(key, Notes(key, notes.text))
        ours = [pointer for pointer in notes.pointers if pointer.label in labels and pointer.kind in kinds]
        theirs = [pointer for pointer in guess.pointers if pointer.label in labels and pointer.kind in kinds]
        _Document(WordedText(notes.text), ours, theirs).add_to(figures)
    return figures


def found_exactly(text: WordedText, gold: Sequence[Pointer], guesses: Sequence[Pointer]) -> dict[int, int]:
    """For mentions of the gold the program's with the very words: of the same label, where there is such a one."""
    free: dict[Words, list[int]] = defaultdict(list)
    for j, guess in enumerate(guesses):
        free[text.bare_name(text.within([guess.place]))].append(j)
    found: dict[int, int] = {}
    for i, pointer in enumerate(gold):
        choices = [(words, j) for words in forms_of(text, pointer) for j in free.get(words, ())]
        if choices:
            words, best = min(choices, key=lambda choice: guesses[choice[1]].label != pointer.label)
            free[words].remove(best)
            found[i] = best
    return found


def aligned(text: WordedText, gold: Sequence[Pointer], guesses: Sequence[Pointer]) -> dict[int, int]:
    """For mentions of the gold the program's that stands for it: the very words first, then the likest."""
    words = [text.bare_name(text.within([guess.place])) for guess in guesses]
    first_with: dict[Words, int] = {}
    for j, its in enumerate(words):
        first_with.setdefault(its, j)
    forms = [forms_of(text, pointer) for pointer in gold]
    found: dict[int, int] = {}
    used: set[int] = set()
    for i, its_forms in enumerate(forms):
        for form in reversed(its_forms):
            if form in first_with and first_with[form] not in used:
                found[i] = first_with[form]
                used.add(found[i])
                break
    rest = [i for i in range(len(gold)) if i not in found]
    others = [j for j in range(len(guesses)) if j not in used]
    pairs = pair_up([forms[i][-1] for i in rest], [words[j] for j in others])
    return found | {rest[a]: others[b] for a, b in pairs}


def forms_of(text: WordedText, pointer: Pointer) -> list[Words]:
    """The words that count as a mention of the gold: all of it, and last the bare name."""
    places = [pointer.place, *([pointer.core] if pointer.core else [])]
    return [text.bare_name(text.within([place])) for place in places]


class _Document:
    """One document: the gold's mentions and the program's."""

    def __init__(self, text: WordedText, gold: list[Pointer], guesses: list[Pointer]) -> None:
        self.text, self.gold, self.guesses = text, gold, guesses

    def add_to(self, figures: MentionFigures) -> None:
        link = aligned(self.text, self.gold, self.guesses)
        self._count(figures.counts, link)
        if not any(pointer.entity is not None for pointer in self.gold):
            return
        ours: dict[Hashable, str] = {("gold", i): str(pointer.entity) for i, pointer in enumerate(self.gold)}
        back = {j: i for i, j in link.items()}
        theirs: dict[Hashable, str] = {
            ("gold", back[j]) if j in back else ("guess", j): guess.entity or f"alone {j}"
            for j, guess in enumerate(self.guesses)
        }
        figures.clusters.add(ours, theirs)
        both = ours.keys() & theirs.keys()
        figures.shared.add({key: ours[key] for key in both}, {key: theirs[key] for key in both})
        self._count_aliases(figures.counts, ours, theirs)

    def _count(self, counts: Counter[str], link: dict[int, int]) -> None:
        counts["gold"] += len(self.gold)
        counts["guessed"] += len(self.guesses)
        counts.update(f"gold {pointer.label}" for pointer in self.gold)
        counts.update(f"guessed {guess.label}" for guess in self.guesses)
        exact = found_exactly(self.text, self.gold, self.guesses)
        counts["span"] += len(exact)
        right = [self.gold[i].label for i, j in exact.items() if self.gold[i].label == self.guesses[j].label]
        counts["exact"] += len(right)
        counts.update(f"exact {label}" for label in right)
        counts["overlap"] += sum(self.gold[i].label == self.guesses[j].label for i, j in link.items())

    def _count_aliases(self, counts: Counter[str], ours: dict[Hashable, str], theirs: dict[Hashable, str]) -> None:
        spelt = {("gold", i): self.text.spelt(forms_of(self.text, pointer)[-1]) for i, pointer in enumerate(self.gold)}
        wanted, given = _alias_pairs(spelt, ours), _alias_pairs(spelt, theirs)
        counts["alias gold"] += len(wanted)
        counts["alias guessed"] += len(given)
        counts["alias"] += len(wanted & given)


def _alias_pairs(spelt: dict[tuple[str, int], str], of: dict[Hashable, str]) -> set[tuple[str, str]]:
    names: dict[str, set[str]] = defaultdict(set)
    for key, name in spelt.items():
        if key in of:
            names[of[key]].add(name)
    return {(one, other) for forms in names.values() for one in forms for other in forms if one < other}
