"""Tokens of programs: they read the interface, and nothing else."""

from __future__ import annotations

import re

import pytest

from communique.web.limits import Limits, Rate
from communique.web.openapi import describe
from communique.web.questions import QUESTIONS


@pytest.fixture
def program(shared_desk):
    """A program with a token of Ann's, who is admin; options are of the client."""

    def make(secret=None, *, scheme="Bearer", days=30):
        secret = secret or shared_desk.accounts.tokens.add("Ann", days=days)[0]
        return shared_desk.client(headers={"authorization": f"{scheme} {secret}"})

    return make


def test_a_token_reads_the_interface(program, client):
    for path in ("/api/v1/stats", "/api/v1/events?format=csv", "/api/v1/openapi.json"):
        answer = program(scheme="bearer").get(path)
        assert answer.status_code == 200
        if "openapi" not in path:
            assert answer.text == client.get(path).text


@pytest.mark.parametrize("path", ["/", "/accounts", "/login", "/report/x", "/apix", "/dossier/a/b"])
def test_a_token_reads_nothing_else(program, shared_desk, path):
    assert program().get(path).status_code == 403
    assert shared_desk.logged()[-1] == ("Ann", "token", path, "refused, token 1 only reads")


@pytest.mark.parametrize("secret", ["cmq_" + "x" * 43, "x", "é", "", "cmq_ cmq_", "a" * 5000])
def test_a_token_that_is_none_is_refused_also_where_nothing_is_asked_for(shared_desk, secret):
    headers = {"authorization": f"Bearer {secret}".encode()}
    for path in ("/api/v1/stats", "/", "/login"):
        answer = shared_desk.client().get(path, headers=headers)
        assert answer.status_code == 401
        assert "invalid_token" in answer.headers["www-authenticate"]
    assert shared_desk.logged()[-1] == (None, "token", "/login", "refused, not valid")
    assert not secret or secret not in str(shared_desk.accounts.log.page(limit=100))


def test_a_token_is_good_for_its_days(program, clock):
    asking = program(days=2)
    clock.move(days=1, hours=23)
    assert asking.get("/api/v1/stats").status_code == 200
    clock.move(hours=1)
    assert asking.get("/api/v1/stats").status_code == 401


def test_a_token_that_was_revoked_is_good_no_more(program, shared_desk):
    asking = program()
    shared_desk.accounts.tokens.revoke(1)
    assert asking.get("/api/v1/stats").status_code == 401


def test_only_the_hash_of_a_token_is_kept(shared_desk):
    secret, token = shared_desk.accounts.tokens.add("Rea", days=1)
    assert re.fullmatch(r"cmq_[\w-]{43}", secret)
    kept = b"".join(path.read_bytes() for path in shared_desk.accounts.path.parent.iterdir())
    assert secret.encode() not in kept
    assert secret not in repr(token)


def test_a_reader_makes_a_token_sees_it_once_and_revokes_it(shared_desk):
    browser = shared_desk.inside("Rea")
    page = shared_desk.post(browser, "/account/token", {"days": "5"})
    secret = re.search(r"cmq_[\w-]+", page.text)[0]
    asking = shared_desk.client(headers={"authorization": f"Bearer {secret}"})
    assert asking.get("/api/v1/stats").status_code == 200
    again = browser.get("/account").text
    assert secret not in again
    assert "Revoke token 1" in again
    assert shared_desk.post(browser, "/account/revoke", {"number": "1"}).status_code == 303
    assert asking.get("/api/v1/stats").status_code == 401
    assert "revoked" in browser.get("/account").text


def test_nobody_revokes_a_token_of_somebody_else(shared_desk):
    shared_desk.accounts.tokens.add("Ann", days=1)
    browser = shared_desk.inside("Rea")
    for number in ("1", "2", "x", ""):
        answer = shared_desk.post(browser, "/account/revoke", {"number": number})
        assert answer.status_code == 400
    assert "Ann" not in browser.get("/account").text
    assert shared_desk.accounts.tokens.all()[0].revoked is None


@pytest.mark.parametrize("days", ["0", "367", "-1", "x", "1e3", "²", "99999999999"])
def test_a_token_lasts_a_year_at_most(shared_desk, days):
    browser = shared_desk.inside("Rea")
    assert shared_desk.post(browser, "/account/token", {"days": days}).status_code == 400
    assert shared_desk.accounts.tokens.all() == []


def test_the_description_says_how_to_be_let_in(shared_desk, client):
    told = shared_desk.inside("Rea").get("/api/v1/openapi.json").json()
    schemes = told["components"]["securitySchemes"]
    assert (schemes["token"]["type"], schemes["token"]["scheme"]) == ("http", "bearer")
    assert schemes["session"]["in"] == "cookie"
    assert told["security"] == [{"token": []}, {"session": []}]
    for path in told["paths"].values():
        assert {"401", "403", "429"} <= set(path["get"]["responses"])
    open_desk = client.get("/api/v1/openapi.json").json()
    assert open_desk == describe(QUESTIONS)
    assert "security" not in open_desk
    assert "securitySchemes" not in open_desk["components"]


def test_without_accounts_a_token_means_nothing(client):
    headers = {"authorization": "Bearer cmq_x"}
    assert client.get("/api/v1/stats", headers=headers).status_code == 200


def test_made_up_requests_with_and_without_a_token_never_break_the_interface(
    share, make_up_requests
):
    desk = share(
        hosts=("testserver", "localhost", "127.0.0.1"),
        limits=Limits(read=Rate(burst=100_000, second=1), login=Rate(burst=100_000, second=1)),
    )
    secret, _ = desk.accounts.tokens.add("Rea", days=1)
    headers = {"Authorization": f"Bearer {secret}"}
    seen = set()

    def hold(case):
        answer = case.call(headers=headers)
        case.validate_response(answer)
        seen.add(answer.status_code)
        refused = case.call(headers={"Authorization": "Bearer nonsense"})
        assert refused.status_code == 401
        case.validate_response(refused)

    make_up_requests(desk.app, hold, examples=4, headers=headers)
    assert 200 in seen
    assert seen <= {200, 400, 404}
