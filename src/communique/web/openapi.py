"""The OpenAPI 3.1 description of the interface, made of the table of questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import metadata
from typing import Any

import msgspec

from communique.query import Shown
from communique.web.questions import Parameter, Question

LIMIT, MOST = 100, 1000  # rows of an answer: usual, at most
FORMATS = ("json", "csv", "jsonl")
_REF = "#/components/schemas/{name}"
_ERRORS = {
    "400": "The question can't be read: the detail says which part.",
    "404": "The question names what the record or the vocabulary does not know.",
    "503": "The record can't be read just now.",
}
#: What else is answered where people log in.
_LOCKED = {
    "401": "No token or session, or one that is not good any more.",
    "403": "A token that is used for something else than reading the interface.",
    "429": "Too much at once; `Retry-After` gives the seconds to wait.",
}
_SCHEMES = {
    "token": {
        "type": "http",
        "scheme": "bearer",
        "description": "A token that reads, made by `communique accounts token NAME`.",
    },
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": "communique",
        "description": "Who has logged in with a browser; by https the name has `__Host-` before.",
    },
}


def describe(questions: Iterable[Question], *, locked: bool = False) -> dict[str, Any]:
    """The description of these questions; `locked` is of a desk where people log in."""
    asked = tuple(questions)
    types = [question.row for question in asked if question.row is not None]
    extra = [kind for question in asked for kind in question.fields.values()]
    schemas, components = msgspec.json.schema_components([*types, Shown, *extra], ref_template=_REF)
    fields = iter(schemas[len(types) + 1 :])
    rows = dict(zip([kind.__name__ for kind in types], schemas, strict=False))
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Communique",
            "version": metadata.version("communique"),
            "description": "Questions to a record of dated reports. Read-only.",
        },
        "servers": [{"url": "/api/v1"}],
        "paths": {
            f"/{question.name}": {
                "get": _operation(question, rows, fields, _ERRORS | (_LOCKED if locked else {}))
            }
            for question in asked
        },
        "components": {
            "schemas": {**components, "Error": _ERROR},
            **({"securitySchemes": _SCHEMES} if locked else {}),
        },
        **({"security": [{name: []} for name in _SCHEMES]} if locked else {}),
    }


_ERROR: dict[str, Any] = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["status", "detail"],
            "properties": {"status": {"type": "integer"}, "detail": {"type": "string"}},
        }
    },
}


def _operation(
    question: Question, rows: dict[str, Any], fields: Any, errors: Mapping[str, str]
) -> dict[str, Any]:
    listed = question.row is not None
    content: dict[str, Any]
    if question.row is not None:
        schema = _page_of(rows[question.row.__name__])
        content = {"application/json": {"schema": schema}}
        content |= {
            kind: {"schema": {"type": "string"}} for kind in ("text/csv", "application/jsonl")
        }
    elif question.fields:
        properties = {name: next(fields) for name in question.fields}
        schema = {"type": "object", "properties": properties, "required": list(properties)}
        content = {"application/json": {"schema": schema}}
    else:
        content = {"application/json": {"schema": {"$ref": _REF.format(name="Shown")}}}
    error = {"application/json": {"schema": {"$ref": _REF.format(name="Error")}}}
    return {
        "operationId": question.name,
        "summary": question.help,
        "parameters": [
            *(_parameter(parameter) for parameter in question.parameters),
            *(_paging() if listed else ()),
        ],
        "responses": {
            "200": {"description": "The answer.", "content": content},
            **{status: {"description": why, "content": error} for status, why in errors.items()},
        },
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string", "maxLength": 500}
    if parameter.least:
        schema["minLength"] = 1
    if parameter.kind == "day":
        schema = {"type": "string", "format": "date"}
    if parameter.among:
        schema = {"type": "string", "enum": list(parameter.among)}
    if parameter.most > 1:
        schema = {"type": "array", "items": schema, "maxItems": parameter.most}
        if parameter.least:
            schema["minItems"] = parameter.least
    told: dict[str, Any] = {
        "name": parameter.name,
        "in": "query",
        "required": parameter.least > 0,
        "description": parameter.help,
        "schema": schema,
    }
    if parameter.example:
        several = [parameter.example, "USA"][: max(1, parameter.least)]
        told["example"] = several if parameter.most > 1 else parameter.example
    return told


def _paging() -> tuple[dict[str, Any], ...]:
    number = {"type": "integer", "minimum": 0, "maximum": 100_000_000}
    return (
        {
            "name": "limit",
            "in": "query",
            "description": f"Rows of an answer, {LIMIT} unless given.",
            "schema": {**number, "minimum": 1, "maximum": MOST},
        },
        {
            "name": "offset",
            "in": "query",
            "description": "Rows that come before them.",
            "schema": number,
        },
        {
            "name": "format",
            "in": "query",
            "description": "CSV and JSON Lines give all rows at once.",
            "schema": {"type": "string", "enum": list(FORMATS)},
        },
    )


def _page_of(row: dict[str, Any]) -> dict[str, Any]:
    number = {"type": "integer", "minimum": 0}
    properties = {
        "total": number,
        "limit": number,
        "offset": number,
        "next": {"type": ["string", "null"]},
        "rows": {"type": "array", "items": row},
    }
    return {"type": "object", "properties": properties, "required": list(properties)}
