"""Whose the parties are: sides at home, places, venues, owners, and what the other side tells."""

from __future__ import annotations

from functools import partial

import pytest

from communique.pipeline import Coder


@pytest.fixture(scope="module")
def sides(sides_told):
    return partial(sides_told, Coder(select=False))


AT_HOME = [
    ("The union of Ghanaian dockers threatened to strike on Monday.", "THREATEN", "GHA"),
    ("The Spanish opposition rejected the budget on Monday.", "REJECT", "ESP"),
]
PLACED = [
    ("A bomb killed six people in a northern Philippine province.", "ASSAULT", ([], ["PHL"])),
    ("Soviet troops raided a radio station in the Latvian capital.", "ASSAULT", (["RUS"], ["LVA"])),
    ("Zambian soldiers are operating in northern Malawi.", "MOBILIZE", (["ZMB"], ["MWI"])),
    ("Bolivian Indians blocked roads on Monday.", "PROTEST", (["BOL"], ["BOL"])),
]
OWNED = [
    (
        "U.S. planes carried out strikes on depots in Syria used by Islamic State.",
        "ASSAULT",
        (["USA"], ["REB:ISIS"]),
    ),
    ("Gabon has rejected its OPEC quota.", "REJECT", (["GAB"], ["IGO:OPEC"])),
    ("The Dutch senate ratified Malta's accession to NATO.", "SUPPORT", (["NLD"], ["MLT"])),
    ("Norway condemned the attacks from Chad on its doctors.", "ACCUSE", (["NOR"], ["TCD"])),
    ("Libya promised to send Malta a team of doctors.", "AGREE", (["LBY"], ["MLT"])),
]
POINTED = [
    (
        "The United Nations imposed sanctions on Chad after it invaded Niger in 1990.",
        "ASSAULT",
        (["TCD"], ["NER"]),
    ),
    (
        "The UN appealed to both sides on Monday to respect a truce between Chad and Niger.",
        "REQUEST",
        (["IGO:UN"], ["NER", "TCD"]),
    ),
]


@pytest.mark.parametrize(("text", "type_", "code"), AT_HOME)
def test_refusals_and_threats_at_home_are_made_to_the_other_side_there(sides, text, type_, code):
    assert ([code], [code]) in sides(text, type_)


def test_workers_face_the_firm_that_the_report_names():
    text = "Kelmar Ltd said workers at its plant in Peru rejected its wage offer on Monday."
    record = Coder(select=False).code(text)
    refused = next(event for event in record.events if event.type == "REJECT")
    names = {entity.id: entity.name for entity in record.entities}
    assert [names[ident] for ident in refused.recipients] == ["Kelmar Ltd"]


@pytest.mark.parametrize(("text", "type_", "expected"), PLACED)
def test_a_nationality_before_a_noun_for_a_place_tells_where(sides, text, type_, expected):
    assert expected in sides(text, type_)


@pytest.mark.parametrize(("text", "type_", "expected"), OWNED)
def test_things_belong_to_whoever_uses_or_issues_them(sides, text, type_, expected):
    assert expected in sides(text, type_)


@pytest.mark.parametrize(("text", "type_", "expected"), POINTED)
def test_words_that_point_stand_for_whoever_is_meant(sides, text, type_, expected):
    got = [(one, sorted(two)) for one, two in sides(text, type_)]
    assert expected in got


def test_victims_of_foreign_planes_are_of_the_other_side(sides):
    text = (
        "Ethiopian jets bombed a port in Eritrea on Friday, and Eritrean planes hit a school in "
        "the northern town of Mekele, killing 47 people."
    )
    assert (["ERI"], ["ETH"]) in sides(text, "ASSAULT")


def test_a_city_before_what_was_agreed_there_is_no_party(sides):
    text = "In line with a pledge made by Chile at the conference in Lima, it will lower tariffs."
    assert all("PER" not in two for _, two in sides(text, "AGREE"))


def test_creditors_are_of_whatever_country(sides):
    text = "Brazil proposed a four-year plan to its creditors on Friday."
    assert sides(text, "REQUEST") == [(["BRA"], [None])]


def test_unions_called_as_others_are_too_are_not_taken_for_them(sides):
    text = "South Africa's National Union of Railwaymen called off talks with Botswana on Monday."
    assert all("ISR" not in one for one, _ in sides(text, "REJECT"))


def test_delegates_are_of_the_body_that_they_were_said_to_speak_for(sides):
    text = "Ministers from the Group of 10 met here. The officials met again on Sunday in Oslo."
    assert all(one == ["IGO:G10"] for one, _ in sides(text, "CONSULT"))


@pytest.mark.parametrize(
    ("who", "party"), [("a Ghanaian newspaper", []), ("Ghanaian doctors", ["GHA"])]
)
def test_the_press_only_tells_what_others_do(sides, who, party):
    text = f"Talks were held with Chad on Monday, {who} said."
    assert sides(text, "CONSULT") == [(["TCD", *party], [])]


def test_goods_are_for_those_of_the_place_alone(sides):
    text = "The World Food Programme began airlifting food to villages cut off by floods in Chad."
    assert sides(text, "AID") == [(["IGO:UN"], ["TCD"])]


def test_states_called_by_a_region_are_none_that_were_named_before(sides):
    text = "Chad and Mali met on Monday. Ghana condemned the Lakeland states on Tuesday."
    assert sides(text, "ACCUSE") == [(["GHA"], [None])]


def test_who_is_disappointed_is_somebody(sides):
    text = "The Polish government said it was deeply disappointed by Germany's decision."
    assert sides(text, "ACCUSE") == [(["POL"], ["DEU"])]


def test_arms_are_not_given_to_those_who_use_them(sides):
    text = "Norway is committed to providing Chad with more air defence capabilities."
    assert sides(text, "AGREE") == [(["NOR"], ["TCD"])]


def test_as_long_as_is_no_time_gone_by(sides):
    text = "Chad has ruled out any talks with Mali as long as its envoy is held."
    assert sides(text, "REJECT") == [(["TCD"], ["MLI"])]


@pytest.mark.parametrize(
    ("text", "type_", "code"),
    [
        ("Human rights groups criticised Chad for jailing a singer.", "ACCUSE", None),
        ("Chadian rights groups criticised Chad for jailing a singer.", "ACCUSE", "TCD"),
        ("GENEVA, May 1 - The committee urged Chad to free a singer.", "REQUEST", None),
        ("OSLO, May 1 - The committee rejected a plan to cut taxes.", "REJECT", "NOR"),
        ("STRASBOURG, May 1 - The committee rejected a plan to cut taxes.", "REJECT", None),
    ],
)
def test_bodies_and_groups_that_act_upon_a_state_are_not_guessed_to_be_of_it(
    sides, text, type_, code
):
    assert [code] in [one for one, _ in sides(text, type_)]
