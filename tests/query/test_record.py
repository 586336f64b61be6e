"""Questions to a record of twelve reports: what is answered, and what is said of bad questions."""

from __future__ import annotations

from datetime import date

import pytest

from communique.errors import QuestionError
from communique.query import Record

DAY = date(2016, 5, 3)


def test_a_timeline_of_two_parties_stands_in_the_order_of_time(record):
    rows = record.timeline("NOR", "Ghana")
    assert [(row.kind, row.type) for row in rows][:4] == [
        ("agreement", "agreement"),
        ("happening", "SUPPORT"),
        ("happening", "CONSULT"),
        ("happening", "CONSULT"),
    ]
    assert all({"NOR", "GHA"} <= set(row.parties) for row in rows)
    days = [row.start for row in rows]
    assert days == sorted(days)


def test_a_timeline_of_one_party_has_all_of_its_dealings(record):
    with_both = record.timeline("GHA", "TGO")
    alone = record.timeline("Togo")
    assert {row.id for row in with_both} <= {row.id for row in alone}


def test_since_and_until_bound_when_it_happened_not_when_it_was_told(record):
    rows = record.timeline("NOR", "GHA", since=date(2015, 1, 1), until=date(2015, 12, 31))
    assert [row.what for row in rows] == ["signed CWA GHA + NOR", "SUPPORT GHA + NOR"]


def test_two_reports_of_one_visit_are_one_happening(record):
    visits = [row for row in record.events("NOR", "GHA", types=["CONSULT"]) if row.mode == "visit"]
    assert len(visits) == 1
    assert visits[0].reports == 2
    assert (visits[0].start, visits[0].actors, visits[0].recipients) == (DAY, ("NOR",), ("GHA",))


def test_a_corrected_report_takes_the_place_of_the_first(record):
    (attack,) = record.events("TGO", "GHA", types=["ASSAULT"])
    assert (attack.dead, attack.reports) == (8, 1)


def test_the_ledger_is_asked_by_person_and_channel(record):
    (call,) = record.contacts(person="Søreide", channels=["phone"])
    assert call.people == ("Ine Eriksen Søreide", "Shirley Ayorkor Botchwey")
    assert call.start == date(2019, 6, 5)
    assert record.contacts(person="Ine Eriksen Søreide") == record.contacts(person="søreide")


def test_an_agreement_is_found_by_acronym_name_part_of_it_or_id(record):
    (row,) = record.agreements("NOR", "GHA")
    assert (row.acronym, row.steps) == ("CWA", ("signed 2015-03-10",))
    for name in ("cwa", "Coastal Waters Agreement", "Coastal", row.id):
        shown = record.agreement(name)
        assert shown.id == row.id
        assert {quotation.doc for quotation in shown.evidence} == {"a01", "a05"}


def test_a_designation_has_its_two_sides(record):
    (row,) = record.designations()
    assert (row.by, row.to, row.title) == (("NOR",), ("GHA",), "Preferred Fisheries Partner")


def test_every_quotation_stands_in_its_report(record):
    for row in record.timeline("GHA"):
        for quotation in record.show(row.id).evidence:
            text = record.show(quotation.report).fields["text"]
            assert text[quotation.start : quotation.end] == quotation.quote
            assert text[: quotation.start].endswith(quotation.before)
            assert text[quotation.end :].startswith(quotation.after)


def test_an_entry_shows_why_its_reports_were_joined(record):
    (visit,) = [row for row in record.events("NOR", types=["CONSULT"]) if row.mode == "visit"]
    fields = record.show(visit.id).fields
    assert len(fields["members"]) == 2
    assert [link["a"] for link in fields["why"]] == [min(fields["members"])]
    assert fields["why"][0]["reasons"]


def test_a_record_of_a_report_names_its_entry_and_its_people(record):
    (row,) = record.contacts(channels=["phone"])
    member = record.show(row.id).fields["members"][0]
    shown = record.show(member)
    assert (shown.kind, shown.fields["entry"]) == ("contact", row.id)
    assert {one["name"] for one in shown.fields["entities"].values()} == set(row.people)


def test_a_report_shows_its_text_its_versions_and_all_its_evidence(record):
    shown = record.show("a10")
    assert shown.fields["supersedes"] == record.show("a09").fields["key"]
    assert {quotation.quote for quotation in shown.evidence} >= {"attacked"}
    assert record.show("https://gulfwire.example/clash").id == shown.id


def test_offices_are_told_by_the_tables_and_by_what_reports_say(record):
    rows = record.who("foreign minister", "NOR", on=DAY)
    assert [(row.basis, row.start) for row in rows] == [
        ("table", date(2013, 10, 16)),
        ("reports", date(2015, 3, 11)),
    ]
    assert [row.conflict for row in rows] == [None, None]


def test_a_count_is_held_against_the_whole_ledger(record):
    (row,) = record.tallies()
    assert (row.kind, row.number, row.checked) == ("ordinal", 2, "unverifiable")
    assert (row.record, row.counted) == ("short", 1)
    assert row.missing == ("1 not in the record",)


def test_words_are_found_by_their_stems_and_phrases_in_quotes(record):
    assert {row.doc for row in record.search("boats")} == {"a02", "a05"}
    assert {row.doc for row in record.search('"two patrol boats"')} == {"a02", "a05"}
    assert {row.doc for row in record.search("villager OR trawler")} == {"a04", "a10"}
    assert "[boats]" in record.search("boats")[0].excerpt.lower()
    assert not record.search("zeppelin")


def test_stats_count_reports_and_entries(record):
    counts = {row.what: row.count for row in record.stats()}
    assert (counts["reports"], counts["reports superseded"]) == (12, 1)
    assert counts["happenings"] == len(record.events())
    assert len(record.problems()) == counts["problems"]


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda r: r.timeline("Ruritania"), "no country or body"),
        (lambda r: r.contacts(person="Nemo"), "no report of the record names"),
        (lambda r: r.agreement("SALT"), "no agreement 'SALT'"),
        (lambda r: r.who("court jester", "NOR"), "no office"),
        (lambda r: r.show("h42"), "nothing in the record goes by"),
        (lambda r: r.show("a10/e99"), "nothing in the record goes by"),
        (lambda r: r.search('"open'), "can't be read as a search"),
        (lambda r: r.ties("NOR", "GHA", by="week"), "by month or year"),
    ],
)
def test_a_bad_question_is_told_what_to_do(record, ask, message):
    with pytest.raises(QuestionError, match=message):
        ask(record)


def test_two_agreements_of_one_name_are_told_apart_by_id(tmp_path, coded_archive, make_record):
    twins = [report for report in coded_archive if report.doc.id == "a01"]
    twins.append(_renamed(twins[0], "Ghana", "Chile"))
    path = make_record(tmp_path / "twins.db", twins)
    with Record.open(path) as book, pytest.raises(QuestionError, match="2 agreements go by 'CWA'"):
        book.agreement("CWA")


def _renamed(coded, old, new):
    """The same report, coded afresh, about another country."""
    from communique import Coder

    text = coded.doc.text.replace(old, new)
    return Coder().code(text, date=coded.doc.date, publisher="Other", id="twin")


@pytest.mark.parametrize(
    "text", ["boats, boats", "boats?", "(boats OR ships) NOT trains", "boat*", "& boats"]
)
def test_a_search_takes_punctuation_and_operators(record, text):
    assert record.search(text)


def test_a_search_without_words_says_so(record):
    with pytest.raises(QuestionError, match="no words"):
        record.search(" ?! ")
