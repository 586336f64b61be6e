"""The command line: arguments, one call, output."""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Iterable, Iterator
from enum import StrEnum
from importlib import metadata
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from communique.cli import joins as join_commands
from communique.cli import record as record_commands
from communique.cli.common import (
    FAILED,
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
    Run,
    Tenures,
    coder_options,
    count_of,
    legible,
    put,
    read_options,
    say,
    with_progress,
)
from communique.errors import CommuniqueError, SourceError
from communique.evaluate import (
    Document,
    GoldChecker,
    TimesOf,
    code_gold,
    evaluate,
    find_times,
    read_documents,
    render_page,
    report_lines,
    table_lines,
    times_to_json,
)
from communique.explain import explain_reports
from communique.pipeline import Coder
from communique.prepare import MODEL
from communique.read import read_reports
from communique.records import CodedReport, Report, to_json
from communique.render import print_table, render_html
from communique.scale import code_reports
from communique.vocab.extra import write_extra
from communique.vocab.gazetteer import Gazetteer
from communique.vocab.ontology import Ontology
from communique.vocab.petrarch import Imported, import_petrarch

app = typer.Typer(
    help="Read dated reports and say who did what to whom, when, under which agreement.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
#: A disk or a quota that is full, a device that fails.
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EIO})

vocab_app = typer.Typer(help="Vocabulary of your own.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(vocab_app, name="vocab")
record_commands.register(app)
join_commands.register(app)


def _tell_version(wanted: bool) -> None:
    if wanted:
        say(f"communique {metadata.version('communique')}\n")
        raise typer.Exit


@app.callback()
def start(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_tell_version, is_eager=True, help="Print the version and exit."
        ),
    ] = False,
) -> None:
    """Read dated reports and say who did what to whom, when, under which agreement."""


class Format(StrEnum):
    """What `code` prints."""

    jsonl = "jsonl"
    table = "table"
    html = "html"


class TimesFormat(StrEnum):
    """What `times` prints."""

    jsonl = "jsonl"
    table = "table"


As = Annotated[Format, typer.Option("--format", "-f", help="What to print.")]


@app.command()
def code(
    files: Files,
    format: As = Format.jsonl,
    date: Day = None,
    field: Fields = None,
    kind: AsKind = Kind.auto,
    model: Model = MODEL,
    tenures: Tenures = None,
    actors: Actors = None,
    no_model: NoModel = False,
    all_events: AllEvents = False,
    jobs: Jobs = 1,
    quiet: Quiet = False,
) -> None:
    """Code reports: print what each tells, as records that quote their evidence.

    Exit status: 0 all coded, 3 something could not be read or coded (said on standard error),
    1 the run stopped, 2 wrong usage.

        communique code readouts.jsonl > records.jsonl

        communique code story.txt --date 2021-01-27 --format table
    """
    run = Run(Console(stderr=True))
    options = coder_options(model, tenures, actors, no_model=no_model, all_events=all_events)
    reports = run.reading(read_reports(files, read_options(date, field, kind)))
    coded = with_progress(code_reports(reports, options, workers=jobs), run, quiet=quiet)
    _write(_telling(coded, run), format)
    if not quiet:
        lost = f", {count_of(run.lost, 'problem')}" if run.lost else ""
        run.console.print(f"{count_of(run.reports, 'report')} coded{lost}", markup=False)
    raise typer.Exit(run.exit_status)


@app.command()
def explain(
    files: Annotated[
        list[str] | None, typer.Argument(help="Files to explain; or give a --sentence.")
    ] = None,
    sentence: Annotated[
        str | None, typer.Option("--sentence", "-s", help="A text to explain.")
    ] = None,
    date: Day = None,
    model: Model = MODEL,
    actors: Actors = None,
    no_model: NoModel = False,
    vetoes: Annotated[
        bool, typer.Option(help="Also the frames that did not fire, and why.")
    ] = True,
) -> None:
    """Say which frames fired at which words, which were vetoed and why, and who is meant.

    communique explain -s "Rutte met Macron in Paris on Monday." --date 2022-05-04
    """
    if not files and not (sentence or "").strip():
        raise SourceError("nothing to explain; name a file, or give a text with --sentence")
    run = Run(Console(stderr=True))
    coder = Coder(model=model, actors=tuple(actors or ()), second_opinion=not no_model)
    options = read_options(date, None, Kind.auto)
    words = legible(sentence or "")
    given = [Report(id="sentence", date=options.date, text=words)] if words.strip() else []
    reports = [*given, *run.reading(read_reports(files or [], options))]
    for lines in explain_reports(coder, reports, vetoes=vetoes):
        say(lines + "\n")
    raise typer.Exit(run.exit_status)


