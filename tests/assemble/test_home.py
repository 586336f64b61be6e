"""The sides that a report leaves out because they go without saying."""

from __future__ import annotations

from functools import partial

import pytest

from communique.pipeline import Coder


@pytest.fixture(scope="module")
def sides(sides_told):
    return partial(sides_told, Coder(select=False))


@pytest.mark.parametrize(
    ("text", "type_", "expected"),
    [
        ("Kenyan nurses went on strike on Monday.", "PROTEST", (["KEN"], ["KEN"])),
        ("The Peruvian authorities imposed a curfew on Friday.", "COERCE", (["PER"], ["PER"])),
        (
            "The former mayor of Lima was sentenced to six years in jail.",
            "SANCTION",
            (["PER"], ["PER"]),
        ),
        ("A bomb exploded at a market in Kabul on Sunday.", "ASSAULT", ([], ["AFG"])),
        ("Colombian rebels set off a bomb on Sunday.", "ASSAULT", (["COL"], ["COL"])),
        ("Bolivian miners called off their strike.", "CONCEDE", (["BOL"], ["BOL"])),
        ("Senegalese prisoners rioted at a jail in Spain.", "PROTEST", (["SEN"], ["ESP"])),
    ],
)
def test_acts_at_home_have_both_sides(sides, text, type_, expected):
    assert expected in sides(text, type_)


def test_foreigners_are_not_arrested_by_their_own_state(sides):
    assert (["NOR"], ["NOR"]) not in sides("Three Norwegian tourists were arrested.", "COERCE")


def test_acts_beneath_a_demand_did_not_happen(sides):
    assert sides("Peru called for the withdrawal of troops by Chile.", "RETREAT") == []


def test_descent_is_no_nationality(sides):
    text = "Ethnic Greek farmers demonstrated in Albania on Sunday."
    assert sides(text, "PROTEST") == [(["ALB"], ["ALB"])]


def test_who_was_attacked_strikes_back(sides):
    text = (
        "A Chadian gunman wounded two Libyan soldiers on Sunday. The Chadian gunman was then shot."
    )
    assert (["LBY"], ["TCD"]) in sides(text, "ASSAULT")


def test_deeds_named_in_passing_are_left_out(sides):
    text = "Norway condemned the attack by Chad on the port."
    assert sides(text, "ASSAULT") == []


def test_what_gangs_do_is_no_event(sides):
    assert sides("Brazil will fight the gangs that kill farmers in Peru.", "ASSAULT") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Portuguese troops withdrew from Angola on Monday.", (["PRT"], [])),
        ("The last Cuban soldiers have gone home from Ethiopia.", (["CUB"], [])),
        ("Kenya completed its withdrawal of troops from Somalia on Tuesday.", (["KEN"], [])),
    ],
)
def test_forces_that_leave_a_place_yield_to_nobody(sides, text, expected):
    assert expected in sides(text, "RETREAT")
