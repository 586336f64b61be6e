"""Figures of agreement between people, and of shares with their uncertainty.

Small functions over labels, tested on values that textbooks print.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import sqrt

#: The normal quantile of a two-sided interval of 95 %.
Z = 1.959964


def share_equal(pairs: Sequence[tuple[str, str]]) -> float | None:
    """How many of the pairs are of two equal labels; None of no pairs."""
    return sum(a == b for a, b in pairs) / len(pairs) if pairs else None


def cohens_kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Agreement of two people beyond chance (Cohen 1960), unweighted.

    None of no pairs, and where chance alone would make all equal: both used one label throughout.
    """
    if not pairs:
        return None
    size = len(pairs)
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    observed = sum(a == b for a, b in pairs) / size
    expected = sum(first[label] * second[label] for label in first) / size**2
    return None if expected == 1 else (observed - expected) / (1 - expected)


def krippendorffs_alpha(units: Iterable[Sequence[str]]) -> float | None:
    """Agreement of any number of people beyond chance, labels nominal (Krippendorff 2011).

    Args:
        units: The labels that each unit got, from as many people as judged it; units with fewer
            than two say nothing and are left out.

    Returns:
        None without units, and where all labels are the same.
    """
    weights: Counter[str] = Counter()
    differing = 0.0
    size = 0
    for labels in units:
        if len(labels) < 2:
            continue
        size += len(labels)
        counts = Counter(labels)
        weights.update(counts)
        others = sum(count * (len(labels) - count) for count in counts.values())
        differing += others / (len(labels) - 1)
    if size < 2:
        return None
    expected = sum(count * (size - count) for count in weights.values()) / (size - 1)
    return None if expected == 0 else 1 - differing / expected


def wilson(hits: int, of: int) -> tuple[float, float] | None:
    """The interval of 95 % of a share by Wilson's score; None of nothing."""
    if not of:
        return None
    share, square = hits / of, Z * Z
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = Z * sqrt(share * (1 - share) / of + square / (4 * of * of)) / (1 + square / of)
    return max(0.0, middle - half), min(1.0, middle + half)


def by_pair(
    labels: Mapping[str, Mapping[str, str]],
) -> dict[tuple[str, str], dict[str, tuple[str, str]]]:
    """By two people, the labels that both gave to a unit.

    Args:
        labels: By unit, the label of each person.
    """
    found: dict[tuple[str, str], dict[str, tuple[str, str]]] = {}
    for unit, given in labels.items():
        people = sorted(given)
        for at, one in enumerate(people):
            for two in people[at + 1 :]:
                found.setdefault((one, two), {})[unit] = (given[one], given[two])
    return dict(sorted(found.items()))
