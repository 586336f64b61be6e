"""A report as it was coded, what became of its records, and the runs that coded."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import msgspec

from communique.account import Key
from communique.query.connection import day
from communique.query.rows import Rows
from communique.records import (
    Agreement,
    CodedReport,
    Contact,
    Designation,
    Entity,
    Event,
    Problem,
    Record,
    Report,
    Statement,
    Tally,
)


class RunRow(Record, frozen=True, kw_only=True):
    """A run that wrote into the record. `finished` is None if it was cut off."""

    run: int
    command: str
    started: str
    finished: str | None
    version: str
    vocabulary: str
    model: str
    options: str
    reports: int
    problems: int


def record_numbers(connection: sqlite3.Connection, keys: Iterable[Key]) -> Iterator[int]:
    """Yield the numbers of the records of these keys, of those that there are."""
    for key in keys:
        row = connection.execute(
            "SELECT record FROM records JOIN reports USING (report)"
            " WHERE key = ? AND kind = ? AND id = ?",
            (key.report, key.kind, key.id),
        ).fetchone()
        if row is not None:
            yield int(row[0])


class CodedBy(Record, frozen=True, kw_only=True):
    """By what the reports known on a day were coded: that of the latest run, and a mark of all.

    Attributes:
        version: Of the package.
        vocabulary: SHA-256 of the vocabulary.
        mark: `0.1.0+1a2b3c4d.9f00ab12`: version, vocabulary, and a hash of version, vocabulary,
            model and options of every run that coded any of the reports. Another mark means that
            some were coded otherwise.
    """

    version: str
    vocabulary: str
    mark: str


def coded_by(connection: sqlite3.Connection, known: date) -> CodedBy | None:
    """By what the reports known on a day were coded, None if there are none."""
    rows = connection.execute(
        "SELECT version, vocabulary, model, options, max(run) AS latest FROM runs"
        " GROUP BY 1, 2, 3, 4 ORDER BY latest"
    ).fetchall()
    rows = [row for row in rows if _codes(connection, row, known)]
    if not rows:
        return None
    ways = sorted("\n".join(row[:4]) for row in rows)
    digest = hashlib.sha256("\0".join(ways).encode()).hexdigest()
    version, vocabulary = rows[-1]["version"], rows[-1]["vocabulary"]
    mark = f"{version}+{vocabulary[:8]}.{digest[:8]}"
    return CodedBy(version=version, vocabulary=vocabulary, mark=mark)


def _codes(connection: sqlite3.Connection, way: sqlite3.Row, known: date) -> bool:
    """Whether any report known on the day was coded last by a run of this version and so on."""
    found = connection.execute(
        "SELECT 1 FROM reports WHERE known_on <= :known AND run IN (SELECT run FROM runs WHERE"
        " version = :version AND vocabulary = :vocabulary AND model = :model"
        " AND options = :options) LIMIT 1",
        {**dict(way), "known": known.isoformat()},
    ).fetchone()
    return found is not None


def coded_report(connection: sqlite3.Connection, key: str) -> CodedReport | None:
    """The coded report of this key, None if there is none."""
    row = connection.execute("SELECT * FROM reports WHERE key = ?", (key,)).fetchone()
    if row is None:
        return None
    number = row["report"]
    problems = connection.execute(
        "SELECT code, detail, source FROM problems WHERE report = ? ORDER BY problem", (number,)
    )
    return CodedReport(
        doc=_doc(row),
        entities=_entities(connection, number),
        events=_bodies(connection, number, "event", Event),
        contacts=_bodies(connection, number, "contact", Contact),
        agreements=_bodies(connection, number, "agreement", Agreement),
        designations=_bodies(connection, number, "designation", Designation),
        statements=_bodies(connection, number, "statement", Statement),
        tallies=_bodies(connection, number, "tally", Tally),
        problems=tuple(Problem(code=p[0], detail=p[1], source=p[2]) for p in problems),
    )


def entries_of(connection: sqlite3.Connection, key: str) -> dict[tuple[str, str], str]:
    """By kind and id of a report's records, the entries that they belong to."""
    rows = connection.execute(
        "SELECT r.kind, r.id, r.entry FROM records r JOIN reports p USING (report)"
        " WHERE p.key = ? AND r.entry IS NOT NULL",
        (key,),
    )
    return {(row[0], row[1]): row[2] for row in rows}


def runs(connection: sqlite3.Connection) -> Rows[RunRow]:
    """All runs that wrote into the record, the latest first."""
    rows = connection.execute(
        "SELECT r.*, (SELECT count(*) FROM reports p WHERE p.run = r.run) AS reports,"
        " (SELECT count(*) FROM problems b WHERE b.run = r.run) AS problems"
        " FROM runs r ORDER BY r.run DESC"
    )
    found = [
        RunRow(
            run=row["run"],
            command=row["command"],
            started=row["started_at"],
            finished=row["finished_at"],
            version=row["version"],
            vocabulary=row["vocabulary"],
            model=row["model"],
            options=row["options"],
            reports=row["reports"],
            problems=row["problems"],
        )
        for row in rows
    ]
    return Rows(RunRow, tuple(found))


def _doc(row: sqlite3.Row) -> Report:
    return Report(
        id=row["doc"],
        date=day(row["date"]),
        title=row["title"],
        publisher=row["publisher"],
        url=row["url"],
        language=row["language"],
        text=row["text"],
    )


def _entities(connection: sqlite3.Connection, report: int) -> tuple[Entity, ...]:
    rows = connection.execute("SELECT body FROM entities WHERE report = ?", (report,))
    found = [msgspec.json.decode(row[0], type=Entity) for row in rows]
    return tuple(sorted(found, key=lambda one: _number(one.id)))


def _bodies(connection: sqlite3.Connection, report: int, kind: str, type: Any) -> tuple[Any, ...]:
    rows = connection.execute(
        "SELECT body FROM records WHERE report = ? AND kind = ?", (report, kind)
    )
    found = [msgspec.json.decode(row[0], type=type) for row in rows]
    return tuple(sorted(found, key=lambda one: _number(one.id)))


def _number(id: str) -> tuple[int, str]:
    """The order of ids in a report: e2 before e10."""
    digits = "".join(letter for letter in id if letter.isdecimal())
    return int(digits or 0), id
