"""Questions on the command line: each answers as table, JSON Lines and CSV, from one record."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from datetime import date

import pytest

from communique import Coder
from communique.cli import main, sheets
from communique.errors import CommuniqueError
from communique.records import Report

QUESTIONS = [
    ("timeline", "NOR", "Ghana"),
    ("timeline", "GHA", "--since", "2016-01-01", "--until", "2016-12-31", "--type", "CONSULT"),
    ("events", "NOR", "--type", "AID"),
    ("contacts", "--person", "Tetteh", "--channel", "meeting"),
    ("agreements", "GHA"),
    ("agreements", "--name", "waters"),
    ("designations",),
    ("who", "foreign minister", "NOR", "--on", "2016-05-03"),
    ("tallies",),
    ("search", "boats"),
    ("ties", "NOR", "GHA", "--by", "year"),
    ("stats",),
]


@pytest.fixture
def ask(command, record):
    """Ask the archive's record."""

    def run(name, *arguments):
        return command(name, *arguments, "--record", str(record.path))

    return run


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_every_question_answers_in_three_forms_alike(ask, question):
    status, table, _ = ask(*question)
    lines = [json.loads(line) for line in ask(*question, "--format", "jsonl")[1].splitlines()]
    cells = list(csv.DictReader(io.StringIO(ask(*question, "--format", "csv")[1])))
    assert status == 0
    assert len(lines) == len(cells) > 0
    assert list(lines[0]) == list(cells[0])
    assert len(table.splitlines()) > len(lines), "a head and a line each"


def test_a_table_has_dates_words_and_ids(ask):
    _, out, _ = ask("timeline", "NOR", "GHA")
    head, first = out.splitlines()[:2]
    assert head.split() == ["when", "kind", "what", "told", "quote", "id"]
    assert first.startswith("2015-03-10")
    assert "signed CWA GHA + NOR" in first


def test_a_happening_told_by_copies_shows_origins_in_brackets(ask):
    _, out, _ = ask("events", "NOR", "--type", "CONSULT")
    assert "2 (1)" in out


def test_an_agreement_is_shown_with_its_marked_words(ask):
    status, out, _ = ask("agreement", "CWA")
    assert status == 0
    assert "«Coastal Waters Agreement»" in out
    assert "2015-03-11 · Harbour Daily" in out
    assert "party NOR" in out


def test_one_thing_is_shown_as_json_too(ask):
    _, out, _ = ask("show", "a05", "--format", "jsonl")
    shown = json.loads(out)
    assert (shown["kind"], shown["fields"]["doc"]) == ("report", "a05")
    assert {one["report"] for one in shown["evidence"]} == {shown["id"]}


def test_ties_say_the_verdict_and_draw_it(ask, tmp_path):
    status, out, _ = ask("ties", "NOR", "GHA", "--picture", "ties.svg")
    assert status == 0
    assert "no change shown" in out and "CUSUM" in out
    assert (tmp_path / "ties.svg").read_text("utf-8").startswith("<svg")


def test_an_answer_as_known_then_has_nothing_of_later(ask):
    assert "nothing in the record fits" in ask("timeline", "NOR", "--as-known-on", "2015-03-10")[1]
    assert "CWA" in ask("timeline", "NOR", "--as-known-on", "2015-03-11")[1]


def test_the_record_is_found_by_its_variable(command, record, monkeypatch):
    monkeypatch.setenv("COMMUNIQUE_RECORD", str(record.path))
    assert "happenings" in command("stats")[1]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("timeline", "NOR"), "communique.db: there is no record"),
        (("show", "x", "--record", "none.db"), "none.db: there is no record"),
    ],
)
def test_a_missing_record_is_one_line_and_status_one(
    arguments, message, monkeypatch, tmp_path, capsys
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["communique", *arguments])
    with pytest.raises(SystemExit) as stop:
        main()
    error = capsys.readouterr().err
    assert stop.value.code == 1
    assert message in error.replace("\n", " ")
    assert "communique add" in error


def test_one_thing_has_no_columns(record, monkeypatch, capsys):
    arguments = ["show", "a05", "--format", "csv", "--record", str(record.path)]
    monkeypatch.setattr("sys.argv", ["communique", *arguments])
    with pytest.raises(SystemExit):
        main()
    assert "table or jsonl" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("question", "message"),
    [
        (
            ("timeline", "NOR", "--since", "2016-02-01", "--until", "2016-01-01"),
            "ends (2016-01-01)",
        ),
        (("ties", "NOR", "Norway"), "NOR is named twice"),
        (("events", "--type", "FIGHT"), "no event type 'FIGHT'"),
        (("contacts", "--channel", "pigeon"), "the channels are phone, video"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_question_without_a_possible_answer_is_refused(ask, question, message):
    with pytest.raises(CommuniqueError, match=re.escape(message)):
        ask(*question)


def test_a_happening_list_has_the_dates_of_other_tables(ask):
    _, out, _ = ask("happenings")
    assert ".." not in out and "2015-03-10" in out


def test_tables_for_reading_elsewhere_are_utf8_in_any_locale(record):
    asked = [sys.executable, "-m", "communique", "timeline", "NOR", "GHA", "--format", "csv"]
    done = subprocess.run(
        [*asked, "--record", str(record.path)],
        env={**os.environ, "PYTHONIOENCODING": "ascii"}, capture_output=True, check=True,
    )  # fmt: skip
    assert "→" in done.stdout.decode("utf-8")


def test_control_characters_of_a_report_do_not_reach_the_terminal(command, make_record, tmp_path):
    text = "Kenya met Uganda on Monday."
    doc = Report(
        id="a", date=date(2020, 6, 17), text=text, title="\x1b[2JA title", publisher="News"
    )
    make_record(tmp_path / "communique.db", [Coder().code_report(doc)])
    _, out, _ = command("search", "Uganda")
    assert "A title" in out and "\x1b" not in out


def test_steps_and_parties_of_an_agreement_are_told_in_words(ask):
    _, out, _ = ask("agreement", "Coastal Waters Agreement")
    assert re.search(r"steps +signed 2015-03-10 \(day, \w+\), told by r\w+/g1", out)
    assert re.search(r"background +no", out)


def test_a_narrow_terminal_does_not_break_dates_and_ids(record, monkeypatch):
    monkeypatch.setattr(sheets, "_USUAL", 40)
    out = io.StringIO()
    sheets.print_rows(record.timeline("NOR", "GHA"), out, columns=("when", "kind", "what", "id"))
    assert "2015-03-10" in out.getvalue() and "agreement" in out.getvalue()
