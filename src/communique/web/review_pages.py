"""What the pages of reviewing share: a record with its keys, and what hinders a judgement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from communique.query.queue import KINDS
from communique.render.lines import PLURALS
from communique.store import Store
from communique.web.asking import Asked
from communique.web.desk import completions, desk_of, page, record_of
from communique.web.people import Person
from communique.web.review_asking import Wish
from communique.web.review_items import Item, find_item
from communique.web.review_leases import Leases
from communique.web.writing import form_of

FRAGMENT = "x-fragment"  # the header by which our script asks for a part of a page
NOTE = 500  # characters of a remark
_AHEAD = 30  # records of the queue, beside those passed over, of which nobody else holds one
_WAIT = 10.0  # seconds to wait for another writer


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What a reviewer is told above a record."""

    text: str
    trouble: bool = False


def still_the_same(
    request: Request, person: Person, target: str
) -> tuple[Item | None, Notice | None]:
    """The record that a form is of, and what hinders to keep what the form says.

    To be asked inside the transaction that keeps it, so that nobody judges in between.
    """
    form = form_of(request)
    item = find_item(request, target)
    if item is None:
        text = "That record is no more: its report was coded anew meanwhile. Nothing was kept."
        return None, Notice(text=text, trouble=True)
    if form.get("seen", item.seen) != item.seen:
        text = "This record says something else now: its report was coded anew meanwhile."
        return item, Notice(text=f"{text} Nothing was kept; look at it again.", trouble=True)
    told = form.get("heard", "0")
    heard = int(told) if told.isascii() and told.isdigit() and len(told) < 12 else 0
    mark = item.mark
    others = [
        one
        for one in (mark.judgements if mark else ())
        if one.by != person.name and one.number > heard
    ]
    if others:
        last = others[-1]
        said = f"edited {last.field}" if last.verdict == "edit" else f"said {last.verdict}"
        text = f"{last.by} {said} meanwhile. Yours was not kept; judge again if you differ."
        return item, Notice(text=text, trouble=True)
    return item, None


def next_page(
    request: Request,
    person: Person,
    wish: Wish,
    notice: Notice | None = None,
    *,
    answer: bool = False,
) -> Response:
    """The next record of the queue.

    Args:
        request: The request.
        person: Who judges.
        wish: The filters.
        notice: What to tell above it.
        answer: Whether a form was answered: without our script, the browser is led to the queue, so
            that loading the page anew doesn't send the form again.
    """
    if answer and not wants_part(request):
        return RedirectResponse(wish.at("/review"), 303)
    review = record_of(request).review
    leases = leases_of(request)
    ahead = _AHEAD + leases.passed(person.name)
    queued = review.queue(wish.asking, by=person.name, limit=ahead)
    chosen = leases.take(person.name, review.anchors(queued))
    item = find_item(request, chosen) if chosen else None
    return show_item(request, person, wish, item, notice, held=bool(queued) and item is None)


def show_item(
    request: Request,
    person: Person,
    wish: Wish,
    item: Item | None,
    notice: Notice | None = None,
    *,
    held: bool = False,
    status: int = 200,
) -> Response:
    """A record with the keys to judge it, as a page or as the part that our script asked for."""
    review = record_of(request).review
    values: dict[str, Any] = {
        "wish": wish,
        "item": item,
        "notice": notice,
        "held": held,
        "today": review.standing.on_day(person.name),
        "left": review.left(wish.asking, by=person.name),
        "back": leases_of(request).before(person.name, item.anchor if item else None),
        "undoable": bool(review.standing.last_act(person.name)),
    }
    if wants_part(request):
        return page(request, "_review_item.html", Asked(), **values)  # a script reads what it says
    ontology = desk_of(request).records.ontology
    return page(
        request,
        "review.html",
        Asked(path="/review"),
        status=status,
        kinds=KINDS,
        plurals=PLURALS,
        types=tuple(ontology.types),
        known=completions(request),
        **values,
    )


def leases_of(request: Request) -> Leases:
    """Who looks at what."""
    leases: Leases = request.app.state.leases
    return leases


def open_store(request: Request) -> Store:
    """The record, open for writing.

    Raises:
        StoreError: If another process writes into it for long.
    """
    return Store.open(desk_of(request).records.path, create=False, wait=_WAIT)


def wants_part(request: Request) -> bool:
    """Whether our script asks for a part of a page."""
    return request.headers.get(FRAGMENT) == "1"
