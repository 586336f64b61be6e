"""A thing's fields, each with what every report says of it and on which words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from communique.account import Entry
from communique.dates import When
from communique.query import Quotation, Shown, Teller, Telling, say_when
from communique.records import Magnitude
from communique.render.wording import name_of, say_magnitude
from communique.web.templating import say_party


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A reading of a field: the reports that give it (number, key, record), and one's words."""

    value: str
    told: tuple[tuple[int, str, str], ...]
    quotes: tuple[Quotation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of an entry: its value in the account, and what each report says."""

    name: str
    value: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class _Source:
    """Where a field of an entry comes from: the field of a record, the roles of its words."""

    name: str
    fields: tuple[str, ...]
    roles: tuple[str, ...]
    sides: tuple[str, ...] = ()


_FIELDS: Mapping[str, tuple[_Source, ...]] = {
    "happening": (
        _Source("what", ("type", "mode"), ("trigger",)),
        _Source("date", ("date",), ("date",)),
        _Source("who", ("actors",), ("actor",), ("actor",)),
        _Source("to whom", ("recipients",), ("recipient",), ("recipient",)),
        _Source("place", ("place",), ("place",)),
        _Source("figures", ("magnitude",), ("magnitude",)),
        _Source("status", ("status",), ()),
        _Source("context", ("contexts",), ("topic",)),
    ),
    "contact": (
        _Source("channel", ("channel",), ("trigger",)),
        _Source("date", ("date",), ("date",)),
        _Source(
            "taking part", ("participants",), ("actor", "recipient"), ("participant", "initiator")
        ),
        _Source("begun by", ("initiator",), (), ("initiator",)),
        _Source("place", ("place",), ("place",)),
        _Source("topics", ("topics",), ("topic",)),
        _Source("status", ("status",), ()),
    ),
    "agreement": (
        _Source("name", ("name",), ("name",)),
        _Source("kind", ("kind",), ()),
        _Source("parties", ("parties",), (), ("party",)),
        _Source("step", ("status",), ("step",)),
        _Source("date", ("date",), ("date",)),
    ),
    "designation": (
        _Source("title", ("title",), ("title",)),
        _Source("action", ("action",), ("trigger",)),
        _Source("given by", ("by",), (), ("by",)),
        _Source("given to", ("to",), (), ("to",)),
        _Source("date", ("date",), ("date",)),
    ),
}


def fields_of(entry: Entry, tellers: Sequence[Teller]) -> tuple[Field, ...]:
    """The fields of an entry that it or one of its reports has a value for."""
    fields = (
        Field(
            name=source.name,
            value=_in_account(entry, source),
            said=tuple(_said(source, tellers)),
        )
        for source in _FIELDS[entry.kind]
    )
    return tuple(field for field in fields if field.value or field.said)


def _said(source: _Source, tellers: Sequence[Teller]) -> Iterator[Said]:
    """Yield what each report says; those that quote no words for it together, by what they say."""
    bare: dict[str, list[tuple[int, str, str]]] = {}
    for teller in tellers:
        for telling in teller.tellings:
            quotes = tuple(q for q in telling.evidence if q.role in source.roles)
            value = " ".join(filter(None, (_value(telling, name) for name in source.fields)))
            where = (teller.number, teller.report.key, telling.key.id)
            if quotes:
                yield Said(value=value, told=(where,), quotes=quotes)
            elif value:
                bare.setdefault(value, []).append(where)
    for value, places in bare.items():
        yield Said(value=value, told=tuple(places))


def _value(telling: Telling, name: str) -> str:
    """A field of a record in words, with names in place of the ids of entities."""
    value: Any = telling.body.get(name)
    if name == "date" and value:
        return say_when(msgspec.convert(value, type=When))
    if name == "magnitude" and value:
        return say_magnitude(msgspec.convert(value, type=Magnitude)) or ""
    if isinstance(value, list):
        return ", ".join(_name(telling, str(one)) for one in value)
    return _name(telling, str(value)) if value else ""


def _name(telling: Telling, ref: str) -> str:
    entity = telling.names.get(ref)
    return name_of(entity) if entity else ref.replace("_", " ")


def _in_account(entry: Entry, source: _Source) -> str:
    """The value that the account has for a field."""
    if source.sides:
        parties = [party for party in entry.parties if party.side in source.sides]
        return "; ".join(dict.fromkeys(say_party(party) for party in parties))
    match source.name:
        case "what":
            return " ".join(filter(None, (entry.type, entry.mode)))
        case "date":
            return say_when(entry.when)
        case "figures":
            return say_magnitude(entry.magnitude) or ""
        case "context":
            return ", ".join(context.replace("_", " ") for context in entry.contexts)
        case "topics":
            return ", ".join(entry.topics)
        case "name" | "title":
            return entry.name or ""
        case "place":
            return entry.place or ""
        case "status" | "step":
            return (entry.status or "").replace("_", " ")
        case _:
            return entry.type


def provisions_of(tellers: Iterable[Teller]) -> list[tuple[str, list[tuple[int, str, str]]]]:
    """What an agreement lays down, in the words of the reports: number, key and record of each."""
    found: dict[str, list[tuple[int, str, str]]] = {}
    for teller in tellers:
        for telling in teller.tellings:
            for span in telling.body.get("provisions") or ():
                where = (teller.number, teller.report.key, telling.key.id)
                found.setdefault(span["quote"], []).append(where)
    return list(found.items())


def why_by_pair(shown: Shown) -> list[dict[str, Any]]:
    """The links among an entry's records, the surest first, reasons by weight."""
    pairs = [
        {
            "a": _key(link["a"]),
            "b": _key(link["b"]),
            "score": link["score"],
            "reasons": sorted(link["reasons"], key=lambda one: -one["weight"]),
        }
        for link in shown.fields["why"]
    ]
    return sorted(pairs, key=lambda pair: (-pair["score"], pair["a"], pair["b"]))


def _key(name: str) -> tuple[str, str]:
    report, _, record = name.rpartition("/")
    return report, record


def mentions_by_year(tellers: Iterable[Teller]) -> list[tuple[str, int]]:
    """How many reports of each year tell of a thing, from the first year to the last."""
    counts = Counter(teller.report.day.year for teller in tellers)
    if not counts:
        return []
    return [(str(year), counts[year]) for year in range(min(counts), max(counts) + 1)]
