"""Answers as tables for a terminal: aligned, readable without colour, as wide as the terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TextIO

import msgspec
from rich.console import Console
from rich.table import Table
from rich.text import Text

from communique.dates import When
from communique.query import Quotation, Rows, Shown, Ties, say_when
from communique.query.rows import Row
from communique.render import writable

_USUAL, _NARROWEST = 120, 60
#: Columns of short values, none of which may be broken where the terminal is narrow.
_WHOLE = frozenset({"id", "when", "date", "kind", "type", "told", "report", "number", "record"})
_BAR = 16  # columns of the longest bar: with the figures, a row has 80
_BLANKS = re.compile(r"\s+")
_STEERING = str.maketrans({chr(code): " " for code in (*range(32), *range(127, 160)) if code != 10})


def print_rows(rows: Rows[Row], stream: TextIO, *, columns: Sequence[str]) -> None:
    """Print rows as a table of these columns; `when` and `told` are made of several fields."""
    if not rows:
        stream.write("nothing in the record fits\n")
        return
    grid = plain_grid()
    for name in columns:
        grid.add_column(name, overflow="fold", no_wrap=name in _WHOLE)
    for row in rows:
        grid.add_row(*(_text(row, name) for name in columns))
    print_parts(stream, grid)


def plain_grid(*, header: bool = True) -> Table:
    """A table without lines, its columns two blanks apart."""
    padding = (0, 2, 0, 0)
    return Table(box=None, pad_edge=False, padding=padding, header_style="bold", show_header=header)


def print_shown(shown: Shown, stream: TextIO) -> None:
    """Print one thing in full: its fields, then its evidence with the quoted words marked."""
    grid = plain_grid(header=False)
    grid.add_column(style="bold", no_wrap=True)
    grid.add_column(overflow="fold", ratio=1)
    for name, value in shown.fields.items():
        if value not in (None, [], {}, ()):
            grid.add_row(name, Text(_steered_by_nobody(say_value(value))))
    print_parts(
        stream, Text(f"{shown.kind} {shown.id}", style="bold"), grid, *_evidence(shown.evidence)
    )


def print_ties(ties: Ties, stream: TextIO) -> None:
    """Print ties period by period, with bars for cooperation and conflict, and the verdict."""
    if not ties.rows:
        stream.write(f"the record tells of nothing between {ties.a} and {ties.b}\n")
        return
    grid = plain_grid()
    for name in ("period", "all", "coop", "conf", "PLOVER", "Goldstein", "of all", "reports", ""):
        grid.add_column(name, justify="left" if name in ("period", "") else "right")
    most = max(max(row.cooperation, row.conflict) for row in ties.rows) or 1
    for row in ties.rows:
        plus = round(_BAR * row.cooperation / most)
        minus = round(_BAR * row.conflict / most)
        bar = Text.assemble(("+" * plus, "green"), ("-" * minus, "red"))
        counts = (row.happenings, row.cooperation, row.conflict, row.plover, row.goldstein)
        totals = (row.all_happenings, row.all_reports)
        grid.add_row(row.period, *map(str, counts), *map(str, totals), bar)
    print_parts(stream, grid, Text(say_verdict(ties)))


def say_verdict(ties: Ties) -> str:
    """What the change-point test says, in a sentence."""
    change = ties.change
    if change is None:
        return f"{len(ties.rows)} {ties.by}s are too few to say whether ties changed (8 at least)."
    return (
        f"{ties.verdict}: from {ties.changed_in} on the PLOVER sum per hundred happenings of the"
        f" record is {change.after:.1f} on average, before {change.before:.1f} (p = {change.p:.3f},"
        " CUSUM with shuffling)."
    )


def say_value(value: Any) -> str:
    """A value of a field in a line: dates short, lists joined, parties by name."""
    if isinstance(value, list):
        return "; ".join(say_value(one) for one in value)
    if isinstance(value, Mapping):
        if {"start", "end", "precision"} <= value.keys():
            return _say_when(value)
        if "side" in value:
            return _say_party(value)
        if {"status", "when", "members"} <= value.keys():
            told = say_value(value["members"])
            return f"{value['status']} {_say_when(value['when'])}, told by {told}"
        if value.keys() == {"report", "kind", "id"}:
            return f"{value['report']}/{value['id']}"
        return ", ".join(
            f"{name} {say_value(one)}" for name, one in value.items() if one not in (None, [], {})
        )
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _say_party(value: Mapping[str, Any]) -> str:
    name = value["name"] or value["code"] or value["who"] or "unnamed"
    parts = (value["code"], value["sector"], value["office"])
    rest = ", ".join(part for part in parts if part and part != name)
    return f"{value['side']} {name} ({rest})" if rest else f"{value['side']} {name}"


def _say_when(value: Mapping[str, Any]) -> str:
    when = msgspec.convert(dict(value), type=When)
    return f"{say_when(when)} ({when.precision}, {when.basis})"


def _evidence(quotations: Sequence[Quotation]) -> Iterator[Text]:
    last = None
    for one in quotations:
        if one.report != last:
            last = one.report
            source = (str(one.date or "no date"), one.publisher, one.title, one.url)
            head = " · ".join(_flat(part) for part in source if part)
            yield Text(f"\n{head} ({one.report})", style="bold")
        words = Text(f"  {one.record} {one.role or 'evidence'}: ")
        words.append(_flat("…" + one.before), style="dim")
        words.append(f"«{_flat(one.quote)}»", style="reverse")
        words.append(_flat(one.after + "…"), style="dim")
        yield words


def _flat(text: str) -> str:
    return _BLANKS.sub(" ", _steered_by_nobody(text))


def _steered_by_nobody(text: str) -> str:
    """The text without the control characters that steer a terminal."""
    return text.translate(_STEERING)


def _text(row: Row, name: str) -> Text:
    if name == "when":
        return Text(_row_when(row))
    if name == "told":
        fields = msgspec.structs.asdict(row)
        reports, origins = fields["reports"], fields["origins"]
        return Text(str(reports) if reports == origins else f"{reports} ({origins})")
    value = getattr(row, name)
    if isinstance(value, tuple):
        return Text(_flat(", ".join(map(str, value))))
    return Text("" if value is None else _flat(str(value)))


def _row_when(row: Row) -> str:
    fields = msgspec.structs.asdict(row)
    precision = fields.get("precision", "range")
    return say_when(When(start=fields["start"], end=fields["end"], precision=precision))


def print_parts(stream: TextIO, *parts: Any) -> None:
    """Print parts as wide as the terminal, never under 60 columns; files get 120."""
    console = Console(file=stream, width=None if stream.isatty() else _USUAL, highlight=False)
    console.width = max(console.width, _NARROWEST)
    with console.capture() as capture:
        for part in parts:
            console.print(part)
    stream.write(writable(capture.get(), stream.encoding or "utf-8"))
