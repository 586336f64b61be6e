"""Rulings on joins: the account is a function of the reports and of the rulings that stand."""

from __future__ import annotations

import random
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest

from communique.account import report_key
from communique.dates import When
from communique.errors import JudgementError
from communique.judging import Judging
from communique.link.account import account_of
from communique.query import Record, Wanted
from communique.query.accounts import AccountThen
from communique.recorder import Recorder
from communique.records import Agreement, CodedReport, Contact, Entity, Report, Span
from communique.store import Store

TODAY = date(2024, 5, 1)
ACHIENG, ODERA = "person:grace achieng:KEN", "person:g. odera:KEN"


@pytest.fixture
def judging(store, linker):
    """What rules on the empty record."""
    return Judging(store, linker)


@pytest.fixture
def calls(tell):
    """Two calls of two days, each told by three papers, and another dyad's."""
    return [
        tell(day, publisher=paper, more=f"So says the {paper}.", id=f"{paper} {day}")
        for day in ("2020-03-02", "2020-03-20")
        for paper in ("News", "Post", "Sun")
    ] + [tell("2020-03-02", "OMN NOR")]


def content(store):
    """All that a record holds but for its judgements, and since when it is so."""
    beside = ("judgements", "settled", "happening_counts", 'counts ["judgements"')
    return [line for line in store.dump() if not line.startswith(beside)]


def told(store, kind="happening"):
    """How many reports tell of each entry."""
    return sorted(entry.reports for entry, _ in store.entries.read(kind))


def entries(store, kind="happening"):
    """The entries by day and id."""
    return [entry for entry, _ in store.entries.read(kind)]


def members(*entries):
    """The records of entries as they are named to split."""
    return [f"{key.report}/{key.id}" for entry in entries for key in entry.members]


def merge_the_calls(store, judging, by="ann"):
    """Rule that the calls of the two days are one; its number."""
    one, two = [entry for entry in entries(store) if entry.reports == 3]
    return judging.merge(one.id, two.id, by=by)


def test_merged_entries_are_one_with_all_their_records(store, recorder, judging, calls):
    recorder.add(calls)
    assert told(store) == [1, 3, 3]
    number = merge_the_calls(store, judging)
    assert told(store) == [1, 6]
    [kept] = store.rulings.standing()
    assert (kept.number, kept.by, kept.verdict) == (number, "ann", "merge")


def test_records_split_off_are_another_entry(store, recorder, judging, calls):
    recorder.add(calls[:3])
    [whole] = entries(store)
    judging.split(whole.id, members(whole)[:1], by="ann")
    assert told(store) == [1, 2]


def test_a_later_report_joins_one_side_of_a_split_and_does_not_bridge_it(
    store, recorder, judging, calls, tell
):
    recorder.add(calls[:3])
    [whole] = entries(store)
    judging.split(whole.id, members(whole)[:1], by="ann")
    recorder.add([tell("2020-03-02", publisher="Mail", more="So says the Mail.")])
    assert told(store) in ([1, 3], [2, 2])


@pytest.mark.parametrize("verdict", ["merge", "split"])
def test_undo_gives_exactly_the_account_before(store, recorder, judging, calls, verdict):
    recorder.add(calls)
    before = content(store)
    if verdict == "merge":
        number = merge_the_calls(store, judging)
    else:
        whole = next(entry for entry in entries(store) if entry.reports == 3)
        number = judging.split(whole.id, members(whole)[1:], by="ann")
    assert content(store) != before
    judging.undo(number, by="bob")
    assert content(store) == before
    with pytest.raises(JudgementError, match=f"no judgement {number} that stands"):
        judging.undo(number, by="bob")


def test_other_judgements_are_taken_back_too(store, judging):
    number = store.judge("some/target", "right", by="ann")
    judging.undo(number, by="ann")
    assert list(store.judgements.standing()) == []


