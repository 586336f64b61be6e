"""The assemble stage: drafts and resolved mentions become the records of one report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from communique.assemble.acts import Act, ActMaker, drop_selves, each_way
from communique.assemble.attackers import name_attackers, without_echoes
from communique.assemble.contacts import ContactMaker, triggers
from communique.assemble.entities import EntityTable
from communique.assemble.events import EventMaker
from communique.assemble.guesses import set_right
from communique.assemble.home import HomeFinder
from communique.assemble.opponents import find_attackers, find_opponents
from communique.assemble.others import OtherMaker, Sides
from communique.assemble.retelling import merge_acts, merge_pledges, without_stations
from communique.assemble.scenes import Scenes
from communique.assemble.targets import TargetFinder
from communique.assemble.trust import Trust
from communique.checks import check_tally
from communique.drafts import Drafts, Mentions, Prepared, Resolving
from communique.records import CodedReport, Contact, Entity, Event, Problem, Tally
from communique.vocab.ontology import Ontology


class Assembler:
    """The assemble stage: built once from the ontology, called per report."""

    def __init__(self, ontology: Ontology, trust: Trust | None = None) -> None:
        self.ontology = ontology
        self.trust = trust or Trust()

    def __call__(
        self,
        prepared: Prepared,
        drafts: Drafts,
        resolution: Resolving,
        mentions: Mentions,
        *,
        problems: tuple[Problem, ...] = (),
    ) -> CodedReport:
        """The records of one report, in the order of the text, with ids from that order."""
        table = EntityTable(prepared.report, (c for m in mentions.all for c in m.countries))
        maker = ActMaker(table, resolution)
        made = [act for draft in drafts.events for act in each_way(maker.make(draft))]
        name_attackers(made, table)
        events = EventMaker(prepared, self.ontology, table, self.trust)
        Scenes(prepared, table, maker, drafts.sayings)(made)
        contacts = ContactMaker(events, table)
        touches = contacts.gather(made)
        acts = merge_acts(made, table)
        acts.sort(key=lambda act: (act.draft.start, act.draft.end, act.draft.rule))
        home = HomeFinder(mentions, resolution, table)
        _complete(acts, home, TargetFinder(mentions, resolution, table), mentions, table)
        kept = self._kept(acts, events, table)
        others = OtherMaker(prepared.report, table, maker, self.trust)
        sides = others.resolve(drafts)
        ids, entities = table.records(_used([*kept, *touches], sides))
        event_records, contact_records = _numbered(kept, touches, events, contacts, ids)
        return CodedReport(
            doc=prepared.report,
            entities=entities,
            events=event_records,
            contacts=contact_records,
            agreements=others.agreements(sides),
            designations=others.designations(sides),
            statements=others.statements(sides, ids),
            tallies=tuple(
                checked(tally, entities, contact_records) for tally in others.tallies(sides, ids)
            ),
            problems=(*prepared.problems, *problems),
        )

    def _kept(self, acts: Sequence[Act], events: EventMaker, table: EntityTable) -> list[Act]:
        """The acts that are events, are told by no other act, and are sure enough."""
        wanted = without_stations([act for act in acts if events.wants(act)], table)
        own = without_echoes(wanted, table)
        return [act for act in own if self.trust.keeps(act, table)]


def checked(tally: Tally, entities: Sequence[Entity], contacts: Sequence[Contact]) -> Tally:
    """The tally, checked against the other records of its report."""
    verdict = check_tally(tally, entities=entities, contacts=contacts)
    return msgspec.structs.replace(tally, checked=verdict)


def _complete(
    acts: Sequence[Act],
    home: HomeFinder,
    targets: TargetFinder,
    mentions: Mentions,
    table: EntityTable,
) -> None:
    """Give the acts the sides that other sentences tell of, or nobody because they are plain."""
    home(acts)
    find_opponents(acts, table)
    find_attackers(acts, table)
    targets(acts)
    home.victims(acts)
    home.rulers(acts)
    set_right(acts, mentions, table)
    home.abroad(acts)
    home.words(acts)
    for act in acts:
        drop_selves(act, table)


def _used(acts: Iterable[Act], sides: Iterable[Sides]) -> Iterable[str]:
    for act in acts:
        yield from act.parties
        yield from act.attributed
    for side in sides:
        for keys in side.roles.values():
            yield from keys


def _numbered(
    acts: Sequence[Act],
    touches: Iterable[Act],
    events: EventMaker,
    contacts: ContactMaker,
    ids: dict[str, str],
) -> tuple[tuple[Event, ...], tuple[Contact, ...]]:
    """Event and contact records; a contact names the event that the same words tell of."""
    made: list[Event] = []
    event_of: dict[tuple[int, int], str] = {}
    for event, _ in merge_pledges(acts, events.table):
        ident = f"e{len(made) + 1}"
        made.append(events.record(event, ident, ids))
        event_of |= dict.fromkeys(triggers(event), ident)
    return tuple(made), tuple(
        contacts.record(act, f"c{number}", _first(event_of, act), ids)
        for number, act in enumerate(touches, 1)
    )


def _first(event_of: Mapping[tuple[int, int], str], act: Act) -> str | None:
    return next((event_of[span] for span in triggers(act) if span in event_of), None)
