"""Which agreement takes the place of which, where a report says so in one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from communique.records import Agreement

# A renewal or an extension is a step of one agreement, not another one: no words for these here.
_CUE = re.compile(
    r"\b(?:(?P<by>(?:replaced|superseded|succeeded|supplanted)\s+(?:\w+ly\s+)?by|gave\s+way\s+to)"
    r"|replac(?:e|es|ed|ing)|supersed(?:e|es|ed|ing)|supplant(?:s|ed|ing)?|succeed(?:s|ed|ing)?"
    r"|(?:tak(?:e|es|ing)|took)\s+the\s+place\s+of|successor\s+(?:to|of)|in\s+place\s+of)\b",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:not|never|no|without|nor)\b|n['’]t\b", re.IGNORECASE)
_BEFORE = 25  # characters before the words in which a denial stands


def successions(
    agreements: Iterable[Agreement], text: str, sentences: Iterable[tuple[int, int]]
) -> Iterator[tuple[str, str]]:
    """Yield pairs of agreements of one report, by id: one, and the one whose place it takes.

    Args:
        agreements: Those of the report.
        text: The report's text.
        sentences: Where its sentences start and end.
    """
    names = sorted(
        (span.start, span.end, agreement.id)
        for agreement in agreements
        for span in agreement.evidence
        if span.role == "name"
    )
    if len({id for _, _, id in names}) < 2:
        return
    for start, end in sentences:
        here = [name for name in names if start <= name[0] and name[1] <= end]
        for cue in _CUE.finditer(text, start, end):
            if not _DENIED.search(text, max(start, cue.start() - _BEFORE), cue.start()):
                yield from _around(here, cue)


def _around(names: Sequence[tuple[int, int, str]], cue: re.Match[str]) -> Iterator[tuple[str, str]]:
    """Yield the agreements next to the words, the one before and the one behind them."""
    before = [id for _, end, id in names if end <= cue.start()]
    behind = [id for start, _, id in names if start >= cue.end()]
    if before and behind and before[-1] != behind[0]:
        yield (behind[0], before[-1]) if cue["by"] else (before[-1], behind[0])
