"""Score the coder on the gold and hold it to the floors of quality/floors.json.

    python tools/floors.py            compare; exit status 1 if a figure fell below its floor
    python tools/floors.py --show     print the scorers' own tables
    python tools/floors.py --raise    set the floors to the figures reached, never down

A floor holds for one gold file, known by its SHA-256. Gold and scorers lie in shared/ beside the
checkout (or where COMMUNIQUE_SHARED says); without them nothing is compared.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
from shared import ROOT, shared_dir

from communique import Coder, Report, to_json

FLOORS = ROOT / "quality" / "floors.json"
CODED = ROOT / "build" / "gold"
#: Gold files and the script that scores what the coder says of them.
SCORERS: Mapping[str, str] = {
    "dev.jsonl": "score.py",
    "plover_gsr_dev.jsonl": "score.py",
    "linking_dev.jsonl": "score.py",
    "readout_contacts_dev.jsonl": "contact_score.py",
}
#: Counts among the figures of contact_score.py; what is neither better high nor better low.
COUNTS = frozenset({"readouts", "coded", "contacts_per_readout"})
#: The scorers round to four places, and so do the floors: less than half of that is no fall.
SLACK = 0.00005


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--show", action="store_true", help="print the scorers' own tables")
    parser.add_argument("--misses", type=int, default=0, help="with --show: so many misses")
    parser.add_argument("--raise", dest="lift", action="store_true", help="raise the floors")
    parser.add_argument("--only", metavar="FILE", help="one gold file, e.g. dev.jsonl")
    args = parser.parse_args(arguments)
    shared = shared_dir()
    if shared is None:
        say("skipped: no folder shared/ with gold beside the checkout")
        return 0
    floors: dict[str, Any] = json.loads(FLOORS.read_text("utf-8"))
    coder = Coder()
    worst = 0
    for name, script in SCORERS.items():
        gold = shared / "gold" / name
        if args.only not in (None, name):
            continue
        if not gold.exists():
            say(f"{name}: skipped, not in {gold.parent.name}/")
            continue
        coded, failures = code_gold(coder, gold)
        command = [sys.executable, str(shared / "score" / script), str(gold), str(coded)]
        if args.show:
            show(name, [*command, *extra(script, args.misses)])
            continue
        figures = measure(command) | {"reports that failed": 0.0 - failures}
        digest = hashlib.sha256(gold.read_bytes()).hexdigest()
        entry = floors["gold"].setdefault(name, {"sha256": digest, "floors": {}})
        worst = max(worst, compare(name, entry, figures, digest, lift=args.lift))
    if args.lift:
        FLOORS.write_text(json.dumps(floors, indent=2) + "\n", "utf-8")
    return worst


def code_gold(coder: Coder, gold: Path) -> tuple[Path, int]:
    """Code the reports of a gold file: the file with the records, and how many reports failed."""
    CODED.mkdir(parents=True, exist_ok=True)
    coded, failures = CODED / gold.name, 0
    with coded.open("wb") as out:
        for record in coder.code_many(read_gold(gold)):
            out.write(to_json(record) + b"\n")
            failures += any(problem.code == "coder-failed" for problem in record.problems)
    return coded, failures


def read_gold(gold: Path) -> Iterator[Report]:
    """Yield the reports of a gold file, without what the gold says of them."""
    with gold.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield msgspec.convert(json.loads(line)["doc"], Report)


def measure(command: Sequence[str]) -> dict[str, float]:
    """The figures that a scorer gives, all better if higher; broken records are counted below 0.

    Left out are shares of the events found: finding more of the hard ones may lower them.
    """
    done = subprocess.run([*command, "--json"], capture_output=True, text=True, check=True)
    result = json.loads(done.stdout)
    if "scores" not in result:
        return {name: value for name, value in result.items() if name not in COUNTS}
    figures = {f"{name}: f1": row["f1"] for name, row in result["scores"].items()}
    return figures | {"broken records": 0.0 - result["contract_errors"]}


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
            figure: max(value, floors.get(figure, value)) for figure, value in figures.items()
        }
    return int(bool(failed))


def show(name: str, command: Sequence[str]) -> None:
    """Print a scorer's own table."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    say(f"{name}\n{done.stdout}{done.stderr}")


def extra(script: str, misses: int) -> list[str]:
    """The scorer's options for a table in full."""
    by_type = ["--by-type"] if script == "score.py" else []
    return [*by_type, "--misses", str(misses)]


def say(line: str) -> None:
    """Print a line of the result."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
