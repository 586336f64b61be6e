"""What exports are made of: the happenings asked for, each with the records that tell it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice
from typing import Any

import msgspec

from communique.account import Entry, EntryKind, Key, Party
from communique.export.revised import Revision, Voice
from communique.query import Record, SourceReport, Sources, Wanted
from communique.records import Entity
from communique.textprep import lay_out
from communique.vocab.exchange import CodeTables
from communique.vocab.gazetteer import Gazetteer
from communique.vocab.ontology import Ontology

LOT = 500  # entries whose reports are read together: few round trips, and texts of some megabytes
#: The mode of a contact that is told as such alone; PLOVER counts video among `phone`.
MODES: Mapping[str, str] = {"phone": "phone", "video": "phone", "visit": "visit"}
CONSULT = "CONSULT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which part of a record is exported; the bounds are those of `Record.entries`.

    `types` are event types; contacts are CONSULT. `judged` says whose word is taken.
    """

    since: date | None = None
    until: date | None = None
    as_known_on: date | None = None
    types: tuple[str, ...] = ()
    judged: Voice = "machine"


@dataclass(frozen=True, kw_only=True)
class Telling:
    """One record of one report that tells of a happening.

    `starts` are the offsets at which the report's sentences begin, headings left out; `lead_end` is
    where its first paragraph ends.
    """

    key: Key
    report: SourceReport
    body: Mapping[str, Any]
    entities: tuple[Entity, ...]
    starts: tuple[int, ...]
    lead_end: int

    @cached_property
    def trigger(self) -> Mapping[str, Any]:
        """The span of the words that tell it."""
        spans: Sequence[Mapping[str, Any]] = self.body["evidence"]
        for role in ("trigger", "name"):
            if found := next((span for span in spans if span.get("role") == role), None):
                return found
        return spans[0]

    @property
    def sentence(self) -> int:
        """The number of the trigger's sentence in the report, from 1."""
        return max(1, bisect_right(self.starts, self.trigger["start"]))

    @property
    def in_lead(self) -> bool:
        """Whether the trigger stands in the report's first paragraph, or in a heading before it."""
        return bool(self.trigger["start"] < self.lead_end)

    @property
    def sentence_span(self) -> tuple[int, int]:
        """Where that sentence begins, and where the next one does."""
        number = self.sentence
        start = self.starts[number - 1] if self.starts else 0
        end = self.starts[number] if number < len(self.starts) else len(self.report.text)
        return start, end

    def place_of(self, party: Party) -> int | None:
        """The offset at which a party is named nearest before or behind the trigger."""
        spots = [
            span.start
            for entity in self.entities
            if entity.country == party.code
            and (entity.name is None or party.name is None or entity.name == party.name)
            for span in entity.evidence
        ]
        at = self.trigger["start"]
        return min(spots, key=lambda spot: (abs(spot - at), spot), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A happening with all that tells of it; the earliest report comes first."""

    entry: Entry
    tellings: tuple[Telling, ...]

    @property
    def first(self) -> Telling:
        """The telling of the earliest report."""
        return self.tellings[0]


class Material:
    """The part of a record that is exported, and the tables that exporters need."""

    def __init__(self, record: Record, scope: Scope) -> None:
        """Export from `record` what `scope` admits."""
        self.record = record
        self.scope = scope

    @property
    def ontology(self) -> Ontology:
        """Types with their scores, and the CAMEO codes."""
        return self.record.ontology

    @property
    def gazetteer(self) -> Gazetteer:
        """Names of states and bodies."""
        return self.record.gazetteer

    @property
    def sources(self) -> Sources:
        """Reports and records, read in bulk."""
        return self.record.sources

    @cached_property
    def codes(self) -> CodeTables:
        """Codes and scales of other data sets."""
        return CodeTables.load(self.ontology)

    @cached_property
    def revision(self) -> Revision:
        """What people made of the records."""
        return Revision.of(self.record, self.scope.judged)

    def entries(
        self, kind: EntryKind, *, bounded: bool = True, types: tuple[str, ...] = ()
    ) -> list[Entry]:
        """The entries of a kind in scope; without `bounded`, whenever they happened."""
        scope = self.scope
        wanted = Wanted(
            kind=kind,
            types=types,
            since=scope.since if bounded else None,
            until=scope.until if bounded else None,
        )
        found = self.record.entries(
            kind,
            types=types,
            since=wanted.since,
            until=wanted.until,
            as_known_on=scope.as_known_on,
        )
        return self.revision.entries(wanted, found, known=scope.as_known_on)

    def bodies(self, keys: Iterable[Key]) -> dict[Key, Mapping[str, Any]]:
        """The records of these keys, in the form of the contract."""
        asked = list(keys)
        revised = self.revision.bodies(asked)
        found = self.sources.bodies(key for key in asked if key not in revised)
        return found | revised

    @cached_property
    def happenings(self) -> list[Entry]:
        """The happenings, and the held contacts that no event tells of as CONSULT, by time.

        A contact of a list ("earlier he had called …") is an event like any other, though no verb
        of its own tells it; coders of events lose these.
        """
        return self._happenings(self.scope.types)

    @cached_property
    def all_happenings(self) -> list[Entry]:
        """The same, whatever types are asked for: what counts of them are out of."""
        return self._happenings(()) if self.scope.types else self.happenings

    @cached_property
    def contacts(self) -> list[Entry]:
        """The contacts of the ledger; none if other types are asked for."""
        return self._contacts(self.scope.types)

    def told(self, entries: Iterable[Entry], *, size: int = LOT) -> Iterator[Told]:
        """Yield entries with what tells of them, `size` of them read at a time."""
        source = iter(entries)
        while lot := list(islice(source, size)):
            keys = [key for entry in lot for key in entry.members]
            reports = self.sources.reports_of(
                (key.report for key in keys), known=self.scope.as_known_on
            )
            entities = self.sources.entities(reports) | self.revision.entities(reports)
            bodies = self.bodies(keys)
            layouts = {key: _layout(report) for key, report in reports.items()}
            for entry in lot:
                tellings = [
                    Telling(
                        key=key,
                        report=reports[key.report],
                        body=bodies[key],
                        entities=entities.get(key.report, ()),
                        starts=layouts[key.report][0],
                        lead_end=layouts[key.report][1],
                    )
                    for key in entry.members
                ]
                tellings.sort(key=lambda t: (t.report.day, t.key))
                yield Told(entry=entry, tellings=tuple(tellings))

    def label(self, code: str | None) -> str | None:
        """The English name of a country or body."""
        return self.gazetteer.label(code) if code else None

    def cameo(self, entry: Entry) -> str:
        """The CAMEO code, of three or four digits."""
        code = entry.cameo or self.ontology.default_cameo(entry.type, entry.mode)
        return f"{code}0" if len(code) == 2 else code

    def country_at(self, place: str | None) -> str | None:
        """The country that a place lies in, if the gazetteer knows the place by that name."""
        names = self.gazetteer.lookup(place) if place else ()
        codes = {name.code for name in names if name.kind in ("state", "city") and name.code}
        return codes.pop() if len(codes) == 1 else None

    def is_country(self, place: str | None) -> bool:
        """Whether a place is a country as a whole."""
        return any(n.kind == "state" for n in self.gazetteer.lookup(place)) if place else False

    def _happenings(self, types: tuple[str, ...]) -> list[Entry]:
        found = self.entries("happening", types=types)
        lone = [as_happening(contact, self.ontology) for contact in self._lone_contacts(types)]
        return sorted([*found, *lone], key=lambda e: (_sort_day(e), e.id))

    def _contacts(self, types: tuple[str, ...]) -> list[Entry]:
        if types and CONSULT not in types:
            return []
        return self.entries("contact")

    def _lone_contacts(self, types: tuple[str, ...]) -> Iterator[Entry]:
        held = [entry for entry in self._contacts(types) if entry.status == "held"]
        for at in range(0, len(held), LOT):
            lot = held[at : at + LOT]
            bodies = self.bodies(key for entry in lot for key in entry.members)
            for entry in lot:
                if not any(bodies[key].get("event") for key in entry.members):
                    yield entry


def as_happening(contact: Entry, ontology: Ontology) -> Entry:
    """A contact as the CONSULT that it is; all who took part are actors."""
    mode = MODES.get(contact.type)
    parties = tuple(
        msgspec.structs.replace(party, side="actor")
        for party in contact.parties
        if party.side == "participant"
    )
    return msgspec.structs.replace(
        contact,
        kind="happening",
        type=CONSULT,
        mode=mode,
        cameo=ontology.default_cameo(CONSULT, mode),
        status="occurred",
        parties=parties,
    )


def _sort_day(entry: Entry) -> date:
    return entry.when.start or entry.when.end or entry.known


def _layout(report: SourceReport) -> tuple[tuple[int, ...], int]:
    """Where a report's sentences begin, and where its first paragraph ends."""
    body = [s for s in lay_out(report.text, report.title).sentences if not s.heading]
    lead = [s.end for s in body if s.paragraph == body[0].paragraph]
    return tuple(s.start for s in body), max(lead, default=0)
