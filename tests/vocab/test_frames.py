"""Every frame fires on its own examples and is silent on those that it must leave alone."""

from __future__ import annotations

from datetime import date

import pytest

from communique.pipeline import Coder
from communique.records import Report
from communique.vocab.frames import FrameBook

BOOK = FrameBook.load()
FIRES = [(frame.rule, text) for frame in BOOK.frames for text in frame.fires_on]
SILENT = [(frame.rule, text) for frame in BOOK.frames for text in frame.silent_on]


@pytest.fixture(scope="module")
def fired():
    """The rules that fire on each example text."""
    coder = Coder(select=False)
    texts = list(dict.fromkeys(text for _, text in (*FIRES, *SILENT)))
    reports = [
        Report(id=str(number), date=date(2020, 6, 17), text=text)
        for number, text in enumerate(texts)
    ]
    return {
        coded.doc.text: {line.rule for line in trace if line.outcome != "veto"}
        for coded, trace in coder.explain_many(reports)
    }


@pytest.mark.parametrize(("rule", "text"), FIRES)
def test_frame_fires_on_its_example(fired, rule, text):
    assert rule in fired[text]


@pytest.mark.parametrize(("rule", "text"), SILENT)
def test_frame_is_silent_on_its_near_miss(fired, rule, text):
    assert rule not in fired[text]
