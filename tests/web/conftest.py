"""The desk on the archive's record and on one of hostile reports, and a reader of its pages."""

from __future__ import annotations

import re
import shutil
import socket
import sqlite3
import threading
import time
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser

import pytest
from argon2 import PasswordHasher
from starlette.testclient import TestClient

from communique.dates import When
from communique.records import (
    Agreement,
    CodedReport,
    Contact,
    Designation,
    Entity,
    Event,
    Problem,
    Report,
    Span,
    Statement,
    Tally,
)
from communique.store import Accounts
from communique.web import DeskOptions, Sharing, make_app
from communique.web.limits import Limits
from communique.web.passwords import Passwords
from communique.web.records import Records

HOME = "http://127.0.0.1:8600"
SIZES = {"desktop": (1280, 800), "phone": (390, 844)}
#: What breaks pages that don't escape: elements, attributes, addresses, comments, styles, controls.
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '" autofocus onfocus="alert(1)',
    "</title></style></textarea><svg onload=alert(1)>",
    '<!--<img src="--><img src=x onerror=alert(1)//">',
    "javascript:alert(1)",
    "{{ 7 * 7 }}{% for x in y %}",
    "<iframe srcdoc='&lt;script&gt;alert(1)&lt;/script&gt;'>",
    "&lt;script&gt;alert(1)&lt;/script&gt;<b style=position:fixed>",
    ']]><a href="data:text/html,<script>alert(1)</script>">x</a>',
    "\u202e<base href=//evil.example>\x00\u2028",
)


@dataclass
class Seen(HTMLParser):
    """What a browser makes of a page: its elements with attributes, and its text."""

    elements: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    text: list[str] = field(default_factory=list)

    def __post_init__(self):
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text.append(data)

    @property
    def said(self):
        return "".join(self.text)

    def links(self):
        return [a["href"] for tag, a in self.elements if tag == "a" and a.get("href")]


@pytest.fixture(scope="session")
def see():
    """Read a page as a browser does."""

    def read(response):
        seen = Seen()
        seen.feed(response if isinstance(response, str) else response.text)
        return seen

    return read


@pytest.fixture
def open_desk():
    """Ask the desk on a record of one's own."""
    with ExitStack() as stack:

        def asking(path, **options):
            app = make_app(DeskOptions(record=path))
            return stack.enter_context(TestClient(app, base_url=HOME, **options))

        yield asking


@pytest.fixture(scope="session")
def post():
    """Send a form as a page of the desk does: with the token that its pages show, and its origin.

    `headers` are put in the place of those that a browser sends; None leaves one out. `seal` is
    put in the place of the token.
    """

    def send(asking, path, data=None, *, page="/", seal=None, headers=None, json=None):
        if seal is None:
            seal = re.search(r'<meta name="csrf" content="([^"]*)"', asking.get(page).text)[1]
        origin = str(asking.base_url).rstrip("/")
        sent = {"origin": origin, "sec-fetch-site": "same-origin"} | (headers or {})
        if json is not None:
            sent = {"x-csrf-token": seal} | sent
        else:
            data = {"csrf": seal} | (data or {})
        sent = {name: value for name, value in sent.items() if value is not None}
        return asking.post(path, data=data, json=json, headers=sent, follow_redirects=False)

    return send


@pytest.fixture(scope="session")
def client(record_file):
    """Ask the desk on the archive's record."""
    with TestClient(make_app(DeskOptions(record=record_file)), base_url=HOME) as asking:
        yield asking


PASSWORD = "correct horse battery"


