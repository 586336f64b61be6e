"""The same reports give the same bytes, in whatever order and batches they came."""

from __future__ import annotations

from datetime import date

import pytest

from communique.export import LAYOUTS, Material, Options, Scope, write_package
from communique.query import Record


@pytest.fixture(scope="module")
def shuffled(tmp_path_factory, coded_reports, make_record):
    """The same record, made in another order, in batches of another size."""
    path = tmp_path_factory.mktemp("shuffled") / "other.db"
    with Record.open(make_record(path, coded_reports[::-1], batch=3)) as book:
        yield book


@pytest.mark.parametrize("name", sorted(LAYOUTS))
def test_a_layout_is_the_same_whatever_the_order_of_arrival(name, export, shuffled):
    assert export(name).text == export(name, book=shuffled).text


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_tables_are_the_same_whatever_the_order_of_arrival(record, shuffled, form, tmp_path):
    for name, book in (("one", record), ("other", shuffled)):
        write_package(Material(book, Scope()), tmp_path / name, form, Options())
    files = {path.name: path.read_bytes() for path in (tmp_path / "one").iterdir()}
    assert files == {path.name: path.read_bytes() for path in (tmp_path / "other").iterdir()}
    assert len(files) == 15


@pytest.mark.parametrize("name", sorted(LAYOUTS))
def test_as_known_on_a_day_is_what_the_reports_of_until_then_give(
    name, export, tmp_path, coded_reports, make_record
):
    day = date(2019, 12, 31)
    early = [coded for coded in coded_reports if coded.doc.date <= day]
    with Record.open(make_record(tmp_path / "early.db", early)) as book:
        assert export(name, as_known_on=day).text == export(name, book=book).text
