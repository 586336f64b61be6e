"""What all pages share: the record of the request's thread, and a template filled in."""

from __future__ import annotations

from datetime import date
from typing import Any

from jinja2 import Environment
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from communique.query import Record
from communique.vocab.gazetteer import Gazetteer
from communique.web.asking import Asked
from communique.web.people import caller_of
from communique.web.records import Records
from communique.web.templating import fit, make_environment
from communique.web.writing import FIELD


class Desk:
    """Records and templates, made once and shared by all requests."""

    def __init__(self, records: Records) -> None:
        self.records = records
        self.gazetteer: Gazetteer = records.gazetteer
        self.templates: Environment = make_environment(records.gazetteer, records.ontology)


def desk_of(request: Request) -> Desk:
    """The desk that a request came to."""
    desk: Desk = request.app.state.desk
    return desk


def record_of(request: Request) -> Record:
    """The record, as the request's thread has it."""
    return desk_of(request).records.here


def page(
    request: Request, template: str, asked: Asked, *, status: int = 200, **values: Any
) -> Response:
    """A template filled in; all that stands in it is escaped.

    Every template has `asked`, `caller`, `person`, and `csrf_field` for its forms that write.
    """
    caller = caller_of(request)

    def made(known: date) -> str | None:
        """The mark of what the reports known on a day were coded by."""
        found = record_of(request).overview().coded_by(known)
        return found.mark if found else None

    text = (
        desk_of(request)
        .templates.get_template(template)
        .render(
            asked=asked,
            made=made,
            caller=caller,
            person=caller.person,
            csrf_field=Markup('<input type="hidden" name="{}" value="{}">').format(
                FIELD, caller.seal
            ),
            **values,
        )
    )
    return HTMLResponse(fit(text), status)


def completions(request: Request, most: int = 300) -> list[tuple[str, str]]:
    """Codes and names of the parties of the record, those with the most entries first."""
    codes = record_of(request).overview().codes()
    gazetteer = desk_of(request).gazetteer
    return [(code, gazetteer.label(code)) for code in list(codes)[:most]]
