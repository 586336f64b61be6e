"""Time expressions as TIMEX3: what is found, and how it is scored."""

import json
import subprocess
import sys
from datetime import date

import msgspec
import pytest

from communique.errors import SourceError
from communique.evaluate import find_times, read_times, score_times, times_to_json
from communique.records import Report

TEXT = "They met on Monday\u00a0\u2013 for three hours. A second round is due in June 2021."


def found(text=TEXT, day=date(2021, 1, 28)):
    """The times of a text."""
    (one,) = find_times([Report(id="a", date=day, text=text)])
    return one


def test_times_quote_the_text_and_have_timex3_type_and_value():
    times = found().times
    assert [(t.quote, t.type, t.value) for t in times] == [
        ("Monday", "DATE", "2021-01-25"),
        ("three hours", "DURATION", "PT3H"),
        ("June 2021", "DATE", "2021-06"),
    ]
    assert all(TEXT[t.start : t.end] == t.quote for t in times)


def test_times_have_the_form_that_is_scored():
    row = json.loads(times_to_json(found()))
    assert set(row) == {"doc", "times"} and row["doc"]["id"] == "a"
    assert set(row["times"][0]) == {"start", "end", "quote", "type", "value"}


def test_scores_by_hand():
    gold = found()
    monday, _, june = gold.times
    told = msgspec.structs.replace(
        gold,
        times=(
            msgspec.structs.replace(monday, value="2021-02-01"),
            msgspec.structs.replace(june, start=june.start - 3),
            msgspec.structs.replace(june, start=0, end=4),
            msgspec.structs.replace(june, start=1, end=4),
        ),
    )
    assert score_times({"a": gold}, {"a": told}) == {
        "gold": 3, "found": 4, "relaxed_f1": 0.5714, "strict_f1": 0.2857, "value_f1": 0.2857,
    }  # fmt: skip
    assert score_times({"a": gold}, {})["relaxed_f1"] == 0.0


def test_figures_are_those_of_the_outside_scorer(shared, tmp_path):
    path = shared / "gold" / "times_dev.jsonl"
    gold = read_times(path)
    docs = (one.doc for one in gold.values())
    told = list(find_times(Report(id=d.id, date=d.date, text=d.text) for d in docs))
    coded = tmp_path / "times.jsonl"
    coded.write_bytes(b"\n".join(map(times_to_json, told)))
    command = [sys.executable, shared / "score" / "times_score.py", path, coded, "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert score_times(gold, read_times(coded)) == json.loads(done.stdout)


@pytest.mark.parametrize("line", ["{", '{"doc": {}}', '{"doc": {"id": "a"}, "times": [{}]}'])
def test_a_bad_line_is_named(tmp_path, line):
    path = tmp_path / "times.jsonl"
    path.write_text("\n" + line, "utf-8")
    with pytest.raises(SourceError, match=r"times\.jsonl:2: "):
        read_times(path)
