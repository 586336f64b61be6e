"""Whose firms, towns, bands and crowds are, told by more than the name beside them."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from communique.pipeline import Coder

NAMED = [
    ("The agency fined Mako Canada Corp on Monday.", "Mako Canada Corp", "CAN"),
    ("The commission ordered Shellby Canada to reduce its rates.", "Shellby Canada", "CAN"),
    ("Iran attacked a tanker of Mako Japan Ltd on Monday.", "Mako Japan Ltd", "JPN"),
    ("The agency fined Mako (Australia) Ltd on Monday.", "Mako (Australia) Ltd", "AUS"),
    ("Chad attacked a plant of Bank of Boston Corp on Monday.", "Bank of Boston Corp", "TCD"),
]
STATES = [
    ("Upper Egypt was attacked by Sudan.", "EGY"),
    ("On Sunday Sudan attacked Iran.", "IRN"),
    ("East Timor was attacked by Sudan.", "TLS"),
]
TOWNS = [
    ("The police arrested three men in Paris, Texas, on Monday.", "USA"),
    ("The police arrested three men in Lyons, N.Y., on Monday.", "USA"),
    ("The police arrested three men in Lyons on Monday.", "FRA"),
    ("The police arrested three men in Lyons, France, on Monday.", "FRA"),
]
SIDES = [
    (
        "Experts from around the world criticized Sudan on Monday.",
        "ACCUSE",
        ([None], ["SDN"]),
    ),
    (
        "Biden met with families of Americans taken hostage by Hamas.",
        "ASSAULT",
        (["PSE"], ["USA"]),
    ),
]


@pytest.fixture(scope="module")
def coder():
    return Coder(select=False)


@pytest.fixture(scope="module")
def sides(sides_told, coder):
    return partial(sides_told, coder)


@pytest.mark.parametrize(("text", "name", "code"), NAMED)
def test_firms_are_called_by_a_state_or_town(coder, text, name, code):
    record = coder.code(text, date=date(2019, 5, 2))
    assert (name, code) in {(e.name, e.country) for e in record.entities}


@pytest.mark.parametrize(("text", "code"), STATES)
def test_a_state_is_no_firm(sides, text, code):
    assert sides(text, "ASSAULT")[0][1] == [code]


@pytest.mark.parametrize(("text", "code"), TOWNS)
def test_a_town_is_of_the_region_behind_it(sides, text, code):
    assert sides(text, "COERCE") == [([code], [code])]


@pytest.mark.parametrize(("text", "type_", "parties"), SIDES)
def test_many_countries_and_captives(sides, text, type_, parties):
    assert sides(text, type_) == [parties]


def test_a_ticker_is_nobody(coder):
    record = coder.code("Mako Industries <PAC> sued Chad on Monday.", date=date(2019, 5, 2))
    assert "Pan Africanist Congress" not in {e.name for e in record.entities}


def test_the_government_does_not_call_attackers_its_own(coder):
    told = coder.code("These militia groups attacked Chad.", publisher="US White House")
    assert {e.country for e in told.entities if e.name is None} == {None}
