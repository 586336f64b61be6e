"""Figures and places of an entry: what is told, what grows, and what can't all be right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from communique.account import Conflict, Item
from communique.link.wording import fold
from communique.records import Magnitude

TOLLS = ("dead", "injured", "arrested")
#: Figures that do not grow: two of them are two readings.
FIXED = ("size", "amount")


def figures_of(items: Sequence[Item]) -> Magnitude | None:
    """The figures of an entry: of a toll the latest report's, of a size or sum the first told."""
    told = [item for item in items if item.magnitude is not None]
    if not told:
        return None
    latest = sorted(told, key=lambda i: (i.reported or i.known, i.key), reverse=True)
    first = next(i.magnitude for i in told)
    assert first is not None  # `told` holds those with figures
    values = {field: _first(latest, field) for field in TOLLS}
    fixed = {field: _first(told, field) for field in (*FIXED, "unit", "text")}
    return msgspec.structs.replace(first, **values, **fixed)


def _first(items: Sequence[Item], field: str) -> object:
    values = (getattr(item.magnitude, field) for item in items)
    return next((value for value in values if value is not None), None)


def readings_of(items: Sequence[Item]) -> Iterator[Conflict]:
    """Yield tolls that grow from report to report: all may be right, each on its day."""
    for field in TOLLS:
        told = _told(items, field)
        if len({value for _, value, _ in told}) > 1 and grows(told):
            yield _as_conflict(field, told)


def conflicts_of(items: Sequence[Item]) -> Iterator[Conflict]:
    """Yield tolls that do not grow in order, differing sizes and sums, and differing places."""
    for field in TOLLS:
        told = _told(items, field)
        if len({value for _, value, _ in told}) > 1 and not grows(told):
            yield _as_conflict(field, told)
    for field in FIXED:
        told = _told(items, field)
        if len({value for _, value, _ in told}) > 1:
            yield _as_conflict(field, told)
    yield from _places(items)


def grows(told: Sequence[tuple[str, float, str]]) -> bool:
    """Whether no later day's figure is lower and none differs on its day."""
    by_day: dict[str, set[float]] = defaultdict(set)
    for day, value, _ in told:
        by_day[day].add(value)
    if any(len(values) > 1 for values in by_day.values()):
        return False
    ordered = [min(by_day[day]) for day in sorted(by_day)]
    return ordered == sorted(ordered)


def _told(items: Sequence[Item], field: str) -> list[tuple[str, float, str]]:
    """Day, figure and report of all that tell a figure, by day."""
    found = {
        ((i.reported or i.known).isoformat(), getattr(i.magnitude, field), i.key.report)
        for i in items
        if i.magnitude is not None and getattr(i.magnitude, field) is not None
    }
    return sorted(found)


def _as_conflict(field: str, told: Sequence[tuple[str, float, str]]) -> Conflict:
    by_value: dict[float, set[str]] = defaultdict(set)
    for _, value, report in told:
        by_value[value].add(report)
    ordered = sorted(by_value, key=lambda value: (-len(by_value[value]), value))
    return Conflict(
        field=field,
        values=tuple(
            (f"{value:g}" if value < 1e6 else f"{value:.0f}", tuple(sorted(by_value[value])))
            for value in ordered
        ),
    )


def _places(items: Sequence[Item]) -> Iterator[Conflict]:
    by_place: dict[str, set[str]] = defaultdict(set)
    for item in items:
        if item.place:
            by_place[item.place].add(item.key.report)
    folded = {place: fold(place) for place in by_place}
    clashing = [
        place
        for place, text in folded.items()
        if any(text not in other and other not in text for other in folded.values())
    ]
    if clashing:
        ordered = sorted(clashing, key=lambda place: (-len(by_place[place]), place))
        values = tuple((place, tuple(sorted(by_place[place]))) for place in ordered)
        yield Conflict(field="place", values=values)