@dataclass
class Shared:
    """A desk where people log in: Ann is admin, Rob reviewer, Rea reader."""

    app: object
    accounts: Accounts
    clock: object
    post: object

    def client(self, *, address="10.0.0.7", base=HOME, **options):
        """A browser at an address, with cookies of its own."""
        return TestClient(
            self.app, base_url=base, client=(address, 5000), follow_redirects=False, **options
        )

    def log_in(self, name, password=PASSWORD, *, client=None, after="/", **options):
        """Log in; gives the browser and the answer."""
        browser = client or self.client(**options)
        form = {"name": name, "password": password, "next": after}
        return browser, self.post(browser, "/login", form, page="/login")

    def inside(self, name, **options):
        """A browser in which somebody has logged in."""
        browser, answer = self.log_in(name, **options)
        assert answer.status_code == 303, answer.text
        return browser

    def logged(self):
        """The log, oldest first: who, action, target, outcome."""
        lines = reversed(self.accounts.log.page(limit=1000))
        return [(line.who, line.action, line.target, line.outcome) for line in lines]


@pytest.fixture(scope="session")
def passwords():
    """Hashes that are quick to make, for tests alone."""
    return Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture(scope="session")
def loaded(record_file):
    """The archive's record as the desk holds it, with its vocabulary, which takes a second."""
    return Records(record_file)


@pytest.fixture
def own_record(tmp_path, record_file, loaded, monkeypatch):
    """A copy of the archive's record that a test may write into; desks on it start at once."""
    path = tmp_path / "own.db"
    with closing(sqlite3.connect(record_file)) as source, closing(sqlite3.connect(path)) as copied:
        source.backup(copied)
    monkeypatch.setattr("communique.web.records.Gazetteer.load", lambda: loaded.gazetteer)
    monkeypatch.setattr("communique.web.records.Ontology.load", lambda: loaded.ontology)
    return path


@pytest.fixture
def share(tmp_path, record_file, passwords, clock, post, loaded, monkeypatch):
    """Make a desk on the archive's record where people log in."""
    monkeypatch.setattr(
        "communique.web.app.Records", lambda path: loaded if path == record_file else Records(path)
    )
    with ExitStack() as stack:

        def make(*, limits=None, record=record_file, **options):
            accounts = Accounts.open(tmp_path / "a.db", create=True, clock=clock.moment)
            stack.enter_context(accounts)
            for name, role in (("Ann", "admin"), ("Rob", "reviewer"), ("Rea", "reader")):
                accounts.people.add(name, role, passwords.hash(PASSWORD))
            sharing = Sharing(
                accounts=accounts,
                passwords=passwords,
                limits=limits or Limits(),
                clock=clock.seconds,
            )
            app = make_app(DeskOptions(record=record, sharing=sharing, **options))
            return Shared(app, accounts, clock, post)

        yield make


@pytest.fixture
def shared_desk(share):
    """A desk where people log in."""
    return share()


def hostile_report(number, payload):
    """A coded report with the payload in every field that takes text."""
    text = f"{payload} spoke with {payload}.\n\nThe pact {payload} holds."
    doc = Report(
        id=f"{payload}{number}",
        date=date(2020, 1, 1 + number),
        title=payload,
        publisher=payload,
        url=payload,
        language=payload,
        text=text,
    )
    whole = Span.cut(doc, 0, len(payload), role="trigger")
    later = Span.cut(doc, len(payload), len(text), role=payload)
    evidence = (whole, later)
    when = When.on(date(2020, 1, 1 + number))
    entities = (
        Entity(id="n1", kind="person", name=payload, country="KEN", sector=payload,
               office=payload, link=payload, score=0.5, reasons=(payload,), evidence=evidence),
        Entity(id="n2", kind="organisation", name=payload, country="UGA", evidence=evidence),
    )  # fmt: skip
    told = {"confidence": 0.9, "rule": payload, "evidence": evidence}
    return CodedReport(
        doc=doc,
        entities=entities,
        events=(
            Event(id="e1", type="CONSULT", mode="phone", contexts=(payload,), actors=("n1",),
                  recipients=("n2",), date=when, place=payload, **told),
        ),
        contacts=(
            Contact(id="c1", channel="phone", participants=("n1", "n2"), initiator="n1",
                    date=when, place=payload, topics=(payload,), status="scheduled", **told),
        ),
        agreements=(
            Agreement(id="g1", name=payload, acronym=payload, kind="treaty", status="signed",
                      parties=("n1", "n2"), date=when, provisions=(later,), **told),
        ),
        designations=(
            Designation(id="d1", by=("n1",), to=("n2",), title=payload, action="conferred",
                        date=when, **told),
        ),
        statements=(
            Statement(id="s1", speaker="n1", addressees=("n2",), verb=payload, kind="pledge",
                      content=later, date=when, **told),
        ),
        tallies=(
            Tally(id="t1", subject="n1", what=payload, kind="ordinal", number=3, window=payload,
                  **told),
        ),
        problems=(Problem(code=payload, detail=payload, source=payload),),
    )  # fmt: skip


