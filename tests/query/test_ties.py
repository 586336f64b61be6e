"""Ties of a dyad: what is counted, out of what, and whether the level changed."""

from __future__ import annotations

from datetime import date

import pytest

from communique.account import Entry, Party
from communique.dates import When
from communique.errors import QuestionError
from communique.query.changes import find_change
from communique.query.chart import chart_spec, save_chart
from communique.query.ties import faces, make_ties
from communique.vocab.ontology import Ontology


def entry(year, type="CONSULT", *, actors=("NOR", "GHA"), recipients=(), status="occurred"):
    parties = [Party(side="actor", code=code) for code in actors]
    parties += [Party(side="recipient", code=code) for code in recipients]
    return Entry(
        id=f"e{year}{type}",
        kind="happening",
        type=type,
        status=status,
        known=date(year, 6, 1),
        when=When.on(date(year, 5, 31)),
        confidence=0.8,
        parties=tuple(parties),
    )


def test_a_year_is_counted_with_what_it_is_out_of(record):
    rows = {row.period: row for row in record.ties("NOR", "GHA").rows}
    assert list(rows) == [str(year) for year in range(2015, 2023)]
    row = rows["2016"]
    assert (row.happenings, row.contacts, row.cooperation, row.conflict) == (3, 2, 3, 0)
    assert (row.all_happenings, row.all_reports, row.share) == (3, 2, 1.0)
    assert rows["2020"].happenings == 0
    assert rows["2020"].all_happenings == 1


def test_months_run_over_the_turn_of_the_year(record):
    periods = [row.period for row in record.ties("NOR", "GHA", by="month").rows]
    assert periods[0] == "2015-03"
    assert periods[9:12] == ["2015-12", "2016-01", "2016-02"]
    assert periods[-1] == "2022-10"


def test_scores_are_those_of_type_and_mode():
    ontology = Ontology.load()
    ties = make_ties(
        [entry(2020), entry(2020, "ASSAULT", actors=("NOR",), recipients=("GHA",))],
        {"2020": (2, 1)},
        ontology,
        dyad=("NOR", "GHA"),
        by="year",
    )
    (row,) = ties.rows
    assert row.plover == ontology.type("CONSULT").score + ontology.type("ASSAULT").score
    assert (ties.change, ties.verdict) == (None, "too short to say")


@pytest.mark.parametrize(
    ("actors", "recipients", "counts"),
    [
        (("NOR", "GHA"), (), True),
        (("NOR",), ("GHA", "TGO"), True),
        (("GHA",), ("NOR",), True),
        (("NOR", "GHA"), ("TGO",), False),
        (("TGO",), ("NOR", "GHA"), False),
    ],
)
def test_only_those_who_face_each_other_are_counted(actors, recipients, counts):
    assert faces(entry(2020, actors=actors, recipients=recipients), "NOR", "GHA") is counts


def test_alleged_acts_and_those_without_a_period_are_left_out():
    undated = entry(2020)
    undated = type(undated)(**{f: getattr(undated, f) for f in undated.__struct_fields__}
                            | {"when": When(end=date(2020, 6, 1))})  # fmt: skip
    ties = make_ties(
        [undated, entry(2020, status="alleged")],
        {},
        Ontology.load(),
        dyad=("NOR", "GHA"),
        by="year",
    )
    assert not ties.rows


def test_a_rise_that_chance_does_not_make_is_an_upswing():
    change = find_change([1, 2, 1, 1, 2, 1, 9, 8, 9, 10, 9, 8])
    assert (change.at, change.verdict) == (6, "upswing")
    assert change.before < 2 < 8 < change.after
    assert change.p <= 0.01


def test_a_fall_is_a_downswing():
    assert find_change([9, 8, 9, 10, 9, 8, 1, 2, 1, 1, 2, 1]).verdict == "downswing"


def test_a_level_series_shows_no_change():
    assert find_change([3, 1, 4, 1, 5, 9, 2, 6, 5, 3]).verdict == "no change shown"
    assert find_change([2.0] * 10).verdict == "no change shown"


def test_seven_points_are_too_few():
    assert find_change([0, 0, 0, 0, 9, 9, 9]) is None


def test_the_same_series_gives_the_same_p():
    series = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5]
    assert find_change(series) == find_change(series)


def test_ties_are_drawn_as_svg_and_png(record, tmp_path):
    ties = record.ties("NOR", "GHA")
    save_chart(ties, tmp_path / "ties.svg")
    save_chart(ties, tmp_path / "ties.png")
    assert "<svg" in (tmp_path / "ties.svg").read_text("utf-8")[:200]
    assert (tmp_path / "ties.png").read_bytes().startswith(b"\x89PNG")
    assert "NOR and GHA" in chart_spec(ties)["title"]["text"]


def test_a_picture_of_another_kind_or_of_nothing_is_refused(record, tmp_path):
    with pytest.raises(QuestionError, match=r"are \.png or \.svg"):
        save_chart(record.ties("NOR", "GHA"), tmp_path / "ties.gif")
    with pytest.raises(QuestionError, match="nothing between NOR and TGO"):
        save_chart(record.ties("NOR", "TGO"), tmp_path / "ties.svg")
