"""From links to groups: which items of a component tell of one thing.

The two groups with the highest linkage are joined, as long as that is not below the limit. Linkage
is the mean over the better half of all pairs between them; a pair without link counts 0. Half, so
that one bare or vague report does not keep two groups apart, and one chance link does not join
them. Two items of one report are two things unless a link says that one act is told twice in it.
Ties go by key, so that the result is a function of the set. Items that are alike in all that is
compared are put together first, so that a thousand copies of one story cost little more than one.
What people ruled goes before all of this: items of one thing are put together first, and groups of
which they said that they are two are never joined.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence

import msgspec

from communique.account import Item, Key, Link, Rulings
from communique.link.ruled import (
    NONE,
    UNTAGGED,
    Tags,
    bind,
    clash,
    forms_of,
    tags_among,
    tags_of,
)

Pair = tuple[int, int]


def group(
    items: Sequence[Item], links: Iterable[Link], join: float, rulings: Rulings = NONE
) -> list[tuple[Item, ...]]:
    """A partition of the items, each part and the whole in order of their keys."""
    ordered, links = sorted(items, key=lambda item: item.key), list(links)
    tags = tags_of(rulings)
    forms = forms_of(ordered, tags)
    alike = _alike(ordered, _bonded(forms, links, join, rulings), forms, tags)
    groups = bind(alike, rulings, tags)
    place = {item.key: n for n, members in enumerate(groups) for item in members}
    linkage = _Linkage(groups, tags)
    for link in links:
        linkage.add(place.get(link.a), place.get(link.b), link)
    parts = (tuple(sorted(part, key=lambda item: item.key)) for part in linkage.join(join))
    return sorted(parts, key=lambda part: part[0].key)


def _bonded(
    forms: Mapping[Key, str | None], links: Iterable[Link], join: float, rulings: Rulings
) -> dict[Key, Key]:
    """For each item the one that stands for all that it hangs together with, by form, by a ruling
    or by links of at least `join`. No group reaches further, so that what is given beside it makes
    no difference.
    """
    first: dict[str, Key] = {}
    leader = {key: first.setdefault(form, key) if form else key for key, form in forms.items()}

    def lead(key: Key) -> Key:
        while leader[key] != key:
            leader[key] = key = leader[leader[key]]
        return key

    bonds = [(link.a, link.b) for link in links if round(link.score, 2) >= join]
    bonds += [(keys[0], key) for keys in _present(rulings, leader) for key in keys[1:]]
    for a, b in bonds:
        if a in leader and b in leader:
            one, two = sorted((lead(a), lead(b)))
            leader[two] = one
    return {key: lead(key) for key in leader}


def _present(rulings: Rulings, items: Container[Key]) -> list[list[Key]]:
    """The items of one thing, those that are here."""
    found = ([key for key in keys if key in items] for keys in rulings.one)
    return [keys for keys in found if keys]


def _alike(
    ordered: Iterable[Item],
    leader: Mapping[Key, Key],
    forms: Mapping[Key, str | None],
    tags: Mapping[Key, Tags],
) -> list[list[Item]]:
    """Items of one leader that differ only in their report, together; two of one report apart."""
    found: dict[tuple[bytes, int], list[Item]] = {}
    seen: dict[tuple[bytes, str], int] = defaultdict(int)
    for item in ordered:
        if (form := forms[item.key]) is not None:
            found.setdefault((form.encode(), 0), []).append(item)
            continue
        look = msgspec.json.encode(
            (
                leader[item.key],
                item.type,
                item.mode,
                item.status,
                item.when,
                item.refers_to,
                item.place,
                item.name,
                item.acronym,
                item.parties,
                item.words,
                item.quote,
                sorted(tags.get(item.key, UNTAGGED)),
            )
        )
        turn = seen[look, item.key.report]
        seen[look, item.key.report] += 1
        found.setdefault((look, turn), []).append(item)
    return list(found.values())


class _Linkage:
    """Groups, the scores between them, the reports they come from, and what was ruled of them."""

    def __init__(self, groups: Sequence[list[Item]], tags: Mapping[Key, Tags]) -> None:
        self.members: dict[int, list[Item]] = dict(enumerate(groups))
        self.first: dict[int, Key] = {n: part[0].key for n, part in self.members.items()}
        self.reports = {n: {item.key.report for item in part} for n, part in self.members.items()}
        self.tags = {n: tags_among(part, tags) for n, part in self.members.items()}
        self.twins: set[tuple[Key, Key]] = set()
        self.scores: dict[int, dict[int, Counter[float]]] = defaultdict(dict)

    def add(self, a: int | None, b: int | None, link: Link) -> None:
        """Count a link between two groups."""
        if a is None or b is None:
            return
        if link.a.report == link.b.report:
            self.twins.add((link.a, link.b))
        if a != b:
            counts = self.scores[a].setdefault(b, Counter())
            self.scores[b][a] = counts
            counts[round(link.score, 2)] += 1

    def join(self, least: float) -> list[list[Item]]:
        """Join groups until no two are near enough."""
        heap = [
            self._rank(a, b)
            for a, others in self.scores.items()
            for b, counts in others.items()
            if a < b and max(counts) >= least
        ]
        heapq.heapify(heap)
        number = len(self.members)
        while heap:
            negative, _, _, a, b = heapq.heappop(heap)
            if -negative < least:
                break
            if a not in self.members or b not in self.members or self._must_part(a, b):
                continue
            self._merge(a, b, number)
            for other, counts in self.scores[number].items():
                if max(counts) >= least:  # otherwise no mean of them can be
                    heapq.heappush(heap, self._rank(other, number))
            number += 1
        return list(self.members.values())

    def _rank(self, a: int, b: int) -> tuple[float, Key, Key, int, int]:
        pairs = len(self.members[a]) * len(self.members[b])
        first, second = sorted((self.first[a], self.first[b]))
        return -round(better_half(self.scores[a][b], pairs), 9), first, second, a, b

    def _must_part(self, a: int, b: int) -> bool:
        """Whether the groups hold two items of one report that are two things, or were ruled to be
        two."""
        if clash(self.tags[a], self.tags[b]):
            return True
        both = self.reports[a] & self.reports[b]
        if not both:
            return False
        left = [item.key for item in self.members[a] if item.key.report in both]
        right = [item.key for item in self.members[b] if item.key.report in both]
        return any(
            one.report == two.report and (min(one, two), max(one, two)) not in self.twins
            for one in left
            for two in right
        )

    def _merge(self, a: int, b: int, number: int) -> None:
        self.members[number] = self.members.pop(a) + self.members.pop(b)
        self.first[number] = min(self.first[a], self.first[b])
        self.reports[number] = self.reports[a] | self.reports[b]
        self.tags[number] = self.tags[a] | self.tags[b]
        for old in (a, b):
            for other, counts in self.scores.pop(old, {}).items():
                self.scores[other].pop(old, None)
                if other not in (a, b):
                    total = self.scores[number].get(other)
                    if total is None:
                        self.scores[number][other] = self.scores[other][number] = counts
                        continue
                    for score, count in counts.items():
                        total[score] += count


def better_half(scores: Mapping[float, int], pairs: int) -> float:
    """The mean of the better half of `pairs` scores, of which those not given are 0."""
    wanted = left = (pairs + 1) // 2
    total = 0.0
    for score in sorted(scores, reverse=True):
        taken = min(left, scores[score])
        total += score * taken
        left -= taken
        if not left:
            break
    return total / wanted
