"""Who else joins a contact, by which channel people speak, and who "they" and "we" are."""

from __future__ import annotations

from datetime import date

import pytest

from communique.pipeline import Coder

DAY = date(2020, 6, 17)
SPOKE = "The Kenyan president spoke with the Ugandan president on Monday. "


@pytest.fixture(scope="module")
def coder():
    return Coder(select=False)


@pytest.fixture
def contacts(coder):
    """The contacts of a text as (channel, names or countries of the participants)."""

    def run(text, *, publisher=None, day=DAY):
        record = coder.code(text, date=day, publisher=publisher)
        known = {entity.id: entity for entity in record.entities}
        return [
            (c.channel, {known[i].name or known[i].country for i in c.participants})
            for c in record.contacts
        ]

    return run


@pytest.mark.parametrize(
    "text",
    [
        "Trade Minister Ann Doberman joined them on the call.",
        "Trade Minister Ann Doberman also joined the call.",
        "They were joined by Trade Minister Ann Doberman.",
        "Trade Minister Ann Doberman participated in the call.",
    ],
)
def test_who_joined_a_contact_takes_part_in_it(contacts, text):
    ((channel, people),) = contacts(SPOKE + text)
    assert channel == "phone"
    assert "Ann Doberman" in people
    assert len(people) == 3


def test_all_who_joined_take_part(contacts):
    (found,) = contacts(
        "The Kenyan president, joined by Trade Minister Ann Doberman and Energy Minister Carl"
        " Brandt, met with the Ugandan president on Monday."
    )
    assert {"Ann Doberman", "Carl Brandt"} <= found[1]


@pytest.mark.parametrize(
    "text",
    [
        "Trade Minister Ann Doberman will join the call.",
        "Trade Minister Ann Doberman joined the party in March.",
        "Trade Minister Ann Doberman joined the call of the Danish minister.",
    ],
)
def test_who_joins_something_else_does_not_take_part(contacts, text):
    assert all("Ann Doberman" not in people for _, people in contacts(SPOKE + text))


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("The Kenyan president spoke today with the Ugandan president at the G20.", "meeting"),
        ("The Kenyan president spoke in person with the Ugandan president.", "meeting"),
        ("The Kenyan president spoke today with the Ugandan president.", "phone"),
        ("The Kenyan president received a call from the Ugandan president.", "phone"),
    ],
)
def test_where_people_speak_tells_how(contacts, text, channel):
    assert [found for found, _ in contacts(text)] == [channel]


def test_those_who_met_and_spoke_did_not_telephone(contacts):
    found = contacts(
        "The Kenyan president met the Ugandan president on Monday. The two leaders spoke frankly"
        " about trade."
    )
    assert [channel for channel, _ in found] == ["meeting"]


def test_a_call_that_the_leaders_took_up_together_is_one(contacts):
    listed = (
        "The Kenyan president spoke with the Ugandan president, the Rwandan president and the"
        " Burundian president. "
    )
    assert len(contacts(listed)) == 3
    assert len(contacts(listed + "The leaders agreed on the importance of trade.")) == 1


def test_a_meeting_of_others_on_which_somebody_remarks_is_theirs(contacts):
    ((channel, people),) = contacts(
        "Norway welcomed the meeting held in Oslo on Monday between officials of Chad and Libya."
    )
    assert (channel, people) == ("meeting", {"TCD", "LBY"})


def test_we_are_the_author_and_whom_he_names(contacts):
    ((channel, people),) = contacts(
        "President Macron reached out to me last night and we spoke.",
        publisher="The White House",
        day=date(2022, 3, 4),
    )
    assert channel == "phone"
    assert len(people) == 2


def test_they_who_discussed_something_are_not_what_they_discussed(contacts):
    found = contacts(
        "The Kenyan president met the Ugandan president on Monday. They discussed Chad and Mali."
        " They also discussed trade."
    )
    assert len(found) == 1
    assert len(found[0][1]) == 2


def test_the_two_leaders_are_those_who_lead(coder):
    record = coder.code(
        "Danish Prime Minister Carl Brandt met President Ann Doberman of Chile on Monday. Swedish"
        " Foreign Minister Olga Varga spoke later. The two leaders discussed trade.",
        date=DAY,
    )
    known = {entity.id: entity.name for entity in record.entities}
    assert all(
        "Olga Varga" not in {known[i] for i in contact.participants} for contact in record.contacts
    )
