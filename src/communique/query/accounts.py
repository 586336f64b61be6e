"""The account as of now, read from its table, and as known on a day, worked out afresh.

Both answer the same question with the same entries: what the reports of up to that day give. The
second takes the items of the reports that counted then, the links among them and the rulings of
people that stood then, and clusters them as the recorder would have.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import msgspec

from communique.account import ENTRY_KINDS, Entry, EntryKind, Item, Key, Link, entry_id
from communique.link import Linker
from communique.query.choosing import choose, kept_count, rarest_first
from communique.query.connection import counting
from communique.query.renamed import Renamed
from communique.store import RulingTable
from communique.store.chunks import chunks, marks

_KIND_OF: Mapping[EntryKind, str] = {entry: item for item, entry in ENTRY_KINDS.items()}
#: Records to begin with: all; or those of entries that hang together with what was not known then,
#: and those that no longer count.
_ALL = "records r JOIN reports p USING (report) WHERE true"
_LATE = "s.known_on <= :day AND s.settled_on > :day"
_OF_KIND = (
    "settled s CROSS JOIN records r ON r.entry = s.entry JOIN reports p USING (report)"
    f" WHERE s.kind = :entries AND s.settled_on > s.known_on AND {_LATE}"
)
#: An entry has the codes of all its records.
_OF_CODE = (
    "entry_parties m CROSS JOIN settled s ON s.entry = m.entry"
    " CROSS JOIN records r ON r.entry = s.entry JOIN reports p USING (report)"
    f" WHERE m.code = :code AND m.kind = :entries AND {_LATE}"
)
_GONE = (
    "reports p CROSS JOIN records r USING (report) WHERE r.entry IS NULL"
    " AND (p.superseded_on IS NOT NULL OR p.retracted_on IS NOT NULL)"
)
_DECODER = msgspec.json.Decoder(Entry)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which entries a question asks for.

    Attributes:
        kind: Happenings, contacts, agreements or designations.
        codes: Countries and bodies that must all be parties.
        whos: Persons and others, any of whom must be a party; empty asks for none.
        types: Types, any of which it must be of; empty admits all.
        since: It may have happened on this day or later.
        until: It may have happened on this day or earlier.
        name: The name, or a part of it, or the acronym of an agreement or title.
    """

    kind: EntryKind
    codes: tuple[str, ...] = ()
    whos: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    name: str | None = None

    def fits(self, entry: Entry) -> bool:
        """Whether the entry is asked for."""
        codes = {party.code for party in entry.parties}
        whos = {party.who for party in entry.parties}
        return (
            entry.kind == self.kind
            and codes.issuperset(self.codes)
            and (not self.whos or not whos.isdisjoint(self.whos))
            and (not self.types or entry.type in self.types)
            and (self.since is None or (entry.when.end or sort_day(entry)) >= self.since)
            and (self.until is None or (entry.when.start or sort_day(entry)) <= self.until)
            and (self.name is None or is_called(entry, self.name))
        )


def sort_day(entry: Entry) -> date:
    """The day by which an entry is listed: its first, else its last, else that it was known on."""
    return entry.when.start or entry.when.end or entry.known


def is_called(entry: Entry, name: str) -> bool:
    """Whether an agreement or title goes by that name, a part of it, or that acronym."""
    asked = name.casefold()
    if entry.acronym and entry.acronym.casefold() == asked:
        return True
    return any(asked in known.casefold() for known in (entry.name or "", *entry.names))


class Account(Protocol):
    """The account: entries, and the items that they are made of."""

    def find(self, wanted: Wanted) -> list[Entry]:
        """The entries asked for, in the order of time."""
        ...

    def page(self, wanted: Wanted, *, limit: int, offset: int, newest: bool) -> list[Entry]:
        """A stretch of the entries asked for, in the order of time or against it."""
        ...

    def count(self, wanted: Wanted) -> int:
        """How many entries are asked for."""
        ...

    def entry(self, id: str) -> Entry | None:
        """The entry of this id."""
        ...

    def entry_of(self, record: int) -> str | None:
        """The id of the entry that a record belongs to."""
        ...


