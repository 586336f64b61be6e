"""The tenure tables of the Americas and of international bodies: their form and known facts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from communique.vocab.gazetteer import Gazetteer

from .tenure_rows import aliases, by_office, earliest, holders, latest, read, tenures, unexplained

TABLES = ("americas", "bodies")
#: Offices that many hold at once.
SHARED = frozenset(
    {
        "ambassador",
        "commander",
        "commissioner",
        "deputy_minister",
        "envoy",
        "legislator",
        "opposition_leader",
        "prosecutor",
        "spokesperson",
    }
)
#: The longest handover that needs no explanation in the note.
HANDOVER = timedelta(days=1)
#: The longest time that a state may be without its leader, and what was longer.
VACANCY = timedelta(days=60)
VACANT = {("HTI", "2021-07-07"), ("HTI", "2026-02-07"), ("PER", "2026-07-28")}
#: Until when, at least, somebody must be known to lead a state.
LAST = date(2026, 9, 1)

ROWS = tenures(*TABLES)
LEADER = {
    row["code"]: row["leader"]
    for row in read("states.csv")
    if row["region"] == "Americas" and row["start"]
}


def vacancies(country: str, office: str) -> Iterator[tuple[str, date]]:
    """From the end of a tenure to the day of the next, or the day that somebody must be known."""
    rows = by_office(ROWS).get((country, office), [])
    reach, ended = date(1991, 1, 1), ""
    for row in rows:
        if earliest(row["start"]) - reach > VACANCY:
            yield ended, earliest(row["start"])
        if latest(row["end"]) > reach:
            reach, ended = latest(row["end"]), row["end"]
    if reach < LAST:
        yield ended, LAST


def test_the_names_of_persons_are_without_accents() -> None:
    assert not [row["person"] for row in ROWS if not row["person"].isascii()]


def test_the_tenures_of_the_united_states_are_known_to_the_day() -> None:
    rows = [row for row in ROWS if row["country"] == "USA" and row["office"] not in SHARED]
    assert not [
        row for row in rows for day in (row["start"], row["end"]) if len(day) not in (0, 10)
    ]


def test_no_office_has_two_holders_beyond_a_day_unless_a_note_says_why() -> None:
    assert not list(unexplained(ROWS, HANDOVER, SHARED))


def test_no_office_has_two_holders_today() -> None:
    for (country, office), rows in by_office(ROWS).items():
        if office not in SHARED:
            assert len([row for row in rows if not row["end"]]) <= 1, (country, office)


@pytest.mark.parametrize(("country", "office"), sorted(LEADER.items()))
def test_somebody_leads_every_state_of_the_americas_since_1991(country: str, office: str) -> None:
    found = [gap for gap in vacancies(country, office) if (country, gap[0]) not in VACANT]
    assert not found


@pytest.mark.parametrize("office", ["foreign_minister", "defence_minister"])
@pytest.mark.parametrize("country", ["ARG", "BRA", "CAN", "CHL", "MEX", "USA"])
def test_the_ministers_of_large_states_are_known_since_2000(country: str, office: str) -> None:
    for year in range(2000, 2027):
        assert holders(ROWS, country, office, f"{year}-03-25"), year


@pytest.mark.parametrize(
    ("country", "office", "day", "person"),
    [
        ("USA", "defence_minister", "2018-06-12", "Jim Mattis"),
        ("USA", "defence_minister", "2021-01-27", "Lloyd Austin"),
        ("USA", "defence_minister", "2019-07-01", "Mark Esper"),
        ("USA", "defence_minister", "2019-07-18", "Richard Spencer"),
        ("USA", "defence_minister", "1991-01-17", "Dick Cheney"),
        ("USA", "defence_minister", "2003-03-20", "Donald Rumsfeld"),
        ("USA", "foreign_minister", "1990-08-02", "James Baker"),
        ("USA", "foreign_minister", "2018-04-10", "John Sullivan"),
        ("USA", "foreign_minister", "2018-06-12", "Mike Pompeo"),
        ("USA", "foreign_minister", "2012-09-11", "Hillary Clinton"),
        ("USA", "head_of_state", "2001-09-11", "George W. Bush"),
        ("USA", "head_of_state", "1990-08-02", "George H.W. Bush"),
        ("USA", "deputy_head_of_state", "2022-02-19", "Kamala Harris"),
        ("USA", "national_security_adviser", "2018-06-12", "John Bolton"),
        ("USA", "ambassador_un", "2017-09-11", "Nikki Haley"),
        ("USA", "intelligence_chief", "2018-04-01", "Mike Pompeo"),
        ("USA", "joint_chiefs", "2020-10-30", "Mark Milley"),
        ("USA", "finance_minister", "2008-09-15", "Henry Paulson"),
        ("USA", "trade_representative", "2018-04-03", "Robert Lighthizer"),
        ("CAN", "head_of_government", "2018-12-01", "Justin Trudeau"),
        ("CAN", "foreign_minister", "2018-12-01", "Chrystia Freeland"),
        ("CAN", "defence_minister", "2021-01-27", "Harjit Sajjan"),
        ("MEX", "foreign_minister", "2019-06-07", "Marcelo Ebrard"),
        ("BRA", "head_of_state", "2016-06-01", "Michel Temer"),
        ("BRA", "foreign_minister", "2005-01-01", "Celso Amorim"),
        ("ARG", "head_of_state", "2010-05-25", "Cristina Fernandez de Kirchner"),
        ("CHL", "foreign_minister", "2016-01-01", "Heraldo Munoz"),
        ("COL", "head_of_state", "2016-11-24", "Juan Manuel Santos"),
        ("VEN", "head_of_state", "2020-05-03", "Nicolas Maduro"),
        ("VEN", "head_of_state", "2026-01-20", "Delcy Rodriguez"),
        ("CUB", "head_of_state", "2014-12-17", "Raul Castro"),
        ("CUB", "foreign_minister", "2014-12-17", "Bruno Rodriguez"),
        ("HTI", "head_of_government", "2023-10-02", "Ariel Henry"),
        ("JAM", "head_of_government", "2020-09-03", "Andrew Holness"),
        ("IGO:NATO", "head_of_body", "2021-01-27", "Jens Stoltenberg"),
        ("IGO:NATO", "head_of_body", "1999-03-24", "Javier Solana"),
        ("IGO:UN", "head_of_body", "2003-03-20", "Kofi Annan"),
        ("IGO:UN", "health_agency_head", "2020-03-11", "Tedros Adhanom"),
        ("IGO:EU", "head_of_body", "2021-01-27", "Ursula von der Leyen"),
        ("IGO:EU", "council_president", "2018-06-28", "Donald Tusk"),
        ("IGO:EU", "foreign_policy_chief", "2015-07-14", "Federica Mogherini"),
        ("IGO:IAEA", "head_of_body", "2003-03-07", "Mohamed ElBaradei"),
        ("IGO:LAS", "head_of_body", "2011-03-12", "Amr Moussa"),
        ("IGO:ICC", "prosecutor", "2024-05-20", "Karim Khan"),
    ],
)
def test_the_holder_on_a_day_is_known(country: str, office: str, day: str, person: str) -> None:
    assert holders(ROWS, country, office, day) == {person}


def test_an_office_that_was_vacant_has_no_holder() -> None:
    assert holders(ROWS, "HTI", "head_of_state", "2022-06-01") == set()


@pytest.mark.parametrize(
    ("person", "alias"),
    [
        ("Jim Mattis", "James Mattis"),
        ("Antony Blinken", "Tony Blinken"),
        ("George H.W. Bush", "George Bush"),
        ("Luiz Inacio Lula da Silva", "Lula"),
        ("Francois-Philippe Champagne", "François-Philippe Champagne"),
        ("Mohamed ElBaradei", "Mohammed ElBaradei"),
    ],
)
def test_another_spelling_is_an_alias(person: str, alias: str) -> None:
    assert alias in aliases(ROWS, person)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.mark.parametrize(
    ("phrase", "code", "day", "person"),
    [
        ("defence secretary", "USA", "2018-06-12", "Jim Mattis"),
        ("secretary of war", "USA", "2025-12-01", "Pete Hegseth"),
        ("director of national intelligence", "USA", "2014-01-29", "James Clapper"),
        ("CIA director", "USA", "2014-01-29", "John Brennan"),
        ("trade representative", "USA", "2018-04-03", "Robert Lighthizer"),
        ("commerce secretary", "USA", "2018-04-03", "Wilbur Ross"),
        ("NATO secretary general", "IGO:NATO", "2021-01-27", "Jens Stoltenberg"),
        ("secretary-general", "IGO:UN", "2021-01-27", "Antonio Guterres"),
        ("UN refugee chief", "IGO:UN", "2021-01-27", "Filippo Grandi"),
        ("UN human rights chief", "IGO:UN", "2021-01-27", "Michelle Bachelet"),
        ("WHO director-general", "IGO:UN", "2021-01-27", "Tedros Adhanom"),
        ("president", "IGO:EU", "2018-06-28", "Jean-Claude Juncker"),
        ("president of the European Council", "IGO:EU", "2018-06-28", "Donald Tusk"),
        ("foreign policy chief", "IGO:EU", "2018-06-28", "Federica Mogherini"),
        ("president of the European Parliament", "IGO:EU", "2018-06-28", "Antonio Tajani"),
        ("ECB president", "IGO:EU", "2018-06-28", "Mario Draghi"),
        ("high representative", "IGO:OHR", "2005-01-01", "Paddy Ashdown"),
    ],
)
def test_an_office_by_its_english_name_has_one_holder(
    gazetteer: Gazetteer, phrase: str, code: str, day: str, person: str
) -> None:
    office = gazetteer.office(phrase, country=code)
    assert office is not None
    found = gazetteer.holders(office, code, on=date.fromisoformat(day))
    assert {tenure.person for tenure in found} == {person}


def test_the_deputy_is_not_the_head(gazetteer: Gazetteer) -> None:
    office = gazetteer.office("deputy secretary-general", country="IGO:NATO")
    assert office == "deputy_head_of_body"
