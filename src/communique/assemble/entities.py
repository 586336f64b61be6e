"""The entities of one report: each kept once, with the words that name it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from communique.drafts import EntityRef, Mention
from communique.records import Entity, Report, Span

SPANS = 4  # words kept as evidence of one entity; the first ones say most


class EntityTable:
    """Collects who the records speak of; gives ids in the order of the text at the end."""

    def __init__(self, report: Report, named: Iterable[str] = ()) -> None:
        self.report = report
        self._named = frozenset(named)
        self._refs: dict[str, EntityRef] = {}
        self._spans: dict[str, dict[tuple[int, int], None]] = {}
        self._called: dict[str, tuple[int, str]] = {}

    def add(self, refs: Iterable[EntityRef], mention: Mention) -> tuple[str, ...]:
        """Note that `mention` stands for `refs`; returns their keys."""
        keys = []
        for ref in refs:
            known = self._refs.get(ref.key)
            self._refs[ref.key] = ref if known is None else _fuller(known, ref)
            self._spans.setdefault(ref.key, {})[mention.start, mention.end] = None
            if ref.description:  # as the first mention has it
                called = (mention.start, ref.description)
                self._called[ref.key] = min(called, self._called.get(ref.key, called))
            keys.append(ref.key)
        return tuple(dict.fromkeys(keys))

    def add_like(self, ref: EntityRef, key: str) -> str:
        """Add an entity that is named where the one of `key` is; returns its own key."""
        self._refs[ref.key] = ref
        self._spans[ref.key] = dict(self._spans[key])
        if key in self._called:
            self._called[ref.key] = self._called[key]
        return ref.key

    def ref(self, key: str) -> EntityRef:
        """What is known of the entity of this key."""
        return self._refs[key]

    def countries(self) -> frozenset[str]:
        """The countries and bodies that the report names, and those of all who act in it."""
        return self._named | {ref.country for ref in self._refs.values() if ref.country}

    def spans(self, key: str) -> list[tuple[int, int]]:
        """Where the entity is named, in the order of the text."""
        return sorted(self._spans[key])

    def records(self, used: Iterable[str]) -> tuple[dict[str, str], tuple[Entity, ...]]:
        """Ids by key of the entities in use, and their records, in the order of the text."""
        keys = sorted(set(used), key=lambda key: (self.spans(key)[0], key))
        ids = {key: f"n{number}" for number, key in enumerate(keys, 1)}
        return ids, tuple(self._record(ids[key], key) for key in keys)

    def _record(self, ident: str, key: str) -> Entity:
        ref = self._refs[key]
        return Entity(
            id=ident,
            kind=ref.kind,
            name=ref.name,
            description=None if ref.name else self._called.get(key, (0, None))[1],
            country=ref.country,
            sector=ref.sector,
            office=ref.office and ref.office.replace("_", " "),
            link=ref.link,
            score=round(ref.score, 3),
            reasons=ref.reasons,
            evidence=tuple(
                Span.cut(self.report, start, end) for start, end in self.spans(key)[:SPANS]
            ),
        )


def _fuller(one: EntityRef, two: EntityRef) -> EntityRef:
    """The better founded of two references to one entity, filled from the other."""
    best, other = (two, one) if two.score > one.score else (one, two)
    return replace(
        best,
        name=best.name or other.name,
        office=best.office or other.office,
        sector=best.sector or other.sector,
        link=best.link or other.link,
    )


def same_party(one: EntityRef, two: EntityRef) -> bool:
    """Whether two references may mean one party.

    A state and anybody of its government, an office and whoever holds it, an unnamed group and
    another of the same country and sector may; two persons of different names may not.
    """
    if one.key == two.key:
        return True
    if one.country != two.country or (one.country is None and one.sector != two.sector):
        return False
    named = one.kind == "person" and two.kind == "person" and one.name and two.name
    if named:
        return _same_name(one.name or "", two.name or "")
    if one.name and two.name and "state" not in (one.kind, two.kind):
        return False
    general = "state" in (one.kind, two.kind) or "igo" in (one.kind, two.kind)
    return one.sector == two.sector or (general and _official(one) and _official(two))


def _official(ref: EntityRef) -> bool:
    return ref.sector in ("GOV", "MIL", None)


def _same_name(one: str, two: str) -> bool:
    short, long = sorted((one.lower().split(), two.lower().split()), key=len)
    return short[-1] == long[-1] and (len(short) == 1 or short[0] == long[0])


def same_parties(one: Sequence[EntityRef], two: Sequence[EntityRef]) -> bool:
    """Whether each party of either side has its like on the other."""
    return all(any(same_party(a, b) for b in two) for a in one) and all(
        any(same_party(a, b) for a in one) for b in two
    )
