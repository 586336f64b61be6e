"""How often somebody may ask: buckets of tokens that fill again with time."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

_MOST = 10_000  # buckets held; who has not asked for longest is forgotten first


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """So many at once, and so many a second after that."""

    burst: int
    second: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Rates by what is asked. A page with its files is five requests.

    Attributes:
        read: Of a person, or of an address from which nobody has logged in.
        write: Of a person: a quick reviewer presses two keys a second.
        login: Of an address, for passwords and for wrong tokens.
    """

    read: Rate = field(default_factory=lambda: Rate(burst=400, second=40))
    write: Rate = field(default_factory=lambda: Rate(burst=60, second=4))
    login: Rate = field(default_factory=lambda: Rate(burst=10, second=0.2))


class Buckets:
    """A bucket a key, full at first. Used by one thread.

    Args:
        rate: How large they are, and how fast they fill.
        clock: Tells seconds that never go back.
    """

    def __init__(self, rate: Rate, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate = rate
        self._clock = clock
        self._held: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, key: str) -> int:
        """Take one; 0 if there was one, otherwise the seconds until there will be."""
        now = self._clock()
        full = float(self._rate.burst)
        left, since = self._held.pop(key, (full, now))
        left = min(full, left + (now - since) * self._rate.second)
        taken = left >= 1
        self._held[key] = (left - taken, now)
        while len(self._held) > _MOST:
            self._held.popitem(last=False)
        return 0 if taken else max(1, math.ceil((1 - left) / self._rate.second))
