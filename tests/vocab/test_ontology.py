"""The ontology: what its files must hold, and how it is asked."""

from __future__ import annotations

import pytest

from communique.errors import VocabError
from communique.vocab.frames import FrameBook
from communique.vocab.ontology import QUAD_LABELS, Ontology


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return Ontology.load()


def test_it_has_all_types_modes_contexts_sectors_and_codes(ontology: Ontology):
    assert len(ontology.types) == 16
    assert sum(len(kind.modes) for kind in ontology.types.values()) == 67
    assert len(ontology.contexts) == 37
    assert len(ontology.sectors) == 25
    assert len(ontology.codes) == 318


def test_every_score_agrees_with_its_quad_class(ontology: Ontology):
    for kind in ontology.types.values():
        assert kind.quad in QUAD_LABELS
        assert (kind.score >= 0) == (kind.quad in (1, 2) or kind.name == "REQUEST")
        for mode in kind.modes.values():
            assert mode.score is None or -10 <= mode.score <= 10
            assert mode.definition.endswith(".")


def test_the_default_code_of_a_type_leads_back_to_it(ontology: Ontology):
    # RETREAT shares CAMEO's root 08 with CONCEDE; a resignation is coded as a change of leadership.
    for kind in ontology.types.values():
        if kind.name != "RETREAT":
            assert ontology.cameo(kind.cameo).plover_type == kind.name
        for mode in kind.modes.values():
            found = ontology.cameo(mode.cameo).plover_type
            assert found == kind.name or mode.name == "resign"


@pytest.mark.parametrize(
    ("name", "mode", "score"),
    [
        ("CONSULT", None, 2.5),
        ("CONSULT", "visit", 4),
        ("RETREAT", "disarm", 10),
        ("ACCUSE", None, -3),
        ("PROTEST", "vandalize", -5),
    ],
)
def test_a_score_is_that_of_the_mode_or_else_of_the_type(
    ontology: Ontology, name: str, mode: str | None, score: float
):
    assert ontology.mode_score(name, mode) == score


@pytest.mark.parametrize(
    ("code", "goldstein", "kind", "mode"),
    [
        ("041", 1.0, "CONSULT", "phone"),
        ("057", 8.0, "SUPPORT", None),
        ("0841", 7.0, "RETREAT", "release"),
        ("010", 0.0, None, None),
        ("176", None, "COERCE", "cyber"),
    ],
)
def test_a_code_knows_its_goldstein_value_and_type(
    ontology: Ontology, code: str, goldstein: float | None, kind: str | None, mode: str | None
):
    found = ontology.cameo(code)
    assert (found.code, found.goldstein) == (code, goldstein)
    assert (found.plover_type, found.plover_mode) == (kind, mode)


def test_an_unknown_narrow_code_gives_its_nearest_parent(ontology: Ontology):
    assert ontology.cameo("0419").code == "041"


@pytest.mark.parametrize(
    "ask",
    [
        lambda o: o.type("CONSUL"),
        lambda o: o.cameo("99"),
        lambda o: o.mode_score("AID", "phone"),
        lambda o: o.default_cameo("AID", "phone"),
    ],
)
def test_an_unknown_name_says_which_are_known(ontology: Ontology, ask):
    with pytest.raises(VocabError, match=r"known are|modes are|roots are"):
        ask(ontology)


@pytest.mark.parametrize(
    ("text", "contexts"),
    [
        ("The finance ministers cut tariffs and lowered the interest rate.", ("economic",)),
        ("Voters went to the polling stations for the presidential run-off.", ("election",)),
        ("The defence minister said two warships and a battalion had left.", ("military",)),
        ("The suspect was charged with bribery of a judge.", ("legal", "corruption")),
        ("Enrichment goes on, the IAEA said.", ("cbrn",)),
        ("It rained.", ()),
        ("He was courteous, and spied the judgeship of the bordering shire.", ()),
    ],
)
def test_contexts_are_found_by_whole_words(
    ontology: Ontology, text: str, contexts: tuple[str, ...]
):
    assert ontology.find_contexts(text) == contexts


def test_at_most_three_contexts_are_given_the_best_shown_first(ontology: Ontology):
    text = (
        "Police seized cocaine, heroin and fentanyl; the hospital told of cholera and malaria;"
        " the earthquake came later, and the court was closed."
    )
    assert ontology.find_contexts(text) == ("health", "illegal_drugs", "legal")


def test_an_event_gets_the_contexts_of_its_sentence_and_report(ontology: Ontology):
    sentence = "The two met on Monday."
    report = sentence + " The earthquake and the flooding had killed many; the tsunami came later."
    found = ontology.event_contexts("CONSULT", sentence, report)
    assert set(found) == {"diplomatic", "disasters"}


def test_frames_speak_of_types_modes_codes_and_contexts_that_there_are(ontology: Ontology):
    wrong = []
    for frame in FrameBook.load().frames:
        if frame.type not in ontology.types:
            wrong.append(f"{frame.rule}: no type {frame.type}")
        elif frame.mode and frame.mode not in ontology.type(frame.type).modes:
            wrong.append(f"{frame.rule}: no mode {frame.mode}")
        if frame.cameo and frame.cameo not in ontology.codes:
            wrong.append(f"{frame.rule}: no CAMEO code {frame.cameo}")
        wrong += [
            f"{frame.rule}: no context {c}" for c in frame.contexts if c not in ontology.contexts
        ]
    assert not wrong
