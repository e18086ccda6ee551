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


def test_what_common_nouns_stand_for_can_be_read() -> None:
    described = lexicon.described()
    assert described["woman"] == ("PERSON", "female")
    assert {label for label, _ in described.values()} == {"PERSON", "ORG", "GPE"}
    kinds = {kind for label, kind in described.values() if label == "ORG"}
    assert kinds <= {kind.value for kind in ActorType}


def test_labels_of_neighbours_are_those_of_the_model() -> None:
    assert set(lexicon.type_words().values()) <= {"GPE", "LOC", "ORG"}
    assert {side for _, side in lexicon.type_words()} == {"before", "after", "of"}


def test_a_form_is_listed_once() -> None:
    for name in ("places", "given_names", "described", "motion_words", "sports_words", "body_endings"):
        forms = [row[0] for row in lexicon.rows(name)]
        assert len(forms) == len(set(forms)), name
