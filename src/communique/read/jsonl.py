"""JSON Lines: one object a line; its text stays exactly as it stands there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from communique.read.encoding import decode
from communique.read.found import Found
from communique.read.options import FIELDS, ReadOptions
from communique.read.streams import lines, whole
from communique.records import Problem

# A JSON text may write each character with six (`\u00e9`); the rest is room for other fields.
_ESCAPED, _ROOM = 6, 1 << 20
_WHOLE_FILE = 64_000_000  # the largest file that is one JSON value; larger ones belong in lines
_SURROGATE = re.compile("[\ud800-\udfff]")


def read_lines(
    chunks: Iterable[bytes], source: str, options: ReadOptions
) -> Iterator[Found | Problem]:
    """Yield a `Found` or problems for each line that is not blank."""
    limit = options.max_bytes * _ESCAPED + _ROOM
    for number, line in lines(chunks, limit):
        where = f"{source}:{number}"
        if line is None:
            yield _too_large(where, limit)
        elif line.strip():
            yield from _read_value(line, where, options)


def read_json(
    chunks: Iterable[bytes], source: str, options: ReadOptions
) -> Iterator[Found | Problem]:
    """Yield what a file holds that is one JSON object, or one list of them."""
    data = whole(chunks, _WHOLE_FILE)
    if data is None:
        yield _too_large(source, _WHOLE_FILE)
    else:
        yield from _read_value(data, source, options)


def _too_large(where: str, limit: int) -> Problem:
    detail = f"more than {limit / 1e6:.0f} MB of JSON in one piece; write one report a line"
    return Problem(code="too-large", detail=detail, source=where)


def _read_value(data: bytes, where: str, options: ReadOptions) -> Iterator[Found | Problem]:
    text, guess = decode(data)
    if guess:
        detail = f"not UTF-8, read as {guess}; save the file as UTF-8 to be sure of its letters"
        yield Problem(code="encoding-guessed", detail=detail, source=where)
    try:
        value = _parse(text)
    except RecursionError:
        yield _bad(where, "nested too deeply; a report is one flat object")
        return
    except ValueError as error:
        yield _bad(where, f"{error}; write one JSON object a line")
        return
    items = value if isinstance(value, list) else [value]
    for position, item in enumerate(items, start=1):
        place = where if value is item else f"{where}[{position}]"
        yield _report(item, place, options) if isinstance(item, dict) else _no_object(item, place)


def _parse(text: str) -> object:
    """The JSON value; the lenient reader has the second word, as it takes lone surrogates."""
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeEncodeError):
        return json.loads(text)


def _bad(where: str, reason: str) -> Problem:
    return Problem(code="bad-json", detail=f"no JSON: {reason}", source=where)


def _no_object(item: object, place: str) -> Problem:
    kind = {str: "a text", list: "a list", type(None): "null"}.get(type(item), "a number or bool")
    return _bad(place, f"{kind}, not an object with `date` and `text`")


def _report(item: dict[str, object], place: str, options: ReadOptions) -> Found | Problem:
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
