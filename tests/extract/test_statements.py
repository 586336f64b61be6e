"""Who said, promised, demanded, praised, criticised or denied what."""

from __future__ import annotations

from datetime import date

import pytest

from communique.dates import When
from communique.extract.mentions import MentionFinder
from communique.extract.statements import StatementFinder
from communique.vocab.claim_words import load_claim_words
from communique.vocab.gazetteer import Gazetteer

DAY = date(2020, 5, 6)  # a Wednesday
RULES = load_claim_words("statements").rules


@pytest.fixture(scope="module")
def stages():
    return MentionFinder(Gazetteer.load()), StatementFinder()


@pytest.fixture(scope="module")
def find(prepare, stages):
    """The report of a text, and its statements."""
    mentions, statements = stages

    def run(text):
        prepared = prepare(text, DAY)
        return statements(prepared, mentions(prepared))

    return run


def told(text, drafts):
    return [f"{d.kind}: {text[slice(*d.content)]}" for d in drafts]


@pytest.mark.parametrize(
    ("text", "gives", "rule"),
    [(e.text, e.gives, rule.id) for rule in RULES.values() for e in rule.fires_on],
)
def test_a_rule_fires_on_its_examples(find, text, gives, rule):
    drafts = find(text)
    assert told(text, drafts) == list(gives)
    assert {d.rule for d in drafts} == {f"statement.{rule}"}


@pytest.mark.parametrize(
    ("text", "rule"), [(text, rule.id) for rule in RULES.values() for text in rule.silent_on]
)
def test_a_rule_is_silent_on_its_near_misses(find, text, rule):
    assert told(text, find(text)) == [], rule


@pytest.mark.parametrize(
    ("text", "speaker", "addressees"),
    [
        ("Kenya urged Uganda to leave.", "Kenya", ["Uganda"]),
        ("Kenya called on Uganda to leave.", "Kenya", ["Uganda"]),
        ("Kenya pledged to work with Uganda.", "Kenya", ["Uganda"]),
        ("Carla Nunes pledged to work closely with him.", "Carla Nunes", ["him"]),
        ("Kenya criticised Uganda's decision.", "Kenya", ["Uganda"]),
        ("Kenya praised Uganda for its help.", "Kenya", ["Uganda"]),
        ("Kenya said the talks had failed.", "Kenya", []),
        ("Kenya praised its army.", "Kenya", []),
    ],
)
def test_who_speaks_to_whom(find, text, speaker, addressees):
    (draft,) = find(text)
    assert draft.speaker.text == speaker
    assert [m.text for m in draft.addressees] == addressees


def test_the_day_is_that_of_the_saying(find):
    (draft,) = find("Kenya said on Monday that the talks had failed.")
    assert draft.when == When(
        start=date(2020, 5, 4), end=date(2020, 5, 4), precision="day", basis="relative"
    )


def test_without_a_day_it_is_the_reports(find):
    (draft,) = find("Kenya said that the talks had failed.")
    assert (draft.when.start, draft.when.basis) == (DAY, "document")


def test_a_statement_within_a_quotation_is_one_of_its_own(find):
    text = '"The minister pledged to help Uganda," the Kenyan president said.'
    assert told(text, find(text)) == [
        "information: The minister pledged to help Uganda",
        "pledge: to help Uganda",
    ]


def test_content_and_evidence_are_stretches_of_the_text(find):
    text = "Kenya urged Uganda on Monday to leave; Uganda denied the charge."
    for draft in find(text):
        assert all(0 <= start < end <= len(text) for _, start, end in draft.spans)
        assert ("content", *draft.content) in draft.spans
        assert 0 < draft.weight < 1
