"""Slips of the parser that would cost a sentence its event do not."""

from __future__ import annotations

import pytest

CASES = [
    # what stands before a semicolon is not governed by what follows
    ("Norway ended its fishing treaty with Chile; the notice is one year.", {"SANCTION"}),
    # the date in front does not swallow who acts
    ("On 29 February gangs of the Bravo coalition opened fire on Chad.", {"ASSAULT"}),
    # a preposition keeps what a participle behind it took
    ("Peru has granted asylum to five Chadian officers holed up in a villa.", {"AID"}),
    # the verb behind a reduced relative clause is the main verb
    ("Kenyans opposed to a new tax broke through the gates of the senate.", {"PROTEST"}),
    # old past forms
    ("In 1987 Chadian tribesmen slew a sheikh of Libya.", {"ASSAULT"}),
    # "it" that is willing is somebody
    ("Syria says it is willing to withdraw its troops from Lebanon.", {"CONCEDE"}),
    # what is counted is what is meant
    ("Some of the rebels killed three of the Libyan officers.", {"ASSAULT"}),
]


@pytest.mark.parametrize(("text", "types"), CASES)
def test_the_event_is_found_in_spite_of_the_parse(events, text, types):
    assert {event.type for event in events(text)} >= types


def test_an_order_that_is_a_curfew_is_no_request(events):
    found = events("The Ugandan army ordered the people of Gulu to stay indoors.")
    assert [event.type for event in found] == ["COERCE"]


def test_aid_that_others_give_as_well_goes_to_the_same_country(events):
    japan, kenya = events("Japan sent rice to Chad, and Kenya supplied tents.")
    assert japan.recipients == kenya.recipients != ()
    assert japan.actors != kenya.actors


def test_a_rocket_from_nowhere_is_an_attack(events):
    (event,) = events("A rocket struck the American embassy in Baghdad on Saturday.")
    assert (event.type, event.actors) == ("ASSAULT", ())
    assert event.recipients


def test_what_has_been_going_on_is_ongoing(events):
    (event,) = events("Colombian guerrillas have been holding two German engineers since March.")
    assert (event.type, event.status) == ("ASSAULT", "ongoing")
