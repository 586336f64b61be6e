"""What is kept of counts is what counting gives, whatever comes, goes, and comes again."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from datetime import date

import msgspec
import pytest

from communique.recorder import Recorder
from communique.records import CodedReport

_TIES = """
SELECT a.code, b.code, a.kind, count(DISTINCT a.entry), max(a.sort_day) FROM entry_parties a
JOIN entry_parties b ON b.entry = a.entry WHERE a.code <> '' AND b.code NOT IN ('', a.code)
GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""
_PERSONS = """
SELECT code, who, count(DISTINCT entry), min(sort_day), max(sort_day) FROM entry_parties
WHERE code <> '' AND (who LIKE 'person:%' OR who LIKE 'tenure:%') GROUP BY 1, 2 ORDER BY 1, 2
"""
_COVERAGE = """
SELECT coalesce(publisher, ''), date, count(*) FROM reports WHERE date IS NOT NULL
AND superseded_on IS NULL AND retracted_on IS NULL GROUP BY 1, 2 ORDER BY 1, 2
"""


@pytest.fixture
def read(store):
    """The rows of a query on the record."""

    def ask(query):
        with closing(sqlite3.connect(store.path)) as connection:
            return connection.execute(query).fetchall()

    return ask


@pytest.fixture
def steps(recorder, store, linker, run_info, tell, coded_archive):
    """What happens to a record, one after the other."""
    changed = [tell("2020-03-05", id="a", more="It rained."), tell("2020-03-01", id="a")]
    return {
        "add": lambda: recorder.add([*coded_archive, tell("2020-03-02", id="a")]),
        "correct": lambda: recorder.add(changed),
        "join": lambda: recorder.add([tell("2020-03-06", happened="2020-03-05", publisher="Post")]),
        "retract": lambda: recorder.retract(coded_archive[2].doc.id, reason="a test"),
        "retract too": lambda: recorder.retract("a", day=date(2020, 3, 7), reason="a test"),
        "restore": lambda: recorder.restore(coded_archive[2].doc.id),
        "recode": lambda: Recorder(store, linker, run_info).recode(
            lambda reports: (_without_events(coded_archive, report) for report in reports),
            everything=True,
        ),
    }


def _without_events(coded, report):
    """The same report coded so that it tells of less."""
    found = next((one for one in coded if one.doc.text == report.text), None)
    if found is None:
        return CodedReport(doc=report)
    return msgspec.structs.replace(found, doc=report, contacts=(), tallies=())


def test_counts_are_what_counting_gives_after_every_step(steps, read):
    for name, step in steps.items():
        step()
        assert read("SELECT * FROM ties ORDER BY code, other, kind") == read(_TIES), name
        people = read(
            "SELECT code, who, entries, earliest, latest FROM person_counts ORDER BY code, who"
        )
        assert people == read(_PERSONS), name
        coverage = read(
            "SELECT publisher, period, reports FROM coverage"
            " WHERE per = 'day' AND reports > 0 ORDER BY publisher, period"
        )
        assert coverage == read(_COVERAGE), name
        kept = dict(read("SELECT what, number FROM counts WHERE number > 0"))
        told = Counter(dict(read("SELECT kind || 's told', count(*) FROM records GROUP BY kind")))
        told.update(dict(read("SELECT kind || 's', count(*) FROM entries GROUP BY kind")))
        for what, number in told.items():
            assert kept[what] == number, (name, what)
        [(reports, gone)] = read("SELECT count(*), count(retracted_on) FROM reports")
        assert (kept["reports"], kept.get("reports retracted", 0)) == (reports, gone), name


def test_names_of_agreements_follow_the_agreements(steps, read):
    steps["add"]()
    named = read("SELECT entry FROM entry_names WHERE kind = 'agreement'")
    assert set(named) == set(
        read("SELECT entry FROM entries WHERE kind = 'agreement' AND name <> ''")
    )
    steps["recode"]()
    assert set(read("SELECT entry FROM entry_names")) <= set(read("SELECT entry FROM entries"))


def test_a_change_that_a_later_one_goes_behind_is_left_out(recorder, read, tell):
    recorder.add([tell("2020-03-09")])
    recorder.add([tell("2020-03-05", "OMN NOR")])
    recorder.add([tell("2020-03-07", "NOR UGA")])
    days = [day for (day,) in read("SELECT first_day FROM changes ORDER BY number")]
    assert days == ["2020-03-05", "2020-03-07"]
