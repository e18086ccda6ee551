"""The stages of the analysis, and how each is switched off: to learn what it is worth.

A switch names a function where it is called, as `module:name`, and what stands in for it. Nothing in the program
knows of this; a test sees to it that every name is still there.
"""

from __future__ import annotations

import time
import types
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from newsreader.analysis.pipeline import Pipeline

Function = Callable[..., Any]


def nothing(*_: Any, **__: Any) -> list[Any]:
    """In place of what finds things."""
    return []


def none_of(*_: Any, **__: Any) -> None:
    """In place of what finds one thing, or changes what it is given."""


def unchanged(_parse: Any, given: Any) -> Any:
    """In place of what makes something of what it is given, after the parse."""
    return given


def nobody(_parse: Any, _cast: Any, _references: Any, sayings: Sequence[Any], *_: Any) -> list[list[Any]]:
    """In place of what finds the speakers."""
    return [[] for _ in sayings]


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of the analysis."""

    name: str
    """What the table calls it."""

    target: str
    """The function that does it, as `module:name`; a method as `module:Class.name`."""

    instead: Function | None = None
    """What stands in for it when it is off; None where nothing can."""


_A = "newsreader.analysis"

TAGGER = Stage("learned tagger", f"{_A}.pipeline:Pipeline._tagger")
"""An attribute of the pipeline and no function; it is off where that is None."""

STAGES: tuple[Stage, ...] = (
    Stage("passages", f"{_A}.pipeline:find_passages"),
    Stage("parse read", f"{_A}.pipeline:read_parse"),
    Stage("names, all steps", f"{_A}.pipeline:find_mentions", nothing),
    Stage("names: seen by the model", f"{_A}.mentions:_of_model", nothing),
    Stage("names: known by the lists", f"{_A}.mentions:_known", nothing),
    Stage("names: bodies by their nouns", f"{_A}.mentions:find_bodies", nothing),
    Stage("names: made whole", f"{_A}.mentions:extend", unchanged),
    Stage("names: one kind for each", f"{_A}.mentions:settle_labels", unchanged),
    Stage("names: found again", f"{_A}.mentions:spread", unchanged),
    Stage("actors, all steps", f"{_A}.pipeline:resolve_actors"),
    Stage("aliases: in the lists", f"{_A}.aliases:_join_known", none_of),
    Stage("aliases: initials in brackets", f"{_A}.aliases:_join_bracketed", none_of),
    Stage("aliases: initials", f"{_A}.aliases:_join_initials", none_of),
    Stage("aliases: parts of a person's name", f"{_A}.aliases:_join_persons", none_of),
    Stage("aliases: parts of a body's name", f"{_A}.aliases:join_bodies", none_of),
    Stage("actors: namesakes told apart", f"{_A}.actors:settle_namesakes", none_of),
    Stage("actors: adjectives of states", f"{_A}.actors:_join_demonyms", none_of),
    Stage("quotes, all steps but the tagger", f"{_A}.pipeline:find_quotes"),
    Stage("quotes: quotation marks", f"{_A}.quotes:find_quotations", nothing),
    Stage("quotes: words of saying in the trees", f"{_A}.quotes:find_sayings", nothing),
    Stage("quotes: the cue beside the marks", f"{_A}.quotes:attach", none_of),
    Stage("quotes: quotations that go on", f"{_A}.quotes:goes_on_with", none_of),
    Stage("quotes: transcripts", f"{_A}.quotes:find_turns", nothing),
    Stage("references, all of an article", f"{_A}.pipeline:point_references", none_of),
    Stage("references: pronouns", f"{_A}.references:Pronouns.of", none_of),
    Stage("references: descriptions beside a name", f"{_A}.references:Nominals.beside", none_of),
    Stage("references: other descriptions", f"{_A}.references:Nominals.of", none_of),
    Stage("references: actors without a name", f"{_A}.references:Unnamed.first", none_of),
    Stage("speakers", f"{_A}.pipeline:attribute_quotes", nobody),
    Stage("roles", f"{_A}.pipeline:find_roles", none_of),
    Stage("photo credits", f"{_A}.pipeline:add_credits", none_of),
    Stage("salience", f"{_A}.pipeline:find_salience"),
    Stage("ties, all steps", f"{_A}.pipeline:find_ties", nothing),
    Stage("ties: by verbs", f"{_A}.ties:VerbTies.of", nothing),
    Stage("ties: by nouns", f"{_A}.ties:NounTies.of", nothing),
    Stage("ties: by places", f"{_A}.ties:PlaceTies.of", nothing),
    Stage("events", f"{_A}.pipeline:find_events", nothing),
    Stage("figures", f"{_A}.pipeline:find_figures", nothing),
)
"""The stages in the order in which they run; the steps of one behind it."""


def owner_of(target: str) -> tuple[Any, str]:
    """Where a target is kept, and under which name; raises AttributeError or ImportError where it is gone."""
    module, _, path = target.partition(":")
    holder: Any = import_module(module)
    *classes, name = path.split(".")
    for each in classes:
        holder = getattr(holder, each)
    getattr(holder, name)
    return holder, name


def is_there(stage: Stage) -> bool:
    """Whether the function of a stage is still where the table says."""
    try:
        owner_of(stage.target)
    except (AttributeError, ImportError):
        return False
    return True


@contextmanager
def replaced(target: str, make: Callable[[Function], Function]) -> Iterator[None]:
    """Put what `make` makes of a function in its place for a while."""
    holder, name = owner_of(target)
    before = getattr(holder, name)
    setattr(holder, name, make(before))
    try:
        yield
    finally:
        setattr(holder, name, before)


@contextmanager
def switched_off(stages: Sequence[Stage], pipeline: Pipeline) -> Iterator[None]:
    """Do without some stages for a while."""
    tagger = getattr(pipeline, "_tagger", None)
    with ExitStack() as stack:
        for stage in stages:
            if stage is TAGGER:
                pipeline._tagger = None
                stack.callback(setattr, pipeline, "_tagger", tagger)
            elif stage.instead is not None:
                stack.enter_context(replaced(stage.target, _always(stage.instead)))
        yield


def _always(instead: Function) -> Callable[[Function], Function]:
    return lambda _: instead


@contextmanager
def timed(stages: Sequence[Stage]) -> Iterator[Counter[str]]:
    """The processor time that each stage takes meanwhile, in seconds, its steps with it."""
    seconds: Counter[str] = Counter()
    with ExitStack() as stack:
        for stage in stages:
            stack.enter_context(replaced(stage.target, _watch(stage.name, seconds)))
        yield seconds


def _watch(name: str, seconds: Counter[str]) -> Callable[[Function], Function]:
    def make(function: Function) -> Function:
        def watched(*given: Any, **named: Any) -> Any:
            began = time.process_time()
            result = function(*given, **named)
            if isinstance(result, types.GeneratorType):
                result = iter(list(result))
            seconds[name] += time.process_time() - began  # type: ignore[assignment]
            return result

        return watched

    return make


class Remembered:
    """A reader of texts (the model, the tagger) that reads each only once, and says how long that took.

    What it reads does not depend on any rule, so that many runs with other rules need it once.
    """

    def __init__(self, read: Callable[[list[str]], list[Any]]) -> None:
        self._read = read
        self._known: dict[tuple[str, ...], list[Any]] = {}
        self.seconds = 0.0

    def __call__(self, texts: Sequence[str]) -> list[Any]:
        key = tuple(texts)
        if key not in self._known:
            began = time.process_time()
            self._known[key] = self._read(list(texts))
            self.seconds += time.process_time() - began
        return self._known[key]
