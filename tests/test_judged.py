"""Judgements applied: what people left of a report, changed in it, and added to it; and gold."""

from __future__ import annotations

from datetime import UTC, date, datetime

import msgspec
import pytest

from communique.account import report_key
from communique.anchors import Anchor, closest
from communique.errors import DateError, JudgementError
from communique.evaluate import GoldChecker, read_documents, score_documents
from communique.judged import (
    FIELDS,
    SEEN,
    FieldReader,
    Parties,
    anchor_of,
    apply,
    entities_of,
    fingerprint,
    gold_of,
    is_whole,
    open_records,
    records_of,
    values_of,
)
from communique.judged.dates import read_when
from communique.store import Judgement
from communique.vocab.gazetteer import Gazetteer
from communique.vocab.ontology import Ontology

KENYA = {"kind": "state", "country": "KEN"}


@pytest.fixture(scope="module")
def ontology():
    return Ontology.load()


@pytest.fixture(scope="module")
def reader(ontology):
    """Reads the fields of a report's records."""
    gazetteer = Gazetteer.load()

    def of(coded):
        return FieldReader(ontology, Parties(gazetteer, ontology, coded.entities))

    return of


@pytest.fixture(scope="module")
def coded(coded_archive):
    """A visit and a promise, with what else the report tells."""
    return next(one for one in coded_archive if one.doc.id == "a02")


@pytest.fixture
def said():
    """Make judgements, numbered in the order in which they are made."""
    made = []

    def judge(target, verdict, by="ann", **more):
        at = datetime(2024, 1, 1, 0, len(made), tzinfo=UTC)
        made.append(
            Judgement(number=len(made) + 1, at=at, by=by, target=target, verdict=verdict, **more)
        )
        return made

    return judge


def name_of(coded, kind="event", number=0):
    """The anchor of a record of a report."""
    record = [one for of, one in records_of(coded) if of == kind][number]
    return anchor_of(report_key(coded.doc), kind, record, entities_of(coded)), record


def test_the_anchor_is_that_of_the_store(store, recorder, coded):
    recorder.add([coded])
    key = report_key(coded.doc)
    for kind, record in records_of(coded):
        named = anchor_of(key, kind, record, entities_of(coded))
        assert named == store.judgements.anchor(key, kind, record.id)


def test_without_judgements_a_report_stays_as_it_is(coded, ontology):
    judged = apply(coded, [], ontology)
    assert judged.person == coded
    assert not judged.marks


def test_what_is_wrong_is_left_out_and_the_contact_made_of_it_too(coded, ontology, said):
    contact = next(one for one in coded.contacts if one.event)
    number = [event.id for event in coded.events].index(contact.event)
    target, event = name_of(coded, number=number)
    judged = apply(coded, said(target, "wrong"), ontology)
    assert event.id not in [one.id for one in judged.person.events]
    assert event.id in [one.id for one in judged.machine.events]
    assert contact.id not in [one.id for one in judged.person.contacts]
    assert judged.marks["event", event.id].state == "wrong"
    itself, _ = name_of(coded, "contact", coded.contacts.index(contact))
    judged = apply(coded, said(itself, "right"), ontology)
    held = next(one for one in judged.person.contacts if one.id == contact.id)
    assert held.event is None


def test_an_edit_puts_the_persons_value_beside_the_machines(coded, ontology, said):
    target, event = name_of(coded)
    said(target, "edit", field="type", value="AID")
    said(target, "edit", field="mode", value=None)
    judged = apply(coded, said(target, "edit", field="recipients", value=[KENYA]), ontology)
    changed = next(one for one in judged.person.events if one.id == event.id)
    assert (changed.type, changed.mode) == ("AID", None)
    assert changed.cameo == ontology.default_cameo("AID")
    assert changed.quad == ontology.type("AID").quad
    entities = entities_of(judged.person)
    assert [entities[ref].country for ref in changed.recipients] == ["KEN"]
    assert all(span in event.evidence for span in entities[changed.recipients[0]].evidence)
    mark = judged.marks["event", event.id]
    assert mark.state == "edited"
    assert {edit.field: edit.machine for edit in mark.edits}["type"] == event.type


def test_a_party_that_the_report_names_is_that_entity(coded, ontology, said):
    target, event = name_of(coded)
    value = values_of("event", event, entities_of(coded))["actors"]
    judged = apply(coded, said(target, "edit", field="recipients", value=value), ontology)
    changed = next(one for one in judged.person.events if one.id == event.id)
    assert changed.recipients == event.actors
    assert judged.person.entities == coded.entities


