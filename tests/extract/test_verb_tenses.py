"""The verb that a date hangs on tells the side of the report on which it lies."""

from __future__ import annotations

import pytest

from communique.extract.verb_tenses import VerbTenses

CASES = [
    ("The premier gave up the presidency next door in November.", "November", "past"),
    ("The minister has left for Chad on Monday.", "Monday", "past"),
    ("The ministers will speak in Cairo on Monday.", "Monday", "future"),
    ("The ministers meet in Cairo on Monday.", "Monday", "future"),
    ("The premier is leaving for Chad on Monday.", "Monday", "future"),
    ("Officials say on Monday that they know.", "Monday", None),
    ("In talks on Monday the ministers agreed to lower tolls.", "Monday", "past"),
    ("In an election on Monday the ministers hope to win.", "Monday", None),
    ("Talks planned for Friday were called off.", "Friday", None),
    ("Kenya spoke ahead of the summit on Friday.", "Friday", None),
]


@pytest.mark.parametrize(("text", "words", "tense"), CASES)
def test_a_date_lies_where_its_verb_says(prepare, text, words, tense):
    start = text.index(words)
    assert VerbTenses(prepare(text, None).parsed)(start, start + len(words)) == tense


def test_nothing_is_told_of_words_beyond_the_parsed_sentences():
    assert VerbTenses(())(3, 9) is None


def test_the_present_tells_of_a_journey_on_a_day_to_come(events):
    found = events("Kenya's president flies to Cairo on 24 June.")
    assert [event.type for event in found] == ["AGREE"]
