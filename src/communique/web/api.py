"""The interface for programs: the table of questions as addresses under /api/v1."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from communique.web.asking import read_day, read_number
from communique.web.desk import record_of
from communique.web.openapi import FORMATS, LIMIT, MOST, describe
from communique.web.people import caller_of
from communique.web.questions import QUESTIONS, Given, Listing, Parameter, Question

_LONGEST = 500  # characters of a value
_ALL = 1_000_000_000
_TYPES = {"csv": "text/csv", "jsonl": "application/jsonl"}


class Reply(Response):
    """JSON, as the records write it."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        """The content as UTF-8."""
        return msgspec.json.encode(content)


def routes() -> list[Route]:
    """A route a question, and one for the description."""
    return [
        *(Route(f"/{question.name}", _endpoint(question)) for question in QUESTIONS),
        Route("/openapi.json", describe_all),
        Route("/", describe_all),
    ]


def describe_all(request: Request) -> Response:
    """The OpenAPI description."""
    return Reply(describe(QUESTIONS, locked=caller_of(request).accounts))


def failure(status: int, detail: str) -> Response:
    """What every error looks like."""
    return Reply({"error": {"status": status, "detail": detail}}, status)


def _endpoint(question: Question) -> Callable[[Request], Response]:
    def endpoint(request: Request) -> Response:
        form = request.query_params.get("format", "json")
        if form not in FORMATS or (form != "json" and question.row is None):
            raise HTTPException(400, f"format must be one of {', '.join(FORMATS)}, of a list")
        given = read(question, request, everything=form != "json")
        answer = question.answer(record_of(request), given)
        if not isinstance(answer, Listing):
            return Reply(answer)
        if form == "json":
            return Reply(_page(request, answer, given))
        text = answer.rows.to_csv() if form == "csv" else answer.rows.to_jsonl()
        name = f'attachment; filename="{question.name}.{form}"'
        return Response(text, media_type=_TYPES[form], headers={"content-disposition": name})

    return endpoint


def read(question: Question, request: Request, *, everything: bool) -> Given:
    """What a request gives for the parameters of its question.

    Raises:
        HTTPException: 400, if a parameter is missing, unknown or can't be read.
    """
    query = request.query_params
    known = {parameter.name for parameter in question.parameters} | {"format", "limit", "offset"}
    if unknown := sorted(set(query) - known):
        raise HTTPException(
            400, f"unknown: {', '.join(unknown)}; known: {', '.join(sorted(known))}"
        )
    days = {p.name: read_day(query, p.name) for p in question.parameters if p.kind == "day"}
    texts = {p.name: _values(request, p) for p in question.parameters if p.kind == "text"}
    limit = read_number(query, "limit", default=LIMIT, most=MOST, least=1)
    offset = read_number(query, "offset", default=0, most=100_000_000)
    if everything:
        limit, offset = _ALL, 0
    return Given(texts=texts, days=days, limit=limit, offset=offset)


def _values(request: Request, parameter: Parameter) -> tuple[str, ...]:
    name = parameter.name
    values = tuple(text for text in request.query_params.getlist(name) if text)
    if any(len(text) > _LONGEST for text in values):
        raise HTTPException(400, f"{name} has more than {_LONGEST} characters")
    if not parameter.least <= len(values) <= parameter.most:
        bounds = sorted({parameter.least, parameter.most})
        times = " to ".join(map(str, bounds))
        raise HTTPException(400, f"{name} must be given {times} times")
    if parameter.among and not set(parameter.among).issuperset(values):
        raise HTTPException(400, f"{name} must be one of {', '.join(parameter.among)}")
    return values


def _page(request: Request, answer: Listing, given: Given) -> dict[str, Any]:
    """A stretch of a list, with the address of the next."""
    after = given.offset + given.limit
    following = None
    if after < answer.total:
        query = request.query_params
        pairs = [(n, v) for n, v in query.multi_items() if n not in ("limit", "offset")]
        pairs += [("limit", str(given.limit)), ("offset", str(after))]
        following = f"{request.url.path}?{urlencode(pairs)}"
    return {
        "total": answer.total,
        "limit": given.limit,
        "offset": given.offset,
        "next": following,
        "rows": answer.rows.rows,
    }
