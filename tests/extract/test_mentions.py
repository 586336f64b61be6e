"""Who is spoken of: names, titles, agents, pronouns and words that refer back."""

from __future__ import annotations

from datetime import date

import pytest

from communique.extract.mentions import MentionFinder
from communique.vocab.gazetteer import Gazetteer

TENURES = """person,aliases,country,office,start,end,source,note
Ana Lima,,PLW,foreign_minister,2010-03-01,2014-02-01,made up,
Baron Waqa Deiye,,NRU,head_of_state,2015-01-01,2025-02-01,made up,
"""


@pytest.fixture(scope="module")
def finder(tmp_path_factory):
    path = tmp_path_factory.mktemp("tables") / "mine.csv"
    path.write_text(TENURES, encoding="utf-8")
    return MentionFinder(Gazetteer.load([path]))


@pytest.fixture(scope="module")
def read(prepare, finder):
    """The text prepared, with its mentions."""

    def run(text, *, day=date(2020, 5, 4), parse=True):
        prepared = prepare(text, day, parse=parse)
        return prepared, finder(prepared)

    return run


@pytest.fixture(scope="module")
def at(read):
    """The mention at the last token that is this word."""

    def run(text, word):
        prepared, table = read(text)
        for parsed in reversed(prepared.parsed):
            for token in reversed(parsed.doc):
                if token.text == word:
                    return table.at(parsed.sentence.index, token.i)
        raise AssertionError(f"no token {word!r}")

    return run


def fields(mention, wanted):
    return {name: getattr(mention, name) for name in wanted}


def assert_holds(mention, **wanted):
    assert mention is not None, "no mention"
    assert fields(mention, wanted) == wanted


