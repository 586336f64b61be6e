"""Pictures to take away: one SVG or PNG of a pair, a party, the network or the map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib import metadata
from pathlib import Path
from typing import Any, Literal

from markupsafe import Markup

from communique.errors import QuestionError
from communique.query import TIE_KINDS, Period, Record, Ties
from communique.web.bars import draw_partners, draw_ties
from communique.web.drawing import WIDTH, Timeline, draw_timeline
from communique.web.graph import graph_of
from communique.web.mapping import map_of
from communique.web.palette import mix, palette
from communique.web.templating import fit, lane_of, make_environment, say_verdict

PanelKind = Literal["timeline", "bars", "partners", "graph", "map"]
SCALE = 2.0  # pixels of a PNG by unit: sharp on paper at 18 cm
_MARGIN, _TOP, _GAP, _FOOT = 30.0, 112.0, 62.0, 64.0
_LETTER, _SWATCH = 5.9, 46.0  # of a key: width of a letter, room of a swatch
_PARTNERS = 25
_NAMES = {None: "happenings", "contact": "contacts"}
_TIMELINE_KEY = (
    ("agreement", "agreements"),
    ("designation", "titles"),
    ("contact", "contacts"),
    ("cooperation", "cooperation"),
    ("conflict", "conflict"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A drawing of a picture, with its heading and its key as `(x, class, words)`."""

    kind: PanelKind
    drawn: Any
    heading: str
    height: float
    key: tuple[tuple[float, str, str], ...] = ()
    classes: str = ""
    y: float = 0.0


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as SVG with its fonts and colours inside; notebooks show it as it is."""

    svg: str
    style: str

    def _repr_svg_(self) -> str:
        return self.svg

    def png(self) -> bytes:
        """The picture as PNG.

        Raises:
            QuestionError: If the package for it is missing.
        """
        try:
            import vl_convert
        except ImportError as error:
            raise QuestionError("PNG needs more: pip install 'communique[charts]'") from error
        made: bytes = vl_convert.svg_to_png(self.svg, scale=SCALE)
        return made

    def save(self, path: str | Path) -> None:
        """Write the picture to a file, as its suffix says.

        Raises:
            QuestionError: If the suffix is neither .svg nor .png, or a package is missing.
        """
        place = Path(path)
        suffix = place.suffix.lower()
        if suffix not in (".svg", ".png"):
            raise QuestionError(f"{path}: pictures are .png or .svg")
        place.write_bytes(self.png() if suffix == ".png" else self.svg.encode("utf-8"))


def picture_of_dyad(
    record: Record,
    a: str,
    b: str,
    *,
    by: str = "year",
    types: Sequence[str] = (),
    since: date | None = None,
    until: date | None = None,
    as_known_on: date | None = None,
) -> Picture:
    """What passed between two parties: the timeline, and under it ties by year or month.

    Raises:
        QuestionError: If a party is unknown, or the record tells of nothing between the two.
    """
    codes = record.code(a), record.code(b)
    overview = record.overview(as_known_on=as_known_on)
    entries = overview.timeline(*codes, types=types, since=since, until=until)
    timeline = draw_timeline(
        entries, lambda e: lane_of(e, record.ontology), since=since, until=until
    )
    ties = record.ties(*codes, by=by, since=since, until=until, as_known_on=as_known_on)
    names = [record.gazetteer.label(code) for code in codes]
    panels = _timeline_panels(timeline) + _ties_panels(ties)
    if not panels:
        raise QuestionError(f"the record tells of nothing to draw between {' and '.join(names)}")
    said = _period(since, until, f"{len(entries):,} entr{'y' if len(entries) == 1 else 'ies'}")
    return _picture(record, " and ".join(names), said, panels, as_known_on)


def picture_of_actor(
    record: Record,
    party: str,
    *,
    since: date | None = None,
    until: date | None = None,
    as_known_on: date | None = None,
) -> Picture:
    """With whom a party deals, and how: a bar for each of the others.

    Raises:
        QuestionError: If the party is unknown, or has dealings with nobody.
    """
    code = record.code(party)
    counts = record.overview(as_known_on=as_known_on).network(record.ontology)
    asked = Period(party=code, since=since, until=until)
    rows, total = counts.parties(asked, limit=_PARTNERS)
    drawn = draw_partners(rows, record.gazetteer.label)
    name = record.gazetteer.label(code)
    if drawn is None:
        raise QuestionError(f"the record tells of no dealings of {name} to draw")
    heading = "Happenings with others" + (
        f", the first {len(rows)} of {total}" if total > len(rows) else ""
    )
    key = _key(tuple((kind, _NAMES.get(kind, kind)) for kind in TIE_KINDS))
    panel = Panel(kind="partners", drawn=drawn, heading=heading, height=drawn.height + 12, key=key)
    return _picture(record, name, _period(since, until, f"code {code}"), [panel], as_known_on)


def picture_of_network(
    record: Record, period: Period, *, as_known_on: date | None = None
) -> Picture:
    """Who deals with whom in a period.

    Raises:
        QuestionError: If nobody does.
    """
    graph, total = graph_of(record, period, as_known_on)
    if graph is None:
        raise QuestionError("the record tells of no ties to draw in that period")
    around = f" around {record.gazetteer.label(period.party)}" if period.party else ""
    heading = f"{len(graph.nodes)} parties" + (
        f", the strongest {len(graph.pairs)} of {total:,} pairs" if total > len(graph.pairs) else ""
    )
    kinds = (period.kind,) if period.kind else TIE_KINDS
    words = "{}: the wider, the more" if period.kind else "mostly {}"
    key = _key(tuple((kind, words.format(_NAMES.get(kind, kind))) for kind in kinds))
    panel = Panel(kind="graph", drawn=graph, heading=heading, height=graph.height, key=key)
    said = _period(period.since, period.until, _NAMES.get(period.kind, period.kind or ""))
    return _picture(record, f"Who deals with whom{around}", said, [panel], as_known_on)


def picture_of_map(record: Record, period: Period, *, as_known_on: date | None = None) -> Picture:
    """States by how much they take part in, or by what they have with one."""
    drawn, _, total = map_of(record, period, as_known_on)
    what = _NAMES.get(period.kind, period.kind or "")
    name = record.gazetteer.label(period.party) if period.party else None
    keys = [*((f"s{shade}", words) for shade, words in drawn.legend), ("s0", "none")]
    if name:
        keys.append(("chosen", name))
    panel = Panel(
        kind="map",
        drawn=drawn,
        heading=f"{what.capitalize()} by state",
        height=drawn.height + 12,
        key=_key(keys),
        classes="world",
    )
    said = _period(period.since, period.until, f"{total:,} states and bodies")
    title = f"{name} and the world" if name else "Where it happens"
    shade = period.kind or "every"
    return _picture(record, title, said, [panel], as_known_on, shade=shade, source=drawn.source)


def _timeline_panels(timeline: Timeline | None) -> list[Panel]:
    if timeline is None:
        return []
    lanes = {lane.name for lane in timeline.lanes}
    key = _key([one for one in _TIMELINE_KEY if one[0] in lanes])
    high = timeline.height + 22
    return [Panel(kind="timeline", drawn=timeline, heading="Timeline", height=high, key=key)]


def _ties_panels(ties: Ties) -> list[Panel]:
    bars = draw_ties(ties)
    if bars is None:
        return []
    key = _key((("cooperation", "cooperation, above"), ("conflict", "conflict, below")))
    heading = f"Ties by {ties.by}. {say_verdict(ties)}"
    return [Panel(kind="bars", drawn=bars, heading=heading, height=bars.height + 34, key=key)]


def _key(words: Sequence[tuple[str, str]]) -> tuple[tuple[float, str, str], ...]:
    """The parts of a key beside each other."""
    found, x = [], 0.0
    for name, said in words:
        found.append((round(x, 1), name, said))
        x += _SWATCH + len(said) * _LETTER
    return tuple(found)


def _period(since: date | None, until: date | None, what: str) -> str:
    if since and until:
        return f"{what}, {since} to {until}"
    return f"{what}, since {since}" if since else f"{what}, until {until}" if until else what


def _picture(
    record: Record,
    title: str,
    subtitle: str,
    panels: Sequence[Panel],
    known: date | None,
    *,
    shade: str = "every",
    source: str = "",
) -> Picture:
    """The panels under each other, with title, key and a line that says what they are of."""
    y, placed = _TOP, []
    for panel in panels:
        placed.append(replace(panel, y=y))
        y += panel.height + _GAP
    env = make_environment(record.gazetteer, record.ontology)
    colours = palette()
    style = env.get_template("picture.css").render(p=colours, mix=mix, shade=colours[shade])
    last = record.overview().last_day()
    said = [f"Communique {metadata.version('communique')}", f"record as of {last}"]
    if known:
        said.append(f"as known on {known}")
    text = env.get_template("picture.svg").render(
        width=WIDTH + 2 * _MARGIN,
        height=round(y - _GAP + _FOOT, 1),
        margin=_MARGIN,
        title=title,
        subtitle=subtitle,
        panels=placed,
        style=Markup(style),  # our own file, with colours
        foot=" · ".join([*said, *([f"shapes: {source}"] if source else [])]),
    )
    return Picture(fit(text), style)
