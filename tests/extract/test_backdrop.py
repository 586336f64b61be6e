"""What is usual, laid down, awaited or foretold is told as no event."""

from __future__ import annotations

import pytest

KNOWN = [
    "By law the Chadian police arrest protesters without a warrant.",
    "The treaty provides that Norway shall send troops to Chad.",
    "Whoever is arrested in Chad is jailed by the army.",
    "Chad will probably expel the Libyan ambassador.",
    "Analysts expect that Chad will expel the Libyan ambassador.",
    "Chad has repeatedly blocked aid to Libya.",
    "Traders who refuse to pay the levy to Chad are poor.",
    "The Chadian army said its troops only return fire at Libyan posts.",
    "Will Chad and Libya ever build the dam?",
    "Did Chad expel the Libyan ambassador?",
    "Chad has a body that will promote trade with Libya.",
    "Chad angered the diplomats by backing Libya.",
    "A Libyan jet crashed near the town on Monday, killing forty people.",
    "A Libyan jet which collided with a tower killed forty people on Monday.",
    "The Libyan rebels, who have joined forces with Chad, are poor.",
]
NEWS = [
    ("Chadian police arrested forty protesters on Monday.", "COERCE"),
    ("Chad has blocked aid to Libya.", "COERCE"),
    ("Libyan jets bombed a village in Chad on Monday, killing forty people.", "ASSAULT"),
    ("A truck bomber crashed into the gate in Chad on Monday, killing nine soldiers.", "ASSAULT"),
    ("Chad will expel the Libyan ambassador, its president said.", "THREATEN"),
    ("Chad has repeatedly called on Libya to withdraw its troops.", "REQUEST"),
]


@pytest.mark.parametrize("text", KNOWN)
def test_what_is_no_news_reports_nothing(events, text):
    assert events(text) == ()


@pytest.mark.parametrize(("text", "type_"), NEWS)
def test_the_same_words_as_news_report_an_event(events, text, type_):
    assert type_ in {event.type for event in events(text)}


def test_what_is_awaited_has_not_happened(events):
    found = events("Italy will close its base in Iraq after the rebels release the captives.")
    assert "RETREAT" not in {event.type for event in found}


def test_what_somebody_is_told_to_do_he_has_not_done(events):
    found = events('"Leave our country," the rebel leader told French troops.')
    assert "RETREAT" not in {event.type for event in found}


def test_what_a_paper_asks_for_is_asked_only_once_it_is_passed(events):
    found = events("Norway vetoed a resolution demanding that Libya withdraw from Chad.")
    assert "REQUEST" not in {event.type for event in found}
