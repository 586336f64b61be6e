"""Which record of the prediction stands for which of the gold, and where in the text they stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from communique.evaluate.forms import Days, Item

# A sentence ends with its mark and closing quotes where blanks and a capital follow, perhaps in
# quotes or brackets; or with an empty line.
_END = re.compile(
    r"""
    [.!?] ["'”’)]* \s+ (?= ["'“‘(]? [A-Z] )
    | \n \s* \n
    """,
    re.VERBOSE,
)
_WORD = re.compile(r"[a-z0-9]+")
_EMPTY_WORDS = frozenset({"the", "of", "on", "and", "a", "for", "in"})
G = TypeVar("G")
P = TypeVar("P")


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of a text, as the scoring counts them: the offsets where each starts."""

    text: str
    starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Sentences:
        """Cut a text into sentences."""
        return cls(text, (0, *(match.end() for match in _END.finditer(text))))

    def at(self, offset: int) -> int | None:
        """The number of the sentence that holds an offset; None outside the text."""
        if not 0 <= offset < len(self.text):
            return None
        return sum(start <= offset for start in self.starts) - 1

    def holding(self, item: Item) -> frozenset[int]:
        """The sentences that hold the first letters of a record's evidence."""
        found = {self.at(offset) for offset in self._offsets(item)}
        return frozenset(number for number in found if number is not None)

    def span(self, number: int) -> tuple[int, int]:
        """Where a sentence lies, without the blanks behind it."""
        start, end = self.starts[number], (*self.starts[1:], len(self.text))[number]
        return start, start + len(self.text[start:end].rstrip())

    def _offsets(self, item: Item) -> Iterable[int]:
        for words in item.evidence:
            if words.start is not None:
                yield words.start
            elif words.quote and (at := self.text.find(words.quote)) >= 0:
                yield at


def pair(
    gold: Sequence[G], found: Sequence[P], weight: Callable[[G, P], float]
) -> list[tuple[int, int]]:
    """Pair one to one, the heaviest pair first; of equal ones the first in the text.

    The places of gold and prediction, in the order of choice; what weighs nothing is not paired.
    """
    weighed = [(weight(g, p), -i, -j) for i, g in enumerate(gold) for j, p in enumerate(found)]
    pairs: list[tuple[int, int]] = []
    used_gold: set[int] = set()
    used_found: set[int] = set()
    for _, i, j in sorted((w for w in weighed if w[0] > 0), reverse=True):
        if -i not in used_gold and -j not in used_found:
            used_gold.add(-i)
            used_found.add(-j)
            pairs.append((-i, -j))
    return pairs


def same_days(gold: Days | None, found: Days | None) -> bool:
    """Whether both give the same days; where the gold has no first day, nothing is asked."""
    if gold is None or gold.start is None:
        return True
    return found is not None and (gold.start, gold.end) == (found.start, found.end)


def days_meet(gold: Days | None, found: Days | None) -> bool:
    """Whether the days have one in common; where the gold has no first day, nothing is asked."""
    if gold is None or gold.start is None:
        return True
    if found is None or found.start is None:
        return False
    first_ends, other_ends = gold.end or gold.start, found.end or found.start
    return gold.start <= other_ends and found.start <= first_ends


def likeness(name: str | None, other: str | None) -> float:
    """The share of the words of two names that they have in common, 0 to 1."""
    mine, theirs = _words(name), _words(other)
    return len(mine & theirs) / len(mine | theirs) if mine and theirs else 0.0


def _words(name: str | None) -> frozenset[str]:
    return frozenset(_WORD.findall((name or "").lower())) - _EMPTY_WORDS
