"""Answers are kept while the record stays as it is, and made anew when it changes."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from communique.query import Memory, Record
from communique.query.connection import connect

PLACE = Path("a.db")


@pytest.fixture
def connection(store):
    """The empty record, open for reading."""
    with closing(connect(store.path)) as opened:
        yield opened


@pytest.fixture
def ask(connection):
    """Ask a memory how many, at a place."""

    def recall(memory, answers, *, question="how many", path=PLACE):
        return memory.recall(connection, path, question, lambda: answers.pop(0))

    return recall


def test_an_answer_is_made_once_while_the_record_stays(store, run_info, ask):
    memory, answers = Memory(), [1, 2]
    assert [ask(memory, answers), ask(memory, answers)] == [1, 1]
    store.start_run("add", run_info)
    assert ask(memory, answers) == 2


def test_an_answer_during_which_the_record_changed_is_not_kept(store, run_info, connection, ask):
    memory = Memory()

    def meanwhile():
        store.start_run("add", run_info)
        return 1

    assert memory.recall(connection, PLACE, "how many", meanwhile) == 1
    assert ask(memory, [2]) == 2


def test_questions_and_files_are_kept_apart(ask):
    memory = Memory()
    assert ask(memory, [1]) == 1
    assert ask(memory, [2], path=Path("b.db")) == 2
    assert ask(memory, [3], question="how few") == 3
    assert ask(memory, [4]) == 1


def test_only_so_many_answers_are_kept(ask):
    memory = Memory()
    for number in range(200):
        ask(memory, [0], question=number)
    assert ask(memory, [1], question=0) == 1
    assert ask(memory, [1], question=199) == 0


def test_counts_of_an_open_record_see_what_is_added(tmp_path, make_record, coded_archive):
    path = make_record(tmp_path / "grows.db", coded_archive[:2])
    with Record.open(path) as book:
        before = {row.what: row.count for row in book.stats()}
        ties = book.ties("NOR", "GHA", by="month")
        make_record(path, coded_archive[:4])
        after = {row.what: row.count for row in book.stats()}
        assert (before["reports"], after["reports"]) == (2, 4)
        assert len(book.ties("NOR", "GHA", by="month").rows) > len(ties.rows)
