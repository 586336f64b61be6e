"""Events of a report: frames that fire, with their roles, status, time and place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from communique.dates import When
from communique.drafts import DraftEvent, Mention, Mentions, ParsedSentence, Prepared
from communique.extract.arguments import Arguments
from communique.extract.event_times import EventClock
from communique.extract.matching import Match, Matcher, Veto
from communique.extract.modality import Modality, Reading
from communique.extract.tree import Tree
from communique.vocab.frames import FrameBook

if TYPE_CHECKING:
    from communique.extract.times import TimeExpression

COOPERATIVE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "AGREE"})
YIELDING = frozenset({"CONCEDE", "RETREAT"})
HARMFUL = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST"})
KEEPS_FUTURE = frozenset({"THREATEN", "REJECT"})
SPEECH = frozenset({"REQUEST", "ACCUSE", "THREATEN", "REJECT", "AGREE", "SUPPORT", "CONCEDE"})


@dataclass(frozen=True, slots=True)
class Trace:
    """One line of an explanation: a frame that fired, was changed, or was vetoed, and why."""

    rule: str
    sentence: int
    start: int
    end: int
    outcome: str
    reason: str


@dataclass(slots=True)
class SentenceWork:
    """What the extractors share about one parsed sentence."""

    parsed: ParsedSentence
    tree: Tree
    args: Arguments
    times: Sequence[TimeExpression]
    matches: list[tuple[Match, Reading]] = field(default_factory=list)

    @property
    def index(self) -> int:
        """The sentence's index in the layout."""
        return self.parsed.sentence.index