def test_a_merge_holds_when_reports_are_coded_anew(store, recorder, judging, calls):
    recorder.add(calls)
    merge_the_calls(store, judging)

    def code(reports):
        renamed = {report_key(one.doc): one for one in calls}
        for report in reports:
            coded = renamed[report_key(report)]
            event = msgspec.structs.replace(coded.events[0], id="e9", place="Oslo")
            yield msgspec.structs.replace(coded, events=(event,))

    recorder.recode(code, everything=True)
    assert told(store) == [1, 6]
    assert {key.id for entry in entries(store) for key in entry.members} == {"e9"}


def test_what_is_merged_with_a_withdrawn_report_stands_without_it(store, recorder, judging, calls):
    recorder.add([calls[0], calls[3]])
    one, two = entries(store)
    judging.merge(one.id, two.id, by="ann")
    recorder.retract(report_key(calls[3].doc), reason="a mistake")
    assert told(store) == [1]
    recorder.restore(report_key(calls[3].doc))
    assert told(store) == [2]


def test_merge_then_split_is_refused_and_says_what_to_take_back(store, recorder, judging, calls):
    recorder.add(calls)
    number = merge_the_calls(store, judging)
    before = list(store.dump())
    whole = next(entry for entry in entries(store) if entry.reports == 6)
    said = rf"ann on .* \(judgement {number}\) said that they are one; .* communique undo {number}"
    with pytest.raises(JudgementError, match=said):
        judging.split(whole.id, members(whole)[:1], by="bob")
    assert list(store.dump()) == before


def test_a_split_by_way_of_a_third_is_refused(store, recorder, judging, tell):
    recorder.add([tell(f"2020-0{month}-02", publisher=f"Paper {month}") for month in (1, 3, 5)])
    a, b, c = entries(store)
    first = judging.merge(a.id, b.id, by="ann")
    whole = next(entry for entry in entries(store) if entry.reports == 2)
    second = judging.merge(whole.id, c.id, by="ann")
    [whole] = entries(store)
    with pytest.raises(
        JudgementError, match=rf"\(judgement {first}\).*\(judgement {second}\) said"
    ):
        judging.split(whole.id, members(a), by="bob")


def test_a_merge_of_what_was_split_is_refused(store, recorder, judging, calls):
    recorder.add(calls[:3])
    [whole] = entries(store)
    number = judging.split(whole.id, members(whole)[:1], by="ann")
    one, two = entries(store)
    with pytest.raises(JudgementError, match=rf"\(judgement {number}\) said that they are two"):
        judging.merge(one.id, two.id, by="bob")
    judging.undo(number, by="bob")
    assert told(store) == [3]


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (lambda judging, ids: judging.merge(ids[0], ids[0], by="ann"), "are one already"),
        (lambda judging, ids: judging.merge(ids[0], "e000000000000", by="ann"), "no entry"),
        (lambda judging, ids: judging.merge(ids[0], ids[1], by=" "), "the name of who judges"),
        (lambda judging, ids: judging.split(ids[0], [], by="ann"), "name some of the records"),
        (lambda judging, ids: judging.split(ids[0], ["r1/e1"], by="ann"), "is no record of"),
    ],
    ids=["the same entry", "no entry", "nobody", "nothing", "another's record"],
)
def test_what_makes_no_sense_is_refused(store, recorder, judging, calls, rule, said):
    recorder.add(calls)
    with pytest.raises(JudgementError, match=said):
        rule(judging, [entry.id for entry in entries(store)])
    assert store.rulings.standing() == ()


def test_all_records_of_an_entry_cannot_be_split_off(store, recorder, judging, calls):
    recorder.add(calls[:3])
    [whole] = entries(store)
    with pytest.raises(JudgementError, match="and not all 3"):
        judging.split(whole.id, members(whole), by="ann")


