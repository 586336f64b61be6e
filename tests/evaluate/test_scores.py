"""The figures: worked out by hand, and the same as those of the outside scorer."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import SourceError
from communique.evaluate import read_documents, score_documents
from communique.evaluate.events import Level, level_of, see_events
from communique.evaluate.pairing import Sentences, days_meet, likeness, pair, same_days

from .conftest import DAY, TEXT, Spoiler, document, event

SIGNED = event("SUPPORT", "KEN UGA", quote="signed")
ACCUSED = event("ACCUSE", "NOR", "IRN", quote="accused")


def level(gold, found, **more):
    """The level of a pair of events."""
    sentences = Sentences.of(TEXT)
    (g,), (p,) = (see_events(document(one), sentences) for one in (gold, found))
    return level_of(g, p, **more)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (ACCUSED, Level.DATE),
        (event("ACCUSE", "NOR", "IRN", quote="accused", date=None), Level.SIDES),
        (event("ACCUSE", "NOR SWE", "IRN", quote="accused"), Level.DYAD),
        (event("ACCUSE", "SWE", "IRN", quote="accused"), Level.TYPE),
        (event("ACCUSE", "NOR", quote="accused"), Level.TYPE),
        (event("ACCUSE", "IRN", "NOR", quote="accused"), Level.TYPE),
        (event("REJECT", "NOR", "IRN", quote="accused"), Level.NOTHING),
    ],
)
def test_sides_of_a_directed_event_are_compared_one_by_one(found, expected):
    assert level(ACCUSED, found) is expected


@pytest.mark.parametrize(
    ("gold", "found", "expected"),
    [
        ("PER CHL", "CHL PER", Level.DATE),
        ("PER CHL USA", "PER CHL", Level.DYAD),
        ("PER CHL USA", "PER", Level.DYAD),
        ("PER CHL USA", "PER BOL", Level.TYPE),
        ("PER", "", Level.TYPE),
    ],
)
def test_sides_of_a_reciprocal_event_are_one_set(gold, found, expected):
    one = event("CONSULT", gold, quote="rang")
    halves = found.split()
    other = event("CONSULT", " ".join(halves[:1]), " ".join(halves[1:]), quote="rang")
    assert level(one, other) is expected


def test_a_side_that_chosen_gold_leaves_empty_is_not_asked_for():
    gold = event("ACCUSE", "", "IRN", quote="accused")
    assert level(gold, ACCUSED) is Level.TYPE
    assert level(gold, ACCUSED, lenient=True) is Level.DATE


def test_figures_by_hand():
    found = document(ACCUSED, event("SUPPORT", "KEN", quote="signed"), ACCUSED)
    scores = score_documents({"a": document(SIGNED, ACCUSED)}, {"a": found})
    row = scores.as_json()["scores"]
    assert row["event type"] == {
        "gold": 2, "pred": 3, "hit": 2, "precision": 0.6667, "recall": 1.0, "f1": 0.8,
    }  # fmt: skip
    assert row["event type+dyad"]["hit"] == 2
    assert row["event type+exact sides"]["hit"] == 1
    assert scores.as_json()["by_type"]["ACCUSE"]["pred"] == 2


def test_chosen_gold_counts_no_false_events():
    gold = document(ACCUSED, scored="one")
    scores = score_documents({"a": gold}, {"a": document(SIGNED, ACCUSED)})
    assert scores.as_json()["scores"]["event type"]["precision"] == 1.0


def test_a_document_not_coded_is_missed_in_full():
    scores = score_documents({"a": document(SIGNED)}, {})
    assert scores.coded == 0
    assert scores.as_json()["scores"]["event type"]["recall"] == 0.0


def test_kinds_that_gold_leaves_out_are_not_scored():
    scores = score_documents({"a": document(SIGNED)}, {"a": document(SIGNED, contacts=[])})
    assert "contact" not in scores.counts


def test_broken_records_are_told():
    bad = SIGNED | {"evidence": [{"start": 0, "end": 5, "quote": "Nepal"}]}
    found = document(bad, ACCUSED | {"evidence": []})
    scores = score_documents({"a": document(SIGNED)}, {"a": found})
    assert scores.broken == [
        "a: events: 'Nepal' is not text[0:5]",
        "a: a record of events has no evidence",
    ]


@pytest.mark.parametrize("seed", range(8))
def test_all_figures_are_those_of_the_outside_scorer(outside, shared, own, tmp_path, seed):
    scorer = outside("score.py")
    for gold in (own, *(shared / "gold" / name for name in GOLD)):
        rows = [json.loads(line) for line in gold.read_text("utf-8").splitlines()]
        path = tmp_path / gold.name
        spoilt = Spoiler(seed).rows(rows)
        path.write_text("".join(json.dumps(row) + "\n" for row in spoilt), "utf-8")
        theirs = scorer.load(path)
        scores, ratios, by_type, _ = scorer.score(scorer.load(gold), theirs)
        ours = score_documents(read_documents(gold), read_documents(path)).as_json()
        assert ours["scores"] == scores
        assert ours["ratios"] == ratios
        assert ours["by_type"] == by_type
        assert ours["contract_errors"] == len(scorer.check_contract(theirs))


GOLD = ("dev.jsonl", "plover_gsr_dev.jsonl", "linking_dev.jsonl")


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["{"], "gold.jsonl:1: "),
        (
            ['{"doc": {"id": "a"}}', '{"doc": {"id": "b"}, "events": [{"mode": 3}]}'],
            "gold.jsonl:2: ",
        ),
        (['{"doc": {"id": "a"}}', "", '{"doc": {"id": "a"}}'], "gold.jsonl:3: the document 'a'"),
        (['{"doc": {"id": "a", "date": "June"}}'], "$.doc.date"),
        ([""], "no documents in it"),
    ],
)
def test_a_bad_line_is_named(tmp_path, lines, message):
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(lines), "utf-8")
    with pytest.raises(SourceError) as error:
        read_documents(path)
    assert message in str(error.value)


def test_sentences_end_before_a_capital_or_at_an_empty_line():
    sentences = Sentences.of("Mr. Fox met us. \u201cOh.\u201d Then he left.\n\nmore")
    parts = [sentences.text[slice(*sentences.span(n))] for n in range(len(sentences.starts))]
    assert parts == ["Mr.", "Fox met us.", "\u201cOh.\u201d", "Then he left.", "more"]


@given(st.lists(st.lists(st.integers(0, 3), min_size=3, max_size=3), max_size=5))
def test_pairs_are_one_to_one_and_heavy_ones_come_first(table):
    pairs = pair(range(len(table)), range(3), lambda i, j: table[i][j])
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    weights = [table[i][j] for i, j in pairs]
    assert weights == sorted(weights, reverse=True) and all(weights)


def test_days_that_gold_does_not_know_are_not_asked_for():
    gold = document(SIGNED | {"date": {"start": None, "end": DAY}}).events[0].date
    found = document(SIGNED).events[0].date
    assert same_days(gold, None) and days_meet(gold, None)
    assert days_meet(found, found) and not days_meet(found, gold)


def test_names_are_alike_by_their_words():
    assert likeness("the Treaty of Rome", "Rome treaty") == 1.0
    assert likeness("of the", "of the") == 0.0
