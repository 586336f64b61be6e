"""Bar charts as plain shapes, which the templates write as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from communique.query import Ties
from communique.web.drawing import WIDTH

_LEAST = 14  # bars stand as if there were at least so many
_LABELS = 14  # names under the bars


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
