"""Dates that keep their precision: a day, a month, a year or a range as the days it covers."""

from __future__ import annotations

from datetime import date
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

    def may_overlap(self, other: When) -> bool:
        """Whether some day lies in both; an open or unknown side excludes nothing."""
        starts_late = self.start and other.end and self.start > other.end
        ends_early = self.end and other.start and self.end < other.start
        return not (starts_late or ends_early)
