"""The corpus of our own keeps to the form of gold, and the checker sees what does not."""

from collections import Counter

import pytest

from communique.evaluate import GoldChecker, read_documents
from communique.vocab.gazetteer import Gazetteer
from communique.vocab.ontology import Ontology

from .conftest import document, event

RUN = 12  # words in a row that no two texts share


@pytest.fixture(scope="module")
def check():
    gazetteer = Gazetteer.load()
    return GoldChecker(Ontology.load(), is_code=lambda code: gazetteer.label(code) != code)


@pytest.fixture(scope="module")
def corpora(root):
    """The files of the corpus, by name."""
    files = sorted((root / "tests" / "corpus").glob("*.jsonl"))
    return {path.name: list(read_documents(path).values()) for path in files}


def test_the_corpus_is_sound(corpora, check):
    slips = [slip for file in corpora.values() for document in file for slip in check(document)]
    assert slips == []


def is_whole(one):
    """Whether a text is a report, annotated for all kinds of records, and no lone sentence."""
    kinds = (one.contacts, one.agreements, one.designations, one.tallies)
    return all(kind is not None for kind in kinds)


def test_the_corpus_is_large_and_names_each_text_once(corpora):
    ids = [document.doc.id for file in corpora.values() for document in file]
    reports = [one for file in corpora.values() for one in file if is_whole(one)]
    assert len(ids) == len(set(ids))
    assert len(reports) >= 150
    assert len(ids) - len(reports) >= 1500


def test_the_corpus_has_all_types_statuses_and_kinds(corpora):
    documents = [document for file in corpora.values() for document in file]
    events = Counter(event.type for document in documents for event in document.events)
    statuses = {event.status for document in documents for event in document.events}
    kinds = Counter(kind for document in documents for kind, _ in document.items())
    assert set(events) == set(Ontology.load().types)
    assert min(events.values()) >= 60, "enough of every type"
    assert statuses == {"occurred", "ongoing", "alleged"}
    assert kinds.keys() == {"events", "contacts", "agreements", "designations", "tallies"}
    assert sum(not document.events for document in documents) > len(documents) / 3


def test_no_two_texts_of_the_corpus_are_near_copies(corpora):
    seen: dict[str, str] = {}
    for one in (one for file in corpora.values() for one in file):
        words = one.doc.text.lower().split()
        for start in range(len(words) - RUN + 1):
            run = " ".join(words[start : start + RUN])
            assert seen.setdefault(run, one.doc.id) == one.doc.id, run


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
