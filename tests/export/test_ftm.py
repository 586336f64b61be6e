"""FollowTheMoney: each entity is valid by the library itself, and points to what came before."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from followthemoney import model
from followthemoney.types import registry

from communique.export import Options
from communique.export.ftm_things import Things


@pytest.fixture(scope="module")
def entities(export):
    return [json.loads(line) for line in export("ftm").lines]


def test_the_library_takes_every_entity_and_every_value(entities):
    for data in entities:
        proxy = model.get_proxy(data)
        proxy.schema.validate(data)
        assert proxy.schema.abstract is False
        for name, values in data["properties"].items():
            kind = proxy.schema.get(name).type
            assert all(kind.validate(value) for value in values), (name, values)
        kept = {name: sorted(values) for name, values in proxy.to_dict()["properties"].items()}
        assert kept == {name: sorted(values) for name, values in data["properties"].items()}


def test_entities_come_once_and_behind_what_they_point_to(entities):
    seen = set()
    for data in entities:
        schema = model.get(data["schema"])
        for name, values in data["properties"].items():
            prop = schema.get(name)
            if prop.type == registry.entity:
                assert seen.issuperset(values)
        assert data["id"] not in seen
        seen.add(data["id"])


def test_links_lead_to_the_schema_that_the_property_wants(entities):
    schema_of = {data["id"]: model.get(data["schema"]) for data in entities}
    for data in entities:
        for name, values in data["properties"].items():
            prop = model.get(data["schema"]).get(name)
            if prop.range is not None:
                assert all(schema_of[value].is_a(prop.range) for value in values), name


def test_calls_visits_offices_and_titles_have_schemata_of_their_own(entities):
    counts = Counter(data["schema"] for data in entities)
    assert counts["Call"] == 7
    assert counts["Trip"] == 1
    assert counts["UnknownLink"] == 2
    assert counts["Occupancy"] >= 10
    assert counts["Article"] == 12
    assert counts["Documentation"] >= counts["Article"]


def test_the_one_who_rang_is_the_caller(entities):
    names = {data["id"]: data["properties"].get("name") for data in entities}
    calls = [data["properties"] for data in entities if data["schema"] == "Call"]
    begun = {names[call["caller"][0]][0] for call in calls if "caller" in call}
    assert begun == {"Lloyd Austin", "Ine Eriksen Søreide"}
    [known] = [c for c in calls if c.get("date") == ["2021-01-27"]]
    assert [names[id][0] for id in known["receiver"]] == ["Rajnath Singh"]


def test_a_year_stays_a_year(entities):
    [lemoa] = [d for d in entities if "LEMOA" in d["properties"].get("alias", [])]
    assert lemoa["properties"]["date"] == ["2016"]
    assert lemoa["properties"]["notes"] == ["signed 2016"]


def test_texts_go_along_only_when_asked_for(entities, export):
    assert not any("bodyText" in data["properties"] for data in entities)
    full = [json.loads(line) for line in export("ftm", options=Options(with_text=True)).lines]
    articles = [data for data in full if data["schema"] == "Article"]
    assert all("bodyText" in article["properties"] for article in articles)


def test_every_state_has_a_country_code_that_the_library_knows(material):
    things = Things(material)
    codes = {state.code: things.country(state.code) for state in material.gazetteer.states}
    assert {code for code, country in codes.items() if country is None} == {"ANT", "YMD", "SVU"}
    assert all(registry.country.validate(country) for country in codes.values() if country)
