"""What stands around the answers: news, coverage, partners, persons, pages of entries."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from communique.errors import QuestionError
from communique.query import Record, Wanted
from communique.query.overview import count_kinds

KINDS = ("happening", "contact", "agreement", "designation")
LATER = date(2018, 12, 31)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("known", [None, LATER])
@pytest.mark.parametrize("newest", [True, False])
def test_pages_put_together_are_the_whole_list(record, kind, known, newest):
    overview = record.overview(as_known_on=known)
    wanted = Wanted(kind=kind, codes=("GHA",))
    found, total = [], None
    for offset in range(0, 40, 2):
        page = overview.page(wanted, limit=2, offset=offset, newest=newest)
        found += page.entries
        total = page.total
    whole = record.entries(kind, codes=("GHA",), as_known_on=known)
    assert found == (whole[::-1] if newest else whole)
    assert total == len(whole)


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(kind="happening", types=("CONSULT",)),
        Wanted(kind="happening", codes=("GHA", "NOR"), since=date(2016, 5, 1)),
        Wanted(kind="happening", until=date(2018, 1, 1)),
        Wanted(kind="agreement", name="coastal waters"),
        Wanted(kind="agreement", name="cwa"),
        Wanted(kind="agreement", name="%"),
        Wanted(kind="agreement", name="no such"),
    ],
)
def test_a_page_finds_what_the_list_finds(record, wanted):
    page = record.overview().page(wanted, limit=100, newest=False)
    everything = record.entries(wanted.kind)
    assert list(page.entries) == [entry for entry in everything if wanted.fits(entry)]


def test_the_timeline_of_an_overview_is_that_of_the_record(record):
    found = record.overview().timeline("NOR", "GHA")
    assert [entry.id for entry in found] == [row.id for row in record.timeline("NOR", "GHA")]


def test_news_are_what_became_known_in_the_last_week(record):
    news = record.overview().news(limit=50)
    assert (news.since, news.until) == (date(2022, 10, 6), date(2022, 10, 12))
    assert news.total == len(news.entries) > 0
    assert all(news.since <= entry.known <= news.until for entry in news.entries)
    assert "designation" in {entry.kind for entry in news.entries}


def test_an_empty_record_has_no_news(tmp_path, make_record):
    with Record.open(make_record(tmp_path / "empty.db", ())) as book:
        overview = book.overview()
        assert overview.news(limit=5) is None
        assert overview.last_day() is None
        assert list(overview.coverage("day", days=28)) == []
        assert overview.codes() == {}


def test_coverage_counts_each_report_once(record):
    for by in ("day", "month", "year"):
        rows = record.overview().coverage(by)
        assert sum(row.reports for row in rows) == sum(record.sources.reports_by_day().values())
        assert {row.publisher for row in rows} == {"Gulf Wire", "Harbour Daily"}
    last = record.overview().coverage("day", days=7)
    assert [(row.publisher, row.period, row.reports) for row in last] == [
        ("Harbour Daily", "2022-10-12", 1)
    ]


def test_partners_are_those_of_the_entries(record):
    fast = record.overview().partners("GHA")
    entries = [entry for kind in KINDS for entry in record.entries(kind, codes=("GHA",))]
    assert fast == count_kinds(entries, "GHA")
    assert next(iter(fast)) == "NOR"
    assert fast["TGO"][0]["happening"] >= 3


def test_codes_stand_by_how_much_is_told_of_them(record):
    codes = record.overview().codes()
    assert {"GHA", "NOR", "TGO"} <= set(codes)
    assert all(one >= two for one, two in pairwise(codes.values()))


def test_persons_are_found_by_the_beginning_of_their_names(record):
    overview = record.overview()
    assert overview.persons("robert", limit=5) == ("Robert Dussey",)
    assert overview.persons("Dussey", limit=5) == ()
    assert overview.persons("R", limit=5) == ()
    assert [row.name for row in overview.people("TGO", limit=5)] == ["Robert Dussey"]


def test_excerpts_are_words_of_the_first_report(record):
    entries = record.entries("happening")
    excerpts = record.overview().excerpts(entries)
    assert set(excerpts) == {entry.id for entry in entries}
    texts = record.sources.reports_of(entry.members[0].report for entry in entries)
    for entry in entries:
        _, quote, _ = excerpts[entry.id]
        assert quote in " ".join(texts[entry.members[0].report].text.split())


def test_a_coded_report_comes_out_as_it_went_in(record, coded_archive):
    keys = {report.doc: report.key for report in record.sources.reports()}
    overview = record.overview()
    for coded in coded_archive:
        assert overview.coded(keys[coded.doc.id]) == coded
    assert overview.coded("r0") is None


def test_the_entries_of_a_reports_records_have_them_as_members(record):
    overview = record.overview()
    for report in record.sources.reports():
        for (kind, id), entry in overview.entries_of(report.key).items():
            keys = {(key.report, key.kind, key.id) for key in overview.entry(entry).members}
            assert (report.key, kind, id) in keys


def test_runs_tell_what_wrote_into_the_record(record):
    (run,) = record.overview().runs()
    assert (run.command, run.reports) == ("add", 12)
    assert run.finished is not None


def test_tallies_of_a_country_are_some_of_all(record):
    everything = list(record.tallies())
    of_ghana = list(record.tallies(country="GHA"))
    assert of_ghana
    assert all(row in everything for row in of_ghana)
    assert list(record.tallies(country="TGO")) == []
    assert len(record.tallies(limit=1)) == 1


def test_a_person_that_nobody_names_is_told(record):
    with pytest.raises(QuestionError, match="names a person"):
        record.overview().whos("Nemo")
