"""Reviewing without a browser's script: forms, what is kept, what is told, who may."""

from __future__ import annotations

import html
import re

import msgspec
import pytest
from starlette.testclient import TestClient

from communique.query import Asking, Record
from communique.recorder import Recorder
from communique.store import Store
from communique.web import DeskOptions, make_app
from communique.web.review_leases import SECONDS, Leases

from .conftest import HOME

HIDDEN = re.compile(r'name="(target|seen|heard)" value="([^"]*)"')


@pytest.fixture
def path(own_record):
    """A record of the archive that a test may write into."""
    return own_record


@pytest.fixture
def ann(path):
    """The desk on it, as Ann at this machine has it."""
    with TestClient(make_app(DeskOptions(record=path, by="ann")), base_url=HOME) as asking:
        yield asking


@pytest.fixture
def rows(path):
    """The judgements of the record, the latest first; also those taken back."""

    def read(**options):
        with Record.open(path) as book:
            return list(book.review.judgements(**options))

    return read


def shown(response):
    """The hidden fields of the record that a page shows."""
    return {name: html.unescape(value) for name, value in HIDDEN.findall(response.text)}


def first_report(path):
    with Record.open(path) as book:
        return next(one.key for one in book.sources.reports() if one.doc == "a02")


def test_a_verdict_is_kept_under_the_name_of_who_asks(ann, post, rows):
    fields = shown(ann.get("/review"))
    answer = post(ann, "/review/judge", {**fields, "verdict": "wrong", "by": "eve"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/review")
    (row,) = rows()
    assert (row.by, row.verdict, row.target) == ("ann", "wrong", fields["target"])
    assert shown(ann.get("/review"))["target"] != fields["target"]


def test_the_page_shows_the_sentence_with_its_words_and_all_fields(ann, see, path):
    key = first_report(path)
    page = ann.get(f"/review?report={key}&kind=event")
    said = " ".join(see(page).said.split())
    assert "0 judged today" in said
    roles = {a.get("class") for tag, a in see(page).elements if tag == "mark"}
    assert "role-trigger" in roles
    assert "sentence grey" in {a.get("class") for tag, a in see(page).elements if tag == "span"}
    for name in ("type", "actors", "date", "confidence", "Minister in Accra", "Gulf Wire"):
        assert name in said


def test_filters_stand_in_the_address_and_stay_after_a_verdict(ann, post):
    page = ann.get("/review?party=GHA&kind=event&since=2016-01-01")
    answer = post(
        ann,
        "/review/judge?party=GHA&kind=event&since=2016-01-01",
        {**shown(page), "verdict": "right"},
    )
    assert answer.headers["location"] == "/review?party=GHA&kind=event&since=2016-01-01"


@pytest.mark.parametrize(
    "query", ["kind=rumour", "since=soon", "party=Atlantis", "type=" + "x" * 500]
)
def test_a_filter_that_cannot_be_is_refused(ann, query):
    assert ann.get(f"/review?{query}").status_code in (400, 404)


def test_twenty_verdicts_are_twenty_judgements_and_none_comes_twice(ann, post, rows):
    seen = set()
    for number in range(20):
        fields = shown(ann.get("/review"))
        assert fields["target"] not in seen
        seen.add(fields["target"])
        post(ann, "/review/judge", {**fields, "verdict": "wrong" if number % 3 else "right"})
    assert len(rows()) == 20
    assert "20 judged today" in ann.get("/review").text


def test_the_same_form_sent_twice_is_kept_once(ann, post, rows):
    fields = shown(ann.get("/review"))
    for _ in range(2):
        post(ann, "/review/judge", {**fields, "verdict": "right"})
    assert len(rows()) == 1


def test_an_undo_takes_the_last_judgement_back_and_shows_the_record_again(ann, post, rows):
    fields = shown(ann.get("/review"))
    post(ann, "/review/judge", {**fields, "verdict": "wrong"})
    answer = post(ann, "/review/undo")
    assert shown(ann.get(answer.headers["location"]))["target"] == fields["target"]
    assert rows() == []
    assert [row.undone_by for row in rows(undone=True)] == ["ann"]
    assert "nothing of yours to take back" in post(ann, "/review/undo").text


def test_next_passes_a_record_over_and_back_returns_to_it(ann, post, see):
    first = shown(ann.get("/review"))["target"]
    answer = post(ann, "/review/next", {"target": first})
    page = ann.get(answer.headers["location"])
    assert shown(page)["target"] != first
    back = next(
        a["href"] for tag, a in see(page).elements if tag == "a" and a.get("data-key") == "b"
    )
    assert shown(ann.get(back))["target"] == first


def test_the_script_gets_the_next_record_as_a_part(ann, post):
    fields = shown(ann.get("/review"))
    answer = post(ann, "/review/judge", {**fields, "verdict": "right"}, headers={"x-fragment": "1"})
    assert answer.status_code == 200
    assert answer.text.lstrip().startswith('<div id="item"')
    assert shown(answer)["target"] != fields["target"]


def test_what_another_judged_meanwhile_is_told_and_not_written_over(ann, post, path, rows):
    page = ann.get("/review")
    fields = shown(page)
    with Store.open(path) as store:
        store.judge(fields["target"], "wrong", by="bob")
    answer = post(ann, "/review/judge", {**fields, "verdict": "right"})
    assert answer.status_code == 409
    assert "bob said wrong meanwhile. Yours was not kept" in answer.text
    assert [row.by for row in rows()] == ["bob"]
    post(ann, "/review/judge", {**shown(answer), "verdict": "right"})
    assert [row.by for row in rows()] == ["ann", "bob"]


def test_a_record_that_was_coded_anew_is_shown_again_instead(
    ann, post, path, rows, linker, run_info, coded_archive
):
    fields = shown(ann.get(f"/review?report={first_report(path)}&kind=event"))

    def code(reports):
        by_id = {coded.doc.id: coded for coded in coded_archive}
        for report in reports:
            coded = by_id[report.id]
            events = tuple(msgspec.structs.replace(e, place="Elsewhere") for e in coded.events)
            yield msgspec.structs.replace(coded, events=events)

    with Store.open(path) as store:
        Recorder(store, linker, run_info).recode(code, everything=True)
    answer = post(ann, "/review/judge", {**fields, "verdict": "right"})
    assert answer.status_code == 409
    assert "says something else now" in answer.text
    assert "Elsewhere" in answer.text
    assert rows() == []


def test_a_record_that_is_no_more_is_told(ann, post, rows):
    fields = {**shown(ann.get("/review")), "target": "r0/event/AID/0-4/KEN", "verdict": "right"}
    answer = post(ann, "/review/judge", fields)
    assert answer.status_code == 409
    assert "no more" in answer.text
    assert rows() == []


@pytest.mark.parametrize("verdict", ["", "merge", "perhaps", "undo"])
def test_only_verdicts_are_kept(ann, post, rows, verdict):
    fields = shown(ann.get("/review"))
    assert post(ann, "/review/judge", {**fields, "verdict": verdict}).status_code == 400
    assert rows() == []


# --- editing -----------------------------------------------------------------------------------


def edit_form(asking, see, target):
    """The fields of the form for editing, as they stand."""
    page = see(asking.get("/review/edit", params={"item": target}))
    values, select = {}, None
    for tag, a in page.elements:
        if tag == "input" and a.get("name"):
            values[a["name"]] = a.get("value") or ""
        if tag == "select":
            select = a.get("name")
        if tag == "option" and select and "selected" in a:
            values[select] = a.get("value", "yes" if values.get(select) else "no")
    return {name: value for name, value in values.items() if name not in ("q", "csrf")}


def test_an_edited_field_is_kept_beside_the_machines(ann, post, see, path, rows):
    target = shown(ann.get(f"/review?report={first_report(path)}&kind=event"))["target"]
    form = edit_form(ann, see, target)
    answer = post(ann, "/review/edit", {**form, "place": "Tema", "recipients": "GHA; KEN MIL"})
    assert answer.status_code == 303
    assert {(row.field, row.verdict, row.by) for row in rows()} == {
        ("place", "edit", "ann"),
        ("recipients", "edit", "ann"),
    }
    said = " ".join(see(ann.get("/review", params={"item": target})).said.split())
    assert "Tema ann" in said
    assert "KEN MIL" in said
    again = post(ann, "/review/undo")
    assert rows() == []
    assert again.status_code == 303


def test_what_cannot_be_is_refused_beside_its_field_and_what_was_written_stays(
    ann, post, see, path, rows
):
    target = shown(ann.get(f"/review?report={first_report(path)}&kind=event"))["target"]
    form = edit_form(ann, see, target)
    answer = post(ann, "/review/edit", {**form, "actors": "Atlantis", "place": "Tema"})
    assert answer.status_code == 422
    seen = see(answer)
    why = next(a for tag, a in seen.elements if a.get("id") == "w-actors")
    assert why["class"] == "why-not"
    assert "names no party; write a code" in seen.said
    values = {a.get("name"): a.get("value") for tag, a in seen.elements if tag == "input"}
    assert (values["actors"], values["place"]) == ("Atlantis", "Tema")
    assert rows() == []


def test_nothing_changed_is_no_judgement(ann, post, see, path, rows):
    target = shown(ann.get(f"/review?report={first_report(path)}"))["target"]
    answer = post(ann, "/review/edit", edit_form(ann, see, target))
    assert answer.status_code == 422
    assert "Nothing was changed" in answer.text
    assert rows() == []


# --- what was missed ---------------------------------------------------------------------------


def adding(asking, see, path, words, **changes):
    """The form for what was missed, on words of the report."""
    key = first_report(path)
    page = asking.get("/review/add", params={"report": key, "words": words, **changes})
    assert page.status_code == 200, see(page).said
    fields = {
        a["name"]: a.get("value") or ""
        for tag, a in see(page).elements
        if tag == "input" and a.get("name")
    }
    return {name: value for name, value in fields.items() if name not in ("q", "csrf")}


def test_a_missed_event_is_added_on_its_words(ann, post, see, path):
    form = adding(ann, see, path, "promised to send")
    form |= {"type": "THREATEN", "actors": "NOR", "date": "2016-05", "status": "occurred"}
    answer = post(ann, "/review/add", form)
    assert answer.status_code == 303
    key = first_report(path)
    assert answer.headers["location"] == f"/report/{key}#j1"
    with Record.open(path) as book:
        judged = book.review.judged(key)
    event = judged.person.events[-1]
    (span,) = event.evidence
    assert judged.machine.doc.text[span.start : span.end] == span.quote == "promised to send"
    assert (event.type, event.date.precision) == ("THREATEN", "month")
    assert "Added by people" in ann.get(f"/report/{key}").text


def test_of_words_that_stand_there_twice_the_occurrence_is_asked_for(ann, see, path):
    key = first_report(path)
    text = ann.get("/review/add", params={"report": key, "words": "Ghana"}).text
    assert "times; say which is meant" in html.unescape(text)
    form = adding(ann, see, path, "Ghana", nth="2")
    with Record.open(path) as book:
        report = book.sources.reports_of([key])[key]
    assert int(form["start"]) == report.text.index("Ghana", report.text.index("Ghana") + 1)


def test_words_that_the_report_does_not_have_are_refused(ann, path):
    answer = ann.get("/review/add", params={"report": first_report(path), "words": "declared war"})
    assert answer.status_code == 404
    assert "does not say" in html.unescape(answer.text)


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("contact", {"channel": "meeting", "participants": "NOR; GHA", "status": "held"}),
        ("agreement", {"name": "Boats Pact", "kind": "pact", "status": "agreed"}),
        ("designation",
         {"title": "Partner", "by": "NOR", "to": "GHA", "action": "conferred"}),
        ("tally", {"kind": "ordinal", "number": "2", "what": "visits"}),
    ],
)  # fmt: skip
def test_other_kinds_can_be_added_too(ann, post, see, path, kind, fields):
    form = adding(ann, see, path, "promised to send", make=kind)
    assert post(ann, "/review/add", {**form, **fields}).status_code == 303
    with Record.open(path) as book:
        (mark,) = book.review.judged(first_report(path)).added
    assert mark.kind == kind


