"""Stand-ins for what is slow: workers that answer at once, or when a test lets them."""

from __future__ import annotations

from concurrent.futures import Future
from datetime import datetime

from newsreader.errors import NewsreaderError
from newsreader.ingest.raw import Format, RawDocument, Unreadable
from newsreader.model.article import ParsedArticle
from newsreader.model.document import Document
from newsreader.services.engine import Engine
from tests import samples


class FakeEngine(Engine):
    """Analyses every article as the sample; `hold` keeps answers back until `release`."""

    def __init__(self, *, hold: bool = False, failure: NewsreaderError | None = None) -> None:
        super().__init__()
        self.hold = hold
        self.failure = failure
        self.asked: list[str] = []
        self.held: list[tuple[Future[ParsedArticle], Document]] = []
        self.name = ""

    def analyse(self, document: Document, priority: int = 0) -> Future[ParsedArticle]:
        future: Future[ParsedArticle] = Future()
        self.asked.append(document.id)
        if self.hold:
            self.held.append((future, document))
        else:
            self._answer(future, document)
        return future

    def _answer(self, future: Future[ParsedArticle], document: Document) -> None:
        if self.failure is not None:
            future.set_exception(self.failure)
        else:
            future.set_result(samples.parsed(document, self.name))

    def release(self) -> None:
        while self.held:
            self._answer(*self.held.pop())

    def read(
        self, raw: RawDocument, received: datetime, forced: Format | None = None, priority: int = 0
    ) -> Future[list[Document | Unreadable]]:
        raise AssertionError("the tests of the screen read nothing that needs a worker")
