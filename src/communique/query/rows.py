"""What questions answer: rows of named, typed fields, that other tools can take over."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

import msgspec

from communique.dates import When
from communique.records import Record

if TYPE_CHECKING:
    import pandas
    import pyarrow

Row = TypeVar("Row", bound=Record)


@dataclass(frozen=True, slots=True)
class Rows(Sequence[Row], Generic[Row]):
    """The answer to a question: rows of one type, in their order.

    An answer without rows still knows its columns. `to_pandas` and `to_arrow` need the packages of
    those names (the extra `tables`).
    """

    type: type[Row]
    rows: tuple[Row, ...]

    @overload
    def __getitem__(self, index: int) -> Row: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Row, ...]: ...

    def __getitem__(self, index: int | slice) -> Row | tuple[Row, ...]:
        """The row at `index`, or the rows of a slice."""
        return self.rows[index]

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    def __iter__(self) -> Iterator[Row]:
        """The rows in their order."""
        return iter(self.rows)

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the fields."""
        return self.type.__struct_fields__

    def to_dicts(self) -> list[dict[str, Any]]:
        """The rows as dicts of plain values, days as ISO text."""
        return [msgspec.json.decode(msgspec.json.encode(row)) for row in self.rows]

    def to_jsonl(self) -> str:
        """The rows as JSON Lines."""
        return "".join(msgspec.json.encode(row).decode() + "\n" for row in self.rows)

    def to_csv(self) -> str:
        """The rows as CSV with a head; lists are joined by `|`, unknown is empty."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self.columns)
        for row in self.to_dicts():
            writer.writerow([_cell(row[name]) for name in self.columns])
        return out.getvalue()

    def to_pandas(self) -> pandas.DataFrame:
        """The rows as a data frame; days as ISO text, since pandas knows none before 1677."""
        import pandas

        return pandas.DataFrame(self.to_dicts(), columns=list(self.columns))

    def to_arrow(self) -> pyarrow.Table:
        """The rows as an Arrow table; days are `date32`, lists are lists of text."""
        import pyarrow

        columns = {name: [_value(getattr(row, name)) for row in self.rows] for name in self.columns}
        return pyarrow.table(columns)


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return "|".join(map(str, value))
    if isinstance(value, dict):
        return msgspec.json.encode(value).decode()
    return "" if value is None else value


def _value(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


class Told(Record, frozen=True, kw_only=True):
    """What every row of the account has: which entry, when, how well told, since when known.

    `start` and `end` bound when it happened (None: unknown or open), `reports` counts the reports
    that tell of it, `origins` the independent ones, `known` is the first day on which it was known,
    `quote` the words of the first report.
    """

    id: str
    start: date | None
    end: date | None
    precision: str
    reports: int
    origins: int
    confidence: float
    known: date
    conflicts: tuple[str, ...]
    quote: str


class HappeningRow(Told, frozen=True, kw_only=True):
    """A happening: type, parties by code, people by name, place and figures."""

    type: str
    mode: str | None
    cameo: str | None
    status: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    people: tuple[str, ...]
    place: str | None
    dead: int | None
    injured: int | None
    size: int | None


class ContactRow(Told, frozen=True, kw_only=True):
    """A call, meeting, visit or letter of the ledger."""

    channel: str
    status: str | None
    participants: tuple[str, ...]
    people: tuple[str, ...]
    initiator: str | None
    place: str | None
    topics: tuple[str, ...]


class AgreementRow(Told, frozen=True, kw_only=True):
    """An agreement of the register, with the steps that are known of it."""

    name: str
    acronym: str | None
    kind: str
    status: str | None
    parties: tuple[str, ...]
    steps: tuple[str, ...]
    names: tuple[str, ...]


class DesignationRow(Told, frozen=True, kw_only=True):
    """A title conferred, renewed or removed."""

    title: str
    action: str
    by: tuple[str, ...]
    to: tuple[str, ...]


class TimelineRow(Told, frozen=True, kw_only=True):
    """Anything between two parties, in the order of time."""

    kind: str
    type: str
    what: str
    parties: tuple[str, ...]


class TallyRow(Record, frozen=True, kw_only=True):
    """A claim of sequence or count, held against the whole record.

    `checked` is what the report's own records say of it, `record` what the whole record says;
    `counted` are the contacts that the record knows of that kind, `missing` the parties or the
    number that the claim has and the record lacks.
    """

    report: str
    date: date | None
    subject: str | None
    kind: str
    number: int | None
    what: str
    window: str | None
    checked: str
    record: str
    counted: int | None
    missing: tuple[str, ...]
    quote: str


class OfficeRow(Record, frozen=True, kw_only=True):
    """Somebody in an office. `start` and `end` are those of the tenure, or of what reports saw.

    `basis` is `table` for the shipped tables and tables of one's own, `reports` for what reports
    call people; `conflict` says what speaks against it.
    """

    person: str
    office: str
    country: str
    start: date | None
    end: date | None
    basis: str
    source: str
    conflict: str | None


class FoundRow(Record, frozen=True, kw_only=True):
    """A report in which words were found, with an excerpt; `[` and `]` stand about the words."""

    report: str
    doc: str
    date: date | None
    publisher: str | None
    title: str | None
    excerpt: str
    entries: tuple[str, ...]


class ProblemRow(Record, frozen=True, kw_only=True):
    """What could not be done, for which report or source."""

    code: str
    detail: str
    source: str | None
    report: str | None


class StatRow(Record, frozen=True, kw_only=True):
    """A count."""

    what: str
    count: int


def say_when(when: When) -> str:
    """A date in a few characters, as precise as it is known: 2016, 2016-06, 2021-01-27, ≤ …"""
    start, end = when.start, when.end
    if start is None and end is None:
        return "?"
    if start is None:
        return f"≤ {end}"
    if end is None:
        return f"≥ {start}"
    if start == end:
        return str(start)
    if when.precision == "year" and start.year == end.year:
        return str(start.year)
    if when.precision == "month":
        return start.isoformat()[:7]
    return f"{start}…{end}"
