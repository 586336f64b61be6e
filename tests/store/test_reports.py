"""What corrects what: the later day wins, whatever the order of arrival."""

from __future__ import annotations

from itertools import permutations

import pytest

URL = "https://news.example/a"


def states(store, *reports):
    """Of each report, by the first word of what it adds: the day its successor took its place."""
    return {
        filed.doc: str(filed.superseded) if filed.superseded else None
        for report in reports
        for filed in store.reports.find(report.doc.id)
    }


def test_a_later_text_at_one_address_supersedes_the_older(store, recorder, tell):
    old = tell("2020-03-02", id="a", url=URL)
    new = tell("2020-03-05", id="b", url=URL, more="It is mended.")
    recorder.add([old])
    summary = recorder.add([new])
    assert states(store, old, new) == {"a": "2020-03-05", "b": None}
    assert (summary.new, summary.corrected) == (1, 1)


def test_a_later_text_under_one_id_of_one_publisher_supersedes_the_older(store, recorder, tell):
    old, new = tell("2020-03-02", id="a"), tell("2020-03-05", id="a", more="It is mended.")
    recorder.add([old, new])
    assert [str(filed.superseded) for filed in store.reports.find("a")] == ["2020-03-05", "None"]


@pytest.mark.parametrize("publisher", ["Other", None])
def test_ids_of_different_publishers_or_of_none_say_nothing(store, recorder, tell, publisher):
    old = tell("2020-03-02", id="a", publisher=publisher)
    new = tell("2020-03-05", id="a", more="Elsewhere.", publisher=publisher and "News")
    recorder.add([old, new])
    assert [filed.superseded for filed in store.reports.find("a")] == [None, None]


def test_addresses_without_a_publisher_are_enough(store, recorder, tell):
    old = tell("2020-03-02", id="a", url=URL, publisher=None)
    new = tell("2020-03-05", id="b", url=URL, publisher=None, more="It is mended.")
    recorder.add([old, new])
    assert states(store, old, new) == {"a": "2020-03-05", "b": None}


def test_the_same_text_of_another_day_is_a_copy_and_no_correction(store, recorder, tell):
    old = tell("2020-03-02", id="a", url=URL, happened="2020-03-01")
    new = tell("2020-03-05", id="b", url=URL, happened="2020-03-01")
    recorder.add([old, new])
    assert states(store, old, new) == {"a": None, "b": None}


@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
def test_each_version_counts_until_the_next_whatever_came_first(store, recorder, tell, order):
    days = ("2020-03-02", "2020-03-05", "2020-03-09")
    versions = [tell(day, id=f"v{n}", url=URL, more="Again. " * n) for n, day in enumerate(days)]
    for n in order:
        recorder.add([versions[n]])
    assert states(store, *versions) == {"v0": "2020-03-05", "v1": "2020-03-09", "v2": None}


def test_of_one_day_the_one_that_came_later_counts(store, recorder, tell):
    one = tell("2020-03-02", id="a", url=URL)
    two = tell("2020-03-02", id="b", url=URL, more="It is mended.")
    recorder.add([two])
    recorder.add([one])
    assert states(store, one, two) == {"a": None, "b": "2020-03-02"}


def test_a_report_under_several_ids_keeps_the_first_in_the_alphabet(store, recorder, tell, dump_of):
    one, two = tell("2020-03-02", id="b"), tell("2020-03-02", id="a")
    summary = recorder.add([one, two])
    assert (summary.new, summary.known) == (1, 1)
    assert [filed.doc for filed in store.reports.find("a")] == ["a"]
    assert not store.reports.find("b")
    assert dump_of([two, one]) == dump_of([one], [two]) == list(store.dump())


def test_an_id_that_changes_may_correct_another(store, recorder, tell, dump_of):
    old = tell("2020-03-02", id="a")
    new = [tell("2020-03-05", id=id, more="It is mended.") for id in ("b", "a")]
    recorder.add([old, *new])
    assert [str(filed.superseded) for filed in store.reports.find("a")] == ["2020-03-05", "None"]
    assert dump_of([*new, old]) == dump_of([new[1]], [new[0], old]) == list(store.dump())


def test_a_report_is_read_as_it_was(store, recorder, tell):
    coded = tell("2020-03-02", url=URL, more="Zürich\u2028said “so”.\x00")
    recorder.add([coded])
    [number] = store.reports.numbers()
    assert store.reports.read(number) == coded.doc
