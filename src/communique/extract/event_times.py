"""Which time expression dates an event: by how near it stands in the parse."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from communique.dates import When
from communique.extract.deeds import takes_up_deed
from communique.extract.noun_places import measured, only_named
from communique.extract.time_clauses import (
    cleft,
    fronted,
    in_clause_of_deed,
    of_happening,
    of_source,
    of_text,
)
from communique.extract.time_distances import days_after, days_before, itself, overnight, stay
from communique.extract.time_spots import (
    BOUNDS,
    CALENDAR,
    ENDS,
    LASTING,
    announcers,
    attached_verb,
    becoming,
    both_suffered,
    dating_clauses,
    deep_in_object,
    first_of_list,
    hangs_on,
    is_bound,
    is_moment,
    joined_before,
    located,
    of_asked_act,
    of_charge,
    of_deed,
    of_matter,
    of_noun,
    of_occasion,
    of_other_noun,
    present_perfect,
    since_last,
    since_what,
    tellers,
    under,
)
from communique.extract.tree import Tree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from communique.drafts import Prepared
    from communique.extract.matching import Match
    from communique.extract.modality import Reading
    from communique.extract.roles import SentenceWork
    from communique.extract.times import TimeExpression


PAST = frozenset({"VBD", "VBN"})
PRESENT = frozenset({"VBP", "VBZ"})
#: A sentence that names one day of the week before its report mostly tells of that day.
NEWS = timedelta(days=7)
#: Words of these types answer what others did or said.
REPLIES = frozenset({"ACCUSE", "REJECT", "THREATEN", "REQUEST"})
#: The value of "soon", which dates nothing that is past ("was soon shooting").
SOON = "FUTURE_REF"
#: What followed something older than this followed then ("**after** it invaded in 1990").
LONG_AGO = timedelta(days=30)
#: Clauses of these relations are of the time of the clause above.
DEPENDENT = frozenset({"xcomp", "advcl", "pcomp"})
#: Clauses behind these words tell of the same time.
SAME_TIME = frozenset({"when", "as", "while"})


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
        if speech and is_present(work.tree, match.anchor) and reading.force == "fact":
            return Dated(self.document)
        reckoned = days_before(work.tree, match.anchor, located(work), self.document)
        reckoned = reckoned or days_after(work.tree, match.anchor, located(work))
        if reckoned is not None:
            return Dated(reckoned)
        found = since_what(work.tree, match.anchor, located(work))
        if found is not None and found.when is not None and self.document.end is not None:
            return Dated(self._until_now(found.when), (found.start, found.end))
        found = self.expression(work, match.head, match.anchor, reading, speech=speech, said=speech)
        own = self._days(work, match, found) if found else None
        if own is not None and reading.force == "fact":
            own = self._happened(own)
        if found is not None and own is not None:
            if match.frame.channel:
                own = stay(work.tree, match.head, match.anchor, located(work), own)
            night = measured(work.tree, match.head)
            if work.tree.lemma[night] == "night" and not _names_day(work.tree, night):
                own = overnight(own)
            return Dated(own, (found.start, found.end))
        lone = self._lone_day(work, match, reading)
        if lone is not None and lone.when is not None:
            return Dated(lone.when, (lone.start, lone.end))
        sayers = (*reading.sayers, *announcers(work.tree, match.anchor))
        backshift = any(work.tree.tag[verb] in PAST for verb in sayers)
        if reading.perfect and not backshift:
            return Dated(unknown_until(self.document))
        return Dated(self.document)

    def _days(self, work: SentenceWork, match: Match, found: TimeExpression) -> When | None:
        """The days of a time; of "since May, **when** …" those of May alone."""
        token = next(token for one, token in located(work) if one is found)
        return itself(found) if is_moment(work.tree, token, match.anchor) else found.when

    def _lone_day(
        self, work: SentenceWork, match: Match, reading: Reading
    ) -> TimeExpression | None:
        """The one day that the sentence of a past deed names, wherever it stands.

        Words that answer others ("condemned Monday's attack") are of a day of their own.
        """
        day, told = self.document.end, located(work)
        reply = match.frame.type in REPLIES or takes_up_deed(work.tree, match.anchor)
        named = match.light is None and only_named(work.tree, match.head)
        deed = not reply and not named and reading.force == "fact" and not reading.perfect
        told = [(e, t) for e, t in told if e.when and e.when.end and e.when.start == e.when.end]
        if not deed or day is None or len(told) != 1 or not is_past(work.tree, match.anchor):
            return None
        only, token = told[0]
        when = only.when
        if when is None or when.end is None or only.future:
            return None
        recent = day - NEWS <= when.end < day
        apart = of_other_noun(work.tree, token, match.head) or of_noun(work.tree, token)
        apart = apart or in_clause_of_deed(work.tree, token, match.anchor)
        return only if recent and not apart else None

    def _until_now(self, since: When) -> When:
        """From the first day of a time to the day of the report."""
        if since.start is None or self.document.end is None or since.start > self.document.end:
            return self.document
        return When.range(since.start, self.document.end, basis=since.basis)

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

    def is_over(self, when: When) -> bool:
        """Whether a stated time ended before the day of the report."""
        day = self.document.end
        told = when.basis != "document" and when.start is not None
        return told and day is not None and when.end is not None and when.end < day

    def ahead(self, work: SentenceWork, match: Match, reading: Reading) -> When | None:
        """The day to come that a promise or request speaks of, None if its sentence tells none."""
        day = self.document.end
        found = self.nearest(work, match.head, match.anchor, reading, speech=True)
        if found is None or day is None or found.start is None or found.start <= day:
            return None
        return found

    def saying(self, work: SentenceWork, anchor: int, reading: Reading) -> Dated:
        """The date of a promise or refusal: a time word at the verb of promising or saying."""
        verbs = [v for v in (reading.governor, *reading.sayers) if v is not None]
        verbs += [verb for verb in tellers(work.tree, anchor) if verb not in verbs]
        if anchor not in verbs and is_past(work.tree, anchor):
            verbs.append(anchor)
        alone = [v for v in verbs if not work.tree.has(v, "nsubj") and is_past(work.tree, v)]
        verbs += [v for verb in alone for v in joined_before(work.tree, verb)]
        for verb in verbs:
            for expression, token in located(work):
                if expression.when is None or expression.future:
                    continue
                if attached_verb(work.tree, token) == verb:
                    return Dated(expression.when, (expression.start, expression.end))
        told = self._occasion(work, [*verbs, anchor])
        return (
            Dated(told.when, (told.start, told.end)) if told and told.when else Dated(self.document)
        )

    def _occasion(self, work: SentenceWork, verbs: Sequence[int]) -> TimeExpression | None:
        """The time of the speech or paper in which somebody promises or refuses."""
        day, tree = self.document.end, work.tree
        for verb in verbs:
            for expression, token in located(work):
                when = expression.when
                if when is None or expression.future or (day and when.end and when.end > day):
                    continue
                spoken = fronted(tree, token, verb) or of_occasion(tree, token, verb)
                text = of_text(tree, token, verb) is not None or of_source(tree, token, verb)
                if spoken or text or cleft(tree, token, verb):
                    return expression
        return None

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
            if expression.when is None or self._only_bounds(
                expression, work.tree, token, said=said
            ):
                continue
            if self._is_apart(work.tree, token, head, anchor, said=said):
                continue
            if expression.value == SOON and is_past(work.tree, anchor):
                continue
            if expression.when.start is None and is_bound(work.tree, token, LASTING):
                continue  # "for the past few weeks"
            rank = self._rank(work.tree, token, head, anchor, reading, speech)
            if rank is None:
                rank = _phrase_rank(work.tree, token, head, anchor, reading)
            if rank is None:
                rank = self._far_rank(work.tree, expression.when, token, anchor, reading)
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
            if speech and (of_deed(tree, token, head) or deep_in_object(tree, token, head)):
                return None
            return 0 if verb in (head, anchor) or not tree.verbal(head) else 1
        verb = attached_verb(tree, token)
        if verb == anchor:
            return 0 if tree.verbal(head) or hangs_on(tree, token, anchor) else 1
        if not tree.verbal(head) and verb == tree.governor(head):
            return None if head == anchor and only_named(tree, head) else 2
        first = first_of_list(tree, anchor)
        if first != anchor and (
            verb in joined_before(tree, anchor) or of_occasion(tree, token, first)
        ):
            return None if present_perfect(tree, anchor) else 3
        if first == anchor and of_occasion(tree, token, anchor):
            return 3
        gerund = first != anchor and tree.tag[first] == "VBG" and tree.dep[first] == "advcl"
        if gerund and verb == tree.governor(first):
            return 4
        if both_suffered(tree, anchor, verb):
            return 3
        if verb in reading.sayers:
            return 4 if speech else 6
        dependent = verb == tree.governor(anchor) and tree.dep[anchor] in DEPENDENT
        if dependent or verb == becoming(tree, anchor):
            return 4
        if any(c == verb for c in tree.children[anchor] if tree.dep[c] == "xcomp"):
            return 5
        return None

    def _only_bounds(
        self, expression: TimeExpression, tree: Tree, token: int, *, said: bool
    ) -> bool:
        """Whether a time says till or from when what is asked or done shall hold."""
        if said:
            return is_bound(tree, token, BOUNDS)
        when = expression.when
        return when is not None and when.start is None and is_bound(tree, token, ENDS)

    def _is_apart(self, tree: Tree, token: int, head: int, anchor: int, *, said: bool) -> bool:
        """Whether a time belongs to something else in the sentence."""
        if is_moment(tree, token, anchor) or cleft(tree, token, anchor):
            return False
        if of_text(tree, token, anchor) == 2:
            return False
        if of_other_noun(tree, token, head) or since_last(tree, token):
            return True
        if of_matter(tree, token, head):
            return True
        return said and (of_charge(tree, token, anchor) or of_asked_act(tree, token, anchor))

    def _far_rank(
        self, tree: Tree, when: When, token: int, anchor: int, reading: Reading
    ) -> int | None:
        """How well the time of another clause fits: of the one above, or one that tells when."""
        verb = attached_verb(tree, token)
        if verb in tellers(tree, anchor):
            return 7
        if reading.perfect:
            return None
        clauses = dating_clauses(tree, anchor)
        if verb in clauses:
            return 8 if clauses[verb] in SAME_TIME or self._is_long_ago(when) else None
        if any(verb in dating_clauses(tree, sayer) for sayer in reading.sayers):
            return 9
        return None

    def _is_long_ago(self, when: When) -> bool:
        """Whether a time is no news: what followed it then is told as background."""
        day = self.document.end
        return day is not None and when.end is not None and when.end < day - LONG_AGO


def _phrase_rank(tree: Tree, token: int, head: int, anchor: int, reading: Reading) -> int | None:
    """How well a time fits by the phrase that it stands in: one that opens, tells or defines."""
    if is_moment(tree, token, anchor) or cleft(tree, token, anchor):
        return 1
    text = of_text(tree, token, anchor)
    if text is not None:
        return text
    if of_happening(tree, token, head):
        return 3
    if fronted(tree, token, anchor) or fronted(tree, token, first_of_list(tree, anchor)):
        return 4
    return 6 if any(of_occasion(tree, token, sayer) for sayer in reading.sayers) else None


def is_present(tree: Tree, verb: int) -> bool:
    """Whether a verb is in the present tense: also a plain form ("X and Y condemn")."""
    plain = tree.tag[verb] == "VB" and tree.dep[verb] == "ROOT" and tree.has(verb, "nsubj")
    now = [tree.lower[c] for c in tree.kids(verb, "aux", "auxpass")]
    if tree.tag[verb] == "VBG" and now in (["is"], ["are"]):  # "is investigating"
        return True
    return tree.tag[verb] in PRESENT or (plain and not now)


def _names_day(tree: Tree, night: int) -> bool:
    """Whether a night is that of a day: "the scene **Friday night** of a march"."""
    return any(tree.text[c].title() in CALENDAR for c in tree.kids(night, "compound", "nmod"))


def is_past(tree: Tree, anchor: int) -> bool:
    """Whether what is told at `anchor` is told as past: by its own verb, or the one above."""
    if tree.tag[anchor] in PAST:
        return True
    above = tree.governor(anchor)
    dependent = not tree.verbal(anchor) or tree.tag[anchor] == "VBG"
    return dependent and tree.tag[above] in PAST


def unknown_until(day: When) -> When:
    """The date of a past act with no datable phrase: some day up to `day`."""
    return When(start=None, end=day.end, precision="unknown", basis="document")
