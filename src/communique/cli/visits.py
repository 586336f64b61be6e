"""Outside lists of visits: imported beside the record, and its contacts held against them."""

from __future__ import annotations

import sys
from collections import Counter
from importlib import metadata
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from communique.cli.ask import As, Form, Known, write_rows
from communique.cli.common import Quiet, RecordPath, Run, count_of
from communique.query import Record, record_path
from communique.read.visits import read_visits
from communique.records import Problem
from communique.store import RunInfo, Store
from communique.visits import ListedVisit
from communique.vocab.files import vocabulary_digest
from communique.vocab.gazetteer import Gazetteer

visits = typer.Typer()
COLUMNS = (
    "verdict", "visitor", "visitor_code", "host_code", "listed_start", "listed_end", "start",
    "end", "people", "contact",
)  # fmt: skip


@visits.command("import-visits")
def import_visits(
    files: Annotated[list[Path], typer.Argument(help="XML files, or folders of them.")],
    record: RecordPath = None,
    quiet: Quiet = False,
) -> None:
    """Take up the US State Department's lists of visits by foreign leaders and of travels.

    They stand beside the record and change nothing in it; the same list again changes nothing.
    Exit status: 0 all of it, 3 a country is not known (said on standard error), 1 it stopped.

        communique import-visits visits/ travels/
    """
    run = Run(Console(stderr=True))
    found = list(read_visits(files, Gazetteer.load()))
    problems = [item for item in found if isinstance(item, Problem)]
    listed = [item for item in found if isinstance(item, ListedVisit)]
    for problem in problems:
        run.tell(problem)
    with Store.open(record_path(record)) as store:
        number = store.start_run("import", _run_info())
        with store.transaction():
            changed = store.visits.put(listed)
            store.add_problems(problems, run=number, report=None)
        store.end_run(number)
    if not quiet:
        run.console.print(
            f"{count_of(len(listed), 'visit')} read, {changed} new or changed;"
            f" unknown countries in {len(problems)}",
            markup=False,
            soft_wrap=True,
        )
    raise typer.Exit(run.exit_status)


@visits.command("check-visits")
def check_visits(
    record: RecordPath = None,
    as_known_on: Known = None,
    format: As = Form.table,
    quiet: Quiet = False,
) -> None:
    """Hold the visits of the ledger against the lists that were imported.

    Listed visits count as missing only if there is a report of those days or the three after.

        communique check-visits --format csv > visits.csv
    """
    with Record.open(record) as book:
        rows = book.check_visits(as_known_on=as_known_on.date() if as_known_on else None)
        write_rows(rows, format, COLUMNS)
    if not quiet:
        counts = Counter(row.verdict for row in rows)
        told = ", ".join(f"{count} {verdict}" for verdict, count in sorted(counts.items()))
        sys.stderr.write(f"{told or 'nothing to compare'}\n")


def _run_info() -> RunInfo:
    return RunInfo(
        version=metadata.version("communique"),
        vocabulary=vocabulary_digest(),
        model="",
        options={},
    )
