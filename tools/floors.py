"""Score the coder on the gold and hold it to the floors of quality/floors.json.

    python tools/floors.py            compare; exit status 1 if a figure fell below its floor
    python tools/floors.py --show     print all figures, by type too
    python tools/floors.py --raise    set the floors a little below the figures reached, never down

A floor holds for one gold file, known by its SHA-256. The corpus of our own lies in tests/corpus;
further gold, and the texts of tests/standoff, in shared/ beside the checkout (or where
COMMUNIQUE_SHARED says): without that folder only our own is compared.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from marked import marked_files
from shared import ROOT, shared_dir

from communique import CodedReport, Coder, Report, from_json, to_json
from communique.evaluate import (
    Document,
    as_document,
    evaluate,
    find_times,
    read_documents,
    read_marked,
    read_readouts,
    read_times,
    report_lines,
    report_of,
    score_marked,
    score_readouts,
    score_times,
)
from communique.evaluate.linking import joining_figures, read_linking
from communique.evaluate.marked import DAY
from communique.link import Linker
from communique.link.account import account_of
from standoff import STANDOFF, with_texts

FLOORS = ROOT / "quality" / "floors.json"
CODED = ROOT / "build" / "gold"
CORPUS = ROOT / "tests" / "corpus"
#: Our own corpus: one file a field, each measured by itself.
OURS = (*sorted(CORPUS.glob("*.jsonl")), CORPUS / "linking" / "stories.jsonl")
#: Our own texts in which only the words of events and sides are marked.
MARKED = tuple(marked_files())
#: What is no measure of quality: neither better high nor better low.
COUNTS = frozenset({"readouts", "coded", "contacts_per_readout", "gold"})
#: The figures are rounded to four places, and so are the floors: less than half of that is no fall.
SLACK = 0.00005
#: Processors round differently, and so parse a word or two otherwise: floors lie so much lower.
MARGIN = 0.01
#: So few reports or gold events say little about calibration.
FEW = 100
CALIBRATION = "1 - calibration error"
#: Calibration need not be better than this. Its error adds up distances, so that chance alone makes
#: two or three hundredths of it among some hundred events.
CALIBRATED = 0.92


@dataclass(frozen=True, slots=True)
class Measured:
    """The figures of a gold file, all better if higher, and the lines that tell them in full."""

    figures: Mapping[str, float]
    lines: tuple[str, ...]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--show", action="store_true", help="print all figures")
    parser.add_argument("--raise", dest="lift", action="store_true", help="raise the floors")
    parser.add_argument("--only", metavar="FILE", help="one gold file, e.g. dev.jsonl")
    args = parser.parse_args(arguments)
    floors: dict[str, Any] = json.loads(FLOORS.read_text("utf-8"))
    coder = Coder()
    worst = 0
    for name, gold in gold_files().items():
        if args.only not in (None, name):
            continue
        if not gold.exists():
            say(f"{name}: skipped, not in {gold.parent.name}/")
            continue
        measured = MEASURES[name](coder, gold)
        if args.show:
            say("\n".join((name, *measured.lines, "")))
            continue
        digest = hashlib.sha256(gold.read_bytes()).hexdigest()
        entry = floors["gold"].setdefault(name, {"sha256": digest, "floors": {}})
        worst = max(worst, compare(name, entry, measured.figures, digest, lift=args.lift))
    if args.lift:
        FLOORS.write_text(json.dumps(floors, indent=2) + "\n", "utf-8")
    return worst


def gold_files() -> dict[str, Path]:
    """The gold files by name: ours, then those of shared/ if it is there."""
    shared = shared_dir()
    if shared is None:
        say("no folder shared/ beside the checkout: only the corpus of our own is compared")
        return {path.name: path for path in (*OURS, *MARKED)}
    gold = {name: shared / "gold" / name for name in MEASURES if name.endswith(".jsonl")}
    gold |= {path.name: with_texts(path, shared) for path in STANDOFF}
    return gold | {path.name: path for path in (*OURS, *MARKED)}


def measure_records(coder: Coder, gold: Path) -> Measured:
    """Score all kinds of records.

    Left out of the figures are shares of the events found: finding more of the hard ones may lower
    them.
    """
    wanted = read_documents(gold)
    found, failures = code(coder, gold, [report_of(document) for document in wanted.values()])
    evaluation = evaluate(wanted, found)
    scores = evaluation.scores
    figures = {f"{name}: f1": count.row()["f1"] for name, count in scores.counts.items()}
    told = sum(len(document.events or ()) for document in wanted.values())
    if evaluation.calibration is not None and min(len(wanted), told) > FEW:
        figures[CALIBRATION] = 1 - evaluation.calibration.error
    figures |= {"broken records": 0.0 - len(scores.broken), "reports that failed": 0.0 - failures}
    figures |= measure_joining(gold)
    return Measured(figures, tuple(report_lines(evaluation, by_type=True)))


def measure_joining(gold: Path) -> dict[str, float]:
    """Score how the records coded last are joined, if the gold says what they tell of."""
    linked = read_linking(gold)
    if not linked.is_linked:
        return {}
    with (CODED / gold.name).open("rb") as lines:
        coded = {record.doc.id: record for record in map(from_json, lines)}
    return joining_figures(linked, coded, account_of(coded.values(), Linker.load()))


def measure_readouts(coder: Coder, gold: Path) -> Measured:
    """Score the contacts of readouts."""
    readouts = read_readouts(gold)
    documents = (Document(doc=readout.doc) for readout in readouts)
    found, failures = code(coder, gold, [report_of(document) for document in documents])
    return of_rows(score_readouts(readouts, found), failures)


def measure_times(_: Coder, gold: Path) -> Measured:
    """Score the time expressions."""
    wanted = read_times(gold)
    docs = (one.doc for one in wanted.values())
    reports = (Report(id=doc.id, date=doc.date, text=doc.text) for doc in docs)
    row = score_times(wanted, {one.doc.id: one for one in find_times(reports)})
    return of_rows({name: value for name, value in row.items() if name.endswith("f1")}, 0)


def measure_marked(coder: Coder, gold: Path) -> Measured:
    """Score the events of marked texts; that of their sides is a share of the events found."""
    reports = read_marked(gold)
    records = coder.code_many(Report(id=one.id, date=DAY, text=one.text) for one in reports)
    scores = score_marked(reports, {record.doc.id: record for record in records})
    rows = {name: score.row() for name, score in sorted(scores.items())}
    lines = tuple(f"{name:10} {row}" for name, row in rows.items())
    return Measured({"event type: f1": rows["all"]["f1"]}, lines)


def of_rows(row: Mapping[str, float], failures: int) -> Measured:
    """The figures of a scorer that gives one row."""
    figures = {name: value for name, value in row.items() if name not in COUNTS}
    lines = tuple(f"{name:34} {value}" for name, value in row.items())
    return Measured(figures | {"reports that failed": 0.0 - failures}, lines)


def code(coder: Coder, gold: Path, reports: Sequence[Report]) -> tuple[dict[str, Document], int]:
    """Code reports: what is said of each, kept in build/ too, and how many failed."""
    CODED.mkdir(parents=True, exist_ok=True)
    found, failures = {}, 0
    with (CODED / gold.name).open("wb") as out:
        for record in coder.code_many(reports):
            out.write(to_json(record) + b"\n")
            found[record.doc.id] = as_document(record)
            failures += has_failed(record)
    return found, failures


def has_failed(record: CodedReport) -> bool:
    """Whether a bug stopped the coding of a report."""
    return any(problem.code == "coder-failed" for problem in record.problems)


#: The gold files, in the order of the comparison, and how each is measured.
MEASURES: Mapping[str, Callable[[Coder, Path], Measured]] = {
    **{path.name: measure_records for path in (*OURS, *STANDOFF)},
    **{path.name: measure_marked for path in MARKED},
    "dev.jsonl": measure_records,
    "plover_gsr_dev.jsonl": measure_records,
    "linking_dev.jsonl": measure_records,
    "readout_contacts_dev.jsonl": measure_readouts,
    "times_dev.jsonl": measure_times,
}


def compare(
    name: str, entry: dict[str, Any], figures: Mapping[str, float], digest: str, *, lift: bool
) -> int:
    """Print the figures beside their floors; 1 if one is below. With `lift`, raise the floors."""
    if entry["sha256"] != digest:
        say(f"{name}: the gold has changed; its floors are void: see make floors-raise")
        if not lift:
            return 1
        entry |= {"sha256": digest, "floors": {}}
    floors: dict[str, float] = entry["floors"]
    failed = [f for f, floor in floors.items() if figures.get(f, float("-inf")) < floor - SLACK]
    say(name)
    for figure, value in figures.items():
        mark = "  BELOW" if figure in failed else ""
        floor = f"{floors[figure]:9.4f}" if figure in floors else "        -"
        say(f"  {figure:44} {value:9.4f}   floor {floor}{mark}")
    for figure in failed:
        if figure not in figures:
            say(f"  {figure:44}   missing   floor {floors[figure]:9.4f}  BELOW")
    if lift:
        entry["floors"] = {
            figure: max(raised(figure, value), floors.get(figure, raised(figure, value)))
            for figure, value in figures.items()
        }
    return int(bool(failed))


def raised(figure: str, value: float) -> float:
    """The floor that a figure sets: itself where it counts failures, else a little below."""
    floor = round(value - MARGIN, 4) if value > 0 else value
    return min(floor, CALIBRATED) if figure == CALIBRATION else floor


def say(line: str) -> None:
    """Print a line of the result."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
