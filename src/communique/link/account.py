"""The account of a set of reports at once, in memory: for measuring, and to check a record by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from communique.account import Entry, Identities, Item, Key, Link, Rulings, report_key
from communique.link.copies import bands
from communique.link.linker import Linker
from communique.link.ruled import NONE
from communique.records import CodedReport

NOBODY = Identities()


@dataclass(frozen=True, slots=True)
class Account:
    """Items by key, the links between them, likeness of reports, and the entries."""

    items: Mapping[Key, Item]
    links: tuple[Link, ...]
    copies: Mapping[tuple[str, str], float]
    entries: tuple[Entry, ...]


def account_of(
    reports: Iterable[CodedReport],
    linker: Linker,
    *,
    rulings: Rulings = NONE,
    identities: Identities = NOBODY,
) -> Account:
    """The account that dated reports give, and what people ruled; order makes no difference.

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
        made = map(identities.applied, linker.items(coded[key], days[key]))
        items.update((item.key, item) for item in made)
    links = tuple(links_among(items, copies, linker))
    groups = linker.cluster(list(items.values()), links, rulings)
    entries = [linker.entry(group, copies) for group in groups]
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
