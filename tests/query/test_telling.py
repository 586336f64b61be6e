"""The reports that tell of one thing: their order, their origins, and what each says."""

from __future__ import annotations

import msgspec

from communique.query import Record

STORY = (
    "Kenya spoke with Uganda on trade. The ministers weighed tariffs, border posts, railway"
    " freight, cattle quotas, harbour fees, pipeline repairs and customs forms over dinner."
)


def test_every_report_is_numbered_with_its_records(record):
    for row in record.events():
        tellers = record.tellers(row.id)
        assert [teller.number for teller in tellers] == list(range(1, row.reports + 1))
        days = [teller.report.known for teller in tellers]
        assert days == sorted(days)
        told = {(t.key.report, t.key.id) for teller in tellers for t in teller.tellings}
        entry = record.overview().entry(row.id)
        assert told == {(key.report, key.id) for key in entry.members}


def test_what_each_says_is_the_evidence_of_the_whole(record):
    for row in record.events():
        quotes = [q for t in record.tellers(row.id) for one in t.tellings for q in one.evidence]
        assert sorted(map(msgspec.json.encode, quotes)) == sorted(
            map(msgspec.json.encode, record.show(row.id).evidence)
        )


def test_an_unknown_entry_has_no_tellers(record):
    assert record.tellers("e0") == ()


def test_copies_name_the_report_that_stands_for_their_origin(tmp_path, make_record, tell):
    more = STORY.partition(". ")[2]
    coded = [
        tell("2020-03-02", more=more, publisher="Wire", id="one"),
        tell("2020-03-03", more=more, publisher="Daily", id="two"),
        tell("2020-03-03", publisher="Other", id="three"),
    ]
    coded = [
        msgspec.structs.replace(c, events=tuple(_on(e, coded[0].events[0].date) for e in c.events))
        for c in coded
    ]
    with Record.open(make_record(tmp_path / "copies.db", coded)) as book:
        (row,) = book.events()
        tellers = {teller.report.doc: teller for teller in book.tellers(row.id)}
    assert tellers["one"].copies is None
    assert tellers["two"].copies == tellers["one"].number
    assert tellers["two"].likeness > 0.9
    assert tellers["three"].copies is None
    assert row.origins == sum(teller.copies is None for teller in tellers.values())


def test_origins_are_as_many_as_the_entry_counts(record):
    for row in record.events():
        assert row.origins == sum(teller.copies is None for teller in record.tellers(row.id))


def _on(event, when):
    return msgspec.structs.replace(event, date=when)
