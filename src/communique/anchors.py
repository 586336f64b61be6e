"""Names of records that outlast a new coding: report, kind, type, place of the words, parties.

Ids of records count through a report and change when it is coded anew; an anchor doesn't, as long
as the same words are read as a record of the same type.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from communique.records import Span

_FORM = re.compile(
    r"(?P<report>\w+)/(?P<kind>\w+)/(?P<type>[^/]+)/(?P<start>\d+)-(?P<end>\d+)(?:/(?P<codes>.*))?",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """The parts of an anchor; `codes` are those of all parties, joined by `+`."""

    report: str
    kind: str
    type: str
    start: int
    end: int
    codes: str

    @classmethod
    def read(cls, target: str) -> Self | None:
        """The parts of a text, None if it is no anchor."""
        found = _FORM.fullmatch(target)
        if found is None:
            return None
        return cls(
            report=found["report"],
            kind=found["kind"],
            type=found["type"],
            start=int(found["start"]),
            end=int(found["end"]),
            codes=found["codes"] or "",
        )

    def __str__(self) -> str:
        return f"{self.report}/{self.kind}/{self.type}/{self.start}-{self.end}/{self.codes}"


def anchor(report: str, kind: str, type: str, *, evidence: Sequence[Span], codes: str) -> str:
    """What a record is called by a judgement: its report, kind and type, where the words stand that
    it rests on, and its parties.

    `codes` tells apart records of one type that rest on the same words ("Oman and Iraq signed").
    """
    place = next((span for span in evidence if span.role == "trigger"), None)
    place = place or min(evidence, key=lambda span: (span.start, span.end))
    return f"{report}/{kind}/{type}/{place.start}-{place.end}/{codes}"


def codes_text(codes: Iterable[str | None]) -> str:
    """Codes of parties as an anchor has them."""
    return "+".join(sorted({code or "-" for code in codes}))


def closest(target: str, others: Iterable[str]) -> str | None:
    """Which of `others` an anchor means now, None if none.

    It is the one of that report, kind and type that rests on the same words; of several the one
    with the same parties. Failing that, the one whose words overlap most.
    """
    wanted = Anchor.read(target)
    if wanted is None:
        return None
    best: tuple[int, int, bool] = (0, 0, False)
    found = None
    for other in others:
        it = Anchor.read(other)
        if it is None or (it.report, it.kind, it.type) != (wanted.report, wanted.kind, wanted.type):
            continue
        shared = min(wanted.end, it.end) - max(wanted.start, it.start)
        rank = (shared, -(it.end - it.start), other == target)
        if shared > 0 and rank > best:
            best, found = rank, other
    return found
