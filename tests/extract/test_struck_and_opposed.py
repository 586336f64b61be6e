"""Blows told by the harm they did, and protests told by whom they are against."""

from __future__ import annotations

import pytest

STRUCK = [
    ("Six Kenyans were hurt when Somali militants hurled a grenade at a church.", "SOM", "KEN"),
    ("A Ghanaian camp came under mortar attack from Togolese troops on Monday.", "TGO", "GHA"),
    ("Somali pirates sank two Kenyan boats on Monday.", "SOM", "KEN"),
]
UNSTRUCK = [
    "A Kenyan was hurt when he fell on Monday.",
    "Ghanaian banks suffered heavy losses in a battle for customers.",
    "The Ghanaian minister came under fire from lawmakers on Monday.",
    "The task fell to Ghanaian soldiers on Monday.",
]


@pytest.mark.parametrize(("text", "by", "whom"), STRUCK)
def test_harm_names_who_dealt_it_and_whom_it_hit(coder, sides_told, text, by, whom):
    assert ([by], [whom]) in sides_told(coder, text, "ASSAULT")


@pytest.mark.parametrize("text", UNSTRUCK)
def test_harm_that_nobody_dealt_is_no_attack(events, text):
    assert "ASSAULT" not in {event.type for event in events(text)}


def test_a_protest_is_by_others_than_those_it_is_called_to_be_against(coder, sides_told):
    text = "Anti-Chadian protests erupted in several Libyan cities on Saturday."
    assert (["LBY"], ["TCD"]) in sides_told(coder, text, "PROTEST")


def test_a_toll_of_fighting_between_two_sides_is_a_clash(coder, sides_told):
    text = "Gun battles between Angolan and Zambian troops killed 20 people on Monday."
    ((actors, recipients),) = sides_told(coder, text, "ASSAULT")
    assert ({*actors}, recipients) == ({"AGO", "ZMB"}, [])
