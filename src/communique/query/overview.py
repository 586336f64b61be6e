"""What a page shows around the answers: what is new, how much there is, who deals with whom."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import msgspec

from communique.account import Entry, EntryKind, Key
from communique.query import reports
from communique.query.accounts import Account, Wanted, in_order
from communique.query.build import BUILDERS
from communique.query.connection import snapshot
from communique.query.evidence import first_quotes
from communique.query.joins import Joins
from communique.query.memory import Recall
from communique.query.network import Network
from communique.query.parties import whos_of
from communique.query.rows import Rows
from communique.query.telling import excerpts
from communique.records import CodedReport, Record
from communique.vocab.ontology import Ontology

KINDS: tuple[EntryKind, ...] = ("happening", "contact", "agreement", "designation")
WEEK = timedelta(days=7)
Day = date


class CoverageRow(Record, frozen=True, kw_only=True):
    """How many reports that count a publisher has of a day, month or year."""

    publisher: str
    period: str
    reports: int


class PersonRow(Record, frozen=True, kw_only=True):
    """A person of a country or body, with the entries that he or she is a party of."""

    name: str
    office: str | None
    entries: int
    first: str
    last: str


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What became known in the last week of the record: how much, and the latest of it.

    A contact that is told as a happening too counts once, as the happening.
    """

    since: Day
    until: Day
    total: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A stretch of the entries asked for, and how many there are in all."""

    entries: tuple[Entry, ...]
    total: int


class Overview:
    """Questions beside those of the record, as known on a day or as of now.

    Counts are of the record as it stands; `entries` and `page` are as known.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        account: Account,
        *,
        recall: Recall,
        known: Day | None,
    ) -> None:
        self._connection = connection
        self._known = known
        self._account = account
        self._recall = recall

    # --- entries -----------------------------------------------------------------------------

    def entry(self, id: str) -> Entry | None:
        """The entry of this id, None if there is none."""
        return self._account.entry(id)

    def page(self, wanted: Wanted, *, limit: int, offset: int = 0, newest: bool = True) -> Page:
        """A stretch of the entries asked for, by time."""
        with snapshot(self._connection):
            found = self._account.page(wanted, limit=limit, offset=offset, newest=newest)
            total = self._account.count(wanted)
        return Page(entries=tuple(found), total=total)

    def timeline(
        self,
        *codes: str,
        types: Sequence[str] = (),
        since: Day | None = None,
        until: Day | None = None,
    ) -> list[Entry]:
        """All entries of these parties, in the order of time.

        A contact that is told as a happening too stands once, as the happening.
        """
        return in_order(
            entry
            for kind in KINDS
            for entry in self._account.find(
                Wanted(kind=kind, codes=codes, types=tuple(types), since=since, until=until)
            )
            if not (kind == "contact" and entry.status == "held")
        )

    def whos(self, person: str) -> tuple[str, ...]:
        """What the persons so called are called in the record.

        Raises:
            QuestionError: If no report names such a person.
        """
        return whos_of(self._connection, person, known=self._known)

    def rows(self, kind: EntryKind, entries: Sequence[Entry]) -> Rows[Any]:
        """Entries of one kind as rows."""
        type, builder = BUILDERS[kind]
        quotes = first_quotes(self._connection, entries)
        return Rows(type, tuple(builder(entry, quotes) for entry in entries))

    def excerpts(self, entries: Sequence[Entry]) -> dict[str, tuple[str, str, str]]:
        """By entry, the words that tell it in its first report, between the words around them."""
        return excerpts(self._connection, entries)

    # --- the whole record --------------------------------------------------------------------

    def news(self, *, limit: int) -> News | None:
        """What became known in the last seven days of the record; None if it is empty."""
        until = self.last_day()
        if until is None:
            return None
        since = until - WEEK + timedelta(days=1)
        new = (
            "FROM entries e WHERE e.known_on >= :since"
            " AND (e.kind <> 'contact' OR e.status <> 'held')"
        )
        values = {"since": since.isoformat(), "limit": limit}
        total = self._connection.execute(f"SELECT count(*) {new}", values).fetchone()[0]
        rows = self._connection.execute(
            f"SELECT e.body {new} ORDER BY e.known_on DESC, e.reports DESC, e.confidence DESC,"
            " e.entry LIMIT :limit",
            values,
        )
        entries = [msgspec.json.decode(row[0], type=Entry) for row in rows]
        return News(since=since, until=until, total=total, entries=tuple(entries))

    def coverage(self, by: str, *, days: int | None = None) -> Rows[CoverageRow]:
        """Reports that count, by publisher and `day`, `month` or `year`.

        With `days`, only those of the last days of the record.
        """
        last = self.last_day() if days else None
        since = (last - timedelta(days=days - 1)).isoformat() if last and days else ""
        size = {"day": 10, "month": 7, "year": 4}[by]
        rows = self._connection.execute(
            "SELECT publisher, period, reports FROM coverage"
            " WHERE per = ? AND period >= ? AND reports > 0 ORDER BY publisher, period",
            (by, since[:size]),
        )
        found = [CoverageRow(publisher=r[0], period=r[1], reports=r[2]) for r in rows]
        return Rows(CoverageRow, tuple(found))

    def codes(self) -> dict[str, int]:
        """All countries and bodies of the account, with their entries, the most first."""
        rows = self._connection.execute(
            "SELECT code, entries FROM entry_counts WHERE kind = '' AND type = ''"
            " ORDER BY entries DESC, code"
        )
        return {row[0]: row[1] for row in rows}

    # --- around a party ----------------------------------------------------------------------

    def partners(self, code: str) -> dict[str, tuple[Counter[EntryKind], str]]:
        """By code, whom a party deals with: entries by kind, and the day of the latest."""
        rows = self._connection.execute(
            "SELECT other, kind, entries, latest FROM ties WHERE code = ?", (code,)
        )
        found: dict[str, tuple[Counter[EntryKind], str]] = {}
        for other, kind, count, latest in rows:
            kinds, before = found.get(other, (Counter(), ""))
            kinds[kind] = count
            found[other] = (kinds, max(before, latest))
        return dict(sorted(found.items(), key=lambda one: (-one[1][0].total(), one[0])))

    def people(self, code: str, *, limit: int) -> Rows[PersonRow]:
        """The persons of a country or body that the account names most."""
        rows = self._connection.execute(
            "SELECT who, entries, earliest, latest FROM person_counts WHERE code = ?"
            " ORDER BY entries DESC, who LIMIT ?",
            (code, limit),
        ).fetchall()
        found: list[PersonRow] = []
        for row in rows:
            person = self._connection.execute(
                "SELECT name, office FROM entities WHERE who = ? AND kind = 'person'"
                " AND name IS NOT NULL ORDER BY report DESC LIMIT 1",
                (row["who"],),
            ).fetchone()
            if person:
                found.append(
                    PersonRow(
                        name=person["name"],
                        office=person["office"],
                        entries=row["entries"],
                        first=row["earliest"],
                        last=row["latest"],
                    )
                )
        return Rows(PersonRow, tuple(found))

    def persons(self, text: str, *, limit: int) -> tuple[str, ...]:
        """Persons of the reports whose name begins with these words, as the reports name them."""
        asked = text.strip()
        if len(asked) < 2:
            return ()
        rows = self._connection.execute(
            "SELECT name FROM persons WHERE reports > 0"
            " AND name >= :from COLLATE NOCASE AND name < :to COLLATE NOCASE"
            " GROUP BY name COLLATE NOCASE, name ORDER BY name COLLATE NOCASE, name LIMIT :limit",
            {"from": asked, "to": asked + "\U0010ffff", "limit": limit},
        )
        return tuple(row[0] for row in rows)

    def network(self, ontology: Ontology) -> Network:
        """Who deals with whom in a period."""
        return Network(
            connection=self._connection,
            account=self._account,
            recall=self._recall,
            ontology=ontology,
            known=self._known,
        )

    # --- reports -----------------------------------------------------------------------------

    def coded(self, key: str) -> CodedReport | None:
        """The coded report of this key, None if there is none."""
        return reports.coded_report(self._connection, key)

    def entries_of(self, key: str) -> dict[tuple[str, str], str]:
        """By kind and id of a report's records, the entries that they belong to."""
        return reports.entries_of(self._connection, key)

    def coded_by(self, known: Day) -> reports.CodedBy | None:
        """By what the reports known on a day were coded, None if there are none."""
        return self._recall(("coded by", known), lambda: reports.coded_by(self._connection, known))

    def last_day(self) -> Day | None:
        """The latest day on which a report came to be known; None of an empty record."""
        last = self._connection.execute("SELECT max(known_on) FROM reports").fetchone()[0]
        return date.fromisoformat(last) if last else None

    def named(self, keys: Iterable[Key]) -> tuple[Entry, ...]:
        """The entries that these records belong to, each once, in the order of time."""
        found = reports.record_numbers(self._connection, keys)
        ids = dict.fromkeys(filter(None, map(self._account.entry_of, found)))
        return tuple(in_order(filter(None, map(self._account.entry, ids))))

    @property
    def joins(self) -> Joins:
        """What people ruled on joins, and what they may want to rule on."""
        return Joins(self._connection, self._account, known=self._known)

    def runs(self) -> Rows[reports.RunRow]:
        """All runs that wrote into the record, the latest first."""
        return reports.runs(self._connection)


def count_kinds(entries: Iterable[Entry], code: str) -> dict[str, tuple[Counter[EntryKind], str]]:
    """The same as `Overview.partners`, of given entries."""
    found: dict[str, tuple[Counter[EntryKind], str]] = {}
    for entry in entries:
        day = (entry.when.start or entry.when.end or entry.known).isoformat()
        for other in {party.code for party in entry.parties} - {None, code}:
            if other:
                kinds, before = found.setdefault(other, (Counter(), ""))
                kinds[entry.kind] += 1
                found[other] = (kinds, max(before, day))
    return dict(sorted(found.items(), key=lambda one: (-one[1][0].total(), one[0])))