@pytest.mark.parametrize(
    ("field", "value"),
    [("date", "soon"), ("actors", ["n1"]), ("rule", "mine"), ("type", "NONSENSE"),
     ("status", "rumoured"), ("date", {"start": "2020-02-01", "end": "2020-01-01"})],
)  # fmt: skip
def test_an_edit_that_cannot_be_changes_nothing_and_is_told(coded, ontology, said, field, value):
    target, event = name_of(coded)
    judged = apply(coded, said(target, "edit", field=field, value=value), ontology)
    assert next(one for one in judged.person.events if one.id == event.id) == event
    assert [one.number for one in judged.lost] == [1]


def test_of_several_people_the_latest_word_stands_and_the_dispute_is_told(coded, ontology, said):
    target, event = name_of(coded)
    said(target, "right", by="ann")
    judged = apply(coded, said(target, "wrong", by="bob"), ontology)
    mark = judged.marks["event", event.id]
    assert (mark.state, mark.by, mark.disputed) == ("wrong", "bob", True)
    assert mark.voices == {"ann": "right", "bob": "wrong"}
    judged = apply(coded, said(target, "right", by="bob"), ontology)
    mark = judged.marks["event", event.id]
    assert (mark.state, mark.disputed) == ("right", False)


def test_to_be_unsure_contradicts_nobody(coded, ontology, said):
    target, event = name_of(coded)
    said(target, "wrong", by="ann")
    mark = apply(coded, said(target, "unsure", by="bob"), ontology).marks["event", event.id]
    assert (mark.state, mark.by, mark.disputed) == ("wrong", "ann", False)


def test_right_after_ones_own_edit_means_it_as_edited_after_anothers_takes_it_back(
    coded, ontology, said
):
    target, event = name_of(coded)
    said(target, "edit", field="background", value=True)
    judged = apply(coded, said(target, "right"), ontology)
    assert judged.marks["event", event.id].state == "edited"
    judged = apply(coded, said(target, "right", by="bob"), ontology)
    assert judged.marks["event", event.id].state == "right"
    assert judged.person.events == coded.events


def test_two_values_of_one_field_are_a_dispute(coded, ontology, said):
    target, event = name_of(coded)
    said(target, "edit", by="ann", field="place", value="Accra")
    judged = apply(coded, said(target, "edit", by="bob", field="place", value="Tema"), ontology)
    assert judged.marks["event", event.id].disputed
    assert next(e for e in judged.person.events if e.id == event.id).place == "Tema"


def test_a_verdict_on_what_the_record_no_longer_says_does_not_hold(coded, ontology, said):
    target, event = name_of(coded)
    seen = fingerprint("event", event, entities_of(coded))
    judgements = list(said(target, "right", value={SEEN: seen}))
    assert apply(coded, judgements, ontology).marks["event", event.id].state == "right"
    later = msgspec.structs.replace(event, background=not event.background)
    anew = msgspec.structs.replace(coded, events=(later, *coded.events[1:]))
    mark = apply(anew, judgements, ontology).marks["event", event.id]
    assert mark.state is None
    assert [one.number for one in mark.outdated] == [1]


def test_a_verdict_moves_with_its_words_and_stays_with_its_parties(coded, ontology, said):
    target, event = name_of(coded)
    place = Anchor.read(target)
    moved = target.replace(f"{place.start}-{place.end}", f"{place.start}-{place.end + 3}")
    assert apply(coded, said(moved, "wrong"), ontology).marks["event", event.id].state == "wrong"
    others = target.rpartition("/")[0] + "/TGO"
    mark = apply(coded, said(others, "right")[1:], ontology).marks["event", event.id]
    assert mark.state is None
    assert mark.outdated


def test_a_verdict_on_a_record_that_is_no_more_is_lost_not_dropped(coded, ontology, said):
    judged = apply(coded, said(f"{report_key(coded.doc)}/event/ASSAULT/0-3/GHA", "right"), ontology)
    assert not judged.marks
    assert len(judged.lost) == 1


def added(coded, words, **changes):
    """Target and value of an event that a person added."""
    start = coded.doc.text.index(words)
    end = start + len(words)
    record = {"type": "THREATEN", "mode": None, "actors": [KENYA], "recipients": [],
              "date": {"start": "2016-05-03", "end": "2016-05-03", "precision": "day",
                       "basis": "explicit"},
              "status": "occurred", "background": False, "place": None, "contexts": []}  # fmt: skip
    evidence = [{"start": start, "end": end, "quote": words, "role": "trigger"}]
    value = {"kind": "event", "record": record | changes, "evidence": evidence}
    return f"{report_key(coded.doc)}/event/THREATEN/{start}-{end}/KEN", value


