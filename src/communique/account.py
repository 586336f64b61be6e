"""The account: what many reports tell of one thing, in the forms that linking and store share.

An *item* is one record of one report as linking sees it. A *link* says that two items tell of the
same thing, with a score and its reasons. An *entry* is the thing: a happening, or a register's
entry for an agreement, a contact or a designation, made of all items that tell of it.

Items are pure functions of a coded report, links of two items, and the entries of a set of items
are a function of that set and its links. So the order of arrival makes no difference, and what was
known on a day is what the reports of up to that day give.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

import msgspec

from communique.dates import When
from communique.records import Magnitude, Record, Report

ItemKind = Literal["event", "contact", "agreement", "designation"]
EntryKind = Literal["happening", "contact", "agreement", "designation"]
Side = Literal["actor", "recipient", "participant", "initiator", "party", "by", "to"]

#: What the items of a kind become.
ENTRY_KINDS: dict[ItemKind, EntryKind] = {
    "event": "happening",
    "contact": "contact",
    "agreement": "agreement",
    "designation": "designation",
}


def report_key(report: Report) -> str:
    """What a report is known by in a record: the hash of its text, day, publisher and address.

    The same words of another publisher or day are another report: a copy.
    """
    parts = (
        report.text,
        report.date.isoformat() if report.date else "",
        report.publisher or "",
        report.url or "",
    )
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return "r" + hashlib.sha256(joined).hexdigest()[:16]


class Key(Record, frozen=True, kw_only=True, order=True):
    """Where an item stands: the report's key, the kind of record, and its id in the report."""

    report: str
    kind: ItemKind
    id: str


def entry_id(first: Key) -> str:
    """What an entry is called whose first item has this key: later reports don't change it."""
    text = f"{first.report}/{first.kind}/{first.id}"
    return first.kind[0] + hashlib.sha256(text.encode()).hexdigest()[:12]


class Party(Record, frozen=True, kw_only=True):
    """Somebody on a side of an item: a country or body by code, or a person of it.

    `who` is what the same entity is called in every report: its link to the gazetteer where it has
    one, otherwise kind, name and code ("person:Grace Achieng:KEN"); None for the nameless.
    """

    side: Side
    code: str | None = None
    sector: str | None = None
    who: str | None = None
    name: str | None = None
    kind: str | None = None
    office: str | None = None


class Item(Record, frozen=True, kw_only=True):
    """One record of one report, with all that linking needs.

    Attributes:
        key: Report, kind and id.
        doc: The id of the report in its source, as in the contract's `doc.id`.
        known: The day from which we may know it: the report's day, or that of its coming in.
        reported: The day of the report, None if undated.
        publisher: Who published the report.
        type: The event's type, the contact's channel, the agreement's kind or the designation's
            action.
        when: When it happened.
        words: Content words of the sentences that are its evidence, lower case, sorted.
        quote: The words that tell it (the trigger, or the agreement's name as written).
        topics: What a contact was about.
        provisions: Quotes of what an agreement lays down.
        replaces: Ids of the agreements of its report whose place it takes.
        replaced_by: Ids of those that take its place.
        form: Items of one form are one thing, without a link that says so: what is named in passing
            a thousand times would have half a million links. None for what links must tell.
    """

    key: Key
    doc: str
    known: date
    reported: date | None = None
    publisher: str | None = None
    type: str
    mode: str | None = None
    cameo: str | None = None
    status: str | None = None
    contexts: tuple[str, ...] = ()
    when: When
    refers_to: When | None = None
    place: str | None = None
    magnitude: Magnitude | None = None
    topics: tuple[str, ...] = ()
    name: str | None = None
    acronym: str | None = None
    background: bool = False
    confidence: float
    parties: tuple[Party, ...] = ()
    words: tuple[str, ...] = ()
    quote: str = ""
    provisions: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()
    replaced_by: tuple[str, ...] = ()
    form: str | None = None


class Reason(Record, frozen=True, kw_only=True):
    """A sign for or against two items being one, with the weight that it had."""

    sign: str
    weight: float


class Link(Record, frozen=True, kw_only=True):
    """Two items that may tell of one thing. `a` sorts before `b`; the score lies in [0, 1]."""

    a: Key
    b: Key
    score: float
    reasons: tuple[Reason, ...]


