"""What the reader does with the collection: search it, tag it, follow feeds, see what an outlet changed.

The half of the desk that is about many articles or where they come from. Its coroutines hold up nobody:
SQL runs in the library's thread, updates in a thread with a loop of its own.
"""

from __future__ import annotations

import asyncio
import contextlib
from array import array
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from newsreader.errors import UsageError
from newsreader.library import Change, Library
from newsreader.library.snippets import Snippet
from newsreader.model.article import ParsedArticle
from newsreader.model.feeds import FeedState
from newsreader.model.query import Query
from newsreader.model.reading import ArticleHeader
from newsreader.services import comparing, undoing
from newsreader.services.about import about
from newsreader.services.background import Background
from newsreader.services.comparing import Difference, Form
from newsreader.services.engine import Engine
from newsreader.services.searching import parse_query
from newsreader.services.shelf import Shelf
from newsreader.settings import Settings
from newsreader.text.counting import counted
from newsreader.text.safe import one_line

if TYPE_CHECKING:
    from newsreader.services.subscribing import Added
    from newsreader.services.updating import Updated

FIRST_HEADERS = 100
"""Rows of a list that come with it."""

SourceKind = Literal["all", "unread", "starred", "folder", "feed", "tag", "search"]


@dataclass(frozen=True, slots=True)
class Found:
    """What a search line finds."""

    keys: array[int]
    """The articles, newest first."""

    headers: tuple[ArticleHeader, ...]
    """The first rows."""

    line: str
    """What was asked."""

    unanalysed: int = 0
    """How many articles could not be found, since names are asked for and these are not analysed yet."""


@dataclass(frozen=True, slots=True)
class Source:
    """Something that can be listed by itself."""

    kind: SourceKind
    """What it is."""

    name: str
    """What it is called."""

    line: str
    """The search line that lists it; empty for everything."""

    articles: int
    """How many articles it has."""

    unread: int
    """How many of them are unread."""

    depth: int = 0
    """How deep it lies in folders."""

    feed: FeedState | None = None
    """What is known of it, where it is a feed."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an update is."""

    done: int = 0
    """Feeds that are done."""

    total: int = 0
    """Feeds in all."""

    new: int = 0
    """Articles that the library did not have."""

    changed: int = 0
    """Articles that are there in another form now."""

    faults: tuple[str, ...] = ()
    """Which feeds failed, and why: a line each."""

    finished: bool = False
    """Whether that is all."""

    waiting: int = 0
    """Feeds that wait, because they failed or their servers asked for it."""


