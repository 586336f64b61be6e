"""Dates, names and figures in few words."""

from datetime import date

import pytest

from communique.dates import When
from communique.records import Entity, Magnitude, Report, Span
from communique.render.wording import Names, heading_of, name_of, say_magnitude, say_when

DAY = date(2021, 5, 4)


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (When.on(DAY), "2021-05-04"),
        (When.week(DAY), "2021-05-03 (week)"),
        (When.month(2016, 6), "2016-06 (month)"),
        (When.quarter(2016, 3), "2016-Q3"),
        (When.year(2016), "2016 (year)"),
        (When.range(DAY, date(2021, 6, 1)), "2021-05-04 … 06-01"),
        (When.range(DAY, date(2022, 6, 1)), "2021-05-04 … 2022-06-01"),
        (When.range(DAY, DAY), "2021-05-04"),
        (When.range(DAY, None), "≥ 2021-05-04"),
        (When(end=DAY), "≤ 2021-05-04"),
        (When.year(987), "0987 (year)"),
        (When(), "—"),
        (None, "—"),
    ],
)
def test_date_shows_its_precision(when, said):
    assert say_when(when) == said


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"name": "Mira Tolan", "country": "OST"}, "Mira Tolan (OST)"),
        ({"name": "Mira Tolan"}, "Mira Tolan"),
        ({"office": "Foreign Minister", "country": "OST"}, "Foreign Minister (OST)"),
        ({"name": "NATO", "country": "IGO:NATO"}, "NATO"),
        ({"name": "OST", "country": "OST"}, "OST"),
        ({"country": "OST"}, "the envoy (OST)"),
        ({}, "the envoy"),
    ],
)
def test_entity_is_called_by_what_is_known(fields, name):
    evidence = (Span(start=0, end=9, quote="the\nenvoy"),)
    assert name_of(Entity(id="n1", kind="person", evidence=evidence, **fields)) == name


def test_a_group_is_called_by_the_words_of_the_report():
    evidence = (Span(start=0, end=15, quote="the legislators"),)
    group = Entity(id="n1", kind="group", office="legislator", country="OST", evidence=evidence)
    assert name_of(group) == "the legislators (OST)"


def test_code_stands_for_itself_where_no_entity_has_it():
    names = Names([Entity(id="n1", kind="state", name="Ostrava", evidence=())])
    assert names.all(("n1", "BEL")) == ("Ostrava", "BEL")
    assert names(None) == "—"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"dead": 12, "injured": 1200, "text": "a dozen"}, "12 dead, 1,200 injured"),
        ({"dead": 0}, "0 dead"),
        ({"amount": 2.5e6, "unit": "USD"}, "2,500,000 USD"),
        ({"amount": 3.5}, "3.5"),
        ({"size": 400, "arrested": 3}, "3 arrested, size 400"),
        ({"text": "dozens of casualties"}, "dozens of casualties"),
        ({}, None),
    ],
)
def test_figures_are_said_in_words(fields, said):
    assert say_magnitude(Magnitude(**fields)) == said


def test_no_figures_are_no_words():
    assert say_magnitude(None) is None


def test_untitled_report_is_headed_by_its_first_words():
    text = "The ministers met\nin the old port. " * 9
    heading = heading_of(Report(id="d", text=text))
    assert heading.endswith("…")
    assert len(heading) <= 80
    assert heading_of(Report(id="d", text="They met.")) == "They met."
    assert heading_of(Report(id="d", text=text, title=" A\ntitle ")) == "A title"
