"""The words that entries and records rest on, with the reports that they stand in."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from communique.account import Entry, Key
from communique.query.accounts import first_member
from communique.query.connection import day
from communique.records import Record
from communique.store.chunks import chunks, marks

AROUND = 90  # characters of the text shown on either side of a quotation


class Quotation(Record, frozen=True, kw_only=True):
    """Quoted words and where they stand; offsets count in the report's text."""

    report: str
    doc: str
    date: date | None
    publisher: str | None
    title: str | None
    url: str | None
    record: str
    role: str | None
    start: int
    end: int
    before: str
    quote: str
    after: str


class Shown(Record, frozen=True, kw_only=True):
    """One thing of the record in full: its fields, and every word that they rest on."""

    id: str
    kind: str
    fields: dict[str, Any]
    evidence: tuple[Quotation, ...]


def first_quotes(connection: sqlite3.Connection, entries: Sequence[Entry]) -> dict[str, str]:
    """The words that tell each entry in its first report, by the entry's id."""
    wanted = {first_member(entry): entry.id for entry in entries}
    bodies = record_bodies(connection, wanted)
    return {wanted[key]: trigger_of(body) for key, body in bodies.items()}


def record_bodies(
    connection: sqlite3.Connection, keys: Iterable[Key]
) -> dict[Key, Mapping[str, Any]]:
    """The records of these keys, in the form of the contract."""
    wanted = set(keys)
    kinds = sorted({key.kind for key in wanted})
    found: dict[Key, Mapping[str, Any]] = {}
    for lot in chunks(sorted({key.report for key in wanted})):
        rows = connection.execute(
            "SELECT p.key, r.kind, r.id, r.body FROM reports p JOIN records r USING (report)"
            # The plus keeps SQLite from going through all records of the kinds.
            f" WHERE p.key IN ({marks(lot)}) AND +r.kind IN ({marks(kinds)})",
            [*lot, *kinds],
        )
        for row in rows:
            key = Key(report=row["key"], kind=row["kind"], id=row["id"])
            if key in wanted:
                found[key] = msgspec.json.decode(row["body"])
    return found


def trigger_of(body: Mapping[str, Any]) -> str:
    """The words that tell the record: its trigger, its name, or what is quoted first."""
    spans = body.get("evidence") or [{"quote": ""}]
    for role in ("trigger", "name"):
        if found := next((span for span in spans if span.get("role") == role), None):
            return str(found["quote"])
    return str(spans[0]["quote"])


def quotations(connection: sqlite3.Connection, members: Sequence[Key]) -> tuple[Quotation, ...]:
    """All words that the records of these keys rest on, report by report, in the order of text."""
    found: list[Quotation] = []
    for key, body in record_bodies(connection, members).items():
        row = connection.execute("SELECT * FROM reports WHERE key = ?", (key.report,)).fetchone()
        found += quotations_of(row, key.id, body)
    return tuple(sorted(found, key=lambda q: (str(q.date), q.report, q.start, q.end, str(q.role))))


def quotations_of(report: sqlite3.Row, record: str, body: Mapping[str, Any]) -> list[Quotation]:
    """The words of one record of a report (a row of `reports`)."""
    text = report["text"]
    return [
        Quotation(
            report=report["key"],
            doc=report["doc"],
            date=day(report["date"]),
            publisher=report["publisher"],
            title=report["title"],
            url=report["url"],
            record=record,
            role=span.get("role"),
            start=span["start"],
            end=span["end"],
            before=text[max(0, span["start"] - AROUND) : span["start"]],
            quote=span["quote"],
            after=text[span["end"] : span["end"] + AROUND],
        )
        for span in body.get("evidence", ())
    ]
