"""The designations of a report: titles that a state or body confers, renews or takes away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from communique.dates import When
from communique.drafts import DraftDesignation, DraftEvent, Mention, Mentions, Prepared
from communique.extract.agreements import lay_out_sentence
from communique.extract.designation_moves import ordinal_subject
from communique.extract.designation_patterns import BARE_LIST, Find, PatternReader
from communique.extract.designation_sides import agent_behind, who
from communique.extract.event_times import EventClock
from communique.records import DesignationAction

if TYPE_CHECKING:
    from communique.extract.modality import Modality, Reading
    from communique.extract.roles import SentenceWork
    from communique.extract.tree import Tree
    from communique.vocab.titles import TitleBook

#: How sure a record is by its pattern; estimates, few designations stand in the gold.
WEIGHTS = {"designate-as": 0.8, "call-so": 0.7, "bestow": 0.65, "appoint": 0.6, "sanction": 0.5}
USUAL = 0.75
LATELY = 62  # days: an appointment at home that lies further back is background, no record


class DesignationFinder:
    """The designations stage: built once from the vocabulary, called per report."""

    def __init__(self, book: TitleBook, modality: Modality) -> None:
        self.read = PatternReader(book)
        self.modality = modality

    def __call__(
        self, prepared: Prepared, mentions: Mentions, events: Sequence[DraftEvent] = ()
    ) -> list[DraftDesignation]:
        """The designations of a report in the order of the text, each told once.

        `events` are not needed: the stage has the call shape of the others.
        """
        del events
        clock = EventClock(prepared)
        drafts: dict[tuple[object, ...], DraftDesignation] = {}
        listed: DraftDesignation | None = None
        for parsed in prepared.parsed:
            work = lay_out_sentence(prepared, parsed)
            for verb in range(len(work.tree)):
                if not work.tree.verbal(verb):
                    continue
                draft = self._at(work, mentions, clock, verb)
                if draft is not None and draft.title == BARE_LIST:
                    draft = _as_told(draft, listed)
                elif draft is not None and draft.rule.endswith("-list"):
                    listed = draft
                if draft is not None:
                    key = (draft.title.lower(), draft.action, _codes(draft.to), draft.when.start)
                    drafts.setdefault(key, draft)
        return list(drafts.values())

    def _at(
        self, work: SentenceWork, mentions: Mentions, clock: EventClock, verb: int
    ) -> DraftDesignation | None:
        """The designation that the verb tells of, by the first pattern that fits."""
        found = next(self.read(work, mentions, verb), None)
        if found is None:
            return None
        reading = self.modality.read(work.tree, verb)
        becoming = ordinal_subject(work.tree, verb)
        real = reading.force in ("fact", "alleged") and not _is_wished(work.tree, verb)
        if not real and not becoming:
            return None
        at = work.tree.governor(verb) if becoming else verb
        when = self._when(work, clock, at, self.modality.read(work.tree, at))
        by = found.by or self._by(work, mentions, found)
        if becoming:
            by = tuple(m for t in becoming for m in who(work, mentions, t)) or by
        by = by or _only_other(mentions, found)
        if found.name == "bestow" and not _of_states(by, found):
            return None
        if found.name == "appoint":
            if _long_ago(when, clock.document):
                return None
            by = by or found.to
        start, end = work.parsed.span(found.first, found.last)
        spans = (("trigger", *work.parsed.span(verb, verb)), ("title", start, end))
        return DraftDesignation(
            by=by, to=found.to, title=found.title, action=self._action(work, found), when=when,
            sentence=work.index, weight=WEIGHTS.get(found.name, USUAL),
            rule=f"designation/{found.name}", spans=spans,
        )  # fmt: skip

    def _action(self, work: SentenceWork, found: Find) -> DesignationAction:
        """What is done; what is conferred "again" or "for another year" is renewed."""
        near = work.tree.lower[max(0, found.verb - 3) : found.last + 5]
        again = not self.read.book.again.isdisjoint(near) and found.pattern.titles != "recognition"
        return "renewed" if again and found.pattern.action == "conferred" else found.pattern.action

    def _shared(self, work: SentenceWork, verb: int, document: When) -> When | None:
        """The one day that a sentence names, for an act joined by "and" to the act of that day."""
        days = [e for e in work.times if e.when is not None and e.when.start is not None]
        if len(days) != 1 or document.end is None or "and" not in work.tree.lower[:verb]:
            return None
        when, (place, _) = days[0].when, work.parsed.span(verb, verb)
        if when is None or when.start is None or days[0].start > place:
            return None
        return when if when.start <= document.end else None

    def _when(self, work: SentenceWork, clock: EventClock, verb: int, reading: Reading) -> When:
        own = clock.nearest(work, verb, verb, reading, speech=False)
        own = own or self._shared(work, verb, clock.document)
        if own is not None and own.start is not None:
            return own
        if reading.perfect:
            return When(end=clock.document.end, precision="unknown", basis="document")
        return clock.document

    def _by(self, work: SentenceWork, mentions: Mentions, found: Find) -> tuple[Mention, ...]:
        """Who confers: subject or agent, or whose list it is."""
        out: dict[tuple[int, int], Mention] = {}
        for token in work.args.get(found.verb, "subj"):
            for mention in who(work, mentions, token):
                if mention not in found.to:
                    out.setdefault(mention.key, mention)
        participle = work.tree.tag[found.verb] == "VBN"
        if not out and (work.tree.passive(found.verb) or participle):
            return agent_behind(work, mentions, found.verb)
        return tuple(out.values())


def _only_other(mentions: Mentions, found: Find) -> tuple[Mention, ...]:
    """Who confers where nothing says so: the one other state or body that the report names."""
    theirs = {code for m in found.to for code in m.countries}
    others = [m for m in mentions.all if m.countries and not theirs.issuperset(m.countries)]
    codes = {code for m in others for code in m.countries}
    return (others[0],) if len(codes) == 1 and theirs else ()


def _codes(mentions: Iterable[Mention]) -> tuple[str, ...]:
    return tuple(code for m in mentions for code in (m.countries or (m.text,)))


def _of_states(by: Sequence[Mention], found: Find) -> bool:
    """Whether an honour is one of states: given by one, or the Nobel Prize."""
    return "nobel" in found.title.lower() or any(m.countries or m.office for m in by)


def _long_ago(when: When, document: When) -> bool:
    """Whether the day lies so far back that an appointment is background."""
    if when.end is None or document.end is None:
        return when.start is None
    return when.start is None or (document.end - when.end).days > LATELY


def _as_told(draft: DraftDesignation, before: DraftDesignation | None) -> DraftDesignation | None:
    """A listing on "the list": the list, and where need be who, are those of the one before."""
    if before is None:
        return None
    return replace(draft, title=before.title, to=draft.to or before.to)


def _is_wished(tree: Tree, verb: int) -> bool:
    """Whether a bare verb is a wish or an order: "recommended that she appoint", "Appoint an …"."""
    return tree.tag[verb] == "VB" and not any(tree.lemma[c] == "do" for c in tree.kids(verb, "aux"))
