"""Events of a report: frames that fire, with their roles, status, time and place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from communique.drafts import DraftEvent, Mention, Mentions, ParsedSentence, Prepared
from communique.extract.arguments import Arguments
from communique.extract.backdrop import backdrop, foretold
from communique.extract.carried import carried
from communique.extract.clues import ClueFinder
from communique.extract.draft_signs import note_signs
from communique.extract.event_times import EventClock
from communique.extract.lists import Lead, find_lead, led_verbs
from communique.extract.magnitudes import MagnitudeReader
from communique.extract.make_believe import is_make_believe
from communique.extract.matching import Match, Matcher, Veto
from communique.extract.meetings_ahead import announced, lies_ahead
from communique.extract.modality import Modality, Reading
from communique.extract.modes import ModeReader
from communique.extract.mutual import is_mutual
from communique.extract.outcomes import (
    LENT_TO,
    SPEECH,
    allege_charges,
    contact_status,
    lend_troops,
    merge_blows,
    merge_channels,
    merge_effects,
    merge_promises,
    merge_threats,
    one_act_per_word,
    one_per_word,
    outcome,
)
from communique.extract.places import place_of
from communique.extract.roles import RoleFinder, SentenceWork, author_of, speaks_on
from communique.extract.second_opinion import SecondOpinion
from communique.extract.time_spots import located
from communique.extract.topics import topics_of
from communique.extract.traces import Told, Trace
from communique.extract.tree import Tree
from communique.vocab.frames import FrameBook

#: Plurals that speak of one meeting.
PLURAL_OF_ONE = frozenset({"talks", "negotiations", "discussions", "consultations"})

#: Words of these types, their recipient untold, are meant for whom they are said to.
SAID_TO = SPEECH - {"ACCUSE", "REJECT"}
#: Words of these types, their recipient untold, are for who is told: "will not, he **told X**".
TOLD_TO = frozenset({"REJECT", "THREATEN"})
#: Words of these types, their actor untold, are those of who says them: "X will pay, **Y** said".
#: (A request by a word that has no subject of its own too: "it is time that X paid".)
SAID_BY = TOLD_TO | {"REQUEST", "MOBILIZE"}
#: Help that nobody is said to bring is told by whoever brings it: "a convoy reached X, **Y** said".
BROUGHT = frozenset({"AID"})
#: Frames with these slots for their actor tell what whoever says them thinks.
SPEAKING = ("by",)


class EventFinder:
    """The events stage: compile the frames once, then call per report."""

    def __init__(
        self,
        book: FrameBook,
        modality: Mapping[str, frozenset[str]],
        opinion: SecondOpinion | None = None,
    ) -> None:
        self.matcher = Matcher(book)
        self.opinion = opinion
        self.modality = Modality(modality, book.classes["say"])
        self.magnitudes = MagnitudeReader()
        self.modes = ModeReader()
        self.conditional = modality["hypothetical_adjectives"]
        self.details, self.press = book.classes["detail_noun"], book.classes["press"]

    def __call__(
        self, prepared: Prepared, mentions: Mentions, *, trace: list[Trace] | None = None
    ) -> Iterator[DraftEvent]:
        """Yield a draft per frame that fires, in the order of the text.

        Drafts with `is_event` false are no events (planned, expected): they serve the contacts.
        """
        clock, told = EventClock(prepared), Told(trace)
        author = author_of(prepared, mentions)
        lead: Lead | None = None
        work: SentenceWork | None = None
        for parsed in prepared.parsed:
            before, work = work, self.work(prepared, parsed)
            going_on = speaks_on(before, work, mentions, self.modality.say)
            work.author = going_on if parsed.sentence.quoted else author
            if not parsed.sentence.bullet:
                lead = find_lead(RoleFinder(work, mentions), self.modality)
            elif lead is not None:
                work.lead, work.led = lead.actors, led_verbs(work.tree)
                work.force = lead.force
            if is_make_believe(work.tree):
                continue
            drafts = one_act_per_word(one_per_word(self._sentence(work, mentions, clock, told)))
            drafts = merge_blows(merge_effects(drafts, work.tree), work.tree)
            drafts = merge_channels(merge_threats(drafts, work.tree), work.tree)
            yield from merge_promises(allege_charges(drafts))

    def work(self, prepared: Prepared, parsed: ParsedSentence) -> SentenceWork:
        """Lay out one sentence for matching."""
        tree = Tree.of(parsed.doc)
        inside = [
            t
            for t in prepared.times_from(parsed.sentence.start, parsed.sentence.end)
            if t.end <= parsed.sentence.end
        ]
        return SentenceWork(parsed, tree, Arguments(tree), inside)

    def _sentence(
        self, work: SentenceWork, mentions: Mentions, clock: EventClock, told: Told
    ) -> list[DraftEvent]:
        """The drafts of one sentence: those of frames, and what the second opinion makes of it."""
        dates = {token for _, token in located(work)}
        matches = self.matcher(work.tree, work.args, mentions, work.index, led=work.led)
        found = [one for one in matches if one.head not in dates]  # "March 2004" is no rally
        drafts: list[DraftEvent] = []
        if self.opinion is None or not self.opinion.alone:
            drafts = list(self._fired(work, mentions, clock, found, told))
        if self.opinion is None or not mentions.inside(work.index):  # nobody acts there
            return drafts
        clues = ClueFinder(work, mentions, self.modality)
        if any(draft.is_event for draft in drafts):
            return list(self._undoubted(work, drafts, clues, told))
        for one in self.opinion.suggest(work, clues, found):
            reading = self._reading(work, one.match)
            draft, why = self._draft(work, mentions, one.match, reading, clock)
            told(work, one.match.frame.rule, one.match.head, draft, why, reading.path)
            if draft is not None and draft.is_event and draft.actors:
                draft.extra["opinion"] = one.probability
                return [*drafts, draft]
        return drafts

    def _fired(
        self,
        work: SentenceWork,
        mentions: Mentions,
        clock: EventClock,
        found: Iterable[Match | Veto],
        told: Told,
    ) -> Iterator[DraftEvent]:
        """The drafts of the frames that fired."""
        for one in found:
            if isinstance(one, Veto):
                told.veto(work, one.frame.rule, one.head, one.reason)
                continue
            reading = self._reading(work, one)
            if announced(work.tree, one.anchor, reading) and clock.ahead(work, one, reading):
                reading = replace(reading, force="promised", governor=one.anchor, path=("ahead",))
            draft, why = self._draft(work, mentions, one, reading, clock)
            told(work, one.frame.rule, one.head, draft, why, reading.path)
            if draft is not None:
                yield draft

    def _undoubted(
        self, work: SentenceWork, drafts: Iterable[DraftEvent], clues: ClueFinder, told: Told
    ) -> Iterator[DraftEvent]:
        """The drafts without the events that the second opinion says are none."""
        for draft in drafts:
            doubt = self.opinion.doubts(draft, clues) if self.opinion and draft.is_event else None
            if doubt is None:
                yield draft
            else:
                told.veto(work, draft.rule, draft.head, f"second opinion: none at {doubt:.2f}")

    def _reading(self, work: SentenceWork, match: Match) -> Reading:
        """The force of the match; of a noun, its adjectives count too."""
        tree = work.tree
        if match.anchor in work.led and work.force != "fact":
            return Reading(force=work.force, path=("list",))
        if match.light is None and match.frame.kind == "noun":
            adjectives = {tree.lower[c] for c in tree.kids(match.head, "amod", "det", "compound")}
            if adjectives & self.conditional:
                return Reading(force="planned", governor=match.head, path=("adjective",))
            if "no" in adjectives:
                return Reading(force="negated", negative=True, path=("no",))
            if match.frame.channel is not None and lies_ahead(tree, match.head):
                return Reading(force="planned", governor=match.head, path=("ahead",))
            return self.modality.noun(tree, match.head)
        if known := backdrop(tree, match.anchor, match.frame):
            awaited = match.frame.channel is not None and known == "awaited"
            return Reading(force="planned" if awaited else "presupposed", path=(known,))
        speech = match.frame.type in SPEECH
        reading = self.modality.read(tree, match.anchor, speech=speech)
        if reading.force == "promised" and foretold(tree, match.anchor):
            reading = replace(reading, force="planned")
        if reading.force == "refused" and match.frame.channel and self._keeps_back(work, match):
            reading = replace(reading, force="planned", path=("details",))
        return reading if match.light is None else carried(tree, match, match.light, reading)

    def _keeps_back(self, work: SentenceWork, match: Match) -> bool:
        """Whether the press alone is refused talk: "would not discuss **details**"."""
        told = {work.tree.lemma[t] for t in work.args.get(match.head, "obj")}
        hearers = {work.tree.lemma[t] for t in work.args.get(match.head, "with")}
        return bool(told & self.details or hearers & self.press)

    def _draft(
        self,
        work: SentenceWork,
        mentions: Mentions,
        match: Match,
        reading: Reading,
        clock: EventClock,
    ) -> tuple[DraftEvent | None, str]:
        """The draft event of a match, and why it is what it is."""
        type_, is_event, why = outcome(match, reading)
        if type_ is None:
            return None, why
        roles = RoleFinder(work, mentions)
        draft = frame_draft(work, match, type_)
        draft.actors, draft.recipients = self._sides(roles, match, reading, type_)
        if type_ == "THREATEN" and match.frame.type == "MOBILIZE" and not draft.recipients:
            lend_troops(draft, roles.fill(match, LENT_TO, same=False))
        if type_ == match.frame.type and is_mutual(work.tree, match.head):
            draft.reciprocal, draft.recipients = True, ()
        draft.status = status(reading)
        draft.contact_status = contact_status(match.frame.channel, reading, type_)
        draft.attributed_to = roles.sources(match.anchor, reading.sayers)
        draft.is_event = is_event
        draft.path = reading.path
        draft.extra["view"] = type_ == "ACCUSE" and match.frame.actor == SPEAKING
        note_signs(draft, match, reading, roles)
        self._date(draft, work, match, reading, clock)
        self._measure(draft, work, match)
        return draft, why

    def _date(
        self,
        draft: DraftEvent,
        work: SentenceWork,
        match: Match,
        reading: Reading,
        clock: EventClock,
    ) -> None:
        """Add when it happened, or was promised, and of what day a promise speaks."""
        dated = clock.when(work, match, reading, speech=match.frame.type in SPEECH)
        if reading.force in ("promised", "planned", "refused"):
            own, dated = dated, clock.saying(work, match.anchor, reading)
            draft.refers_to = own.when
            refused = reading.force == "refused" and dated.when == clock.document
            if refused and clock.is_over(own.when):
                draft.refers_to, dated = None, own  # "refused to attend in May", told in June
        else:
            draft.refers_to = clock.ahead(work, match, reading)
        draft.when, draft.date_words = dated.when, dated.words

    def _sides(
        self, roles: RoleFinder, match: Match, reading: Reading, type_: str
    ) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
        """Actors and recipients; who promises or refuses acts."""
        frame = match.frame
        blow = frame.type == "ASSAULT"
        actors = roles.fill(match, frame.actor, same=frame.same, blow=blow)
        actors = roles.ours(actors, reading.sayers)
        recipients = roles.fill(match, frame.recipient, same=frame.same)
        if blow and not any(m.countries or m.name for m in recipients):
            recipients = roles.struck(match) or recipients
        if not recipients and frame.type == "PROTEST":
            recipients = roles.opposed(match.head)
        if not recipients and frame.type in SAID_TO:
            recipients = roles.spoken_to(match.anchor, self.modality.words["speaking"])
        if reading.governor is not None and type_ != frame.type:
            promising = roles.subject(reading.governor) or actors
            if promising and set(promising) <= set(recipients):  # "will host X": X is the visitor
                recipients = actors
            actors = promising
        said = type_ in SAID_BY and (type_ != "REQUEST" or "subj" not in frame.actor)
        said |= frame.actor == SPEAKING or type_ in BROUGHT
        said |= frame.reciprocal and bool(recipients)  # "a pact was signed with **X**, he said"
        if not actors and reading.sayers and said:
            actors = tuple(m for m in roles.subject(reading.sayers[0]) if m.sector != "JRN")
        if not actors and not reading.sayers and said:
            actors = roles.voice(match.anchor, self.modality.say)
        untold = type_ == "REJECT" and not any(m.countries for m in recipients)
        if untold or (not recipients and type_ in SAID_BY - {"REQUEST"}):
            recipients = roles.told(match.anchor) or recipients
        if not frame.reciprocal:
            others = tuple(a for a in actors if a not in recipients)
            if actors and not others:  # nobody acts upon none but himself
                return actors, ()
            actors = others
        return actors, recipients

    def _measure(self, draft: DraftEvent, work: SentenceWork, match: Match) -> None:
        """Add where it happened, what was talked about, and how much or many it was."""
        taken = frozenset(token for _, token in located(work))
        place = place_of(work.tree, work.args, match.head, match.anchor, not_=taken)
        if place is not None:
            draft.place_words = work.parsed.span(*place)
            draft.place = " ".join(work.tree.text[place[0] : place[1] + 1])
        if match.frame.channel is not None:
            topics = topics_of(work.tree, work.args, match.head, match.anchor, not_=taken)
            draft.topic_words = tuple(work.parsed.span(*topic) for topic in topics)
        draft.magnitude = self.magnitudes.read(
            work.tree, work.parsed.doc.text, type_=draft.type, head=match.head, anchor=match.anchor
        )
        draft.manner = self.modes.read(
            work.tree,
            type_=draft.type,
            base=draft.base,
            base_mode=match.frame.mode,
            head=match.head,
            anchor=match.anchor,
        )


def frame_draft(work: SentenceWork, match: Match, type_: str) -> DraftEvent:
    """What the frame alone says of an event of the type that its act has become."""
    frame = match.frame
    own = type_ == frame.type
    start, end = trigger_span(work, match)
    dep = work.tree.dep[match.anchor]
    clause = work.tree.verbal(match.anchor) and dep not in ("amod", "acl")
    return DraftEvent(
        type=type_,
        base=frame.type,
        mode=frame.mode if own else None,
        cameo=frame.cameo if own else None,
        rule=frame.rule,
        sentence=work.index,
        head=match.head,
        start=start,
        end=end,
        actors=(),
        recipients=(),
        reciprocal=frame.reciprocal and own,
        channel=frame.channel,
        contexts=frame.contexts,
        weight=frame.weight,
        extra={
            "anchor": match.anchor,
            "lemma": work.tree.lemma[match.head],
            "clause": clause,
            "relative": dep == "relcl",
            "noun": number(work.tree, match.head) if frame.kind == "noun" else None,
        },
    )


def status(reading: Reading) -> str:
    """The status of an event under a reading."""
    if reading.force == "alleged":
        return "alleged"
    return "ongoing" if reading.progressive and reading.force == "fact" else "occurred"


def number(tree: Tree, noun: int) -> str:
    """Whether a noun speaks of several happenings: "many" ("visits"), or "one" ("talks")."""
    plural = tree.tag[noun] in ("NNS", "NNPS") and tree.lower[noun] not in PLURAL_OF_ONE
    return "many" if plural else "one"


def trigger_span(work: SentenceWork, match: Match) -> tuple[int, int]:
    """Offsets of the words that report the event: light verb to noun, or verb and particle."""
    tokens = [match.head]
    if match.light is not None and abs(match.light - match.head) <= 6:
        tokens.append(match.light)
    tokens += [c for c in work.tree.kids(match.head, "prt") if abs(c - match.head) <= 3]
    return work.parsed.span(min(tokens), max(tokens))
