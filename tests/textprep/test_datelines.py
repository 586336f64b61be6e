"""Where, when and by whom a story was filed."""

import pytest

from communique.textprep import lay_out

BODY = "The ministers met on Tuesday."


@pytest.mark.parametrize(
    ("prefix", "place", "day", "agency"),
    [
        ("TOKYO, June 16 (Reuters) - ", "TOKYO", "June 16", "Reuters"),
        ("GENEVA (AP) — ", "GENEVA", None, "AP"),
        ("GENEVA (AP) _ ", "GENEVA", None, "AP"),
        ("SIRTE, Libya (AFP) – ", "SIRTE, Libya", None, "AFP"),
        ("BEIJING, Jan. 5 (Xinhua) -- ", "BEIJING", "Jan. 5", "Xinhua"),
        ("Moscow, 12 March 2019 (TASS) - ", "Moscow", "12 March 2019", "TASS"),
        ("ENCINO, Calif., Oct 20 - ", "ENCINO, Calif.", "Oct 20", None),
        ("LONDON/PARIS, May 3 (Reuters) - ", "LONDON/PARIS", "May 3", "Reuters"),
        ("NAIROBI, Monday - ", "NAIROBI", "Monday", None),
        ("PORT ELARA - ", "PORT ELARA", None, None),
        ("(Reuters) - ", None, None, "Reuters"),
        ("NEW DELHI: ", "NEW DELHI", None, None),
        ("AMMAN ", "AMMAN", None, None),
    ],
)
def test_dateline_is_read_and_left_out_of_the_sentence(prefix, place, day, agency):
    text = prefix + BODY
    layout = lay_out(text)
    line = layout.dateline
    assert line is not None
    assert (line.place, line.date_text, line.agency) == (place, day, agency)
    assert text[line.start : line.end] == prefix
    assert [text[s.start : s.end] for s in layout.sentences] == [BODY]


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "UPDATE - The ministers met.",
        "Paris and London - both large - agreed.",
        "The U.S. (AP) office closed.",
        "NATO said on Monday - once more - that it would help.",
        "President Ferris, 5 May - a day of joy - spoke.",
        "",
        " - ",
    ],
)
def test_other_openings_are_no_place(text):
    line = lay_out(text).dateline
    assert line is None or line.place is None


def test_each_story_of_a_digest_has_its_own():
    text = f"TOKYO, June 16 (Reuters) - {BODY}\n\nPARIS, June 17 (AFP) - They left."
    layout = lay_out(text)
    assert [line.place for line in layout.datelines] == ["TOKYO", "PARIS"]
    first, second = text.index(BODY), text.index("They left")
    assert layout.dateline_at(first).place == "TOKYO"
    assert layout.dateline_at(second).place == "PARIS"
    assert layout.dateline_at(0).place == "TOKYO"


def test_dateline_may_stand_behind_a_headline():
    text = f"Ministers meet again\n\nTOKYO, June 16 (Reuters) - {BODY}"
    assert lay_out(text).dateline.place == "TOKYO"


def test_dateline_on_a_line_of_its_own():
    text = f"TOKYO, June 16 (Reuters) -\n{BODY}"
    layout = lay_out(text)
    assert layout.dateline.place == "TOKYO"
    assert [text[s.start : s.end] for s in layout.sentences] == [BODY]
