"""Counts of what passes between two parties in a month or year, ready for country-dyad data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import permutations
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from communique.account import Entry
from communique.dates import month_end
from communique.export.material import Material
from communique.export.periods import ALLEGED
from communique.query.ties import known_day, period_of
from communique.records import Record
from communique.vocab.exchange import System

By = Literal["month", "year"]
Count = Annotated[int, Meta(description="Happenings of this type.", extra={"unit": "happenings"})]
Code = Annotated[str, Meta(description="Country (ISO 3166-1 alpha-3) or body.")]
Iso = Annotated[str | None, Meta(description="ISO 3166-1 alpha-3; empty for bodies.")]
Cow = Annotated[
    int | None, Meta(description="Correlates of War number as of the period's first day, or last.")
]
Gw = Annotated[
    int | None, Meta(description="Gleditsch and Ward number as of the period's first day, or last.")
]
Quad = Annotated[
    int, Meta(description="Happenings of this PLOVER quad class.", extra={"unit": "happenings"})
]


class DyadYear(Record, frozen=True, kw_only=True):
    """A pair of parties in a year. In the directed table 1 acts upon 2, and a reciprocal happening
    counts in both directions; in the undirected one each happening counts once a pair. Alleged
    happenings, and those that may lie in several periods, are left out; so are pairs within one
    country. Periods without a happening have no row."""

    code1: Code
    code2: Code
    iso3_1: Iso
    iso3_2: Iso
    ccode1: Cow
    ccode2: Cow
    gwcode1: Gw
    gwcode2: Gw
    year: Annotated[int, Meta(description="Calendar year.")]
    happenings: Annotated[
        int, Meta(description="Happenings of the pair.", extra={"unit": "happenings"})
    ]
    verbal_cooperation: Quad
    material_cooperation: Quad
    verbal_conflict: Quad
    material_conflict: Quad
    agree: Count
    consult: Count
    support: Count
    concede: Count
    cooperate: Count
    aid: Count
    retreat: Count
    request: Count
    accuse: Count
    reject: Count
    threaten: Count
    protest: Count
    sanction: Count
    mobilize: Count
    coerce: Count
    assault: Count
    plover_sum: Annotated[
        float, Meta(description="Sum of the PLOVER scores.", extra={"unit": "-10 to 10 each"})
    ]
    goldstein_sum: Annotated[
        float,
        Meta(description="Sum of the Goldstein values.", extra={"unit": "-10 to 10 each"}),
    ]
    all_happenings: Annotated[
        int,
        Meta(
            description="Happenings of the whole record in the period, whoever the parties: what"
            " the count is out of.",
            extra={"unit": "happenings"},
        ),
    ]
    all_reports: Annotated[
        int,
        Meta(description="Reports of the record dated in the period.", extra={"unit": "reports"}),
    ]


class DyadMonth(DyadYear, frozen=True, kw_only=True):
    """A pair of parties in a month; else as by year."""

    month: Annotated[int, Meta(description="Calendar month, 1 to 12.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """What counts are out of: happenings and reports of the record, by period."""

    happenings: Mapping[str, int]
    reports: Mapping[str, int]


def dyad_rows(
    material: Material, *, by: By, directed: bool, totals: Totals
) -> Iterator[DyadYear | DyadMonth]:
    """Yield a row a pair and period that has a happening, by pair and period."""
    groups: dict[tuple[str, str, str], list[Entry]] = defaultdict(list)
    for entry, period in _dated(material.happenings, by):
        for a, b in pairs_of(entry, directed=directed):
            groups[a, b, period].append(entry)
    for (a, b, period), entries in sorted(groups.items()):
        yield _row(a, b, period, entries, material, totals)


def totals_of(material: Material, by: By) -> Totals:
    """The happenings (of all types) and the reports of the record, by month or year."""
    known = material.scope.as_known_on
    everything = material.all_happenings
    happenings: dict[str, int] = defaultdict(int)
    for _, period in _dated(everything, by):
        happenings[period] += 1
    reports: dict[str, int] = defaultdict(int)
    for day, count in material.sources.reports_by_day(known=known).items():
        reports[period_of(day, by)] += count
    return Totals(happenings=happenings, reports=reports)


def pairs_of(entry: Entry, *, directed: bool) -> set[tuple[str, str]]:
    """The pairs of codes that stand opposite each other, each once."""
    actors = {p.code for p in entry.parties if p.side == "actor" and p.code}
    recipients = {p.code for p in entry.parties if p.side == "recipient" and p.code}
    if recipients:
        found = {(a, b) for a in actors for b in recipients if a != b}
    else:
        found = set(permutations(sorted(actors), 2))
    return found if directed else {(min(pair), max(pair)) for pair in found}


def _dated(entries: Iterable[Entry], by: By) -> Iterator[tuple[Entry, str]]:
    for entry in entries:
        day = known_day(entry, by)
        if entry.status != ALLEGED and day is not None:
            yield entry, period_of(day, by)


def _row(
    a: str, b: str, period: str, entries: list[Entry], material: Material, totals: Totals
) -> DyadYear | DyadMonth:
    ontology = material.ontology
    first, last = _bounds(period)
    quads = [ontology.type(entry.type).quad for entry in entries]
    values = [material.codes.goldstein("gdelt", material.cameo(entry)) for entry in entries]
    scores = [ontology.mode_score(entry.type, entry.mode) for entry in entries]

    def held(system: System, code: str) -> int | None:
        found = material.codes.number(system, code, first)
        found = found or material.codes.number(system, code, last)
        return int(found) if found else None

    fields = {
        "code1": a,
        "code2": b,
        "iso3_1": a if ":" not in a else None,
        "iso3_2": b if ":" not in b else None,
        "ccode1": held("cow", a),
        "ccode2": held("cow", b),
        "gwcode1": held("gw", a),
        "gwcode2": held("gw", b),
        "year": first.year,
        "happenings": len(entries),
        "verbal_cooperation": quads.count(1),
        "material_cooperation": quads.count(2),
        "verbal_conflict": quads.count(3),
        "material_conflict": quads.count(4),
        **{name.lower(): sum(e.type == name for e in entries) for name in ontology.types},
        "plover_sum": round(sum(scores), 2),
        "goldstein_sum": round(sum(value or 0.0 for value in values), 2),
        "all_happenings": totals.happenings.get(period, 0),
        "all_reports": totals.reports.get(period, 0),
    }
    if len(period) == len("YYYY"):
        return msgspec.convert(fields, DyadYear)
    return msgspec.convert(fields | {"month": first.month}, DyadMonth)


def _bounds(period: str) -> tuple[date, date]:
    """The first and the last day of a month or year."""
    year, month = int(period[:4]), int(period[5:] or 0)
    if month:
        first = date(year, month, 1)
        return first, month_end(first)
    return date(year, 1, 1), date(year, 12, 31)
