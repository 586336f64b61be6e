"""Modes that no frame tells are read of the words beside it."""

from __future__ import annotations

import pytest

from communique.errors import VocabError
from communique.vocab import modes
from communique.vocab.modes import load_mode_words
from communique.vocab.ontology import Ontology

CASES = [
    (type_, sentence, mode)
    for type_, words in load_mode_words().items()
    for sentence, mode in words.examples.items()
]


@pytest.mark.parametrize(("type_", "sentence", "mode"), CASES)
def test_the_words_of_a_sentence_tell_its_mode(events, type_, sentence, mode):
    (event,) = [e for e in events(sentence) if e.type == type_]
    assert event.mode == mode


def test_many_states_or_a_body_make_talks_many_sided(events):
    (event,) = events("The presidents of Chad, Niger and Mali met in Bamako on Monday.")
    assert event.mode == "multilateral"
    (event,) = events("Chad's president met the secretary general of the United Nations.")
    assert event.mode == "multilateral"


def test_a_mode_brings_its_own_score(events):
    (event,) = events("Chad killed ten soldiers of Niger with a drone.")
    assert event.score == Ontology.load().mode_score("ASSAULT", "drone")


def test_a_mode_that_the_type_has_not_is_told(tmp_path, monkeypatch):
    path = tmp_path / "mode_words.yaml"
    path.write_text("REQUEST: {scope: below, modes: {beg: [plea]}, examples: {}}", encoding="utf-8")
    monkeypatch.setattr(modes, "data_dir", lambda *_: path)
    with pytest.raises(VocabError, match="REQUEST has no mode 'beg'; it has assist"):
        load_mode_words()
