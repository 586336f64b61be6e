"""What keeps the desk safe: hostile text stays text, foreign hosts and writers are refused."""

from __future__ import annotations

import re

import pytest

from communique.query import Record
from communique.web import dossier_of_agreement, dossier_of_dyad
from communique.web.guard import HEADERS

from .conftest import HOSTILE

PAGES = (
    "/",
    "/search?q=spoke",
    "/dyad/KEN/UGA",
    "/dyad/KEN/UGA?by=month&since=2019-01-01",
    "/actor/KEN",
    "/who?office=foreign+minister&country=KEN",
    "/tallies",
    "/timeline?party=KEN&party=UGA",
    "/events",
    "/contacts",
    "/agreements",
    "/designations",
    "/problems",
    "/nowhere",
    "/entry/zzz",
)
RUNS = re.compile(r"\s*(?:javascript|data|vbscript):", re.IGNORECASE)


def things(file):
    """The addresses of all entries and reports of a record."""
    with Record.open(file) as book:
        for kind in ("happening", "contact", "agreement", "designation"):
            yield from (f"/entry/{entry.id}" for entry in book.entries(kind))
        yield from (f"/report/{report.key}" for report in book.sources.reports())


def faults(seen):
    """What a page must not have: script or style of its own, handlers, addresses elsewhere."""
    for tag, attributes in seen.elements:
        if tag in ("style", "base", "iframe", "object", "embed", "img", "template"):
            yield f"<{tag}>"
        if tag == "script" and not (attributes.get("src") or "").startswith("/static/"):
            yield "a script of its own"
        if tag == "link" and not (attributes.get("href") or "").startswith("/static/"):
            yield "a link elsewhere"
        for name, value in attributes.items():
            if name.startswith("on") or name in ("style", "srcdoc", "autofocus"):
                yield f"<{tag} {name}>"
            if name in ("href", "src", "action") and RUNS.match(value or ""):
                yield f"<{tag} {name}={value}>"
            if name in ("src", "action") and not (value or "").startswith("/"):
                yield f"<{tag} {name}={value}>"


@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_script_or_style_of_its_own(client, see, path):
    assert list(faults(see(client.get(path)))) == []


@pytest.mark.parametrize("path", PAGES)
def test_hostile_text_stays_text_on_lists(hostile, see, path):
    response = hostile.get(path)
    assert response.status_code < 500
    assert list(faults(see(response))) == []


def test_hostile_text_stays_text_on_every_entry_and_report(hostile, hostile_file, see):
    paths = list(things(hostile_file))
    assert len(paths) >= 4 * len(HOSTILE)
    for path in paths:
        response = hostile.get(path)
        assert response.status_code == 200, path
        assert list(faults(see(response))) == [], path


@pytest.mark.parametrize("payload", [text for text in HOSTILE if text.isprintable()])
def test_hostile_text_shows_as_it_stands_in_the_report(hostile, hostile_file, see, payload):
    with Record.open(hostile_file) as book:
        (key,) = [r.key for r in book.sources.reports() if r.title == payload]
    seen = see(hostile.get(f"/report/{key}"))
    assert f"{payload} spoke with {payload}." in seen.said


def test_hostile_searches_are_answered_as_text(client, see):
    for payload in HOSTILE:
        for path in ("/search", "/agreements"):
            response = client.get(path, params={"q": payload, "name": payload})
            assert response.status_code in (200, 404)
            assert list(faults(see(response))) == []


def test_dossiers_of_hostile_reports_have_no_script(hostile_file, see):
    with Record.open(hostile_file) as book:
        names = [entry.id for entry in book.entries("agreement")]
        texts = [dossier_of_dyad(book, "KEN", "UGA")]
        texts += [dossier_of_agreement(book, name) for name in names]
    assert len(texts) > len(HOSTILE) // 2
    for text in texts:
        seen = see(text)
        assert [tag for tag, _ in seen.elements if tag in ("script", "img", "iframe", "base")] == []
        assert [n for _, a in seen.elements for n in a if n.startswith("on")] == []
        assert len([tag for tag, _ in seen.elements if tag == "style"]) == 1


@pytest.mark.parametrize("path", [*PAGES, "/api/v1/events", "/api/v1/zzz", "/static/style.css"])
def test_every_answer_carries_the_headers(client, path):
    headers = client.get(path).headers
    assert {name: headers.get(name) for name in HEADERS} == HEADERS
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8600", "", "[::2]"]
)
def test_another_host_name_is_refused(client, host):
    response = client.get("/", headers={"host": host})
    assert response.status_code == 421
    assert "Communique" not in response.text


@pytest.mark.parametrize("host", ["127.0.0.1:8600", "LOCALHOST", "localhost:1", "[::1]:8600"])
def test_names_of_this_machine_are_answered(client, host):
    assert client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_nothing_can_be_written(client, method):
    for path in ("/", "/api/v1/events", "/static/style.css"):
        response = client.request(method, path)
        assert response.status_code == 405
        assert response.headers["allow"] == "GET, HEAD"


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e%2f%2e%2e%2fstore%2fschema.sql",
        "/static//etc/passwd",
        "/report/../../../../etc/passwd",
        "/report/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "/entry/..%2f..%2fetc%2fpasswd",
        "/dossier/..%2f..%2fetc%2fpasswd",
    ],
)
def test_no_address_leads_to_a_file_outside(client, path):
    response = client.get(path)
    assert response.status_code in (400, 404)
    assert "root:" not in response.text
    assert "CREATE TABLE" not in response.text
    assert "import" not in response.text


def test_long_addresses_are_refused(client):
    assert client.get("/search?q=" + "a" * 5000).status_code == 414
    assert client.get("/search?q=" + "a" * 500).status_code == 400


def test_a_mistake_of_the_program_shows_no_trace(record_file, monkeypatch, open_desk):
    def fail(*_, **__):
        raise RuntimeError("secret of the machine")

    monkeypatch.setattr(Record, "problems", fail)
    asking = open_desk(record_file, raise_server_exceptions=False)
    page, answer = asking.get("/problems"), asking.get("/api/v1/problems")
    assert page.status_code == answer.status_code == 500
    assert "secret" not in page.text + answer.text
    assert answer.json()["error"]["status"] == 500
    assert "content-security-policy" in page.headers
