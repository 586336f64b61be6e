"""Freedom that is asked for somebody is asked of those who took it."""

from __future__ import annotations

import pytest

from communique.pipeline import Coder

ASKED = [
    ("Vietnam jailed a blogger. Norway called for her immediate release.", "NOR", ["VNM"]),
    ("Chad arrested a French priest on Monday. Paris demanded his return.", "FRA", ["TCD"]),
    ("Norway called for her immediate release.", "NOR", []),
    ("Chad demanded Niger's withdrawal from the village.", "TCD", ["NER"]),
]


@pytest.mark.parametrize(("text", "by", "whom"), ASKED)
def test_it_is_asked_of_who_holds_them_not_of_who_is_held(sides_told, text, by, whom):
    assert sides_told(Coder(select=False), text, "REQUEST") == [([by], whom)]
