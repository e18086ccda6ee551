"""The figures agree with those of the scorer by which the project is judged, on gold that was spoilt at random."""

from __future__ import annotations

import importlib.util
import json
import random
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.quality.mentions import ALL_KINDS, LABELS, NAMED, measure_mentions
from tests.quality.notes import notes_of_row
from tests.quality.quotes import Part, measure_quotes
from tests.quality.sets import folder_of_others

SCORER = folder_of_others() / "score.py"
NEAR = 0.001
"""How near the figures have to be, as shares."""

Row = dict[str, Any]

pytestmark = pytest.mark.skipif(not SCORER.exists(), reason=f"the other scorer is not at {SCORER}")


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("other_scorer", SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def rows(name: str, most: int) -> dict[str, Row]:
    lines = (SCORER.parent / name).read_text(encoding="utf-8").splitlines()
    return {row["id"]: row for row in map(json.loads, lines[:most])}


def spoilt_quotes(gold: dict[str, Row], dice: random.Random) -> dict[str, Row]:
    """The gold with quotes that are missing, moved, cut in parts, and of others, and with false ones."""
    return {
        key: {
            "id": key,
            "quotes": [
                _spoilt_quote(row, quote, dice) for quote in row["quotes"] for _ in range(dice.choice((0, 1, 1, 1, 2)))
            ],
        }
        for key, row in gold.items()
        if dice.random() < 0.95
    }


def _spoilt_quote(row: Row, quote: Row, dice: random.Random) -> Row:
    length = len(row["text"])
    start = max(0, min(length - 1, quote["start"] + dice.choice((0, 0, 0, -9, 14, 300))))
    end = max(start, min(length, quote["end"] + dice.choice((0, 0, 0, -12, 20, 200))))
    made: Row = {"start": start, "end": end, "type": dice.choice((quote["type"], "mixed", "indirect"))}
    if dice.random() < 0.8:
        made["speech"] = dice.choice((quote.get("speech", True), True, False))
    if dice.random() < 0.2 and end - start > 20:
        made["parts"] = [[start, start + 8], [end - 8, end]]
    speaker = dice.choice([quote["speaker"], quote["speaker"], dice.choice(row["quotes"])["speaker"], None])
    if speaker:
        moved = dice.choice((0, 0, 4))
        names = speaker.get("names") or [row["text"][speaker["start"] : speaker["end"]]]
        made["speaker"] = {"start": speaker["start"] + moved, "end": speaker["end"] + moved, "actor": names[-1]}
    return made


def spoilt_mentions(gold: dict[str, Row], dice: random.Random) -> dict[str, Row]:
    """The gold with mentions that are missing, moved, bare, of another label, kind or actor."""
    return {
        key: {
            "id": key,
            "mentions": [_spoilt_mention(row, mention, dice) for mention in row["mentions"] if dice.random() < 0.85],
        }
        for key, row in gold.items()
        if dice.random() < 0.95
    }


def _spoilt_mention(row: Row, mention: Row, dice: random.Random) -> Row:
    start, end = dice.choice(
        [mention.get("core") or (mention["start"], mention["end"]), (mention["start"], mention["end"])]
    )
    start, end = start + dice.choice((0, 0, 0, 5)), end + dice.choice((0, 0, 0, 7))
    other = dice.choice(row["mentions"])
    return {
        "start": start,
        "end": max(start + 1, end),
        "type": dice.choice((mention["type"], mention["type"], other["type"])),
        "kind": dice.choice((mention["kind"], mention["kind"], other["kind"])),
        "entity_id": dice.choice((mention["entity_id"], mention["entity_id"], other["entity_id"], f"new {start}")),
    }


@pytest.mark.parametrize(("name", "most"), [("quotes_gum_dev.jsonl", 12), ("quotes_polnear_dev.jsonl", 30)])
@pytest.mark.parametrize("types", [(), ("direct", "mixed")])
@pytest.mark.parametrize("speech", [True, False])
def test_quotes(scorer: ModuleType, name: str, most: int, types: tuple[str, ...], speech: bool) -> None:
    gold = rows(name, most)
    guesses = spoilt_quotes(gold, random.Random(most))  # noqa: S311 - no secret
    theirs = scorer.score_quotes(gold, guesses, set(types) or None, speech)
    ours = measure_quotes(
        {key: notes_of_row(row) for key, row in gold.items()},
        {key: notes_of_row(row) for key, row in guesses.items()},
        Part(frozenset(types), speech),
    )
    assert 0.2 < theirs["overlap"]["f1"] < 0.95, "spoilt, but not beyond knowing"
    assert (ours.gold, ours.guessed) == (theirs["gold quotes"], theirs["predicted quotes"])
    for figure, key in ((ours.exact, "exact"), (ours.overlap, "overlap"), (ours.with_speaker, "quote+speaker")):
        assert (figure.precision, figure.recall) == pytest.approx((theirs[key]["p"], theirs[key]["r"]), abs=NEAR)
    assert ours.speaker == pytest.approx(theirs["speaker partial accuracy"], abs=NEAR)
    assert ours.speaker_exact == pytest.approx(theirs["speaker exact accuracy"], abs=NEAR)
    assert ours.actor == pytest.approx(theirs["actor accuracy"] or 0, abs=NEAR)
    for kind, row in theirs["recall by type"].items():
        assert ours.recall_of(kind) == pytest.approx(row["overlap"], abs=NEAR)


@pytest.mark.parametrize(
    ("name", "most", "kinds"),
    [
        ("actors_gum_dev.jsonl", 12, NAMED),
        ("actors_gum_dev.jsonl", 12, ALL_KINDS),
        ("actors_dwie_dev.jsonl", 40, NAMED),
    ],
)
def test_actors(scorer: ModuleType, name: str, most: int, kinds: frozenset[str]) -> None:
    gold = rows(name, most)
    guesses = spoilt_mentions(gold, random.Random(most))  # noqa: S311 - no secret
    theirs = scorer.score_actors(gold, guesses, set(LABELS), set(kinds))
    ours = measure_mentions(
        {key: notes_of_row(row) for key, row in gold.items()},
        {key: notes_of_row(row) for key, row in guesses.items()},
        kinds,
    )
    pairs = [
        (ours.exact, theirs["mention exact"]),
        (ours.span, theirs["mention span only"]),
        (ours.overlap, theirs["mention overlap"]),
        (ours.alias, theirs["alias"]),
        (ours.clusters.muc, theirs["clusters"]["MUC"]),
        (ours.clusters.b_cubed, theirs["clusters"]["B-cubed"]),
        (ours.clusters.ceaf, theirs["clusters"]["CEAF-e"]),
        (ours.shared.b_cubed, theirs["oracle B-cubed"]),
        *((ours.exact_of(label), theirs["exact by type"][label]) for label in sorted(LABELS)),
    ]
    for figure, other in pairs:
        assert (figure.precision, figure.recall) == pytest.approx((other["p"], other["r"]), abs=NEAR)
    assert ours.clusters.mean == pytest.approx(theirs["clusters"]["mean F1"], abs=NEAR)
    assert 0.2 < theirs["mention exact"]["f1"] < 0.95, "spoilt, but not beyond knowing"


def test_the_copy_of_the_gold_is_the_gold() -> None:
    copy = Path(__file__).resolve().parent / "data" / "gum_news.jsonl"
    mine = {row["id"]: row for row in map(json.loads, copy.read_text(encoding="utf-8").splitlines())}
    quotes, actors = rows("quotes_gum_dev.jsonl", 99), rows("actors_gum_dev.jsonl", 99)
    assert mine.keys() == quotes.keys() == actors.keys()
    for key, row in mine.items():
        kept, whole = notes_of_row(row), notes_of_row(quotes[key])
        assert (kept.text, kept.statements) == (whole.text, whole.statements)
        assert kept.pointers == notes_of_row(actors[key]).pointers
