"""The desk and dossiers, on the command line."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import date, datetime
from pathlib import Path
from types import ModuleType
from typing import Annotated

import typer
from rich.console import Console

import communique
from communique.cli.ask import Known, Since, Until
from communique.cli.common import Kind, RecordPath, read_options
from communique.errors import QuestionError, SourceError
from communique.link import Linker
from communique.pipeline import CoderOptions
from communique.provenance import describe_run
from communique.query import Record, record_path
from communique.read import read_reports
from communique.recorder import Recorder
from communique.scale import code_reports
from communique.store import Store

desks = typer.Typer()
PORT = 8600


Host = Annotated[
    str, typer.Option(help="The address to listen at; any but loopback needs accounts.")
]
Port = Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes any free one.")]
Demo = Annotated[
    bool, typer.Option("--demo", help="On a record of the samples, made for this run.")
]
By = Annotated[
    str | None,
    typer.Option("--as", help="The name that your judgements bear; your login name."),
]
Names = Annotated[
    list[str] | None,
    typer.Option("--name", help="A name under which others ask for it. Repeatable."),
]
Proxies = Annotated[
    list[str] | None,
    typer.Option("--behind-proxy", help="Address of a proxy in front of it. Repeatable."),
]
LogIn = Annotated[bool, typer.Option("--accounts", help="Let people log in, also on this machine.")]


@desks.command()
def desk(
    record: RecordPath = None,
    host: Host = "127.0.0.1",
    port: Port = PORT,
    demo: Demo = False,
    by: By = None,
    names: Names = None,
    proxies: Proxies = None,
    accounts: LogIn = False,
) -> None:
    """Open a web page on the record, for this machine alone; Ctrl-C ends it.

    Others may look too once there are accounts: see communique accounts.

    communique desk --record communique.db --as "A. Analyst"

    communique desk --demo

    communique desk --behind-proxy 127.0.0.1 --name desk.example.org
    """
    web, console = needs_web(), Console(stderr=True)
    named, behind = tuple(names or ()), tuple(proxies or ())
    place = web.Place(host=host, port=port, names=named, proxies=behind, accounts=accounts, by=by)

    def ready(line: str) -> None:
        console.print(line, markup=False, soft_wrap=True)

    with _demo_record(console) if demo else nullcontext(record_path(record)) as path:
        web.serve(path, place, ready=ready)


@desks.command()
def dossier(
    of: Annotated[
        list[str], typer.Argument(help="Two countries or bodies, or one agreement by name or id.")
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="The HTML file.")],
    record: RecordPath = None,
    since: Since = None,
    until: Until = None,
    as_known_on: Known = None,
) -> None:
    """Write all on a pair or an agreement into one HTML file that opens without a network.

    communique dossier USA IND --out usa-ind.html

    communique dossier LEMOA --out lemoa.html
    """
    web = needs_web()
    known = _day(as_known_on)
    if len(of) > 2:
        raise QuestionError("a dossier is of two parties or of one agreement")
    with Record.open(record) as book:
        if len(of) == 2:
            text = web.dossier_of_dyad(
                book, *of, since=_day(since), until=_day(until), as_known_on=known
            )
        else:
            text = web.dossier_of_agreement(book, of[0], as_known_on=known)
    try:
        out.write_text(text, "utf-8")
    except OSError as error:
        raise SourceError(f"{out}: cannot be written ({error.strerror})") from error
    Console(stderr=True).print(f"written to {out}", markup=False, soft_wrap=True)


def needs_web() -> ModuleType:
    """The web package, which needs the extra `desk`."""
    try:
        from communique import web
    except ImportError as error:
        raise QuestionError("the desk needs more: pip install 'communique[desk]'") from error
    return web


@contextmanager
def _demo_record(console: Console) -> Iterator[Path]:
    """A record of the samples in a folder that is removed at the end."""
    samples = Path(communique.__file__).parents[2] / "samples"
    if not samples.is_dir():
        raise SourceError(f"{samples}: the samples lie in the checkout alone; give a --record")
    console.print("coding the samples …", markup=False)
    options = CoderOptions()
    files = [str(samples / name) for name in ("austin-singh.txt", "readouts.jsonl")]
    with tempfile.TemporaryDirectory(prefix="communique-desk-") as folder:
        path = Path(folder) / "demo.db"
        with Store.open(path) as store:
            recorder = Recorder(store, Linker.load(), describe_run(options))
            reports = read_reports(files, read_options(None, None, Kind.auto, unique_ids=False))
            recorder.add_reports(reports, lambda chosen: code_reports(chosen, options))
        yield path


def _day(given: datetime | None) -> date | None:
    return given.date() if given else None
