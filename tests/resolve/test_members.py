"""Of which country officials, delegates and members are of whom the words do not tell it."""

from __future__ import annotations

import pytest

HOME = "Palau President"


def countries(refs):
    return [ref.country for ref in refs]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("She met Director Moussa Kone and other senior Chadian officials.", "Kone", "TCD"),
        ("She met Director Moussa Kone and praised other Chadian officials.", "Kone", "PLW"),
        ("The Chadian delegation was led by Deputy Adviser Moussa Kone.", "Kone", "TCD"),
        ("The Chadian delegation was praised by Deputy Adviser Tom Reed.", "Reed", "PLW"),
        ("Chad welcomed talks with Foreign Minister Moussa Kone.", "Kone", "TCD"),
        ("Chad welcomed talks with Foreign Minister Ana Lima.", "Lima", "PLW"),
        ("Administration officials discussed the tensions in Chad.", "officials", "PLW"),
    ],
)
def test_officials_in_a_release_are_the_publishers_unless_told(resolve, text, word, expected):
    assert countries(resolve(text, word, publisher=HOME)) == [expected]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Chad agreed with its bank advisory committee on a plan.", "committee", None),
        ("Chad agreed with its 14-bank committee on a plan.", "committee", None),
        ("A creditor committee met in Chad. Talks with the committee go on.", "committee", None),
        ("Chad agreed with its parliamentary committee on a plan.", "committee", "TCD"),
    ],
)
def test_a_committee_of_lenders_is_of_no_country(resolve, text, word, expected):
    assert countries(resolve(text, word)) == [expected]


@pytest.mark.parametrize("word", ["delegates", "members"])
def test_members_are_of_the_body_whose_delegates_confer(resolve, word):
    text = f"LONDON, May 3 - The International Cocoa Organization meets. Producer {word} voted"
    met = f"{text} against a plan, delegates said."
    assert countries(resolve(met, word, after="Producer")) == ["IGO:ICCO"]


def test_members_are_of_the_place_where_no_delegates_confer(resolve):
    assert countries(resolve("LONDON, May 3 - Producers met.", "Producers")) == ["GBR"]


def test_the_commonwealth_government_is_the_federations(resolve):
    text = "The Commonwealth government will pay."
    assert countries(resolve(text, "government", publisher="Australia Prime Minister")) == ["AUS"]


def test_a_ticker_names_nobody(resolve):
    assert countries(resolve("Boreal Systems <PAC> sued Kenya.", "Systems")) != ["ZAF"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana Lima met with Sione Vaka as NATO allies. They agreed.", ["PLW", "TUV"]),
        ("Ana Lima praised Sione Vaka before Chadian soldiers. They agreed.", ["TCD"]),
    ],
)
def test_they_are_the_two_who_talk_with_each_other(resolve, text, expected):
    assert countries(resolve(text, "They")) == expected
