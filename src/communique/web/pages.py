"""Home, search, problems and runs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from communique.errors import CommuniqueError, QuestionError
from communique.query import CoverageRow, Record, Wanted
from communique.vocab.gazetteer import Gazetteer
from communique.web.asking import Asked
from communique.web.desk import completions, desk_of, page, record_of

_NEWS, _FOUND, _DAYS = 14, 50, 28
_PUBLISHERS, _YEARS = 12, 24
_BETWEEN = re.compile(r"\s*(?:\band\b|&|,|–|—|\s-\s|/|\bwith\b)\s*", re.IGNORECASE)


def home(request: Request) -> Response:
    """Search, the counts of the record, what is new, and what it covers."""
    record, asked = record_of(request), Asked.of(request)
    overview = record.overview()
    news = overview.news(limit=_NEWS)
    days = overview.coverage("day", days=_DAYS)
    years = overview.coverage("year")
    return page(
        request,
        "home.html",
        asked,
        stats={row.what: row.count for row in record.stats()},
        news=news,
        quotes=overview.excerpts(news.entries) if news else {},
        recent=_grid(days, _last_days(news.until if news else None)),
        long=_grid(years, sorted({row.period for row in years})[-_YEARS:]),
        most=list(overview.codes().items())[:14],
        known=completions(request),
    )


def go(request: Request) -> Response:
    """To the page of one party or of two, by codes or names."""
    record, asked = record_of(request), Asked.of(request)
    parties = [record.code(party) for party in asked.parties[:2]]
    if not parties:
        raise QuestionError("name a country or body, or two of them")
    kind = "dyad" if len(parties) == 2 else "actor"
    path = "/".join(quote(code, safe="") for code in parties)
    return RedirectResponse(asked.to(f"/{kind}/{path}"), 303)


def search(request: Request) -> Response:
    """Countries and bodies, persons, agreements, and reports by their words."""
    record, asked = record_of(request), Asked.of(request)
    overview = record.overview(as_known_on=asked.known)
    text, trouble = asked.q, None
    try:
        found = record.search(text, limit=_FOUND, as_known_on=asked.known) if text else ()
    except QuestionError as error:
        found, trouble = (), str(error)
    named = Wanted(kind="agreement", name=text or None)
    return page(
        request,
        "search.html",
        asked,
        actors=find_actors(desk_of(request).gazetteer, text, overview.codes()),
        pair=find_pair(record, text),
        persons=overview.persons(text, limit=12),
        agreements=overview.page(named, limit=12).entries if text else (),
        found=[(row, excerpt_pieces(row.excerpt)) for row in found],
        trouble=trouble,
        most=_FOUND,
    )


def problems(request: Request) -> Response:
    """What could not be done, and the runs that coded."""
    record, asked = record_of(request), Asked.of(request)
    rows = record.problems()
    return page(
        request,
        "problems.html",
        asked,
        problems=rows[:500],
        total=len(rows),
        runs=record.overview().runs(),
    )


def failure(request: Request, status: int, detail: str) -> Response:
    """A page that says what is wrong, and what to do."""
    return page(request, "failure.html", Asked(), status=status, code=status, detail=detail)


def find_actors(gazetteer: Gazetteer, text: str, codes: dict[str, int]) -> list[tuple[str, int]]:
    """Parties of the record whose code or name has the words, those with most entries first."""
    asked = text.casefold()
    if not asked:
        return []
    exact = [name.code for name in gazetteer.lookup(gazetteer.spelling(text) or text)]
    found = [
        code
        for code in codes
        if code.casefold() == asked or asked in gazetteer.label(code).casefold()
    ]
    once = dict.fromkeys([*(code for code in exact if code in codes), *found])
    return [(code, codes[code]) for code in once][:12]


def find_pair(record: Record, text: str) -> tuple[str, str] | None:
    """The two parties that a text names, such as `USA IND` or `France and Chad`."""
    parts = [part for part in _BETWEEN.split(text) if part]
    if len(parts) != 2:
        words = text.split()
        parts = words if len(words) == 2 else []
    try:
        codes = [record.code(part) for part in parts]
    except CommuniqueError:
        return None
    known = record.gazetteer
    if len(codes) == 2 and all(known.label(code) != code or known.state(code) for code in codes):
        return codes[0], codes[1]
    return None


def excerpt_pieces(excerpt: str) -> list[tuple[str, bool]]:
    """An excerpt cut at its brackets; true are the words that were found."""
    pieces = re.split(r"\[([^\[\]]*)\]", excerpt)
    return [(piece, n % 2 == 1) for n, piece in enumerate(pieces) if piece]


def _last_days(until: date | None) -> list[str]:
    if until is None:
        return []
    return [(until - timedelta(days=n)).isoformat() for n in reversed(range(_DAYS))]


def _grid(
    rows: Sequence[CoverageRow], periods: Sequence[str]
) -> tuple[Sequence[str], list[tuple[str, int, list[tuple[int, int]]]]]:
    """Periods, and by publisher the total with count and shade (0 to 5) of each period."""
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    for row in rows:
        counts[row.publisher][row.period] = row.reports
    most = max(
        (n for one in counts.values() for p, n in one.items() if p in set(periods)), default=1
    )
    lines = [
        (
            publisher,
            sum(one.get(period, 0) for period in periods),
            [(n, -(-5 * n // most)) for n in (one.get(period, 0) for period in periods)],
        )
        for publisher, one in counts.items()
    ]
    lines.sort(key=lambda line: (-line[1], line[0]))
    return periods, [line for line in lines if line[1]][:_PUBLISHERS]
