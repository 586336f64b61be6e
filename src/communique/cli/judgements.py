"""What people judged, on the command line: listed, given out as gold, and how far they agree."""

from __future__ import annotations

import sys
from collections import Counter
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.console import Console

from communique.cli.ask import As, Form, write_rows
from communique.cli.common import RecordPath
from communique.errors import ExportError
from communique.judged import gold_of
from communique.query import Record, Review

judgements = typer.Typer(
    help="What people judged: list it, give it out as gold, see how far they agree.\n\n"
    "    communique judgements list",
    no_args_is_help=True,
    rich_markup_mode=None,
)


class GoldForm(StrEnum):
    """What judgements are given out as."""

    gold = "gold"
    jsonl = "jsonl"
    csv = "csv"


By = Annotated[str | None, typer.Option("--by", help="Only this person's judgements.")]
Unsure = Annotated[bool, typer.Option("--unsure", help="Count unsure as a verdict of its own.")]


@judgements.command("list")
def list_judgements(
    record: RecordPath = None,
    by: By = None,
    undone: Annotated[bool, typer.Option("--undone", help="Also those taken back.")] = False,
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 100,
    format: As = Form.table,
) -> None:
    """List judgements, the latest first.

    communique judgements list --by ann
    """
    with Record.open(record) as book:
        rows = book.review.judgements(by=by, undone=undone, limit=limit)
        columns = ("number", "at", "by", "verdict", "kind", "type", "field", "value", "record")
        write_rows(rows, format, columns)


@judgements.command()
def agreement(record: RecordPath = None, unsure: Unsure = False, format: As = Form.table) -> None:
    """Say how far people agree on what two of them judged, and how much they found right.

    communique judgements agreement
    """
    with Record.open(record) as book:
        review = book.review
        pairs = ("a", "b", "kind", "records", "equal", "kappa", "alpha", "counts")
        write_rows(review.agreement(unsure=unsure), format, pairs)
        if format is not Form.table:
            return
        alpha = review.alpha(unsure=unsure)
        said = "can't be computed" if alpha is None else f"{alpha:.4f}"
        sys.stdout.write(f"Krippendorff's alpha over all people: {said}\n\n")
        shares = (
            "kind", "type", "judged", "right", "edited", "wrong", "unsure", "precision", "low",
            "high",
        )  # fmt: skip
        write_rows(review.precision(by_type=True), format, shares)


@judgements.command()
def export(
    record: RecordPath = None,
    by: By = None,
    format: Annotated[
        GoldForm, typer.Option("--format", "-f", help="Gold, or the judgements one by one.")
    ] = GoldForm.gold,
    whole: Annotated[
        bool, typer.Option("--whole", help="Only reports that were reviewed to the end.")
    ] = False,
    out: Annotated[Path, typer.Option("--out", "-o", help="A file; - is standard output.")] = Path(
        "-"
    ),
) -> None:
    """Give out what people judged as gold in the form of the records, or one by one.

    A report is gold in full once all its records are judged and somebody said that nothing is
    missing. Of others the events found right are given out, marked `"reviewed": "part"` and
    `"scored": "one"`, so that further events are no false alarms.

        communique judgements export --out gold.jsonl && communique score gold.jsonl
    """
    if whole and format is not GoldForm.gold:
        raise ExportError("--whole is about gold; judgements one by one know no whole reports")
    with Record.open(record) as book:
        if format is GoldForm.gold:
            lines, said = _gold(book.review, by=by, whole=whole)
        else:
            rows = book.review.judgements(by=by)
            lines = rows.to_csv() if format is GoldForm.csv else rows.to_jsonl()
            said = f"{len(rows)} judgements"
    if out == Path("-"):
        sys.stdout.write(lines)
    else:
        try:
            out.write_text(lines, "utf-8")
        except OSError as error:
            raise ExportError(f"{out}: cannot be written ({error.strerror})") from error
    Console(stderr=True).print(said, markup=False, soft_wrap=True)


def _gold(review: Review, *, by: str | None, whole: bool) -> tuple[str, str]:
    """The gold as lines, and what it is in words."""
    reports = list(review.judged_reports(by=by))
    named = Counter(judged.machine.doc.id for _, judged in reports)
    counts: Counter[str] = Counter()
    lines: list[str] = []
    for key, judged in reports:
        id = judged.machine.doc.id
        found = gold_of(judged, key=id if named[id] == 1 else key)
        if found is None or (whole and found["reviewed"] != "whole"):
            continue
        counts[found["reviewed"]] += 1
        counts["disputed"] += sum(mark.disputed for mark in judged.marks.values())
        counts["lost"] += len(judged.lost)
        lines.append(msgspec.json.encode(found).decode() + "\n")
    said = f"{counts['whole']} reports reviewed to the end, {counts['part']} in part"
    for name, why in (
        ("disputed", "records on which people differ (the latest word stands)"),
        ("lost", "judgements whose record is no more"),
    ):
        said += f"; {counts[name]} {why}" if counts[name] else ""
    return "".join(lines), said
