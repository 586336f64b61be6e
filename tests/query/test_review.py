"""Judgements as questions: what stands, what to judge next, how far people agree."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from communique.query import Asking, Record
from communique.query.queue import KINDS
from communique.recorder import Recorder
from communique.store import Store


@pytest.fixture
def path(tmp_path, coded_archive, make_record):
    """A record of the archive that a test may write into."""
    return make_record(tmp_path / "communique.db", coded_archive)


@pytest.fixture
def judge(path):
    """Append judgements: of the record that goes by report, kind and id, or of a target."""
    with Store.open(path) as store:

        def say(target, verdict, by="ann", **more):
            if not isinstance(target, str):
                target = store.judgements.anchor(target.report, target.kind, target.id)
            return store.judge(target, verdict, by=by, **more)

        say.undo = store.undo
        yield say


@pytest.fixture
def review(path):
    """Questions about judgements."""
    with Record.open(path) as book:
        yield book.review


def places(queued):
    return [(one.report, one.kind, one.id) for one in queued]


def test_the_queue_has_every_record_once_most_doubtful_and_weighty_first(review, path):
    queued = review.queue(Asking(), limit=1000)
    with Record.open(path) as book:
        count = book._connection.execute(
            "SELECT count(*) FROM records r JOIN reports p USING (report)"
            " WHERE p.superseded_on IS NULL AND p.retracted_on IS NULL"
        ).fetchone()[0]
    assert len(queued) == len(set(places(queued))) == count
    ranks = [one.rank for one in queued]
    assert ranks == sorted(ranks, reverse=True)
    for one in queued:
        assert one.doubt == pytest.approx(4 * one.confidence * (1 - one.confidence))
        assert 0 <= one.doubt <= 1


def test_material_events_weigh_more_than_others_and_these_more_than_statements(review):
    weights = {kind: set() for kind in KINDS}
    for one in review.queue(Asking(), limit=1000):
        if one.reports == 1 and not one.conflict:
            weights[one.kind].add(one.weight)
    assert weights["statement"] == {0.5}
    assert weights["event"] == {1.5, 3.0}


def test_what_many_tell_and_what_is_in_conflict_weighs_more(review):
    queued = review.queue(Asking(), limit=1000)
    told = [one for one in queued if one.reports == 2 and one.kind == "event"]
    assert all(one.weight > 1.5 * 1.6 for one in told)
    assert told


def test_the_order_is_the_same_whoever_asks_and_however_the_reports_came(
    review, tmp_path, coded_archive, make_record
):
    other = make_record(tmp_path / "other.db", coded_archive[::-1], batch=1)
    with Record.open(other) as book:
        assert places(book.review.queue(Asking(), limit=1000)) == places(
            review.queue(Asking(), by="ann", limit=1000)
        )


@pytest.mark.parametrize(
    ("asking", "fits"),
    [
        (Asking(kinds=("agreement",)), lambda row: row["kind"] == "agreement"),
        (Asking(types=("ASSAULT",)), lambda row: row["type"] == "ASSAULT"),
        (Asking(codes=("TGO",)), lambda row: "TGO" in row["codes"]),
        (Asking(codes=("TGO", "GHA")), lambda row: {"TGO", "GHA"} <= row["codes"]),
        (Asking(since=date(2020, 1, 1)),
         lambda row: (row["ends"] or row["starts"] or "") >= "2020"),
        (Asking(until=date(2016, 12, 31)),
         lambda row: "" < (row["starts"] or row["ends"] or "") <= "2016-12-31"),
    ],
)  # fmt: skip
def test_the_queue_is_filtered(review, path, asking, fits):
    queued = review.queue(asking, limit=1000)
    with Record.open(path) as book:
        rows = {}
        for row in book._connection.execute(
            "SELECT p.key, r.* FROM records r JOIN reports p USING (report)"
            " WHERE p.superseded_on IS NULL"
        ):
            sides = book._connection.execute(
                "SELECT code FROM parties WHERE record = ?", (row["record"],)
            )
            found = dict(row) | {"codes": {code for (code,) in sides}}
            rows[row["key"], row["kind"], row["id"]] = found
    assert set(places(queued)) == {place for place, row in rows.items() if fits(row)}
    assert queued


def test_one_report_can_be_judged_to_its_end(review, judge):
    key = review.queue(Asking())[0].report
    asking = Asking(report=key)
    count = review.left(asking, by="ann")
    assert count == len(review.queue(asking, by="ann")) > 1
    for one in review.queue(asking, by="ann"):
        judge(one, "right")
    assert review.queue(asking, by="ann") == []
    assert review.left(asking, by="ann") == 0


def test_what_was_judged_leaves_the_queue_and_an_undo_brings_it_back(review, judge):
    first, second = review.queue(Asking(), by="ann", limit=2)
    left = review.left(Asking(), by="ann")
    number = judge(first, "wrong")
    assert places(review.queue(Asking(), by="ann", limit=1)) == places([second])
    assert review.left(Asking(), by="ann") == left - 1
    judge.undo(number, by="ann")
    assert places(review.queue(Asking(), by="ann", limit=1)) == places([first])


def test_what_others_judged_is_left_out_unless_asked_for_again(review, judge):
    first, second = review.queue(Asking(), limit=2)
    judge(first, "right", by="bob")
    judge(second, "unsure", by="bob")
    queued = places(review.queue(Asking(), by="ann", limit=1000))
    assert places([first])[0] not in queued
    assert places([second])[0] in queued
    again = Asking(again=True)
    assert places([first])[0] in places(review.queue(again, by="ann", limit=1000))
    assert places([first])[0] not in places(review.queue(again, by="bob", limit=1000))
    assert review.left(again, by="ann") == review.left(again, by="bob") + 2


def test_reports_that_no_longer_count_are_not_queued(review):
    keys = {one.report for one in review.queue(Asking(), limit=1000)}
    listed = {row.key for row in review_reports(review) if row.superseded}
    assert listed
    assert not keys & listed


def review_reports(review):
    with Record.open(review._path) as book:
        return list(book.sources.reports())


def test_judgements_are_listed_the_latest_first_with_the_record_they_mean(review, judge):
    first, second = review.queue(Asking(), limit=2)
    judge(first, "right")
    number = judge(second, "edit", by="bob", field="place", value="Accra", note="sic")
    rows = review.judgements()
    assert [row.by for row in rows] == ["bob", "ann"]
    assert rows[0].record == f"{second.report}/{second.id}"
    assert (rows[0].value, rows[0].note, rows[1].value) == ("Accra", "sic", None)
    assert [row.by for row in review.judgements(by="ann")] == ["ann"]
    assert [row.by for row in review.judgements(report=second.report, by="bob")] == ["bob"]
    judge.undo(number, by="bob")
    assert [row.by for row in review.judgements()] == ["ann"]
    assert [row.undone_by for row in review.judgements(undone=True)] == ["bob", None]
    assert (review.count(), review.count(undone=True), review.count(by="bob")) == (1, 2, 0)


def test_the_last_act_is_one_judgement_or_all_edits_of_one_moment(path, review, judge):
    first, second = review.queue(Asking(), limit=2)
    judge(first, "right")
    assert [one.verdict for one in review.standing.last_act("ann")] == ["right"]
    with Store.open(path) as store:
        target = store.judgements.anchor(second.report, second.kind, second.id)
        store.edit(target, {"place": "Accra", "status": "alleged"}, by="ann")
    assert [one.field for one in review.standing.last_act("ann")] == ["place", "status"]
    assert review.standing.last_act("bob") == ()
    assert review.standing.on_day("ann") == 2


def test_agreement_counts_what_two_people_judged_edits_as_wrong(review, judge):
    queued = review.queue(Asking(kinds=("event",)), limit=5)
    for one, a, b in zip(
        queued, ["right", "wrong", "right", "unsure"], ["right", "edit", "wrong", "right"],
        strict=False,
    ):  # fmt: skip
        judge(one, a, by="ann")
        judge(one, b, by="bob", **({"field": "place", "value": "x"} if b == "edit" else {}))
    every, events = review.agreement()
    assert (every.a, every.b, every.kind, events.kind) == ("ann", "bob", "all", "event")
    assert (every.records, every.equal) == (3, pytest.approx(2 / 3, abs=1e-4))
    assert every.counts == {"right, right": 1, "right, wrong": 1, "wrong, wrong": 1}
    assert every.kappa == pytest.approx(0.4)
    assert review.alpha() == pytest.approx(every.alpha, abs=1e-4)
    with_unsure, _ = review.agreement(unsure=True)
    assert with_unsure.records == 4
    assert not review.agreement("ann", "eve")


def test_precision_is_of_the_latest_words_with_its_interval(review, judge):
    queued = review.queue(Asking(kinds=("event",)), limit=5)
    judge(queued[0], "right")
    judge(queued[1], "right")
    judge(queued[1], "wrong", by="bob")
    judge(queued[2], "edit", field="place", value="x")
    judge(queued[3], "unsure")
    (row,) = review.precision()
    counts = (row.judged, row.right, row.edited, row.wrong, row.unsure)
    assert (row.kind, *counts) == ("event", 4, 1, 1, 1, 1)
    assert row.precision == pytest.approx(1 / 3, abs=1e-4)
    assert row.usable == pytest.approx(2 / 3, abs=1e-4)
    assert 0 < row.low < row.precision < row.high < 1
    assert {each.type for each in review.precision(by_type=True)} > {"all"}


def test_judgements_outlast_a_new_coding(path, review, judge, linker, run_info, coded_archive):
    """Ids change, words and parties stay: the judgements mean the same records."""
    first, second = review.queue(Asking(kinds=("event",)), limit=2)
    judge(first, "wrong")
    judge(second, "edit", field="background", value=True)
    before = {key: judged.person for key, judged in review.judged_reports()}

    def code(reports):
        by_id = {coded.doc.id: coded for coded in coded_archive}
        for report in reports:
            coded = by_id[report.id]
            renamed = {event.id: f"e9{event.id[1:]}" for event in coded.events}
            yield msgspec.structs.replace(
                coded,
                events=tuple(
                    msgspec.structs.replace(event, id=renamed[event.id]) for event in coded.events
                ),
                contacts=tuple(
                    msgspec.structs.replace(one, event=renamed.get(one.event))
                    for one in coded.contacts
                ),
            )

    with Store.open(path) as store:
        Recorder(store, linker, run_info).recode(code, everything=True)
    after = dict(review.judged_reports())
    assert after.keys() == before.keys()
    for key, judged in after.items():
        assert [len(judged.person.events)] == [len(before[key].events)]
        assert judged.lost == ()
        assert {mark.state for mark in judged.marks.values()} <= {"wrong", "edited"}
    assert (
        len(review.queue(Asking(kinds=("event",)), by="ann", limit=1000))
        == len(review.queue(Asking(kinds=("event",), again=True), by="eve", limit=1000)) - 2
    )
