"""The reports that tell of one thing, origin by origin, and what each says of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from communique.account import Entry, Key
from communique.link import Linker
from communique.query.accounts import first_member
from communique.query.copies import copies_of
from communique.query.evidence import Quotation, quotations_of, record_bodies
from communique.query.sources import SourceReport, Sources
from communique.records import Entity, Span
from communique.render.wording import in_context
from communique.store.chunks import chunks, marks

_ROOM = 150  # characters of an excerpt


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One record of a report as a member of an entry: what it says, and on which words.

    `names` are the entities that the record refers to, by their ids in the report.
    """

    key: Key
    body: Mapping[str, Any]
    evidence: tuple[Quotation, ...]
    names: Mapping[str, Entity]


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """A report that tells of an entry, numbered in the order in which reports came to be known.

    `copies` is the number of the report that stands for its origin, None if it stands for itself;
    `likeness` is that of the two texts, None where they are copies by way of a third.
    """

    number: int
    report: SourceReport
    tellings: tuple[Telling, ...]
    copies: int | None
    likeness: float | None


def excerpts(
    connection: sqlite3.Connection, entries: Sequence[Entry]
) -> dict[str, tuple[str, str, str]]:
    """By entry, the words that tell it in its first report, between the words around them."""
    wanted = {first_member(entry): entry.id for entry in entries}
    texts: dict[str, str] = {}
    for lot in chunks(sorted({key.report for key in wanted})):
        rows = connection.execute(f"SELECT key, text FROM reports WHERE key IN ({marks(lot)})", lot)
        texts |= {row["key"]: row["text"] for row in rows}
    found = {}
    for key, body in record_bodies(connection, wanted).items():
        spans = [msgspec.convert(span, type=Span) for span in body.get("evidence") or ()]
        telling = [span for span in spans if span.role in ("trigger", "name", "title")] or spans
        if telling:
            found[wanted[key]] = in_context(texts[key.report], telling[0], _ROOM)
    return found


def tellers_of(connection: sqlite3.Connection, entry: Entry, linker: Linker) -> tuple[Teller, ...]:
    """The reports that tell of an entry, in the order of the days on which they were known."""
    sources = Sources(connection)
    reports = sources.reports_of(key.report for key in entry.members)
    order = sorted(reports.values(), key=lambda report: (report.known, report.key))
    numbers = {report.key: number for number, report in enumerate(order, start=1)}
    likeness = copies_of(connection, numbers)
    leaders = _leaders(order, likeness, linker)
    told = _tellings(connection, entry, sources)
    return tuple(
        Teller(
            number=numbers[report.key],
            report=report,
            tellings=tuple(one for one in told if one.key.report == report.key),
            copies=None if leaders[report.key] == report.key else numbers[leaders[report.key]],
            likeness=likeness.get(_pair(report.key, leaders[report.key])),
        )
        for report in order
    )


def _tellings(connection: sqlite3.Connection, entry: Entry, sources: Sources) -> list[Telling]:
    bodies = record_bodies(connection, entry.members)
    entities = sources.entities(key.report for key in bodies)
    rows: dict[str, sqlite3.Row] = {}
    for lot in chunks(sorted({key.report for key in bodies})):
        found = connection.execute(f"SELECT * FROM reports WHERE key IN ({marks(lot)})", lot)
        rows |= {row["key"]: row for row in found}
    return [
        Telling(
            key=key,
            body=body,
            evidence=tuple(quotations_of(rows[key.report], key.id, body)),
            names={one.id: one for one in entities.get(key.report, ())},
        )
        for key, body in sorted(bodies.items())
    ]


def _leaders(
    order: Sequence[SourceReport], likeness: Mapping[tuple[str, str], float], linker: Linker
) -> dict[str, str]:
    """By report, the first of those of its origin; the same rule by which origins are counted."""
    leader = {report.key: report.key for report in order}
    days = {report.key: report.date for report in order}
    rank = {report.key: number for number, report in enumerate(order)}

    def lead(report: str) -> str:
        while leader[report] != report:
            report = leader[report]
        return report

    for (a, b), value in sorted(likeness.items()):
        one, two = days[a], days[b]
        near = one is None or two is None or abs((one - two).days) <= linker.limits.copy_days
        if near and value >= linker.limits.copy:
            first, second = sorted((lead(a), lead(b)), key=rank.__getitem__)
            leader[second] = first
    return {report: lead(report) for report in leader}


def _pair(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)
