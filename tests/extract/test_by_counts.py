"""What reading by frequency brought: plain wordings that went unfound or had the wrong type."""

from __future__ import annotations

from functools import partial

import pytest


@pytest.fixture(scope="module")
def told(coder, sides_told):
    """The sides of the events of a type, as countries."""
    return partial(sides_told, coder)


@pytest.mark.parametrize(
    ("text", "type_", "actors", "recipients"),
    [
        ("Iran warned that its navy would board Iraqi ferries.", "THREATEN", ["IRN"], ["IRQ"]),
        (
            "Iran would close the strait unless Iraq withdrew, its foreign minister warned.",
            "THREATEN",
            ["IRN"],
            ["IRQ"],
        ),
        ("Thai police said they held two Lao students at the border.", "COERCE", ["THA"], ["LAO"]),
        (
            "Canada imposed visa bans and asset freezes on Belarus.",
            "SANCTION",
            ["CAN"],
            ["BLR"],
        ),
        (
            "The Swedish parliament voted to impose sanctions on Russia.",
            "SANCTION",
            ["SWE"],
            ["RUS"],
        ),
        (
            "Sudanese rebels handed over 13 Chadian prisoners on Monday.",
            "RETREAT",
            ["SDN"],
            ["TCD"],
        ),
        (
            "On Monday 40,000 people converged on parliament in Sofia to demand that the Bulgarian "
            "government resign.",
            "PROTEST",
            ["BGR"],
            ["BGR"],
        ),
        (
            "Chad sent tanks and 300 soldiers to its border with Sudan on Friday.",
            "MOBILIZE",
            ["TCD"],
            ["SDN"],
        ),
    ],
)
def test_plain_wordings_are_found_with_their_sides(told, text, type_, actors, recipients):
    assert told(text, type_) == [(actors, recipients)]


def test_a_drill_of_several_countries_is_cooperation_and_of_one_is_not(told):
    ((actors, recipients),) = told(
        "Thai and Lao marines held a drill on the Mekong on Monday.", "COOPERATE"
    )
    assert (sorted(actors), recipients) == (["LAO", "THA"], [])
    assert not told("Thai marines held a drill on the Mekong on Monday.", "COOPERATE")


def test_what_is_announced_threatens_and_what_is_predicted_does_not(told):
    text = "{} that its supporters would take to the streets against the government of Togo."
    assert told(text.format("Togo's opposition said"), "THREATEN")
    assert not told(
        "Observers predict that Togo's opposition will take to the streets.", "THREATEN"
    )


def test_a_verdict_with_its_term_is_one_penalty(told):
    text = (
        "A court in Accra found General Kofi Mensah of Ghana guilty of treason and sentenced him "
        "to six years in prison."
    )
    assert told(text, "SANCTION") == [(["GHA"], ["GHA"])]
    assert not told(text, "ACCUSE")
