"""A desk where people log in: sessions, roles, passwords, wrong tries."""

from __future__ import annotations

import re

import pytest
from starlette.routing import Route

from communique.store import Terms
from communique.web.door import cookie_name, near, safe_next
from communique.web.login import FIRST, FREE
from communique.web.people import Caller, Person
from communique.web.writing import WriteRoute

from .conftest import HOME, PASSWORD

OTHER = "another horse, another battery"
#: What everybody who has logged in may write: about themselves.
OWN = {"/login", "/logout", "/account/password", "/account/token", "/account/revoke"}
ADMINS = {f"/accounts/{what}" for what in "add role disable enable password revoke".split()}


def writes(app):
    """The routes of the application that write, as the application itself has them."""
    routes = app._app.routes
    assert all(
        isinstance(route, WriteRoute) or route.methods <= {"GET", "HEAD"}
        for route in routes
        if isinstance(route, Route)
    )
    return {route.path: route for route in routes if isinstance(route, WriteRoute)}


@pytest.mark.parametrize(
    "path",
    ["/", "/search?q=Ghana", "/dyad/NOR/GHA?by=month&since=2019-01-01", "/nowhere", "/account"],
)
def test_nobody_sees_a_page_and_comes_back_to_it_after_logging_in(shared_desk, path):
    browser = shared_desk.client()
    answer = browser.get(path)
    assert answer.status_code == 303
    assert "Norway" not in answer.text
    login = answer.headers["location"]
    assert login.startswith("/login?next=")
    page = browser.get(login)
    after = re.search(r'name="next" value="([^"]*)"', page.text)[1].replace("&amp;", "&")
    assert after == path
    _, answer = shared_desk.log_in("Rea", client=browser, after=after)
    assert (answer.status_code, answer.headers["location"]) == (303, path)
    assert browser.get(path).status_code == (404 if path == "/nowhere" else 200)


def test_before_logging_in_there_are_the_login_page_and_its_files(shared_desk):
    browser = shared_desk.client()
    assert browser.get("/static/style.css").status_code == 200
    page = browser.get("/login")
    assert page.status_code == 200
    assert "Log out" not in page.text
    assert browser.get("/loginx").status_code == 303
    assert browser.get("/static/../login/x").status_code in (303, 404)


def test_the_interface_says_that_one_must_log_in_as_it_says_all_errors(shared_desk):
    for path in ("/api/v1/events", "/api/v1/openapi.json", "/api/v1/zzz", "/api/"):
        answer = shared_desk.client().get(path)
        assert answer.status_code == 401
        assert answer.json()["error"]["status"] == 401
        assert answer.headers["www-authenticate"].startswith("Bearer")


def test_a_session_is_in_a_cookie_that_no_script_and_no_other_site_gets(shared_desk):
    _, answer = shared_desk.log_in("Rea")
    cookie = next(c for c in answer.headers.get_list("set-cookie") if c.startswith("communique="))
    parts = {part.strip().lower() for part in cookie.split(";")[1:]}
    assert {"httponly", "samesite=strict", "path=/"} <= parts
    assert not any(part.startswith(("domain", "max-age", "expires")) for part in parts)
    secret = cookie.partition("=")[2].partition(";")[0]
    assert len(secret) >= 43
    kept = b"".join(path.read_bytes() for path in shared_desk.accounts.path.parent.iterdir())
    assert secret.encode() not in kept
    assert PASSWORD.encode() not in kept


def test_by_https_the_cookie_is_secure_and_of_this_host_alone(shared_desk):
    browser = shared_desk.client(base=HOME.replace("http:", "https:"))
    _, answer = shared_desk.log_in("Rea", client=browser)
    cookies = answer.headers.get_list("set-cookie")
    assert all(c.startswith("__Host-communique") and "; Secure" in c for c in cookies)
    assert browser.get("/").status_code == 200
    assert cookie_name(secure=True) != cookie_name(secure=False)


def test_a_session_that_was_there_before_is_not_the_one_after(shared_desk):
    browser = shared_desk.client()
    browser.cookies.set("communique", "planted-by-somebody-else")
    shared_desk.log_in("Rea", client=browser)
    first = [c.value for c in browser.cookies.jar if c.name == "communique"]
    assert "planted-by-somebody-else" not in first[-1:]
    planted = shared_desk.client(headers={"cookie": "communique=planted-by-somebody-else"})
    assert planted.get("/").status_code == 303
    _, answer = shared_desk.log_in("Rea")
    assert answer.cookies["communique"] not in first


