"""What a "president" leads: a state, a body of states, a firm or a society."""

from __future__ import annotations

from datetime import date

import pytest

from communique import Coder

CASES = [
    # the report says what the letters are short for
    (
        "The European Court of Auditors (ECA) met. ECA President Ana Weber criticised France.",
        "IGO:EU",
        "GOV",
    ),
    (
        "Oak Steel Works (OSW) of Chile met. OSW President Ana Weber criticised France.",
        "CHL",
        "BUS",
    ),
    (
        "The Kenyan Football Federation (KFF) met. KFF President Ana Weber criticised France.",
        "KEN",
        "SOC",
    ),
    # the tables know the firm or society
    ("The president of Siemens, Ana Weber, criticised France.", "MNC:SIEMENS", "BUS"),
    ("Red Crescent president Ana Weber criticised Israel.", "NGO:ICRC", "SOC"),
]


@pytest.fixture(scope="module")
def coder():
    return Coder(select=False)


@pytest.mark.parametrize(("text", "country", "sector"), CASES)
def test_a_president_has_the_sector_of_what_he_leads(coder, text, country, sector):
    entities = coder.code(text, date=date(2020, 6, 17)).entities
    (weber,) = [entity for entity in entities if entity.name == "Ana Weber"]
    assert (weber.country, weber.sector) == (country, sector)
