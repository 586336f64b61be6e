"""Games and stories report no events; riots beside games do."""

from __future__ import annotations

import pytest

PLAY = [
    "The Chilean striker agreed terms with a club in Peru for the season.",
    "Uruguay attacked the Korean goal for the whole second round of the friendly match.",
    "In the new opera a Danish queen is freed by her Swedish jailer.",
    "The documentary shows how a Honduran gang killed nine Mexicans.",
    "The museum shows how Swedish armies plundered the Polish town.",
    "Two Iranian wrestlers attacked the referee after the bout.",
    "In the ballet's second act the Georgian villagers drive out the Turkish governor.",
]
EARNEST = [
    ("Peruvian police fired tear gas at football fans outside the stadium.", "ASSAULT"),
    ("Iranian police arrested a film director in Tehran.", "COERCE"),
]


@pytest.mark.parametrize("text", PLAY)
def test_a_game_or_a_story_reports_nothing(events, text):
    assert events(text) == ()


@pytest.mark.parametrize(("text", "type_"), EARNEST)
def test_police_beside_a_game_or_a_film_are_in_earnest(events, text, type_):
    assert type_ in {event.type for event in events(text)}
