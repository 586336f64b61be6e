"""The fields of one object or row, under the names that a user's data have for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from communique.read.found import Found
from communique.read.options import FIELDS, ReadOptions
from communique.records import Problem

_SURROGATE = re.compile("[\ud800-\udfff]")


def take(item: dict[str, object], place: str, options: ReadOptions) -> Found | Problem:
    """The report in an object or row, by the names that the options give its fields."""
    inner = item.get("doc")
    nests = (inner, item) if isinstance(inner, dict) else (item,)
    values = {name: _value(nests, options.fields.get(name, name)) for name in FIELDS}
    text = values["text"]
    if not isinstance(text, str):
        return _no_text(nests[0], place, options)
    return Found(
        source=place,
        text=_SURROGATE.sub("\ufffd", text),
        date=_scalar(values["date"]),
        **{name: _words(values[name]) for name in FIELDS if name not in ("text", "date")},
    )


def _value(nests: Iterable[Mapping[str, object]], name: str) -> object:
    """The value of `name` in the first object that has it, following dots where need be."""
    for nest in nests:
        if name in nest:
            return nest[name]
        value: object = nest
        for part in name.split("."):
            value = value.get(part) if isinstance(value, dict) else None
        if value is not None:
            return value
    return None


def _scalar(value: object) -> str | int | float | None:
    if isinstance(value, str) and not value.strip():
        return None
    if isinstance(value, (list, dict)):
        return str(value)[:40]
    return value if isinstance(value, (str, int, float)) else None


def _words(value: object) -> str | None:
    """A text or number as text; anything else, and the empty text, as unknown."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    return _SURROGATE.sub("\ufffd", str(value)).strip() or None


def _no_text(item: Mapping[str, object], place: str, options: ReadOptions) -> Problem:
    name = options.fields.get("text", "text")
    there = ", ".join(sorted(str(key)[:30] for key in item)[:12]) or "none"
    detail = f"no text in the field {name!r} (there are: {there}); name the field that holds it"
    return Problem(code="no-text", detail=detail, source=place)
