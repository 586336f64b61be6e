"""Records of reports as linking sees them: which are near, linked, or hang together."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from communique.account import Item, Link
from communique.store.chunks import chunks, marks
from communique.store.filing import Filing, link_values, read_item
from communique.store.rulings import RulingTable
from communique.store.settling import GONE, NEVER, Strand, settled_days

_INSERT = (
    "INSERT INTO records (record, report, kind, id, type, mode, status, starts, ends, precision,"
    " confidence, rule, body, item, form) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Web:
    """Items that hang together by links, directly or through others, and these links.

    `settled` is the day since when all that an item hangs together with is as it is now.
    """

    items: Mapping[int, Item]
    links: Sequence[Link]
    settled: Mapping[int, str]


class ItemTable:
    """The tables `entities`, `records`, `parties`, `blocks`, `links` and `copies`.

    Records are kept as they were coded; what comes out as an item calls its parties as people
    ruled.
    """

    def __init__(self, connection: sqlite3.Connection, rulings: RulingTable) -> None:
        self._connection = connection
        self._rulings = rulings

    def insert(self, number: int, filing: Filing) -> dict[int, Item]:
        """Add all records of report `number`; its items by the numbers of their records."""
        [last] = self._connection.execute("SELECT ifnull(max(record), 0) FROM records").fetchone()
        rows = list(enumerate(filing.records, start=last + 1))
        self._connection.executemany(
            "INSERT INTO entities (report, id, kind, name, country, sector, office, who, body)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [(number, *entity) for entity in filing.entities],
        )
        self._connection.executemany(
            _INSERT,
            [
                (record, number, row.kind, row.id, *row.values, row.item, row.form)
                for record, row in rows
            ],
        )
        self._connection.executemany(
            "INSERT OR IGNORE INTO parties (record, side, entity, code, who)"
            " VALUES (?, ?, ?, ?, ?)",
            [(r, p.side, p.entity, p.code, p.who) for r, row in rows for p in row.parties],
        )
        self._connection.executemany(
            "INSERT INTO blocks (block, record) VALUES (?, ?)",
            [(block, record) for record, row in rows for block in sorted(set(row.blocks))],
        )
        numbers = {(row.kind, row.id): record for record, row in rows}
        people = self._rulings.identities()
        return {numbers[i.key.kind, i.key.id]: people.applied(i) for i in filing.items}

    def count(self, kind: str) -> int:
        """How many records of a kind there are."""
        query = "SELECT count(*) FROM records WHERE kind = ?"
        [number] = self._connection.execute(query, (kind,)).fetchone()
        return int(number)

    def delete(self, number: int) -> None:
        """Remove all records of report `number`, with their links."""
        self._connection.execute("DELETE FROM records WHERE report = ?", (number,))
        self._connection.execute("DELETE FROM entities WHERE report = ?", (number,))

    def of_reports(self, numbers: Iterable[int]) -> set[int]:
        """The linked records of reports."""
        found: set[int] = set()
        for some in chunks(numbers):
            query = (
                f"SELECT record FROM records WHERE report IN ({marks(some)}) AND item IS NOT NULL"
            )
            found.update(record for (record,) in self._connection.execute(query, some))
        return found

    def filed_under(self, blocks: Iterable[str], *, but: str | None) -> set[int]:
        """The records that are filed under any of `blocks`, but for those of the form `but`."""
        found: set[int] = set()
        for some in chunks(blocks):
            query = f"SELECT record FROM blocks WHERE block IN ({marks(some)})"
            values: list[str] = some
            if but is not None:
                query += " AND record NOT IN (SELECT record FROM records WHERE form = ?)"
                values = [*some, but]
            found.update(record for (record,) in self._connection.execute(query, values))
        return found

    def read(self, records: Iterable[int]) -> Iterator[tuple[int, Item]]:
        """Yield items by the numbers of their records; those that aren't linked are left out."""
        people = self._rulings.identities()
        for some in chunks(records):
            query = (
                f"SELECT record, item FROM records WHERE record IN ({marks(some)})"
                " AND item IS NOT NULL"
            )
            for record, item in self._connection.execute(query, some):
                yield record, people.applied(read_item(item))

    def living(self, records: Iterable[int]) -> Iterator[tuple[int, Item]]:
        """Yield the items of `records` whose reports count."""
        people = self._rulings.identities()
        for some in chunks(records):
            rows = self._connection.execute(
                "SELECT record, item FROM records JOIN reports USING (report)"
                f" WHERE record IN ({marks(some)}) AND item IS NOT NULL"
                " AND superseded_on IS NULL AND retracted_on IS NULL",
                some,
            )
            for record, item in rows:
                yield record, people.applied(read_item(item))

    def unlink(self, records: Iterable[int]) -> None:
        """Remove all links of records, before they are compared anew."""
        for some in chunks(records):
            asked = marks(some)
            query = f"DELETE FROM links WHERE a IN ({asked}) OR b IN ({asked})"
            self._connection.execute(query, some + some)

    def link(self, links: Iterable[tuple[int, int, Link]]) -> None:
        """Add links between records; the first record is that of `link.a`."""
        self._connection.executemany(
            "INSERT OR REPLACE INTO links (a, b, score, reasons) VALUES (?, ?, ?, ?)",
            [(a, b, *link_values(link)) for a, b, link in links],
        )

    def linked(self, records: Iterable[int], *, least: float) -> set[int]:
        """The records that are linked with any of `records` by at least `least`, or by a ruling, or
        of one form."""
        asked = sorted(set(records))
        links = self._links(asked)
        found = {other for a, b, score in links if score >= least for other in (a, b)}
        return found | self._of_one_form(asked) | self._rulings.partners(asked)

    def web(self, seeds: Iterable[int], *, least: float) -> Web:
        """What hangs together with `seeds` by form, by a ruling or by links of at least `least`, of
        items that count; and all links between these, without their reasons."""
        items = dict(self.living(sorted(set(seeds))))
        rows: dict[tuple[int, int], float] = {}
        asked = set(items)
        edge = set(items)
        while edge:
            found = list(self._links(sorted(edge)))
            rows.update(((a, b), score) for a, b, score in found)
            new = {record for a, b, score in found if score >= least for record in (a, b)}
            new |= self._of_one_form(sorted(edge)) | self._rulings.partners(sorted(edge))
            new -= asked
            asked |= new
            living = dict(self.living(sorted(new)))
            items |= living
            edge = set(living)
        links = [
            Link(a=items[a].key, b=items[b].key, score=score, reasons=())
            for (a, b), score in rows.items()
            if a in items and b in items
        ]
        bonds = [pair for pair, score in rows.items() if score >= least]
        bonds += self._rulings.bonds(items)
        ruled = self._rulings.days(items)
        strands = {
            n: Strand(max(item.known.isoformat(), ruled.get(n, "")), NEVER, item.form)
            for n, item in items.items()
        }
        strands |= self._gone(asked - items.keys())
        return Web(items=items, links=links, settled=settled_days(strands, bonds))

    def _gone(self, records: Iterable[int]) -> dict[int, Strand]:
        """Records whose reports no longer count, with the days since when."""
        found: dict[int, Strand] = {}
        for some in chunks(sorted(records)):
            rows = self._connection.execute(
                f"SELECT r.record, p.known_on, {GONE}, r.form FROM records AS r"
                f" JOIN reports AS p USING (report) WHERE r.record IN ({marks(some)})",
                some,
            )
            found.update({record: Strand(*told) for record, *told in rows})
        return found

    def _of_one_form(self, records: Iterable[int]) -> set[int]:
        """The records that are of one form with any of `records`, themselves among them."""
        found: set[int] = set()
        for some in chunks(records):
            rows = self._connection.execute(
                "SELECT record FROM records WHERE form IN"
                f" (SELECT form FROM records WHERE record IN ({marks(some)}))",
                some,
            )
            found.update(record for (record,) in rows)
        return found

    def _links(self, records: Iterable[int]) -> Iterator[tuple[int, int, float]]:
        for some in chunks(records):
            asked = marks(some)
            yield from self._connection.execute(
                f"SELECT a, b, score FROM links WHERE a IN ({asked})"
                f" UNION SELECT a, b, score FROM links WHERE b IN ({asked})",
                some + some,
            )

    def add_copies(self, pairs: Iterable[tuple[int, int, float]]) -> None:
        """Say which reports are copies, with their likeness; the first is the one whose key
        sorts first."""
        self._connection.executemany(
            "INSERT OR REPLACE INTO copies (a, b, likeness) VALUES (?, ?, ?)", pairs
        )

    def copies(self, keys: Iterable[str]) -> dict[tuple[str, str], float]:
        """The likeness of every pair of copies of which one is among `keys`, keys sorted."""
        found: dict[tuple[str, str], float] = {}
        for some in chunks(keys):
            for side in ("a", "b"):
                rows = self._connection.execute(
                    "SELECT ra.key, rb.key, likeness FROM reports AS one"
                    f" JOIN copies ON copies.{side} = one.report"
                    " JOIN reports AS ra ON ra.report = a JOIN reports AS rb ON rb.report = b"
                    f" WHERE one.key IN ({marks(some)})",
                    some,
                )
                found.update({(a, b): likeness for a, b, likeness in rows})
        return found
