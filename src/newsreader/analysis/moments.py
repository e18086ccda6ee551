"""Time expressions as they are written, and the date of each where the text or the day of publication settles it.

They are found by patterns over the folded text of a passage, since the tree of the model is least sure about dates.
A month alone counts only behind a preposition or beside a number ("may", "march" are words of their own), a year
only behind a preposition. Nothing is dated against another date of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from functools import cache

from newsreader.analysis import lexicon
from newsreader.analysis.parse import Parse, Word
from newsreader.model.article import DatePrecision
from newsreader.model.document import BlockKind, Document, PublishedFrom

Settled = tuple[str, DatePrecision]
"""A date in ISO 8601 and how precise it is."""

BOUNDING = frozenset(
    {
        "since",
        "until",
        "till",
        "by",
        "before",
        "after",
        "from",
        "through",
        "for",
        "over",
        "around",
        "prior to",
        "ahead of",
    }
)
"""Prepositions that do not put a happening at the time but before, after or about it."""

_ADVERBIAL = frozenset({"npadvmod", "advmod", "tmod", "prep"})
"""How a time may depend on what it is the time of."""

_STATES_DAY = frozenset({BlockKind.DATE, BlockKind.BYLINE})
"""Lines of their own that state the day of publication."""

_NAMED_DAYS = frozenset({"super", "black", "cyber", "good", "ash", "palm", "bloody", "easter", "holy", "giving", "fat"})
"""Words that make a name of their own of a day of the week."""

_PARTS = frozenset({"compound", "nmod", "nummod", "amod", "poss", "npadvmod"})
"""How it depends on a noun behind it whose name it is part of."""


class Tense(Enum):
    """Which side of the day of publication a verb speaks of."""

    PAST = "past"
    FUTURE = "future"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Moment:
    """One time expression."""

    first: int
    """Its first word, the preposition."""

    last: int
    """Its last word."""

    top: int
    """The word of it that depends on one outside."""

    preposition: str
    """The preposition in lower case; empty for none."""

    day: int | None = None
    """The day of the month."""

    month: int | None = None
    """The month, from 1."""

    year: int | None = None
    """The year."""

    weekday: int | None = None
    """The day of the week, Monday 0."""

    shift: str = ""
    """`yesterday`, `last year` and the like, in lower case."""

    last_year: bool = False
    """Whether "last year" stands behind a month or day."""

    open: bool = False
    """Whether the words say too little to date it: "last Thursday", "between 2010 and 2012"."""


def find_moments(parse: Parse, passage: int, words: list[Word]) -> Iterator[Moment]:
    """The time expressions of a passage, by start; `words` are its words in order."""
    text = parse.passages[passage].text
    offsets = [word.offset for word in words]

    def at(offset: int) -> int:
        return words[bisect_right(offsets, offset) - 1].index

    for found in _pattern().finditer(text):
        if text[found.end() : found.end() + 2].lower() in {"'s", "’s"}:
            continue
        first, last = at(found.start()), at(found.end() - 1)
        if found["week"] and words[0].index < first and parse.words[first - 1].lower in _NAMED_DAYS:
            continue
        top = _top(parse, first, last)
        if top is not None:
            moment = _moment(found, first, last, top)
            yield replace(moment, open=True) if _goes_on().match(text, found.end()) else moment


def _top(parse: Parse, first: int, last: int) -> int | None:
    """The word that ties the expression to its verb; None where it is no adverbial but part of a name or a noun."""
    tying = [word for word in parse.words[first : last + 1] if not first <= word.head <= last]
    adverbial = [word for word in tying if word.dep in _ADVERBIAL]
    if adverbial and not any(word.head > last for word in tying if word.dep in _PARTS):
        return adverbial[0].index
    return None


def _moment(found: re.Match[str], first: int, last: int, top: int) -> Moment:
    part = {name.rstrip("123"): value for name, value in found.groupdict().items() if value}
    return Moment(
        first,
        last,
        top,
        preposition=part.get("prep", "").lower(),
        day=int(part["day"]) if "day" in part else None,
        month=_months()[part["month"]] if "month" in part else None,
        year=int(part["year"]) if "year" in part else None,
        weekday=_weekdays()[part["week"]] if "week" in part else None,
        shift=part.get("shift", "").lower(),
        last_year="last" in part.get("suffix", "").lower(),
        open="open" in part
        or "that" in part.get("suffix", "").lower()
        or part.get("which", "").lower() in {"last", "next"},
    )


def month_names() -> frozenset[str]:
    """Months and their short forms."""
    return frozenset(_months())


@cache
def _months() -> dict[str, int]:
    numbered = enumerate(lexicon.rows("months"), 1)
    return {form.strip(): at for at, row in numbered for form in ";".join(row).split(";") if form.strip()}


@cache
def _weekdays() -> dict[str, int]:
    return {row[0]: at for at, row in enumerate(lexicon.rows("weekdays"))}


_PREPOSITION = "prior to|ahead of|on|in|since|by|until|till|before|after|from|during|around|over|at|through|for|as of"
_YEAR = r"(?:1[5-9]|20)\d\d(?![\w%])(?![,.–/-]\d)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_NO_MORE = r"(?![\w%])(?![,.:–/-]\d)"
_PART = r"(?:,? (?:morning|afternoon|evening|night))?"
_SUFFIX = r"(?P<suffix>,? (?:of )?(?:last|that|this) year(?!\w))?"
_COUNT = r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|a few|several|\d{1,3})"


@cache
def _goes_on() -> re.Pattern[str]:
    """A second day or month behind a first: "on Monday and Tuesday", "March 4 and 5"."""
    names = "|".join(map(re.escape, [*_months(), *_weekdays()]))
    return re.compile(rf"(?: (?:and|or|to|through) (?:on )?|[–-])(?:{names}|\d{{1,2}}(?![\w,.%]| [a-z]+s\b))")


@cache
def _pattern() -> re.Pattern[str]:
    """All forms of a time expression, the fuller before the shorter."""
    month = "|".join(re.escape(form) for form in sorted(_months(), key=len, reverse=True))
    week = "|".join(_weekdays())
    vague = rf"week|weekend|spring|summer|autumn|fall|winter|decade|(?-i:{month})"
    forms = [
        rf"(?:(?-i:{week}),? )?(?:the )?(?P<day1>{_DAY})(?:st|nd|rd|th)? (?:of )?(?P<month1>(?-i:{month}))(?!\w)"
        rf"(?:,? (?P<year1>{_YEAR}))?",
        rf"(?:(?-i:{week}){_PART},? )?(?P<month2>(?-i:{month})) (?P<day2>{_DAY})(?:st|nd|rd|th)?{_NO_MORE}"
        rf"(?:,? (?P<year2>{_YEAR}))?",
        rf"(?P<month3>(?-i:{month})),? (?:of )?(?P<year3>{_YEAR})",
        rf"(?:(?:early|late) )?(?:(?P<which>last|this|next) )?(?P<week>(?-i:{week}))(?!\w){_PART}",
        rf"(?P<shift1>yesterday|tomorrow)(?!\w){_PART}",
        r"(?P<shift2>today|tonight|this (?:morning|afternoon|evening)|last night)(?!\w)",
        r"(?:(?:earlier|later|late|early) )?(?P<shift3>(?:last|this|next) (?:month|year))(?!\w)",
        rf"(?P<open1>(?:(?:earlier|later|late|early) )?(?:last|this|next) (?:{vague})(?!\w)"
        rf"|{_COUNT} (?:days?|weeks?|months?|years?|decades?|hours?) ago(?!\w)|the weekend(?!\w)"
        rf"|(?:{_YEAR}|(?-i:{month})) (?:and|to|until) (?:{_YEAR}|(?-i:{month})(?!\w)))",
    ]
    behind = rf"(?P<month>(?-i:{month}))(?!\w)|(?P<year>{_YEAR})"
    return re.compile(
        rf"(?<![\w-])(?:(?P<prep>{_PREPOSITION}|between) )?(?:(?:early|late|mid)[ -])?"
        rf"(?:{'|'.join(forms)}|(?(prep)(?:{behind})|(?!))){_SUFFIX}",
        re.IGNORECASE,
    )


def is_of_another_year(moments: list[Moment], published: date | None) -> bool:
    """Whether some of the moments name a year that is not that of publication, as a look back into the past does."""
    return published is not None and any(moment.year not in {None, published.year} for moment in moments)


def day_of_publication(document: Document) -> date | None:
    """The day on which it was published, where its source or a line of its own states one."""
    stamp = document.published
    if stamp is None or stamp.precision not in {"day", "second"}:
        return None
    if document.published_from is PublishedFrom.TEXT and all(
        block.kind not in _STATES_DAY for block in document.blocks
    ):
        return None
    return stamp.moment.date()


def needs_the_year(moment: Moment) -> bool:
    """Whether it is a month or a day without its year."""
    return moment.month is not None and moment.year is None and not moment.last_year


def settle(moment: Moment, published: date | None, tense: Tense) -> Settled | None:
    """The date of a moment; None where neither its own words nor the day of publication settle it.

    Weekdays, days without a year and months alone lie before the day of publication for what happened and after
    it for what is to come; where the verb says neither, they are left alone.
    """
    if moment.open or moment.preposition in BOUNDING:
        return None
    if moment.year is not None:
        return _as_written(moment)
    if published is None or tense is Tense.OPEN:
        return None
    if moment.shift:
        return _shifted(moment.shift, published, tense)
    if moment.month is not None and moment.last_year:
        return _as_written(replace(moment, year=published.year - 1))
    if moment.month is not None:
        return _in_month(moment, published, tense)
    return _weekday(moment, published, tense)


def _as_written(moment: Moment) -> Settled | None:
    year, month, day = moment.year or 0, moment.month, moment.day
    if month is None:
        return f"{year:04}", DatePrecision.YEAR
    if day is None:
        return f"{year:04}-{month:02}", DatePrecision.MONTH
    found = _day(year, month, day)
    return (found.isoformat(), DatePrecision.DAY) if found else None


def _day(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _shifted(shift: str, published: date, tense: Tense) -> Settled | None:
    which, _, unit = shift.partition(" ")
    step = {"yesterday": -1, "last": -1, "tomorrow": 1, "next": 1}.get(which, 0)
    if step == (1 if tense is Tense.PAST else -1):
        return None
    if unit == "year":
        return f"{published.year + step:04}", DatePrecision.YEAR
    if unit == "month":
        years, month = divmod(published.year * 12 + published.month - 1 + step, 12)
        return f"{years:04}-{month + 1:02}", DatePrecision.MONTH
    return (published + timedelta(days=step)).isoformat(), DatePrecision.DAY


def _in_month(moment: Moment, published: date, tense: Tense) -> Settled | None:
    """The nearest such day or month on the side of the day of publication that the verb speaks of."""
    month = moment.month or 1
    if moment.day is None:
        later = month > published.month if tense is Tense.PAST else month < published.month
        year = published.year + (later if tense is Tense.FUTURE else -later)
        return f"{year:04}-{month:02}", DatePrecision.MONTH
    years = (published.year, published.year - 1) if tense is Tense.PAST else (published.year, published.year + 1)
    for year in years:
        found = _day(year, month, moment.day)
        if found and (found <= published if tense is Tense.PAST else found >= published):
            return found.isoformat(), DatePrecision.DAY
    return None


def _weekday(moment: Moment, published: date, tense: Tense) -> Settled | None:
    if moment.weekday is None:
        return None
    if tense is Tense.PAST:
        back = (published.weekday() - moment.weekday) % 7
        return (published - timedelta(days=back)).isoformat(), DatePrecision.DAY
    ahead = (moment.weekday - published.weekday()) % 7
    return ((published + timedelta(days=ahead)).isoformat(), DatePrecision.DAY) if ahead else None
