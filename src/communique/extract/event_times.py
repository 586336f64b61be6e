"""Which time expression dates an event: by how near it stands in the parse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.dates import When
from communique.extract.tree import Tree

if TYPE_CHECKING:
    from communique.drafts import Prepared
    from communique.extract.roles import SentenceWork
    from communique.extract.matching import Match
    from communique.extract.modality import Reading
    from communique.extract.times import TimeExpression


class EventClock:
    """Dates the events of one report."""

    def __init__(self, prepared: Prepared) -> None:
        day = prepared.report.date
        self.document = (
            When(start=day, end=day, precision="day", basis="document") if day else When()
        )

    def when(self, work: SentenceWork, match: Match, reading: Reading, *, speech: bool) -> When:
        """The date of a match: its own time expression, or what the report's date gives.

        A past perfect without a date is some day up to the report's; with none the report's own.
        """
        own = self.nearest(work, match.head, match.anchor, reading, speech=speech)
        if own is not None:
            return own
        if reading.perfect:
            return When(end=self.document.end, precision="unknown", basis="document")
        return self.document

    def saying(self, work: SentenceWork, reading: Reading) -> When:
        """The date of a promise or refusal: a time word at the verb of promising or saying."""
        verbs = [v for v in (reading.governor, *reading.sayers) if v is not None]
        for verb in verbs:
            for expression, token in located(work):
                if (
                    expression.when is not None
                    and not expression.future
                    and attached_verb(work.tree, token) == verb
                ):
                    return expression.when
        return self.document

    def nearest(
        self, work: SentenceWork, head: int, anchor: int, reading: Reading, *, speech: bool
    ) -> When | None:
        """The best time expression of the sentence for this event, None if none belongs to it."""
        best: tuple[int, int] | None = None
        chosen: When | None = None
        for expression, token in located(work):
            if expression.when is None:
                continue
            rank = self._rank(work.tree, token, head, anchor, reading, speech)
            if rank is None:
                continue
            key = (rank, abs(token - head))
            if best is None or key < best:
                best, chosen = key, expression.when
        return chosen

    def _rank(
        self, tree: Tree, token: int, head: int, anchor: int, reading: Reading, speech: bool
    ) -> int | None:
        """How well the time at `token` fits the event: 0 best, None not at all."""
        if under(tree, token, head):
            verb = attached_verb(tree, token)
            return 0 if verb in (head, anchor) or not tree.verbal(head) else 1
        verb = attached_verb(tree, token)
        if verb == anchor:
            return 0
        if not tree.verbal(head) and verb == tree.governor(head):
            return 2
        if tree.dep[anchor] == "conj" and verb == tree.head[anchor]:
            return 3
        if verb in reading.sayers:
            return 4 if speech else 6
        if verb == tree.governor(anchor) and tree.dep[anchor] in (
            "xcomp",
            "advcl",
            "pcomp",
            "relcl",
        ):
            return 4 if tree.dep[anchor] != "relcl" else None
        if any(c == verb for c in tree.children[anchor] if tree.dep[c] == "xcomp"):
            return 5
        return None


def located(work: SentenceWork) -> list[tuple[TimeExpression, int]]:
    """The sentence's time expressions with the token that heads each."""
    out = []
    offset = work.parsed.start
    for expression in work.times:
        span = work.parsed.doc.char_span(
            expression.start - offset, expression.end - offset, alignment_mode="expand"
        )
        if span is not None:
            out.append((expression, span.root.i))
    return out


def under(tree: Tree, token: int, head: int) -> bool:
    """Whether `token` lies in the subtree of `head`, with no finite clause between."""
    while token != head:
        up = tree.head[token]
        if up == token:
            return False
        if tree.verbal(token) and tree.dep[token] in ("relcl", "advcl", "ccomp", "acl"):
            return False
        token = up
    return True


def attached_verb(tree: Tree, token: int) -> int:
    """The verb that the time expression at `token` hangs on."""
    return tree.governor(token)
