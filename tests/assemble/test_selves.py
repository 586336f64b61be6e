"""Nobody is the recipient of his own act."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from communique.assemble.acts import Act, drop_selves
from communique.assemble.entities import EntityTable
from communique.dates import When
from communique.drafts import DraftEvent, EntityRef, Mention
from communique.records import Report

MENTION = Mention(sentence=0, token=0, start=0, end=5, text="Hadid", form="name")
HADID = EntityRef(key="person:JOR:Hadid", kind="person", name="Hadid", country="JOR", sector="GOV")
POLICE = EntityRef(key="a", kind="organisation", name=None, country="JOR", sector="COP")


@pytest.fixture
def recipients():
    """The keys of the recipients that are left of an act of one by the other."""

    def left(actor, recipient):
        table = EntityTable(Report(id="r", date=date(2019, 5, 2), text="Hadid spoke."))
        draft = DraftEvent(
            type="SUPPORT", base="SUPPORT", mode=None, cameo=None, rule="made-up", sentence=0,
            head=0, start=0, end=5, actors=(MENTION,), recipients=(MENTION,),
        )  # fmt: skip
        act = Act(
            draft=draft,
            actors=list(table.add([actor], MENTION)),
            recipients=list(table.add([recipient], MENTION)),
            when=When(),
            spans=[],
        )
        drop_selves(act, table)
        return act.recipients

    return left


def test_one_person_under_two_countries_is_no_recipient_of_himself(recipients):
    assert recipients(HADID, replace(HADID, key="person:?:Hadid", country=None)) == []


def test_a_person_of_another_name_stays(recipients):
    other = replace(HADID, key="person:JOR:Najar", name="Najar")
    assert recipients(HADID, other) == ["person:JOR:Najar"]


def test_two_known_persons_of_one_surname_stay(recipients):
    one = replace(HADID, link="tenure:Amal Hadid")
    two = replace(HADID, key="person:IRQ:Omar Hadid", link="tenure:Omar Hadid")
    assert recipients(one, two) == ["person:IRQ:Omar Hadid"]


def test_two_bodies_of_one_state_stay(recipients):
    rioters = replace(POLICE, key="b", sector="CVL")
    assert recipients(POLICE, rioters) == ["b"]
