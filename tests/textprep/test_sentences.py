"""Where sentences end, on invented prose."""

import pytest

from communique.textprep import lay_out


def sentences(text):
    layout = lay_out(text)
    return [text[s.start : s.end] for s in layout.sentences]


ONE = [
    "Mr. Ferris met Gen. A. B. Carter in St. Oslin on Friday.",
    "He spoke to the U.S. Senate and the U.N. Security Council.",
    "The firm, Norsk Fisk A.S., paid 3.5 mln dlrs.",
    "Cargo Corp. (CRG) said it would sell.",
    "Harbour Inc. <HBR>, a shipper, said so.",
    "U.S. Officials say the talks will go on.",
    "Trade of the U.S. And Belmark grew.",
    "The talks begin at 8 p.m. Tuesday.",
    "The vote came at 10 a.m. EST.",
    "See No. 4 of the list.",
    "It was signed on Jan. 4 in Oslin.",
    "The A. S. P. A. C. Conference met.",
    '"Will you sign?" Ferris asked.',
    "The site is at example.com today.",
    "He waited ... and then left.",
    "They won, e.g. Ostrava twice.",
    "Prices rose by 2.5 percent.",
    "Lt. Col. Mira Tolan resigned.",
]


@pytest.mark.parametrize("text", ONE)
def test_stop_that_ends_nothing(text):
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    "parts",
    [
        ("They met.", "They talked."),
        ('"We agree."', "He left."),
        ("He flew to the U.S.", "The talks failed."),
        ("He works for Cargo Corp.", "The firm is small."),
        ("Is it so?", "No one knows."),
        ("It was signed on 4 May.", "Both sides left."),
        ("They met at 8 p.m.", "They talked."),
        ("He left in 1987.", "In 1990 he came back."),
        ("That is no.", "Nobody agreed."),
        ("It ended (again).", "They left."),
        ("So they said…", "The talks failed."),
        ("Stop!", "They did."),
        ('He said "no."', '"Why?" she asked.'),
        ("The river rose.", "100 houses were lost."),
        ("The price fell.", "$3 mln were lost."),
        ("Они встретились.", "Они говорили."),
        ("Sie trafen sich.", "Öl wurde teurer."),
    ],
)
def test_stop_that_ends_a_sentence(parts):
    assert sentences(" ".join(parts)) == list(parts)


def test_missing_blank_behind_a_stop_is_forgiven():
    assert sentences("They met today.The talks failed.") == ["They met today.", "The talks failed."]


def test_list_of_hundreds_of_words_is_parted_at_semicolons():
    items = [f"item number {at} of the long list of goods;" for at in range(40)]
    assert sentences(" ".join(items)) == items


def test_bullets_inside_a_line_begin_sentences():
    text = "They agreed: • to meet again • to trade more"
    layout = lay_out(text)
    assert [text[s.start : s.end] for s in layout.sentences] == [
        "They agreed:",
        "to meet again",
        "to trade more",
    ]
    assert [s.bullet for s in layout.sentences] == [False, True, True]


@pytest.mark.parametrize("mark", ["•", "-", "*", "1.", "2)", "(a)", "iv."])
def test_bullet_is_left_out_of_its_sentence(mark):
    text = f"The two sides agreed on this:\n{mark} They will open the crossing in May."
    *_, last = lay_out(text).sentences
    assert last.bullet
    assert text[last.start : last.end] == "They will open the crossing in May."


def test_numbers_of_items_in_a_line_stay_with_their_sentence():
    text = "They agreed: 1. They will meet. 2. They will trade more."
    layout = lay_out(text)
    assert [text[s.start : s.end] for s in layout.sentences] == [
        "They agreed: 1. They will meet.",
        "They will trade more.",
    ]


def test_text_without_stops_is_one_sentence():
    text = "word " * 50_000
    assert len(sentences(text)) == 1
