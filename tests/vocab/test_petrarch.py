"""Dictionaries of PETRARCH become tables of one's own, and the coder uses them. All are made up."""

from __future__ import annotations

import io
from datetime import date

import pytest

from communique import Coder
from communique.errors import VocabError
from communique.vocab.extra import ExtraRow, read_extra, write_extra
from communique.vocab.gazetteer import Gazetteer
from communique.vocab.petrarch import import_petrarch

ACTORS = """<!-- made up for the tests,
     on two lines -->
# a comment
KENYA_ [KEN] ; the state
+NAIROBI_
RIVERLAND_DEFENCE_UNION_(RDU)_ [KENREB]
+RIVER_UNION_
ODA_MWANGI_  ; of several days
+MWANGI_
+PRESIDENT_MWANGI_
\t[KENELI 900101-021229]
\t[KENGOV 20021230-130409]
\t[KENELI]
LENA_HOLT_\t[USAGOV <010120] [USAMIL 20010121-050120][IGOUNO >050121]
BLUE_VALLEY_ARMY_ [KENMIL 050101-091231]
"""
AGENTS = """!PERSON! = MAN, WOMAN
CANAL!PERSON! [~BUS]
RIVER_WARDEN {} [~COP]
BOAT_THIEF {BOAT_THIEVES}[~CRM}
JUDGE [~ELI]
"""
DISCARDS = """+WORLD REGATTA   # the whole story
SCHOOL SHOOTING_
"""


@pytest.fixture(scope="module")
def shipped():
    return Gazetteer.load()


