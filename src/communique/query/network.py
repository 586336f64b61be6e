"""Who deals with whom in a period: counts by pair and by party, made in SQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any, Literal

from communique.account import Entry
from communique.query.accounts import Account, Wanted, sort_day
from communique.query.memory import Recall
from communique.query.rows import Rows
from communique.query.ties import faces
from communique.records import Record
from communique.vocab.ontology import Ontology

TieKind = Literal["contact", "cooperation", "conflict"]
TIE_KINDS: tuple[TieKind, ...] = ("contact", "cooperation", "conflict")
_KEPT = 1000  # rows; longer answers are not kept
_UNCOUNTED = "alleged"
#: A row for each party of each happening.
_PARTIES = (
    "SELECT DISTINCT p.code AS a, '' AS b, e.entry, e.type, e.sort_day FROM entries e"
    " CROSS JOIN entry_parties p ON p.entry = e.entry AND p.code <> ''"
)
#: A row for each pair that faces each other in a happening, as `ties.faces` has it.
_PAIRS = (
    "SELECT DISTINCT min(p.code, q.code) AS a, max(p.code, q.code) AS b, e.entry, e.type,"
    " e.sort_day FROM entries e"
    " CROSS JOIN entry_parties p ON p.entry = e.entry AND p.side = 'actor' AND p.code <> ''"
    " CROSS JOIN entry_parties q ON q.entry = e.entry AND q.code NOT IN ('', p.code)"
    " AND (q.side = 'recipient' OR q.side = 'actor' AND NOT EXISTS (SELECT 1"
    " FROM entry_parties r WHERE r.entry = e.entry AND r.side = 'recipient'))"
)
#: Parties, how many happenings of each kind and in all, and the latest day.
Counted = tuple[str, str, int, int, int, int, str]


class PairRow(Record, frozen=True, kw_only=True):
    """How many happenings two parties have with each other, by kind; `a` sorts before `b`.

    The two stand on two sides, or both act in what has one side. What is only alleged is left out.
    """

    a: str
    b: str
    contacts: int
    cooperation: int
    conflict: int
    happenings: int
    latest: str


class PartyRow(Record, frozen=True, kw_only=True):
    """How many happenings a state or body takes part in, by kind."""

    code: str
    contacts: int
    cooperation: int
    conflict: int
    happenings: int
    latest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """What of a period is counted.

    Attributes:
        kind: Only pairs and parties that have any of this kind, those with the most first.
        party: Only what this party has with others.
        since: It may have happened on this day or later.
        until: It may have happened on this day or earlier.
    """

    kind: TieKind | None = None
    party: str | None = None
    since: date | None = None
    until: date | None = None


def tie_kind(type: str, ontology: Ontology) -> TieKind:
    """Whether happenings of a type are contacts, cooperation or conflict."""
    if type == "CONSULT" or type not in ontology.types:
        return "contact"
    return "cooperation" if ontology.types[type].quad in (1, 2) else "conflict"


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Counts by pair and by party, of the record as it stands or as known on a day.

    Attributes:
        connection: The open record.
        account: Its account, as known on the day.
        recall: Gives a kept answer to a question, or makes it.
        ontology: Says which types are contacts, cooperation or conflict.
        known: The day, None for now.
    """

    connection: sqlite3.Connection
    account: Account
    recall: Recall
    ontology: Ontology
    known: date | None

    def pairs(self, asked: Period, *, limit: int, offset: int = 0) -> tuple[Rows[PairRow], int]:
        """Pairs, those with the most first, and how many there are in all."""
        rows, total = self._answer(asked, _PAIRS, limit, offset)
        return Rows(
            PairRow, tuple(PairRow(a=row[0], b=row[1], **_said(row)) for row in rows)
        ), total

    def parties(self, asked: Period, *, limit: int, offset: int = 0) -> tuple[Rows[PartyRow], int]:
        """Parties, those with the most first, and how many there are in all.

        With `asked.party`, the others, with what they have with it.
        """
        rows, total = self._answer(asked, _PAIRS if asked.party else _PARTIES, limit, offset)
        found = (
            PartyRow(code=row[1] if row[0] == asked.party else row[0], **_said(row)) for row in rows
        )
        return Rows(PartyRow, tuple(found)), total

    def _answer(
        self, asked: Period, told: str, limit: int, offset: int
    ) -> tuple[Sequence[Counted], int]:
        question = ("network", asked, told == _PAIRS, self.known)
        found: tuple[Sequence[Counted], int]
        if self.known:  # made of entries, once for all stretches
            every: list[Counted] = self.recall(question, lambda: self._then(asked, told))
            found = every[offset : offset + limit], len(every)
        elif limit > _KEPT:
            found = self._now(asked, told, limit, offset)
        else:
            stretch = (*question, limit, offset)
            found = self.recall(stretch, lambda: self._now(asked, told, limit, offset))
        return found

    def _now(self, asked: Period, told: str, limit: int, offset: int) -> tuple[list[Counted], int]:
        """Counts of the account's table."""
        condition, values = _condition(asked)
        kind, named = self._kind_of_type()
        chosen = asked.kind or "every"
        counts = ", ".join(f"sum(kind = '{kind}') AS {kind}" for kind in TIE_KINDS)
        rows = self.connection.execute(
            f"WITH told AS ({told} WHERE {condition}),"
            f" counted AS (SELECT a, b, {counts}, count(*) AS every, max(sort_day) AS latest"
            f" FROM (SELECT *, {kind} AS kind FROM told)"
            f" {'WHERE :party IN (a, b)' if asked.party else ''} GROUP BY a, b)"
            f" SELECT *, count(*) OVER () AS total FROM counted WHERE {chosen} > 0"
            f" ORDER BY {chosen} DESC, every DESC, a, b LIMIT :limit OFFSET :offset",
            {**values, **named, "limit": limit, "offset": offset},
        ).fetchall()
        found: list[Counted] = [tuple(row)[:-1] for row in rows]
        return found, rows[0]["total"] if rows else 0

    def _kind_of_type(self) -> tuple[str, dict[str, str]]:
        """The kind of an event type as an expression of SQL, with its values."""
        named: dict[str, str] = {}
        cases = []
        for number, type in enumerate(self.ontology.types):
            if (kind := tie_kind(type, self.ontology)) != "contact":
                named[f"type{number}"] = type
                cases.append(f"WHEN :type{number} THEN '{kind}'")
        return f"CASE type {' '.join(cases)} ELSE 'contact' END", named

    def _then(self, asked: Period, told: str) -> list[Counted]:
        """The same counts of entries as known on the day."""
        codes = (asked.party,) if asked.party else ()
        wanted = Wanted(kind="happening", codes=codes, since=asked.since, until=asked.until)
        counts: dict[tuple[str, str], list[int]] = {}
        latest: dict[tuple[str, str], str] = {}
        for entry in self.account.find(wanted):
            if entry.status == _UNCOUNTED:
                continue
            kind = TIE_KINDS.index(tie_kind(entry.type, self.ontology))
            for key in _pairs_of(entry, asked.party) if told == _PAIRS else _parties_of(entry):
                row = counts.setdefault(key, [0, 0, 0, 0])
                row[kind] += 1
                row[3] += 1
                latest[key] = max(latest.get(key, ""), sort_day(entry).isoformat())
        chosen = TIE_KINDS.index(asked.kind) if asked.kind else 3
        kept = [key for key, row in counts.items() if row[chosen]]
        kept.sort(key=lambda key: (-counts[key][chosen], -counts[key][3], key))
        return [(a, b, *_four(counts[a, b]), latest[a, b]) for a, b in kept]


