"""The recorder: what comes out depends on what went in, not on order, batches or repetition."""

from __future__ import annotations

import json
import random
from datetime import date

import msgspec
import pytest

from communique import Coder
from communique.account import report_key
from communique.dates import When
from communique.errors import StoreError
from communique.link.account import account_of
from communique.recorder import Recorder
from communique.records import Agreement, Problem, Report, Span

URL = "https://news.example/a"
TODAY = date(2024, 5, 1)


@pytest.fixture
def reports(tell):
    """A dozen reports: retellings, another dyad, a correction, an undated one."""
    return [
        tell("2020-03-02"),
        tell("2020-03-03", happened="2020-03-02", more="They met in Kampala.", publisher="Post"),
        tell("2020-03-03", happened="2020-03-02", more="They met in Nairobi.", publisher="Sun"),
        tell("2020-03-04", "UGA KEN", happened="2020-03-02", publisher="Sun"),
        tell("2020-03-02", "OMN NOR"),
        tell("2020-04-02", "OMN NOR"),
        tell("2020-04-03", "OMN NOR KEN", happened="2020-04-02", publisher="Post"),
        tell("2020-05-01", id="v1", url=URL),
        tell("2020-05-02", "KEN OMN", id="v2", url=URL),
        tell(None, happened="2020-05-02", publisher="Sun"),
        tell("2020-05-03", happened="2020-05-01", more="It was the third call.", publisher="Sun"),
        tell("2021-05-03", "NOR UGA"),
    ]


def happenings(store):
    """Who met on which day by how many reports."""
    return sorted(
        (
            "".join(sorted({party.code for party in entry.parties})),
            str(entry.when.start),
            entry.reports,
        )
        for entry, _ in store.entries.read("happening")
    )


def coding(*coded):
    """A coder that knows only these reports, and notes which it was asked for."""
    by_key = {report_key(one.doc): one for one in coded}
    asked = []

    def code(reports):
        for report in reports:
            asked.append(report.id)
            yield by_key[report_key(report)]

    return code, asked


def test_reports_of_one_call_become_one_happening(store, recorder, tell):
    summary = recorder.add(
        [tell("2020-03-02"), tell("2020-03-03", happened="2020-03-02", publisher="Post")]
    )
    assert happenings(store) == [("KENUGA", "2020-03-02", 2)]
    assert (summary.new, summary.events, summary.happenings) == (2, 2, 1)


def test_adding_again_changes_nothing(store, recorder, reports):
    recorder.add(reports)
    before = list(store.dump())
    summary = recorder.add(reports)
    assert list(store.dump()) == before
    assert (summary.new, summary.known, summary.corrected) == (0, len(reports), 0)


@pytest.mark.parametrize("seed", range(8))
def test_order_and_batches_make_no_difference(reports, dump_of, seed):
    dice = random.Random(seed)
    shuffled = dice.sample(reports, len(reports))
    cut = dice.randrange(len(reports))
    made = dump_of(shuffled[:cut], shuffled[cut:], batch=dice.randint(1, 5))
    assert made == dump_of(reports)


def test_a_corrected_report_no_longer_counts(store, recorder, tell):
    recorder.add([tell("2020-03-02", url=URL)])
    summary = recorder.add([tell("2020-03-05", "OMN NOR", url=URL)])
    assert happenings(store) == [("NOROMN", "2020-03-05", 1)]
    assert summary.corrected == 1


def test_what_a_corrected_report_joined_falls_apart(tell, store, recorder, dump_of):
    ends = [tell("2020-03-02", publisher="Post"), tell("2020-03-02", publisher="Sun")]
    middle = tell("2020-03-03", happened="2020-03-02", url=URL)
    mended = tell("2020-03-04", "OMN NOR", url=URL)
    recorder.add([*ends, middle])
    assert happenings(store) == [("KENUGA", "2020-03-02", 3)]
    recorder.add([mended])
    assert happenings(store) == [("KENUGA", "2020-03-02", 2), ("NOROMN", "2020-03-04", 1)]
    assert dump_of([mended, *ends, middle]) == list(store.dump())


@pytest.mark.parametrize("name", ["key", "id", "address"])
def test_a_withdrawn_report_no_longer_counts_and_stays(store, recorder, tell, name):
    gone = tell("2020-03-02", id="a", url=URL)
    recorder.add([gone, tell("2020-03-02", publisher="Post")])
    named = {"key": report_key(gone.doc), "id": "a", "address": URL}[name]
    [done] = recorder.retract(named, day=date(2020, 4, 1), reason="a mistake")
    assert done.key == report_key(gone.doc)
    assert happenings(store) == [("KENUGA", "2020-03-02", 1)]
    [filed] = store.reports.find("a")
    assert filed.retracted == date(2020, 4, 1)
    assert recorder.retract("a", reason="again") == []


