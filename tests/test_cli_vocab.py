"""The command line with vocabulary of one's own: dictionaries imported, tables used."""

from __future__ import annotations

import sys

import pytest

from communique import cli
from communique.records import from_json

ACTORS = """ODA_MWANGI_
+PRESIDENT_MWANGI
\t[KENGOV 20021230-130409]
\t[KENELI]
"""
LOST = ACTORS + "LAKE_DESK_ [IGOLKC]\n"
STORY = "Oda Mwangi met Angela Merkel in Berlin on Monday."


@pytest.fixture
def run(command, tmp_path):
    """Run a command in a folder with two dictionaries and a story."""
    (tmp_path / "my.actors.txt").write_text(ACTORS, encoding="utf-8")
    (tmp_path / "lost.txt").write_text(LOST, encoding="utf-8")
    (tmp_path / "story.txt").write_text(f"date 2010-05-01\n{STORY}\n", encoding="utf-8")
    return command


def mwangi(out):
    (record,) = [from_json(line) for line in out.splitlines()]
    (found,) = [(e.country, e.sector) for e in record.entities if e.name == "Oda Mwangi"]
    return found


def test_dictionaries_are_imported_and_used(run):
    status, out, err = run("vocab", "import-petrarch", "my.actors.txt", "--out", "mine.csv")
    assert (status, out) == (0, "") and "1 actor, 0 agents, 0 discards; 0 problems" in err
    status, out, _ = run("code", "story.txt", "--actors", "mine.csv")
    assert status == 0 and mwangi(out) == ("KEN", "GOV")
    status, out, _ = run("explain", "story.txt", "--actors", "mine.csv", "--no-vetoes")
    assert status == 0 and "Oda Mwangi (KEN, GOV" in out


def test_several_processes_have_the_table_too(run):
    run("vocab", "import-petrarch", "my.actors.txt", "--out", "mine.csv")
    _, out, _ = run("code", "story.txt", "--actors", "mine.csv", "-j", "2")
    assert mwangi(out) == ("KEN", "GOV")


def test_what_could_not_be_mapped_is_said_with_file_and_line(run):
    status, out, err = run("vocab", "import-petrarch", "lost.txt", "--out", "-")
    assert status == 3
    assert out.startswith("name,code,sector,kind,start,end,source\nOda Mwangi")
    assert "lost.txt:5: unmapped-code: Lake Desk: IGOLKC: " in err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["vocab", "import-petrarch", "none.txt", "--out", "t.csv"], "cannot be read"),
        (["vocab", "import-petrarch", "my.actors.txt", "--out", "no/t.csv"], "cannot be written"),
        (
            ["code", "story.txt", "--actors", "my.actors.txt"],
            "my.actors.txt, row 1: unknown column",
        ),
        (["code", "story.txt", "--actors", "none.csv"], "none.csv: cannot be read"),
    ],
)
def test_a_known_failure_is_one_line_and_status_1(run, monkeypatch, capsys, arguments, message):
    assert run("--help")[0] == 0
    monkeypatch.setattr(sys, "argv", ["communique", *arguments])
    with pytest.raises(SystemExit) as stop:
        cli.main()
    assert stop.value.code == 1
    said = capsys.readouterr().err
    assert said.startswith("communique: ") and message in " ".join(said.split())


def test_the_help_has_an_example(run):
    status, out, _ = run("vocab", "import-petrarch", "--help")
    assert status == 0 and "communique vocab import-petrarch " in out
