"""Which language a text is in.

The function words of English that are no words of its neighbours make up a fifth to a third of
English running text and next to nothing of other languages; that is all the analysis must know, and
costs next to nothing. Some scripts are written by one language alone, or by one that outweighs all
others. All else is told by a model of letter sequences (py3langid), which takes a second and 130 MB to
load: only a worker process does that, after `use_model`. In the process that draws, what needs the
model is not known (None).

What a page or feed states of its language is the better witness (`settle`), unless the text is
plainly in another script: templates are copied with their `lang="en"`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

_ENGLISH = frozenset(
(
    "the", "of", "and", "to", "that", "for", "with", "from", "by", "at", "this", "which", "have", "has", "had",
    "not", "but", "they", "their", "were", "been", "are", "would", "will", "could", "there", "what", "when", "who",
    "its", "about", "after", "said", "than", "into", "more", "over", "his", "her", "she", "you", "your", "our",
))  # fmt: skip
_SAMPLE = 20_000
_LEAST_SHARE = 0.12
_LEAST_HITS = 3
_WORD = re.compile(r"[^\W\d_]+")
_CODE = re.compile(r"([A-Za-z]{2})(?:[-_][A-Za-z0-9]{1,8})*\Z")

LEAST_LETTERS = 40
"""The model is not asked about texts with fewer letters: of headlines it is wrong too often."""

LEAST_CHANCE = 0.9
"""How sure the model has to be."""

_MODEL_SAMPLE = 4000
_SCRIPT_SAMPLE = 2000
_LEAST_IN_SCRIPT = 0.6
_LEAST_SCRIPT_LETTERS = 12

_SCRIPTS = {
    "Greek": "\u0370-\u03ff\u1f00-\u1fff",
    "Cyrillic": "\u0400-\u052f",
    "Armenian": "\u0531-\u058a",
    "Hebrew": "\u05d0-\u05f4",
    "Arabic": "\u0620-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
    "Devanagari": "\u0900-\u097f",
    "Bengali": "\u0980-\u09ff",
    "Gurmukhi": "\u0a00-\u0a7f",
    "Gujarati": "\u0a80-\u0aff",
    "Odia": "\u0b00-\u0b7f",
    "Tamil": "\u0b80-\u0bff",
    "Telugu": "\u0c00-\u0c7f",
    "Kannada": "\u0c80-\u0cff",
    "Malayalam": "\u0d00-\u0d7f",
    "Sinhala": "\u0d80-\u0dff",
    "Thai": "\u0e00-\u0e7f",
    "Lao": "\u0e80-\u0eff",
    "Burmese": "\u1000-\u109f",
    "Georgian": "\u10a0-\u10ff",
    "Hangul": "\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3",
    "Ethiopic": "\u1200-\u137f",
    "Khmer": "\u1780-\u17ff",
    "Kana": "\u3040-\u30ff",
    "Han": "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff",
}


@cache
def _runs() -> dict[str, re.Pattern[str]]:
    """Runs of each script; compiled when they are first needed, since a start of the reader needs none."""
    return {name: re.compile(f"[{ranges}]+") for name, ranges in _SCRIPTS.items()}


_ONLY = {
    "Greek": "el", "Armenian": "hy", "Hebrew": "he", "Gurmukhi": "pa", "Gujarati": "gu", "Odia": "or", "Tamil": "ta",
    "Telugu": "te", "Kannada": "kn", "Malayalam": "ml", "Sinhala": "si", "Thai": "th", "Lao": "lo", "Burmese": "my",
    "Georgian": "ka", "Hangul": "ko", "Khmer": "km", "Kana": "ja", "Han": "zh",
}  # fmt: skip
"""The language of a script that one language writes, or next to all that is written in it."""

_WRITTEN_IN = {
    **{code: name for name, code in _ONLY.items()},
    **dict.fromkeys(("ru", "uk", "be", "bg", "mk", "ky", "mn"), "Cyrillic"),
    **dict.fromkeys(("ar", "fa", "ur", "ps", "ug"), "Arabic"),
    **dict.fromkeys(("hi", "mr", "ne"), "Devanagari"),
    **dict.fromkeys(("bn", "as"), "Bengali"),
    **dict.fromkeys(("am", "ti"), "Ethiopic"),
    "yi": "Hebrew",
    "ja": "Kana",
}
_ANY_SCRIPT = frozenset({"sr", "bs", "az", "uz", "kk", "tk", "tt", "ku", "tg", "sd", "ks", "pa", "ms", "vi", "zh"})
_LATIN = "Latin"
_BEYOND_LATIN = re.compile("[\u0370-\u1cff\u3040-\ud7a3]")


class _Model:
    """The model of letter sequences, where this process may load it."""

    allowed = False
    """Whether it may."""


def use_model() -> None:
    """Let `detect` load the model when it needs it; for worker processes alone."""
    _Model.allowed = True


def detect(text: str) -> str | None:
    """The two-letter code of the language that the text is in; None where it is not known or too short to tell."""
    if _is_english(text):
        return "en"
    script = _script(text)
    if script in _ONLY:
        return _ONLY[script]
    return _identified(text) if _Model.allowed else None


def settle(stated: object, text: str) -> str | None:
    """The stated language (a tag such as `en-GB`) as a two-letter code, unless the text is plainly in another script.

    Where nothing is stated, or that, the text itself is asked.
    """
    found = code(stated)
    if found is not None:
        script = _script(text)
        if script is None or found in _ANY_SCRIPT or script == _WRITTEN_IN.get(found, _LATIN):
            return found
    return detect(text)


def code(stated: object) -> str | None:
    """The two-letter code of a stated language tag (`en-GB`); None where it is no tag."""
    found = _CODE.match(stated.strip()) if isinstance(stated, str) else None
    return found.group(1).lower() if found else None


def needs_model(text: str) -> bool:
    """Whether the language of a text that `detect` did not know here may be known by the model."""
    return not _Model.allowed and _letters(text[:_MODEL_SAMPLE]) >= LEAST_LETTERS


def _is_english(text: str) -> bool:
    words = _WORD.findall(text[:_SAMPLE].lower())
    hits = sum(word in _ENGLISH for word in words)
    return hits >= _LEAST_HITS and hits >= _LEAST_SHARE * len(words)


def _letters(text: str) -> int:
    return sum(map(len, _WORD.findall(text)))


def _script(text: str) -> str | None:
    """The script that most of the letters are in; None where no script has most of them, or there are too few."""
    sample = "".join(_WORD.findall(text[: 2 * _SCRIPT_SAMPLE]))[:_SCRIPT_SAMPLE]
    if len(sample) < _LEAST_SCRIPT_LETTERS:
        return None
    if len(_BEYOND_LATIN.findall(sample)) < (1 - _LEAST_IN_SCRIPT) * len(sample):
        return _LATIN
    counts = {name: sum(map(len, run.findall(sample))) for name, run in _runs().items()}
    if counts["Kana"] > 0.1 * len(sample):
        counts["Kana"] += counts["Han"]
    name = max(counts, key=lambda key: counts[key])
    return name if counts[name] >= _LEAST_IN_SCRIPT * len(sample) else None


def _identified(text: str) -> str | None:
    """What the model takes the text for, where it is sure."""
    sample = text[:_MODEL_SAMPLE]
    if _letters(sample) < LEAST_LETTERS:
        return None
    name, chance = _loaded().classify(sample)
    return str(name) if chance >= LEAST_CHANCE and len(name) == 2 else None


@lru_cache(maxsize=1)
def _loaded() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