def test_a_withdrawn_report_can_be_taken_back(store, recorder, tell):
    recorder.add([tell("2020-03-02", id="a"), tell("2020-03-02", publisher="Post")])
    before = list(store.dump())
    recorder.retract("a", reason="a mistake")
    assert [filed.doc for filed in recorder.restore("a")] == ["a"]
    assert list(store.dump()) == before
    assert recorder.restore("a") == []


def test_all_versions_of_a_report_are_withdrawn(store, recorder, tell):
    recorder.add([tell("2020-03-02", url=URL), tell("2020-03-05", "OMN NOR", url=URL)])
    assert len(recorder.retract(URL, reason="all wrong")) == 2
    assert happenings(store) == []


def test_a_report_that_is_not_there_cannot_be_withdrawn(recorder):
    with pytest.raises(StoreError, match="no report 'a' in the record"):
        recorder.retract("a", reason="why not")


def test_an_id_of_several_publishers_must_be_told_by_key(recorder, tell):
    recorder.add([tell("2020-03-02", id="a"), tell("2020-03-02", id="a", publisher="Post")])
    with pytest.raises(StoreError, match=r"several reports; name one by its key: r\w+ \(News\)"):
        recorder.retract("a", reason="which")


def test_known_reports_are_not_coded_again(recorder, tell):
    one, two = tell("2020-03-02"), tell("2020-03-02", "OMN NOR")
    recorder.add([one])
    code, asked = coding(one, two)
    summary = recorder.add_reports([one.doc, two.doc, two.doc, one.doc], code)
    assert asked == [two.doc.id]
    assert (summary.new, summary.known) == (1, 3)


def test_ids_of_a_report_that_is_on_its_way_are_kept_until_it_comes(store, linker, run_info, tell):
    first, late = tell("2020-03-02", "OMN NOR"), tell("2020-03-02", id="b")
    code, _ = coding(first, late)
    again = msgspec.structs.replace(late.doc, id="a")
    recorder = Recorder(store, linker, run_info, batch=1)
    recorder.add_reports([first.doc, late.doc, again], lambda reports: code(list(reports)))
    assert [filed.doc for filed in store.reports.find("a")] == ["a"]


def test_remarks_go_with_their_report_and_other_problems_alone(store, recorder, tell):
    one, two = tell("2020-03-02"), tell("2020-03-02", "OMN NOR")
    remark = Problem(code="bad-date", detail="no day", source="a.jsonl:1")
    lost = Problem(code="no-text", detail="empty", source="a.jsonl:2")
    items = [one.doc, remark, lost, two.doc]
    code, _ = coding(one, two)
    assert recorder.add_reports(items, code).problems == 2
    kept = [line for line in store.dump() if line.startswith("problems")]
    assert kept == [
        f'problems ["{report_key(one.doc)}","a.jsonl:1","bad-date","no day"]',
        'problems [null,"a.jsonl:2","no-text","empty"]',
    ]
    assert recorder.add_reports(items, code).problems == 0
    assert [line for line in store.dump() if line.startswith("problems")] == kept


def test_a_report_that_no_file_can_hold_is_a_problem_and_the_others_come_in(store, recorder, tell):
    broken = tell("2020-03-02", more="half a \ud83d pair")
    summary = recorder.add([broken, tell("2020-03-02", "OMN NOR")])
    assert (summary.new, summary.problems) == (1, 1)
    assert any("not-filed" in line for line in store.dump())


def test_a_linker_that_fails_on_one_report_stops_no_run(store, run_info, linker, tell):
    class Failing:
        def __getattr__(self, name):
            return getattr(linker, name)

        def items(self, coded, known):
            if coded.doc.id == "a":
                raise KeyError("who")
            return linker.items(coded, known)

    summary = Recorder(store, Failing(), run_info).add(
        [tell("2020-03-02", id="a"), tell("2020-03-02", "OMN NOR")]
    )
    assert (summary.new, summary.problems) == (1, 1)


def test_an_undated_report_is_known_from_the_day_it_came(store, recorder, tell):
    recorder.add([tell(None, happened="2020-03-02")])
    [(entry, _)] = store.entries.read("happening")
    assert entry.known == TODAY


def test_only_what_was_coded_otherwise_is_coded_anew(store, linker, run_info, tell):
    old = tell("2020-03-02", id="a")
    new = tell("2020-03-02", "OMN NOR", id="b")
    Recorder(store, linker, run_info).add([old])
    code, asked = coding(old, new)
    later = type(run_info)(version="2.0", vocabulary="words", model="model 1", options={})
    recorder = Recorder(store, linker, later)
    recorder.add([new])
    assert recorder.recode(code).recoded == 1
    assert asked == ["a"]
    assert recorder.recode(code).recoded == 0
    assert recorder.recode(code, everything=True).recoded == 2


