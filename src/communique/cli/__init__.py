"""The command line: arguments, one call, output. One module a group of commands."""

from communique.cli.app import app, main
from communique.cli.ask import ask

app.add_typer(ask)

__all__ = ["app", "main"]
