"""The gazetteer finds who is named, and knows who held which office when."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from datetime import date

import pytest

from communique.errors import VocabError
from communique.vocab.files import data_dir
from communique.vocab.gazetteer import Gazetteer
from communique.vocab.names import fold

SECTORS = {
    "COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS",
    "CRM", "CVL", "EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC",
}  # fmt: skip

TENURES = """person,aliases,country,office,start,end,source,note
Ana Lima,Ana de Lima,QQA,foreign_minister,2010-03-01,2014,made up,
Ana Lima,,QQA,head_of_government,2015-02,2019-06-30,made up,
Jo Brandt,J.R. Brandt,QQA,foreign_minister,2015-01-01,,made up,
Omar al-Hadid,,QQB,head_of_state,,2003-04-09,made up,
Park Sun-mi,,KOR,trade_minister,2001-02-03,2002-02-03,made up,
Ivo Brandt,,IGO:NATO,head_of_body,1999-10-14,2003-12-17,made up,
"""


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory):
    path = tmp_path_factory.mktemp("tables") / "mine.csv"
    path.write_text(TENURES, encoding="utf-8")
    return Gazetteer.load([path])


def rows(table):
    with (data_dir("gazetteer") / table).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def strong_codes(match):
    return {name.code for name in match.names if name.strength == "strong"}


# --- what is found -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Britain and the United States agreed.", ["Britain:GBR", "United States:USA"]),
        ("U.S. and U.S.S.R. envoys met US-backed groups.", ["U.S.:USA", "U.S.S.R.:RUS", "US:USA"]),
        ("They told us nothing.", []),
        ("Nigeria and Niger", ["Nigeria:NGA", "Niger:NER"]),
        (
            "Papua New Guinea, Guinea-Bissau, Equatorial Guinea and Guinea",
            ["Papua New Guinea:PNG", "Guinea-Bissau:GNB", "Equatorial Guinea:GNQ", "Guinea:GIN"],
        ),
        ("South Sudan left Sudan", ["South Sudan:SSD", "Sudan:SDN"]),
        ("Northern Ireland and Ireland", ["Northern Ireland:GBR", "Ireland:IRL"]),
        ("New Mexico is not Mexico", ["New Mexico:USA", "Mexico:MEX"]),
        ("East German and West German", ["East German:DDR", "West German:DEU"]),
        ("Burma, Zaire and Swaziland", ["Burma:MMR", "Zaire:COD", "Swaziland:SWZ"]),
        ("the Dutchman and Filipinos", ["Dutchman:NLD", "Filipinos:PHL"]),
        ("Cote d'Ivoire or Côte d’Ivoire", ["Cote d'Ivoire:CIV", "Côte d’Ivoire:CIV"]),
        ("the Lankan navy", ["Lankan:LKA"]),
        ("Gaza, the West Bank and Crimea", ["Gaza:PSE", "West Bank:PSE", "Crimea:UKR"]),
        ("the Kremlin and the Elysee", ["Kremlin:RUS", "Elysee:FRA"]),
        ("the UN Security Council", ["UN Security Council:IGO:UN"]),
        ("the European Commission", ["European Commission:IGO:EU"]),
        ("NATO, the OAU and ASEAN", ["NATO:IGO:NATO", "OAU:IGO:AU", "ASEAN:IGO:ASEAN"]),
        ("the Palestine Liberation Organization", ["Palestine Liberation Organization:PSE"]),
        ("Daesh and the Tamil Tigers", ["Daesh:REB:ISIS", "Tamil Tigers:REB:LTTE"]),
        ("the Washington Post, in Washington", ["Washington Post:", "Washington:USA"]),
        ("the Persian Gulf", ["Persian Gulf:"]),
        ("Air France flies", ["Air France:"]),
        ("Abu Anas al-Iraqi", []),
        ("US$5 for US aid", ["US:USA"]),
        ("anti-American and Franco-German", ["American:USA", "Franco:FRA", "German:DEU"]),
        ("General Franco and the Indo-Pacific", ["Indo-Pacific:"]),
    ],
)
def test_names_are_found_leftmost_and_longest(gazetteer, text, found):
    matches = gazetteer.find(text)
    assert len(matches) == len(found)
    for match, wanted in zip(matches, found, strict=True):
        words, code = wanted.split(":", 1)
        assert text[match.start : match.end] == words
        assert code in strong_codes(match)


def test_a_name_over_a_line_break_keeps_the_offsets_of_the_text(gazetteer):
    text = "He left the United\nStates for Sri\u00a0Lanka."
    assert [text[match.start : match.end] for match in gazetteer.find(text)] == [
        "United\nStates",
        "Sri\u00a0Lanka",
    ]


def test_a_longer_name_cut_off_by_a_letter_does_not_hide_the_shorter(gazetteer):
    text = "Air Indians"  # "Air India" ends inside a word, "Indians" does not
    assert [text[match.start : match.end] for match in gazetteer.find(text)] == ["Indians"]


def test_persons_are_found_by_full_name_but_not_by_family_name(gazetteer):
    matches = gazetteer.find("Ana Lima met Lima and J.R. Brandt; Park Sun Mi called.")
    persons = [name.label for m in matches for name in m.names if name.kind == "person"]
    assert persons == ["Ana Lima", "Jo Brandt", "Park Sun-mi"]


def test_an_ambiguous_name_carries_all_its_meanings(gazetteer):
    meanings = {(name.code, name.strength) for name in gazetteer.lookup("Georgia")}
    assert {("GEO", "strong"), ("USA", "weak")} <= meanings
    assert {name.code for name in gazetteer.lookup("Congo")} == {"COD", "COG"}
    assert all(name.strength == "weak" for name in gazetteer.lookup("Korea"))


@pytest.mark.parametrize(
    ("name", "code", "sector"),
    [
        ("White House", "USA", "GOV"),
        ("Pentagon", "USA", "GOV"),
        ("Knesset", "ISR", "LEG"),
        ("Lok Sabha", "IND", "LEG"),
        ("Bundeswehr", "DEU", "MIL"),
        ("Revolutionary Guards", "IRN", "MIL"),
        ("Mossad", "ISR", "SPY"),
        ("FBI", "USA", "COP"),
        ("International Criminal Court", "IGO:ICC", "JUD"),
        ("Hamas", "PSE", "REB"),
        ("Shining Path", "PER", "REB"),
        ("Likud", "ISR", "PTY"),
    ],
)
def test_metonyms_and_groups_have_their_sector(gazetteer, name, code, sector):
    assert (code, sector) in {(one.code, one.sector) for one in gazetteer.lookup(name)}


@pytest.mark.parametrize(
    ("name", "day", "sectors"),
    [
        ("Taliban", date(2021, 8, 14), {"REB"}),
        ("Taliban", date(2021, 8, 15), {"GOV"}),
        ("PLO", date(1987, 6, 1), {"REB"}),
        ("PLO", date(1995, 6, 1), {"GOV"}),
        ("Renamo", date(1990, 1, 1), {"REB"}),
        ("Renamo", date(2000, 1, 1), {"PTY"}),
    ],
)
def test_a_group_has_the_sector_of_the_day(gazetteer, name, day, sectors):
    assert {one.sector for one in gazetteer.lookup(name) if one.holds_on(day)} == sectors


@pytest.mark.parametrize(
    ("name", "day", "code"),
    [
        ("Prague", date(1992, 12, 31), "CSK"),
        ("Prague", date(1993, 1, 1), "CZE"),
        ("Belgrade", date(1999, 3, 24), "YUG"),
        ("Belgrade", date(2010, 1, 1), "SRB"),
    ],
)
def test_a_capital_is_that_of_the_state_of_the_day(gazetteer, name, day, code):
    assert {one.code for one in gazetteer.lookup(name) if one.holds_on(day)} == {code}


@pytest.mark.parametrize(
    ("code", "label"),
    [("USA", "United States"), ("IGO:NATO", "NATO"), ("QQQ", "QQQ"), ("DDR", "East Germany")],
)
def test_a_code_has_a_label(gazetteer, code, label):
    assert gazetteer.label(code) == label


# --- persons and tenures -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("called", "persons"),
    [
        ("Brandt", {"Jo Brandt", "Ivo Brandt"}),
        ("Jo Brandt", {"Jo Brandt"}),
        ("J. R. Brandt", {"Jo Brandt"}),
        ("de Lima", {"Ana Lima"}),
        ("al-Hadid", {"Omar al-Hadid"}),
        ("Hadid", {"Omar al-Hadid"}),
        ("Sun-mi", {"Park Sun-mi"}),
        ("Nobody", set()),
    ],
)
def test_a_person_is_known_by_full_and_family_name(gazetteer, called, persons):
    mine = {"Ana Lima", "Jo Brandt", "Ivo Brandt", "Omar al-Hadid", "Park Sun-mi"}
    assert set(gazetteer.persons(called)) & mine == persons


def test_a_korean_is_known_by_the_first_name_in_order(gazetteer):
    assert "Park Sun-mi" in gazetteer.persons("Park")


@pytest.mark.parametrize(
    ("day", "holders"),
    [
        (date(2010, 2, 28), []),
        (date(2010, 3, 1), ["Ana Lima"]),
        (date(2014, 12, 31), ["Ana Lima"]),
        (date(2015, 1, 1), ["Jo Brandt"]),
        (date(2030, 1, 1), ["Jo Brandt"]),
    ],
)
def test_an_office_has_its_holder_of_the_day(gazetteer, day, holders):
    found = gazetteer.holders("foreign_minister", "QQA", on=day)
    assert [tenure.person for tenure in found] == holders


def test_an_interval_has_all_that_held_the_office_on_some_day_of_it(gazetteer):
    found = gazetteer.holders(
        "foreign_minister", "QQA", start=date(2014, 6, 1), end=date(2015, 6, 1)
    )
    assert [tenure.person for tenure in found] == ["Ana Lima", "Jo Brandt"]
    assert len(gazetteer.holders("foreign_minister", "QQA")) == 2


def test_an_open_start_reaches_back(gazetteer):
    assert gazetteer.holders("head_of_state", "QQB", on=date(1980, 1, 1))
    assert not gazetteer.holders("head_of_state", "QQB", on=date(2003, 4, 10))


def test_a_king_is_listed_as_head_of_state(gazetteer):
    found = gazetteer.holders("monarch", "QQB", on=date(1980, 1, 1))
    assert [tenure.person for tenure in found] == ["Omar al-Hadid"]


def test_there_is_no_holder_of_an_office_that_a_state_has_not(gazetteer):
    assert gazetteer.holders("head_of_government", "QQB", on=date(1980, 1, 1)) == ()


def test_a_body_has_a_head(gazetteer):
    found = gazetteer.holders("head_of_body", "IGO:NATO", on=date(2001, 9, 12))
    assert "Ivo Brandt" in {tenure.person for tenure in found}


def test_a_tenure_says_which_of_its_days_are_known(gazetteer):
    first, second = gazetteer.tenures_of("Ana Lima")
    assert (first.start_day_known, first.end_day_known) == (True, False)
    assert (second.start, second.start_day_known) == (date(2015, 2, 1), False)


def test_follow_the_money_lines_are_tenures_too(tmp_path):
    entities = [
        {"id": "p", "schema": "Person", "properties": {"name": ["Lena Orsk"], "alias": ["L Orsk"]}},
        {
            "id": "o",
            "schema": "Position",
            "properties": {"name": ["Minister of Defence"], "country": ["no"]},
        },
        {
            "id": "h",
            "schema": "Occupancy",
            "properties": {"holder": ["p"], "post": ["o"], "startDate": ["2020-05"]},
        },
    ]
    path = tmp_path / "mine.jsonl"
    path.write_text("\n".join(json.dumps(entity) for entity in entities), encoding="utf-8")
    (tenure,) = Gazetteer.load([path]).tenures_of("Lena Orsk")
    assert (tenure.country, tenure.office) == ("NOR", "defence_minister")
    assert (tenure.start, tenure.end, tenure.aliases) == (date(2020, 5, 1), None, ("L Orsk",))


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("t.csv", "person,country\nA,B\n", r"t\.csv, row 1"),
        (
            "t.csv",
            "person,aliases,country,office,start,end\nA,,QQA,x,2020,2019\n",
            r"t\.csv, row 2.*ends",
        ),
        ("t.csv", "person,aliases,country,office,start,end\n,,QQA,x,,\n", r"t\.csv, row 2"),
        ("t.jsonl", "{nope\n", r"t\.jsonl, row 1"),
        ("t.jsonl", '{"id": "a"}\n', r"t\.jsonl, row 1.*FollowTheMoney"),
        (
            "t.jsonl",
            '{"id": "a", "schema": "Occupancy", "properties": {}}\n',
            r"t\.jsonl, row 1.*not in the file",
        ),
    ],
)
def test_a_wrong_table_of_tenures_names_file_and_row(tmp_path, name, text, message):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(VocabError, match=message):
        Gazetteer.load([path])


# --- offices and agents --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("phrase", "country", "office"),
    [
        ("defence secretary", "GBR", "defence_minister"),
        ("secretary of defense", "USA", "defence_minister"),
        ("Raksha Mantri", "IND", "defence_minister"),
        ("secretary of state", "USA", "foreign_minister"),
        ("secretary of state", "VAT", "foreign_minister"),
        ("secretary of state", "FRA", "minister"),
        ("foreign secretary", "GBR", "foreign_minister"),
        ("foreign secretary", "IND", "senior_diplomat"),
        ("external affairs minister", "IND", "foreign_minister"),
        ("chancellor", "DEU", "head_of_government"),
        ("chancellor", "GBR", "finance_minister"),
        ("chancellor of the exchequer", "GBR", "finance_minister"),
        ("taoiseach", "IRL", "head_of_government"),
        ("general secretary", "CHN", "party_leader"),
        ("general secretary", "IGO:UN", "head_of_body"),
        ("premier", "AUS", "governor"),
        ("premier", "CHN", "head_of_government"),
        ("leader", "GBR", "head_of_government"),
        ("leader", "USA", "head_of_state"),
        ("leader", "IRN", "supreme_leader"),
        ("leader", None, "leader"),
        ("attorney general", "USA", "justice_minister"),
        ("emir", "QAT", "monarch"),
        ("un envoy", "SYR", "envoy"),
        ("acting defense secretary", "USA", "defence_minister"),
        ("minister for primary industry", "AUS", "minister"),
        ("minister for health and ageing", "AUS", "health_minister"),
        ("the prime minister", "NZL", "head_of_government"),
        ("president", "IGO:EU", "head_of_body"),
        ("president", "FRA", "head_of_state"),
        ("ambassador to france", "USA", "ambassador"),
        ("permanent representative to the united nations in geneva", "USA", "ambassador_un"),
        ("governor of the bank of canada", "CAN", "central_banker"),
        ("minister in charge of defence", "FRA", "defence_minister"),
        ("baker", None, None),
        ("market leader", None, None),
    ],
)
def test_an_english_name_of_an_office_means_one_by_country(gazetteer, phrase, country, office):
    assert gazetteer.office(phrase, country=country) == office


def test_office_phrases_come_longest_first(gazetteer):
    lengths = [len(phrase) for phrase in gazetteer.office_phrases]
    assert lengths == sorted(lengths, reverse=True)


def test_every_office_pattern_is_lower_case_and_of_a_known_sector():
    for row in rows("offices.csv"):
        assert row["pattern"] == row["pattern"].lower()
        assert row["sector"] in SECTORS | {""}, row
    assert len({row["office"] for row in rows("offices.csv")}) >= 40


@pytest.mark.parametrize(
    ("noun", "sector", "number"),
    [
        ("police", "COP", "many"),
        ("soldiers", "MIL", "one"),
        ("warplane", "MIL", "many"),
        ("guerrillas", "REB", "one"),
        ("gunmen", "UAF", "one"),
        ("protester", "CVL", "one"),
        ("student", "EDU", "one"),
        ("miners", "LAB", "one"),
        ("nurse", "MED", "one"),
        ("journalist", "JRN", "one"),
        ("bank", "BUS", "many"),
        ("refugee", "REF", "one"),
        ("farmer", "AGR", "one"),
        ("tribunal", "JUD", "many"),
        ("senator", "LEG", "one"),
        ("embassies", "GOV", "many"),
        ("cartel", "CRM", "many"),
        ("pope", "REL", "one"),
        ("spy", "SPY", "one"),
        ("thieves", "CRM", "one"),
        ("policewomen", "COP", "one"),
        ("members of parliament", "LEG", "one"),
        ("police officers", "COP", "one"),
        ("former president", "ELI", "one"),
        ("aid worker", "SOC", "one"),
    ],
)
def test_a_noun_for_an_agent_has_its_sector(gazetteer, noun, sector, number):
    agent = gazetteer.agent(noun)
    assert (agent.sector, agent.number) == (sector, number)


def test_a_noun_for_nobody_is_no_agent(gazetteer):
    assert gazetteer.agent("table") is None


def test_agents_are_of_known_sectors_and_many():
    agents = rows("agents.csv")
    assert {row["sector"] for row in agents} <= SECTORS
    assert len(agents) >= 350


# --- what the tables cover -----------------------------------------------------------------


def test_every_state_has_an_adjective_and_a_capital():
    forms = defaultdict(set)
    for row in rows("names.csv"):
        forms[row["code"]].add(row["form"])
    whole = [row["code"] for row in rows("states.csv") if row["gw"] or row["code"] == "VAT"]
    assert len(whole) >= 195
    assert [code for code in whole if not {"short", "adjective", "capital"} <= forms[code]] == []


def test_every_row_of_a_table_that_has_sources_has_one():
    for table in ("states.csv", "names.csv"):
        assert all(row["source"] for row in rows(table))


def test_no_name_of_a_state_or_body_stands_twice_for_the_same():
    for table, key in (("names.csv", "name"), ("bodies.csv", "name")):
        pairs = [(row["code"], row[key]) for row in rows(table)]
        assert len(pairs) == len(set(pairs))


def test_the_sectors_of_names_bodies_and_groups_are_known():
    for table in ("names.csv", "bodies.csv", "groups.csv"):
        assert {row["sector"] for row in rows(table)} <= SECTORS | {""}


def test_bodies_groups_and_places_are_many():
    assert len(rows("bodies.csv")) >= 80
    assert len(rows("groups.csv")) >= 300
    assert sum(row["form"] in ("city", "region") for row in rows("names.csv")) >= 600


def test_iso_codes_are_one_to_one_and_neighbours_in_time_exist():
    states = rows("states.csv")
    short = [row["iso2"] for row in states if row["iso2"]]
    codes = {row["code"] for row in states}
    assert len(short) == len(set(short))
    for row in states:
        others = f"{row['predecessors']}|{row['successors']}".split("|")
        assert {other for other in others if other} <= codes


def test_names_are_found_without_their_accents(gazetteer):
    for row in rows("names.csv"):
        if row["strength"] == "strong":
            found = {name.code for name in gazetteer.lookup(fold(row["name"]))}
            assert row["code"] in found, row


def test_tenures_are_of_known_offices_and_of_states_or_bodies():
    offices = {row["office"] for row in rows("offices.csv")}
    holders = {row["code"] for row in (*rows("states.csv"), *rows("bodies.csv"))}
    for path in data_dir("gazetteer").glob("tenures_*.csv"):
        for row in rows(path.name):
            assert row["office"] in offices, row
            assert row["country"] in holders, row


def test_every_tenure_has_a_source():
    for path in data_dir("gazetteer").glob("tenures_*.csv"):
        assert all(row["source"] for row in rows(path.name))
