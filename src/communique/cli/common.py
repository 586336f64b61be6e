"""What the commands share: arguments, what is told of a run, and its progress."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from communique.errors import SourceError
from communique.pipeline import CoderOptions
from communique.read import ReadOptions
from communique.records import CodedReport, Problem, Report
from communique.render import writable

#: Problems of a report that was coded all the same; any other means that something was left out.
REMARKS = frozenset(
    {"no-date", "date-from-text", "bad-date", "duplicate-id", "encoding-guessed", "long-sentence"}
)
FAILED, INCOMPLETE = 1, 3
DAY = "YYYY-MM-DD"


class Kind(StrEnum):
    """The form of the sources."""

    auto = "auto"
    text = "text"
    jsonl = "jsonl"
    html = "html"
    csv = "csv"
    feed = "feed"


Files = Annotated[
    list[str], typer.Argument(help="Files, folders, patterns, or - for standard input.")
]


def read_moment(text: str) -> datetime:
    """The beginning of the day that an option names."""
    try:
        return datetime.strptime(text.strip(), "%Y-%m-%d")  # noqa: DTZ007 - a day, nowhere
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no day of the calendar; write YYYY-MM-DD") from None


Day = Annotated[
    datetime | None,
    typer.Option("--date", parser=read_moment, metavar=DAY, help="Date of reports that have none."),
]
Fields = Annotated[
    list[str] | None,
    typer.Option(
        "--field", help="Our field=yours, for JSON and CSV; dots lead into objects. Repeatable."
    ),
]
AsKind = Annotated[Kind, typer.Option("--as", help="Read every source as this, whatever its name.")]
Model = Annotated[str, typer.Option(help="An installed English spaCy pipeline.")]
NoModel = Annotated[
    bool, typer.Option("--no-model", help="Without the learned second opinion: frames alone.")
]
AllEvents = Annotated[
    bool,
    typer.Option("--all-events", help="Also events that are likelier wrong than the limit allows."),
]
Tenures = Annotated[
    list[Path] | None,
    typer.Option(help="Your table of office-holders: CSV, or FollowTheMoney JSON. Repeatable."),
]
Actors = Annotated[
    list[Path] | None,
    typer.Option(help="Your table of actors, agents and discards (see vocab). Repeatable."),
]
RecordPath = Annotated[
    Path | None,
    typer.Option(
        "--record",
        envvar="COMMUNIQUE_RECORD",
        help="The record; communique.db here, unless given.",
        show_envvar=True,
    ),
]
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=1, help="Processes to code on.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")]


@dataclass
class Run:
    """One run: what was read, and what went wrong, told on standard error as it comes."""

    console: Console
    reports: int = 0
    lost: int = 0
    pending: dict[str, list[Problem]] = field(default_factory=dict)

    def reading(self, items: Iterable[Report | Problem]) -> Iterator[Report]:
        """Pass the reports on; tell the problems."""
        for item in items:
            if isinstance(item, Report):
                self.reports += 1
                yield item
            else:
                self.tell(item)

    def tell(self, problem: Problem) -> None:
        """Say a problem in one line."""
        self.lost += problem.code not in REMARKS
        where = f"{problem.source}: " if problem.source else ""
        line = f"{where}{problem.code}: {problem.detail}"
        self.console.print(line, style="yellow", markup=False, soft_wrap=True)

    @property
    def exit_status(self) -> int:
        """0 if every source was coded, 3 if something was left out."""
        return INCOMPLETE if self.lost else 0


def put(data: str) -> None:
    """Write data to standard output, as UTF-8 whatever the terminal's encoding is."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data.encode("utf-8"))


def say(text: str) -> None:
    """Write words for a reader to standard output, in characters that its encoding has."""
    sys.stdout.write(writable(text, sys.stdout.encoding or "utf-8"))


def legible(text: str) -> str:
    """The words of an argument; bytes of it that the locale can't read become U+FFFD."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def count_of(number: int, noun: str) -> str:
    """`1 report`, `2 reports`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def coder_options(
    model: str,
    tenures: Iterable[Path] | None,
    actors: Iterable[Path] | None,
    *,
    no_model: bool,
    all_events: bool,
) -> CoderOptions:
    """How the coder is to be built, from the arguments of a command."""
    return CoderOptions(
        model=model,
        tenures=tuple(tenures or ()),
        actors=tuple(actors or ()),
        second_opinion=not no_model,
        all_events=all_events,
    )


def read_options(
    day: datetime | None, fields: list[str] | None, kind: Kind, *, unique_ids: bool = True
) -> ReadOptions:
    """The options of reading that arguments give.

    Raises:
        SourceError: If a --field is wrong.
    """
    pairs = [pair.partition("=") for pair in fields or []]
    if wrong := next((name for name, equals, value in pairs if not (equals and value)), None):
        raise SourceError(f"--field {wrong!r} is no pair; write ours=yours, such as text=body")
    try:
        return ReadOptions(
            date=day.date() if day else None,
            fields={name: value for name, _, value in pairs},
            kind=kind.value,
            unique_ids=unique_ids,
        )
    except ValueError as error:
        raise SourceError(f"--field: {error}") from error


def with_progress(coded: Iterator[CodedReport], run: Run, *, quiet: bool) -> Iterator[CodedReport]:
    """Show how far the run is, if somebody is looking."""
    if quiet or not run.console.is_terminal or sys.stdout.isatty():
        yield from coded
        return
    columns = (SpinnerColumn(), TextColumn("{task.completed} reports"), TimeElapsedColumn())
    with Progress(*columns, console=run.console, transient=True) as progress:
        task = progress.add_task("coding", total=None)
        for record in coded:
            progress.advance(task)
            yield record
