"""The file of accounts: what it keeps, for whom, and what it refuses."""

from __future__ import annotations

import sqlite3
import stat
from datetime import timedelta

import pytest

from communique.errors import QuestionError, StoreError
from communique.store import Accounts, Store, accounts_path
from communique.store.accounts import ROLES
from communique.store.keyring import APPLICATION


@pytest.fixture
def accounts(tmp_path, clock):
    with Accounts.open(tmp_path / "a.accounts.db", create=True, clock=clock.moment) as opened:
        yield opened


def test_the_file_lies_beside_the_record_and_is_its_owners_alone(tmp_path):
    path = accounts_path(tmp_path / "my.record.db")
    assert path == tmp_path / "my.record.accounts.db"
    with Accounts.open(path, create=True) as made:
        made.people.add("Ann", "admin", "hash")
        modes = {stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()}
    assert modes == {0o600}


def test_what_is_kept_is_there_when_the_file_is_opened_again(tmp_path, clock):
    path = tmp_path / "a.db"
    with Accounts.open(path, create=True, clock=clock.moment) as first:
        first.people.add("Ann", "admin", "hash")
        secret = first.sessions.begin("Ann")
        token, _ = first.tokens.add("Ann", days=1)
        first.log.add("test", who="Ann", address=None)
    with Accounts.open(path, clock=clock.moment) as second:
        assert second.people.password("ann")[1] == "hash"
        assert second.sessions.find(secret) == ("Ann", "admin")
        assert second.tokens.find(token) == ("Ann", 1)
        assert second.log.count() == 1


def test_a_file_that_is_none_of_these_is_left_as_it_is(tmp_path):
    with pytest.raises(StoreError, match="communique accounts add"):
        Accounts.open(tmp_path / "none.db")
    record = tmp_path / "record.db"
    Store.open(record).close()
    text = tmp_path / "text.db"
    text.write_text("no database, by far" * 100, "utf-8")
    newer = tmp_path / "newer.db"
    with sqlite3.connect(newer) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    for path, why in ((record, "no accounts"), (text, "is no record"), (newer, "newer communique")):
        before = path.read_bytes()
        with pytest.raises(StoreError, match=why):
            Accounts.open(path)
        assert path.read_bytes()[:90] == before[:90]
    with pytest.raises(StoreError, match="cannot be made"):
        Accounts.open(tmp_path / "no" / "folder.db", create=True)


def test_a_name_is_one_whatever_its_case_and_form(accounts):
    accounts.people.add("Ren\u00e9", "reader", "hash")
    assert accounts.people.get("RENE\u0301").name == "Ren\u00e9"
    with pytest.raises(QuestionError, match="already"):
        accounts.people.add("rene\u0301", "reader", "hash")


@pytest.mark.parametrize("role", ROLES)
def test_a_role_is_kept_and_no_other_is(accounts, role):
    accounts.people.add("Ann", role, "hash")
    assert accounts.people.get("Ann").role == role
    with pytest.raises(sqlite3.IntegrityError):
        accounts._keyring.change("UPDATE accounts SET role = 'owner'")


def test_a_refused_change_leaves_nothing_behind(accounts):
    accounts.people.add("Ann", "admin", "hash")
    secret = accounts.sessions.begin("Ann")
    with pytest.raises(QuestionError, match="no admin"):
        accounts.disable("Ann")
    assert accounts.people.get("Ann").disabled is None
    assert accounts.sessions.find(secret)


def test_one_account_has_no_more_than_twenty_sessions(accounts, clock):
    accounts.people.add("Ann", "admin", "hash")
    secrets = []
    for _ in range(25):
        secrets.append(accounts.sessions.begin("Ann"))
        clock.now += timedelta(seconds=1)
    found = [accounts.sessions.find(secret) is not None for secret in secrets]
    assert found == [False] * 5 + [True] * 20


def test_sessions_that_have_ended_are_removed_when_another_begins(accounts, clock):
    accounts.people.add("Ann", "admin", "hash")
    accounts.sessions.begin("Ann")
    clock.now += timedelta(days=1)
    accounts.sessions.begin("Ann")
    assert accounts._keyring.rows("SELECT count(*) FROM sessions") == [(1,)]


def test_wrong_tries_are_forgotten_after_a_day(accounts, clock):
    for _ in range(3):
        accounts.failures.add(["a", "b"])
    assert accounts.failures.count("a") == (3, timedelta(0))
    accounts.failures.clear("a")
    assert accounts.failures.count("a")[0] == 0
    clock.now += timedelta(hours=24)
    assert accounts.failures.count("b")[0] == 0
    accounts.failures.add(["c"])
    assert accounts._keyring.rows("SELECT count(*) FROM failures") == [(1,)]


def test_what_names_nobody_is_said(accounts):
    for call in (
        lambda: accounts.people.get("x"),
        lambda: accounts.people.set_role("x", "admin"),
        lambda: accounts.people.set_password("x", "hash"),
        lambda: accounts.people.enable("x"),
        lambda: accounts.disable("x"),
        lambda: accounts.sessions.begin("x"),
        lambda: accounts.sessions.end_all("x"),
        lambda: accounts.tokens.add("x", days=1),
    ):
        with pytest.raises(QuestionError, match="no account 'x'"):
            call()
    with pytest.raises(QuestionError, match="no token 4"):
        accounts.tokens.revoke(4)
