"""The entry that a group of items makes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from communique.account import (
    ENTRY_KINDS,
    Conflict,
    Entry,
    Item,
    Key,
    Party,
    Step,
    entry_id,
)
from communique.dates import When
from communique.link.conflicts import conflicts_of, figures_of, readings_of
from communique.link.entry_dates import best_date, date_conflict
from communique.link.wording import fold
from communique.vocab.instruments import LADDER
from communique.vocab.linking import Limits

Copies = Mapping[tuple[str, str], float]
#: What a second origin adds counts half: reports of one thing are seldom quite independent.
FURTHER = 0.5
SURE = 0.99


class EntryMaker:
    """Makes one entry; its items are put in order first, so that theirs makes no difference."""

    def __init__(self, members: Sequence[Item], copies: Copies, limits: Limits) -> None:
        self.items = sorted(members, key=lambda i: (i.known, i.key.report, i.key.id))
        self.first = self.items[0]
        self.limits = limits
        self.origin = origins(self.items, copies, limits)

    def entry(self) -> Entry:
        """The entry."""
        kind = self.first.key.kind
        when = best_date(self.items, self.origin, self.limits.slack)
        steps = tuple(self.steps()) if kind in ("agreement", "designation") else ()
        figures = figures_of(self.items)
        names = self.names()
        return Entry(
            id=entry_id(self.first.key),
            kind=ENTRY_KINDS[kind],
            type=steps[-1].status if kind == "designation" else self.most("type") or "",
            mode=self.most("mode"),
            cameo=self.most("cameo"),
            status=self.status(),
            contexts=_once(context for item in self.items for context in item.contexts),
            known=self.first.known,
            when=steps_date(steps, when) if kind == "agreement" else when,
            refers_to=self.refers_to(),
            place=self.most("place"),
            magnitude=figures,
            name=names[0] if names else None,
            acronym=self.most("acronym"),
            names=tuple(names[1:]),
            background=all(item.background for item in self.items),
            confidence=self.confidence(),
            parties=tuple(unite(item.parties for item in self.items)),
            members=tuple(sorted(item.key for item in self.items)),
            reports=len({item.key.report for item in self.items}),
            origins=len(set(self.origin.values())),
            steps=steps,
            provisions=_once(q for item in self.items for q in item.provisions),
            predecessors=self.related("replaces"),
            successors=self.related("replaced_by"),
            topics=_once(topic for item in self.items for topic in item.topics),
            conflicts=tuple(self.conflicts(steps)),
            readings=tuple(readings_of(self.items)),
        )

    def conflicts(self, steps: Sequence[Step]) -> Iterator[Conflict]:
        """Yield what can't all be right."""
        if self.first.key.kind in ("event", "contact"):
            yield from date_conflict("date", self.items, self.origin)
        for step in steps:
            keys = set(step.members)
            told = [item for item in self.items if item.key in keys]
            yield from date_conflict(f"date {step.status}", told, self.origin)
        yield from conflicts_of(self.items)

    def steps(self) -> Iterator[Step]:
        """Yield the steps that items tell of, in their order in time; a mention is none."""
        by_step: dict[str, list[Item]] = defaultdict(list)
        for item in self.items:
            if self._step(item) != "mentioned":
                by_step[self._step(item)].append(item)
        found = [
            Step(
                status=status,
                when=best_date(told, self.origin, self.limits.slack),
                members=tuple(sorted(item.key for item in told)),
            )
            for status, told in by_step.items()
        ]
        yield from sorted(found, key=_step_order)

    @staticmethod
    def _step(item: Item) -> str:
        return item.type if item.key.kind == "designation" else item.status or "mentioned"

    def status(self) -> str | None:
        """The furthest step of an agreement; otherwise the status told most, the surer first."""
        if self.first.key.kind == "agreement":
            return max((self._step(item) for item in self.items), key=LADDER.index)
        return self.most("status")

    def most(self, field: str) -> str | None:
        """The value that most origins give; of two with as many that told first."""
        seen = {
            (getattr(item, field), self.origin[item.key.report])
            for item in self.items
            if getattr(item, field)
        }
        counts = Counter(value for value, _ in seen)
        told = [getattr(item, field) for item in self.items if getattr(item, field)]
        return max(told, key=lambda value: counts[value], default=None)

    def names(self) -> list[str]:
        """Names, the fullest first: proper ones before descriptions, longer before shorter."""
        told = _once(item.name for item in self.items if item.name)
        distinct = {fold(name): name for name in reversed(told)}
        return sorted(distinct.values(), key=lambda n: (-_proper(n), -len(n), n))

    def refers_to(self) -> When | None:
        """The narrowest of the days that it speaks of."""
        told = [item.refers_to for item in self.items if item.refers_to]
        return min(told, key=_width, default=None)

    def related(self, field: str) -> tuple[Key, ...]:
        """The records of its reports that its items say come before or after it."""
        told = {
            Key(report=item.key.report, kind=item.key.kind, id=id)
            for item in self.items
            for id in getattr(item, field)
        }
        return tuple(sorted(told - {item.key for item in self.items}))

    def confidence(self) -> float:
        """Grows with independent origins; of copies only the surest counts."""
        best: dict[str, float] = {}
        for item in self.items:
            origin = self.origin[item.key.report]
            best[origin] = max(best.get(origin, 0.0), item.confidence)
        ordered = sorted(best.values(), reverse=True)
        doubt = 1 - ordered[0]
        for further in ordered[1:]:
            doubt *= 1 - FURTHER * further
        return round(max(ordered[0], min(SURE, 1 - doubt)), 4)


