"""The account as of now: entries put in the place of those that went before."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping

from communique.account import Entry, EntryKind
from communique.store.chunks import chunks, marks
from communique.store.counting import CountTables
from communique.store.filing import entry_values, read_entry, sort_day
from communique.store.settling import all_settled_days

_COLUMNS = (
    "entry, kind, type, mode, status, name, acronym, starts, ends, precision, sort_day, known_on,"
    " reports, origins, confidence, body"
)
_HAPPENINGS = """
INSERT INTO happening_counts
SELECT substr(starts, 1, column1), settled_on, count(*)
FROM entries JOIN settled USING (entry), (VALUES (7), (4))
WHERE entries.kind = 'happening' AND coalesce(status, '') <> 'alleged'
AND substr(starts, 1, column1) = substr(ends, 1, column1) GROUP BY 1, 2
"""


class EntryTable:
    """The tables `entries`, `entry_parties` and `settled`, and the column `records.entry`; what is
    counted of entries follows them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._counts = CountTables(connection)

    def of_records(self, records: Iterable[int]) -> dict[int, str]:
        """The entries that records belong to."""
        found: dict[int, str] = {}
        for some in chunks(records):
            query = (
                "SELECT record, entry FROM records"
                f" WHERE record IN ({marks(some)}) AND entry IS NOT NULL"
            )
            found.update(self._connection.execute(query, some))
        return found

    def replace(
        self,
        entries: Mapping[str, Entry | None],
        *,
        before: Mapping[int, str | None],
        after: Mapping[int, str],
        settled: Mapping[str, str],
        stale: Iterable[str] = (),
    ) -> None:
        """Put entries in the place of those that went before.

        Args:
            entries: The entries that there are now, by id; None for one that is as it was.
            before: The entries of all records that are concerned.
            after: Their entries now; a record that isn't in it belongs to none.
            settled: By id of the entries that there are now, since when they are so.
            stale: Entries of records that are no more.
        """
        old = self._bodies({*before.values(), *entries, *stale} - {None})  # type: ignore[arg-type]
        made = {id: entry for id, entry in entries.items() if entry is not None}
        kept = entries.keys() - made.keys()
        kept |= {id for id in made.keys() & old if old[id][0] == entry_values(made[id])[-1]}
        gone, fresh = sorted(old.keys() - kept), sorted(made.keys() - kept)
        moved = sorted(id for id in kept if old[id][1] != settled[id])
        self._connection.executemany("DELETE FROM entries WHERE entry = ?", [(id,) for id in gone])
        self._insert((made[id], settled[id]) for id in fresh)
        self._settle({id: settled[id] for id in moved})
        self._counts.change(
            [(read_entry(body), day) for body, day in (old[id] for id in (*gone, *moved))],
            [*((made[id], settled[id]) for id in fresh)]
            + [(read_entry(old[id][0]), settled[id]) for id in moved],
        )
        self._connection.executemany(
            "UPDATE records SET entry = ? WHERE record = ?",
            [
                (after.get(record), record)
                for record, entry in sorted(before.items())
                if entry != after.get(record)
            ],
        )

    def settle_all(self, *, least: float) -> None:
        """Work out since when each entry is as it is now, where an older form left that open."""
        query = "DELETE FROM meta WHERE name = 'unsettled' RETURNING name"
        if self._connection.execute(query).fetchone() is None:
            return
        days = all_settled_days(self._connection, least=least)
        self._settle(days)
        self._connection.execute("DELETE FROM happening_counts")
        self._connection.execute(_HAPPENINGS)

    def _settle(self, days: Mapping[str, str]) -> None:
        self._connection.executemany(
            "UPDATE settled SET settled_on = ? WHERE entry = ?",
            [(day, id) for id, day in days.items()],
        )

    def _insert(self, entries: Iterable[tuple[Entry, str]]) -> None:
        fresh = list(entries)
        self._connection.executemany(
            f"INSERT INTO entries ({_COLUMNS}) VALUES ({','.join('?' * 16)})",
            [entry_values(entry) for entry, _ in fresh],
        )
        self._connection.executemany(
            "INSERT INTO settled (entry, kind, sort_day, known_on, settled_on)"
            " VALUES (?, ?, ?, ?, ?)",
            [(e.id, e.kind, sort_day(e), e.known.isoformat(), settled) for e, settled in fresh],
        )
        self._connection.executemany(
            "INSERT OR IGNORE INTO entry_names (kind, entry, short, name) VALUES (?, ?, ?, ?)",
            [(e.kind, e.id, *name) for e, _ in fresh for name in _names(e)],
        )
        self._connection.executemany(
            "INSERT OR IGNORE INTO entry_parties (entry, kind, sort_day, side, code, who)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            [
                (entry.id, entry.kind, sort_day(entry), p.side, p.code or "", p.who or "")
                for entry, _ in fresh
                for p in entry.parties
            ],
        )

    def get(self, id: str) -> Entry | None:
        """The entry of this id, None if there is none."""
        row = self._connection.execute("SELECT body FROM entries WHERE entry = ?", (id,)).fetchone()
        return read_entry(row[0]) if row else None

    def count(self, kind: EntryKind) -> int:
        """How many entries of a kind there are."""
        query = "SELECT count(*) FROM entries WHERE kind = ?"
        [number] = self._connection.execute(query, (kind,)).fetchone()
        return int(number)

    def busiest(self) -> tuple[str, str, int]:
        """The two countries or bodies that share most happenings, and how many."""
        row = self._connection.execute(
            "SELECT a.code, b.code, count(DISTINCT entry) AS shared FROM entry_parties AS a"
            " JOIN entry_parties AS b USING (entry)"
            " WHERE a.kind = 'happening' AND a.code <> '' AND a.code < b.code"
            " GROUP BY a.code, b.code ORDER BY shared DESC, a.code, b.code LIMIT 1"
        ).fetchone()
        return row or ("", "", 0)

    def read(self, kind: EntryKind) -> Iterator[tuple[Entry, list[tuple[str, str, str]]]]:
        """Yield the entries of a kind by day and id, each with its members: the report's id and
        key, and the record's id in it."""
        rows = self._connection.execute(
            "SELECT body, entry FROM entries WHERE kind = ? ORDER BY sort_day, entry", (kind,)
        )
        for body, entry in rows:
            members = self._connection.execute(
                "SELECT doc, key, id FROM records JOIN reports USING (report)"
                " WHERE entry = ? ORDER BY doc, key, id",
                (entry,),
            ).fetchall()
            yield read_entry(body), members

    def _bodies(self, entries: Iterable[str]) -> dict[str, tuple[str, str]]:
        """The bodies of entries, and the days since when they are as they are."""
        found: dict[str, tuple[str, str]] = {}
        for some in chunks(sorted(entries)):
            rows = self._connection.execute(
                "SELECT entry, body, settled_on FROM entries JOIN settled USING (entry)"
                f" WHERE entry IN ({marks(some)})",
                some,
            )
            found.update({entry: (body, day) for entry, body, day in rows})
        return found


def _names(entry: Entry) -> Iterator[tuple[int, str]]:
    """Whether it is short, and with cases folded: each name by which the entry is asked for."""
    for name in (entry.name, *entry.names):
        if name:
            yield 0, name.casefold()
    if entry.acronym:
        yield 1, entry.acronym.casefold()
