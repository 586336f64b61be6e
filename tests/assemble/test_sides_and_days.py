"""Who acts on whom and on what day, where the words for it stand in another clause."""

from datetime import date

import pytest

from communique.assemble.retelling import same_days
from communique.dates import When
from communique.pipeline import Coder
from communique.records import Report

DAY = date(2026, 3, 12)  # a Thursday


@pytest.fixture(scope="module")
def coder():
    return Coder()


def facts(coder, text):
    coded = coder.code_report(Report(id="r1", date=DAY, text=text))
    country = {entity.id: entity.country for entity in coded.entities}
    return {
        (
            event.type,
            tuple(sorted({country[i] or "?" for i in event.actors})),
            tuple(sorted({country[i] or "?" for i in event.recipients})),
            event.date.start.isoformat()[5:] if event.date and event.date.start else None,
        )
        for event in coded.events
    }


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Chad's government and the Libyan National Army agreed to a truce on Monday.",
            ("CONCEDE", ("LBY", "TCD"), (), "03-09"),
        ),
        (
            "Norway said it would send troops to Chad.",
            ("AGREE", ("NOR",), ("TCD",), "03-12"),
        ),
        (
            "Norway accused Chad of ramming one of its boats on Monday, injuring three sailors.",
            ("ASSAULT", ("TCD",), ("NOR",), "03-09"),
        ),
        (
            "Canada condemned the attack which Chad launched against Niger.",
            ("ACCUSE", ("CAN",), ("TCD",), "03-12"),
        ),
        ("Peru hailed the gifts that were made by Chad.", ("SUPPORT", ("PER",), ("TCD",), "03-12")),
        (
            "Six people were killed in a blast that took place near the French embassy in"
            " Niamey on Monday.",
            ("ASSAULT", (), ("FRA",), "03-09"),
        ),
        (
            "Ninety people have died and 70 were hurt in the blasts next to the French"
            " embassies in Chad and Niger on Tuesday.",
            ("ASSAULT", (), ("FRA",), "03-10"),
        ),
        (
            "Cuban exiles protested in Miami against the ruling on Monday.",
            ("PROTEST", ("USA",), ("USA",), "03-09"),
        ),
        (
            "Cuban exiles protested against the ruling on Monday.",
            ("PROTEST", ("CUB",), ("CUB",), "03-09"),
        ),
        (
            "Iran on Tuesday condemned the bombing of French embassies in Chad and Niger, and"
            " expressed sympathy for the families of the victims.",
            ("SUPPORT", ("IRN",), ("?",), "03-10"),
        ),
        (
            "Poland expressed its condolences to the families of the victims of the quake in Niger"
            " on Monday.",
            ("SUPPORT", ("POL",), ("NER",), "03-09"),
        ),
        (
            "France sent doctors to Chad and Niger last week. On Monday France sent tents to the"
            " two countries.",
            ("AID", ("FRA",), ("NER", "TCD"), "03-09"),
        ),
        (
            "The U.S.-EU Task Force on Grain met on March 10.",
            ("CONSULT", ("IGO:EU", "USA"), (), "03-10"),
        ),
        (
            "Prime Minister Anna Keller of Canada hosted envoys from Chad, Mali and Niger.",
            ("CONSULT", ("CAN", "MLI", "NER", "TCD"), (), "03-12"),
        ),
        (
            "Unlike on Tuesday, when 40 students were arrested and soldiers had to use"
            " tear gas, marchers in Lima were calm on Thursday.",
            ("COERCE", ("PER",), ("PER",), "03-10"),
        ),
        (
            "The Canadian delegation met with Prime Minister Ana Lind of Haiti on March 9. The"
            " delegation also met with Haitian Foreign Minister Jon Bel to reiterate Canada's"
            " commitment to humane repatriation of migrants.",
            ("AGREE", ("CAN",), ("HTI",), "03-09"),
        ),
        (
            "A man has been arrested in connection with the bombing of a bank in Lima last year,"
            " Peruvian police said today.",
            ("COERCE", ("PER",), ("PER",), "03-12"),
        ),
        (
            "The report followed an announcement by officials in London that Britain had withdrawn"
            " four of its six diplomats in Lima.",
            ("SANCTION", ("GBR",), ("PER",), "03-12"),
        ),
        (
            "Peru is investigating attacks on clinics in Lima in the past four years.",
            ("ACCUSE", ("PER",), (), "03-12"),
        ),
    ],
)
def test_sides_and_days_are_read_across_clauses(coder, text, told):
    assert told in facts(coder, text)


def test_who_lists_three_states_means_them_by_the_three_countries(coder):
    text = (
        "Chad, Mali and Niger joined the bloc on Tuesday. Kenya met the foreign ministers of the"
        " three countries on Monday."
    )
    assert ("CONSULT", ("KEN", "MLI", "NER", "TCD"), (), "03-09") in facts(coder, text)


def test_a_time_told_without_its_start_is_not_that_of_years_before():
    day = date(2020, 6, 17)
    vague = When.range(None, day)
    assert same_days(vague, When.month(2020, 3))
    assert not same_days(vague, When.year(1967))
    assert not same_days(When.year(1967), vague)


def test_deeds_of_two_modes_in_a_report_are_two(coder):
    text = "Police in Peru seized a car bomb on Sunday.\n\nTwo men were detained there by police."
    assert [e.mode for e in coder.code(text, date=DAY).events if e.type == "COERCE"] == [
        "seize",
        "arrest",
    ]


def test_a_blow_told_again_without_its_mode_stays_one(coder):
    text = (
        "Chad's warplanes bombed the Libyan port of Tobruk on Monday.\n\n"
        "Chad attacked the Libyan port on Monday, its army said."
    )
    assert len([e for e in coder.code(text, date=DAY).events if e.type == "ASSAULT"]) == 1


def test_who_an_accord_gives_something_is_party_to_it(coder):
    text = "Norway clinched an accord with Argentina giving it trade rights, officials said."
    assert ("AGREE", ("ARG", "NOR"), (), "03-12") in facts(coder, text)


def test_condemned_attacks_are_of_whom_the_speaker_has_just_threatened(coder):
    text = (
        "Libya's president threatened on Monday to strike back at Chad.\n\n"
        "He condemned the attacks as an escalation."
    )
    assert ("ACCUSE", ("LBY",), ("TCD",)) in {fact[:3] for fact in facts(coder, text)}


def test_what_was_said_on_a_day_is_said_once(coder):
    """A quotation without a day goes on about what the lead dates: one rebuke, on Tuesday."""
    text = (
        "Canada on Tuesday deplored the raid by Chad on a port in Niger. "
        '"The Canadian government deplores this senseless raid by Chad," a statement said.'
    )
    rebukes = [fact for fact in facts(coder, text) if fact[0] == "ACCUSE"]
    assert rebukes == [("ACCUSE", ("CAN",), ("TCD",), "03-10")]


def test_what_is_said_again_a_week_later_is_said_twice(coder):
    text = (
        "Canada on March 3 deplored a raid by Chad on a port in Niger. "
        '"The Canadian government deplores this senseless raid by Chad," a statement said.'
    )
    assert {fact[3] for fact in facts(coder, text) if fact[0] == "ACCUSE"} == {"03-03", "03-12"}
