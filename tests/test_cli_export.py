"""Exports and lists of visits on the command line."""

from __future__ import annotations

import json
from datetime import date

import pytest

from communique.errors import CommuniqueError, ExportError, VocabError
from communique.pipeline import Coder

TEXT = "Norwegian Foreign Minister Børge Brende visited Ghana on Tuesday."
TRIP = """<trips><trip role="secretary"><id>7</id><name>Jane Doe</name>
<start-date>2016-05-03</start-date><end-date>2016-05-04</end-date>
<country id="ghana">Ghana</country></trip></trips>"""


@pytest.fixture(scope="module")
def record(tmp_path_factory, make_record):
    """A record of one report."""
    path = tmp_path_factory.mktemp("cli") / "communique.db"
    return make_record(path, [Coder().code(TEXT, date=date(2016, 5, 4))])


@pytest.fixture
def run(record, command):
    """Run a command on the record: standard output and standard error."""

    def call(*arguments):
        status, out, said = command(*arguments, "--record", str(record))
        assert status == 0
        return out, said

    return call


def test_lines_go_to_standard_output_and_what_is_said_to_standard_error(run):
    out, said = run("export", "plover")
    assert json.loads(out)["event"] == ["CONSULT"]
    assert json.loads(said)["quad"]["table"] == "plover"


def test_beside_a_file_stands_what_is_said_of_it_and_details_if_asked_for(run, tmp_path):
    out = tmp_path / "deep" / "events.tab"
    _, said = run("export", "icews", "--out", str(out), "--details")
    assert "1 happening, 2 rows" in said
    assert {path.name for path in out.parent.iterdir()} == {
        "events.tab",
        "events.tab.about.json",
        "events.tab.details.jsonl",
    }
    about = json.loads((out.parent / "events.tab.about.json").read_text("utf-8"))
    assert (about["goldstein"]["table"], about["happenings"], about["rows"]) == ("icews", 1, 2)


def test_tables_go_into_a_folder(run, tmp_path):
    run("export", "tables", "--csv", "--out", str(tmp_path / "tables"))
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
    with pytest.raises(error, match=r"; |name") as raised:
        run("export", *arguments)
    assert isinstance(raised.value, CommuniqueError)


def test_a_failed_export_leaves_what_stood_there(run, tmp_path):
    out = tmp_path / "events.jsonl"
    out.write_text("older", "utf-8")
    with pytest.raises(VocabError):
        run("export", "plover", "-o", str(out), "-t", "CHAT")
    assert out.read_text("utf-8") == "older"


def test_lists_are_imported_and_held_against_the_ledger(run, tmp_path):
    path = tmp_path / "trips.xml"
    path.write_text(TRIP, "utf-8")
    assert "1 visit read, 1 new" in run("import-visits", str(path))[1]
    assert "1 visit read, 0 new" in run("import-visits", str(path))[1]
    out, said = run("check-visits", "--format", "jsonl")
    [row] = [json.loads(line) for line in out.splitlines()]
    assert (row["verdict"], row["visitor"], row["host_code"]) == (
        "not in the record",
        "Jane Doe",
        "GHA",
    )
    assert "1 not in the record" in said
