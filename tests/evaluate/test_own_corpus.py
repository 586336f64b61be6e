"""The corpus of our own keeps to the form of gold, and the checker sees what does not."""

from collections import Counter

import pytest

from communique.evaluate import GoldChecker, read_documents
from communique.vocab.gazetteer import Gazetteer
from communique.vocab.ontology import Ontology

from .conftest import document, event


@pytest.fixture(scope="module")
def check():
    gazetteer = Gazetteer.load()
    return GoldChecker(Ontology.load(), is_code=lambda code: gazetteer.label(code) != code)


def test_the_corpus_is_sound(own, check):
    problems = [problem for one in read_documents(own).values() for problem in check(one)]
    assert problems == []


def test_the_corpus_has_all_types_statuses_and_kinds(own):
    documents = read_documents(own).values()
    events = [event for one in documents for event in one.events]
    assert {event.type for event in events} == set(Ontology.load().types)
    assert {event.status for event in events} == {"occurred", "ongoing", "alleged"}
    kinds = Counter(kind for one in documents for kind, _ in one.items())
    assert kinds.keys() == {"events", "contacts", "agreements", "designations", "tallies"}
    assert sum(not one.events for one in documents) >= 4, "reports of nothing at all"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"type": "TALK"}, "no type 'TALK'; there are AGREE"),
        ({"mode": "phone"}, "no mode of ACCUSE 'phone'"),
        ({"status": "maybe"}, "no status 'maybe'"),
        ({"contexts": ["weather"]}, "no context 'weather'"),
        ({"actors": [{"country": "XYZ"}]}, "no country or body 'XYZ'"),
        ({"actors": [{"sector": "GVO"}]}, "no sector 'GVO'"),
        ({"actors": [], "recipients": []}, "neither actor nor recipient"),
        ({"date": {"start": "2020-02-02", "end": "2020-01-01"}}, "before it starts"),
        ({"evidence": [{"start": 0, "end": 3, "quote": "Ken!"}]}, "is not text[0:3]"),
        ({"evidence": []}, "no evidence"),
    ],
)
def test_a_slip_is_told(check, change, message):
    problems = list(check(document(event("ACCUSE", "NOR", "IRN", quote="accused") | change)))
    assert len(problems) == 1 and message in problems[0]


def test_slips_in_other_records_are_told(check):
    days = {"precision": "day"}
    words = {"evidence": [{"quote": "Kenya"}], "date": days}
    slips = document(
        contacts=[{"channel": "fax", "participants": ["KEN"], "status": "held"} | words],
        agreements=[{"kind": "paper", "parties": ["KEN"]} | words],
        designations=[{"by": ["KEN"], "to": ["UGA"], "action": "given"} | words],
        tallies=[{"kind": "first", "number": 1} | words],
    )
    assert [problem.partition(";")[0] for problem in check(slips)] == [
        "a: contacts: no channel 'fax'",
        "a: agreements: no kind 'paper'",
        "a: designations: no action 'given'",
        "a: tallies: a number goes with ordinal and total alone",
    ]
