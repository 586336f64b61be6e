"""Measure how well reports are joined, beside a baseline; or fit the weights of signs.

    python tools/linking.py                  code and join our stories and shared/'s
    python tools/linking.py FILE…            the same for gold files of that form
    python tools/linking.py --misses         with every pair wrongly joined or apart, and why
    python tools/linking.py --fit            print weights fitted on all of them, and on readouts

What was joined is written to build/linking/NAME.happenings.jsonl, one line a happening or an
agreement's entry. The baseline joins by type, parties and date alone. The fit starts from the
weights that are shipped and moves them as far as the pairs of the gold ask for: it is a prior that
keeps them readable, and some hundred pairs are few. Gold has few pairs of other things; more are
taken from shared/'s readouts, of reports whose foreign partners have no country in common.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
from shared import ROOT, shared_dir

from communique import CodedReport, Coder, Report, to_json
from communique.account import Item, ItemKind, Key
from communique.evaluate import report_of
from communique.evaluate.linking import (
    Joined,
    LinkingGold,
    Told,
    groups_of,
    mistakes,
    read_linking,
    score_joining,
    told_agreements,
    told_events,
)
from communique.link import Linker
from communique.link.account import Account, account_of, candidate_pairs
from communique.read import read_reports

OWN = ROOT / "tests" / "corpus" / "linking" / "stories.jsonl"
BUILD = ROOT / "build" / "linking"
#: How far the fit may go from the shipped weights: their variance around them.
SPREAD = 1.0
STEPS = 40
KINDS: Mapping[ItemKind, str] = {"event": "happenings", "agreement": "agreements"}
Signs = dict[str, float]
#: So many pairs of readouts are taken that surely are two things; and whose readouts they are.
APART = 800
HOME = {"USA", "AUS"}


@dataclass(frozen=True, slots=True)
class Case:
    """A gold file, what was coded of it, and its account."""

    name: str
    gold: LinkingGold
    coded: Mapping[str, CodedReport]
    account: Account

    def told(self, kind: ItemKind) -> list[Told]:
        """The records of a kind that gold has too."""
        return (told_events if kind == "event" else told_agreements)(self.gold, self.coded)

    def size(self, kind: ItemKind) -> int:
        """How many of a kind gold has."""
        documents = self.gold.documents.values()
        return sum(len((d.events if kind == "event" else d.agreements) or ()) for d in documents)

    def items(self, kind: ItemKind) -> dict[tuple[str, str], Item]:
        """The items of a kind by the ids of report and record."""
        return {(i.doc, i.key.id): i for i in self.account.items.values() if i.key.kind == kind}

    def groups(self, kind: ItemKind) -> dict[tuple[str, str], str]:
        """By record, the entry that it is in."""
        return groups_of(self.account, kind)

    def baseline(self, kind: ItemKind) -> dict[tuple[str, str], str]:
        """By record, its type, parties and date."""
        return {place: repr(_plain(item)) for place, item in self.items(kind).items()}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path, help="gold files")
    parser.add_argument("--misses", action="store_true", help="list mistakes, with the signs")
    parser.add_argument("--fit", action="store_true", help="print fitted weights")
    args = parser.parse_args(arguments)
    linker, coder = Linker.load(), Coder()
    cases = [case_of(path, coder, linker) for path in args.files or gold_files()]
    for case in cases:
        for kind in KINDS:
            report(case, kind)
        report_lookalikes(case)
        if args.misses:
            for kind in KINDS:
                report_misses(case, kind, linker)
    if args.fit:
        for kind in KINDS:
            rows, right = pairs_of(kind, cases, linker)
            others = apart(coder, linker) if kind == "event" else []
            fit(kind, rows + others, right + [False] * len(others), linker)
    return 0


def gold_files() -> list[Path]:
    """Our own stories, then the gold of shared/ if it is there."""
    shared = shared_dir()
    theirs = shared / "gold" / "linking_dev.jsonl" if shared else None
    return [OWN, *([theirs] if theirs and theirs.exists() else [])]


def case_of(path: Path, coder: Coder, linker: Linker) -> Case:
    """Code a gold file's reports and join what they tell."""
    gold = read_linking(path)
    coded = {
        record.doc.id: record
        for record in coder.code_many(report_of(one) for one in gold.documents.values())
    }
    case = Case(path.name, gold, coded, account_of(coded.values(), linker))
    BUILD.mkdir(parents=True, exist_ok=True)
    with (BUILD / path.with_suffix(".coded.jsonl").name).open("wb") as out:
        out.writelines(to_json(one) + b"\n" for one in coded.values())
    with (BUILD / path.with_suffix(".happenings.jsonl").name).open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(line) + "\n" for line in happening_lines(case))
    return case


def happening_lines(case: Case) -> Iterable[dict[str, object]]:
    """What was joined, as the scorer of happenings reads it."""
    docs = {key: item.doc for key, item in case.account.items.items()}
    for entry in case.account.entries:
        kind = entry.members[0].kind
        if kind in KINDS:
            rows = [{"doc": docs[key], kind: key.id} for key in entry.members]
            yield {"id": entry.id, f"{kind}s": rows}


def report(case: Case, kind: ItemKind) -> None:
    """Print the figures of a kind beside the baseline's."""
    told = case.told(kind)
    for name, groups in (("joined", case.groups(kind)), ("baseline", case.baseline(kind))):
        row = score_joining(told, groups, case.size(kind))
        say(f"{case.name:20} {KINDS[kind]:11} {name:9} {line_of(row)}")


def line_of(row: Joined) -> str:
    """The figures in one line."""
    return (
        f"{row.paired:4} of {row.gold:4} paired   P {row.precision:.3f}  R {row.recall:.3f}"
        f"  F1 {row.f1:.3f}   B-cubed {row.b_cubed:.3f}"
    )


