"""Happenings as pairs: who faces whom, how often, and in which direction."""

from __future__ import annotations

import pytest

from communique.export.dyads import dyads


def codes(entry, cameo="050", *, both_ways=False):
    return [
        (d.source.code, d.target.code if d.target else None, d.code)
        for d in dyads(entry, cameo, both_ways=both_ways)
    ]


def test_each_actor_is_paired_with_each_recipient(happening):
    entry = happening("actor NOR", "actor SWE", "recipient GHA", type="AID")
    assert codes(entry) == [("NOR", "GHA", "050"), ("SWE", "GHA", "050")]


def test_parties_of_a_reciprocal_happening_are_paired_once_by_their_codes(happening):
    entry = happening("actor USA", "actor IND", "actor AUS")
    assert codes(entry) == [("AUS", "IND", "050"), ("AUS", "USA", "050"), ("IND", "USA", "050")]


def test_both_ways_a_reciprocal_happening_stands_twice(happening):
    entry = happening("actor USA", "actor IND", type="SUPPORT")
    assert codes(entry, "057", both_ways=True) == [("IND", "USA", "057"), ("USA", "IND", "057")]


def test_a_visit_is_received_in_the_other_direction(happening):
    entry = happening("actor NOR", "recipient GHA", mode="visit")
    assert codes(entry, "042", both_ways=True) == [("NOR", "GHA", "042"), ("GHA", "NOR", "043")]


def test_what_one_does_to_another_stands_once_both_ways_or_not(happening):
    entry = happening("actor NOR", "recipient GHA", type="AID")
    assert codes(entry, "070", both_ways=True) == [("NOR", "GHA", "070")]


def test_several_persons_of_a_country_count_once_and_a_person_speaks_for_it(happening):
    entry = happening("actor USA", "actor USA GOV:Lloyd Austin", "actor IND GOV:Rajnath Singh")
    [dyad] = dyads(entry, "040", both_ways=False)
    assert (dyad.source.party.name, dyad.target.party.name) == ("Rajnath Singh", "Lloyd Austin")


@pytest.mark.parametrize(
    "parties",
    [("actor COL GOV", "recipient COL REB"), ("actor COL GOV", "actor COL REB")],
)
def test_within_one_country_sectors_are_told_apart(happening, parties):
    [dyad] = dyads(happening(*parties), "040", both_ways=False)
    assert (dyad.source.sector, dyad.target.sector) == ("GOV", "REB")


def test_one_side_alone_has_no_target(happening):
    assert codes(happening("actor NOR", type="PROTEST")) == [("NOR", None, "050")]
