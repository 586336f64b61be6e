"""Ties of two parties over time: counts and scores by month or year, with what they are out of."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from communique.account import Entry
from communique.query.accounts import Wanted
from communique.query.changes import Change, find_change
from communique.query.connection import counting, snapshot
from communique.query.known import AccountKnown
from communique.query.rows import Rows
from communique.records import Record
from communique.vocab.ontology import Ontology

_UNCOUNTED = frozenset({"alleged"})


class TieRow(Record, frozen=True, kw_only=True):
    """A month or year of a dyad.

    Attributes:
        period: `2021-01` or `2021`.
        happenings: Happenings between the two, alleged ones left out.
        contacts: Of these, CONSULT.
        cooperation: Of these, in the quads of verbal and material cooperation.
        conflict: Of these, in the quads of verbal and material conflict.
        plover: Sum of the PLOVER scores (-10 to 10 each).
        goldstein: Sum of the Goldstein values of their CAMEO codes (-10 to 10 each).
        all_happenings: Happenings of the record in that period, whoever the parties: what the
            count must be seen against, since coverage differs from period to period.
        all_reports: Reports of the record dated in that period.
        share: `happenings` of `all_happenings`; None where there are none.
    """

    period: str
    happenings: int
    contacts: int
    cooperation: int
    conflict: int
    plover: float
    goldstein: float
    all_happenings: int
    all_reports: int
    share: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """The ties of a dyad, period by period, and whether their level changed.

    `change` is a test on the PLOVER sum per hundred happenings of the record, so that a period in
    which more was reported of everything shows no closer ties; None for under eight periods.
    """

    a: str
    b: str
    by: str
    rows: Rows[TieRow]
    change: Change | None

    @property
    def changed_in(self) -> str | None:
        """The first period of the new level."""
        return self.rows[self.change.at].period if self.change else None

    @property
    def verdict(self) -> str:
        """In words: upswing, downswing, no change shown, or too short to say."""
        return self.change.verdict if self.change else "too short to say"


def make_ties(
    entries: Iterable[Entry],
    totals: dict[str, tuple[int, int]],
    ontology: Ontology,
    *,
    dyad: tuple[str, str],
    by: str,
) -> Ties:
    """Sum the happenings of a dyad up.

    Args:
        entries: Happenings with both parties.
        totals: Happenings and reports of the whole record, by period.
        ontology: For scores.
        dyad: The two codes.
        by: `month` or `year`.
    """
    chosen: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.status not in _UNCOUNTED and faces(entry, *dyad):
            day = known_day(entry, by)
            if day is not None:
                chosen.setdefault(period_of(day, by), []).append(entry)
    rows = [
        _row(period, chosen.get(period, []), totals.get(period, (0, 0)), ontology)
        for period in _all_periods(chosen, by)
    ]
    levels = [100 * row.plover / row.all_happenings if row.all_happenings else 0.0 for row in rows]
    a, b = dyad
    return Ties(a=a, b=b, by=by, rows=Rows(TieRow, tuple(rows)), change=find_change(levels))


def faces(entry: Entry, a: str, b: str) -> bool:
    """Whether the two stand opposite each other: on two sides, or both in a reciprocal event.

    Two that together act on a third do not.
    """
    actors = {p.code for p in entry.parties if p.side == "actor"}
    recipients = {p.code for p in entry.parties if p.side == "recipient"}
    if a == b:
        return a in actors and (a in recipients or not recipients)
    if {a, b} <= actors and not recipients:
        return True
    return (a in actors and b in recipients) or (b in actors and a in recipients)


def known_day(entry: Entry, by: str) -> date | None:
    """A day in the period in which the entry surely lies; None if it may lie in several."""
    start, end = entry.when.start, entry.when.end
    if start is None or end is None:
        return None
    return start if period_of(start, by) == period_of(end, by) else None


def period_of(day: date, by: str) -> str:
    """The month or year of a day, as text."""
    return day.isoformat()[: 7 if by == "month" else 4]


def totals_now(connection: sqlite3.Connection, by: str) -> dict[str, tuple[int, int]]:
    """Happenings and reports of the record as it stands, by period."""
    size = 7 if by == "month" else 4
    happenings = connection.execute(
        "SELECT period, sum(happenings) FROM happening_counts WHERE length(period) = ?"
        " GROUP BY period",
        (size,),
    )
    reports = connection.execute(
        "SELECT period, sum(reports) FROM coverage WHERE per = ? GROUP BY period", (by,)
    )
    return _together(dict(happenings.fetchall()), dict(reports.fetchall()))


def totals_then(
    connection: sqlite3.Connection, account: AccountKnown, by: str
) -> dict[str, tuple[int, int]]:
    """The same as known on a day.

    Args:
        connection: The record.
        account: The account of then.
        by: `month` or `year`.
    """
    with snapshot(connection):
        happenings, reports = _counts_then(connection, account, by)
    return _together(happenings, reports)


def _counts_then(
    connection: sqlite3.Connection, account: AccountKnown, by: str
) -> tuple[dict[str, int], dict[str, int]]:
    """Happenings and reports of each period as known on a day."""
    size = 7 if by == "month" else 4
    settled = connection.execute(
        "SELECT period, sum(happenings) FROM happening_counts"
        " WHERE length(period) = ? AND settled_on <= ? GROUP BY period",
        (size, account.settled.isoformat()),
    )
    happenings: dict[str, int] = dict(settled.fetchall())
    for entry in account.unsettled(Wanted(kind="happening")):
        lies_in = known_day(entry, by)
        if lies_in is not None and entry.status not in _UNCOUNTED:
            period = period_of(lies_in, by)
            happenings[period] = happenings.get(period, 0) + 1
    reports = connection.execute(
        f"SELECT substr(p.date, 1, {size}), count(*) FROM reports p"
        f" WHERE p.date IS NOT NULL AND {counting()} GROUP BY 1",
        {"day": account.day.isoformat()},
    )
    return happenings, dict(reports.fetchall())


def _together(happenings: dict[str, int], reports: dict[str, int]) -> dict[str, tuple[int, int]]:
    periods = {p for counts in (happenings, reports) for p, count in counts.items() if count}
    return {p: (happenings.get(p, 0), reports.get(p, 0)) for p in periods}


def _row(period: str, entries: list[Entry], total: tuple[int, int], ontology: Ontology) -> TieRow:
    types = [ontology.type(entry.type) for entry in entries]
    plover = sum(ontology.mode_score(entry.type, entry.mode) for entry in entries)
    goldstein = sum(_goldstein(entry, ontology) for entry in entries)
    return TieRow(
        period=period,
        happenings=len(entries),
        contacts=sum(entry.type == "CONSULT" for entry in entries),
        cooperation=sum(kind.quad in (1, 2) for kind in types),
        conflict=sum(kind.quad in (3, 4) for kind in types),
        plover=round(plover, 2),
        goldstein=round(goldstein, 2),
        all_happenings=total[0],
        all_reports=total[1],
        share=round(len(entries) / total[0], 6) if total[0] else None,
    )


def _goldstein(entry: Entry, ontology: Ontology) -> float:
    code = entry.cameo or ontology.default_cameo(entry.type, entry.mode)
    return ontology.cameo(code).goldstein or 0.0


def _all_periods(chosen: dict[str, list[Entry]], by: str) -> Iterator[str]:
    """Every period from the first to the last that has a happening."""
    if not chosen:
        return
    period, last = min(chosen), max(chosen)
    while period <= last:
        yield period
        year, month = int(period[:4]), int(period[5:7] or 12)
        if by == "year":
            period = f"{year + 1:04}"
        else:
            period = f"{year + month // 12:04}-{month % 12 + 1:02}"
