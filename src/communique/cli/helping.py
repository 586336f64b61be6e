"""Help as it is printed: summaries in full, and examples that can be copied from the terminal."""

from __future__ import annotations

import inspect

import typer

_UNWRAPPED = "\b\n"  # what stands behind it in a paragraph keeps its lines


def tell_in_full(app: typer.Typer) -> None:
    """Give every command its whole first sentence in lists, and unbroken, indented examples.

    The docstring says both. Its examples are the paragraphs of lines that begin with
    `communique`; without this, they would be wrapped like prose, and a wrapped one can't be run.
    """
    for command in app.registered_commands:
        text = inspect.cleandoc((command.callback and command.callback.__doc__) or "")
        paragraphs = text.split("\n\n")
        command.short_help = " ".join(paragraphs[0].split())
        command.help = "\n\n".join(map(_as_printed, paragraphs))
    for group in app.registered_groups:
        if group.typer_instance is not None:
            said = str(group.typer_instance.info.help or "")
            group.short_help = " ".join(said.split("\n\n")[0].split())
            tell_in_full(group.typer_instance)


def _as_printed(paragraph: str) -> str:
    lines = [line.strip() for line in paragraph.splitlines()]
    if not all(line.startswith("communique ") for line in lines):
        return paragraph
    return _UNWRAPPED + "\n".join(f"    {line}" for line in lines)
