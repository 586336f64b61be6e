"""Counts by pair and by party: the same from the table as from entries, and as ties count them."""

from __future__ import annotations

from datetime import date

import pytest

from communique.query import Period, tie_kind
from communique.query.ties import faces

LAST = date(2022, 10, 12)
ASKED = [
    Period(),
    Period(kind="contact"),
    Period(kind="conflict"),
    Period(party="GHA"),
    Period(party="GHA", kind="cooperation"),
    Period(since=date(2017, 1, 1), until=date(2020, 12, 31)),
]


@pytest.fixture
def counts(record):
    """The counts, as of now or as known on a day."""
    return lambda known=None: record.overview(as_known_on=known).network(record.ontology)


@pytest.mark.parametrize("asked", ASKED)
def test_the_table_counts_as_the_entries_do(counts, asked):
    assert counts().pairs(asked, limit=50) == counts(LAST).pairs(asked, limit=50)
    assert counts().parties(asked, limit=50) == counts(LAST).parties(asked, limit=50)


def test_a_pair_has_what_passed_between_the_two(counts, record):
    rows, total = counts().pairs(Period(), limit=50)
    assert total == len(rows) >= 2
    for row in rows:
        entries = [
            e
            for e in record.entries("happening", codes=(row.a, row.b))
            if e.status != "alleged" and faces(e, row.a, row.b)
        ]
        kinds = [tie_kind(e.type, record.ontology) for e in entries]
        told = (row.contacts, row.cooperation, row.conflict)
        assert told == tuple(map(kinds.count, ("contact", "cooperation", "conflict")))
        assert row.happenings == len(entries) == sum(told)


def test_around_a_party_stand_the_others(counts):
    rows, _ = counts().parties(Period(party="GHA"), limit=50)
    assert {row.code for row in rows} == {"NOR", "TGO"}


def test_a_kind_leaves_out_who_has_none_of_it(counts):
    rows, _ = counts().pairs(Period(kind="conflict"), limit=50)
    assert rows
    assert all(row.conflict for row in rows)
    assert [row.conflict for row in rows] == sorted((row.conflict for row in rows), reverse=True)


def test_a_stretch_is_a_part_of_the_whole(counts):
    every, total = counts().parties(Period(), limit=50)
    stretch, same = counts().parties(Period(), limit=1, offset=1)
    assert (list(stretch), same) == ([every[1]], total)
    kept, _ = counts().parties(Period(), limit=5000)  # more than is kept in memory
    assert list(kept) == list(every)


def test_what_was_not_known_yet_does_not_count(counts):
    then, _ = counts(date(2019, 12, 31)).pairs(Period(), limit=50)
    assert {(row.a, row.b) for row in then} == {("GHA", "NOR")}
