"""The commands by which people rule on joins."""

from __future__ import annotations

import shutil

import pytest

from communique.errors import JudgementError, StoreError
from communique.query import Record


@pytest.fixture
def record_here(record_file, tmp_path):
    """A copy of the archive's record where commands look for it."""
    return shutil.copy(record_file, tmp_path / "communique.db")


def happenings(path):
    with Record.open(path) as record:
        return record.entries("happening")


def test_entries_are_merged_and_that_is_taken_back(command, record_here):
    before = happenings(record_here)
    one, two = [entry.id for entry in before[:2]]
    said = command("merge", one, two, "--as", "ann", "--note", "the same")
    assert said == (0, "", f"judgement 1: {one} and {two} are one\n")
    assert len(happenings(record_here)) == len(before) - 1
    assert command("undo", "1", "--as", "ann")[2] == "judgement 2: judgement 1 taken back\n"
    assert happenings(record_here) == before


def test_records_are_split_off(command, record_here):
    whole = next(entry for entry in happenings(record_here) if entry.reports > 1)
    key = whole.members[0]
    status, _, said = command("split", whole.id, f"{key.report}/{key.id}")
    assert (status, said) == (0, f"judgement 1: {key.report}/{key.id} split from {whole.id}\n")
    assert whole not in happenings(record_here)


def test_names_are_said_to_be_one_or_another(command, record_here):
    with Record.open(record_here) as record:
        one, two = [row.who for row in record.overview().joins.named("GHA")][:2]
        report = record.overview().joins.naming(one)[0].report
    assert command("merge", one, two)[0] == 0
    assert command("split", report, one)[0] == 0
    with Record.open(record_here) as record:
        rows = record.overview().joins.on_entities()
    assert [(row.verdict, row.who) for row in rows] == [("merge", one), ("split", one)]


@pytest.mark.usefixtures("record_here")
def test_what_does_not_stand_is_refused_in_words(command):
    with pytest.raises(JudgementError, match="no judgement 5 that stands"):
        command("undo", "5")


def test_rulings_need_a_record(command, tmp_path):
    for arguments in (["merge", "a", "b"], ["split", "a", "r/e1"], ["undo", "1"]):
        with pytest.raises(StoreError, match="there is no record"):
            command(*arguments)
    assert list(tmp_path.iterdir()) == []