class AccountNow:
    """The account as it stands in the record's table; or of it what was settled on a day."""

    def __init__(self, connection: sqlite3.Connection, *, settled: date | None = None) -> None:
        self._connection = connection
        self._settled = settled

    def find(self, wanted: Wanted) -> list[Entry]:
        """The entries asked for, in the order of time."""
        return self.read([id for _, id in self.ids(wanted, newest=False)])

    def page(self, wanted: Wanted, *, limit: int, offset: int, newest: bool) -> list[Entry]:
        """A stretch of the entries asked for, in the order of time or against it."""
        found = self.ids(wanted, limit=limit, offset=offset, newest=newest)
        return self.read([id for _, id in found])

    def count(self, wanted: Wanted) -> int:
        """How many entries are asked for."""
        kept = kept_count(self._connection, wanted) if self._settled is None else None
        if kept is not None:
            return kept
        chosen = choose(self._connection, wanted, settled=self._settled, counting=True)
        return chosen.count(self._connection)

    def ids(
        self, wanted: Wanted, *, limit: int = -1, offset: int = 0, newest: bool
    ) -> list[tuple[str, str]]:
        """Days and ids of a stretch of the entries asked for."""
        chosen = choose(self._connection, wanted, settled=self._settled)
        return chosen.ids(self._connection, limit=limit, offset=offset, newest=newest)

    def read(self, ids: Sequence[str]) -> list[Entry]:
        """The entries of these ids, in their order."""
        bodies: dict[str, str] = {}
        for lot in chunks(ids):
            query = f"SELECT entry, body FROM entries WHERE entry IN ({marks(lot)})"
            bodies.update((row[0], row[1]) for row in self._connection.execute(query, lot))
        return [_DECODER.decode(bodies[id]) for id in ids if id in bodies]

    def entry(self, id: str) -> Entry | None:
        """The entry of this id."""
        row = self._connection.execute("SELECT body FROM entries WHERE entry = ?", (id,)).fetchone()
        return msgspec.json.decode(row[0], type=Entry) if row else None

    def entry_of(self, record: int) -> str | None:
        """The id of the entry that a record belongs to."""
        row = self._connection.execute(
            "SELECT entry FROM records WHERE record = ?", (record,)
        ).fetchone()
        return row[0] if row else None


