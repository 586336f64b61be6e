"""The commands that write into a record, and the list of its happenings."""

from __future__ import annotations

import json

import pytest

from communique import Coder
from communique.cli import record
from communique.store import Store

CALL = "Kenya's foreign minister spoke by phone with her counterpart of Uganda on Monday."
PACT = "Kenya signed a defence agreement with Uganda on Monday."


@pytest.fixture(scope="module")
def coder():
    """The coder, made once."""
    return Coder()


@pytest.fixture(autouse=True)
def made_once(coder, monkeypatch):
    """Let the commands code by it, instead of each making its own."""
    monkeypatch.setattr(record, "code_reports", lambda reports, *_, **__: coder.code_many(reports))


@pytest.fixture
def reports(tmp_path):
    """Write reports into a file, one a line, with changes to each."""

    def write(name, *rows):
        lines = [
            json.dumps({"date": "2020-06-17", "publisher": "News", "text": CALL, **row})
            for row in rows
        ]
        (tmp_path / name).write_text("\n".join(lines) + "\n", "utf-8")
        return name

    return write


def dump(path="communique.db"):
    with Store.open(path, create=False) as store:
        return list(store.dump())


def test_add_makes_the_record_and_tells_what_came_in(command, reports, tmp_path):
    name = reports("a.jsonl", {"id": "a"}, {"id": "b", "publisher": "Post", "date": "2020-06-18"})
    status, out, said = command("add", name)
    assert (status, out) == (0, "")
    assert said == "2 reports added, 0 known: 2 events; the record has 1 happening\n"
    assert (tmp_path / "communique.db").exists()


def test_adding_again_says_so_and_changes_nothing(command, reports):
    name = reports("a.jsonl", {"id": "a"}, {"id": "b", "text": PACT, "date": "none"})
    assert "bad-date" in command("add", name)[2]
    before = dump()
    status, _, said = command("add", "./" + name)
    assert status == 0
    assert "0 reports added, 2 known: 0 events" in said and "new problems" not in said
    assert dump() == before


def test_the_record_is_where_the_option_or_the_variable_says(
    command, reports, tmp_path, monkeypatch
):
    name = reports("a.jsonl", {"id": "a"})
    command("add", name, "--record", "one.db")
    monkeypatch.setenv("COMMUNIQUE_RECORD", "two.db")
    command("add", name)
    assert sorted(path.name for path in tmp_path.glob("*.db")) == ["one.db", "two.db"]


def test_what_cannot_be_read_is_kept_as_a_problem(command, reports, tmp_path):
    name = reports("a.jsonl", {"id": "a"}, {"id": "b", "text": " "})
    (tmp_path / "empty.txt").write_text("")
    status, _, said = command("add", name, "empty.txt", "none.txt")
    assert status == 3
    assert "1 report added" in said and "3 new problems" in said
    kept = [json.loads(line.partition(" ")[2])[2] for line in dump() if line[:8] == "problems"]
    assert sorted(kept) == ["empty", "missing-file", "no-text"]


def test_a_corrected_report_is_told(command, reports):
    command("add", reports("a.jsonl", {"id": "a"}))
    said = command("add", reports("b.jsonl", {"id": "a", "text": PACT, "date": "2020-06-19"}))[2]
    assert "1 report added, 0 known, 1 corrected" in said


def test_ids_that_come_twice_in_one_file_stay_as_they_are(command, reports):
    rows = {"id": "a", "publisher": "Post"}, {"id": "a", "text": PACT}
    said = command("add", reports("a.jsonl", *rows))[2]
    assert "2 reports added, 0 known: 2 events" in said and "duplicate-id" not in said


def test_happenings_are_written_as_linking_is_scored(command, reports):
    rows = {"id": "a", "text": PACT}, {"id": "b", "text": PACT, "publisher": "Post"}
    command("add", reports("a.jsonl", *rows), "--quiet")
    status, out, _ = command("happenings", "--format", "jsonl")
    lines = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert [line["kind"] for line in lines] == ["happening", "agreement"]
    for line, name in zip(lines, ("event", "agreement"), strict=True):
        members = line[f"{name}s"]
        assert [member["doc"] for member in members] == ["a", "b"]
        assert {member[name] for member in members} == {members[0][name]}
        assert line["reports"] == 2


def test_happenings_are_a_table_for_people(command, reports):
    command("add", reports("a.jsonl", {"id": "a"}), "--quiet")
    status, out, _ = command("happenings")
    assert status == 0
    assert out.split()[:4] == ["when", "type", "who", "reports"]
    assert "2020-06-15" in out and "KEN" in out and "UGA" in out


def test_a_report_is_withdrawn_and_counted_again(command, reports):
    command("add", reports("a.jsonl", {"id": "a"}), "--quiet")
    before = dump()
    withdrawn = command("retract", "a", "--on", "2020-07-01", "--reason", "taken back")
    assert withdrawn == (0, "", "a: 1 withdrawn\n")
    assert command("happenings", "--format", "jsonl")[1] == ""
    assert command("retract", "a")[2] == "a: it was withdrawn before\n"
    assert command("retract", "a", "--undo")[2] == "a: 1 counted again\n"
    assert command("retract", "a", "--undo")[2] == "a: it counts already\n"
    assert dump() == before


def test_recode_codes_what_other_options_coded(command, reports, tmp_path):
    command("add", reports("a.jsonl", {"id": "a"}, {"id": "b", "text": PACT}), "--quiet")
    before = dump()
    assert "0 reports coded anew: 0 events" in command("recode")[2]
    assert "2 reports coded anew: 2 events" in command("recode", "--all")[2]
    assert dump() == before
    (tmp_path / "mine.csv").write_text("name,code,sector,kind\n", "utf-8")
    said = command("recode", "--actors", "mine.csv")
    assert "2 reports coded anew" in said[2], said


def test_commands_that_need_a_record_do_not_make_one(command, tmp_path):
    for arguments in (["happenings"], ["recode"], ["retract", "a"]):
        with pytest.raises(Exception, match="there is no record; add reports first"):
            command(*arguments)
    assert list(tmp_path.iterdir()) == []
