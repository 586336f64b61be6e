"""What happens to a record when a run is killed, the disk is full, or others use it at once.

`tools/crash.py` does the same at length: a hundred kills over five hundred reports.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import date, timedelta

import pytest

from communique.store import Store

PATIENCE = 120  # seconds; a run takes five


@pytest.fixture(scope="module")
def source(root, tmp_path_factory):
    """A file of forty reports: the samples, again and again on other days."""
    samples = (root / "samples/readouts.jsonl").read_text("utf-8")
    rows = [json.loads(line) for line in samples.splitlines()]
    path = tmp_path_factory.mktemp("source") / "reports.jsonl"
    with path.open("w", encoding="utf-8") as out:
        for turn in range(5):
            for row in rows:
                day = date.fromisoformat(row["date"]) + timedelta(days=700 * turn)
                ids = {"id": f"{row['id']}-{turn}", "url": f"{row['url']}?{turn}"}
                out.write(json.dumps({**row, **ids, "date": str(day)}) + "\n")
    return path


@pytest.fixture(scope="module")
def undisturbed(source, tmp_path_factory):
    """What the record of these reports holds when nothing happens."""
    record = tmp_path_factory.mktemp("undisturbed") / "record.db"
    assert finished(add(source, record)) == (0, "")
    return dump(record)


def add(source, record, *options):
    """Start `communique add` with few reports a transaction."""
    main = "from communique.cli import main; main()"
    command = [sys.executable, "-c", main, "add", str(source), "--record", str(record)]
    return subprocess.Popen(
        [*command, "--batch", "2", "--quiet", *options], stderr=subprocess.PIPE, text=True
    )


def finished(process):
    """Exit status and what was said, once a process is at its end."""
    said = process.communicate(timeout=PATIENCE)[1]
    return process.returncode, said


def dump(record):
    with Store.open(record, create=False) as store:
        return list(store.dump())


def counted(record):
    """How many reports a reader sees, and how many events that belong to no happening."""
    if not record.exists():
        return 0, 0
    with closing(sqlite3.connect(f"file:{record}?mode=ro", uri=True)) as reader:
        if not reader.execute("SELECT 1 FROM sqlite_schema WHERE name = 'entries'").fetchone():
            return 0, 0
        reader.execute("BEGIN")
        [reports] = reader.execute("SELECT count(*) FROM reports").fetchone()
        [loose] = reader.execute(
            "SELECT count(*) FROM records WHERE kind = 'event' AND entry NOT IN"
            " (SELECT entry FROM entries WHERE kind = 'happening') OR kind = 'event'"
            " AND entry IS NULL"
        ).fetchone()
        return reports, loose


def wait_for(record, number, process):
    """Wait until a reader sees so many reports."""
    end = time.monotonic() + PATIENCE
    while counted(record)[0] < number and process.poll() is None:
        assert time.monotonic() < end
        time.sleep(0.02)


def test_killed_at_random_moments_and_finished_it_is_the_same(source, undisturbed, tmp_path):
    dice, record = random.Random(20210127), tmp_path / "record.db"
    for low in (1, 20):
        process = add(source, record)
        wait_for(record, dice.randint(low, low + 14), process)
        time.sleep(dice.uniform(0, 0.1))
        os.kill(process.pid, signal.SIGKILL)
        assert finished(process)[0] == -signal.SIGKILL
    assert 20 <= counted(record)[0] <= 40
    assert finished(add(source, record)) == (0, "")
    assert dump(record) == undisturbed


def test_two_writers_at_once_lose_nothing(source, undisturbed, tmp_path):
    lines = source.read_text("utf-8").splitlines(keepends=True)
    record, writers = tmp_path / "record.db", []
    for name, part in (("a", lines[:28]), ("b", lines[12:])):
        (tmp_path / f"{name}.jsonl").write_text("".join(part), "utf-8")
        writers.append(add(tmp_path / f"{name}.jsonl", record))
    assert [finished(writer) for writer in writers] == [(0, ""), (0, "")]
    assert dump(record) == undisturbed


def test_a_reader_sees_whole_batches_while_a_writer_adds(source, tmp_path):
    record = tmp_path / "record.db"
    process = add(source, record)
    seen = []
    while process.poll() is None:
        seen.append(counted(record))
        time.sleep(0.01)
    assert finished(process) == (0, "")
    reports = [number for number, _ in seen]
    assert reports == sorted(reports)
    assert len(set(reports)) > 5 and all(number % 2 == 0 for number in reports)
    assert {loose for _, loose in seen} == {0}


@pytest.fixture
def small_disk(tmp_path):
    """A file system of less room than the record needs, and what makes it larger."""
    place = tmp_path / "disk"
    place.mkdir()

    def mount(options):
        command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)]
        return subprocess.run(command, capture_output=True, check=False).returncode

    if sys.platform != "linux" or mount("size=800k"):
        pytest.skip("no small file system can be mounted here")
    yield place, lambda: mount("remount,size=40m")
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_is_told_and_nothing_is_lost(source, undisturbed, small_disk):
    place, enlarge = small_disk
    record = place / "record.db"
    status, said = finished(add(source, record))
    assert status == 1
    assert "the disk" in said and "run the same command again" in said
    assert "Traceback" not in said
    kept = counted(record)
    assert 0 < kept[0] < 40 and kept[1] == 0
    assert enlarge() == 0
    assert finished(add(source, record)) == (0, "")
    assert dump(record) == undisturbed
