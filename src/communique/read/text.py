"""Plain text: one report a file, perhaps under a few lines that say what it is."""

from __future__ import annotations

import re

from communique.read.days import read_day
from communique.read.found import Found

_DATE_PREFIX = re.compile(
    r"\s*date(?P<mark>[ \t:]+)(?P<day>\d{4}-\d{1,2}-\d{1,2})(?!\d)"
    r"(?:T\d{2}:\d{2}[\d:.]*(?:Z|[+-]\d{2}:?\d{2})?)?"
    r"[ \t]*[:|-]?\s*",
    re.IGNORECASE,
)
_HEADER = re.compile(
    r"[ \t]*(id|date|published|title|headline|source|publisher|url|link|language)[ \t]*:[ \t]*"
    r"(\S[^\n]{0,500})?(?:\n|$)",
    re.IGNORECASE,
)
_TOP = 600  # characters; the head of a release, or a headline and the first paragraph
_CELLS = re.compile(r"\s{3,}|\t")  # a date at the end of a line, away from what stands before
_DATELINE = re.compile(
    r"[A-Z][\w.'’ -]{1,30}(?:, [A-Z][\w.'’ -]{1,20}){0,2}, "
    r"(?P<day>\d{1,2} [A-Z][a-z]{2,8}\.?,? \d{4}|[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4})"
    r"\s*(?:\([^()]{1,40}\)\s*)?(?:--|[-–—:])"
)
_NAMES = {
    "published": "date",
    "headline": "title",
    "source": "publisher",
    "link": "url",
}


def read_text(text: str, source: str) -> Found:
    """The report in a plain text, without its header.

    The header is `date 2021-01-27`, on a line of its own or before the text, or lines such as
    `Date: 2021-01-27`, `Title: …`, `Source: …`, `URL: …`. What follows is the report's text.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", " ")
    prefix = _DATE_PREFIX.match(text)
    if prefix and not ("\n" in prefix[0] and ":" in prefix["mark"]):
        return Found(source=source, text=text[prefix.end() :].strip(), date=prefix["day"])
    header, body = _header(text)
    written = None if "date" in header else _written(body)
    return Found(source=source, text=body.strip(), written=written, **header)


def _written(text: str) -> str | None:
    """The day, with its year, that is a line of the text's top, or that its dateline has."""
    for line in text[:_TOP].splitlines():
        bare = line.strip(" \t*_#|[]()")
        cells = (bare, *_CELLS.split(bare))
        if found := next((cell for cell in cells if not cell.isdigit() and read_day(cell)), None):
            return found
        if (dateline := _DATELINE.match(bare)) and read_day(dateline["day"]):
            return dateline["day"]
    return None


def _header(text: str) -> tuple[dict[str, str], str]:
    """The values of the header's lines, and the text behind them."""
    values: dict[str, str] = {}
    at = len(text) - len(text.lstrip())
    while line := _HEADER.match(text, at):
        name = line[1].lower()
        name = _NAMES.get(name, name)
        if name in values:
            break
        if line[2]:
            values[name] = line[2].strip()
        at = line.end()
    return values, text[at:]