def test_what_lacks_a_field_is_refused_beside_it(ann, post, see, path, rows):
    form = adding(ann, see, path, "promised to send")
    answer = post(ann, "/review/add", form)
    assert answer.status_code == 422
    assert "type must be filled in" in answer.text
    assert rows() == []


def test_what_was_added_once_is_not_added_again(ann, post, see, path, rows):
    form = adding(ann, see, path, "promised to send")
    form |= {"type": "THREATEN", "actors": "NOR", "status": "occurred"}
    post(ann, "/review/add", form)
    answer = post(ann, "/review/add", form)
    assert answer.status_code == 422
    assert "already" in answer.text
    assert len(rows()) == 1


def test_an_undo_takes_back_what_was_added_too(ann, post, see, path, rows):
    form = adding(ann, see, path, "promised to send")
    post(ann, "/review/add", {**form, "type": "THREATEN", "actors": "NOR", "status": "occurred"})
    answer = post(ann, "/review/undo")
    assert "Taken back: the record that you added" in answer.text
    assert shown(answer)["target"]
    assert rows() == []


def test_however_many_are_passed_over_the_next_one_comes(ann, post, path, monkeypatch):
    monkeypatch.setattr("communique.web.review_pages._AHEAD", 3)
    seen = []
    with Record.open(path) as book:
        count = len(book.review.queue(Asking(), limit=1000))
    assert count > 20
    for _ in range(count):
        seen.append(shown(ann.get("/review"))["target"])
        post(ann, "/review/next", {"target": seen[-1]})
    assert len(set(seen)) == count
    assert shown(ann.get("/review"))["target"] == seen[0]


