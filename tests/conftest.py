"""What all tests share: the parser, loaded once, and the optional folder with gold and corpora."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from communique import cli
from communique.drafts import ParsedSentence, Prepared
from communique.extract.times import TimeFinder
from communique.link import Linker
from communique.pipeline import CoderOptions
from communique.prepare import load_model
from communique.provenance import describe_run
from communique.recorder import Recorder
from communique.records import Report
from communique.store import Store
from communique.textprep import lay_out

ROOT = Path(__file__).resolve().parent.parent


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
def shared():
    """The folder shared/ beside the checkout, or what COMMUNIQUE_SHARED names; skips without."""
    folder = Path(os.environ.get("COMMUNIQUE_SHARED") or ROOT.parent / "shared")
    if not folder.is_dir():
        pytest.skip("no folder shared/ with gold and corpora beside the checkout")
    return folder
