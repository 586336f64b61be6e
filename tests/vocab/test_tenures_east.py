"""The tenure tables of Asia, the Middle East, Africa and Oceania: their form and known facts."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from .tenure_rows import aliases, holders, tenures, unexplained

TABLES = ("asia", "mideast", "africa", "oceania")
OFFICES = frozenset(
    {
        "crown_prince",
        "defence_minister",
        "deputy_head_of_government",
        "deputy_head_of_state",
        "finance_minister",
        "foreign_minister",
        "group_leader",
        "head_of_government",
        "head_of_state",
        "intelligence_chief",
        "interior_minister",
        "joint_chiefs",
        "national_security_adviser",
        "opposition_leader",
        "party_leader",
        "speaker",
        "supreme_leader",
        "trade_minister",
    }
)
#: The longest handover that needs no explanation in the note.
HANDOVER = timedelta(days=40)

ROWS = tenures(*TABLES)


def test_countries_are_codes_of_three_letters() -> None:
    assert not [row for row in ROWS if not re.fullmatch("[A-Z]{3}", row["country"])]


def test_offices_are_known() -> None:
    assert {row["office"] for row in ROWS} <= OFFICES


def test_no_office_has_two_holders_beyond_a_handover_unless_a_note_says_why() -> None:
    assert not list(unexplained(ROWS, HANDOVER))


@pytest.mark.parametrize(
    ("country", "office", "day", "person"),
    [
        ("IND", "defence_minister", "2021-01-27", "Rajnath Singh"),
        ("IND", "defence_minister", "2018-09-06", "Nirmala Sitharaman"),
        ("IND", "foreign_minister", "2018-09-06", "Sushma Swaraj"),
        ("IND", "head_of_government", "1998-05-11", "Atal Bihari Vajpayee"),
        ("JPN", "defence_minister", "2021-01-27", "Nobuo Kishi"),
        ("JPN", "foreign_minister", "2013-06-01", "Fumio Kishida"),
        ("KOR", "defence_minister", "2021-01-27", "Suh Wook"),
        ("KOR", "head_of_state", "2000-06-15", "Kim Dae-jung"),
        ("AUS", "defence_minister", "2021-01-27", "Linda Reynolds"),
        ("AUS", "head_of_government", "2003-03-20", "John Howard"),
        ("NZL", "head_of_government", "2019-03-15", "Jacinda Ardern"),
        ("CHN", "foreign_minister", "2001-04-11", "Tang Jiaxuan"),
        ("CHN", "head_of_government", "2010-01-01", "Wen Jiabao"),
        ("TWN", "head_of_state", "2022-08-02", "Tsai Ing-wen"),
        ("PAK", "head_of_government", "1999-02-20", "Nawaz Sharif"),
        ("PHL", "head_of_state", "2016-07-12", "Rodrigo Duterte"),
        ("VNM", "head_of_government", "2013-07-25", "Nguyen Tan Dung"),
        ("IDN", "foreign_minister", "2012-07-20", "Marty Natalegawa"),
        ("ISR", "head_of_government", "2006-12-16", "Ehud Olmert"),
        ("ISR", "head_of_government", "1993-09-13", "Yitzhak Rabin"),
        ("PSE", "head_of_government", "2010-09-02", "Salam Fayyad"),
        ("EGY", "foreign_minister", "2003-01-01", "Ahmed Maher"),
        ("IRN", "foreign_minister", "2015-07-14", "Mohammad Javad Zarif"),
        ("IRN", "supreme_leader", "2015-07-14", "Ali Khamenei"),
        ("IRQ", "head_of_government", "2007-01-10", "Nouri al-Maliki"),
        ("SAU", "foreign_minister", "1990-08-02", "Saud al-Faisal"),
        ("AFG", "head_of_state", "2010-12-03", "Hamid Karzai"),
        ("KAZ", "head_of_state", "2010-12-01", "Nursultan Nazarbayev"),
        ("ZAF", "head_of_state", "1995-06-24", "Nelson Mandela"),
        ("NGA", "foreign_minister", "2018-04-30", "Geoffrey Onyeama"),
        ("ETH", "head_of_government", "2018-07-09", "Abiy Ahmed"),
        ("LBY", "head_of_state", "2008-09-05", "Muammar Gaddafi"),
    ],
)
def test_the_holder_on_a_day_is_known(country: str, office: str, day: str, person: str) -> None:
    assert holders(ROWS, country, office, day) == {person}


def test_an_office_that_was_vacant_has_no_holder() -> None:
    assert holders(ROWS, "LBN", "head_of_state", "2023-06-01") == set()


@pytest.mark.parametrize(
    ("person", "alias"),
    [
        ("Muammar Gaddafi", "Moammar Gadhafi"),
        ("Abdel Fattah al-Sisi", "Abdel-Fattah el-Sissi"),
        ("Kassym-Jomart Tokayev", "Kasym-Zhomart Tokayev"),
        ("Joko Widodo", "Jokowi"),
        ("Emomali Rahmon", "Imomali Rakhmonov"),
    ],
)
def test_another_spelling_is_an_alias(person: str, alias: str) -> None:
    assert alias in aliases(ROWS, person)
