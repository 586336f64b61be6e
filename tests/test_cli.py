"""The command line: what it prints, what it says of bad input, and its exit status."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command

from communique import cli
from communique.records import from_json

STORY = "Kenya signed a defence agreement with Uganda on Monday."


@pytest.fixture
def run(command):
    """Run a command in an empty folder."""
    return command


def test_code_prints_one_record_a_line(run, tmp_path):
    (tmp_path / "one.txt").write_text(f"date 2020-06-17\n{STORY}\n", encoding="utf-8")
    (tmp_path / "two.jsonl").write_text(
        json.dumps({"id": "a", "date": "2020-06-17", "text": STORY}) + "\n", encoding="utf-8"
    )
    status, out, err = run("code", "one.txt", "two.jsonl")
    records = [from_json(line) for line in out.splitlines()]
    assert status == 0
    assert [[e.type for e in record.events] for record in records] == [["SUPPORT"], ["SUPPORT"]]
    assert records[1].doc.id == "a" and records[1].doc.text == STORY
    assert "2 reports coded" in err


def test_code_reads_standard_input_folders_and_archives(run, tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "story.txt.gz").write_bytes(gzip.compress(STORY.encode()))
    status, out, _ = run("code", "folder", "-", "--date", "2020-06-17", stdin=STORY)
    assert status == 0
    assert len(out.splitlines()) == 2


def test_fields_of_other_names_are_mapped(run, tmp_path):
    row = {"meta": {"day": "2020-06-17"}, "body": STORY}
    (tmp_path / "a.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    status, out, _ = run("code", "a.jsonl", "--field", "text=body", "--field", "date=meta.day")
    (record,) = [from_json(line) for line in out.splitlines()]
    assert status == 0 and str(record.doc.date) == "2020-06-17" and record.events


def test_bad_reports_are_told_and_the_others_coded(run, tmp_path):
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "bad.jsonl").write_text("{not json\n", encoding="utf-8")
    (tmp_path / "good.txt").write_text(f"date 2020-06-17\n{STORY}\n", encoding="utf-8")
    status, out, err = run("code", "empty.txt", "binary.txt", "bad.jsonl", "none.txt", "good.txt")
    assert status == 3
    assert len(out.splitlines()) == 1
    for code in ("empty", "binary", "bad-json", "missing-file"):
        assert f"{code}:" in err


def test_a_report_without_a_date_is_coded_with_a_remark(run, tmp_path):
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    status, out, err = run("code", "a.txt")
    (record,) = [from_json(line) for line in out.splitlines()]
    assert status == 0 and "no-date:" in err
    assert record.events[0].date.start is None


def test_table_shows_the_record(run, tmp_path):
    (tmp_path / "a.txt").write_text(f"date 2020-06-17\n{STORY}\n", encoding="utf-8")
    status, out, _ = run("code", "a.txt", "--format", "table")
    assert status == 0
    assert "SUPPORT" in out and "Kenya (KEN)" in out and "2020-06-15" in out


def test_html_is_one_page_of_its_own(run, tmp_path):
    (tmp_path / "a.txt").write_text(f"date 2020-06-17\n{STORY} <script>x</script>\n")
    status, out, _ = run("code", "a.txt", "--format", "html")
    assert status == 0
    assert out.lstrip().lower().startswith("<!doctype html>")
    assert "<script>x" not in out and "Uganda" in out


def test_two_processes_print_the_same_as_one(run, root):
    samples = str(root / "samples" / "readouts.jsonl")
    _, one, _ = run("code", samples, "-q")
    _, two, _ = run("code", samples, "-q", "-j", "2")
    assert one == two and one


def test_explain_says_what_fired_and_what_was_vetoed(run):
    status, out, _ = run("explain", "-s", "Rutte met Macron in Paris.", "--date", "2022-05-04")
    assert status == 0
    assert "+ CONSULT/meet-with" in out and "vetoed: needs" in out
    assert "Emmanuel Macron (FRA" in out
    status, out, _ = run("explain", "-s", "Kenya did not sign the treaty.", "--no-vetoes")
    assert "no event: negated" in out and "vetoed" not in out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["code", "a.txt", "--field", "text"], "is no pair"),
        (["code", "a.txt", "--field", "colour=x"], "no field 'colour'"),
        (["code", "a.txt", "--model", "en_no_such_model"], "is not installed"),
        (["explain"], "nothing to explain"),
    ],
)
def test_a_known_failure_is_one_line_and_status_1(
    monkeypatch, capsys, tmp_path, arguments, message
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["communique", *arguments])
    with pytest.raises(SystemExit) as stop:
        cli.main()
    assert stop.value.code == 1
    said = capsys.readouterr().err
    assert said.startswith("communique: ") and message in said.replace("\n", " ")


def test_the_installed_command_runs():
    done = subprocess.run(
        [sys.executable, "-c", "from communique.cli import main; main()", "--help"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "code" in done.stdout and "explain" in done.stdout


@pytest.mark.parametrize("name", sorted({*get_command(cli.app).commands} - {"vocab"}))
def test_every_command_has_an_example_in_its_help(run, name):
    status, out, _ = run(name, "--help")
    assert status == 0
    assert f"communique {name}" in out.split("Options")[0].partition("Usage")[2].partition("\n")[2]


def test_the_package_is_a_command_and_tells_its_version():
    done = subprocess.run(
        [sys.executable, "-m", "communique", "--version"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert re.fullmatch(r"communique \d+\.\d+\.\d+\n", done.stdout)


def test_an_example_in_the_help_stands_unbroken_and_indented(run):
    _, out, _ = run("explain", "--help")
    example = 'communique explain -s "Rutte met Macron in Paris on Monday." --date 2022-05-04'
    assert f"\n      {example}\n" in out


def test_the_list_of_commands_has_whole_sentences(run):
    _, out, _ = run("--help")
    assert "..." not in out.partition("Commands:")[2]


def test_a_day_that_is_none_says_how_to_write_one(run):
    status, _, said = run("code", "a.txt", "--date", "17/06/2020")
    assert status == 2
    assert "'17/06/2020' is no day of the calendar; write YYYY-MM-DD" in said
    assert "--date YYYY-MM-DD" in run("code", "--help")[1]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
def test_a_full_disk_under_the_output_is_one_line():
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "communique", "times", "-", "--date", "2020-06-17"],
            input=STORY, stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.startswith("communique: the output can't be written (No space left")
    assert done.stderr.count("\n") == 1


def test_words_that_the_locale_cannot_read_are_explained_all_the_same(run):
    status, out, _ = run("explain", "-s", "The C\udcc3te president met Macron.")
    assert status == 0 and "Macron" in out