# --- persons -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "word", "name", "countries", "sector", "office"),
    [
        (
            "US Defence Secretary Carla Nunes called.",
            "Nunes",
            "Carla Nunes",
            ("USA",),
            "GOV",
            "defence_minister",
        ),
        (
            "The US Secretary of Defense Carla Nunes called.",
            "Nunes",
            "Carla Nunes",
            ("USA",),
            "GOV",
            "defence_minister",
        ),
        (
            "U.S. Secretary of State Carla Nunes arrived.",
            "Nunes",
            "Carla Nunes",
            ("USA",),
            "GOV",
            "foreign_minister",
        ),
        (
            "Japan's foreign minister Taro Endo spoke.",
            "Endo",
            "Taro Endo",
            ("JPN",),
            "GOV",
            "foreign_minister",
        ),
        (
            "Turkish President Orhan Demir spoke.",
            "Demir",
            "Orhan Demir",
            ("TUR",),
            "GOV",
            "head_of_state",
        ),
        (
            "They met President Orhan Demir of Turkey.",
            "Demir",
            "Orhan Demir",
            ("TUR",),
            "GOV",
            "head_of_state",
        ),
        (
            "They met Taro Endo, Japan's defence minister, on Monday.",
            "Endo",
            "Taro Endo",
            ("JPN",),
            "GOV",
            "defence_minister",
        ),
        (
            "They met the Japanese defence minister, Taro Endo, on Monday.",
            "minister",
            "Taro Endo",
            ("JPN",),
            "GOV",
            "defence_minister",
        ),
        (
            "They met the Japanese defence minister, Taro Endo, on Monday.",
            "Endo",
            "Taro Endo",
            ("JPN",),
            "GOV",
            "defence_minister",
        ),
        (
            "NATO Secretary-General Ivo Hansen called.",
            "Hansen",
            "Ivo Hansen",
            ("IGO:NATO",),
            None,
            "head_of_body",
        ),
        (
            "prime minister Moshe Adler left.",
            "Adler",
            "Moshe Adler",
            (),
            "GOV",
            "head_of_government",
        ),
        (
            "former Israeli President Moshe Adler left.",
            "Adler",
            "Moshe Adler",
            ("ISR",),
            "ELI",
            "head_of_state",
        ),
        ("Gen. Paul Harker testified.", "Harker", "Paul Harker", (), "MIL", None),
        ("Senator Harker testified.", "Harker", "Harker", (), "LEG", "legislator"),
        ("Mr Harker testified.", "Harker", "Harker", (), None, None),
        ("Rebel leader Jonas Okello fled.", "Okello", "Jonas Okello", (), "REB", None),
        (
            "His Majesty King Hamad bin Isa Al Khalifa arrived.",
            "Khalifa",
            "Hamad bin Isa Al Khalifa",
            (),
            "GOV",
            "monarch",
        ),
        ("Sheikh Abdullah bin Rashid arrived.", "Rashid", "Abdullah bin Rashid", (), "GOV", None),
        (
            "The German chancellor, Ute von Arnim, arrived.",
            "Arnim",
            "Ute von Arnim",
            ("DEU",),
            "GOV",
            "head_of_government",
        ),
        (
            "Chinese Foreign Minister Zhao Jing arrived.",
            "Jing",
            "Zhao Jing",
            ("CHN",),
            "GOV",
            "foreign_minister",
        ),
        (
            "South Korean President Han Min-jun arrived.",
            "jun",
            "Han Min-jun",
            ("KOR",),
            "GOV",
            "head_of_state",
        ),
        (
            "Deputy Prime Minister and Defence Minister Rex Marlow arrived.",
            "Marlow",
            "Rex Marlow",
            (),
            "GOV",
            "deputy_head_of_government",
        ),
        ("They saw Syria's Adnan Kadri there.", "Kadri", "Adnan Kadri", ("SYR",), None, None),
        (
            "Hamas spokesman Adnan Kadri said so.",
            "Kadri",
            "Adnan Kadri",
            ("PSE",),
            "REB",
            "spokesperson",
        ),
        (
            "White House spokesman Rex Marlow said so.",
            "Marlow",
            "Rex Marlow",
            ("USA",),
            "GOV",
            "spokesperson",
        ),
        (
            "The Minister for Home Affairs and Trade, Mr Marlow, said so.",
            "Marlow",
            "Marlow",
            (),
            "GOV",
            None,
        ),
        (
            "Rex Marlow, who is the British ambassador to France, said so.",
            "Marlow",
            "Rex Marlow",
            ("GBR",),
            "GOV",
            "ambassador",
        ),
        (
            "The US ambassador to France, Rex Marlow, said so.",
            "Marlow",
            "Rex Marlow",
            ("USA",),
            "GOV",
            "ambassador",
        ),
        (
            "Mexican President Luisa Ortega Wednesday said so.",
            "Ortega",
            "Luisa Ortega",
            ("MEX",),
            "GOV",
            "head_of_state",
        ),
        ("Ana Lima flew home.", "Lima", "Ana Lima", (), None, None),
    ],
)
def test_a_person_has_the_title_and_country_beside_the_name(
    at, text, word, name, countries, sector, office
):
    mention = at(text, word)
    assert_holds(mention, name=name, countries=countries, sector=sector, kind="person", form="name")
    if office:
        assert mention.office == office


@pytest.mark.parametrize(
    ("text", "word", "name", "countries"),
    [
        ("They met President Rex Marlow, Jr. of Chile.", "Marlow", "Rex Marlow, Jr.", ("CHL",)),
        ("The Pope, Leo Bruno, came.", "Pope", "Leo Bruno", ("VAT",)),
        ("Egyptian envoy Jordan Miller came.", "Miller", "Jordan Miller", ("EGY",)),
        ("Mr Street came.", "Street", "Street", ()),
        ("Chilean envoy Noam Amir came.", "Amir", "Noam Amir", ("CHL",)),
        ("Foreign Minister Lima came.", "Lima", "Lima", ()),
        ("Russia's London embassy praised envoy Ann Marlow.", "Marlow", "Ann Marlow", ()),
    ],
)
def test_names_that_look_like_something_else(at, text, word, name, countries):
    assert_holds(at(text, word), kind="person", name=name, countries=countries)