class Collecting:
    """The collection, as the screen and the command line use it."""

    def __init__(self, shelf: Shelf, engine: Engine, settings: Settings) -> None:
        self.shelf = shelf
        self.engine = engine
        self.settings = settings
        self._updating = Background("updating")
        self._subscribing = Background("subscribing")

    # ------------------------------------------------------------------ searching

    async def find(self, line: str) -> Found:
        """The articles that a search line finds; raises UsageError, which says what would be right."""
        query = _query(line)

        def look(library: Library) -> Found:
            keys = library.search(query)
            left = library.unanalysed() if query.asks_for_names() else 0
            return Found(keys, tuple(library.headers(keys[:FIRST_HEADERS])), line, left)

        return await self.shelf.run(look)

    async def snippets(self, line: str, keys: Sequence[int]) -> dict[int, Snippet]:
        """The words around what was found, for the rows that are shown."""
        query = _query(line)
        return await self.shelf.run(lambda library: library.snippets(query, keys))

    async def save_search(self, name: str, line: str) -> None:
        """Keep a search line under a name; raises UsageError where it is none."""
        _query(line)
        await self.shelf.run(lambda library: library.save_search(name, line))

    async def _keep_search(self, name: str, line: str) -> None:
        """The same for one out of a list: what the person keeps under that name stays."""
        _query(line)
        await self.shelf.run(lambda library: library.save_search(name, line, replace=False))

    async def drop_search(self, name: str) -> None:
        """Keep a search no longer."""
        await self.shelf.run(lambda library: library.drop_search(name))

    async def sources(self) -> tuple[Source, ...]:
        """What can be listed by itself, in the order in which it is shown."""
        return await self.shelf.run(_sources)

    # ------------------------------------------------------------------ feeds

    def update(self, keys: Sequence[int] | None, tell: Callable[[Progress], None], *, due_only: bool = False) -> bool:
        """Fetch what is new, in a thread, from which `tell` is called; False where that is under way already."""
        from newsreader.services import updating  # not at the top: most starts of the reader fetch nothing

        async def work() -> None:
            def told(updated: updating.Updated) -> None:
                tell(_progress(updated))

            await updating.update(self.shelf, self.engine, self.settings, keys=keys, force=not due_only, tell=told)

        def failed(error: Exception) -> None:
            tell(Progress(faults=(one_line(str(error), 400),), finished=True))

        return self._updating.start(work, failed)

    async def subscribe(self, name: str) -> str:
        """Follow a feed, the feed of a page, or the feeds of a list; what came of it, in words."""
        added = await self._subscribed(name)
        if added.failures:
            raise added.failures[0]
        for search in added.searches:
            await self._keep_search(search.name, search.line)
        return "; ".join((_added(added), *added.notes))

    async def _subscribed(self, name: str) -> Added:
        """In a thread that can be stopped: a server may let one wait, and a person may leave meanwhile."""
        from newsreader.services import subscribing

        loop = asyncio.get_running_loop()
        heard: asyncio.Future[Added] = loop.create_future()

        def answer(tell: Callable[[], object]) -> None:
            with contextlib.suppress(RuntimeError):  # nobody listens any more
                loop.call_soon_threadsafe(lambda: None if heard.done() else tell())

        async def work() -> None:
            added = await subscribing.subscribe(self.shelf, self.engine, self.settings, [name])
            answer(lambda: heard.set_result(added))

        if not self._subscribing.start(work, lambda error: answer(lambda: heard.set_exception(error))):
            raise UsageError("another address is being added; wait until that is done")
        return await heard

    async def unsubscribe(self, key: int) -> str:
        """Follow a feed no longer; its articles stay."""

        def give_up(library: Library) -> str:
            feed = library.feed(key)
            library.unsubscribe([key])
            return f"{(feed and feed.subscription.title) or 'the feed'} is not followed any more; its articles stay"

        return await self.shelf.run(give_up)

    # ------------------------------------------------------------------ tags

    async def tags_of(self, keys: Sequence[int]) -> tuple[str, ...]:
        """The tags that all these articles have."""

        def common(library: Library) -> tuple[str, ...]:
            each = [header.tags for header in library.headers(keys)]
            return tuple(tag for tag in each[0] if all(tag in tags for tags in each)) if each else ()

        return await self.shelf.run(common)

    async def all_tags(self) -> tuple[str, ...]:
        """Every tag that is on an article."""
        return await self.shelf.run(lambda library: tuple(tag for tag, _ in library.tags()))

    async def set_tags(self, keys: Sequence[int], put: Sequence[str], take: Sequence[str]) -> Change:
        """Put tags on articles and take others off; each can be undone by itself."""

        def change(library: Library) -> Change:
            done = [library.set_tag(keys, tag, on=True) for tag in put]
            done += [library.set_tag(keys, tag, on=False) for tag in take]
            made = [noted(library, each) for each in done if each.action]
            if not made:
                return Change(0, "nothing changed", ())
            touched = tuple(dict.fromkeys(key for each in made for key in each.keys))
            return Change(made[-1].action, "; ".join(each.what for each in made), touched)

        return await self.shelf.run(change)

    # ------------------------------------------------------------------ forms of an article

    async def forms(self, key: int) -> tuple[Form, ...]:
        """The forms in which an article was read, first to last."""
        return await self.shelf.run(lambda library: _forms(library, key))

    async def difference(self, key: int, earlier: int | None = None) -> Difference | None:
        """What changed from a form (the last but one) to the next; None where there is no such pair."""

        def load(library: Library) -> tuple[tuple[Form, ParsedArticle], tuple[Form, ParsedArticle]] | None:
            forms = _forms(library, key)
            at = (
                len(forms) - 2
                if earlier is None
                else next((n for n, f in enumerate(forms) if f.revision == earlier), -1)
            )
            if not 0 <= at < len(forms) - 1:
                return None
            pair = [(form, library.article(key, form.revision)) for form in forms[at : at + 2]]
            (old, before), (new, after) = pair
            return ((old, before), (new, after)) if before is not None and after is not None else None

        pair = await self.shelf.run(load)
        return await asyncio.to_thread(comparing.compare, *pair) if pair else None

    async def about(self, key: int) -> tuple[tuple[str, str], ...]:
        """What is known of where an article comes from: labels and words."""
        return await self.shelf.run(lambda library: about(library, key))

    async def has_changed(self) -> bool:
        """Whether another program has written to the library since this was last asked."""
        return await self.shelf.run(lambda library: library.has_changed())


