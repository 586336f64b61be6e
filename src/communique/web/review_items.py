"""A record as a reviewer sees it: its words among their sentences, its fields, what was said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from starlette.requests import Request

from communique.account import Entry, report_key
from communique.anchors import Anchor, closest
from communique.judged import (
    FIELDS,
    AnyRecord,
    Edit,
    FieldReader,
    Judged,
    Mark,
    Parties,
    anchor_of,
    entities_of,
    fingerprint,
    records_of,
    values_of,
)
from communique.records import CodedReport, Span
from communique.render.segments import Mark as Marked
from communique.render.segments import Segment, cut
from communique.render.wording import heading_of
from communique.textprep import lay_out
from communique.web.desk import desk_of, record_of

_MOST = 7  # sentences shown of one record
_LONG = 700  # characters of a neighbouring sentence that are shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A sentence with its marks; grey if it holds no words of the record, `gap` if some are left
    out before it."""

    segments: Sequence[Segment]
    grey: bool
    gap: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A field as text: the machine's, and the person's if it was edited."""

    name: str
    machine: str
    person: str | None = None
    by: str | None = None

    @property
    def text(self) -> str:
        """What stands."""
        return self.machine if self.person is None else self.person


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One record, ready to be judged.

    Attributes:
        anchor: What judgements call it.
        seen: The fingerprint of what it says.
        heard: The number of the last judgement of it that this page knows of.
        entry: The entry of the account that it belongs to.
    """

    anchor: str
    seen: str
    heard: int
    kind: str
    record: AnyRecord
    judged: Judged
    mark: Mark | None
    key: str
    heading: str
    fields: Sequence[Shown]
    pieces: Sequence[Piece] = ()
    entry: str | None = None
    added: bool = False

    @property
    def coded(self) -> CodedReport:
        """The report that it is of."""
        return self.judged.machine


def find_item(request: Request, target: str) -> Item | None:
    """The record that an anchor means now, None if it is no more."""
    place = Anchor.read(target)
    review = record_of(request).review
    judged = review.judged(place.report) if place else None
    if place is None or judged is None:
        return None
    found = _records(judged)
    name = target if target in found else closest(target, found)
    return make_item(request, judged, name) if name else None


def make_item(request: Request, judged: Judged, name: str) -> Item:
    """A record of a judged report, by its anchor."""
    kind, record, is_added = _records(judged)[name]
    coded = judged.person if is_added else judged.machine
    item = _item(reader_of(request, judged), judged, name, (kind, record, is_added))
    entry = record_of(request).overview().entries_of(item.key).get((kind, record.id))
    return replace(item, pieces=list(_pieces(coded, record)), entry=entry)


def cards_of(request: Request, judged: Judged) -> dict[tuple[str, str], Item]:
    """By kind and id, the machine's records of a report, without their sentences."""
    reader = reader_of(request, judged)
    return {
        (kind, record.id): _item(reader, judged, name, (kind, record, False))
        for name, (kind, record, is_added) in _records(judged).items()
        if not is_added
    }


def added_of(request: Request, judged: Judged) -> list[Item]:
    """The records that people added to a report."""
    names = [name for name, found in _records(judged).items() if found[2]]
    return [make_item(request, judged, name) for name in names]


def _item(
    reader: FieldReader, judged: Judged, name: str, found: tuple[str, AnyRecord, bool]
) -> Item:
    kind, record, is_added = found
    # An added record is told with what people changed in it; its fields show what was added first.
    coded = judged.person if is_added else judged.machine
    mark = judged.marks.get((kind, record.id))
    heard = [one.number for one in (*mark.judgements, *mark.outdated)] if mark else []
    return Item(
        anchor=name,
        seen=fingerprint(kind, record, entities_of(coded)),
        heard=max(heard, default=0),
        kind=kind,
        record=record,
        judged=judged,
        mark=mark,
        key=report_key(judged.machine.doc),
        heading=heading_of(judged.machine.doc),
        fields=list(_fields(reader, kind, record, coded, mark)),
        added=is_added,
    )


def reader_of(request: Request, judged: Judged) -> FieldReader:
    """What reads and writes the fields of a report's records."""
    record = record_of(request)
    people = Parties(record.gazetteer, record.ontology, judged.machine.entities)
    return FieldReader(record.ontology, people)


def _records(judged: Judged) -> dict[str, tuple[str, AnyRecord, bool]]:
    """By anchor, the records of a report: the machine's, then those that people added."""
    machine = judged.machine
    entities, key = entities_of(machine), report_key(machine.doc)
    found: dict[str, tuple[str, AnyRecord, bool]] = {}
    for kind, record in records_of(machine):
        found.setdefault(anchor_of(key, kind, record, entities), (kind, record, False))
    added = {(mark.kind, mark.id): mark.anchor for mark in judged.added}
    for kind, record in records_of(judged.person):
        if name := added.get((kind, record.id)):
            found.setdefault(name, (kind, record, True))
    return found