def test_logging_out_ends_the_session_also_for_who_kept_the_cookie(shared_desk):
    browser = shared_desk.inside("Rea")
    kept = browser.cookies["communique"]
    answer = shared_desk.post(browser, "/logout")
    assert (answer.status_code, answer.headers["location"]) == (303, "/login")
    assert browser.get("/").status_code == 303
    again = shared_desk.client(headers={"cookie": f"communique={kept}"})
    assert again.get("/").status_code == 303


def test_a_session_ends_when_it_is_not_used_and_after_a_working_day(shared_desk, clock):
    idle, used = shared_desk.inside("Rea"), shared_desk.inside("Rob")
    terms = Terms()
    steps = terms.whole // (terms.idle / 2)
    for step in range(1, steps):
        clock.move(seconds=terms.idle.total_seconds() / 2)
        assert used.get("/").status_code == 200
        assert idle.get("/static/style.css").status_code == 200
        if step == 2:
            assert idle.get("/").status_code == 303
    clock.move(seconds=terms.idle.total_seconds() / 2)
    assert used.get("/").status_code == 303


def test_a_form_of_an_older_session_is_refused(shared_desk):
    browser = shared_desk.inside("Rob")
    seal = re.search(r'name="csrf" content="(\w+)"', browser.get("/").text)[1]
    shared_desk.post(browser, "/logout")
    assert shared_desk.post(browser, "/account/token", seal=seal).status_code == 401
    shared_desk.log_in("Rob", client=browser)
    assert shared_desk.post(browser, "/account/token", seal=seal).status_code == 403
    assert shared_desk.post(browser, "/account/token").status_code == 200


def test_a_form_of_somebody_else_is_refused(shared_desk):
    rob, rea = shared_desk.inside("Rob"), shared_desk.inside("Rea")
    seal = re.search(r'name="csrf" content="(\w+)"', rea.get("/").text)[1]
    assert shared_desk.post(rob, "/account/token", seal=seal).status_code == 403


def test_one_logs_in_with_a_form_of_ones_own_browser_alone(shared_desk):
    form = {"name": "Rea", "password": PASSWORD}
    browser, other = shared_desk.client(), shared_desk.client()
    seal = re.search(r'name="csrf" content="(\w+)"', other.get("/login").text)[1]
    assert shared_desk.post(browser, "/login", form, seal=seal).status_code == 403
    assert shared_desk.post(browser, "/login", form, seal="").status_code == 403
    foreign = {"origin": "http://evil.example", "sec-fetch-site": None}
    answer = shared_desk.post(browser, "/login", form, page="/login", headers=foreign)
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "next_", ["/search?q=a%20b&page=2", "/dyad/NOR/GHA", "/", "/report/a:b", "/x?next=//evil"]
)
def test_after_logging_in_one_goes_where_one_wanted(shared_desk, next_):
    _, answer = shared_desk.log_in("Rea", after=next_)
    assert answer.headers["location"] == next_ == safe_next(next_)


@pytest.mark.parametrize(
    "next_",
    [
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "http://evil.example/",
        "https:evil.example",
        "javascript:alert(1)",
        "evil.example",
        "/\t/evil.example",
        "\n//evil.example",
        " //evil.example",
        "/é",
        "",
        "/login?next=/",
        "/logout",
        "/" + "a" * 3000,
    ],
)
def test_a_way_to_another_site_leads_home(shared_desk, next_):
    browser, answer = shared_desk.log_in("Rea", after=next_)
    assert answer.headers["location"] == "/"
    assert browser.get("/login", params={"next": next_}).headers["location"] == "/"


def test_an_address_that_looks_like_another_host_does_not_lead_there(shared_desk):
    for path in ("//evil.example/x", "//evil.example/%2f.."):
        answer = shared_desk.client().get(HOME + path, headers={"sec-fetch-site": "cross-site"})
        assert "evil" not in answer.text + answer.headers.get("location", "")


def test_wrong_names_and_wrong_passwords_read_the_same(shared_desk, monkeypatch):
    asked = []
    passwords = next(
        route.endpoint.__self__ for route in shared_desk.app._app.routes if route.path == "/login"
    )._passwords
    verify = passwords._hasher.verify
    monkeypatch.setattr(
        type(passwords._hasher), "verify", lambda _, *a: (asked.append(a), verify(*a))[1]
    )
    shared_desk.accounts.disable("Rob")
    answers, shown = [], ("content-type", "cache-control", "content-security-policy")
    for name in ("Rea", "Nobody", "Rob", "", "x" * 500):
        _, answer = shared_desk.log_in(name, "not the password at all")
        assert answer.status_code == 401
        text = re.sub(r'(content|value)="[^"]*"', "", answer.text)
        answers.append((text, {name: answer.headers[name] for name in shown}))
    assert all(one == answers[0] for one in answers)
    assert len(asked) == len(answers), "a hash is checked for each, so that each takes as long"


