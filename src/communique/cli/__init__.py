"""The command line: arguments, one call, output. One module a group of commands."""

from communique.cli.accounts import accounts_app
from communique.cli.app import app, main
from communique.cli.ask import ask
from communique.cli.desk import desks
from communique.cli.export import exports
from communique.cli.helping import tell_in_full
from communique.cli.judgements import judgements
from communique.cli.visits import visits

app.add_typer(accounts_app, name="accounts")
app.add_typer(ask)
app.add_typer(desks)
app.add_typer(exports)
app.add_typer(judgements, name="judgements")
app.add_typer(visits)
tell_in_full(app)

__all__ = ["app", "main"]
