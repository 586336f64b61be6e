"""Opening a record for reading: what is refused, and that others may write meanwhile."""

from __future__ import annotations

import sqlite3

import pytest

from communique.errors import StoreError
from communique.query import Record, record_path


def test_a_missing_record_says_how_to_make_one(tmp_path):
    with pytest.raises(StoreError, match="communique add"):
        Record.open(tmp_path / "none.db")


def test_a_file_that_is_no_record_is_refused(tmp_path):
    path = tmp_path / "story.txt"
    path.write_text("Once upon a time " * 200, "utf-8")
    with pytest.raises(StoreError, match="is no record"):
        Record.open(path)


def test_a_record_of_another_form_is_refused(tmp_path, coded_archive, make_record):
    path = make_record(tmp_path / "communique.db", coded_archive[:1])
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.commit()
    connection.close()
    with pytest.raises(StoreError, match="has form 99"):
        Record.open(path)


def test_an_open_record_cannot_write_and_sees_what_others_add(tmp_path, coded_archive, make_record):
    path = make_record(tmp_path / "communique.db", coded_archive[:1])
    with Record.open(path) as book:
        before = len(book.events())
        make_record(path, coded_archive)
        assert len(book.events()) > before
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            book._connection.execute("DELETE FROM reports")


def test_the_record_is_named_by_argument_then_variable_then_habit(monkeypatch, tmp_path):
    monkeypatch.setenv("COMMUNIQUE_RECORD", str(tmp_path / "mine.db"))
    assert record_path("other.db").name == "other.db"
    assert record_path() == tmp_path / "mine.db"
    monkeypatch.delenv("COMMUNIQUE_RECORD")
    assert str(record_path()) == "communique.db"


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(StoreError, match="is a folder"):
        Record.open(tmp_path)


def test_a_record_on_a_disk_that_cannot_be_written_is_read(
    tmp_path, coded_archive, make_record, monkeypatch
):
    path = make_record(tmp_path / "communique.db", coded_archive[:1])
    connect = sqlite3.connect

    def on_such_a_disk(name, **options):
        """Give what SQLite gives there: only a file that is said not to change can be opened."""
        return connect(name if "immutable=1" in name else "file:/none/x.db?mode=ro", **options)

    monkeypatch.setattr(sqlite3, "connect", on_such_a_disk)
    with Record.open(path) as book:
        told = {row.what: row.count for row in book.stats()}
    assert told["reports"] == 1
    assert "tallys told" not in told
