"""JSON Lines, lists and single objects."""

import io
import json
import tracemalloc
from datetime import date

import pytest

from communique.read import ReadOptions, read_reports
from communique.records import Problem, Report

DAY = date(2021, 5, 5)


def line(**fields):
    return json.dumps({"date": "2021-05-05", "text": "They met.", **fields}) + "\n"


def test_fields_are_taken_over(read):
    fields = {
        "id": "a", "title": "T", "publisher": "P", "url": "https://a.example", "language": "fr",
    }  # fmt: skip
    report = read(line(**fields)).report
    assert {name: getattr(report, name) for name in fields} == fields
    assert (report.date, report.text) == (DAY, "They met.")


@pytest.mark.parametrize(
    "text",
    ["  They met. \n", "a\r\nb\rc", "tab\t\0nul", "🤝 سلام", "\u2028\ufeff x", "“curly” ''w''"],
)
def test_text_stays_exactly_as_given(read, text):
    assert read(line(text=text)).report.text == text
    assert read(json.dumps({"text": text}, ensure_ascii=False)).report.text == text


def test_half_characters_become_marks_of_replacement(read):
    report = read('{"date": "2021-05-05", "text": "a\\ud800b", "title": "\\udfff"}').report
    assert (report.text, report.title) == ("a\ufffdb", "\ufffd")


def test_fields_may_stand_under_doc(read):
    report = read(
        json.dumps({"doc": {"id": "a", "date": "2021-05-05", "text": "x"}, "n": 1})
    ).report
    assert (report.id, report.date, report.text) == ("a", DAY, "x")


def test_fields_may_have_other_names_and_be_nested(read):
    fields = {"text": "article.body", "date": "meta.when", "id": "key"}
    item = {"article": {"body": "They met."}, "meta": {"when": "5 May 2021"}, "key": 7}
    report = read(json.dumps(item), fields=fields).report
    assert (report.id, report.date, report.text) == ("7", DAY, "They met.")


def test_name_with_a_dot_is_first_taken_as_it_stands(read):
    assert read('{"a.b": "They met."}', fields={"text": "a.b"}).report.text == "They met."


def test_unknown_field_name_is_refused():
    with pytest.raises(ValueError, match="a report has id"):
        ReadOptions(fields={"body": "text"})


def test_bad_lines_leave_the_others_alone(read):
    data = line(id="a") + '{"date": oops}\n\n3\n"x"\nnull\n[1]\n' + line(id="b")
    result = read(data)
    assert [report.id for report in result.reports] == ["a", "b"]
    assert [(problem.code, problem.source) for problem in result.problems] == [
        ("bad-json", "-:2"),
        ("bad-json", "-:4"),
        ("bad-json", "-:5"),
        ("bad-json", "-:6"),
        ("bad-json", "-:7[1]"),
    ]


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ({"text": None}, "no-text"),
        ({"text": 5}, "no-text"),
        ({"text": ""}, "no-text"),
        ({"text": " \n "}, "no-text"),
        ({"body": "They met."}, "no-text"),
        ({}, "no-text"),
        ({"text": "x"}, "no-date"),
        ({"text": "x", "date": None}, "no-date"),
        ({"text": "x", "date": " "}, "no-date"),
        ({"text": "x", "date": "2021-02-30"}, "bad-date"),
        ({"text": "x", "date": float("nan")}, "bad-date"),
        ({"text": "x", "date": ["2021-05-05"]}, "bad-date"),
        ({"text": "x", "date": True}, "bad-date"),
    ],
)
def test_missing_or_odd_field_is_a_problem(read, item, code):
    assert read(json.dumps(item)).codes == [code]


def test_problem_of_a_missing_text_names_the_fields_that_are_there(read):
    (problem,) = read('{"body": "x", "day": 1}').problems
    assert "body, day" in problem.detail


def test_list_over_many_lines_is_read(read, tmp_path):
    path = tmp_path / "list.json"
    path.write_text(json.dumps([{"text": "a", "id": "1"}, 3, {"text": "b"}], indent=2))
    result = read(b"", path, date=DAY)
    assert [report.text for report in result.reports] == ["a", "b"]
    assert [problem.source for problem in result.problems] == [f"{path}[2]"]


def test_object_over_many_lines_is_read(read, tmp_path):
    path = tmp_path / "one.json"
    path.write_text(json.dumps({"text": "a", "date": "2021-05-05"}, indent=2))
    assert read(b"", path).report.text == "a"


def test_lines_in_a_file_called_json_are_read(read, tmp_path):
    path = tmp_path / "lines.json"
    path.write_text(line(id="a") + line(id="b"))
    assert [report.id for report in read(b"", path).reports] == ["a", "b"]


def test_commas_behind_lines_are_problems_of_those_lines(read):
    result = read(line(id="a").strip() + ",\n" + line(id="b"))
    assert [report.id for report in result.reports] == ["b"]
    assert result.codes == ["bad-json"]


def test_same_id_again_gets_a_number_and_a_problem(read):
    result = read(line(id="a") * 3 + line(id="a#2"))
    assert [report.id for report in result.reports] == ["a", "a#2", "a#3", "a#2#2"]
    assert result.codes == ["duplicate-id"] * 3


def test_derived_ids_are_the_same_in_every_run(read):
    first, second = read(line()).report, read(line()).report
    assert first.id == second.id
    assert read(line(text="Other.")).report.id != first.id


@pytest.mark.parametrize("deep", ['{"a":' * 100_000, '{"text":"x","a":' + "[" * 100_000])
def test_deep_nesting_is_a_problem(read, deep):
    result = read(deep + "\n" + line())
    assert result.codes == ["bad-json"]
    assert result.report.text == "They met."


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_other_encoding_of_a_line_is_guessed_and_said(read, encoding):
    data = '{"date":"2021-05-05","text":"Der Präsident traf Müller."}'.encode(encoding)
    result = read(data)
    assert result.report.text == "Der Präsident traf Müller."
    assert result.codes == ["encoding-guessed"]


class Endless(io.RawIOBase):
    """A stream of one line of `size` bytes of text, and a short line."""

    def __init__(self, size):
        self.left, self.held = size, b'{"date":"2021-05-05","text":"'

    def read(self, size=-1):
        while self.left > 0 and len(self.held) < size:
            self.held += b"word " * 10_000
            self.left -= 50_000
            if self.left <= 0:
                self.held += b'"}\n' + line().encode()
        out, self.held = self.held[:size], self.held[size:]
        return out


@pytest.mark.parametrize("size", [50_000_000, 200_000_000])
def test_line_of_any_length_takes_bounded_memory(size):
    tracemalloc.start()
    found = list(read_reports(["-"], stdin=Endless(size)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [type(each) for each in found] == [Problem, Report]
    assert found[0].code == "too-large"
    # The longest line that may hold a report of 5 MB, all of it escaped, has 31 MB.
    assert peak < 80_000_000


def test_text_over_the_limit_is_too_large(read):
    result = read(
        line(text="x" * 1001) + line(text="é" * 501) + line(text="x" * 1000), max_bytes=1000
    )
    assert result.codes == ["too-large", "too-large"]
    assert len(result.report.text) == 1000