@pytest.mark.parametrize("seed", range(12))
def test_the_order_of_reports_and_rulings_makes_no_difference(
    tmp_path, store, recorder, judging, linker, run_info, calls, seed
):
    recorder.add(calls)
    merge_the_calls(store, judging)
    single = [entry for entry in entries(store) if entry.reports == 1]
    recorder.add([calls[-1], msgspec.structs.replace(calls[-1], doc=again(calls[-1].doc))])
    pair = next(entry for entry in entries(store) if entry.id == single[0].id)
    assert pair.reports == 2
    judging.split(pair.id, members(pair)[:1], by="bob")
    reports = [*calls, msgspec.structs.replace(calls[-1], doc=again(calls[-1].doc))]
    steps = [*reports, *store.rulings.standing()]
    random.Random(seed).shuffle(steps)
    with Store.open(tmp_path / "other.db") as other:
        take(steps, Recorder(other, linker, run_info, today=TODAY), Judging(other, linker))
        assert list(other.dump()) == list(store.dump())
        rulings = other.rulings.of(report_key(one.doc) for one in reports)
        at_once = account_of(reports, linker, rulings=rulings).entries
        assert sorted(entries(other), key=lambda entry: entry.id) == list(at_once)


def take(steps, adding, ruling):
    """Add the reports and repeat the rulings, as they come."""
    for step in steps:
        if isinstance(step, CodedReport):
            adding.add([step])
        else:
            ruling.repeat(step)


def again(doc):
    """The same report by another paper."""
    return msgspec.structs.replace(doc, publisher="Mail", id="again")


def dated(store, number, day):
    """Let a judgement be of another day."""
    store._connection.execute(
        "UPDATE judgements SET at = ? WHERE judgement = ?", (f"{day}T10:00:00+00:00", number)
    )


def test_as_known_on_takes_the_rulings_of_up_to_that_day(store, recorder, judging, calls):
    recorder.add(calls)
    number = merge_the_calls(store, judging)
    dated(store, number, "2021-05-05")
    undone = judging.undo(number, by="ann")
    dated(store, undone, "2022-05-05")
    with Record.open(store.path) as record:
        for day, counts in {
            "2021-05-04": [1, 3, 3],
            "2021-05-05": [1, 6],
            "2022-05-05": [1, 3, 3],
        }.items():
            rows = record.events(as_known_on=date.fromisoformat(day))
            assert sorted(row.reports for row in rows) == counts
        assert sorted(row.reports for row in record.events()) == [1, 3, 3]


@pytest.mark.parametrize("kind", ["happening", "contact"])
def test_what_was_settled_is_what_all_of_it_worked_out_afresh_gives(
    store, recorder, judging, linker, calls, meetings, kind
):
    recorder.add([*calls, *meetings])
    numbers = [merge_the_calls(store, judging)]
    whole = next(entry for entry in entries(store) if entry.reports == 6)
    numbers.append(judging.undo(numbers[0], by="ann"))
    pair = next(entry for entry in entries(store) if entry.id == whole.id)
    numbers.append(judging.split(pair.id, members(pair)[:1], by="bob"))
    numbers.append(judging.same_entity(ACHIENG, ODERA, by="ann"))
    for month, number in enumerate(numbers, start=1):
        dated(store, number, f"2021-{month:02}-05")
    today = datetime.now(UTC).date().isoformat()
    query = "SELECT settled_on FROM settled WHERE entry = ?"
    assert store._connection.execute(query, (pair.id,)).fetchone()[0] == today
    store._connection.execute("UPDATE settled SET settled_on = '2021-03-05'")
    with Record.open(store.path) as record:
        for month in range(12):
            day = date(2020, 12, 20) + timedelta(days=15 * month)
            then = AccountThen(record._connection, day, linker).find(Wanted(kind=kind))
            assert record.entries(kind, as_known_on=day) == then
            page = record.overview(as_known_on=day).page(Wanted(kind=kind), limit=3)
            assert page.total == len(then)


