"""What happened when: the clauses that carry a time expression.

A date is given only where the words or a known day of publication settle it, and never from what a speaker says
between quotation marks or from a caption: their "yesterday" counts from another day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from newsreader.analysis.clauses import WHO, Range, is_verb, noun_phrase, trim
from newsreader.analysis.moments import (
    Moment,
    Settled,
    Tense,
    day_of_publication,
    find_moments,
    is_of_another_year,
    needs_the_year,
    settle,
)
from newsreader.analysis.parse import Parse, Word
from newsreader.analysis.retold import retell
from newsreader.analysis.scene import Scene
from newsreader.model.article import Event, ParsedArticle
from newsreader.model.document import PROSE, BlockKind
from newsreader.model.spans import Span
from newsreader.text.safe import fold

MOST_STEPS = 5
"""How far up the tree the verb of a time expression is looked for."""

LONGEST_CLAUSE = 60
"""A longer clause is left out, in words: it is a fault of the parse."""

_READ = (PROSE | {BlockKind.DEK, BlockKind.CAPTION}) - {BlockKind.HEADING}
_CLAUSES = frozenset({"ccomp", "advcl", "parataxis"})
_UNSURE = frozenset({"would", "could", "might", "may", "should", "must", "can", "if", "’d", "'d"})
_BE = frozenset({"is", "are", "was", "were"})
_WENT_BY = frozenset({"had", "has", "have", "was", "were", "did", "’ve", "'ve"})
_AHEAD = frozenset({"expected", "scheduled", "set", "due", "planned", "plans", "plan", "planning", "slated"})
_DECIDED = frozenset({"voted", "agreed", "decided", "vowed", "pledged", "promised", "resolved"})


@dataclass(frozen=True, slots=True)
class _Found:
    """A moment with the verb that it is the time of."""

    moment: Moment
    verb: Word
    sure: float


def find_events(parse: Parse, article: ParsedArticle) -> tuple[Event, ...]:
    """The dated happenings of an article whose actors and quotes are known, by start."""
    published = day_of_publication(article.document)
    scene = Scene(parse, article)
    events: dict[int, Event] = {}
    for passage, words in _by_passage(parse).items():
        moments = list(find_moments(parse, passage, words))
        looks_back = is_of_another_year(moments, published)
        for moment in moments:
            found = _governed(parse, moment)
            if found is None:
                continue
            known = None if looks_back and needs_the_year(moment) else published
            event = _event(parse, found, known, scene)
            if event is not None and not _is_attribution(parse, scene, found, event.date, published):
                kept = events.get(found.verb.index)
                if kept is None or (kept.date is None and event.date is not None):
                    events[found.verb.index] = event
    return tuple(sorted(events.values(), key=lambda event: (event.span.start, event.span.end)))


def _by_passage(parse: Parse) -> dict[int, list[Word]]:
    found: dict[int, list[Word]] = {}
    for word in parse.words:
        if parse.passages[word.passage].kind in _READ:
            found.setdefault(word.passage, []).append(word)
    return found


def _governed(parse: Parse, moment: Moment) -> _Found | None:
    """The verb of a moment: the one it hangs on, or that of the object or place that it was hung on by mistake."""
    word = parse.words[moment.top]
    sure = 0.9
    for _ in range(MOST_STEPS):
        above = parse.head(word)
        if above is word:
            return None
        # an object is a noun, whatever the model takes it for: "suspended the talks on Tuesday"
        if is_verb(above) and above.dep != "dobj":
            return _Found(moment, above, sure) if _is_clause(parse, above) else None
        if word.dep in {"npadvmod", "prep"} and above.tag == "RB":
            word = above
        elif (
            above.dep in {"dobj", "nsubjpass"}
            or (above.dep == "pobj" and above.entity in {"GPE", "LOC", "FAC"})
            or (above.dep == "pobj" and parse.head(above).lower == "of")
        ):
            word, sure = above, 0.6
        else:
            return None
    return None


def _is_attribution(parse: Parse, scene: Scene, found: _Found, settled: str | None, published: date | None) -> bool:
    """Whether the verb only says who spoke, which the quotes tell better, and is no happening of its own.

    It is one where it goes on to tell what was said, in the article's own words and on no day of the news itself:
    "said in April that …". "Said on Thursday" of that Thursday or of the day before is how news names its sources.
    """
    verb = found.verb
    if not scene.is_mere_saying(verb):
        return False
    told = [child for child in parse.children(verb, "ccomp") if child.left > verb.index]
    if not told or scene.is_quoted(parse.span(told[0].index, told[0].index)):
        return True
    news = {published.isoformat(), (published - timedelta(days=1)).isoformat()} if published else set()
    return settled in news


def _is_clause(parse: Parse, verb: Word) -> bool:
    """Whether the verb says that something happened: no negation, no condition, no mere wish."""
    group = {child.lower for child in parse.children(verb) if child.dep in {"aux", "mark"}}
    if "to" in group:
        return verb.dep == "xcomp" and parse.head(verb).lower in _AHEAD | _BE | _DECIDED
    if verb.tag == "VBG" and not parse.children(verb, "aux"):
        return False
    if group & _UNSURE or any(child.dep == "neg" for child in parse.children(verb)):
        return False
    return verb.tag in {"VBD", "VBN", "VBZ", "VBP", "VBG"} or bool(group & {"will", "to", "did"})


def _event(parse: Parse, found: _Found, published: date | None, scene: Scene) -> Event | None:
    first, last = _clause(parse, found)
    if last - first >= LONGEST_CLAUSE:
        return None
    span = parse.span(first, last)
    expression = parse.span(found.moment.first, found.moment.last)
    settled = _date(parse, found, published, scene, expression)
    subject = _subject(parse, found.verb)
    if subject is None or any(child.tag == "WP" for child in parse.children(found.verb, "dobj", "attr")):
        return None
    spans = [parse.span(*noun_phrase(parse, subject)), span]
    aside = [parse.span(*part) for part in _aside(parse, found.verb, first, last)]
    place = scene.place(found.verb, first, last)
    what = retell(parse, found.verb, found.moment, subject)
    if what.rpartition(" ")[2].lower() in _BE:
        return None
    return Event(
        span=span,
        what=what,
        expression=fold(expression.of(parse.text)),
        date=settled[0] if settled else None,
        precision=settled[1] if settled else None,
        actors=tuple(actor for actor in scene.within(spans, aside) if actor != place),
        place=place,
        confidence=0.5 if scene.is_quoted(expression) else found.sure,
    )


def _aside(parse: Parse, verb: Word, first: int, last: int) -> Iterator[Range]:
    """The clauses inside one that tell of something else: who is only named there takes no part."""
    for word in parse.words[first : last + 1]:
        if word.dep in {"relcl", "ccomp", "advcl", "acl"} and not word.left <= verb.index <= word.right:
            yield word.left, word.right


def _date(parse: Parse, found: _Found, published: date | None, scene: Scene, span: Span) -> Settled | None:
    """The date, with nothing counted from the day of publication where another day may be meant."""
    verb = found.verb
    elsewhere = scene.is_quoted(span) or parse.passages[verb.passage].kind is BlockKind.CAPTION
    moment = found.moment
    if moment.preposition == "for" and verb.lower in _AHEAD:
        moment = replace(moment, preposition="on")
    return settle(moment, None if elsewhere else published, _tense(parse, verb))


def _tense(parse: Parse, verb: Word) -> Tense:
    """Which side of now the verb speaks of; a form without tense goes with the verb above it."""
    for _ in range(MOST_STEPS):
        group = {child.lower for child in parse.children(verb, "aux", "auxpass")}
        if group & {"will", "’ll", "'ll"}:
            return Tense.FUTURE
        if verb.lower in _AHEAD and verb.tag == "VBN":
            return Tense.OPEN if group & _WENT_BY or verb.dep == "acl" else Tense.FUTURE
        if verb.tag == "VBD" or group & _WENT_BY:
            return Tense.PAST
        if group & {"is", "are", "am", "’s", "'s", "’re", "'re", "be"} or verb.tag in {"VBZ", "VBP"}:
            return Tense.OPEN
        if verb.tag == "VBN" and not group:
            return Tense.PAST
        if "to" in group:
            return _tense_of_plan(parse, parse.head(verb))
        if verb.dep not in {"conj", "xcomp", "advcl"} or not is_verb(parse.head(verb)):
            return Tense.OPEN
        verb = parse.head(verb)
    return Tense.OPEN


def _tense_of_plan(parse: Parse, plan: Word) -> Tense:
    """Which side of now "is expected to" and "have agreed to" speak of; "was to" and "agreed to" leave it open."""
    if plan.lower in _DECIDED:
        holds = any(child.lower in {"have", "has"} for child in parse.children(plan, "aux"))
        return Tense.FUTURE if holds else Tense.OPEN
    gone_by = plan.tag == "VBD" or any(child.lower in _WENT_BY for child in parse.children(plan, "aux", "auxpass"))
    return Tense.OPEN if gone_by or plan.lower not in _AHEAD | _BE else Tense.FUTURE


def _clause(parse: Parse, found: _Found) -> Range:
    """The words of a verb without the clauses beside and below it that hold neither it nor the time."""
    verb, moment = found.verb, found.moment
    first, last = min(verb.left, moment.first), max(verb.right, moment.last)
    first = _without_dateline(parse, verb, first)
    if verb.dep == "acl":
        first = min(first, noun_phrase(parse, parse.head(verb))[0])
    for child in parse.children(verb):
        apart = child.dep in _CLAUSES or (child.dep == "conj" and is_verb(child))
        if apart and child.right < min(verb.index, moment.first):
            first = max(first, child.right + 1)
        elif apart and child.dep != "ccomp" and child.left > max(verb.index, moment.last):
            last = min(last, child.left - 1)
    while first < last and (parse.words[first].is_punctuation or parse.words[first].dep in {"cc", "mark"}):
        first += 1
    while last > first and (parse.words[last].is_punctuation or parse.words[last].dep == "cc"):
        last -= 1
    first, last = trim(parse, first, last)
    inside = [word.text for word in parse.words[first : last + 1]]
    return first, last + (inside.count("(") > inside.count(")") and _closes(parse, last + 1))


def _without_dateline(parse: Parse, verb: Word, first: int) -> int:
    """The first word behind the dash of a dateline, which the tree takes for one more subject."""
    subjects = [child for child in parse.children(verb, "nsubj", "nsubjpass") if child.index < verb.index]
    if len(subjects) > 1 and parse.words[subjects[-1].left - 1].text in {"—", "–", "--", "-"}:
        return max(first, subjects[-1].left)
    return first


def _closes(parse: Parse, index: int) -> bool:
    return index < len(parse.words) and parse.words[index].text == ")"


def _subject(parse: Parse, verb: Word) -> Word | None:
    """Who does it or to whom it is done, also where another verb has the words for it."""
    for _ in range(MOST_STEPS):
        subjects = parse.children(verb, "nsubj", "nsubjpass")
        in_front = [subject for subject in subjects if subject.index < verb.index]
        for subject in (in_front or subjects)[-1:]:
            relative = subject.lower in WHO and verb.dep == "relcl"
            return parse.head(verb) if relative else subject
        above = parse.head(verb)
        if verb.dep in {"acl", "relcl"}:
            return above
        shared = verb.dep in {"conj", "xcomp"} or (verb.dep == "advcl" and verb.tag in {"VBG", "VBN"})
        if not shared or not is_verb(above):
            return None
        verb = above
    return None
