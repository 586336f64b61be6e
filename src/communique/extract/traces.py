"""What an explanation tells of each frame: that it fired, was changed, or was vetoed, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from communique.drafts import DraftEvent
from communique.extract.roles import SentenceWork


@dataclass(frozen=True, slots=True)
class Trace:
    """One line of an explanation: a frame that fired, was changed, or was vetoed, and why."""

    rule: str
    sentence: int
    start: int
    end: int
    outcome: str
    reason: str


class Told:
    """Writes the lines of an explanation where one is asked for."""

    def __init__(self, lines: list[Trace] | None) -> None:
        self.lines = lines

    def __call__(
        self,
        work: SentenceWork,
        rule: str,
        head: int,
        draft: DraftEvent | None,
        why: str,
        path: Sequence[str],
    ) -> None:
        """Tell what became of a frame that fired."""
        if self.lines is not None:
            outcome = draft.type if draft and draft.is_event else "no event"
            reason = "; ".join(part for part in (why, " < ".join(path)) if part)
            self._add(work, rule, head, outcome, reason)

    def veto(self, work: SentenceWork, rule: str, head: int, reason: str) -> None:
        """Tell why a frame was not heeded."""
        if self.lines is not None:
            self._add(work, rule, head, "veto", reason)

    def _add(self, work: SentenceWork, rule: str, head: int, outcome: str, reason: str) -> None:
        assert self.lines is not None
        start, end = work.parsed.span(head, head)
        self.lines.append(Trace(rule, work.index, start, end, outcome, reason))