def _four(row: list[int]) -> tuple[int, int, int, int]:
    contact, cooperation, conflict, every = row
    return contact, cooperation, conflict, every


def _condition(asked: Period) -> tuple[str, dict[str, object]]:
    """Which happenings count, as a condition of SQL with its values."""
    clauses = ["e.kind = 'happening'", "coalesce(e.status, '') <> :uncounted"]
    values: dict[str, object] = {"uncounted": _UNCOUNTED}
    if asked.party:
        clauses.append(
            "e.entry IN"
            " (SELECT entry FROM entry_parties WHERE code = :party AND kind = 'happening')"
        )
        values["party"] = asked.party
    if asked.since:
        clauses.append("coalesce(e.ends, e.sort_day) >= :since")
        values["since"] = asked.since.isoformat()
    if asked.until:
        clauses.append("coalesce(e.starts, e.sort_day) <= :until")
        values["until"] = asked.until.isoformat()
    return " AND ".join(clauses), values


def _pairs_of(entry: Entry, party: str | None) -> Iterable[tuple[str, str]]:
    codes = sorted({one.code for one in entry.parties if one.code})
    for a, b in combinations(codes, 2):
        if (party is None or party in (a, b)) and faces(entry, a, b):
            yield a, b


def _parties_of(entry: Entry) -> Iterable[tuple[str, str]]:
    return {(one.code, "") for one in entry.parties if one.code}


def _said(row: Counted) -> dict[str, Any]:
    names = ("contacts", "cooperation", "conflict", "happenings", "latest")
    return dict(zip(names, row[2:], strict=True))
