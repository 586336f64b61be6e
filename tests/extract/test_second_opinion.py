"""The second opinion: the same answer for the same words, vetoes and finds, and none without it."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from communique.errors import VocabError
from communique.extract.second_opinion import SecondOpinion
from communique.pipeline import Coder, CoderOptions
from communique.vocab import opinion as module
from communique.vocab.opinion import NONE, Clues, Limits, OpinionModel, Weights, WordVectors

DAY = date(2020, 6, 17)
PRAISE = "Kenya praised Uganda on Monday."
MISSED = "Norway sponsored the concert of Malawi on Monday."
NEVER = Limits(veto=1, near=1, free=1, alone=1)


@pytest.fixture(scope="module")
def model():
    return OpinionModel.load()


@pytest.fixture(scope="module")
def frames_alone():
    return Coder(second_opinion=False, all_events=True)


def leaning(model, type_, word):
    """The model with weights that say `type_` of one word, and nothing else."""
    weights = model.weights
    shares = np.zeros_like(weights.of_names)
    shares[weights.classes.index(type_), weights.names.index(f"lemma={word}")] = 20
    base = np.zeros_like(weights.base)
    base[weights.classes.index(NONE)] = 10
    made = Weights(
        weights.classes, weights.names, shares, weights.slots, weights.of_slots * 0, base, "made"
    )
    return OpinionModel(made, model.vectors)


def coded(coder, opinion, text):
    """The types and rules of a text's events under an opinion."""
    coder.find_events.opinion = opinion
    try:
        return [(event.type, event.rule) for event in coder.code(text, date=DAY).events]
    finally:
        coder.find_events.opinion = None


def test_the_shipped_model_gives_probabilities_and_the_same_each_time(model):
    clues = Clues(
        frozenset({"lemma=praise", "dep=ROOT"}), {"head": ("praise",), "obj": ("country",)}
    )
    shares = model(clues)
    assert shares == OpinionModel.load()(clues)
    assert sum(shares.values()) == pytest.approx(1)
    other = Clues(frozenset({"lemma=attack", "dep=ROOT"}), {"head": ("attack",)})
    assert shares["SUPPORT"] > model(other)["SUPPORT"]


def test_words_near_in_meaning_have_near_vectors():
    vectors = WordVectors.load()
    assert vectors("denounce") @ vectors("condemn") > vectors("denounce") @ vectors("wheat")
    assert np.linalg.norm(vectors("unheard-of-word")) == pytest.approx(1)


def test_the_model_vetoes_what_a_frame_found(frames_alone, model):
    assert [type_ for type_, _ in coded(frames_alone, None, PRAISE)] == ["SUPPORT"]
    nothing = leaning(model, NONE, "praise")
    doubting = SecondOpinion(nothing, Limits(veto=0.9, near=1, free=1, alone=1))
    assert coded(frames_alone, doubting, PRAISE) == []
    assert coded(frames_alone, SecondOpinion(nothing, NEVER), PRAISE) != []
    sparing = Limits(veto=0.9, near=1, free=1, alone=1, spared=("SUPPORT",))
    assert coded(frames_alone, SecondOpinion(nothing, sparing), PRAISE) != []


def test_the_model_finds_what_frames_miss_and_says_that_it_did(frames_alone, model):
    assert coded(frames_alone, None, MISSED) == []
    finding = SecondOpinion(
        leaning(model, "SUPPORT", "sponsor"), Limits(veto=1, near=0.7, free=0.7, alone=1)
    )
    ((type_, rule),) = coded(frames_alone, finding, MISSED)
    assert type_ == "SUPPORT" and rule.startswith("SUPPORT/model:")


def test_what_the_model_alone_finds_counts_between_countries(frames_alone, model):
    """At home it takes careers and business for politics: "Judge X **served** as a clerk"."""
    finding = SecondOpinion(
        leaning(model, "SUPPORT", "sponsor"), Limits(veto=1, near=0.7, free=0.7, alone=1)
    )
    assert coded(frames_alone, finding, "Kenya sponsored the Kenyan rowers' federation.") == []


@pytest.mark.parametrize("verb", ["reveal", "confirm"])
def test_what_a_frame_says_is_no_event_is_not_brought_back(frames_alone, model, verb):
    text = f"The Danish minister declined to {verb} the sum."
    sure = SecondOpinion(leaning(model, "REJECT", "decline"), Limits(1, 0.01, 1, 1))
    assert coded(frames_alone, sure, text) == []


def test_frames_can_be_left_out_altogether(frames_alone, model):
    alone = SecondOpinion(
        leaning(model, "SUPPORT", "praise"), Limits(veto=1, near=1, free=1, alone=0.5), alone=True
    )
    assert coded(frames_alone, alone, PRAISE) == [("SUPPORT", "SUPPORT/model:praise")]


def test_a_coder_is_built_with_or_without_it():
    assert Coder.of(CoderOptions(second_opinion=False)).find_events.opinion is None
    assert Coder.of(CoderOptions()).find_events.opinion is not None


def test_the_shipped_weights_know_their_data_and_fit_the_vectors(model):
    weights = Weights.load()
    assert len(weights.digest) == 64 and NONE in weights.classes
    assert weights.of_slots.shape == (len(weights.classes), sum(weights.slots.values()))
    assert max(weights.slots.values()) <= model.vectors.size


def test_weights_are_written_the_same_and_read_back(tmp_path, monkeypatch):
    weights = Weights.load()
    for name in ("one.npz", "two.npz"):
        weights.save(tmp_path / name)
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()
    monkeypatch.setattr(module, "data_dir", lambda *parts: tmp_path / parts[-1])
    (tmp_path / "one.npz").rename(tmp_path / "weights.npz")
    assert Weights.load().names == weights.names
    (tmp_path / "weights.npz").write_bytes(b"no archive")
    with pytest.raises(VocabError, match="make model"):
        Weights.load()
