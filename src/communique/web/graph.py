"""A graph of parties as plain shapes: where each stands, how large, and what joins them."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from communique.query import TIE_KINDS, PairRow, PartyRow, Period, Record, TieKind
from communique.web.drawing import WIDTH

HEIGHT = 660.0
#: Parties and pairs of a graph: more can't be read, and the page says that there are more.
MOST_NODES, MOST_EDGES = 40, 90
MOST_PARTIES = 1000  # more than the gazetteer has states and bodies
_LOOKED_AT = 4 * MOST_EDGES  # pairs among which those are found that fit
_SMALLEST, _LARGEST = 5.0, 20.0  # radius of a party
_THINNEST, _THICKEST = 1.2, 9.0  # width of a tie
_LETTER, _LINE = 6.4, 15.0  # of a label
_LABEL = 20  # letters of a label
_ROOM = 5.0  # between what must not overlap
_EDGE = 8.0  # room around the picture
_TURNS = 120  # of the layout; the stress of 40 parties changes by under 0.1 % after that
_PUSHES = 600
_NOTHING = 1.0  # of an overlap, which is less than the room between boxes
_EVEN = 0.6  # share of even steps in a place: by eye, on graphs of 10 to 40 parties

Places = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A party: a circle for a state, a square for a body, with its name under it."""

    code: str
    label: str
    x: float
    y: float
    r: float
    count: int
    body: bool
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A tie of two parties, as wide as it has much; `kind` is what it has most of."""

    a: str
    b: str
    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    kind: TieKind
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """Parties and their ties; `pairs` are the ties drawn, the strongest first."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    pairs: tuple[PairRow, ...]
    width: float = WIDTH
    height: float = HEIGHT


def graph_of(record: Record, asked: Period, known: date | None) -> tuple[Graph | None, int]:
    """The strongest ties of a period as a graph, and how many there are in all."""
    counts = record.overview(as_known_on=known).network(record.ontology)
    pairs, total = counts.pairs(asked, limit=_LOOKED_AT)
    everyone = Period(kind=asked.kind, since=asked.since, until=asked.until)
    sizes = {row.code: row for row in counts.parties(everyone, limit=MOST_PARTIES)[0]}
    return draw_graph(pairs, sizes, record.gazetteer.label, kind=asked.kind), total


def draw_graph(
    pairs: Sequence[PairRow],
    parties: Mapping[str, PartyRow],
    label: Callable[[str], str],
    *,
    kind: TieKind | None = None,
) -> Graph | None:
    """The strongest pairs as a graph; None where there is nothing to draw.

    Args:
        pairs: Pairs, the strongest first.
        parties: What each party takes part in, whoever with.
        label: The name of a code.
        kind: What ties are counted by; None is all.
    """
    kept, codes = _strongest(pairs)
    if not kept:
        return None
    most = max(count_of(pair, kind) for pair in kept)
    sizes = {code: count_of(parties[code], kind) if code in parties else 1 for code in codes}
    largest = max(sizes.values())
    radii = {code: _scaled(size, largest, _SMALLEST, _LARGEST) for code, size in sizes.items()}
    names = {code: short(label(code)) for code in codes}
    places = _arrange(codes, kept, radii, names)
    nodes = tuple(
        Node(
            code=code,
            label=names[code],
            x=places[code][0],
            y=places[code][1],
            r=radii[code],
            count=sizes[code],
            body=":" in code,
            title=f"{label(code)}: {say_counts(parties[code])}" if code in parties else label(code),
        )
        for code in codes
    )
    edges = tuple(_edge(pair, places, label, most, kind) for pair in reversed(kept))
    return Graph(nodes=nodes, edges=edges, pairs=tuple(kept))


def say_counts(row: PairRow | PartyRow) -> str:
    """What a pair or party has, in words: `3 contacts, 2 cooperation, 1 conflict`."""
    counts = {"contacts": row.contacts, "cooperation": row.cooperation, "conflict": row.conflict}
    said = [f"{count} {'contact' if name == 'contacts' and count == 1 else name}"
            for name, count in counts.items() if count]  # fmt: skip
    return ", ".join(said) or "nothing"


def short(name: str) -> str:
    """A name cut to what a label has room for."""
    return name if len(name) <= _LABEL else name[: _LABEL - 1].rstrip() + "…"


def _strongest(pairs: Sequence[PairRow]) -> tuple[list[PairRow], list[str]]:
    """The pairs that a graph has room for, and their parties in the order of mention."""
    kept: list[PairRow] = []
    codes: dict[str, None] = {}
    for pair in pairs:
        new = {pair.a, pair.b} - codes.keys()
        if len(kept) < MOST_EDGES and len(codes) + len(new) <= MOST_NODES:
            kept.append(pair)
            codes |= {pair.a: None, pair.b: None}
    return kept, list(codes)


def count_of(row: PairRow | PartyRow, kind: TieKind | None) -> int:
    """How much there is of a kind, or of all."""
    if kind is None:
        return row.happenings
    return {"contact": row.contacts, "cooperation": row.cooperation, "conflict": row.conflict}[kind]


def _scaled(count: int, most: int, least: float, largest: float) -> float:
    """A size whose area grows as the count."""
    return round(least + (largest - least) * math.sqrt(count / max(1, most)), 1)


def _edge(
    pair: PairRow,
    places: Mapping[str, tuple[float, float]],
    label: Callable[[str], str],
    most: int,
    kind: TieKind | None,
) -> Edge:
    (x1, y1), (x2, y2) = places[pair.a], places[pair.b]
    return Edge(
        a=pair.a,
        b=pair.b,
        x1=x1,
        y1=y1,
        x2=x2,
        y2=y2,
        width=_scaled(count_of(pair, kind), most, _THINNEST, _THICKEST),
        kind=kind or _mostly(pair),
        title=f"{label(pair.a)} and {label(pair.b)}: {say_counts(pair)}; latest {pair.latest}",
    )


