"""Tables of reports: CSV and its kin, one report a row, names of the fields in the first line."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator

from communique.read.encoding import decode
from communique.read.fields import take
from communique.read.found import Found
from communique.read.options import ReadOptions
from communique.read.streams import lines
from communique.records import Problem

_DELIMITERS = (",", "\t", ";", "|")


def read_rows(
    chunks: Iterable[bytes], source: str, options: ReadOptions
) -> Iterator[Found | Problem]:
    """Yield a `Found` or problem for each row; `source` is "path:line" of its last line.

    The delimiter (comma, tab, semicolon or bar) is the one that makes most columns of the head.
    """
    csv.field_size_limit(max(csv.field_size_limit(), options.max_bytes))
    told = _Told()
    texts = _texts(chunks, options.max_bytes, told)
    head = next(texts, "")
    delimiter = max(_DELIMITERS, key=head.count)
    names = [name.strip() for name in next(csv.reader([head], delimiter=delimiter), [])]
    wanted = options.fields.get("text", "text")
    if wanted not in names:
        yield _no_column(wanted, names, source)
        return
    rows = csv.reader(texts, delimiter=delimiter)
    try:
        for row in rows:
            if row:
                place = f"{source}:{rows.line_num + 1}"
                yield take(dict(zip(names, row, strict=False)), place, options)
    except csv.Error as error:
        detail = f"no CSV from line {rows.line_num + 1} on ({error}); close its quotation marks"
        yield Problem(code="bad-csv", detail=detail, source=source)
    if told.guess:
        detail = f"not UTF-8, read as {told.guess}; save the file as UTF-8 to be sure"
        yield Problem(code="encoding-guessed", detail=detail, source=source)


class _Told:
    """What had to be guessed of the encoding, if anything."""

    def __init__(self) -> None:
        self.guess: str | None = None


def _texts(chunks: Iterable[bytes], limit: int, told: _Told) -> Iterator[str]:
    """Yield the lines with their ends; one that is too long is cut out."""
    for _, line in lines(chunks, limit):
        text, guess = decode(line or b"")
        told.guess = told.guess or guess
        yield text.replace("\0", " ") + "\n"


def _no_column(wanted: str, names: list[str], source: str) -> Problem:
    there = ", ".join(name[:30] for name in names[:12]) or "none"
    detail = f"no column {wanted!r} (there are: {there}); say which holds the text: --field text=…"
    return Problem(code="no-text", detail=detail, source=source)
