"""Counts of entries, kept beside them: by type and party, of pairs, of persons, by period."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from communique.account import Entry
from communique.store.filing import sort_day

#: Of whom `person_counts` tells: persons by name, and those whose tenures the gazetteer knows.
PERSONS = ("person:", "tenure:")
#: What isn't counted among happenings of a period.
ALLEGED = "alleged"
Settled = tuple[Entry, str]
Names = tuple[str, ...]

_LAST_SHARED = """
SELECT a.sort_day FROM entry_parties AS a WHERE a.code = ? AND a.kind = ?
AND EXISTS (SELECT 1 FROM entry_parties AS b WHERE b.entry = a.entry AND b.code = ?)
ORDER BY a.sort_day DESC LIMIT 1
"""
_ENDS = "SELECT min(sort_day), max(sort_day) FROM entry_parties WHERE who = ? AND code = ?"


@dataclass
class _Change:
    """By how much a count changes, and the days of the entries that came and went."""

    number: int = 0
    came: list[str] = field(default_factory=list)
    went: list[str] = field(default_factory=list)

    @property
    def is_none(self) -> bool:
        """Whether nothing changes."""
        return not self.number and sorted(self.came) == sorted(self.went)


class CountTables:
    """The tables `entry_counts`, `ties`, `person_counts` and `happening_counts`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def change(self, went: Sequence[Settled], came: Sequence[Settled]) -> None:
        """Count entries that came, and no longer those that went; each with its day of settling.

        To be called when the tables of entries are changed already.
        """
        self._change("entry_counts", ("kind", "type", "code"), _changes(went, came, _kinds))
        self._change("happening_counts", ("period", "settled_on"), _changes(went, came, _periods))
        pairs = _changes(went, came, _pairs)
        self._change("ties", ("code", "other", "kind"), pairs, self._ties)
        people = _changes(went, came, _people)
        self._change("person_counts", ("code", "who"), people, self._persons)

    def _change(
        self,
        table: str,
        columns: Names,
        changes: dict[Names, _Change],
        days: Callable[[Names, _Change], dict[str, str]] | None = None,
    ) -> None:
        """Write new numbers, and what `days` says of the columns that hold days."""
        number = "happenings" if table == "happening_counts" else "entries"
        where = " AND ".join(f"{column} = ?" for column in columns)
        for key, change in sorted(changes.items()):
            if change.is_none:
                continue
            row = self._connection.execute(
                f"SELECT {number} FROM {table} WHERE {where}", key
            ).fetchone()
            total = (row[0] if row else 0) + change.number
            if total <= 0:
                self._connection.execute(f"DELETE FROM {table} WHERE {where}", key)
                continue
            values = {number: total, **(days(key, change) if days else {})}
            if row is None:
                names = ", ".join([*columns, *values])
                marks = ", ".join("?" * (len(columns) + len(values)))
                query = f"INSERT INTO {table} ({names}) VALUES ({marks})"
                self._connection.execute(query, (*key, *values.values()))
            else:
                sets = ", ".join(f"{name} = ?" for name in values)
                query = f"UPDATE {table} SET {sets} WHERE {where}"
                self._connection.execute(query, (*values.values(), *key))

    def _ties(self, key: Names, change: _Change) -> dict[str, str]:
        """The last day of a pair: looked up only if the entry of that day went."""
        code, other, kind = key
        row = self._connection.execute(
            "SELECT latest FROM ties WHERE code = ? AND other = ? AND kind = ?", key
        ).fetchone()
        latest = max([*change.came, *(row or ())], default="")
        if latest in change.went and latest not in change.came:
            [latest] = self._connection.execute(_LAST_SHARED, (code, kind, other)).fetchone()
        return {"latest": latest}

    def _persons(self, key: Names, change: _Change) -> dict[str, str]:
        """The first and last day of a person: looked up only if the entry of such a day went."""
        row = self._connection.execute(
            "SELECT earliest, latest FROM person_counts WHERE code = ? AND who = ?", key
        ).fetchone()
        known = [*change.came, *(row or ())]
        ends = (min(known, default=""), max(known, default=""))
        if any(day in change.went and day not in change.came for day in ends):
            code, who = key
            ends = self._connection.execute(_ENDS, (who, code)).fetchone()
        return {"earliest": ends[0], "latest": ends[1]}


def _changes(
    went: Iterable[Settled], came: Iterable[Settled], keys: Callable[[Entry, str], Iterator[Names]]
) -> dict[Names, _Change]:
    found: dict[Names, _Change] = defaultdict(_Change)
    for entry, settled in went:
        for key in keys(entry, settled):
            found[key].number -= 1
            found[key].went.append(sort_day(entry))
    for entry, settled in came:
        for key in keys(entry, settled):
            found[key].number += 1
            found[key].came.append(sort_day(entry))
    return found


def codes_of(entry: Entry) -> list[str]:
    """The countries and bodies among the parties, each once."""
    return sorted({party.code for party in entry.parties if party.code})


def _kinds(entry: Entry, _: str) -> Iterator[Names]:
    yield entry.kind, entry.type, ""
    yield entry.kind, "", ""
    for code in codes_of(entry):
        yield entry.kind, entry.type, code
        yield entry.kind, "", code
        yield "", "", code


def _pairs(entry: Entry, _: str) -> Iterator[Names]:
    codes = codes_of(entry)
    for code in codes:
        for other in codes:
            if code != other:
                yield code, other, entry.kind


def _people(entry: Entry, _: str) -> Iterator[Names]:
    named = Counter((p.code, p.who) for p in entry.parties if p.code and p.who)
    for code, who in sorted(named):
        if who.startswith(PERSONS):
            yield code, who


def _periods(entry: Entry, settled: str) -> Iterator[Names]:
    start, end = entry.when.start, entry.when.end
    if entry.kind != "happening" or entry.status == ALLEGED or start is None or end is None:
        return
    for length in (len("2021"), len("2021-01")):
        period = start.isoformat()[:length]
        if end.isoformat()[:length] == period:
            yield period, settled
