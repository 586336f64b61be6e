"""The contacts of the ledger held against outside lists of visits.

A list of visits is complete for what it is about, a ledger for what its reports tell. So each is
asked only for what the other could have: a listed visit that no report could have told of is not
missing, nor is a contact that the list is not about.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from communique.account import Entry
from communique.dates import later
from communique.records import Record
from communique.visits import ListedVisit
from communique.vocab.names import fold

#: Days after a visit within which a report may still tell of it as news.
NEWS = 3
#: Days by which the two may differ and still speak of one visit. Visits of one leader to one
#: country are seldom nearer than a fortnight.
SLACK = 7
#: Days that a contact's date may span and still be compared: a month. "In 2023" fits any visit.
WIDEST = 31
HOME = "USA"
_ABOUT_HOME = frozenset({"head of state", "foreign minister"})
_ABOUT_OTHERS = frozenset({"head of state", "head of government", "monarch", "supreme leader"})
Day = date


class VisitRow(Record, frozen=True, kw_only=True):
    """A visit of a list, a contact of the ledger, or both.

    Attributes:
        verdict: matched; days differ; met (the record tells of a meeting then, not of a visit); not
            in the record; not in the list.
        source: The list, and `listed` the number in it.
        visitor: As the list has it.
        visitor_code: The country of the visitor.
        host_code: The country visited.
        listed_start: First day by the list.
        listed_end: Last day by the list.
        contact: The id of the contact.
        start: First day by the record.
        end: Last day by the record.
        people: Those whom the record names.
        reports: How many reports tell of it.
    """

    verdict: str
    source: str | None = None
    listed: str | None = None
    visitor: str | None = None
    visitor_code: str | None = None
    host_code: str | None = None
    listed_start: Day | None = None
    listed_end: Day | None = None
    contact: str | None = None
    start: Day | None = None
    end: Day | None = None
    people: tuple[str, ...] = ()
    reports: int | None = None


@dataclass(frozen=True, slots=True)
class _Ledger:
    """Held contacts, by the two countries."""

    by_pair: dict[frozenset[str], list[Entry]]

    def near(self, visit: ListedVisit, channel: str, slack: int) -> Iterator[tuple[int, Entry]]:
        """Yield contacts of the pair within so many days, with the days between."""
        pair = frozenset({visit.visitor_code or "", visit.host_code or ""})
        for entry in self.by_pair.get(pair, ()):
            gap = _gap(visit, entry)
            if entry.type == channel and gap is not None and gap <= slack and _fits(visit, entry):
                yield gap, entry


def check_visits(
    contacts: Iterable[Entry], listed: Sequence[ListedVisit], days: Sequence[date]
) -> list[VisitRow]:
    """Compare contacts with listed visits.

    Args:
        contacts: The ledger.
        listed: The lists.
        days: The days of which the record has reports, in order.
    """
    held = [entry for entry in contacts if entry.status == "held"]
    ledger = _ledger(held)
    rows: list[VisitRow] = []
    used: set[str] = set()
    for visit in listed:
        row = _row_of(visit, ledger, days)
        if row is not None:
            rows.append(row)
            used |= {row.contact} if row.contact else set()
            used |= {entry.id for _, entry in ledger.near(visit, "visit", SLACK)}
    known = [visit for visit in listed if visit.start and visit.end]
    if known:
        first = min(visit.start for visit in known if visit.start)
        last = max(visit.end for visit in known if visit.end)
        rows += [
            _unlisted(entry)
            for entry in held
            if entry.id not in used and _is_about(entry) and _lies_in(entry, first, last)
        ]
    return sorted(rows, key=_order)


def _row_of(visit: ListedVisit, ledger: _Ledger, days: Sequence[date]) -> VisitRow | None:
    """The row of a listed visit; None if no report could have told of it."""
    if visit.start is None or visit.end is None:
        return None
    for channel in ("visit", "meeting"):
        near = list(ledger.near(visit, channel, SLACK if channel == "visit" else 0))
        if near:
            gap, entry = min(near, key=lambda found: (found[0], found[1].id))
            verdict = "met" if channel == "meeting" else "days differ" if gap else "matched"
            return _row(verdict, visit, entry)
    at = bisect_left(days, visit.start)
    covered = at < len(days) and days[at] <= later(visit.end, NEWS)
    return _row("not in the record", visit, None) if covered else None


def _row(verdict: str, visit: ListedVisit, entry: Entry | None) -> VisitRow:
    return VisitRow(
        verdict=verdict,
        source=visit.source,
        listed=visit.id,
        visitor=visit.visitor,
        visitor_code=visit.visitor_code,
        host_code=visit.host_code,
        listed_start=visit.start,
        listed_end=visit.end,
        contact=entry.id if entry else None,
        start=entry.when.start if entry else None,
        end=entry.when.end if entry else None,
        people=_people(entry) if entry else (),
        reports=entry.reports if entry else None,
    )


def _unlisted(entry: Entry) -> VisitRow:
    return VisitRow(
        verdict="not in the list",
        contact=entry.id,
        start=entry.when.start,
        end=entry.when.end,
        people=_people(entry),
        reports=entry.reports,
    )


def _ledger(held: Iterable[Entry]) -> _Ledger:
    found: dict[frozenset[str], list[Entry]] = {}
    for entry in held:
        codes = _codes(entry)
        for other in codes - {HOME}:
            if HOME in codes:
                found.setdefault(frozenset({HOME, other}), []).append(entry)
    return _Ledger(found)


def _is_about(entry: Entry) -> bool:
    """Whether it is a visit that these lists would have: by office, between home and a state."""
    codes = {code for code in _codes(entry) if ":" not in code}
    if entry.type != "visit" or HOME not in codes or len(codes) < 2:
        return False
    return any(
        (party.office or "") in (_ABOUT_HOME if party.code == HOME else _ABOUT_OTHERS)
        for party in entry.parties
        if party.side == "participant"
    )


def _fits(visit: ListedVisit, entry: Entry) -> bool:
    """Whether the contact may be that visitor's: nobody else of the country is named alone."""
    names = [
        party.name
        for party in entry.parties
        if party.kind == "person" and party.name and party.code == visit.visitor_code
    ]
    told = _words(visit.visitor or "")
    return not (names and told) or any(told & _words(name) for name in names)


def _words(name: str) -> set[str]:
    """The words of a name, folded, without initials and particles."""
    words = fold(name).casefold().replace(".", " ").replace("-", " ").split()
    return {word for word in words if len(word) > 2}


def _lies_in(entry: Entry, first: date, last: date) -> bool:
    start, end = entry.when.start, entry.when.end
    if start is None or end is None or (end - start).days > WIDEST:
        return False
    return first <= start and end <= last


def _gap(visit: ListedVisit, entry: Entry) -> int | None:
    """How many days lie between the two; 0 if they share one, None if that can't be told."""
    start, end = entry.when.start, entry.when.end
    if start is None or end is None or visit.start is None or visit.end is None:
        return None
    if (end - start).days > WIDEST:
        return None
    return max(0, (start - visit.end).days, (visit.start - end).days)


def _codes(entry: Entry) -> set[str]:
    return {party.code for party in entry.parties if party.code}


def _people(entry: Entry) -> tuple[str, ...]:
    return tuple(sorted({p.name for p in entry.parties if p.kind == "person" and p.name}))


def _order(row: VisitRow) -> tuple[str, str, str, str]:
    day = row.listed_start or row.start
    return (str(day), row.source or "", row.listed or "", row.contact or "")
