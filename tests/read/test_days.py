"""The dates that files give reports."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.read.days import FIRST_YEAR, LAST_YEAR, read_day

DAY = date(2021, 1, 27)


@pytest.mark.parametrize(
    "written",
    [
        "2021-01-27", "2021-1-27", " 2021-01-27 ", "2021-01-27T23:59:59-05:00", "2021-01-27 10:00",
        "2021/01/27", "2021.01.27", "20210127", "20210127T1000", "20210127100000", "202101271000",
        "27.1.2021", "27 January 2021", "27th of January, 2021", "27-Jan-2021", "27 Jan. 2021",
        "January 27, 2021", "Jan 27 2021", "january 27th, 2021", "Wednesday, January 27, 2021",
        "Wed, 27 Jan 2021 10:00:00 GMT", "27/01/2021", "01/27/2021", "01/27/2021 10:00",
        20210127, 1611741600, 1611741600.5, 1611741600000, "1611741600",
    ],
)  # fmt: skip
def test_day_is_read_in_many_spellings(written):
    assert read_day(written) == DAY


@pytest.mark.parametrize(
    "written",
    [
        "", "yesterday", "2021", "2021-01", "2021-02-30", "2021-13-01", "2021-00-10", "0001-01-01",
        "9999-12-31", "32 January 2021", "05/06/2021", "27/27/2021", "2021-01-27-", "12021-01-27",
        float("nan"), float("inf"), -1e300, 0, 5, True, "9" * 5000, "1" * 64, "٢٠٢١-٠١-٢٧",
    ],
)  # fmt: skip
def test_what_names_no_one_day_is_none(written):
    assert read_day(written) is None


def test_dates_with_slashes_are_read_where_both_orders_agree():
    assert read_day("05/05/2021") == date(2021, 5, 5)


@pytest.mark.parametrize(
    "milliseconds", [1610112000000, 1612137600000, 1620172800000, 978307200000]
)
def test_milliseconds_are_no_dates_of_the_seventeenth_century(milliseconds):
    assert read_day(milliseconds).year >= 2001


@given(st.one_of(st.text(), st.integers(), st.floats()))
def test_anything_gives_a_day_in_bounds_or_none(written):
    day = read_day(written)
    assert day is None or FIRST_YEAR <= day.year <= LAST_YEAR


@given(st.dates(min_value=date(FIRST_YEAR, 1, 1), max_value=date(LAST_YEAR, 12, 31)))
def test_iso_dates_are_read_back(day):
    assert read_day(day.isoformat()) == day
    assert read_day(day.strftime("%d %B ") + str(day.year)) == day
