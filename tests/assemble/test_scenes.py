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
    # another sentence says when what is told happened
    (
        "NAIROBI - Bombs wounded 40 people at the Danish embassy in Kenya. The capital was"
        " sealed off. The blasts occurred at ten on Tuesday.",
        "ASSAULT",
        [TUESDAY],
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
    # who was given something gives thanks there and then, and who signed also met
    (
        "LIMA - Peru handed two patrol boats to Ecuador on Monday. Ecuador's navy minister thanked"
        " Peru at the quay.",
        "SUPPORT",
        [MONDAY],
    ),
    (
        "LIMA - Peru and Chile signed a fisheries treaty on Monday. The presidents of Peru and"
        " Chile met in Lima.",
        "CONSULT",
        [MONDAY],
    ),
    # the answer of those who were wronged is of a day of its own
    (
        "LIMA - Peruvian marines arrested 12 Chilean sailors on Monday. Chile demanded that Peru"
        " free them.",
        "REQUEST",
        [THURSDAY],
    ),
    # what a speaker adds was said on the day on which he was said to speak
    (
        "LIMA - Foreign Minister Ana Paz of Peru said on Monday that trade was growing. The harvest"
        " was good. Paz accused Chile of greed.",
        "ACCUSE",
        [MONDAY],
    ),
    # the sentence before says which day it is about; a day of saying is no such day
    (
        "NAIROBI - Monday saw two more deaths in the market. In Garissa gunmen shot dead a farmer.",
        "ASSAULT",
        [MONDAY],
    ),
    (
        "NAIROBI - The governor said on Monday that all was well. In Garissa gunmen shot dead a"
        " farmer.",
        "ASSAULT",
        [THURSDAY],
    ),
]


@pytest.mark.parametrize(("text", "type_", "expected"), CASES)
def test_an_act_has_the_day_of_its_scene(days, text, type_, expected):
    assert days(text, type_) == expected