def origins(items: Sequence[Item], copies: Copies, limits: Limits) -> dict[str, str]:
    """By report, the report that stands for its origin: the first in the order of items."""
    reports = list(dict.fromkeys(item.key.report for item in items))
    days = {item.key.report: item.reported for item in items}
    leader = {report: report for report in reports}

    def lead(report: str) -> str:
        while leader[report] != report:
            leader[report] = report = leader[leader[report]]
        return report

    rank = {report: n for n, report in enumerate(reports)}
    for a, b in _pairs_among(reports, copies):
        if copies[a, b] >= limits.copy and _near(days[a], days[b], limits.copy_days):
            one, two = sorted((lead(a), lead(b)), key=rank.__getitem__)
            leader[two] = one
    return {report: lead(report) for report in reports}


def _pairs_among(reports: Sequence[str], copies: Copies) -> Iterator[tuple[str, str]]:
    """Yield the pairs of these reports that have a likeness."""
    wanted = set(reports)
    if len(reports) ** 2 < len(copies):
        yield from (pair for pair in combinations(sorted(reports), 2) if pair in copies)
    else:
        yield from (pair for pair in copies if wanted.issuperset(pair))


def _near(a: date | None, b: date | None, days: int) -> bool:
    return a is None or b is None or abs((a - b).days) <= days


def unite(sides: Iterable[Sequence[Party]]) -> list[Party]:
    """All parties, each once; a nameless one goes where a named one has its code and side."""
    found: dict[tuple[str, str, str], Party] = {}
    for parties in sides:
        for party in parties:
            found.setdefault((party.side, party.code or "", party.who or ""), party)
    named = {(side, code) for side, code, who in found if who}
    kept = [
        party
        for (side, code, who), party in found.items()
        if who or not code or (side, code) not in named
    ]
    return sorted(kept, key=lambda p: (p.side, p.code or "", p.who or "", p.name or ""))


def steps_date(steps: Sequence[Step], otherwise: When) -> When:
    """The date by which an agreement is listed: its signing, else its first dated step."""
    for status in ("signed", "agreed", "ratified", "in_force"):
        for step in steps:
            if step.status == status and (step.when.start or step.when.end):
                return step.when
    return next((step.when for step in steps if step.when.start), otherwise)


def _step_order(step: Step) -> tuple[str, str, int]:
    day = step.when.start or step.when.end
    return (day.isoformat() if day else "9999", step.status, 0)


def _width(when: When) -> tuple[int, str]:
    if when.start and when.end:
        return (when.end - when.start).days, when.start.isoformat()
    return 10**6, (when.start or when.end or "").__str__()


def _proper(name: str) -> int:
    return sum(word[:1].isupper() for word in name.split())


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
