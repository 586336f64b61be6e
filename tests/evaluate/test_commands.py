"""The commands `score` and `times`: what they print, write, and say of bad input."""

import json
import sys

import pytest

from communique import cli

STORY = "Kenya signed a defence agreement with Uganda on Monday."


def line(**more):
    """A line of gold on the story."""
    event = {
        "type": "SUPPORT",
        "actors": [{"country": "KEN"}, {"country": "UGA"}],
        "evidence": [{"start": 6, "end": 12, "quote": "signed"}],
    }
    doc = {"id": "a", "date": "2020-06-17", "text": STORY}
    return json.dumps({"doc": doc, "events": [event | more]}) + "\n"


@pytest.fixture
def run(command, tmp_path):
    """Run a command in a folder with gold."""
    (tmp_path / "gold.jsonl").write_text(line(), "utf-8")
    return command


def test_score_compares_two_files(run, tmp_path):
    (tmp_path / "told.jsonl").write_text(line(confidence=0.8, type="AGREE"), "utf-8")
    status, out, _ = run("score", "gold.jsonl", "told.jsonl", "--by-type")
    assert status == 0
    assert "event type+dyad" in out and "calibration error" in out
    assert "     1  SUPPORT as AGREE" in out
    assert "     1  missed: told as another type" in out


def test_score_codes_the_gold_if_nothing_is_predicted(run, tmp_path):
    status, out, _ = run("score", "gold.jsonl", "--json", "--page", "page.html")
    figures = json.loads(out)
    assert status == 0
    assert figures["scores"]["event type+dyad"]["f1"] == 1.0
    assert figures["causes"] == {"right": 1}
    assert figures["calibration"]["events"] == 1
    assert "Scores on gold.jsonl" in (tmp_path / "page.html").read_text("utf-8")


def test_score_warns_of_slips_in_the_gold(run, tmp_path):
    (tmp_path / "slip.jsonl").write_text(line(mode="fax"), "utf-8")
    status, _, err = run("score", "slip.jsonl", "gold.jsonl")
    assert status == 0 and "gold: a: events: no mode of SUPPORT 'fax'" in err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["none.jsonl"], "none.jsonl: cannot be read"),
        (["bad.jsonl"], "bad.jsonl:2: "),
        (["gold.jsonl", "other.jsonl"], "no document of gold.jsonl in it"),
        (["gold.jsonl", "gold.jsonl", "--page", "no/such/page.html"], "cannot be written"),
    ],
)
@pytest.mark.usefixtures("run")
def test_a_known_failure_is_one_line(tmp_path, monkeypatch, capsys, arguments, message):
    (tmp_path / "bad.jsonl").write_text(line() + '{"doc": []}\n', "utf-8")
    (tmp_path / "other.jsonl").write_text(line().replace('"a"', '"b"'), "utf-8")
    monkeypatch.setattr(sys, "argv", ["communique", "score", *arguments])
    with pytest.raises(SystemExit) as stop:
        cli.main()
    assert stop.value.code == 1
    assert message in capsys.readouterr().err.replace("\n", " ")


def test_times_prints_expressions_of_every_source(run, tmp_path):
    (tmp_path / "a.txt").write_text(f"date 2020-06-17\n{STORY}\n", "utf-8")
    status, out, err = run("times", "a.txt", "gold.jsonl", "none.txt")
    rows = [json.loads(row) for row in out.splitlines()]
    assert status == 3 and "missing-file:" in err
    assert [[(t["quote"], t["value"]) for t in row["times"]][-1] for row in rows] == [
        ("Monday", "2020-06-15"),
        ("Monday", "2020-06-15"),
    ]


def test_times_as_a_table(run):
    status, out, _ = run("times", "gold.jsonl", "--format", "table")
    assert status == 0
    assert out.splitlines()[0] == "a  2020-06-17"
    assert out.splitlines()[1].split() == ["48", "DATE", "2020-06-15", "Monday"]
