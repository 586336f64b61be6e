"""Where an event happened, in the words of the report."""

from __future__ import annotations

import pytest

CASES = [
    ("Rutte met Macron in The Hague on Tuesday.", "The Hague"),
    ("The Kenyan president met the Ugandan president in Addis Ababa.", "Addis Ababa"),
    ("Rebels attacked Chadian troops near Faya on Monday.", "Faya"),
    ("Thousands of students marched through the streets of Mombasa.", "Mombasa"),
    ("Kenyan police arrested nine students in the port of Mombasa.", "Mombasa"),
    ("Kenya condemned Uganda in June.", None),
    ("Kenya condemned Uganda in a statement.", None),
]


@pytest.mark.parametrize(("text", "place"), CASES)
def test_event_has_its_place(events, text, place):
    (event,) = events(text)
    found = event.place
    assert found == place or (place and found and found.endswith(place.removeprefix("The ")))
