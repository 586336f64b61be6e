"""Meetings that are looked forward to, remarked upon or stalled, and those that were held."""

from __future__ import annotations

import pytest

NONE_HELD = [
    "This will be the Kenyan president's first visit to Peru.",
    "Border talks between Kenya and Uganda have stalled.",
    "The trade talks between Kenya and Uganda are a sign of trust.",
    "The Kenyan minister set up a venue for talks with Uganda.",
    "Rebels in Kenya have backed out of talks with the government.",
    "During his recent visit to Uganda the Kenyan minister saw two dams.",
    "Kenya sells tea to Uganda.",
]
HELD = [
    "Kenya and Uganda signed a fishing accord on Monday after six weeks of talks.",
    "Kenya's two prime ministers met on Monday.",
    "Kenyan and Ugandan envoys have been negotiating for over a month.",
    "Trade grew as a result of the Kenyan president's visit to Peru.",
    "Kenyan and Ugandan officials reviewed the water treaty on Monday.",
    "The Kenyan president has flown to Lima.",
    "Kenyan Premier Ana Torp met Angolan President Rui dos Campos in Lima on Monday.",
]


@pytest.mark.parametrize("text", NONE_HELD)
def test_what_is_to_come_or_only_spoken_of_is_no_meeting(events, text):
    assert not {"CONSULT", "COOPERATE"} & {event.type for event in events(text)}


@pytest.mark.parametrize("text", HELD)
def test_a_meeting_held_or_going_on_is_one(events, text):
    assert "CONSULT" in {event.type for event in events(text)}


def test_further_stops_of_a_visit_are_no_promise(events):
    found = events(
        "Kenyan Foreign Minister Raychelle Omamo arrived in Peru on Monday for a visit."
        " Omamo will also visit Lima."
    )
    assert "AGREE" not in {event.type for event in found}


@pytest.mark.parametrize("what", ["telephone conversation", "video conference"])
def test_talks_held_from_afar_are_no_meeting_besides(events, what):
    found = events(f"The Kenyan president held a {what} with the president of Peru on Monday.")
    assert [event.type for event in found] == ["CONSULT"]
