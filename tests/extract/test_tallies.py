"""Claims of sequence and count: what counts as one, whose it is, and what is listed for it."""

from __future__ import annotations

from datetime import date

import pytest

from communique.extract.mentions import MentionFinder
from communique.extract.tallies import TallyFinder
from communique.vocab.claim_words import load_claim_words, load_examples
from communique.vocab.gazetteer import Gazetteer

DAY = date(2020, 5, 6)  # a Wednesday
RULES = load_claim_words("tallies").rules


@pytest.fixture(scope="module")
def stages():
    return MentionFinder(Gazetteer.load()), TallyFinder()


@pytest.fixture(scope="module")
def find(prepare, stages):
    """The tallies of a text."""
    mentions, tallies = stages

    def run(text):
        prepared = prepare(text, DAY)
        return tallies(prepared, mentions(prepared))

    return run


def claims(drafts):
    return [f"{d.kind} {d.number}" if d.number is not None else d.kind for d in drafts]


@pytest.mark.parametrize(
    ("text", "gives", "rule"),
    [(e.text, e.gives, rule.id) for rule in RULES.values() for e in rule.fires_on],
)
def test_a_rule_fires_on_its_examples(find, text, gives, rule):
    drafts = find(text)
    assert claims(drafts) == list(gives)
    assert f"tally.{rule}" in {d.rule for d in drafts}


@pytest.mark.parametrize(
    ("text", "rule"), [(text, rule.id) for rule in RULES.values() for text in rule.silent_on]
)
def test_a_rule_is_silent_on_its_near_misses(find, text, rule):
    assert claims(find(text)) == [], rule


@pytest.mark.parametrize(
    ("text", "gives"), [(e.text, e.gives) for e in load_examples("tally_examples")]
)
def test_a_sentence_gives_the_claims_stated(find, text, gives):
    assert claims(find(text)) == list(gives)


@pytest.mark.parametrize(
    ("text", "subject", "what", "window"),
    [
        (
            "This was Carla Nunes's first call with her Kenyan counterpart since taking office.",
            "Carla Nunes",
            "call with her Kenyan counterpart",
            "since taking office",
        ),
        ("It was the third visit by Carla Nunes this year.", "Carla Nunes", None, "this year"),
        ("Kenya has launched 40 attacks since April.", "Kenya", "attacks", "since April"),
        (
            "Carla Nunes has spoken by phone with six foreign leaders so far.",
            "Carla Nunes",
            "calls with foreign leaders",
            "so far",
        ),
        ("Uganda condemned Kenya twice.", "Uganda", None, None),
        ("It was Uganda's first-ever visit to Kenya.", "Uganda", "visit to Kenya", None),
        (
            "It was the first visit by Carla Nunes to Kenya in thirty years.",
            "Carla Nunes",
            "visit by Carla Nunes to Kenya",
            "in thirty years",
        ),
    ],
)
def test_whose_it_is_what_and_in_which_window(find, text, subject, what, window):
    (draft,) = find(text)
    assert draft.subject.text.removesuffix("'s") == subject
    assert what is None or draft.what == what
    assert draft.window == window


LIST = (
    "Defence Secretary Carla Nunes held her first call with her Kenyan counterpart. Nunes has"
    " telephoned five leaders abroad, and the first one was NATO chief Ivo"
    " Brandt. Her other calls have been with her counterparts from Chile, Peru and Norway."
    " She likes Fiji."
)


def test_members_are_listed_over_several_sentences(find):
    total = next(d for d in find(LIST) if d.kind == "total")
    texts = " | ".join(m.text for m in total.members)
    for member in ("NATO", "Chile", "Peru", "Norway", "Kenyan"):
        assert member in texts
    assert "Fiji" not in texts


def test_only_two_names_its_members(find):
    (draft,) = find("Only two countries, Kenya and Uganda, have signed.")
    assert [m.text for m in draft.members] == ["Kenya", "Uganda"]


def test_a_claim_told_again_is_one_claim(find):
    (draft,) = find("The first summit was held in Nairobi. The first summit was short.")
    assert [role for role, _, _ in draft.spans].count("repeat") == 1


def test_evidence_lies_in_the_text(find):
    for draft in find(LIST):
        assert draft.spans
        assert all(0 <= start < end <= len(LIST) for _, start, end in draft.spans)
        assert 0 < draft.weight < 1


def test_a_day_of_a_month_is_no_claim(find):
    assert claims(find("The ministers met on the fourteenth of March 1977.")) == []


def test_what_says_since_when_is_no_claim(find):
    assert claims(find("Benin has had a seat since it signed its first pact in March 2009.")) == []
