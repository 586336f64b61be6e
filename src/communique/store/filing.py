"""From coded reports to rows: pure functions, so that a report that fits no row fails alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec

from communique.account import Entry, Item, Key, Link, report_key
from communique.dates import When
from communique.records import (
    Agreement,
    CodedReport,
    Contact,
    Designation,
    Entity,
    Event,
    Report,
    Statement,
    Tally,
)

#: From an entity of a report, or None and a bare code, to code and name in every report.
Naming = Callable[[Entity | None, str], tuple[str | None, str | None]]
#: Items of a report with the block keys that they are filed under.
Filed = Mapping[Key, tuple[Item, tuple[str, ...]]]
RecordOf = Event | Contact | Agreement | Designation | Statement | Tally
#: Kind of record, where it stands in a coded report, and the fields that say type and status.
KINDS: tuple[tuple[str, str, str, str | None], ...] = (
    ("event", "events", "type", "status"),
    ("contact", "contacts", "channel", "status"),
    ("agreement", "agreements", "kind", "status"),
    ("designation", "designations", "action", None),
    ("statement", "statements", "kind", None),
    ("tally", "tallies", "kind", "checked"),
)
#: Fields that name entities, and the side that they stand for.
SIDES: Mapping[type, tuple[tuple[str, str], ...]] = {
    Event: (("actors", "actor"), ("recipients", "recipient")),
    Contact: (("participants", "participant"), ("initiator", "initiator")),
    Agreement: (("parties", "party"),),
    Designation: (("by", "by"), ("to", "to")),
    Statement: (("speaker", "speaker"), ("addressees", "addressee")),
    Tally: (("subject", "subject"),),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyRow:
    """Somebody on a side of a record."""

    side: str
    entity: str
    code: str | None
    who: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRow:
    """A record with its parties; `values` are the columns of `records` from `kind` to `body`."""

    kind: str
    id: str
    values: tuple[object, ...]
    parties: tuple[PartyRow, ...]
    item: str | None = None
    blocks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """A coded report as it goes into the record.

    Attributes:
        key: What the report is known by.
        known: The day from which we may know it.
        items: Its records as linking sees them.
        bands: Of its text's sketch.
    """

    key: str
    known: date
    coded: CodedReport
    items: tuple[Item, ...]
    bands: tuple[str, ...]
    records: tuple[RecordRow, ...]
    entities: tuple[tuple[object, ...], ...]

    @property
    def report(self) -> Report:
        """The report itself."""
        return self.coded.doc


def file(
    coded: CodedReport,
    known: date,
    *,
    items: Filed,
    bands: tuple[str, ...],
    party: Naming,
) -> Filing:
    """Make the rows of a coded report.

    Args:
        coded: The report.
        known: The day from which we may know it.
        items: Its items, with the block keys that they are filed under.
        bands: Of its text's sketch.
        party: What says the code and the name in every report of an entity or a bare code.

    Raises:
        UnicodeEncodeError: If a text has a half of a surrogate pair, which no file can hold.
    """
    coded.doc.text.encode("utf-8")
    return Filing(
        key=report_key(coded.doc),
        known=known,
        coded=coded,
        items=tuple(item for item, _ in items.values()),
        bands=bands,
        records=tuple(_records(coded, items, party)),
        entities=tuple(_entity(entity, party) for entity in coded.entities),
    )


def _records(coded: CodedReport, items: Filed, party: Naming) -> Iterator[RecordRow]:
    people = {entity.id: entity for entity in coded.entities}
    linked: Mapping[tuple[str, str], tuple[Item | None, tuple[str, ...]]] = {
        (key.kind, key.id): found for key, found in items.items()
    }
    for kind, field, type_of, status in KINDS:
        for record in getattr(coded, field):
            item, blocks = linked.get((kind, record.id), (None, ()))
            yield RecordRow(
                kind=kind,
                id=record.id,
                values=_values(record, kind, type_of, status),
                parties=tuple(_parties(record, people, party)),
                item=as_json(item) if item is not None else None,
                blocks=blocks,
            )


def _values(record: RecordOf, kind: str, type_of: str, status: str | None) -> tuple[object, ...]:
    when = getattr(record, "date", None) or When()
    return (
        getattr(record, type_of),
        getattr(record, "mode", None),
        getattr(record, status) if status else None,
        day_text(when.start),
        day_text(when.end),
        None if kind == "tally" else when.precision,
        record.confidence,
        record.rule,
        as_json(record),
    )


def _parties(record: RecordOf, people: Mapping[str, Entity], party: Naming) -> Iterator[PartyRow]:
    for field, side in SIDES[type(record)]:
        named = getattr(record, field)
        for entity in (named,) if isinstance(named, str) else named or ():
            code, who = party(people.get(entity), entity)
            yield PartyRow(side=side, entity=entity, code=code, who=who)


def _entity(entity: Entity, party: Naming) -> tuple[object, ...]:
    """The columns of `entities` from `id` on."""
    return (
        entity.id,
        entity.kind,
        entity.name,
        entity.country,
        entity.sector,
        entity.office,
        party(entity, entity.id)[1],
        as_json(entity),
    )


def report_values(filing: Filing) -> tuple[object, ...]:
    """The columns of `reports` that the report itself gives, `key` to `text`."""
    report = filing.report
    return (
        filing.key,
        report.id,
        report.digest,
        day_text(report.date),
        filing.known.isoformat(),
        report.title,
        report.publisher,
        report.url,
        report.language,
        report.text,
    )


def entry_values(entry: Entry) -> tuple[object, ...]:
    """The columns of `entries`."""
    when = entry.when
    return (
        entry.id,
        entry.kind,
        entry.type,
        entry.mode,
        entry.status,
        entry.name,
        entry.acronym,
        day_text(when.start),
        day_text(when.end),
        when.precision,
        sort_day(entry),
        entry.known.isoformat(),
        entry.reports,
        entry.origins,
        entry.confidence,
        as_json(entry),
    )


def sort_day(entry: Entry) -> str:
    """The day by which an entry is listed: its first, else its last, else when it was known."""
    return (entry.when.start or entry.when.end or entry.known).isoformat()


def link_values(link: Link) -> tuple[float, str]:
    """The columns `score` and `reasons` of a link."""
    return link.score, as_json(link.reasons)


def read_item(text: str) -> Item:
    """The item that `records.item` holds."""
    return msgspec.json.decode(text, type=Item)


def read_entry(text: str) -> Entry:
    """The entry that `entries.body` holds."""
    return msgspec.json.decode(text, type=Entry)


def as_json(value: Any) -> str:
    """JSON as text; the same value gives the same text."""
    return msgspec.json.encode(value).decode("utf-8")


def day_text(day: date | None) -> str | None:
    """A day as the tables hold it."""
    return day.isoformat() if day else None
