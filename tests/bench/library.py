"""How fast the library is, beside plain SQLite: `python -m tests.bench.library [ARTICLES] [LONG]`.

First as many articles (20,000) are stored, and the same rows by plain `sqlite3` into a table with an index
of words over it; both in processor time of this process. Then a library of LONG articles (100,000) is
listed and searched, in elapsed time. Articles are made of words as frequent as words are, by chance that
is the same each time.
"""

from __future__ import annotations

import itertools
import random
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from newsreader.library import Library
from newsreader.model.document import Block, BlockKind, Document, Source, SourceKind, Stamp
from newsreader.model.query import Query, State, Term
from newsreader.model.spans import ArticleId, Span

BATCH = 500
VOCABULARY = 60_000
WORDS = 400
START = datetime(2024, 1, 1, tzinfo=UTC)


def documents(count: int) -> Iterator[Document]:
    """Articles of about 400 words in a dozen paragraphs.

    `ellery` is in each, `harbour` in each tenth, `zanzibar` in each thousandth.
    """
    chance = random.Random(7)  # noqa: S311 - the same articles each time
    letters = "etaoinshrdlucmfwypvbgk"
    vocabulary = ["".join(chance.choices(letters, k=chance.randint(2, 9))) for _ in range(VOCABULARY)]
    weights = list(itertools.accumulate(1 / rank for rank in range(1, VOCABULARY + 1)))
    for number in range(count):
        words = chance.choices(vocabulary, cum_weights=weights, k=WORDS)
        words[19] = "ellery"
        words[20] = "harbour" if number % 10 == 0 else words[20]
        words[21] = "zanzibar" if number % 1000 == 0 else words[21]
        title = " ".join(words[:8]).capitalize()
        lines = [title, *(" ".join(words[at : at + 35]).capitalize() + "." for at in range(0, WORDS, 35))]
        yield document(number, title, lines)


def document(number: int, title: str, lines: list[str]) -> Document:
    starts = list(itertools.accumulate((len(line) + 1 for line in lines), initial=0))
    spans = [Span(start, start + len(line)) for start, line in zip(starts, lines, strict=False)]
    kinds = [BlockKind.TITLE, *([BlockKind.BODY] * (len(lines) - 1))]
    moment = START + timedelta(minutes=number)
    return Document(
        id=ArticleId(f"article-{number}"),
        source=Source(SourceKind.FEED, f"https://tide{number % 50}.invalid/news/{number}", f"Tide {number % 50}"),
        received=moment,
        text="\n".join(lines),
        blocks=tuple(Block(kind, span, order) for order, (kind, span) in enumerate(zip(kinds, spans, strict=True))),
        title=title,
        published=Stamp(moment),
        language="en",
    )


def batches(made: list[Document]) -> Iterator[list[Document]]:
    for start in range(0, len(made), BATCH):
        yield made[start : start + BATCH]


def store(path: Path, made: list[Document]) -> None:
    library = Library.open(path)
    for batch in batches(made):
        library.save_many(batch)
    library.close()


def store_plainly(path: Path, made: list[Document]) -> None:
    """The same by hand: one table, one index of words over it, as many in one transaction."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
        "CREATE TABLE a (key INTEGER PRIMARY KEY, source TEXT, id TEXT, title TEXT, outlet TEXT, published TEXT,"
        " received TEXT, text TEXT, UNIQUE (id, source)); CREATE INDEX newest ON a (published);"
        "CREATE VIRTUAL TABLE w USING fts5 (title, text, content = 'a', content_rowid = 'key',"
        " tokenize = 'unicode61 remove_diacritics 2')"
    )
    keys = itertools.count(1)
    for batch in batches(made):
        connection.execute("BEGIN")
        for each in batch:
            key, published = next(keys), each.published.iso() if each.published else None
            row = (key, each.source.uri, each.id, each.title, each.source.outlet, published)
            values = (*row, each.received.isoformat(), each.text)
            connection.execute("INSERT INTO a VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)
            connection.execute("INSERT INTO w (rowid, title, text) VALUES (?, ?, ?)", (key, each.title, each.text))
        connection.execute("COMMIT")
    connection.close()


def timed(clock: Callable[[], float], work: Callable[[], object]) -> float:
    start = clock()
    work()
    return clock() - start


def measure_storing(folder: Path, count: int) -> None:
    made = list(documents(count))
    plain = timed(time.process_time, lambda: store_plainly(folder / "plain.db", made))
    ours = timed(time.process_time, lambda: store(folder / "ours.db", made))
    print(f"{count:,} articles: plain {plain:.2f} s, the library {ours:.2f} s: {ours / plain:.2f} times")


def measure_asking(folder: Path, count: int) -> None:
    library = Library.open(folder / "long.db")
    stream = documents(count)
    while batch := list(itertools.islice(stream, BATCH)):
        library.save_many(batch)
    keys = list(library.order())
    library.set_read(keys[::2], True)
    asks: dict[str, Callable[[], object]] = {
        "order": library.order,
        "headers of 100": lambda: library.headers(keys[50_000:50_100]),
        "count": library.count,
        "search: in each": lambda: library.search(Query((Term("ellery"),))),
        "search: in a tenth": lambda: library.search(Query((Term("harbour"),))),
        "search: in a thousandth": lambda: library.search(Query((Term("zanzibar"),))),
        "search: unread": lambda: library.search(Query(states=((State.UNREAD, True),))),
        "count of a search": lambda: library.count_query(Query((Term("harbour"),))),
        "page of 50 of those in each": lambda: library.page(Query((Term("ellery"),)), None, 50),
        "snippets of 50": lambda: library.snippets(Query((Term("harbour"),)), keys[:500:10]),
    }
    for name, ask in asks.items():
        ask()
        print(f"{count:,} articles: {name}: {min(timed(time.perf_counter, ask) for _ in range(5)) * 1000:.1f} ms")
    library.close()


def main() -> None:
    given = [int(word) for word in sys.argv[1:]]
    count, long = [*given, *(20_000, 100_000)[len(given) :]][:2]
    with TemporaryDirectory() as folder:
        measure_storing(Path(folder), count)
        if long:
            measure_asking(Path(folder), long)


if __name__ == "__main__":
    main()
