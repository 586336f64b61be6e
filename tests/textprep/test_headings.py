"""Lines with nothing in them to parse."""

import pytest

from communique.textprep import lay_out

BODY = "The ministers met on Tuesday and agreed to open the crossing."


def kinds(text, title=None):
    return [(text[s.start : s.end], s.heading) for s in lay_out(text, title).sentences]


@pytest.mark.parametrize(
    "line",
    [
        "FOR IMMEDIATE RELEASE",
        "Embargoed until 10 May 2021",
        "MINISTRY OF FOREIGN AFFAIRS",
        "Office of the Spokesperson",
        "JOINT STATEMENT OF OSTRAVA AND BELMARK",
        "Ostrava and Belmark Agree on Harbour Access",
        "# # #",
        "-30-",
        "Page 2 of 5",
        "Media contact: Ana Ruiz 555 0100",
        "https://wire.example/7",
        "press@wire.example",
        "+1 (555) 010-0000",
        "Background:",
        "Copyright 2021 Coastal Wire",
        "By Ana Ruiz",
    ],
)
@pytest.mark.parametrize("above", [True, False])
def test_line_is_a_heading(line, above):
    text = f"{line}\n\n{BODY}" if above else f"{BODY}\n\n{line}"
    expected = [(line, True), (BODY, False)]
    assert kinds(text) == (expected if above else expected[::-1])


@pytest.mark.parametrize(
    "line",
    [
        "They left.",
        "The ministers of both countries met again in the old port on Friday",
        "Ferris agreed to this:",
        "Did they agree?",
    ],
)
def test_line_is_no_heading(line):
    assert kinds(f"{BODY}\n\n{line}")[-1] == (line, False)


def test_line_that_repeats_the_title_is_a_heading():
    line = "Ostrava’s minister says that the crossing will open before the harvest"
    text = f"{line}\n\n{BODY}"
    assert kinds(text)[0] == (line, False)
    assert kinds(text, title=line.replace("’", "'"))[0] == (line, True)


def test_only_line_of_a_text_is_the_text():
    assert kinds("Ostrava and Belmark Sign Treaty") == [("Ostrava and Belmark Sign Treaty", False)]


def test_text_all_in_capitals_is_no_row_of_headings():
    text = f"{BODY.upper()}\n\nTHE CROSSING OPENS IN MAY. BOTH SIDES ARE PLEASED."
    assert not any(heading for _, heading in kinds(text))


def test_heading_before_a_colon_is_parted_from_its_sentence():
    text = f"JOINT STATEMENT ON HARBOUR ACCESS: {BODY}"
    assert kinds(text) == [("JOINT STATEMENT ON HARBOUR ACCESS:", True), (BODY, False)]
