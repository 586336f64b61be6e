"""Figures of agreement and their intervals, on values that textbooks and papers print."""

from __future__ import annotations

from collections import Counter

import pytest

from communique.query.figures import (
    by_pair,
    cohens_kappa,
    krippendorffs_alpha,
    share_equal,
    wilson,
)

# Krippendorff, Computing Krippendorff's Alpha-Reliability (2011): example A, two coders, ten units.
BINARY = list(zip("0100000010", "1110010000", strict=True))


def table(both_yes, yes_no, no_yes, both_no):
    """Pairs of labels, as a table of two by two counts them."""
    counts = {("y", "y"): both_yes, ("y", "n"): yes_no, ("n", "y"): no_yes, ("n", "n"): both_no}
    return list(Counter(counts).elements())


@pytest.mark.parametrize(
    ("counts", "kappa"),
    [((20, 5, 10, 15), 0.4), ((45, 15, 25, 15), 0.1304), ((25, 35, 5, 35), 0.2593)],
)
def test_kappa_is_that_of_the_textbooks_tables(counts, kappa):
    assert cohens_kappa(table(*counts)) == pytest.approx(kappa, abs=5e-5)


def test_alpha_of_two_coders_is_that_of_the_paper():
    assert krippendorffs_alpha(BINARY) == pytest.approx(0.095, abs=5e-4)


def test_alpha_of_four_coders_with_missing_labels_is_that_of_the_paper():
    a = [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None]
    b = [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3]
    c = [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None]
    d = [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None]
    units = [[str(label) for label in unit if label] for unit in zip(a, b, c, d, strict=True)]
    assert krippendorffs_alpha(units) == pytest.approx(0.743, abs=5e-4)


def test_full_agreement_is_one_and_full_contradiction_below_nought():
    alike = [("right", "right"), ("wrong", "wrong")]
    assert share_equal(alike) == cohens_kappa(alike) == krippendorffs_alpha(alike) == 1
    apart = [("right", "wrong"), ("wrong", "right")]
    assert share_equal(apart) == 0
    assert cohens_kappa(apart) == -1
    assert krippendorffs_alpha(apart) == pytest.approx(-0.5)


def test_where_chance_alone_makes_all_equal_nothing_can_be_said():
    same = [("right", "right")] * 5
    assert share_equal(same) == 1
    assert cohens_kappa(same) is krippendorffs_alpha(same) is None
    assert share_equal([]) is cohens_kappa([]) is krippendorffs_alpha([]) is wilson(0, 0) is None
    assert krippendorffs_alpha([["right"], []]) is None


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [(8, 10, 0.4902, 0.9433), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0),
     (15, 148, 0.0624, 0.1605)],
)  # fmt: skip
def test_the_interval_is_wilsons(hits, of, low, high):
    assert wilson(hits, of) == pytest.approx((low, high), abs=5e-5)


def test_pairs_are_of_units_that_both_judged():
    found = by_pair({"one": {"bob": "right", "ann": "wrong"}, "two": {"ann": "right"}})
    assert found == {("ann", "bob"): {"one": ("wrong", "right")}}
