"""When an event happened: which time expression is its own, and what holds without one."""

from __future__ import annotations

import pytest

DATED = [
    # the report is of Wednesday, 17 June 2020
    ("Kenya signed a treaty with Uganda on Monday.", "SUPPORT", "2020-06-15", "2020-06-15"),
    ("Kenya signed a treaty with Uganda on Wednesday.", "SUPPORT", "2020-06-17", "2020-06-17"),
    ("Kenya signed a treaty with Uganda in May 2016.", "SUPPORT", "2016-05-01", "2016-05-31"),
    ("Kenya signed a treaty with Uganda.", "SUPPORT", "2020-06-17", "2020-06-17"),
    # the time of a thing is not the time of the act on it
    ("Kenya rejected the 2016 proposal by Uganda.", "REJECT", "2020-06-17", "2020-06-17"),
    ("Kenya supports the UN resolution of 30 March.", "SUPPORT", "2020-06-17", "2020-06-17"),
    # what was promised lies ahead, the promise does not
    ("Kenya will send aid to Uganda in July.", "AGREE", "2020-06-17", "2020-06-17"),
    ("Kenya agreed on Monday to send aid to Uganda.", "AGREE", "2020-06-15", "2020-06-15"),
    # a bound of what is asked is not the day of asking
    ("Kenya appealed to Uganda for coal before winter.", "REQUEST", "2020-06-17", "2020-06-17"),
    ("Chad and the rebels agreed to a truce from May.", "CONCEDE", "2020-06-17", "2020-06-17"),
    # "had" after "said" is only the past of the past
    ("Officials said Kenya had asked Uganda to leave.", "REQUEST", "2020-06-17", "2020-06-17"),
]


@pytest.mark.parametrize(("text", "type_", "start", "end"), DATED)
def test_event_has_its_own_date(events, text, type_, start, end):
    (event,) = [e for e in events(text) if e.type == type_]
    assert (str(event.date.start), str(event.date.end)) == (start, end)


def test_a_promise_tells_the_day_to_come(events):
    (event,) = [e for e in events("Kenya will send aid to Uganda in July.") if e.type == "AGREE"]
    assert str(event.refers_to.start) == "2020-07-01"


def test_nothing_happens_after_its_report(events):
    found = events("Since May Kenya has shelled Ugandan villages.")
    assert [str(e.date.end) for e in found if e.type == "ASSAULT"] == ["2020-06-17"]


def test_without_a_report_date_relative_days_stay_unknown(coder):
    (event,) = coder.code("Kenya signed a treaty with Uganda on Monday.").events
    assert event.date.start is None and event.date.end is None
    (event,) = coder.code("Kenya signed a treaty with Uganda in May 2016.").events
    assert str(event.date.start) == "2016-05-01"
