"""The review queue: one record after another, judged with one key."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from communique.anchors import Anchor
from communique.judged import SEEN
from communique.store import Judgement
from communique.web import review_forms, review_lists
from communique.web.asking import Asked
from communique.web.desk import page, record_of
from communique.web.people import require
from communique.web.review_asking import Wish
from communique.web.review_items import Item, find_item
from communique.web.review_pages import (
    NOTE,
    Notice,
    leases_of,
    next_page,
    open_store,
    show_item,
    still_the_same,
    wants_part,
)
from communique.web.writing import WriteRoute, form_of

Verdict = Literal["right", "wrong", "unsure"]
VERDICTS: tuple[Verdict, ...] = ("right", "wrong", "unsure")


def routes() -> list[Route]:
    """The pages of reviewing."""
    return [
        Route("/review", show),
        Route("/review/edit", review_forms.edit),
        Route("/review/add", review_forms.add),
        Route("/judgements", review_lists.judgements),
    ]


def writes() -> list[WriteRoute]:
    """The routes that judge."""
    return [
        WriteRoute("/review/judge", judge),
        WriteRoute("/review/next", pass_over),
        WriteRoute("/review/undo", undo),
        WriteRoute("/review/edit", review_forms.keep_edit),
        WriteRoute("/review/add", review_forms.keep_added),
        WriteRoute("/review/whole", review_forms.keep_whole),
        WriteRoute("/judgements/undo", review_lists.undo),
    ]


def show(request: Request) -> Response:
    """The record that is to be judged next, or the one that the address names."""
    person, wish = require(request, "reviewer"), Wish.of(request)
    if wish.item is None:
        return next_page(request, person, wish)
    item = find_item(request, wish.item)
    if item is None:
        gone = Notice(text="That record is no more: its report was coded anew.", trouble=True)
        return next_page(request, person, wish, gone)
    holder = leases_of(request).hold(person.name, item.anchor)
    held = Notice(text=f"{holder} looks at this record just now.") if holder else None
    return show_item(request, person, wish, item, held)


def judge(request: Request) -> Response:
    """Keep a verdict; a record that was judged or coded anew meanwhile is shown again instead."""
    person, wish, form = require(request, "reviewer"), Wish.of(request), form_of(request)
    target, verdict = form.get("target", ""), form.get("verdict", "")
    if verdict not in VERDICTS:
        raise HTTPException(400, f"a verdict is one of {', '.join(VERDICTS)}")
    note = form.get("note", "").strip()[:NOTE] or None
    with open_store(request) as store, store.transaction():
        item, notice = still_the_same(request, person, target)
        said = item.mark.voices.get(person.name) if item and item.mark else None
        if item is not None and notice is None and said != verdict:
            store.judgements.add(
                item.anchor,
                verdict,
                by=person.name,
                value={SEEN: item.seen},
                note=note,
            )
    if form.get("from") == "report":
        return _card(request, item, notice)
    if notice is not None:
        return show_item(request, person, wish, item, notice, status=409)
    return next_page(request, person, wish.without_item(), answer=True)


def pass_over(request: Request) -> Response:
    """On to the next record; this one comes again when all others are judged or passed over."""
    person, wish = require(request, "reviewer"), Wish.of(request).without_item()
    leases_of(request).pass_over(person.name, form_of(request).get("target", ""))
    return next_page(request, person, wish, answer=True)


def undo(request: Request) -> Response:
    """Take back what this person judged last, and show that record again."""
    person, wish = require(request, "reviewer"), Wish.of(request)
    taken: tuple[Judgement, ...] = ()
    with open_store(request) as store, store.transaction():
        taken = record_of(request).review.standing.last_act(person.name)
        for one in taken:
            store.judgements.undo(one.number, by=person.name)
    if not taken:
        notice = Notice(text="There is nothing of yours to take back.", trouble=True)
        return next_page(request, person, wish, notice)
    notice = Notice(text=said_back(taken))
    item = find_item(request, taken[0].target)
    if item is None:  # what was added, or said of a report as a whole
        return next_page(request, person, wish.without_item(), notice)
    if wants_part(request):
        return show_item(request, person, wish, item, notice)
    return RedirectResponse(wish.at("/review", item.anchor), 303)


def _card(request: Request, item: Item | None, notice: Notice | None) -> Response:
    """What was said of a record, for the report's page that it stands on."""
    if not wants_part(request):
        if item is None or notice is not None:
            raise HTTPException(409, notice.text if notice else "that record is no more")
        return RedirectResponse(f"/report/{item.key}#{item.record.id}", 303)
    fresh = find_item(request, item.anchor) if item else None
    return page(request, "_review_said.html", Asked(), item=fresh, notice=notice)


def said_back(taken: Iterable[Judgement]) -> str:
    """What was taken back, in words."""
    found = list(taken)
    match found[0].verdict:
        case "edit":
            return f"Taken back: {', '.join(str(one.field) for one in found)} as edited."
        case "add":
            return "Taken back: the record that you added."
    if Anchor.read(found[0].target) is None:
        return "Taken back: what you said of a report as a whole."
    return f"Taken back: {found[0].verdict}."
