"""Reading the tenure tables for the tests, and reckoning with their dates."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from importlib.resources import files
from itertools import combinations

FOLDER = files("communique") / "vocab" / "data" / "gazetteer"

Row = dict[str, str]


def read(name: str) -> list[Row]:
    """The rows of a file of the gazetteer."""
    return list(csv.DictReader((FOLDER / name).read_text(encoding="utf-8").splitlines()))


def tenures(*tables: str) -> list[Row]:
    """The rows of tenure tables, by region."""
    return [row for table in tables for row in read(f"tenures_{table}.csv")]


def earliest(day: str) -> date:
    """The first day that a date of day, month or year may mean."""
    return date.fromisoformat(day + "-01-01"[len(day) - 4 :] if len(day) < 10 else day)


def latest(day: str) -> date:
    """The last day that a date of day, month or year may mean; nothing is still to come."""
    if not day:
        return date.max
    if len(day) == 4:
        return date(int(day), 12, 31)
    first = earliest(day)
    if len(day) == 10:
        return first
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def holders(rows: Iterable[Row], country: str, office: str, day: str) -> set[str]:
    """Who may have held an office on a day."""
    when = date.fromisoformat(day)
    return {
        row["person"]
        for row in rows
        if (row["country"], row["office"]) == (country, office)
        and earliest(row["start"]) <= when <= latest(row["end"])
    }


def by_office(rows: Iterable[Row]) -> dict[tuple[str, str], list[Row]]:
    """The tenures of each office of each country, by their start."""
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: earliest(row["start"])):
        found[row["country"], row["office"]].append(row)
    return found


def unexplained(
    rows: Iterable[Row], handover: timedelta, shared: frozenset[str] = frozenset()
) -> Iterator[tuple[str, ...]]:
    """Tenures of one office that overlap by more than a handover, however read, without a note."""
    for (country, office), held in by_office(rows).items():
        for one, two in combinations(held, 2):
            start = max(latest(one["start"]), latest(two["start"]))
            ends = [earliest(row["end"]) if row["end"] else date.max for row in (one, two)]
            long = min(ends) > start and min(ends) - start > handover
            if long and office not in shared and not (one["note"] or two["note"]):
                yield one["person"], two["person"], country, office


def aliases(rows: Iterable[Row], person: str) -> set[str]:
    """The other names of a person."""
    return {a for row in rows if row["person"] == person for a in row["aliases"].split("|")}
