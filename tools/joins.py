"""Print joins of a record to be read by hand: happenings that several reports tell, at random.

    python tools/joins.py communique.db               fifty of them, with the words of each report
    python tools/joins.py communique.db --seed 7 --most 20
    python tools/joins.py communique.db --table       a row each, for a list of verdicts

A seed gives the same happenings of the same record.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from communique.account import Entry
from communique.query import Record, say_when
from communique.query.build import codes_of, what

AROUND = 100  # characters of a text shown on both sides of the words


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("record", type=Path, help="the record")
    parser.add_argument("--seed", type=int, default=1, help="of the drawing")
    parser.add_argument("--most", type=int, default=50, help="how many")
    parser.add_argument("--table", action="store_true", help="a row of a table each")
    args = parser.parse_args(arguments)
    with Record.open(args.record) as record:
        told = [entry for entry in record.entries("happening") if entry.reports > 1]
        chosen = random.Random(args.seed).sample(told, min(args.most, len(told)))
        sys.stdout.write(f"{len(chosen)} of {len(told)} happenings told by several reports\n")
        for number, entry in enumerate(chosen, start=1):
            lines = [row(record, entry)] if args.table else in_full(record, entry)
            sys.stdout.writelines(
                f"{number}. {line}\n" if not n else f"   {line}\n" for n, line in enumerate(lines)
            )
    return 0


def row(record: Record, entry: Entry) -> str:
    """Type, days, parties and reports of a happening, between bars."""
    docs = ", ".join(sorted(teller.report.doc for teller in record.tellers(entry.id)))
    when = say_when(entry.when)
    return f"| {entry.type} | {when} | {', '.join(codes_of(entry))} | {docs} |"


def in_full(record: Record, entry: Entry) -> Iterator[str]:
    """Yield what a happening is, and of each report the words that tell it."""
    yield f"{entry.id} {what(entry)}, {say_when(entry.when)}"
    for teller in record.tellers(entry.id):
        report = teller.report
        yield f"[{report.date} {report.doc} {report.title or ''}]"
        for telling in teller.tellings:
            words = next(iter(telling.evidence), None)
            if words is None:
                continue
            before = report.text[max(0, words.start - AROUND) : words.start]
            after = report.text[words.end : words.end + AROUND]
            body = telling.body
            people = [one.name for one in telling.names.values() if one.kind == "person"]
            yield f"  {body['type']} {body.get('mode') or ''} {body['date']} {people}"
            yield f"  …{before}«{words.quote}»{after}…".replace("\n", " ")


if __name__ == "__main__":
    sys.exit(main())
