"""The data dictionary of a record: the comments of the schema, as a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from communique.store import Schema

NOTE = "<!-- Written by `make docs` from src/communique/store/schema.sql; change that. -->"
_TABLE = re.compile(r"CREATE (?:VIRTUAL )?TABLE (\w+)")
_COLUMN = re.compile(r"    (\w+) (TEXT|INTEGER|REAL)\b(.*?),?\s+-- (.+)")
_KEY = re.compile(r"    (PRIMARY KEY|UNIQUE) \((.+)\)")
_WORDS = re.compile(r"    title, text, content")
_REFERENCE = re.compile(r"REFERENCES (\w+)")


@dataclass
class Table:
    """One table as the schema tells of it."""

    name: str
    about: str
    columns: list[tuple[str, str, str]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)


def record_tables() -> Iterator[str]:
    """Yield the lines of the page."""
    yield from (
        "# Tables of a record",
        "",
        NOTE,
        "",
        "A record is one SQLite file; any program that reads SQLite can read it, also while",
        "another process adds to it. Write into it by `communique` only. Days are ISO text",
        "(`2021-01-27`), moments ISO text in UTC; lists and bodies are JSON in the form of",
        "[records](records.md).",
        f"This is version {Schema.load().version} (`PRAGMA user_version`).",
    )
    for table in read_tables(Schema.load().create):
        yield from one_table(table)


def one_table(table: Table) -> Iterator[str]:
    """Yield the lines of one table."""
    yield from ("", f"## {table.name}", "", table.about)
    if table.keys:
        yield from ("", f"Key: {', '.join(f'`{key}`' for key in table.keys)}.")
    yield from ("", "| column | type | what it holds |", "| --- | --- | --- |")
    for name, kind, text in table.columns:
        yield f"| `{name}` | {kind} | {text} |"


def read_tables(schema: str) -> list[Table]:
    """The tables of a schema, with the comments before them and behind their columns.

    Raises:
        ValueError: If a table or column has no comment.
    """
    tables: list[Table] = []
    about: list[str] = []
    for line in schema.splitlines():
        if line.startswith("-- "):
            about.append(line.removeprefix("-- "))
        elif found := _TABLE.match(line):
            if not about:
                raise ValueError(f"schema.sql: the table {found[1]} has no comment before it")
            tables.append(Table(found[1], " ".join(about)))
        elif not line.startswith(" "):
            about = []
        elif tables:
            read_column(line, tables[-1])
    return tables


def read_column(line: str, table: Table) -> None:
    """Add what a line inside a table says to the table."""
    if found := _COLUMN.fullmatch(line):
        name, kind, rest, text = found.groups()
        if "PRIMARY KEY" in rest:
            table.keys.append(name)
        if "NOT NULL" not in rest and "PRIMARY KEY" not in rest:
            kind += ", may be null"
        if reference := _REFERENCE.search(rest):
            kind += f", of [{reference[1]}](#{reference[1]})"
        table.columns.append((name, kind, text))
    elif found := _KEY.match(line):
        table.keys.append(found[2])
    elif _WORDS.match(line):
        table.columns.append(("title", "TEXT", "headline of the report with this `rowid`"))
        table.columns.append(("text", "TEXT", "its text"))
    elif re.match(r"    \w+ (TEXT|INTEGER|REAL)", line):
        raise ValueError(f"schema.sql: a column has no comment: {line.strip()}")
