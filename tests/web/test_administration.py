"""The admin's pages: accounts, their roles, and the log, which never tells a secret."""

from __future__ import annotations

import sqlite3

import pytest

from .conftest import HOSTILE, PASSWORD
from .test_guard import faults

OTHER = "another horse, another battery"


@pytest.fixture
def ann(shared_desk):
    """The admin's browser."""
    return shared_desk.inside("Ann")


def test_an_admin_adds_somebody_who_then_logs_in(shared_desk, ann):
    form = {"name": "Zoë O'Neil", "role": "reviewer", "password": OTHER}
    assert shared_desk.post(ann, "/accounts/add", form).status_code == 303
    assert "Zoë O&#39;Neil" in ann.get("/accounts").text
    assert shared_desk.log_in("zoë o'neil", OTHER)[1].status_code == 303
    assert shared_desk.accounts.people.get("ZOË O'NEIL").role == "reviewer"


@pytest.mark.parametrize(
    ("form", "why"),
    [
        ({"name": "rea"}, "there is an account rea already"),
        ({"name": ""}, "name of an account"),
        ({"name": "a/b"}, "name of an account"),
        ({"name": "x" * 65}, "name of an account"),
        ({"name": "a\u202eb"}, "name of an account"),
        ({"role": "owner"}, "a role is one of reader, reviewer, admin"),
        ({"password": "short"}, "12 to 256 characters"),
        ({"name": "battery"}, "the account&#39;s name in it"),
    ],
)
def test_what_makes_no_account_is_said(shared_desk, ann, form, why):
    whole = {"name": "Zoe", "role": "reader", "password": OTHER} | form
    answer = shared_desk.post(ann, "/accounts/add", whole)
    assert answer.status_code == 400
    assert why in answer.text
    assert len(shared_desk.accounts.people.all()) == 3
    assert OTHER not in answer.text


def test_an_admin_changes_roles_passwords_and_who_may_log_in(shared_desk, ann):
    rob = shared_desk.inside("Rob")
    post = shared_desk.post
    assert post(ann, "/accounts/role", {"name": "Rob", "role": "reader"}).status_code == 303
    assert shared_desk.accounts.people.get("Rob").role == "reader"
    assert post(ann, "/accounts/password", {"name": "Rob", "password": OTHER}).status_code == 303
    assert rob.get("/").status_code == 303, "its sessions end"
    rob = shared_desk.inside("Rob", password=OTHER)
    assert post(ann, "/accounts/disable", {"name": "Rob"}).status_code == 303
    assert rob.get("/").status_code == 303
    assert "disabled" in ann.get("/accounts").text
    assert post(ann, "/accounts/enable", {"name": "Rob"}).status_code == 303
    assert shared_desk.log_in("Rob", OTHER)[1].status_code == 303


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/accounts/disable", {"name": "Ann"}),
        ("/accounts/role", {"name": "Ann", "role": "reader"}),
    ],
)
def test_an_admin_is_always_left(shared_desk, ann, path, form):
    answer = shared_desk.post(ann, path, form)
    assert answer.status_code == 400
    assert "no admin would be left" in answer.text
    assert ann.get("/accounts").status_code == 200
    shared_desk.accounts.people.set_role("Rob", "admin")
    assert shared_desk.post(ann, path, form).status_code == 303


def test_what_names_nobody_is_said(shared_desk, ann):
    for path in ("role", "disable", "enable", "password"):
        form = {"name": "Nobody", "role": "reader", "password": OTHER}
        answer = shared_desk.post(ann, f"/accounts/{path}", form)
        assert answer.status_code == 400, path
        assert "there is no account" in answer.text
    for number in ("9", "x", "", "99999999999"):
        answer = shared_desk.post(ann, "/accounts/revoke", {"number": number})
        assert answer.status_code == 400


def test_an_admin_revokes_any_token(shared_desk, ann):
    shared_desk.accounts.tokens.add("Rea", days=1)
    assert "Revoke token 1" in ann.get("/accounts").text
    assert shared_desk.post(ann, "/accounts/revoke", {"number": "1"}).status_code == 303
    assert shared_desk.accounts.tokens.all()[0].revoked is not None


