"""The ledger held against listed visits: each asked only for what the other could have."""

from __future__ import annotations

from datetime import date

import pytest

from communique.account import Entry, Party
from communique.dates import When
from communique.query.visits import check_visits
from communique.visits import ListedVisit

MAY = [date(1999, 5, day) for day in range(1, 32)]


def listed(day=10, *, visitor="Ada Berg", code="NOR", id="1"):
    start = date(1999, 5, day)
    return ListedVisit(
        source="list",
        id=id,
        visitor=visitor,
        visitor_code=code,
        host_code="USA",
        start=start,
        end=start,
    )


def contact(when, *names, channel="visit", status="held", office="head of government"):
    people = [
        Party(side="participant", code="NOR", name=name, who=name, kind="person", office=office)
        for name in names
    ] or [Party(side="participant", code="NOR", kind="state")]
    return Entry(
        id="c1",
        kind="contact",
        type=channel,
        status=status,
        known=date(1999, 5, 31),
        when=when,
        confidence=0.8,
        parties=(*people, Party(side="participant", code="USA", kind="state")),
    )


def on(day):
    return When.on(date(1999, 5, day))


@pytest.mark.parametrize(
    ("entry", "verdict"),
    [
        (contact(on(10), "Ada Berg"), "matched"),
        (contact(on(10)), "matched"),
        (contact(When.month(1999, 5), "Ada Berg"), "matched"),
        (contact(on(14), "Ada Berg"), "days differ"),
        (contact(on(10), "Ada Berg", channel="meeting"), "met"),
        (contact(on(10), "Ada Berg", status="cancelled"), "not in the record"),
        (contact(When.year(1999), "Ada Berg"), "not in the record"),
    ],
)
def test_a_listed_visit_is_matched_by_countries_days_and_names(entry, verdict):
    [row] = check_visits([entry], [listed()], MAY)
    assert row.verdict == verdict
    assert row.contact == (None if verdict == "not in the record" else "c1")


def test_another_visitor_of_the_country_is_another_visit():
    rows = check_visits([contact(on(10), "Otto Lund")], [listed()], MAY)
    assert [row.verdict for row in rows] == ["not in the list", "not in the record"]


def test_a_visit_that_no_report_could_tell_of_is_not_missing():
    assert check_visits([], [listed()], [date(1999, 5, 20)]) == []
    [row] = check_visits([], [listed()], [date(1999, 5, 12)])
    assert row.verdict == "not in the record"


@pytest.mark.parametrize(
    ("entry", "asked"),
    [
        (contact(on(20), "Ada Berg"), True),
        (contact(on(20), "Ada Berg", office="defence minister"), False),
        (contact(on(20)), False),
        (contact(When.on(date(1960, 1, 1)), "Ada Berg"), False),
    ],
)
def test_the_list_is_asked_only_for_what_it_is_about(entry, asked):
    span = [listed(1, id="1"), listed(31, id="2")]
    rows = check_visits([entry], span, [])
    assert [row.verdict for row in rows] == (["not in the list"] if asked else [])


def test_without_a_list_nothing_is_said():
    assert check_visits([contact(on(10), "Ada Berg")], [], MAY) == []
