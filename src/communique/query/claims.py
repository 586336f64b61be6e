"""Every claim of sequence or count in the record, with what its report and the ledger say of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import islice
from typing import overload

import msgspec

from communique.account import Entry, Identities
from communique.checks import partners_meant
from communique.query.accounts import Account, Wanted
from communique.query.connection import counting_now_or, day
from communique.query.evidence import trigger_of
from communique.query.rows import TallyRow
from communique.query.tallies import check_against_ledger
from communique.records import Contact, Entity, Tally
from communique.store import RulingTable
from communique.vocab.gazetteer import Gazetteer

_TENURE = "tenure:"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Claim:
    """A claim with its report and those whom it names, by their ids in the report."""

    tally: Tally
    quote: str
    report: str
    date: date | None
    partners: frozenset[str]
    people: dict[str, sqlite3.Row]


class _Ledger(Sequence[Entry]):
    """The contacts of a claim's subject, read when first looked at: most claims need none."""

    def __init__(self, read: Callable[[], list[Entry]]) -> None:
        self._read = read
        self._entries: list[Entry] | None = None

    @property
    def _all(self) -> list[Entry]:
        if self._entries is None:
            self._entries = self._read()
        return self._entries

    @overload
    def __getitem__(self, index: int) -> Entry: ...

    @overload
    def __getitem__(self, index: slice) -> list[Entry]: ...

    def __getitem__(self, index: int | slice) -> Entry | list[Entry]:
        """The entry at `index`, or those of a slice."""
        return self._all[index]

    def __len__(self) -> int:
        """How many there are."""
        return len(self._all)


def check_claims(
    connection: sqlite3.Connection,
    account: Account,
    gazetteer: Gazetteer,
    *,
    whos: Sequence[str],
    code: str | None,
    limit: int | None,
    known: date | None,
) -> list[TallyRow]:
    """All claims (of these persons, or about a country, if given), by day and report.

    With `limit`, only so many of the newest.
    """
    ledgers: dict[tuple[str, str | None], _Ledger] = {}
    people = RulingTable(connection, known).identities()

    def ledger(subject: sqlite3.Row | None) -> _Ledger:
        key = _whose(subject)
        return ledgers.setdefault(key, _Ledger(partial(_ledger, key, account, people)))

    rows = [
        _row(claim, ledger, gazetteer)
        for claim in islice(_claims(connection, whos, code, known), limit)
    ]
    return sorted(rows, key=lambda row: (str(row.date), row.report, row.quote, row.what))


def _claims(
    connection: sqlite3.Connection, whos: Sequence[str], code: str | None, known: date | None
) -> Iterator[_Claim]:
    """Yield the claims, the newest first."""
    live = counting_now_or(known)
    # From the newest report on, so that the first claims are found without the rest; or those of
    # a country.
    about = "reports p CROSS JOIN records r ON r.report = p.report"
    if code is not None:
        about = (
            "parties m CROSS JOIN records r ON r.record = m.record JOIN reports p USING (report)"
        )
        live += " AND m.side = 'subject' AND m.code = :code"
    rows = connection.execute(
        f"SELECT r.record, p.report, p.key, p.date FROM {about}"
        f" WHERE r.kind = 'tally' AND {live} ORDER BY p.date DESC, p.key, r.id",
        {"day": known.isoformat() if known else None, "code": code},
    )
    for row in rows:
        people = connection.execute(
            "SELECT id, kind, name, country, who, body FROM entities WHERE report = ?",
            (row["report"],),
        ).fetchall()
        query = "SELECT body FROM records WHERE record = ?"
        [body] = connection.execute(query, (row["record"],)).fetchone()
        tally = msgspec.json.decode(body, type=Tally)
        by_id = {person["id"]: person for person in people}
        if not whos or _who(tally, by_id) in whos:
            yield _Claim(
                tally=tally,
                quote=trigger_of(msgspec.json.decode(body)),
                report=row["key"],
                date=day(row["date"]),
                partners=_partners(connection, tally, row["report"], people),
                people=by_id,
            )


def _partners(
    connection: sqlite3.Connection, tally: Tally, report: int, people: Sequence[sqlite3.Row]
) -> frozenset[str]:
    """Those with whom a claim says that the contacts were, by their codes."""
    contacts = connection.execute(
        "SELECT body FROM records WHERE kind = 'contact' AND report = ?", (report,)
    )
    return partners_meant(
        tally,
        entities=[msgspec.json.decode(one["body"], type=Entity) for one in people],
        contacts=[msgspec.json.decode(one[0], type=Contact) for one in contacts],
    )


def _row(
    claim: _Claim, ledger: Callable[[sqlite3.Row | None], Sequence[Entry]], gazetteer: Gazetteer
) -> TallyRow:
    tally, subject = claim.tally, claim.people.get(claim.tally.subject or "")
    members = sorted({_code(claim, member) for member in tally.members} - {""})
    code = subject["country"] if subject else None
    verdict = check_against_ledger(
        tally,
        ledger(subject),
        subject=code or "",
        partners=claim.partners,
        members=members if tally.kind in ("total", "ordinal") else (),
        told_on=claim.date,
        in_office_since=partial(_in_office_since, gazetteer, subject, claim.date),
    )
    return TallyRow(
        report=claim.report,
        date=claim.date,
        subject=(subject["name"] or code) if subject else None,
        kind=tally.kind,
        number=tally.number,
        what=tally.what,
        window=tally.window,
        checked=tally.checked,
        record=verdict.record,
        counted=verdict.counted,
        missing=verdict.missing,
        quote=claim.quote,
    )


def _whose(subject: sqlite3.Row | None) -> tuple[str, str | None]:
    """Whose contacts a claim is about: a person's, or those of a state or body, or nobody's."""
    if subject is not None and subject["who"] and subject["kind"] == "person":
        return "who", subject["who"]
    return "code", subject["country"] if subject is not None else None


def _ledger(whose: tuple[str, str | None], account: Account, people: Identities) -> list[Entry]:
    """The contacts of a claim's subject, in the order of time."""
    column, value = whose
    if not value:
        return []
    if column == "who":
        return account.find(Wanted(kind="contact", whos=people.all_called([value])))
    return account.find(Wanted(kind="contact", codes=(value,)))


def _in_office_since(
    gazetteer: Gazetteer, subject: sqlite3.Row | None, on: date | None
) -> date | None:
    """The first day of the tenure in which the subject is on that day."""
    who = (subject["who"] or "") if subject else ""
    if not who.startswith(_TENURE) or on is None:
        return None
    tenures = gazetteer.tenures_of(who.removeprefix(_TENURE))
    return max((t.start for t in tenures if t.start and t.covers(on, on)), default=None)


def _code(claim: _Claim, member: str) -> str:
    person = claim.people.get(member)
    if person is None:
        return member if member.isupper() else ""
    return str(person["country"] or "")


def _who(tally: Tally, people: Mapping[str, sqlite3.Row]) -> str | None:
    subject = people.get(tally.subject or "")
    return subject["who"] if subject else None