def test_nothing_is_missing_is_said_of_a_report_and_taken_back(ann, post, path):
    key = first_report(path)
    post(ann, "/review/whole", {"report": key, "verdict": "right"})
    assert "found nothing missing" in ann.get(f"/report/{key}").text
    post(ann, "/review/whole", {"report": key, "verdict": "wrong"})
    assert "found nothing missing" not in ann.get(f"/report/{key}").text


# --- other pages -------------------------------------------------------------------------------


def test_a_report_and_an_entry_show_who_said_what(ann, post, see, path):
    key = first_report(path)
    fields = shown(ann.get(f"/review?report={key}&kind=event"))
    form = edit_form(ann, see, fields["target"])
    post(ann, "/review/edit", {**form, "place": "Tema"})
    said = " ".join(see(ann.get(f"/report/{key}")).said.split())
    assert "edited place ann" in said
    with Record.open(path) as book:
        (place, entry), *_ = [
            (one, entry)
            for one, entry in book.overview().entries_of(key).items()
            if one in book.review.judged(key).marks
        ]
    said = " ".join(see(ann.get(f"/entry/{entry}")).said.split())
    assert "What people said" in said
    assert "place: Tema" in said
    assert place[0] == "event"


def test_a_record_is_judged_on_its_reports_page(ann, post, path, rows):
    key = first_report(path)
    fields = shown(ann.get(f"/report/{key}"))
    answer = post(ann, "/review/judge", {**fields, "verdict": "right", "from": "report"})
    assert answer.headers["location"].startswith(f"/report/{key}#")
    assert [row.verdict for row in rows()] == ["right"]


