"""Coding on several processes, in input order and with bounded memory."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cache
from itertools import islice
from multiprocessing import get_context

from communique.pipeline import Coder, CoderOptions
from communique.records import CodedReport, Report, from_json, to_json

CHUNK = 32  # reports sent to a process at a time; as many as are parsed together
AHEAD = 3  # chunks in flight a process: enough to keep it busy, few enough for small memory


def code_reports(
    reports: Iterable[Report], options: CoderOptions, *, workers: int = 1
) -> Iterator[CodedReport]:
    """Code reports on `workers` processes; what comes back has the order of what went in.

    With one worker no process is started. A report is sent and its record returned as JSON: parses
    and coders stay where they were made.
    """
    if workers <= 1:
        yield from Coder.of(options).code_many(reports)
        return
    source = iter(reports)
    context = get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        flying: deque[Future[list[bytes]]] = deque()
        while True:
            while len(flying) < workers * AHEAD and (chunk := list(islice(source, CHUNK))):
                flying.append(pool.submit(_code_chunk, options, chunk))
            if not flying:
                return
            yield from map(from_json, flying.popleft().result())


def _code_chunk(options: CoderOptions, chunk: list[Report]) -> list[bytes]:
    return [to_json(coded) for coded in _coder(options).code_many(chunk)]


@cache
def _coder(options: CoderOptions) -> Coder:
    """The one coder of this process."""
    return Coder.of(options)
