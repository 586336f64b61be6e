"""Whether a series changed its level: a change-point test that assumes no distribution."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

#: Shuffles of the series; the smallest p-value that they can give is 1 / (SHUFFLES + 1).
SHUFFLES = 1999
#: Fewer points than this say nothing: no order of 7 points is rarer than one in twenty by this test
#: unless all of one side exceed all of the other.
FEWEST = 8
LEVEL = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The likeliest change of level in a series.

    Attributes:
        at: Index of the first point of the new level.
        before: Mean before.
        after: Mean from there on.
        p: How often a shuffled series shows a change as great, in (0, 1].
    """

    at: int
    before: float
    after: float
    p: float

    @property
    def verdict(self) -> str:
        """`upswing` or `downswing` if the change is significant at 0.05, else `no change shown`."""
        if self.p > LEVEL or self.before == self.after:
            return "no change shown"
        return "upswing" if self.after > self.before else "downswing"


def find_change(series: Sequence[float]) -> Change | None:
    """The point at which the level of `series` most likely changed, None for under 8 points.

    The statistic is the greatest absolute cumulative sum of deviations from the mean (CUSUM); its
    p-value is the share of 1,999 seeded shuffles of the series in which it is as great. Points of
    a series that depend on their neighbours make it too ready to see a change.
    """
    values = np.asarray(series, dtype=float)
    if len(values) < FEWEST:
        return None
    sums = np.cumsum(values - values.mean())
    at = int(np.argmax(np.abs(sums[:-1]))) + 1
    greatest = float(np.abs(sums[:-1]).max())
    random = np.random.default_rng(len(values))
    shuffled = random.permuted(np.tile(values - values.mean(), (SHUFFLES, 1)), axis=1)
    as_great = np.abs(np.cumsum(shuffled, axis=1)[:, :-1]).max(axis=1) >= greatest - 1e-9
    return Change(
        at=at,
        before=float(values[:at].mean()),
        after=float(values[at:].mean()),
        p=(1 + int(as_great.sum())) / (SHUFFLES + 1),
    )
