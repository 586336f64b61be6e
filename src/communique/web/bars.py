"""Bar charts as plain shapes, which the templates write as SVG."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from communique.query import TIE_KINDS, PartyRow, TieKind, Ties
from communique.web.drawing import WIDTH
from communique.web.graph import count_of, say_counts, short

_LEAST = 14  # bars stand as if there were at least so many
_LABELS = 14  # names under the bars
_NAMES, _COUNT, _LYING = 160.0, 50.0, 21.0  # lying bars: room for names and counts, height


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A period's bars: up and down from the line, with what they stand for."""

    x: float
    width: float
    up: float
    down: float
    up_count: int
    down_count: int
    title: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """Bars over and under a line; `change` is where a new level begins."""

    bars: tuple[Bar, ...]
    line: float
    height: float
    most_up: int
    most_down: int
    change: float | None = None
    width: float = WIDTH


def draw_ties(ties: Ties) -> Bars | None:
    """Cooperation above the line, conflict below it; None where there is nothing to draw."""
    if not ties.rows:
        return None
    counts = [(row.period, row.cooperation, row.conflict) for row in ties.rows]
    titles = [
        f"{row.period}: {row.cooperation} cooperation, {row.conflict} conflict;"
        f" {row.happenings} of {row.all_happenings} happenings of the record"
        for row in ties.rows
    ]
    changed = ties.verdict in ("upswing", "downswing") and ties.change is not None
    return _bars(counts, titles, at=ties.change.at if changed and ties.change else None)


def draw_counts(counts: Sequence[tuple[str, int]]) -> Bars | None:
    """One bar a period."""
    if not counts:
        return None
    titles = [f"{period}: {count}" for period, count in counts]
    return _bars([(period, count, 0) for period, count in counts], titles, at=None, room=90.0)


def _bars(
    counts: Sequence[tuple[str, int, int]],
    titles: Sequence[str],
    *,
    at: int | None,
    room: float = 170.0,
) -> Bars:
    most_up = max(up for _, up, _ in counts)
    most_down = max(down for _, _, down in counts)
    scale = room / max(1, most_up + most_down)
    line = round(max(8.0, most_up * scale), 1)
    step = WIDTH / max(_LEAST, len(counts))
    every = -(-len(counts) // _LABELS)
    bars = tuple(
        Bar(
            x=round(n * step + step * 0.14, 1),
            width=round(step * 0.72, 1),
            up=round(up * scale, 1),
            down=round(down * scale, 1),
            up_count=up,
            down_count=down,
            title=titles[n],
            label=period if n % every == 0 else "",
        )
        for n, (period, up, down) in enumerate(counts)
    )
    return Bars(
        bars=bars,
        line=line,
        height=round(line + most_down * scale + 6, 1),
        most_up=most_up,
        most_down=most_down,
        change=None if at is None else round(at * step, 1),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """A bar lying on its side: a party, and what it has by kind, as `(x, width, kind)`."""

    code: str
    label: str
    title: str
    y: float
    parts: tuple[tuple[float, float, TieKind], ...]
    end: float
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Partners:
    """Lying bars under each other, all from `line` on."""

    rows: tuple[Partner, ...]
    line: float
    height: float
    width: float = WIDTH


def draw_partners(rows: Sequence[PartyRow], label: Callable[[str], str]) -> Partners | None:
    """A bar for each party, the longest for the one with the most; None if there is none."""
    if not rows:
        return None
    scale = (WIDTH - _NAMES - _COUNT) / max(row.happenings for row in rows)
    return Partners(
        rows=tuple(_partner(row, label, scale, n * _LYING) for n, row in enumerate(rows)),
        line=_NAMES,
        height=len(rows) * _LYING,
    )


def _partner(row: PartyRow, label: Callable[[str], str], scale: float, y: float) -> Partner:
    x, parts = _NAMES, []
    for kind in TIE_KINDS:
        if count := count_of(row, kind):
            parts.append((round(x, 1), round(count * scale, 1), kind))
            x += count * scale
    return Partner(
        code=row.code,
        label=short(label(row.code)),
        title=f"{label(row.code)}: {say_counts(row)}; latest {row.latest}",
        y=y,
        parts=tuple(parts),
        end=round(x, 1),
        count=row.happenings,
    )
