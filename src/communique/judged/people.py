"""From parties by value to entities of a report: known ones by their ids, others made anew."""

from __future__ import annotations

from typing import Any

from communique.judged.values import Named, as_named, named_of
from communique.records import CodedReport, Entity, Report, Span


class People:
    """The entities of one report, and those that people name beside them."""

    def __init__(self, coded: CodedReport) -> None:
        self.doc: Report = coded.doc
        self.new: list[Entity] = []
        self._ids: dict[Named, str] = {}
        for entity in coded.entities:
            party = named_of(entity.id, {entity.id: entity})
            self._ids.setdefault(party, entity.id)
            if entity.kind in ("state", "igo") and entity.country:
                self._ids.setdefault(Named(kind=entity.kind, country=entity.country), entity.id)

    def ref(self, value: Any, near: Span) -> str:
        """The id of the entity that a party by value is; a new one rests on its name in the text,
        else on the words `near`.

        Raises:
            JudgementError: If the value is no party.
        """
        party = as_named(value)
        if (known := self._ids.get(party)) is not None:
            return known
        id = f"p{len(self.new) + 1}"
        self._ids[party] = id
        self.new.append(
            Entity(
                id=id,
                kind=party.kind,
                name=party.name,
                country=party.country,
                sector=party.sector,
                office=party.office,
                evidence=(self._named(party, near),),
            )
        )
        return id

    def _named(self, party: Named, near: Span) -> Span:
        """The place nearest to some words where the text names a party."""
        text, name = self.doc.text, party.name
        if not name:
            return near
        before, behind = text.rfind(name, 0, near.end), text.find(name, near.start)
        spots = [at for at in (before, behind) if at >= 0]
        if not spots:
            return near
        at = min(spots, key=lambda spot: abs(spot - near.start))
        return Span.cut(self.doc, at, at + len(name))
