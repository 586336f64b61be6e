"""Judgements applied to a coded report: what people left of it, changed in it, and added to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import msgspec

from communique.account import report_key
from communique.anchors import Anchor, closest
from communique.errors import JudgementError
from communique.judged.making import Maker
from communique.judged.people import People
from communique.judged.values import (
    FIELDS,
    KINDS,
    AnyRecord,
    anchor_of,
    entities_of,
    fingerprint,
    records_of,
    value_of,
)
from communique.records import CodedReport
from communique.store import Judgement
from communique.vocab.ontology import Ontology

State = Literal["right", "wrong", "edited", "unsure", "added"]
Key = tuple[str, str]
VERDICTS = frozenset({"right", "wrong", "unsure", "edit"})
SEEN = "seen"  # in the value of a verdict: the fingerprint of the record that was judged


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A field with the machine's value and the person's, as judgements hold them."""

    field: str
    machine: Any
    person: Any
    judgement: Judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What people said of one record.

    Attributes:
        kind: Kind of record.
        id: Its id in the person's version of the report.
        anchor: What judgements call it.
        state: What stands; None if no judgement of it holds for the record as it is now.
        by: Whose judgement that is.
        edits: The fields that people changed.
        voices: The last word of each person: right, wrong, unsure or edit.
        judgements: All that hold for the record, in order of time.
        outdated: Those of a record that said something else then: coded anew, it has other parties
            or other values.
    """

    kind: str
    id: str
    anchor: str
    state: State | None = None
    by: str | None = None
    edits: tuple[Edit, ...] = ()
    voices: Mapping[str, str] = field(default_factory=dict)
    judgements: tuple[Judgement, ...] = ()
    outdated: tuple[Judgement, ...] = ()

    @property
    def disputed(self) -> bool:
        """Whether two people's last words differ; to be unsure is no contradiction."""
        return len(set(self.voices.values()) - {"unsure"}) > 1 or self._torn

    @property
    def _torn(self) -> bool:
        """Whether two people gave one field different values."""
        last: dict[tuple[str, str], Any] = {}
        for one in self.judgements:
            if one.verdict == "edit" and one.field:
                last[one.field, one.by] = msgspec.json.encode(one.value)
        by_field: dict[str, set[Any]] = {}
        for (name, _), value in last.items():
            by_field.setdefault(name, set()).add(value)
        return any(len(values) > 1 for values in by_field.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A report as the machine coded it, and as people left it.

    Attributes:
        marks: By kind and id, what people said of each record that they judged or added.
        lost: Judgements of this report whose record is no more, or that say what can't be.
        whole: Who said that nothing is missing in it, and that stands.
    """

    machine: CodedReport
    person: CodedReport
    marks: Mapping[Key, Mark]
    lost: tuple[Judgement, ...] = ()
    whole: tuple[Judgement, ...] = ()

    @property
    def added(self) -> list[Mark]:
        """The records that people added and that stand."""
        return [mark for mark in self.marks.values() if mark.state == "added"]


def apply(coded: CodedReport, judgements: Iterable[Judgement], ontology: Ontology) -> Judged:
    """Apply to a report the judgements that stand.

    A record that was judged wrong is left out, a contact that the machine made of it too; edited
    fields are replaced, added records come behind those of the machine. Of several people the
    latest word stands: somebody's `right` after another's edit takes the edit back, an edit after
    `wrong` takes the record in again.
    """
    return _Applying(coded, ontology).run(sorted(judgements, key=lambda one: one.number))


@dataclass(slots=True)
class _Heard:
    """The judgements of one record while they are gone through."""

    judgements: list[Judgement] = field(default_factory=list)
    outdated: list[Judgement] = field(default_factory=list)
    last: Judgement | None = None
    edits: dict[str, Judgement] = field(default_factory=dict)
    voices: dict[str, str] = field(default_factory=dict)

    def hear(self, one: Judgement) -> None:
        """Take up the next judgement."""
        self.judgements.append(one)
        self.voices[one.by] = one.verdict
        if one.verdict == "unsure":
            self.last = self.last or one
            return
        if one.verdict == "edit" and one.field:
            self.edits[one.field] = one
        elif one.verdict == "right":
            mine = {name: edit for name, edit in self.edits.items() if edit.by == one.by}
            self.edits = mine  # who edited it and calls it right means it as edited
        self.last = one

    @property
    def state(self) -> State | None:
        """What stands."""
        if self.last is None:
            return None
        match self.last.verdict:
            case "wrong":
                return "wrong"
            case "unsure":
                return "unsure"
        return "edited" if self.edits else "right"


class _Applying:
    """One report on its way."""

    def __init__(self, coded: CodedReport, ontology: Ontology) -> None:
        self.coded = coded
        self.report = report_key(coded.doc)
        self.entities = entities_of(coded)
        self.people = People(coded)
        self.maker = Maker(self.people, ontology)
        self.records: dict[str, tuple[str, AnyRecord]] = {}
        for kind, record in records_of(coded):
            name = anchor_of(self.report, kind, record, self.entities)
            self.records.setdefault(name, (kind, record))
        self.lost: list[Judgement] = []

    def run(self, judgements: Sequence[Judgement]) -> Judged:
        heard: dict[str, _Heard] = {}
        added: dict[str, Judgement] = {}
        whole: dict[str, Judgement] = {}
        for one in judgements:
            if one.target == self.report:
                whole[one.by] = one
            elif one.verdict == "add":
                self._add(one, added)
            elif one.verdict in VERDICTS:
                self._sort(one, heard, added)
        marks, kept = self._machine(heard)
        marks |= self._added(heard, added, kept)
        person = msgspec.structs.replace(
            self.coded,
            entities=(*self.coded.entities, *self.people.new),
            **{name: tuple(kept[kind]) for kind, (name, _) in KINDS.items()},
        )
        return Judged(
            machine=self.coded,
            person=_without_dangling(person, marks),
            marks=marks,
            lost=tuple(self.lost),
            whole=tuple(one for one in whole.values() if one.verdict == "right"),
        )

    def _add(self, one: Judgement, added: dict[str, Judgement]) -> None:
        """Take up a record that a person added, unless the machine has found it by now."""
        found = closest(one.target, self.records)
        if found is not None and _codes(found) == _codes(one.target):
            return
        added[one.target] = one

    def _sort(
        self, one: Judgement, heard: dict[str, _Heard], added: Mapping[str, Judgement]
    ) -> None:
        """Put a judgement to the record that it is of."""
        if one.target in added:
            heard.setdefault(one.target, _Heard()).hear(one)
            return
        name = closest(one.target, self.records)
        if name is None:
            self.lost.append(one)
            return
        place = heard.setdefault(name, _Heard())
        if one.verdict != "edit" and self._is_outdated(one, name):
            place.outdated.append(one)
        else:
            place.hear(one)

    def _is_outdated(self, one: Judgement, name: str) -> bool:
        """Whether the record said something else when it was judged."""
        seen = one.value.get(SEEN) if isinstance(one.value, Mapping) else None
        if seen is not None:
            return bool(seen != fingerprint(*self.records[name], self.entities))
        return _codes(name) != _codes(one.target)

    def _machine(self, heard: Mapping[str, _Heard]) -> tuple[dict[Key, Mark], dict[str, list[Any]]]:
        """What people said of the machine's records, and those that stay."""
        marks: dict[Key, Mark] = {}
        kept: dict[str, list[Any]] = {kind: [] for kind in KINDS}
        names = {(kind, record.id): name for name, (kind, record) in self.records.items()}
        for kind, record in records_of(self.coded):
            name = names.get((kind, record.id))
            place = heard.get(name) if name else None
            if name is None or place is None:
                kept[kind].append(record)
                continue
            changed, edits = self._edited(kind, record, place)
            if place.state != "wrong":
                kept[kind].append(changed)
            marks[kind, record.id] = self._mark(kind, record.id, name, place, edits)
        return marks, kept

    def _added(
        self,
        heard: Mapping[str, _Heard],
        added: Mapping[str, Judgement],
        kept: dict[str, list[Any]],
    ) -> dict[Key, Mark]:
        marks: dict[Key, Mark] = {}
        for name, one in added.items():
            place = heard.get(name, _Heard())
            try:
                kind, record = self.maker.added(one)
            except JudgementError:
                self.lost.append(one)
                continue
            record, edits = self._edited(kind, record, place)
            if place.state != "wrong":
                kept[kind].append(record)
            mark = self._mark(kind, record.id, name, place, edits)
            marks[kind, record.id] = replace(
                mark,
                state="wrong" if place.state == "wrong" else "added",
                by=place.last.by if place.state == "wrong" and place.last else one.by,
                voices={one.by: "right", **place.voices},
                judgements=(one, *place.judgements),
            )
        return marks

    def _mark(self, kind: str, id: str, name: str, place: _Heard, edits: tuple[Edit, ...]) -> Mark:
        return Mark(
            kind=kind,
            id=id,
            anchor=name,
            state=place.state,
            by=place.last.by if place.last else None,
            edits=edits,
            voices=place.voices,
            judgements=tuple(place.judgements),
            outdated=tuple(place.outdated),
        )

    def _edited(
        self, kind: str, record: AnyRecord, place: _Heard
    ) -> tuple[AnyRecord, tuple[Edit, ...]]:
        """A record with the fields that people changed; what can't be is left as it was."""
        edits: list[Edit] = []
        changes: dict[str, Any] = {}
        known = self.entities | {entity.id: entity for entity in self.people.new}
        for name, one in place.edits.items():
            if name not in FIELDS[kind]:
                self.lost.append(one)
                continue
            try:
                changes[name] = self.maker.value(name, one.value, record.evidence[0])
            except JudgementError:
                self.lost.append(one)
                continue
            was = value_of(record, name, known)
            edits.append(Edit(field=name, machine=was, person=one.value, judgement=one))
        try:
            return self.maker.changed(record, changes), tuple(edits)
        except JudgementError:
            self.lost += [edit.judgement for edit in edits]
            return record, ()


def _codes(name: str) -> str | None:
    parts = Anchor.read(name)
    return parts.codes if parts else None


def _without_dangling(coded: CodedReport, marks: Mapping[Key, Mark]) -> CodedReport:
    """The report without the contacts that the machine made of an event that was left out.

    A contact that people judged for itself stays, and points to no event any more.
    """
    events = {event.id for event in coded.events}
    contacts = []
    for contact in coded.contacts:
        mark = marks.get(("contact", contact.id))
        if contact.event is None or contact.event in events:
            contacts.append(contact)
        elif mark and mark.state in ("right", "edited", "added"):
            contacts.append(msgspec.structs.replace(contact, event=None))
    return msgspec.structs.replace(coded, contacts=tuple(contacts))
