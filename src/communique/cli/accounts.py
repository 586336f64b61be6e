"""Who may use the desk: accounts, their tokens, and the log of what they did."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from communique.cli.common import RecordPath
from communique.cli.desk import needs_web
from communique.errors import StoreError
from communique.query import record_path
from communique.store import Accounts, accounts_path

accounts_app = typer.Typer(
    help="Who may use the desk: accounts, tokens, the log.\n\n"
    "    communique accounts add ann --role admin",
    no_args_is_help=True,
    rich_markup_mode=None,
)
_LOCAL = "this machine"
_WIDE = 1000  # so that no line is broken for a program that reads them


class Roles(StrEnum):
    """What an account may do: see, see and judge, see and judge and manage accounts."""

    reader = "reader"
    reviewer = "reviewer"
    admin = "admin"


Name = Annotated[str, typer.Argument(help="The name to log in with.")]
Stdin = Annotated[
    bool, typer.Option("--password-stdin", help="The password is the first line of stdin.")
]


@accounts_app.command()
def add(
    name: Name,
    role: Annotated[Roles, typer.Option(help="What it may do.")] = Roles.reader,
    password_stdin: Stdin = False,
    record: RecordPath = None,
) -> None:
    """Add an account; its password is asked for.

    communique accounts add ann --role admin
    """
    with _open(record, create=True) as accounts:
        kept = _password(name, from_stdin=password_stdin)
        made = accounts.people.add(name, role.value, kept)
        _log(accounts, "account added", made.name, f"done, as {role.value}")
    _say(f"{made.name} can log in as {role.value}")


@accounts_app.command("list")
def list_accounts(record: RecordPath = None) -> None:
    """List the accounts.

    communique accounts list
    """
    with _open(record) as accounts:
        _print(
            ("name", "role", "since", "disabled"),
            [
                (one.name, one.role, one.created.date(), one.disabled and one.disabled.date())
                for one in accounts.people.all()
            ],
        )


@accounts_app.command()
def role(name: Name, role: Roles, record: RecordPath = None) -> None:
    """Give an account another role, from the next request on.

    communique accounts role ann reviewer
    """
    with _open(record) as accounts:
        accounts.people.set_role(name, role.value)
        _log(accounts, "role changed", name, f"done, now {role.value}")
    _say(f"{name} is {role.value}")


@accounts_app.command()
def disable(
    name: Name,
    undo: Annotated[bool, typer.Option("--undo", help="Let it log in again.")] = False,
    record: RecordPath = None,
) -> None:
    """Let nobody in under a name any more; its sessions and tokens end.

    communique accounts disable ann
    """
    with _open(record) as accounts:
        if undo:
            accounts.people.enable(name)
        else:
            accounts.disable(name)
        _log(accounts, f"account {'enabled' if undo else 'disabled'}", name)
    _say(f"{name} can {'log in again' if undo else 'no longer log in'}")


@accounts_app.command()
def password(name: Name, password_stdin: Stdin = False, record: RecordPath = None) -> None:
    """Give an account another password; its sessions end.

    communique accounts password ann
    """
    with _open(record) as accounts:
        known = accounts.people.get(name)
        accounts.change_password(name, _password(known.name, from_stdin=password_stdin))
        _log(accounts, "password changed", known.name)
    _say(f"{known.name} has a new password")


@accounts_app.command()
def token(
    name: Name,
    days: Annotated[int, typer.Option(min=1, max=366, help="How long it is good.")] = 90,
    record: RecordPath = None,
) -> None:
    """Make a token with which a program reads the interface; it is shown this once.

    communique accounts token ann --days 30
    """
    with _open(record) as accounts:
        secret, made = accounts.tokens.add(name, days=days)
        _log(accounts, "token made", f"token {made.number} of {made.name}")
    _say(f"token {made.number}, good until {made.expires.date()}; it is not shown again")
    typer.echo(secret)


@accounts_app.command()
def tokens(record: RecordPath = None) -> None:
    """List the tokens, without their secrets.

    communique accounts tokens
    """
    with _open(record) as accounts:
        _print(
            ("token", "of", "made", "good until", "revoked"),
            [
                (
                    one.number,
                    one.name,
                    one.created.date(),
                    one.expires.date(),
                    one.revoked and one.revoked.date(),
                )
                for one in accounts.tokens.all()
            ],
        )


@accounts_app.command()
def revoke(
    number: Annotated[int, typer.Argument(help="The token, by its number.")],
    record: RecordPath = None,
) -> None:
    """Let a token not be good any more.

    communique accounts revoke 3
    """
    with _open(record) as accounts:
        accounts.tokens.revoke(number)
        _log(accounts, "token revoked", f"token {number}")
    _say(f"token {number} is not good any more")


@accounts_app.command()
def log(
    limit: Annotated[int, typer.Option(min=1, help="Entries to show.")] = 50,
    offset: Annotated[int, typer.Option(min=0, help="Newer ones to leave out.")] = 0,
    record: RecordPath = None,
) -> None:
    """Show who did what and what was refused, newest first.

    communique accounts log --limit 20
    """
    with _open(record) as accounts:
        _print(
            ("at", "who", "from", "action", "target", "outcome"),
            [
                (
                    one.at.strftime("%Y-%m-%d %H:%M:%S"),
                    one.who,
                    one.address,
                    one.action,
                    one.target,
                    one.outcome,
                )
                for one in accounts.log.page(limit=limit, offset=offset)
            ],
        )


@contextmanager
def _open(record: Path | None, *, create: bool = False) -> Iterator[Accounts]:
    path = record_path(record)
    if not path.exists():
        raise StoreError(f"{path}: there is no record; make one with: communique add FILES")
    with Accounts.open(accounts_path(path), create=create) as accounts:
        yield accounts


def _password(name: str, *, from_stdin: bool) -> str:
    """The hash of a password that is typed twice, or read from standard input."""
    needs_web()
    from communique.web.passwords import Passwords, check_password

    if from_stdin:
        given = sys.stdin.readline().rstrip("\r\n")
    else:
        given = typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    check_password(given, name)
    return Passwords().hash(given)


def _log(accounts: Accounts, action: str, target: str, outcome: str = "done") -> None:
    """Keep what was done, under the login name of who did it."""
    try:
        who = getpass.getuser()
    except (KeyError, OSError):  # a container without an entry for its user
        who = "somebody"
    accounts.log.add(action, who=who, address=_LOCAL, target=target, outcome=outcome)


def _print(columns: tuple[str, ...], rows: list[tuple[object, ...]]) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column)
    for row in rows:
        table.add_row(*("" if value is None else _shown(str(value)) for value in row))
    width = None if sys.stdout.isatty() else _WIDE
    Console(width=width, markup=False, highlight=False).print(table)


def _shown(text: str) -> str:
    """A text without characters that would steer a terminal: names come from strangers too."""
    return "".join(c if c.isprintable() else "\ufffd" for c in text)


def _say(line: str) -> None:
    Console(stderr=True).print(line, markup=False, soft_wrap=True, highlight=False)
