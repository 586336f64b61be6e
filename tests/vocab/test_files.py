"""The door for YAML and CSV keeps text as text, and says where a file is wrong."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from communique.errors import VocabError
from communique.vocab.files import (
    check_keys,
    read_day,
    read_table,
    read_yaml,
    read_yaml_as,
    split_list,
)


class Mode(msgspec.Struct, forbid_unknown_fields=True):
    """A record to convert to."""

    code: str
    score: float
    since: date | None = None


def written(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("042", "042"),
        ("NO", "NO"),
        ("yes", "yes"),
        ("Off", "Off"),
        ("2024-03-09", "2024-03-09"),
        ("12:30", "12:30"),
        ("1_000", "1_000"),
        ("7", "7"),
        ("0.8", "0.8"),
        ("true", True),
        ("false", False),
        ("null", None),
        ("", None),
        ('"null"', "null"),
    ],
)
def test_a_yaml_scalar_stays_the_text_that_it_is(tmp_path, source, value):
    path = written(tmp_path, "a.yaml", f"key: {source}\n")
    assert read_yaml(path) == {"key": value}


def test_a_type_says_what_is_a_number_or_a_date(tmp_path):
    path = written(tmp_path, "m.yaml", "- {code: 042, score: 0.8, since: 2024-03-09}\n")
    assert read_yaml_as(path, list[Mode]) == [Mode("042", 0.8, date(2024, 3, 9))]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("- {code: a, score: 1, sccore: 2}\n", "sccore"),
        ("- {code: a, score: high}\n", r"\$\[0\]\.score"),
        ("- {code: a}\n", "score"),
    ],
)
def test_yaml_that_is_not_of_its_type_names_file_and_place(tmp_path, text, part):
    path = written(tmp_path, "modes.yaml", text)
    with pytest.raises(VocabError, match=rf"modes\.yaml.*{part}"):
        read_yaml_as(path, list[Mode])


def test_broken_yaml_names_file_and_line(tmp_path):
    path = written(tmp_path, "broken.yaml", "a: 1\nb: [1, 2\nc: 3\n")
    with pytest.raises(VocabError, match=r"broken\.yaml, line 3"):
        read_yaml(path)


def test_a_missing_file_is_a_vocab_error(tmp_path):
    with pytest.raises(VocabError, match="cannot be read"):
        read_yaml(tmp_path / "none.yaml")


def test_a_table_keeps_codes_and_quoted_commas_as_text(tmp_path):
    path = written(tmp_path, "t.csv", 'code,name\n042,"Yemen, South"\nNO, Norway \n')
    assert list(read_table(path, ("code", "name"))) == [
        (2, {"code": "042", "name": "Yemen, South"}),
        (3, {"code": "NO", "name": "Norway"}),
    ]


def test_an_absent_optional_column_reads_as_empty(tmp_path):
    path = written(tmp_path, "t.csv", "name,code\nNorway,NO\n")
    assert list(read_table(path, ("code", "name"), optional=("note",))) == [
        (2, {"code": "NO", "name": "Norway", "note": ""})
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("code,nmae\nNO,Norway\n", r"t\.csv, row 1: unknown column 'nmae'"),
        ("code\nNO\n", r"t\.csv, row 1: the column 'name' is missing"),
        ("code,name,code\nNO,Norway,NO\n", r"t\.csv, row 1: a column stands there twice"),
        ("code,name\nNO,Norway\nYE,Yemen, South\n", r"t\.csv, row 3: 3 values for 2 columns"),
        ("", r"t\.csv, row 1: the column 'code' is missing"),
    ],
)
def test_a_wrong_table_names_file_and_row(tmp_path, text, message):
    path = written(tmp_path, "t.csv", text)
    with pytest.raises(VocabError, match=message):
        list(read_table(path, ("code", "name")))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2021-01-20", date(2021, 1, 20), date(2021, 1, 20)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("1999", date(1999, 1, 1), date(1999, 12, 31)),
        ("", None, None),
    ],
)
def test_a_day_month_or_year_has_a_first_and_a_last_day(text, first, last):
    assert read_day(text, where="x") == first
    assert read_day(text, where="x", last=True) == last


@pytest.mark.parametrize("text", ["20 Jan 2021", "2021-13", "2021-02-30", "2021-1-2", "21"])
def test_what_is_no_date_is_refused_with_its_place(text):
    with pytest.raises(VocabError, match=r"^t\.csv, row 7"):
        read_day(text, where="t.csv, row 7")


def test_keys_are_checked_both_ways():
    check_keys({"a": 1, "b": 2}, ("b",), required=("a",), where="f.yaml, item 3")
    with pytest.raises(VocabError, match=r"^f\.yaml, item 3: unknown key 'c'; known are a, b"):
        check_keys({"a": 1, "c": 2}, ("b",), required=("a",), where="f.yaml, item 3")
    with pytest.raises(VocabError, match="'a' is missing"):
        check_keys({"b": 2}, ("b",), required=("a",), where="f.yaml, item 3")


def test_a_list_in_a_value_is_split_at_bars():
    assert split_list("UN | U.N.||") == ("UN", "U.N.")
    assert split_list("") == ()


def test_a_key_that_stands_twice_is_an_error_with_its_line(tmp_path):
    path = written(tmp_path, "twice.yaml", "needs:\n  subj: actor\n  subj: none\n")
    with pytest.raises(VocabError, match=r"twice\.yaml, line 3: .*'subj' stands twice"):
        read_yaml(path)
