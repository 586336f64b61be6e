"""Every record as one line to read: when, what, who and whom, on which words it rests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from communique.dates import When
from communique.records import (
    Agreement,
    CodedReport,
    Contact,
    Designation,
    Event,
    Span,
    Statement,
    Tally,
)
from communique.render.wording import Names, one_line, say_magnitude, say_when, telling

Kind = Literal["event", "contact", "agreement", "designation", "statement", "tally"]
PLURALS: Mapping[Kind, str] = {
    "event": "events",
    "contact": "contacts",
    "agreement": "agreements",
    "designation": "designations",
    "statement": "statements",
    "tally": "tallies",
}
CHECKED: Mapping[str, str] = {"consistent": "✓", "inconsistent": "✗", "unverifiable": "?"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One record, in words.

    Attributes:
        kind: Which kind of record it is.
        id: The record's id in its report.
        when: Its date, None where it has none of its own.
        what: Type and mode, channel, name of the agreement, title … in a few words.
        who: Those who act or take part.
        whom: Those to whom it is done.
        together: Whether all in `who` take part alike.
        notes: What else is known, each a short phrase.
        quote: The words that tell most.
        parts: Further words that it quotes: provisions.
        spans: All words that it rests on.
    """

    kind: Kind
    id: str
    when: When | None = None
    what: str
    who: tuple[str, ...] = ()
    whom: tuple[str, ...] = ()
    together: bool = False
    notes: tuple[str, ...] = ()
    quote: Span | None
    parts: tuple[Span, ...] = ()
    spans: tuple[Span, ...]
    confidence: float
    rule: str

    @property
    def said_when(self) -> str:
        """The date with marks of its precision, empty where the record has none."""
        return say_when(self.when) if self.when else ""

    @property
    def parties(self) -> str:
        """`who → whom`, or `who ↔ who` of those who take part alike."""
        who = (" ↔ " if self.together else ", ").join(self.who)
        return f"{who} → {', '.join(self.whom)}".lstrip() if self.whom else who


def lines_of(coded: CodedReport) -> dict[Kind, tuple[Line, ...]]:
    """The report's records in words by kind, in the order of `PLURALS`, without empty kinds."""
    names = Names(coded.entities)
    lines: dict[Kind, tuple[Line, ...]] = {
        "event": tuple(_event(event, names) for event in coded.events),
        "contact": tuple(_contact(contact, names) for contact in coded.contacts),
        "agreement": tuple(_agreement(agreement, names) for agreement in coded.agreements),
        "designation": tuple(_designation(title, names) for title in coded.designations),
        "statement": tuple(_statement(statement, names) for statement in coded.statements),
        "tally": tuple(_tally(tally, names) for tally in coded.tallies),
    }
    return {kind: found for kind, found in lines.items() if found}


def counts_of(lines: Mapping[Kind, Sequence[Line]]) -> str:
    """`4 events · 1 tally`, or `no records`."""
    said = (
        f"{len(found)} {PLURALS[kind] if len(found) > 1 else kind}" for kind, found in lines.items()
    )
    return " · ".join(said) or "no records"


def _notes(*notes: str | None) -> tuple[str, ...]:
    return tuple(one_line(note) for note in notes if note)


def _event(event: Event, names: Names) -> Line:
    sources = ", ".join(names.all(event.attributed_to))
    refers_to = say_when(event.refers_to or event.date)
    return Line(
        kind="event",
        id=event.id,
        when=event.date,
        what=" ".join(_notes(event.type, event.mode)),
        who=names.all(event.actors),
        whom=names.all(event.recipients),
        notes=_notes(
            None if event.status == "occurred" else event.status,
            "background" if event.background else None,
            say_magnitude(event.magnitude),
            f"for {refers_to}" if refers_to != say_when(event.date) else None,
            f"place: {event.place}" if event.place else None,
            f"according to {sources}" if sources else None,
        ),
        quote=telling(event.evidence),
        spans=event.evidence,
        confidence=event.confidence,
        rule=event.rule,
    )


def _contact(contact: Contact, names: Names) -> Line:
    return Line(
        kind="contact",
        id=contact.id,
        when=contact.date,
        what=contact.channel,
        who=names.all(contact.participants),
        together=True,
        notes=_notes(
            contact.status,
            f"begun by {names(contact.initiator)}" if contact.initiator else None,
            f"place: {contact.place}" if contact.place else None,
            f"topics: {', '.join(contact.topics)}" if contact.topics else None,
        ),
        quote=telling(contact.evidence),
        spans=contact.evidence,
        confidence=contact.confidence,
        rule=contact.rule,
    )


def _agreement(agreement: Agreement, names: Names) -> Line:
    name, short = one_line(agreement.name), agreement.acronym
    return Line(
        kind="agreement",
        id=agreement.id,
        when=agreement.date,
        what=f"{name} ({one_line(short)})" if short and short not in name else name,
        who=names.all(agreement.parties),
        together=True,
        notes=_notes(agreement.status.replace("_", " "), agreement.kind),
        quote=telling(agreement.evidence),
        parts=agreement.provisions,
        spans=agreement.evidence + agreement.provisions,
        confidence=agreement.confidence,
        rule=agreement.rule,
    )


def _designation(designation: Designation, names: Names) -> Line:
    return Line(
        kind="designation",
        id=designation.id,
        when=designation.date,
        what=one_line(designation.title),
        who=names.all(designation.by),
        whom=names.all(designation.to),
        notes=(designation.action,),
        quote=telling(designation.evidence),
        spans=designation.evidence,
        confidence=designation.confidence,
        rule=designation.rule,
    )


def _statement(statement: Statement, names: Names) -> Line:
    return Line(
        kind="statement",
        id=statement.id,
        when=statement.date,
        what=" ".join(_notes(statement.kind, f"({statement.verb})")),
        who=(names(statement.speaker),),
        whom=names.all(statement.addressees),
        quote=statement.content,
        spans=(*statement.evidence, statement.content),
        confidence=statement.confidence,
        rule=statement.rule,
    )


def _tally(tally: Tally, names: Names) -> Line:
    number = None if tally.number is None else f"{tally.number:,}"
    return Line(
        kind="tally",
        id=tally.id,
        what=" ".join(_notes(tally.kind, number)),
        who=_notes(names(tally.subject) if tally.subject else None),
        notes=_notes(
            f"{tally.what} {tally.window or ''}",
            ", ".join(names.all(tally.members)),
            f"{CHECKED[tally.checked]} {tally.checked}",
        ),
        quote=telling(tally.evidence),
        spans=tally.evidence,
        confidence=tally.confidence,
        rule=tally.rule,
    )
