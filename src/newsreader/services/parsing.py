"""Inputs to parsed articles, in order: what `newsreader parse` is, without the printing.

Analyses run as many at once as there are workers, and come out in the order of the input, each as soon
as it and those before it are ready.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future

from newsreader.errors import NewsreaderError
from newsreader.ingest.raw import Format
from newsreader.model.article import ParsedArticle
from newsreader.model.document import Document
from newsreader.services.engine import Engine
from newsreader.services.inputs import Failed, Input, find_inputs, now, read, with_place
from newsreader.services.portions import Reader, portions

__all__ = ["Failed", "Input", "Outcome", "find_inputs", "now", "parse", "read", "with_place"]

UNDER_WAY = 8
"""How many analyses may wait in line for each worker."""

Outcome = ParsedArticle | Failed


def parse(
    inputs: Iterable[Input],
    engine: Engine,
    *,
    forced: Format | None = None,
    only_blocks: bool = False,
    workers: int = 1,
) -> Iterator[Outcome]:
    """The articles of all inputs, in order; one that fails is told in its place, and the rest goes on."""
    line: deque[tuple[Outcome | Future[ParsedArticle], str | None]] = deque()
    for item in _items(inputs, Reader(engine, now(), forced, workers)):
        if isinstance(item, Failed):
            line.append((item, item.id))
        else:
            line.append((ParsedArticle(item) if only_blocks else engine.analyse(item), item.id))
        while line and (len(line) > UNDER_WAY * workers or _is_ready(line[0][0])):
            yield _settled(*line.popleft())
    while line:
        yield _settled(*line.popleft())


def _items(inputs: Iterable[Input], reader: Reader) -> Iterator[Document | Failed]:
    for portion in portions(inputs, reader):
        yield from portion.items


def _is_ready(item: Outcome | Future[ParsedArticle]) -> bool:
    return item.done() if isinstance(item, Future) else True


def _settled(item: Outcome | Future[ParsedArticle], article_id: str | None) -> Outcome:
    if not isinstance(item, Future):
        return item
    try:
        return item.result()
    except NewsreaderError as error:
        return Failed(article_id, error)
