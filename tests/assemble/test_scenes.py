"""The day of what a report tells without one: that of the scene before, or its own."""

from __future__ import annotations

from datetime import date

import pytest

from communique.pipeline import Coder

MONDAY, TUESDAY, THURSDAY = date(2019, 4, 29), date(2019, 4, 30), date(2019, 5, 2)


@pytest.fixture(scope="module")
def days():
    coder = Coder(select=False)

    def told(text, type_):
        record = coder.code(text, date=THURSDAY)
        return [event.date.start for event in record.events if event.type == type_]

    return told


CASES = [
    # words of a meeting are of its day, the answers of others are not
    (
        "NAIROBI - Kenya's president Uhuru Kenyatta met Uganda's president Yoweri Museveni on"
        " Monday. Kenyatta praised Museveni for his patience.",
        "SUPPORT",
        [MONDAY],
    ),
    (
        "NAIROBI - Kenya's president Uhuru Kenyatta met Uganda's president Yoweri Museveni on"
        " Monday. Rwanda condemned Uganda.",
        "ACCUSE",
        [THURSDAY],
    ),
    # so are all words of a readout
    (
        "On April 30, Foreign Minister Monica Juma of Kenya met Foreign Minister Sam Kutesa of"
        " Uganda in Kampala. Kenya urged Uganda to open the border.",
        "REQUEST",
        [TUESDAY],
    ),
    # a march, and what came of it
    (
        "LIMA - Teachers marched through Lima on Monday. Peruvian police detained 40 of them.",
        "COERCE",
        [MONDAY],
    ),
    # the sentence says that it goes on
    (
        "LIMA - Peru freed two Chilean sailors on Monday. In return Chile promised Peru aid.",
        "AGREE",
        [MONDAY],
    ),
    (
        "LIMA - Peru freed two Chilean sailors on Monday. Chile promised Peru aid.",
        "AGREE",
        [THURSDAY],
    ),
]


@pytest.mark.parametrize(("text", "type_", "expected"), CASES)
def test_an_act_has_the_day_of_its_scene(days, text, type_, expected):
    assert days(text, type_) == expected
