"""What phrases of time mean, read in a report of Thursday, 28 January 2021."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.extract.times import READERS, TimeFinder
from communique.extract.times_durations import length
from communique.extract.times_rules import RULES
from communique.extract.times_words import load_time_words

THURSDAY = date(2021, 1, 28)


@pytest.fixture(scope="module")
def find():
    return TimeFinder()


def told(expression):
    when = expression.when
    if when is None:
        return None
    days = f"{when.start or '…'}/{when.end or '…'}" if when.start != when.end else str(when.start)
    return f"{days} {when.precision} {when.basis}"


# The words found stand in brackets; the days meant with their precision and basis, "…" is an open
# side, None that no days can be known.
CASES = [
    # A day that stands in the text.
    ("It opened on [14 March 2019].", "2019-03-14 day explicit"),
    ("It opened on [Feb. 3, 2020].", "2020-02-03 day explicit"),
    ("It opened on [23/04/2018].", "2018-04-23 day explicit"),
    ("Sent [2020-11-05T08:30:00Z].", "2020-11-05 day explicit"),
    ("Filed as [20201105].", "2020-11-05 day explicit"),
    ("He flew in on [January 12].", "2021-01-12 day explicit"),
    ("He flew in on [December 12].", "2020-12-12 day explicit"),
    ("He will fly in on [Feb. 12].", "2021-02-12 day explicit"),
    ("He flew in on [2 May last year].", "2020-05-02 day relative"),
    ("Talks ran on [October 5-7].", "2020-10-05/2020-10-07 range explicit"),
    # Months, years and their parts.
    ("They signed in [June 2017].", "2017-06-01/2017-06-30 month explicit"),
    ("They signed in [November].", "2020-11-01/2020-11-30 month relative"),
    ("They signed in [mid-March 2016].", "2016-03-11/2016-03-20 range explicit"),
    ("They signed it in [1994].", "1994-01-01/1994-12-31 year explicit"),
    ("They signed in [late 2018].", "2018-10-01/2018-12-31 quarter explicit"),
    ("The [2016] agreement holds.", "2016-01-01/2016-12-31 year explicit"),
    ("A failed [2016] truce.", "2016-01-01/2016-12-31 year explicit"),
    ("[The 2016-2018] plan.", "2016-01-01/2018-12-31 range explicit"),
    ("War marked [the early 1990s].", "1990-01-01/1993-12-31 range explicit"),
    ("Aid for [FY2019] rose.", "2019-01-01/2019-12-31 year explicit"),
    ("Trade fell in [Q3 2020].", "2020-07-01/2020-09-30 quarter explicit"),
    ("Trade fell in [the second quarter of 2019].", "2019-04-01/2019-06-30 quarter explicit"),
    ("Built in [the summer of 2019].", "2019-06-01/2019-08-31 range explicit"),
    # Named days.
    ("They met at [Christmas].", "2020-12-25 day relative"),
    ("They met on [Good Friday 2019].", "2019-04-19 day explicit"),
    ("They met during [Ramadan].", None),
    # Weekdays: the report's own day, then the past, ahead if the verb looks ahead.
    ("They met on [Thursday].", "2021-01-28 day relative"),
    ("They met on [Friday].", "2021-01-22 day relative"),
    ("They will meet on [Monday].", "2021-02-01 day relative"),
    ("They are due to meet on [Thursday].", "2021-01-28 day relative"),
    ("He said on [Tuesday] that he will go.", "2021-01-26 day relative"),
    ("[Last Thursday] they met.", "2021-01-21 day relative"),
    ("[Next Thursday] they meet.", "2021-02-04 day relative"),
    ("It was [Friday of last week].", "2021-01-22 day relative"),
    # Periods told from the report's date.
    ("He left [yesterday].", "2021-01-27 day relative"),
    ("He left [last night].", "2021-01-27 day relative"),
    ("He left [the day before yesterday].", "2021-01-26 day relative"),
    ("He left [last week].", "2021-01-18/2021-01-24 week relative"),
    ("He left [last month].", "2020-12-01/2020-12-31 month relative"),
    ("He left [last year].", "2020-01-01/2020-12-31 year relative"),
    ("He left [earlier this month].", "2021-01-01/2021-01-28 range relative"),
    ("He left over [the weekend].", "2021-01-23/2021-01-24 range relative"),
    ("He left [last autumn].", "2020-09-01/2020-11-30 range relative"),
    ("He left [a week ago].", "2021-01-18/2021-01-24 week relative"),
    ("He left [three days ago].", "2021-01-25 day relative"),
    ("He left [two years ago].", "2019-01-01/2019-12-31 year relative"),
    ("He left [several years ago].", "…/2019-01-28 range relative"),
    ("He returns [two weeks from now].", "2021-02-08/2021-02-14 week relative"),
    # Stretches up to the report's date, or from it.
    ("Ties grew in [the past few years].", "…/2021-01-28 range relative"),
    ("Ties grew in [recent weeks].", "…/2021-01-28 range relative"),
    ("Ties grew over [the last 60 days].", "2020-11-29/2021-01-28 range relative"),
    ("Ties will grow in [the coming months].", "2021-01-28/… range relative"),
    ("Ties grew over [the past year].", "2020-01-28/2021-01-28 range relative"),
    ("He [recently] left.", "…/2021-01-28 unknown relative"),
    # Open intervals.
    ("They have argued since [May].", "2020-05-01/… range relative"),
    ("He ruled until [2015].", "…/2015-12-31 range explicit"),
    ("They must reply by [Friday].", "…/2021-01-29 range relative"),
    ("It was common before [1990].", "…/1989-12-31 range explicit"),
    ("It was common prior to [1990].", "…/1989-12-31 range explicit"),
    ("It was common after [1990].", "1991-01-01/… range explicit"),
    ("He must act before [the end of 2022].", "…/2022-12-31 range explicit"),
    ("Calm after [Monday]'s talks.", "2021-01-25 day relative"),
    ("Calm since the [2016] deal.", "2016-01-01/2016-12-31 year explicit"),
    # No days can be known.
    ("He ruled for [three years].", None),
    ("It opens [daily].", None),
    ("It starts at [15:00 GMT].", None),
    ("It starts at [3 p.m. on Friday].", "2021-01-22 day relative"),
]


@pytest.mark.parametrize(("marked", "expected"), CASES, ids=[marked for marked, _ in CASES])
def test_a_phrase_means_these_days(find, marked, expected):
    text = marked.replace("[", "").replace("]", "")
    (found,) = find(text, THURSDAY)
    assert text[: found.start] + f"[{found.text}]" + text[found.end :] == marked
    assert told(found) == expected


CHAINS = [
    ("On 5 January he left. Two days later he was back.", ("2021-01-07", "2021-01-07")),
    ("On 5 January he left. The following week he was back.", ("2021-01-11", "2021-01-17")),
    ("He spoke on Tuesday after a visit the day before.", ("2021-01-25", "2021-01-25")),
    ("It began in 2012. Later that year it ended.", ("2012-01-01", "2012-12-31")),
    ("He left two days later.", None),
]


@pytest.mark.parametrize(("text", "expected"), CHAINS, ids=[text for text, _ in CHAINS])
def test_a_distance_counts_from_the_day_named_before(find, text, expected):
    when = find(text, THURSDAY)[-1].when
    assert (when and (str(when.start), str(when.end))) == expected


JOINED = [
    ("They talked from Monday to Wednesday.", ("2021-01-25", "2021-01-27")),
    ("They talked from Saturday to Tuesday.", ("2021-01-23", "2021-01-26")),
    ("It ran from November 2019 to March.", ("2019-11-01", "2020-03-31")),
    ("It ran from November to March 2019.", ("2018-11-01", "2019-03-31")),
    ("It grew between 2010 and 2015.", ("2010-01-01", "2015-12-31")),
    ("It ran Oct. 5 - Oct. 7, 2020.", ("2020-10-05", "2020-10-07")),
]


@pytest.mark.parametrize(("text", "expected"), JOINED, ids=[text for text, _ in JOINED])
def test_both_ends_of_a_stretch_mean_the_whole_of_it(find, text, expected):
    found = find(text, THURSDAY)
    assert [(str(e.when.start), str(e.when.end)) for e in found] == [expected] * 2


@pytest.mark.parametrize(
    "text",
    [
        "Theresa May spoke.",
        "They may march.",
        "Some 2000 soldiers left.",
        "It cost 2021 dollars.",
        "He is 35 years old.",
        "The Sunday Times wrote it.",
        "As soon as he could.",
        "It rose to 10.30.",
        "On February 30, 2020.",
        "In the 2,016 cases.",
    ],
)
def test_what_looks_like_a_time_and_is_none_is_passed_over(find, text):
    assert find(text, THURSDAY) == []


TYPES = [
    ("He left on Friday morning.", "TIME", "2021-01-22TMO"),
    ("He left on Friday.", "DATE", "2021-01-22"),
    ("He left at noon today.", "TIME", "2021-01-28T12:00"),
    ("It took twenty-four hours.", "DURATION", "PT24H"),
    ("It took two or three days.", "DURATION", "PXD"),
    ("It took a couple of weeks.", "DURATION", "P2W"),
    ("It happens every two years.", "SET", "P2Y"),
    ("It happens each Monday.", "SET", "XXXX-WXX-1"),
    ("It happened last week.", "DATE", "2021-W03"),
    ("It happens now.", "DATE", "PRESENT_REF"),
]


@pytest.mark.parametrize(("text", "kind", "value"), TYPES, ids=[text for text, _, _ in TYPES])
def test_type_and_value_are_those_of_timex3(find, text, kind, value):
    (expression,) = find(text, THURSDAY)
    assert (expression.type, expression.value) == (kind, value)


def test_a_quarter_a_year_earlier_is_a_quarter_and_is_not_spoken_of_further(find):
    text = (
        "Sales rose in the third quarter. A year earlier they fell. A year earlier, all was well."
    )
    assert [e.value for e in find(text, THURSDAY)] == ["2020-Q3", "2019-Q3", "2019-Q3"]


@pytest.mark.parametrize(
    ("text", "future"),
    [
        ("They will meet on Monday.", True),
        ("They met on Monday.", False),
        ("They will meet today.", True),
        ("They met today.", False),
        ("In 2030 it ends.", True),
        ("They have argued since May.", False),
    ],
)
def test_the_future_lies_ahead_of_the_report_or_is_told_so(find, text, future):
    assert find(text, THURSDAY)[0].future is future


def test_a_teller_of_tense_outweighs_the_words_around(find):
    ahead = find("They meet Monday.", THURSDAY, tense=lambda _start, _end: "future")
    behind = find("They will meet Monday.", THURSDAY, tense=lambda _start, _end: "past")
    silent = find("They will meet Monday.", THURSDAY, tense=lambda _start, _end: None)
    assert [str(e.when.start) for (e,) in (ahead, behind, silent)] == [
        "2021-02-01",
        "2021-01-25",
        "2021-02-01",
    ]


@pytest.mark.parametrize("text", ["on Monday", "last week", "yesterday", "in May", "3 days ago"])
def test_without_a_report_date_what_is_told_from_it_stays_unknown(find, text):
    (expression,) = find(text, None)
    assert expression.when is None


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1, 1, 3), date(9999, 12, 31)])
@pytest.mark.parametrize("text", [marked.replace("[", "").replace("]", "") for marked, _ in CASES])
def test_the_edges_of_the_calendar_raise_nothing(find, text, day):
    for expression in find(text, day):
        assert 0 <= expression.start < expression.end <= len(text)


WORDS = [*load_time_words().lexicon, "2021", "12", "31st", "1990s", "10:30", "he", "Iran", "\n\n"]
WORDS += [
    "99999999999",
    "2021-13-45",
    "30/02/2020",
    "Good Friday",
    "Q4",
    "٣",
    "²",
    "old",
    "1" * 5000,
]
texts = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=25).map("".join),
)


@settings(max_examples=300, deadline=None)
@given(text=texts, day=st.none() | st.dates())
def test_spans_quote_any_text_in_order_and_nothing_raises(find, text, day):
    found = find(text, day)
    assert all(text[e.start : e.end] == e.text != "" for e in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(e.type in ("DATE", "TIME", "DURATION", "SET") for e in found)


@settings(max_examples=100, deadline=None)
@given(day=st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))
def test_a_bare_weekday_is_within_the_last_seven_days_or_the_next(find, day):
    for name in ("Monday", "Thursday", "Sunday"):
        (past,) = find(f"They met on {name}.", day)
        (ahead,) = find(f"They will meet on {name}.", day)
        assert 0 <= (day - past.when.start).days < 7
        assert 0 <= (ahead.when.start - day).days < 7


def test_every_rule_has_its_reader():
    assert {name for name, _ in RULES} == set(READERS)


def test_a_length_of_unknown_number_keeps_its_unit():
    assert [length(None, unit) for unit in ("D", "DE", "TH")] == ["PXD", "PXDE", "PTXH"]


@pytest.mark.parametrize("word", ["one ", "the ", "Monday ", "2019-", "a few ", "1."])
def test_rows_of_one_word_take_no_quadratic_time(find, word):
    began = process_time()
    find(word * 20_000, THURSDAY)
    assert process_time() - began < 5


def test_four_digits_before_a_time_zone_are_an_hour(find):
    text = "It opens at 1620 EDT/2020 GMT, and closed at 2000 EST. It began in 1998."
    assert [text[e.start : e.end] for e in find(text, THURSDAY)] == ["1998"]
