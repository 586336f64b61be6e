"""Promises of several to each other: one pledge, however many sentences tell it."""

from datetime import date

import pytest

from communique.pipeline import Coder
from communique.records import Report

DAY = date(2026, 3, 12)  # a Thursday


@pytest.fixture(scope="module")
def coder():
    return Coder()


def told(coder, text, type_):
    """The sides of each event of a type, as countries."""
    coded = coder.code_report(Report(id="r1", date=DAY, text=text))
    country = {entity.id: entity.country for entity in coded.entities}
    return [
        ({country[i] for i in event.actors}, {country[i] for i in event.recipients})
        for event in coded.events
        if event.type == type_
    ]


def test_a_visit_to_come_is_part_of_the_pledge_of_those_who_agreed_on_it(coder):
    text = (
        "Kenya and Uganda agreed to cooperate more closely on the lake."
        " Kenya's foreign minister will visit Uganda in May."
    )
    assert told(coder, text, "AGREE") == [({"KEN", "UGA"}, set())]


def test_a_pledge_to_somebody_else_stays_its_own(coder):
    text = (
        "Kenya and Uganda agreed to cooperate more closely on the lake."
        " Kenya's foreign minister will visit Malawi in May."
    )
    assert len(told(coder, text, "AGREE")) == 2


def test_who_is_threatened_is_kept_where_nobody_is_named_to_do_it(coder):
    text = "A Russian minister said gas to Finland would be cut off on 1 June."
    assert told(coder, text, "THREATEN") == [({"RUS"}, {"FIN"})]


def test_what_is_only_talked_of_is_no_deed(coder):
    text = "Kenyan officials talked of expelling the Ugandan ambassador."
    assert not told(coder, text, "SANCTION")
