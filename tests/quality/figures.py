"""The figures of each set, by the names that tables and the record use, in percent.

`GOALS` holds what the project has set itself to reach, and what it aims at.
"""

from __future__ import annotations

from tests.quality.mentions import ALL_KINDS, measure_mentions
from tests.quality.notes import Collection
from tests.quality.quotes import Part, QuoteFigures, measure_quotes

Figures = dict[str, float]
"""Figures by name, in percent."""

SPEECH = Part(speech=True)
MARKED = Part(types=frozenset({"direct", "mixed"}))

GOALS: dict[str, tuple[float, float]] = {
    "PolNeAR speech: overlap": (86, 88),
    "PolNeAR speech: with speaker": (80, 83),
    "PolNeAR speech, no flags: overlap": (81, 84),
    "PolNeAR speech, no flags: with speaker": (76, 79),
    "PolNeAR direct and mixed: overlap": (91, 94),
    "PolNeAR direct and mixed: with speaker": (85, 89),
    "PolNeAR all: exact": (63, 66),
    "PolNeAR all: overlap": (78, 80),
    "GUM news speech: with speaker": (70, 78),
    "DWIE names: exact": (82, 86),
    "DWIE names: B-cubed": (89, 92),
    "DWIE names: aliases": (75, 82),
    "GUM news names: B-cubed": (81, 85),
    "GUM news all mentions: mean": (60, 68),
}
"""By figure: what must be reached, and the aim."""


def figures_of_polnear(gold: Collection, guesses: Collection) -> Figures:
    """Quotes in US political news."""
    bare = {key: notes.without_flags() for key, notes in guesses.items()}
    every = measure_quotes(gold, guesses)
    speech = measure_quotes(gold, guesses, SPEECH)
    found = {
        **_quotes("PolNeAR speech", speech),
        **_quotes("PolNeAR speech, no flags", measure_quotes(gold, bare, SPEECH)),
        **_quotes("PolNeAR direct and mixed", measure_quotes(gold, guesses, MARKED)),
        **_quotes("PolNeAR direct and mixed, no flags", measure_quotes(gold, bare, MARKED)),
        **_quotes("PolNeAR all", every),
        "PolNeAR speech: precision": 100 * speech.overlap.precision,
        "PolNeAR speech: recall": 100 * speech.overlap.recall,
        "PolNeAR all: precision": 100 * every.overlap.precision,
        "PolNeAR all: recall": 100 * every.overlap.recall,
        "PolNeAR speech: speaker, of those found": 100 * speech.speaker,
        "PolNeAR speech: speaker's very words": 100 * speech.speaker_exact,
    }
    return found | {f"PolNeAR {kind}: found": 100 * every.recall_of(kind) for kind in ("direct", "mixed", "indirect")}


def figures_of_gum(gold: Collection, guesses: Collection) -> Figures:
    """Quotes and actors in Wikinews."""
    speech = measure_quotes(gold, guesses, SPEECH)
    every = measure_quotes(gold, guesses)
    named = measure_mentions(gold, guesses)
    all_kinds = measure_mentions(gold, guesses, ALL_KINDS)
    return {
        **_quotes("GUM news speech", speech),
        **_quotes("GUM news all", every),
        "GUM news speech: actor, of those found": 100 * speech.actor,
        "GUM news names: exact": 100 * named.exact.f1,
        "GUM news names: B-cubed": 100 * named.clusters.b_cubed.f1,
        "GUM news names: aliases": 100 * named.alias.f1,
        "GUM news all mentions: mean": 100 * all_kinds.clusters.mean,
        "GUM news all mentions: B-cubed": 100 * all_kinds.clusters.b_cubed.f1,
        **{
            f"GUM news {kind}s: span": 100 * measure_mentions(gold, guesses, frozenset({kind})).span.f1
            for kind in ("nominal", "pronoun")
        },
    }


def figures_of_dwie(gold: Collection, guesses: Collection) -> Figures:
    """Names in world news."""
    named = measure_mentions(gold, guesses)
    return {
        "DWIE names: exact": 100 * named.exact.f1,
        "DWIE names: B-cubed": 100 * named.clusters.b_cubed.f1,
        "DWIE names: aliases": 100 * named.alias.f1,
        "DWIE names: precision": 100 * named.exact.precision,
        "DWIE names: recall": 100 * named.exact.recall,
        "DWIE names: span": 100 * named.span.f1,
        "DWIE names: B-cubed, of those found": 100 * named.shared.b_cubed.f1,
        **{f"DWIE {label}: exact": 100 * named.exact_of(label).f1 for label in ("PER", "ORG", "LOC")},
    }


def _quotes(name: str, figures: QuoteFigures) -> Figures:
    return {
        f"{name}: exact": 100 * figures.exact.f1,
        f"{name}: overlap": 100 * figures.overlap.f1,
        f"{name}: with speaker": 100 * figures.with_speaker.f1,
    }
