"""The account as of now: entries put in the place of those that went before."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping

from communique.account import Entry, EntryKind
from communique.store.chunks import chunks, marks
from communique.store.filing import entry_values, read_entry, sort_day

_COLUMNS = (
    "entry, kind, type, mode, status, name, acronym, starts, ends, precision, sort_day, known_on,"
    " reports, origins, confidence, body"
)


class EntryTable:
    """The tables `entries` and `entry_parties`, and the column `records.entry`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

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
        stale: Iterable[str] = (),
    ) -> None:
        """Put entries in the place of those that went before.

        Args:
            entries: The entries that there are now, by id; None for one that is as it was.
            before: The entries of all records that are concerned.
            after: Their entries now; a record that isn't in it belongs to none.
            stale: Entries of records that are no more.
        """
        bodies = self._bodies({*before.values(), *entries, *stale} - {None})  # type: ignore[arg-type]
        made = {id: entry for id, entry in entries.items() if entry is not None}
        kept = entries.keys() - made.keys()
        kept |= {id for id, entry in made.items() if bodies.get(id) == entry_values(entry)[-1]}
        self._connection.executemany(
            "DELETE FROM entries WHERE entry = ?", [(id,) for id in sorted(bodies.keys() - kept)]
        )
        self._insert(entry for id, entry in sorted(made.items()) if id not in kept)
        self._connection.executemany(
            "UPDATE records SET entry = ? WHERE record = ?",
            [
                (after.get(record), record)
                for record, entry in sorted(before.items())
                if entry != after.get(record)
            ],
        )

    def _insert(self, entries: Iterable[Entry]) -> None:
        fresh = list(entries)
        self._connection.executemany(
            f"INSERT INTO entries ({_COLUMNS}) VALUES ({','.join('?' * 16)})",
            [entry_values(entry) for entry in fresh],
        )
        self._connection.executemany(
            "INSERT OR IGNORE INTO entry_parties (entry, kind, sort_day, side, code, who)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            [
                (entry.id, entry.kind, sort_day(entry), p.side, p.code or "", p.who or "")
                for entry in fresh
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

    def _bodies(self, entries: Iterable[str]) -> dict[str, str]:
        found: dict[str, str] = {}
        for some in chunks(sorted(entries)):
            query = f"SELECT entry, body FROM entries WHERE entry IN ({marks(some)})"
            found.update(self._connection.execute(query, some))
        return found
