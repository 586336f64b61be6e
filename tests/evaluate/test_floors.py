"""The quality gate: what it compares, without the folder shared/ too, and when it fails."""

import importlib.util
import json
import sys

import pytest


@pytest.fixture
def floors(root, monkeypatch, tmp_path):
    """The tool, with floors of its own to change and nothing in shared/."""
    monkeypatch.syspath_prepend(str(root / "tools"))
    monkeypatch.setenv("COMMUNIQUE_SHARED", str(tmp_path / "none"))
    spec = importlib.util.spec_from_file_location("floors", root / "tools" / "floors.py")
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "floors", module)  # for the module's dataclasses
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "FLOORS", tmp_path / "floors.json")
    monkeypatch.setattr(module, "CODED", tmp_path / "gold")
    (tmp_path / "floors.json").write_text('{"gold": {}}', "utf-8")
    return module


def test_our_own_corpus_is_compared_without_shared(floors, capsys):
    assert floors.main(["--raise"]) == 0
    entry = json.loads(floors.FLOORS.read_text("utf-8"))["gold"]["own.jsonl"]
    assert entry["floors"]["event type: f1"] > 0.5
    assert entry["floors"]["broken records"] == 0
    assert "only the corpus of our own" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("floor", "digest", "status"),
    [(0.5, "same", 0), (0.6, "same", 1), (0.50004, "same", 0), (0.5, "other", 1)],
)
def test_the_gate_fails_below_a_floor_or_on_other_gold(floors, floor, digest, status):
    entry = {"sha256": "same", "floors": {"x": floor}}
    assert floors.compare("gold", entry, {"x": 0.5}, digest, lift=False) == status


def test_floors_never_go_down(floors):
    entry = {"sha256": "same", "floors": {"x": 0.6, "y": 0.2}}
    floors.compare("gold", entry, {"x": 0.5, "y": 0.4}, "same", lift=True)
    assert entry["floors"] == {"x": 0.6, "y": 0.39}


def test_a_figure_that_is_missing_fails(floors):
    entry = {"sha256": "same", "floors": {"x": 0.6}}
    assert floors.compare("gold", entry, {}, "same", lift=False) == 1