def test_as_known_today_is_as_it_stands(store, recorder, judging, calls):
    recorder.add(calls)
    merge_the_calls(store, judging)
    today = datetime.now(UTC).date() + timedelta(days=1)
    with Record.open(store.path) as record:
        assert record.entries("happening", as_known_on=today) == record.entries("happening")


def test_one_of_a_form_can_be_split_off_and_the_others_stay_together(
    store, recorder, judging, tell
):
    coded = [naming(tell(f"2020-0{month}-02")) for month in range(1, 6)]
    recorder.add(coded[:4])
    [whole] = entries(store, "agreement")
    judging.split(whole.id, members(whole)[:1], by="ann")
    assert told(store, "agreement") == [1, 3]
    recorder.add(coded[4:])
    assert told(store, "agreement") == [1, 4]


def naming(coded):
    """The report with a charter that it names, and nothing else."""
    charter = Agreement(
        id="g1",
        name="Charter of Lakes, Rivers and Harbours",
        kind="treaty",
        status="mentioned",
        date=When(end=coded.doc.date),
        confidence=0.8,
        rule="name",
        evidence=(Span.cut(coded.doc, 0, 5, role="trigger"),),
    )
    return msgspec.structs.replace(coded, events=(), agreements=(charter,))


def test_a_ruling_that_breaks_off_leaves_nothing(store, recorder, judging, calls, monkeypatch):
    recorder.add(calls)
    before = list(store.dump())

    def fail(*_):
        raise MemoryError

    monkeypatch.setattr(store.entries, "_insert", fail)
    with pytest.raises(MemoryError):
        merge_the_calls(store, judging)
    assert list(store.dump()) == before


def test_a_ruling_that_is_killed_leaves_nothing(store, recorder, calls):
    recorder.add(calls)
    before = list(store.dump())
    ids = [entry.id for entry in entries(store) if entry.reports == 3]
    program = f"""
import os, signal
from communique.judging import Judging
from communique.link import Linker
from communique.store import Store
with Store.open({str(store.path)!r}) as store:
    store.entries.replace = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)
    Judging(store, Linker.load()).merge(*{ids!r}, by="ann")
"""
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == -9
    assert list(store.dump()) == before


# --- entities ------------------------------------------------------------------------------------


MORE = {
    "News": "",
    "Post": " about fish, boats and harbours, as a spokesman told our man in Mombasa",
    "Sun": " to open a school, where children sang and a band played until midnight",
    "Mail": ", whose plane was late because of fog over the fjord all morning",
}


def met(day, guest, publisher="News"):
    """A coded report of a meeting of Norway's Ola Berg with a guest from Kenya."""
    text = f"Ola Berg of Norway met {guest} of Kenya{MORE[publisher]}."
    doc = Report(
        id=f"{publisher}-{day}", date=date.fromisoformat(day), publisher=publisher, text=text
    )
    spot = text.index("met")
    evidence = (Span.cut(doc, spot, spot + 3, role="trigger"),)
    people = tuple(
        Entity(id=id, kind="person", name=name, country=code, evidence=evidence)
        for id, name, code in (("n1", "Ola Berg", "NOR"), ("n2", guest, "KEN"))
    )
    contact = Contact(
        id="c1",
        channel="meeting",
        participants=("n1", "n2"),
        status="held",
        date=When.on(doc.date),
        confidence=0.8,
        rule="met",
        evidence=evidence,
    )
    return CodedReport(doc=doc, entities=people, contacts=(contact,))


@pytest.fixture
def meetings():
    """A meeting that two papers tell, each with another name of the guest, and a later one."""
    return [
        met("2020-03-02", "Grace Achieng"),
        met("2020-03-02", "G. Odera", "Post"),
        met("2020-06-02", "G. Odera", "Sun"),
    ]


