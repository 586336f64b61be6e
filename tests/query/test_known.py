"""As known on a day: no look-ahead, and the same as a record of only the reports of up to then."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
import pytest

from communique.query import Record

DAYS = [date(2015, 3, 10), date(2016, 5, 4), date(2017, 12, 31), date(2019, 6, 6),
        date(2021, 3, 4), date(2021, 3, 5), date(2022, 12, 31)]  # fmt: skip


def answers(book, day=None):
    """Every question's answer, as JSON."""
    kinds = ("happening", "contact", "agreement", "designation")
    asked = [
        *(book.entries(kind, as_known_on=day) for kind in kinds),
        book.timeline("NOR", "GHA", as_known_on=day).rows,
        book.events("GHA", types=["CONSULT", "ASSAULT"], as_known_on=day).rows,
        book.agreements("NOR", as_known_on=day).rows,
        book.ties("NOR", "GHA", as_known_on=day).rows.rows,
        book.tallies(as_known_on=day).rows,
        book.who("foreign minister", "NOR", as_known_on=day).rows,
        sorted(row.report for row in book.search("Ghana", as_known_on=day)),
    ]
    return [msgspec.json.encode(answer).decode() for answer in asked]


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_what_was_known_is_what_the_reports_of_up_to_then_give(
    record, coded_archive, make_record, tmp_path, day
):
    earlier = [coded for coded in coded_archive if coded.doc.date <= day]
    path = make_record(tmp_path / "then.db", earlier)
    with Record.open(path) as then:
        assert answers(record, day) == answers(then)


def test_today_is_the_last_day(record):
    last = max(row.known for row in record.events())
    assert answers(record, last + timedelta(days=1)) == answers(record)


def test_an_agreement_of_2015_is_known_only_since_it_was_reported(record):
    assert not record.agreements(as_known_on=date(2015, 3, 10))
    (row,) = record.agreements(as_known_on=date(2015, 3, 11))
    assert (row.known, row.reports) == (date(2015, 3, 11), 1)


def test_before_its_correction_the_first_figure_counted(record):
    (before,) = record.events("TGO", types=["ASSAULT"], as_known_on=date(2021, 3, 4))
    (after,) = record.events("TGO", types=["ASSAULT"], as_known_on=date(2021, 3, 5))
    assert (before.dead, after.dead) == (6, 8)
    assert record.show(before.id, as_known_on=date(2021, 3, 4)).fields["magnitude"]["dead"] == 6


def test_a_retracted_report_counts_until_it_was_withdrawn(tmp_path, coded_archive, make_record):
    path = make_record(tmp_path / "retracted.db", coded_archive, retract="a12")
    with Record.open(path) as book:
        assert not book.designations()
        assert len(book.designations(as_known_on=date(2023, 6, 1))) == 1
        assert not book.search("Preferred")
        assert len(book.search("Preferred", as_known_on=date(2023, 6, 1))) == 1
