"""The dates that files give reports: many spellings, one day, or none."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

# Outside these years a date is a mistake in the data (and arithmetic with it would overflow).
FIRST_YEAR, LAST_YEAR = 1600, 2199

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_CLOCK = r"(?:[T ,]+(?:at +)?\d{1,2}[:.]\d{2}.*)?"
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? +)?"

_FORMS = tuple(
    re.compile(rf"{_WEEKDAY}{form}{_CLOCK}\s*", re.IGNORECASE | re.ASCII)
    for form in (
        r"(?P<year>\d{4})-(?P<m>\d{1,2})-(?P<day>\d{1,2})",
        r"(?P<year>\d{4})[/.](?P<m>\d{1,2})[/.](?P<day>\d{1,2})",
        r"(?P<year>\d{4})(?P<m>\d{2})(?P<day>\d{2})(?:T(?:\d{4}|\d{6})Z?)?",
        r"(?P<year>(?:19|20)\d\d)(?P<m>\d{2})(?P<day>\d{2})(?:\d{4}|\d{6})Z?",
        r"(?P<day>\d{1,2})\.(?P<m>\d{1,2})\.(?P<year>\d{4})",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ -]+(?:of +)?{_MONTH},?[ -]+(?P<year>\d{{4}})",
        rf"{_MONTH} +(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? +(?P<year>\d{{4}})",
    )
)
_SLASHED = re.compile(rf"(\d{{1,2}})/(\d{{1,2}})/(\d{{4}}){_CLOCK}\s*", re.ASCII)
_SECONDS = re.compile(r"-?\d{9,10}(?:\.\d+)?", re.ASCII)
_MILLISECONDS = re.compile(r"\d{12,13}", re.ASCII)


def read_day(value: str | int | float) -> date | None:
    """The day that `value` names, or None if it names none.

    Read are ISO dates and times (the day as written, whatever the time zone), `20210127`,
    `27 January 2021`, `January 27, 2021`, `27.1.2021`, `Wed, 27 Jan 2021 10:00:00 GMT`, dates
    with slashes where only one order is possible, and seconds or milliseconds since 1970 (UTC).
    """
    text = str(value).strip()[:64]
    for form in _FORMS:
        if parts := form.fullmatch(text):
            found = parts.groupdict()
            month = found.get("m") or _MONTHS.index(found["month"].lower()) + 1
            day = _day(int(found["year"]), int(month), int(found["day"]))
            if day or not text.isdigit():
                return day
    if slashed := _SLASHED.fullmatch(text):
        return _unambiguous(*(int(part) for part in slashed.groups()))
    if _SECONDS.fullmatch(text):
        return _since_1970(float(text))
    if _MILLISECONDS.fullmatch(text):
        return _since_1970(int(text) / 1000)
    return None


def _day(year: int, month: int, day: int) -> date | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _unambiguous(first: int, second: int, year: int) -> date | None:
    """The day of `first/second/year` if only one of both orders is possible."""
    american, european = _day(year, first, second), _day(year, second, first)
    if american and european and american != european:
        return None
    return american or european


def _since_1970(seconds: float) -> date | None:
    try:
        moment = datetime.fromtimestamp(seconds, tz=UTC)
    except (OverflowError, ValueError, OSError):
        return None
    return _day(moment.year, moment.month, moment.day)
