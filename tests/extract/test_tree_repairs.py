"""Slips of the parser that would cost a sentence its event do not."""

from __future__ import annotations

import json
from datetime import date

import pytest

from communique.extract.tree import Tree

DAY = date(2020, 6, 17)

CASES = [
    # what stands before a semicolon is not governed by what follows
    ("Norway ended its fishing treaty with Chile; the notice is one year.", {"SANCTION"}),
    # the date in front does not swallow who acts
    ("On 29 February gangs of the Bravo coalition opened fire on Chad.", {"ASSAULT"}),
    # a preposition keeps what a participle behind it took
    ("Peru has granted asylum to five Chadian officers holed up in a villa.", {"AID"}),
    # the verb behind a reduced relative clause is the main verb
    ("Kenyans opposed to a new tax broke through the gates of the senate.", {"PROTEST"}),
    # old past forms
    ("In 1987 Chadian tribesmen slew a sheikh of Libya.", {"ASSAULT"}),
    # "it" that is willing is somebody
    ("Syria says it is willing to withdraw its troops from Lebanon.", {"CONCEDE"}),
    # a clause behind a long name describes what the name names
    (
        "Norway welcomed the Nordic Partnership to Protect the Sea 2030, which the Danish prime"
        " minister launched in June 2019 with Latvia.",
        {"COOPERATE"},
    ),
    # "to do" completes the verb, whatever time stands between
    ("Chile refused for a third time to grant Peru a loan.", {"REJECT"}),
    # a participle in front of a noun is no verb
    ("Norway welcomed continued close coordination with Chad on the border.", {"SUPPORT"}),
    # "out of" is a particle and a preposition
    ("Norway pulled out of a fishing treaty with Chile on Monday.", {"SANCTION"}),
    # a coup by its foreign name
    ("Officers staged a coup d'etat against the king of Lesotho.", {"COERCE"}),
    # who is arrested is no subject of what follows
    ("Hundreds of Nepalese police arrested lawyers marching against the king.", {"COERCE"}),
    # whom money is given is no part of the money
    ("Qatar gave the Palestinian Authority 30 million dollars on Monday.", {"AID"}),
    # a verb behind a day is no noun
    ("Rebel chief Idriss Bako threatened Friday to march on the Chadian capital.", {"THREATEN"}),
    # what a crowd did stands behind what angered it
    ("Protesters angered by cartoons set fire to the Swedish consulate in Beirut.", {"PROTEST"}),
    # who is prompted to do something does it
    ("Syria fired rockets at a Lebanese port, prompting Cyprus to scramble jets.", {"MOBILIZE"}),
    # what is ruled out is a complement, not a circumstance
    ("Denmark ruled out meeting the Norwegian miners on Monday.", {"REJECT"}),
    # what stands between commas parts no subject from its verb
    ("Libyan planes, with support from Chad, bombed rebel camps in Niger.", {"ASSAULT"}),
    # a number in bounds counts what is done something to
    ("Rebels have kidnapped up to 16 Peruvian engineers in Chad.", {"ASSAULT"}),
    ("The police arrested close to 100 Peruvian monks on Monday.", {"COERCE"}),
    ("The police arrested between 50 and 100 Peruvian monks on Monday.", {"COERCE"}),
    # "to" in front of a noun is a preposition
    ("Israel ordered a halt to air strikes on Syria.", {"CONCEDE"}),
    # what is counted is what is meant
    ("Some of the rebels killed three of the Libyan officers.", {"ASSAULT"}),
]


@pytest.mark.parametrize(("text", "types"), CASES)
def test_the_event_is_found_in_spite_of_the_parse(events, text, types):
    assert {event.type for event in events(text)} >= types


def test_who_is_prompted_to_act_is_who_acts(events):
    found = events("Syria fired rockets at a Lebanese port, prompting Cyprus to scramble jets.")
    (jets,) = [event for event in found if event.type == "MOBILIZE"]
    (rockets,) = [event for event in found if event.type == "ASSAULT"]
    assert set(jets.actors).isdisjoint(rockets.actors)


@pytest.mark.parametrize(
    "text",
    [
        "Denmark put off sending troops to Norway.",
        "Denmark held off signing the pact with Norway.",
        "Denmark called off sending grain to Norway.",
    ],
)
def test_what_is_put_off_did_not_happen(events, text):
    assert not {event.type for event in events(text)} & {"MOBILIZE", "SUPPORT", "AID"}


def test_an_order_that_is_a_curfew_is_no_request(events):
    found = events("The Ugandan army ordered the people of Gulu to stay indoors.")
    assert [event.type for event in found] == ["COERCE"]


def test_aid_that_others_give_as_well_goes_to_the_same_country(events):
    japan, kenya = events("Japan sent rice to Chad, and Kenya supplied tents.")
    assert japan.recipients == kenya.recipients != ()
    assert japan.actors != kenya.actors


