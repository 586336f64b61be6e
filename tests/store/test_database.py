"""The file: made, recognised, led to the newest version, and failing in words."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from communique.errors import StoreError
from communique.store import Schema, Store

RELEASED = {int(path.stem): path for path in (Path(__file__).parent / "released").glob("*.sql")}


def tables(path):
    """The statements that made all tables, indexes and triggers of a file, without comments."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL")
        return sorted(re.sub(r"\s*--.*|\s+", " ", sql) for (sql,) in rows)


def columns(path, table):
    with closing(sqlite3.connect(path)) as connection:
        return [name for _, name, *_ in connection.execute(f"PRAGMA table_info({table})")]


def later(schema):
    """A schema one version newer: reports have a column more."""
    step = "ALTER TABLE reports ADD COLUMN region TEXT;  -- where it was published\n"
    create = schema.create + step
    return Schema(create=create, steps={**schema.steps, schema.version + 1: step})


def test_a_new_record_has_the_newest_version_and_is_in_wal_mode(tmp_path):
    Store.open(tmp_path / "a.db").close()
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (Schema.load().version,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_opening_again_changes_nothing(store, recorder, tell):
    recorder.add([tell("2020-03-02")])
    before = list(store.dump())
    with Store.open(store.path) as again:
        assert list(again.dump()) == before


def test_a_record_that_is_not_there_is_not_made_where_one_must_be(tmp_path):
    with pytest.raises(StoreError, match="there is no record; add reports first"):
        Store.open(tmp_path / "none.db", create=False)
    assert not (tmp_path / "none.db").exists()


def test_a_file_that_is_no_database_is_told(tmp_path):
    (tmp_path / "story.txt").write_text("Kenya and Uganda signed a pact. " * 200)
    with pytest.raises(StoreError, match="no record; name another file"):
        Store.open(tmp_path / "story.txt")
    assert (tmp_path / "story.txt").read_text().startswith("Kenya")


def test_a_database_that_is_no_record_is_told_and_left_alone(tmp_path):
    with closing(sqlite3.connect(tmp_path / "other.db")) as connection:
        connection.execute("CREATE TABLE birds (name TEXT)")
    with pytest.raises(StoreError, match="an SQLite file, but no record"):
        Store.open(tmp_path / "other.db")
    assert len(tables(tmp_path / "other.db")) == 1


def test_a_folder_is_no_record(tmp_path):
    with pytest.raises(StoreError, match="is a folder"):
        Store.open(tmp_path)


def test_a_newer_record_says_what_to_do(tmp_path):
    Store.open(tmp_path / "a.db", schema=later(Schema.load())).close()
    with pytest.raises(StoreError, match=r"version \d+.*install a newer communique"):
        Store.open(tmp_path / "a.db")


def test_a_record_that_says_no_version_is_told_and_left_alone(tmp_path):
    Store.open(tmp_path / "a.db").close()
    before = tables(tmp_path / "a.db")
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection:
        connection.execute("PRAGMA user_version = 0")
    with pytest.raises(StoreError, match="says no version; restore a copy"):
        Store.open(tmp_path / "a.db")
    assert tables(tmp_path / "a.db") == before


def test_an_older_record_is_led_on_and_keeps_what_it_holds(store, recorder, tell, tmp_path):
    recorder.add([tell("2020-03-02"), tell("2020-03-03", "OMN NOR")])
    before = list(store.dump())
    newer = later(Schema.load())
    with Store.open(store.path, schema=newer) as opened:
        assert list(opened.dump()) == before
    assert columns(store.path, "reports")[-1] == "region"
    Store.open(tmp_path / "new.db", schema=newer).close()
    assert columns(tmp_path / "new.db", "reports") == columns(store.path, "reports")


def test_a_migration_that_fails_changes_nothing(store, recorder, tell):
    recorder.add([tell("2020-03-02")])
    schema = Schema.load()
    broken = "ALTER TABLE reports ADD COLUMN region TEXT;\nDROP TABLE birds;\n"
    steps = {**schema.steps, schema.version + 1: broken}
    with pytest.raises(sqlite3.OperationalError, match="birds"):
        Store.open(store.path, schema=Schema(create=schema.create, steps=steps))
    assert "region" not in columns(store.path, "reports")
    Store.open(store.path).close()


def test_every_released_version_is_kept_here():
    versions = set(range(1, Schema.load().version))
    assert set(RELEASED) == versions, "keep the last release's schema.sql as released/NNNN.sql"
    assert set(Schema.load().steps) == {version + 1 for version in versions}


@pytest.mark.parametrize("version", sorted(RELEASED))
def test_released_versions_lead_to_the_tables_of_today(version, tmp_path):
    schema = Schema.load()
    old = Schema(
        create=RELEASED[version].read_text("utf-8"),
        steps={n: step for n, step in schema.steps.items() if n <= version},
    )
    Store.open(tmp_path / "old.db", schema=old).close()
    Store.open(tmp_path / "old.db").close()
    Store.open(tmp_path / "new.db").close()
    assert tables(tmp_path / "old.db") == tables(tmp_path / "new.db")


def test_another_writer_that_takes_too_long_is_told(store, run_info):
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with (
        Store.open(store.path, wait=0.05) as waiting,
        pytest.raises(StoreError, match="another process writes into it"),
    ):
        waiting.start_run("add", run_info)
    other.close()


def test_a_damaged_file_is_told(store, recorder, tell):
    recorder.add([tell(f"2020-03-{day:02}", more="It rained. " * 40) for day in range(1, 31)])
    store.close()
    with store.path.open("r+b") as damaged:
        damaged.seek(8192)
        damaged.write(b"\xff" * 200_000)
    with (
        pytest.raises(StoreError, match="the file is damaged; restore a copy"),
        Store.open(store.path) as opened,
    ):
        list(opened.dump())


def test_every_table_and_column_is_in_the_data_dictionary(root, tmp_path):
    page = (root / "docs/reference/record-tables.md").read_text("utf-8")
    Store.open(tmp_path / "a.db").close()
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection:
        names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    names = [name for (name,) in names if not re.match(r"sqlite_|report_words_", name)]
    for name in names:
        section = page.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
        listed = re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)
        assert listed == columns(tmp_path / "a.db", name), name
