"""Copies, cuts and rewrites are found; a report that quotes a readout is no copy of it."""

import pytest

from communique.link import COPY, Linker, bands, likeness, sketch

STORY = (
    "Fisheries ministers Ann Lee of Canada and Ola Berg of Norway signed a pact on cod quotas in"
    " Bergen on Tuesday, ending nine years of quarrels over the northern banks. Under the pact"
    " each fleet may land 40,000 tonnes a year in the other's harbours. Trawler owners in"
    " Hammerfest and Halifax complained that nobody had asked them. Iceland, which was not"
    " invited, lodged a protest with both governments."
)
REWRITE = (
    "A pact on cod quotas was signed on Tuesday in Bergen by the fisheries ministers of Norway and"
    " Canada, Ola Berg and Ann Lee. It ends quarrels of nine years over the northern banks and"
    " lets each fleet land 40,000 tonnes in harbours of the other every year. Iceland, not"
    " invited, protested to both governments; owners of trawlers in Halifax and Hammerfest"
    " complained too."
)
OTHER = (
    "Norway's Ola Berg and Canada's Ann Lee met the press for an hour in Bergen on Tuesday. The"
    " cod will not wait for lawyers, said Lee, who had flown in overnight from Ottawa and looked"
    " tired. Reporters wanted to know about seals, whales and the price of diesel. Then the two"
    " put their names to the quota paper and hurried off to a concert in Grieg's old house."
)
READOUT = (
    "Minister Lee spoke with Minister Berg this morning. The minister underlined that Canada"
    " values the friendship of Norway and expects a fair share of the northern banks for the"
    " families of the coast, who have lived from the sea for three hundred years."
)
QUOTING = (
    "OTTAWA - Ann Lee telephoned her Norwegian colleague on Monday, her office said. "
    '"The minister underlined that Canada values the friendship of Norway and expects a fair share'
    " of the northern banks for the families of the coast, who have lived from the sea for three"
    ' hundred years," a readout of the conversation said. Shares of fishing firms rose by a tenth'
    " in Toronto. The opposition asked why it had taken Lee two weeks to pick up the receiver."
)


@pytest.mark.parametrize(
    ("a", "b", "copy"),
    [
        pytest.param(STORY, STORY, True, id="the same words"),
        pytest.param(STORY, "BERGEN, May 5 - " + STORY.upper(), True, id="another dress"),
        pytest.param(STORY, STORY[: len(STORY) // 2], True, id="cut short"),
        pytest.param(STORY, REWRITE, True, id="rewritten"),
        pytest.param(STORY, OTHER, False, id="another reporter at the same place"),
        pytest.param(READOUT, QUOTING, False, id="a readout, and a report that quotes it"),
        pytest.param(STORY, READOUT, False, id="two things of the same two"),
        pytest.param("Nothing new.", "Nothing new.", True, id="few words, all the same"),
        pytest.param("Nothing new.", "Nothing old.", False, id="few words"),
        pytest.param("", "", False, id="no words"),
    ],
)
def test_a_copy_is_told_from_another_report(a, b, copy):
    assert (likeness(a, b) >= COPY) is copy
    assert likeness(a, b) == likeness(b, a)


@pytest.mark.parametrize("other", [STORY.upper(), STORY[: len(STORY) * 2 // 3], REWRITE])
def test_copies_share_a_band(other):
    assert set(bands(sketch(STORY))) & set(bands(sketch(other)))


def test_texts_of_different_things_share_no_band():
    assert not set(bands(sketch(STORY))) & set(bands(sketch(READOUT)))
    assert bands(sketch("")) == ()


def test_the_same_text_gives_the_same_bands_everywhere(linker):
    assert bands(linker.sketch(STORY)) == bands(sketch(STORY))
    assert bands(sketch(STORY))[0] == "r0:" + bands(sketch(STORY))[0].partition(":")[2]
    assert linker.likeness(STORY, REWRITE) == likeness(STORY, REWRITE)


def test_the_limit_is_that_of_the_table(linker):
    assert linker.limits.copy == COPY == Linker.load().limits.copy