class EventFinder:
    """The events stage: compile the frames once, then call per report."""

    def __init__(self, book: FrameBook, modality: Mapping[str, frozenset[str]]) -> None:
        self.matcher = Matcher(book)
        self.modality = Modality(modality, book.classes["say"])
        self.conditional = modality["hypothetical_adjectives"]

    def __call__(
        self, prepared: Prepared, mentions: Mentions, *, trace: list[Trace] | None = None
    ) -> Iterator[DraftEvent]:
        """Yield a draft per frame that fires, in the order of the text.

        Drafts with `is_event` false are no events (planned, expected): they serve the contacts.
        """
        clock = EventClock(prepared)
        for parsed in prepared.parsed:
            work = self.work(prepared, parsed)
            drafts = list(self._sentence(work, mentions, clock, trace))
            yield from merge_promises(drafts)

    def work(self, prepared: Prepared, parsed: ParsedSentence) -> SentenceWork:
        """Lay out one sentence for matching."""
        tree = Tree(parsed.doc)
        inside = [
            t
            for t in prepared.times
            if parsed.sentence.start <= t.start and t.end <= parsed.sentence.end
        ]
        return SentenceWork(parsed, tree, Arguments(tree), inside)

    def _sentence(
        self,
        work: SentenceWork,
        mentions: Mentions,
        clock: EventClock,
        trace: list[Trace] | None,
    ) -> Iterator[DraftEvent]:
        for found in self.matcher(work.tree, work.args, mentions, work.index):
            if isinstance(found, Veto):
                if trace is not None:
                    trace.append(
                        self._line(work, found.frame.rule, found.head, "veto", found.reason)
                    )
                continue
            reading = self._reading(work.tree, found)
            draft, why = self._draft(work, mentions, found, reading, clock)
            if trace is not None:
                outcome = draft.type if draft and draft.is_event else "no event"
                reason = "; ".join(p for p in (why, " < ".join(reading.path)) if p)
                trace.append(self._line(work, found.frame.rule, found.head, outcome, reason))
            if draft is not None:
                yield draft

    def _line(self, work: SentenceWork, rule: str, head: int, outcome: str, reason: str) -> Trace:
        start, end = work.parsed.span(head, head)
        return Trace(rule, work.index, start, end, outcome, reason)

    def _reading(self, tree: Tree, match: Match) -> Reading:
        """The force of the match; of a noun, its adjectives count too."""
        if match.light is None and match.frame.kind == "noun":
            adjectives = {tree.lower[c] for c in tree.kids(match.head, "amod", "det", "compound")}
            if adjectives & self.conditional:
                return Reading(force="planned", governor=match.head, path=("adjective",))
            if "no" in adjectives:
                return Reading(force="negated", negative=True, path=("no",))
            return Reading()
        speech = match.frame.type in SPEECH
        reading = self.modality.read(tree, match.anchor, speech=speech)
        if match.light is not None and reading.force == "fact":
            adjectives = {tree.lower[c] for c in tree.kids(match.head, "amod", "det")}
            if "no" in adjectives:
                return Reading(force="negated", negative=True, path=("no",))
        return reading

    def _draft(
        self,
        work: SentenceWork,
        mentions: Mentions,
        match: Match,
        reading: Reading,
        clock: EventClock,
    ) -> tuple[DraftEvent | None, str]:
        """The draft event of a match, and why it is what it is."""
        frame = match.frame
        type_, is_event, why = outcome(match, reading)
        if type_ is None:
            return None, why
        actors = self._role(work, mentions, match, frame.actor, frame.same)
        recipients = self._role(work, mentions, match, frame.recipient, frame.same)
        if reading.governor is not None and type_ != frame.type:
            actors = self._governing_subject(work, mentions, reading, actors)
        actors = tuple(a for a in actors if a not in recipients) if not frame.reciprocal else actors
        start, end = trigger_span(work, match)
        tense_future = reading.force in ("promised", "planned", "refused")
        when = clock.when(work, match, reading, speech=frame.type in SPEECH)
        draft = DraftEvent(
            type=type_,
            base=frame.type,
            mode=frame.mode if type_ == frame.type else None,
            cameo=frame.cameo if type_ == frame.type else None,
            rule=frame.rule,
            sentence=work.index,
            head=match.head,
            start=start,
            end=end,
            actors=actors,
            recipients=recipients,
            reciprocal=frame.reciprocal,
            status=self._status(reading),
            when=clock.saying(work, reading) if tense_future else when,
            refers_to=when if tense_future else None,
            channel=frame.channel,
            contact_status=contact_status(frame.channel, reading, type_),
            attributed_to=self._sources(work, mentions, reading),
            contexts=frame.contexts,
            weight=frame.weight,
            is_event=is_event,
            path=reading.path,
        )
        draft.extra["governor"] = reading.governor
        draft.extra["perfect"] = reading.perfect
        return draft, why

    def _status(self, reading: Reading) -> str:
        if reading.force == "alleged":
            return "alleged"
        return "ongoing" if reading.progressive and reading.force == "fact" else "occurred"

    def _role(
        self,
        work: SentenceWork,
        mentions: Mentions,
        match: Match,
        slots: tuple[str, ...],
        same: bool,
    ) -> tuple[Mention, ...]:
        """Who fills a role: what the first slot that holds an actor holds."""
        found: dict[tuple[int, int], Mention] = {}
        for slot in slots:
            for token in work.args.get(match.head, slot, light=match.light):
                for mention in self._who(work, mentions, token, slot):
                    found.setdefault(mention.key, mention)
            if found and not same:
                break
        return tuple(found.values())

    def _who(
        self, work: SentenceWork, mentions: Mentions, token: int, slot: str
    ) -> tuple[Mention, ...]:
        mention = mentions.at(work.index, token)
        if mention is not None:
            return (mention,)
        return () if slot.endswith("!") else mentions.owners(work.index, token)

    def _governing_subject(
        self,
        work: SentenceWork,
        mentions: Mentions,
        reading: Reading,
        actors: tuple[Mention, ...],
    ) -> tuple[Mention, ...]:
        """Who promises or refuses: the subject of the governing word, if it has one."""
        assert reading.governor is not None
        found = [
            m
            for token in work.args.get(reading.governor, "subj")
            for m in self._who(work, mentions, token, "subj")
        ]
        return tuple(found) or actors

    def _sources(
        self, work: SentenceWork, mentions: Mentions, reading: Reading
    ) -> tuple[Mention, ...]:
        return tuple(
            m
            for verb in reading.sayers[:1]
            for token in work.args.get(verb, "subj")
            for m in self._who(work, mentions, token, "subj")
        )