def _progress(updated: Updated) -> Progress:
    faults = tuple(f"{fault.title}: {fault.cause}" for fault in updated.faults)
    return Progress(
        updated.done, updated.total, updated.new, updated.changed, faults, updated.finished, updated.waiting
    )


def _added(added: Added) -> str:
    parts = [
        counted(added.feeds, "new feed"),
        f"{counted(added.known, 'feed')} followed already" if added.known else "",
        counted(added.articles, "new article") if added.articles else "",
    ]
    return ", ".join(part for part in parts if part)


def noted(library: Library, change: Change) -> Change:
    """The change, with its place in the order in which marks and corrections are undone."""
    if change.action:
        undoing.note_mark(library)
    return change


def _query(line: str) -> Query:
    return parse_query(line, datetime.now().astimezone())


def _forms(library: Library, key: int) -> tuple[Form, ...]:
    return tuple(Form(each.revision, each.received, each.reason, each.title) for each in library.revisions(key))


def _sources(library: Library) -> tuple[Source, ...]:
    articles, unread = library.count()
    found = [Source("all", "All articles", "", articles, unread)]
    found.append(Source("unread", "Unread", "is:unread", unread, unread))
    found.append(Source("starred", "Starred", "is:starred", *library.count_query(_query("is:starred"))))
    return (*found, *_feeds(library), *_tags(library), *_searches(library))


def _feeds(library: Library) -> list[Source]:
    """The feeds under their folders; a folder has the sums of what lies in it."""
    from newsreader.ingest.fetch_addresses import shown_url  # not at the top: a start of the reader shows no feeds

    states = library.feeds()
    articles, unread = Counter[tuple[str, ...]](), Counter[tuple[str, ...]]()
    for state in states:
        for folder in _folders_of(state):
            articles[folder] += state.articles
            unread[folder] += state.unread
    found: list[Source] = []
    open_folders: list[tuple[str, ...]] = []
    for state in states:
        folders = _folders_of(state)
        for depth, folder in enumerate(folders):
            if folder not in open_folders:
                line = f"feed:{quoted('/'.join(folder))}"
                found.append(Source("folder", folder[-1], line, articles[folder], unread[folder], depth))
        open_folders = folders
        name = state.subscription.title or shown_url(state.subscription.url)
        line = f"feed:{quoted(state.subscription.url)}"
        found.append(Source("feed", name, line, state.articles, state.unread, len(folders), state))
    return found


def _folders_of(state: FeedState) -> list[tuple[str, ...]]:
    """The folders that a feed lies in as whole paths, outermost first."""
    path = state.subscription.folder
    return [path[: depth + 1] for depth in range(len(path))]


def _tags(library: Library) -> list[Source]:
    """The tags on articles and on feeds, each once: `tag:` finds the articles by both."""
    rows = library.tag_counts()
    return [Source("tag", tag, f"tag:{quoted(tag)}", articles, unread) for tag, articles, unread in rows]


def _searches(library: Library) -> list[Source]:
    return [Source("search", name, line, *library.count_query(_query(line))) for name, line in library.searches()]


def quoted(words: str) -> str:
    """Words as the value of a field in a search line."""
    return f'"{words.replace(chr(34), " ")}"'
