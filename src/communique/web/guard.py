"""What keeps the desk safe: which requests are answered, and headers that forbid the rest."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from urllib.parse import quote

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from communique.errors import StoreError
from communique.web.door import Door
from communique.web.people import Caller
from communique.web.proxies import hear
from communique.web.writing import (
    FIELD,
    HEADER,
    Refused,
    WriteRoute,
    read_sent,
    see_origin,
)

#: Names of the own machine. A page elsewhere that lets its own name point here sends that name.
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
#: Nothing from another host, no inline script or style, no frame, no form that leads elsewhere.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "cache-control": "no-cache",
}
_LONGEST = 4096  # bytes of a query


class Guard:
    """Middleware: says who asks, refuses foreign names and writers, puts headers on every answer.

    Args:
        app: The application.
        door: Who is let in.
        hosts: Names under which it may be asked, without port.
        writes: The routes that take POST; on all others it is refused.
        proxies: Addresses of proxies in front, which say who asks.
        private: Whether nothing but the desk's own files may be kept by browsers.
    """

    def __init__(
        self,
        app: ASGIApp,
        door: Door,
        *,
        hosts: Collection[str] = LOOPBACK,
        writes: Sequence[WriteRoute] = (),
        proxies: Collection[str] = (),
        private: bool = False,
    ) -> None:
        self._app = app
        self._door = door
        self._hosts = frozenset(host.lower() for host in hosts)
        self._writes = tuple(writes)
        self._proxies = frozenset(proxies)
        self._private = private

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does, or refuse."""
        if scope["type"] == "http":
            await self._answer(hear(scope, self._proxies), receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close"})
        else:
            await self._app(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        status = 500

        async def with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                if self._private and not scope["path"].startswith("/static/"):
                    headers["cache-control"] = "no-store"
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            self._see_address(scope)
            caller = await self._door.meet(scope)
            caller.put(scope)
        except (Refused, StoreError) as error:
            refused = error if isinstance(error, Refused) else Refused(503, str(error))
            await _refusal(scope, refused)(scope, receive, with_headers)
            return
        if scope["method"] in ("GET", "HEAD"):
            await self._app(scope, receive, with_headers)
            return
        route = self._route(scope)
        try:
            await self._see_writing(scope, receive, caller, route)
            await self._app(scope, receive, with_headers)
        except Refused as refused:
            await _refusal(scope, refused)(scope, receive, with_headers)
        finally:
            if status >= 400 or route is None or route.noted:
                await self._door.note(caller, quote(scope["path"]), status)

    def _see_address(self, scope: Scope) -> None:
        """See that a request is for this desk.

        Raises:
            Refused: 421 if it is for another name, 414 if it is too long.
        """
        if host_name(Headers(scope=scope).get("host", "")) not in self._hosts:
            raise Refused(
                421,
                "The desk does not answer under this name; --name gives it another.",
            )
        if len(scope["query_string"]) > _LONGEST:
            raise Refused(414, "The address is too long.")

    async def _see_writing(
        self, scope: Scope, receive: Receive, caller: Caller, route: WriteRoute | None
    ) -> None:
        """See that a request that writes is one of the desk's own forms, and read it.

        Raises:
            Refused: If it is not, can't be read, or there is nothing to write.
        """
        if route is None:
            raise Refused(405, "There is nothing to write here.", {"allow": "GET, HEAD"})
        self._door.slow(caller, route.rate)
        headers = Headers(scope=scope)
        see_origin(headers, scope["scheme"])
        sent = await read_sent(scope, receive, most=route.most)
        token = headers.get(HEADER) or sent.fields.get(FIELD) or ""
        if not self._door.fits(caller, token):
            raise Refused(
                403,
                "This form is of another run or another session. Go back, load the page anew,"
                " repeat.",
            )
        sent.put(scope)

    def _route(self, scope: Scope) -> WriteRoute | None:
        """The route that takes a request that writes."""
        if scope["method"] != "POST":
            return None
        matching = (route for route in self._writes if route.matches(scope)[0] is Match.FULL)
        return next(matching, None)


def _refusal(scope: Scope, refused: Refused) -> ASGIApp:
    """A refusal, in the form of the interface or as plain words."""
    if refused.answer is not None:
        return refused.answer
    if scope["path"].startswith("/api/"):
        told = {"error": {"status": refused.status, "detail": refused.why}}
        return JSONResponse(told, refused.status, refused.headers)
    return PlainTextResponse(refused.why, refused.status, refused.headers)


def host_name(host: str) -> str:
    """The name in a Host header, without its port."""
    name = host.strip().lower()
    if name.startswith("["):
        return name.partition("]")[0] + "]"
    return name.partition(":")[0]