def _mostly(pair: PairRow) -> TieKind:
    """The kind that a pair has most of."""
    most: TieKind = TIE_KINDS[0]
    for kind in TIE_KINDS:
        if count_of(pair, kind) > count_of(pair, most):
            most = kind
    return most


def _arrange(
    codes: Sequence[str],
    pairs: Sequence[PairRow],
    radii: Mapping[str, float],
    names: Mapping[str, str],
) -> dict[str, tuple[float, float]]:
    """Where each party stands, so that neighbours are near and no label covers another."""
    halves = np.array(
        [[max(radii[c], len(names[c]) * _LETTER / 2) + _ROOM, radii[c] + _LINE / 2 + _ROOM]
         for c in codes]
    )  # fmt: skip
    spots = _push_apart(_spread(_even_out(_distances(codes, pairs)), halves), halves)
    # a box reaches from the upper edge of the mark to the lower edge of the label under it
    return {
        code: (round(float(x), 1), round(float(y) - _LINE / 2, 1))
        for code, (x, y) in zip(codes, spots, strict=True)
    }


def _distances(codes: Sequence[str], pairs: Sequence[PairRow]) -> Places:
    """Steps between parties (Floyd and Warshall); those without a way are some way apart."""
    at = {code: n for n, code in enumerate(codes)}
    steps = np.full((len(codes), len(codes)), np.inf)
    np.fill_diagonal(steps, 0.0)
    for pair in pairs:
        steps[at[pair.a], at[pair.b]] = steps[at[pair.b], at[pair.a]] = 1.0
    for between in range(len(codes)):
        steps = np.minimum(steps, steps[:, [between]] + steps[[between], :])
    farthest = float(steps[np.isfinite(steps)].max())
    steps[~np.isfinite(steps)] = max(2.0, 0.6 * farthest)  # apart, but not off the picture
    return steps


def _even_out(steps: Places) -> Places:
    """Places whose distances are as near to the steps as can be (stress majorization, SMACOF).

    It begins on a circle, and draws no lots: the same graph looks the same every time.
    """
    number = len(steps)
    turn = np.linspace(0.0, 2 * np.pi, number, endpoint=False)
    places = np.stack([np.cos(turn), np.sin(turn)], axis=1) * float(steps.max()) / 2
    weights = np.where(steps > 0, 1.0 / np.maximum(steps, 1e-9) ** 2, 0.0)
    laplacian = np.diag(weights.sum(axis=1)) - weights
    solve = np.linalg.pinv(laplacian)
    for _ in range(_TURNS):
        apart = np.linalg.norm(places[:, None] - places[None, :], axis=2)
        pull = -weights * steps / np.maximum(apart, 1e-9)
        np.fill_diagonal(pull, 0.0)
        np.fill_diagonal(pull, -pull.sum(axis=1))
        places = solve @ (pull @ places)
    return places


def _spread(places: Places, halves: Places) -> Places:
    """Places turned so that the longer side lies flat, and stretched over the picture."""
    centred = places - places.mean(axis=0)
    if len(places) > 2:
        _, axes = np.linalg.eigh(centred.T @ centred)
        axes = axes[:, ::-1] * np.where(axes[:, ::-1].sum(axis=0) < 0, -1.0, 1.0)
        centred = centred @ axes
    centred = _without_gaps(centred)
    low, high = centred.min(axis=0), centred.max(axis=0)
    room = np.array([WIDTH, HEIGHT]) - 2 * halves.max(axis=0) - 2 * _EDGE
    scale = room / np.maximum(high - low, 1e-6)
    scale = np.minimum(scale, 2.2 * scale.min())  # a graph is not stretched out of its shape
    middle = np.array([WIDTH, HEIGHT]) / 2
    spots: Places = (centred - (low + high) / 2) * scale + middle
    return spots


def _without_gaps(places: Places) -> Places:
    """Places drawn halfway to even steps in each direction: far pieces come near, knots open."""
    ranks = places.argsort(axis=0, kind="stable").argsort(axis=0) / max(1, len(places) - 1)
    low, high = places.min(axis=0), places.max(axis=0)
    even: Places = _EVEN * (low + ranks * (high - low)) + (1 - _EVEN) * places
    return even


def _push_apart(spots: Places, halves: Places) -> Places:
    """Move boxes that overlap, the shorter way, until none does; none leaves the picture."""
    low, high = halves + _EDGE, np.array([WIDTH, HEIGHT]) - halves - _EDGE
    spots = np.clip(spots, low, high)
    order = np.arange(len(spots))
    before = np.where(order[:, None] < order[None, :], -1.0, 1.0)  # for those on one spot
    others = ~np.eye(len(spots), dtype=bool)
    for _ in range(_PUSHES):
        apart = spots[:, None] - spots[None, :]
        over = halves[:, None] + halves[None, :] - np.abs(apart)
        hit = others & (over[:, :, 0] > _NOTHING) & (over[:, :, 1] > _NOTHING)
        if not hit.any():
            break
        side = np.where(apart == 0, before[:, :, None], np.sign(apart))
        flat = over[:, :, 0] < over[:, :, 1]
        shorter = np.stack([flat & hit, ~flat & hit], axis=2)
        spots = np.clip(spots + np.where(shorter, over * side, 0.0).sum(axis=1) * 0.3, low, high)
    return spots
