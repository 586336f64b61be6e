"""All judgements: who said what when, taken back by who said it, and how far people agree."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from communique.errors import JudgementError
from communique.judging import Judging
from communique.web.asking import Asked
from communique.web.desk import desk_of, page, record_of
from communique.web.people import Person, person_of, require
from communique.web.review_pages import open_store
from communique.web.writing import form_of

PER_PAGE = 100


def judgements(request: Request) -> Response:
    """The judgements, the latest first, with reviewers' agreement and the shares found right."""
    asked, review = Asked.of(request), record_of(request).review
    by = asked.person
    undone = request.query_params.get("undone") == "1"
    first = (asked.page - 1) * PER_PAGE
    total = review.count(by=by, undone=undone)
    person = person_of(request)
    return page(
        request,
        "judgements.html",
        asked,
        rows=review.judgements(by=by, undone=undone, limit=PER_PAGE, offset=first),
        total=total,
        pages=-(-total // PER_PAGE),
        undone=undone,
        by=by,
        agreement=review.agreement(),
        alpha=review.alpha(),
        precision=review.precision(by_type=True),
        may_undo=lambda row: may_undo(person, row.by),
    )


def undo(request: Request) -> Response:
    """Take a judgement back: one's own, or as an admin anybody's."""
    person, form = require(request, "reviewer"), form_of(request)
    text = form.get("number", "")
    if not (text.isascii() and text.isdigit() and len(text) < 12):
        raise HTTPException(400, "say which judgement, by its number")
    number = int(text)
    take_back(request, number, person)
    back = form.get("back", "")
    return RedirectResponse(back if _is_ours(back) else "/judgements", 303)


def take_back(request: Request, number: int, person: Person, note: str | None = None) -> None:
    """Take a judgement back, and what it did to the joins.

    Raises:
        HTTPException: 409 if it doesn't stand, 403 if it is another's.
    """
    one = record_of(request).review.standing.get(number)
    if one is None:
        raise HTTPException(409, f"judgement {number} was taken back before, or never was")
    if not may_undo(person, one.by):
        raise HTTPException(403, f"this is {one.by}'s judgement; {one.by} or an admin may")
    with open_store(request) as store:
        try:
            Judging(store, desk_of(request).records.linker).undo(number, by=person.name, note=note)
        except JudgementError as error:
            raise HTTPException(409, str(error)) from error


def _is_ours(path: str) -> bool:
    """Whether a path leads to a page of the desk."""
    return path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()


def may_undo(person: Person | None, by: str) -> bool:
    """Whether a person may take back what somebody said: who said it, or an admin."""
    return person is not None and (
        person.may("admin") or (person.name == by and person.may("reviewer"))
    )
