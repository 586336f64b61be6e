"""The account kept true: what new or changed records have to do with others, and the entries that
they make. Every step is a part of a transaction that its caller has begun.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from communique.account import Entry, Item, Link
from communique.link import Linker
from communique.store import Filing, Store


class Reckoner:
    """Finds copies and links in a record, and makes the entries anew that these touch.

    Args:
        store: The record, open for writing.
        linker: What says which items are one.
    """

    def __init__(self, store: Store, linker: Linker) -> None:
        self._store = store
        self._linker = linker

    def find_copies(self, added: Mapping[int, Filing]) -> None:
        """Find the reports that copy the new ones or are copied by them.

        Reports further apart than `copy_days` are no copies of each other, whatever they say.
        """
        limits = self._linker.limits
        pairs: dict[tuple[int, int], float] = {}
        for number, filing in added.items():
            near = self._store.reports.near(filing.bands, filing.report.date, limits.copy_days)
            for other, key, text in near:
                pair = (number, other) if filing.key < key else (other, number)
                if other == number or pair in pairs:
                    continue
                pairs[pair] = self._linker.likeness(filing.report.text, text)
        alike = [(a, b, share) for (a, b), share in pairs.items() if share >= limits.copy]
        self._store.items.add_copies(alike)

    def find_links(self, items: Mapping[int, Item]) -> None:
        """Compare new items with all that they meet in a block."""
        seen = dict(items)
        copies = self._store.items.copies({item.key.report for item in items.values()})
        links: dict[tuple[int, int], Link] = {}
        for record, item in items.items():
            seeks = self._linker.seeks(item)
            met = self._store.items.filed_under(seeks, but=item.form) - {record}
            seen |= self._store.items.read(sorted(met - seen.keys()))
            for other in met:
                a, b = sorted((record, other), key=lambda number: seen[number].key)
                if (a, b) in links:
                    continue
                alike = copies.get((seen[a].key.report, seen[b].key.report))
                if link := self._linker.compare(seen[a], seen[b], copies=alike):
                    links[a, b] = link
        self._store.items.link((a, b, link) for (a, b), link in links.items())

    def relink(self, records: Iterable[int]) -> None:
        """Compare records anew with all that they meet in a block, and make their entries anew:
        somebody in them is called otherwise than before."""
        items = dict(self._store.items.read(sorted(set(records))))
        before = self._store.items.linked(items, least=self._linker.reach)
        self._store.items.unlink(items)
        self.find_links(items)
        self.reckon(before | items.keys(), fresh=items)

    def with_linked(self, reports: Iterable[int]) -> set[int]:
        """The records of reports, and those that are linked with them."""
        records = self._store.items.of_reports(reports)
        return records | self._store.items.linked(records, least=self._linker.reach)

    def reckon(
        self, records: set[int], *, fresh: Iterable[int] = (), stale: Iterable[str] = ()
    ) -> None:
        """Make the entries anew that `records` belong to, or did.

        Args:
            records: The records concerned.
            fresh: Those among them that are new.
            stale: Entries of records that are no more.
        """
        web = self._store.items.web(records, least=self._linker.reach)
        concerned, new, gone = records | web.items.keys(), set(fresh), set(stale)
        before = self._store.entries.of_records(concerned)
        old: dict[str, set[int]] = {}
        for record, id in before.items():
            old.setdefault(id, set()).add(record)
        numbers = {item.key: number for number, item in web.items.items()}
        copies = self._store.items.copies({key.report for key in numbers})
        entries: dict[str, Entry | None] = {}
        after: dict[int, str] = {}
        settled: dict[str, str] = {}
        rulings = self._store.rulings.of({key.report for key in numbers})
        for group in self._linker.cluster(list(web.items.values()), web.links, rulings):
            members = {numbers[item.key] for item in group}
            id = before.get(min(members), "")
            if old.get(id) == members and id not in gone and not members & new:
                entries[id] = None
            else:
                entry = self._linker.entry(group, copies)
                entries[id := entry.id] = entry
            after.update(dict.fromkeys(members, id))
            settled[id] = web.settled[min(members)]
        was = {record: before.get(record) for record in concerned}
        self._store.entries.replace(entries, before=was, after=after, settled=settled, stale=gone)
