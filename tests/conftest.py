"""What all tests share: the parser, loaded once, records, and the optional folder with gold."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from anyio.from_thread import start_blocking_portal
from typer.testing import CliRunner

from communique import Coder, cli
from communique.dates import When
from communique.drafts import ParsedSentence, Prepared
from communique.extract.times import TimeFinder
from communique.link import Linker
from communique.pipeline import CoderOptions
from communique.prepare import load_model
from communique.provenance import describe_run
from communique.query import Record
from communique.read import ReadOptions, read_reports
from communique.recorder import Recorder
from communique.records import CodedReport, Entity, Event, Report, Span
from communique.store import RunInfo, Store
from communique.textprep import lay_out

ROOT = Path(__file__).resolve().parent.parent
TODAY = date(2024, 5, 1)
ARCHIVE = ROOT / "tests" / "query" / "archive.jsonl"
NAMES = {"KEN": "Kenya", "UGA": "Uganda", "OMN": "Oman", "NOR": "Norway"}


@dataclass
class Clock:
    """A clock that stands until it is moved."""

    now: datetime = datetime(2026, 3, 2, 9, tzinfo=UTC)

    def move(self, **by):
        self.now += timedelta(**by)

    def moment(self):
        return self.now

    def seconds(self):
        return self.now.timestamp()


@pytest.fixture
def clock():
    """A clock that stands until it is moved."""
    return Clock()


@pytest.fixture(scope="session")
def root():
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def nlp():
    """The parser of the default model, with the components that coding needs."""
    return load_model()


@pytest.fixture(scope="session")
def prepare(nlp):
    """A text as the finders take it, with every sentence parsed, or none."""
    times = TimeFinder()

    def run(text, day, *, publisher=None, parse=True):
        layout = lay_out(text)
        return Prepared(
            report=Report(id="r", date=day, text=text, publisher=publisher),
            layout=layout,
            parsed=tuple(
                ParsedSentence(s, nlp(layout.shadow[s.start : s.end]))
                for s in layout.sentences
                if parse and not s.heading
            ),
            times=tuple(times(layout.shadow, day)),
        )

    return run


@pytest.fixture(scope="session")
def make_record():
    """Make a record at a path of coded reports, on a day of January 2024; gives the path."""
    today = date(2024, 1, 15)

    def make(path, coded, *, retract=None, batch=64):
        with Store.open(path) as store:
            info = describe_run(CoderOptions())
            recorder = Recorder(store, Linker.load(), info, batch=batch, today=today)
            recorder.add(coded)
            if retract:
                recorder.retract(retract, day=today, reason="a test")
        return path

    return make


@pytest.fixture(scope="session")
def finish():
    """Run a coroutine function to its end, on a loop and thread of its own."""
    with start_blocking_portal() as portal:
        yield portal.call


@pytest.fixture
def command(monkeypatch, tmp_path):
    """Run a command in an empty folder: exit status, standard output, standard error."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments, stdin=None):
        result = CliRunner().invoke(cli.app, list(arguments), input=stdin)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result.exit_code, result.stdout, result.stderr

    return run


@pytest.fixture(scope="session")
def coded_archive():
    """Twelve reports of our own, coded."""
    reports = list(read_reports([str(ARCHIVE)], ReadOptions()))
    return tuple(Coder().code_many(reports))


@pytest.fixture(scope="session")
def record_file(tmp_path_factory, coded_archive, make_record):
    """The file of the archive's record."""
    return make_record(tmp_path_factory.mktemp("record") / "communique.db", coded_archive)


@pytest.fixture(scope="session")
def record(record_file):
    """The archive's record, open for questions."""
    with Record.open(record_file) as book:
        yield book


@pytest.fixture(scope="session")
def shared():
    """The folder shared/ beside the checkout, or what COMMUNIQUE_SHARED names; skips without."""
    folder = Path(os.environ.get("COMMUNIQUE_SHARED") or ROOT.parent / "shared")
    if not folder.is_dir():
        pytest.skip("no folder shared/ with gold and corpora beside the checkout")
    return folder


@pytest.fixture(scope="session")
def tell():
    """Make the coded report of one sentence "X spoke with Y", with one event, or with none."""

    def coded(day, who="KEN UGA", *, more="", happened=None, id=None, publisher="News", url=None):
        codes = who.split()
        names = [NAMES[code] for code in codes]
        text = f"{names[0]} spoke with {' and '.join(names[1:])} on trade. {more}".rstrip()
        report = Report(
            id=id or f"{day}-{who}-{len(more)}",
            date=date.fromisoformat(day) if day else None,
            publisher=publisher,
            url=url,
            text=text,
        )
        spot = text.index("spoke")
        evidence = (Span.cut(report, spot, spot + 5, role="trigger"),)
        entities = [
            Entity(id=f"n{n}", kind="state", name=NAMES[c], country=c, evidence=evidence)
            for n, c in enumerate(codes)
        ]
        event = Event(
            id="e1",
            type="CONSULT",
            mode="meet",
            actors=("n0",),
            recipients=tuple(e.id for e in entities[1:]),
            date=When.on(date.fromisoformat(happened or day)) if happened or day else When(),
            confidence=0.8,
            rule="spoke-with",
            evidence=evidence,
        )
        return CodedReport(doc=report, entities=tuple(entities), events=(event,))

    return coded


@pytest.fixture(scope="session")
def linker():
    """What joins items, with the shipped tables."""
    return Linker.load()


@pytest.fixture(scope="session")
def run_info():
    """By what the reports of tests are coded."""
    return RunInfo(version="1.0", vocabulary="words", model="model 1", options={})


@pytest.fixture
def store(tmp_path):
    """An empty record."""
    with Store.open(tmp_path / "record.db") as opened:
        yield opened


@pytest.fixture
def recorder(store, linker, run_info):
    """What adds to the empty record."""
    return Recorder(store, linker, run_info, today=TODAY)


@pytest.fixture
def dump_of(tmp_path, linker, run_info):
    """All content of a new record after adding some coded reports to it."""
    made = 0

    def dump(*parts, batch=64):
        nonlocal made
        made += 1
        with Store.open(tmp_path / f"other-{made}.db") as opened:
            for part in parts:
                Recorder(opened, linker, run_info, batch=batch, today=TODAY).add(part)
            return list(opened.dump())

    return dump


@pytest.fixture(scope="session")
def sides_told():
    """The sides of the events of a type, as countries: of a text of 2 May 2019, by a coder."""

    def sides(coder, text, type_):
        record = coder.code(text, date=date(2019, 5, 2))
        country = {entity.id: entity.country for entity in record.entities}
        return [
            ([country[a] for a in event.actors], [country[r] for r in event.recipients])
            for event in record.events
            if event.type == type_
        ]

    return sides
