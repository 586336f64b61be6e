"""Answers about the whole record that are dear and stay the same until it changes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

Answer = TypeVar("Answer")
_MOST = 64  # answers kept


@dataclass(frozen=True, slots=True)
class _Kept:
    """An answer, the state of the file that it is of, and when it was looked at last."""

    stamp: tuple[int, ...]
    at: float
    answer: Any


class Memory:
    """Keeps answers while the record's file stays as it is; threads may share one.

    Args:
        patience: Seconds for which an answer is good though the record has changed, so that a
            writer at work doesn't make every reader count anew. 0 is never out of date.
    """

    def __init__(self, *, patience: float = 0.0) -> None:
        self._patience = patience
        self._kept: dict[Hashable, _Kept] = {}
        self._lock = threading.Lock()

    def recall(self, path: Path, question: Hashable, answer: Callable[[], Answer]) -> Answer:
        """The answer to a question on the record at `path`: as kept, or made by `answer`."""
        stamp, now = _stamp(path), time.monotonic()
        with self._lock:
            kept = self._kept.get((path, question))
        if kept and (kept.stamp == stamp or now - kept.at < self._patience):
            found: Answer = kept.answer
            return found
        made = answer()
        with self._lock:
            while len(self._kept) >= _MOST:
                del self._kept[next(iter(self._kept))]
            self._kept[path, question] = _Kept(stamp, now, made)
        return made


def _stamp(path: Path) -> tuple[int, ...]:
    """Changes with every commit: of the record's file and of its write-ahead log."""
    found: list[int] = []
    for file in (path, path.with_name(f"{path.name}-wal")):
        try:
            told = file.stat()
        except FileNotFoundError:
            continue
        found += [told.st_size, told.st_mtime_ns]
    return tuple(found)
