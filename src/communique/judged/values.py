"""Fields of records as judgements hold them: in the contract's form, parties by value.

Ids of entities count through a report and change when it is coded anew, so a judgement names a
party by kind, name, country, sector and office.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from communique.anchors import anchor, codes_text
from communique.dates import When
from communique.errors import DateError, JudgementError
from communique.records import (
    Agreement,
    CodedReport,
    Contact,
    Designation,
    Entity,
    EntityKind,
    Event,
    Record,
    Statement,
    Tally,
)

AnyRecord = Event | Contact | Agreement | Designation | Statement | Tally
#: By kind: the list of a coded report that has its records, and their type.
KINDS: Mapping[str, tuple[str, type[AnyRecord]]] = {
    "event": ("events", Event),
    "contact": ("contacts", Contact),
    "agreement": ("agreements", Agreement),
    "designation": ("designations", Designation),
    "statement": ("statements", Statement),
    "tally": ("tallies", Tally),
}
#: The field that an anchor calls the type.
TYPE_FIELDS: Mapping[str, str] = {
    "event": "type",
    "contact": "channel",
    "agreement": "kind",
    "designation": "action",
    "statement": "kind",
    "tally": "kind",
}
#: Fields that name parties: several, or one or none.
MANY: frozenset[str] = frozenset(
    {"actors", "recipients", "participants", "parties", "by", "to", "addressees", "members"}
)
ONE: frozenset[str] = frozenset({"initiator", "speaker", "subject"})
#: Fields that a person can judge and edit, by kind, in the order in which they are shown.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "event": ("type", "mode", "actors", "recipients", "date", "status", "background", "place",
              "contexts"),
    "contact": ("channel", "participants", "initiator", "date", "status", "place", "topics"),
    "agreement": ("name", "acronym", "kind", "parties", "status", "date"),
    "designation": ("title", "by", "to", "action", "date"),
    "statement": ("kind", "speaker", "addressees", "verb", "date"),
    "tally": ("kind", "number", "what", "window", "subject", "members"),
}  # fmt: skip


class Named(Record, frozen=True, kw_only=True):
    """A party by value."""

    kind: EntityKind
    name: str | None = None
    country: str | None = None
    sector: str | None = None
    office: str | None = None


def named_of(ref: str, entities: Mapping[str, Entity]) -> Named:
    """The party that an id of an entity, or a bare code, refers to."""
    entity = entities.get(ref)
    if entity is None:
        return Named(kind="igo" if ":" in ref else "state", country=ref)
    return Named(
        kind=entity.kind,
        name=entity.name,
        country=entity.country,
        sector=entity.sector,
        office=entity.office,
    )


def records_of(coded: CodedReport) -> Iterable[tuple[str, AnyRecord]]:
    """Yield all records of a report with their kinds, in the order of `KINDS`."""
    for kind, (field, _) in KINDS.items():
        for record in getattr(coded, field):
            yield kind, record


def entities_of(coded: CodedReport) -> dict[str, Entity]:
    """The entities of a report by their ids."""
    return {entity.id: entity for entity in coded.entities}


def refs_of(record: AnyRecord) -> Iterable[str]:
    """Yield the ids and bare codes of all who are named on a side of a record.

    Members of a tally are what is counted, not parties.
    """
    for name in sorted(MANY - {"members"}):
        yield from getattr(record, name, ())
    for name in sorted(ONE):
        if ref := getattr(record, name, None):
            yield ref


def anchor_of(report: str, kind: str, record: AnyRecord, entities: Mapping[str, Entity]) -> str:
    """The anchor of a record, the same as the store gives it."""
    return anchor(
        report,
        kind,
        getattr(record, TYPE_FIELDS[kind]),
        evidence=record.evidence,
        codes=codes_text(named_of(ref, entities).country for ref in refs_of(record)),
    )


def value_of(record: AnyRecord, field: str, entities: Mapping[str, Entity]) -> Any:
    """A field of a record as a judgement holds it."""
    value = getattr(record, field)
    if field in MANY:
        return [plain(named_of(ref, entities)) for ref in value]
    if field in ONE:
        return plain(named_of(value, entities)) if value else None
    return list(value) if isinstance(value, tuple) else msgspec.to_builtins(value)


def values_of(kind: str, record: AnyRecord, entities: Mapping[str, Entity]) -> dict[str, Any]:
    """All fields of a record that can be judged, as judgements hold them."""
    return {field: value_of(record, field, entities) for field in FIELDS[kind]}


def fingerprint(kind: str, record: AnyRecord, entities: Mapping[str, Entity]) -> str:
    """What a record says, in sixteen digits: another coding that says the same has the same."""
    text = msgspec.json.encode(values_of(kind, record, entities))
    return hashlib.sha256(text).hexdigest()[:16]


def plain(party: Named) -> dict[str, Any]:
    """A party without what is unknown of it."""
    return {name: value for name, value in msgspec.to_builtins(party).items() if value is not None}


def as_named(value: Any) -> Named:
    """The party that a judgement's value says.

    Raises:
        JudgementError: If it says none.
    """
    try:
        return msgspec.convert(value, type=Named)
    except msgspec.ValidationError as error:
        raise JudgementError(f"{value!r} is no party: {error}") from error


def as_when(value: Any) -> When:
    """The date that a judgement's value says.

    Raises:
        JudgementError: If it says none.
    """
    try:
        return msgspec.convert(value, type=When)
    except (msgspec.ValidationError, DateError) as error:
        raise JudgementError(f"{value!r} is no date: {error}") from error
