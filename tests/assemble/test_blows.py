"""Attacks as a report tells them: by whom, upon whom, and once for all that is said of one."""

from __future__ import annotations

from datetime import date

import pytest

from communique.pipeline import Coder


@pytest.fixture(scope="module")
def attacks():
    coder = Coder(select=False)

    def coded(text):
        record = coder.code(text, date=date(2019, 5, 15))
        country = {entity.id: entity.country for entity in record.entities}
        return [
            (
                sorted(str(country[a]) for a in event.actors),
                sorted(str(country[r]) for r in event.recipients),
                event.date.start.isoformat() if event.date.start else None,
            )
            for event in record.events
            if event.type == "ASSAULT"
        ]

    return coded


@pytest.mark.parametrize(
    "text",
    [
        "A car bomb went off outside the Danish embassy in Islamabad on Tuesday, killing six.",
        "Six people were killed on Tuesday when a bomb exploded near the Danish embassy in Cairo.",
        "The blast in front of the Danish embassy in Islamabad on Tuesday killed six people.",
        "A bomb ripped through a shop next to the Danish embassy in Nairobi on Tuesday.",
    ],
)
def test_who_was_struck_is_told_by_the_target(attacks, text):
    assert attacks(text) == [([], ["DNK"], "2019-05-14")]


def test_those_in_front_of_a_blow_may_be_its_victims(attacks):
    found = attacks("The Danish embassy bombing in Chad on Tuesday killed nine people.")
    assert [actors for actors, _, _ in found] == [[]]


@pytest.mark.parametrize(
    "text",
    [
        "The drone attack that Libya launched on a Maltese tanker on Tuesday caused a fire.",
        "Malta condemned the raid that Libya launched on a Maltese tanker on Tuesday.",
    ],
)
def test_a_blow_is_carried_by_the_clause_behind_it(attacks, text):
    assert (["LBY"], ["MLT"], "2019-05-14") in attacks(text)


@pytest.mark.parametrize(
    "text",
    [
        "Malta prevented the raid that Libya launched on a Maltese tanker.",
        "Two Maltese pupils were killed on Tuesday when a bus hit a lorry.",
        "Gangs roam where Maltese sailors are shot and robbed.",
        "They spread the myth that Maltese monks were massacred.",
    ],
)
def test_no_attack_is_told(attacks, text):
    assert attacks(text) == []


def test_violence_by_nobody_known_is_told_with_its_day(attacks):
    assert attacks("Nine Maltese sailors were shot dead in Chad on Tuesday.") == [
        ([], ["MLT"], "2019-05-14")
    ]


def test_the_blast_goes_on_about_the_bomb_before(attacks):
    text = (
        "A bomb exploded outside the Danish embassy in Islamabad on Tuesday. The blast killed six"
        " people, police said."
    )
    assert attacks(text) == [([], ["DNK"], "2019-05-14")]


def test_a_deed_is_told_with_and_without_its_day(attacks):
    text = (
        "Libyan troops have shelled a Chadian village, an official said. Libyan troops shelled the"
        " Chadian village on Monday, he said."
    )
    assert attacks(text) == [(["LBY"], ["TCD"], "2019-05-13")]


def test_who_was_hit_is_not_told_anew_without_the_attacker(attacks):
    text = (
        "Libyan gunmen shot four Chadian herders on Tuesday. Four Chadian herders were shot on"
        " Tuesday, the ministry said."
    )
    assert [actors for actors, _, _ in attacks(text)] == [["LBY"]]


@pytest.mark.parametrize("owner", ["rebel", "separatist", "terrorist", "militant"])
def test_a_camp_of_fighters_is_theirs_and_not_the_states(owner):
    text = f"On Monday Kenyan soldiers attacked a {owner} camp in Chad and a port in Mali."
    record = Coder(select=False).code(text, date=date(2019, 5, 15))
    sides = {entity.id: (entity.country, entity.sector) for entity in record.entities}
    (attack,) = (event for event in record.events if event.type == "ASSAULT")
    assert {sides[one] for one in attack.recipients} == {("TCD", "REB"), ("MLI", "GOV")}


def test_who_falls_in_a_clash_falls_to_both_sides(attacks):
    text = "Kenyan troops and rebels exchanged fire, killing one soldier and two Kenyan militants."
    assert attacks(text) == [(["KEN", "KEN"], [], "2019-05-15")]


def test_some_who_were_hit_do_not_stand_for_all():
    coder = Coder(select=False)
    record = coder.code("Chadian jets killed 20 people, including the bride, in Niger.")
    names = {entity.id: entity.description for entity in record.entities}
    assert [names[r] for event in record.events for r in event.recipients] == ["20 people"]


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("The Syrian army shelled Homs on Sunday.", ["CVL"]),
        ("Syrian jets launched air strikes on a village near Homs, killing 12 rebels.", ["REB"]),
        ("Turkish troops shelled Homs on Sunday.", ["GOV"]),
        ("Syrian rebels shelled Homs on Sunday.", ["GOV"]),
    ],
)
def test_forces_that_strike_a_town_of_their_own_strike_its_people(text, whom):
    record = Coder(select=False).code(text)
    sectors = {entity.id: entity.sector for entity in record.entities}
    assert [[sectors[r] for r in event.recipients] for event in record.events] == [whom]
