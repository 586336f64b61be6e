"""Links of records in which somebody was called otherwise on a day than now.

The record keeps the links as of now. Where people ruled later that two names are of one person, or
that a report took one for another, the links of that day are worked out afresh.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from communique.account import Key
from communique.link import Linker
from communique.store import ItemTable, RulingTable

Scored = tuple[int, int, float]


class Renamed:
    """What differs from the links of now.

    Args:
        connection: The record.
        then: The rulings of the day.
        linker: What compares.
    """

    def __init__(self, connection: sqlite3.Connection, then: RulingTable, linker: Linker) -> None:
        self._then = then
        self._now = RulingTable(connection)
        self._items_then = ItemTable(connection, then)
        self._items_now = ItemTable(connection, self._now)
        self._linker = linker

    @cached_property
    def records(self) -> frozenset[int]:
        """The records in which a party was called otherwise; the links of now are not theirs."""
        if self._now.identities() == self._then.identities():
            return frozenset()
        may: set[int] = set()
        for rulings in (self._now, self._then):
            people = rulings.identities()
            may |= rulings.called(people.same)
            for report, who in people.other:
                may |= rulings.naming(report, who)
        numbers = sorted(may)
        now = dict(self._items_now.read(numbers))
        then = dict(self._items_then.read(numbers))
        return frozenset(record for record in now if now[record] != then[record])

    def links(self, records: Iterable[int]) -> Iterator[Scored]:
        """Yield the links of that day that any of `records` has with one of `self.records`."""
        if self.records:
            for record in records:
                yield from self._by_record.get(record, ())

    @cached_property
    def _by_record(self) -> Mapping[int, list[Scored]]:
        seen = dict(self._items_then.read(sorted(self.records)))
        copies = self._items_then.copies({item.key.report for item in seen.values()})
        found: dict[tuple[Key, Key], Scored] = {}
        for record in sorted(self.records):
            item = seen[record]
            met = self._items_then.filed_under(self._linker.seeks(item), but=item.form) - {record}
            seen |= dict(self._items_then.read(sorted(met - seen.keys())))
            for other in met:
                a, b = sorted((record, other), key=lambda number: seen[number].key)
                pair = (seen[a].key, seen[b].key)
                alike = copies.get((pair[0].report, pair[1].report))
                if pair not in found and (
                    link := self._linker.compare(seen[a], seen[b], copies=alike)
                ):
                    found[pair] = (a, b, link.score)
        by_record: dict[int, list[Scored]] = {}
        for scored in found.values():
            for number in scored[:2]:
                by_record.setdefault(number, []).append(scored)
        return by_record