def test_a_rocket_from_nowhere_is_an_attack(events):
    (event,) = events("A rocket struck the American embassy in Baghdad on Saturday.")
    assert (event.type, event.actors) == ("ASSAULT", ())
    assert event.recipients


def test_what_has_been_going_on_is_ongoing(events):
    (event,) = events("Colombian guerrillas have been holding two German engineers since March.")
    assert (event.type, event.status) == ("ASSAULT", "ongoing")


def test_who_is_accused_of_it_has_done_it(coder):
    coded = coder.code("The organisation accused the police of killing suspects.", date=DAY)
    (killing,) = [event for event in coded.events if event.type == "ASSAULT"]
    sector = {entity.id: entity.sector for entity in coded.entities}
    assert [sector[actor] for actor in killing.actors] == ["COP"]
    assert killing.status == "alleged"


def test_the_latter_of_two_deeds_is_nobodys_act(events):
    (event,) = events("Mali was hit by two bombings on Monday, the latter killing ten soldiers.")
    assert (event.type, event.actors) == ("ASSAULT", ())
    assert event.recipients


def is_whole(tree):
    """Whether heads and children agree, and every token hangs below a root."""
    for i in range(len(tree)):
        above = [h for h in range(len(tree)) if i in tree.children[h]]
        if above != ([] if tree.head[i] == i else [tree.head[i]]):
            return False
        at, steps = i, 0
        while tree.head[at] != at:
            at, steps = tree.head[at], steps + 1
            if steps > len(tree):
                return False
    return True


def test_a_repaired_tree_is_a_tree(prepare, root):
    lines = (root / "tests" / "corpus" / "force.jsonl").read_text("utf-8").splitlines()
    texts = [json.loads(line)["doc"]["text"] for line in lines[::2]]
    texts.append("A crowd of workers from the port angered by the law marched on parliament.")
    for text in texts:
        for parsed in prepare(text, DAY).parsed:
            assert is_whole(Tree.of(parsed.doc)), parsed.doc.text


def test_a_long_list_read_as_an_apposition_is_a_list(coder):
    """The parser hangs "Japan … and Canada" on "the United States" as if it explained it."""
    coded = coder.code(
        "The United States, Japan, West Germany, France and Canada agreed at the summit to use"
        " common figures.",
        date=date(1987, 6, 10),
    )
    (pledge,) = (event for event in coded.events if event.type == "AGREE")
    assert len(pledge.actors) == 5


def test_a_subject_behind_a_phrase_in_front_is_none_of_its_words(coder):
    coded = coder.code("In a speech on Saturday, Chad and Mali urged Libya to sign the pact.")
    (asked,) = (event for event in coded.events if event.type == "REQUEST")
    assert len(asked.actors) == 2


def test_a_spoken_year_counts_nobody(coder):
    coded = coder.code("In nineteen ninety-one Chad expelled the Libyan envoy.", date=DAY)
    (expelled,) = (event for event in coded.events if event.type == "SANCTION")
    assert expelled.date is not None and str(expelled.date.start) == "1991-01-01"


def test_a_halt_to_strikes_is_no_strike_but_yields_to_whom_they_hit(coder, sides_told):
    text = "Israel ordered a halt to air strikes on Syria."
    assert sides_told(coder, text, "CONCEDE") == [(["ISR"], ["SYR"])]
    assert sides_told(coder, text, "ASSAULT") == []


@pytest.mark.parametrize(
    ("text", "struck"),
    [
        ("Kenyan police beat him and at least 30 other students.", "EDU"),
        ("Rebels in Chad took 15 teachers hostage.", "EDU"),
        ("Soldiers in Fiji took their commander hostage.", "MIL"),
        ("Militiamen loyal to former president Denis Sassou Nguesso fought army troops.", "MIL"),
        ("Rebels ambushed Malian soldiers on Monday.", "MIL"),
        ("Rebels attacked a Kenyan army base on Monday.", "MIL"),
    ],
)
def test_whom_a_verb_is_done_to_is_found_in_spite_of_the_parse(coder, text, struck):
    record = coder.code(text, date=DAY)
    sectors = {entity.id: entity.sector for entity in record.entities}
    hits = [event for event in record.events if event.type == "ASSAULT"]
    assert [[sectors[r] for r in hit.recipients] for hit in hits] == [[struck]]


def test_those_held_by_somebody_are_let_go_not_said_to_hold(coder, sides_told):
    text = "Bosnian Serbs released 33 Kenyan soldiers held hostage for two weeks."
    assert sides_told(coder, text, "RETREAT") == [(["BIH"], ["KEN"])]


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Kenyan police raided the headquarters of a party.", ["COERCE"]),
        ("Gunmen raided a Nigerian police station on Monday.", ["ASSAULT"]),
    ],
)
def test_a_raid_is_a_search_by_the_law_and_an_attack_by_outlaws(events, text, types):
    assert [event.type for event in events(text)] == types
