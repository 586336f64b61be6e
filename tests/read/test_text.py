"""Plain text and its header."""

from datetime import date

import pytest

DAY = date(2021, 5, 5)
BODY = "The ministers met.\n\nThey talked."


@pytest.mark.parametrize(
    "head",
    [
        "date 2021-05-05\n", "date 2021-05-05 ", "DATE 2021-05-05\n\n", "\n\ndate 2021-05-05\n",
        "date 2021-05-05 - ", "date 2021-05-05: ", "date 2021-05-05 | ", "date: 2021-05-05 ",
        "Date: 2021-05-05\n", "Date: 5 May 2021\n", "Published: May 5, 2021\n\n",
        "date 2021-05-05T10:00:00Z\n", "date: 2021-05-05T10:00:00+02:00 ",
        "\ufeffdate 2021-05-05\n",
    ],
)  # fmt: skip
def test_date_line_dates_the_report_and_is_left_out(read, head):
    report = read(head + BODY).report
    assert (report.date, report.text) == (DAY, BODY)


def test_header_gives_what_is_known(read):
    head = (
        "Title: Ministers: a meeting\nDate: 2021-05-05\nSource: Coastal Wire\n"
        "URL: https://wire.example/7\nID: w7\nLanguage: en\n\n"
    )
    report = read(head + BODY).report
    assert (report.title, report.date, report.id) == ("Ministers: a meeting", DAY, "w7")
    assert (report.publisher, report.url) == ("Coastal Wire", "https://wire.example/7")
    assert (report.language, report.text) == ("en", BODY)


def test_header_line_without_a_value_tells_nothing(read):
    report = read("Title:\nDate: 2021-05-05\n" + BODY).report
    assert (report.title, report.date, report.text) == (None, DAY, BODY)


def test_header_ends_where_a_field_comes_again(read):
    report = read("Title: One\nTitle: Two\nText.").report
    assert (report.title, report.text) == ("One", "Title: Two\nText.")


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_line_breaks_become_one_kind(read, newline):
    assert read(("date 2021-05-05\n" + BODY).replace("\n", newline)).report.text == BODY


@pytest.mark.parametrize("words", ["date 2021-13-45 Text.", "date 2021-02-30\nText."])
def test_impossible_date_is_a_problem_and_no_date(read, words):
    result = read(words)
    assert result.report.date is None
    assert result.report.text == "Text."
    assert result.codes == ["bad-date"]


@pytest.mark.parametrize(
    "words", ["Dated 2021-05-05 Text.", "The date 2021-05-05 is set.", "Text."]
)
def test_text_without_a_header_is_kept_whole(read, words):
    result = read(words)
    assert result.report.text == words
    assert result.codes == ["no-date"]


def test_date_of_the_run_dates_what_has_none(read):
    assert read("Text.", date=DAY).report.date == DAY
    assert read("date 2020-01-01 Text.", date=DAY).report.date == date(2020, 1, 1)
    assert read("Text.", date=DAY).codes == []


def test_header_alone_is_no_report(read):
    assert read("date 2021-05-05").codes == ["no-text"]


def test_scripts_from_right_to_left_and_emoji_are_kept(read):
    words = "وقالت الوزيرة 🤝🏽 إن الحدود ستبقى مفتوحة.\nשלום"
    assert read("date 2021-05-05\n" + words).report.text == words


@pytest.mark.parametrize(
    "top",
    [
        "NAIROBI, 17 June 2020 (Post) -- Kenya met Uganda.",
        "NAIROBI, Kenya, June 17, 2020 - Kenya met Uganda.",
        "# Talks\n\n*17 June 2020*\n\nKenya met Uganda.",
        "MINISTRY OF TALKS                 17 June 2020\n\nKenya met Uganda.",
    ],
)
def test_a_day_at_the_top_of_the_text_is_taken_where_none_is_given_and_told(read, top):
    found = read(top)
    assert str(found.report.date) == "2020-06-17" and found.report.text == top
    assert found.codes == ["date-from-text"]
    assert str(read(top, date=date(2021, 1, 1)).report.date) == "2021-01-01"


@pytest.mark.parametrize(
    "text",
    [
        "Kenya met Uganda on 17 June 2020.",
        "NAIROBI, June 17 - Kenya met Uganda.",
        "2020\n\nThey met.",
    ],
)
def test_a_day_within_a_sentence_or_without_a_year_is_no_date_of_the_report(read, text):
    assert read(text).report.date is None


def test_the_same_text_twice_is_not_called_a_wrong_id(read, tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("date 2021-05-05\nThey met.")
    [problem] = read(b"", str(tmp_path)).problems
    assert problem.code == "duplicate-id" and problem.detail.startswith("the same text of the same")
