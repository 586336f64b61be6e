"""The commands `judgements list`, `agreement` and `export`."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys

import pytest

from communique.errors import ExportError
from communique.query import Asking, Record
from communique.records import to_json
from communique.store import Store


@pytest.fixture
def path(tmp_path, coded_archive, make_record):
    """A record of the archive with one report reviewed to its end, and one in part."""
    path = make_record(tmp_path / "communique.db", coded_archive)
    with Record.open(path) as book, Store.open(path) as store:
        keys = {one.doc: one.key for one in book.sources.reports()}
        for one in book.review.queue(Asking(report=keys["a04"]), limit=100):
            store.judge(store.judgements.anchor(one.report, one.kind, one.id), "right", by="ann")
        store.judge(keys["a04"], "right", by="ann")
        one, *_ = book.review.queue(Asking(report=keys["a02"], kinds=("event",)), limit=100)
        target = store.judgements.anchor(one.report, one.kind, one.id)
        store.judge(target, "right", by="ann")
        store.judge(target, "wrong", by="bob")
        store.judge(target, "right", by="bob")
    return path


@pytest.fixture
def run(path, command):
    """Run a command on the record: standard output and standard error."""

    def call(*arguments):
        status, out, said = command("judgements", *arguments, "--record", str(path))
        assert status == 0
        return out, said

    return call


def test_judgements_are_listed(run):
    out, _ = run("list", "--by", "bob", "--format", "jsonl")
    assert [json.loads(line)["verdict"] for line in out.splitlines()] == ["right", "wrong"]
    assert "agreement" not in run("list")[0].splitlines()[0]


def test_agreement_is_told_with_the_shares_found_right(run):
    out, _ = run("agreement")
    assert "Krippendorff's alpha over all people: can't be computed" in out
    assert "ann" in out
    assert "precision" in out
    rows = [json.loads(line) for line in run("agreement", "--format", "jsonl")[0].splitlines()]
    assert {(row["a"], row["b"], row["equal"]) for row in rows} == {("ann", "bob", 1.0)}


def test_gold_tells_whole_reports_from_those_in_part(run):
    out, said = run("export")
    documents = {found["doc"]["id"]: found for found in map(json.loads, out.splitlines())}
    assert documents["a04"]["reviewed"] == "whole"
    assert set(documents["a04"]) >= {"events", "contacts", "agreements", "designations", "tallies"}
    assert (documents["a02"]["reviewed"], documents["a02"]["scored"]) == ("part", "one")
    assert "1 reports reviewed to the end, 1 in part" in said
    assert [json.loads(line)["doc"]["id"] for line in run("export", "--whole")[0].splitlines()] == [
        "a04"
    ]
    assert run("export", "--by", "bob")[1].startswith("0 reports reviewed to the end, 1 in part")


def test_judgements_are_given_out_one_by_one_too(run):
    rows = list(csv.DictReader(io.StringIO(run("export", "--format", "csv")[0])))
    assert {row["by"] for row in rows} == {"ann", "bob"}
    lines = [json.loads(line) for line in run("export", "--format", "jsonl")[0].splitlines()]
    assert len(lines) == len(rows)
    with pytest.raises(ExportError, match="--whole is about gold"):
        run("export", "--format", "csv", "--whole")


def test_gold_goes_into_a_file_and_is_scored(run, command, tmp_path, coded_archive):
    gold, records = tmp_path / "gold.jsonl", tmp_path / "records.jsonl"
    run("export", "--out", str(gold))
    records.write_bytes(b"".join(to_json(one) + b"\n" for one in coded_archive))
    status, out, said = command("score", str(gold), str(records), "--json")
    assert status == 0
    assert "gold:" not in said
    scores = json.loads(out)["scores"]
    assert scores["event type+exact sides+date"]["f1"] == 1
    with pytest.raises(ExportError, match="cannot be written"):
        run("export", "--out", str(tmp_path / "none" / "gold.jsonl"))


def test_the_outside_scorer_reads_the_gold_too(run, shared, tmp_path, coded_archive):
    script = shared / "score" / "score.py"
    if not script.exists():
        pytest.skip("no scorer beside the checkout")
    gold, records = tmp_path / "gold.jsonl", tmp_path / "records.jsonl"
    run("export", "--out", str(gold))
    records.write_bytes(b"".join(to_json(one) + b"\n" for one in coded_archive))
    done = subprocess.run(
        [sys.executable, str(script), str(gold), str(records), "--json"],
        capture_output=True,
        check=True,
    )
    found = json.loads(done.stdout)
    assert (found["documents"], found["coded"], found["contract_errors"]) == (2, 2, 0)
    assert found["scores"]["event type+exact sides+date"]["f1"] == 1
