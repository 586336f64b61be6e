"""Questions to the record, on the command line: the words of `communique.query.Record`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, get_args

import msgspec
import typer

from communique.cli.common import DAY, RecordPath, legible, put, read_moment
from communique.cli.sheets import print_rows, print_shown, print_ties
from communique.errors import QuestionError
from communique.query import Record, Rows, Shown
from communique.query.rows import Row
from communique.records import Channel

ask = typer.Typer()


class Form(StrEnum):
    """What an answer is printed as."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"


class Period(StrEnum):
    """By what ties are counted."""

    month = "month"
    year = "year"


Since = Annotated[
    datetime | None,
    typer.Option(
        parser=read_moment, metavar=DAY, help="What may have happened on this day or later."
    ),
]
Until = Annotated[
    datetime | None,
    typer.Option(parser=read_moment, metavar=DAY, help="What may have happened by this day."),
]
Known = Annotated[
    datetime | None,
    typer.Option(
        "--as-known-on",
        parser=read_moment,
        metavar=DAY,
        help="Answer as the reports up to this day would.",
    ),
]
As = Annotated[Form, typer.Option("--format", "-f", help="What to print.")]
Types = Annotated[
    list[str] | None,
    typer.Option("--type", "-t", help="Only this type, such as AGREE. Repeatable."),
]
Parties = Annotated[
    list[str] | None,
    typer.Argument(help="Codes or names of countries or bodies; all must take part."),
]
Party = Annotated[str, typer.Argument(help="Code or name of a country or body: IND, India, NATO.")]


@ask.command()
def timeline(
    a: Party,
    b: Annotated[str | None, typer.Argument(help="The other party.")] = None,
    record: RecordPath = None,
    since: Since = None,
    until: Until = None,
    type: Types = None,
    as_known_on: Known = None,
    format: As = Form.table,
) -> None:
    """Tell all that the record has of one party, or between two, in the order of time.

    communique timeline USA IND --since 2016-01-01
    """
    with _opened(record) as book:
        _check(book, a, b, since=since, until=until, types=type or ())
        rows = book.timeline(
            a,
            b,
            since=_day(since),
            until=_day(until),
            types=type or (),
            as_known_on=_day(as_known_on),
        )
        write_rows(rows, format, ("when", "kind", "what", "told", "quote", "id"))


@ask.command()
def events(
    parties: Parties = None,
    record: RecordPath = None,
    since: Since = None,
    until: Until = None,
    type: Types = None,
    as_known_on: Known = None,
    format: As = Form.table,
) -> None:
    """List happenings, each made of all reports that tell of it.

    communique events ISR PSE --type ASSAULT --since 2023-10-01 --format csv
    """
    with _opened(record) as book:
        _check(book, *(parties or ()), since=since, until=until, types=type or ())
        rows = book.events(
            *(parties or ()),
            types=type or (),
            since=_day(since),
            until=_day(until),
            as_known_on=_day(as_known_on),
        )
        write_rows(
            rows, format, ("when", "type", "mode", "actors", "recipients", "told", "quote", "id")
        )


@ask.command()
def contacts(
    parties: Parties = None,
    person: Annotated[str | None, typer.Option(help="Only of this person.")] = None,
    channel: Annotated[
        list[str] | None, typer.Option(help="Only phone, video, meeting, visit … Repeatable.")
    ] = None,
    record: RecordPath = None,
    since: Since = None,
    until: Until = None,
    as_known_on: Known = None,
    format: As = Form.table,
) -> None:
    """List the ledger: who spoke with whom, when, how, where and about what.

    communique contacts --person "Lloyd Austin"
    """
    with _opened(record) as book:
        _check(book, *(parties or ()), since=since, until=until)
        if wrong := sorted(set(channel or ()) - set(get_args(Channel))):
            known = ", ".join(get_args(Channel))
            raise QuestionError(f"there is no channel {wrong[0]!r}; the channels are {known}")
        rows = book.contacts(
            *(parties or ()),
            person=person,
            channels=channel or (),
            since=_day(since),
            until=_day(until),
            as_known_on=_day(as_known_on),
        )
        write_rows(
            rows, format, ("when", "channel", "status", "people", "participants", "told", "id")
        )


@ask.command()
def agreements(
    parties: Parties = None,
    name: Annotated[str | None, typer.Option(help="Only those that go by this name.")] = None,
    record: RecordPath = None,
    since: Since = None,
    until: Until = None,
    as_known_on: Known = None,
    format: As = Form.table,
) -> None:
    """List the register of agreements, each once, with its steps.

    communique agreements IND
    """
    with _opened(record) as book:
        _check(book, *(parties or ()), since=since, until=until)
        rows = book.agreements(
            *(parties or ()),
            name=name,
            since=_day(since),
            until=_day(until),
            as_known_on=_day(as_known_on),
        )
        write_rows(rows, format, ("acronym", "name", "parties", "steps", "told", "id"))


@ask.command()
def agreement(
    name: Annotated[str, typer.Argument(help="Acronym, name or id.")],
    record: RecordPath = None,
    as_known_on: Known = None,
    format: As = Form.table,
) -> None:
    """Show one agreement: parties, steps, provisions, and the words that tell them.

    communique agreement LEMOA
    """
    with _opened(record) as book:
        _show(book.agreement(name, as_known_on=_day(as_known_on)), format)


