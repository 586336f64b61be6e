"""On which day a layout that knows only days puts a happening."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from communique.account import Entry
from communique.dates import When

#: Told as a claim that others contest; layouts without a place for that would make it a fact.
ALLEGED = "alleged"


class Within(StrEnum):
    """The period that a happening must surely lie in to be written with a day."""

    day = "day"
    month = "month"
    year = "year"

    def holds(self, when: When) -> bool:
        """Whether both ends of a date are known and lie in one such period."""
        start, end = when.start, when.end
        if start is None or end is None:
            return False
        size = {"day": 10, "month": 7, "year": 4}[self.value]
        return start.isoformat()[:size] == end.isoformat()[:size]


@dataclass(slots=True)
class Tally:
    """What a layout had no place for, and how much was written.

    Attributes:
        happenings: Happenings that were written.
        rows: Rows that they gave.
        left_out: Happenings that were not, by the reason.
    """

    happenings: int = 0
    rows: int = 0
    left_out: dict[str, int] = field(default_factory=dict)

    def drop(self, why: str) -> None:
        """Count one that is left out."""
        self.left_out[why] = self.left_out.get(why, 0) + 1


def datable(entries: Iterable[Entry], within: Within, tally: Tally) -> Iterator[Entry]:
    """Yield the happenings that a layout of days can hold; the others are counted."""
    for entry in entries:
        if entry.status == ALLEGED:
            tally.drop("alleged")
        elif not within.holds(entry.when):
            tally.drop(f"not dated within a {within.value}")
        else:
            yield entry


def first_day(when: When) -> date:
    """The first day of a date whose ends are both known."""
    assert when.start is not None  # `datable` admits no other
    return when.start


def day_known(when: When) -> date | None:
    """A day for layouts that want one of every event: the first, else the last that it may be."""
    return when.start or when.end
