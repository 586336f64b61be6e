"""Marked texts: what their marks mean, what is wrong with them, and how the coder is scored."""

import re
from pathlib import Path

import pytest

from communique import Coder, Report
from communique.errors import SourceError
from communique.evaluate import read_marked, score_marked
from communique.evaluate.marked import DAY, paired, parse_marked, sides_missed

FOLDER = Path(__file__).parents[1] / "corpus" / "marked"
FILES = sorted(FOLDER.glob("*.txt"))
TYPES = frozenset({"ACCUSE", "REJECT", "SANCTION"})
LINE = (
    "{a1r2:Oslo} {ACCUSE1:accused} {r1:Riga} of spying. {a2:Riga} {REJECT2:rejected} the charge, "
    "which {a1:Norway} had {ACCUSE1:made} before. Nothing else was said."
)


def parsed(line):
    return parse_marked(line, "a:1", "a.txt:1", TYPES)


def words(report, spans):
    return [report.text[start:end] for start, end in spans]


def test_marks_come_off_and_tell_where_events_and_sides_stand():
    report = parsed(LINE)
    assert "{" not in report.text and report.text.startswith("Oslo accused Riga of spying. Riga")
    accused, rejected = report.events
    assert (accused.type, rejected.type) == ("ACCUSE", "REJECT")
    assert words(report, accused.triggers) == ["accused", "made"]
    assert words(report, accused.actors) == ["Oslo", "Norway"]
    assert words(report, accused.recipients) == ["Riga"]
    assert words(report, rejected.actors) == ["Riga"]
    assert words(report, rejected.recipients) == ["Oslo"]


def test_a_marked_report_is_gold_of_types_and_quotations():
    document = parsed(LINE).document
    assert document.doc.date == DAY
    assert [event.type for event in document.events] == ["ACCUSE", "REJECT"]
    assert [w.quote for w in document.events[0].evidence] == ["accused", "made"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{a1:Oslo accused Riga", "a brace without its other"),
        ("{BLAME1:blamed}", "no event type 'BLAME'"),
        ("{ACCUSE1:accused} and {REJECT1:rejected}", "event 1 has two types"),
        ("{x1:Oslo} {ACCUSE1:accused}", "no mark 'x1'; write TYPE1, a1, r1 or a1r2"),
        ("{a2:Oslo} {ACCUSE1:accused}", "'a2' is a side of no event"),
    ],
)
def test_a_wrong_mark_is_told_with_its_place_and_what_to_do(line, said):
    with pytest.raises(SourceError, match=re.escape(f"a.txt:1: {said}")):
        parsed(line)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(SourceError, match="name a file of marked text"):
        read_marked(tmp_path / "none.txt")


def test_reports_are_read_in_order_and_empty_lines_passed_over(tmp_path):
    path = tmp_path / "two.txt"
    path.write_text("Nothing.\n\n{a1:Oslo} {SANCTION1:expelled} {r1:two Latvian diplomats}.\n")
    first, second = read_marked(path)
    assert (first.id, first.events) == ("two:1", ())
    assert (second.id, second.events[0].type) == ("two:3", "SANCTION")


@pytest.fixture(scope="module")
def coder():
    return Coder(all_events=True)


def coded(coder, report):
    return coder.code_report(Report(id=report.id, date=DAY, text=report.text))


def test_the_coder_is_scored_by_type_and_by_sides(coder):
    right = parsed("{a1:Norway} {SANCTION1:expelled} {r1:two Latvian diplomats} on Monday.")
    wrong = parsed("{a1:Norway} expelled two Latvian diplomats and {REJECT1:sang}.")
    records = {"a:1": coded(coder, right)}
    row = score_marked([right], records)["SANCTION"].row()
    assert row == {"precision": 1.0, "recall": 1.0, "f1": 1.0, "sides": 1.0}
    scores = score_marked([wrong], {"a:1": coded(coder, wrong)})
    assert (scores["REJECT"].marked, scores["REJECT"].hit) == (1, 0)
    assert (scores["SANCTION"].found, scores["SANCTION"].hit) == (1, 0)
    assert score_marked([right], {})["all"].row()["recall"] == 0.0


def test_a_side_that_was_not_found_is_told(coder):
    report = parsed("{a1:Norway} {SANCTION1:expelled} two {r1:Latvian} diplomats, {a1:fans} sang.")
    record = coded(coder, report)
    ((number, place),) = paired(report, record).items()
    missed = sides_missed(report.events[number], record.events[place])
    assert words(report, missed) == ["fans"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_marked_corpus_is_well_formed(path):
    reports = read_marked(path)
    assert len(reports) >= 140
    assert len({report.text for report in reports}) == len(reports)
    told = [event for report in reports for event in report.events]
    assert len(told) >= len(reports)
    assert sum(bool(event.actors or event.recipients) for event in told) >= 0.95 * len(told)


def test_a_tenth_of_the_corpus_or_more_was_left_unread():
    reports = {path.stem: len(read_marked(path)) for path in FILES}
    unread = sum(count for stem, count in reports.items() if stem.startswith("unread-"))
    assert unread >= 0.1 * sum(reports.values()) > 200
