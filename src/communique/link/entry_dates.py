"""The date of an entry: the most precise that its items agree on, and where they don't."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from communique.account import Conflict, Item
from communique.dates import When

_BASIS = {"explicit": 0, "relative": 1, "document": 2}


def best_date(items: Sequence[Item], origin: Mapping[str, str], slack: int) -> When:
    """The date that most origins allow; of several the most precise, then the best founded.

    A report with a vaguer date allows the precise one that lies in it, and so refines nothing
    away; a later, more precise report refines the date.
    """
    dates = list(dict.fromkeys(item.when for item in items))

    def rank(when: When) -> tuple[int, int, int, int, str]:
        allowing = {origin[i.key.report] for i in items if allows(i.when, when, slack)}
        saying = {origin[i.key.report] for i in items if same(i.when, when)}
        day = when.start or when.end
        return (
            0 if bounded(when) else 1,
            -len(allowing) if bounded(when) else 0,
            width(when),
            _BASIS[when.basis] * 1000 - len(saying),
            day.isoformat() if day else "",
        )

    return min(dates, key=rank)


def date_conflict(
    field: str, items: Sequence[Item], origin: Mapping[str, str]
) -> Iterator[Conflict]:
    """Yield the conflict of dates that exclude each other, the best attested first.

    A date that is only the report's own is no reading: it contradicts none that a report states.
    """
    told: dict[tuple[str, str], set[str]] = defaultdict(set)
    spans: dict[tuple[str, str], When] = {}
    for item in items:
        if bounded(item.when) and item.when.basis != "document":
            key = (str(item.when.start), str(item.when.end))
            told[key].add(item.key.report)
            spans.setdefault(key, item.when)
    clashing = [
        key
        for key, when in spans.items()
        if any(not when.may_overlap(other) for other in spans.values())
    ]
    if clashing:
        ordered = sorted(clashing, key=lambda k: (-len({origin[r] for r in told[k]}), k))
        values = tuple((_text(k), tuple(sorted(told[k]))) for k in ordered)
        yield Conflict(field=field, values=values)


def bounded(when: When) -> bool:
    """Whether both sides are known."""
    return when.start is not None and when.end is not None


def width(when: When) -> int:
    """Days covered; many for what is open."""
    return (when.end - when.start).days if when.start and when.end else 10**6


def allows(told: When, other: When, slack: int) -> bool:
    """Whether who tells the one date may mean the other.

    A report's own day may be `slack` days too late.
    """
    if told.basis == "document" and told.end and other.end and other.end < told.end:
        return (told.end - other.end).days <= slack or told.may_overlap(other)
    return told.may_overlap(other)


def same(a: When, b: When) -> bool:
    """Whether two dates cover the same days."""
    return a.start == b.start and a.end == b.end


def _text(key: tuple[str, str]) -> str:
    start, end = key
    return start if start == end else f"{start} to {end}"
