"""Moments as a person reads them, in the reader's own time zone, no more precise than they are stated."""

from __future__ import annotations

from datetime import datetime

from newsreader.model.document import Stamp

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def short_date(stamp: Stamp | None) -> str:
    """Day and month, or the year where it is another year's or no more is stated; empty where nothing is."""
    if stamp is None:
        return ""
    moment = _local(stamp)
    if stamp.precision == "year":
        return str(moment.year)
    if stamp.precision == "month":
        return f"{_MONTHS[moment.month - 1]} {moment.year}"
    if moment.year != datetime.now().astimezone().year:
        return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year % 100:02}"
    return f"{moment.day} {_MONTHS[moment.month - 1]}"


def long_date(stamp: Stamp | None) -> str:
    """Day, month, year, and the time of day where that is stated; empty where nothing is."""
    if stamp is None:
        return ""
    moment = _local(stamp)
    month = _MONTHS[moment.month - 1]
    if stamp.precision == "year":
        return str(moment.year)
    if stamp.precision == "month":
        return f"{month} {moment.year}"
    day = f"{moment.day} {month} {moment.year}"
    return day if stamp.precision == "day" else f"{day}, {moment:%H:%M}"


def moment(when: datetime) -> str:
    """A moment to the minute."""
    return long_date(Stamp(when))


def _local(stamp: Stamp) -> datetime:
    """In the reader's zone where a time of day is stated; a mere day is the same day everywhere."""
    return stamp.moment.astimezone() if stamp.precision == "second" else stamp.moment
