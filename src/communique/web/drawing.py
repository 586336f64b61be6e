"""Timelines as plain shapes, which the templates write as SVG."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from communique.account import Entry
from communique.dates import When
from communique.query import say_when
from communique.query.build import what

WIDTH = 1000.0
LANES = {
    "agreement": "Agreements",
    "designation": "Titles",
    "contact": "Contacts",
    "cooperation": "Cooperation",
    "conflict": "Conflict",
}
_ROW, _DOT, _GAP = 13.0, 8.0, 2.0  # height of a row, width of a day, room between marks
_HEAD, _FOOT = 14.0, 10.0  # room of a lane above and under its rows
_MOST_ROWS = 7  # a lane that needs more shows columns of counts instead
_BIN = 10.0  # width of a column
_COLUMN = 66.0  # height of the highest column
_STUB = 26.0  # width of a side without a bound
_TICK = 40.0  # room of the last name on the axis
_LETTER = 6.2  # width of a letter of a label
_LABEL = 34  # letters of a label


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """An entry in a lane. A range is as wide as its days; `open_*` says that it has no bound."""

    id: str
    x: float
    y: float
    width: float
    title: str
    ranged: bool
    hollow: bool = False
    open_left: bool = False
    open_right: bool = False
    steps: tuple[tuple[float, str, str], ...] = ()
    label: str = ""
    label_x: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """How many entries of a lane lie in a stretch of days."""

    x: float
    height: float
    count: int
    since: date
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """A lane: marks in rows, or columns of counts; `left_out` found no room."""

    name: str
    label: str
    y: float
    height: float
    total: int
    marks: tuple[Mark, ...] = ()
    columns: tuple[Column, ...] = ()
    left_out: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Lanes over one axis of days."""

    since: date
    until: date
    height: float
    lanes: tuple[Lane, ...]
    ticks: tuple[tuple[float, str], ...]
    earlier: int
    width: float = WIDTH


@dataclass(frozen=True, slots=True)
class _Axis:
    since: date
    until: date

    def x(self, day: date) -> float:
        return self._at((day - self.since).days)

    def _at(self, days: int) -> float:
        return round(WIDTH * days / ((self.until - self.since).days + 1), 1)

    def span(self, when: When) -> tuple[float, float]:
        """From where to where the days of a date lie, cut at the ends of the axis.

        A side without a bound gets a stub: how far it goes is not known.
        """
        start, end = when.start or when.end or self.since, when.end or when.start or self.until
        left = self.x(max(self.since, min(start, self.until)))
        right = self._at((max(self.since, min(end, self.until)) - self.since).days + 1)
        if when.start is None:
            left = max(0.0, left - _STUB)
        if when.end is None:
            right = min(WIDTH, right + _STUB)
        return left, right


@dataclass(slots=True)
class _Rows:
    """Packs stretches into rows so that none overlap."""

    most: int
    ends: list[float] = field(default_factory=list)

    def place(self, left: float, right: float) -> int | None:
        for row, end in enumerate(self.ends):
            if left >= end + _GAP:
                self.ends[row] = right
                return row
        if len(self.ends) < self.most:
            self.ends.append(right)
            return len(self.ends) - 1
        return None


def draw_timeline(
    entries: Sequence[Entry],
    lane_of: Callable[[Entry], str],
    *,
    since: date | None = None,
    until: date | None = None,
) -> Timeline | None:
    """Entries in their lanes, in the order of time; None if none of them has a date."""
    bounds = _bounds(entries, since, until)
    if bounds is None:
        return None
    axis = _Axis(*bounds)
    dated = [e for e in entries if e.when.start or e.when.end or any(_dated(e))]
    inside = [e for e in dated if _last_day(e) >= axis.since]
    lanes: list[Lane] = []
    y = 0.0
    for name, label in LANES.items():
        members = [entry for entry in inside if lane_of(entry) == name]
        if members:
            draw = _agreements if name == "agreement" else _lane
            lanes.append(draw(name, label, members, axis, y))
            y += lanes[-1].height
    return Timeline(
        since=axis.since,
        until=axis.until,
        height=y,
        lanes=tuple(lanes),
        ticks=tuple(tick for tick in _ticks(axis) if tick[0] < WIDTH - _TICK),
        earlier=len(dated) - len(inside),
    )


def _dated(entry: Entry) -> list[date]:
    return [day for step in entry.steps for day in (step.when.start, step.when.end) if day]


def _last_day(entry: Entry) -> date:
    days = [day for day in (entry.when.end, entry.when.start, *_dated(entry)) if day]
    return max(days) if entry.when.end else date.max


