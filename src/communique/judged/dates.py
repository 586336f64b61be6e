"""Days as a person writes them: a day, month, quarter, year or range, open on a side or not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec

from communique.dates import Basis, When
from communique.errors import JudgementError

_MONTH = re.compile(r"(\d{4})-(\d{2})")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])", re.IGNORECASE)
_YEAR = re.compile(r"\d{4}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_WEEK = re.compile(r"week of (\d{4}-\d{2}-\d{2})", re.IGNORECASE)
HELP = (
    "write a day (2021-01-27), week (week of 2021-01-25), month (2021-01), quarter (2021-Q1), year"
    " (2021), a range (2021-01-05..2021-02-01), one side of it (..2021-02-01), or unknown"
)


def say_days(when: When) -> str:
    """A date as `read_when` reads it."""
    start, end = when.start, when.end
    if start is None and end is None:
        return "unknown"
    if start is None or end is None:
        return f"{start or ''}..{end or ''}"
    match when.precision:
        case "day" if start == end:
            return start.isoformat()
        case "week":
            return f"week of {start}"
        case "month":
            return start.isoformat()[:7]
        case "quarter":
            return f"{start.year:04}-Q{(start.month + 2) // 3}"
        case "year":
            return f"{start.year:04}"
    return f"{start}..{end}"


def read_when(text: str, before: Any = None) -> dict[str, Any]:
    """The date that a text says, as judgements hold it.

    Args:
        text: What a person wrote.
        before: The date as it stood; what it was known by stays, unless nothing but the report's
            own date was to go by.

    Raises:
        JudgementError: If it says no date.
        DateError: If it ends before it starts.
    """
    told = before.get("basis") if isinstance(before, Mapping) else None
    basis: Basis = "relative" if told == "relative" else "explicit"
    return dict(msgspec.to_builtins(_when(text.strip(), basis)))


def _when(text: str, basis: Basis) -> When:
    if text.lower() in ("", "unknown", "?"):
        return When()
    if ".." in text:
        first, _, last = text.partition("..")
        start, end = _side(first), _side(last)
        if start is None and end is None:
            return When()
        if start is None or end is None:
            return When(start=start, end=end, precision="unknown", basis="document")
        return When.range(start, end, basis=basis)
    if _DAY.fullmatch(text):
        return When.on(_day(text), basis=basis)
    if found := _WEEK.fullmatch(text):
        return When.week(_day(found[1]), basis=basis)
    if found := _MONTH.fullmatch(text):
        return When.month(int(found[1]), int(found[2]), basis=basis)
    if found := _QUARTER.fullmatch(text):
        return When.quarter(int(found[1]), int(found[2]), basis=basis)
    if _YEAR.fullmatch(text):
        return When.year(int(text), basis=basis)
    raise JudgementError(f"{text!r} is no date; {HELP}")


def _side(text: str) -> date | None:
    return _day(text.strip()) if text.strip() else None


def _day(text: str) -> date:
    try:
        if not _DAY.fullmatch(text):
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError as error:
        raise JudgementError(f"{text!r} is no day; {HELP}") from error
