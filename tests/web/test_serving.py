"""Serving: this machine alone, and a clear word where it can't be."""

from __future__ import annotations

import socket

import pytest
from starlette.testclient import TestClient

from communique.errors import QuestionError, StoreError
from communique.store import Accounts, accounts_path
from communique.web import Place, serve
from communique.web.serving import is_loopback


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.9.9.9", "localhost", "LocalHost", "::1", "[::1]"]
)
def test_loopback_is_known(host):
    assert is_loopback(host)


@pytest.mark.parametrize(
    "host", ["0.0.0.0", "::", "192.168.1.4", "example.org", "127.0.0.1.evil.example", "", "1"]
)
def test_any_other_address_is_not(host):
    assert not is_loopback(host)


@pytest.mark.parametrize(
    "how",
    [
        {"host": "192.168.1.4"},
        {"host": "0.0.0.0", "names": ("desk.example.org",)},
        {"names": ("desk.example.org",)},
        {"proxies": ("127.0.0.1",)},
        {"accounts": True},
    ],
)
@pytest.mark.parametrize("there", ["nobody", "a reader", "a disabled admin"])
def test_others_are_not_let_in_before_there_is_an_admin(
    tmp_path, record_file, passwords, how, there
):
    path = tmp_path / "r.db"
    path.write_bytes(record_file.read_bytes())
    if there != "nobody":
        with Accounts.open(accounts_path(path), create=True) as accounts:
            accounts.people.add("Rea", "reader", passwords.hash("x"))
            if there == "a disabled admin":
                accounts.people.add("Ann", "admin", "x")
                accounts.people.add("Bo", "admin", "x")
                accounts.people.disable("Ann")
                accounts._keyring.change("UPDATE accounts SET disabled = 'x' WHERE name = 'Bo'")
    with pytest.raises(QuestionError, match="communique accounts add NAME --role admin"):
        serve(path, Place(port=0, **how), ready=lambda _: None)


def test_every_address_of_a_machine_needs_a_name(record_file):
    for host in ("0.0.0.0", "::"):
        with pytest.raises(QuestionError, match="--name desk"):
            serve(record_file, Place(host=host, port=0), ready=lambda _: None)


@pytest.mark.parametrize(
    ("place", "hosts"),
    [
        (Place(), {"127.0.0.1", "localhost", "[::1]"}),
        (Place(host="::1"), {"127.0.0.1", "localhost", "[::1]"}),
        (Place(host="192.168.1.4"), {"127.0.0.1", "localhost", "[::1]", "192.168.1.4"}),
        (
            Place(host="0.0.0.0", names=("Desk.example.org:443", "[2001:db8::1]")),
            {"127.0.0.1", "localhost", "[::1]", "desk.example.org", "[2001:db8::1]"},
        ),
    ],
)
def test_the_desk_answers_under_the_names_that_it_was_given(place, hosts):
    assert set(place.hosts) == hosts


@pytest.fixture
def started(monkeypatch):
    """Start to serve, but for the serving itself: what is told, and the application."""
    import uvicorn

    def start(record, place):
        told, apps = [], []
        monkeypatch.setattr(
            uvicorn.Server, "run", lambda server, sockets: apps.append((server.config, sockets))
        )
        serve(record, place, ready=told.append)
        return told, apps[0][0]

    return start


def test_who_serves_this_machine_alone_is_told_the_address(started, record_file):
    told, config = started(record_file, Place(port=0, by="Ann"))
    assert len(told) == 1
    assert told[0].startswith("the desk is open at http://127.0.0.1:")
    assert config.proxy_headers is False


def test_who_serves_others_is_told_that_they_must_log_in_and_that_tls_is_missing(
    started, tmp_path, record_file
):
    path = tmp_path / "r.db"
    path.write_bytes(record_file.read_bytes())
    with Accounts.open(accounts_path(path), create=True) as accounts:
        accounts.people.add("Ann", "admin", "x")
    names = ("desk.example.org",)
    told, config = started(path, Place(host="0.0.0.0", port=0, names=names))
    text = "\n".join(told)
    assert "everyone must log in" in text
    assert "desk.example.org" in text
    assert "unencrypted" in text
    asking = TestClient(config.app, base_url="http://desk.example.org", follow_redirects=False)
    with Accounts.open(accounts_path(path)):
        assert asking.get("/static/style.css").status_code == 200
    told, _ = started(path, Place(port=0, names=names, proxies=("127.0.0.1",)))
    assert "says the proxy at 127.0.0.1" in "\n".join(told)
    assert "unencrypted" not in "\n".join(told)


def test_a_taken_port_is_told(record_file):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(StoreError, match=f"port {port} .* another with --port"):
            serve(record_file, Place(port=port), ready=lambda _: None)


def test_a_missing_record_is_told_before_anything_is_served(tmp_path):
    with pytest.raises(StoreError, match="there is no record"):
        serve(tmp_path / "none.db", Place(port=0), ready=lambda _: None)