def test_the_log_says_who_did_what_and_what_was_refused(shared_desk, clock):
    shared_desk.log_in("Rea", "a wrong password")
    shared_desk.log_in("my secret in the wrong field", "a wrong password")
    rea, ann = shared_desk.inside("Rea"), shared_desk.inside("Ann")
    form = {"old": PASSWORD, "new": OTHER, "again": OTHER}
    shared_desk.post(rea, "/account/password", form)
    shared_desk.post(rea, "/accounts/role", {"name": "Rea", "role": "admin"})
    shared_desk.post(rea, "/accounts/role", seal="0")
    shared_desk.post(ann, "/accounts/role", {"name": "Rob", "role": "reader"})
    shared_desk.post(ann, "/accounts/add", {"name": "Zoe", "role": "x", "password": OTHER})
    shared_desk.post(rea, "/account/token", {"days": "1"})
    shared_desk.post(rea, "/account/revoke", {"number": "1"})
    shared_desk.post(rea, "/logout")
    assert shared_desk.logged() == [
        ("Rea", "login", None, "refused, wrong password"),
        (None, "login", None, "refused, wrong name"),
        ("Rea", "login", None, "done"),
        ("Ann", "login", None, "done"),
        ("Rea", "password changed", "Rea", "done"),
        ("Rea", "write", "/accounts/role", "refused, 403"),
        ("Rea", "write", "/accounts/role", "refused, 403"),
        ("Ann", "role changed", "Rob", "done, now reader"),
        ("Ann", "account added", "Zoe", "refused, see the rules of accounts"),
        ("Ann", "write", "/accounts/add", "refused, 400"),
        ("Rea", "token made", "token 1", "done"),
        ("Rea", "token revoked", "token 1", "done"),
        ("Rea", "logout", None, "done"),
    ]
    line = shared_desk.accounts.log.page(limit=1)[0]
    assert (line.at, line.address) == (clock.now, "10.0.0.7")
    kept = str(shared_desk.accounts.log.page(limit=100))
    assert not any(text in kept for text in (PASSWORD, OTHER, "secret", "cmq_", "a wrong"))


def test_a_judgement_is_in_the_log(share, monkeypatch):
    from starlette.responses import PlainTextResponse

    from communique.web.writing import WriteRoute

    routes = [WriteRoute("/judge/{id}", lambda _: PlainTextResponse("kept"))]
    monkeypatch.setattr("communique.web.app._page_routes", lambda: routes)
    desk = share()
    browser = desk.inside("Rob")
    answer = desk.post(browser, "/judge/a%0Ab", {"verdict": "right"}, page="/account")
    assert answer.status_code == 200
    assert desk.logged()[-1] == ("Rob", "write", "/judge/a%0Ab", "done")


def test_the_log_is_shown_page_by_page_newest_first(shared_desk, ann):
    for number in range(250):
        shared_desk.accounts.log.add("test", who=f"P{number}", address=None)
    first, second, last = (ann.get(f"/accounts/log?page={n}").text for n in (1, 2, 3))
    assert "P249" in first
    assert "P149" not in first
    assert "P149" in second
    assert "P0<" in last
    assert "page 2 of 3" in second
    assert "Older" not in last


def test_the_log_can_not_be_changed(shared_desk):
    shared_desk.accounts.log.add("test", who="a", address=None)
    with sqlite3.connect(shared_desk.accounts.path) as connection:
        for statement in ("DELETE FROM log", "UPDATE log SET who = 'b'"):
            with pytest.raises(sqlite3.IntegrityError, match="the log is never"):
                connection.execute(statement)
    connection.close()


def test_hostile_text_stays_text_on_the_pages_of_accounts(shared_desk, ann, see, clock):
    for payload in HOSTILE:
        shared_desk.log_in(payload, payload)
        clock.move(seconds=60)
        shared_desk.accounts.log.add(payload, who=payload, address=payload, target=payload)
        answer = shared_desk.post(ann, "/accounts/add", {"name": payload, "role": payload})
        assert list(faults(see(answer))) == []
        _, answer = shared_desk.log_in(payload, payload, after=payload)
        assert list(faults(see(answer))) == []
    for path in ("/accounts", "/accounts/log", "/account"):
        answer = ann.get(path)
        assert answer.status_code == 200
        assert list(faults(see(answer))) == []
