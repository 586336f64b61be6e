"""Every dated signing is an event of its day."""

from __future__ import annotations


def days(coded):
    return sorted(
        (str(e.date.start), e.date.precision) for e in coded.events if e.type == "SUPPORT"
    )


def test_pacts_listed_with_years_are_signings_of_these_years(coder):
    coded = coder.code(
        "Kenya and Uganda have signed several pacts, including the Border Trade Agreement (BTA) in"
        " 2011 and the Lake Fisheries Treaty (LFT) in 2014."
    )
    assert days(coded) == [("2011-01-01", "year"), ("2014-01-01", "year")]


def test_a_signing_is_told_once(coder):
    coded = coder.code("Kenya and Uganda signed the Lake Fisheries Treaty (LFT) in 2014.")
    assert days(coded) == [("2014-01-01", "year")]


def test_those_bound_by_a_pact_of_the_sentence_signed_it(coder):
    coded = coder.code("Under a treaty signed in 2014, Kenya and Uganda share the lake.")
    assert days(coded) == [("2014-01-01", "year")]
