"""Items of a list are done by whom the words before the colon name."""

from __future__ import annotations

LEAD = "The foreign ministers of Portugal and Angola met on Tuesday.\n"


def told(events, text):
    return {event.type for event in events(LEAD + text)}


def test_items_have_the_subject_before_the_colon(events):
    found = events(LEAD + "The ministers:\n- condemned the Libyan raid on Malta;\n- left.")
    (accusation,) = [event for event in found if event.type == "ACCUSE"]
    assert accusation.actors


def test_items_of_what_was_agreed_are_promises(events):
    found = told(events, "The two sides agreed to:\n- send 40 doctors to Chad;\n- free trade.")
    assert "AGREE" in found
    assert "AID" not in found


def test_items_of_what_was_asked_are_one_request(events):
    found = events("Portugal called on Togo to:\n- free the fishermen;\n- lift its embargo.")
    assert [event.type for event in found] == ["REQUEST"]


def test_a_list_without_a_colon_before_it_has_no_subject(events):
    assert "ACCUSE" not in told(events, "It rained.\n- condemned the Libyan raid on Malta.")
