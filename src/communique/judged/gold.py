"""Judged reports as gold, in the contract's form: what people checked becomes tests and training.

A report is gold in full once every record of the kinds that are scored was judged right, wrong or
edited, and somebody said that nothing is missing. Of any other report only the events that people
found right, edited or added are gold: such a document is marked `"reviewed": "part"` and
`"scored": "one"`, by which scorers know that further events are no false alarms. Its other kinds
are left out, since no scorer could tell what is missing there from what is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from communique.judged.apply import Judged
from communique.judged.values import AnyRecord, entities_of, named_of
from communique.records import CodedReport, Entity, Span

#: The kinds that scorers compare, by the name that a document has for their list.
GOLD_KINDS: Mapping[str, str] = {
    "events": "event",
    "contacts": "contact",
    "agreements": "agreement",
    "designations": "designation",
    "tallies": "tally",
}
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "events": ("type", "mode", "contexts", "actors", "recipients", "date", "status", "background"),
    "contacts": ("channel", "participants", "date", "place", "status"),
    "agreements": ("name", "acronym", "kind", "parties", "status", "date"),
    "designations": ("by", "to", "title", "action", "date"),
    "tallies": ("kind", "number", "what", "window"),
}
_SIDES = frozenset({"actors", "recipients", "participants", "by", "to"})
_CHECKED = frozenset({"right", "wrong", "edited", "added"})


def is_whole(judged: Judged) -> bool:
    """Whether a report was reviewed to the end."""
    return bool(judged.whole) and not open_records(judged)


def open_records(judged: Judged) -> list[tuple[str, str]]:
    """Kinds and ids of the machine's records that are to be judged before a report is gold."""
    return [
        (kind, record.id)
        for name, kind in GOLD_KINDS.items()
        for record in getattr(judged.machine, name)
        if (mark := judged.marks.get((kind, record.id))) is None or mark.state not in _CHECKED
    ]


def gold_of(judged: Judged, *, key: str) -> dict[str, Any] | None:
    """The document of a report, None if nothing in it is gold.

    Args:
        judged: The report.
        key: The id of the document.
    """
    whole = is_whole(judged)
    lists = {
        name: [
            _record(name, record, judged.person)
            for record in getattr(judged.person, name)
            if whole or _stands(judged, kind, record.id)
        ]
        for name, kind in GOLD_KINDS.items()
        if whole or name == "events"
    }
    if not whole and not lists["events"]:
        return None
    marks: dict[str, Any] = {"reviewed": "whole" if whole else "part"}
    if not whole:
        marks["scored"] = "one"
    return {**_doc(judged.machine, key), **marks, "reviewers": reviewers(judged), **lists}


def reviewers(judged: Judged) -> list[str]:
    """Whose judgements a report's version rests on."""
    names = {one.by for mark in judged.marks.values() for one in mark.judgements}
    return sorted(names | {one.by for one in judged.whole})


def _stands(judged: Judged, kind: str, id: str) -> bool:
    mark = judged.marks.get((kind, id))
    return mark is not None and mark.state in ("right", "edited", "added")


def _doc(coded: CodedReport, key: str) -> dict[str, Any]:
    doc = coded.doc
    return {
        "doc": {
            "id": key,
            "date": doc.date,
            "title": doc.title,
            "publisher": doc.publisher,
            "url": doc.url,
            "language": doc.language,
            "text": doc.text,
        }
    }


def _record(name: str, record: AnyRecord, coded: CodedReport) -> dict[str, Any]:
    entities = entities_of(coded)
    found: dict[str, Any] = {}
    for field in _FIELDS[name]:
        value = getattr(record, field)
        if field in _SIDES:
            value = [_party(ref, entities) for ref in value]
        elif field == "parties":
            value = _codes(value, entities)
        found[field] = value
    found["evidence"] = [_words(span) for span in record.evidence]
    return found


def _party(ref: str, entities: Mapping[str, Entity]) -> dict[str, Any]:
    party, entity = named_of(ref, entities), entities.get(ref)
    words = entity.evidence[0].quote if entity and entity.evidence else None
    fields = {
        "text": words,
        "name": party.name,
        "country": party.country,
        "sector": party.sector,
        "office": party.office,
    }
    return {name: value for name, value in fields.items() if value is not None}


def _codes(refs: Iterable[str], entities: Mapping[str, Entity]) -> list[str]:
    codes = (named_of(ref, entities).country for ref in refs)
    return list(dict.fromkeys(code for code in codes if code))


def _words(span: Span) -> dict[str, Any]:
    return {"quote": span.quote, "start": span.start, "end": span.end, "role": span.role}
