"""Contacts that no frame tells of: lists of calls and visits, gatherings named in passing."""

from __future__ import annotations

from datetime import date

import pytest

from communique.vocab.claim_words import load_claim_words

RULES = load_claim_words("contacts").rules
DAY = date(2021, 3, 1)
BLINKEN = (
    "US Secretary of State Antony Blinken spoke on Monday with his Kenyan counterpart."
    " Since taking office Blinken has telephoned four foreign leaders, the first being the NATO"
    " Secretary General, Jens Stoltenberg. His further calls were with his counterparts from"
    " Canada, Mexico and Brazil."
)


@pytest.fixture(scope="module")
def contacts(coder):
    """The contacts of a text, as (channel, countries, names, date, status)."""

    def run(text, day=date(2020, 6, 17)):
        record = coder.code(text, date=day)
        known = {entity.id: entity for entity in record.entities}
        return [
            (
                contact.channel,
                sorted(known[i].country or "?" for i in contact.participants),
                sorted(known[i].name or "?" for i in contact.participants),
                contact,
            )
            for contact in record.contacts
        ]

    return run


@pytest.mark.parametrize(
    ("rule", "example"), [(r.id, e) for r in RULES.values() for e in r.fires_on]
)
def test_a_rule_finds_the_contacts_of_its_example(contacts, rule, example):
    found = [
        " ".join((channel, *countries))
        for channel, countries, _, contact in contacts(example.text)
        if contact.rule == f"contacts/{rule}"
    ]
    assert sorted(found) == sorted(example.gives)


@pytest.mark.parametrize(("rule", "text"), [(r.id, t) for r in RULES.values() for t in r.silent_on])
def test_a_rule_is_silent_on_its_near_miss(contacts, rule, text):
    assert not [c for *_, c in contacts(text) if c.rule == f"contacts/{rule}"]


def test_a_list_gives_one_call_for_each_that_it_names(contacts):
    found = {names[-1]: countries for _, countries, names, _ in contacts(BLINKEN, DAY)}
    calls = [countries for channel, countries, *_ in contacts(BLINKEN, DAY) if channel == "phone"]
    assert ["IGO:NATO", "USA"] in calls
    for code in ("BRA", "CAN", "MEX"):
        assert sorted([code, "USA"]) in calls
    assert len(calls) == 5
    assert found


def test_a_counterpart_is_the_one_who_holds_the_same_office_on_the_day(contacts):
    named = {tuple(countries): names for _, countries, names, _ in contacts(BLINKEN, DAY)}
    assert named["CAN", "USA"] == ["Antony Blinken", "Marc Garneau"]


def test_a_listed_call_lies_between_the_first_day_in_office_and_the_report(contacts):
    listed = [c for *_, c in contacts(BLINKEN, DAY) if c.rule == "contacts/list-of-contacts"]
    assert {(c.date.start, c.date.end) for c in listed} == {(date(2021, 1, 26), DAY)}
    assert {c.date.precision for c in listed} == {"range"}


def test_listed_calls_are_no_events(coder):
    events = [e for e in coder.code(BLINKEN, date=DAY).events if e.type == "CONSULT"]
    assert len(events) == 1


def test_a_contact_in_the_present_perfect_is_some_day_up_to_the_report(coder):
    text = "Trade is growing. Kenya's president has met the Ugandan president."
    record = coder.code(text, date=DAY)
    assert [(c.date.start, c.date.end) for c in record.contacts] == [(None, DAY)]
    assert record.events == ()


@pytest.mark.parametrize(
    ("text", "status", "start"),
    [
        ("Kenya spoke ahead of the NATO summit on Friday.", "scheduled", date(2020, 6, 19)),
        ("Kenya praised the NATO summit on Monday.", "held", date(2020, 6, 15)),
        ("The ministers discussed the upcoming G7 summit.", "scheduled", date(2020, 6, 17)),
    ],
)
def test_a_gathering_is_held_or_to_come_by_its_date(contacts, text, status, start):
    found = [c for *_, c in contacts(text) if c.rule == "contacts/gathering"]
    assert [(c.status, c.date.start) for c in found] == [(status, start)]


# Counted first, listed after: texts with a day, the channel, and who was met, in any order.
RETOLD = [
    (
        "Since taking office, Kenya's foreign minister has visited four countries. Uganda came"
        " first, followed by Rwanda. The others were Ethiopia and Ghana.",
        date(2020, 6, 17),
        "visit",
        {"ETH", "GHA", "RWA", "UGA"},
    ),
    (
        "The Danish foreign minister has met five counterparts since he was appointed. First was"
        " the Swedish minister. Next came the ministers of Norway and Finland. The rest were his"
        " counterparts from Estonia and Latvia.",
        date(2020, 6, 17),
        "meeting",
        {"EST", "FIN", "LVA", "NOR", "SWE"},
    ),
    (
        "The Indonesian president has written letters to four heads of state since January. Among"
        " them were the presidents of Brazil, Egypt and South Africa. The last was the president"
        " of Turkey.",
        date(2020, 6, 17),
        "correspondence",
        {"BRA", "EGY", "TUR", "ZAF"},
    ),
    (
        "On Tuesday the Brazilian president hosted three leaders. The president of Chile was the"
        " first. Then followed the president of Peru. The last was Argentina's president.",
        date(2020, 6, 17),
        "visit",
        {"ARG", "CHL", "PER"},
    ),
    (
        "Canada's foreign minister has made three calls so far; Mexico's foreign minister was"
        " first. These included the foreign ministers of Peru and Cuba.",
        date(2020, 6, 17),
        "phone",
        {"CUB", "MEX", "PER"},
    ),
]


@pytest.mark.parametrize(("text", "day", "channel", "partners"), RETOLD)
def test_what_is_counted_first_is_listed_after(contacts, text, day, channel, partners):
    found = contacts(text, day)
    assert {kind for kind, *_ in found} == {channel}
    assert sorted(code for _, pair, *_ in found for code in pair if code in partners) == sorted(
        partners
    )
    assert all(len(countries) == 2 for _, countries, *_ in found)
    assert len(found) == len(partners)


def test_a_member_that_is_told_with_its_day_is_that_contact(contacts):
    text = (
        "Norway's foreign minister met her Polish counterpart in Oslo on Monday. She has met three"
        " foreign ministers since May. The others were those of Japan and Peru."
    )
    polish = [c for _, pair, _, c in contacts(text) if "POL" in pair]
    assert [str(c.date.start) for c in polish] == ["2020-06-15"]


@pytest.mark.parametrize(
    "text",
    [
        "Kenya's president has met six leaders since May. The others were angry.",
        "Kenya's president has met six leaders since May. They were presidents of poor states.",
        "Kenya's president met Uganda's president on Monday. Japan came first in the race.",
    ],
)
def test_words_that_list_nobody_give_no_contact(contacts, text):
    assert not [c for *_, c in contacts(text) if c.rule == "contacts/list-of-contacts"]
