"""Commands by which people rule on joins: merge, split, undo."""

from __future__ import annotations

import getpass
from typing import Annotated

import typer
from rich.console import Console

from communique.cli.common import RecordPath
from communique.judging import Judging
from communique.link import Linker
from communique.query import record_path
from communique.store import Store

By = Annotated[str | None, typer.Option("--as", help="Who judges; your login name, unless given.")]
Note = Annotated[str | None, typer.Option(help="A remark.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    for command in (merge, split, undo):
        app.command()(command)


def merge(
    one: Annotated[str, typer.Argument(help="An entry's id, or what an entity is called (`who`).")],
    other: Annotated[str, typer.Argument(help="Another of the same kind.")],
    by: By = None,
    note: Note = None,
    record: RecordPath = None,
) -> None:
    """Say that two entries are one, or that two names are of one person.

    It holds for reports to come and when reports are coded anew; `undo` takes it back.

        communique merge e0123456789ab e56789abcdef0 --note "the same call"

        communique merge "person:grace achieng:KEN" "person:g. achieng:KEN"
    """
    with Store.open(record_path(record), create=False) as store:
        judging = Judging(store, Linker.load())
        rule = judging.same_entity if ":" in one else judging.merge
        number = rule(one, other, by=_name(by), note=note)
    _say(number, f"{one} and {other} are one")


def split(
    whole: Annotated[str, typer.Argument(help="An entry's id, or a report's key.")],
    parts: Annotated[
        list[str],
        typer.Argument(help="Records of the entry, as REPORT/RECORD; or whom the report names."),
    ],
    other: Annotated[
        str | None, typer.Option(help="Who it is that the report names; left out, nobody known.")
    ] = None,
    by: By = None,
    note: Note = None,
    record: RecordPath = None,
) -> None:
    """Say that records of an entry tell of another thing, or that a report means somebody else.

    It holds for reports to come and when reports are coded anew; `undo` takes it back.

        communique split e0123456789ab r0123456789abcdef/e2

        communique split r0123456789abcdef "tenure:lloyd-austin" --other "person:l. austin:USA"
    """
    with Store.open(record_path(record), create=False) as store:
        judging = Judging(store, Linker.load())
        if "/" in parts[0]:
            number = judging.split(whole, parts, by=_name(by), note=note)
        else:
            number = judging.other_entity(whole, parts[0], other=other, by=_name(by), note=note)
    _say(number, f"{', '.join(parts)} split from {whole}")


def undo(
    number: Annotated[int, typer.Argument(help="Of the judgement.")],
    by: By = None,
    note: Note = None,
    record: RecordPath = None,
) -> None:
    """Take a judgement back; both are kept.

    communique undo 7
    """
    with Store.open(record_path(record), create=False) as store:
        done = Judging(store, Linker.load()).undo(number, by=_name(by), note=note)
    _say(done, f"judgement {number} taken back")


def _name(by: str | None) -> str:
    return by if by is not None else getpass.getuser()


def _say(number: int, what: str) -> None:
    Console(stderr=True).print(f"judgement {number}: {what}", markup=False, soft_wrap=True)
