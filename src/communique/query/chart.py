"""Ties of two parties as a picture. Needs Altair and vl-convert (the extra `charts`)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from communique.errors import QuestionError
from communique.query.ties import Ties

#: Blue and orange, told apart by the colour-blind too (Okabe and Ito, 2008).
COOPERATION, CONFLICT, CHANGE = "#0072B2", "#D55E00", "#555555"
_WIDTH, _HEIGHT = 720, 260


def save_chart(ties: Ties, path: Path) -> None:
    """Draw cooperation above the line and conflict below it, with the point of change.

    Raises:
        QuestionError: If the suffix is neither .png nor .svg, nothing is to be drawn, or the
            packages are missing.
    """
    kind = path.suffix.lower().lstrip(".")
    if kind not in ("png", "svg"):
        raise QuestionError(f"{path}: pictures are .png or .svg")
    if not ties.rows:
        raise QuestionError(f"the record tells of nothing between {ties.a} and {ties.b} to draw")
    try:
        import vl_convert
    except ImportError as error:
        raise QuestionError(
            "pictures need more packages: pip install 'communique[charts]'"
        ) from error
    spec = chart_spec(ties)
    if kind == "svg":
        data = vl_convert.vegalite_to_svg(spec).encode("utf-8")
    else:
        data = vl_convert.vegalite_to_png(spec, scale=2)
    path.write_bytes(data)


def chart_spec(ties: Ties) -> dict[str, Any]:
    """The picture as a Vega-Lite specification with its data inside."""
    values = [
        {"period": row.period, "kind": kind, "happenings": count}
        for row in ties.rows
        for kind, count in (("cooperation", row.cooperation), ("conflict", -row.conflict))
    ]
    layers: list[dict[str, Any]] = [_bars(values, ties.by)]
    if ties.change is not None and ties.verdict in ("upswing", "downswing"):
        layers.append(_rule(ties))
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": _WIDTH,
        "height": _HEIGHT,
        "background": "white",
        "title": {
            "text": f"{ties.a} and {ties.b}: happenings by {ties.by}",
            "subtitle": _subtitle(ties),
            "anchor": "start",
        },
        "layer": layers,
    }


def _subtitle(ties: Ties) -> str:
    change = ties.change
    if change is None:
        return "too few periods for a change-point test"
    return f"{ties.verdict} (CUSUM with shuffling, p = {change.p:.3f})"


def _bars(values: list[dict[str, Any]], by: str) -> dict[str, Any]:
    highest = max(abs(value["happenings"]) for value in values)
    lowest = min(value["happenings"] for value in values)
    size = max(2, round(0.7 * _WIDTH / max(1, len(values) // 2)))
    return {
        "data": {"values": values},
        "mark": {"type": "bar", "size": min(size, 40)},
        "encoding": {
            "x": {
                "field": "period",
                "type": "ordinal",
                "title": by,
                "axis": {"labelOverlap": True, "labelAngle": -45},
            },
            "y": {
                "field": "happenings",
                "type": "quantitative",
                "title": "conflict ↓   happenings   ↑ cooperation",
                "stack": None,
                "axis": {"format": "d", "tickCount": min(8, highest - lowest)},
            },
            "color": {
                "field": "kind",
                "type": "nominal",
                "title": None,
                "scale": {
                    "domain": ["cooperation", "conflict"],
                    "range": [COOPERATION, CONFLICT],
                },
            },
        },
    }


def _rule(ties: Ties) -> dict[str, Any]:
    return {
        "data": {"values": [{"period": ties.changed_in}]},
        "mark": {"type": "rule", "strokeDash": [4, 3], "size": 2, "color": CHANGE},
        "encoding": {"x": {"field": "period", "type": "ordinal"}},
    }