def test_what_was_missed_is_added_with_its_words(coded, ontology, said):
    target, value = added(coded, "promised to send")
    judged = apply(coded, said(target, "add", value=value), ontology)
    event = judged.person.events[-1]
    assert (event.id, event.rule, event.type) == ("j1", "person", "THREATEN")
    assert [span.quote for span in event.evidence] == ["promised to send"]
    assert judged.marks["event", "j1"].state == "added"
    judged = apply(coded, said(target, "wrong", by="bob"), ontology)
    assert judged.person.events == coded.events
    assert judged.marks["event", "j1"].disputed


def test_what_was_added_and_then_found_by_the_machine_stands_once(coded, ontology, said):
    target, value = added(coded, "promised to send")
    judged = apply(coded, said(target, "add", value=value), ontology)
    event = msgspec.structs.replace(judged.person.events[-1], id="e99")
    anew = msgspec.structs.replace(
        coded, events=(*coded.events, event), entities=judged.person.entities
    )
    assert apply(anew, said(target, "add", value=value), ontology).person == anew


@pytest.mark.parametrize(
    "value", [None, {}, {"kind": "rumour"}, {"kind": "event", "record": {}, "evidence": []}]
)
def test_an_addition_that_says_nothing_is_lost(coded, ontology, said, value):
    target, _ = added(coded, "promised to send")
    judged = apply(coded, said(target, "add", value=value), ontology)
    assert judged.person == coded
    assert len(judged.lost) == 1


def test_words_that_the_report_does_not_have_are_no_evidence(coded, ontology, said):
    target, value = added(coded, "promised to send")
    value["evidence"][0]["quote"] = "threatened to send"
    assert apply(coded, said(target, "add", value=value), ontology).person == coded


# --- gold --------------------------------------------------------------------------------------


def judge_all(coded, said, *, but=0):
    """Call all records right, but for some."""
    made = []
    places = list(records_of(coded))
    for kind, record in places[: len(places) - but]:
        target = anchor_of(report_key(coded.doc), kind, record, entities_of(coded))
        made = said(target, "right")
    return made


def test_a_report_is_gold_once_all_is_judged_and_nothing_is_missing(coded, ontology, said):
    made = judge_all(coded, said)
    assert not is_whole(apply(coded, made, ontology))
    judged = apply(coded, said(report_key(coded.doc), "right"), ontology)
    assert is_whole(judged)
    gold = gold_of(judged, key="a02")
    assert gold["reviewed"] == "whole"
    assert "scored" not in gold
    assert len(gold["events"]) == len(coded.events)
    judged = apply(coded, said(report_key(coded.doc), "wrong"), ontology)
    assert not is_whole(judged)


def test_what_was_judged_unsure_keeps_a_report_from_being_gold(coded, ontology, said):
    judge_all(coded, said)
    target, event = name_of(coded)
    said(report_key(coded.doc), "right")
    said(target, "unsure", by="bob")
    judged = apply(coded, said(target, "right"), ontology)
    assert is_whole(judged)
    only = [one for one in said(target, "unsure") if (one.target, one.by) != (target, "ann")]
    assert open_records(apply(coded, only, ontology)) == [("event", event.id)]


def test_of_a_report_in_part_only_its_events_are_gold_and_marked(coded, ontology, said):
    target, _ = name_of(coded)
    gold = gold_of(apply(coded, said(target, "right"), ontology), key="a02")
    assert (gold["reviewed"], gold["scored"], len(gold["events"])) == ("part", "one", 1)
    assert "contacts" not in gold
    assert gold["reviewers"] == ["ann"]


def test_what_is_only_wrong_is_no_gold(coded, ontology, said):
    target, _ = name_of(coded)
    assert gold_of(apply(coded, said(target, "wrong"), ontology), key="a02") is None


def test_gold_keeps_to_the_contract_and_scores_itself(coded, ontology, said, tmp_path):
    made = judge_all(coded, said)
    target, value = added(coded, "promised to send")
    made = said(target, "add", value=value)
    made = said(report_key(coded.doc), "right")
    path = tmp_path / "gold.jsonl"
    path.write_bytes(msgspec.json.encode(gold_of(apply(coded, made, ontology), key="a02")))
    documents = read_documents(path)
    check = GoldChecker(ontology, is_code=lambda _: True)
    assert [problem for one in documents.values() for problem in check(one)] == []
    scores = score_documents(documents, documents)
    assert scores.counts["event type+exact sides+date"].f1 == 1
    assert scores.counts["event type"].gold == len(coded.events) + 1


# --- fields as people write them ---------------------------------------------------------------


def test_every_field_is_read_as_it_is_said(coded_archive, reader):
    for coded in coded_archive:
        reading = reader(coded)
        for kind, record in records_of(coded):
            values = values_of(kind, record, entities_of(coded))
            texts = {name: reading.say(kind, name, value) for name, value in values.items()}
            assert reading.check(kind, values) == {}
            assert reading.read(kind, texts, values).values == {}
            blank = dict.fromkeys(FIELDS[kind])
            read = reading.read(kind, texts, blank)
            assert read.refused == {}
            for name, value in read.values.items():
                if name == "date":
                    value, values[name] = value["start"], values[name]["start"]
                assert value == values[name]


