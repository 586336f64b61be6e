"""Measure how fast the coder is, beside the bare parser on the same texts.

    python tools/bench.py [--limit N] [--batch N] [--model NAME]

Both take the same batches in turn, and the one that goes first changes with each batch, so that
what else the machine does weighs on both alike. The bare parser is the spaCy pipeline as
`spacy.load` gives it, with all components, over whole texts. Time is of one process; CPU seconds
count what it used, wall seconds what passed.
"""

from __future__ import annotations

import argparse
import platform
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import spacy
from shared import ROOT, shared_dir

from communique import Coder, Report
from communique.prepare import MODEL
from communique.read import read_reports


@dataclass
class Clock:
    """Seconds spent so far."""

    wall: float = 0.0
    cpu: float = 0.0

    def time(self, work: Callable[[], object]) -> None:
        """Do the work and add what it took."""
        wall, cpu = time.perf_counter(), time.process_time()
        work()
        self.wall += time.perf_counter() - wall
        self.cpu += time.process_time() - cpu


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--limit", type=int, default=600, help="so many reports (600)")
    parser.add_argument("--batch", type=int, default=64, help="reports a turn (64)")
    parser.add_argument("--model", default=MODEL, help=f"the spaCy pipeline ({MODEL})")
    args = parser.parse_args(arguments)
    source = find_corpus()
    reports = spread([r for r in read_reports([source]) if isinstance(r, Report)], args.limit)
    coder, nlp = Coder(model=args.model), spacy.load(args.model)
    warm = [report.text for report in reports[:8]]
    list(coder.code_many(reports[:8]))
    list(nlp.pipe(warm))
    ours, bare = Clock(), Clock()
    for turn, start in enumerate(range(0, len(reports), args.batch)):
        batch = reports[start : start + args.batch]
        runs = [
            lambda batch=batch: ours.time(lambda: list(coder.code_many(batch))),
            lambda batch=batch: bare.time(lambda: list(nlp.pipe([r.text for r in batch]))),
        ]
        for run in runs if turn % 2 == 0 else reversed(runs):
            run()
    words = sum(len(report.text.split()) for report in reports)
    report_speed(source.name, reports, words, {"communique": ours, f"{args.model} alone": bare})
    return 0


def find_corpus() -> Path:
    """The large sample in shared/ if it is there, else the samples of this checkout."""
    shared = shared_dir()
    bulk = shared / "corpora" / "bulk_sample.jsonl" if shared else None
    return bulk if bulk and bulk.exists() else ROOT / "samples" / "readouts.jsonl"


def spread(reports: Sequence[Report], limit: int) -> list[Report]:
    """At most `limit` reports, taken evenly from the whole."""
    step = max(1, -(-len(reports) // limit))
    return list(reports[::step])


def report_speed(
    name: str, reports: Sequence[Report], words: int, clocks: dict[str, Clock]
) -> None:
    """Print the table."""
    lines = [
        f"{len(reports)} reports, {words:,} words of {name}; Python {platform.python_version()}",
        f"{'':34}{'reports/s':>10}{'words/s':>12}{'wall s':>9}{'CPU s':>9}",
    ]
    for label, clock in clocks.items():
        speed = f"{len(reports) / clock.wall:10.1f}{words / clock.wall:12,.0f}"
        lines.append(f"{label:34}{speed}{clock.wall:9.2f}{clock.cpu:9.2f}")
    ours, bare = clocks.values()
    lines.append(
        f"time of the coder, parsing included, as a share of the bare parser's:"
        f" {ours.wall / bare.wall:.2f} (wall), {ours.cpu / bare.cpu:.2f} (CPU)"
    )
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    sys.exit(main())