@pytest.fixture
def imported(tmp_path, shipped):
    """Import one dictionary of this text; rows without their source, and problems as lines."""

    def call(text, name="x.txt"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        found = import_petrarch([path], shipped)
        rows = [
            ("|".join(r.names), r.code, r.sector, r.kind, str(r.start or ""), str(r.end or ""))
            for r in found.rows
        ]
        return rows, [f"{p.source} {p.code}: {p.detail}" for p in found.problems]

    return call


@pytest.fixture(scope="module")
def table(tmp_path_factory, shipped):
    """A table of all three sample dictionaries."""
    folder = tmp_path_factory.mktemp("petrarch")
    paths = [folder / name for name in ("my.actors.txt", "my.agents.txt", "my.discards.txt")]
    for path, text in zip(paths, (ACTORS, AGENTS, DISCARDS), strict=True):
        path.write_text(text, encoding="utf-8")
    found = import_petrarch(paths, shipped)
    assert found.problems == []
    out = folder / "mine.csv"
    with out.open("w", encoding="utf-8", newline="") as stream:
        write_extra(found.rows, stream)
    return out


@pytest.fixture(scope="module")
def own(table):
    return Gazetteer.load(actors=[table])


@pytest.fixture(scope="module")
def coder(table):
    return Coder(actors=[str(table)])


def who(coder, text, day):
    """The entities of a text: words of the first evidence, kind, country, sector."""
    coded = coder.code(text, date=day)
    return {e.evidence[0].quote: (e.kind, e.country, e.sector) for e in coded.entities}


# --- lines -> rows -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("KENYA_ [KEN]\n", [("Kenya", "KEN", "", "actor", "", "")]),
        ("TOMBO_KARU_ [KENGOVMIL]\n", [("Tombo Karu", "KEN", "GOV", "actor", "", "")]),
        ("ANA_BELL [USAMED]\n", [("Ana Bell", "USA", "JRN", "actor", "", "")]),
        ("ANA_BELL [USAHLH]\n", [("Ana Bell", "USA", "MED", "actor", "", "")]),
        ("HILL_MOVEMENT [KENSEP]\n", [("Hill Movement", "KEN", "REB", "actor", "", "")]),
        ("LAKE_CLERGY [KENCHRCTH]\n", [("Lake Clergy", "KEN", "REL", "actor", "", "")]),
        (
            "ODA_BELL_ [KENGOV <991231]\n",
            [("Oda Bell", "KEN", "GOV", "actor", "", "1999-12-31")],
        ),
        (
            "ODA_BELL_\n\t[KENGOV >20310101]\n",
            [("Oda Bell", "KEN", "GOV", "actor", "2031-01-01", "")],
        ),
        (
            "ODA_BELL_ [KENGOV 300101-301231][KENELI 310101-311231] [---]\n",
            [
                ("Oda Bell", "KEN", "GOV", "actor", "2030-01-01", "2030-12-31"),
                ("Oda Bell", "KEN", "ELI", "actor", "1931-01-01", "1931-12-31"),
            ],
        ),
        ("KSV_GUARD [KSVMIL]\n", [("KSV Guard", "XKX", "MIL", "actor", "", "")]),
        ("OLD_NAME [GME]\n", [("Old Name", "DDR", "", "actor", "", "")]),
        ("UN_RIVER_DESK_ [IGOUNODEV]\n", [("UN River Desk", "IGO:UN", "", "actor", "", "")]),
        ("ATOM_DESK [IGOUNOIAE]\n", [("Atom Desk", "IGO:IAEA", "", "actor", "", "")]),
        ("NATO_ [IGOWSTNAT]\n", [("NATO", "IGO:NATO", "", "actor", "", "")]),
        ("EUROPEAN_UNION [IGOEUREEC]\n", [("European Union", "IGO:EU", "", "actor", "", "")]),
        ("BOEING_ [MNC]\n", [("Boeing", "MNC:BOEING", "", "actor", "", "")]),
        ("AL-QAEDA_ [INTREB]\n", [("al-Qaeda", "REB:ALQAEDA", "", "actor", "", "")]),
        (
            "HILL_ARMY_(HAQ)_ [KENREB]\n+39649_\n+PEOPLE'S_ARMY_OF_THE_HILLS\n",
            [("Hill Army|HAQ|People's Army of the Hills", "KEN", "REB", "actor", "", "")],
        ),
        (
            "HILL_ARMY_ [KENREB]\n+TOWN_GUARD [KENMIL]\n",
            [
                ("Hill Army", "KEN", "REB", "actor", "", ""),
                ("Town Guard", "KEN", "MIL", "actor", "", ""),
            ],
        ),
        ("OMAR_AL-TARIQ [KENGOV]\n", [("Omar al-Tariq", "KEN", "GOV", "actor", "", "")]),
        ("TIM_MCNALLY [KENGOV]\n", [("Tim McNally", "KEN", "GOV", "actor", "", "")]),
        ("Tim de Vries [KENGOV]\n", [("Tim de Vries", "KEN", "GOV", "actor", "", "")]),
        ("GADGET_FAIR [---]\nHILL_TOWN [KEN]\n", [
            ("Gadget Fair", "", "", "discard", "", ""), ("Hill Town", "KEN", "", "actor", "", ""),
        ]),
        ("HERDER [~AGR]\n", [("herder", "", "AGR", "agent", "", "")]),
        ("HERDER [~AGR]\n+GOAT_KEEPER\n", [("herder|goat keeper", "", "AGR", "agent", "", "")]),
        ("WATER_MONITOR [NGO~]\n", [("water monitor", "", "SOC", "agent", "", "")]),
        ("BOAT_THIEF {BOAT_THIEVES}[~CRM}\n", [
            ("boat thief|boat thieves", "", "CRM", "agent", "", ""),
        ]),
        ("!P! = MAN, WOMAN\nCANAL!P! [~BUS]\n", [
            ("canalman|canalwoman", "", "BUS", "agent", "", ""),
        ]),
        ("+WORLD REGATTA # all of it\n~BOAT SHOW_\nROWING_\n", [
            ("World Regatta|World Regattas", "", "", "discard", "", ""),
            ("Boat Show", "", "", "discard", "", ""),
            ("Rowing", "", "", "discard", "", ""),
        ]),
    ],
)  # fmt: skip
def test_lines_become_rows(imported, text, rows):
    assert imported(text) == (rows, [])


