"""Saved web pages: the article alone, with the title, date and site that the page states."""

from __future__ import annotations

import logging
import re
from typing import Any

from communique.read.found import Found
from communique.records import Problem

# libxml2 gives up at 256 levels, and walking deeper trees recurses; real pages stay below 60.
MAX_DEPTH = 200
# A page of an article has a few thousand tags; extraction takes about 1 s for 20,000.
MAX_TAGS = 200_000

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)(?:[^<>\"']|\"[^\"<>]*\"|'[^'<>]*')*?(/?)>")
_HIDING = re.compile(r"<!--|<(?:script|style)\b", re.IGNORECASE)
_CLOSERS = {
    "<!--": re.compile(r"-->"),
    "<script": re.compile(r"</script\s*>", re.IGNORECASE),
    "<style": re.compile(r"</style\s*>", re.IGNORECASE),
}
# Elements that need no end tag, so that they do not nest when theirs is missing.
_UNNESTED = re.compile(
    r"(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr|p|li|dt|dd|tr|td|th|tbody"
    r"|thead|tfoot|option|optgroup|colgroup|rp|rt|html|body|head)",
    re.IGNORECASE,
)


def read_html(page: str, source: str) -> Found | Problem:
    """The article of a page, paragraphs parted by blank lines, or why there is none."""
    if reason := _unfit(page):
        return _bad(source, reason)
    try:
        article = _extract(page)
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError) as error:
        return _bad(source, f"the page could not be read ({type(error).__name__})")
    if article is None or not (article.text or "").strip():
        return _bad(source, "no article was found in the page")
    paragraphs = (line.strip() for line in article.text.splitlines())
    return Found(
        source=source,
        text="\n\n".join(line for line in paragraphs if line),
        title=article.title or None,
        date=article.date or None,
        publisher=article.sitename or None,
        url=article.url or None,
    )


def _bad(source: str, reason: str) -> Problem:
    detail = f"{reason}; save the article's text as plain text instead"
    return Problem(code="bad-html", detail=detail, source=source)


def _extract(page: str) -> Any:
    """The article as trafilatura sees it; imported here as it takes a second to load."""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    return trafilatura.bare_extraction(
        page,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        # Only a date that the page's metadata state: one guessed from the text may be any.
        date_extraction_params={"extensive_search": False, "original_date": True},
    )


def _unfit(page: str) -> str | None:
    """Why a page must not reach the extractor: tags nested too deeply, or too many."""
    depth = 0
    for number, tag in enumerate(_TAG.finditer(_without_hidden(page))):
        if number > MAX_TAGS:
            return f"the page has more than {MAX_TAGS:,} tags"
        closing, name, empty = tag.groups()
        if empty or _UNNESTED.fullmatch(name):
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        if depth > MAX_DEPTH:
            return f"the page nests tags more than {MAX_DEPTH} deep"
    return None


def _without_hidden(page: str) -> str:
    """The page without comments, scripts and styles; one that is left open is not taken out."""
    kept: list[str] = []
    left_open: set[str] = set()
    done = 0
    while hiding := _HIDING.search(page, done):
        name = hiding[0].lower()
        closer = None if name in left_open else _CLOSERS[name].search(page, hiding.end())
        if closer is None:
            left_open.add(name)
        kept.append(page[done : hiding.end() if closer is None else hiding.start()])
        done = closer.end() if closer else hiding.end()
    return "".join((*kept, page[done:]))
