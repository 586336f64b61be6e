"""The layout of whole texts: its promises on any text, quotations, speed."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.textprep import lay_out, shadow

PIECES = [
    "TOKYO, June 16 (Reuters) - ", "The ministers met. ", "Mr. Ferris ", "\n", "\n\n", "\r\n",
    "• ", "- ", "1. ", "“", "”", '"', "''", "``", "'", "U.S. ", "FOR RELEASE", ": ", "; ", "... ",
    "🤝", "سلام. ", "שלום", "(AP)", "?", "! ", "\0", "\u200b", "\u2028", "\t", "No. 4 ", "a", "B",
    "NEW YORK", "The ", "5 May 2021", "—", "-30-", "\ufeff", "\x85", "of the\n", "March\n12. ",
]  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))


@given(TEXTS, st.one_of(st.none(), TEXTS))
def test_sentences_come_in_order_apart_and_trimmed(text, title):
    layout = lay_out(text, title)
    assert layout.shadow == shadow(text)
    at = paragraph = 0
    for index, sentence in enumerate(layout.sentences):
        assert sentence.index == index
        assert at <= sentence.start < sentence.end <= len(text)
        words = layout.shadow[sentence.start : sentence.end]
        assert words == words.strip()
        assert "\n" not in words
        assert sentence.paragraph >= paragraph
        at, paragraph = sentence.end, sentence.paragraph


@given(TEXTS)
def test_quotations_lie_apart_inside_their_sentence(text):
    for sentence in lay_out(text).sentences:
        at = sentence.start
        for start, end in sentence.quoted:
            assert at <= start < end <= sentence.end
            at = end


@given(TEXTS)
def test_datelines_lie_apart_in_order_and_outside_of_sentences(text):
    layout = lay_out(text)
    at = 0
    for line in layout.datelines:
        assert at <= line.start < line.end <= len(text)
        at = line.end
        assert not any(s.start < line.end and line.start < s.end for s in layout.sentences)


@given(TEXTS)
def test_no_word_is_lost(text):
    layout = lay_out(text)
    kept = [False] * len(text)
    for part in (*layout.sentences, *layout.datelines):
        kept[part.start : part.end] = [True] * (part.end - part.start)
    lost = [char for char, is_kept in zip(text, kept, strict=True) if not is_kept]
    # Bullets alone are left out, and they are marks, numbers or single letters.
    assert sum(map(str.isalpha, lost)) <= 5 * sum(s.bullet for s in layout.sentences)


def quoted(text):
    return [text[a:b] for s in lay_out(text).sentences for a, b in s.quoted]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We agree," Ferris said.', ["We agree,"]),
        ("“We agree,” Ferris said, “to meet.”", ["We agree,", "to meet."]),
        ("``We agree,'' Ferris said.", ["We agree,"]),
        ("''We agree,'' Ferris said.", ["We agree,"]),
        ("'We agree to it,' Ferris said of Belmark's plan.", ["We agree to it,"]),
        ("Belmark's plan is the ministers' own.", []),
        ('"We agree. We will sign," he said.', ["We agree.", "We will sign,"]),
        ('"This paragraph stays open.\n\n"The next opens anew," he said.',
         ["This paragraph stays open.", "The next opens anew,"]),
        ('He spoke of a "steady hand" in talks.', ["steady hand"]),
        ('""', []),
    ],
)  # fmt: skip
def test_quoted_words(text, expected):
    assert quoted(text) == expected


def test_scanned_page_becomes_whole_sentences():
    text = (
        "The Minister announced today that a meeting of officials would be\n\n"
        "held in the capital next Monday to discuss action being taken in\n\n"
        "Ostrava and overseas on investment. Further meetings would be\n\n"
        "arranged later in the year.\n\n"
        "PORT ELARA\n\n8 May 1959"
    )
    layout = lay_out(text)
    said = [layout.shadow[s.start : s.end] for s in layout.sentences if not s.heading]
    assert [" ".join(words.split()) for words in said] == [
        "The Minister announced today that a meeting of officials would be held in the capital "
        "next Monday to discuss action being taken in Ostrava and overseas on investment.",
        "Further meetings would be arranged later in the year.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "word " * 100_000,
        "." * 300_000,
        '"' * 100_000,
        "'a " * 100_000,
        "\n" * 300_000,
        "A" * 300_000,
        "A. " * 100_000,
        "(" * 300_000,
        "-" * 300_000,
        "`" * 300_000,
        " " * 300_000 + "x",
        "A - " * 80_000,
        "• " * 100_000,
        "NEW YORK, " * 30_000,
        "'A, b's c" * 30_000,
        ";" * 300_000,
        "a;\n" * 100_000,
        ". . " * 80_000,
        "the\n" * 100_000,
    ],
    ids=range(19),
)
def test_monotonous_text_takes_no_longer_than_other(text):
    start = time.process_time()
    lay_out(text)
    assert time.process_time() - start < 5