@ask.command()
def designations(
    parties: Parties = None,
    record: RecordPath = None,
    since: Since = None,
    until: Until = None,
    as_known_on: Known = None,
    format: As = Form.table,
) -> None:
    """List titles that one side conferred on another, renewed or took away.

    communique designations USA IND
    """
    with _opened(record) as book:
        _check(book, *(parties or ()), since=since, until=until)
        rows = book.designations(
            *(parties or ()),
            since=_day(since),
            until=_day(until),
            as_known_on=_day(as_known_on),
        )
        write_rows(rows, format, ("when", "action", "title", "by", "to", "told", "id"))


@ask.command()
def who(
    office: Annotated[str, typer.Argument(help="An office in English words.")],
    country: Party,
    on: Annotated[
        datetime | None,
        typer.Option(parser=read_moment, metavar=DAY, help="On this day; else at any time."),
    ] = None,
    record: RecordPath = None,
    as_known_on: Known = None,
    format: As = Form.table,
) -> None:
    """Say who held an office: by the tables, and by what the reports call people.

    communique who "defence secretary" USA --on 2018-06-12
    """
    with _opened(record) as book:
        rows = book.who(office, country, on=_day(on), as_known_on=_day(as_known_on))
        write_rows(
            rows, format, ("person", "office", "country", "when", "basis", "source", "conflict")
        )


@ask.command()
def tallies(
    person: Annotated[str | None, typer.Option(help="Only of this person.")] = None,
    record: RecordPath = None,
    as_known_on: Known = None,
    format: As = Form.table,
) -> None:
    """List claims of sequence and count, each checked against the whole record.

    communique tallies --person "Lloyd Austin"
    """
    with _opened(record) as book:
        rows = book.tallies(person=person, as_known_on=_day(as_known_on))
        columns = ("date", "subject", "kind", "number", "what", "window", "record", "counted",
                   "missing")  # fmt: skip
        write_rows(rows, format, columns)


@ask.command()
def search(
    text: Annotated[str, typer.Argument(help='Words; a "phrase"; OR, NOT, begin*.')],
    limit: Annotated[int, typer.Option(min=1, help="At most so many reports.")] = 20,
    record: RecordPath = None,
    as_known_on: Known = None,
    format: As = Form.table,
) -> None:
    """Find reports by their words, best first.

    communique search "logistics agreement"
    """
    with _opened(record) as book:
        rows = book.search(legible(text), limit=limit, as_known_on=_day(as_known_on))
        write_rows(rows, format, ("date", "publisher", "title", "excerpt", "report"))


@ask.command()
def show(
    id: Annotated[str, typer.Argument(help="Of an entry, a report, or REPORT/RECORD.")],
    record: RecordPath = None,
    as_known_on: Known = None,
    format: As = Form.table,
) -> None:
    """Show all fields of one thing, and all the words that they rest on.

    communique show h0123456789abcdef
    """
    with _opened(record) as book:
        _show(book.show(id, as_known_on=_day(as_known_on)), format)


@ask.command()
def ties(
    a: Party,
    b: Party,
    by: Annotated[Period, typer.Option(help="Count by month or year.")] = Period.year,
    record: RecordPath = None,
    since: Since = None,
    until: Until = None,
    as_known_on: Known = None,
    picture: Annotated[
        Path | None, typer.Option(help="Draw them into this file, .png or .svg.")
    ] = None,
    format: As = Form.table,
) -> None:
    """Count what passed between two parties, and say whether ties are on an upswing.

    communique ties USA IND --by year --picture usa-ind.svg
    """
    with _opened(record) as book:
        _check(book, a, b, since=since, until=until)
        found = book.ties(
            a,
            b,
            by=by.value,
            since=_day(since),
            until=_day(until),
            as_known_on=_day(as_known_on),
        )
        if picture is not None:
            from communique.query.chart import save_chart

            save_chart(found, picture)
        if format is Form.table:
            print_ties(found, sys.stdout)
        else:
            write_rows(found.rows, format, ())


@ask.command()
def problems(record: RecordPath = None, format: As = Form.table) -> None:
    """List what could not be read or coded, and why.

    communique problems --format csv
    """
    with _opened(record) as book:
        write_rows(book.problems(), format, ("code", "source", "report", "detail"))


@ask.command()
def stats(record: RecordPath = None, format: As = Form.table) -> None:
    """Count what the record has.

    communique stats
    """
    with _opened(record) as book:
        write_rows(book.stats(), format, ("what", "count"))


@contextmanager
def _opened(path: Path | None) -> Iterator[Record]:
    with Record.open(path) as book:
        yield book


def _check(
    book: Record,
    *parties: str | None,
    since: datetime | None,
    until: datetime | None,
    types: Sequence[str] = (),
) -> None:
    """Refuse what no record has an answer to, where an empty one would mislead."""
    if since and until and until < since:
        raise QuestionError(f"the period ends ({until.date()}) before it begins ({since.date()})")
    codes = [book.code(legible(party)) for party in parties if party]
    if twice := next((code for code in codes if codes.count(code) > 1), None):
        raise QuestionError(f"{twice} is named twice; name others, or one alone")
    for name in types:
        book.ontology.type(name)


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def write_rows(rows: Rows[Row], format: Form, columns: tuple[str, ...]) -> None:
    """Print rows; `columns` are those of a table."""
    if format is Form.table:
        print_rows(rows, sys.stdout, columns=columns)
    else:
        put(rows.to_jsonl() if format is Form.jsonl else rows.to_csv())


def _show(shown: Shown, format: Form) -> None:
    if format is Form.csv:
        raise QuestionError("one thing in full has no columns; print it as table or jsonl")
    if format is Form.table:
        print_shown(shown, sys.stdout)
    else:
        put(msgspec.json.encode(shown).decode() + "\n")
