"""Dates that keep their precision: a day, a month, a year or a range as the days it covers."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import Literal

import msgspec

from communique.errors import DateError

Precision = Literal["day", "week", "month", "quarter", "year", "range", "unknown"]
Basis = Literal["explicit", "relative", "document"]


class When(msgspec.Struct, frozen=True, kw_only=True):
    """The closed interval of days that a date phrase covers, with how it is known.

    `start` or `end` is None where the phrase leaves that side open ("since May"); both are None
    where nothing is known. `end` is inclusive.

    Raises:
        DateError: If the interval ends before it starts.
    """

    start: date | None = None
    end: date | None = None
    precision: Precision = "unknown"
    basis: Basis = "document"

    def __post_init__(self) -> None:
        if self.start and self.end and self.end < self.start:
            raise DateError(f"an interval from {self.start} cannot end on {self.end}")

    @classmethod
    def on(cls, day: date, *, basis: Basis = "explicit") -> When:
        """The one day `day`."""
        return cls(start=day, end=day, precision="day", basis=basis)

    @classmethod
    def week(cls, day: date, *, basis: Basis = "relative") -> When:
        """The week of `day`, Monday to Sunday."""
        monday = monday_of(day)
        return cls(start=monday, end=later(monday, 6), precision="week", basis=basis)

    @classmethod
    def month(cls, year: int, month: int, *, basis: Basis = "explicit") -> When:
        """A month of the calendar.

        Raises:
            DateError: If there is no such month.
        """
        first = _day(year, month, 1)
        return cls(start=first, end=month_end(first), precision="month", basis=basis)

    @classmethod
    def quarter(cls, year: int, quarter: int, *, basis: Basis = "explicit") -> When:
        """A quarter of the calendar year, 1 to 4.

        Raises:
            DateError: If there is no such quarter.
        """
        first = _day(year, 3 * quarter - 2, 1)
        last = month_end(_day(year, 3 * quarter, 1))
        return cls(start=first, end=last, precision="quarter", basis=basis)

    @classmethod
    def year(cls, year: int, *, basis: Basis = "explicit") -> When:
        """A year of the calendar.

        Raises:
            DateError: If the year is not one of the calendar (1 to 9999).
        """
        first, last = _day(year, 1, 1), _day(year, 12, 31)
        return cls(start=first, end=last, precision="year", basis=basis)

    @classmethod
    def range(cls, start: date | None, end: date | None, *, basis: Basis = "explicit") -> When:
        """The days from `start` to `end`, both included; None leaves a side open."""
        return cls(start=start, end=end, precision="range", basis=basis)

    def may_overlap(self, other: When) -> bool:
        """Whether some day lies in both; an open or unknown side excludes nothing."""
        starts_late = self.start and other.end and self.start > other.end
        ends_early = self.end and other.start and self.end < other.start
        return not (starts_late or ends_early)


def later(day: date, days: int) -> date:
    """The day `days` after `day` (before it, if negative).

    Raises:
        DateError: If that lies outside the calendar (years 1 to 9999).
    """
    try:
        return day + timedelta(days=days)
    except OverflowError as error:
        raise DateError(f"{days} days from {day} is outside the calendar") from error


def months_later(day: date, months: int) -> date:
    """The same day of the month `months` later, or that month's last day if it has none such.

    Raises:
        DateError: If that lies outside the calendar (years 1 to 9999).
    """
    index = day.year * 12 + day.month - 1 + months
    first = _day(index // 12, index % 12 + 1, 1)
    return first.replace(day=min(day.day, month_end(first).day))


def month_end(day: date) -> date:
    """The last day of the month of `day`."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def monday_of(day: date) -> date:
    """The Monday of the week of `day`."""
    return later(day, -day.weekday())


def weekday_until(day: date, weekday: int) -> date:
    """The last day up to and including `day` that is `weekday` (Monday is 1, Sunday 7)."""
    return later(day, -((day.isoweekday() - weekday) % 7))


def weekday_from(day: date, weekday: int) -> date:
    """The first day from `day` on, itself included, that is `weekday` (Monday is 1)."""
    return later(day, (weekday - day.isoweekday()) % 7)


def nth_weekday(year: int, month: int, *, weekday: int, nth: int) -> date:
    """The `nth` weekday of a month; counted from its end where `nth` is negative.

    Raises:
        DateError: If there is no such month.
    """
    first = _day(year, month, 1)
    if nth > 0:
        return later(weekday_from(first, weekday), 7 * (nth - 1))
    return later(weekday_until(month_end(first), weekday), 7 * (nth + 1))


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar.

    Source: the anonymous rule of 1876 ("Meeus/Jones/Butcher"), good for every year from 1583.
    """
    century, rest = divmod(year, 100)
    moon = (19 * (year % 19) + century - century // 4 - (8 * century + 13) // 25 + 15) % 30
    moon -= (year % 19 + 11 * moon) // 319
    weekday = (2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4 + 32) % 7
    month = (moon + weekday + 90) // 25
    return date(year, month, (moon + weekday + month + 19) % 32)


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise DateError(f"there is no day {year}-{month}-{day}") from error
