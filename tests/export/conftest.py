"""A record of our own reports, made by the real coder, store and recorder, and what it exports."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date

import pandas
import pytest

from communique import Coder
from communique.account import Entry, Party
from communique.dates import When
from communique.export import LAYOUTS, Material, Options, Scope, Tally
from communique.query import Record
from communique.read import ReadOptions, read_reports
from communique.records import Report


@dataclass(frozen=True)
class Exported:
    """What an export wrote: its lines, and what it counted."""

    lines: list[str]
    tally: Tally

    @property
    def text(self):
        return "".join(self.lines)


@pytest.fixture(scope="session")
def coded_reports(root):
    """The archive of the questions' tests and the sample report, coded."""
    files = [root / "tests/query/archive.jsonl", root / "samples/austin-singh.txt"]
    read = read_reports([str(file) for file in files], ReadOptions())
    return tuple(Coder().code_many(item for item in read if isinstance(item, Report)))


@pytest.fixture(scope="session")
def record_file(tmp_path_factory, coded_reports, make_record):
    """Where the record lies."""
    return make_record(tmp_path_factory.mktemp("export") / "communique.db", coded_reports)


@pytest.fixture(scope="session")
def record(record_file):
    """The record, open."""
    with Record.open(record_file) as book:
        yield book


@pytest.fixture(scope="session")
def material(record):
    """All of the record."""
    return Material(record, Scope())


@pytest.fixture(scope="session")
def export(record):
    """Export the record in a layout."""

    def run(name, *, book=None, details=None, options=Options(), **scope):  # noqa: B008
        tally = Tally()
        made = Material(book or record, Scope(**scope))
        lines = list(LAYOUTS[name].lines(made, options, tally, details))
        return Exported(lines=lines, tally=tally)

    return run


@pytest.fixture(scope="session")
def columns_of(root):
    """The columns of a layout, as docs/reference/exports.md lists them, with their types."""

    def find(name):
        page = (root / "docs/reference/exports.md").read_text("utf-8")
        block = page.split(f"```layout {name}\n")[1].split("```")[0]
        pairs = [line.rpartition(":") for line in block.splitlines()]
        return {column: kind for column, _, kind in pairs}

    return find


@pytest.fixture(scope="session")
def read_tabs(columns_of):
    """Read tab-separated text as another program would: columns and types from the documents."""

    def read(name, text, *, header, missing):
        columns = columns_of(name)
        frame = pandas.read_csv(
            io.StringIO(text),
            sep="\t",
            header=0 if header else None,
            names=None if header else list(columns),
            dtype=str,
            quoting=3,
            keep_default_na=False,
            na_values=[missing],
        )
        assert list(frame.columns) == list(columns)
        for column, kind in columns.items():
            if kind == "int":
                frame[column] = pandas.to_numeric(frame[column]).astype("Int64")
            elif kind == "float":
                frame[column] = pandas.to_numeric(frame[column]).astype("Float64")
            elif kind == "date":
                frame[column] = pandas.to_datetime(frame[column], format="%Y-%m-%d")
        return frame

    return read


@pytest.fixture
def happening():
    """Make a happening of parties given as `side CODE SECTOR`, a name behind a colon."""

    def make(*parties, type="CONSULT", mode=None, cameo=None, when=None, **fields):
        return Entry(
            id=fields.pop("id", "e000000000001"),
            kind="happening",
            type=type,
            mode=mode,
            cameo=cameo,
            status=fields.pop("status", "occurred"),
            known=date(2021, 1, 27),
            when=when or When.on(date(2021, 1, 27)),
            confidence=0.9,
            parties=tuple(_party(text) for text in parties),
            **fields,
        )

    def _party(text):
        words, _, name = text.partition(":")
        side, code, sector = (*words.split(), None, None)[:3]
        kind = "person" if name else "state"
        code = code.replace("/", ":") if code else None
        return Party(side=side, code=code, sector=sector, name=name or None, kind=kind)

    return make
