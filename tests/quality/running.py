"""Articles read and analysed as `newsreader parse` does it, but in this process or in a few of its own.

The same input goes the same way (`--input jsonl`, one article a line; a seed as the file that it is), so the figures
are those of the program; only the frames between its processes are left out.
"""

from __future__ import annotations

import json
import multiprocessing
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

from newsreader.analysis.pipeline import Pipeline, load_pipeline
from newsreader.ingest import folder
from newsreader.ingest.raw import Format, RawDocument
from newsreader.ingest.reading import read
from newsreader.model.article import ParsedArticle
from newsreader.model.document import Document, Source, SourceKind
from tests.quality.notes import Collection, Notes, notes_of_article

MOST_JOBS = 2
"""How many processes may run at once."""

AT_A_TIME = 4
"""How many articles a process is handed at a time."""

RECEIVED = datetime(2026, 1, 1, tzinfo=UTC)
"""When the articles came in; the same for all runs, so that two runs give the same."""


def read_collection(gold: Collection) -> list[Document]:
    """The documents of a collection, by the ids of the gold.

    A harmful character is replaced by one other, so that places hold; raises ValueError where a text has become
    longer or shorter, or a document is not read.
    """
    rows = "".join(json.dumps({"id": notes.id, "text": notes.text}) + "\n" for notes in gold.values())
    raw = RawDocument(rows.encode(), Source(SourceKind.STDIN, "-"), "standard input")
    found = [item for item in read(raw, RECEIVED, Format.JSONL) if isinstance(item, Document)]
    for document in found:
        if len(document.text) != len(gold[document.id].text):
            raise ValueError(f"the text of {document.id} has another length: the gold's places do not fit it")
    if len(found) != len(gold):
        raise ValueError(f"of {len(gold)} documents {len(gold) - len(found)} were not read")
    return found


def read_file(path: Path) -> Document:
    """The one article of a file."""
    return next(item for item in read(folder.load(path), RECEIVED) if isinstance(item, Document))


def analyse(documents: Sequence[Document], jobs: int = 1) -> list[ParsedArticle]:
    """The parsed articles, in order."""
    if jobs == 1:
        return list(analyse_here(load_pipeline(), documents))
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(jobs, MOST_JOBS), context, initializer=_load) as pool:
        return list(pool.map(_analyse_one, documents, chunksize=AT_A_TIME))


def analyse_here(pipeline: Pipeline, documents: Iterable[Document]) -> Iterator[ParsedArticle]:
    """The parsed articles of one pipeline that is there."""
    return (pipeline.analyse(document) for document in documents)


def notes_by_id(articles: Iterable[ParsedArticle]) -> dict[str, Notes]:
    """What the program marked in each article."""
    return {article.document.id: notes_of_article(article) for article in articles}


_loaded: list[Pipeline] = []


def _load() -> None:
    _loaded.append(load_pipeline())


def _analyse_one(document: Document) -> ParsedArticle:
    return _loaded[0].analyse(document)
