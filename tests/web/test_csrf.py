"""Requests that write: only from the desk's own pages, only to routes that take them."""

from __future__ import annotations

import asyncio

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

from communique.errors import QuestionError
from communique.web.door import OpenDoor
from communique.web.guard import HEADERS, Guard
from communique.web.people import Person, caller_of, own_name, person_of, require
from communique.web.writing import BODY, Refused, Sealer, WriteRoute, form_of, json_of, read_sent

from .conftest import HOME

SCOPE = {"type": "http", "headers": []}
ANN = Person(name="Ann", role="reviewer")


def page(request):
    return HTMLResponse(f'<meta name="csrf" content="{caller_of(request).seal}">')


def keep(request):
    form = form_of(request)
    told = {name: form.getlist(name) for name in form}
    return JSONResponse({"by": person_of(request).name, "form": told, "json": json_of(request)})


async def keep_later(request):
    return keep(request)


def nobody(request):
    return JSONResponse({"by": person_of(request)})


@pytest.fixture
def asking():
    """A small application behind the guard, with a route that writes for each role."""

    def build(person=ANN):
        writes = [
            WriteRoute("/keep", keep),
            WriteRoute("/later", keep_later),
            WriteRoute("/short", keep, most=100),
            WriteRoute("/rule", keep, role="admin"),
            WriteRoute("/rule-later", keep_later, role="admin"),
            WriteRoute("/anybody", nobody, role=None),
            WriteRoute("/keep/{id}", keep),
        ]
        routes = [Route("/", page), Route("/keep", page), *writes, Mount("/api", routes=[])]
        app = Starlette(routes=routes)
        return TestClient(Guard(app, OpenDoor(person), writes=writes), base_url=HOME)

    return build


@pytest.mark.parametrize("path", ["/keep", "/later", "/keep/7"])
def test_a_form_of_the_desk_is_taken(asking, post, path):
    answer = post(asking(), path, {"note": "fine & good", "more": ["a", "b"], "none": ""})
    assert answer.status_code == 200
    told = answer.json()
    assert told["by"] == "Ann"
    assert told["form"]["note"] == ["fine & good"]
    assert told["form"]["more"] == ["a", "b"]
    assert told["form"]["none"] == [""]
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


def test_json_is_taken_with_the_token_in_a_header(asking, post):
    told = post(asking(), "/keep", json={"a": [1, None]}).json()
    assert (told["json"], told["form"]) == ({"a": [1, None]}, {})


@pytest.mark.parametrize("seal", ["", "0" * 64, "é", "x"])
def test_a_form_without_the_right_token_is_refused(asking, post, seal):
    for answer in (
        post(asking(), "/keep", {"note": "x"}, seal=seal),
        post(asking(), "/keep", json={}, seal=seal, headers={"x-csrf-token": None}),
    ):
        assert answer.status_code == 403
        assert "load the page anew" in answer.text
        assert answer.headers["content-security-policy"]


def test_a_token_of_another_run_is_refused(asking, post):
    first, second = asking(), asking()
    seal = post(first, "/keep").json()["form"]["csrf"][0]
    assert post(first, "/keep", seal=seal).status_code == 200
    assert post(second, "/keep", seal=seal).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "http://evil.example", "sec-fetch-site": None},
        {"origin": "null", "sec-fetch-site": None},
        {"origin": "http://127.0.0.1:8601", "sec-fetch-site": None},
        {"origin": "http://127.0.0.1:8600.evil.example", "sec-fetch-site": None},
        {"origin": "https://127.0.0.1:8600", "sec-fetch-site": None},
        {"origin": None, "sec-fetch-site": None},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none", "origin": None},
    ],
)
def test_a_form_of_another_site_is_refused_though_it_knows_the_token(asking, post, headers):
    assert post(asking(), "/keep", headers=headers).status_code == 403


@pytest.mark.parametrize("headers", [{"origin": None}, {"sec-fetch-site": None}])
def test_one_of_the_two_headers_is_enough(asking, post, headers):
    assert post(asking(), "/keep", headers=headers).status_code == 200


