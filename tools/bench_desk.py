"""Ask the desk as many users at once would, and print how long its pages take.

    .venv/bin/python tools/bench_desk.py --record communique.db --users 20 --seconds 20

The desk runs in a process of its own, as `communique desk` serves it; the users ask for pages of
random pairs, actors, entries and reports of the record, and read for `--pause` seconds on average.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import quote
from urllib.request import ProxyHandler, build_opener

from communique.query import Record, Wanted

#: How often each page is asked for, by a guess at how an analyst reads.
WEIGHTS = {"home": 1, "search": 2, "dyad": 4, "actor": 2, "entry": 5, "report": 4, "list": 2}
WORDS = ("talks", "agreement", "troops", "minister", "border", "aid", "ceasefire", "trade")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--record", type=Path, required=True)
    parser.add_argument("--users", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--pause", type=float, default=2, help="0 asks as fast as answers come")
    given = parser.parse_args()
    pages = addresses(given.record)
    with served(given.record) as home:
        for kind in pages:  # what is kept is made once
            fetch(home + pages[kind][0])
        took = load(home, pages, users=given.users, seconds=given.seconds, pause=given.pause)
    every = [one for times in took.values() for one in times]
    print_line("page", "asked", "median ms", "95th ms")
    for kind, times in [*sorted(took.items()), ("all", every)]:
        ninety_five = quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
        print_line(kind, len(times), f"{1000 * median(times):.0f}", f"{1000 * ninety_five:.0f}")


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
    return {
        "home": ["/"],
        "search": [f"/search?q={word}" for word in WORDS],
        "dyad": [
            f"/dyad/{quote(a)}/{quote(b)}" for a, b in dice.sample(pairs, min(99, len(pairs)))
        ],
        "actor": [f"/actor/{quote(code)}" for code in codes],
        "entry": [f"/entry/{entry.id}" for entry in entries],
        "report": [f"/report/{entry.members[0].report}" for entry in entries],
        "list": ["/events", "/contacts", "/agreements", "/events?type=AID", "/contacts?page=3"],
    }


@contextmanager
def served(path: Path) -> Iterator[str]:
    """The desk on the record, in a process of its own; gives its address."""
    run = "from communique.cli import main; main()"
    command = [sys.executable, "-c", run, "desk", "--port", "0", "--record", str(path)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        line = server.stderr.readline()
        try:
            yield line.split("open at ")[1].split(" ")[0].rstrip("/")
        finally:
            server.terminate()


def fetch(address: str) -> None:
    """Ask for a page and read it to its end."""
    with build_opener(ProxyHandler({})).open(address, timeout=60) as answer:
        answer.read()


def load(
    home: str, pages: dict[str, list[str]], *, users: int, seconds: float, pause: float
) -> dict[str, list[float]]:
    """Seconds that each page took, by its kind."""
    took: dict[str, list[float]] = defaultdict(list)
    end = time.monotonic() + seconds

    def read(seed: int) -> None:
        dice = random.Random(seed)
        time.sleep(dice.uniform(0, pause))
        while time.monotonic() < end:
            (kind,) = dice.choices(list(WEIGHTS), weights=list(WEIGHTS.values()))
            began = time.perf_counter()
            fetch(home + dice.choice(pages[kind]))
            took[kind].append(time.perf_counter() - began)
            time.sleep(dice.uniform(0, 2 * pause))

    threads = [threading.Thread(target=read, args=(seed,)) for seed in range(users)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return dict(took)


def print_line(*cells: object) -> None:
    """A line of the table."""
    first, *rest = cells
    sys.stdout.write(f"{first!s:<10}" + "".join(f"{cell!s:>12}" for cell in rest) + "\n")


if __name__ == "__main__":
    main()
