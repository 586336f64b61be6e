"""The interface for programs: the same answers as in Python, one form of errors, paging."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest

from communique.query import Record
from communique.web import DeskOptions, make_app
from communique.web.openapi import MOST
from communique.web.questions import QUESTIONS


def rows_of(client, path):
    """All rows of a list, page after page of two."""
    found, following = [], path + ("&" if "?" in path else "?") + "limit=2"
    while following:
        answer = client.get(following).json()
        assert len(answer["rows"]) <= 2
        found += answer["rows"]
        following = answer["next"]
    assert len(found) == answer["total"]
    return found


@pytest.mark.parametrize(
    ("path", "ask"),
    [
        ("timeline?party=NOR&party=Ghana", lambda r: r.timeline("NOR", "GHA")),
        ("timeline?party=Togo", lambda r: r.timeline("TGO")),
        ("events?party=TGO&type=ASSAULT", lambda r: r.events("TGO", types=["ASSAULT"])),
        ("events", lambda r: r.events()),
        ("contacts?person=Botchwey", lambda r: r.contacts(person="Botchwey")),
        ("contacts?type=phone", lambda r: r.contacts(channels=["phone"])),
        ("agreements?name=coastal", lambda r: r.agreements(name="coastal")),
        ("agreements", lambda r: r.agreements()),
        ("designations", lambda r: r.designations()),
        ("tallies", lambda r: r.tallies()),
        ("tallies?country=GHA", lambda r: r.tallies(country="GHA")),
        ("search?q=Ghana", lambda r: r.search("Ghana")),
        ("problems", lambda r: r.problems()),
        ("stats", lambda r: r.stats()),
        ("who?office=foreign+minister&country=NOR", lambda r: r.who("foreign minister", "NOR")),
    ],
)
def test_a_list_gives_what_python_gives_page_by_page(client, record, path, ask):
    assert rows_of(client, f"/api/v1/{path}") == ask(record).to_dicts()


@pytest.mark.parametrize("day", ["2015-12-31", "2018-12-31", "2021-03-04"])
def test_lists_are_as_known_on_a_day(client, record, day):
    then = record.events(as_known_on=date.fromisoformat(day)).to_dicts()
    assert rows_of(client, f"/api/v1/events?as_known_on={day}") == then


def test_ties_give_rows_and_verdict(client, record):
    answer = client.get("/api/v1/ties?party=NOR&party=GHA&by=year").json()
    ties = record.ties("NOR", "GHA")
    assert answer["rows"] == ties.rows.to_dicts()
    assert answer["verdict"] == ties.verdict


def test_one_thing_is_shown_in_full(client, record):
    (row,) = record.agreements(name="CWA")
    by_name = client.get("/api/v1/agreement?name=CWA").json()
    assert by_name == client.get("/api/v1/show", params={"id": row.id}).json()
    assert by_name["fields"]["acronym"] == "CWA"
    assert {quote["report"] for quote in by_name["evidence"]}


def test_csv_and_json_lines_give_all_rows(client, record):
    path = "/api/v1/events?format={}&limit=1"
    table = client.get(path.format("csv"))
    assert table.headers["content-type"].startswith("text/csv")
    assert len(list(csv.DictReader(io.StringIO(table.text)))) == len(record.events())
    lines = client.get(path.format("jsonl")).text.splitlines()
    assert [json.loads(line) for line in lines] == record.events().to_dicts()


@pytest.mark.parametrize(
    ("path", "status", "detail"),
    [
        ("events?party=Ruritania", 404, "no country or body"),
        ("agreement?name=SALT", 404, "no agreement 'SALT'"),
        ("show?id=zz", 404, "nothing in the record goes by"),
        ("search?q=%22open", 404, "can't be read as a search"),
        ("show", 400, "id must be given"),
        ("timeline?party=A&party=B&party=C", 400, "party must be given"),
        ("ties?party=NOR", 400, "party must be given 2"),
        ("events?limit=0", 400, "limit must be a whole number from 1"),
        (f"events?limit={MOST + 1}", 400, "limit must be"),
        ("events?offset=x", 400, "offset must be"),
        ("events?since=soon", 400, "since must be a day"),
        ("events?sinse=2020-01-01", 400, "unknown: sinse"),
        ("events?format=xml", 400, "format must be one of"),
        ("show?id=x&format=csv", 400, "format must be"),
        ("ties?party=A&party=B&by=week", 400, "by must be one of year, month"),
        ("nothing", 404, "no such page"),
    ],
)
def test_every_error_has_one_form(client, path, status, detail):
    response = client.get(f"/api/v1/{path}")
    answer = response.json()
    assert response.status_code == status
    assert set(answer) == {"error"}
    assert set(answer["error"]) == {"status", "detail"}
    assert answer["error"]["status"] == status
    assert detail in answer["error"]["detail"]


def test_a_record_that_cannot_be_read_is_an_error_of_its_own(tmp_path, make_record, open_desk):
    path = make_record(tmp_path / "gone.db", ())
    asking = open_desk(path)
    for file in tmp_path.iterdir():
        file.unlink()
    answer = asking.get("/api/v1/events")
    assert (answer.status_code, answer.json()["error"]["status"]) == (503, 503)


def test_the_description_has_every_question(client):
    told = client.get("/api/v1/openapi.json").json()
    assert told["openapi"] == "3.1.0"
    assert set(told["paths"]) == {f"/{question.name}" for question in QUESTIONS}
    for question in QUESTIONS:
        names = {one["name"] for one in told["paths"][f"/{question.name}"]["get"]["parameters"]}
        assert {parameter.name for parameter in question.parameters} <= names


def test_every_question_of_the_issue_is_there():
    words = "timeline events contacts agreements agreement designations who tallies search show"
    asked = {question.name for question in QUESTIONS}
    of_records = {*words.split(), "ties", "problems", "stats"}
    assert asked == of_records | {"network", "map", "coverage", "runs"}
    assert all(hasattr(Record, name) for name in of_records)


def test_made_up_requests_never_break_the_interface(record_file, make_up_requests):
    app = make_app(DeskOptions(record=record_file, hosts=("testserver", "localhost", "127.0.0.1")))
    tried = []

    def hold(case):
        response = case.call()
        case.validate_response(response)
        tried.append((case.operation.label, response.status_code))

    make_up_requests(app, hold, examples=12)
    assert {label for label, _ in tried} == {f"GET /{question.name}" for question in QUESTIONS}
    assert {status for _, status in tried} <= {200, 400, 404}
