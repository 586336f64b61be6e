"""The account as people left it: without what they judged wrong, with what they changed and added.

An entry is made anew of the members that are left, with their edited fields, and keeps its id. What
people added is an entry of its own, not joined with others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

import msgspec

from communique.account import ENTRY_KINDS, Entry, Item, Key
from communique.judged import Judged, Mark, records_of
from communique.query import Record, Wanted
from communique.records import Entity

#: Whose word an export takes: the machine's, people's, or the machine's with people's beside.
Voice = Literal["machine", "person", "both"]
_LINKED = frozenset(ENTRY_KINDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What people made of one report.

    Attributes:
        marks: By key, what they said.
        bodies: By key, the records as they left them, of those that they changed or added.
        gone: The records that they left out.
        added: The records that they added.
        items: By key, all that is left, as linking sees it.
        entities: Whom the report names now.
    """

    marks: Mapping[Key, Mark]
    bodies: Mapping[Key, Mapping[str, Any]]
    gone: frozenset[Key]
    added: frozenset[Key]
    items: Mapping[Key, Item]
    entities: tuple[Entity, ...]

    @property
    def touched(self) -> frozenset[Key]:
        """The machine's records that are otherwise, or no more."""
        return self.gone | (self.bodies.keys() - self.added)


@dataclass(slots=True)
class Revision:
    """What people made of all reports that they judged."""

    record: Record
    voice: Voice
    reports: dict[str, Changed] = field(default_factory=dict)

    @classmethod
    def of(cls, record: Record, voice: Voice) -> Revision:
        """Read all judgements that stand; none for the machine's voice."""
        found = cls(record, voice)
        if voice != "machine":
            judged = dict(record.review.judged_reports())
            known = {key: one.known for key, one in record.sources.reports_of(judged).items()}
            found.reports = {
                key: _changed(record, key, one, known[key]) for key, one in judged.items()
            }
        return found

    def marks(self, entry: Entry) -> Iterator[tuple[Key, Mark]]:
        """Yield what people said of the records of an entry."""
        for key in entry.members:
            changed = self.reports.get(key.report)
            if changed and (mark := changed.marks.get(key)):
                yield key, mark

    def bodies(self, keys: Iterable[Key]) -> dict[Key, Mapping[str, Any]]:
        """Those of the records that are not as the machine made them."""
        found: dict[Key, Mapping[str, Any]] = {}
        for key in keys:
            changed = self.reports.get(key.report)
            if changed and key in changed.bodies and (self._takes or key in changed.added):
                found[key] = changed.bodies[key]
        return found

    def entities(self, keys: Iterable[str]) -> dict[str, tuple[Entity, ...]]:
        """By report, whom those that were judged name."""
        return {key: self.reports[key].entities for key in keys if key in self.reports}

    def entries(
        self, wanted: Wanted, found: list[Entry], *, known: date | None = None
    ) -> list[Entry]:
        """Entries that were asked for, as the voice has them.

        Args:
            wanted: What was asked for.
            found: The machine's entries of it.
            known: The day as of which it was asked.
        """
        if not self.reports:
            return found
        overview = self.record.overview(as_known_on=known)
        revised: list[Entry] = []
        touched: dict[str, Entry] = {}
        if self._takes:
            for entry in found:
                if any(self._is_touched(key) for key in entry.members):
                    touched[entry.id] = entry
                else:
                    revised.append(entry)
            for report, changed in self.reports.items():
                ids = overview.entries_of(report)
                for key in changed.touched:
                    id = ids.get((key.kind, key.id))
                    if id and id not in touched and (other := overview.entry(id)):
                        touched[other.id] = other
            remade = (self._remade(entry) for entry in touched.values())
            revised += [entry for entry in remade if entry]
        else:
            revised += found
        revised += self._added(known)
        kept = (entry for entry in revised if wanted.fits(entry))
        return sorted(kept, key=lambda e: (e.when.start or e.when.end or e.known, e.id))

    @property
    def _takes(self) -> bool:
        """Whether people's word stands in the place of the machine's."""
        return self.voice == "person"

    def _is_touched(self, key: Key) -> bool:
        changed = self.reports.get(key.report)
        return changed is not None and key in changed.touched

    def _remade(self, entry: Entry) -> Entry | None:
        """An entry of the members that are left; None if none is."""
        left = [
            key
            for key in entry.members
            if key.report not in self.reports or key not in self.reports[key.report].gone
        ]
        if not left:
            return None
        items = [item for key in left if (item := self._item(key))]
        copies = self.record.sources.copies({key.report for key in left})
        made = self.record.linker.entry(items, copies)
        return msgspec.structs.replace(made, id=entry.id)

    def _item(self, key: Key) -> Item | None:
        if key.report not in self.reports:
            coded = self.record.overview().coded(key.report)
            report = self.record.sources.reports_of([key.report])[key.report]
            if coded is None:
                return None
            found = self.record.linker.items(coded, report.known)
            return next((item for item in found if item.key == key), None)
        return self.reports[key.report].items.get(key)

    def _added(self, known: date | None) -> Iterator[Entry]:
        for changed in self.reports.values():
            for key in sorted(changed.added):
                item = changed.items.get(key)
                if item and (known is None or item.known <= known):
                    yield self.record.linker.entry([item], {})


def _changed(record: Record, key: str, judged: Judged, known: date) -> Changed:
    machine = {(kind, one.id): one for kind, one in records_of(judged.machine)}
    person = {(kind, one.id): one for kind, one in records_of(judged.person)}
    bodies = {
        _key(key, kind, id): msgspec.json.decode(msgspec.json.encode(one))
        for (kind, id), one in person.items()
        if kind in _LINKED and machine.get((kind, id)) != one
    }
    return Changed(
        marks={
            _key(key, kind, id): mark
            for (kind, id), mark in judged.marks.items()
            if kind in _LINKED
        },
        bodies=bodies,
        gone=frozenset(
            _key(key, kind, id) for kind, id in machine.keys() - person.keys() if kind in _LINKED
        ),
        added=frozenset(
            _key(key, kind, id) for kind, id in person.keys() - machine.keys() if kind in _LINKED
        ),
        items={item.key: item for item in record.linker.items(judged.person, known)},
        entities=judged.person.entities,
    )


def _key(report: str, kind: Any, id: str) -> Key:
    return Key(report=report, kind=kind, id=id)


def said_of(revision: Revision, entry: Entry) -> list[dict[str, Any]]:
    """What people said of an entry's records, as JSON holds it."""
    return [
        {
            "report": key.report,
            "record": key.id,
            "said": mark.state,
            "by": mark.by,
            "at": mark.judgements[-1].at if mark.judgements else None,
            "disputed": mark.disputed,
            "fields": {
                edit.field: {
                    "machine": edit.machine,
                    "person": edit.person,
                    "by": edit.judgement.by,
                }
                for edit in mark.edits
            },
        }
        for key, mark in revision.marks(entry)
        if mark.state
    ]
