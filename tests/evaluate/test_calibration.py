"""Whether confidence keeps its word: figures by hand, bounds, and the diagram."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.evaluate.calibration import calibrate, draw_reliability, measure
from communique.evaluate.events import pair_events

from .conftest import document, event

ACCUSED = event("ACCUSE", "NOR", "IRN", quote="accused", confidence=0.9)
WRONG = event("AID", "PER", "CHL", quote="rang", confidence=0.4)


def test_figures_by_hand():
    found = measure([(0.75, True), (0.75, True), (0.75, False), (0.2, False), (1.0, True)])
    assert found.error == pytest.approx((3 * abs(0.75 - 2 / 3) + 0.2 + 0) / 5)
    assert found.brier == pytest.approx((2 * 0.0625 + 0.5625 + 0.04 + 0) / 5)
    assert [(one.low, one.size) for one in found.bins if one.size] == [(0.2, 1), (0.7, 3), (0.9, 1)]


def test_right_is_what_matches_in_type_and_dyad():
    found = calibrate([pair_events(document(ACCUSED), document(ACCUSED, WRONG))])
    assert [(one.low, one.right) for one in found.bins if one.size] == [(0.4, 0.0), (0.9, 1.0)]


def test_nothing_is_measured_where_nothing_can_be_known():
    chosen = document(ACCUSED, scored="one")
    assert calibrate([pair_events(chosen, document(ACCUSED))]) is None
    bare = document(event("AID", "PER", "CHL", quote="rang"))
    assert calibrate([pair_events(bare, bare)]) is None


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1))
def test_errors_lie_between_0_and_1_and_bins_hold_all(points):
    found = measure(points)
    assert 0 <= found.error <= 1 and 0 <= found.brier <= 1
    assert sum(one.size for one in found.bins) == len(points)


def test_the_diagram_is_well_formed_and_has_a_bar_a_bin():
    svg = draw_reliability(measure([(0.75, True), (0.2, False), (0.3, True)]))
    tree = ElementTree.fromstring(svg)
    names = [element.tag.partition("}")[2] for element in tree.iter()]
    assert names.count("rect") == names.count("circle") == 3
    assert "href" not in svg
