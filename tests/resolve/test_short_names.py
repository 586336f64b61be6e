"""Bodies called by one word of their name, once the report has named them."""

from __future__ import annotations

import pytest

from communique import Coder

CALLED = [
    ("Officials of the International Monetary Fund met Chad's president.", "Fund", "IGO:IMF"),
    ("The World Bank met Chad's minister.", "Bank", "IGO:WB"),
    ("The Arab League met on Monday.", "League", "IGO:LAS"),
    ("Envoys met fighters of the Liberation Tigers of Tamil Eelam.", "Tigers", "REB:LTTE"),
    ("The Muslim Brotherhood held a rally in Cairo.", "Brotherhood", "EGY"),
]


@pytest.fixture(scope="module")
def coder():
    return Coder(select=False)


@pytest.mark.parametrize(("named", "word", "country"), CALLED)
def test_one_word_stands_for_the_body_that_was_named(coder, sides_told, named, word, country):
    told = sides_told(coder, f"{named} The {word} accused Norway of hiding documents.", "ACCUSE")
    assert told == [([country], ["NOR"])]


def test_a_word_for_no_body_that_was_named_is_nobody(coder, sides_told):
    assert sides_told(coder, "The Fund accused Norway of hiding documents.", "ACCUSE") == []


def test_a_cartel_is_that_of_oil_only_where_it_is_named(coder, sides_told):
    text = "OPEC met in Vienna on Monday. The cartel rejected a demand by Japan on Tuesday."
    assert sides_told(coder, text, "REJECT") == [(["IGO:OPEC"], ["JPN"])]
    text = "The drug cartel killed four policemen in Mexico on Monday."
    assert sides_told(coder, text, "ASSAULT") == [(["MEX"], ["MEX"])]
