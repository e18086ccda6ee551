from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.ingest import furniture as module
from newsreader.ingest.furniture import Furniture
from newsreader.ingest.structure import find_blocks
from newsreader.model.document import BlockKind

MENU = ["The Ellery Ledger", "Harbour desk", "Tides and ferries"]
FOOT = ["The Ledger is owned by its readers and printed in Port Ellery every morning but Sunday.", "Where to find us"]
TOPICS = ("harbour", "school", "hospital", "library", "bridge", "market")


def article(topic: str) -> list[str]:
    return [
        f"Council votes to close the {topic} of Port Ellery",
        "By Ann Lee",
        f"The council of Port Ellery voted on Monday to close the {topic}, and said that it had no money left for it.",
        f"“We have kept the {topic} open for years,” said Maria Okafor, the mayor, after the vote of the council.",
        f"People who work at the {topic} said that they would not go home before the council had changed its mind.",
    ]


def page(topic: str) -> str:
    return "\n".join([*MENU, *article(topic), *FOOT])


def counted(*texts: str) -> Furniture:
    furniture = Furniture()
    for text in texts:
        furniture.add(text)
    return furniture


def test_what_the_pages_of_a_site_share_is_furniture() -> None:
    furniture = counted(*map(page, TOPICS))
    assert furniture.documents == len(TOPICS)
    assert all(map(furniture.is_furniture, [*MENU, *FOOT]))
    assert furniture.is_furniture("  the ellery   LEDGER ")
    assert not any(map(furniture.is_furniture, article("harbour")[0:1] + article("harbour")[2:]))


def test_two_documents_are_too_few() -> None:
    assert not any(map(counted(*map(page, TOPICS[:2])).is_furniture, MENU))


def test_a_line_of_few_among_many_is_none() -> None:
    furniture = counted(*(f"line {number}\nother {number}" for number in range(100)), *["shared"] * 3)
    assert not furniture.is_furniture("shared")


def test_copies_of_one_article_do_not_make_its_sentences_furniture() -> None:
    furniture = counted(*[page("harbour")] * 5)
    assert furniture.documents == 1
    assert not any(map(furniture.is_furniture, article("harbour")))


def test_the_pages_lose_it_and_keep_the_rest() -> None:
    furniture = counted(*map(page, TOPICS))
    for topic in TOPICS:
        blocks = find_blocks(page(topic), furniture).blocks
        kinds = [block.kind for block in blocks]
        assert kinds[: len(MENU)] == [BlockKind.BOILERPLATE] * len(MENU)
        assert kinds[-len(FOOT) :] == [BlockKind.BOILERPLATE] * len(FOOT)
        assert kinds[len(MENU) : -len(FOOT)] == [BlockKind.TITLE, BlockKind.BYLINE] + [BlockKind.BODY] * 3


def test_without_documents_nothing_changes() -> None:
    text = page("harbour")
    assert find_blocks(text, Furniture()) == find_blocks(text)


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_KNOWN", 1000)
    furniture = Furniture()
    tracemalloc.start()
    for number in range(400):
        furniture.add("\n".join(["menu", *(f"{number} {line}" for line in range(50))]))
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert furniture.is_furniture("menu")
    assert size < 500_000


@given(st.lists(st.text(max_size=60), max_size=12))
@settings(deadline=None)
def test_the_order_of_short_documents_does_not_matter(texts: list[str]) -> None:
    one, other = counted(*texts), counted(*reversed(texts))
    lines = [line for text in texts for line in text.split("\n") if line.count(" ") < 5]
    if all(line.count(" ") < 5 for text in texts for line in text.split("\n")):
        assert [one.is_furniture(line) for line in lines] == [other.is_furniture(line) for line in lines]
