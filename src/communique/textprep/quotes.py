"""Which stretches of a text are quoted."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

Spans = Sequence[tuple[int, int]]

# Speech in single quotes: it opens behind a blank and closes behind a mark of punctuation, which
# an apostrophe does not.
_SINGLE = re.compile(
    r"(?<![\w\"'])'(?=[A-Z])([^'\"\n]{8,}?(?:(?<=\w)'(?=\w)[^'\"\n]*?){0,9}[.,?!])'(?!\w)"
)


def quoted_in(block: str, offset: int) -> list[tuple[int, int]]:
    """The quoted stretches of a block that begins at `offset`, without their marks.

    A quotation left open runs to the end of the block: the next paragraph opens it again.
    """
    found: list[tuple[int, int]] = []
    opened = -1
    at = block.find('"')
    while at >= 0:
        if opened < 0:
            opened = at + 1
        elif not _opens(block, at):
            _keep(found, block, opened, at, offset)
            opened = -1
        at = block.find('"', at + 1)
    if opened >= 0:
        _keep(found, block, opened, len(block), offset)
    if not found and (" '" in block or block[:1] == "'"):
        found = [(m.start(1) + offset, m.end(1) + offset) for m in _SINGLE.finditer(block)]
    return found


def within(quoted: Spans, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """What of the stretches (in order, apart) lies between `start` and `end`."""
    first = max(0, bisect_left(quoted, (start, 0)) - 1)
    clipped = ((max(a, start), min(b, end)) for a, b in quoted[first:] if a < end)
    return tuple((a, b) for a, b in clipped if a < b)


def _opens(block: str, at: int) -> bool:
    """Whether a mark inside a quotation opens one anew: a blank before it, none behind."""
    behind = block[at + 1 : at + 2]
    return at > 0 and block[at - 1].isspace() and behind.isalnum()


def _keep(found: list[tuple[int, int]], block: str, start: int, end: int, offset: int) -> None:
    inner = block[start:end]
    start += len(inner) - len(inner.lstrip())
    end -= len(inner) - len(inner.rstrip())
    if start < end:
        found.append((start + offset, end + offset))
