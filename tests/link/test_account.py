"""Whole reports: the call of January 2021 in five of them, and our own stories in any order."""

import random
from datetime import date
from itertools import combinations

import pytest

from communique.account import report_key
from communique.evaluate import report_of
from communique.evaluate.linking import (
    groups_of,
    mistakes,
    read_linking,
    score_joining,
    told_agreements,
    told_events,
)
from communique.link.account import account_of
from communique.pipeline import Coder
from communique.read import read_reports

SHUFFLES = 100


@pytest.fixture(scope="module")
def coder():
    return Coder()


@pytest.fixture(scope="module", params=["own", "shared"])
def call(coder, linker, root, request):
    """The account of the sample report, three rewordings of it, and the readout that it cites."""
    path = root / "samples" / "austin-singh.txt"
    if request.param == "shared":
        path = request.getfixturevalue("shared") / "corpora" / "sample-austin-singh.txt"
    reports = list(read_reports([root / "tests" / "corpus" / "linking" / "call.jsonl", path]))
    account = account_of(coder.code_many(reports), linker)
    return account, {report_key(report): report for report in reports}


def entries(account, kind, **fields):
    return [
        entry
        for entry in account.entries
        if entry.kind == kind and all(getattr(entry, k) == v for k, v in fields.items())
    ]


def test_the_call_is_one_with_five_reports_and_two_origins(call):
    account, _ = call
    pair = {"tenure:Lloyd Austin", "tenure:Rajnath Singh"}
    for kind, type in (("happening", "CONSULT"), ("contact", "phone")):
        found = [
            entry
            for entry in entries(account, kind, type=type)
            if {party.who for party in entry.parties} == pair
        ]
        (one,) = found
        assert (one.reports, one.origins) == (5, 2)
        assert (one.when.start, one.when.end) == (date(2021, 1, 27), date(2021, 1, 27))
        assert one.known == date(2021, 1, 27)


def test_the_readout_is_no_copy_of_the_reports_that_cite_it(call):
    account, reports = call
    readout = next(key for key, report in reports.items() if report.id == "call-readout")
    alike = [pair for pair, like in account.copies.items() if like >= 0.4]
    assert len(alike) >= 3
    assert all(readout not in pair for pair in alike)


@pytest.mark.parametrize("acronym", ["LEMOA", "COMCASA"])
def test_each_agreement_is_one_entry(call, acronym):
    account, _ = call
    (one,) = entries(account, "agreement", acronym=acronym)
    assert (one.reports, one.origins) == (4, 1)
    assert {party.code for party in one.parties} == {"USA", "IND"}
    assert one.status == "signed"
    assert len(entries(account, "agreement")) == 2


def test_the_designation_is_one(call):
    account, _ = call
    (one,) = entries(account, "designation")
    assert one.name == "Major Defence Partner"
    assert [step.status for step in one.steps] == ["conferred"]


@pytest.fixture(scope="module")
def stories(coder, root):
    """Our own stories: the gold, and what is coded of them."""
    gold = read_linking(root / "tests" / "corpus" / "linking" / "stories.jsonl")
    reports = [report_of(document) for document in gold.documents.values()]
    return gold, {record.doc.id: record for record in coder.code_many(reports)}


def test_our_own_stories_are_joined_well(stories, linker):
    gold, coded = stories
    account = account_of(coded.values(), linker)
    for told, kind, total in (
        (told_events(gold, coded), "event", 196),
        (told_agreements(gold, coded), "agreement", 25),
    ):
        groups = groups_of(account, kind)
        row = score_joining(told, groups, total)
        assert row.paired >= 0.7 * row.gold
        assert row.precision >= 0.92 and row.f1 >= 0.9
        assert len(list(mistakes(told, groups))) == row.wrong + row.missed


def test_every_sign_that_is_met_has_a_weight(stories, linker):
    _, coded = stories
    items = account_of(coded.values(), linker).items.values()
    met = {
        (a.key.kind, sign)
        for a, b in combinations(items, 2)
        if a.key.kind == b.key.kind
        for sign, _ in linker.signs(a, b, None) or ()
    }
    assert len(met) > 50
    assert {(kind, sign) for kind, sign in met if sign not in linker.weights[kind]} == set()


def test_a_hundred_shuffles_give_the_same_account(stories, linker):
    _, coded = stories
    records = [coded[key] for key in sorted(coded)][:28]
    wanted = account_of(records, linker)
    assert len(wanted.entries) > 30
    for seed in range(SHUFFLES):
        random.Random(seed).shuffle(records)
        assert account_of(records, linker) == wanted


def test_what_was_known_on_a_day_is_the_account_of_the_reports_up_to_it(stories, linker):
    _, coded = stories
    day = date(2013, 1, 1)
    early = [record for record in coded.values() if record.doc.date <= day]
    account = account_of(coded.values(), linker)
    known = {key: item for key, item in account.items.items() if item.known <= day}
    then = account_of(early, linker)
    assert then.items == known
    assert then.links == tuple(
        link for link in account.links if link.a in known and link.b in known
    )
