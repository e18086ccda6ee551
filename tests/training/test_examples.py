from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from newsreader.analysis.engine import WEIGHTS
from newsreader.analysis.tagger.pieces import WordPieces, read_vocabulary
from newsreader.analysis.tagger.words import Window, pack
from newsreader.training.examples import Example, Target, find_target, read_example, read_examples

CUT = WordPieces(read_vocabulary(WEIGHTS / "vocab.txt"))
LETTERS = "OBIR"


def at(text: str, words: str) -> dict[str, int]:
    start = text.index(words)
    return {"start": start, "end": start + len(words)}


def quote(
    text: str, *parts: str, cue: str | None = None, speaker: str | None = None, speech: bool = True
) -> dict[str, Any]:
    spans = [at(text, part) for part in parts]
    return {
        "start": spans[0]["start"],
        "end": spans[-1]["end"],
        "parts": [[span["start"], span["end"]] for span in spans],
        "cue": at(text, cue) if cue else None,
        "speaker": at(text, speaker) if speaker else None,
        "speech": speech,
    }


def labelled(text: str, *quotes: dict[str, Any]) -> tuple[Example, Window, Target]:
    example = read_example({"text": text, "quotes": list(quotes)}, CUT)
    (window,) = pack(example.lines, CUT)
    return example, window, find_target(example, window)


def letters(target: Target) -> list[str]:
    return ["".join(LETTERS[tag] for tag in row) for row in target.tags]


def test_each_word_has_its_tags_and_the_quote_its_links() -> None:
    text = "Jane Roe said the bridge is shut ."
    _, _, target = labelled(text, quote(text, "the bridge is shut", cue="said", speaker="Jane Roe"))
    assert letters(target) == ["OOOBIIIO", "OOBOOOOO", "BIOOOOOO"]
    assert target.links == [(3, 2, 0, True)]


def test_an_interrupted_quote_resumes() -> None:
    text = "Shut , she said , for good"
    _, _, target = labelled(text, quote(text, "Shut", "for good", cue="said", speaker="she"))
    assert letters(target)[0] == "BOOOORI"


def test_a_quote_over_two_paragraphs_resumes_in_the_second() -> None:
    text = "It is shut .\nFor good ."
    _, _, target = labelled(text, quote(text, text))
    assert letters(target)[0] == "BIIIRII"


def test_of_quotes_in_quotes_the_outermost_counts() -> None:
    text = "He said she said it is shut"
    inner, outer = quote(text, "it is shut", speaker="she"), quote(text, "she said it is shut", speaker="He")
    _, _, target = labelled(text, inner, outer)
    assert letters(target)[0] == "OOBIIII"
    assert [link[0] for link in target.links] == [2]


def test_one_source_of_two_quotes_is_linked_to_both() -> None:
    text = "Roe said it is shut and that it stays so"
    _, _, target = labelled(
        text,
        quote(text, "it is shut", cue="said", speaker="Roe"),
        quote(text, "that it stays so", cue="said", speaker="Roe"),
    )
    assert sorted(link[:3] for link in target.links) == [(2, 1, 0), (6, 1, 0)]


def test_a_part_before_the_window_leaves_the_rest_resuming() -> None:
    text = "One two .\nThree four ."
    example = read_example({"text": text, "quotes": [quote(text, text)]}, CUT)
    windows = list(pack(example.lines, CUT, 6))
    assert [letters(find_target(example, window))[0] for window in windows] == ["BII", "RII"]


def test_a_dateline_is_no_part_of_an_example() -> None:
    example = read_example({"text": "LONDON (Reuters) - It is shut.", "quotes": []}, CUT)
    assert example.passages[0].text == "It is shut."


DEV = Path(__file__).resolve().parents[2].parent / "shared" / "eval" / "quotes_polnear_dev.jsonl"


@pytest.mark.skipif(not DEV.exists(), reason="needs the evaluation sets in ../shared")
def test_the_tags_of_real_articles_lead_back_to_their_quotes() -> None:
    kept = whole = 0
    records = [json.loads(line) for line in DEV.read_text(encoding="utf-8").splitlines()]
    for record, example in zip(records, read_examples(DEV, CUT), strict=True):
        links = sum(len(find_target(example, window).links) for window in pack(example.lines, CUT))
        kept += links
        whole += len(record["quotes"])
    assert kept / whole > 0.98
