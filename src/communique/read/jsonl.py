"""JSON Lines: one object a line; its text stays exactly as it stands there."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

import msgspec

from communique.read.encoding import decode
from communique.read.fields import take
from communique.read.found import Found
from communique.read.options import ReadOptions
from communique.read.streams import lines, whole
from communique.records import Problem

# A JSON text may write each character with six (`\u00e9`); the rest is room for other fields.
_ESCAPED, _ROOM = 6, 1 << 20
_WHOLE_FILE = 64_000_000  # the largest file that is one JSON value; larger ones belong in lines


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
        yield take(item, place, options) if isinstance(item, dict) else _no_object(item, place)


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
