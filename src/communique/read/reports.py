"""From sources to reports: every file in turn, and a problem for whatever cannot be read."""

from __future__ import annotations

import hashlib
import re
import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import BinaryIO

from communique.read.days import read_day
from communique.read.encoding import decode, decode_page, is_binary, narrow, wide_encoding
from communique.read.feed import read_feed
from communique.read.found import Found
from communique.read.html import read_html
from communique.read.jsonl import read_json, read_lines
from communique.read.language import detect_language
from communique.read.options import Kind, ReadOptions
from communique.read.rows import read_rows
from communique.read.sources import STDIN, find_files, kind_of
from communique.read.streams import peek, unpacked, whole, with_head
from communique.read.text import read_text
from communique.records import Problem, Report

_MARKUP = 4  # a saved page may be this many times as large as a report's text may be
_FEED = re.compile(
    rb"(?:<\?xml[^>]*>\s*)?(?:<\?xml-stylesheet[^>]*>\s*|<!--.*?-->\s*)*<(?:rss|feed|rdf:RDF)\b",
    re.I | re.S,
)
_UNREAD = {
    b"WARC/1.": "a web archive (WARC); take its pages out of it, and read those",
    b"<?xml": "XML, but no page and no feed; make text, JSON Lines or CSV of it",
}
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype html|html|head)\b", re.I | re.S
)


def read_reports(
    sources: Sequence[str | Path],
    options: ReadOptions | None = None,
    *,
    stdin: BinaryIO | None = None,
) -> Iterator[Report | Problem]:
    """Yield the reports of files, folders, patterns and `-` (standard input), in their order.

    Nothing that a file contains raises: what cannot be read is a problem, and the next report
    follows. A problem of a report that could be read comes right behind the report. `source` of
    a problem is "path", or "path:line" in JSON Lines; its `detail` says what to do.
    """
    reader = _Reader(options or ReadOptions(), stdin)
    for path in find_files(sources):
        if isinstance(path, Problem):
            yield path
        else:
            yield from reader.read_file(path)


