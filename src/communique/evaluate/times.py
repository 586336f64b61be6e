"""Time expressions as TIMEX3 has them: found in reports, and scored against gold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from communique.errors import SourceError
from communique.evaluate.forms import Form
from communique.extract.times import TimeFinder
from communique.records import Report
from communique.textprep import shadow

PLACES = 4


class TimeForm(Form, frozen=True, kw_only=True):
    """Words that tell a time, with TIMEX3's type and value (None where it cannot be known)."""

    start: int
    end: int
    quote: str = ""
    type: str | None = None
    value: str | None = None


class DocOfTimes(Form, frozen=True, kw_only=True):
    """The report that the times stand in."""

    id: str
    date: date | None = None
    text: str = ""


class TimesOf(Form, frozen=True, kw_only=True):
    """One report with its time expressions, in the order of the text."""

    doc: DocOfTimes
    times: tuple[TimeForm, ...] = ()


def find_times(reports: Iterable[Report]) -> Iterator[TimesOf]:
    """Yield the time expressions of each report, as the coder's dates are read; needs no parser."""
    find = TimeFinder()
    for report in reports:
        yield TimesOf(
            doc=DocOfTimes(id=report.id, date=report.date, text=report.text),
            times=tuple(
                TimeForm(
                    start=found.start,
                    end=found.end,
                    quote=report.text[found.start : found.end],
                    type=found.type,
                    value=found.value,
                )
                for found in find(shadow(report.text), report.date)
            ),
        )


def times_to_json(times: TimesOf) -> bytes:
    """One line of UTF-8 JSON, without the line break."""
    return msgspec.json.encode(times)


def table_lines(times: TimesOf) -> Iterator[str]:
    """Yield lines for a terminal: the report, then a line an expression."""
    yield f"{times.doc.id}  {times.doc.date or 'no date'}"
    for time in times.times:
        words = " ".join(time.quote.split())
        yield f"  {time.start:6}  {time.type or '?':8}  {time.value or '?':16}  {words}"


def read_times(path: str | Path) -> dict[str, TimesOf]:
    """The reports with their times of a file of JSON Lines, by id.

    Raises:
        SourceError: If the file cannot be read or a line is of another form.
    """
    times: dict[str, TimesOf] = {}
    try:
        text = Path(path).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{path}: cannot be read ({error}); name a file of times") from error
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                one = msgspec.json.decode(line, type=TimesOf)
            except msgspec.DecodeError as error:
                raise SourceError(
                    f"{path}:{number}: {error}; see docs/reference/scores.md"
                ) from error
            times[one.doc.id] = one
    return times


def score_times(gold: Mapping[str, TimesOf], found: Mapping[str, TimesOf]) -> dict[str, Any]:
    """How well times are found, as TempEval-3 counts it: F1 of extents and of values.

    An expression is found if it shares a letter with the gold's (relaxed); strict asks for the
    same extent, value for the same value besides the relaxed match.
    """
    wanted = told = relaxed = strict = value = 0
    for key, one in gold.items():
        rest = list(found[key].times) if key in found else []
        wanted += len(one.times)
        told += len(rest)
        for time in one.times:
            near = [other for other in rest if other.start < time.end and time.start < other.end]
            best = max(near, key=_fit(time), default=None)
            if best is None:
                continue
            rest.remove(best)
            relaxed += 1
            strict += (best.start, best.end) == (time.start, time.end)
            value += best.value == time.value
    both = wanted + told
    shares = {"relaxed_f1": relaxed, "strict_f1": strict, "value_f1": value}
    rounded = {name: round(2 * hit / both, PLACES) if both else 0.0 for name, hit in shares.items()}
    return {"gold": wanted, "found": told} | rounded


def _fit(time: TimeForm) -> Callable[[TimeForm], tuple[bool, bool]]:
    """How well an expression fits `time`: first by its extent, then by its value."""
    return lambda other: (
        (other.start, other.end) == (time.start, time.end),
        other.value == time.value,
    )