@app.command()
def score(
    gold: Annotated[Path, typer.Argument(help="Gold: JSON Lines in the form of the records.")],
    predicted: Annotated[
        Path | None, typer.Argument(help="Records of `code`; left out, the gold's texts are coded.")
    ] = None,
    by_type: Annotated[bool, typer.Option("--by-type", help="Also type by type.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="All figures, as JSON.")] = False,
    page: Annotated[
        Path | None, typer.Option(help="Write misses and false alarms to this HTML page.")
    ] = None,
    model: Model = MODEL,
    actors: Actors = None,
    no_model: NoModel = False,
) -> None:
    """Score records against gold: figures, causes of errors, and whether confidence is right.

    communique score gold.jsonl --by-type

    communique score gold.jsonl records.jsonl --page errors.html
    """
    wanted = read_documents(gold)
    _check_gold(wanted.values())
    if predicted is None:
        coder = Coder(model=model, actors=tuple(actors or ()), second_opinion=not no_model)
        evaluation = evaluate(wanted, *code_gold(coder, wanted.values()))
    else:
        evaluation = evaluate(wanted, read_documents(predicted))
        if not evaluation.scores.coded:
            raise SourceError(f"{predicted}: no document of {gold} in it; code the gold's texts")
    if page is not None:
        _save(page, render_page(evaluation, title=f"Scores on {gold.name}"))
    if as_json:
        sys.stdout.write(json.dumps(evaluation.as_json(), indent=1) + "\n")
    else:
        say("".join(f"{line}\n" for line in report_lines(evaluation, by_type=by_type)))


@app.command()
def times(
    files: Files,
    format: Annotated[TimesFormat, typer.Option("--format", "-f", help="What to print.")] = (
        TimesFormat.jsonl
    ),
    date: Day = None,
    field: Fields = None,
    kind: AsKind = Kind.auto,
) -> None:
    """Find the time expressions of reports, with the type and value that TIMEX3 gives them.

    communique times story.txt --date 2021-01-27 --format table
    """
    run = Run(Console(stderr=True))
    reports = run.reading(read_reports(files, read_options(date, field, kind)))
    for found in find_times(reports):
        _write_times(found, format)
    raise typer.Exit(run.exit_status)


@vocab_app.command("import-petrarch")
def import_petrarch_command(
    files: Annotated[list[Path], typer.Argument(help="Actor, agent and discard dictionaries.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="The table; - is standard output.")],
    quiet: Quiet = False,
) -> None:
    """Make a table for --actors of dictionaries of PETRARCH, PETRARCH2 or UniversalPetrarch.

    What has no counterpart is said on standard error, file and line. Exit status: 0 all of it is
    in the table, 3 something is not, 1 the run stopped, 2 wrong usage.

        communique vocab import-petrarch my.actors.txt my.agents.txt --out mine.csv

        communique code story.txt --actors mine.csv
    """
    run = Run(Console(stderr=True))
    found = import_petrarch(files, Gazetteer.load())
    for problem in found.problems:
        run.tell(problem)
    _write_table(found, out)
    if not quiet:
        kinds = ("actor", "agent", "discard")
        counts = ", ".join(count_of(found.count(kind), kind) for kind in kinds)
        told = f"{counts}; {count_of(len(found.problems), 'problem')}"
        run.console.print(told, markup=False)
    raise typer.Exit(run.exit_status)


def _write_table(found: Imported, out: Path) -> None:
    if out == Path("-"):
        write_extra(found.rows, sys.stdout)
        return
    try:
        with out.open("w", encoding="utf-8", newline="") as stream:
            write_extra(found.rows, stream)
    except OSError as error:
        raise SourceError(f"{out}: cannot be written ({error.strerror})") from error


def _telling(coded: Iterable[CodedReport], run: Run) -> Iterator[CodedReport]:
    """Pass the records on; tell the problems that coding had."""
    for record in coded:
        for problem in record.problems:
            run.tell(problem)
        yield record


def _write(coded: Iterable[CodedReport], format: Format) -> None:
    """Print the records; HTML is one page, so it waits for the last."""
    if format is Format.html:
        put(render_html(list(coded), title="Communique"))
        return
    for record in coded:
        if format is Format.table:
            print_table(record, sys.stdout)
        else:
            sys.stdout.buffer.write(to_json(record) + b"\n")
            sys.stdout.buffer.flush()


def _check_gold(documents: Iterable[Document]) -> None:
    """Say what is wrong with gold that can be read all the same; codes may be anybody's own."""
    check = GoldChecker(Ontology.load(), is_code=lambda _: True)
    console = Console(stderr=True)
    for problem in (problem for document in documents for problem in check(document)):
        console.print(f"gold: {problem}", style="yellow", markup=False)


def _write_times(found: TimesOf, format: TimesFormat) -> None:
    if format is TimesFormat.table:
        say("".join(f"{line}\n" for line in table_lines(found)))
    else:
        sys.stdout.buffer.write(times_to_json(found) + b"\n")
        sys.stdout.buffer.flush()


def _save(path: Path, text: str) -> None:
    try:
        path.write_text(text, "utf-8")
    except OSError as error:
        raise SourceError(f"{path}: cannot be written ({error}); name another file") from error


def main() -> None:
    """Run the command line; a known failure is one line and exit status 1."""
    try:
        try:
            app(prog_name="communique")
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        _give_up_output()
    except CommuniqueError as error:
        _complain(str(error))
    except OSError as error:
        if error.errno not in _NO_ROOM or error.filename:
            raise
        _give_up_output()
        _complain(f"the output can't be written ({error.strerror}); write it elsewhere")
    else:
        return
    sys.exit(FAILED)


def _complain(text: str) -> None:
    Console(stderr=True).print(f"communique: {text}", style="red", markup=False, soft_wrap=True)


def _give_up_output() -> None:
    """Send nowhere what is still to be written, so that the end of the program can't fail by it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
