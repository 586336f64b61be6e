"""Pages on which people rule on joins: entries put together or taken apart, who is who."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from communique.account import Entry
from communique.errors import JudgementError, QuestionError
from communique.judging import Judging
from communique.query import Record
from communique.query.accounts import sort_day
from communique.query.joins import RulingRow
from communique.web.asking import Asked
from communique.web.desk import desk_of, page, record_of
from communique.web.people import person_of, require
from communique.web.review_lists import may_undo, take_back
from communique.web.review_pages import open_store
from communique.web.writing import WriteRoute, form_of

_NEAR, _FOUND = 8, 20
_LONGEST = 2000  # characters of a remark


def routes() -> list[Route]:
    """The pages, and what their forms send to."""
    return [
        Route("/entry/{id}/joins", entry),
        Route("/people/{code}", people),
        WriteRoute("/entry/{id}/merge", merge),
        WriteRoute("/entry/{id}/split", split),
        WriteRoute("/people/{code}/same", same),
        WriteRoute("/people/{code}/other", other),
        WriteRoute("/joins/undo", undo),
    ]


def entry(request: Request) -> Response:
    """An entry with its records to split off, and others to join it with."""
    record, asked = record_of(request), Asked.of(request)
    thing = _entry(record, request.path_params["id"])
    overview = record.overview()
    near = overview.joins.near(thing, limit=_NEAR)
    found = [
        one for one in _search(record, asked.q, thing) if one.id not in {e.id for e, _ in near}
    ]
    return page(
        request,
        "joins.html",
        asked,
        thing=thing,
        tellers=record.tellers(thing.id),
        rulings=rulings_of(request, overview.joins.on(thing)),
        near=near,
        found=found,
        quotes=overview.excerpts([one for one, _ in near] + found),
    )


def people(request: Request) -> Response:
    """Persons and groups of a country or body as reports name them, to say who is who."""
    record, asked = record_of(request), Asked.of(request)
    code = record.code(request.path_params["code"])
    joins = record.overview().joins
    who = request.query_params.get("who", "")
    named = joins.named(code)
    codes = {row.who for row in named}
    return page(
        request,
        "people.html",
        asked,
        code=code,
        named=named,
        chosen=next((row for row in named if row.who == who), None),
        reports=joins.naming(who) if who in codes else (),
        rulings=rulings_of(
            request, [row for row in joins.on_entities() if row.who in codes or row.other in codes]
        ),
    )


def merge(request: Request) -> Response:
    """Join an entry with another."""
    form, id = form_of(request), request.path_params["id"]
    with _judging(request) as (judging, by):
        first = _first(record_of(request), id)
        judging.merge(id, (form.get("other") or "").strip(), by=by, note=_note(request))
    return _to_entry(request, first)


def split(request: Request) -> Response:
    """Split records off an entry."""
    form, id = form_of(request), request.path_params["id"]
    with _judging(request) as (judging, by):
        chosen = form.getlist("record")
        judging.split(id, chosen, by=by, note=_note(request))
    return _to_entry(request, chosen[0])


def same(request: Request) -> Response:
    """Say that names are of one person."""
    chosen = form_of(request).getlist("who")
    if len(chosen) < 2:
        raise JudgementError("choose two names or more")
    with _judging(request) as (judging, by):
        for who in chosen[1:]:
            judging.same_entity(chosen[0], who, by=by, note=_note(request))
    return _to_people(request, request.path_params["code"])


def other(request: Request) -> Response:
    """Say that reports mean another than they are coded to name."""
    form = form_of(request)
    chosen = form.getlist("report")
    if not chosen:
        raise JudgementError("choose a report")
    with _judging(request) as (judging, by):
        for report in chosen:
            judging.other_entity(
                report,
                form.get("who") or "",
                other=form.get("other") or None,
                by=by,
                note=_note(request),
            )
    return _to_people(request, request.path_params["code"])


def undo(request: Request) -> Response:
    """Take a ruling back, and go where it was shown."""
    form = form_of(request)
    number = form.get("number") or ""
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        raise HTTPException(400, "number must be that of a judgement")
    take_back(request, int(number), require(request, "reviewer"), _note(request))
    if code := form.get("code"):
        return _to_people(request, code)
    return _to_entry(request, form.get("record") or "")


def rulings_of(request: Request, rows: Sequence[RulingRow]) -> list[tuple[RulingRow, bool]]:
    """Rulings, each with whether who asks may take it back."""
    person = person_of(request)
    return [(row, may_undo(person, row.by)) for row in rows]


@contextmanager
def _judging(request: Request) -> Iterator[tuple[Judging, str]]:
    """What rules on the record, and the name of who asks."""
    person, records = require(request, "reviewer"), desk_of(request).records
    with open_store(request) as store:
        yield Judging(store, records.linker), person.name


def _entry(record: Record, id: str) -> Entry:
    found = record.overview().entry(id)
    if found is None:
        raise QuestionError(f"the record has no entry {id!r} now")
    return found


def _first(record: Record, id: str) -> str:
    key = _entry(record, id).members[0]
    return f"{key.report}/{key.id}"


def _note(request: Request) -> str | None:
    note = (form_of(request).get("note") or "").strip()
    if len(note) > _LONGEST:
        raise HTTPException(400, f"a remark has at most {_LONGEST} characters")
    return note or None


def _to_entry(request: Request, named: str) -> Response:
    """To the entry that a record belongs to now."""
    shown = record_of(request).show(named)
    return RedirectResponse(f"/entry/{shown.fields.get('entry') or shown.id}", 303)


def _to_people(request: Request, code: str) -> Response:
    return RedirectResponse(f"/people/{record_of(request).code(code)}", 303)


def _search(record: Record, text: str, thing: Entry) -> list[Entry]:
    """The entries of a thing's kind that reports with these words tell of, and that of this id.

    Those of its type and near in time come first.
    """
    if not text:
        return []
    overview = record.overview()
    ids = [text.strip()]
    try:
        rows = record.search(text, limit=_FOUND)
    except QuestionError:  # an id need not be a search
        rows = record.search(f'"{text.replace(chr(34), " ")}"', limit=_FOUND)
    for row in rows:
        ids += overview.entries_of(row.report).values()
    found = [overview.entry(id) for id in dict.fromkeys(ids) if id != thing.id]
    alike = [one for one in found if one is not None and one.kind == thing.kind]
    return sorted(alike, key=lambda one: _distance(one, thing))[:_FOUND]


def _distance(one: Entry, other: Entry) -> tuple[bool, int, str]:
    """How far two entries lie apart: of other types, and in days."""
    days = abs((sort_day(one) - sort_day(other)).days)
    return one.type != other.type, days, one.id
