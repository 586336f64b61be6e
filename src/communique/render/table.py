"""A coded report in a terminal: one table a kind of record, aligned, readable without colour."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TextIO

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from communique.records import CodedReport, Entity, Problem, Report, Span
from communique.render.lines import PLURALS, Kind, Line, counts_of, lines_of
from communique.render.wording import heading_of, in_context, name_of, one_line, say_office

_WHEN, _WHAT, _SURE, _GAP = 17, 24, 4, 2  # columns so wide; the rest is for who and the words
_NARROWEST, _USUAL = 60, 100
_STYLES: dict[Kind, str] = {
    "event": "green",
    "contact": "cyan",
    "agreement": "yellow",
    "designation": "magenta",
    "statement": "blue",
    "tally": "red",
}
# What streams that know no Unicode get instead.
_PLAIN = str.maketrans(
    {
        "→": ">", "↔": "+", "…": "...", "≤": "<=", "≥": ">=", "—": "-", "•": "*", "·": "|",
        "─": "-", "✓": "yes:", "✗": "no:", "«": "<", "»": ">", "“": '"', "”": '"',
        "’": "'", "‘": "'",
    }
)  # fmt: skip


def render_table(coded: CodedReport, *, width: int | None = None) -> RenderableType:
    """What the report says, as something that rich prints.

    It is `width` columns wide, or as wide as the console, but never under 60.
    """
    return _Sheet(coded=coded, width=width)


def print_table(
    coded: CodedReport, stream: TextIO | None = None, *, width: int | None = None
) -> None:
    """Print what the report says to `stream` (standard output).

    Terminals get colours and, without `width`, their own width; files get neither, and 100
    columns. Characters that the stream's encoding lacks are replaced by plain ones.
    """
    stream = stream or sys.stdout
    width = width or (None if stream.isatty() else _USUAL)
    console = Console(file=stream, width=width and max(width, _NARROWEST))
    with console.capture() as capture:
        console.print(render_table(coded, width=width))
    stream.write(writable(capture.get(), stream.encoding or "utf-8"))


def writable(text: str, encoding: str) -> str:
    """The text in characters that a stream's encoding has, no line ending in blanks."""
    text = "\n".join(line.rstrip(" ") for line in text.split("\n"))
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate(_PLAIN).encode(encoding, "replace").decode(encoding)
    return text


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """The tables of one report, laid out when their width is known."""

    coded: CodedReport
    width: int | None

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = max(_NARROWEST, self.width or options.max_width)
        return iter(list(self._parts(width)))

    def _parts(self, width: int) -> Iterator[RenderableType]:
        lines = lines_of(self.coded)
        yield _header(self.coded.doc, counts_of(lines))
        for kind, found in lines.items():
            yield _heading(PLURALS[kind], width)
            yield from _records(found, self.coded.doc.text, width)
        if self.coded.entities:
            yield _heading("who is who", width)
            yield _entities(self.coded.entities, width)
        if self.coded.problems:
            yield _heading("problems", width)
            yield _problems(self.coded.problems, width)


def _header(doc: Report, counts: str) -> Text:
    head = Text(heading_of(doc), style="bold")
    source = (str(doc.date) if doc.date else "no date", doc.publisher, doc.language, doc.id)
    head.append("\n" + " · ".join(one_line(part) for part in source if part), style="not bold")
    if doc.url:
        head.append("\n" + one_line(doc.url), style="not bold dim")
    return head.append("\n" + counts, style="not bold")


def _heading(title: str, width: int) -> Text:
    title = title.upper()
    return Text.assemble("\n", (title, "bold"), (" " + "─" * (width - len(title) - 1), "dim"))


def _grid(width: int, *columns: int | None) -> Table:
    """A table without lines; the one column without a width takes what is left."""
    grid = Table.grid(padding=(0, _GAP, 0, 0), pad_edge=False)
    taken = sum(column + _GAP for column in columns if column)
    for column in columns:
        grid.add_column(width=column or width - taken, overflow="fold")
    return grid


def _records(lines: Sequence[Line], text: str, width: int) -> Iterator[RenderableType]:
    """Yield for each record a row, and under it the words that it rests on."""
    indent = _WHEN + _GAP if any(line.when for line in lines) else 0
    what = min(_WHAT, max(len(line.what) for line in lines))
    for line in lines:
        grid = _grid(width, *(_WHEN,) * bool(indent), what, None, _SURE)
        when = (Text(line.said_when),) if indent else ()
        grid.add_row(*when, Text(line.what, style=_STYLES[line.kind]), _who(line), _sure(line))
        yield grid
        for words in _words_of(line, text, width - indent - _SURE - _GAP):
            yield Padding(words, (0, 0, 0, indent))


def _who(line: Line) -> Text:
    """Who and whom, and what else is known."""
    said = [Text(line.parties, style="bold")] if line.parties else []
    return Text(" · ").join([*said, *map(Text, line.notes)])


def _sure(record: Line | Entity) -> Text:
    """A confidence or score with two digits."""
    share = record.confidence if isinstance(record, Line) else record.score
    said = "" if share is None else f"{share:.2f}".removeprefix("0")
    return Text(said, style="dim", justify="right")


def _words_of(line: Line, text: str, room: int) -> Iterator[Text]:
    """Yield the words that tell most, and provisions."""
    if line.quote:
        yield _words(text, line.quote, room)
    for part in line.parts:
        yield Text.assemble("• ", _words(text, part, room - 2))


def _words(text: str, span: Span, room: int) -> Text:
    """The words of a span between «marks», in their sentence."""
    lead, quote, trail = in_context(text, span, room - 2)
    return Text.assemble((lead, "dim"), f"«{quote}»", (trail, "dim"))


def _entities(entities: Sequence[Entity], width: int) -> Table:
    grid = _grid(width, 12, 36, None, _SURE)
    for entity in entities:
        parts = (say_office(entity), entity.sector, entity.link)
        said = " · ".join(one_line(part) for part in parts if part and part != entity.name)
        kind = Text(entity.kind, style="dim")
        grid.add_row(kind, Text(name_of(entity)), Text(said), _sure(entity))
    return grid


def _problems(problems: Sequence[Problem], width: int) -> Table:
    grid = _grid(width, 24, None)
    for problem in problems:
        source = f" ({one_line(problem.source)})" if problem.source else ""
        code = Text(one_line(problem.code), style="yellow")
        grid.add_row(code, Text(one_line(problem.detail) + source))
    return grid
