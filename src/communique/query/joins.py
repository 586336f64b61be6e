"""What people ruled on joins, and what they may want to rule on: near entries, names of people."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date
from typing import Literal

import msgspec

from communique.account import Entry, Key
from communique.query.accounts import Account
from communique.query.connection import counting_now_or
from communique.query.reports import record_numbers
from communique.records import Record
from communique.store import RulingTable
from communique.store.chunks import chunks, marks
from communique.store.rulings import Ruling

Day = date  # the class of days, also where a field is called `day`


class RulingRow(Record, frozen=True, kw_only=True):
    """A ruling that stands.

    Attributes:
        number: That of the judgement.
        day: When it was made.
        by: Who made it.
        verdict: merge or split.
        note: A remark.
        entries: Of a ruling on records: the entries that they belong to now.
        who: Of a ruling on an entity: what it is called.
        other: Who is the same, or who it is rightly; None for one by itself.
        report: The report whose entity is another, by its key.
    """

    number: int
    day: Day
    by: str
    verdict: Literal["merge", "split"]
    note: str | None = None
    entries: tuple[str, ...] = ()
    who: str | None = None
    other: str | None = None
    report: str | None = None


class NamedRow(Record, frozen=True, kw_only=True):
    """A person or group as reports name them: `who` in every report, a name, how often.

    `same` are the others that were ruled to be the same.
    """

    who: str
    name: str
    kind: str
    reports: int
    same: tuple[str, ...] = ()


class NamingRow(Record, frozen=True, kw_only=True):
    """A report that names somebody; `ruled` if it was ruled to mean another there."""

    report: str
    doc: str
    title: str | None
    date: Day | None
    publisher: str | None
    name: str
    ruled: bool


class Joins:
    """Questions on rulings; `known` is the day as of which they stood, None for now."""

    def __init__(
        self, connection: sqlite3.Connection, account: Account, *, known: Day | None
    ) -> None:
        self._connection = connection
        self._account = account
        self._known = known
        self._rulings = RulingTable(connection, known)

    def on(self, entry: Entry) -> tuple[RulingRow, ...]:
        """The rulings on records of an entry, in order of time."""
        members, reports = set(entry.members), {key.report for key in entry.members}
        found = []
        for ruling in self._rulings.standing():
            if ruling.sides is None:
                continue
            anchors = (*ruling.sides.these, *ruling.sides.others)
            if reports.isdisjoint(anchor.partition("/")[0] for anchor in anchors):
                continue
            keys = self._rulings.keys(anchors)
            if not members.isdisjoint(keys):
                found.append(self._row(ruling, keys))
        return tuple(found)

    def on_entities(self) -> tuple[RulingRow, ...]:
        """The rulings on who is who, in order of time."""
        return tuple(
            self._row(ruling, ()) for ruling in self._rulings.standing() if ruling.sides is None
        )

    def near(self, entry: Entry, *, limit: int) -> tuple[tuple[Entry, float], ...]:
        """The entries of the same kind that are most likely the same, and how likely: by the best
        link of their records. As of now."""
        best: dict[str, float] = {}
        numbers = self._numbers(entry)
        for some in chunks(numbers):
            for one, other in (("a", "b"), ("b", "a")):
                rows = self._connection.execute(
                    "SELECT r.entry, max(l.score) FROM links l"
                    f" JOIN records r ON r.record = l.{other}"
                    f" WHERE l.{one} IN ({marks(some)}) AND r.entry IS NOT NULL AND r.entry <> ?"
                    " GROUP BY r.entry",
                    [*some, entry.id],
                )
                for id, score in rows:
                    best[id] = max(score, best.get(id, 0.0))
        ordered = sorted(best.items(), key=lambda one: (-one[1], one[0]))[:limit]
        found = ((self._account.entry(id), score) for id, score in ordered)
        return tuple((other, score) for other, score in found if other is not None)

    def named(self, code: str) -> tuple[NamedRow, ...]:
        """The persons and groups of a country or body that reports name, by name."""
        same = self._rulings.identities().same
        rows = self._connection.execute(
            "SELECT who, min(name), kind, count(DISTINCT report) FROM entities"
            " WHERE country = ? AND kind IN ('person', 'group', 'organisation')"
            " AND who IS NOT NULL AND name IS NOT NULL GROUP BY who ORDER BY min(name), who",
            (code,),
        )
        return tuple(
            NamedRow(
                who=who,
                name=name,
                kind=kind,
                reports=reports,
                same=tuple(sorted(w for w in same if w != who and same[w] == same.get(who))),
            )
            for who, name, kind, reports in rows
        )

    def naming(self, who: str) -> tuple[NamingRow, ...]:
        """The reports that count and name somebody so, by day."""
        ruled = {report for report, name in self._rulings.identities().other if name == who}
        day = self._known.isoformat() if self._known else None
        rows = self._connection.execute(
            "SELECT p.key, p.doc, p.title, p.date, p.publisher, min(e.name) FROM entities e"
            f" JOIN reports p USING (report) WHERE e.who = :who AND {counting_now_or(self._known)}"
            " GROUP BY p.report ORDER BY p.known_on, p.key",
            {"who": who, "day": day},
        )
        return tuple(
            NamingRow(
                report=key,
                doc=doc,
                title=title,
                date=date.fromisoformat(told) if told else None,
                publisher=publisher,
                name=name or who,
                ruled=key in ruled,
            )
            for key, doc, title, told, publisher, name in rows
        )

    def _row(self, ruling: Ruling, keys: Iterable[Key]) -> RulingRow:
        report, _, who = ruling.target.partition("/entity/")
        row = RulingRow(
            number=ruling.number,
            day=ruling.day,
            by=ruling.by,
            verdict=ruling.verdict,
            note=ruling.note,
            entries=self._entries(keys),
        )
        if ruling.rightly is None:
            return row
        if ruling.verdict == "merge":
            return msgspec.structs.replace(row, who=ruling.target, other=ruling.rightly.who)
        return msgspec.structs.replace(row, who=who, other=ruling.rightly.who, report=report)

    def _entries(self, keys: Iterable[Key]) -> tuple[str, ...]:
        """The entries that records belong to, each once, as of the day."""
        numbers = record_numbers(self._connection, keys)
        return tuple(dict.fromkeys(filter(None, map(self._account.entry_of, numbers))))

    def _numbers(self, entry: Entry) -> list[int]:
        """The records of an entry, by number."""
        rows = self._connection.execute("SELECT record FROM records WHERE entry = ?", (entry.id,))
        return [row[0] for row in rows]
