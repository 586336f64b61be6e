"""A world map as plain shapes: countries shaded by how much there is of them."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import msgspec

from communique.query import PartyRow, Period, Record, TieKind
from communique.web.graph import MOST_PARTIES, count_of, say_counts

WORLD = Path(__file__).parent / "data" / "world.json"
SHADES = 5


class World(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Shapes and dots of states by code, and land that is no state of the gazetteer."""

    source: str
    width: float
    height: float
    shapes: dict[str, str]
    dots: dict[str, tuple[float, float]]
    other: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A state on the map: a path, or a dot where it is too small for one.

    `shade` is 0 for nothing, up to SHADES for the most; `chosen` is the state that it is about.
    """

    code: str
    path: str | None
    x: float
    y: float
    shade: int
    chosen: bool
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """Countries with their shades, what the shades stand for, and what has no place on it."""

    countries: tuple[Country, ...]
    other: tuple[str, ...]
    legend: tuple[tuple[int, str], ...]
    absent: int
    source: str
    width: float
    height: float


@cache
def world() -> World:
    """The shapes that ship with the package."""
    return msgspec.json.decode(WORLD.read_bytes(), type=World)


def map_of(
    record: Record, asked: Period, known: date | None
) -> tuple[Map, Sequence[PartyRow], int]:
    """The map of a period, the counts that it shows, and how many there are in all."""
    counts = record.overview(as_known_on=known).network(record.ontology)
    rows, total = counts.parties(asked, limit=MOST_PARTIES)
    drawn = draw_map(rows, record.gazetteer.label, kind=asked.kind, party=asked.party)
    return drawn, rows, total


def draw_map(
    parties: Sequence[PartyRow],
    label: Callable[[str], str],
    *,
    kind: TieKind | None = None,
    party: str | None = None,
) -> Map:
    """States shaded by what they take part in, or by what they have with `party`."""
    shapes = world()
    counts = {row.code: count_of(row, kind) for row in parties}
    said = {row.code: say_counts(row) for row in parties}
    most = max(counts.values(), default=0)
    bounds = shade_bounds(most)
    shades = _shades(len(bounds))
    places = [*((code, path, (0.0, 0.0)) for code, path in shapes.shapes.items()),
              *((code, None, spot) for code, spot in shapes.dots.items())]  # fmt: skip
    countries = tuple(
        Country(
            code=code,
            path=path,
            x=x,
            y=y,
            shade=shades[sum(counts.get(code, 0) >= bound for bound in bounds)],
            chosen=code == party,
            title=f"{label(code)}: {said[code]}" if code in said else label(code),
        )
        for code, path, (x, y) in places
    )
    return Map(
        countries=countries,
        other=tuple(shapes.other),
        legend=tuple(zip(shades[1:], _ranges(bounds, most), strict=True)),
        absent=len(counts.keys() - shapes.shapes.keys() - shapes.dots.keys()),
        source=shapes.source,
        width=shapes.width,
        height=shapes.height,
    )


def shade_bounds(most: int) -> tuple[int, ...]:
    """The least count of each shade: steps that grow by the same factor, one at the first."""
    if most < 1:
        return ()
    steps = (math.ceil(round(most ** (n / SHADES), 9)) for n in range(SHADES))
    return tuple(dict.fromkeys(max(1, step) for step in steps))


def _shades(steps: int) -> list[int]:
    """The shade of each step, after that of nothing: few steps are told apart best."""
    if steps == 1:
        return [0, SHADES - 1]
    return [0, *(1 + round(n * (SHADES - 1) / (steps - 1)) for n in range(steps))]


def _ranges(bounds: Sequence[int], most: int) -> list[str]:
    ends = [*(bound - 1 for bound in bounds[1:]), most]
    return [
        f"{low:,}" if low == high else f"{low:,} to {high:,}"
        for low, high in zip(bounds, ends, strict=False)
    ]