def report_lookalikes(case: Case) -> None:
    """Print how many pairs of things that look alike were joined."""
    for folder in (OWN.parent, *([d / "gold"] if (d := shared_dir()) else [])):
        path = (
            folder / f"{case.name.removesuffix('.jsonl').replace('_dev', '')}_lookalikes_dev.json"
        )
        path = (
            path
            if path.exists()
            else folder / f"{case.name.removesuffix('.jsonl')}_lookalikes.json"
        )
        if not path.exists():
            continue
        pairs = json.loads(path.read_text("utf-8"))["pairs"]
        held = {
            kind: [(t.name, case.groups(kind).get(t.place)) for t in case.told(kind)]
            for kind in KINDS
        }
        joined = [pair for pair in pairs if any(_meet(rows, pair) for rows in held.values())]
        names = ", ".join(f"{pair['a']} and {pair['b']} ({pair['why']})" for pair in joined)
        say(f"{case.name:20} look-alikes joined: {len(joined)} of {len(pairs)} {names}")


def _meet(rows: Sequence[tuple[str, str | None]], pair: Mapping[str, str]) -> bool:
    mine = {group for name, group in rows if name == pair["a"]}
    return bool(mine & {group for name, group in rows if name == pair["b"]})


def report_misses(case: Case, kind: ItemKind, linker: Linker) -> None:
    """Print every pair wrongly joined or apart, with what was weighed."""
    items = case.items(kind)
    links = {(link.a, link.b): link for link in case.account.links}
    for one, two in mistakes(case.told(kind), case.groups(kind)):
        a, b = sorted((items[one.place], items[two.place]), key=lambda item: item.key)
        link = links.get((a.key, b.key))
        what = "apart" if one.name == two.name else "joined"
        met = "" if set(linker.blocks(a)) & set(linker.seeks(b)) else "never met, "
        why = ", ".join(f"{r.sign} {r.weight:+g}" for r in link.reasons) if link else "no link"
        say(f"{what}: {one.name} | {two.name}: {met}{link.score if link else ''} {why}")
        for item in (a, b):
            called = item.name or item.quote
            say(f"    {item.doc} {item.key.id} {item.type} {_plain(item)[1:]} {called!r}")


def _plain(item: Item) -> tuple[object, ...]:
    codes = tuple(sorted({party.code or "" for party in item.parties}))
    return item.type, codes, str(item.when.start), str(item.when.end)


def pairs_of(
    kind: ItemKind, cases: Sequence[Case], linker: Linker
) -> tuple[list[Signs], list[bool]]:
    """The signs of all pairs of the gold that meet in a block, and whether they are one thing."""
    rows: list[Signs] = []
    right: list[bool] = []
    for case in cases:
        for one, two in combinations(case.told(kind), 2):
            a, b = (case.items(kind)[t.place] for t in (one, two))
            if a.key.report == b.key.report or not set(linker.blocks(a)) & set(linker.seeks(b)):
                continue
            pair = (min(a.key.report, b.key.report), max(a.key.report, b.key.report))
            signs = linker.signs(a, b, case.account.copies.get(pair))
            if signs is not None:
                rows.append({"one": 1.0, **dict(signs)})
                right.append(one.name == two.name)
    return rows, right


def apart(coder: Coder, linker: Linker) -> list[Signs]:
    """The signs of pairs of events that surely are two: from readouts of shared/, if it is there.

    Two readouts tell of two things where neither item is background and no foreign country or
    body is in both reports.
    """
    shared = shared_dir()
    path = shared / "corpora" / "readouts.jsonl" if shared else None
    if path is None or not path.exists():
        return []
    items: dict[Key, Item] = {}
    partners: dict[str, set[str]] = {}
    for coded in coder.code_many(r for r in read_reports([path]) if isinstance(r, Report)):
        if coded.doc.date is None:
            continue
        made = linker.items(coded, coded.doc.date)
        codes = {p.code for item in made for p in item.parties if p.code} - HOME
        if codes:
            partners[made[0].key.report] = codes
            items |= {i.key: i for i in made if i.key.kind == "event" and not i.background}
    found = []
    for a, b in candidate_pairs(items, linker):
        if partners[a.report] & partners[b.report]:
            continue
        signs = linker.signs(items[a], items[b], None)
        if signs is not None:
            found.append({"one": 1.0, **dict(signs)})
    return random.Random(1).sample(found, min(APART, len(found)))


def fit(kind: ItemKind, rows: Sequence[Signs], right: Sequence[bool], linker: Linker) -> None:
    """Print the weights that most likely gave these verdicts, near the shipped ones."""
    shipped = linker.weights[kind]
    names = sorted(set(shipped) | {name for row in rows for name in row})
    x = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    prior = np.array([shipped.get(name, 0.0) for name in names])
    w = newton(x, np.array(right, dtype=float), prior)
    say(f"{kind}: {len(rows)} pairs, {sum(right)} of them one thing")
    for n, name in sorted(enumerate(names), key=lambda pair: -abs(w[pair[0]])):
        say(f"  {name}: {w[n]:.1f}  # shipped {prior[n]:g}; in {int((x[:, n] != 0).sum())} pairs")


def newton(x: np.ndarray, y: np.ndarray, prior: np.ndarray) -> np.ndarray:
    """The weights of a logistic regression that is drawn to `prior`."""
    w = prior.copy()
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ w))
        slope = x.T @ (y - p) - (w - prior) / SPREAD
        w += np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + np.eye(len(w)) / SPREAD, slope)
    return w


def say(line: str) -> None:
    """Print a line of the result."""
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main())
