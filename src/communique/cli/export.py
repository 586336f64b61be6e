"""The record in the forms of other tools, on the command line."""

from __future__ import annotations

import sys
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from communique.cli.ask import Known, Since, Types, Until
from communique.cli.common import RecordPath, count_of
from communique.errors import ExportError
from communique.export import (
    LAYOUTS,
    WITH_ROOM,
    Layout,
    Material,
    Note,
    Options,
    Scope,
    Tally,
    Within,
    write_bytes,
    write_package,
    write_text,
)
from communique.query import Record

exports = typer.Typer()
STDOUT = Path("-")


class Format(StrEnum):
    """What a record is exported as."""

    plover = "plover"
    polecat = "polecat"
    icews = "icews"
    gdelt_events = "gdelt-events"
    gdelt_mentions = "gdelt-mentions"
    phoenix = "phoenix"
    ftm = "ftm"
    tables = "tables"


Out = Annotated[
    Path, typer.Option("--out", "-o", help="A file, for tables a folder; - is standard output.")
]
Period = Annotated[
    Within,
    typer.Option(help="Layouts of days: write what surely lies within one day, month, year."),
]
Details = Annotated[
    bool, typer.Option("--details", help="Beside a file of columns, what it has no place for.")
]
WithText = Annotated[
    bool, typer.Option("--with-text", help="Also the reports' texts; mind their rights.")
]


class Judged(StrEnum):
    """Whose word is taken."""

    machine = "machine"
    person = "person"
    both = "both"


JudgedBy = Annotated[
    Judged,
    typer.Option(
        "--judged",
        help="machine: as coded; person: without what people judged wrong, with what they changed"
        " and added; both: the machine's, marked with people's word (plover, tables).",
    ),
]
Csv = Annotated[bool, typer.Option("--csv", help="Tables as CSV, not Parquet.")]


@exports.command()
def export(
    format: Annotated[Format, typer.Argument(help="The layout; docs/reference/exports.md.")],
    out: Out = STDOUT,
    record: RecordPath = None,
    since: Since = None,
    until: Until = None,
    type: Types = None,
    as_known_on: Known = None,
    within: Period = Within.month,
    judged: JudgedBy = Judged.machine,
    details: Details = False,
    with_text: WithText = False,
    csv: Csv = False,
) -> None:
    """Write the record in the layout of another data set, as entities, or as tables.

    Beside a file stands FILE.about.json: which tables of scores and classes it used, and what was
    left out; of standard output it goes to standard error.

        communique export plover --out events.jsonl

        communique export tables --out tables/ --since 2020-01-01
    """
    _check(format, out, judged, details=details, csv=csv)
    options = Options(within=within, with_text=with_text)
    days = {"since": _day(since), "until": _day(until), "as_known_on": _day(as_known_on)}
    scope = Scope(types=tuple(type or ()), judged=judged.value, **days)
    with Record.open(record) as book:
        for name in scope.types:
            book.ontology.type(name)
        material = Material(book, scope)
        if format is Format.tables:
            done = write_package(material, out, "csv" if csv else "parquet", options)
            _say(_in_words(done.happenings, done.rows, out))
        else:
            _write(LAYOUTS[format.value], material, options, out, details=details)


def _check(format: Format, out: Path, judged: Judged, *, details: bool, csv: bool) -> None:
    """Refuse options that say nothing for a format."""
    if format is Format.tables and (out == STDOUT or out.is_file()):
        raise ExportError("tables are many files; name a folder: --out tables/")
    if csv and format is not Format.tables:
        raise ExportError(f"--csv is about tables; {format.value} has one form alone")
    if details and (out == STDOUT or format in (Format.tables, Format.plover, Format.ftm)):
        raise ExportError("--details goes beside a file of columns; name one with --out")
    if judged is Judged.both and format.value not in WITH_ROOM:
        raise ExportError(
            f"{format.value} has no place for two values of a field; take --judged machine or"
            f" person, or a format that has: {', '.join(sorted(WITH_ROOM))}"
        )


def _write(
    layout: Layout, material: Material, options: Options, out: Path, *, details: bool
) -> None:
    tally = Tally()
    kept: list[bytes] | None = [] if details else None
    lines = layout.lines(material, options, tally, kept)
    if out == STDOUT:
        write_bytes(sys.stdout.buffer, lines)
    else:
        write_text(out, lines)
    note = Note(
        format=layout.name, about=layout.about, material=material, options=options, tally=tally
    )
    if out == STDOUT:
        _say(note.to_json().rstrip())
        return
    write_text(_beside(out, "about.json"), [note.to_json()])
    if kept is not None:
        write_text(_beside(out, "details.jsonl"), (line.decode() for line in kept))
    left = ", ".join(f"{count} {why}" for why, count in sorted(tally.left_out.items()))
    said = _in_words(tally.happenings, tally.rows, out)
    _say(said + (f"; left out: {left}" if left else ""))


def _in_words(happenings: int, rows: int, out: Path) -> str:
    return f"{count_of(happenings, 'happening')}, {count_of(rows, 'row')} in {out}"


def _beside(out: Path, ending: str) -> Path:
    return out.with_name(f"{out.name}.{ending}")


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
