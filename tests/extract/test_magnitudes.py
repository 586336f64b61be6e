"""How many and how much: figures belong to the event that they measure."""

from __future__ import annotations

import pytest

CASES = [
    ("Chadian troops killed 12 rebels on Monday.", "ASSAULT", {"dead": 12}),
    (
        "The raid by rebels on Chadian troops killed at least 1,200 people.",
        "ASSAULT",
        {"dead": 1200},
    ),
    (
        "Rebels shot dead four soldiers and wounded nine in Chad.",
        "ASSAULT",
        {"dead": 4, "injured": 9},
    ),
    ("Police arrested thirty-two protesters in Nairobi.", "COERCE", {"arrested": 32}),
    ("About 5,000 teachers marched in Nairobi on Monday.", "PROTEST", {"size": 5000}),
    ("Norway gave Chad $25 million in aid.", "AID", {"amount": 25_000_000.0, "unit": "USD"}),
    ("Norway delivered 300 tonnes of grain to Chad.", "AID", {"amount": 300.0, "unit": "tonnes"}),
]


@pytest.mark.parametrize(("text", "type_", "figures"), CASES)
def test_event_has_its_figures(events, text, type_, figures):
    (event,) = [e for e in events(text) if e.type == type_]
    assert event.magnitude is not None
    found = {name: getattr(event.magnitude, name) for name in figures}
    assert found == figures


def test_vague_numbers_stay_words(events):
    (event,) = events("Police arrested dozens of protesters in Nairobi.")
    assert event.magnitude.arrested is None
    assert "dozens" in event.magnitude.text


def test_an_event_without_figures_has_no_magnitude(events):
    (event,) = events("Kenya condemned Uganda.")
    assert event.magnitude is None
