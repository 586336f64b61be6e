"""Forms of reviewing: edit a record, add one that was missed, say that nothing is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from communique.anchors import anchor, codes_text
from communique.judged import (
    FIELDS,
    GOLD_KINDS,
    TYPE_FIELDS,
    FieldReader,
    Judged,
)
from communique.records import Span
from communique.render.wording import heading_of, in_context
from communique.store import Verdict
from communique.web.asking import Asked
from communique.web.desk import completions, page, record_of
from communique.web.people import require
from communique.web.review_asking import Wish
from communique.web.review_items import (
    Item,
    find_item,
    modes_of,
    plain_values,
    reader_of,
)
from communique.web.review_pages import (
    NOTE,
    Notice,
    next_page,
    open_store,
    show_item,
    still_the_same,
    wants_part,
)
from communique.web.review_words import chosen_span
from communique.web.writing import form_of

_CONTEXT = 400  # characters around words that are to be a record
#: What a field of a new record holds at first.
_FIRST: Mapping[tuple[str, str], Any] = {
    ("event", "status"): "occurred",
    ("event", "background"): False,
    ("contact", "status"): "held",
}


def edit(request: Request) -> Response:
    """The fields of a record, to be changed."""
    person, wish = require(request, "reviewer"), Wish.of(request)
    item = find_item(request, wish.item or "")
    if item is None:
        notice = Notice(text="That record is no more: its report was coded anew.", trouble=True)
        return next_page(request, person, wish.without_item(), notice)
    return _edit_page(request, wish, item)


def keep_edit(request: Request) -> Response:
    """Keep the fields that were written otherwise than they stood, or say what can't be."""
    person, wish, form = require(request, "reviewer"), Wish.of(request), form_of(request)
    with open_store(request) as store, store.transaction():
        item, notice = still_the_same(request, person, form.get("target", ""))
        if item is None:
            return next_page(request, person, wish.without_item(), notice)
        if notice is not None:
            return show_item(request, person, wish, item, notice, status=409)
        written = {name: form[name] for name in FIELDS[item.kind] if name in form}
        reader = reader_of(request, item.judged)
        read = reader.read(item.kind, written, plain_values(item))
        if read.refused or not read.values:
            refused = read.refused or {"": "Nothing was changed."}
            return _edit_page(request, wish, item, written=written, refused=refused)
        note = form.get("note", "").strip()[:NOTE] or None
        store.judgements.edit(item.anchor, read.values, by=person.name, note=note)
    if form.get("from") == "report":
        return RedirectResponse(f"/report/{item.key}#{item.record.id}", 303)
    return next_page(request, person, wish.without_item(), answer=True)


def add(request: Request) -> Response:
    """The form for a record that was missed, on words of a report."""
    require(request, "reviewer")
    query = request.query_params
    judged = _report(request, query.get("report", ""))
    span = chosen_span(judged.machine.doc, query)
    kind = _kind(query.get("make", "event"))
    values = {name: _FIRST.get((kind, name)) for name in FIELDS[kind]}
    if kind == "agreement":
        values["name"] = span.quote
    if kind == "designation":
        values["title"] = span.quote
    reader = reader_of(request, judged)
    texts = {name: reader.say(kind, name, value) for name, value in values.items()}
    return _add_page(request, judged, span, kind, texts, {})


def keep_added(request: Request) -> Response:
    """Keep a record that was missed, or say what can't be."""
    person, form = require(request, "reviewer"), form_of(request)
    key = form.get("report", "")
    judged = _report(request, key)
    span = chosen_span(judged.machine.doc, form)
    kind = _kind(form.get("make", "event"))
    reader = reader_of(request, judged)
    written = {name: form.get(name, "") for name in FIELDS[kind]}
    blank: dict[str, Any] = {name: _empty(reader, kind, name) for name in FIELDS[kind]}
    read = reader.read(kind, written, blank)
    if read.refused:
        return _add_page(request, judged, span, kind, written, read.refused)
    values = blank | dict(read.values)
    target = anchor(
        key,
        kind,
        values[TYPE_FIELDS[kind]],
        evidence=(span,),
        codes=codes_text(_codes(values)),
    )
    if find_item(request, target) and not _is_other(request, target):
        refused = {"": "There is such a record on these words already; judge or edit that one."}
        return _add_page(request, judged, span, kind, written, refused)
    evidence = [{"start": span.start, "end": span.end, "quote": span.quote, "role": span.role}]
    value = {"kind": kind, "record": values, "evidence": evidence}
    with open_store(request) as store:
        number = store.judge(target, "add", by=person.name, value=value)
    return RedirectResponse(f"/report/{key}#j{number}", 303)


