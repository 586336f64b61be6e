"""Lists of the account, by page: timeline, happenings, contacts, agreements, titles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from starlette.requests import Request
from starlette.responses import Response

from communique.account import Entry, EntryKind
from communique.query import Wanted
from communique.web.asking import Asked
from communique.web.desk import completions, page, record_of

PER_PAGE = 100
CHANNELS = ("phone", "video", "meeting", "visit", "correspondence", "unspecified")


def timeline(request: Request) -> Response:
    """All of one party or of two, the newest first."""
    record, asked = record_of(request), Asked.of(request)
    overview = record.overview(as_known_on=asked.known)
    codes = tuple(record.code(party) for party in asked.parties)
    found = (
        overview.timeline(*codes, types=asked.types, since=asked.since, until=asked.until)[::-1]
        if codes
        else []
    )
    first = (asked.page - 1) * PER_PAGE
    entries = found[first : first + PER_PAGE]
    return _listed(request, asked, "timeline", entries, len(found), overview.excerpts(entries))


def events(request: Request) -> Response:
    """Happenings."""
    return _of_kind(request, "happening", "events")


def contacts(request: Request) -> Response:
    """The ledger of contacts."""
    return _of_kind(request, "contact", "contacts")


def agreements(request: Request) -> Response:
    """The register of agreements."""
    return _of_kind(request, "agreement", "agreements")


def designations(request: Request) -> Response:
    """Titles conferred, renewed or removed."""
    return _of_kind(request, "designation", "designations")


def _of_kind(request: Request, kind: EntryKind, name: str) -> Response:
    record, asked = record_of(request), Asked.of(request)
    overview = record.overview(as_known_on=asked.known)
    wanted = Wanted(
        kind=kind,
        codes=tuple(record.code(party) for party in asked.parties),
        whos=overview.whos(asked.person) if asked.person else (),
        types=asked.types,
        since=asked.since,
        until=asked.until,
        name=asked.name,
    )
    found = overview.page(wanted, limit=PER_PAGE, offset=(asked.page - 1) * PER_PAGE)
    return _listed(
        request, asked, name, found.entries, found.total, overview.excerpts(found.entries)
    )


def _listed(
    request: Request,
    asked: Asked,
    name: str,
    entries: Sequence[Entry],
    total: int,
    quotes: Mapping[str, tuple[str, str, str]],
) -> Response:
    """A page of a list, with its filters."""
    types: Sequence[str] = {
        "contacts": CHANNELS,
        "events": tuple(record_of(request).ontology.types),
    }.get(name, ())
    return page(
        request,
        "list.html",
        asked,
        name=name,
        entries=entries,
        total=total,
        quotes=quotes,
        pages=-(-total // PER_PAGE),
        first=(asked.page - 1) * PER_PAGE + 1,
        types=types,
        known=completions(request),
        last=record_of(request).overview().last_day(),
    )