@pytest.mark.parametrize("path", ["/", "/nowhere", "/api/v1/events", "/static/style.css", "/keep/"])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_routes_take_nothing(asking, method, path):
    answer = asking().request(method, path)
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
def test_routes_that_write_take_post_alone(asking, method):
    assert asking().request(method, "/keep").status_code == 405


@pytest.mark.parametrize(
    ("person", "status"),
    [
        (None, {"/keep": 401, "/later": 401, "/rule": 401, "/rule-later": 401, "/anybody": 200}),
        ("reader", {"/keep": 403, "/later": 403, "/rule": 403, "/rule-later": 403}),
        ("reviewer", {"/keep": 200, "/later": 200, "/rule": 403, "/rule-later": 403}),
        ("admin", {"/keep": 200, "/later": 200, "/rule": 200, "/rule-later": 200}),
    ],
)
def test_a_role_may_what_it_may(asking, post, person, status):
    client = asking(person and Person(name="Bo", role=person))
    assert {path: post(client, path).status_code for path in status} == status


def test_a_body_has_bounds(asking, post):
    client = asking()
    assert post(client, "/keep", {"note": "x" * (BODY - 1000)}).status_code == 200
    assert post(client, "/keep", {"note": "x" * BODY}).status_code == 413
    assert post(client, "/short", {"note": "x" * 100}).status_code == 413

    def parts():
        yield b"note=" + b"x" * BODY
        yield b"x"

    headers = {"origin": HOME, "content-type": "application/x-www-form-urlencoded"}
    assert client.post("/keep", content=parts(), headers=headers).status_code == 413


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("multipart/form-data; boundary=x", b"--x--", 415),
        ("text/plain", b"a=b", 415),
        ("application/json", b"{", 400),
        ("application/json", b"[" * 100_000, 400),
        ("application/x-www-form-urlencoded", b"a=%ff", 400),
        ("application/x-www-form-urlencoded", b"\xff", 400),
        ("application/x-www-form-urlencoded", b"a=1&" * 2000, 400),
        ("application/x-www-form-urlencoded", b"", 403),
    ],
)
def test_a_body_that_cannot_be_read_is_refused(asking, kind, body, status):
    headers = {"origin": HOME, "content-type": kind}
    assert asking().post("/keep", content=body, headers=headers).status_code == status


def test_a_body_that_never_ends_is_given_up(finish):
    async def wait():
        await asyncio.Event().wait()

    with pytest.raises(Refused) as refused:
        finish(lambda: read_sent(SCOPE, wait, most=10, within=0.001))
    assert refused.value.status == 408


def test_a_request_that_is_broken_off_is_given_up(finish):
    async def leave():
        return {"type": "http.disconnect"}

    with pytest.raises(Refused, match="broken off"):
        finish(lambda: read_sent(SCOPE, leave, most=10))


def test_tokens_are_of_one_session():
    sealer = Sealer()
    assert sealer.fits(sealer.seal("a"), "a")
    assert not sealer.fits(sealer.seal("a"), "b")
    assert Sealer(b"k" * 32).seal("a") == Sealer(b"k" * 32).seal("a") != Sealer().seal("a")


def test_without_accounts_the_person_at_the_machine_reviews(client, see):
    seen = see(client.get("/"))
    (seal,) = [
        a["content"] for tag, a in seen.elements if tag == "meta" and a.get("name") == "csrf"
    ]
    assert len(seal) == 64


def test_the_name_at_the_machine_is_as_given_or_that_of_the_login(monkeypatch):
    monkeypatch.setattr("getpass.getuser", lambda: "kim")
    assert own_name(None) == "kim"
    assert own_name(" Ann Lee ") == "Ann Lee"
    for name in ("", "  ", "a\nb", "x" * 65, "\u202e"):
        with pytest.raises(QuestionError, match="characters that show"):
            own_name(name)


def test_roles_are_in_order():
    admin, reader = Person(name="a", role="admin"), Person(name="r", role="reader")
    assert all(admin.may(role) for role in ("reader", "reviewer", "admin"))
    assert [reader.may(role) for role in ("reader", "reviewer", "admin")] == [True, False, False]
    assert callable(require)
