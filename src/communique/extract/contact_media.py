"""Contacts told by the way in which something was said: "told him in a letter", "over lunch"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from communique.dates import When
from communique.drafts import DraftEvent, Mention, Mentions, Prepared
from communique.extract.agreements import lay_out_sentence
from communique.extract.event_times import EventClock
from communique.vocab.claim_words import ClaimWords, load_claim_words

if TYPE_CHECKING:
    from communique.extract.modality import Modality
    from communique.extract.roles import SentenceWork

RULE = "said-by-medium"
TOLD = "told-official"
ADDRESSED = ("obj", "iobj", "to", "of", "with")


class MediaContacts:
    """Finds what one told another in a letter, a fax or over a meal; built once."""

    def __init__(self, modality: Modality, words: ClaimWords | None = None) -> None:
        self.words = words or load_claim_words("contacts")
        self.modality = modality

    def __call__(
        self, prepared: Prepared, mentions: Mentions, drafts: Sequence[DraftEvent]
    ) -> Iterator[DraftEvent]:
        """Yield the contacts that no draft of their sentence tells of yet."""
        clock = EventClock(prepared)
        for parsed in prepared.parsed:
            work = lay_out_sentence(prepared, parsed)
            told = {d.channel for d in drafts if d.sentence == parsed.sentence.index}
            for i, channel in self._media(work):
                if channel in told:
                    continue
                draft = self._draft(work, mentions, clock, i, channel)
                if draft is not None:
                    told.add(channel)
                    yield draft
            here = [d for d in drafts if d.sentence == parsed.sentence.index and d.channel]
            if not told - {d.channel for d in here} and not any(
                d.contact_status == "held" for d in here
            ):
                yield from self._told(work, mentions, clock)

    def _told(
        self, work: SentenceWork, mentions: Mentions, clock: EventClock
    ) -> Iterator[DraftEvent]:
        """Yield what one official told another of another country, by whatever way."""
        tree = work.tree
        for verb, lemma in enumerate(tree.lemma):
            if not tree.verbal(verb) or lemma not in self.words["telling"]:
                continue
            reading = self.modality.read(tree, verb)
            if reading.force != "fact":
                continue
            actors = self._meant(work, mentions, work.args.get(verb, "subj"))
            recipients = self._addressed(work, mentions, verb, actors)
            if not _across(actors, recipients):
                continue
            when = clock.nearest(work, verb, verb, reading, speech=False) or clock.document
            start, end = work.parsed.span(verb, verb)
            yield DraftEvent(
                type="CONSULT", base="CONSULT", mode=None, cameo=None, rule=f"contacts/{TOLD}",
                sentence=work.index, head=verb, start=start, end=end, actors=actors,
                recipients=recipients, when=when if when.start else When(end=clock.document.end),
                channel="unspecified", contact_status="held", is_event=False,
                weight=self.words.weight(TOLD), extra={"anchor": verb},
            )  # fmt: skip

    def _media(self, work: SentenceWork) -> Iterator[tuple[int, str]]:
        """Yield the nouns that tell by what means something is said, and their channels."""
        tree = work.tree
        for i, lemma in enumerate(tree.lemma):
            channel = self.words.tables["media"].get(lemma)
            if channel is None or tree.dep[i] != "pobj":
                continue
            if tree.lower[tree.head[i]] in self.words[f"media_{channel}"]:
                yield i, channel

    def _draft(
        self, work: SentenceWork, mentions: Mentions, clock: EventClock, noun: int, channel: str
    ) -> DraftEvent | None:
        tree = work.tree
        verb = tree.governor(noun)
        while tree.verbal(verb) and not tree.has(verb, "nsubj") and tree.head[verb] != verb:
            verb = tree.governor(verb)
        reading = self.modality.read(tree, verb)
        if reading.force not in ("fact", "alleged") or tree.lemma[verb] not in self.words["saying"]:
            return None
        actors = self._meant(work, mentions, work.args.get(verb, "subj"))
        recipients = self._addressed(work, mentions, verb, actors)
        if not actors or not recipients:
            return None
        when = clock.nearest(work, verb, verb, reading, speech=False) or clock.document
        start, end = work.parsed.span(noun, noun)
        return DraftEvent(
            type="CONSULT", base="CONSULT", mode=None, cameo=None, rule=f"contacts/{RULE}",
            sentence=work.index, head=verb, start=start, end=end, actors=actors,
            recipients=recipients, when=when if when.start else When(end=clock.document.end),
            channel=channel, contact_status="held", is_event=False,
            weight=self.words.weight(RULE), extra={"anchor": verb},
        )  # fmt: skip

    def _addressed(
        self, work: SentenceWork, mentions: Mentions, verb: int, actors: Sequence[Mention]
    ) -> tuple[Mention, ...]:
        """To whom it was said."""
        for slot in ADDRESSED:
            found = self._meant(work, mentions, work.args.get(verb, slot))
            found = tuple(m for m in found if m not in actors)
            if found:
                return found
        return ()

    def _meant(
        self, work: SentenceWork, mentions: Mentions, tokens: Sequence[int]
    ) -> tuple[Mention, ...]:
        """The parties at tokens: states, bodies, and people who act for one."""
        found = [m for token in tokens if (m := mentions.at(work.index, token)) is not None]
        told = ("title", "pronoun")
        acting = [m for m in found if m.countries or m.office or m.name or m.form in told]
        return tuple({m.key: m for m in acting if m.form != "thing"}.values())


def _across(actors: Sequence[Mention], recipients: Sequence[Mention]) -> bool:
    """Whether officials of one country told something to an official of another."""
    own = {code for m in actors for code in m.countries}
    other = {code for m in recipients for code in m.countries}
    spoke = any(m.kind in ("person", "state", "igo") or m.form == "pronoun" for m in actors)
    heard = all(m.kind == "person" and m.countries for m in recipients)
    held = all(m.office or m.sector in ("GOV", "LEG", "MIL") for m in recipients)
    apart = (own and not own & other) or any(m.form == "pronoun" for m in actors)
    return bool(spoke and recipients and heard and held and apart)