def test_the_list_shows_all_and_takes_back(ann, post, see, rows):
    fields = shown(ann.get("/review"))
    post(ann, "/review/judge", {**fields, "verdict": "right"})
    page = ann.get("/judgements")
    assert "ann" in see(page).said
    answer = post(ann, "/judgements/undo", {"number": "1", "back": "/judgements?undone=1"})
    assert answer.headers["location"] == "/judgements?undone=1"
    assert rows() == []
    assert "taken back by" in ann.get("/judgements?undone=1").text
    assert post(ann, "/judgements/undo", {"number": "1"}).status_code == 409
    assert post(ann, "/judgements/undo", {"number": "x"}).status_code == 400


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example", "/\\evil.example", ""])
def test_after_an_undo_no_address_elsewhere_is_gone_to(ann, post, back):
    fields = shown(ann.get("/review"))
    post(ann, "/review/judge", {**fields, "verdict": "right"})
    answer = post(ann, "/judgements/undo", {"number": "1", "back": back})
    assert answer.headers["location"] == "/judgements"


def test_anothers_judgement_is_not_taken_back(ann, post, path, rows):
    with Store.open(path) as store, Record.open(path) as book:
        (one,) = book.review.queue(Asking(), limit=1)
        store.judge(store.judgements.anchor(one.report, one.kind, one.id), "right", by="bob")
    assert post(ann, "/judgements/undo", {"number": "1"}).status_code == 403
    assert len(rows()) == 1
    assert "Undo</button>" not in ann.get("/judgements").text


