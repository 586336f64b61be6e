"""What to judge next: records that nobody has judged, least certain and most important first.

The rank of a record is its doubt times its weight.

* Doubt is 4 p (1 - p) of its confidence p: 1 at 0.5, 0.36 at 0.9, 0 where nothing is in doubt.
* Weight is that of its kind, times 1 + ln of the reports that tell the entry (a mistake in what
  many tell spreads), times 2 if the entry has readings that can't all be right. Kinds: agreements
  and material events 3, titles 2.5, other events and contacts 1.5, claims 1, statements 0.5. These
  are a choice: what a treaty or an attack gets wrong costs an analyst more than a phrase of praise.

The whole record is never ranked. Of each kind the `POOL` least certain above and below one half are
taken by an index, what was judged is skipped, and these are ranked.
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from communique.account import ENTRY_KINDS
from communique.vocab.ontology import Ontology

KINDS = ("event", "contact", "agreement", "designation", "tally", "statement")
POOL = 80  # candidates of a kind on each side of one half
_FEW = 20_000  # records of a party up to which they are sorted, not walked through by their doubt
_MATERIAL = 3.0
_WEIGHTS: Mapping[str, float] = {
    "event": 1.5, "contact": 1.5, "agreement": 3.0, "designation": 2.5, "tally": 1.0,
    "statement": 0.5,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Which records are to be judged.

    Attributes:
        codes: Countries and bodies that must all be parties.
        kinds: Kinds of record; empty admits all.
        types: Types (channels, steps …), any of which it must be of; empty admits all.
        since: It may have happened on this day or later; what has no date is left out.
        until: It may have happened on this day or earlier; likewise.
        report: The key of the report that it is of.
        again: Also what others have judged, so that two people judge the same.
    """

    codes: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    report: str | None = None
    again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Queued:
    """A record that waits to be judged, with what its rank is made of."""

    report: str
    kind: str
    id: str
    confidence: float
    reports: int
    conflict: bool
    doubt: float
    weight: float

    @property
    def rank(self) -> float:
        """Doubt times weight."""
        return self.doubt * self.weight


#: Whether a record is to be left out: its report's key, its kind and id.
Skip = Callable[[str, str, str], bool]


def rank(
    connection: sqlite3.Connection, asking: Asking, ontology: Ontology, skip: Skip
) -> list[Queued]:
    """The candidates, the first to be judged first; the same record gives the same order."""
    found = [
        _queued(row, ontology)
        for kind in asking.kinds or KINDS
        for row in _candidates(connection, kind, asking, skip)
    ]
    return sorted(found, key=lambda one: (-round(one.rank, 6), one.report, one.kind, one.id))


def count(connection: sqlite3.Connection, asking: Asking) -> int:
    """About how many records are asked for, judged or not: those of reports that no longer count
    are among them, since leaving them out means to read every report."""
    total = 0
    for kind in asking.kinds or KINDS:
        source, condition, values = _asked(connection, kind, asking)
        found = connection.execute(f"SELECT count(*) FROM {source} WHERE {condition}", values)
        total += int(found.fetchone()[0])
    return total


def _candidates(
    connection: sqlite3.Connection, kind: str, asking: Asking, skip: Skip
) -> Iterator[sqlite3.Row]:
    """Yield the least certain of a kind that are not to be skipped."""
    source, condition, values = _asked(connection, kind, asking)
    linked = kind in ENTRY_KINDS  # those of reports that count belong to an entry
    counts = "" if linked else "AND p.superseded_on IS NULL AND p.retracted_on IS NULL"
    for half, order in (("r.confidence >= 0.5", "ASC"), ("r.confidence < 0.5", "DESC")):
        rows = connection.execute(
            "SELECT p.key, r.kind, r.id, r.type, r.confidence, ifnull(e.reports, 1) AS reports,"
            " ifnull(instr(e.body, '\"conflicts\":[{'), 0) > 0 AS conflict"
            f" FROM {source} JOIN reports p USING (report)"
            f" {'' if linked else 'LEFT'} JOIN entries e ON e.entry = r.entry"
            f" WHERE {condition} AND {half} {counts} ORDER BY r.confidence {order}, r.record",
            values,
        )
        wanted = (row for row in rows if not skip(row["key"], kind, row["id"]))
        yield from islice(wanted, POOL)


def _asked(connection: sqlite3.Connection, kind: str, asking: Asking) -> tuple[str, str, list[Any]]:
    """Where the records of a kind are sought, on which condition, with which values.

    The records of a rare party, and of a report, are gone through; else those of the kind by their
    doubt, along the index.
    """
    clauses, values = ["r.kind = ?"], [kind]
    if asking.types:
        clauses.append(f"r.type IN ({_marks(asking.types)})")
        values += asking.types
    if asking.since:
        clauses.append("coalesce(r.ends, r.starts) >= ?")
        values.append(asking.since.isoformat())
    if asking.until:
        clauses.append("coalesce(r.starts, r.ends) <= ?")
        values.append(asking.until.isoformat())
    source = "records r"
    codes = sorted(asking.codes, key=lambda code: (_how_many(connection, code), code))
    if asking.report:
        clauses.append("r.report = (SELECT report FROM reports WHERE key = ?)")
        values.append(asking.report)
    elif codes and _how_many(connection, codes[0]) < _FEW:
        source = (
            "(SELECT DISTINCT record FROM parties WHERE code = ?) m"
            " CROSS JOIN records r ON r.record = m.record"
        )
        values.insert(0, codes.pop(0))
    for code in codes:
        clauses.append("EXISTS (SELECT 1 FROM parties q WHERE q.record = r.record AND q.code = ?)")
        values.append(code)
    return source, " AND ".join(clauses), values


def _how_many(connection: sqlite3.Connection, code: str) -> int:
    """How many sides of records a code stands on, counted no further than needed to choose."""
    counted = "SELECT count(*) FROM (SELECT 1 FROM parties WHERE code = ? LIMIT ?)"
    return int(connection.execute(counted, (code, _FEW)).fetchone()[0])


def _queued(row: sqlite3.Row, ontology: Ontology) -> Queued:
    confidence = min(1.0, max(0.0, row["confidence"]))
    weight = _WEIGHTS[row["kind"]]
    if row["kind"] == "event" and (known := ontology.types.get(row["type"])):
        weight = _MATERIAL if known.quad in (2, 4) else weight
    weight *= (1 + math.log(max(1, row["reports"]))) * (2 if row["conflict"] else 1)
    return Queued(
        report=row["key"],
        kind=row["kind"],
        id=row["id"],
        confidence=confidence,
        reports=row["reports"],
        conflict=bool(row["conflict"]),
        doubt=4 * confidence * (1 - confidence),
        weight=weight,
    )


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))
