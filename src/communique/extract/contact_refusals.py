"""Contacts that do not take place: cancelled visits, postponed talks, declined invitations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from communique.dates import When
from communique.drafts import (
    DraftEvent,
    Mention,
    Mentions,
    ParsedSentence,
    Prepared,
)
from communique.extract.arguments import Arguments
from communique.extract.tree import Tree
from communique.vocab.claim_words import ClaimWords, load_claim_words

if TYPE_CHECKING:
    from communique.extract.times import TimeExpression

RULE = "called-off"
#: How many sentences back the plan may stand that is called off here.
REACH = 3
#: Words behind which a new date stands, not the planned one.
MONTH = re.compile(r"\d{4}-\d{2}")
BEFORE_DATE = frozenset({"DT", "JJ", "NN", "CD"})
NEW_DATE = frozenset({"to", "until", "till"})
FINITE = frozenset({"VBD", "VBN", "VBZ", "VBP", "VBG"})


@dataclass(frozen=True, slots=True)
class _Refusal:
    """Words that call a contact off: the verb or noun, the contact's noun, and what becomes."""

    verb: int
    noun: int
    status: str
    channel: str


class ContactRefusals:
    """Adds the contacts that are called off to the drafts of a report; built once."""

    def __init__(self, words: ClaimWords | None = None) -> None:
        self.words = words or load_claim_words("contacts")

    def __call__(
        self, prepared: Prepared, mentions: Mentions, drafts: Sequence[DraftEvent]
    ) -> list[DraftEvent]:
        """The drafts with those that are called off; what only planned these takes their status."""
        out = list(drafts)
        for parsed in prepared.parsed:
            reader = _Reader(self.words, prepared, parsed, mentions)
            for refusal in reader.refusals():
                known = next(
                    (d for d in out if _is_refused(d, refusal, parsed.sentence.index)), None
                )
                if known is not None:
                    changed = replace(known, contact_status=refusal.status)
                    out = [changed if d is known else d for d in out]
                    continue
                found = reader.draft(refusal, out)
                if found is None:
                    continue
                out = [d for d in out if not _is_of(d, refusal, parsed.sentence.index)]
                out = [_called_off(d, found) for d in out] + [found]
        return sorted(out, key=lambda draft: (draft.sentence, draft.start))