def test_a_country_goes_before_the_city_of_its_embassy(at):
    assert at("Officials at Russia's London embassy left.", "embassy").countries == ("RUS",)


def test_a_former_office_is_said_to_be_former(at):
    assert at("They met ex-President Reyes of Peru.", "Reyes").former
    assert not at("They met President Reyes of Peru.", "Reyes").former


def test_names_joined_after_a_plural_title_are_persons(at):
    assert_holds(
        at("Presidents Reyes and Adler met.", "Reyes"), kind="person", office="head_of_state"
    )
    assert_holds(at("Presidents Reyes and Adler met.", "Adler"), kind="person")


def test_a_surname_is_a_person_when_the_full_name_stands_elsewhere(at):
    text = "Defence Minister Carla Nunes arrived. Later Nunes left."
    assert_holds(at(text, "Nunes"), kind="person", name="Nunes")


def test_a_counterpart_with_a_name_keeps_whose_counterpart(at):
    mention = at("Nunes met her Indian counterpart Ravi Menon.", "Menon")
    assert_holds(mention, name="Ravi Menon", countries=("IND",), counterpart_of=2)


# --- titles --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "word", "countries", "office", "sector"),
    [
        ("The US Defence Secretary left.", "Secretary", ("USA",), "defence_minister", "GOV"),
        ("Iraq's foreign minister left.", "minister", ("IRQ",), "foreign_minister", "GOV"),
        ("The president of Peru left.", "president", ("PER",), "head_of_state", "GOV"),
        (
            "The foreign ministers of Peru and Chile left.",
            "ministers",
            ("PER", "CHL"),
            "foreign_minister",
            "GOV",
        ),
        (
            "US and Japanese defence ministers met.",
            "ministers",
            ("USA", "JPN"),
            "defence_minister",
            "GOV",
        ),
        ("The president left.", "president", (), "head_of_state", "GOV"),
        ("The ambassador to France left.", "ambassador", (), "ambassador", "GOV"),
        ("The Canadian ambassador to France left.", "ambassador", ("CAN",), "ambassador", "GOV"),
        ("A Kremlin spokesman denied it.", "spokesman", ("RUS",), "spokesperson", "GOV"),
        ("A spokesman for the Kremlin denied it.", "spokesman", ("RUS",), "spokesperson", "GOV"),
        ("China's U.N. ambassador left.", "ambassador", ("CHN",), "ambassador", "GOV"),
    ],
)
def test_an_office_without_a_name_has_its_country(at, text, word, countries, office, sector):
    mention = at(text, word)
    assert_holds(mention, countries=countries, sector=sector, name=None)
    if office != "ambassador":
        assert mention.office == office


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("They called a general strike.", "general"),
        ("They were brought to justice.", "justice"),
        ("He praised the Major Defence Partnership.", "Partnership"),
        ("They signed the Lomar Treaty.", "Treaty"),
        ("Israel's decision surprised them.", "decision"),
        ("The agreement was signed.", "agreement"),
        ("They fought in the Persian Gulf.", "Gulf"),
        ("It is clear that he lied.", "It"),
        ("They met on Wednesday.", "Wednesday"),
    ],
)
def test_things_are_no_mentions(at, text, word):
    assert at(text, word) is None