def test_a_row_says_where_it_is_from_and_what_it_discarded(tmp_path, shipped):
    path = tmp_path / "sport.txt"
    path.write_text("# one\nROWING_\n+WORLD REGATTA_\n", encoding="utf-8")
    rows = import_petrarch([path], shipped).rows
    assert [row.source for row in rows] == ["sport.txt:2", "sport.txt:3, whole story"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("KENYA [KEN]\nNOBODY_\n", "x.txt:2 no-code: NOBODY_ has no code"),
        ("ODA [KENGOV 20011301-20020101]\n", "x.txt:1 bad-days: ODA [KENGOV 20011301-20020101]"),
        ("ODA [KENGOV 2004017-20061201]\n", "'2004017' is no date; write YYMMDD or YYYYMMDD"),
        ("ODA [KENGOV 050101-040101]\n", "it ends (2004-01-01) before it starts (2005-01-01)"),
        ("ODA [KENGOV 050101]\n", "'050101' is no range"),
        ("ODA\n\t[]\nX [KEN]\n", "x.txt:2 bad-line: a code is missing"),
        ("KENYA [KEN]\nODA [KENGOV\n", "x.txt:2 bad-line: a bracket is not closed"),
        ("[KEN]\n", "x.txt:1 bad-line: a code stands before any name"),
        ("+ [KEN]\n", "x.txt:1 bad-line: no name in"),
        (
            "LAKE_DESK [IGOLKC]\n",
            "x.txt:1 unmapped-code: Lake Desk: IGOLKC: the gazetteer knows no",
        ),
        ("NORTH [SASREB]\n", "x.txt:1 unmapped-code: North: SASREB: SAS is no state"),
        ("ODA_BELL [ELI]\n", "ELI is a role, of no country"),
        ("ODA_BELL [KENQQQ]\n", "no sector of ours in QQQ"),
        ("ODA_BELL [KENGO]\n", "no CAMEO code; it is made of groups of three letters"),
        ("MYSTIC [~ZZZ]\n", "x.txt:1 unmapped-code: mystic: ZZZ: no sector of ours"),
        ("X!FOO! [~GOV]\n", "x.txt:1 bad-line: the set !FOO! is not defined above"),
        ("1999\n", "x.txt:1 unmapped-discard: 1999 names nobody"),
        ("+ _\n", "x.txt:1 bad-line: no phrase in"),
        ("JOS\xc9_BELL [KENGOV]\n".encode("cp1252"), "x.txt:1 encoding-guessed: no UTF-8"),
    ],
)
def test_bad_lines_name_file_and_line(imported, text, problem):
    _, problems = imported(text)
    assert len(problems) == 1 and problem in problems[0]


def test_a_bad_line_does_not_stop_the_others(imported):
    rows, problems = imported("ODA_BELL [KENGOV 051301-060101] [KENELI]\nKENYA [KEN]\n")
    assert [row[:3] for row in rows] == [("Oda Bell", "KEN", "ELI"), ("Kenya", "KEN", "")]
    assert len(problems) == 1


def test_what_is_said_twice_is_written_once(imported):
    rows, _ = imported("KENYA [KEN]\nUGANDA [UGA]\nKENYA [KEN]\n")
    assert [row[0] for row in rows] == ["Kenya", "Uganda"]


@pytest.mark.parametrize("text", ["--- GIVE [070] ---\nGIVE\n- ** AID [071]\n", "&COIN\n+PESO\n"])
def test_a_verb_dictionary_is_refused(imported, text):
    with pytest.raises(VocabError, match="looks like a verb dictionary"):
        imported(text)


def test_a_missing_file_is_said(shipped, tmp_path):
    with pytest.raises(VocabError, match="cannot be read"):
        import_petrarch([tmp_path / "none.txt"], shipped)


