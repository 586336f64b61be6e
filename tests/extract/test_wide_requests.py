"""Requests and refusals that are told by the way, by a paper, or without a subject of their own."""

from __future__ import annotations

from functools import partial

import pytest


@pytest.fixture(scope="module")
def told(coder, sides_told):
    """The sides of the events of a type, as countries."""
    return partial(sides_told, coder)


@pytest.mark.parametrize(
    "text",
    [
        "The Polish parliament adopted a motion that calls on Hungary to repeal the law.",
        "Poland's president made clear that Hungary must repeal the law.",
        "The Polish minister said it was time for Hungary to repeal the law.",
        "It is up to Hungary to repeal the law, the Polish minister said.",
        "The Polish minister reiterated his view that Hungary should repeal the law.",
        "Poland's president underlined the need for Hungary to repeal the law.",
        "Poland gave Hungary a month to repeal the law.",
        "The Polish minister expressed the hope that Hungary would repeal the law.",
        "Poland expects Hungary to respect the law, its president said.",
    ],
)
def test_a_request_in_other_words_is_made_by_who_speaks(told, text):
    assert told(text, "REQUEST") == [(["POL"], ["HUN"])]


@pytest.mark.parametrize(
    "text",
    [
        "The presidents of Poland and Hungary looked forward to meeting in Oslo.",
        "The Polish minister stressed the importance of Hungary.",
        "The Polish minister stressed the need for clean air.",
        "Poland expects Hungary to win the match.",
        "The Polish minister said it was time for lunch.",
        "It is important that we read more, the Polish minister said.",
        "The Polish minister made clear that the winter would be long.",
        "Hungary was told to wait.",
        "Polish miners rallied in Warsaw to demand the release of the Hungarian singer.",
    ],
)
def test_looking_forward_and_plain_opinions_request_nothing(told, text):
    assert told(text, "REQUEST") == []


def test_who_is_refused_stands_behind_the_refusal(told):
    text = (
        "Kuwait, which Iranian papers call a friend of Iraq, denied charges that Iran was spied on."
    )
    assert told(text, "REJECT") == [(["KWT"], ["IRN"])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Danish minister said there was no truth to the Swedish accusation.",
            (["DNK"], ["SWE"]),
        ),
        ("The Danish premier has decided not to attend the summit in Chad.", (["DNK"], ["TCD"])),
        ("Oslo said no to the Swedish offer.", (["NOR"], ["SWE"])),
    ],
)
def test_plain_words_refuse_as_well(told, text, expected):
    assert told(text, "REJECT") == [expected]


def test_regret_at_a_death_concedes_nothing(told):
    text = "The Danish premier conveyed his deep regret at the death of the king of Jordan."
    assert told(text, "CONCEDE") == []


@pytest.mark.parametrize(
    "text",
    [
        "Accusing Hungary of theft, Poland's president left the hall.",
        "In a statement accusing Hungary of theft, Poland's president broke off the talks.",
    ],
)
def test_a_charge_in_a_participle_is_made_by_who_acts_beside_it(told, text):
    assert told(text, "ACCUSE") == [(["POL"], ["HUN"])]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ('"We want talks," Chad\'s premier said. "But Mali must leave our land."', ["TCD"]),
        ('"We want talks," Chad\'s premier said. "We wait. Mali must leave our land."', ["TCD"]),
        # somebody else's words
        ('Chad\'s premier spoke in Lima. "Mali must leave our land."', []),
        ('"We want talks," Chad\'s premier said. Many cheered. "Mali must leave."', []),
    ],
)
def test_who_goes_on_in_a_quotation_is_who_spoke_before(coder, text, asked):
    coded = coder.code(text)
    country = {one.id: one.country for one in coded.entities}
    found = [e for e in coded.events if e.type == "REQUEST"]
    assert [country[i] for event in found for i in event.actors] == asked
