"""When contacts are: undated ones of the present perfect, and those that lie ahead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Protocol

from communique.dates import When
from communique.drafts import DraftEvent, Mention, ParsedSentence, Prepared
from communique.vocab.claim_words import ClaimWords, load_claim_words

if TYPE_CHECKING:
    from spacy.tokens import Token

#: Contacts that a date in a phrase of their verb is of.
DATED_BY_PHRASE = ("visit", "phone", "correspondence")
PRESENT = frozenset({"VBZ", "VBP", "VBG"})
#: No day is meant by these.
RECENT = frozenset({"recent", "previous", "earlier", "past"})
LONG = frozenset({"year", "decade", "generation"})
#: CAMEO codes of what may last weeks: talks, negotiations.
UNDER_WAY = frozenset({"040", "044", "045", "046"})


class Tenures(Protocol):
    """What contacts ask of the resolution: since when somebody holds the office."""

    def since(self, mention: Mention) -> date | None:
        """The first day in office of the person meant, None if unknown."""
        ...


class ContactTimes:
    """Gives contacts that have no day of their own a better date; built once."""

    def __init__(self, words: ClaimWords | None = None) -> None:
        self.words = words or load_claim_words("contacts")

    def __call__(
        self, prepared: Prepared, drafts: Sequence[DraftEvent], tenures: Tenures
    ) -> Iterator[DraftEvent]:
        """Yield the drafts; a contact that only may have been by now is no event."""
        sentences = {parsed.sentence.index: parsed for parsed in prepared.parsed}
        for draft in drafts:
            undated = draft.when is not None and draft.when.basis == "document"
            undated |= _is_long(sentences[draft.sentence], draft)
            if draft.contact_status != "held" or not undated or prepared.report.date is None:
                yield draft
                continue
            parsed = sentences[draft.sentence]
            own = _in_own_phrase(prepared, parsed, draft)
            if own is not None:
                yield _at(draft, own, prepared.report.date)
            elif draft.refers_to is not None and _may_lie_ahead(parsed, draft):
                yield replace(draft, contact_status="scheduled", is_event=False)
            elif (
                _is_long(parsed, draft)
                or _is_recent(parsed, draft)
                or (self._is_perfect(parsed, draft) and not _goes_on(parsed, draft))
            ):
                yield self._until_now(parsed, draft, prepared, tenures)
            else:
                yield _with_governing(parsed, draft, drafts)

    def _is_perfect(self, parsed: ParsedSentence, draft: DraftEvent) -> bool:
        """ "Has met", "have spoken": no day is meant, but where the report begins with it."""
        anchor = _anchor(draft)
        if draft.sentence == 0 and not self._in_office(parsed, anchor):
            return False
        auxiliaries = {t.lower_ for t in parsed.doc[anchor].children if t.dep_ == "aux"}
        return bool(auxiliaries & self.words["perfect_auxiliaries"])

    def _until_now(
        self, parsed: ParsedSentence, draft: DraftEvent, prepared: Prepared, tenures: Tenures
    ) -> DraftEvent:
        when = When(end=prepared.report.date, precision="unknown", basis="document")
        extra = draft.extra
        if self._in_office(parsed, _anchor(draft)):
            when = in_office(draft, prepared, tenures)
            extra = {**extra, "each": True}
        return replace(draft, when=when, is_event=False, extra=extra)

    def _in_office(self, parsed: ParsedSentence, anchor: int) -> bool:
        """ "Since taking office", "so far": all the time in office is meant."""
        around = list(parsed.doc[anchor].subtree)
        if any(t.lower_ in self.words["since_words"] for t in around):
            return True
        verbs = [t for t in around if t.lemma_.lower() in self.words["since_verbs"]]
        return any(t.dep_ == "pcomp" or _opened(t, self.words["since_marks"]) for t in verbs)


def in_office(draft: DraftEvent, prepared: Prepared, tenures: Tenures) -> When:
    """From the first day in office of whose contacts they are up to the report."""
    day = prepared.report.date
    starts = {start for mention in draft.actors if (start := tenures.since(mention))}
    start = starts.pop() if len(starts) == 1 else None
    if day is None or start is None or start > day:
        return When(end=day, precision="unknown", basis="document")
    return When(start=start, end=day, precision="range", basis="relative")


def _opened(verb: Token, marks: frozenset[str]) -> bool:
    """Whether a clause tells since when: "since he became secretary"."""
    marked = any(t.dep_ == "mark" and t.lower_ in marks for t in verb.children)
    return marked and verb.dep_ == "advcl"


def _in_own_phrase(prepared: Prepared, parsed: ParsedSentence, draft: DraftEvent) -> When | None:
    """The one date that its verb has in a phrase: "flies to Peru **for 20-21 March**"."""
    if draft.channel not in DATED_BY_PHRASE:
        return None
    verb = parsed.doc[_anchor(draft)]
    if verb.pos_ not in ("VERB", "AUX"):
        return None
    found: set[When] = set()
    for time in prepared.times_from(parsed.start, parsed.sentence.end):
        if time.when is None or not time.when.start or time.type != "DATE":
            continue
        span = parsed.doc.char_span(
            time.start - parsed.start, time.end - parsed.start, alignment_mode="expand"
        )
        if span is not None and _carries(verb, span.root):
            found.add(time.when)
    return found.pop() if len(found) == 1 else None


def _is_recent(parsed: ParsedSentence, draft: DraftEvent) -> bool:
    """Whether a noun says only that it has been of late: "during his **recent** visit"."""
    noun = draft.extra.get("noun") is not None and _anchor(draft) == draft.head
    return noun and any(t.lower_ in RECENT for t in parsed.doc[draft.head].children)


def _is_long(parsed: ParsedSentence, draft: DraftEvent) -> bool:
    """Whether talks went on for years, whatever day has ended them: "**years of** talks"."""
    noun = parsed.doc[draft.head]
    within = draft.extra.get("noun") is not None and noun.dep_ == "pobj"
    return within and noun.head.lower_ == "of" and noun.head.head.lemma_ in LONG


def _goes_on(parsed: ParsedSentence, draft: DraftEvent) -> bool:
    """Whether it is still under way: "**have been** negotiating for a month"."""
    verb = parsed.doc[_anchor(draft)]
    been = any(t.lower_ == "been" and t.dep_ == "aux" for t in verb.children)
    return been and verb.tag_ == "VBG" and draft.cameo in UNDER_WAY


def _carries(verb: Token, word: Token) -> bool:
    """Whether no other verb stands between a verb and a word in one of its phrases."""
    for above in word.ancestors:
        if above == verb:
            return True
        if above.pos_ in ("VERB", "AUX") or above.dep_ in ("relcl", "appos"):
            return False
    return False


def _at(draft: DraftEvent, when: When, day: date) -> DraftEvent:
    """The contact at its own date: still to come where that lies ahead."""
    if when.start is not None and when.start > day:
        return replace(draft, contact_status="scheduled", refers_to=when, is_event=False)
    return replace(draft, when=when)


def _anchor(draft: DraftEvent) -> int:
    anchor = draft.extra.get("anchor")
    return anchor if isinstance(anchor, int) else draft.head


def _may_lie_ahead(parsed: ParsedSentence, draft: DraftEvent) -> bool:
    """A noun, or a verb in the present ("her talks on Friday", "meets on Friday")."""
    noun = draft.extra.get("noun") is not None and _anchor(draft) == draft.head
    return noun or parsed.doc[_anchor(draft)].tag_ in PRESENT


def _with_governing(
    parsed: ParsedSentence, draft: DraftEvent, drafts: Sequence[DraftEvent]
) -> DraftEvent:
    """A visit named beside what is to come comes then ("will meet X on a visit to …")."""
    if draft.extra.get("noun") is None or _anchor(draft) != draft.head:
        return draft
    above = {token.i for token in parsed.doc[draft.head].ancestors}
    for other in drafts:
        beside = other.sentence == draft.sentence and _anchor(other) in above
        if beside and other.contact_status == "scheduled" and other.channel:
            return replace(
                draft, contact_status="scheduled", refers_to=other.refers_to, is_event=False
            )
    return draft
