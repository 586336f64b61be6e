"""Designations: who confers, renews or takes away which title, from whom, when."""

from __future__ import annotations

from datetime import date

import pytest

from communique.extract.designations import DesignationFinder
from communique.extract.mentions import MentionFinder
from communique.extract.modality import Modality
from communique.resolve.resolver import Resolver
from communique.vocab.frames import FrameBook, load_modality
from communique.vocab.gazetteer import Gazetteer
from communique.vocab.titles import TitleBook

BOOK = TitleBook.load()
DAY = date(2020, 6, 17)  # a Wednesday
FIRES = [(name, text) for name, pattern in BOOK.patterns.items() for text in pattern.fires_on]
SILENT = [text for pattern in BOOK.patterns.values() for text in pattern.silent_on]


@pytest.fixture(scope="module")
def find(prepare):
    """The designations of a text as (draft, codes by, codes to)."""
    gazetteer = Gazetteer.load()
    modality = Modality(load_modality(), FrameBook.load().classes["say"])
    finder = DesignationFinder(BOOK, modality)
    mentions, resolver = MentionFinder(gazetteer), Resolver(gazetteer)

    def run(text, day=DAY):
        prepared = prepare(text, day)
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
        ('In June 2014, the US had designated Kenya a "Preferred Security Partner".',
         ["USA"], ["KEN"], "Preferred Security Partner", "conferred"),
        ("Kenya was designated a Preferred Security Partner by the United States in 2014.",
         ["USA"], ["KEN"], "Preferred Security Partner", "conferred"),
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
    ("text", "by", "to", "action"),
    [
        ("The United States removed Malawi from its list of state sponsors of terrorism on Monday.",
         "USA", "MWI", "removed"),
        ("Canada added Hezbollah to its list of terrorist entities in 2002.",
         "CAN", "LBN", "conferred"),
        ("Brazil declared three Bolivian diplomats personae non gratae.",
         "BRA", "BOL", "conferred"),
        ("Kosovo was recognised as an independent state by Norway in 2008.",
         "NOR", "XKX", "conferred"),
        ("France on Sunday recognised the State of Palestine.",
         "FRA", "PSE", "conferred"),
        ("The EU granted Moldova candidate status in June 2022.",
         "IGO:EU", "MDA", "conferred"),
        ("Washington on Friday revoked the designation of the Houthis as a terrorist organisation.",
         "USA", "YEM", "removed"),
        ("Australia has listed Hamas as a terrorist organisation.",
         "AUS", "PSE", "conferred"),
        ("Iran designated the United States Central Command a terrorist organisation.",
         "IRN", "USA", "conferred"),
        ("Tunisia was named a major non-NATO ally by the United States in May 2013.",
         "USA", "TUN", "conferred"),
        ("The United States extended most-favoured-nation status to Vietnam in 2001.",
         "USA", "VNM", "conferred"),
        ("Zambia conferred the Order of the Eagle on Angola's president on Friday.",
         "ZMB", "AGO", "conferred"),
        ("Spain recognised Juan Guaido as Venezuela's interim president.",
         "ESP", "VEN", "conferred"),
        ("The European Union blacklisted 12 Belarusian judges on Thursday.",
         "IGO:EU", "BLR", "conferred"),
        ("Japan put South Korea back on its list of preferred trading partners.",
         "JPN", "KOR", "conferred"),
        ("Taliban-ruled Afghanistan was recognised by Russia in July 2025.",
         "RUS", "AFG", "conferred"),
        ("Argentina has taken Mali off its list of sponsors of terrorism.",
         "ARG", "MLI", "removed"),
        ("The United States renewed Syria's designation as a state sponsor of terrorism in 2019.",
         "USA", "SYR", "renewed"),
        ("The Polish consul was declared persona non grata by Belarus.",
         "BLR", "POL", "conferred"),
        ("The United States designated Colombia a major non-NATO ally in March 2022.",
         "USA", "COL", "conferred"),
        ("Germany has listed Hezbollah as a terrorist organisation.",
         "DEU", "LBN", "conferred"),
        ("Australia recognised the State of Palestine on Sunday.",
         "AUS", "PSE", "conferred"),
        ("Honduras withdrew its recognition of Taiwan.",
         "HND", "TWN", "removed"),
        ("Russia was stripped of its most-favoured-nation status by Canada.",
         "CAN", "RUS", "removed"),
        ("The Czech foreign ministry declared two Russian diplomats personae non gratae on Monday.",
         "CZE", "RUS", "conferred"),
        ("The US president awarded the Presidential Medal of Freedom to the German chancellor.",
         "USA", "DEU", "conferred"),
        ("The African Union granted Mexico observer status.",
         "IGO:AU", "MEX", "conferred"),
        ("The US Treasury revoked Eritrea's designation as a state sponsor of terrorism.",
         "USA", "ERI", "removed"),
        ("Turkey recognised the Libyan government as the country's sole legitimate authority.",
         "TUR", "LBY", "conferred"),
        ("The United States removed Eritrea from its list of state sponsors of terrorism.",
         "USA", "ERI", "removed"),
        ("Pakistan placed the Indian diplomat on its terror list.",
         "PAK", "IND", "conferred"),
        ("The United States extended Ukraine's temporary protected status.",
         "USA", "UKR", "renewed"),
        ("India on Tuesday raised Oman to the rank of Strategic Partner.",
         "IND", "OMN", "conferred"),
        ("Ghana on Monday became the third African state to recognise Kosovo.",
         "GHA", "XKX", "conferred"),
        ("Decorated with the Order of the Lion by Senegal's president, the Danish envoy left.",
         "SEN", "DNK", "conferred"),
        ("Four Belarusian judges dropped off the European Union's list of banned persons.",
         "IGO:EU", "BLR", "removed"),
        ("The United States again certified Mexico as a partner in the fight against drugs.",
         "USA", "MEX", "renewed"),
        ("Oman was styled Preferred Partner by the visiting Egyptian vice-president.",
         "EGY", "OMN", "conferred"),
    ],
)  # fmt: skip
def test_wordings_of_many_kinds(find, text, by, to, action):
    assert [(b, t, d.action) for d, b, t in find(text)] == [([by], [to], action)]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("In June 2014 the US designated Kenya a Preferred Security Partner.",
         "2014-06-01", "2014-06-30"),
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
        "They welcomed Kenya's status as a Preferred Security Partner.",
        "In 1995 Kenya appointed Mary Otieno as foreign minister.",
        "Kenya named the road after Mary Otieno.",
    ],
)
def test_what_is_not_done_or_long_done_at_home_is_no_designation(find, text):
    assert find(text) == []


def test_a_title_told_of_twice_is_one_record(find):
    text = "The US designated Kenya a Preferred Security Partner on Monday. The US designated Kenya"
    assert len(find(f"{text} a Preferred Security Partner on Monday.")) == 1
