"""The assemble stage: drafts and resolved mentions become the records of one report."""

from __future__ import annotations

from collections.abc import Iterable

from communique.assemble.acts import Act, ActMaker, merge_acts, merge_pledges
from communique.assemble.contacts import ContactMaker
from communique.assemble.entities import EntityTable
from communique.assemble.events import EventMaker
from communique.assemble.opponents import find_opponents
from communique.assemble.others import OtherMaker, Sides
from communique.drafts import (
    DraftAgreement,
    DraftDesignation,
    Drafts,
    DraftStatement,
    DraftTally,
    Prepared,
    Resolving,
)
from communique.records import CodedReport, Contact, Event, Problem
from communique.vocab.ontology import Ontology


class Assembler:
    """The assemble stage: built once from the ontology, called per report."""

    def __init__(self, ontology: Ontology) -> None:
        self.ontology = ontology

    def __call__(
        self,
        prepared: Prepared,
        drafts: Drafts,
        resolution: Resolving,
        *,
        problems: tuple[Problem, ...] = (),
    ) -> CodedReport:
        """The records of one report, in the order of the text, with ids from that order."""
        table = EntityTable(prepared.report)
        maker = ActMaker(table, resolution)
        acts = merge_acts((maker.make(draft) for draft in drafts.events), table)
        acts.sort(key=lambda act: (act.draft.start, act.draft.end, act.draft.rule))
        find_opponents(acts, table)
        events = EventMaker(prepared, self.ontology, table)
        contacts = ContactMaker(events, table)
        kept = [act for act in acts if events.wants(act) or contacts.wants(act)]
        others = OtherMaker(prepared.report, table, maker)
        sides = others.resolve(drafts)
        ids, entities = table.records(_used(kept, sides))
        event_records, contact_records = _numbered(kept, events, contacts, ids)
        return CodedReport(
            doc=prepared.report,
            entities=entities,
            events=event_records,
            contacts=contact_records,
            agreements=tuple(
                others.agreement(s, f"g{n}") for n, s in enumerate(_of(sides, DraftAgreement), 1)
            ),
            designations=tuple(
                others.designation(s, f"d{n}")
                for n, s in enumerate(_of(sides, DraftDesignation), 1)
            ),
            statements=tuple(
                others.statement(s, f"s{n}", ids)
                for n, s in enumerate(_of(sides, DraftStatement), 1)
            ),
            tallies=tuple(
                others.tally(s, f"q{n}", ids) for n, s in enumerate(_of(sides, DraftTally), 1)
            ),
            problems=(*prepared.problems, *problems),
        )


def _of(sides: Iterable[Sides], kind: type) -> list[Sides]:
    return [side for side in sides if isinstance(side.draft, kind)]


def _used(acts: Iterable[Act], sides: Iterable[Sides]) -> Iterable[str]:
    for act in acts:
        yield from act.parties
        yield from act.attributed
    for side in sides:
        for keys in side.roles.values():
            yield from keys


def _numbered(
    acts: Iterable[Act], events: EventMaker, contacts: ContactMaker, ids: dict[str, str]
) -> tuple[tuple[Event, ...], tuple[Contact, ...]]:
    """Event and contact records; an act may be both."""
    made_events: list[Event] = []
    made_contacts: list[Contact] = []
    acts = list(acts)
    event_of: dict[int, str] = {}
    for event, members in merge_pledges((a for a in acts if events.wants(a)), events.table):
        ident = f"e{len(made_events) + 1}"
        made_events.append(events.record(event, ident, ids))
        event_of |= {id(member): ident for member in members}
    for act in acts:
        if contacts.wants(act):
            number = f"c{len(made_contacts) + 1}"
            made_contacts.append(contacts.record(act, number, event_of.get(id(act)), ids))
    return tuple(made_events), tuple(made_contacts)
