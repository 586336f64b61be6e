"""PLOVER JSON: each line holds what its manual demands, and our own fields beside."""

from __future__ import annotations

import json
from datetime import date

import pytest

from communique.export import Options

#: The manual's fields with their types; those required are told apart.
REQUIRED = {"id": str, "date": str, "actor": list, "event": list}
OPTIONAL = {
    "has_event": bool, "enddate": str, "recipient": list, "event_loc": dict, "event_text": list,
    "quad_code": int, "event_scale": float, "mode": list, "context": list, "text": str,
    "text_info": dict, "cite_info": dict, "coder": str,
}  # fmt: skip
OURS = {
    "when", "date_precision", "report_date", "known", "status", "background", "refers_to",
    "reports", "origins", "confidence", "cameo", "goldstein", "dead", "injured", "arrested",
    "size", "agreements", "conflicts", "evidence",
}  # fmt: skip
ENTITY = {"code", "sector", "entity_text", "office", "communique_code", "who"}


@pytest.fixture(scope="module")
def events(export):
    return [json.loads(line) for line in export("plover").lines]


def test_each_object_holds_the_required_fields_and_no_unknown_one(events, material):
    assert len(events) == len(material.happenings) > 15
    for event in events:
        assert REQUIRED.keys() <= event.keys() <= REQUIRED.keys() | OPTIONAL.keys() | OURS
        for name, kind in (REQUIRED | OPTIONAL).items():
            assert name not in event or type(event[name]) is kind, name
        date.fromisoformat(event["date"])
        assert event["event"][0] in material.ontology.types
        assert 1 <= event["quad_code"] <= 4
        for entity in (*event["actor"], *event.get("recipient", [])):
            assert entity.keys() <= ENTITY
            assert entity.get("sector", "GOV") in material.ontology.sectors


def test_ids_are_those_of_the_happenings_and_the_order_is_that_of_time(events, material):
    assert [event["id"] for event in events] == [entry.id for entry in material.happenings]
    assert [event["date"] for event in events] == sorted(event["date"] for event in events)


def test_a_year_is_a_day_and_an_end_with_its_precision_beside(events):
    [lemoa] = [e for e in events if "LEMOA" in {a["acronym"] for a in e.get("agreements", [])}]
    assert (lemoa["date"], lemoa["enddate"]) == ("2016-01-01", "2016-12-31")
    assert (lemoa["date_precision"], lemoa["background"]) == ("year", True)


def test_calls_of_a_list_are_events_of_their_own(events):
    calls = [e for e in events if e["event"] == ["CONSULT"] and e["date"].startswith("2021-01")]
    partners = {a["communique_code"] for e in calls for a in e["actor"]} - {"USA"}
    assert partners == {"IND", "IGO:NATO", "GBR", "JPN", "KOR", "AUS"}
    assert all(e["mode"] == ["phone"] for e in calls)


def test_a_body_has_plovers_code_and_ours_beside(events):
    bodies = {a["communique_code"]: a["code"] for e in events for a in e["actor"]}
    assert bodies["IGO:NATO"] == "IGO"
    assert bodies["USA"] == "USA"


def test_quotes_stand_where_the_evidence_says(events, record):
    for event in events:
        for span in event["evidence"]:
            text = record.sources.reports_of([span["report"]])[span["report"]].text
            assert text[span["start"] : span["end"]] == span["quote"]


def test_texts_go_along_only_when_asked_for(events, export):
    assert not any("text" in event for event in events)
    full = export("plover", options=Options(with_text=True))
    assert all("text" in json.loads(line) for line in full.lines)


def test_types_and_days_bound_the_export(export):
    lines = export("plover", types=("ASSAULT",), since=date(2021, 1, 1)).lines
    assert [json.loads(line)["event"] for line in lines] == [["ASSAULT"]]


def test_as_known_on_gives_what_was_known(export):
    before = [json.loads(line) for line in export("plover", as_known_on=date(2018, 1, 1)).lines]
    assert {event["id"] for event in before} < {
        json.loads(line)["id"] for line in export("plover").lines
    }
    assert max(event["known"] for event in before) <= "2018-01-01"