# --- states, bodies, groups ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "word", "kind", "name", "countries", "sector"),
    [
        ("Iran agreed.", "Iran", "state", "Iran", ("IRN",), "GOV"),
        ("The United States agreed.", "States", "state", "United States", ("USA",), "GOV"),
        ("Beijing agreed.", "Beijing", "state", "China", ("CHN",), "GOV"),
        ("The Pentagon agreed.", "Pentagon", "organisation", "Pentagon", ("USA",), "GOV"),
        ("NATO agreed.", "NATO", "igo", "NATO", ("IGO:NATO",), None),
        ("The European Union agreed.", "Union", "igo", "European Union", ("IGO:EU",), None),
        ("Hamas agreed.", "Hamas", "group", "Hamas", ("PSE",), "REB"),
        ("The ruling Hamas movement agreed.", "movement", "group", "Hamas", ("PSE",), "REB"),
        ("The Israelis agreed.", "Israelis", "group", "Israel", ("ISR",), "GOV"),
        ("The Dutch agreed.", "Dutch", "group", "Netherlands", ("NLD",), "GOV"),
        ("Two Israelis fled.", "Israelis", "group", "Israel", ("ISR",), "CVL"),
        ("Hundreds of Palestinians fled.", "Hundreds", "group", "Palestine", ("PSE",), "CVL"),
        (
            "The Lomar Liberation Front agreed.",
            "Front",
            "organisation",
            "Lomar Liberation Front",
            (),
            None,
        ),
        ("Lomar Steel Corp agreed.", "Corp", "organisation", "Lomar Steel Corp", (), "BUS"),
    ],
)
def test_a_party_by_name(at, text, word, kind, name, countries, sector):
    mention = at(text, word)
    assert_holds(mention, kind=kind, name=name, countries=countries)
    if sector:
        assert mention.sector == sector


@pytest.mark.parametrize(
    ("text", "word", "countries"),
    [
        ("US-India ties grew.", "India", ("USA", "IND")),
        ("Indo-US ties grew.", "US", ("IND", "USA")),
        ("Franco-German talks began.", "German", ("FRA", "DEU")),
        ("Sino-Japanese talks began.", "Japanese", ("CHN", "JPN")),
    ],
)
def test_two_countries_joined_by_a_hyphen_are_one_mention(at, text, word, countries):
    assert_holds(at(text, word), countries=countries, plural=True, note="pair")


def test_an_acronym_in_brackets_stands_for_the_body_before_it(at):
    text = "Officials of the Kenyan Fisheries Agency (KFA) met. The KFA agreed."
    assert_holds(at(text, "KFA"), countries=("KEN",), kind="organisation")


@pytest.mark.parametrize(("word", "kind"), [("Deiye", "person"), ("DEIYE", "organisation")])
def test_an_acronym_that_spells_a_surname_is_nobody_of_that_name(at, word, kind):
    assert_holds(at(f"Nauru met {word} on Monday.", word), kind=kind)


def test_an_acronym_of_a_thing_is_no_mention(at):
    assert at("They signed the Logistics Sharing Accord (LSA). The LSA is new.", "LSA") is None


# --- agents --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "word", "countries", "sector", "plural"),
    [
        ("The Israeli army advanced.", "army", ("ISR",), "MIL", True),
        ("Sudanese rebels advanced.", "rebels", ("SDN",), "REB", True),
        ("Villagers in Darfur fled.", "Villagers", ("SDN",), "CVL", True),
        ("Police in Nairobi opened fire.", "Police", ("KEN",), "COP", True),
        (
            "Officials from the United States and Japan met.",
            "Officials",
            ("USA", "JPN"),
            "GOV",
            True,
        ),
        ("A senior U.S. official denied it.", "official", ("USA",), "GOV", False),
        ("Israeli and Syrian troops clashed.", "troops", ("ISR", "SYR"), "MIL", True),
        ("Pro-Russian rebels advanced.", "rebels", (), "REB", True),
        ("Iranian-backed militants advanced.", "militants", (), "REB", True),
        ("U.S.-led forces advanced.", "forces", ("USA",), "MIL", True),
        ("Gunmen opened fire.", "Gunmen", (), "UAF", True),
        ("A group of gunmen opened fire.", "group", (), "UAF", True),
        ("Opposition leaders protested.", "leaders", (), "OPP", True),
        ("The army chief resigned.", "chief", (), "MIL", False),
        ("Taliban fighters advanced.", "fighters", ("AFG",), "REB", True),
        ("The government of Chile agreed.", "government", ("CHL",), "GOV", None),
        ("Chile's government agreed.", "government", ("CHL",), "GOV", None),
        ("The Kenyan police agreed.", "police", ("KEN",), "COP", True),
        ("The leader of the Taliban agreed.", "leader", ("AFG",), "REB", False),
        ("The Chilean opposition agreed.", "opposition", ("CHL",), "OPP", None),
        ("Western diplomats agreed.", "diplomats", (), "GOV", True),
        ("Former Chilean officials agreed.", "officials", ("CHL",), "ELI", True),
    ],
)
def test_describable_actors(at, text, word, countries, sector, plural):
    mention = at(text, word)
    assert_holds(mention, countries=countries, sector=sector)
    if plural is not None:
        assert mention.plural is plural


