"""A proxy in front of the desk: what it says of who asks is believed, of nobody else."""

from __future__ import annotations

import ipaddress
from collections.abc import Collection

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import Scope

from communique.errors import QuestionError

#: What a proxy says in the place of the client; from all others these headers mean nothing.
_SAYS = ("x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "x-forwarded-port")


def read_proxies(given: Collection[str]) -> frozenset[str]:
    """Addresses of proxies.

    Raises:
        QuestionError: If one is no address.
    """
    try:
        return frozenset(str(ipaddress.ip_address(one.strip("[] "))) for one in given)
    except ValueError as error:
        raise QuestionError(f"--behind-proxy takes the proxy's address: {error}") from error


def hear(scope: Scope, proxies: Collection[str]) -> Scope:
    """The request as the client made it, if it comes from a proxy; otherwise as it is.

    The client is the last address of `X-Forwarded-For` that is no proxy: what stands before it,
    the client may have made up.
    """
    client = scope.get("client")
    headers = Headers(scope=scope)
    if not any(name in headers for name in _SAYS):
        return scope
    heard: Scope = {**scope, "headers": [(n, v) for n, v in scope["headers"] if not _says(n)]}
    if not client or client[0] not in proxies:
        return heard
    chain = [one.strip() for one in ",".join(headers.getlist("x-forwarded-for")).split(",")]
    others = [one for one in chain if one and one not in proxies]
    if others:
        heard["client"] = (_address(others[-1]) or client[0], 0)
    if _last(headers, "x-forwarded-proto") in ("http", "https"):
        heard["scheme"] = _last(headers, "x-forwarded-proto")
    if host := _last(headers, "x-forwarded-host"):
        MutableHeaders(scope=heard)["host"] = host
    return heard


def _says(name: bytes) -> bool:
    return name.decode("latin-1").lower() in _SAYS


def _last(headers: Headers, name: str) -> str:
    """What the nearest proxy says."""
    return headers.get(name, "").rpartition(",")[2].strip().lower()


def _address(text: str) -> str | None:
    try:
        return str(ipaddress.ip_address(text.strip("[]")))
    except ValueError:
        return None
