"""Answers as tables for a terminal: aligned, readable without colour, as wide as the terminal."""

from __future__ import annotations

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
#: Columns that take what room the others leave.
_WIDE = frozenset({"quote", "excerpt", "detail", "what", "name", "conflict", "source", "steps"})
_BAR = 24  # columns of the longest bar


def print_rows(rows: Rows[Row], stream: TextIO, *, columns: Sequence[str]) -> None:
    """Print rows as a table of these columns; `when` and `told` are made of several fields."""
    if not rows:
        stream.write("nothing in the record fits\n")
        return
    grid = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for name in columns:
        wide = name in _WIDE
        grid.add_column(name, overflow="fold", ratio=1 if wide else None, no_wrap=name == "id")
    for row in rows:
        grid.add_row(*(_text(row, name) for name in columns))
    _print(stream, grid)


def print_shown(shown: Shown, stream: TextIO) -> None:
    """Print one thing in full: its fields, then its evidence with the quoted words marked."""
    grid = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
    grid.add_column(style="bold", no_wrap=True)
    grid.add_column(overflow="fold", ratio=1)
    for name, value in shown.fields.items():
        if value not in (None, [], {}, ()):
            grid.add_row(name, Text(say_value(value)))
    _print(stream, Text(f"{shown.kind} {shown.id}", style="bold"), grid, *_evidence(shown.evidence))


def print_ties(ties: Ties, stream: TextIO) -> None:
    """Print ties period by period, with bars for cooperation and conflict, and the verdict."""
    if not ties.rows:
        stream.write(f"the record tells of nothing between {ties.a} and {ties.b}\n")
        return
    grid = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
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
    _print(stream, grid, Text(say_verdict(ties)))


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
        return ", ".join(
            f"{name} {say_value(one)}" for name, one in value.items() if one not in (None, [], {})
        )
    return str(value)


def _say_party(value: Mapping[str, Any]) -> str:
    name = value["name"] or value["who"] or "unnamed"
    rest = ", ".join(part for part in (value["code"], value["sector"], value["office"]) if part)
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
            head = " · ".join(part for part in source if part)
            yield Text(f"\n{head} ({one.report})", style="bold")
        words = Text(f"  {one.record} {one.role or 'evidence'}: ")
        words.append(_flat("…" + one.before), style="dim")
        words.append(f"«{_flat(one.quote)}»", style="reverse")
        words.append(_flat(one.after + "…"), style="dim")
        yield words


def _flat(text: str) -> str:
    return text.replace("\n", " ")


def _text(row: Row, name: str) -> Text:
    if name == "when":
        return Text(_row_when(row))
    if name == "told":
        fields = msgspec.structs.asdict(row)
        reports, origins = fields["reports"], fields["origins"]
        return Text(str(reports) if reports == origins else f"{reports} ({origins})")
    value = getattr(row, name)
    if isinstance(value, tuple):
        return Text(", ".join(map(str, value)))
    return Text("" if value is None else _flat(str(value)))


def _row_when(row: Row) -> str:
    fields = msgspec.structs.asdict(row)
    precision = fields.get("precision", "range")
    return say_when(When(start=fields["start"], end=fields["end"], precision=precision))


def _print(stream: TextIO, *parts: Any) -> None:
    width = None if stream.isatty() else _USUAL
    console = Console(file=stream, width=width and max(width, _NARROWEST), highlight=False)
    with console.capture() as capture:
        for part in parts:
            console.print(part)
    stream.write(writable(capture.get(), stream.encoding or "utf-8"))
