"""Long titles, titles in apposition, and lists of people: one person each, none twice or lost."""

from __future__ import annotations

from datetime import date

import pytest

from communique.pipeline import Coder

DAY = date(2020, 6, 17)


@pytest.fixture(scope="module")
def coder():
    return Coder(select=False)


@pytest.fixture(scope="module")
def met(coder):
    """Who takes part in the contacts of a text: a set of names for each, countries if unnamed."""

    def run(text):
        record = coder.code(text, date=DAY, publisher="The White House")
        known = {entity.id: entity for entity in record.entities}
        return [
            {known[i].name or known[i].country for i in contact.participants}
            for contact in record.contacts
        ]

    return run


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Kenyan Trade Adviser to the President", "Ruth Wanjala"),
        ("Envoy for Clean Water and the Northern Isles", "Ann Doberman"),
        ("Secretary for Rural Housing and Emerging Technology", "Carl Brandt"),
        ("Deputy Secretary of the Treasury", "Olga Varga"),
        ("Commissioner of Dade County, Florida", "Otto Lindqvist"),
        ("Office of Water and Energy (OWE) Deputy Director", "Mia Castellan"),
        ("National Board for Reconciliation Chairman", "Idris Bakari"),
        ("Cabinet Member and Director of the Office of the Rural Affairs Commission", "Lin Wei"),
        ("Assistant to the President for Homeland Security Dr.", "Nora Feld-Olsen"),
    ],
)
def test_a_long_title_before_a_name_is_that_of_one_person(met, title, name):
    found = met(f"The Chilean foreign minister met with {title} {name} on Monday.")
    assert len(found) == 1
    assert name in found[0]
    assert len(found[0]) == 2


def test_an_adviser_of_a_leader_is_not_the_leader(met):
    (found,) = met("The Chilean president spoke with the Adviser to the Prime Minister Emil Sonne.")
    assert "Emil Sonne" in found


def test_a_leader_named_with_the_title_is_the_leader(met):
    (found,) = met("The Chilean president met the President of France Emmanuel Macron on Monday.")
    assert "Emmanuel Macron" in found


@pytest.mark.parametrize(
    "text",
    [
        "The Chilean president spoke by phone with Orhan Baykal, Spokesperson and Chief Advisor to"
        " the President of Turkey.",
        "The Chilean president spoke by phone with Turkish Secretary of State, Head of the Rural"
        " Affairs Bureau, Orhan Baykal.",
        "The Chilean president spoke by phone with Turkish President Erdogan’s Head of Cabinet"
        " Orhan Baykal.",
        "The Chilean president spoke by phone with Orhan Baykal, Trade and Energy Policy Adviser to"
        " the Turkish President, on Monday.",
    ],
)
def test_titles_beside_a_name_and_owners_before_it_are_nobody_else(met, text):
    (found,) = met(text)
    assert "Orhan Baykal" in found
    assert len(found) == 2


def test_titles_of_another_country_stay_somebody_else(met):
    found = met("The Chilean president met Emmanuel Macron and the prime minister of Italy.")
    assert any("Emmanuel Macron" in people and len(people) == 3 for people in found)


def test_the_last_of_a_long_list_is_not_lost(met):
    (found,) = met(
        "The Chilean president held a call today with President Ann Doberman of France, Chancellor"
        " Carl Brandt of Germany, Prime Minister Olga Varga of Italy, and Prime Minister Otto"
        " Lindqvist of Sweden."
    )
    assert {"Ann Doberman", "Carl Brandt", "Olga Varga", "Otto Lindqvist"} <= found


def test_the_first_of_a_list_of_subjects_is_not_lost(met):
    (found,) = met(
        "Trade Adviser Susan Marsh and White House Water Affairs Director Julia Orlov met with the"
        " Chilean president."
    )
    assert {"Susan Marsh", "Julia Orlov"} <= found


def test_what_another_clause_does_to_somebody_keeps_him_out_of_the_list(met):
    found = met("Carl Brandt thanked Ann Doberman, and Olga Varga met the Chilean president.")
    assert found
    assert all("Ann Doberman" not in people for people in found)


def test_a_body_has_its_whole_name(met):
    (found,) = met(
        "President Biden met with the Council of Advisers on Clean Water and Soil on Monday."
    )
    assert "Council of Advisers on Clean Water and Soil" in found


def test_a_name_with_junior_is_known_without_the_comma(coder):
    record = coder.code(
        "President Joseph R. Biden Jr. spoke today with the prime minister of Israel.",
        date=date(2022, 6, 17),
    )
    assert {e.country for e in record.entities if e.kind == "person"} == {"USA", "ISR"}


def test_an_owner_with_a_bare_apostrophe_is_no_part_of_a_name(met):
    (found,) = met("The Chilean president met Minister Ann Parsons’ Monday guest, Carl Brandt.")
    assert not any("Monday" in name for name in found)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Ursula von der Heide", True),
        ("Pieter van der Meer", True),
        ("Khalid bin Rashid al-Farsi", True),
        ("Nasser Al Hamdan", True),
    ],
)
def test_particles_stay_in_names(met, name, kept):
    (found,) = met(f"The Chilean president met with Foreign Minister {name} on Monday.")
    assert (name in found) is kept