def keep_whole(request: Request) -> Response:
    """Keep that nothing is missing in a report, or that something is."""
    person, form = require(request, "reviewer"), form_of(request)
    key = form.get("report", "")
    judged = _report(request, key)
    verdict: Verdict = "wrong" if form.get("verdict") == "wrong" else "right"
    with open_store(request) as store, store.transaction():
        before = [one for one in judged.whole if one.by == person.name]
        if not before or verdict == "wrong":
            store.judgements.add(key, verdict, by=person.name)
    return RedirectResponse(f"/report/{key}", 303)


def _edit_page(
    request: Request,
    wish: Wish,
    item: Item,
    *,
    written: Mapping[str, str] | None = None,
    refused: Mapping[str, str] | None = None,
) -> Response:
    """The form of a record's fields; with reasons beside those that were refused."""
    reader = reader_of(request, item.judged)
    values = plain_values(item)
    texts = {name: reader.say(item.kind, name, value) for name, value in values.items()}
    part = wants_part(request)
    return page(
        request,
        "_review_edit.html" if part else "review_edit.html",
        Asked(path="/review"),
        status=422 if refused and not part else 200,
        wish=wish,
        item=item,
        fields=reader.fields(item.kind, values),
        texts={**texts, **(written or {})},
        machine={one.name: one.machine for one in item.fields if one.person is not None},
        refused=refused or {},
        origin=request.query_params.get("from", form_of(request).get("from", "")),
        **_completing(request, reader),
    )


def _add_page(
    request: Request,
    judged: Judged,
    span: Span,
    kind: str,
    texts: Mapping[str, str],
    refused: Mapping[str, str],
) -> Response:
    reader = reader_of(request, judged)
    doc = judged.machine.doc
    return page(
        request,
        "review_add.html",
        Asked(path="/review"),
        status=422 if refused else 200,
        heading=heading_of(doc),
        doc=doc,
        key=_key(request),
        span=span,
        words=in_context(doc.text, span, _CONTEXT),
        kind=kind,
        kinds=tuple(GOLD_KINDS.values()),
        fields=reader.fields(kind),
        texts=texts,
        refused=refused,
        **_completing(request, reader),
    )


def _completing(request: Request, reader: FieldReader) -> dict[str, Any]:
    """What fields can be completed with."""
    return {
        "people": tuple(reader.parties.completions()),
        "known": completions(request),
        "modes": modes_of(request),
    }


def _key(request: Request) -> str:
    return request.query_params.get("report") or form_of(request).get("report", "")


def _report(request: Request, key: str) -> Judged:
    judged = record_of(request).review.judged(key)
    if judged is None:
        raise HTTPException(404, f"{key!r} is no report of the record")
    return judged


def _kind(text: str) -> str:
    if text not in GOLD_KINDS.values():
        raise HTTPException(400, f"a record to add is one of {', '.join(GOLD_KINDS.values())}")
    return text


def _empty(reader: FieldReader, kind: str, name: str) -> Any:
    """The value of a field that nobody filled in."""
    forms: Mapping[str, Any] = {
        "parties": [], "texts": [], "choices": [], "flag": False,
        "days": {"start": None, "end": None, "precision": "unknown", "basis": "document"},
    }  # fmt: skip
    form = next(field.form for field in reader.fields(kind) if field.name == name)
    return forms.get(form)


def _codes(values: Mapping[str, Any]) -> Sequence[str | None]:
    """Codes of all parties of a record by value."""
    many = [
        one
        for name in ("actors", "recipients", "participants", "parties", "by", "to")
        for one in values.get(name) or ()
    ]
    one_by_one = [values[name] for name in ("initiator", "subject") if values.get(name)]
    return [party.get("country") for party in (*many, *one_by_one)]


def _is_other(request: Request, target: str) -> bool:
    """Whether the record nearest to an anchor is another: of other parties."""
    item = find_item(request, target)
    return item is not None and item.anchor.rpartition("/")[2] != target.rpartition("/")[2]
