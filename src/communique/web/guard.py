"""What keeps the desk safe: which requests are answered, and headers that forbid the rest."""

from __future__ import annotations

from collections.abc import Collection

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

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
    """Middleware: refuses foreign names and all that writes, puts the headers on every answer.

    Args:
        app: The application.
        hosts: Names under which it may be asked, without port.
    """

    def __init__(self, app: ASGIApp, *, hosts: Collection[str] = LOOPBACK) -> None:
        self._app = app
        self._hosts = frozenset(host.lower() for host in hosts)

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

        refused = self._refused(scope)
        await (refused or self._app)(scope, receive, with_headers)

    def _refused(self, scope: Scope) -> ASGIApp | None:
        """The answer to a request that is not to be answered, None for others."""
        if host_name(Headers(scope=scope).get("host", "")) not in self._hosts:
            return PlainTextResponse(
                "The desk answers under the names of this machine alone, such as localhost.", 421
            )
        if scope["method"] not in ("GET", "HEAD"):
            return PlainTextResponse("The desk only reads.", 405, {"allow": "GET, HEAD"})
        if len(scope["query_string"]) > _LONGEST:
            return PlainTextResponse("The address is too long.", 414)
        return None


def host_name(host: str) -> str:
    """The name in a Host header, without its port."""
    name = host.strip().lower()
    if name.startswith("["):
        return name.partition("]")[0] + "]"
    return name.partition(":")[0]
