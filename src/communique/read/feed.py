"""Feeds: a report an item of RSS or entry of Atom, with the text that the feed itself has."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from xml.etree import ElementTree

from communique.read.found import Found
from communique.read.streams import whole
from communique.records import Problem

_WHOLE_FILE = 64_000_000  # as of a file that is one JSON value
_ITEMS = frozenset({"item", "entry"})
#: Our fields, and the elements that may hold them, the fullest first.
_ELEMENTS = {
    "text": ("encoded", "content", "description", "summary"),
    "date": ("pubDate", "published", "date", "issued", "updated"),
    "id": ("guid", "id"),
}
_BREAK = re.compile(r"</(?:p|div|li|h\d|blockquote)\s*>|<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")


def read_feed(chunks: Iterable[bytes], source: str) -> Iterator[Found | Problem]:
    """Yield a `Found` for each item that has a text; its title is the item's, not of the text."""
    data = whole(chunks, _WHOLE_FILE)
    if data is None:
        detail = f"over {_WHOLE_FILE:,} bytes, too large for a feed; split it"
        yield Problem(code="too-large", detail=detail, source=source)
        return
    try:
        root = ElementTree.fromstring(data)
    except ElementTree.ParseError as error:
        yield _bad(source, f"no valid XML ({error})")
        return
    publisher = _feed_title(root)
    found = [element for element in root.iter() if _name(element) in _ITEMS]
    if not found:
        yield _bad(source, "there is no item in it")
    for number, item in enumerate(found, start=1):
        yield _report(item, f"{source}[{number}]", publisher)


def _report(item: ElementTree.Element, place: str, publisher: str | None) -> Found | Problem:
    values = {name: _first(item, elements) for name, elements in _ELEMENTS.items()}
    text = _plain(values["text"] or "")
    if not text:
        detail = "the item has no text; save its page and read that"
        return Problem(code="no-text", detail=detail, source=place)
    return Found(
        source=place,
        text=text,
        id=values["id"],
        date=values["date"],
        title=_plain(_first(item, ("title",)) or "") or None,
        publisher=publisher,
        url=_link(item),
    )


def _bad(source: str, reason: str) -> Problem:
    detail = f"{reason}; save the feed anew, or its articles as pages"
    return Problem(code="bad-feed", detail=detail, source=source)


def _name(element: ElementTree.Element) -> str:
    """An element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def _first(element: ElementTree.Element, names: Iterable[str]) -> str | None:
    """The words of the first child of one of the names that has any, by the names' order."""
    for name in names:
        for child in element:
            if _name(child) == name and (text := "".join(child.itertext()).strip()):
                return text
    return None


def _feed_title(root: ElementTree.Element) -> str | None:
    holder = next((child for child in root if _name(child) == "channel"), root)
    return _plain(_first(holder, ("title",)) or "") or None


def _link(item: ElementTree.Element) -> str | None:
    """The address of the article: the text of `link`, or what that of Atom refers to."""
    links = [child for child in item if _name(child) == "link"]
    for link in links:
        address = (link.text or "").strip() or link.get("href")
        if address and link.get("rel", "alternate") == "alternate":
            return address
    return None


def _plain(text: str) -> str:
    """The words of a fragment of HTML, its paragraphs parted by blank lines."""
    parted = _BREAK.sub("\n\n", text) if "<" in text else text
    words = html.unescape(_TAG.sub("", parted)).replace("\xa0", " ")
    lines = (line.strip() for line in words.splitlines())
    return "\n\n".join(line for line in lines if line)
