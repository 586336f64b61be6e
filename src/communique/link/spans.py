"""When an item may lie: its interval closed on both sides, and how vague that is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from communique.account import Item
from communique.dates import later
from communique.vocab.linking import Limits

Scale = Literal["days", "months", "years"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days between which an item lies.

    Attributes:
        start: The first day.
        end: The last day.
        scale: How vague it is.
        bounded: Whether the report gives both sides; otherwise a window stands for the open one.
    """

    start: date
    end: date
    scale: Scale
    bounded: bool

    @property
    def days(self) -> int:
        """How many days it covers."""
        return (self.end - self.start).days + 1

    def apart(self, other: Stretch) -> int:
        """Days between the two; 0 if they overlap."""
        return max(0, (other.start - self.end).days, (self.start - other.end).days)

    def each_day(self, around: int = 0) -> Iterator[str]:
        """Yield every day, and `around` more on both sides."""
        for n in range(-around, self.days + around):
            yield later(self.start, n).isoformat()

    def each_month(self) -> Iterator[str]:
        """Yield every month."""
        first = self.start.year * 12 + self.start.month - 1
        last = self.end.year * 12 + self.end.month - 1
        for n in range(first, last + 1):
            yield f"{n // 12:04}-{n % 12 + 1:02}"

    def each_year(self) -> Iterator[str]:
        """Yield every year."""
        for n in range(self.start.year, self.end.year + 1):
            yield f"{n:04}"


def stretch(item: Item, limits: Limits) -> Stretch:
    """When an item may lie.

    An open side is closed by a window; without any bound the item lies before its report. A day
    that is only the report's own may be some days too late: reports tell of what is over.
    """
    when = item.when
    start, end = when.start, when.end
    bounded = start is not None and end is not None
    if start is None and end is None:
        end = item.reported or item.known
    if start is None:
        assert end is not None  # set above
        start = back(end, limits.window)
    elif end is None:
        end = ahead(start, limits.window)
    assert end is not None  # set above
    if bounded and start == end and when.basis == "document":
        start = back(start, limits.slack)
    days = (end - start).days + 1
    scale: Scale = (
        "days" if days <= limits.precise else "months" if days <= limits.vague else "years"
    )
    if not bounded and scale == "years" and days <= limits.window + 1:
        scale = "months"
    return Stretch(start, end, scale, bounded)


def back(day: date, days: int) -> date:
    """The day so many days before, not before the calendar begins."""
    return date.fromordinal(max(1, day.toordinal() - days))


def ahead(day: date, days: int) -> date:
    """The day so many days later, not after the calendar ends."""
    return date.fromordinal(min(date.max.toordinal(), day.toordinal() + days))