def _bounds(
    entries: Sequence[Entry], since: date | None, until: date | None
) -> tuple[date, date] | None:
    """The days of the axis: those asked for, else those of what is news in its report."""
    told = [entry for entry in entries if not entry.background] or list(entries)
    days = [day for entry in told for day in (entry.when.start, entry.when.end) if day]
    if not days:
        return None
    first, last = since or min(days), until or max(days)
    if first > last:
        return None
    room = max(1, (last - first).days // 60)
    early = first if since or first.year < 2 else first - timedelta(days=room)
    late = last if until or last.year > 9998 else last + timedelta(days=room)
    return early, late


def _lane(name: str, label: str, entries: Sequence[Entry], axis: _Axis, y: float) -> Lane:
    """Marks in rows where there is room, else columns of what has a day and rows of ranges."""
    top = y + _HEAD
    columns: tuple[Column, ...] = ()
    marks, left_out = _pack(entries, axis, top, _MOST_ROWS)
    if left_out:
        columns = _columns([e for e in entries if _width(e, axis) <= _BIN], axis)
        top += _COLUMN + 6
        marks, left_out = _pack([e for e in entries if _width(e, axis) > _BIN], axis, top, 3)
    rows = 1 + max((round((mark.y - top) / _ROW) for mark in marks), default=-1)
    return Lane(
        name=name,
        label=label,
        y=y,
        height=top - y + rows * _ROW + _FOOT,
        total=len(entries),
        marks=tuple(marks),
        columns=columns,
        left_out=left_out,
    )


def _width(entry: Entry, axis: _Axis) -> float:
    left, right = axis.span(entry.when)
    return right - left


def _pack(entries: Sequence[Entry], axis: _Axis, top: float, most: int) -> tuple[list[Mark], int]:
    """Marks in at most so many rows, and how many found no room."""
    rows, marks = _Rows(most), []
    for entry in entries:
        left, right = axis.span(entry.when)
        right = max(right, left + _DOT)
        row = rows.place(left, right)
        if row is not None:
            marks.append(
                Mark(
                    id=entry.id,
                    x=min(left, WIDTH - _DOT),
                    y=top + row * _ROW,
                    width=round(right - left, 1),
                    title=_title(entry),
                    ranged=entry.when.precision != "day",
                    hollow=entry.kind == "contact" or entry.status == "alleged",
                    open_left=entry.when.start is None,
                    open_right=entry.when.end is None,
                )
            )
    return marks, len(entries) - len(marks)


def _columns(entries: Sequence[Entry], axis: _Axis) -> tuple[Column, ...]:
    last = int(WIDTH / _BIN) - 1
    counts = Counter(min(last, int(axis.span(entry.when)[0] / _BIN)) for entry in entries)
    most = max(counts.values(), default=1)
    days = (axis.until - axis.since).days + 1
    found = []
    for number, count in sorted(counts.items()):
        first = axis.since + timedelta(days=int(number * _BIN * days / WIDTH))
        until = axis.since + timedelta(days=int((number + 1) * _BIN * days / WIDTH))
        found.append(
            Column(
                x=number * _BIN,
                height=round(max(3.0, _COLUMN * count / most), 1),
                count=count,
                since=first,
                until=min(until, axis.until),
            )
        )
    return tuple(found)


def _agreements(name: str, label: str, entries: Sequence[Entry], axis: _Axis, y: float) -> Lane:
    """A line each with its steps and its name; of many only those that most reports tell of."""
    rows = _Rows(_MOST_ROWS)
    ordered = sorted(entries, key=lambda entry: (-entry.reports, entry.id))
    marks = [mark for entry in ordered if (mark := _agreement(entry, axis, rows, y + _HEAD))]
    return Lane(
        name=name,
        label=label,
        y=y,
        height=_HEAD + len(rows.ends) * (_ROW + 3) + _FOOT,
        total=len(entries),
        marks=tuple(marks),
        left_out=len(entries) - len(marks),
    )


def _agreement(entry: Entry, axis: _Axis, rows: _Rows, top: float) -> Mark | None:
    """An agreement in the first row with room for it and its name; None if none has."""
    steps = tuple(
        (axis.span(step.when)[0], step.status, f"{step.status} {say_when(step.when)}")
        for step in entry.steps
        if step.when.precision != "unknown"
    )
    left, right = axis.span(entry.when)
    left = min([left, *(x for x, _, _ in steps)])
    right = max([right, left + _DOT, *(x + _DOT for x, _, _ in steps)])
    said = entry.acronym or entry.name or entry.type
    said = said if len(said) <= _LABEL else said[: _LABEL - 1].rstrip() + "…"
    room = len(said) * _LETTER + 8
    before = right + room > WIDTH
    row = rows.place(left - room if before else left, right if before else right + room)
    if row is None:
        return None
    return Mark(
        id=entry.id,
        x=left,
        y=top + row * (_ROW + 3),
        width=round(right - left, 1),
        title=_title(entry),
        ranged=entry.when.precision != "day",
        open_left=entry.when.start is None,
        open_right=entry.when.end is None,
        steps=steps,
        label=said,
        label_x=max(0.0, left - room + 4) if before else right + 4,
    )


def _title(entry: Entry) -> str:
    told = "1 report" if entry.reports == 1 else f"{entry.reports} reports"
    return f"{say_when(entry.when)} · {what(entry)} · {told}"


def _ticks(axis: _Axis) -> Iterable[tuple[float, str]]:
    """Places and names of years, months or days, about ten of them."""
    days = (axis.until - axis.since).days + 1
    if days > 3 * 365:
        step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 1000, 10_000) if days / 365 / s <= 12)
        for year in range(axis.since.year, axis.until.year + 1):
            if year % step == 0 and date(year, 1, 1) >= axis.since:
                yield axis.x(date(year, 1, 1)), str(year)
        return
    if days > 60:
        step = max(1, round(days / 30 / 10))
        for number in range(axis.since.year * 12 + axis.since.month, 120_000, step):
            day = date(number // 12, number % 12 + 1, 1)
            if day > axis.until:
                return
            yield axis.x(day), day.isoformat()[:7]
    step = max(1, days // 8)
    for number in range(0, days if days <= 60 else 0, step):
        day = axis.since + timedelta(days=number)
        yield axis.x(day), day.isoformat()
