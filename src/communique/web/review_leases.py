"""Who looks at which record just now, so that two reviewers don't judge the same by chance.

A lease is light: it lies in this process's memory, ends after five minutes, and forbids nothing. It
only keeps the queue from handing out a record that somebody else has before their eyes. Whoever
judges it nevertheless (from a report's page, or after a lease has ended) is told what was said
meanwhile.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterable

SECONDS = 300.0  # longer than anybody looks at a sentence
_REMEMBERED = 1000  # records passed over or shown, of each person


class Leases:
    """Leases, and what each person passed over and saw; threads may share one."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._held: dict[str, tuple[str, float]] = {}
        self._passed: defaultdict[str, OrderedDict[str, None]] = defaultdict(OrderedDict)
        self._shown: defaultdict[str, list[str]] = defaultdict(list)

    def take(self, by: str, items: Iterable[str]) -> str | None:
        """The first of `items` that nobody else holds and `by` did not pass over; `by` holds it.

        If all that is left was passed over, it begins anew with these.
        """
        with self._lock:
            now = self._clock()
            free = [item for item in items if self._is_free(item, by, now)]
            passed = self._passed[by]
            fresh = next((item for item in free if item not in passed), None)
            if fresh is None and free:
                passed.clear()
                fresh = free[0]
            self._hold(by, fresh, now)
            return fresh

    def hold(self, by: str, item: str) -> str | None:
        """Let `by` hold an item that was asked for by name; who else holds it, if somebody does."""
        with self._lock:
            now = self._clock()
            holder, until = self._held.get(item, (by, 0.0))
            if holder != by and until > now:
                return holder
            self._hold(by, item, now)
            return None

    def pass_over(self, by: str, item: str) -> None:
        """Remember that `by` does not want to judge an item now."""
        with self._lock:
            passed = self._passed[by]
            passed[item] = None
            while len(passed) > _REMEMBERED:
                passed.popitem(last=False)

    def passed(self, by: str) -> int:
        """How many items `by` passed over."""
        with self._lock:
            return len(self._passed[by])

    def before(self, by: str, item: str | None) -> str | None:
        """What was shown to `by` before an item, None if nothing."""
        with self._lock:
            shown = self._shown[by]
            if item in shown:
                at = len(shown) - 1 - shown[::-1].index(item)
                return shown[at - 1] if at else None
            return shown[-1] if shown else None

    def _is_free(self, item: str, by: str, now: float) -> bool:
        holder, until = self._held.get(item, (by, 0.0))
        return holder == by or until <= now

    def _hold(self, by: str, item: str | None, now: float) -> None:
        """Let `by` hold an item alone; what has ended, or was held before, is free."""
        self._held = {
            held: (holder, until)
            for held, (holder, until) in self._held.items()
            if holder != by and until > now
        }
        if item is None:
            return
        self._held[item] = (by, now + SECONDS)
        shown = self._shown[by]
        if item not in shown:
            shown.append(item)
            del shown[:-_REMEMBERED]
