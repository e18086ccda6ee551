"""Moments as the library's tables hold them: whole microseconds since 1970, so that they sort and compare."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


def micros(moment: datetime) -> int:
    """A moment as a number; one without a zone is taken for UTC."""
    zoned = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return (zoned - EPOCH) // MICROSECOND


def moment(number: int | None) -> datetime | None:
    """A number as a moment in UTC; raises TypeError, ValueError or OverflowError where it is none."""
    return None if number is None else EPOCH + MICROSECOND * number
