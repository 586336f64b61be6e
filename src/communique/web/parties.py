"""Pages of a pair of countries, of one, of an office, and of claims."""

from __future__ import annotations

from collections import Counter
from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from communique.account import EntryKind
from communique.errors import QuestionError
from communique.query import Overview, Period, Wanted
from communique.query.overview import count_kinds
from communique.vocab.gazetteer import Gazetteer
from communique.vocab.tenures import Tenure
from communique.web.asking import Asked
from communique.web.bars import draw_partners, draw_ties
from communique.web.desk import completions, desk_of, page, record_of
from communique.web.drawing import draw_timeline
from communique.web.templating import by_lane, lane_of, say_verdict, span_of

#: Offices of a state or body in the order in which a page lists them.
OFFICES = (
    "head_of_state",
    "monarch",
    "supreme_leader",
    "head_of_government",
    "head_of_body",
    "foreign_minister",
    "defence_minister",
    "finance_minister",
    "interior_minister",
    "national_security_adviser",
)
_KINDS: tuple[EntryKind, ...] = ("contact", "agreement", "happening")
_LISTED = 20
_FACING, _PARTNERS, _PEOPLE, _CLAIMS = 12, 24, 16, 8


def dyad(request: Request) -> Response:
    """What passed between two parties: timeline, ties, lists."""
    record, asked = record_of(request), Asked.of(request)
    a, b = (record.code(request.path_params[side]) for side in ("a", "b"))
    overview = record.overview(as_known_on=asked.known)
    entries = overview.timeline(a, b, types=asked.types, since=asked.since, until=asked.until)
    ties = record.ties(
        a, b, by=asked.by, since=asked.since, until=asked.until, as_known_on=asked.known
    )
    ontology = desk_of(request).records.ontology
    groups = by_lane(reversed(entries), ontology)
    listed = [entry for group in groups.values() for entry in group[:_LISTED]]
    return page(
        request,
        "dyad.html",
        asked,
        a=a,
        b=b,
        total=len(entries),
        groups=groups,
        listed=_LISTED,
        quotes=overview.excerpts(listed),
        timeline=draw_timeline(
            entries, lambda e: lane_of(e, ontology), since=asked.since, until=asked.until
        ),
        ties=ties,
        verdict=say_verdict(ties),
        bars=draw_ties(ties),
        span=span_of(entries),
        last=overview.last_day(),
        known=completions(request),
    )


def actor(request: Request) -> Response:
    """One state or body: its offices, its people, its contacts, its agreements, its partners."""
    record, asked = record_of(request), Asked.of(request)
    code = record.code(request.path_params["code"])
    overview = record.overview(as_known_on=asked.known)
    partners = _partners(overview, code, asked)
    pages = {
        kind: overview.page(
            Wanted(kind=kind, codes=(code,), since=asked.since, until=asked.until),
            limit=_LISTED,
        )
        for kind in _KINDS
    }
    if not any(found.total for found in pages.values()) and not _is_party(request, code):
        raise QuestionError(f"the record and the gazetteer know no {code!r}")
    facing, all_facing = overview.network(record.ontology).parties(
        Period(party=code, since=asked.since, until=asked.until), limit=_FACING
    )
    last = overview.last_day()
    day = asked.on or asked.known or last
    return page(
        request,
        "actor.html",
        asked,
        code=code,
        day=day,
        offices=offices_on(desk_of(request).gazetteer, code, day) if day else (),
        people=overview.people(code, limit=_PEOPLE),
        with_whom=draw_partners(facing, desk_of(request).gazetteer.label),
        others_facing=all_facing - len(facing),
        partners=list(partners.items())[:_PARTNERS],
        others=max(0, len(partners) - _PARTNERS),
        claims=record.tallies(country=code, limit=_CLAIMS, as_known_on=asked.known),
        pages=pages,
        quotes=overview.excerpts([e for found in pages.values() for e in found.entries]),
        last=last,
    )


def _partners(
    overview: Overview, code: str, asked: Asked
) -> dict[str, tuple[Counter[EntryKind], str]]:
    """Whom a party deals with, within the filters."""
    if asked.known or asked.since or asked.until:
        return count_kinds(overview.timeline(code, since=asked.since, until=asked.until), code)
    return overview.partners(code)


def who(request: Request) -> Response:
    """Who held an office, by the tables and by the reports."""
    record, asked = record_of(request), Asked.of(request)
    query = request.query_params
    office, country = query.get("office", "").strip(), query.get("country", "").strip()
    rows = None
    if office and country:
        rows = record.who(office, country, on=asked.on, as_known_on=asked.known)
    return page(
        request,
        "who.html",
        asked,
        office=office,
        country=country,
        rows=rows,
        known=completions(request),
    )


def tallies(request: Request) -> Response:
    """Claims of sequence and count, held against the ledger."""
    record, asked = record_of(request), Asked.of(request)
    country = asked.parties[0] if asked.parties else None
    rows = record.tallies(person=asked.person, country=country, limit=200, as_known_on=asked.known)
    return page(
        request, "tallies.html", asked, rows=rows[::-1], known=completions(request), country=country
    )


def offices_on(gazetteer: Gazetteer, code: str, day: date) -> list[Tenure]:
    """Who held the offices of a state or body on a day, by the tables; each tenure once."""
    found: dict[tuple[str, str], Tenure] = {}
    for office in OFFICES:
        for tenure in gazetteer.holders(office, code, on=day):
            found.setdefault((tenure.person, tenure.office), tenure)
    return list(found.values())


def _is_party(request: Request, code: str) -> bool:
    gazetteer = desk_of(request).gazetteer
    return gazetteer.state(code) is not None or gazetteer.label(code) != code
