"""Bounded reading of streams."""

import gzip
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.read.streams import lines, peek, unpacked, whole, with_head

CHUNKS = st.lists(st.binary(max_size=20).map(lambda data: data.replace(b"a", b"\n")), max_size=10)


@given(CHUNKS)
def test_lines_of_any_chunks_are_those_of_the_whole(chunks):
    data = b"".join(chunks)
    expected = data.split(b"\n")
    if not expected[-1]:
        expected.pop()
    assert list(lines(chunks, 1000)) == list(enumerate(expected, start=1))


@given(CHUNKS, st.integers(0, 8))
def test_long_lines_alone_are_left_out(chunks, limit):
    kept = list(lines(chunks, limit))
    full = list(lines(chunks, 1000))
    assert kept == [(n, line if len(line) <= limit else None) for n, line in full]


@given(CHUNKS, st.integers(0, 300))
def test_whole_is_all_or_nothing(chunks, limit):
    data = b"".join(chunks)
    assert whole(chunks, limit) == (data if len(data) <= limit else None)


def test_peek_takes_nothing_away():
    head, chunks = peek(iter([b"a", b"b"]))
    assert (head, list(chunks)) == (b"a", [b"a", b"b"])
    head, chunks = peek(iter([]))
    assert (head, list(chunks)) == (b"", [])
    assert list(with_head(b"", iter([b"b"]))) == [b"b"]


def test_archive_is_unpacked_by_its_content(read):
    data = gzip.compress(b"date 2021-05-05 They met.")
    assert b"".join(unpacked(io.BytesIO(data))) == b"date 2021-05-05 They met."
    assert read(data).report.text == "They met."


def test_archive_of_several_members_is_one_text(read):
    data = gzip.compress(b"date 2021-05-05 They ") + gzip.compress(b"met.")
    assert read(data).report.text == "They met."


@pytest.mark.parametrize(
    "damage",
    [lambda data: data[:-9], lambda data: data[:30] + b"xx" + data[32:], lambda data: data[:3]],
)
def test_broken_archive_is_a_problem(read, damage):
    data = gzip.compress(bytes(range(32, 127)) * 500, compresslevel=1)
    assert "unreadable" in read(damage(data)).codes


def test_lines_before_the_break_of_an_archive_are_read(read):
    rows = "".join(f'{{"date":"2021-05-05","text":"Report {at}."}}\n' for at in range(20_000))
    data = gzip.compress(rows.encode())
    result = read(data[: len(data) // 2])
    assert len(result.reports) > 1000
    assert result.codes[-1] == "unreadable"


def test_small_archive_of_a_huge_text_is_too_large(read):
    assert read(gzip.compress(b"word " * 10_000_000)).codes == ["too-large"]


def test_blanks_without_end_are_an_empty_file(read):
    assert read(b"\n    " * 20_000_000).codes == ["empty"]


def test_blanks_before_a_text_are_passed_over(read):
    data = b"\n   " * 5_000_000 + b"date 2021-05-05 They met."
    result = read(data)
    assert result.report.text == "They met."
