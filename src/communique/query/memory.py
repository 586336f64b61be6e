"""Answers that are dear and stay the same until the record changes."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Protocol, TypeVar

from communique.query.counts import COMMITS

Answer = TypeVar("Answer")
_MOST = 64  # answers kept
_TOUCHING = "SELECT max(number) FROM changes WHERE first_day <= ?"


class Recall(Protocol):
    """Gives the answer to a question: as kept, or made now."""

    def __call__(
        self, question: Hashable, answer: Callable[[], Answer], *, known: date | None = None
    ) -> Answer:
        """The answer, which `answer` makes; with `known`, one on what was known on that day."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """An answer, and the number of the change of the record after which it was made."""

    change: int
    answer: Any


class Memory:
    """Keeps answers while the record stays as it is; threads may share one."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, _Kept] = {}
        self._lock = threading.Lock()

    def recall(
        self,
        connection: sqlite3.Connection,
        path: Path,
        question: Hashable,
        answer: Callable[[], Answer],
        *,
        known: date | None = None,
    ) -> Answer:
        """The answer to a question on the record at `path`: as kept, or made by `answer`.

        It is kept only if the record did not change meanwhile, so that it is of one state. With
        `known`, changes count only if they may change what was known on that day.
        """
        change = last_change(connection, known)
        with self._lock:
            kept = self._kept.pop((path, question), None)
            if kept:  # what was asked for longest ago is forgotten first
                self._kept[path, question] = kept
        if kept and kept.change == change:
            found: Answer = kept.answer
            return found
        made = answer()
        if last_change(connection, known) == change:
            with self._lock:
                self._kept.pop((path, question), None)
                while len(self._kept) >= _MOST:
                    del self._kept[next(iter(self._kept))]
                self._kept[path, question] = _Kept(change, made)
        return made


def last_change(connection: sqlite3.Connection, known: date | None = None) -> int:
    """The number of the last change of the record, or of what was known on a day; 0 for none."""
    if known is None:
        query, values = "SELECT number FROM counts WHERE what = ?", (COMMITS,)
    else:
        query, values = _TOUCHING, (known.isoformat(),)
    row = connection.execute(query, values).fetchone()
    return int(row[0] or 0) if row else 0
