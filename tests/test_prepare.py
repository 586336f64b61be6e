"""Lemmas of the verbs that frames look for."""

from __future__ import annotations

from datetime import date

import pytest

from communique.drafts import Prepared
from communique.extract.times import TimeFinder
from communique.prepare import Preparer, load_model
from communique.records import Report
from communique.textprep import Layout
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


def test_the_times_of_a_stretch_are_those_that_begin_in_it():
    text = "On May 1, 2019 Chad met Mali. On May 2, 2019 Mali met Togo. On May 3, 2019 they met."
    report = Report(id="a", date=date(2019, 5, 4), text=text)
    times = tuple(TimeFinder()(text, report.date))
    prepared = Prepared(
        report=report, layout=Layout(shadow=text, sentences=()), parsed=(), times=times
    )
    assert len(times) == 3
    for start in range(0, len(text), 7):
        for end in range(start, len(text) + 1, 5):
            inside = [time for time in times if start <= time.start < end]
            assert prepared.times_from(start, end) == inside
