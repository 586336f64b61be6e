"""Pages of a whole period: who deals with whom as a graph, and how much of it where as a map."""

from __future__ import annotations

from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from communique.query import TIE_KINDS, Period, TieKind
from communique.web.asking import Asked
from communique.web.desk import completions, page, record_of
from communique.web.graph import graph_of
from communique.web.mapping import map_of

_EVERY = "all"
KINDS = (*TIE_KINDS, _EVERY)
_LISTED = 60  # rows of the table beside the map


def network(request: Request) -> Response:
    """The strongest ties of a period as a graph, and as a table."""
    asked, period = Asked.of(request), read_period(request)
    graph, total = graph_of(record_of(request), period, asked.known)
    return page(
        request, "network.html", asked, graph=graph, total=total, **_shared(request, period)
    )


def world(request: Request) -> Response:
    """States by how much they take part in, as a map and as a table."""
    asked, period = Asked.of(request), read_period(request)
    drawn, rows, total = map_of(record_of(request), period, asked.known)
    return page(
        request,
        "map.html",
        asked,
        map=drawn,
        rows=rows[:_LISTED],
        total=total,
        **_shared(request, period),
    )


def read_period(request: Request) -> Period:
    """The period and kind that a request asks for; contacts, if it names no kind.

    Raises:
        HTTPException: 400, if the kind is none.
    """
    asked = Asked.of(request)
    return Period(
        kind=_read_kind(asked.types[0] if asked.types else "contact"),
        party=record_of(request).code(asked.parties[0]) if asked.parties else None,
        since=asked.since,
        until=asked.until,
    )


def _read_kind(text: str) -> TieKind | None:
    for kind in TIE_KINDS:
        if text == kind:
            return kind
    if text == _EVERY:
        return None
    raise HTTPException(400, f"type must be one of {', '.join(KINDS)}")


def _shared(request: Request, period: Period) -> dict[str, Any]:
    return {
        "kind": period.kind or _EVERY,
        "kinds": KINDS,
        "party": period.party,
        "known": completions(request),
        "last": record_of(request).overview().last_day(),
    }
