"""Judgements: appended, taken back by another, and found again after a new coding."""

from __future__ import annotations

import msgspec
import pytest

from communique.account import report_key
from communique.errors import StoreError


def renamed(coded, id, **changes):
    """The same report with its event under another id, or otherwise changed."""
    event = msgspec.structs.replace(coded.events[0], id=id, **changes)
    return msgspec.structs.replace(coded, events=(event,))


def shifted(coded, by):
    """The same report whose event rests on words a little further on."""
    spans = [
        msgspec.structs.replace(span, start=span.start + by, end=span.end + by)
        for span in coded.events[0].evidence
    ]
    return renamed(coded, "e1", evidence=tuple(spans))


def test_a_judgement_is_kept_with_what_it_says(store):
    number = store.judge("some/target", "edit", by="ann", field="mode", value="visit", note="sic")
    [kept] = store.judgements.standing()
    assert (kept.number, kept.by, kept.target) == (number, "ann", "some/target")
    assert (kept.verdict, kept.field, kept.value, kept.note) == ("edit", "mode", "visit", "sic")
    assert kept.at.tzinfo is not None


def test_an_unknown_verdict_is_refused(store):
    with pytest.raises(ValueError, match="no verdict 'perhaps'; known are right, wrong"):
        store.judge("some/target", "perhaps", by="ann")


def test_an_undo_takes_back_one_judgement_and_deletes_none(store):
    first = store.judge("one", "right", by="ann")
    store.judge("two", "wrong", by="ann")
    store.undo(first, by="bob")
    assert [judgement.target for judgement in store.judgements.standing()] == ["two"]
    assert sum(line.startswith("judgements") for line in store.dump()) == 3


def test_what_does_not_stand_cannot_be_taken_back(store):
    number = store.judge("one", "right", by="ann")
    store.undo(number, by="ann")
    for wrong in (number, 99):
        with pytest.raises(StoreError, match=f"no judgement {wrong} that stands"):
            store.undo(wrong, by="ann")


def test_only_what_is_asked_for_is_listed(store):
    store.judge("one", "right", by="ann")
    store.judge("two", "wrong", by="ann")
    assert [judgement.verdict for judgement in store.judgements.standing("two")] == ["wrong"]


def test_an_anchor_says_report_kind_type_words_and_parties(store, recorder, tell):
    coded = tell("2020-03-02")
    recorder.add([coded])
    key = report_key(coded.doc)
    assert store.judgements.anchor(key, "event", "e1") == f"{key}/event/CONSULT/6-11/KEN+UGA"


def test_a_record_that_is_not_there_has_no_anchor(store):
    with pytest.raises(StoreError, match="no event e1 of a report rx"):
        store.judgements.anchor("rx", "event", "e1")


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda coded: renamed(coded, "e7"), "e7"),
        (lambda coded: shifted(coded, 2), "e1"),
        (lambda coded: shifted(coded, 8), None),
        (lambda coded: renamed(coded, "e7", type="AGREE"), None),
        (lambda coded: renamed(coded, "e7", recipients=()), "e7"),
    ],
    ids=["another id", "words that overlap", "other words", "another type", "other parties"],
)
def test_an_anchor_is_resolved_after_a_new_coding(store, recorder, tell, change, found):
    coded = tell("2020-03-02")
    recorder.add([coded])
    target = store.judgements.anchor(report_key(coded.doc), "event", "e1")
    recorder.recode(lambda reports: (change(coded) for _ in reports), everything=True)
    resolved = store.judgements.resolve(target)
    assert resolved == (found and (report_key(coded.doc), "event", found))


def test_records_that_rest_on_the_same_words_are_told_apart_by_their_parties(store, recorder, tell):
    coded = tell("2020-03-02", "KEN UGA OMN")
    one = msgspec.structs.replace(coded.events[0], recipients=("n1",))
    two = msgspec.structs.replace(coded.events[0], id="e2", recipients=("n2",))
    recorder.add([msgspec.structs.replace(coded, events=(one, two))])
    key = report_key(coded.doc)
    targets = [store.judgements.anchor(key, "event", id) for id in ("e1", "e2")]
    assert [store.judgements.resolve(target)[2] for target in targets] == ["e1", "e2"]


def test_what_is_no_anchor_is_not_resolved(store):
    assert store.judgements.resolve("h0123456789ab") is None
