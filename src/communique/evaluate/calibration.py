"""Whether confidence keeps its word: of the events given 0.8, eight in ten should be right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from communique.evaluate.events import Level, Pairing
from communique.evaluate.templates import template

BINS = 10
PLACES = 4
#: The plot's side and the room around it, in the diagram's own units.
_SIDE, _LEFT, _TOP = 300, 46, 14


@dataclass(frozen=True, slots=True)
class Bin:
    """The events of one stretch of confidence, `low` inclusive."""

    low: float
    high: float
    size: int
    confidence: float | None
    right: float | None


@dataclass(frozen=True, slots=True)
class Calibration:
    """How confidence and truth go together.

    error: the expected calibration error: the mean distance between confidence and the share that
        is right, over the bins, weighed by their sizes (Naeini et al. 2015).
    brier: the mean square of the distance between confidence and 1 or 0 (Brier 1950).
    """

    size: int
    error: float
    brier: float
    bins: tuple[Bin, ...]

    def as_json(self) -> dict[str, Any]:
        """The figures as plain values; the empty bins left out."""
        return {
            "events": self.size,
            "expected_calibration_error": round(self.error, PLACES),
            "brier": round(self.brier, PLACES),
            "bins": [
                {
                    "from": one.low,
                    "to": one.high,
                    "events": one.size,
                    "confidence": round(one.confidence or 0.0, PLACES),
                    "right": round(one.right or 0.0, PLACES),
                }
                for one in self.bins
                if one.size
            ],
        }


def calibrate(pairings: Iterable[Pairing]) -> Calibration | None:
    """Measure the confidence of the events found; None if there are none with one.

    Right is what matches an event of the gold in type and dyad. Documents whose gold lists only
    one chosen event are left out: of the others found there nobody knows whether they are right.
    """
    return measure([point for one in pairings if not one.one for point in _points(one)])


def _points(pairing: Pairing) -> Iterable[tuple[float, bool]]:
    right = {
        p
        for g, p in pairing.pairs
        if pairing.level(pairing.gold[g], pairing.found[p]) >= Level.DYAD
    }
    for number, seen in enumerate(pairing.found):
        if seen.event.confidence is not None:
            yield seen.event.confidence, number in right


def measure(points: Sequence[tuple[float, bool]]) -> Calibration | None:
    """Measure pairs of confidence (0 to 1) and whether it was right."""
    if not points:
        return None
    filled: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for confidence, right in points:
        filled[min(int(confidence * BINS), BINS - 1)].append((confidence, right))
    bins = tuple(_bin(number, inside) for number, inside in enumerate(filled))
    gaps = (one.size * abs((one.confidence or 0.0) - (one.right or 0.0)) for one in bins)
    return Calibration(
        size=len(points),
        error=sum(gaps) / len(points),
        brier=sum((confidence - right) ** 2 for confidence, right in points) / len(points),
        bins=bins,
    )


def _bin(number: int, inside: Sequence[tuple[float, bool]]) -> Bin:
    size = len(inside)
    return Bin(
        low=number / BINS,
        high=(number + 1) / BINS,
        size=size,
        confidence=sum(confidence for confidence, _ in inside) / size if size else None,
        right=sum(right for _, right in inside) / size if size else None,
    )


def draw_reliability(calibration: Calibration) -> Markup:
    """The reliability diagram as SVG: a bar a bin, as high as the share that is right.

    A dot marks mean confidence and share; a bin keeps its word where the dot lies on the diagonal.
    """
    largest = max(one.size for one in calibration.bins)
    svg = template("reliability.svg").render(
        calibration=calibration,
        side=_SIDE,
        left=_LEFT,
        top=_TOP,
        ticks=[tick / 5 for tick in range(6)],
        bars=[one for one in calibration.bins if one.size],
        largest=largest,
    )
    return Markup(svg)  # our own template, of numbers alone
