"""The desk as an ASGI application: routes, and what errors look like."""

from __future__ import annotations

import sqlite3
import sys
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from anyio import to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, ExceptionHandler

from communique.errors import CommuniqueError, QuestionError, StoreError
from communique.store.accounts import Accounts
from communique.web import api, joins, lists, pages, parties, picturing, review, things, views
from communique.web.administration import Administration
from communique.web.desk import Desk
from communique.web.door import Door, LockedDoor, OpenDoor
from communique.web.guard import LOOPBACK, Guard
from communique.web.limits import Limits
from communique.web.login import Login
from communique.web.passwords import Passwords
from communique.web.people import Person, own_name
from communique.web.records import Records
from communique.web.review_leases import Leases
from communique.web.templating import walk_script
from communique.web.writing import WriteRoute

THREADS = 8  # there is one interpreter: more threads wait for it, and hold memory
#: Seconds after which a thread that reckons lets others have the interpreter. Each question to the
#: record lets go of it, so that a page with thirty of them would wait so long thirty times.
TURN = 0.0005
STATIC = Path(__file__).parent / "static"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharing:
    """That people log in, and how.

    Attributes:
        accounts: Who may; open, and closed by whoever opened it.
        passwords: How passwords are kept.
        limits: How often somebody may ask.
        clock: Tells seconds that never go back.
    """

    accounts: Accounts
    passwords: Passwords = field(default_factory=Passwords)
    limits: Limits = field(default_factory=Limits)
    clock: Callable[[], float] = time.monotonic


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskOptions:
    """How to serve a record.

    Attributes:
        record: The record's file.
        hosts: Names under which the desk may be asked; others are refused, so that no page of
            another site can reach it by a name of its own.
        by: The name under which judgements are kept; None is the user's login name.
        sharing: That people log in; None is for the person at this machine alone.
        proxies: Addresses of proxies in front, which are believed what they say of who asks.
    """

    record: Path
    hosts: tuple[str, ...] = LOOPBACK
    by: str | None = None
    sharing: Sharing | None = None
    proxies: tuple[str, ...] = ()


def make_app(options: DeskOptions) -> ASGIApp:
    """The application on one record.

    Raises:
        StoreError: If there is no record, or it can't be read.
    """
    sharing = options.sharing
    routes = [
        *_page_routes(),
        *review.routes(),
        *review.writes(),
        *joins.routes(),
        *picturing.routes(),
        *(_people_routes(sharing) if sharing else ()),
        Mount("/api/v1", routes=api.routes()),
        Route("/static/walk.js", walk_script),
        Mount("/static", StaticFiles(directory=STATIC), name="static"),
    ]
    app = Starlette(lifespan=_few_threads, routes=routes, exception_handlers=_handlers())
    app.state.desk = Desk(Records(options.record))
    app.state.leases = Leases()
    # outermost, so that pages of mistakes pass it too
    return Guard(
        app,
        _door(options),
        hosts=options.hosts,
        writes=[route for route in routes if isinstance(route, WriteRoute)],
        proxies=options.proxies,
        private=sharing is not None,
    )


def _door(options: DeskOptions) -> Door:
    sharing = options.sharing
    if sharing is None:
        return OpenDoor(Person(name=own_name(options.by), role="reviewer"))
    return LockedDoor(sharing.accounts, limits=sharing.limits, clock=sharing.clock)


def _handlers() -> Mapping[Any, ExceptionHandler]:
    return {
        CommuniqueError: _told,
        sqlite3.Error: _unreadable,
        HTTPException: _http,
        500: _broken,
    }


@asynccontextmanager
async def _few_threads(_: Starlette) -> AsyncIterator[None]:
    """Answer few requests at once: more only take turns at the interpreter, and all get slower."""
    to_thread.current_default_thread_limiter().total_tokens = THREADS
    sys.setswitchinterval(TURN)
    yield


def _page_routes() -> list[BaseRoute]:
    """The pages, and the routes that write (`WriteRoute`)."""
    return [
        Route("/", pages.home),
        Route("/search", pages.search),
        Route("/go", pages.go),
        Route("/dyad/{a}/{b}", parties.dyad),
        Route("/actor/{code}", parties.actor),
        Route("/who", parties.who),
        Route("/network", views.network),
        Route("/map", views.world),
        Route("/tallies", parties.tallies),
        Route("/entry/{id}", things.entry),
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


def _people_routes(sharing: Sharing) -> list[BaseRoute]:
    """The pages of logging in, of one's own account and of all accounts."""
    return [
        *Login(sharing.accounts, sharing.passwords).routes(),
        *Administration(sharing.accounts, sharing.passwords).routes(),
    ]


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
