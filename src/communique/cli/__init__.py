"""The command line: arguments, one call, output. One module a group of commands."""

from communique.cli.app import app, main

__all__ = ["app", "main"]
