"""Fit the confidence of events and contacts on gold: of those given 0.8, 80 % should be right.

    python tools/calibrate.py            measure, by cross-validation over reports
    python tools/calibrate.py --write    fit on all gold, and write vocab/data/confidence

An event is right if gold has one of its type and parties, a contact if gold has one of half its
parties or more. The gold is that of tests/corpus, tests/standoff and the optional folder shared/;
only weights come from it into the project. Agreements, designations, statements and tallies have
too little gold: theirs is the weight that their rule states.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import yaml
from shared import ROOT, shared_dir

from communique import Coder
from communique.assemble.trust import Trust
from communique.evaluate import Document, as_document, read_documents, report_of
from communique.evaluate.calibration import measure
from communique.evaluate.events import Level, pair_events
from communique.evaluate.forms import ContactForm, places
from communique.evaluate.pairing import pair
from communique.vocab.files import data_dir
from standoff import STANDOFF, with_texts

KINDS = ("event", "contact")
#: Reports are dealt to so many folds; weights other than that of "one" are held small by RIDGE.
FOLDS, RIDGE, STEPS = 10, 5.0, 60
#: Texts that were written to be hard: what is right in two of three of them is right in three of
#: four reports as they are.
HARD = frozenset({"force.jsonl", "nearmiss.jsonl", "words.jsonl"})
#: Marked in one pass by one reader: too rough to fit by.
ROUGH = "marks_"
SMALL = 0.04  # weights below this are dropped


class Listener(Trust):
    """Trust that remembers the signs that it weighed, in the order of the records."""

    def __init__(self) -> None:
        super().__init__(least=0)  # also of what is left out
        self.seen: dict[str, list[dict[str, float]]] = defaultdict(list)

    def weigh(self, kind: str, signs: Mapping[str, float]) -> float:
        """Remember, then weigh."""
        self.seen[kind].append(dict(signs))
        return super().weigh(kind, signs)


@dataclass(frozen=True, slots=True)
class Row:
    """A record: its report, its signs, the confidence that it has now, and whether it is right."""

    report: str
    signs: Mapping[str, float]
    now: float
    right: bool


@dataclass(slots=True)
class Rows:
    """The records of all gold, by kind."""

    by_kind: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))

    def add(self, gold: Document, found: Document, listener: Listener) -> None:
        """Add the records of one report, judged by its gold, of the kinds that the gold has."""
        judged = {
            "event": ([e.confidence for e in found.events or ()], right_events(gold, found)),
            "contact": ([c.confidence for c in found.contacts or ()], right_contacts(gold, found)),
        }
        if gold.contacts is None:
            del judged["contact"]
        for kind, (given, right) in judged.items():
            for number, signs in enumerate(listener.seen[kind]):
                now = given[number] or 0.0
                self.by_kind[kind].append(Row(gold.doc.key, signs, now, number in right))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", action="store_true", help="write the weights")
    args = parser.parse_args(arguments)
    coder, rows = Coder(), Rows()
    for path in gold_files():
        for gold in read_documents(path).values():
            coder.assemble.trust = listener = Listener()
            found = as_document(coder.code_report(report_of(gold)))
            rows.add(gold, found, listener)
    weights = {kind: dict(values) for kind, values in Trust().weights.items()}
    for kind in KINDS:
        report_kind(kind, rows.by_kind[kind])
        weights[kind] = fit(rows.by_kind[kind])
    if args.write:
        write(weights)
    return 0


def gold_files() -> Iterator[Path]:
    """Yield the gold: our own but for what was written to be hard, and that of shared/ if there."""
    corpora = sorted((ROOT / "tests" / "corpus").glob("*.jsonl"))
    yield from (path for path in corpora if path.name not in HARD)
    shared = shared_dir()
    for name in ("dev.jsonl", "linking_dev.jsonl"):
        if shared and (shared / "gold" / name).exists():
            yield shared / "gold" / name
    if shared:
        full = (path for path in STANDOFF if not path.stem.startswith(ROUGH))
        yield from (with_texts(path, shared) for path in full)


def right_events(gold: Document, found: Document) -> set[int]:
    """The numbers of the events that gold has too, in type and parties."""
    pairing = pair_events(gold, found)
    return {
        p
        for g, p in pairing.pairs
        if pairing.level(pairing.gold[g], pairing.found[p]) >= Level.DYAD
    }


def right_contacts(gold: Document, found: Document) -> set[int]:
    """The numbers of the contacts that gold has too, in half of the parties or more."""

    def weight(g: ContactForm, p: ContactForm) -> float:
        mine = places(gold.parties(g.participants))
        theirs = places(found.parties(p.participants))
        both = len(mine & theirs)
        return both / len(mine | theirs) if both * 2 >= len(mine | theirs) else 0.0

    return {p for _, p in pair(gold.contacts or (), found.contacts or (), weight)}


def fit(rows: Sequence[Row]) -> dict[str, float]:
    """The weights of a ridge logistic regression, by Newton's method."""
    signs = sorted({sign for row in rows for sign in row.signs})
    x = np.array([[row.signs.get(sign, 0.0) for sign in signs] for row in rows])
    y = np.array([row.right for row in rows], dtype=float)
    ridge = np.diag([0.01 if sign == "one" else RIDGE for sign in signs])
    w = np.zeros(len(signs))
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ w))
        slope = x.T @ (y - p) - ridge @ w
        w += np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + ridge, slope)
    kept = zip(signs, w, strict=True)
    return {sign: round(float(value), 2) for sign, value in kept if abs(value) > SMALL}


def report_kind(kind: str, rows: Sequence[Row]) -> None:
    """Print how well a kind is calibrated now, and how well weights fitted on other reports do."""
    reports = sorted({row.report for row in rows})
    fold = {report: number % FOLDS for number, report in enumerate(reports)}
    fresh: list[tuple[float, bool]] = []
    for number in range(FOLDS):
        trust = Trust({kind: fit([row for row in rows if fold[row.report] != number])})
        held = [row for row in rows if fold[row.report] == number]
        fresh += [(trust.weigh(kind, row.signs), row.right) for row in held]
    share = sum(row.right for row in rows) / len(rows)
    now, then = error((row.now, row.right) for row in rows), error(fresh)
    sys.stdout.write(
        f"{kind:8} {len(rows):5} records, {share:.3f} right; calibration error now {now:.3f},"
        f" with weights from other reports {then:.3f}\n"
    )


def error(points: Iterable[tuple[float, bool]]) -> float:
    """The expected calibration error of pairs of confidence and truth."""
    calibration = measure(list(points))
    return calibration.error if calibration else 0.0


def write(weights: Mapping[str, Mapping[str, float]]) -> None:
    """Write the weights, the largest first."""
    ordered = {
        kind: dict(sorted(values.items(), key=lambda item: (-abs(item[1]), item[0])))
        for kind, values in weights.items()
    }
    head = (
        "# What each sign weighs in the logit of a record's confidence; see tools/calibrate.py.\n"
    )
    body = yaml.safe_dump(ordered, sort_keys=False)
    (data_dir("confidence") / "weights.yaml").write_text(head + body, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
