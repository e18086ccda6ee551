from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.analysis import lexicon
from newsreader.model.article import ActorType

FILES = sorted(Path(lexicon.__file__).parent.glob("*.txt"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_list_says_what_it_is(file: Path) -> None:
    assert file.read_text(encoding="utf-8").startswith("# ")


@pytest.mark.parametrize(
    ("lemma", "form"),
    [
        ("say", "said"),
        ("warn", "warned"),
        ("deny", "denies"),
        ("quip", "quipped"),
        ("announce", "announcing"),
        ("admit", "admitted"),
        ("agree", "agreeing"),
        ("confess", "confesses"),
        ("write", "wrote"),
    ],
)
def test_verbs_are_known_in_each_form(lemma: str, form: str) -> None:
    assert lexicon.cue_verbs()[form].lemma == lemma


def test_states_bodies_and_outlets_are_known_by_each_form() -> None:
    known = lexicon.known_names()
    assert known["UAE"] == known["United Arab Emirates"]
    assert known["U.N."].type is ActorType.ORGANISATION
    assert known["Reuters"].type is ActorType.OUTLET
    assert known["GNA"] != known["LNA"]
    assert lexicon.demonyms()["Libyan"] == "Libya"
