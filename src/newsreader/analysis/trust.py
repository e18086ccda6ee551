"""How sure a quote is: what the tagger and the rules say of it, weighed so that .9 means nine in ten.

The weights are those of a logistic regression, fitted on the development articles by
`python -m tests.quality.fit_trust`; `lexicon/trust.json` holds them. What is weighed is how sure the tagger
is of the words and of the speaker, what kind of quote it is, and whether the rules have read the same.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from newsreader.analysis.chances import chance
from newsreader.analysis.clauses import size
from newsreader.analysis.cues import Saying
from newsreader.analysis.tagger.tagger import Tagged

_FILE = Path(__file__).resolve().parent / "lexicon" / "trust.json"

FARTHEST = 6.0
"""Chances count as no farther from even than this, in log-odds."""

FEW_WORDS = 4
"""A quote of fewer words is short."""


def trust(saying: Saying) -> float:
    """How sure it is that the words were said, and by whom, 0 to 1.

    What the rules alone have read is as sure as its construction: too few of those are left to weigh anew.
    """
    return saying.sure if saying.evidence is None else chance(read_signs(saying, saying.evidence), _weights()["whole"])


def trust_words(saying: Saying) -> float:
    """How sure it is that the words were said, by whomever, 0 to 1."""
    return saying.sure if saying.evidence is None else chance(read_signs(saying, saying.evidence), _weights()["words"])


def read_signs(saying: Saying, evidence: Tagged) -> dict[str, float]:
    """What speaks for and against a quote that the tagger has read, as numbers."""
    sure = sum(part.sure for part in evidence.parts) / len(evidence.parts)
    edges = math.prod(part.edges for part in evidence.parts)
    return {
        "marked": float(saying.marked),
        "wholly_marked": float(saying.wholly_marked),
        "short": float(size(saying.ranges) < FEW_WORDS),
        "speaker": float(bool(saying.speakers)),
        "cue": float(saying.cue is not None),
        "inherited": float(saying.inherited),
        "words": _log_odds(sure),
        "edges": _log_odds(edges),
        "source": 0.0 if saying.borrowed else _log_odds(evidence.source_sure),
        "borrowed": float(saying.borrowed),
        "link": _log_odds(evidence.cue_sure),
        "said": _log_odds(evidence.speech),
        "agreed": float(saying.agreed),
        "same_speaker": float(saying.same_speaker is True),
        "other_speaker": float(saying.same_speaker is False),
    }


def _log_odds(chance: float) -> float:
    chance = min(max(chance, 1e-6), 1 - 1e-6)
    return max(-FARTHEST, min(FARTHEST, math.log(chance / (1 - chance))))


@cache
def _weights() -> Mapping[str, Mapping[str, float]]:
    return MappingProxyType(json.loads(_FILE.read_text(encoding="utf-8")))