def test_a_reader_cannot_review_and_an_admin_takes_back_anybodys(share, path, post):
    desk = share(record=path)
    reader, reviewer, admin = (desk.inside(name) for name in ("Rea", "Rob", "Ann"))
    assert reader.get("/review").status_code == 403
    assert "Was something missed" not in reader.get(f"/report/{first_report(path)}").text
    fields = shown(reviewer.get("/review"))
    form = {**fields, "verdict": "right"}
    assert post(reader, "/review/judge", form).status_code == 403
    assert post(reviewer, "/review/judge", form).status_code == 303
    assert post(reader, "/judgements/undo", {"number": "1"}).status_code == 403
    assert post(admin, "/judgements/undo", {"number": "1"}).status_code == 303


def test_hostile_reports_stay_words_on_the_pages_of_reviewing(hostile, see):
    page = hostile.get("/review")
    target = shown(page)["target"]
    for each in (
        page,
        hostile.get("/review/edit", params={"item": target}),
        hostile.get("/judgements"),
    ):
        assert each.status_code == 200
        tags = {tag for tag, _ in see(each).elements}
        assert not tags & {"iframe", "img", "base"}
        assert not [a for _, a in see(each).elements if any(name.startswith("on") for name in a)]


# --- leases ------------------------------------------------------------------------------------


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def test_two_people_are_not_handed_one_record_until_the_lease_ends():
    clock = Clock()
    leases = Leases(clock)
    assert leases.take("ann", ["a", "b"]) == "a"
    assert leases.take("bob", ["a", "b"]) == "b"
    assert leases.take("eve", ["a", "b"]) is None
    assert leases.take("ann", ["b", "c"]) == "c"
    assert leases.take("eve", ["a", "b"]) == "a"
    assert leases.hold("eve", "b") == "bob"
    clock.now = SECONDS + 1
    assert leases.take("ann", ["b"]) == "b"


def test_what_was_passed_over_comes_again_at_the_end():
    leases = Leases()
    leases.pass_over("ann", "a")
    assert leases.take("ann", ["a", "b"]) == "b"
    assert leases.take("bob", ["a", "b"]) == "a"
    leases.pass_over("ann", "b")
    assert leases.take("bob", []) is None
    assert leases.take("ann", ["a", "b"]) == "a"
    assert leases.before("ann", "a") == "b"