# --- the table -----------------------------------------------------------------------------


def test_a_table_reads_back_as_it_was_written(tmp_path):
    rows = [
        ExtraRow(names=("Oda, the Elder", "Oda"), kind="actor", code="KEN", sector="GOV",
                 start=date(2002, 1, 2), source="a.txt:1"),
        ExtraRow(names=("Lake Desk",), kind="actor", code="IGO:LAKE", end=date(1999, 1, 1),
                 source="a.txt:2"),
        ExtraRow(names=("herder", "herdsmen"), kind="agent", sector="AGR", source="b.txt:1"),
        ExtraRow(names=("World Regatta",), kind="discard", source="c.txt:1, whole story"),
    ]  # fmt: skip
    out = io.StringIO()
    write_extra(rows, out)
    path = tmp_path / "t.csv"
    path.write_text(out.getvalue(), encoding="utf-8")
    assert list(read_extra(path, ["KEN"])) == rows


def test_the_codes_of_the_table_are_of_the_gazetteer(shipped):
    from communique.vocab.files import data_dir, read_table

    for _, row in read_table(
        data_dir("petrarch") / "codes.csv", ("code", "kind", "ours", "source")
    ):
        assert row["source"]
        if row["kind"] == "country":
            assert shipped.state(row["ours"]), row
        elif row["kind"] == "body":
            assert shipped.label(row["ours"]) != row["ours"], row


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("Oda,QQQ,GOV,actor,,", "row 2: no code 'QQQ'"),
        ("Oda,IGO:,GOV,actor,,", "no code 'IGO:'"),
        ("Oda,KEN,ARMY,actor,,", "no sector 'ARMY'"),
        ("Oda,KEN,GOV,person,,", "no kind 'person'"),
        (",KEN,GOV,actor,,", "the name is missing"),
        ("herder,,,agent,,", "an agent needs a sector"),
        ("herder,KEN,AGR,agent,,", "only actors have"),
        ("Oda,KEN,GOV,actor,2005,2004", "it ends (2004-12-31) before it starts (2005-01-01)"),
        ("Oda,KEN,GOV,actor,soon,", "'soon' is no date"),
    ],
)
def test_a_wrong_row_names_file_and_row(tmp_path, row, message):
    path = tmp_path / "mine.csv"
    path.write_text(f"name,code,sector,kind,start,end\n{row}\n", encoding="utf-8")
    with pytest.raises(VocabError) as failure:
        Gazetteer.load(actors=[path])
    assert str(failure.value).startswith("mine.csv, row 2: ") and message in str(failure.value)


# --- the gazetteer -------------------------------------------------------------------------


def test_what_a_shipped_row_says_as_well_stays(own, shipped):
    assert own.lookup("Nairobi") == shipped.lookup("Nairobi")
    assert own.lookup("Nairobi")[0].form == "capital"


def test_names_hold_on_their_days(own):
    meant = {day: [n.kind for n in own.lookup("Blue Valley Army") if n.holds_on(day)]
             for day in (date(2004, 12, 31), date(2005, 1, 1), date(2010, 1, 1))}  # fmt: skip
    assert list(meant.values()) == [["other"], ["group"], ["other"]]


@pytest.mark.parametrize(
    ("day", "code", "sector"),
    [
        ("1980-01-01", "KEN", "ELI"),
        ("2002-12-29", "KEN", "ELI"),
        ("2002-12-30", "KEN", "GOV"),
        ("2013-04-09", "KEN", "GOV"),
        ("2013-04-10", "KEN", "ELI"),
    ],
)
def test_a_row_without_days_holds_on_all_that_are_left(own, day, code, sector):
    day = date.fromisoformat(day)
    (held,) = [t for t in own.tenures_of("Oda Mwangi") if t.covers(day, day)]
    assert (held.country, held.sector) == (code, sector)