class _Reader:
    """Reads what is called off in one sentence."""

    def __init__(
        self, words: ClaimWords, prepared: Prepared, parsed: ParsedSentence, mentions: Mentions
    ) -> None:
        self.words = words
        self.prepared = prepared
        self.parsed = parsed
        self.mentions = mentions
        self.index = parsed.sentence.index
        self.tree = Tree.of(parsed.doc)
        self.args = Arguments(self.tree)

    def refusals(self) -> Iterator[_Refusal]:
        """Yield the words that call a contact off."""
        tree, tables = self.tree, self.words.tables
        for i in range(len(tree)):
            status = tables["off_nouns"].get(tree.lemma[i]) if tree.pos[i] == "NOUN" else None
            objects = self.args.get(i, "of") if status else ()
            if tree.verbal(i) and self._denied(i):
                yield from self._untaken(i)
            elif tree.verbal(i) and self._is_done(i):
                particle = tree.particle(i)
                phrase = f"{tree.lemma[i]}_{particle}" if particle else tree.lemma[i]
                status = tables["off_verbs"].get(phrase)
                objects = self.args.get(i, "obj") if status else ()
                if status is None and phrase in self.words["off_moves"] and self._new_date():
                    status, objects = "postponed", self._moved(i)
            for noun in (self._noun(o) for o in objects):
                channel = self._channel(noun)
                if status == "declined" and self._in_general(noun):
                    continue
                if status and channel is not None:
                    yield _Refusal(i, noun, status, channel)
                if status == "declined" and tree.lemma[noun] in self.words["off_offers"]:
                    for verb in tree.kids(noun, "acl"):
                        yield _Refusal(i, verb, status, "")

    def _denied(self, verb: int) -> bool:
        """Whether it is said not to be done: "will not", "did not"."""
        tree = self.tree
        negated = tree.has(verb, "neg") or any(
            tree.lower[c] == "never" for c in tree.kids(verb, "advmod")
        )
        auxes = {tree.lower[c] for c in tree.kids(verb, "aux")}
        marks = {tree.lower[c] for c in tree.kids(verb, "mark")}
        real = not auxes & {"should", "must", "can", "may", "might", "could"}
        return negated and real and not marks & {"if", "unless", "whether", "until"}

    def _untaken(self, verb: int) -> Iterator[_Refusal]:
        """ "The talks will not take place", "will not travel to Peru", "did not take her call"."""
        tree, args = self.tree, self.args
        auxes = {tree.lower[c] for c in tree.kids(verb, "aux")}
        objects = {tree.lemma[k] for k in tree.kids(verb, "dobj")}
        phrase = {tree.lemma[verb], *(f"{tree.lemma[verb]}_{o}" for o in objects)}
        phrase |= {f"{tree.lemma[verb]}_{tree.lower[k]}" for k in tree.kids(verb, "prt", "advmod")}
        if phrase & self.words["off_held"]:
            clauses = tuple(tree.kids(verb, "csubj"))  # "talks planned for May will not …"
            for noun in map(self._noun, clauses or args.get(verb, "subj") or args.get(verb, "obj")):
                channel = self._channel(noun)
                if channel is not None:
                    yield _Refusal(verb, noun, "cancelled", channel)
        ahead = auxes & {"will", "wo", "would", "'ll"}
        if ahead and tree.lemma[verb] in self.words["off_going"]:
            yield _Refusal(verb, verb, "cancelled", "visit")
        if tree.lemma[verb] in ("take", "accept", "answer", "return"):
            for noun in args.get(verb, "obj"):
                if self._channel(noun) == "phone":
                    yield _Refusal(verb, noun, "declined", "phone")

    def _moved(self, verb: int) -> tuple[int, ...]:
        """What is moved: the object, or what "slips" by itself."""
        return tuple(self.args.get(verb, "obj")) or tuple(self.args.get(verb, "subj"))

    def _new_date(self) -> bool:
        """Whether the sentence gives a date to which something is moved."""
        return self._new() is not None

    def _in_general(self, noun: int) -> bool:
        """ "Rejected talks": no meeting that was fixed; "the talks on Friday" are one."""
        tree = self.tree
        if tree.lemma[noun] not in self.words["off_general"]:
            return False
        fixed = any(tree.lower[c] not in ("any", "all", "no") for c in tree.kids(noun, "det"))
        days = {t for t in tree.subtree(noun) if tree.lower[t] in self.words["off_days"]}
        return not (fixed and days)

    def _noun(self, i: int) -> int:
        """The noun of "talks planned for May were …", where the parser took them for a clause."""
        subjects = self.tree.kids(i, "nsubj") if self.tree.verbal(i) else []
        return subjects[0] if subjects else i

    def _is_done(self, verb: int) -> bool:
        """Whether it is said to be done: no "may cancel", "did not cancel", "asked to cancel"."""
        tree, words = self.tree, self.words
        if tree.tag[verb] == "VB" and tree.dep[verb] in ("xcomp", "ccomp"):
            above = tree.head[verb]
            return tree.lemma[above] in words["off_led"] and self._is_done(above)
        if tree.tag[verb] not in FINITE:
            return False
        around = {tree.lower[c] for c in tree.kids(verb, "aux", "neg", "advmod")}
        first = tree.first_conjunct(verb)
        around |= {tree.lower[c] for c in tree.kids(first, "aux", "neg")}
        marks = {tree.lower[c] for c in tree.kids(verb, "mark")}
        return not around & words["off_undone"] and not marks & {"if", "unless", "whether"}

    def _channel(self, noun: int) -> str | None:
        tree, tables = self.tree, self.words.tables
        channel = tables["off_channels"].get(tree.lemma[noun])
        if channel is None or tree.pos[noun] not in ("NOUN", "PROPN"):
            return None
        asks = any(tree.lower[c] in ("for", "on") for c in tree.kids(noun, "prep"))
        if channel == "phone" and (asks or tree.has(noun, "acl")):  # "a call for elections"
            return None
        modifiers = [tree.lower[c] for c in tree.kids(noun, "compound", "amod", "nmod")]
        named = (tables["list_modifiers"].get(word) for word in modifiers)
        return next((name for name in named if name), channel)

    # --- the draft -----------------------------------------------------------------------------

    def draft(self, refusal: _Refusal, drafts: Sequence[DraftEvent]) -> DraftEvent | None:
        """The contact that is called off, None if it cannot be said whose it was."""
        planned = self._planned(refusal)
        told = next((d for d in drafts if _is_of(d, refusal, self.index)), None)
        actors, recipients = self._sides(refusal)
        if not refusal.channel:  # "declined an invitation to visit X"
            actors, recipients = self._doer(refusal), told.recipients if told else ()
        elif told is not None and _are_several((*told.actors, *told.recipients)):
            actors, recipients = told.actors, told.recipients
        elif not recipients:
            before = self._before(refusal, drafts)
            if before is not None:
                actors, recipients = before.actors, before.recipients
                planned = planned or before.refers_to
        channel = refusal.channel or (told.channel if told else None)
        if channel is None or not actors or not _are_several((*actors, *recipients)):
            return None
        day = self.prepared.report.date
        start, end = self.parsed.span(
            min(refusal.verb, refusal.noun), max(refusal.verb, refusal.noun)
        )
        said = When(start=day, end=day, precision="day", basis="document") if day else When()
        return DraftEvent(
            type="REJECT", base="CONSULT", mode=None, cameo=None, rule=f"contacts/{RULE}",
            sentence=self.index, head=refusal.noun, start=start, end=end,
            actors=actors, recipients=recipients, when=said, refers_to=planned,
            channel=channel, contact_status=refusal.status, is_event=False,
            weight=self.words.weight(RULE), extra={"anchor": refusal.verb},
        )  # fmt: skip

    def _sides(self, refusal: _Refusal) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
        """Who was to meet, call or visit whom."""
        between = self._meant(self.args.get(refusal.noun, "between"))
        if not between and refusal.channel != "visit":
            of = self._meant(self.args.get(refusal.noun, "of"))
            between = of if len({c for m in of for c in m.countries}) > 1 else ()
        if between:
            return between, ()
        owners = self._owners(refusal.noun)
        doer = self._doer(refusal)
        if refusal.channel == "visit":
            slots = (
                ("to", "in", "of", "obj") if refusal.noun == refusal.verb else ("to", "in", "of")
            )
            hosts = self._first(refusal, slots, not_=owners)
            if owners and not hosts:  # "cancelled a visit by X": who was to be visited
                return owners, tuple(m for m in doer if m not in owners)
            return owners or doer, hosts
        others = self._first(refusal, ("with", "from"), not_=owners)
        if owners and not others:
            return (doer or owners), tuple(m for m in owners if doer and m not in doer)
        return (doer or owners), others

    def _doer(self, refusal: _Refusal) -> tuple[Mention, ...]:
        tree = self.tree
        if not tree.verbal(refusal.verb):
            return self._meant(self.args.get(refusal.verb, "poss"))
        return self._meant(self.args.get(refusal.verb, "subj"))

    def _owners(self, noun: int) -> tuple[Mention, ...]:
        """Whose visit or meeting it is, by a name; "his visit" is that of who cancels it."""
        for slot in ("poss", "by", "mod"):
            found = self._meant(self.args.get(noun, slot))
            if found:
                return tuple(m for m in found if m.form != "pronoun")
        return ()

    def _first(
        self, refusal: _Refusal, slots: Sequence[str], *, not_: Sequence[Mention]
    ) -> tuple[Mention, ...]:
        for slot in slots:
            found = self._meant(self.args.get(refusal.noun, slot))
            if not found and self.tree.verbal(refusal.verb) and slot != "of":
                found = self._meant(self.args.get(refusal.verb, slot))
            if found := tuple(m for m in found if m not in not_):
                return found
        return ()

    def _meant(self, tokens: Sequence[int]) -> tuple[Mention, ...]:
        found = [m for token in tokens if (m := self.mentions.at(self.index, token))]
        return tuple({m.key: m for m in found if m.form != "thing"}.values())

    def _before(self, refusal: _Refusal, drafts: Sequence[DraftEvent]) -> DraftEvent | None:
        """The plan told before that is called off here."""
        near = [
            d
            for d in drafts
            if d.contact_status == "scheduled"
            and d.channel == refusal.channel
            and 0 <= self.index - d.sentence <= REACH
            and d.recipients
        ]
        return near[-1] if near else None

    # --- when it was to be ---------------------------------------------------------------------

    def _planned(self, refusal: _Refusal) -> When | None:
        """The date to which it is put off, else that for which it was planned."""
        new = self._new() if refusal.status == "postponed" else None
        unheard = refusal.channel == "phone" and refusal.status == "declined"
        return new or self._old(refusal, past=unheard)

    def _new(self) -> When | None:
        """The first date of the sentence behind "to" or "until"."""
        for time in self.prepared.times_from(self.parsed.start, self.parsed.sentence.end):
            if time.when is None:
                continue
            span = self.parsed.doc.char_span(
                time.start - self.parsed.start, time.end - self.parsed.start,
                alignment_mode="expand",
            )  # fmt: skip
            if span is not None and self._is_new(span.start):
                return _point(time)
            moved = (
                span is not None and "from" in self.tree.lower[max(0, span.start - 1) : span.end]
            )
            if moved and time.when.precision == "range" and time.when.end is not None:
                return When.on(time.when.end, basis=time.when.basis)
        return None

    def _old(self, refusal: _Refusal, *, past: bool) -> When | None:
        """The date for which it was planned: within its own words, else one to come."""
        tree, day = self.tree, self.prepared.report.date
        inside = set(tree.subtree(refusal.noun))
        later: When | None = None
        for time in self.prepared.times:
            if time.when is None or not self.parsed.start <= time.start < self.parsed.sentence.end:
                continue
            span = self.parsed.doc.char_span(
                time.start - self.parsed.start, time.end - self.parsed.start,
                alignment_mode="expand",
            )  # fmt: skip
            if span is None or self._is_new(span.start):
                continue
            if span.root.i in inside:
                return time.when
            ahead = past or (day is not None and time.when.end is not None and time.when.end >= day)
            if ahead and not self._of_another(span.root.i):
                later = later or time.when
        return later

    def _of_another(self, i: int) -> bool:
        """Whether a time belongs to another contact: "because of the visit this week"."""
        tree = self.tree
        while tree.head[i] != i and not tree.verbal(i):
            i = tree.head[i]
            if tree.lemma[i] in self.words.tables["off_channels"]:
                return True
        return False

    def _is_new(self, first: int) -> bool:
        """Whether a time is that to which it is put off."""
        lower = self.tree.lower
        tags = self.tree.tag
        at = first if lower[first] in NEW_DATE else first - 1
        while at > 0 and (tags[at] in BEFORE_DATE or lower[at] == "of"):
            at -= 1  # "to the first week of November"
        return at >= 0 and lower[at] in NEW_DATE


