"""Entries made into rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from communique.account import Entry, EntryKind, Side
from communique.query.rows import (
    AgreementRow,
    ContactRow,
    DesignationRow,
    HappeningRow,
    Row,
    TimelineRow,
    Told,
    say_when,
)

_ARROWS = {"happening": " → ", "designation": " → "}
_FROM: tuple[Side, ...] = ("actor", "by", "participant", "initiator", "party")
_TO: tuple[Side, ...] = ("recipient", "to")


def told(entry: Entry, quotes: Mapping[str, str]) -> dict[str, Any]:
    """The fields that rows of all kinds share."""
    return {
        "id": entry.id,
        "start": entry.when.start,
        "end": entry.when.end,
        "precision": entry.when.precision,
        "reports": entry.reports,
        "origins": entry.origins,
        "confidence": entry.confidence,
        "known": entry.known,
        "conflicts": tuple(
            f"{c.field}: {' | '.join(value for value, _ in c.values)}" for c in entry.conflicts
        ),
        "quote": quotes.get(entry.id, ""),
    }


def codes_of(entry: Entry, *sides: Side) -> tuple[str, ...]:
    """The codes on these sides (all, if none is given), each once, in alphabetical order."""
    found = {p.code for p in entry.parties if p.code and (not sides or p.side in sides)}
    return tuple(sorted(found))


def people_of(entry: Entry) -> tuple[str, ...]:
    """The names of the persons among the parties, each once."""
    return tuple(
        sorted({p.name for p in entry.parties if p.kind == "person" and p.name is not None})
    )


def happening_row(entry: Entry, quotes: Mapping[str, str]) -> HappeningRow:
    """An entry of kind happening as a row."""
    figures = entry.magnitude
    return HappeningRow(
        **told(entry, quotes),
        type=entry.type,
        mode=entry.mode,
        cameo=entry.cameo,
        status=entry.status,
        actors=codes_of(entry, "actor"),
        recipients=codes_of(entry, "recipient"),
        people=people_of(entry),
        place=entry.place,
        dead=figures.dead if figures else None,
        injured=figures.injured if figures else None,
        size=figures.size if figures else None,
    )


def contact_row(entry: Entry, quotes: Mapping[str, str]) -> ContactRow:
    """An entry of the ledger as a row."""
    first = next((p for p in entry.parties if p.side == "initiator"), None)
    return ContactRow(
        **told(entry, quotes),
        channel=entry.type,
        status=entry.status,
        participants=codes_of(entry),
        people=people_of(entry),
        initiator=(first.name or first.code) if first else None,
        place=entry.place,
        topics=entry.topics,
    )


def agreement_row(entry: Entry, quotes: Mapping[str, str]) -> AgreementRow:
    """An entry of the register of agreements as a row."""
    return AgreementRow(
        **told(entry, quotes),
        name=entry.name or "",
        acronym=entry.acronym,
        kind=entry.type,
        status=entry.status,
        parties=codes_of(entry),
        steps=tuple(f"{step.status} {say_when(step.when)}" for step in entry.steps),
        names=entry.names,
    )


def designation_row(entry: Entry, quotes: Mapping[str, str]) -> DesignationRow:
    """A designation as a row."""
    return DesignationRow(
        **told(entry, quotes),
        title=entry.name or "",
        action=entry.type,
        by=codes_of(entry, "by"),
        to=codes_of(entry, "to"),
    )


def timeline_row(entry: Entry, quotes: Mapping[str, str]) -> TimelineRow:
    """Any entry as a line of a timeline."""
    return TimelineRow(
        **told(entry, quotes),
        kind=entry.kind,
        type=entry.type,
        what=what(entry),
        parties=codes_of(entry),
    )


def what(entry: Entry) -> str:
    """An entry in a few words: `CONSULT phone IND + USA`, `signed LEMOA IND + USA`."""
    sides = (_together(entry, _FROM), _together(entry, _TO))
    who = _ARROWS.get(entry.kind, " + ").join(side for side in sides if side)
    if entry.kind == "agreement":
        name = entry.acronym or entry.name or entry.type
        return _joined(entry.status, name, who)
    if entry.kind == "designation":
        return _joined(entry.type, entry.name, who)
    if entry.kind == "contact":
        held = entry.status if entry.status != "held" else None
        return _joined(held, entry.type, who)
    return _joined(entry.type, entry.mode, who)


def is_exactly(entry: Entry, name: str) -> bool:
    """Whether `name` is the acronym or the whole name of an agreement or title."""
    return name.casefold() in ((entry.acronym or "").casefold(), (entry.name or "").casefold())


def _together(entry: Entry, sides: Iterable[Side]) -> str:
    return " + ".join(codes_of(entry, *sides))


def _joined(*parts: str | None) -> str:
    return " ".join(part for part in parts if part)


#: What makes a row of an entry and the first words of each entry.
Builder = Callable[[Entry, Mapping[str, str]], Row]

#: By kind of entry, the rows that its lists have, and what makes them.
BUILDERS: Mapping[EntryKind, tuple[type[Told], Builder[Any]]] = {
    "happening": (HappeningRow, happening_row),
    "contact": (ContactRow, contact_row),
    "agreement": (AgreementRow, agreement_row),
    "designation": (DesignationRow, designation_row),
}
