"""Sentences in which the parser slips, and what the coder makes of them nevertheless."""

from __future__ import annotations

from datetime import date

import pytest

from communique.vocab.frames import FrameBook

SHARED = [
    # who reports what was done to others speaks behind it
    (
        "Norway's ministry said two sailors were killed and blamed Chad for the attack.",
        ("ACCUSE", "NOR", "TCD"),
    ),
    (
        "The Kenyan president said the talks had failed and urged Sudan to return to the table.",
        ("REQUEST", "KEN", "SDN"),
    ),
    (
        "Peru's president said the dam would be filled in July and rejected Chile's demands.",
        ("REJECT", "PER", "CHL"),
    ),
    # but not behind what others said
    (
        "Norway's ministry said Chad had addressed the council and accused Mali of lying.",
        ("ACCUSE", "TCD", "MLI"),
    ),
    # a participle behind an object describes it
    (
        "A Chilean court freed the Peruvian fishermen arrested last year.",
        ("RETREAT", "CHL", "PER"),
    ),
    # who has something done does it
    ("Chile's president had the Peruvian fishermen arrested.", ("COERCE", "CHL", "PER")),
    # a clause behind "and" has a subject of its own
    (
        "Norway ended its treaty with Peru and Denmark recalled its envoy from Chile.",
        ("SANCTION", "DNK", "CHL"),
    ),
    # who says what a plan is asks for something, not the plan
    (
        "Poland's president said Hungary's plan was a mistake and urged Budapest to drop it.",
        ("REQUEST", "POL", "HUN"),
    ),
    # what is called something may stand behind what it is called
    (
        "Rwanda rejected as baseless a Dutch report accusing it of looting.",
        ("REJECT", "RWA", "NLD"),
    ),
    # a second verb belongs to the clause whose tense it has
    (
        "The Kazakh minister warned on Monday that the level of the lake would fall by a metre and"
        " urged Uzbekistan to send its engineers.",
        ("REQUEST", "KAZ", "UZB"),
    ),
    # a title with a hyphen is one word, and its bearer the subject
    (
        "Colombia's vice-president, Marta Ospina, thanked Peru on Wednesday.",
        ("SUPPORT", "COL", "PER"),
    ),
    # a semicolon parts two clauses, whatever the second says
    (
        "Brazil granted asylum to an officer from Ecuador on Thursday; in Quito a judge ordered"
        " his arrest.",
        ("AID", "BRA", "ECU"),
    ),
    (
        "Tanzania terminated its treaty with Malawi on Wednesday, saying that it was costly; the"
        " notice is one year.",
        ("SANCTION", "TZA", "MWI"),
    ),
    # what is given in a passive is no second receiver
    (
        "An Ecuadorian singer was given asylum by Denmark on Monday.",
        ("AID", "DNK", "ECU"),
    ),
    # of two objects the first is whom it is given to; "mln" is what it is short for
    (
        "Denmark has granted Malawi about nine mln crowns for wells.",
        ("AID", "DNK", "MWI"),
    ),
    # whom one helps is no part of the verb that tells what he does
    (
        "Denmark has flown in 40 divers with dogs to help Malawi search for a ferry.",
        ("AID", "DNK", "MWI"),
    ),
    # where one goes is not where the air is
    (
        "Nepal's ninth batch of peacekeeping sappers left Kathmandu by air for Liberia on Monday,"
        " on a mission under the United Nations.",
        ("AID", "NPL", "LBR"),
    ),
    # "we" in what somebody is reported to have said
    (
        "The Danish premier stressed that we stand with Latvia.",
        ("SUPPORT", "DNK", "LVA"),
    ),
    # whom a preposition governs, though a participle has taken it
    (
        "Peru has granted asylum to five Chilean officers holed up in a villa, the embassy said.",
        ("AID", "PER", "CHL"),
    ),
]
WHO = [
    ("Minister Ana Berg of Norway met her Russian colleague, Viktor Zaitsev, in Oslo.", "NOR RUS"),
    (
        "The Secretary for Trade and Fisheries of Kenya, Ms. Grace Wambui, met the Peruvian"
        " president.",
        "KEN PER",
    ),
    ("The speaker of the Senate of Chile met the Hungarian president.", "CHL HUN"),
    (
        "State Secretary Ulrike Brandl and Foreign Minister Hamidou Issoufa held a German-Nigerien"
        " meeting on Monday.",
        "DEU NER",
    ),
]


@pytest.fixture(scope="module")
def sides(coder):
    """Type, actors' and recipients' countries of the events of a text of June 2020."""

    def run(text):
        coded = coder.code(text, date=date(2020, 6, 17))
        country = {entity.id: entity.country for entity in coded.entities}

        def named(side):
            return " ".join(sorted({country[i] or "?" for i in side}))

        return [(e.type, named(e.actors), named(e.recipients)) for e in coded.events]

    return run


@pytest.mark.parametrize(("text", "event"), SHARED)
def test_an_act_survives_a_slip_of_the_parser(sides, text, event):
    assert event in sides(text)


@pytest.mark.parametrize(("text", "countries"), WHO)
def test_a_person_is_of_the_country_that_the_words_give(sides, text, countries):
    assert [" ".join(sorted(f"{a} {r}".split())) for _, a, r in sides(text)] == [countries]


def test_three_named_before_are_the_three(sides):
    told = sides("Denmark, Norway and Sweden met in Oslo. The three agreed to help Finland.")
    assert ("AGREE", "DNK NOR SWE", "FIN") in told


def test_we_are_those_who_introduce_themselves(sides):
    told = sides("We, the ministers of Australia and Japan, call upon Chad to free its prisoners.")
    assert told == [("REQUEST", "AUS JPN", "TCD")]


def test_what_nobody_asked_is_no_request(sides):
    assert sides("Peru did not thank Chile, nor did anyone in Chile ask for its help.") == []


def test_two_sanctions_by_two_verbs_are_two(sides):
    told = sides("Chile recalled its envoy from Peru and called off a purchase of Peruvian oil.")
    assert [kind for kind, *_ in told] == ["SANCTION", "SANCTION"]


def test_a_frame_of_last_resort_comes_after_all_others():
    ranked = FrameBook.load().by_head["verb", "reject"]
    resorts = [frame.fallback for frame in ranked]
    assert resorts == sorted(resorts)