def outcome(match: Match, reading: Reading) -> tuple[str | None, bool, str]:
    """The type an act has under its reading, whether it is an event, and why.

    (None, False, reason) where nothing at all is said; (type, False, reason) for planned contacts.
    """
    frame, force = match.frame, reading.force
    if frame.factive or force in ("fact", "alleged"):
        return frame.type, True, ""
    if force == "negated":
        if frame.negated == "keep":
            return frame.type, True, "negated, kept"
        if frame.negated != "drop":
            return frame.negated, True, "negated"
        return None, False, "negated"
    if force == "promised":
        return promised(match)
    if force == "refused":
        if frame.type in ("REJECT", "THREATEN"):
            return None, False, "refusal refused"
        if frame.type in COOPERATIVE or frame.type in YIELDING:
            return "REJECT", True, "refused"
        return None, False, "harm refused"
    if frame.channel and force in ("planned", "hypothetical", "requested"):
        return frame.type, False, force
    return None, False, force


def promised(match: Match) -> tuple[str | None, bool, str]:
    """What a promised act is: AGREE for cooperation, THREATEN for harm, CONCEDE for yielding."""
    frame = match.frame
    if frame.future == "drop":
        return None, False, "promised, dropped"
    if frame.future == "keep" or frame.type in KEEPS_FUTURE:
        return frame.type, True, "promised, kept"
    if frame.future:
        return frame.future, True, "promised"
    if frame.type in COOPERATIVE:
        return "AGREE", True, "promised"
    if frame.type in YIELDING:
        return "CONCEDE", True, "promised"
    if frame.type in HARMFUL:
        return "THREATEN", True, "promised harm"
    return None, False, "promised speech"


def contact_status(channel: str | None, reading: Reading, type_: str) -> str | None:
    """The status of the contact that a CONSULT frame tells of, None without a channel."""
    if channel is None:
        return None
    if reading.force in ("promised", "planned"):
        return "scheduled"
    if reading.force == "refused" or type_ == "REJECT":
        return "declined"
    return "held" if reading.force in ("fact", "alleged") else None


def trigger_span(work: SentenceWork, match: Match) -> tuple[int, int]:
    """Offsets of the words that report the event: light verb to noun, or verb and particle."""
    tokens = [match.head]
    if match.light is not None and abs(match.light - match.head) <= 6:
        tokens.append(match.light)
    tokens += [c for c in work.tree.kids(match.head, "prt") if abs(c - match.head) <= 3]
    return work.parsed.span(min(tokens), max(tokens))


def merge_promises(drafts: list[DraftEvent]) -> Iterator[DraftEvent]:
    """Let the act promised or refused stand for the promising word's own event.

    "pledged to help Ukraine" fires AGREE at "pledged" and, as promised aid, at "help": one event,
    with the recipient of the second. Where the promised act is of another type ("vowed to attack":
    THREATEN), the promising word's own AGREE is dropped.
    """
    governed: dict[int, list[DraftEvent]] = {}
    for draft in drafts:
        governor = draft.extra.get("governor")
        if isinstance(governor, int) and draft.is_event:
            governed.setdefault(governor, []).append(draft)
    for draft in drafts:
        below = [d for d in governed.get(draft.head, []) if d.head != draft.head]
        if not below or not draft.is_event or draft.type not in ("AGREE", "REJECT", "CONCEDE"):
            yield draft
            continue
        if any(d.type == draft.type for d in below):
            for d in below:
                if d.type == draft.type and not d.recipients:
                    d.recipients = draft.recipients
                d.start = min(d.start, draft.start)
            continue
        if draft.type == "AGREE":
            continue
        yield draft


def unknown_until(day: When) -> When:
    """The date of a past act with no datable phrase: some day up to `day`."""
    return When(start=None, end=day.end, precision="unknown", basis="document")
