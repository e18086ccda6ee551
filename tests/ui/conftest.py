"""The reader on a small library, without workers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from newsreader.library import Library
from newsreader.model.document import Document
from newsreader.model.spans import Span
from newsreader.services.desk import Desk
from newsreader.services.shelf import Shelf
from newsreader.settings import Settings
from newsreader.ui.app import NewsreaderApp
from newsreader.ui.screens.main import MainScreen
from tests import samples
from tests.fakes import FakeEngine


@dataclass
class Reader:
    """The reader under test."""

    app: NewsreaderApp
    engine: FakeEngine
    desk: Desk

    @property
    def screen(self) -> MainScreen:
        return self.app._main

    def lines(self) -> list[str]:
        """The screen as plain text."""
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]

    @property
    def text(self) -> str:
        return "\n".join(self.lines())

    @property
    def status(self) -> str:
        from newsreader.ui.widgets.bar import Bar

        return self.screen.query_one("#status", Bar).shown.strip()


def sample_of(day: int) -> Document:
    """The sample article of a day: the same up to its last line, which is another's text elsewhere."""
    made = samples.document(f"dockers-{day}", day=day, title=f"Day {day}: dockers keep Port Ellery closed")
    *blocks, last = made.blocks
    end = f" {day}"
    longer = replace(last, span=Span(last.span.start, last.span.end + len(end)))
    return replace(made, text=made.text + end, blocks=(*blocks, longer))


MakeReader = Callable[..., Reader]


@pytest.fixture
def make_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MakeReader]:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.delenv("SSH_CONNECTION", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    desks: list[Desk] = []

    def make(
        *,
        articles: int = 3,
        settings: Settings | None = None,
        engine: FakeEngine | None = None,
        prepare: Callable[[Library], object] | None = None,
    ) -> Reader:
        engine = engine or FakeEngine()
        shelf = Shelf(tmp_path / "library.db")
        shelf.open()
        desk = Desk(shelf, engine)
        engine.name = desk.engine_name
        desks.append(desk)
        days = range(28, 28 - articles, -1)
        documents = [sample_of(day) for day in days]
        shelf.submit(lambda library: library.save_many(documents)).result()
        if prepare is not None:
            shelf.submit(prepare).result()
        app = NewsreaderApp(desk, settings or Settings(), first=desk.first())
        return Reader(app, engine, desk)

    yield make
    for desk in desks:
        desk.stop()
