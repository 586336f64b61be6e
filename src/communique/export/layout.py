"""What a format is: columns, rows, and what is said of it beside the file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import metadata
from typing import Any

import msgspec

from communique.export.material import Material, Told
from communique.export.periods import Tally, Within
from communique.vocab.exchange import QUADS, SCALES


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to export.

    Attributes:
        within: The period that a happening must surely lie in, for layouts of days.
        with_text: Whether the texts of the reports go along; only with the right to pass them on.
    """

    within: Within = Within.month
    with_text: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: its id, the happening that it is of, and its cells in the order of columns."""

    id: str
    told: Told
    cells: tuple[object, ...]


Rows = Callable[[Material, Options, Tally], Iterator[Row]]
Lines = Callable[[Material, Options, Tally], Iterator[dict[str, Any]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a format does with what it has no place for; told beside each file.

    Attributes:
        goldstein: The table of Goldstein values, a name of `SCALES`.
        quad: The table of quad classes, a name of `QUADS`.
        score: What the numbers of its score are.
        directions: Which pairs it writes, in which direction.
        dates: How it dates what is not known to the day.
        lost: What it has no place for.
    """

    goldstein: str | None = None
    quad: str | None = None
    score: str | None = None
    directions: str
    dates: str
    lost: str

    def told(self) -> dict[str, Any]:
        """As it is written, without what there is none of."""
        fields = {
            "goldstein": self.goldstein and {"table": self.goldstein, "is": SCALES[self.goldstein]},
            "quad": self.quad and {"table": self.quad, "is": QUADS[self.quad]},
            "score": self.score,
            "directions": self.directions,
            "dates": self.dates,
            "lost": self.lost,
        }
        return {name: value for name, value in fields.items() if value}


@dataclass(frozen=True, slots=True, kw_only=True)
class TabLayout:
    """A layout of tab-separated columns, without quotes.

    Attributes:
        name: What it is called on the command line.
        columns: Its columns, in order.
        header: Whether the first line names them.
        missing: What stands for the unknown.
        rows: What makes them.
    """

    name: str
    columns: tuple[str, ...]
    header: bool
    missing: str
    rows: Rows
    about: About

    def lines(
        self, material: Material, options: Options, tally: Tally, details: list[bytes] | None = None
    ) -> Iterator[str]:
        """Yield the lines; `details` takes up what the layout has no place for, by row."""
        if self.header:
            yield "\t".join(self.columns) + "\n"
        for row in self.rows(material, options, tally):
            assert len(row.cells) == len(self.columns)
            if details is not None:
                details.append(detail_of(row))
            yield "\t".join(self._cell(cell) for cell in row.cells) + "\n"

    def _cell(self, value: object) -> str:
        text = "" if value is None else clean(str(value))
        return text or self.missing


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonLayout:
    """A layout of one JSON object a line."""

    name: str
    objects: Lines
    about: About

    def lines(
        self, material: Material, options: Options, tally: Tally, details: list[bytes] | None = None
    ) -> Iterator[str]:
        """Yield the lines; there are no details, since all has its place."""
        del details
        for found in self.objects(material, options, tally):
            yield msgspec.json.encode(found).decode() + "\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What is written beside a file: which tables it used, what it holds and what it leaves out."""

    format: str
    about: About
    material: Material = field(repr=False)
    options: Options
    tally: Tally

    def to_json(self) -> str:
        """As JSON; the same record and options give the same text."""
        scope = self.material.scope
        note = {
            "format": self.format,
            "made_by": f"communique {version()}",
            "since": scope.since,
            "until": scope.until,
            "types": list(scope.types),
            "as_known_on": scope.as_known_on,
            **({} if scope.judged == "machine" else {"judged": scope.judged}),
            "dated_within": self.options.within,
            "happenings": self.tally.happenings,
            "rows": self.tally.rows,
            "left_out": dict(sorted(self.tally.left_out.items())),
            **self.about.told(),
        }
        return msgspec.json.format(msgspec.json.encode(note), indent=2).decode() + "\n"


@cache
def version() -> str:
    """The version of the package."""
    return metadata.version("communique")


def clean(text: str) -> str:
    """A cell without what would break the line: tabs, line breaks and double quotes.

    Readers of these layouts split lines at tabs; some take a double quote for the begin of a
    quotation that may go on in the next line.
    """
    return " ".join(text.replace('"', "'").split())


def number(text: str, *, bits: int) -> int:
    """A whole number made of a text, for layouts whose ids are numbers; never 0."""
    digest = hashlib.sha256(text.encode()).digest()
    return (int.from_bytes(digest[:8], "big") >> (64 - bits)) or 1


def detail_of(row: Row) -> bytes:
    """What a layout has no place for, as a line of JSON: dates, status, figures, evidence."""
    entry = row.told.entry
    detail = {
        "event_id": row.id,
        "happening": entry.id,
        "when": entry.when,
        "known": entry.known,
        "status": entry.status,
        "background": entry.background,
        "magnitude": entry.magnitude,
        "reports": entry.reports,
        "origins": entry.origins,
        "confidence": entry.confidence,
        "evidence": evidence_of(row.told),
    }
    return msgspec.json.encode(detail) + b"\n"


def evidence_of(told: Told) -> list[dict[str, Any]]:
    """The quoted words that a happening rests on, with their places."""
    return [
        {
            "report": telling.report.key,
            "doc": telling.report.doc,
            "publisher": telling.report.publisher,
            "url": telling.report.url,
            "date": telling.report.date,
            "record": telling.key.id,
            **{name: span.get(name) for name in ("role", "start", "end", "quote")},
        }
        for telling in told.tellings
        for span in telling.body["evidence"]
    ]


def joined(values: Mapping[str, object] | tuple[object, ...] | list[Any], mark: str = ";") -> str:
    """Values in one cell; one that holds the mark itself gets a comma instead."""
    return mark.join(str(value).replace(mark.strip(), ",") for value in values)
