"""Designations: who confers, renews or takes away which title, from whom, when."""

from __future__ import annotations

from datetime import date

import pytest

from communique.drafts import ParsedSentence, Prepared
from communique.extract.designations import DesignationFinder
from communique.extract.mentions import MentionFinder
from communique.extract.modality import Modality
from communique.extract.times import TimeFinder
from communique.records import Report
from communique.resolve.resolver import Resolver
from communique.textprep import lay_out
from communique.vocab.frames import FrameBook, load_modality
from communique.vocab.gazetteer import Gazetteer
from communique.vocab.titles import TitleBook

BOOK = TitleBook.load()
DAY = date(2020, 6, 17)  # a Wednesday
FIRES = [(name, text) for name, pattern in BOOK.patterns.items() for text in pattern.fires_on]
SILENT = [text for pattern in BOOK.patterns.values() for text in pattern.silent_on]


@pytest.fixture(scope="module")
def find(nlp):
    """The designations of a text as (draft, codes by, codes to)."""
    gazetteer = Gazetteer.load()
    modality = Modality(load_modality(), FrameBook.load().classes["say"])
    finder = DesignationFinder(BOOK, modality)
    times, mentions, resolver = TimeFinder(), MentionFinder(gazetteer), Resolver(gazetteer)

    def run(text, day=DAY):
        layout = lay_out(text)
        parsed = tuple(
            ParsedSentence(s, nlp(layout.shadow[s.start : s.end]))
            for s in layout.sentences
            if not s.heading
        )
        prepared = Prepared(
            report=Report(id="r", date=day, text=text),
            layout=layout,
            parsed=parsed,
            times=tuple(times(layout.shadow, day)),
        )
        table = mentions(prepared)
        resolution = resolver(prepared, table)

        def codes(found):
            refs = [ref for mention in found for ref in resolution.of(mention)]
            return sorted({ref.country for ref in refs if ref.country})

        return [(d, codes(d.by), codes(d.to)) for d in finder(prepared, table)]

    return run


@pytest.mark.parametrize(("name", "text"), FIRES)
def test_patterns_fire_on_their_examples(find, name, text):
    assert [draft.rule for draft, _, _ in find(text)] == [f"designation/{name}"]


@pytest.mark.parametrize("text", SILENT)
def test_patterns_are_silent_on_near_misses(find, text):
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "by", "to", "title", "action"),
    [
        ('In June 2016, the US had designated India a "Major Defence Partner".',
         ["USA"], ["IND"], "Major Defence Partner", "conferred"),
        ("India was designated a Major Defence Partner by the United States in 2016.",
         ["USA"], ["IND"], "Major Defence Partner", "conferred"),
        ("The United States has designated Kenya as a major non-NATO ally, officials said.",
         ["USA"], ["KEN"], "major non-NATO ally", "conferred"),
        ("Russia on Friday declared the Polish ambassador persona non grata.",
         ["RUS"], ["POL"], "persona non grata", "conferred"),
        ("Chile named Ann Smith ambassador to Peru on Monday.",
         ["CHL"], ["CHL"], "ambassador to Peru", "conferred"),
        ("Washington put Syria on its list of state sponsors of terrorism on Monday.",
         ["USA"], ["SYR"], "state sponsor of terrorism", "conferred"),
        ("Washington took Libya off its list of state sponsors of terrorism in June 2006.",
         ["USA"], ["LBY"], "state sponsor of terrorism", "removed"),
        ("The United States revoked Sudan's designation as a State Sponsor of Terrorism.",
         ["USA"], ["SDN"], "State Sponsor of Terrorism", "removed"),
        ("Poland awarded the Czech president the Order of the White Eagle on Monday.",
         ["POL"], ["CZE"], "Order of the White Eagle", "conferred"),
        ("The United States granted China most-favoured-nation status in 1980.",
         ["USA"], ["CHN"], "most-favoured-nation status", "conferred"),
    ],
)  # fmt: skip
def test_who_confers_which_title_on_whom(find, text, by, to, title, action):
    assert [(b, t, d.title, d.action) for d, b, t in find(text)] == [(by, to, title, action)]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("In June 2016 the US designated India a Major Defence Partner.",
         "2016-06-01", "2016-06-30"),
        ("Russia on Monday declared the Polish ambassador persona non grata.",
         "2020-06-15", "2020-06-15"),
        ("Russia declared the Polish ambassador persona non grata.", "2020-06-17", "2020-06-17"),
        ("Russia declared the Polish envoy persona non grata and told him to go by 5 July.",
         "2020-06-17", "2020-06-17"),
    ],
)  # fmt: skip
def test_the_day_of_a_designation(find, text, start, end):
    assert [(str(d.when.start), str(d.when.end)) for d, _, _ in find(text)] == [(start, end)]


@pytest.mark.parametrize(
    "text",
    [
        "Washington may designate Qatar a major non-NATO ally.",
        "Washington will not designate Qatar a major non-NATO ally.",
        "If the US designates the group a terrorist organisation, talks will end.",
        "They welcomed India's status as a Major Defence Partner.",
        "In 1995 Kenya appointed Mary Otieno as foreign minister.",
        "Kenya named the road after Mary Otieno.",
    ],
)
def test_what_is_not_done_or_long_done_at_home_is_no_designation(find, text):
    assert find(text) == []


def test_a_title_told_of_twice_is_one_record(find):
    text = "The US designated India a Major Defence Partner on Monday. The US designated India"
    assert len(find(f"{text} a Major Defence Partner on Monday.")) == 1
