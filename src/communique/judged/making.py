"""Records changed or added by people, checked against the contract and the vocabulary."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from communique.errors import DateError, JudgementError
from communique.judged.people import People
from communique.judged.values import KINDS, MANY, ONE, AnyRecord
from communique.records import Event, Record, Span
from communique.store import Judgement
from communique.vocab.ontology import Ontology

RULE = "person"  # what made a record that a person added


class Added(Record, frozen=True, kw_only=True):
    """The value of a judgement that adds a record: its fields, parties by value, and its words."""

    kind: str
    record: dict[str, Any]
    evidence: tuple[Span, ...]


class Maker:
    """Makes the records of one report that people changed or added."""

    def __init__(self, people: People, ontology: Ontology) -> None:
        self._people = people
        self._ontology = ontology

    def value(self, name: str, value: Any, near: Span) -> Any:
        """A judgement's value as a record holds it, parties as ids of entities.

        Raises:
            JudgementError: If a party is none.
        """
        if name in MANY:
            return [self._people.ref(one, near) for one in value or ()]
        if name in ONE:
            return self._people.ref(value, near) if value else None
        return value

    def changed(self, record: AnyRecord, changes: Mapping[str, Any]) -> AnyRecord:
        """A record with other values, and with what follows from them.

        Raises:
            JudgementError: If a value breaks the contract, or the vocabulary doesn't know it.
        """
        if not changes:
            return record
        found = _made({**msgspec.to_builtins(record), **changes}, type(record))
        if isinstance(found, Event) and {"type", "mode"} & changes.keys():
            return scaled(found, self._ontology)
        return found

    def added(self, one: Judgement) -> tuple[str, AnyRecord]:
        """The kind and the record that a judgement adds.

        Raises:
            JudgementError: If it holds none, or rests on words that the report doesn't have.
        """
        try:
            added = msgspec.convert(one.value, type=Added)
        except msgspec.ValidationError as error:
            raise JudgementError(f"judgement {one.number} adds no record: {error}") from error
        text, spans = self._people.doc.text, added.evidence
        if not spans or any(text[span.start : span.end] != span.quote for span in spans):
            raise JudgementError(f"judgement {one.number}: its words are not in the report")
        if added.kind not in KINDS:
            raise JudgementError(f"judgement {one.number}: there is no kind {added.kind!r}")
        values = {
            name: self.value(name, value, spans[0]) for name, value in added.record.items()
        } | {
            "id": f"j{one.number}",
            "confidence": 1.0,
            "rule": RULE,
            "evidence": msgspec.to_builtins(spans),
        }
        record = _made(values, KINDS[added.kind][1])
        if isinstance(record, Event):
            return added.kind, scaled(record, self._ontology)
        return added.kind, record


def scaled(event: Event, ontology: Ontology) -> Event:
    """An event with the code and the scales that its type and mode have by default.

    Raises:
        JudgementError: If there is no such type or mode.
    """
    kind = ontology.types.get(event.type)
    if kind is None or (event.mode and event.mode not in kind.modes):
        raise JudgementError(f"there is no {event.type} {event.mode or ''}".rstrip())
    code = ontology.default_cameo(event.type, event.mode)
    return msgspec.structs.replace(
        event,
        cameo=code,
        score=ontology.mode_score(event.type, event.mode),
        goldstein=ontology.cameo(code).goldstein,
        quad=kind.quad,
    )


def _made(values: Mapping[str, Any], type: type[AnyRecord]) -> AnyRecord:
    try:
        return msgspec.convert(values, type=type)
    except (msgspec.ValidationError, DateError) as error:
        raise JudgementError(f"that is no {type.__name__.lower()}: {error}") from error