def test_a_name_is_known_without_regard_to_case(shared_desk):
    browser = shared_desk.inside(" rEA ")
    assert "Rea" in browser.get("/account").text


def test_wrong_passwords_are_slowed_down_by_name_and_address(shared_desk, clock):
    free, _ = FREE["pair"]
    for _ in range(free):
        assert shared_desk.log_in("Rea", "wrong password")[1].status_code == 401
        clock.move(seconds=5)
    _, answer = shared_desk.log_in("Rea")
    assert answer.status_code == 429
    assert 0 < int(answer.headers["retry-after"]) <= FIRST
    assert "again in" in answer.text
    assert shared_desk.log_in("Rob")[1].status_code == 303
    assert shared_desk.log_in("Rea", address="10.9.9.9")[1].status_code == 303
    clock.move(seconds=FIRST)
    assert shared_desk.log_in("Rea", "wrong password")[1].status_code == 401
    clock.move(seconds=FIRST)
    assert shared_desk.log_in("Rea")[1].status_code == 429, "the second wait is longer"
    clock.move(seconds=FIRST)
    assert shared_desk.log_in("Rea")[1].status_code == 303
    assert shared_desk.log_in("Rea", "wrong password")[1].status_code == 401, "the count is gone"


def test_a_name_that_nobody_has_is_slowed_down_just_so(shared_desk, clock):
    for _ in range(FREE["pair"][0]):
        assert shared_desk.log_in("Nobody", "wrong password")[1].status_code == 401
        clock.move(seconds=5)
    assert shared_desk.log_in("Nobody", "wrong password")[1].status_code == 429


def test_an_address_that_tries_many_names_is_slowed_down(shared_desk, clock):
    for number in range(FREE["address"][0]):
        assert shared_desk.log_in(f"Name{number}", "wrong")[1].status_code == 401
        clock.move(seconds=5)
    assert shared_desk.log_in("Rea")[1].status_code == 429
    assert shared_desk.log_in("Rea", address="10.1.1.1")[1].status_code == 303


def test_nobody_keeps_somebody_out_for_long_from_many_addresses(shared_desk, clock):
    free, most = FREE["name"]
    for number in range(free + 20):
        shared_desk.log_in("Rea", "wrong", address=f"10.2.{number}.1")
    assert shared_desk.log_in("Rea", address="10.3.3.3")[1].status_code == 429
    clock.move(seconds=most)
    assert shared_desk.log_in("Rea", address="10.3.3.3")[1].status_code == 303


def test_addresses_of_one_network_of_ipv6_count_as_one():
    assert near("2001:db8::1") == near("2001:db8::ffff:1") != near("2001:db8:0:1::1")
    assert near("::ffff:10.0.0.1") == near("10.0.0.1") != near("10.0.0.2")
    assert near(None) == near(None) != near("testclient")


def test_what_writes_is_known_and_needs_a_role(shared_desk):
    found = writes(shared_desk.app)
    assert {path for path, route in found.items() if route.role is None} == {"/login"}
    assert {path for path, route in found.items() if route.role == "reader"} == OWN - {"/login"}
    assert {path for path, route in found.items() if path in ADMINS} == ADMINS
    assert all(found[path].role == "admin" for path in ADMINS)


def fill(path):
    return re.sub(r"\{\w+(:\w+)?\}", "1", path)


def test_a_reader_cannot_write(shared_desk):
    browser, found = shared_desk.inside("Rea"), writes(shared_desk.app)
    tried = [path for path, route in found.items() if route.role in ("reviewer", "admin")]
    assert set(tried) == set(found) - OWN >= ADMINS
    for path in tried:
        answer = shared_desk.post(browser, fill(path), {"name": "Rea", "role": "admin"})
        assert answer.status_code == 403, path
        assert "needs the role" in answer.text


def test_a_reviewer_cannot_administer(shared_desk):
    browser = shared_desk.inside("Rob")
    for path in ADMINS:
        assert shared_desk.post(browser, path, {"name": "Rob"}).status_code == 403
    for path in ("/accounts", "/accounts/log"):
        assert browser.get(path).status_code == 403
        assert "Ann" not in browser.get(path).text


def test_nobody_writes_without_logging_in(shared_desk):
    browser = shared_desk.client()
    for path in sorted(set(writes(shared_desk.app)) - {"/login"}):
        answer = shared_desk.post(browser, fill(path), page="/login")
        assert answer.status_code == 401, path


