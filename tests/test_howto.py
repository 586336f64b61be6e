"""The how-to pages about records do what they say: their commands and their Python run."""

from __future__ import annotations

import re
import shlex
from importlib.util import module_from_spec, spec_from_file_location

import pytest

BLOCK = re.compile(r"^```(sh|python)\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.fixture
def follow(root, tmp_path, command):
    """Do what a page says, in an empty folder; gives what was printed, step by step."""
    (tmp_path / "samples").symlink_to(root / "samples")

    def run(name, capsys):
        steps = []
        for language, code in BLOCK.findall((root / "docs/how-to" / name).read_text("utf-8")):
            if language == "python":
                capsys.readouterr()
                exec(compile(code, name, "exec"), {})
                steps.append(("python", capsys.readouterr().out))
                continue
            for line in code.splitlines():
                called, _, file = line.partition(" > ")
                words = shlex.split(called)
                if words[0] != "communique":
                    continue
                status, out, said = command(*words[1:])
                assert status == 0, (line, said)
                if file:
                    (tmp_path / file).write_text(out, "utf-8")
                steps.append((line, out))
        return dict(steps)

    return run


def test_the_dyad_month_table_is_made(follow, capsys, tmp_path):
    said = follow("dyad-month.md", capsys)
    assert (tmp_path / "tables" / "dyad-month-directed.csv").exists()
    assert re.search(r"2021-01 +IND +USA", said["python"])


def test_entities_are_read_by_the_library(follow, capsys):
    said = follow("ftm.md", capsys)
    assert "2021-01-27 Lloyd Austin → Rajnath Singh" in said["python"]


def test_the_question_is_answered(follow, capsys, tmp_path):
    said = follow("journalist.md", capsys)
    assert "LEMOA" in said["communique agreements USA IND"]
    assert "Jens Stoltenberg" in said['communique contacts --person "Lloyd Austin"']
    assert "consistent" in said['communique tallies --person "Lloyd Austin"']
    before = said["communique timeline USA IND --as-known-on 2020-12-31"]
    assert "nothing in the record fits" in before
    assert "Jim Mattis" in said['communique who "defence secretary" USA --on 2018-06-12']
    assert (tmp_path / "usa-ind.csv").read_text("utf-8").startswith("id,")


def test_the_dyad_is_drawn_in_five_lines(follow, capsys, tmp_path, root):
    follow("notebook.md", capsys)
    assert "United States and India" in (tmp_path / "usa-ind.svg").read_text("utf-8")
    assert (tmp_path / "usa-ind.png").read_bytes().startswith(b"\x89PNG")
    first = BLOCK.findall((root / "docs/how-to/notebook.md").read_text("utf-8"))[1]
    assert first[0] == "python"
    assert len([line for line in first[1].splitlines() if line.strip()]) == 5


def test_the_notebook_runs(command, tmp_path, root, monkeypatch):
    pytest.importorskip("marimo")
    (tmp_path / "samples").symlink_to(root / "samples")
    added, _, said = command("add", "samples/austin-singh.txt", "samples/readouts.jsonl")
    assert added == 0, said
    monkeypatch.setenv("COMMUNIQUE_RECORD", str(tmp_path / "communique.db"))
    spec = spec_from_file_location("dyad_chart", root / "docs/how-to/dyad_chart.py")
    notebook = module_from_spec(spec)
    spec.loader.exec_module(notebook)
    outputs, made = notebook.app.run()
    assert "United States and India" in made["picture"]._repr_svg_()
    assert any(one is made["picture"] for one in outputs)
    assert len(made["timeline"]) > 3
    made["record"].close()
