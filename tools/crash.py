"""Kill `communique add` at random moments, finish it, and see that nothing is lost or added.

    python tools/crash.py [--kills N] [--rounds N] [--reports N] [--batch N] [--seed N]

Each round makes a new record: `add` is killed with SIGKILL again and again, each time after a
random number of reports and a random moment, and then let finish. The content of the record and
the list of happenings must be, byte for byte, those of a run that nobody disturbed.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from shared import ROOT, shared_dir

from communique.store import Store

MAIN = "from communique.cli import main; main()"
JITTER = 0.5  # seconds; a few transactions take as long, so that any moment of one may be hit


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit status is 1 if a record differs."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=100, help="kills in all (100)")
    parser.add_argument("--rounds", type=int, default=5, help="records to make (5)")
    parser.add_argument("--reports", type=int, default=500, help="reports to add (500)")
    parser.add_argument("--batch", type=int, default=4, help="reports a transaction (4)")
    parser.add_argument("--seed", type=int, default=1, help="of the random moments (1)")
    args = parser.parse_args(arguments)
    dice = random.Random(args.seed)
    with tempfile.TemporaryDirectory() as folder:
        run = Run(Path(folder), take(args.reports, Path(folder)), args.batch)
        started = time.monotonic()
        run.finish("undisturbed.db")
        took = time.monotonic() - started
        wanted = run.content("undisturbed.db")
        say(f"undisturbed: {took:.0f} s, {run.reports('undisturbed.db')} reports, {wanted}")
        same = 0
        for number in range(args.rounds):
            kills = args.kills // args.rounds + (number < args.kills % args.rounds)
            found = one_round(run, f"{number}.db", kills, dice)
            same += found == wanted
    say(f"{args.kills} kills in {args.rounds} records, {same} of them equal to the undisturbed one")
    return int(same < args.rounds)


class Run:
    """Runs of `add` over one file of reports, in one folder."""

    def __init__(self, folder: Path, source: Path, batch: int) -> None:
        self.folder = folder
        self.source = source
        self.batch = batch
        self.size = source.read_bytes().count(b"\n")

    def start(self, record: str) -> subprocess.Popen[bytes]:
        """Start `add`."""
        command = [sys.executable, "-c", MAIN, "add", str(self.source), "--quiet", "--jobs", "1"]
        command += ["--record", str(self.folder / record), "--batch", str(self.batch)]
        return subprocess.Popen(command, stderr=subprocess.DEVNULL)

    def finish(self, record: str) -> None:
        """Run `add` to its end."""
        status = self.start(record).wait()
        if status not in (0, 3):
            raise SystemExit(f"add ended with status {status}")

    def reports(self, record: str) -> int:
        """How many reports a reader finds now."""
        path = self.folder / record
        if not path.exists():
            return 0
        try:
            with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as reader:
                [number] = reader.execute("SELECT count(*) FROM reports").fetchone()
        except sqlite3.OperationalError:  # killed before the tables were made
            return 0
        return int(number)

    def content(self, record: str) -> str:
        """The SHA-256 of all content, and of the list of happenings."""
        digest = hashlib.sha256()
        with Store.open(self.folder / record, create=False) as store:
            for line in store.dump():
                digest.update(line.encode() + b"\n")
        command = [sys.executable, "-c", MAIN, "happenings", "--format", "jsonl"]
        command += ["--record", str(self.folder / record)]
        digest.update(subprocess.run(command, capture_output=True, check=True).stdout)
        return digest.hexdigest()[:16]


def one_round(run: Run, record: str, kills: int, dice: random.Random) -> str:
    """Kill, finish, and give what the record holds."""
    moments = []
    for _ in range(kills):
        before, process = run.reports(record), run.start(record)
        # On the average, each kill comes after an equal share of the reports.
        wait_for(run, record, before + dice.randint(0, 2 * run.size // (kills + 2)), process)
        time.sleep(dice.uniform(0, JITTER))
        process.send_signal(signal.SIGKILL)
        process.wait()
        moments.append(run.reports(record))
    run.finish(record)
    found = run.content(record)
    say(f"{record}: killed at {moments} reports, finished at {run.reports(record)}: {found}")
    return found


def wait_for(run: Run, record: str, number: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until so many reports are in the record, or the run is at its end."""
    while run.reports(record) < number and process.poll() is None:
        time.sleep(0.02)


def take(number: int, folder: Path) -> Path:
    """A file of the first reports of the readouts in shared/, or of our own samples."""
    shared = shared_dir()
    readouts = shared / "corpora" / "readouts.jsonl" if shared else None
    source = readouts if readouts and readouts.exists() else ROOT / "samples" / "readouts.jsonl"
    lines = source.read_text("utf-8").splitlines(keepends=True)
    path = folder / "reports.jsonl"
    path.write_text("".join(lines[:: max(1, len(lines) // number)][:number]), "utf-8")
    return path


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
