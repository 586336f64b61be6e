"""Meetings that name one side: a body's own, and those with nobody."""

from __future__ import annotations

from datetime import date

import pytest

from communique.pipeline import Coder


@pytest.fixture(scope="module")
def coder():
    return Coder(select=False)


def meetings(coder, text):
    coded = coder.code(text, date=date(2020, 6, 17))
    names = {entity.id: entity.name for entity in coded.entities}
    return [
        ({names[i] for i in event.actors} | {names[i] for i in event.recipients})
        for event in coded.events
        if event.type == "CONSULT"
    ]


def test_a_body_that_holds_its_summit_meets_as_one(coder):
    (parties,) = meetings(coder, "The African Union held a summit in Addis Ababa on Monday.")
    assert parties == {"African Union"}


def test_a_minister_who_met_with_nobody_named_is_no_event(coder):
    assert not meetings(coder, "The Norwegian foreign minister held a meeting in Oslo on Monday.")


def test_many_of_a_body_meet_as_the_body(coder):
    (parties,) = meetings(coder, "African Union ministers met in Addis Ababa on Monday.")
    assert len(parties) == 1


def test_many_of_one_state_who_meet_are_no_event(coder):
    assert not meetings(coder, "Norwegian ministers met in Oslo on Monday.")


def test_a_summit_that_opened_was_held(coder):
    (parties,) = meetings(coder, "An African Union summit opened in Kigali on Monday.")
    assert parties == {"African Union"}


def test_the_members_of_a_body_that_gather_meet_as_one(coder):
    (parties,) = meetings(
        coder, "NATO envoys came together for a special session in Riga on Tuesday."
    )
    assert len(parties) == 1


def test_what_one_official_of_a_body_does_by_himself_is_no_meeting(coder):
    assert not meetings(coder, "The NATO chief spoke in Riga on Monday.")


def test_whom_a_second_with_names_takes_part_too(coder):
    text = (
        "Norway's prime minister conferred on Tuesday with Kofi Boateng, the president of Ghana, "
        "and with Maria Lopez, the foreign minister of Peru."
    )
    (parties,) = meetings(coder, text)
    assert {"Kofi Boateng", "Maria Lopez"} <= parties


def test_leaders_of_two_peoples_of_one_state_meet_each_other(coder):
    text = "Greek Cypriot and Turkish Cypriot leaders met in Nicosia on Monday."
    assert len(meetings(coder, text)) == 1