def test_user_rows_win_over_shipped_ones(tmp_path, shipped):
    path = tmp_path / "mine.csv"
    path.write_text(
        "name,code,sector,kind,start,end\n"
        "Hamas,PSE,GOV,actor,2007-06-14,\n"
        "Angela Merkel,DEU,JRN,actor,2010-01-01,2010-12-31\n"
        "farmer,,CVL,agent,,\n"
        "Georgia,USA,,actor,,\n",
        encoding="utf-8",
    )
    own = Gazetteer.load(actors=[path])
    sectors = {n.sector for n in own.lookup("Hamas") if n.holds_on(date(2008, 1, 1))}
    earlier = {n.sector for n in own.lookup("Hamas") if n.holds_on(date(2000, 1, 1))}
    assert (sectors, earlier) == ({"GOV"}, {"REB"})
    assert {n.code for n in own.lookup("Georgia")} == {"USA"}
    assert own.agent("farmers").sector == "CVL" and shipped.agent("farmers").sector == "AGR"
    held = {
        day: {(t.office, t.sector) for t in own.tenures_of("Angela Merkel") if t.covers(day, day)}
        for day in (date(2009, 6, 1), date(2010, 6, 1))
    }
    assert held[date(2010, 6, 1)] == {("", "JRN")}
    assert ("head_of_government", None) in held[date(2009, 6, 1)]


def test_of_two_tables_the_earlier_stands(tmp_path):
    for name, sector in (("a.csv", "MIL"), ("b.csv", "REB")):
        (tmp_path / name).write_text(f"name,code,sector,kind\nHill Front,KEN,{sector},actor\n")
    own = Gazetteer.load(actors=[tmp_path / "a.csv", tmp_path / "b.csv"])
    assert [n.sector for n in own.lookup("Hill Front")] == ["MIL"]


# --- the coder -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "day", "words", "entity"),
    [
        ("Oda Mwangi met Angela Merkel in Berlin on Monday.", "2010-05-01", "Oda Mwangi",
         ("person", "KEN", "GOV")),
        ("Oda Mwangi met Angela Merkel in Berlin on Monday.", "2015-05-01", "Oda Mwangi",
         ("person", "KEN", "ELI")),
        ("Lena Holt visited Kenya on Monday.", "2000-05-01", "Lena Holt", ("person", "USA", "GOV")),
        ("Lena Holt visited Kenya on Monday.", "2003-05-01", "Lena Holt", ("person", "USA", "MIL")),
        ("Lena Holt visited Kenya on Monday.", "2006-05-01", "Lena Holt",
         ("person", "IGO:UN", "GOV")),
        ("The River Union attacked Uganda on Monday.", "2010-05-01", "The River Union",
         ("group", "KEN", "REB")),
        ("Canalwomen attacked Uganda on Monday.", "2010-05-01", "Canalwomen",
         ("group", "UGA", "BUS")),
        ("River wardens in Kenya arrested a journalist on Monday.", "2010-05-01",
         "River wardens in Kenya", ("group", "KEN", "COP")),
    ],
)  # fmt: skip
def test_the_coder_uses_the_table(coder, text, day, words, entity):
    assert who(coder, text, date.fromisoformat(day)).get(words) == entity


def test_the_source_of_a_row_is_among_the_reasons(coder):
    coded = coder.code("Oda Mwangi met Angela Merkel on Monday.", date=date(2010, 5, 1))
    reasons = next(e.reasons for e in coded.entities if e.name == "Oda Mwangi")
    assert any("my.actors.txt:12" in reason for reason in reasons)


@pytest.mark.parametrize(
    "text",
    [
        "The World Regatta criticised Uganda on Monday.",
        "The school shooting killed three people on Monday.",
        "The Blue Valley Army attacked Uganda on Monday.",  # not on this day
    ],
)
def test_a_discarded_phrase_is_never_a_mention(coder, text):
    assert not any(
        word in words
        for words in who(coder, text, date(2015, 5, 1))
        for word in ("Regatta", "school", "Army")
    )
