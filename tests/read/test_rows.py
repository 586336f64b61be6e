"""Tables of reports: which column is what, and what is said of those that can't be read."""

from __future__ import annotations

import pytest

HEAD = "id,date,title,text\n"


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_a_row_is_a_report_whatever_parts_its_columns(read_file, mark):
    rows = HEAD.replace(",", mark) + mark.join(
        ["a", "2020-06-17", "Talks", '"They met, and ""ate"""']
    )
    report = read_file("reports.csv", rows).report
    assert (report.id, str(report.date), report.title) == ("a", "2020-06-17", "Talks")
    assert report.text == 'They met, and "ate"'


def test_a_text_may_have_several_lines(read_file):
    rows = HEAD + 'a,2020-06-17,,"One.\n\nTwo."\nb,2020-06-18,,Three.\n'
    assert [report.text for report in read_file("a.csv", rows).reports] == [
        "One.\n\nTwo.",
        "Three.",
    ]


def test_other_names_of_columns_are_mapped(read_file):
    rows = "day,body\n2020-06-17,They met.\n"
    found = read_file("a.csv", rows, fields={"date": "day", "text": "body"})
    assert found.report.text == "They met." and str(found.report.date) == "2020-06-17"


def test_a_table_without_a_text_says_what_there_is(read_file):
    [problem] = read_file("a.csv", "day,body\n2020-06-17,They met.\n").problems
    assert (
        problem.code == "no-text" and "day, body" in problem.detail and "--field" in problem.detail
    )


def test_a_row_without_a_text_is_a_problem_and_the_next_follows(read_file):
    found = read_file("a.csv", HEAD + "a,2020-06-17\nb,2020-06-18,,Three.\n")
    assert [report.id for report in found.reports] == ["b"]
    assert found.problems[0].source.endswith("a.csv:2")


def test_a_guessed_encoding_is_told_once(read_file):
    rows = (HEAD + "a,2020-06-17,,Caf\xe9\nb,2020-06-17,,Th\xe9\n").encode("cp1252")
    found = read_file("a.csv", rows)
    assert [report.text for report in found.reports] == ["Caf\xe9", "Th\xe9"]
    assert found.codes == ["encoding-guessed"]
