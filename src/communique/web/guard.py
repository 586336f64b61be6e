"""What keeps the desk safe: which requests are answered, and headers that forbid the rest."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from communique.web.people import Caller, Person
from communique.web.writing import (
    FIELD,
    HEADER,
    Refused,
    Sealer,
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
        hosts: Names under which it may be asked, without port.
        writes: The routes that take POST; on all others it is refused.
        person: Who asks, where there are no accounts.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        hosts: Collection[str] = LOOPBACK,
        writes: Sequence[WriteRoute] = (),
        person: Person | None = None,
    ) -> None:
        self._app = app
        self._hosts = frozenset(host.lower() for host in hosts)
        self._writes = tuple(writes)
        self._person = person
        self._sealer = Sealer()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does, or refuse."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            await self._admit(scope, receive)
        except Refused as refused:
            await _answer(scope, refused)(scope, receive, with_headers)
        else:
            await self._app(scope, receive, with_headers)

    async def _admit(self, scope: Scope, receive: Receive) -> None:
        """Let the application know who asks and what was sent.

        Raises:
            Refused: If the request is not to be answered.
        """
        headers = Headers(scope=scope)
        if host_name(headers.get("host", "")) not in self._hosts:
            raise Refused(
                421, "The desk answers under the names of this machine alone, such as localhost."
            )
        if len(scope["query_string"]) > _LONGEST:
            raise Refused(414, "The address is too long.")
        secret = ""
        Caller(person=self._person, seal=self._sealer.seal(secret), address=address_of(scope)).put(
            scope
        )
        if scope["method"] in ("GET", "HEAD"):
            return
        route = self._write(scope)
        if route is None:
            raise Refused(405, "There is nothing to write here.", {"allow": "GET, HEAD"})
        see_origin(headers, scope["scheme"])
        sent = await read_sent(scope, receive, most=route.most)
        token = headers.get(HEADER) or sent.fields.get(FIELD) or ""
        if not self._sealer.fits(token, secret):
            raise Refused(
                403, "This form is of another run of the desk. Go back, load the page anew, repeat."
            )
        sent.put(scope)

    def _write(self, scope: Scope) -> WriteRoute | None:
        """The route that takes a request that writes."""
        if scope["method"] != "POST":
            return None
        matching = (route for route in self._writes if route.matches(scope)[0] is Match.FULL)
        return next(matching, None)


def _answer(scope: Scope, refused: Refused) -> ASGIApp:
    """A refusal, in the form of the interface or as plain words."""
    if scope["path"].startswith("/api/"):
        told = {"error": {"status": refused.status, "detail": refused.why}}
        return JSONResponse(told, refused.status, refused.headers)
    return PlainTextResponse(refused.why, refused.status, refused.headers)


def address_of(scope: Scope) -> str | None:
    """The address that a request comes from."""
    client = scope.get("client")
    return str(client[0]) if client else None


def host_name(host: str) -> str:
    """The name in a Host header, without its port."""
    name = host.strip().lower()
    if name.startswith("["):
        return name.partition("]")[0] + "]"
    return name.partition(":")[0]