def test_two_names_ruled_to_be_one_person_join_what_they_kept_apart(
    store, recorder, judging, meetings
):
    recorder.add(meetings)
    assert told(store, "contact") == [1, 1, 1]
    before = content(store)
    number = judging.same_entity(ACHIENG, ODERA, by="ann")
    assert told(store, "contact") == [1, 2]
    with Record.open(store.path) as record:
        for name in ("Grace Achieng", "G. Odera"):
            assert len(record.contacts(person=name)) == 2
    judging.undo(number, by="ann")
    assert content(store) == before


def test_an_entity_of_one_report_ruled_to_be_another_leaves_the_others(
    store, recorder, judging, meetings
):
    recorder.add([meetings[0], met("2020-03-02", "Grace Achieng", "Post")])
    assert told(store, "contact") == [2]
    before = content(store)
    number = judging.other_entity(report_key(meetings[0].doc), ACHIENG, by="ann")
    assert told(store, "contact") == [1, 1]
    judging.undo(number, by="ann")
    assert content(store) == before


def test_an_entity_ruled_to_be_a_known_other_goes_by_that_name(store, recorder, judging, meetings):
    recorder.add(meetings)
    judging.other_entity(report_key(meetings[1].doc), ODERA, other=ACHIENG, by="ann")
    assert told(store, "contact") == [1, 2]
    with Record.open(store.path) as record:
        assert [row.reports for row in record.contacts(person="Grace Achieng")] == [2]
        assert [row.people for row in record.contacts(person="G. Odera")] == [
            ("G. Odera", "Ola Berg")
        ]


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_rulings_on_entities_makes_no_difference(
    tmp_path, store, recorder, judging, linker, run_info, meetings, seed
):
    meetings.append(met("2020-03-02", "Grace Achieng", "Mail"))
    recorder.add(meetings)
    judging.same_entity(ACHIENG, ODERA, by="ann")
    judging.other_entity(report_key(meetings[3].doc), ACHIENG, by="bob")
    steps = [*meetings, *store.rulings.standing()]
    random.Random(seed).shuffle(steps)
    with Store.open(tmp_path / "other.db") as other:
        take(steps, Recorder(other, linker, run_info, today=TODAY), Judging(other, linker))
        assert list(other.dump()) == list(store.dump())


def test_as_known_before_a_ruling_on_entities_the_links_are_those_of_then(
    store, recorder, judging, meetings
):
    recorder.add(meetings)
    later = datetime.now(UTC).date() - timedelta(days=1)
    before = [row.people for row in recorder_rows(store, later)]
    judging.same_entity(ACHIENG, ODERA, by="ann")
    assert [row.people for row in recorder_rows(store, later)] == before
    tomorrow = later + timedelta(days=2)
    assert sorted(row.reports for row in recorder_rows(store, tomorrow)) == [1, 2]


def recorder_rows(store, day):
    """The contacts as known on a day."""
    with Record.open(store.path) as record:
        return record.contacts(as_known_on=day)


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (lambda judging, _: judging.same_entity(ACHIENG, "person:no one:KEN", by="a"), "no report"),
        (lambda judging, _: judging.same_entity(ACHIENG, ACHIENG, by="a"), "are one already"),
        (lambda judging, key: judging.other_entity(key, ODERA, by="a"), "names nobody"),
        (lambda judging, key: judging.other_entity(key, ACHIENG, other=ACHIENG, by="a"), "already"),
    ],
    ids=["unknown", "the same", "not in the report", "itself"],
)
def test_rulings_on_nobody_are_refused(recorder, judging, meetings, rule, said):
    recorder.add(meetings)
    with pytest.raises(JudgementError, match=said):
        rule(judging, report_key(meetings[0].doc))


def test_who_somebody_is_can_be_ruled_once(recorder, judging, meetings):
    recorder.add(meetings)
    key = report_key(meetings[0].doc)
    number = judging.other_entity(key, ACHIENG, by="ann")
    with pytest.raises(JudgementError, match=rf"\(judgement {number}\) said, who that is"):
        judging.other_entity(key, ACHIENG, other=ODERA, by="bob")
