"""Exports and lists of visits on the command line."""

from __future__ import annotations

import json
from datetime import date

import pytest
from typer.testing import CliRunner

from communique.cli import app
from communique.errors import CommuniqueError, ExportError, VocabError
from communique.link import Linker
from communique.pipeline import Coder, CoderOptions
from communique.provenance import describe_run
from communique.recorder import Recorder
from communique.store import Store

TEXT = "Norwegian Foreign Minister Børge Brende visited Ghana on Tuesday."
TRIP = """<trips><trip role="secretary"><id>7</id><name>Jane Doe</name>
<start-date>2016-05-03</start-date><end-date>2016-05-04</end-date>
<country id="ghana">Ghana</country></trip></trips>"""


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    """A record of one report."""
    path = tmp_path_factory.mktemp("cli") / "communique.db"
    coded = Coder().code(TEXT, date=date(2016, 5, 4))
    with Store.open(path) as store:
        Recorder(store, Linker.load(), describe_run(CoderOptions())).add([coded])
    return path


@pytest.fixture
def run(record):
    """Run a command on the record."""

    def call(*arguments):
        return CliRunner().invoke(app, [*arguments, "--record", str(record)])

    return call


def test_lines_go_to_standard_output_and_what_is_said_to_standard_error(run):
    done = run("export", "plover")
    assert done.exit_code == 0
    assert json.loads(done.stdout)["event"] == ["CONSULT"]
    assert json.loads(done.stderr)["quad"]["table"] == "plover"


def test_beside_a_file_stands_what_is_said_of_it_and_details_if_asked_for(run, tmp_path):
    out = tmp_path / "deep" / "events.tab"
    done = run("export", "icews", "--out", str(out), "--details")
    assert done.exit_code == 0
    assert "1 happenings, 2 rows" in done.stderr
    assert {path.name for path in out.parent.iterdir()} == {
        "events.tab",
        "events.tab.about.json",
        "events.tab.details.jsonl",
    }
    about = json.loads((out.parent / "events.tab.about.json").read_text("utf-8"))
    assert (about["goldstein"]["table"], about["happenings"], about["rows"]) == ("icews", 1, 2)


def test_tables_go_into_a_folder(run, tmp_path):
    done = run("export", "tables", "--csv", "--out", str(tmp_path / "tables"))
    assert done.exit_code == 0
    assert (tmp_path / "tables" / "datapackage.json").exists()


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (("tables",), ExportError),
        (("plover", "--csv"), ExportError),
        (("icews", "--details"), ExportError),
        (("plover", "--type", "CHAT"), VocabError),
        (("plover", "--out", "/dev/null/x"), ExportError),
    ],
)
def test_what_makes_no_sense_is_refused_with_the_way_out(run, arguments, error):
    done = run("export", *arguments)
    assert isinstance(done.exception, error)
    assert isinstance(done.exception, CommuniqueError)
    assert ";" in str(done.exception) or "name" in str(done.exception)


def test_a_failed_export_leaves_what_stood_there(run, tmp_path):
    out = tmp_path / "events.jsonl"
    out.write_text("older", "utf-8")
    assert isinstance(run("export", "plover", "-o", str(out), "-t", "CHAT").exception, VocabError)
    assert out.read_text("utf-8") == "older"


def test_lists_are_imported_and_held_against_the_ledger(run, tmp_path):
    path = tmp_path / "trips.xml"
    path.write_text(TRIP, "utf-8")
    first, again = run("import-visits", str(path)), run("import-visits", str(path))
    assert (first.exit_code, again.exit_code) == (0, 0)
    assert "1 visits read, 1 new" in first.stderr
    assert "1 visits read, 0 new" in again.stderr
    done = run("check-visits", "--format", "jsonl")
    [row] = [json.loads(line) for line in done.stdout.splitlines()]
    assert (row["verdict"], row["visitor"], row["host_code"]) == (
        "not in the record",
        "Jane Doe",
        "GHA",
    )
    assert "1 not in the record" in done.stderr
