"""Which line breaks stand inside a paragraph: wrapped lines, scanned pages, lines set apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

LINE = re.compile(r"[^\n]*\S[^\n]*")
BULLET = re.compile(
    r"[ \t]*(?:[•◦▪‣·●■►*o-](?=\s)|\(?\d{1,2}[.)](?=\s)|\(?[a-zA-Z]\)|\([ivx]{1,5}\)"
    r"|[ivx]{1,4}[.)](?=\s))\s*"
)

# Characters a line: pages are set to 40 to 110; longer lines are paragraphs of their own.
_NARROWEST, _WIDEST = 40, 125
# What no sentence ends with: a line break behind it, in scanned releases and readouts, stands
# inside a sentence, whatever comes next. Headings in capitals say nothing.
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_DANGLING = re.compile(
    r"(?<![\w'-])(?i:the|an?|of|in|on|at|to|by|for|from|with|that|which|as|into|than|between|its"
    r"|their|his|her|(?<![;,:]\s)(?:and|or))$|\bMr\.?$|\bMrs\.?$|\bDr\.?$"
)
_MONTH_END, _DAY_OR_YEAR = (
    re.compile(rf"{_MONTH}(?: \d{{1,2}})?,?$"),
    re.compile(r"\d{1,2}\b|[12]\d{3}\b"),
)
_FINAL = frozenset(".?!:;")
_CLOSING = "\"')] "
# A page scanned with a blank line behind every line shows it in this share of its breaks.
_SPACED_SHARE = 0.15
_SPACED_LINE = 30

Spans = Sequence[tuple[int, int]]


def soft_breaks(text: str, spans: Spans) -> list[int]:
    """The numbers of the lines (of `spans`) whose break at the end is none of a paragraph.

    One line break is soft if the lines are wrapped: the next line begins in lower case, or the
    line is so long that its next word had no room. Breaks with blank lines are hard, but in texts
    whose every line is set apart, as scans are, where the same rules hold, and behind words that
    no sentence ends with.
    """
    if len(spans) < 2:
        return []
    tops = [text[a:b].count("\n") for (_, a), (b, _) in pairwise(spans)]
    width = _width(spans)
    spaced = width <= _WIDEST and _is_spaced(text, spans, tops)
    return [
        at
        for at, newlines in enumerate(tops)
        if (newlines <= 2 and _dangles(text, spans[at], spans[at + 1]))
        or ((newlines == 1 or spaced) and _is_soft(text, spans[at], spans[at + 1], width, newlines))
    ]


def _width(spans: Spans) -> int:
    """The width that the lines are set to: nine in ten are no longer."""
    lengths = sorted(end - start for start, end in spans)
    return lengths[(len(lengths) * 9) // 10]


def _ends_open(line: str) -> bool:
    """Whether a line ends without a final stop."""
    bare = line.rstrip(_CLOSING)
    return bool(bare) and bare[-1] not in _FINAL


def _is_spaced(text: str, spans: Spans, newlines: Sequence[int]) -> bool:
    """Whether blank lines stand between lines of one sentence."""
    apart = broken = 0
    for at, count in enumerate(newlines):
        if count < 2:
            continue
        apart += 1
        start, end = spans[at]
        if end - start >= _SPACED_LINE and _goes_on(text, spans[at], spans[at + 1]):
            broken += 1
    return broken >= 2 and broken >= _SPACED_SHARE * apart


def _goes_on(text: str, line: tuple[int, int], after: tuple[int, int]) -> bool:
    """Whether the line ends without a stop and the next begins in lower case."""
    following = text[slice(*after)].lstrip()
    return following[0].islower() and _ends_open(text[slice(*line)])


def _dangles(text: str, line: tuple[int, int], after: tuple[int, int]) -> bool:
    """Whether a line ends with words that need what comes next, and it does come."""
    tail = text[max(line[0], line[1] - 24) : line[1]].rstrip()
    following = text[after[0] : min(after[1], after[0] + 24)].lstrip()
    if _MONTH_END.search(tail):
        return bool(_DAY_OR_YEAR.match(following))
    if not _DANGLING.search(tail) or BULLET.match(following):
        return False
    return tail.isupper() == text[slice(*after)].isupper()


def _is_soft(
    text: str, line: tuple[int, int], after: tuple[int, int], width: int, newlines: int
) -> bool:
    here, following = text[slice(*line)].strip(), text[slice(*after)].strip()
    if BULLET.match(following):
        return False
    if following[0].islower() and _ends_open(here):
        return True
    if width < _NARROWEST or width > _WIDEST:
        return False
    if newlines > 1 and (not _ends_open(here) or here.isupper()):
        return False
    room = width - len(here) - 1
    return room < max(len(following.split(None, 1)[0]), 0.15 * width)