# --- referring back ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "word", "note"),
    [
        ("The two countries agreed.", "countries", "country:two"),
        ("The two sides agreed.", "sides", "side:two"),
        ("Both sides agreed.", "sides", "side:both"),
        ("The two leaders agreed.", "leaders", "leader:two"),
        ("The three ministers agreed.", "ministers", "leader:three"),
        ("The pair agreed.", "pair", "person:two"),
        ("Her counterpart agreed.", "counterpart", "counterpart"),
    ],
)
def test_definite_references(at, text, word, note):
    assert_holds(at(text, word), form="definite", note=note)


def test_counterparts_have_the_countries_behind_them(at):
    text = "She called her counterparts from the United Kingdom, Peru and Chile."
    mention = at(text, "counterparts")
    assert_holds(mention, countries=("GBR", "PER", "CHL"), plural=True, counterpart_of=2)


@pytest.mark.parametrize(
    ("text", "word", "note", "plural"),
    [
        ("He agreed.", "He", "person", False),
        ("Nunes praised her ally.", "her", "person", False),
        ("It agreed.", "It", "thing", False),
        ("They agreed.", "They", "plural", True),
        ("We agreed.", "We", "speaker", True),
        ("I agreed.", "I", "speaker", False),
    ],
)
def test_pronouns(at, text, word, note, plural):
    assert_holds(at(text, word), form="pronoun", note=note, plural=plural)


def test_a_plain_ministry_refers_back_but_a_named_one_does_not(at):
    assert at("The ministry agreed.", "ministry").form == "definite"
    assert at("The Chilean ministry agreed.", "ministry").form == "agent"


# --- owners --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def owners(read):
    def run(text, word):
        prepared, table = read(text)
        parsed = prepared.parsed[-1]
        token = next(t.i for t in parsed.doc if t.text == word)
        return [m.text for m in table.owners(parsed.sentence.index, token)]

    return run


@pytest.mark.parametrize(
    ("text", "word", "found"),
    [
        ("Israel's decision came late.", "decision", ["Israel"]),
        ("The Israeli decision came late.", "decision", ["Israeli"]),
        ("The US-India deal came late.", "deal", ["US-India"]),
        ("The signing of the deal by Chile came late.", "signing", ["Chile"]),
        ("A statement from the Pentagon came late.", "statement", ["the Pentagon"]),
        ("Talks between Chile and Peru began.", "Talks", ["Chile", "Peru"]),
        ("The prime minister's visit came late.", "visit", ["The prime minister"]),
        ("Its decision came late.", "decision", ["Its"]),
        ("The weather changed.", "weather", []),
    ],
)
def test_things_have_owners(owners, text, word, found):
    assert owners(text, word) == found


@pytest.mark.parametrize(
    ("text", "word", "found"),
    [
        ("Chad thanked Peru and Mali, whose armies helped.", "armies", ["Peru", "Mali"]),
        ("Chad thanked Mali, whose army helped.", "army", ["Mali"]),
        (
            "A Malian foreign office statement praised Chad.",
            "statement",
            ["A Malian foreign office"],
        ),
    ],
)
def test_whose_is_of_those_before_it_and_a_whole_owner_of_its_parts(owners, text, word, found):
    assert owners(text, word) == found