class AccountThen:
    """The account that the reports known up to a day give, and the rulings of up to that day."""

    def __init__(self, connection: sqlite3.Connection, day: date, linker: Linker) -> None:
        self._connection = connection
        self._day = day
        self._linker = linker
        self._rulings = RulingTable(connection, day)
        self._renamed = Renamed(connection, self._rulings, linker)

    def find(self, wanted: Wanted) -> list[Entry]:
        """The entries asked for, in the order of time."""
        return in_order(e for e in self._entries(self._seeds(wanted)) if wanted.fits(e))

    def page(self, wanted: Wanted, *, limit: int, offset: int, newest: bool) -> list[Entry]:
        """A stretch of the entries asked for, in the order of time or against it."""
        return _stretch(self.find(wanted), limit, offset, newest)

    def count(self, wanted: Wanted) -> int:
        """How many entries are asked for."""
        return len(self.find(wanted))

    def entry(self, id: str) -> Entry | None:
        """The entry that has this id then, or that today's entry of this id was then."""
        rows = self._connection.execute("SELECT record FROM records WHERE entry = ?", (id,))
        entries = self._entries([row[0] for row in rows] or self._named(id))
        return next((entry for entry in entries if entry.id == id), entries[0] if entries else None)

    def entry_of(self, record: int) -> str | None:
        """The id of the entry that a record belongs to then."""
        key = self._items([record]).get(record)
        entries = self._entries([record])
        return next((e.id for e in entries if key and key.key in e.members), None)

    def _named(self, id: str) -> list[int]:
        """The record by which an entry of this id is named, if it is one that no longer counts."""
        rows = self._connection.execute(
            "SELECT r.record, p.key, r.kind, r.id FROM records r JOIN reports p USING (report)"
            " WHERE r.entry IS NULL AND r.item IS NOT NULL"
        )
        keys = ((row[0], Key(report=row[1], kind=row[2], id=row[3])) for row in rows)
        return [record for record, key in keys if entry_id(key) == id]

    @property
    def is_renamed(self) -> bool:
        """Whether people ruled otherwise then on who is who, so that any link may differ."""
        return bool(self._renamed.records)

    def unsettled(self, wanted: Wanted) -> list[int]:
        """Records of then that hang together with what may be otherwise now, of what is asked."""
        touched = (_OF_CODE if wanted.codes else _OF_KIND, _GONE)
        return self._seeds(wanted, among=(_ALL,) if self.is_renamed else touched)

    def part(self, record: int) -> tuple[frozenset[int], tuple[Entry, ...]]:
        """All records that a record hangs together with then, and the entries that they make."""
        items, links = self._component([record])
        return frozenset(items), tuple(self._made(items, links))

    def _seeds(self, wanted: Wanted, among: Sequence[str] = (_ALL,)) -> list[int]:
        """Numbers of the records that may belong to what is asked for, of reports live then."""
        clauses = ["r.kind = :kind", "r.item IS NOT NULL", counting()]
        values: dict[str, object] = {
            "kind": _KIND_OF[wanted.kind],
            "entries": wanted.kind,
            "day": self._day.isoformat(),
        }
        if wanted.codes:
            clauses.append(
                "EXISTS (SELECT 1 FROM parties q WHERE q.record = r.record AND q.code = :code)"
            )
            values["code"] = rarest_first(self._connection, wanted)[0]
        if wanted.whos:
            whos = self._rulings.identities().all_called(wanted.whos)
            named = self._rulings.called(whos)
            clauses.append(f"r.record IN ({','.join(map(str, sorted(named)))})")
        found: set[int] = set()
        for tables in among:
            query = f"SELECT r.record FROM {tables} AND {' AND '.join(clauses)}"
            found.update(row[0] for row in self._connection.execute(query, values))
        return sorted(found)

    def _entries(self, seeds: Sequence[int]) -> list[Entry]:
        """The entries of the components that the seeds lie in."""
        return self._made(*self._component(seeds))

    def _made(self, reached: Mapping[int, Item], links: Sequence[Link]) -> list[Entry]:
        """The entries that these items make."""
        items = list(reached.values())
        copies = self._copies({item.key.report for item in items})
        rulings = self._rulings.of({item.key.report for item in items})
        groups = self._linker.cluster(items, links, rulings)
        return [self._linker.entry(members, copies) for members in groups]

    def _component(self, seeds: Sequence[int]) -> tuple[dict[int, Item], list[Link]]:
        """All items that the seeds hang together with, by form, by a ruling or by links, of reports
        live then.

        The links come without their reasons.
        """
        reached: dict[int, Item] = self._items(seeds)
        pairs: dict[tuple[int, int], float] = {}
        renamed, reach = self._renamed.records, self._linker.reach
        edge = list(reached)
        while edge:
            found: set[int] = set()
            for lot in chunks(edge):
                for column, other in (("a", 1), ("b", 0)):
                    rows = self._connection.execute(
                        f"SELECT a, b, score FROM links WHERE {column} IN ({marks(lot)})", lot
                    )
                    for row in rows:
                        if row[0] in renamed or row[1] in renamed:
                            continue
                        pairs[row[0], row[1]] = row[2]
                        if row[2] >= reach:
                            found.add(row[other])
                found.update(self._of_one_form(lot))
            found |= self._rulings.partners(edge)
            for a, b, score in self._renamed.links(edge):
                pairs[a, b] = score
                if score >= reach:
                    found |= {a, b}
            new = self._items(sorted(found - reached.keys()))
            reached |= new
            edge = list(new)
        links = [
            Link(a=reached[a].key, b=reached[b].key, score=score, reasons=())
            for (a, b), score in sorted(pairs.items())
            if a in reached and b in reached
        ]
        return reached, links

    def _of_one_form(self, records: Sequence[int]) -> list[int]:
        """The records that are of one form with any of these."""
        rows = self._connection.execute(
            "SELECT record FROM records WHERE form IN"
            f" (SELECT form FROM records WHERE record IN ({marks(records)}))",
            records,
        )
        return [row[0] for row in rows]

    def _items(self, records: Sequence[int]) -> dict[int, Item]:
        """The items of these records, of those whose report is live then."""
        people = self._rulings.identities()
        found: dict[int, Item] = {}
        for lot in chunks(records):
            rows = self._connection.execute(
                "SELECT r.record, r.item FROM records r JOIN reports p USING (report)"
                f" WHERE r.record IN ({','.join(map(str, lot))})"
                f" AND r.item IS NOT NULL AND {counting()}",
                {"day": self._day.isoformat()},
            )
            for row in rows:
                found[row["record"]] = people.applied(msgspec.json.decode(row["item"], type=Item))
        return found

    def _copies(self, reports: set[str]) -> dict[tuple[str, str], float]:
        """Which of these reports are copies of each other, by their keys in order."""
        found: dict[tuple[str, str], float] = {}
        for lot in chunks(sorted(reports)):
            rows = self._connection.execute(
                "SELECT p.key AS a, q.key AS b, c.likeness FROM copies c"
                " JOIN reports p ON p.report = c.a JOIN reports q ON q.report = c.b"
                f" WHERE p.key IN ({marks(lot)})",
                lot,
            )
            found |= {(r["a"], r["b"]): r["likeness"] for r in rows if r["b"] in reports}
        return found


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Entries in the order of time; of one day, by their ids."""
    return sorted(entries, key=lambda entry: (sort_day(entry), entry.id))


def _stretch(entries: list[Entry], limit: int, offset: int, newest: bool) -> list[Entry]:
    ordered = entries[::-1] if newest else entries
    return ordered[offset : offset + limit]


def first_member(entry: Entry) -> Key:
    """The item that speaks for the entry: of the earliest report, as `members` is sorted."""
    return entry.members[0]
