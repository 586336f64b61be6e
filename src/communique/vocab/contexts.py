"""What a paragraph is about: contexts found by the words that show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec
from ahocorasick_rs import AhoCorasick, MatchKind

STRONG, WEAK = 3, 1
ENOUGH = 3
MOST = 3
USUAL = 0.4  # what the usual context of an event type is worth, in shares of a text's points


class ContextWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of one context; a final `*` stands for any ending."""

    strong: tuple[str, ...]
    weak: tuple[str, ...] = ()


class ContextFinder:
    """Finds contexts in running text, in one pass; built once from the word lists.

    A word counts once, however often it stands there. Strong words give three points, weak ones
    one; a context needs three points, and at most three contexts are given.
    """

    def __init__(self, words: Mapping[str, ContextWords]) -> None:
        points: dict[str, list[tuple[str, int]]] = {}
        for context, lists in words.items():
            for group, score in ((lists.strong, STRONG), (lists.weak, WEAK)):
                for word in group:
                    points.setdefault(word, []).append((context, score))
        self._order = {context: i for i, context in enumerate(words)}
        self._open = {word.rstrip("*") for word in points if word.endswith("*")}
        self._points: dict[str, list[tuple[str, int]]] = {}
        for word, gains in points.items():
            self._points.setdefault(word.rstrip("*"), []).extend(gains)
        self._words = list(self._points)
        self._automaton = AhoCorasick(self._words, matchkind=MatchKind.Standard)

    def __call__(self, text: str) -> tuple[str, ...]:
        """At most three contexts of `text`, those with most points first."""
        sums = self.points(text)
        found = [context for context, total in sums.items() if total >= ENOUGH]
        found.sort(key=lambda context: (-sums[context], self._order[context]))
        return tuple(found[:MOST])

    def rank(
        self, texts: Iterable[Mapping[str, int]], *, usual: str | None = None
    ) -> tuple[str, ...]:
        """The three contexts with the largest shares, summed over the points of some texts."""
        shares: dict[str, float] = {usual: USUAL} if usual else {}
        for sums in texts:
            total = sum(sums.values())
            for context, points in sums.items():
                shares[context] = shares.get(context, 0.0) + points / total
        ranked = sorted(shares, key=lambda context: (-shares[context], self._order[context]))
        return tuple(ranked[:MOST])

    def points(self, text: str) -> dict[str, int]:
        """The points of each context that some word of `text` shows."""
        sums: dict[str, int] = {}
        for word in self._found(text.lower()):
            for context, score in self._points[word]:
                sums[context] = sums.get(context, 0) + score
        return sums

    def _found(self, lower: str) -> list[str]:
        """The listed words that stand in the text as whole words, once each, in a fixed order."""
        seen: dict[str, None] = {}
        for index, start, end in self._automaton.find_matches_as_indexes(lower, overlapping=True):
            word = self._words[index]
            if word not in seen and self._whole(lower, word, start, end):
                seen[word] = None
        return list(seen)

    def _whole(self, lower: str, word: str, start: int, end: int) -> bool:
        if start and lower[start - 1].isalnum():
            return False
        if word in self._open:
            return True
        if lower[end : end + 1] == "s":
            end += 1
        return not lower[end : end + 1].isalnum()
