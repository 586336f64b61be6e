"""Timelines and bars: nothing overlaps, nothing is lost, ranges are as wide as their days."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from communique.account import Entry, Step
from communique.dates import When
from communique.query import Rows
from communique.query.changes import Change
from communique.query.ties import TieRow, Ties
from communique.web.bars import draw_counts, draw_ties
from communique.web.drawing import WIDTH, draw_timeline

START = date(2020, 1, 1)


def entry(number, when, kind="happening", **fields):
    return Entry(
        id=f"e{number}", kind=kind, type="AGREE", known=START, when=when, confidence=0.5, **fields
    )


def days(*numbers):
    return [entry(n, When.on(START + timedelta(days=day))) for n, day in enumerate(numbers)]


def cooperation(_):
    return "cooperation"


def test_marks_of_one_row_do_not_overlap():
    drawn = draw_timeline(days(*range(0, 300, 2)), cooperation)
    (lane,) = drawn.lanes
    rows = {}
    for mark in lane.marks:
        rows.setdefault(mark.y, []).append((mark.x, mark.x + mark.width))
    assert len(lane.marks) == 150
    for row in rows.values():
        assert all(one[1] <= two[0] for one, two in pairwise(sorted(row)))


def test_a_crowded_lane_counts_in_columns_and_loses_nothing():
    drawn = draw_timeline(days(*[n % 400 for n in range(2000)]), cooperation)
    (lane,) = drawn.lanes
    assert sum(column.count for column in lane.columns) == lane.total == 2000
    assert lane.left_out == 0
    assert all(0 <= c.x < WIDTH and c.since <= c.until for c in lane.columns)


def test_a_column_names_days_that_have_what_it_counts():
    entries = days(*[n % 400 for n in range(2000)])
    drawn = draw_timeline(entries, cooperation)
    for column in drawn.lanes[0].columns:
        within = [e for e in entries if column.since <= e.when.start <= column.until]
        assert len(within) >= column.count


def test_an_uncertain_date_is_as_wide_as_its_days():
    year = entry(1, When(start=date(2020, 1, 1), end=date(2020, 12, 31), precision="year"))
    month = entry(2, When(start=date(2020, 3, 1), end=date(2020, 3, 31), precision="month"))
    day = entry(3, When.on(date(2020, 6, 1)))
    drawn = draw_timeline([year, month, day], cooperation)
    marks = {mark.id: mark for mark in drawn.lanes[0].marks}
    assert [marks[f"e{n}"].ranged for n in (1, 2, 3)] == [True, True, False]
    assert marks["e1"].width / marks["e2"].width == pytest.approx(366 / 31, rel=0.05)


def test_a_date_open_on_one_side_says_so():
    since = entry(1, When(start=date(2020, 6, 1), precision="range"))
    before = entry(2, When(end=date(2020, 6, 1), precision="range"))
    drawn = draw_timeline([since, before, *days(0, 360)], cooperation)
    marks = {mark.title.partition(" ·")[0]: mark for mark in drawn.lanes[0].marks}
    assert (marks["≥ 2020-06-01"].open_left, marks["≥ 2020-06-01"].open_right) == (False, True)
    assert (marks["≤ 2020-06-01"].open_left, marks["≤ 2020-06-01"].open_right) == (True, False)


def test_the_axis_is_what_was_asked_for():
    drawn = draw_timeline(days(0, 100, 200), cooperation, since=date(2020, 3, 1))
    assert drawn.since == date(2020, 3, 1)
    assert drawn.earlier == 1
    assert [lane.total for lane in drawn.lanes] == [2]


def test_background_does_not_stretch_the_axis():
    old = entry(9, When.on(date(1945, 5, 8)), background=True)
    drawn = draw_timeline([old, *days(0, 100)], cooperation)
    assert drawn.since.year >= 2019
    assert drawn.earlier == 1


def test_an_agreement_shows_its_steps_in_order():
    steps = tuple(
        Step(status=status, when=When.on(START + timedelta(days=day)), members=())
        for status, day in (("signed", 0), ("ratified", 200), ("in_force", 300))
    )
    one = entry(1, steps[0].when, kind="agreement", steps=steps, name="Ports Pact", acronym="PP")
    drawn = draw_timeline([one], lambda e: e.kind, until=date(2020, 12, 31))
    (mark,) = drawn.lanes[0].marks
    assert [status for _, status, _ in mark.steps] == ["signed", "ratified", "in_force"]
    assert [x for x, _, _ in mark.steps] == sorted(x for x, _, _ in mark.steps)
    assert mark.label == "PP"


@pytest.mark.parametrize("span", [1, 5, 40, 90, 700, 4000, 40_000, 700_000])
def test_the_axis_has_a_handful_of_names_whatever_its_length(span):
    drawn = draw_timeline(days(0, span), cooperation)
    assert 1 <= len(drawn.ticks) <= 14
    places = [x for x, _ in drawn.ticks]
    assert places == sorted(places)
    assert all(0 <= x <= WIDTH for x in places)


def test_nothing_with_a_date_is_nothing_to_draw():
    assert draw_timeline([], cooperation) is None
    assert draw_timeline([entry(1, When())], cooperation) is None
    assert draw_timeline(days(3), cooperation, since=date(2021, 1, 1)) is None


@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_ends_of_the_calendar_can_be_drawn(day):
    assert draw_timeline([entry(1, When.on(day))], cooperation) is not None


def ties(*counts, change=None):
    rows = [
        TieRow(
            period=str(2000 + n), happenings=up + down, contacts=0, cooperation=up, conflict=down,
            plover=0.0, goldstein=0.0, all_happenings=100, all_reports=10, share=0.1,
        )
        for n, (up, down) in enumerate(counts)
    ]  # fmt: skip
    return Ties(a="NOR", b="GHA", by="year", rows=Rows(TieRow, tuple(rows)), change=change)


def test_bars_stand_in_proportion_above_and_below_the_line():
    drawn = draw_ties(ties((4, 0), (2, 1), (0, 0)))
    up, down = [bar.up for bar in drawn.bars], [bar.down for bar in drawn.bars]
    assert up[0] == pytest.approx(2 * up[1], abs=0.2)
    assert down[1] == pytest.approx(up[1] / 2, abs=0.2)
    assert (up[2], down[2]) == (0, 0)
    assert drawn.change is None


def test_a_change_of_level_is_drawn_where_it_begins():
    shown = draw_ties(ties(*[(1, 0)] * 8, change=Change(at=4, before=0, after=1, p=0.01)))
    unclear = draw_ties(ties(*[(1, 0)] * 8, change=Change(at=4, before=0, after=1, p=0.4)))
    assert shown.bars[3].x < shown.change < shown.bars[4].x
    assert unclear.change is None


def test_no_counts_are_no_bars():
    assert draw_ties(ties()) is None
    assert draw_counts([]) is None
    assert len(draw_counts([("2020", 1), ("2021", 0)]).bars) == 2