@pytest.mark.parametrize(
    ("field", "text", "why"),
    [
        ("type", "VISIT", "there is no type 'VISIT'; there are"),
        ("mode", "by train", "CONSULT has no mode 'by train'; its modes"),
        ("actors", "Atlantis", "names no party; write a code"),
        ("actors", "Jane Doe (QQQ)", "no country or body 'QQQ'"),
        ("actors", "KEN XXX", "there is no sector 'XXX'"),
        ("date", "next week", "is no date; write a day"),
        ("date", "2021-02-30", "is no day"),
        ("date", "2021-03-01..2021-02-01", "cannot end on"),
        ("status", "rumoured", "there is no status"),
        ("background", "maybe", "neither yes nor no"),
        ("contexts", "military; cooking", "there is no contexts 'cooking'"),
        ("place", "x" * 301, "more than 300"),
    ],
)
def test_what_cannot_stand_in_a_field_is_refused_with_the_way_out(coded, reader, field, text, why):
    _, event = name_of(coded)
    values = values_of("event", event, entities_of(coded))
    read = reader(coded).read("event", {field: text}, values)
    assert why in read.refused[field]
    assert field not in read.values


def test_a_record_that_lacks_what_it_needs_is_refused(coded, reader):
    _, event = name_of(coded)
    values = values_of("event", event, entities_of(coded))
    read = reader(coded).read("event", {"actors": "", "recipients": ""}, values)
    assert "must be filled in" in read.refused["actors"]


def test_a_type_with_the_mode_of_another_is_refused_at_the_mode(coded, reader):
    number = next(n for n, event in enumerate(coded.events) if event.mode)
    _, event = name_of(coded, number=number)
    values = values_of("event", event, entities_of(coded))
    read = reader(coded).read("event", {"type": "AID"}, values)
    assert "AID has no mode" in read.refused["mode"]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("KEN", {"kind": "state", "country": "KEN"}),
        ("kenya", {"kind": "state", "country": "KEN"}),
        ("NATO", {"kind": "igo", "country": "IGO:NATO"}),
        ("igo:nato", {"kind": "igo", "country": "IGO:NATO"}),
        ("KEN MIL", {"kind": "organisation", "country": "KEN", "sector": "MIL"}),
        ("Jane Doe (KEN)", {"kind": "person", "name": "Jane Doe", "country": "KEN"}),
        ("Jane Doe (Kenya, GOV)",
         {"kind": "person", "name": "Jane Doe", "country": "KEN", "sector": "GOV"}),
    ],
)  # fmt: skip
def test_a_party_is_read_by_code_name_or_both(tell, reader, text, party):
    parties = reader(tell("2024-01-02", "OMN NOR")).parties
    found = msgspec.to_builtins(parties.read(text))
    assert {name: value for name, value in found.items() if value is not None} == party
    assert parties.read(parties.say(parties.read(text))) == parties.read(text)


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("2021-01-27", date(2021, 1, 27), date(2021, 1, 27), "day"),
        ("week of 2021-01-27", date(2021, 1, 25), date(2021, 1, 31), "week"),
        ("2021-01", date(2021, 1, 1), date(2021, 1, 31), "month"),
        ("2021-Q1", date(2021, 1, 1), date(2021, 3, 31), "quarter"),
        ("2021", date(2021, 1, 1), date(2021, 12, 31), "year"),
        ("2021-01-05..2021-02-01", date(2021, 1, 5), date(2021, 2, 1), "range"),
        ("..2021-02-01", None, date(2021, 2, 1), "unknown"),
        ("unknown", None, None, "unknown"),
    ],
)
def test_a_date_keeps_its_precision(text, start, end, precision):
    when = read_when(text)
    said = [day.isoformat() if day else None for day in (start, end)]
    assert [when["start"], when["end"], when["precision"]] == [*said, precision]


def test_no_date_and_no_month_are_refused():
    with pytest.raises(JudgementError, match="is no date"):
        read_when("whenever")
    with pytest.raises(DateError, match="no day"):
        read_when("2021-13")


def test_of_anchors_the_closest_is_found():
    near = ["r1/event/AID/10-14/KEN", "r1/event/AID/10-14/UGA", "r1/event/AID/40-44/KEN"]
    assert closest("r1/event/AID/10-14/UGA", near) == near[1]
    assert closest("r1/event/AID/12-20/UGA", near) in near[:2]
    assert closest("r1/event/AID/20-24/UGA", near) is None
    assert closest("h0123", near) is None
