"""Our own tables: read back by pandas and pyarrow as the descriptor says."""

from __future__ import annotations

import json
from datetime import date

import pandas
import pytest
from pyarrow import parquet

from communique.export import Material, Options, Scope, write_package
from communique.export.dyad_rows import pairs_of
from communique.export.tables import TABLES

KINDS = {
    "string": "string", "integer": "int64", "number": "double", "boolean": "bool",
    "date": "date32[day]", "array": "list<element: string>",
}  # fmt: skip


@pytest.fixture(scope="module")
def folders(material, tmp_path_factory):
    """The tables as CSV and as Parquet, each with its descriptor."""
    found = {}
    for form in ("csv", "parquet"):
        folder = tmp_path_factory.mktemp(form)
        write_package(material, folder, form, Options())
        found[form] = folder, json.loads((folder / "datapackage.json").read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def frames(folders):
    """The tables of CSV, all as text."""
    folder, package = folders["csv"]
    return {
        resource["name"]: pandas.read_csv(
            folder / resource["path"], dtype=str, keep_default_na=False
        )
        for resource in package["resources"]
    }


def test_the_descriptor_lists_all_files_with_a_description_of_each_column(folders):
    for form, (folder, package) in folders.items():
        assert {r["path"] for r in package["resources"]} | {"datapackage.json"} == {
            path.name for path in folder.iterdir()
        }
        assert [r["name"] for r in package["resources"]] == [table.name for table in TABLES]
        for resource in package["resources"]:
            assert resource["description"].endswith(".")
            for field in resource["schema"]["fields"]:
                assert field["description"], (form, resource["name"], field["name"])


def test_csv_holds_what_the_descriptor_says(folders, frames):
    _, package = folders["csv"]
    for resource in package["resources"]:
        frame, fields = frames[resource["name"]], resource["schema"]["fields"]
        assert list(frame.columns) == [field["name"] for field in fields]
        assert len(frame) == resource["rows"]
        for field in fields:
            values = frame[field["name"]]
            limits = field.get("constraints", {})
            assert not (limits.get("required") and (values == "").any()), field["name"]
            values = values[values != ""]
            if field["type"] in ("integer", "number"):
                numbers = pandas.to_numeric(values)
                assert numbers.between(
                    limits.get("minimum", float("-inf")), limits.get("maximum", float("inf"))
                ).all()
            elif field["type"] == "date":
                assert values.map(date.fromisoformat).notna().all()
            elif field["type"] == "boolean":
                assert values.isin(["true", "false"]).all()


def test_keys_are_unique_and_lead_somewhere(folders, frames):
    _, package = folders["csv"]
    for resource in package["resources"]:
        frame, schema = frames[resource["name"]], resource["schema"]
        assert not frame.duplicated(schema["primaryKey"]).any(), resource["name"]
        for key in schema.get("foreignKeys", ()):
            other = frames[key["reference"]["resource"]][key["reference"]["fields"][0]]
            assert frame[key["fields"][0]].isin(other).all()
    entries = pandas.concat(
        frames[name]["id"] for name in ("happenings", "contacts", "agreements", "designations")
    )
    for name in ("mentions", "parties", "steps"):
        assert frames[name]["entry"].isin(entries).all()


def test_parquet_has_the_types_and_the_rows_of_the_descriptor(folders, frames):
    folder, package = folders["parquet"]
    for resource in package["resources"]:
        table = parquet.read_table(folder / resource["path"])
        fields = resource["schema"]["fields"]
        assert table.num_rows == resource["rows"] == len(frames[resource["name"]])
        assert [str(field.type) for field in table.schema] == [KINDS[f["type"]] for f in fields]
        told = [field.metadata[b"description"].decode() for field in table.schema]
        assert told == [field["description"] for field in fields]


def test_mentions_quote_the_reports(frames, record):
    texts = {report.key: report.text for report in record.sources.reports()}
    for row in frames["mentions"].itertuples():
        assert texts[row.report][int(row.start) : int(row.end)] == row.quote


def test_reports_have_no_text_unless_asked_for(frames, record, tmp_path):
    assert set(frames["reports"]["text"]) == {""}
    write_package(Material(record, Scope()), tmp_path, "csv", Options(with_text=True))
    assert (pandas.read_csv(tmp_path / "reports.csv")["text"].str.len() > 0).all()


def test_directed_dyads_count_reciprocal_happenings_both_ways(frames):
    directed, undirected = frames["dyad-year-directed"], frames["dyad-year-undirected"]

    def count(frame, a, b, year):
        rows = frame[(frame["code1"] == a) & (frame["code2"] == b) & (frame["year"] == year)]
        return [(row.happenings, row.consult, row.ccode1, row.gwcode2) for row in rows.itertuples()]

    assert count(directed, "GHA", "NOR", "2016") == [("1", "1", "452", "385")]
    assert count(directed, "NOR", "GHA", "2016") == [("3", "2", "385", "452")]
    assert count(undirected, "GHA", "NOR", "2016") == [("3", "2", "452", "385")]
    assert count(undirected, "NOR", "GHA", "2016") == []


def test_dyad_sums_and_denominators_are_those_of_the_happenings(frames):
    happenings = frames["happenings"].assign(year=frames["happenings"]["start"].str[:4])
    for row in frames["dyad-year-undirected"].itertuples():
        inside = happenings[happenings["year"] == row.year]
        assert int(row.all_happenings) == len(inside)
        parts = [
            int(getattr(row, quad))
            for quad in (
                "verbal_cooperation", "material_cooperation", "verbal_conflict",
                "material_conflict",
            )
        ]  # fmt: skip
        assert sum(parts) == int(row.happenings)
    call = frames["dyad-month-undirected"].query("code1 == 'JPN'").iloc[0]
    assert (call["year"], call["month"], call["plover_sum"]) == ("2021", "1", "1.5")


def test_two_who_act_together_on_a_third_are_no_pair(happening):
    entry = happening("actor NOR", "actor SWE", "recipient GHA", type="AID")
    assert pairs_of(entry, directed=True) == {("NOR", "GHA"), ("SWE", "GHA")}
    assert pairs_of(entry, directed=False) == {("GHA", "NOR"), ("GHA", "SWE")}


def test_denominators_are_out_of_all_types(record, tmp_path):
    write_package(Material(record, Scope(types=("AID",))), tmp_path, "csv", Options())
    frame = pandas.read_csv(tmp_path / "dyad-year-undirected.csv")
    assert list(zip(frame["happenings"], frame["all_happenings"], strict=True)) == [(1, 2)]
