"""The desk as an ASGI application: routes, and what errors look like."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from anyio import to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from communique.errors import CommuniqueError, QuestionError, StoreError
from communique.web import api, joins, lists, pages, parties, things
from communique.web.desk import Desk
from communique.web.guard import LOOPBACK, Guard
from communique.web.people import Person, own_name
from communique.web.records import Records
from communique.web.templating import walk_script
from communique.web.writing import WriteRoute

THREADS = 4  # there is one interpreter: more threads wait for it, and hold memory
STATIC = Path(__file__).parent / "static"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskOptions:
    """How to serve a record.

    Attributes:
        record: The record's file.
        hosts: Names under which the desk may be asked; others are refused, so that no page of
            another site can reach it by a name of its own.
        by: The name under which judgements are kept; None is the user's login name.
    """

    record: Path
    hosts: tuple[str, ...] = LOOPBACK
    by: str | None = None


def make_app(options: DeskOptions) -> ASGIApp:
    """The application on one record.

    Raises:
        StoreError: If there is no record, or it can't be read.
    """
    writes = _writes()
    app = Starlette(
        lifespan=_few_threads,
        routes=[
            *_page_routes(),
            *writes,
            Mount("/api/v1", routes=api.routes()),
            Route("/static/walk.js", walk_script),
            Mount("/static", StaticFiles(directory=STATIC), name="static"),
        ],
        exception_handlers={
            CommuniqueError: _told,
            sqlite3.Error: _unreadable,
            HTTPException: _http,
            500: _broken,
        },
    )
    app.state.desk = Desk(Records(options.record))
    person = Person(name=own_name(options.by), role="reviewer")
    # outermost, so that pages of mistakes pass it too
    return Guard(app, hosts=options.hosts, writes=writes, person=person)


@asynccontextmanager
async def _few_threads(_: Starlette) -> AsyncIterator[None]:
    """Answer few requests at once: more only take turns at the interpreter, and all get slower."""
    to_thread.current_default_thread_limiter().total_tokens = THREADS
    yield


def _page_routes() -> list[Route]:
    return [
        Route("/", pages.home),
        Route("/search", pages.search),
        Route("/go", pages.go),
        Route("/dyad/{a}/{b}", parties.dyad),
        Route("/actor/{code}", parties.actor),
        Route("/who", parties.who),
        Route("/tallies", parties.tallies),
        Route("/entry/{id}", things.entry),
        *joins.routes(),
        Route("/report/{key:path}", things.report),
        Route("/timeline", lists.timeline),
        Route("/events", lists.events),
        Route("/contacts", lists.contacts),
        Route("/agreements", lists.agreements),
        Route("/designations", lists.designations),
        Route("/problems", pages.problems),
        Route("/dossier/{a}/{b}", things.dyad_dossier),
        Route("/dossier/{id}", things.agreement_dossier),
    ]


def _writes() -> list[WriteRoute]:
    """The routes that take POST; there are no others."""
    return [*joins.writes()]


def _told(request: Request, error: Exception) -> Response:
    """A known failure: of the question, or of the record."""
    status = 404 if isinstance(error, QuestionError) else 400
    return _failed(request, 503 if isinstance(error, StoreError) else status, str(error))


def _unreadable(request: Request, error: Exception) -> Response:
    return _failed(request, 503, f"the record can't be read just now ({error}); try again")


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    detail = "there is no such page" if error.status_code == 404 else error.detail
    return _failed(request, error.status_code, detail)


def _broken(request: Request, error: Exception) -> Response:
    return _failed(request, 500, f"a mistake of this program ({type(error).__name__})")


def _failed(request: Request, status: int, detail: str) -> Response:
    if request.url.path.startswith("/api/"):
        return api.failure(status, detail)
    return pages.failure(request, status, detail)