@pytest.fixture(scope="session")
def hostile_file(tmp_path_factory, make_record):
    """A record whose every field is hostile."""
    coded = [hostile_report(number, payload) for number, payload in enumerate(HOSTILE)]
    return make_record(tmp_path_factory.mktemp("hostile") / "communique.db", coded)


@pytest.fixture(scope="session")
def hostile(hostile_file):
    """Ask the desk on the hostile record."""
    with TestClient(make_app(DeskOptions(record=hostile_file)), base_url=HOME) as asking:
        yield asking


@pytest.fixture(scope="session")
def serving():
    """Serve an application for real: a context that gives its address."""
    import uvicorn

    @contextmanager
    def served(app):
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            config = uvicorn.Config(app, log_level="warning", proxy_headers=False)
            server = uvicorn.Server(config)
            thread = threading.Thread(
                target=server.run, kwargs={"sockets": [listener]}, daemon=True
            )
            thread.start()
            while not server.started:
                time.sleep(0.02)
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
            server.should_exit = True
            thread.join(10)

    return served


@pytest.fixture(scope="session")
def browser():
    """Chromium, started once."""
    driving = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("no chromium on this machine: apt-get install chromium")
    with driving.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def serve(serving):
    """Serve an application until the test is over; gives its address."""
    with ExitStack() as stack:
        yield lambda app: stack.enter_context(serving(app))


@pytest.fixture
def visiting(browser):
    """Open pages of a desk at an address; at the end nothing may have been complained of, and no
    other host been asked. Asked for after the desk, it closes its pages before the desk stops.
    """
    contexts, complaints, hosts, known = [], [], set(), {""}

    def at(address):
        known.add(address.partition("://")[2])

        def open_page(path, *, size="desktop", **options):
            width, height = SIZES[size]
            context = browser.new_context(viewport={"width": width, "height": height}, **options)
            contexts.append(context)
            page = context.new_page()
            page.set_default_timeout(10_000)
            page.on("console", lambda said: complaints.append((said.text, said.location["url"])))
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.on(
                "request", lambda request: hosts.add(request.url.partition("://")[2].split("/")[0])
            )
            page.goto(path if ":" in path else address + path)
            return page

        return open_page

    yield at
    for context in contexts:
        context.close()
    assert complaints == []
    assert hosts <= known


@pytest.fixture(scope="module")
def address(record_file, serving):
    """A desk on the archive's record, served for real."""
    with serving(make_app(DeskOptions(record=record_file))) as found:
        yield found


@pytest.fixture
def visit(address, visiting):
    """Open pages of the desk that the module serves; they close before it stops."""
    return visiting(address)


@pytest.fixture(scope="session")
def make_up_requests():
    """Hold each operation of the interface against requests that Schemathesis makes up."""
    schemathesis = pytest.importorskip("schemathesis")
    from hypothesis import HealthCheck, given, settings

    def make_up(app, hold, *, examples, headers=None):
        bounds = settings(
            max_examples=examples,
            deadline=None,
            database=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        )
        schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app, headers=headers or {})
        for found in schema.get_all_operations():
            made_up = given(case=found.ok().as_strategy())

            @bounds
            @made_up
            def one(case):
                hold(case)

            one()

    return make_up
