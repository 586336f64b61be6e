"""Requests that write: which there are, that they come from the desk's own pages, what they say.

A request that writes is let through if it comes from a page of this very desk (`Origin`,
`Sec-Fetch-Site`) and carries the token that only this desk's pages show.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from inspect import iscoroutinefunction
from typing import Any, Literal, cast
from urllib.parse import parse_qsl, urlsplit

import msgspec
from anyio import fail_after
from starlette.datastructures import Headers, ImmutableMultiDict
from starlette.requests import Request
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope

from communique.web.people import Role, require

#: Name of the field and of the header that carry the token.
FIELD, HEADER = "csrf", "x-csrf-token"
#: Bytes of a request: a form of judgements has some hundred, its longest note some thousand.
BODY = 256 * 1024
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
_FIELDS = 1000
_SECONDS = 20.0  # to send a body
_SENT = "communique.sent"


class Refused(Exception):  # noqa: N818 - it is an answer, and never leaves the guard
    """A request that is not to be answered: with which status, and why, or by `answer`."""

    def __init__(
        self,
        status: int,
        why: str,
        headers: Mapping[str, str] | None = None,
        answer: ASGIApp | None = None,
    ) -> None:
        super().__init__(why)
        self.answer = answer
        self.status = status
        self.why = why
        self.headers = dict(headers or {})


class WriteRoute(Route):
    """A route that takes POST alone, from people with a role.

    Args:
        path: As of any route.
        endpoint: Called with a request whose caller has the role; `form_of` and `json_of` give
            what was sent.
        role: Who may; None is anybody, logged in or not.
        most: Bytes that may be sent.
        rate: How often: as of all that writes, or as of what tries passwords.
        noted: Whether the guard puts it into the log; not if the endpoint does.
    """

    def __init__(
        self,
        path: str,
        endpoint: Callable[[Request], Any],
        *,
        role: Role | None = "reviewer",
        most: int = BODY,
        rate: Literal["write", "login"] = "write",
        noted: bool = True,
    ) -> None:
        super().__init__(path, _guarded(endpoint, role), methods=["POST"])
        self.role = role
        self.most = most
        self.rate = rate
        self.noted = noted


def _guarded(endpoint: Callable[[Request], Any], role: Role | None) -> Callable[[Request], Any]:
    """The endpoint, called only with a caller who has the role."""
    if role is None:
        return endpoint
    if iscoroutinefunction(endpoint):

        @wraps(endpoint)
        async def later(request: Request) -> Any:
            require(request, role)
            return await endpoint(request)

        return later

    @wraps(endpoint)
    def now(request: Request) -> Any:
        require(request, role)
        return endpoint(request)

    return now


class Sealer:
    """Makes the tokens of forms, and knows its own. Those of another run are not good any more."""

    def __init__(self, key: bytes | None = None) -> None:
        self._key = key or secrets.token_bytes(32)

    def seal(self, of: str) -> str:
        """The token of whoever has `of`, the secret of a session."""
        return hmac.new(self._key, of.encode("utf-8"), hashlib.sha256).hexdigest()

    def fits(self, token: str, of: str) -> bool:
        """Whether a token is that of whoever has `of`."""
        return hmac.compare_digest(token.encode("utf-8"), self.seal(of).encode("utf-8"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What a request carries: fields of a form, or JSON."""

    fields: ImmutableMultiDict[str, str]
    json: Any = None

    def put(self, scope: Scope) -> None:
        """Let the application have it."""
        scope[_SENT] = self


def form_of(request: Request) -> ImmutableMultiDict[str, str]:
    """The fields of the form that was sent: `get(name)`, `getlist(name)`."""
    return _sent(request).fields


def json_of(request: Request) -> Any:
    """The JSON that was sent, None if it was a form."""
    return _sent(request).json


def _sent(request: Request) -> Sent:
    found = request.scope.get(_SENT)
    return cast("Sent", found or Sent(fields=ImmutableMultiDict([])))


def see_origin(headers: Headers, scheme: str) -> None:
    """See that a request comes from a page of this desk.

    Raises:
        Refused: 403, if it comes from elsewhere, or doesn't say.
    """
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is None and origin is None:
        raise Refused(403, "The browser does not say which page this comes from.")
    if site is not None and site != "same-origin":
        raise Refused(403, "This comes from a page of another site.")
    if origin is not None:
        parts = urlsplit(origin)
        if parts.netloc.lower() != headers.get("host", "").strip().lower():
            raise Refused(403, "This comes from a page of another site.")
        if parts.scheme != scheme:
            raise Refused(
                403,
                f"The page came by {parts.scheme}, the desk is asked by {scheme}: if a proxy is in"
                " front of it, start it with --behind-proxy.",
            )


async def read_sent(scope: Scope, receive: Receive, *, most: int, within: float = _SECONDS) -> Sent:
    """What a request carries, read to its end.

    Raises:
        Refused: 413 if it is longer than `most` bytes, 408 if it takes too long, 415 if it is
            neither form nor JSON, 400 if it can't be read.
    """
    headers = Headers(scope=scope)
    kind = headers.get("content-type", FORM).partition(";")[0].strip().lower()
    if kind not in (FORM, JSON):
        raise Refused(415, "The desk takes forms and JSON.")
    try:
        with fail_after(within):
            body = await _read(receive, headers.get("content-length", ""), most)
    except TimeoutError as error:
        raise Refused(408, "The request took too long.") from error
    try:
        if kind == JSON:
            return Sent(fields=ImmutableMultiDict([]), json=msgspec.json.decode(body))
        text = body.decode("utf-8")
        pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=_FIELDS, errors="strict")
    except (ValueError, RecursionError) as error:
        raise Refused(400, "What was sent can't be read.") from error
    return Sent(fields=ImmutableMultiDict(pairs))


async def _read(receive: Receive, told: str, most: int) -> bytes:
    too_long = Refused(413, f"No more than {most:,} bytes can be sent.")
    if told.isascii() and told.isdigit() and int(told[:20]) > most:
        raise too_long
    held = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Refused(400, "The request was broken off.")
        held += message.get("body", b"")
        if len(held) > most:
            raise too_long
        if not message.get("more_body", False):
            return bytes(held)
