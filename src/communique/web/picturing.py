"""Addresses of pictures: each view that can be drawn, as SVG and as PNG."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from communique.errors import QuestionError
from communique.web.asking import Asked
from communique.web.desk import record_of
from communique.web.pictures import (
    Picture,
    picture_of_actor,
    picture_of_dyad,
    picture_of_map,
    picture_of_network,
)
from communique.web.views import read_period

FORMS = {"svg": "image/svg+xml", "png": "image/png"}


def routes() -> list[Route]:
    """A route for each picture and form."""
    return [
        Route(f"{path}/picture.{form}", _endpoint(draw, form))
        for path, draw in (
            ("/dyad/{a}/{b}", _dyad),
            ("/actor/{code}", _actor),
            ("/network", _network),
            ("/map", _map),
        )
        for form in FORMS
    ]


def _endpoint(draw: Callable[[Request], Picture], form: str) -> Callable[[Request], Response]:
    def endpoint(request: Request) -> Response:
        picture = draw(request)
        name = request.url.path.strip("/").rpartition("/")[0]
        safe = "".join(c if c.isascii() and c.isalnum() else "-" for c in name.lower())
        headers = {
            "content-disposition": f'inline; filename="{safe}.{form}"',
            "content-security-policy": f"default-src 'none'; style-src {_hash(picture.style)}",
        }
        return Response(_content(picture, form), media_type=FORMS[form], headers=headers)

    return endpoint


def _content(picture: Picture, form: str) -> str | bytes:
    if form == "svg":
        return picture.svg
    try:
        return picture.png()
    except QuestionError as error:
        raise HTTPException(501, str(error)) from error


def _hash(style: str) -> str:
    return f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'"


def _dyad(request: Request) -> Picture:
    asked = Asked.of(request)
    return picture_of_dyad(
        record_of(request),
        request.path_params["a"],
        request.path_params["b"],
        by=asked.by,
        types=asked.types,
        since=asked.since,
        until=asked.until,
        as_known_on=asked.known,
    )


def _actor(request: Request) -> Picture:
    asked = Asked.of(request)
    return picture_of_actor(
        record_of(request),
        request.path_params["code"],
        since=asked.since,
        until=asked.until,
        as_known_on=asked.known,
    )


def _network(request: Request) -> Picture:
    return picture_of_network(
        record_of(request), read_period(request), as_known_on=Asked.of(request).known
    )


def _map(request: Request) -> Picture:
    return picture_of_map(
        record_of(request), read_period(request), as_known_on=Asked.of(request).known
    )
