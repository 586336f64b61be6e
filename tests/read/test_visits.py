"""Lists of visits, read from XML in the form that the Office of the Historian keeps."""

from __future__ import annotations

from datetime import date

import pytest

from communique.errors import SourceError
from communique.read.visits import read_visits
from communique.records import Problem
from communique.visits import ListedVisit
from communique.vocab.gazetteer import Gazetteer

VISIT = """<?xml version="1.0" encoding="UTF-8"?>
<visits>
  <visit><id>1</id><start-date>{day}</start-date><end-date>{day}</end-date>
    <visitor>{visitor}</visitor><from id="{id}">{name}</from>
    <description>Working  Visit.</description></visit>
</visits>
"""
TRIP = """<?xml version="1.0" encoding="UTF-8"?>
<trips>
  <trip role="secretary" who="doe-jane"><id>7</id><role>secretary</role><name>Jane Doe</name>
    <start-date>1999-05-01</start-date><end-date>1999-05-03</end-date>
    <country id="norway">Norway</country><locale>Oslo</locale><remarks>Talks.</remarks></trip>
</trips>
"""


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer.load()


@pytest.fixture
def read(tmp_path, gazetteer):
    """Read one list of this text."""

    def run(text):
        path = tmp_path / "list.xml"
        path.write_text(text, "utf-8")
        return list(read_visits([path], gazetteer))

    return run


def visit(id, name, *, day="1999-05-01", visitor="Prime Minister Ada Berg"):
    return VISIT.format(id=id, name=name, day=day, visitor=visitor)


def test_a_visit_has_visitor_office_countries_and_days(read):
    assert read(visit("norway", "Norway")) == [
        ListedVisit(
            source="us-state-visits",
            id="1",
            visitor="Ada Berg",
            office="Prime Minister",
            visitor_code="NOR",
            host_code="USA",
            start=date(1999, 5, 1),
            end=date(1999, 5, 1),
            remark="Working Visit.",
        )
    ]


def test_a_trip_goes_abroad(read):
    [trip] = read(TRIP)
    assert (trip.source, trip.visitor, trip.office) == (
        "us-state-travels-secretary",
        "Jane Doe",
        "Secretary of State",
    )
    assert (trip.visitor_code, trip.host_code, trip.place) == ("USA", "NOR", "Oslo")


@pytest.mark.parametrize(
    ("id", "name", "day", "code"),
    [
        ("germany", "Germany, Federal Republic of", "1972-05-01", "DEU"),
        ("german-democratic-republic", "German Democratic Republic", "1989-05-01", "DDR"),
        ("russia", "U.S.S.R.", "1973-06-18", "RUS"),
        ("china", "China, Republic of", "1943-02-17", "CHN"),
        ("taiwan", "China, Republic of", "1960-06-18", "TWN"),
        ("serbia", "Serbia and Montenegro", "2003-07-30", "YUG"),
        ("kosovo", "Kosovo", "2009-02-26", "XKX"),
        ("burkina-faso", "Upper Volta (Burkina Faso)", "1965-03-29", "BFA"),
        ("congo-democratic-republic", "Democratic Republic of the Congo (Zaire)", "1980-01-01",
         "COD"),
        ("cote-divoire", "Cote d’Ivoire", "1990-01-01", "CIV"),
        ("korea-south", "Korea", "1990-01-01", "KOR"),
        ("palestinian-authority", "Palestinian Authority", "1997-01-01", "PSE"),
    ],
)  # fmt: skip
def test_countries_are_those_of_the_day_also_under_older_names(read, id, name, day, code):
    [found] = read(visit(id, name, day=day))
    assert found.visitor_code == code


def test_an_unknown_country_is_a_problem_and_the_visit_is_kept(read):
    problem, found = read(visit("hawaii", "Hawaii"))
    assert isinstance(problem, Problem)
    assert (problem.code, problem.source) == ("unknown-country", "us-state-visits 1")
    assert found.visitor_code is None


def test_a_visitor_without_a_known_office_keeps_the_whole_name(read):
    [found] = read(visit("norway", "Norway", visitor="Ada Berg"))
    assert (found.office, found.visitor) == (None, "Ada Berg")


def test_folders_are_read_through(tmp_path, gazetteer):
    (tmp_path / "travels").mkdir()
    (tmp_path / "travels" / "b.xml").write_text(TRIP, "utf-8")
    (tmp_path / "a.xml").write_text(visit("norway", "Norway"), "utf-8")
    assert [found.id for found in read_visits([tmp_path], gazetteer)] == ["1", "7"]


@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">',
        '<!ENTITY c SYSTEM "file:///etc/hostname">',
        '<!ENTITY c SYSTEM "http://192.0.2.1/">',
        '<!ENTITY % c SYSTEM "http://192.0.2.1/d.dtd"> %c;',
    ],
)
def test_entities_are_refused_before_they_grow_or_name_a_file(read, declared):
    text = visit("norway", "&c;").replace("<visits>", f"<!DOCTYPE visits [{declared}]><visits>")
    with pytest.raises(SourceError, match="declares entities"):
        read(text)


def test_a_file_that_is_too_large_is_refused_before_it_is_parsed(read, monkeypatch):
    monkeypatch.setattr("communique.read.visits.MAX_BYTES", 100)
    with pytest.raises(SourceError, match="give it in parts"):
        read(visit("norway", "Norway"))


@pytest.mark.parametrize(
    ("text", "said"), [("<feed/>", "no list of visits"), ("<visits>", "no valid XML")]
)
def test_what_is_no_list_is_refused(read, text, said):
    with pytest.raises(SourceError, match=said):
        read(text)


def test_missing_files_and_empty_folders_are_refused(tmp_path, gazetteer):
    with pytest.raises(SourceError, match="no such file"):
        list(read_visits([tmp_path / "none.xml"], gazetteer))
    with pytest.raises(SourceError, match="no XML file"):
        list(read_visits([tmp_path], gazetteer))
