"""Leaders whom reports call by the surname alone."""

from __future__ import annotations

from datetime import date

import pytest

from communique import Coder, Report


@pytest.fixture(scope="module")
def countries():
    """The countries of the actors of the first event of a report of one sentence."""
    coder = Coder()

    def run(text, day):
        coded = next(iter(coder.code_many([Report(id="a", date=day, text=text)])))
        known = {entity.id: entity.country for entity in coded.entities}
        return sorted(known[actor] or "" for actor in coded.events[0].actors)

    return run


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        ("Macron and Merkel met in Rome on Monday.", date(2020, 9, 16), ["DEU", "FRA"]),
        ("Modi and Xi held talks in Kazan.", date(2024, 10, 23), ["CHN", "IND"]),
        ("Macron conferred with Conte.", date(2020, 6, 17), ["FRA", "ITA"]),
        ("On Monday Xi met Merkel.", date(2020, 6, 17), ["CHN", "DEU"]),
        ("Li arrived in Moscow on Monday.", date(2020, 6, 17), ["CHN"]),
    ],
)
def test_a_leader_in_office_needs_no_introduction(countries, text, day, expected):
    assert countries(text, day) == expected


def test_one_who_has_long_left_is_not_guessed(countries):
    text = "Macron and Merkel met in Rome on Monday."
    assert "DEU" not in countries(text, date(2031, 5, 4))
