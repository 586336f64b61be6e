"""The shadow: a copy of equal length that parsers can read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.textprep import shadow

# Signs that the shadow knows of, mixed with any others.
TEXTS = st.one_of(
    st.text(),
    st.text(alphabet="aB.,-—–'’\"“”`´ \n\r\t\f\v\0\x85\u2028\u00a0\u200b\u200d\ufeff🤝سל1"),
)


@given(TEXTS)
def test_length_never_changes(text):
    assert len(shadow(text)) == len(text)


@given(TEXTS)
def test_letters_and_digits_stay_in_their_places(text):
    for given_char, kept in zip(text, shadow(text), strict=True):
        if given_char.isalnum() and given_char != "ʼ":
            assert kept == given_char


@given(TEXTS)
def test_shadow_of_a_shadow_is_itself_but_for_line_breaks(text):
    once = shadow(text)
    assert shadow(once).replace("\n", " ") == once.replace("\n", " ")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Yes,” he said. It’s ‘fine’.", "\"Yes,\" he said. It's 'fine'."),
        ("«Yes», he said.", '"Yes", he said.'),
        ("``Yes,'' he said.", ' "Yes,"  he said.'),
        ("''Yes,'' he said.", ' "Yes,"  he said.'),
        ("He said ''yes'' twice.", 'He said  "yes"  twice.'),
        ("a\u00a0b\u2009c\td", "a b c d"),
        ("2019–20 and non‑stop", "2019-20 and non-stop"),
        ("Rome — Paris", "Rome - Paris"),
        ("talks—now in May—ended", "talks—now in May—ended"),
        ("a\0b\x07c", "a b c"),
        ("one.\r\nTwo.", "one. \nTwo."),
        ("one.\rTwo.\u2028Three.", "one.\nTwo.\nThree."),
        ("soft\u00adly \u200bhere", "soft\u00adly  here"),
        ("می\u200cشود", "می\u200cشود"),
        ("‘‘Yes,’’ he said.", ' "Yes,"  he said.'),
        ("", ""),
    ],
)
def test_odd_characters_become_plain(text, expected):
    assert shadow(text) == expected


WRAPPED = """\
The ministers of both countries met in the capital on Tuesday to
discuss the reopening of the northern crossing, which has been shut
since the spring. They will meet again."""

SCANNED = """\
The Minister announced today that a meeting of officials would be

held in the capital next Monday to discuss action being taken in

Australia and overseas on investment. Further meetings would be

arranged later in the year."""


@pytest.mark.parametrize("text", [WRAPPED, SCANNED, WRAPPED.replace("\n", "\r\n")])
def test_breaks_inside_a_paragraph_are_joined(text):
    assert "\n" not in shadow(text)


@pytest.mark.parametrize(
    "text",
    [
        "One paragraph.\nAnother paragraph.",
        "One paragraph ends.\n\nAnother begins.",
        "Present were\n- Ana Ruiz\n- Ben Okoye",
        "They will\n1. meet\n2. talk",
        "the reopening; and\n\nmore trade",
        "STATEMENT BY THE\n\nMinisters met today.",
        "Yours sincerely,\nAna Ruiz",
    ],
)
def test_breaks_between_paragraphs_and_items_stay(text):
    assert shadow(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "The minister spoke with the\n\nPrime Minister of Belmark.",
        "He leaves for Ostrava and\n\nBelmark on Monday.",
        "The leaders will meet on March\n12. They will dine.",
        "The act was signed on August 9,\n2022.",
        "The treaty expires in\n2026. Talks need a partner.",
        "A letter to Mr.\n\nFerris was sent.",
        "STATEMENT BY THE\n\nPRIME MINISTER",
    ],
)
def test_words_that_need_what_follows_go_on_over_a_break(text):
    assert "\n" not in shadow(text)


def test_page_breaks_and_separators_of_old_files_break_lines():
    assert shadow("One.\fTwo.\x1eThree.") == "One.\nTwo.\nThree."
