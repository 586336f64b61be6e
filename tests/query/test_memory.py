"""Answers are kept while the record stays as it is, and made anew when it changes."""

from __future__ import annotations

from communique.query import Memory, Record


def ask(memory, path, answers):
    return memory.recall(path, "how many", lambda: answers.pop(0))


def test_an_answer_is_made_once_while_the_file_stays(tmp_path):
    path = tmp_path / "a.db"
    path.write_bytes(b"one")
    memory, answers = Memory(), [1, 2]
    assert [ask(memory, path, answers), ask(memory, path, answers)] == [1, 1]
    path.write_bytes(b"more")
    assert ask(memory, path, answers) == 2


def test_the_log_of_a_writer_counts_as_the_file(tmp_path):
    path = tmp_path / "a.db"
    path.write_bytes(b"one")
    memory, answers = Memory(), [1, 2]
    ask(memory, path, answers)
    path.with_name("a.db-wal").write_bytes(b"a commit")
    assert ask(memory, path, answers) == 2


def test_patience_takes_an_answer_that_is_a_little_old(tmp_path):
    path = tmp_path / "a.db"
    path.write_bytes(b"one")
    memory, answers = Memory(patience=60), [1, 2]
    ask(memory, path, answers)
    path.write_bytes(b"more")
    assert ask(memory, path, answers) == 1


def test_questions_and_files_are_kept_apart(tmp_path):
    memory = Memory()
    one, two = tmp_path / "one.db", tmp_path / "two.db"
    assert memory.recall(one, "a", lambda: 1) == 1
    assert memory.recall(two, "a", lambda: 2) == 2
    assert memory.recall(one, "b", lambda: 3) == 3
    assert memory.recall(one, "a", lambda: 4) == 1


def test_only_so_many_answers_are_kept(tmp_path):
    memory = Memory()
    for number in range(200):
        memory.recall(tmp_path / "a.db", number, lambda: 0)
    assert memory.recall(tmp_path / "a.db", 0, lambda: 1) == 1
    assert memory.recall(tmp_path / "a.db", 199, lambda: 1) == 0


def test_counts_of_an_open_record_see_what_is_added(tmp_path, make_record, coded_archive):
    path = make_record(tmp_path / "grows.db", coded_archive[:2])
    with Record.open(path) as book:
        before = {row.what: row.count for row in book.stats()}
        ties = book.ties("NOR", "GHA", by="month")
        make_record(path, coded_archive[:4])
        after = {row.what: row.count for row in book.stats()}
        assert (before["reports"], after["reports"]) == (2, 4)
        assert len(book.ties("NOR", "GHA", by="month").rows) > len(ties.rows)
