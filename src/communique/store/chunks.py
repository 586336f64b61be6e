"""Long lists for SQL, in pieces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

T = TypeVar("T")

MOST = 500  # values in one IN (...): below every limit of SQLite, and few round trips


def chunks(values: Iterable[T]) -> Iterator[list[T]]:
    """Yield the values in lists of at most `MOST`."""
    source = iter(values)
    while some := list(islice(source, MOST)):
        yield some


def marks(values: Sequence[object]) -> str:
    """As many question marks as values."""
    return ",".join("?" * len(values))