def _point(time: TimeExpression) -> When | None:
    """The day or month that "until July" names, where it is read as all the time up to it."""
    when = time.when
    if when is None or when.start is not None or when.end is None:
        return when
    if MONTH.fullmatch(time.value or ""):
        return When(
            start=when.end.replace(day=1), end=when.end, precision="month", basis=when.basis
        )
    return When.on(when.end, basis=when.basis)


def _are_several(mentions: Sequence[Mention]) -> bool:
    """Whether there are two parties at least."""
    return len({m.key for m in mentions}) > 1 or any(m.plural for m in mentions)


def _is_of(draft: DraftEvent, refusal: _Refusal, sentence: int) -> bool:
    """Whether a frame told of the contact itself at the same noun."""
    return (
        draft.sentence == sentence
        and draft.head == refusal.noun
        and draft.channel is not None
        and draft.contact_status not in ("cancelled", "postponed", "declined")
    )


def _is_refused(draft: DraftEvent, refusal: _Refusal, sentence: int) -> bool:
    """Whether a frame told of the same visit that somebody "will not" make as declined."""
    same = draft.sentence == sentence and draft.head == refusal.noun == refusal.verb
    return same and draft.contact_status == "declined" and refusal.status == "cancelled"


def _called_off(draft: DraftEvent, found: DraftEvent) -> DraftEvent:
    """A plan of the same sides told before, with the status that it has in the end."""
    planned = draft.contact_status == "scheduled" and draft.channel == found.channel
    before = 0 <= found.sentence - draft.sentence <= REACH
    if not (planned and before and (draft.actors, draft.recipients) == _sides(found)):
        return draft
    return replace(draft, contact_status=found.contact_status)


def _sides(draft: DraftEvent) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    return draft.actors, draft.recipients
