"""How far two careful readers agree, and the coder with each of them.

    python tools/second_reader.py

A second reader, who knew the annotation guide but neither gold nor coder, read all reports of
`real_closed.jsonl` and 56 of the development gold anew (tests/standoff/second): type, sides with
their countries and status of each event. What one reader finds is scored as if it were coded and
the other's were gold. The texts lie in shared/ beside the checkout; without it nothing is measured.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from shared import ROOT, shared_dir

from communique import Coder
from communique.evaluate import Document, as_document, read_documents, report_of
from communique.evaluate.scores import score_documents
from standoff import with_texts

SECOND = ROOT / "tests" / "standoff" / "second"
FIGURES = ("event type", "event type+dyad", "event type+exact sides")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.parse_args(arguments)
    shared = shared_dir()
    if shared is None:
        say("no folder shared/ beside the checkout: the texts are not here")
        return 0
    coder = Coder()
    for path in sorted(SECOND.glob("*.jsonl")):
        second = read_documents(with_texts(path, shared))
        first = {key: gold for key, gold in golds(path.name, shared).items() if key in second}
        reports = (report_of(gold) for gold in first.values())
        coded = {one.doc.id: as_document(one) for one in coder.code_many(reports)}
        events = sum(len(gold.events or ()) for gold in first.values())
        say(f"{path.name}: {len(first)} reports, {events} events; F1 of {', '.join(FIGURES)}")
        say(f"  the readers with each other   {agreement(first, second)}")
        say(f"  the coder with the first      {agreement(first, coded)}")
        say(f"  the coder with the second     {agreement(second, coded)}")
    return 0


def golds(name: str, shared: Path) -> dict[str, Document]:
    """What the first reader found: a file of gold in shared/, or standoff gold of ours."""
    own = ROOT / "tests" / "standoff" / name
    path = with_texts(own, shared) if own.exists() else shared / "gold" / name
    return read_documents(path)


def agreement(one: Mapping[str, Document], other: Mapping[str, Document]) -> str:
    """The F1 figures of one reading against another, side by side."""
    counts = score_documents(one, other).counts
    return "  ".join(f"{counts[name].row()['f1']:.3f}" for name in FIGURES)


def say(line: str) -> None:
    """Print a line."""
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main())
