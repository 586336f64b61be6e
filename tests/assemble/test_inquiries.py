"""Accusations, inquiries and protests that are told more than once, or read in two ways."""

from __future__ import annotations

from datetime import date

import pytest

from communique.pipeline import Coder


@pytest.fixture(scope="module")
def told():
    """Type, mode and the countries of both sides of each event of a text."""
    coder = Coder(select=False)

    def run(text):
        record = coder.code(text, date=date(2019, 5, 2))
        country = {entity.id: entity.country for entity in record.entities}
        return [
            (e.type, e.mode, [country[a] for a in e.actors], [country[r] for r in e.recipients])
            for e in record.events
        ]

    return run


def test_an_inquiry_is_one_whoever_is_asked(told):
    text = (
        "Norwegian police are investigating the blast. Norwegian police are hunting two Danish "
        "suspects. Norwegian police have questioned a Latvian sailor."
    )
    assert [row[1] for row in told(text) if row[0] == "ACCUSE"] == ["investigate"]


def test_to_look_into_it_is_not_to_accuse_of_it(told):
    text = (
        "Norwegian police are investigating the blast. "
        "Norwegian police blamed the blast on Danish anarchists."
    )
    assert [row[1] for row in told(text) if row[0] == "ACCUSE"] == ["investigate", "allege"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru protested against Chile's new maps on Monday.", ["ACCUSE"]),
        ("Angry villagers in Peru stoned the Chilean convoy on Monday.", ["PROTEST"]),
        ("There were protests against the king in Nepal on Monday.", ["PROTEST"]),
        ("Peru described the Chilean maps as illegal.", ["ACCUSE"]),
        ("Peru described the Chilean maps as beautiful.", []),
        ("The minister in Lima said Peru would enjoy the truce.", []),
        ("The envoys of Peru and Chile said they continue to fight piracy.", []),
        ("Peru's president was shocked by the death of the Chilean poet.", ["SUPPORT"]),
    ],
)
def test_one_word_tells_of_one_act(told, text, expected):
    assert [row[0] for row in told(text)] == expected
