"""Dates as sources state them: a line of a text, a tag of a page, a field of a feed.

What is stated and no more: a date without an hour stays a day, and a time without a zone adds
nothing, since nobody knows which day it is there. A date that cannot be is no date. A numeric date
counts only where day and month cannot be taken for each other.
"""

from __future__ import annotations

import calendar
import re
from datetime import UTC, datetime, timedelta, timezone

from newsreader.model.document import Stamp

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTH = (
    r"(?P<month{0}>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_YEAR = r"(?P<year{0}>(?:19|20)\d\d)(?!\d)"
_DAY = r"(?P<day{0}>[0-3]?\d)(?:st|nd|rd|th)?"
DATE = re.compile(
    r"(?<![\w.])(?:"
    + _MONTH.format("a") + r"\s*" + _DAY.format("a") + r"(?:,|\s)\s*" + _YEAR.format("a")
    + "|" + _DAY.format("b") + r"(?:\s+of)?[\s\-]*" + _MONTH.format("b") + r"[\s,\-]*" + _YEAR.format("b")
    + "|" + _YEAR.format("c") + r"[-/.](?P<monthc>\d\d?)[-/.](?P<dayc>\d\d?)(?!\d)"
    + r"|(?P<firstd>\d\d?)(?P<sepd>[/.])(?P<secondd>\d\d?)(?P=sepd)(?P<yeard>(?:19|20)?\d\d)(?!\d)"
    + ")",
    re.I,
)  # fmt: skip
"""A day of the calendar, in words or numbers."""

_MONTH_NAME = _MONTH.format("").replace("(?P<month>", "(?:")
DAY_MONTH = rf"(?:{_MONTH_NAME} \d{{1,2}}|\d{{1,2}} {_MONTH_NAME})(?:,? (?:19|20)\d\d)?"
"""A day of a month, perhaps with its year, as datelines have it: a pattern for others to use."""

_MONTH_ONLY = re.compile(_MONTH.format("") + r",?\s+" + _YEAR.format(""), re.I)
_ISO = re.compile(
    r"\s*(\d{4})-(\d\d)(?:-(\d\d)(?:[T ]+(\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?)?)?\s*\Z",
    re.I,
)
_CLOCK = re.compile(
    r"(?<![\d:])(\d\d?):(\d\d)(?::(\d\d))?\s*(?:(a|p)\.?m\b\.?)?\s*(?P<zone>Z\b|[+-]\d\d:?\d\d|[A-Z]{2,4}T?\b)?", re.I
)
_ZONES = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "bst": 60, "cet": 60, "cest": 120, "eet": 120, "msk": 180,
    "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420,
}  # fmt: skip
"""Names of time zones that stand in feeds and pages, in minutes from UTC."""

_MOST_CHARS = 200
_FIRST_YEAR = 1900


def parse_day(text: str) -> Stamp | None:
    """The first day that the text names, or its month and year; None where it names none that can be."""
    sample = text[:_MOST_CHARS]
    for found in DATE.finditer(sample):
        parts = _parts(found)
        if parts:
            return _stamp(*parts)
    month = _MONTH_ONLY.search(sample)
    if month:
        return _stamp(int(month["year"]), _month_number(month["month"]), None)
    return None


def parse_moment(text: object) -> Stamp | None:
    """What a field for a date states: ISO 8601, the form of mail and RSS, or words; None for all else."""
    if not isinstance(text, str) or len(text) > _MOST_CHARS:
        return None
    iso = _ISO.match(text)
    if iso:
        return _iso_moment(iso)
    day = parse_day(text)
    clock = _CLOCK.search(text)
    if day is None or day.precision != "day" or clock is None:
        return day
    return _at(day, clock)


def parse_local_day(text: object) -> Stamp | None:
    """What the field states, but as a day where the clock of Greenwich shows another day than the source does.

    A reader of the page is told that day, and "on Thursday" in its text is meant from there.
    """
    stamp = parse_moment(text)
    day = parse_day(text) if isinstance(text, str) else None
    return day if stamp and day and day.precision == "day" and stamp.moment.date() != day.moment.date() else stamp


def make_stamp(moment: datetime, precision: str = "second") -> Stamp | None:
    """The stamp of a moment; None where no calendar of a newspaper can hold it."""
    try:
        moment = moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return Stamp(moment, precision) if moment.year >= _FIRST_YEAR else None


def _parts(found: re.Match[str]) -> tuple[int, int, int] | None:
    for kind in "abc":
        if found[f"year{kind}"]:
            return int(found[f"year{kind}"]), _month_number(found[f"month{kind}"]), int(found[f"day{kind}"])
    first, second, year = int(found["firstd"]), int(found["secondd"]), int(found["yeard"])
    year += 2000 if year < 100 else 0
    if found["sepd"] == "." or first > 12:
        return year, second, first
    return (year, first, second) if second > 12 or first == second else None


def _month_number(name: str) -> int:
    if name.isdecimal():
        return int(name)
    return next(number for month, number in _MONTHS.items() if month.startswith(name.lower().rstrip(".")[:3]))


def _stamp(year: int, month: int, day: int | None) -> Stamp | None:
    try:
        return Stamp(datetime(year, month, day or 1, tzinfo=UTC), "day" if day else "month")
    except ValueError:
        return None


def _iso_moment(iso: re.Match[str]) -> Stamp | None:
    year, month, day, hour, minute, second, zone = iso.groups()
    stamp = _stamp(int(year), int(month), int(day) if day else None)
    if stamp is None or hour is None or not zone:
        return stamp if stamp and stamp.moment.year >= _FIRST_YEAR else None
    return _shifted(stamp, int(hour), int(minute), int(second or 0), _zone_minutes(zone))


def _at(day: Stamp, clock: re.Match[str]) -> Stamp | None:
    hour, minute, second, half = int(clock[1]), int(clock[2]), int(clock[3] or 0), (clock[4] or "").lower()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    zone = _zone_minutes(clock["zone"]) if clock["zone"] else None
    return day if zone is None else _shifted(day, hour, minute, second, zone)


def _shifted(day: Stamp, hour: int, minute: int, second: int, zone: int | None) -> Stamp | None:
    """The moment on that day; None where the clock or the zone cannot be."""
    if zone is None or abs(zone) >= 24 * 60:
        return None
    try:
        local = day.moment.replace(
            hour=hour, minute=minute, second=min(second, 59), tzinfo=timezone(timedelta(minutes=zone))
        )
    except ValueError:
        return None
    return make_stamp(local)


def _zone_minutes(zone: str) -> int | None:
    known = _ZONES.get(zone.lower())
    if known is not None:
        return known
    if zone[0] not in "+-":
        return None
    digits = zone[1:].replace(":", "")
    hours, minutes = int(digits[:2]), int(digits[2:])
    if minutes > 59:
        return 24 * 60
    return (-1 if zone[0] == "-" else 1) * (hours * 60 + minutes)
