"""From a coded report to its items: the records as linking sees them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from communique.account import Item, Key, Party, Side, report_key
from communique.link.successions import successions
from communique.link.wording import Wordings, fold
from communique.records import (
    Agreement,
    CodedReport,
    Contact,
    Designation,
    Entity,
    Event,
    Span,
)
from communique.textprep import lay_out

_NAMES = frozenset({"actor", "recipient", "date", "participant", "party"})
FORMED = 2  # telling words from which on a name is that of one instrument, whoever is party


class ItemMaker:
    """Makes the items of one report; built anew for each, it holds the report's sentences."""

    def __init__(self, coded: CodedReport, known: date, wordings: Wordings) -> None:
        self.doc = coded.doc
        self.key = report_key(coded.doc)
        self.known = known
        self.wordings = wordings
        self.entities: Mapping[str, Entity] = {entity.id: entity for entity in coded.entities}
        self.sentences: tuple[tuple[int, int], ...] = ()
        if coded.events or coded.contacts or coded.agreements or coded.designations:
            layout = lay_out(coded.doc.text, coded.doc.title)
            self.sentences = tuple((s.start, s.end) for s in layout.sentences)
        #: Pairs of agreements: one, and the one whose place it takes.
        self.replaced = tuple(
            dict.fromkeys(successions(coded.agreements, coded.doc.text, self.sentences))
        )

    def event(self, event: Event) -> Item:
        """The item of an event."""
        parties = (
            *self.parties(event.actors, "actor"),
            *self.parties(event.recipients, "recipient"),
        )
        return Item(
            key=Key(report=self.key, kind="event", id=event.id),
            doc=self.doc.id,
            known=self.known,
            reported=self.doc.date,
            publisher=self.doc.publisher,
            type=event.type,
            mode=event.mode,
            cameo=event.cameo,
            status=event.status,
            contexts=event.contexts,
            when=event.date,
            refers_to=event.refers_to,
            place=event.place,
            magnitude=event.magnitude,
            background=event.background,
            confidence=event.confidence,
            parties=parties,
            words=self.words(event.evidence),
            quote=trigger(event.evidence),
        )

    def contact(self, contact: Contact) -> Item:
        """The item of a contact; the initiator is a side of its own, and a participant too."""
        started = (contact.initiator,) if contact.initiator else ()
        parties = (
            *self.parties(contact.participants, "participant"),
            *self.parties(started, "initiator"),
        )
        return Item(
            key=Key(report=self.key, kind="contact", id=contact.id),
            doc=self.doc.id,
            known=self.known,
            reported=self.doc.date,
            publisher=self.doc.publisher,
            type=contact.channel,
            status=contact.status,
            when=contact.date,
            place=contact.place,
            confidence=contact.confidence,
            parties=parties,
            words=self.words(contact.evidence),
            quote=trigger(contact.evidence),
            topics=contact.topics,
        )

    def agreement(self, agreement: Agreement) -> Item:
        """The item of an agreement."""
        parties = self.parties(agreement.parties, "party")
        return Item(
            key=Key(report=self.key, kind="agreement", id=agreement.id),
            doc=self.doc.id,
            known=self.known,
            reported=self.doc.date,
            publisher=self.doc.publisher,
            type=agreement.kind,
            status=agreement.status,
            when=agreement.date,
            name=agreement.name,
            acronym=agreement.acronym,
            confidence=agreement.confidence,
            parties=parties,
            words=self.words(agreement.evidence),
            quote=trigger(agreement.evidence),
            provisions=tuple(span.quote for span in agreement.provisions),
            replaces=tuple(old for new, old in self.replaced if new == agreement.id),
            replaced_by=tuple(new for new, old in self.replaced if old == agreement.id),
            form=self.form(agreement, parties),
        )

    def designation(self, designation: Designation) -> Item:
        """The item of a designation."""
        parties = (*self.parties(designation.by, "by"), *self.parties(designation.to, "to"))
        return Item(
            key=Key(report=self.key, kind="designation", id=designation.id),
            doc=self.doc.id,
            known=self.known,
            reported=self.doc.date,
            publisher=self.doc.publisher,
            type=designation.action,
            when=designation.date,
            name=designation.title,
            confidence=designation.confidence,
            parties=parties,
            words=self.words(designation.evidence),
            quote=trigger(designation.evidence),
        )

    def form(self, agreement: Agreement, parties: Iterable[Party]) -> str | None:
        """The form of an instrument: acronym or name, parties, and the days of its step if known.

        A name in which but one word tells something must be of known parties or of one day: it may
        be that of several instruments.
        """
        when, acronym = agreement.date, (agreement.acronym or "").casefold()
        words = sorted(self.wordings.name_words(agreement.name))
        codes = sorted({party.code or party.who or "" for party in parties})
        sure = codes or len(words) >= FORMED or when.precision == "day"
        if not (acronym or (words and sure)):
            return None
        kind = "truce" if agreement.kind == "truce" else "instrument"
        told = when.start and not (acronym and agreement.status == "mentioned")
        days = f"{when.start}..{when.end}" if told else ""
        return "|".join((kind, acronym or " ".join(words), " ".join(codes), days))

    def parties(self, ids: Iterable[str], side: Side) -> tuple[Party, ...]:
        """Those of one side, each once; an id that is no entity's is a code."""
        return tuple(dict.fromkeys(party_of(self.entities.get(id), id, side) for id in ids))

    def words(self, evidence: Sequence[Span]) -> tuple[str, ...]:
        """Content words of the sentences that the triggers stand in, without the parties' names."""
        own = [span for span in evidence if span.role not in _NAMES] or list(evidence)
        pieces = [self.doc.text[start:end] for start, end in self.around(own)]
        names = {
            word
            for span in evidence
            if span.role in _NAMES
            for word in self.wordings.stems(span.quote)
        }
        told = {word for piece in pieces for word in self.wordings.stems(piece)}
        return tuple(sorted(told - names))

    def around(self, spans: Iterable[Span]) -> Iterator[tuple[int, int]]:
        """Yield the sentences that hold one of the spans; a span in none stands for itself."""
        wanted = list(spans)
        for start, end in self.sentences:
            if any(start < span.end and span.start < end for span in wanted):
                yield start, end


def items_of(coded: CodedReport, known: date, wordings: Wordings) -> list[Item]:
    """The items of a coded report, in the order of its records."""
    maker = ItemMaker(coded, known, wordings)
    return [
        *map(maker.event, coded.events),
        *map(maker.contact, coded.contacts),
        *map(maker.agreement, coded.agreements),
        *map(maker.designation, coded.designations),
    ]


def party_of(entity: Entity | None, id: str, side: Side) -> Party:
    """A party: an entity of the report, or a bare code of a country or body."""
    if entity is None:
        kind = "igo" if ":" in id else "state"
        return Party(side=side, code=id, who=f"{kind}:{id}", kind=kind)
    return Party(
        side=side,
        code=entity.country,
        sector=entity.sector,
        who=who_of(entity),
        name=entity.name,
        kind=entity.kind,
        office=entity.office,
    )


def who_of(entity: Entity) -> str | None:
    """What the same entity is called in every report; None for the nameless."""
    if entity.link:
        return entity.link
    if entity.name is None:
        return None
    return f"{entity.kind}:{fold(entity.name)}:{entity.country or ''}"


def trigger(evidence: Sequence[Span]) -> str:
    """The words of the first trigger, else of the first evidence."""
    spans = [span for span in evidence if span.role == "trigger"] or list(evidence)
    return spans[0].quote if spans else ""