def test_possessors_come_before_those_in_front_and_behind(owners):
    text = "Chile's Russian gas deal with Peru came late."
    assert owners(text, "deal")[0] == "Chile"


# --- the table -----------------------------------------------------------------------------


def test_sentences_that_were_not_parsed_give_their_names(read):
    _, table = read("Iran met Ana Lima of Palau.", parse=False)
    assert [(m.text, m.token, m.countries) for m in table.all] == [
        ("Iran", -1, ("IRN",)), ("Ana Lima", -1, ()), ("Palau", -1, ("PLW",)),
    ]  # fmt: skip


def test_every_mention_quotes_the_text(read):
    text = "ACCRA, May 4 -  Ghana's  president met “US officials” and the Dutch. They left."
    prepared, table = read(text)
    assert len(table.all) > 4
    shadow = prepared.layout.shadow
    assert all(m.text == shadow[m.start : m.end] for m in table.all)


def test_mentions_come_in_the_order_of_the_text(read):
    _, table = read("Peru called Chile. Chile called Iran. They met officials of Peru.")
    starts = [m.start for m in table.all]
    assert starts == sorted(starts)


@pytest.mark.parametrize("text", ["", "...", "   \n\n ", "’s", "of the", "US", "President", "-–-"])
def test_odd_texts_are_no_trouble(read, text):
    _, table = read(text)
    assert all(m.end > m.start for m in table.all)


@pytest.mark.parametrize(
    ("text", "word", "name", "office"),
    [
        (
            "Chad spoke with WTO Director-General (DG) Dr. Ana Brandt.",
            "Brandt",
            "Ana Brandt",
            "head_of_body",
        ),
        (
            "Chad met the UN High Commissioner for Refugees, Ivo Brandt, on Monday.",
            "Commissioner",
            "Ivo Brandt",
            "refugee_commissioner",
        ),
        (
            "Chad met OPEC Secretary-General H.E. Ivo Brandt.",
            "Brandt",
            "Ivo Brandt",
            "head_of_body",
        ),
    ],
)
def test_a_title_with_its_body_stands_beside_the_name(at, text, word, name, office):
    mention = at(text, word)
    assert (mention.name, mention.kind, mention.office) == (name, "person", office)
    assert mention.countries[0].startswith("IGO:")


def test_a_shortened_title_is_no_name(at):
    text = "The Director-General (DG) Ana Brandt met Chad's president. Chad thanked DG Brandt."
    assert at(text, "Brandt").name == "Brandt"


def test_a_body_called_by_an_office_stays_a_body(at):
    mention = at(
        "The envoys of the UN High Commissioner for Refugees and Chad met.", "Commissioner"
    )
    assert mention.kind == "igo"


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("The two men met.", "person:two"),
        ("Both women met.", "person:both"),
        ("Six men met.", None),
        ("The two wounded men met.", None),
    ],
)
def test_two_men_are_persons_told_before(at, text, note):
    mention = at(text, "men" if "men " in text.replace("women", "") else "women")
    assert mention.note == note and mention.sector == ("UNK" if note else "CVL")


def test_a_month_that_is_a_surname_is_no_person(at):
    assert at("Chad has held three rounds of talks since May.", "May") is None


@pytest.mark.parametrize(
    "words",
    ["Ghana's foreign minister, Kofi Addo", "The foreign minister of Ghana, Kofi Addo"],
)
def test_the_name_behind_a_title_belongs_to_its_words(read, words):
    _, mentions = read(f"{words}, came to Chad.")
    assert words in [mention.text for mention in mentions.all]


def test_a_state_right_before_it_owns_a_house_of_parliament(at):
    assert at("Peru's Congress approved the accord.", "Congress").countries == ("PER",)
    assert at("Peru urged Congress to approve it.", "Congress").countries == ("USA",)
