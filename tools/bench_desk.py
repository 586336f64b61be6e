"""Ask the desk as many users at once would, while reports are added, and print how long it takes.

    python tools/bench_desk.py [--record FILE] [--users N] [--seconds N] [--pause N] [--no-writer]

Without `--record`, a record of 200,000 events is made in `build/bench/`, as `bench_record.py` makes
its own, and kept for the next time. What is asked is a copy of it, to which `communique add` adds
real reports meanwhile: those of shared/ if it is there, else the samples, dated in the last week of
the record, as news are. Desk, writer and users are processes of their own. Each user asks for a
page of a random pair, party, entry or report, or for one as known on one of three days, waits for
the answer, and reads for two seconds on average. No page is asked for before the clock runs. The
bars are 150 ms at the median and 400 ms at the 95th percentile, of all pages together.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from http.client import HTTPConnection
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import quote, urlsplit

import msgspec
from bench import Clock, find_corpus
from bench_record import code_sample, fill, say
from shared import ROOT

from communique.link import Linker
from communique.query import Record, Wanted
from communique.store import Store

MEDIAN_MS, LATE_MS = 150, 400
EVENTS = 200_000
KEPT = ROOT / "build" / "bench" / "communique.db"
#: How often each page is asked for, by a guess at how an analyst reads.
WEIGHTS = {
    "home": 1,
    "search": 2,
    "dyad": 4,
    "actor": 2,
    "entry": 5,
    "report": 4,
    "list": 2,
    "as known": 2,
}
WORDS = ("talks", "agreement", "troops", "minister", "border", "aid", "ceasefire", "trade")
MAIN = "from communique.cli import main; main()"
ENOUGH = 20_000  # reports to add: more than can be coded meanwhile
PATIENCE = 60  # seconds after which a user gives up


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; the exit status says whether the bars are kept."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--record", type=Path, default=KEPT, help="a record; a copy is asked")
    parser.add_argument("--users", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--pause", type=float, default=2, help="0 asks as fast as answers come")
    parser.add_argument("--no-writer", action="store_true", help="add nothing meanwhile")
    args = parser.parse_args(arguments)
    if args.record == KEPT and not KEPT.exists():
        make_record(KEPT)
    with tempfile.TemporaryDirectory(dir=args.record.parent) as folder:
        record = Path(folder) / "communique.db"
        shutil.copy(args.record, record)
        return int(not measure(record, args))


def make_record(path: Path) -> None:
    """Make the large record; it takes some minutes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name("part.db")
    for file in path.parent.glob("part.db*"):
        file.unlink()
    say(f"making {path}, once")
    sample, _ = code_sample(500, 100, Clock())
    with Store.open(part) as store:
        fill(store, Linker.load(), sample, EVENTS)
    part.rename(path)


def measure(record: Path, args: argparse.Namespace) -> bool:
    """Ask while reports are added; whether the bars are kept."""
    pages = addresses(record)
    writer = None if args.no_writer else start_writer(record)
    try:
        before = reports_in(record)
        with served(record) as server:
            took = load(server, pages, users=args.users, seconds=args.seconds, pause=args.pause)
        added = reports_in(record) - before
        busy = writer is not None and writer.poll() is None
    finally:
        if writer is not None:
            writer.kill()
            writer.wait()
    say(
        f"{args.users} users for {args.seconds:.0f} s, who read {args.pause:g} s a page;"
        f" {added} reports were added meanwhile{'' if busy or not writer else ', then no more'}"
    )
    good = report_times(took)
    asked = sum(len(times) for times in took.values())
    say(f"the desk took {1000 * server.cpu / asked:.0f} ms CPU a page, its start not counted")
    return good


def report_times(took: dict[str, list[float]]) -> bool:
    """Print what each page took; whether the bars are kept."""
    every = [one for times in took.values() for one in times]
    print_line("page", "asked", "median ms", "95th ms", "longest ms")
    for kind, times in [*sorted(took.items()), ("all", every)]:
        spent = [1000 * part for part in (median(times), late(times), max(times))]
        print_line(kind, len(times), *(f"{part:.0f}" for part in spent))
    middle, tail = 1000 * median(every), 1000 * late(every)
    for name, found, bar in (("median", middle, MEDIAN_MS), ("95th", tail, LATE_MS)):
        say(f"{name} {found:.0f} ms, bar {bar} ms: {'kept' if found < bar else 'NOT KEPT'}")
    return middle < MEDIAN_MS and tail < LATE_MS


def late(times: Sequence[float]) -> float:
    """The 95th percentile."""
    return quantiles(times, n=20)[-1] if len(times) > 1 else times[0]


def start_writer(record: Path) -> subprocess.Popen[bytes]:
    """`communique add`, which has written its first reports."""
    source = record.with_name("reports.jsonl")
    source.write_text("".join(reports_to_add(last_day(record))), "utf-8")
    command = [sys.executable, "-c", MAIN, "add", str(source), "--record", str(record), "--quiet"]
    before = reports_in(record)
    writer = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    while reports_in(record) == before:
        if writer.poll() is not None:
            raise SystemExit(f"communique add ended with status {writer.returncode}")
        time.sleep(0.1)
    return writer