def _fields(
    reader: FieldReader, kind: str, record: AnyRecord, coded: CodedReport, mark: Mark | None
) -> Iterator[Shown]:
    values = values_of(kind, record, entities_of(coded))
    edits = {edit.field: edit for edit in mark.edits} if mark else {}
    for name in FIELDS[kind]:
        edit = edits.get(name)
        yield (
            _shown(reader, kind, edit)
            if edit
            else Shown(name=name, machine=reader.say(kind, name, values[name]))
        )


def spans_of(record: AnyRecord) -> list[Span]:
    """All words that a record rests on, what was said and provisions among them."""
    more: list[Span] = list(getattr(record, "provisions", ()))
    if (content := getattr(record, "content", None)) is not None:
        more.append(content)
    return [*record.evidence, *more]


def _pieces(coded: CodedReport, record: AnyRecord) -> Iterator[Piece]:
    """Yield the sentences of a record and their neighbours, each with its marks."""
    doc = coded.doc
    spans = spans_of(record)
    main = next((span for span in spans if span.role == "trigger"), spans[0])
    bounds = _sentences(doc.text, doc.title, spans)
    own = {n for n, bound in enumerate(bounds) if any(_meet(bound, span) for span in spans)}
    center = next(n for n, bound in enumerate(bounds) if _meet(bound, main))
    wanted = {n for n in (center - 1, center, center + 1) if 0 <= n < len(bounds)}
    near = sorted(own, key=lambda n: (abs(n - center), n))
    shown = sorted(wanted | set(near[:_MOST]))
    for place, n in enumerate(shown):
        start, end = bounds[n]
        if n not in own and end - start > _LONG:
            start, end = (end - _LONG, end) if n < center else (start, start + _LONG)
        marks = [
            Marked(
                start=max(span.start, start) - start,
                end=min(span.end, end) - start,
                record=span.role or "words",
                kind=span.role or "words",
                label=span.role or "words",
            )
            for span in spans
            if _meet((start, end), span)
        ]
        yield Piece(
            segments=cut(doc.text[start:end], marks),
            grey=n not in own,
            gap=bool(place and shown[place - 1] != n - 1),
        )


def _sentences(text: str, title: str | None, spans: Sequence[Span]) -> list[tuple[int, int]]:
    """The sentences of a text; words that stand in none are one by themselves."""
    bounds = [(s.start, s.end) for s in lay_out(text, title).sentences]
    alone = [
        (span.start, span.end)
        for span in spans
        if not any(start < span.end and span.start < end for start, end in bounds)
    ]
    return sorted({*bounds, *alone})


def _meet(bound: tuple[int, int], span: Span) -> bool:
    return bound[0] < span.end and span.start < bound[1]


def modes_of(request: Request) -> Mapping[str, Sequence[str]]:
    """The modes of each event type."""
    types = desk_of(request).records.ontology.types
    return {name: tuple(kind.modes) for name, kind in types.items()}


def plain_values(item: Item) -> dict[str, Any]:
    """The fields of a record as they stand: the machine's, with what people changed."""
    values = values_of(item.kind, item.record, entities_of(item.coded))
    if item.added:
        values = values_of(item.kind, item.record, entities_of(item.judged.person))
    if item.mark:
        values |= {edit.field: edit.person for edit in item.mark.edits}
    return values


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What people said of one record of an entry."""

    report: str
    id: str
    mark: Mark
    fields: Sequence[Shown]


def said_of(request: Request, entry: Entry) -> list[Said]:
    """What people said of the records that make an entry, report by report."""
    review = record_of(request).review
    judged_reports = review.standing.reports()
    found: list[Said] = []
    for key in sorted({member.report for member in entry.members} & judged_reports):
        judged = review.judged(key)
        if judged is None:
            continue
        reader = reader_of(request, judged)
        for member in entry.members:
            mark = judged.marks.get((member.kind, member.id)) if member.report == key else None
            if mark:
                edits = [_shown(reader, member.kind, edit) for edit in mark.edits]
                found.append(Said(report=key, id=member.id, mark=mark, fields=edits))
    return found


def _shown(reader: FieldReader, kind: str, edit: Edit) -> Shown:
    return Shown(
        name=edit.field,
        machine=reader.say(kind, edit.field, edit.machine),
        person=reader.say(kind, edit.field, edit.person),
        by=edit.judgement.by,
    )
