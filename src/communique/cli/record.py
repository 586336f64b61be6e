"""Commands that write into a record, and the list of its happenings."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from enum import StrEnum
from itertools import chain
from typing import Annotated

import msgspec
import typer
from rich.console import Console
from rich.text import Text

from communique.account import Entry, EntryKind
from communique.cli.common import (
    DAY,
    Actors,
    AllEvents,
    AsKind,
    Day,
    Fields,
    Files,
    Jobs,
    Kind,
    Model,
    NoModel,
    Quiet,
    RecordPath,
    Run,
    Tenures,
    coder_options,
    count_of,
    read_moment,
    read_options,
    with_progress,
)
from communique.cli.sheets import plain_grid, print_parts
from communique.link import Linker
from communique.pipeline import CoderOptions
from communique.prepare import MODEL
from communique.provenance import describe_run
from communique.query import record_path, say_when
from communique.read import read_reports
from communique.recorder import BATCH, Coding, Recorder, Summary
from communique.records import CodedReport, Problem, Report
from communique.scale import code_reports
from communique.store import Store


class ListFormat(StrEnum):
    """What lists of the record print."""

    table = "table"
    jsonl = "jsonl"


Batch = Annotated[int, typer.Option(min=1, help="Reports a transaction.")]
Listed = Annotated[ListFormat, typer.Option("--format", "-f", help="What to print.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    for command in (add, recode, retract, happenings):
        app.command()(command)


def add(
    files: Files,
    record: RecordPath = None,
    date: Day = None,
    field: Fields = None,
    kind: AsKind = Kind.auto,
    model: Model = MODEL,
    tenures: Tenures = None,
    actors: Actors = None,
    no_model: NoModel = False,
    all_events: AllEvents = False,
    jobs: Jobs = 1,
    batch: Batch = BATCH,
    quiet: Quiet = False,
) -> None:
    """Code reports and add what they tell to the record, joined with what it knows.

    A report that is in the record already is not coded again and changes nothing; one with the
    publisher and address, or publisher and id, of another takes its place. A run that was cut off
    is run again: it goes on where it stopped. Exit status as of `code`.

        communique add readouts.jsonl

        communique add folder/ --record my.db -j 4
    """
    run = Run(Console(stderr=True))
    options = coder_options(model, tenures, actors, no_model=no_model, all_events=all_events)
    with Store.open(record_path(record)) as store:
        recorder = Recorder(store, Linker.load(), describe_run(options), batch=batch)
        reports = read_reports(files, read_options(date, field, kind, unique_ids=False))
        coding = _coding(options, run, jobs=jobs, quiet=quiet)
        try:
            done = recorder.add_reports(_telling(reports, run), coding)
        except KeyboardInterrupt:
            said = "stopped: what was added so far is kept; the same command goes on from there"
            run.console.print(said, markup=False, soft_wrap=True)
            raise
    if not quiet:
        run.console.print(_in_words(done), markup=False, soft_wrap=True)
    raise typer.Exit(run.exit_status)


def recode(
    record: RecordPath = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Also those that were coded just as it would be now.")
    ] = False,
    model: Model = MODEL,
    tenures: Tenures = None,
    actors: Actors = None,
    no_model: NoModel = False,
    all_events: AllEvents = False,
    jobs: Jobs = 1,
    quiet: Quiet = False,
) -> None:
    """Code the record's reports anew that another version, vocabulary or model has coded.

    Judgements are kept: they are anchored to the words that a record rests on.

        communique recode -j 4
    """
    run = Run(Console(stderr=True))
    options = coder_options(model, tenures, actors, no_model=no_model, all_events=all_events)
    with Store.open(record_path(record), create=False) as store:
        recorder = Recorder(store, Linker.load(), describe_run(options))
        code = _coding(options, run, jobs=jobs, quiet=quiet)
        done = recorder.recode(code, everything=everything)
    if not quiet:
        run.console.print(
            f"{count_of(done.recoded, 'report')} coded anew: {count_of(done.events, 'event')};"
            f" the record has {count_of(done.happenings, 'happening')}",
            markup=False,
            soft_wrap=True,
        )
    raise typer.Exit(run.exit_status)


def retract(
    report: Annotated[str, typer.Argument(help="Its key, id or address.")],
    record: RecordPath = None,
    on: Annotated[
        datetime | None,
        typer.Option(
            parser=read_moment, metavar=DAY, help="The day it was withdrawn; today if left out."
        ),
    ] = None,
    reason: Annotated[str | None, typer.Option(help="Why.")] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Let it count again.")] = False,
) -> None:
    """Withdraw a report: it no longer counts, and is kept for what was known before that day.

    communique retract ke-2020-31 --on 2020-07-01 --reason "the ministry took it back"
    """
    day = on.date() if on else datetime.now(UTC).date()
    with Store.open(record_path(record), create=False) as store:
        recorder = Recorder(store, Linker.load(), describe_run(CoderOptions()))
        if undo:
            found = recorder.restore(report)
        else:
            found = recorder.retract(report, day=day, reason=reason)
    if found:
        text = f"{len(found)} {'counted again' if undo else 'withdrawn'}"
    else:
        text = "it counts already" if undo else "it was withdrawn before"
    Console(stderr=True).print(f"{report}: {text}", markup=False, soft_wrap=True)


def happenings(record: RecordPath = None, format: Listed = ListFormat.table) -> None:
    """List what happened: a line a happening, and in JSON Lines one an agreement too.

    communique happenings --format jsonl > happenings.jsonl
    """
    with Store.open(record_path(record), create=False) as store:
        if format is ListFormat.table:
            _print_table(entry for entry, _ in store.entries.read("happening"))
            return
        out = sys.stdout.buffer
        listed: tuple[tuple[EntryKind, str], ...] = (
            ("happening", "event"),
            ("agreement", "agreement"),
        )
        for kind, name in listed:
            for entry, members in store.entries.read(kind):
                line = {
                    **msgspec.to_builtins(entry),
                    f"{name}s": [{"doc": doc, name: id, "report": key} for doc, key, id in members],
                }
                del line["members"]
                out.write(msgspec.json.encode(line) + b"\n")


def _in_words(done: Summary) -> str:
    """What `add` did, in one line."""
    corrected = f", {done.corrected} corrected" if done.corrected else ""
    problems = f"; {count_of(done.problems, 'new problem')}" if done.problems else ""
    return (
        f"{count_of(done.new, 'report')} added, {done.known} known{corrected}:"
        f" {count_of(done.events, 'event')}; the record has"
        f" {count_of(done.happenings, 'happening')}{problems}"
    )


def _print_table(entries: Iterable[Entry]) -> None:
    grid = plain_grid()
    for column in ("when", "type", "who", "reports", "origins", "id"):
        right = column in ("reports", "origins")
        grid.add_column(column, justify="right" if right else "left", no_wrap=column != "who")
    for entry in entries:
        who = ", ".join(dict.fromkeys(party.code or party.name or "?" for party in entry.parties))
        kind = " ".join(filter(None, (entry.type, entry.mode)))
        counts = (str(entry.reports), str(entry.origins))
        grid.add_row(say_when(entry.when), kind, Text(who), *counts, entry.id)
    print_parts(sys.stdout, grid)


def _telling(items: Iterable[Report | Problem], run: Run) -> Iterator[Report | Problem]:
    """Pass all on; tell the problems."""
    for item in items:
        if isinstance(item, Problem):
            run.tell(item)
        yield item


def _coding(options: CoderOptions, run: Run, *, jobs: int, quiet: bool) -> Coding:
    """The coder, which tells its problems and its progress; made only if there is work for it."""

    def code(reports: Iterable[Report]) -> Iterator[CodedReport]:
        source = iter(reports)
        first = next(source, None)
        if first is None:
            return
        coded = code_reports(chain([first], source), options, workers=jobs)
        for record in with_progress(coded, run, quiet=quiet):
            for problem in record.problems:
                run.tell(problem)
            yield record

    return code
