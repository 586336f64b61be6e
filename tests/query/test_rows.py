"""Rows: how answers are taken over by other tools."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest

from communique.dates import When
from communique.query import HappeningRow, Rows, say_when


def test_an_answer_is_a_sequence(record):
    rows = record.events("NOR")
    assert len(rows) == len(list(rows))
    assert rows[0] == rows[:1][0]
    assert rows.columns[:3] == ("id", "start", "end")


def test_jsonl_and_csv_have_the_same_cells(record):
    rows = record.events()
    lines = [json.loads(line) for line in rows.to_jsonl().splitlines()]
    cells = list(csv.DictReader(io.StringIO(rows.to_csv())))
    assert lines == rows.to_dicts()
    assert [line["id"] for line in lines] == [cell["id"] for cell in cells]
    assert cells[0]["actors"] == "|".join(lines[0]["actors"])


def test_pandas_and_arrow_keep_names_and_types(record):
    rows = record.contacts()
    frame, table = rows.to_pandas(), rows.to_arrow()
    assert list(frame.columns) == table.column_names == list(rows.columns)
    assert frame["start"][0] == "2016-05-03"
    assert table["start"][0].as_py() == date(2016, 5, 3)
    assert table["participants"][0].as_py() == ["GHA", "NOR"]


def test_an_empty_answer_knows_its_columns():
    rows = Rows(HappeningRow, ())
    assert rows.to_jsonl() == ""
    assert rows.to_csv().startswith("id,start,end,")
    assert list(rows.to_pandas().columns) == list(rows.columns)


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (When.on(date(2021, 1, 27)), "2021-01-27"),
        (When.month(2016, 6), "2016-06"),
        (When.year(2016), "2016"),
        (When.range(date(2016, 1, 2), date(2016, 1, 5)), "2016-01-02…2016-01-05"),
        (When(end=date(2016, 1, 5)), "≤ 2016-01-05"),
        (When(start=date(2016, 1, 5)), "≥ 2016-01-05"),
        (When(), "?"),
    ],
)
def test_a_date_is_said_as_precisely_as_it_is_known(when, said):
    assert say_when(when) == said
