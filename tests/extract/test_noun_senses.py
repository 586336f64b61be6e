"""Nouns that name a party in one sense, and nobody in another."""

from __future__ import annotations

from datetime import date

import pytest

from communique.extract.mentions import MentionFinder
from communique.vocab.gazetteer import Gazetteer


@pytest.fixture(scope="module")
def acts(prepare):
    """Whether the first word so spelt is one that can act."""
    find = MentionFinder(Gazetteer.load())

    def run(text, word):
        prepared = prepare(text, date(2021, 3, 4))
        table = find(prepared)
        (parsed,) = prepared.parsed
        token = next(t.i for t in parsed.doc if t.text == word)
        mention = table.at(parsed.sentence.index, token)
        return mention is not None and mention.form != "thing"

    return run


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Norway defended human rights.", "rights"),
        ("Norway renounced the use of force.", "force"),
        ("She praised Togo's right to fish.", "right"),
        ("Kenya will buy solar power from Ethiopia.", "power"),
        ("Both backed a two-state solution.", "state"),
        ("He spoke of racial justice.", "justice"),
        ("Police searched eleven houses in Lima.", "houses"),
        ("Tens of thousands took to the streets.", "streets"),
        ("Chile paid for the establishment of a college.", "establishment"),
        ("Ms Lind received her B.A. from Oslo.", "B.A."),
    ],
)
def test_what_somebody_has_is_no_party(acts, text, word):
    assert not acts(text, word)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("She courted the religious right.", "right"),
        ("The great powers agreed to the plan.", "powers"),
        ("The nation mourned its poet.", "nation"),
        ("The chief justice resigned in Lima.", "justice"),
        ("The lower house passed the bill.", "house"),
        ("The house censured the minister.", "house"),
        ("The Chilean establishment praised the plan.", "establishment"),
        ("The force entered Lima.", "force"),
    ],
)
def test_the_sense_in_which_they_act_is_kept(acts, text, word):
    assert acts(text, word)
