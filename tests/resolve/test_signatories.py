"""Who "we" are in a joint statement: those who issued it, one for each country or body."""

from __future__ import annotations

from datetime import date

import pytest

from communique.pipeline import Coder
from communique.records import Report


@pytest.fixture(scope="module")
def actors():
    coder = Coder(select=False)

    def of(text, publisher=None):
        record = coder.code(text, date=date(2009, 5, 12), publisher=publisher)
        at = {entity.id: entity.country for entity in record.entities}
        return [
            sorted(at[one] or "" for one in event.actors)
            for event in record.events
            if event.type == "ACCUSE"
        ]

    return of


@pytest.fixture(scope="module")
def titled():
    coder = Coder(select=False)

    def of(title, text):
        report = Report(id="r", date=date(2009, 5, 12), title=title, text=text)
        (record,) = coder.code_many([report])
        at = {entity.id: entity.country for entity in record.entities}
        accusing = (event for event in record.events if event.type == "ACCUSE")
        return [sorted(at[one] or "" for one in event.actors) for event in accusing]

    return of


@pytest.mark.parametrize(
    "opening",
    [
        "Today, the leaders of Chile, Peru and Norway met on the fringes of a NATO summit and"
        " issued the following statement:\n\nWe condemn Kenya for its raids.",
        "The following joint statement was released by the Governments of Chile, Peru and"
        " Norway.\n\nWe condemn Kenya for its raids.",
        "We, the foreign ministers of Chile, Peru and Norway, condemn Kenya for its raids.",
    ],
)
def test_we_are_all_who_issued_the_statement(actors, opening):
    assert actors(opening, "The White House") == [["CHL", "NOR", "PER"]]


def test_we_in_a_release_of_one_government_are_that_government(actors):
    text = "The President issued a statement on Chile and Peru. We condemn Kenya for its raids."
    assert actors(text, "The White House") == [["USA"]]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Chile-Peru Joint Statement on Kenya", "We condemn Kenya for its raids."),
        ("Joint Statement of Chile and Peru", "Our governments condemn Kenya for its raids."),
        ("Joint Communique between Chile and Peru", "The two sides condemned Kenya on Monday."),
        (
            "Statement by the Leaders of Chile and Peru on Kenya",
            "We condemn Kenya for its raids.",
        ),
    ],
)
def test_a_title_can_tell_who_issues_the_statement(titled, title, text):
    assert titled(title, text) == [["CHL", "PER"]]


@pytest.mark.parametrize("title", ["Joint Statement of the NATO Allies", "Chile and Peru talk"])
def test_a_title_of_nothing_joint_issues_no_statement(titled, title):
    assert titled(title, "We condemn Kenya for its raids.") in ([], [[]])


def test_each_country_has_the_leader_that_leads_it():
    text = "The leaders of France and Germany met in Rome on Monday."
    record = Coder(select=False).code(text, date=date(2009, 5, 12))
    assert {e.name for e in record.entities} >= {"Nicolas Sarkozy", "Angela Merkel"}


@pytest.mark.parametrize("who", ["opposition", "union", "rebel"])
def test_who_leads_others_within_a_state_does_not_lead_the_state(who):
    text = f"Kenya's {who} leader met the Danish envoy in Nairobi on Monday."
    record = Coder(select=False).code(text, date=date(2011, 3, 9))
    assert {e.name for e in record.entities} == {None}


def test_a_title_may_name_who_made_the_statement_behind_its_matter(titled):
    title = "Joint Statement on the Raid by Chadian Premier Kone and Ghanaian President Adu"
    assert titled(title, "We condemn the raid on Niger. We condemn Libya.")[-1] == ["GHA", "TCD"]


HOME = "Office of the President of Ghana"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # what nobody does alone, the author does with those whom he met
        (
            "I met the president of Chad in Accra today. We agreed to condemn Libya. We discussed"
            " the raid, and together we condemned Niger.",
            ["GHA", "TCD"],
        ),
        # leaders of whom no country is told, and who met them
        (
            "The president of Chad met Arab leaders on Monday. The leaders condemned Libya.",
            ["", "TCD"],
        ),
        # those who talk with each other, not whom else a sentence names
        (
            "The president of Mali waved. The president of Chad met with the Ghanaian foreign"
            " minister. He was glad. The leaders condemned Libya.",
            ["GHA", "TCD"],
        ),
    ],
)
def test_we_and_the_leaders_are_those_who_met(actors, text, expected):
    assert actors(text, publisher=HOME)[-1] == expected


@pytest.mark.parametrize(
    "title",
    [
        "Joint Statement by President Calderon and Prime Minister Stoltenberg",
        "Joint Statement of Jens Stoltenberg and President Felipe Calderon on Kenya",
    ],
)
def test_a_title_can_name_the_leaders_alone(titled, title):
    assert titled(title, "We condemn Kenya for its raids.") == [["MEX", "NOR"]]


def test_officials_of_one_state_issue_no_joint_statement_of_states(titled):
    title = "Joint Statement by Secretary Clinton and Secretary Gates on Kenya"
    assert titled(title, "We condemn Kenya for its raids.") in ([], [[]])


@pytest.mark.parametrize("told", ["met with", "held talks with", "hosted"])
def test_the_two_sides_are_those_who_talked_before(actors, told):
    text = f"Jens Stoltenberg {told} Felipe Calderon in Vienna. The two sides condemned the raid."
    assert actors(text) == [["MEX", "NOR"]]
