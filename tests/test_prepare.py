"""Lemmas of the verbs that frames look for."""

from __future__ import annotations

import pytest

from communique.prepare import Preparer, load_model
from communique.vocab.frames import FrameBook
from communique.vocab.gazetteer import Gazetteer


@pytest.fixture(scope="module")
def nlp():
    return Preparer(load_model(), FrameBook.load(), Gazetteer.load()).nlp


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("They staged rallies.", "stage"),
        ("They hoped to win.", "hope"),
        ("They waged war.", "wage"),
        ("They raged at him.", "rage"),
        ("They rated it highly.", "rate"),
        ("They barred him.", "bar"),
        ("They planned it.", "plan"),
        ("They scrapped it.", "scrap"),
    ],
)
def test_verbs_have_the_lemma_that_spelling_tells(nlp, text, lemma):
    assert nlp(text)[1].lemma_ == lemma
