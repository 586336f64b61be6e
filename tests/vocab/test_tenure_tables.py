"""The form that every tenure table has."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest

from .tenure_rows import FOLDER, Row, earliest, latest, read

TABLES = sorted(p.name for p in FOLDER.iterdir() if p.name.startswith("tenures_"))
COLUMNS = ["person", "aliases", "country", "office", "start", "end", "source", "note"]
DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@pytest.fixture(scope="module", params=TABLES)
def rows(request: pytest.FixtureRequest) -> list[Row]:
    return read(request.param)


def test_the_columns_are_those_of_a_table_of_tenures(rows: list[Row]) -> None:
    assert list(rows[0]) == COLUMNS


def test_every_row_names_person_country_and_source(rows: list[Row]) -> None:
    assert not [row for row in rows if not (row["person"] and row["country"] and row["source"])]


def test_dates_are_days_months_or_years_of_the_calendar(rows: list[Row]) -> None:
    for row in rows:
        assert DAY.fullmatch(row["start"]), row
        assert not row["end"] or DAY.fullmatch(row["end"]), row
        assert earliest(row["start"]) <= latest(row["end"]), row


def test_no_tenure_is_told_twice(rows: list[Row]) -> None:
    named = ("person", "country", "office", "start", "note")
    keys = [tuple(row[column] for column in named) for row in rows]
    assert len(keys) == len(set(keys))


def test_a_person_has_the_same_aliases_in_every_row(rows: list[Row]) -> None:
    aliases = defaultdict(set)
    for row in rows:
        aliases[row["person"]].add(row["aliases"])
    assert not {person: found for person, found in aliases.items() if len(found) > 1}


def test_no_alias_repeats_the_name_or_another_alias(rows: list[Row]) -> None:
    for row in rows:
        names = [row["person"], *filter(None, row["aliases"].split("|"))]
        assert len(names) == len(set(names)), row
