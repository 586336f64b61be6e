"""A record of an older version is led on: it holds what a new one would of the same reports."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from communique.recorder import Recorder
from communique.store import Schema, Store

RELEASED = Path(__file__).parent / "released"
TABLES = (
    "meta", "runs", "reports", "entities", "records", "parties", "blocks", "links", "sketches",
    "copies", "entries", "entry_parties", "problems", "judgements", "listed_visits",
)  # fmt: skip


@pytest.fixture
def older(tmp_path):
    """A record of version 1 that holds what a record of today does."""

    def make(store):
        path = tmp_path / "older.db"
        schema = Schema(create=(RELEASED / "0001.sql").read_text("utf-8"), steps={})
        Store.open(path, schema=schema).close()
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("ATTACH ? AS new", (str(store.path),))
            for table in TABLES:
                connection.execute(f"INSERT INTO {table} SELECT * FROM new.{table}")
            connection.commit()
        return path

    return make


@pytest.fixture
def troubled(recorder, store, tell, coded_archive):
    """A record of the archive with corrections, withdrawals and judgements, and what it holds."""
    recorder.add(coded_archive)
    recorder.add(
        [
            tell("2020-03-02", id="a"),
            tell("2020-03-04", id="a", more="It rained."),
            tell("2020-03-03", id="a", more="It snowed."),
            tell("2020-03-03", "OMN NOR", publisher="Post"),
            tell("2020-03-05", "OMN NOR", happened="2020-03-03"),
            tell("2020-03-06", "KEN UGA OMN"),
            tell(None, "NOR UGA"),
        ]
    )
    recorder.retract(coded_archive[3].doc.id, day=date(2021, 1, 1), reason="a test")
    store.judge("a", "right", by="somebody")
    return store


def test_a_record_of_version_1_comes_to_hold_what_a_new_one_does(troubled, older, linker, run_info):
    path = older(troubled)
    with Store.open(path) as led:
        Recorder(led, linker, run_info).add([])  # the next command that writes settles it
        assert list(led.dump()) == list(troubled.dump())


def test_until_a_command_writes_no_entry_of_a_led_record_counts_as_settled(troubled, older):
    path = older(troubled)
    Store.open(path).close()
    with closing(sqlite3.connect(path)) as connection:
        days = connection.execute("SELECT DISTINCT settled_on FROM settled").fetchall()
    assert days == [("9999-12-31",)]


def test_led_and_new_records_have_the_same_tables(troubled, older, tmp_path):
    path = older(troubled)
    Store.open(path).close()
    Store.open(tmp_path / "new.db").close()
    found = []
    for file in (path, tmp_path / "new.db"):
        with closing(sqlite3.connect(file)) as connection:
            rows = connection.execute("SELECT type, name, tbl_name FROM sqlite_schema")
            found.append(sorted(rows))
    assert found[0] == found[1]
