"""Pages of one thing: an entry of any kind, a report; and dossiers to take away."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from communique.account import Entry
from communique.errors import QuestionError
from communique.judged import open_records
from communique.query import Record, Shown
from communique.render import make_sheet
from communique.render.lines import PLURALS
from communique.web.asking import Asked
from communique.web.bars import draw_counts
from communique.web.desk import page, record_of
from communique.web.dossier import dossier_of_agreement, dossier_of_dyad
from communique.web.joins import rulings_of
from communique.web.marking import fields_of, mentions_by_year, provisions_of, why_by_pair
from communique.web.review_items import added_of, cards_of, said_of


def entry(request: Request) -> Response:
    """A happening, contact, agreement or title: fields, evidence, reports, conflicts, reasons."""
    record, asked = record_of(request), Asked.of(request)
    shown = record.show(request.path_params["id"], as_known_on=asked.known)
    thing = record.overview(as_known_on=asked.known).entry(shown.id)
    if thing is None:
        return RedirectResponse(asked.to(f"/report/{shown.id.partition('/')[0]}"), 303)
    values = entry_values(record, thing, shown, asked)
    values |= {"said": said_of(request, thing), "own": record.review.of_entry(thing.id)}
    values["rulings"] = rulings_of(
        request, record.overview(as_known_on=asked.known).joins.on(thing)
    )
    return page(request, "entry.html", asked, **values)


def entry_values(record: Record, thing: Entry, shown: Shown, asked: Asked) -> dict[str, Any]:
    """What the page of an entry shows, and its dossier too."""
    tellers = record.tellers(thing.id, as_known_on=asked.known)
    overview = record.overview(as_known_on=asked.known)
    return {
        "thing": thing,
        "tellers": tellers,
        "numbers": {teller.report.key: teller.number for teller in tellers},
        "fields": fields_of(thing, tellers),
        "provisions": provisions_of(tellers),
        "before": overview.named(thing.predecessors),
        "after": overview.named(thing.successors),
        "why": why_by_pair(shown),
        "mentions": draw_counts(mentions_by_year(tellers)),
        "last": record.overview().last_day(),
    }


def report(request: Request) -> Response:
    """A report with the words of all its records marked, the records beside."""
    record, asked = record_of(request), Asked.of(request)
    shown = record.show(request.path_params["key"], as_known_on=asked.known)
    if shown.kind != "report":
        return RedirectResponse(asked.to(f"/entry/{shown.id.partition('/')[0]}"), 303)
    overview = record.overview()
    judged = record.review.judged(shown.id)
    if judged is None:
        raise QuestionError(f"{request.path_params['key']!r} is no report of the record")
    return page(
        request,
        "report.html",
        asked,
        items=cards_of(request, judged),
        added=added_of(request, judged),
        whole=judged.whole,
        still=open_records(judged),
        shown=shown.fields,
        key=shown.id,
        sheet=make_sheet(judged.machine),
        plurals=PLURALS,
        entries=overview.entries_of(shown.id),
    )


def dyad_dossier(request: Request) -> Response:
    """A dyad as one file that needs nothing else."""
    record, asked = record_of(request), Asked.of(request)
    a, b = (record.code(request.path_params[side]) for side in ("a", "b"))
    text = dossier_of_dyad(
        record, a, b, since=asked.since, until=asked.until, as_known_on=asked.known
    )
    return _file(text, f"{a}-{b}")


def agreement_dossier(request: Request) -> Response:
    """An agreement as one file that needs nothing else."""
    record, asked = record_of(request), Asked.of(request)
    text = dossier_of_agreement(record, request.path_params["id"], as_known_on=asked.known)
    return _file(text, request.path_params["id"])


def _file(text: str, name: str) -> Response:
    """A page to be kept, not to be opened under the desk's own address."""
    safe = "".join(c if c.isascii() and (c.isalnum() or c in "-_") else "-" for c in name.lower())
    headers = {"content-disposition": f'attachment; filename="dossier-{safe}.html"'}
    return HTMLResponse(text, headers=headers)
