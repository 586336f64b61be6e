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
        records: Iterable[int],
        entries: Mapping[str, Entry],
        members: Mapping[int, str],
        *,
        stale: Iterable[str] = (),
    ) -> None:
        """Put `entries` in the place of those that `records` belong to.

        Args:
            records: All records that are concerned.
            entries: The entries that there are now, by id.
            members: The record's entry; a record that isn't in it belongs to none.
            stale: Entries of records that are no more.
        """
        concerned = sorted(set(records))
        before = self.of_records(concerned)
        bodies = self._bodies({*before.values(), *entries, *stale})
        gone = [(entry,) for entry in sorted(bodies) if bodies[entry] != _body(entries, entry)]
        self._connection.executemany("DELETE FROM entries WHERE entry = ?", gone)
        fresh = [e for key, e in sorted(entries.items()) if bodies.get(key) != _body(entries, key)]
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
        self._connection.executemany(
            "UPDATE records SET entry = ? WHERE record = ?",
            [
                (members.get(record), record)
                for record in concerned
                if before.get(record) != members.get(record)
            ],
        )

    def count(self, kind: EntryKind) -> int:
        """How many entries of a kind there are."""
        query = "SELECT count(*) FROM entries WHERE kind = ?"
        [number] = self._connection.execute(query, (kind,)).fetchone()
        return int(number)

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


def _body(entries: Mapping[str, Entry], key: str) -> str | None:
    entry = entries.get(key)
    return entry_values(entry)[-1] if entry is not None else None  # type: ignore[return-value]
