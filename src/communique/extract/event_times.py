"""Which time expression dates an event: by how near it stands in the parse."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.dates import When
from communique.extract.tree import Tree

if TYPE_CHECKING:
    from communique.drafts import Prepared
    from communique.extract.matching import Match
    from communique.extract.modality import Reading
    from communique.extract.roles import SentenceWork
    from communique.extract.times import TimeExpression


PAST = frozenset({"VBD", "VBN"})
PRESENT = frozenset({"VBP", "VBZ"})
ORDINALS = frozenset({"first", "second", "third", "fourth", "fifth", "last", "only"})
#: In front of a time these say from or until when what is asked or promised shall hold.
BOUNDS = frozenset({"before", "by", "until", "till", "from", "within"})
CALENDAR = frozenset({*calendar.month_name, *calendar.day_name})
#: Heads of time phrases whose front words are part of the phrase ("early last month").
TIME_NOUNS = frozenset(
    {
        "day",
        "week",
        "month",
        "year",
        "decade",
        "morning",
        "afternoon",
        "evening",
        "night",
        "weekend",
        "today",
        "yesterday",
        "hours",
        "days",
        "weeks",
        "months",
        "years",
    }
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date, and the offsets of the words that tell it, if any do."""

    when: When
    words: tuple[int, int] | None = None


class EventClock:
    """Dates the events of one report."""

    def __init__(self, prepared: Prepared) -> None:
        day = prepared.report.date
        self.document = (
            When(start=day, end=day, precision="day", basis="document") if day else When()
        )

    def when(self, work: SentenceWork, match: Match, reading: Reading, *, speech: bool) -> Dated:
        """The date of a match: its own time expression, or what the report's date gives.

        What is said in the present tense is said in the report. A past perfect without a date is
        some day up to the report's, unless it only follows the past of "said".
        """
        if speech and work.tree.tag[match.anchor] in PRESENT and reading.force == "fact":
            return Dated(self.document)
        found = self.expression(work, match.head, match.anchor, reading, speech=speech, said=speech)
        own = found.when if found else None
        if own is not None and reading.force == "fact":
            own = self._happened(own)
        if found is not None and own is not None:
            return Dated(own, (found.start, found.end))
        backshift = any(work.tree.tag[verb] in PAST for verb in reading.sayers)
        if reading.perfect and not backshift:
            return Dated(unknown_until(self.document))
        return Dated(self.document)

    def _happened(self, when: When) -> When | None:
        """The part of an interval up to the report's day; None if it lies ahead of it."""
        day = self.document.end
        if day is None or (when.end is not None and when.end <= day):
            return when
        if when.start is not None and when.start > day:
            return None
        if when.precision == "range" and when.start is not None:
            return When.range(when.start, day, basis=when.basis)
        return when

    def ahead(self, work: SentenceWork, match: Match, reading: Reading) -> When | None:
        """The day to come that a promise or request speaks of, None if its sentence tells none."""
        day = self.document.end
        found = self.nearest(work, match.head, match.anchor, reading, speech=True)
        if found is None or day is None or found.start is None or found.start <= day:
            return None
        return found

    def saying(self, work: SentenceWork, reading: Reading) -> Dated:
        """The date of a promise or refusal: a time word at the verb of promising or saying."""
        verbs = [v for v in (reading.governor, *reading.sayers) if v is not None]
        for verb in verbs:
            for expression, token in located(work):
                if expression.when is None or expression.future:
                    continue
                if attached_verb(work.tree, token) == verb:
                    return Dated(expression.when, (expression.start, expression.end))
        return Dated(self.document)

    def nearest(
        self, work: SentenceWork, head: int, anchor: int, reading: Reading, *, speech: bool
    ) -> When | None:
        """The days of the sentence's best time expression for this event, None without one."""
        found = self.expression(work, head, anchor, reading, speech=speech)
        return found.when if found else None

    def expression(
        self,
        work: SentenceWork,
        head: int,
        anchor: int,
        reading: Reading,
        *,
        speech: bool,
        said: bool = False,
    ) -> TimeExpression | None:
        """The best time expression of the sentence for this event, None if none belongs to it.

        Of words themselves (`said`) no day that is only a bound of what they ask or promise.
        """
        best: tuple[int, int] | None = None
        chosen: TimeExpression | None = None
        for expression, token in located(work):
            if expression.when is None or of_other_noun(work.tree, token, head):
                continue
            if since_last(work.tree, token) or (said and is_bound(work.tree, token)):
                continue
            rank = self._rank(work.tree, token, head, anchor, reading, speech)
            if rank is None:
                continue
            key = (rank, abs(token - head))
            if best is None or key < best:
                best, chosen = key, expression
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


def of_other_noun(tree: Tree, token: int, head: int) -> bool:
    """Whether the time only says which thing is meant ("a resolution of 30 March", "the 1987
    treaty", "last week's talks"), and that thing is not the event itself."""
    while tree.dep[token] in ("compound", "nummod", "amod", "nmod", "poss", "npadvmod", "pobj"):
        up = tree.head[token]
        if up == head or tree.verbal(up):
            return False
        front = tree.dep[token] in ("compound", "nummod", "amod", "nmod", "poss") and up > token
        if front and tree.pos[up] in ("NOUN", "PROPN") and not _is_time(tree, up):
            return True
        if tree.dep[token] == "pobj" and tree.lower[up] == "of":
            return tree.head[up] != head and tree.pos[tree.head[up]] in ("NOUN", "PROPN")
        token = up
    return False


def is_bound(tree: Tree, token: int) -> bool:
    """Whether a time bounds what is spoken of: "**before** winter", "a truce **from** midnight"."""
    while tree.dep[token] in ("compound", "nummod", "amod", "nmod", "npadvmod") or (
        tree.dep[token] == "pobj" and tree.lower[tree.head[token]] == "on"
    ):
        token = tree.head[token]
    if tree.dep[token] == "prep":  # "from midnight **on** Saturday"
        token = tree.head[token]
    return tree.dep[token] == "pobj" and tree.lower[tree.head[token]] in BOUNDS


def since_last(tree: Tree, token: int) -> bool:
    """Whether the time is that of the one before ("the first visit since 2015")."""
    while tree.dep[token] in ("compound", "nummod", "amod", "nmod", "npadvmod") or (
        tree.dep[token] == "pobj" and tree.lower[tree.head[token]] != "since"
    ):
        token = tree.head[token]
    since = tree.head[token]
    if tree.dep[token] not in ("pobj", "pcomp") or tree.lower[since] != "since":
        return False
    above = tree.head[since]
    counted = [above, *tree.kids(above, "attr", "dobj", "nsubj", "nsubjpass")]
    return any(
        tree.tag[c] in ("JJS", "RBS") or tree.lower[c] in ORDINALS
        for noun in counted
        for c in tree.children[noun]
    )


def _is_time(tree: Tree, token: int) -> bool:
    named = tree.text[token].title() in CALENDAR
    return tree.tag[token] == "CD" or named or tree.lower[token] in TIME_NOUNS


def unknown_until(day: When) -> When:
    """The date of a past act with no datable phrase: some day up to `day`."""
    return When(start=None, end=day.end, precision="unknown", basis="document")


def attached_verb(tree: Tree, token: int) -> int:
    """The verb that the time expression at `token` hangs on."""
    return tree.governor(token)
