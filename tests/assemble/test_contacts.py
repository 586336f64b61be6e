"""Contacts as records: who took part, one by one or together, when, and what is the same one."""

from __future__ import annotations

from datetime import date

import pytest

from communique.pipeline import Coder

DAY = date(2020, 6, 17)


@pytest.fixture(scope="module")
def coder():
    return Coder(select=False)


@pytest.fixture
def contacts(coder):
    """The contacts of a text as (channel, status, countries)."""

    def run(text):
        record = coder.code(text, date=DAY)
        known = {entity.id: entity for entity in record.entities}
        return [
            (c.channel, c.status, " ".join(sorted({known[i].country for i in c.participants})))
            for c in record.contacts
        ]

    return run


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Kenyan president met the Ugandan president, the Rwandan president and the"
            " Burundian president.",
            ["KEN UGA", "KEN RWA", "BDI KEN"],
        ),
        ("The Kenyan president visited Uganda and Rwanda.", ["KEN UGA", "KEN RWA"]),
        ("The Kenyan president began a visit to Uganda and Rwanda.", ["KEN RWA UGA"]),
        (
            "The Kenyan president held a trilateral meeting with the Ugandan president and the"
            " Rwandan president.",
            ["KEN RWA UGA"],
        ),
        (
            "The Kenyan minister met the Ugandan president and the Ugandan foreign minister.",
            ["KEN UGA"],
        ),
        (
            "The Kenyan president met the Ugandan president and the Rwandan president separately.",
            ["KEN UGA", "KEN RWA"],
        ),
        (
            "The Kenyan and the Rwandan president met separately with the Ugandan president.",
            ["KEN UGA", "RWA UGA"],
        ),
    ],
)
def test_those_met_apart_give_a_contact_each(contacts, text, expected):
    assert [countries for _, _, countries in contacts(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "In a letter to the Danish foreign minister, her Swedish counterpart asked for help.",
            [("correspondence", "held", "DNK SWE")],
        ),
        (
            "The envoy delivered a message from the Omani sultan to the Kenyan president.",
            [("correspondence", "held", "KEN OMN")],
        ),
        (
            "The Kenyan president left for Kampala to attend a summit and will visit Rwanda.",
            [("visit", "held", "KEN UGA"), ("visit", "scheduled", "KEN RWA")],
        ),
        (
            "Kenya's president spoke to Uganda's president on Monday. It was the first"
            " conversation between the pair.",
            [("phone", "held", "KEN UGA")],
        ),
    ],
)
def test_letters_departures_and_talk_retold(contacts, text, expected):
    assert contacts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "It was put in a letter on Monday from the Kenyan president to the Ugandan one.",
            [("correspondence", "held", "KEN UGA")],
        ),
        (
            "The Kenyan president hosted Ugandan ambassador Ruth Akello for lunch.",
            [("meeting", "held", "KEN UGA")],
        ),
        (
            "The Kenyan president met virtually on Monday with the Ugandan president.",
            [("video", "held", "KEN UGA")],
        ),
        (
            "The African Union's plan was made in advance of the NATO summit.",
            [("meeting", "scheduled", "IGO:NATO")],
        ),
        ("Kenya will not attend the NATO summit.", [("meeting", "declined", "IGO:NATO KEN")]),
        ("Anna Brown arrived in Uganda.", []),
    ],
)
def test_contacts_are_told_in_many_ways(contacts, text, expected):
    assert contacts(text) == expected


def test_what_a_meeting_is_for_is_no_contact_of_its_own(contacts):
    found = contacts("The Kenyan president met the Ugandan president to discuss trade.")
    assert found == [("meeting", "held", "KEN UGA")]


def test_talk_to_come_is_part_of_the_visit_to_come(contacts):
    text = (
        "The Ugandan president will visit Kenya on Friday."
        " He and the Kenyan president will discuss trade."
    )
    assert contacts(text) == [("visit", "scheduled", "KEN UGA")]


def test_a_call_retold_is_one_contact(contacts):
    text = (
        "The Kenyan president spoke by phone with the Ugandan president on Monday."
        " The two leaders also discussed trade."
    )
    assert contacts(text) == [("phone", "held", "KEN UGA")]


def test_a_visit_of_no_stated_goal_goes_to_where_the_report_is_from(contacts):
    text = "NAIROBI, June 17 - The Ugandan president arrived here on Monday for a two-day visit."
    assert contacts(text) == [("visit", "held", "KEN UGA")]


def test_a_planned_meeting_has_the_day_of_the_stay(coder):
    text = (
        "The Ugandan president will visit Kenya on June 22."
        " He will meet the Kenyan foreign minister."
    )
    record = coder.code(text, date=DAY)
    assert [c.status for c in record.contacts] == ["scheduled", "scheduled"]
    assert {c.date.start for c in record.contacts} == {date(2020, 6, 22)}


def test_a_planned_meeting_without_a_day_is_some_day_from_the_report_on(coder):
    record = coder.code("Kenya's president will meet the Ugandan president.", date=DAY)
    assert [(c.date.start, c.date.end) for c in record.contacts] == [(DAY, None)]


def test_a_contact_names_its_event(coder):
    record = coder.code("The Kenyan president met the Ugandan president on Monday.", date=DAY)
    assert [c.event for c in record.contacts] == [record.events[0].id]


@pytest.mark.parametrize(
    "text",
    [
        "The Kenyan president visited a hospital in Nairobi.",
        "The president of Kenya met villagers in Uganda.",
        "The meeting was held on Monday.",
    ],
)
def test_crowds_and_a_party_alone_make_no_contact(contacts, text):
    assert contacts(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The German chancellor wrote to her Chilean and Peruvian counterparts.",
            [
                ("correspondence", "held", "CHL DEU"),
                ("correspondence", "held", "DEU PER"),
            ],
        ),
        (
            "Peruvian President Francisco Sagasti received letters from Chile and Bolivia.",
            [
                ("correspondence", "held", "CHL PER"),
                ("correspondence", "held", "BOL PER"),
            ],
        ),
        (
            "The Kenyan president telegraphed his sympathy to the Ugandan government.",
            [("correspondence", "held", "KEN UGA")],
        ),
    ],
)
def test_each_letter_is_a_contact_with_one_state(contacts, text, expected):
    assert contacts(text) == expected


@pytest.mark.parametrize(
    ("text", "status", "start", "end"),
    [
        (
            "Kenya's president travels to Uganda for 20-21 July.",
            "scheduled",
            date(2020, 7, 20),
            date(2020, 7, 21),
        ),
        (
            "Kenya's prime minister was in Uganda for a state visit in 2007.",
            "held",
            date(2007, 1, 1),
            date(2007, 12, 31),
        ),
    ],
)
def test_a_visit_has_the_date_that_stands_in_a_phrase_of_its_verb(coder, text, status, start, end):
    (contact,) = coder.code(text, date=DAY).contacts
    assert (contact.status, contact.date.start, contact.date.end) == (status, start, end)


def test_a_date_of_another_clause_is_not_that_of_a_visit(coder):
    text = "Kenya's president was in Uganda for talks on a treaty that was signed in 2007."
    assert all(c.date.start != date(2007, 1, 1) for c in coder.code(text, date=DAY).contacts)
