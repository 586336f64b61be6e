"""From links to groups: which items of a component tell of one thing.

Average linkage: the two groups whose links have the highest mean are joined, as long as that mean
is not below the limit; a pair without link counts 0. Two items of one report are two things, as
the coder has already joined what is one. Ties go by key, so that the result is a function of the
set. Items that are alike in all that is compared are put together first, so that a thousand
copies of one story cost little more than one.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from communique.account import Item, Key, Link

Pair = tuple[int, int]


def group(items: Sequence[Item], links: Iterable[Link], join: float) -> list[tuple[Item, ...]]:
    """A partition of the items, each part and the whole in order of their keys."""
    ordered = sorted(items, key=lambda item: item.key)
    groups = _alike(ordered)
    place = {item.key: n for n, members in enumerate(groups) for item in members}
    linkage = _Linkage(groups)
    for link in links:
        linkage.add(place.get(link.a), place.get(link.b), link.score)
    parts = (tuple(sorted(part, key=lambda item: item.key)) for part in linkage.join(join))
    return sorted(parts, key=lambda part: part[0].key)


def _alike(ordered: Iterable[Item]) -> list[list[Item]]:
    """Items that differ only in their report, together; two of one report apart."""
    found: dict[tuple[bytes, int], list[Item]] = {}
    seen: dict[tuple[bytes, str], int] = defaultdict(int)
    for item in ordered:
        look = msgspec.json.encode(
            (
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
            )
        )
        turn = seen[look, item.key.report]
        seen[look, item.key.report] += 1
        found.setdefault((look, turn), []).append(item)
    return list(found.values())


class _Linkage:
    """Groups, the sums of the scores between them, and the reports they come from."""

    def __init__(self, groups: Sequence[list[Item]]) -> None:
        self.members: dict[int, list[Item]] = dict(enumerate(groups))
        self.first: dict[int, Key] = {n: part[0].key for n, part in self.members.items()}
        self.reports = {n: {item.key.report for item in part} for n, part in self.members.items()}
        self.sums: dict[int, dict[int, float]] = defaultdict(dict)

    def add(self, a: int | None, b: int | None, score: float) -> None:
        """Count a link between two groups."""
        if a is None or b is None or a == b:
            return
        self.sums[a][b] = self.sums[b][a] = self.sums[a].get(b, 0.0) + score

    def join(self, least: float) -> list[list[Item]]:
        """Join groups until no two are near enough."""
        heap = [self._rank(a, b) for a in self.sums for b in self.sums[a] if a < b]
        heapq.heapify(heap)
        number = len(self.members)
        while heap:
            negative, _, _, a, b = heapq.heappop(heap)
            if -negative < least:
                break
            if a not in self.members or b not in self.members or self.reports[a] & self.reports[b]:
                continue
            self._merge(a, b, number)
            for other in self.sums[number]:
                heapq.heappush(heap, self._rank(other, number))
            number += 1
        return list(self.members.values())

    def _rank(self, a: int, b: int) -> tuple[float, Key, Key, int, int]:
        mean = self.sums[a][b] / (len(self.members[a]) * len(self.members[b]))
        first, second = sorted((self.first[a], self.first[b]))
        return -round(mean, 9), first, second, a, b

    def _merge(self, a: int, b: int, number: int) -> None:
        self.members[number] = self.members.pop(a) + self.members.pop(b)
        self.first[number] = min(self.first[a], self.first[b])
        self.reports[number] = self.reports[a] | self.reports[b]
        for old in (a, b):
            for other, score in self.sums.pop(old, {}).items():
                self.sums[other].pop(old, None)
                if other not in (a, b):
                    total = self.sums[number].get(other, 0.0) + score
                    self.sums[number][other] = self.sums[other][number] = total