def test_coding_anew_with_the_same_result_changes_nothing(store, recorder, reports):
    recorder.add(reports)
    before = list(store.dump())
    code, _ = coding(*reports)
    assert recorder.recode(code, everything=True).recoded == len(reports)
    assert list(store.dump()) == before


@pytest.mark.parametrize("batch", [1, 3, 64])
def test_coding_anew_gives_what_adding_would_have_given(
    store, linker, run_info, reports, dump_of, batch
):
    changed = [
        msgspec.structs.replace(one, events=()) if n % 3 == 0 else one
        for n, one in enumerate(reports)
    ]
    code, _ = coding(*changed)
    Recorder(store, linker, run_info, today=TODAY).add(reports)
    Recorder(store, linker, run_info, batch=batch, today=TODAY).recode(code, everything=True)
    assert list(store.dump()) == dump_of(changed)


def test_judgements_outlast_a_new_coding(store, recorder, tell):
    coded = tell("2020-03-02")
    recorder.add([coded])
    target = store.judgements.anchor(report_key(coded.doc), "event", "e1")
    store.judge(target, "right", by="ann")
    event = msgspec.structs.replace(coded.events[0], id="e5")
    code, _ = coding(msgspec.structs.replace(coded, events=(event,)))
    recorder.recode(code, everything=True)
    [kept] = store.judgements.standing()
    assert store.judgements.resolve(kept.target) == (report_key(coded.doc), "event", "e5")


@pytest.fixture(scope="module")
def stories(root):
    """Our own stories, coded: many reports of one thing, and copies among them."""
    path = root / "tests" / "corpus" / "linking" / "stories.jsonl"
    docs = [json.loads(line)["doc"] for line in path.read_text("utf-8").splitlines()]
    reports = [msgspec.convert(doc, Report) for doc in docs]
    return list(Coder().code_many(reports))


def test_the_record_tells_what_its_reports_give_at_once(stories, store, recorder, linker):
    recorder.add(stories)
    at_once = account_of(stories, linker).entries
    kinds = ("happening", "contact", "agreement", "designation")
    kept = [entry for kind in kinds for entry, _ in store.entries.read(kind)]
    assert len(kept) > 100
    assert sorted(kept, key=lambda entry: entry.id) == list(at_once)


@pytest.mark.parametrize("seed", range(3))
def test_real_stories_give_the_same_record_in_any_order(stories, dump_of, seed):
    dice = random.Random(seed)
    shuffled = dice.sample(stories, len(stories))
    assert dump_of(shuffled, batch=dice.randint(3, 20)) == dump_of(stories)


def named(coded, name="Charter of Lakes, Rivers and Harbours", **changes):
    """The report with an agreement that it names in passing."""
    agreement = Agreement(
        id="g1",
        name=name,
        kind="treaty",
        status="mentioned",
        date=When(end=coded.doc.date),
        confidence=0.8,
        rule="name",
        evidence=(Span.cut(coded.doc, 0, 5, role="trigger"),),
    )
    agreement = msgspec.structs.replace(agreement, **changes)
    return msgspec.structs.replace(coded, events=(), agreements=(agreement,))


def agreements(store):
    """How many reports tell of each agreement."""
    return sorted(entry.reports for entry, _ in store.entries.read("agreement"))


@pytest.fixture
def passing(tell):
    """Seven reports of a year that name a charter, and one of its signing."""
    days = [f"2020-{month:02}-02" for month in range(1, 8)]
    signed = named(tell("2020-06-20"), status="signed", date=When.on(date(2020, 6, 19)))
    return [*(named(tell(day)) for day in days), signed]


def test_an_agreement_named_in_passing_needs_no_links_to_be_one(store, recorder, passing):
    recorder.add(passing)
    assert agreements(store) == [8]
    links = [line for line in store.dump() if line.startswith("links")]
    assert len(links) == 7  # each with the one that has a day, none among themselves


def test_one_withdrawn_or_coded_otherwise_leaves_the_others(store, recorder, passing, dump_of):
    recorder.add(passing)
    recorder.retract(report_key(passing[0].doc), reason="a mistake")
    assert agreements(store) == [7]
    recorder.restore(report_key(passing[0].doc))
    changed = [named(passing[0], "Pact of Roads and Bridges at Dawn"), *passing[1:]]
    code, _ = coding(*changed)
    recorder.recode(code, everything=True)
    assert agreements(store) == [1, 7]
    assert list(store.dump()) == dump_of(changed)


@pytest.mark.parametrize("seed", range(4))
def test_forms_make_no_difference_to_order(passing, dump_of, seed):
    dice = random.Random(seed)
    shuffled = dice.sample(passing, len(passing))
    assert dump_of(shuffled[:3], shuffled[3:], batch=dice.randint(1, 4)) == dump_of(passing)
