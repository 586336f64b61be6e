"""The tenure tables of Europe and of the successors of the Soviet Union: form and known facts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from communique.vocab.persons import name_key

from .tenure_rows import aliases, by_office, earliest, holders, latest, tenures, unexplained

TABLES = ("europe", "eurasia")
OFFICES = frozenset(
    {"defence_minister", "foreign_minister", "head_of_government", "head_of_state", "party_leader"}
)
#: A handover within a day needs no explanation in the note.
HANDOVER = timedelta(days=1)
#: A head's post may stand empty so long.
VACANCY = timedelta(days=60)

#: The day from which the heads of a state must be known, where that is not 1991-01-01.
SINCE = {
    "ARM": "1991-09-21",
    "AZE": "1991-10-18",
    "BIH": "1992-03-03",
    "BLR": "1991-08-25",
    "CZE": "1993-02-02",
    "EST": "1991-08-20",
    "GEO": "1991-04-09",
    "HRV": "1991-06-25",
    "LTU": "1991-01-01",
    "LVA": "1991-08-21",
    "MDA": "1991-08-27",
    "MKD": "1991-09-08",
    "MNE": "2006-06-03",
    "SRB": "2006-06-05",
    "SVK": "1993-01-01",
    "SVN": "1991-06-25",
    "UKR": "1991-08-24",
    "XKX": "2008-02-17",
}
#: States that ended, and when.
ENDED = {"CSK": "1992-12-31", "DDR": "1990-10-02", "YUG": "2006-06-03"}
#: States whose government no prime minister heads, or none that the table tells.
NO_HEAD_OF_GOVERNMENT = frozenset({"CHE", "CYP", "MCO", "VAT"})
#: Posts that did stand empty for longer, by the day on which that began.
EMPTY = {("GEO", "head_of_government", "1995-10-05")}

ROWS = tenures(*TABLES)
COUNTRIES = sorted({row["country"] for row in ROWS})


def vacancies(country: str, office: str) -> Iterator[tuple[date, date]]:
    """The times, longer than a vacancy may be, in which nobody is known to hold the post."""
    rows = by_office(ROWS)[country, office]
    known = date.fromisoformat(SINCE.get(country, "1991-01-01"))
    if country == "DDR":
        known = date(1987, 1, 1)
    for row in rows:
        if earliest(row["start"]) - known > VACANCY:
            yield known, earliest(row["start"])
        known = max(known, latest(row["end"]))
    until = date.fromisoformat(ENDED[country]) if country in ENDED else date.max
    if known < until:
        yield known, until


def test_countries_are_codes_of_three_letters() -> None:
    assert not [row for row in ROWS if not re.fullmatch("[A-Z]{3}", row["country"])]


def test_no_country_is_in_a_table_of_another_region() -> None:
    others = {row["country"] for table in ("africa", "asia", "mideast") for row in tenures(table)}
    assert not others & set(COUNTRIES)
    europe, eurasia = ({row["country"] for row in tenures(table)} for table in TABLES)
    assert not europe & eurasia


def test_offices_are_known() -> None:
    assert {row["office"] for row in ROWS} <= OFFICES


def test_no_office_has_two_holders_beyond_a_day_unless_a_note_says_why() -> None:
    assert not list(unexplained(ROWS, HANDOVER))


@pytest.mark.parametrize("country", COUNTRIES)
def test_the_heads_of_every_state_are_known_without_a_gap(country: str) -> None:
    offices = ["head_of_state"]
    if country not in NO_HEAD_OF_GOVERNMENT:
        offices.append("head_of_government")
    found = {
        (country, office, str(start))
        for office in offices
        for start, _ in vacancies(country, office)
    }
    assert found <= EMPTY


def test_a_name_means_one_person_but_for_the_two_called_andris_berzins() -> None:
    people = defaultdict(set)
    for row in ROWS:
        for name in (row["person"], *filter(None, row["aliases"].split("|"))):
            people[name_key(name)].add(row["person"])
    assert {name for name, found in people.items() if len(found) > 1} == {"andris berzins"}


@pytest.mark.parametrize(
    ("country", "office", "day", "person"),
    [
        ("GBR", "head_of_government", "1990-11-01", "Margaret Thatcher"),
        ("GBR", "head_of_government", "2022-10-01", "Liz Truss"),
        ("GBR", "head_of_government", "2026-08-24", "Andy Burnham"),
        ("GBR", "head_of_state", "2002-06-01", "Elizabeth II"),
        ("GBR", "foreign_minister", "2003-03-18", "Jack Straw"),
        ("GBR", "foreign_minister", "2018-03-12", "Boris Johnson"),
        ("GBR", "defence_minister", "1991-01-17", "Tom King"),
        ("GBR", "defence_minister", "2022-02-24", "Ben Wallace"),
        ("FRA", "head_of_state", "2003-02-10", "Jacques Chirac"),
        ("FRA", "head_of_government", "1999-01-01", "Lionel Jospin"),
        ("FRA", "foreign_minister", "2003-02-14", "Dominique de Villepin"),
        ("FRA", "foreign_minister", "2015-07-14", "Laurent Fabius"),
        ("FRA", "defence_minister", "2013-01-11", "Jean-Yves Le Drian"),
        ("DEU", "head_of_government", "1990-10-03", "Helmut Kohl"),
        ("DEU", "foreign_minister", "1990-09-12", "Hans-Dietrich Genscher"),
        ("DEU", "foreign_minister", "2015-07-14", "Frank-Walter Steinmeier"),
        ("DEU", "defence_minister", "2014-09-04", "Ursula von der Leyen"),
        ("DDR", "head_of_state", "1989-11-09", "Egon Krenz"),
        ("ITA", "head_of_government", "2011-03-19", "Silvio Berlusconi"),
        ("ITA", "foreign_minister", "2022-11-01", "Antonio Tajani"),
        ("ESP", "head_of_government", "2004-03-11", "Jose Maria Aznar"),
        ("POL", "head_of_state", "2010-04-09", "Lech Kaczynski"),
        ("POL", "foreign_minister", "2014-02-21", "Radoslaw Sikorski"),
        ("SWE", "foreign_minister", "2003-09-09", "Anna Lindh"),
        ("NOR", "foreign_minister", "1993-09-13", "Johan Jorgen Holst"),
        ("DNK", "head_of_government", "2006-02-01", "Anders Fogh Rasmussen"),
        ("FIN", "head_of_government", "2022-05-15", "Sanna Marin"),
        ("HUN", "head_of_government", "2015-09-05", "Viktor Orban"),
        ("ROU", "head_of_state", "1989-12-01", "Nicolae Ceausescu"),
        ("CSK", "head_of_state", "1990-02-21", "Vaclav Havel"),
        ("GRC", "foreign_minister", "1999-08-20", "George Papandreou"),
        ("YUG", "head_of_state", "1999-03-24", "Slobodan Milosevic"),
        ("SRB", "head_of_government", "2003-03-01", "Zoran Djindjic"),
        ("HRV", "head_of_state", "1995-12-14", "Franjo Tudjman"),
        ("BIH", "head_of_state", "1995-12-14", "Alija Izetbegovic"),
        ("XKX", "head_of_government", "2008-02-17", "Hashim Thaci"),
        ("LTU", "head_of_state", "1991-01-13", "Vytautas Landsbergis"),
        ("VAT", "head_of_state", "2000-03-21", "John Paul II"),
        ("RUS", "head_of_state", "1989-11-09", "Mikhail Gorbachev"),
        ("RUS", "head_of_state", "2008-08-08", "Dmitry Medvedev"),
        ("RUS", "head_of_government", "1999-03-24", "Yevgeny Primakov"),
        ("RUS", "foreign_minister", "1990-09-12", "Eduard Shevardnadze"),
        ("RUS", "foreign_minister", "2014-03-18", "Sergey Lavrov"),
        ("RUS", "defence_minister", "1994-12-11", "Pavel Grachev"),
        ("UKR", "head_of_state", "2014-03-18", "Oleksandr Turchynov"),
        ("UKR", "foreign_minister", "2022-02-24", "Dmytro Kuleba"),
        ("UKR", "defence_minister", "2022-02-24", "Oleksii Reznikov"),
        ("GEO", "head_of_state", "2008-08-08", "Mikheil Saakashvili"),
        ("ARM", "head_of_government", "2020-09-27", "Nikol Pashinyan"),
        ("AZE", "foreign_minister", "2020-09-27", "Jeyhun Bayramov"),
        ("BLR", "foreign_minister", "2020-08-09", "Vladimir Makei"),
        ("MDA", "head_of_state", "2022-06-23", "Maia Sandu"),
    ],
)
def test_the_holder_on_a_day_is_known(country: str, office: str, day: str, person: str) -> None:
    assert holders(ROWS, country, office, day) == {person}


def test_an_office_that_was_vacant_has_no_holder() -> None:
    assert holders(ROWS, "CZE", "head_of_state", "2003-02-20") == set()


@pytest.mark.parametrize(
    ("person", "alias"),
    [
        ("Sergey Lavrov", "Sergei Lavrov"),
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
        ("Gerhard Schroeder", "Gerhard Schröder"),
        ("Alexander Lukashenko", "Alyaksandr Lukashenka"),
        ("Zoran Djindjic", "Zoran Đinđić"),
        ("Lech Walesa", "Lech Wałęsa"),
    ],
)
def test_another_spelling_is_an_alias(person: str, alias: str) -> None:
    assert alias in aliases(ROWS, person)
