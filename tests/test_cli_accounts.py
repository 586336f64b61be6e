"""The commands `accounts …`, and what they let in."""

from __future__ import annotations

import re

import pytest

from communique.errors import QuestionError, StoreError
from communique.store import Accounts, Store, accounts_path

pytest.importorskip("argon2")
PASSWORD = "correct horse battery"


@pytest.fixture
def manage(command, tmp_path):
    """Run `accounts …` on an empty record."""
    path = tmp_path / "r.db"
    Store.open(path).close()

    def run(*arguments, stdin=None):
        return command("accounts", *arguments, "--record", str(path), stdin=stdin)

    run.record = path
    return run


@pytest.fixture
def ann(manage):
    """The first admin."""
    status, _, said = manage("add", "Ann", "--role", "admin", "--password-stdin", stdin=PASSWORD)
    assert status == 0
    assert "Ann can log in as admin" in said
    return manage


def test_a_password_is_typed_twice_and_kept_as_argon2id(manage):
    status, out, said = manage("add", "Bo", stdin=f"{PASSWORD}\n{PASSWORD}\n")
    assert status == 0
    assert PASSWORD not in out + said
    with Accounts.open(accounts_path(manage.record)) as accounts:
        account, kept = accounts.people.password("bo")
        assert account.role == "reader"
        assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
        assert [line.target for line in accounts.log.page(limit=9)] == ["Bo"]


def test_two_passwords_that_differ_make_no_account(manage):
    status, _, _ = manage("add", "Bo", stdin=f"{PASSWORD}\n{PASSWORD}x\n")
    assert status != 0
    with Accounts.open(accounts_path(manage.record)) as accounts:
        assert accounts.people.all() == []


def test_accounts_are_listed_changed_and_disabled(ann):
    ann("add", "Bo", "--password-stdin", stdin=PASSWORD)
    assert ann("role", "Bo", "reviewer")[0] == 0
    assert ann("disable", "Bo")[0] == 0
    _, out, _ = ann("list")
    assert re.search(r"Ann +admin +\d{4}-\d\d-\d\d *$", out, re.MULTILINE)
    assert re.search(r"Bo +reviewer +\d{4}-\d\d-\d\d +\d{4}-\d\d-\d\d", out)
    assert "log in again" in ann("disable", "Bo", "--undo")[2]
    with pytest.raises(QuestionError, match="no admin would be left"):
        ann("role", "Ann", "reader")
    with pytest.raises(QuestionError, match="no account 'Cy'"):
        ann("disable", "Cy")


def test_a_password_is_changed(ann):
    assert "new password" in ann("password", "ann", "--password-stdin", stdin=PASSWORD + "!\n")[2]
    with pytest.raises(QuestionError, match="12 to 256"):
        ann("password", "Ann", "--password-stdin", stdin="short")
    with pytest.raises(QuestionError, match="no account 'Cy'"):
        ann("password", "Cy", "--password-stdin", stdin=PASSWORD)


def test_a_token_is_shown_once_listed_and_revoked(ann):
    status, out, said = ann("token", "Ann", "--days", "7")
    assert status == 0
    assert re.fullmatch(r"cmq_[\w-]{43}\n", out)
    assert "not shown again" in said
    listed = ann("tokens")[1]
    assert "Ann" in listed
    assert out.strip() not in listed
    assert ann("revoke", "1")[0] == 0
    with pytest.raises(QuestionError, match="no token 2"):
        ann("revoke", "2")
    with Accounts.open(accounts_path(ann.record)) as accounts:
        assert accounts.tokens.find(out.strip()) is None


def test_the_log_says_what_was_done_and_steers_no_terminal(ann):
    ann("token", "Ann")
    with Accounts.open(accounts_path(ann.record)) as accounts:
        accounts.log.add("login", who="\x1b[31mred\x07", address="10.0.0.1", outcome="refused")
    _, out, _ = ann("log")
    ends = [line.split()[-1] for line in out.splitlines()]
    assert ends == ["outcome", "refused", "done", "admin"]
    assert "\x1b" not in out
    assert "\x07" not in out
    assert "account added" not in ann("log", "--limit", "2")[1]
    assert "account added" in ann("log", "--offset", "2")[1]


def test_accounts_are_of_a_record(command, tmp_path, manage):
    with pytest.raises(StoreError, match="there is no record"):
        command("accounts", "add", "Ann", "--password-stdin", stdin=PASSWORD)
    with pytest.raises(StoreError, match="there are no accounts"):
        manage("list")
    assert not list(tmp_path.glob("*.accounts.db"))


@pytest.mark.parametrize("name", "add list role disable password token tokens revoke log".split())
def test_every_command_has_an_example_in_its_help(command, name):
    status, out, _ = command("accounts", name, "--help")
    assert status == 0
    assert f"communique accounts {name}" in out.partition("\n\n")[2].partition("Options")[0]
