"""Exports that take people's word: without the wrong, with the edited and the added."""

from __future__ import annotations

import csv
import json

import pytest

from communique.errors import ExportError
from communique.export import LAYOUTS, Material, Options, Scope, Tally, write_package
from communique.query import Asking, Record
from communique.store import Store


@pytest.fixture
def path(tmp_path, coded_archive, make_record):
    """A record of the archive that a test may write into."""
    return make_record(tmp_path / "communique.db", coded_archive)


@pytest.fixture
def exported(path):
    """The objects of PLOVER lines, as a voice has them."""

    def export(voice, **scope):
        with Record.open(path) as book:
            material = Material(book, Scope(judged=voice, **scope))
            lines = LAYOUTS["plover"].lines(material, Options(), Tally())
            return [json.loads(line) for line in lines]

    return export


@pytest.fixture
def judge(path):
    """Append a judgement of the event of a type in the report of an id."""

    def say(doc, type, verdict, by="ann", **more):
        with Record.open(path) as book:
            asking = Asking(kinds=("event",), types=(type,), again="field" in more)
            queued = book.review.queue(asking, limit=1000)
            docs = book.sources.reports_of(one.report for one in queued)
            one = next(one for one in queued if docs[one.report].doc == doc)
        with Store.open(path) as store:
            target = store.judgements.anchor(one.report, one.kind, one.id)
            return store.judge(target, verdict, by=by, **more)

    return say


def of_type(objects, type):
    return [one for one in objects if one["event"] == [type]]


def test_without_judgements_all_voices_say_the_same(exported):
    assert exported("machine") == exported("person") == exported("both")


def test_what_was_judged_wrong_goes_and_the_machine_still_says_it(exported, judge):
    before = exported("machine")
    judge("a04", "ACCUSE", "wrong")
    assert exported("machine") == before
    assert of_type(exported("person"), "ACCUSE") == []
    assert len(exported("person")) == len(before) - 1
    (marked,) = of_type(exported("both"), "ACCUSE")
    assert [(one["said"], one["by"]) for one in marked["judged"]] == [("wrong", "ann")]


def test_an_entry_that_others_tell_too_stays_without_what_is_wrong(exported, judge):
    (visit,) = [one for one in of_type(exported("machine"), "CONSULT") if one["reports"] == 2
                and "visit" in one.get("mode", ())]  # fmt: skip
    judge("a03", "CONSULT", "wrong")
    judge("a03", "CONSULT", "wrong")
    left = [one for one in exported("person") if one["id"] == visit["id"]]
    assert [one["reports"] for one in left] == [1]
    assert {words["doc"] for words in left[0]["evidence"]} == {"a02"}


def test_an_edited_field_is_that_of_the_person_and_beside_it_in_both(exported, judge):
    judge("a04", "ACCUSE", "edit", field="recipients", value=[{"kind": "state", "country": "TGO"}])
    (machine,) = of_type(exported("machine"), "ACCUSE")
    (person,) = of_type(exported("person"), "ACCUSE")
    (both,) = of_type(exported("both"), "ACCUSE")
    assert person["id"] == machine["id"]
    assert [one["code"] for one in person["recipient"]] == ["TGO"]
    assert both["recipient"] == machine["recipient"]
    said = both["judged"][0]["fields"]["recipients"]
    assert [one["country"] for one in said["person"]] == ["TGO"]
    assert [one["country"] for one in said["machine"]] == ["NOR"]


def test_an_edited_type_comes_into_the_scope_that_asks_for_it(exported, judge):
    judge("a04", "ACCUSE", "edit", field="type", value="REQUEST")
    judge("a04", "ACCUSE", "edit", field="mode", value=None)
    before = len(exported("machine", types=("REQUEST",)))
    found = exported("person", types=("REQUEST",))
    assert len(found) == before + 1
    assert exported("person", types=("ACCUSE",)) == []
    (one,) = [one for one in found if "judged" in one]
    assert one["quad_code"] == 3


def test_what_was_added_is_told_with_its_words(exported, path):
    with Record.open(path) as book:
        report = next(one for one in book.sources.reports() if one.doc == "a04")
    start = report.text.index("letting its trawlers")
    words = {"start": start, "end": start + 20, "quote": "letting its trawlers", "role": "trigger"}
    record = {"type": "COERCE", "actors": [{"kind": "state", "country": "NOR"}],
              "recipients": [{"kind": "state", "country": "GHA"}], "status": "alleged",
              "date": {"start": "2017-09-01", "end": "2017-09-30", "precision": "month",
                       "basis": "explicit"}}  # fmt: skip
    with Store.open(path) as store:
        target = f"{report.key}/event/COERCE/{start}-{start + 20}/GHA+NOR"
        value = {"kind": "event", "record": record, "evidence": [words]}
        store.judge(target, "add", by="ann", value=value)
    for voice in ("person", "both"):
        (one,) = of_type(exported(voice), "COERCE")
        assert one["event_text"] == ["letting its trawlers"]
        assert one["judged"][0]["said"] == "added"
    assert of_type(exported("machine"), "COERCE") == []


def test_tables_say_what_people_said_in_one_of_their_own(path, judge, tmp_path):
    judge("a04", "ACCUSE", "edit", field="place", value="Tema")
    for voice, there in (("machine", False), ("both", True)):
        folder = tmp_path / voice
        with Record.open(path) as book:
            write_package(Material(book, Scope(judged=voice)), folder, "csv", Options())
        assert (folder / "judged.csv").exists() == there
    with (tmp_path / "both" / "judged.csv").open() as stream:
        (row,) = csv.DictReader(stream)
    assert (row["said"], row["field"], row["person"], row["by"]) == (
        "edited", "place", '"Tema"', "ann",
    )  # fmt: skip


@pytest.mark.parametrize("format", sorted(LAYOUTS.keys() - {"plover"}))
def test_every_layout_takes_peoples_word_and_says_if_it_has_no_room_for_both(
    path, judge, command, format
):
    judge("a04", "ACCUSE", "wrong")
    status, out, said = command("export", format, "--judged", "person", "--record", str(path))
    assert status == 0
    assert '"judged": "person"' in said
    machine = command("export", format, "--record", str(path))[1]
    assert len(out.splitlines()) < len(machine.splitlines())
    with pytest.raises(ExportError, match="no place for two values of a field"):
        command("export", format, "--judged", "both", "--record", str(path))
