"""Contacts that do not take place: cancelled, postponed, declined."""

from __future__ import annotations

from datetime import date

import pytest

DAY = date(2020, 6, 17)  # a Wednesday


@pytest.fixture(scope="module")
def contacts(coder):
    """The contacts of a text: channel, status, countries, planned days."""

    def run(text):
        record = coder.code(text, date=DAY)
        known = {entity.id: entity.country for entity in record.entities}
        return [
            (
                contact.channel,
                contact.status,
                " ".join(sorted(known[i] or "?" for i in contact.participants)),
                str(contact.date.start),
                str(contact.date.end),
            )
            for contact in record.contacts
        ]

    return run


CASES = [
    (
        "A strike led the Peruvian premier to call off a journey to Bolivia planned for Thursday.",
        ("visit", "cancelled", "BOL PER", "2020-06-18", "2020-06-18"),
    ),
    (
        "The Peruvian foreign minister cancelled a visit to Bolivia planned for Thursday.",
        ("visit", "cancelled", "BOL PER", "2020-06-18", "2020-06-18"),
    ),
    (
        "The Danish prime minister postponed her trip to Ghana, planned for next week.",
        ("visit", "postponed", "DNK GHA", "2020-06-22", "2020-06-28"),
    ),
    (
        "A meeting between the Kenyan and Ugandan presidents scheduled for Friday was postponed.",
        ("meeting", "postponed", "KEN UGA", "2020-06-19", "2020-06-19"),
    ),
    (
        "Talks between Chad and Niger planned for Friday were called off.",
        ("meeting", "cancelled", "NER TCD", "2020-06-19", "2020-06-19"),
    ),
    (
        "The Kenyan president turned down an invitation to visit Sudan in July.",
        ("visit", "declined", "KEN SDN", "2020-07-01", "2020-07-31"),
    ),
    (
        "Norway cancelled a visit by the Omani defence minister.",
        ("visit", "cancelled", "NOR OMN", "2020-06-17", "None"),
    ),
    (
        "The Chilean president, who was due to travel to Peru on Tuesday, cancelled his trip.",
        ("visit", "cancelled", "CHL PER", "2020-06-23", "2020-06-23"),
    ),
    (
        "The planned visit of the Omani sultan to Kenya on Monday has been postponed until July.",
        ("visit", "postponed", "KEN OMN", "2020-07-01", "2020-07-31"),
    ),
    (
        "A meeting of the Danish and Swedish ministers has been moved from Thursday to June 26.",
        ("meeting", "postponed", "DNK SWE", "2020-06-26", "2020-06-26"),
    ),
    (
        "The talks between Chad and Niger planned for Friday will not take place.",
        ("meeting", "cancelled", "NER TCD", "2020-06-19", "2020-06-19"),
    ),
    (
        "The Peruvian president will not travel to Bolivia next week, his office said.",
        ("visit", "cancelled", "BOL PER", "2020-06-22", "2020-06-28"),
    ),
    (
        "The Kenyan president did not take a call from the Ugandan president on Tuesday.",
        ("phone", "declined", "KEN UGA", "2020-06-16", "2020-06-16"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_what_does_not_take_place_is_a_contact_with_its_planned_or_new_date(
    contacts, text, expected
):
    assert contacts(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The Peruvian foreign minister may cancel her visit to Bolivia.",
        "The Kenyan president rejected Uganda's call for elections.",
        "The bank cancelled the debt of Bolivia to Peru.",
        "Norway asked Oman to cancel a visit to Kenya.",
    ],
)
def test_what_is_not_called_off_has_no_such_status(contacts, text):
    assert not {status for _, status, *_ in contacts(text)} & {
        "cancelled",
        "postponed",
        "declined",
    }


def test_nothing_that_is_called_off_is_a_meeting_event(coder):
    record = coder.code("A meeting between Chad and Mali due on Friday was postponed.", date=DAY)
    assert not [event for event in record.events if event.type == "CONSULT"]
