"""Help, promises and thanks: what is no news, and whom they are for."""

from __future__ import annotations

import pytest

from communique.pipeline import Coder

PAD = " The minister spoke at length about schools, roads and the harvest to come." * 6


def sides(coded, type_):
    country = {entity.id: entity.country for entity in coded.entities}
    return [
        ({country[i] for i in event.actors}, {country[i] for i in event.recipients})
        for event in coded.events
        if event.type == type_
    ]


@pytest.fixture(scope="module")
def coder():
    return Coder(select=False)


def test_what_firms_sign_among_themselves_is_no_event(coder):
    coded = coder.code("Kobalt Mining Corp signed an agreement with Bergen Steel Inc on Monday.")
    assert not sides(coded, "SUPPORT")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Kobalt Mining Corp's chairman met investors in Oslo on Monday.", False),
        ("Two Norwegian airlines and a Danish bank are discussing a merger.", False),
        ("The Norwegian finance minister met bankers in Oslo on Monday.", True),
        ("Norwegian union leaders met the chairman of Kobalt Mining Corp on Monday.", True),
    ],
)
def test_talks_of_business_with_nobody_else_are_no_event(coder, text, told):
    assert bool(sides(coder.code(text), "CONSULT")) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Karl Odd and Ola Lee agreed to buy the shares from the family.", False),
        ("The Danish minister agreed to sell the shares to Malta.", True),
        ("The union and Kobalt Corp agreed to resume talks on the shares.", True),
    ],
)
def test_words_about_shares_are_business_unless_a_state_or_union_speaks(coder, text, told):
    assert bool(sides(coder.code(text), "AGREE")) == told


def test_help_for_ones_own_people_is_no_aid_but_help_abroad_is(coder):
    assert not sides(coder.code("Norway sent food to Norwegian schools."), "AID")
    assert sides(coder.code("Norway sent food to Chad."), "AID") == [({"NOR"}, {"TCD"})]


def test_help_for_a_body_at_home_that_the_report_names_is_aid(coder):
    text = "The Norwegian government gave a grant of 3000 dollars to the Craft Council of Norway."
    assert sides(coder.code(text), "AID") == [({"NOR"}, {"NOR"})]
    assert not sides(coder.code("The Norwegian government gave money to families."), "AID")


def test_plans_at_home_in_a_report_of_no_other_country_are_no_pledges(coder):
    text = "The Norwegian government will establish a fund for schools."
    assert not sides(coder.code(text + PAD), "AGREE")
    abroad = "The Norwegian government will establish a fund for Chad."
    assert sides(coder.code(abroad + PAD), "AGREE")


def test_what_is_said_in_a_contact_is_said_to_its_other_side(coder):
    text = (
        "The Norwegian foreign minister spoke with the Chadian president on Monday to offer"
        " condolences."
    )
    assert sides(coder.code(text), "SUPPORT") == [({"NOR"}, {"TCD"})]


def test_leaders_named_behind_including_are_those_who_act(coder):
    text = "Leaders including the Kenyan president and the Ugandan president thanked Chad."
    assert sides(coder.code(text), "SUPPORT") == [({"KEN", "UGA"}, {"TCD"})]


def test_who_is_named_a_partner_receives_the_name(coder):
    text = "The United States had designated Kenya a Major Defence Partner."
    assert sides(coder.code(text), "SUPPORT") == [({"USA"}, {"KEN"})]


def test_what_an_unknown_body_signs_with_nobody_named_is_its_own_business(coder):
    assert not sides(coder.code("Silverfjord LP has signed an agreement to buy shares."), "SUPPORT")
    text = "The Kenya Ports Authority signed an agreement with Uganda."
    assert sides(coder.code(text), "SUPPORT") == [({"KEN", "UGA"}, set())]


def test_a_government_at_work_with_others_at_home_is_joint_work(coder):
    text = "The Danish government has been working with Danish fishermen to clear the harbour."
    assert sides(coder.code(text), "COOPERATE") == [({"DNK"}, set())]
    alike = "Danish fishermen have been working with Danish fishermen."
    assert not sides(coder.code(alike), "COOPERATE")