def test_no_token_writes(shared_desk):
    secret, _ = shared_desk.accounts.tokens.add("Ann", days=1)
    browser, seal = shared_desk.inside("Ann"), None
    seal = re.search(r'name="csrf" content="(\w+)"', browser.get("/").text)[1]
    for path in writes(shared_desk.app):
        headers = {"authorization": f"Bearer {secret}"}
        answer = shared_desk.post(browser, fill(path), seal=seal, headers=headers)
        assert answer.status_code in (403, 429), path


def test_all_that_writes_needs_the_token_of_the_session(shared_desk):
    browser = shared_desk.inside("Ann")
    for path in writes(shared_desk.app):
        assert shared_desk.post(browser, fill(path), seal="0" * 64).status_code == 403, path


def test_a_change_of_role_holds_from_the_next_request_on(shared_desk):
    browser = shared_desk.inside("Rob")
    shared_desk.accounts.people.set_role("rob", "admin")
    assert browser.get("/accounts").status_code == 200
    shared_desk.accounts.people.set_role("Rob", "reader")
    assert browser.get("/accounts").status_code == 403


def test_who_is_disabled_is_out_at_once(shared_desk):
    browser = shared_desk.inside("Rob")
    secret, _ = shared_desk.accounts.tokens.add("Rob", days=1)
    shared_desk.accounts.disable("Rob")
    assert browser.get("/").status_code == 303
    assert shared_desk.log_in("Rob")[1].status_code == 401
    program = shared_desk.client(headers={"authorization": f"Bearer {secret}"})
    assert program.get("/api/v1/stats").status_code == 401
    shared_desk.accounts.people.enable("Rob")
    assert browser.get("/").status_code == 303, "its sessions have ended"
    assert program.get("/api/v1/stats").status_code == 200


def test_one_changes_ones_own_password(shared_desk):
    here, there = shared_desk.inside("Rea"), shared_desk.inside("Rea")
    form = {"old": PASSWORD, "new": OTHER, "again": OTHER}
    answer = shared_desk.post(here, "/account/password", form)
    assert answer.status_code == 303
    assert here.get("/").status_code == 200
    assert there.get("/").status_code == 303, "other sessions end"
    assert shared_desk.log_in("Rea")[1].status_code == 401
    assert shared_desk.log_in("Rea", OTHER)[1].status_code == 303


@pytest.mark.parametrize(
    ("form", "why"),
    [
        ({"old": "wrong password"}, "present password is wrong"),
        ({"again": OTHER + "x"}, "typed in two ways"),
        ({"new": "short", "again": "short"}, "12 to 256 characters"),
        ({"new": "x" * 300, "again": "x" * 300}, "12 to 256 characters"),
        ({"new": "aaaabbbbcccc", "again": "aaaabbbbcccc"}, "five different"),
    ],
)
def test_a_password_that_will_not_do_is_refused(shared_desk, form, why):
    browser = shared_desk.inside("Rea")
    whole = {"old": PASSWORD, "new": OTHER, "again": OTHER} | form
    answer = shared_desk.post(browser, "/account/password", whole)
    assert answer.status_code == 400
    assert why in answer.text
    assert OTHER not in answer.text
    assert shared_desk.log_in("Rea")[1].status_code == 303


def test_guessing_the_password_from_a_session_is_slowed_down_too(shared_desk, clock):
    browser = shared_desk.inside("Rea")
    for _ in range(FREE["pair"][0]):
        shared_desk.post(browser, "/account/password", {"old": "wrong"})
        clock.move(seconds=5)
    form = {"old": PASSWORD, "new": OTHER, "again": OTHER}
    answer = shared_desk.post(browser, "/account/password", form)
    assert (answer.status_code, "Too many tries" in answer.text) == (400, True)


def test_pages_are_not_kept_by_browsers_once_people_log_in(shared_desk, client):
    browser = shared_desk.inside("Rea")
    for path in ("/", "/api/v1/stats", "/login", "/nowhere"):
        assert browser.get(path).headers["cache-control"] == "no-store"
    assert browser.get("/static/style.css").headers["cache-control"] == "no-cache"
    assert client.get("/").headers["cache-control"] == "no-cache"


def test_without_accounts_there_are_no_pages_of_them(client):
    for path in ("/login", "/account", "/accounts", "/accounts/log"):
        assert client.get(path).status_code == 404
    assert "Log out" not in client.get("/").text


def test_the_secret_of_a_session_does_not_show_when_it_is_printed():
    caller = Caller(person=Person(name="Rea", role="reader"), secret="abc-secret")
    assert "abc-secret" not in repr(caller)