@dataclass
class _Reader:
    """One run: its options, and the ids that it has given."""

    options: ReadOptions
    stdin: BinaryIO | None
    ids: dict[str, int] = field(default_factory=dict)

    def read_file(self, path: str) -> Iterator[Report | Problem]:
        """Yield the reports and problems of one file."""
        try:
            if path == STDIN:
                stream = self.stdin or sys.stdin.buffer
                yield from self._read_stream(unpacked(stream), path)
            else:
                with Path(path).open("rb") as stream:
                    yield from self._read_stream(unpacked(stream), path)
        except (EOFError, zlib.error) as error:
            detail = f"the archive is broken ({error}); pack it anew"
            yield Problem(code="unreadable", detail=detail, source=path)
        except (OSError, ValueError) as error:
            detail = f"cannot be read ({error}); check the file and its permissions"
            yield Problem(code="unreadable", detail=detail, source=path)

    def _read_stream(self, chunks: Iterator[bytes], path: str) -> Iterator[Report | Problem]:
        head, chunks = peek(chunks)
        if wide := wide_encoding(head):
            head, chunks = peek(narrow(chunks, wide))
        elif is_binary(head):
            detail = "not text but binary; convert it to text, JSON Lines or HTML"
            yield Problem(code="binary", detail=detail, source=path)
            return
        if not head.strip():
            head, chunks = _past_blanks(head, chunks)
        if not head.strip():
            yield Problem(code="empty", detail="nothing in it; leave it out", source=path)
            return
        if self.options.kind == "auto" and (form := _form_not_read(head, path)):
            yield Problem(code="unknown-form", detail=form, source=path)
            return
        for item in self._items(head, chunks, path):
            yield from (item,) if isinstance(item, Problem) else self._finish(item)

    def _items(self, head: bytes, chunks: Iterator[bytes], path: str) -> Iterator[Found | Problem]:
        kind = self.options.kind if self.options.kind != "auto" else kind_of(path) or _sniff(head)
        if kind == "jsonl":
            one = path.lower().removesuffix(".gz").endswith(".json") or path == STDIN
            if one and _is_one_value(head):
                return read_json(chunks, path, self.options)
            return read_lines(chunks, path, self.options)
        if kind == "csv":
            return read_rows(chunks, path, self.options)
        if kind == "feed":
            return read_feed(chunks, path)
        return self._one(chunks, path, is_page=kind == "html")

    def _one(
        self, chunks: Iterator[bytes], path: str, *, is_page: bool
    ) -> Iterator[Found | Problem]:
        """Yield the one report of a text or page."""
        data = whole(chunks, self.options.max_bytes * (_MARKUP if is_page else 1))
        if data is None:
            yield _too_large(path, self.options)
            return
        text, guess = decode_page(data) if is_page else decode(data)
        yield read_html(text, path) if is_page else read_text(text, path)
        if guess:
            detail = f"not UTF-8, read as {guess}; save the file as UTF-8 to be sure of its letters"
            yield Problem(code="encoding-guessed", detail=detail, source=path)

    def _finish(self, found: Found) -> Iterator[Report | Problem]:
        """Yield the report, then the problems that it has."""
        if not found.text.strip():
            detail = "the text is empty; leave the report out"
            yield Problem(code="no-text", detail=detail, source=found.source)
            return
        if len(found.text.encode()) > self.options.max_bytes:
            yield _too_large(found.source, self.options)
            return
        problems: list[Problem] = []
        day = self._day(found, problems)
        ident = self._ident(found, day, problems)
        yield Report(
            id=ident,
            date=day,
            title=found.title,
            publisher=found.publisher,
            url=found.url,
            language=found.language or detect_language(found.text),
            text=found.text,
        )
        yield from problems

    def _day(self, found: Found, problems: list[Problem]) -> date | None:
        day = None if found.date is None else read_day(found.date)
        if found.date is not None and day is None:
            detail = f"{str(found.date)[:40]!r} names no day of 1600 to 2199; write YYYY-MM-DD"
            problems.append(Problem(code="bad-date", detail=detail, source=found.source))
        day = day or self.options.date
        if day is None and found.written and (day := read_day(found.written)):
            detail = f"no date was given; {found.written!r} in the text is taken for it"
            problems.append(Problem(code="date-from-text", detail=detail, source=found.source))
        if found.date is None and day is None:
            detail = 'no date, so "yesterday" stays unknown; give the report or the run a date'
            problems.append(Problem(code="no-date", detail=detail, source=found.source))
        return day

    def _ident(self, found: Found, day: date | None, problems: list[Problem]) -> str:
        own = found.id or _derived_id(found.text, day)
        if not self.options.unique_ids:
            return own
        if own not in self.ids:
            self.ids[own] = 1
            return own
        ident = own
        while ident in self.ids:
            self.ids[own] += 1
            ident = f"{own}#{self.ids[own]}"
        self.ids[ident] = 1
        detail = (
            f"the id {own!r} was there before, so this report is {ident!r}; make ids unique"
            if found.id
            else f"the same text of the same day was there before; this report is {ident!r}"
        )
        problems.append(Problem(code="duplicate-id", detail=detail, source=found.source))
        return ident


def _derived_id(text: str, day: date | None) -> str:
    stamp = day.isoformat() if day else ""
    return "r" + hashlib.sha256((text + stamp).encode()).hexdigest()[:16]


def _too_large(source: str, options: ReadOptions) -> Problem:
    detail = f"over {options.max_bytes:,} bytes, too large for one report; split it into reports"
    return Problem(code="too-large", detail=detail, source=source)


def _past_blanks(head: bytes, chunks: Iterator[bytes]) -> tuple[bytes, Iterator[bytes]]:
    """The first chunk that is not blank, and the chunks from there on."""
    while not head.strip():
        head = next(chunks, b"")
        if not head:
            return b"", chunks
    return head, with_head(head, chunks)


def _sniff(head: bytes) -> Kind:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith((b"{", b"[{")) or _is_list(start):
        return "jsonl"
    if _FEED.match(start):
        return "feed"
    return "html" if _HTML.match(start) else "text"


def _form_not_read(head: bytes, path: str) -> str | None:
    """What the bytes are, and the way out, if they are of a form that is not read."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if kind_of(path) or _sniff(head) != "text":
        return None
    return next((said for mark, said in _UNREAD.items() if start.startswith(mark)), None)


def _is_list(start: bytes) -> bool:
    return start.startswith(b"[") and start[1:].lstrip().startswith(b"{")


def _is_one_value(head: bytes) -> bool:
    """Whether a file of JSON is one list or object over several lines, not one object a line."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    first, newline, _ = start.partition(b"\n")
    return start.startswith(b"[") or bool(newline and not first.rstrip(b", \t\r").endswith(b"}"))