class Rulings(Record, frozen=True, kw_only=True):
    """What people ruled on the joining of items, which links must follow.

    Attributes:
        one: Sets of items that tell of one thing.
        apart: Pairs of sets; no item of the first tells what an item of the second tells.
    """

    one: tuple[tuple[Key, ...], ...] = ()
    apart: tuple[tuple[tuple[Key, ...], tuple[Key, ...]], ...] = ()


#: In what somebody is called: behind it stands the report whose entity is one by itself.
ALONE = "#"


@dataclass(frozen=True, slots=True)
class Identities:
    """What people ruled on who is who; `Party.who` goes by it, what was coded stays as it is.

    Attributes:
        same: By what an entity is called, what stands for it and all that are the same.
        other: By report and what an entity is called in it, what it is called rightly, and its
            name, None if that stays.
    """

    same: Mapping[str, str] = field(default_factory=dict)
    other: Mapping[tuple[str, str], tuple[str, str | None]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether anything was ruled."""
        return bool(self.same or self.other)

    def who(self, report: str, who: str | None) -> str | None:
        """What an entity is called that a report's coding calls `who`."""
        if who is None:
            return None
        rightly, _ = self.other.get((report, who), (who, None))
        return self.same.get(rightly, rightly)

    def applied(self, item: Item) -> Item:
        """The item with its parties called rightly; the same object if nothing changes."""
        report = item.key.report
        if all(party.who == self.who(report, party.who) for party in item.parties):
            return item
        parties = dict.fromkeys(self._called(report, party) for party in item.parties)
        return msgspec.structs.replace(item, parties=tuple(parties))

    def all_called(self, whos: Iterable[str]) -> tuple[str, ...]:
        """These names of entities, and all that were ruled to be the same, sorted."""
        leaders = {self.same.get(who, who) for who in whos}
        return tuple(sorted(leaders | {w for w, leader in self.same.items() if leader in leaders}))

    def _called(self, report: str, party: Party) -> Party:
        _, name = self.other.get((report, party.who or ""), (None, None))
        who = self.who(report, party.who)
        return msgspec.structs.replace(party, who=who, name=name or party.name)


def alone(report: str, who: str) -> str:
    """What an entity is called that is nobody whom other reports name so."""
    kind, _, name = who.partition(":")
    return f"{'person' if kind == 'tenure' else kind}:{name}{ALONE}{report}"


class Conflict(Record, frozen=True, kw_only=True):
    """A field in which the items of an entry differ so that not all can be right.

    `values` are the readings as text, each with the reports that give it, best attested first.
    """

    field: str
    values: tuple[tuple[str, tuple[str, ...]], ...]


class Step(Record, frozen=True, kw_only=True):
    """A step of an agreement or designation: what was done, when, and who tells it."""

    status: str
    when: When
    members: tuple[Key, ...]


class Entry(Record, frozen=True, kw_only=True):
    """One thing in the world, made of the items that tell of it.

    Attributes:
        id: Derived from its first member alone, so that later reports don't change it.
        known: The first day on which it was known.
        when: When it happened, as precisely as its items agree on.
        parties: All parties, each once.
        members: Keys of its items, sorted.
        reports: How many reports tell of it.
        origins: How many independent origins these have; copies and rewrites count once.
        names: Other names under which its items go.
        steps: Of agreements and designations, in their order in time.
        provisions: Quotes of what an agreement lays down.
        topics: What a contact was about.
        predecessors: Of an agreement: records that tell of those whose place it takes.
        successors: Records that tell of those that take its place.
        conflicts: Readings that can't all be right; none is averaged away.
        readings: Readings that differ and may all be right, each for its day: a toll that grows.
    """

    id: str
    kind: EntryKind
    type: str
    mode: str | None = None
    cameo: str | None = None
    status: str | None = None
    contexts: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    known: date
    when: When
    refers_to: When | None = None
    place: str | None = None
    magnitude: Magnitude | None = None
    name: str | None = None
    acronym: str | None = None
    names: tuple[str, ...] = ()
    background: bool = False
    confidence: float
    parties: tuple[Party, ...] = ()
    members: tuple[Key, ...] = ()
    reports: int = 1
    origins: int = 1
    steps: tuple[Step, ...] = ()
    provisions: tuple[str, ...] = ()
    predecessors: tuple[Key, ...] = ()
    successors: tuple[Key, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    readings: tuple[Conflict, ...] = ()
