"""Files, folders, patterns and standard input."""

import gzip
from pathlib import Path

import pytest

JSON_LINE = '{"date": "2021-05-05", "text": "From lines."}\n'


@pytest.fixture
def folder(tmp_path):
    """A folder with files of every kind."""
    (tmp_path / "b.txt").write_text("date 2021-05-05 From text.")
    (tmp_path / "a.jsonl").write_text(JSON_LINE)
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / "deep" / "er" / "c.md").write_text("date 2021-05-05 From the deep.")
    (tmp_path / "z.jsonl.gz").write_bytes(gzip.compress(JSON_LINE.encode()))
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    (tmp_path / ".hidden").write_text("date 2021-05-05 Hidden.")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "x.txt").write_text("date 2021-05-05 Hidden.")
    return tmp_path


def test_folder_is_read_in_a_fixed_order(read, folder):
    result = read(b"", folder)
    assert [report.text for report in result.reports] == [
        "From lines.", "From text.", "From lines.", "From the deep.",
    ]  # fmt: skip
    assert [(p.code, Path(p.source).name) for p in result.problems] == [
        ("skipped", "photo.jpg"),
        ("duplicate-id", "z.jsonl.gz:1"),
    ]


def test_patterns_are_sorted_and_reach_into_folders(read, folder):
    assert [r.text for r in read(b"", f"{folder}/*.txt").reports] == ["From text."]
    assert [r.text for r in read(b"", f"{folder}/**/*.md").reports] == ["From the deep."]
    assert [r.text for r in read(b"", f"{folder}/d*").reports] == ["From the deep."]


@pytest.mark.parametrize(
    ("source", "code"),
    [("none.txt", "missing-file"), ("*.xml", "missing-file"), ("a\0b", "missing-file")],
)
def test_missing_source_is_a_problem(read, folder, source, code):
    result = read(b"", f"{folder}/{source}", folder / "b.txt")
    assert result.codes == [code]
    assert result.report.text == "From text."


def test_empty_folder_is_a_problem(read, tmp_path):
    assert read(b"", tmp_path).codes == ["empty"]


def test_file_with_magic_in_its_name_is_itself(read, tmp_path):
    (tmp_path / "a[1].txt").write_text("date 2021-05-05 Bracketed.")
    assert read(b"", tmp_path / "a[1].txt").report.text == "Bracketed."


def test_named_file_of_unknown_ending_is_read_by_its_content(read, tmp_path):
    (tmp_path / "a.log").write_text("date 2021-05-05 Logged.")
    (tmp_path / "b.data").write_text(JSON_LINE)
    texts = [r.text for r in read(b"", tmp_path / "a.log", tmp_path / "b.data").reports]
    assert texts == ["Logged.", "From lines."]


def test_standard_input_stands_where_it_is_named(read, folder):
    result = read("date 2021-05-05 From stdin.", folder / "b.txt", "-", folder / "a.jsonl")
    assert [r.text for r in result.reports] == ["From text.", "From stdin.", "From lines."]


@pytest.mark.parametrize("data", [b"", b"  \n\t \n", b"\xef\xbb\xbf"])
def test_file_without_anything_in_it_is_a_problem(read, tmp_path, data):
    (tmp_path / "a.txt").write_bytes(data)
    assert set(read(b"", tmp_path / "a.txt").codes) <= {"empty", "no-text"}
    assert len(read(b"", tmp_path / "a.txt").codes) == 1


def test_kind_may_be_said(read):
    result = read(JSON_LINE, kind="text")
    assert result.report.text == JSON_LINE.strip()


def test_every_problem_says_where_and_what_to_do(read, folder):
    (folder / "bad.jsonl").write_text("{\n")
    for problem in read(b"", folder, folder / "none").problems:
        assert problem.source
        assert "; " in problem.detail or ": " in problem.detail
