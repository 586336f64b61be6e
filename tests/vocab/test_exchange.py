"""Codes and scales of other data sets."""

from __future__ import annotations

from datetime import date

import pytest

from communique.errors import VocabError
from communique.vocab.exchange import QUADS, SCALES, CodeTables
from communique.vocab.files import data_dir, read_table
from communique.vocab.gazetteer import Gazetteer
from communique.vocab.ontology import Ontology

NOW = date(2024, 6, 1)


@pytest.fixture(scope="module")
def ontology():
    return Ontology.load()


@pytest.fixture(scope="module")
def tables(ontology):
    return CodeTables.load(ontology)


@pytest.mark.parametrize(
    ("system", "code", "day", "value"),
    [
        ("cow", "USA", NOW, "2"),
        ("cow", "DEU", date(1980, 1, 1), "260"),
        ("cow", "DEU", date(1995, 1, 1), "255"),
        ("gw", "DEU", date(1995, 1, 1), "260"),
        ("cow", "SRB", NOW, "345"),
        ("gw", "SRB", NOW, "340"),
        ("gw", "YUG", date(1999, 1, 1), "345"),
        ("cow", "YEM", NOW, "679"),
        ("gw", "YEM", NOW, "678"),
        ("cow", "SSD", date(2010, 1, 1), None),
        ("fips", "AUS", NOW, "AS"),
        ("fips", "KOR", NOW, "KS"),
        ("cow", "IGO:UN", NOW, None),
    ],
)
def test_numbers_are_those_of_the_day(tables, system, code, day, value):
    assert tables.number(system, code, day) == value


def test_the_numbers_of_today_are_those_of_the_gazetteer(tables):
    for state in Gazetteer.load().states:
        if state.end is None:
            assert (tables.number("cow", state.code, NOW) or "") == state.cow, state.code
            assert (tables.number("gw", state.code, NOW) or "") == state.gw, state.code


def test_every_state_and_territory_has_a_fips_code_of_its_own():
    rows = [
        row
        for _, row in read_table(
            data_dir("exchange") / "state_numbers.csv",
            ("code", "system", "value", "start", "end", "source", "note"),
        )
        if row["system"] == "fips"
    ]
    assert {row["code"] for row in rows} == {state.code for state in Gazetteer.load().states}
    assert len({row["value"] for row in rows}) == len(rows)


def test_media_and_health_are_not_mixed_up(tables):
    assert tables.cameo_role("JRN") == "MED"
    assert tables.cameo_role("MED") == "HLH"


def test_cameo_roles_lead_back_to_their_sector_where_both_schemes_have_it(tables, ontology):
    back = {
        row["code"]: row["ours"]
        for _, row in read_table(
            data_dir("petrarch") / "codes.csv", ("code", "kind", "ours", "source")
        )
        if row["kind"] == "sector"
    }
    lossy = {"PRM", "SOC"}  # CAMEO has no code for them: the nearest is written
    for sector in set(ontology.sectors) - lossy:
        role = tables.cameo_role(sector)
        assert role is None or back[role] == sector


@pytest.mark.parametrize(
    ("table", "code", "value"),
    [
        ("gdelt", "016", -2.0),
        ("icews", "016", -5.0),
        ("phoenix", "016", 3.4),
        ("icews", "163", -8.0),
        ("phoenix", "163", -6.5),
        ("phoenix", "041", 1.0),
        ("gdelt", "176", None),
    ],
)
def test_goldstein_values_are_those_of_the_table_asked_for(tables, table, code, value):
    assert tables.goldstein(table, code) == value


@pytest.mark.parametrize(
    ("code", "gdelt", "phoenix"),
    [("020", 1, 0), ("041", 1, 1), ("072", 2, 2), ("112", 3, 3), ("163", 4, 3), ("190", 4, 4)],
)
def test_quad_classes_are_those_of_the_table_asked_for(tables, code, gdelt, phoenix):
    assert (tables.quad("gdelt", code), tables.quad("phoenix", code)) == (gdelt, phoenix)


def test_a_code_without_a_root_has_no_class(tables):
    with pytest.raises(VocabError, match="roots are 01 to 20"):
        tables.quad("gdelt", "99")


def test_every_table_says_what_it_is():
    assert all(SCALES.values())
    assert set(QUADS) == {"gdelt", "phoenix", "plover"}


def test_bodies_and_odd_countries_have_cameo_codes(tables):
    assert (tables.cameo_group("IGO:UN"), tables.cameo_group("IGO:GUAM")) == ("UNO", None)
    assert (tables.cameo_country("ROU"), tables.cameo_country("FRA")) == ("ROM", "FRA")
