"""What a report's own records say about its claims of sequence and count."""

from __future__ import annotations

from datetime import date

import pytest

from communique.checks import check_tally
from communique.dates import When
from communique.records import Contact, Entity, Span, Tally


def span(start, role="trigger"):
    return Span(start=start, end=start + 5, quote="words", role=role)


ENTITIES = [
    Entity(id="n1", kind="person", name="Carla Nunes", country="CHL", evidence=(span(0),)),
    Entity(id="n2", kind="state", name="Kenya", country="KEN", evidence=(span(0),)),
    Entity(id="n3", kind="state", name="Uganda", country="UGA", evidence=(span(0),)),
    Entity(id="n4", kind="person", name="Ivo Brandt", evidence=(span(0),)),
]


def contact(number, partner, day, *, channel="phone", status="held", at=1000):
    when = When() if day is None else When.on(date(2020, 5, day))
    return Contact(
        id=f"c{number}",
        channel=channel,
        participants=("n1", partner),
        date=when,
        status=status,
        confidence=0.8,
        rule="r",
        evidence=(span(at),),
    )


def tally(kind, number=None, *, what="calls", members=(), window=None, subject="n1"):
    return Tally(
        id="q1",
        subject=subject,
        what=what,
        kind=kind,
        number=number,
        window=window,
        members=members,
        confidence=0.8,
        rule="r",
        evidence=(span(0),),
    )


def check(claim, *contacts):
    return check_tally(claim, entities=ENTITIES, contacts=contacts)


@pytest.mark.parametrize(
    ("number", "members", "contacts", "verdict"),
    [
        (2, ("KEN", "UGA"), (), "consistent"),
        (2, ("KEN", "UGA", "PER"), (), "inconsistent"),
        (3, ("KEN", "UGA"), (), "unverifiable"),
        (2, ("KEN", "KEN"), (), "unverifiable"),
        (3, ("KEN", "PER"), (contact(1, "n3", 4),), "consistent"),
        (3, ("KEN", "PER"), (contact(1, "n2", 4),), "unverifiable"),
        (3, ("KEN", "PER"), (contact(1, "n3", 4, channel="visit"),), "unverifiable"),
        (3, ("KEN", "PER"), (contact(1, "n3", 4, status="scheduled"),), "unverifiable"),
        (2, (), (contact(1, "n2", 4), contact(2, "n2", 6)), "consistent"),
        (2, (), (contact(1, "n2", 4), contact(2, "n2", None)), "unverifiable"),
        (2, (), (), "unverifiable"),
    ],
)
def test_a_total_is_checked_against_members_and_contacts(number, members, contacts, verdict):
    assert check(tally("total", number, members=members), *contacts) == verdict


def test_a_total_without_a_subject_is_checked_by_its_members():
    assert check(tally("total", 2, members=("KEN", "UGA"), subject=None)) == "consistent"
    assert check(tally("total", 3, members=("KEN",), subject=None)) == "unverifiable"


THIS = contact(1, "n2", 10, at=10)


@pytest.mark.parametrize(
    ("claim", "others", "verdict"),
    [
        (tally("first"), (), "unverifiable"),
        (tally("first"), (contact(2, "n3", 12),), "consistent"),
        (tally("first"), (contact(2, "n3", 4),), "inconsistent"),
        (tally("first"), (contact(2, "n3", 10),), "unverifiable"),
        (tally("first"), (contact(2, "n3", None),), "unverifiable"),
        (tally("first"), (contact(2, "n3", 4, channel="visit"),), "unverifiable"),
        (tally("first", what="call with Kenya"), (contact(2, "n3", 4),), "unverifiable"),
        (tally("first", what="call with Kenya"), (contact(2, "n2", 4),), "inconsistent"),
        (tally("first", window="since 2015"), (contact(2, "n3", 4),), "inconsistent"),
        (tally("first", window="since 2020"), (contact(2, "n3", 4),), "unverifiable"),
        (tally("first", window="since taking office"), (contact(2, "n3", 4),), "unverifiable"),
        (tally("last"), (contact(2, "n3", 4),), "consistent"),
        (tally("last"), (contact(2, "n3", 12),), "inconsistent"),
        (tally("ordinal", 2), (contact(2, "n3", 4),), "consistent"),
        (tally("ordinal", 2), (contact(2, "n3", 4), contact(3, "n3", 5)), "inconsistent"),
        (tally("ordinal", 3), (contact(2, "n3", 4),), "unverifiable"),
        (tally("first", what="nuclear test"), (contact(2, "n3", 4),), "unverifiable"),
        (tally("since", what="calls"), (contact(2, "n3", 4),), "unverifiable"),
        (tally("record", what="calls"), (contact(2, "n3", 4),), "unverifiable"),
    ],
)
def test_an_order_is_checked_against_the_other_contacts(claim, others, verdict):
    assert check(claim, THIS, *others) == verdict


def test_a_contact_told_far_from_the_claim_is_not_the_one_meant():
    far = contact(1, "n2", 10, at=5000)
    assert check(tally("first"), far, contact(2, "n3", 12, at=6000)) == "unverifiable"