def reports_to_add(last: date) -> Iterator[str]:
    """Yield lines of JSON: real reports, dated in the week up to a day; then again, numbered."""
    lines = [msgspec.json.decode(line) for line in find_corpus().read_bytes().splitlines() if line]
    dice = random.Random(11)
    dice.shuffle(lines)
    for number in range(ENOUGH):
        told = dict(lines[number % len(lines)])
        turn = number // len(lines)
        told["date"] = (last - timedelta(days=dice.randrange(7))).isoformat()
        if turn:
            told |= {"id": f"{told['id']}-{turn}", "text": f"{told['text']}\n\nNumber {turn}."}
        yield msgspec.json.encode(told).decode("utf-8") + "\n"


def last_day(record: Path) -> date:
    """The last day of which the record has a report."""
    with Record.open(record) as book:
        return book.overview().last_day() or date(2024, 1, 1)


def reports_in(record: Path) -> int:
    """How many reports a record has."""
    with closing(sqlite3.connect(f"{record.absolute().as_uri()}?mode=ro", uri=True)) as reader:
        row = reader.execute("SELECT number FROM counts WHERE what = 'reports'").fetchone()
    return int(row[0])


def addresses(path: Path) -> dict[str, list[str]]:
    """Pages of each kind, of the record's own parties, entries and reports."""
    dice = random.Random(7)
    with Record.open(path) as book:
        overview = book.overview()
        codes = list(overview.codes())[:60]
        pairs = [
            (code, other) for code in codes[:30] for other in list(overview.partners(code))[:8]
        ]
        entries = [
            entry
            for kind in ("happening", "contact", "agreement")
            for entry in overview.page(Wanted(kind=kind), limit=300).entries
        ]
        last = overview.last_day() or date(2024, 1, 1)
    days = [last - timedelta(days=back) for back in (30, 365, 1500)]
    dyads = [f"/dyad/{quote(a)}/{quote(b)}" for a, b in dice.sample(pairs, min(99, len(pairs)))]
    lists = ["/events", "/contacts", "/agreements", "/events?type=AID", "/contacts?page=3"]
    return {
        "home": ["/"],
        "search": [f"/search?q={word}" for word in WORDS],
        "dyad": dyads,
        "actor": [f"/actor/{quote(code)}" for code in codes],
        "entry": [f"/entry/{entry.id}" for entry in entries],
        "report": [f"/report/{entry.members[0].report}" for entry in entries],
        "list": lists,
        "as known": [
            f"{page}{'&' if '?' in page else '?'}as_known_on={day}"
            for day in days
            for page in (*lists, *dice.sample(dyads, min(20, len(dyads))))
        ],
    }


@dataclass
class Server:
    """A desk in a process of its own, and the seconds of CPU that it took since it was open."""

    home: str
    cpu: float = 0.0


@contextmanager
def served(path: Path) -> Iterator[Server]:
    """The desk on the record."""
    command = [sys.executable, "-c", MAIN, "desk", "--port", "0", "--record", str(path)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    line = process.stderr.readline()
    try:
        server = Server(line.split("open at ")[1].split(" ")[0].rstrip("/"))
        before = cpu_of(process.pid)
        yield server
        server.cpu = cpu_of(process.pid) - before
    finally:
        process.terminate()
        process.communicate()


def cpu_of(process: int) -> float:
    """Seconds of CPU that a process took so far; 0 where the system doesn't tell."""
    try:
        told = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def load(
    server: Server, pages: dict[str, list[str]], *, users: int, seconds: float, pause: float
) -> dict[str, list[float]]:
    """Seconds that each page took, by its kind."""
    took: dict[str, list[float]] = defaultdict(list)
    end = time.monotonic() + seconds
    place = urlsplit(server.home)

    def read(seed: int) -> None:
        dice = random.Random(seed)
        time.sleep(dice.uniform(0, pause))
        with closing(HTTPConnection(place.hostname or "", place.port, timeout=PATIENCE)) as line:
            while time.monotonic() < end:
                (kind,) = dice.choices(list(WEIGHTS), weights=list(WEIGHTS.values()))
                began = time.perf_counter()
                fetch(line, dice.choice(pages[kind]))
                took[kind].append(time.perf_counter() - began)
                time.sleep(dice.uniform(0, 2 * pause))

    threads = [threading.Thread(target=read, args=(seed,)) for seed in range(users)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return dict(took)


def fetch(line: HTTPConnection, path: str) -> None:
    """Ask for a page and read it to its end.

    Raises:
        RuntimeError: If it isn't the page that was asked for.
    """
    try:
        line.request("GET", path)
        answer = line.getresponse()
    except ConnectionError:  # an idle line is cut after some seconds, and a browser opens another
        line.close()
        line.request("GET", path)
        answer = line.getresponse()
    except TimeoutError:  # counts with the time that it took to give up
        line.close()
        return
    answer.read()
    if answer.status not in (200, 303):
        raise RuntimeError(f"{path}: {answer.status}")


def print_line(*cells: object) -> None:
    """A line of the table."""
    first, *rest = cells
    sys.stdout.write(f"{first!s:<10}" + "".join(f"{cell!s:>12}" for cell in rest) + "\n")


if __name__ == "__main__":
    sys.exit(main())
