"""What lies under the account, read in bulk: reports, records, entities, links, listed visits."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import msgspec

from communique.account import Key, Reason
from communique.query.connection import counting, day
from communique.query.copies import copies_of
from communique.query.evidence import record_bodies
from communique.records import Entity, Record
from communique.store.chunks import chunks, marks
from communique.visits import ListedVisit

_COLUMNS = (
    "key, doc, digest, date, known_on, title, publisher, url, language, text,"
    " superseded_on, retracted_on"
)


Day = date  # the class of days, also where a field is called `date`


class SourceReport(Record, frozen=True, kw_only=True):
    """A report of the record. `superseded` and `retracted` are the days since when it no longer
    counts, as far as they were known."""

    key: str
    doc: str
    digest: str
    date: Day | None
    known: Day
    title: str | None
    publisher: str | None
    url: str | None
    language: str | None
    text: str
    superseded: Day | None
    retracted: Day | None

    @property
    def day(self) -> Day:
        """The day it is dated, else the day from which it is known."""
        return self.date or self.known


class SourceLink(Record, frozen=True, kw_only=True):
    """Two records that may tell of one thing, with the score and its reasons."""

    a: Key
    b: Key
    score: float
    reasons: tuple[Reason, ...]


class Sources:
    """Reads in bulk; `known` is the day as of which to read, None for now."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def reports(self, *, known: date | None = None) -> Iterator[SourceReport]:
        """Yield all reports known by then, also those that no longer count, by day and key."""
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM reports WHERE known_on <= ?"
            " ORDER BY coalesce(date, known_on), key",
            (_limit(known),),
        )
        for row in rows:
            yield _report(row, known)

    def reports_of(
        self, keys: Iterable[str], *, known: date | None = None
    ) -> dict[str, SourceReport]:
        """The reports of these keys."""
        found: dict[str, SourceReport] = {}
        for lot in chunks(sorted(set(keys))):
            rows = self._connection.execute(
                f"SELECT {_COLUMNS} FROM reports WHERE key IN ({marks(lot)})", lot
            )
            found |= {row["key"]: _report(row, known) for row in rows}
        return found

    def bodies(self, keys: Iterable[Key]) -> dict[Key, Mapping[str, Any]]:
        """The records of these keys, in the form of the contract."""
        return record_bodies(self._connection, keys)

    def entities(self, keys: Iterable[str]) -> dict[str, tuple[Entity, ...]]:
        """By report, whom it names, in the order of their ids."""
        found: dict[str, list[Entity]] = defaultdict(list)
        for lot in chunks(sorted(set(keys))):
            rows = self._connection.execute(
                "SELECT p.key, e.body FROM entities e JOIN reports p USING (report)"
                f" WHERE p.key IN ({marks(lot)}) ORDER BY p.key, e.id",
                lot,
            )
            for row in rows:
                found[row["key"]].append(msgspec.json.decode(row["body"], type=Entity))
        return {key: tuple(entities) for key, entities in found.items()}

    def copies(self, keys: Collection[str]) -> dict[tuple[str, str], float]:
        """The likeness of the copies among these reports, by their keys in order."""
        return copies_of(self._connection, keys)

    def links(self, *, known: date | None = None) -> Iterator[SourceLink]:
        """Yield the links among records of reports that counted then, by their keys."""
        rows = self._connection.execute(
            "SELECT pa.key AS report_a, ra.kind AS kind_a, ra.id AS id_a, pb.key AS report_b,"
            " rb.kind AS kind_b, rb.id AS id_b, l.score, l.reasons FROM links l"
            " JOIN records ra ON ra.record = l.a JOIN reports pa ON pa.report = ra.report"
            " JOIN records rb ON rb.record = l.b JOIN reports pb ON pb.report = rb.report"
            f" WHERE {counting('pa')} AND {counting('pb')}"
            " ORDER BY pa.key, ra.kind, ra.id, pb.key, rb.kind, rb.id",
            {"day": _limit(known)},
        )
        for row in rows:
            yield SourceLink(
                a=Key(report=row["report_a"], kind=row["kind_a"], id=row["id_a"]),
                b=Key(report=row["report_b"], kind=row["kind_b"], id=row["id_b"]),
                score=row["score"],
                reasons=msgspec.json.decode(row["reasons"], type=tuple[Reason, ...]),
            )

    def reports_by_day(self, *, known: date | None = None) -> dict[date, int]:
        """How many reports that counted then are dated each day, in the order of days."""
        rows = self._connection.execute(
            f"SELECT date, count(*) FROM reports p WHERE date IS NOT NULL AND {counting('p')}"
            " GROUP BY date ORDER BY date",
            {"day": _limit(known)},
        )
        return {date.fromisoformat(row[0]): row[1] for row in rows}

    def visits(self) -> list[ListedVisit]:
        """The visits of outside lists, by day, list and number."""
        rows = self._connection.execute(
            "SELECT source, id, visitor, office, visitor_code, host_code, starts, ends, place,"
            " remark FROM listed_visits ORDER BY starts, source, id"
        )
        return [
            ListedVisit(
                source=row["source"],
                id=row["id"],
                visitor=row["visitor"],
                office=row["office"],
                visitor_code=row["visitor_code"],
                host_code=row["host_code"],
                start=day(row["starts"]),
                end=day(row["ends"]),
                place=row["place"],
                remark=row["remark"],
            )
            for row in rows
        ]


def _limit(known: date | None) -> str:
    """The day as of which to read; what counts now counts to the end of the calendar."""
    return (known or date.max).isoformat()


def _report(row: sqlite3.Row, known: date | None) -> SourceReport:
    superseded, retracted = day(row["superseded_on"]), day(row["retracted_on"])
    return SourceReport(
        key=row["key"],
        doc=row["doc"],
        digest=row["digest"],
        date=day(row["date"]),
        known=date.fromisoformat(row["known_on"]),
        title=row["title"],
        publisher=row["publisher"],
        url=row["url"],
        language=row["language"],
        text=row["text"],
        superseded=superseded if superseded and superseded <= (known or date.max) else None,
        retracted=retracted if retracted and retracted <= (known or date.max) else None,
    )
