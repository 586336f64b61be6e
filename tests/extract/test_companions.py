"""Who does a deed: those who act along with the subject, and subjects behind a "was"."""

from __future__ import annotations

from datetime import date

import pytest

DAY = date(2020, 6, 17)


@pytest.fixture(scope="module")
def accusers(coder):
    """The countries of those who accuse in a text, one list for each event."""

    def run(text):
        record = coder.code(text, date=DAY)
        country = {entity.id: entity.country or "" for entity in record.entities}
        accusing = (event for event in record.events if event.type == "ACCUSE")
        return [sorted({country[one] for one in event.actors}) for event in accusing]

    return run


@pytest.mark.parametrize(
    "text",
    [
        "Together with Ghana, Norway denounced Peru on Monday.",
        "Norway, along with Ghana, denounced Peru on Monday.",
        "Norway, joined by Ghana, denounced Peru on Monday.",
        "Norway joined Ghana in denouncing Peru on Monday.",
        "Norway and its ally Ghana denounced Peru on Monday.",
        "Several countries including Norway and Ghana denounced Peru on Monday.",
        "Peru was denounced on Monday by countries such as Norway and Ghana.",
        "Foreign leaders denounced Peru, among them Norway's king and Ghana's president.",
        "Peru was denounced on Monday by Norway's and Ghana's governments.",
        "Foreign leaders, including Norwegian nurses and Ghanaian nuns, denounced Peru.",
        "Norway, like Ghana, denounced Peru on Monday.",
        "Norway denounced Peru on Monday, and so did Ghana.",
        "Norway denounced Peru on Monday, as did Ghana.",
        "Norway denounced Peru and Ghana did the same on Monday.",
        "Norway denounced Peru on Monday; Ghana followed suit.",
    ],
)
def test_those_who_act_along_with_somebody_act_too(accusers, text):
    assert accusers(text) == [["GHA", "NOR"]]


@pytest.mark.parametrize(
    "text",
    [
        "Norway denounced Peru, along with Ghana, on Monday.",
        "Norway denounced Peru on Monday at talks with Ghana.",
        "Norway, unlike Ghana, denounced Peru on Monday.",
        "Like many African nations, Norway denounced Peru on Monday.",
        "Norway denounced Peru on Monday as Ghana held an election.",
    ],
)
def test_those_named_behind_the_verb_are_no_companions(accusers, text):
    assert accusers(text) == [["NOR"]]


@pytest.mark.parametrize(
    "text",
    [
        "Condemning the raid was Ghana's foreign minister, Ama Mensah, on Monday.",
        "Also denouncing Peru on Monday was Ghana.",
        "Among those denouncing Peru on Monday was Ghana.",
        "It was Ghana that denounced Peru on Monday.",
        "The one who denounced Peru on Monday was Ghana's foreign minister.",
        "A statement issued by the Ghanaian foreign ministry denounced Peru on Monday.",
        "Peru was denounced on Monday by the foreign ministry of Ghana.",
    ],
)
def test_a_subject_is_found_wherever_it_stands(accusers, text):
    assert accusers(text) == [["GHA"]]


def test_a_body_is_who_is_named_behind_the_word_for_it(coder):
    text = "Peru was denounced on Monday by the rights group Amnesty International."
    record = coder.code(text, date=DAY)
    assert "NGO:AMNESTY" in {entity.country for entity in record.entities}
