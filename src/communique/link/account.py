"""The account of a set of reports at once, in memory: for measuring, and to check a record by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from communique.account import Entry, Item, Key, Link, report_key
from communique.link.copies import bands
from communique.link.linker import Linker
from communique.records import CodedReport


@dataclass(frozen=True, slots=True)
class Account:
    """Items by key, the links between them, likeness of reports, and the entries."""

    items: Mapping[Key, Item]
    links: tuple[Link, ...]
    copies: Mapping[tuple[str, str], float]
    entries: tuple[Entry, ...]


def account_of(reports: Iterable[CodedReport], linker: Linker) -> Account:
    """The account that dated reports give; their order makes no difference.

    An undated report is left out: nobody can say when it was known.
    """
    coded = {report_key(one.doc): one for one in reports if one.doc.date is not None}
    texts = {key: one.doc.text for key, one in coded.items()}
    days = {key: one.doc.date for key, one in coded.items() if one.doc.date is not None}
    copies = {
        (a, b): likeness
        for (a, b), likeness in copies_among(texts, linker).items()
        if abs((days[a] - days[b]).days) <= linker.limits.copy_days
    }
    items: dict[Key, Item] = {}
    for key in sorted(coded):
        items.update((item.key, item) for item in linker.items(coded[key], days[key]))
    links = tuple(links_among(items, copies, linker))
    entries = [
        linker.entry(group, copies)
        for part, inner in components(items, links)
        for group in linker.cluster(part, inner)
    ]
    return Account(items, links, copies, tuple(sorted(entries, key=lambda e: e.id)))


def copies_among(texts: Mapping[str, str], linker: Linker) -> dict[tuple[str, str], float]:
    """Likeness of all reports that share a band, by the sorted pair of their keys."""
    filed: dict[str, list[str]] = defaultdict(list)
    for key in sorted(texts):
        for band in bands(linker.sketch(texts[key])):
            filed[band].append(key)
    pairs = {pair for keys in filed.values() for pair in combinations(keys, 2)}
    return {(a, b): linker.likeness(texts[a], texts[b]) for a, b in sorted(pairs)}


def candidate_pairs(items: Mapping[Key, Item], linker: Linker) -> Iterator[tuple[Key, Key]]:
    """Yield the pairs of items that meet in a block, each once, in the order of their keys."""
    filed: dict[str, list[Key]] = defaultdict(list)
    for key, item in items.items():
        for block in linker.blocks(item):
            filed[block].append(key)
    for key in sorted(items):
        found = {other for block in linker.seeks(items[key]) for other in filed.get(block, ())}
        yield from ((key, other) for other in sorted(found) if other > key)


def links_among(
    items: Mapping[Key, Item], copies: Mapping[tuple[str, str], float], linker: Linker
) -> Iterator[Link]:
    """Yield the links of all items that meet in a block, in the order of their keys."""
    for a, b in candidate_pairs(items, linker):
        pair = (min(a.report, b.report), max(a.report, b.report))
        link = linker.compare(items[a], items[b], copies=copies.get(pair))
        if link is not None:
            yield link


def components(
    items: Mapping[Key, Item], links: Sequence[Link]
) -> Iterator[tuple[list[Item], list[Link]]]:
    """Yield the connected components: their items, and the links among them."""
    near: dict[Key, list[Link]] = defaultdict(list)
    for link in links:
        near[link.a].append(link)
        near[link.b].append(link)
    seen: set[Key] = set()
    for start in sorted(items):
        if start in seen:
            continue
        seen.add(start)
        part, inner = [start], []
        for key in part:
            for link in near[key]:
                if link.a == key:
                    inner.append(link)
                other = link.b if link.a == key else link.a
                if other not in seen:
                    seen.add(other)
                    part.append(other)
        yield [items[key] for key in part], inner
