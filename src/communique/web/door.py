"""Who is let in: the person at this machine, or people who have logged in and their programs."""

from __future__ import annotations

import html
import ipaddress
import secrets
import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import Literal, Protocol, TypeVar
from urllib.parse import quote, urlencode, urlsplit

from anyio import CapacityLimiter, to_thread
from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.responses import HTMLResponse
from starlette.types import Scope

from communique.store.accounts import Accounts
from communique.web.limits import Buckets, Limits
from communique.web.people import Caller, Person
from communique.web.writing import Refused, Sealer

Answer = TypeVar("Answer")
Kind = Literal["read", "write", "login"]
#: What may be seen before one has logged in.
_LOGIN, _FILES = "/login", "/static/"
_LONGEST = 2000  # characters of an address to come back to
_DENIED = {"www-authenticate": 'Bearer realm="communique"'}


class Door(Protocol):
    """What the guard asks about each request."""

    async def meet(self, scope: Scope) -> Caller:
        """Who asks; refuses whoever is not to be let in."""

    def slow(self, caller: Caller, kind: Kind) -> None:
        """Refuse who asks too often."""

    def fits(self, caller: Caller, token: str) -> bool:
        """Whether a form carries the token of this caller."""

    async def note(self, caller: Caller, path: str, status: int) -> None:
        """Keep that somebody wrote, or tried to."""


class OpenDoor:
    """Without accounts: whoever asks is the person at this machine."""

    def __init__(self, person: Person) -> None:
        self._person = person
        self._sealer = Sealer()

    async def meet(self, scope: Scope) -> Caller:
        """The person at this machine."""
        return Caller(person=self._person, seal=self._sealer.seal(""), address=address_of(scope))

    def slow(self, caller: Caller, kind: Kind) -> None:
        """Nobody is slowed down at their own machine."""

    def fits(self, caller: Caller, token: str) -> bool:  # noqa: ARG002
        """Whether a form carries the token of this run."""
        return self._sealer.fits(token, "")

    async def note(self, caller: Caller, path: str, status: int) -> None:
        """Judgements say themselves who made them; there is nobody else."""


class LockedDoor:
    """With accounts: people log in, programs have tokens, and the log says what they did.

    Args:
        accounts: Who may.
        limits: How often.
        clock: Tells seconds that never go back.
    """

    def __init__(
        self,
        accounts: Accounts,
        *,
        limits: Limits | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        rates = limits or Limits()
        self.accounts = accounts
        self._sealer = Sealer()
        self._buckets: Mapping[Kind, Buckets] = {
            "read": Buckets(rates.read, clock),
            "write": Buckets(rates.write, clock),
            "login": Buckets(rates.login, clock),
        }
        self._turns = CapacityLimiter(2)  # its questions don't wait behind slow pages

    async def meet(self, scope: Scope) -> Caller:
        """Who asks, by token or session; nobody gets no further than to the login page.

        Raises:
            Refused: 401 and 403, a way to the login page, or 429.
        """
        if scope["path"].startswith(_FILES):  # they are nobody's, and don't keep a session alive
            return Caller(address=address_of(scope), accounts=True)
        headers = Headers(scope=scope)
        scheme, _, given = headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            caller = await self._program(scope, given.strip())
        else:
            caller = await self._browser(scope, headers)
        self.slow(caller, "read")
        if caller.person is None and scope["path"] != _LOGIN:
            raise _to_login(scope, headers)
        return caller

    def slow(self, caller: Caller, kind: Kind) -> None:
        """Refuse who asks too often: a person, or an address for passwords and for strangers.

        Raises:
            Refused: 429, with the seconds after which to try again.
        """
        key = near(caller.address)
        if caller.person is not None and kind != "login":
            key = f"person {caller.person.name}"
        if wait := self._buckets[kind].take(key):
            raise Refused(429, f"Too much at once; again in {wait} s.", {"retry-after": str(wait)})

    def fits(self, caller: Caller, token: str) -> bool:
        """Whether a form carries the token of this caller's session."""
        return caller.secret is not None and self._sealer.fits(token, caller.secret)

    async def note(self, caller: Caller, path: str, status: int) -> None:
        """Keep that somebody wrote, or tried to; not what strangers try: it could fill the disk."""
        if caller.person is None:
            return
        outcome = "done" if status < 400 else f"refused, {status}"
        add = partial(self.accounts.log.add, "write", target=path, outcome=outcome)
        await self.ask(partial(add, who=caller.person.name, address=caller.address))

    async def ask(self, question: Callable[[], Answer]) -> Answer:
        """The answer of the accounts, from a thread of their own."""
        return await to_thread.run_sync(question, limiter=self._turns)

    async def _browser(self, scope: Scope, headers: Headers) -> Caller:
        """Who has the session of the cookie; nobody is given a secret for the login page's form."""
        cookies = cookie_parser("; ".join(headers.getlist("cookie")))
        secure = scope["scheme"] == "https"
        secret, address = cookies.get(cookie_name(secure=secure)), address_of(scope)
        found = await self.ask(partial(self.accounts.sessions.find, secret)) if secret else None
        person = Person(name=found[0], role=found[1]) if found else None
        if person is None:
            secret = cookies.get(cookie_name(secure=secure, visit=True)) or new_visit()
        seal = self._sealer.seal(secret or "")
        return Caller(person=person, seal=seal, address=address, accounts=True, secret=secret)

    async def _program(self, scope: Scope, token: str) -> Caller:
        """Whose token it is. It reads the interface, whatever the role of its owner.

        Raises:
            Refused: 401 if it is not good, 403 if it is used for something else.
        """
        address, path = address_of(scope), scope["path"]
        found = await self.ask(partial(self.accounts.tokens.find, token))
        deny = partial(self.accounts.log.add, "token", address=address, target=path)
        if found is None:
            self.slow(Caller(address=address), "login")
            await self.ask(partial(deny, who=None, outcome="refused, not valid"))
            headers = {"www-authenticate": f'{_DENIED["www-authenticate"]}, error="invalid_token"'}
            raise Refused(401, "This token is not valid, not any more, or never was.", headers)
        name, number = found
        if scope["method"] not in ("GET", "HEAD") or not path.startswith("/api/"):
            self.slow(Caller(address=address), "login")
            await self.ask(partial(deny, who=name, outcome=f"refused, token {number} only reads"))
            raise Refused(403, "A token reads the interface for programs, and nothing else.")
        reader = Person(name=name, role="reader")
        return Caller(person=reader, address=address, accounts=True, number=number)


def address_of(scope: Scope) -> str | None:
    """The address that a request comes from."""
    client = scope.get("client")
    return str(client[0]) if client else None


def near(address: str | None) -> str:
    """What is counted as one address: of IPv6 the network of 64 bits, which one client may have."""
    try:
        known = ipaddress.ip_address(address or "")
    except ValueError:
        return f"address {address}"
    if isinstance(known, ipaddress.IPv6Address) and known.ipv4_mapped is None:
        return f"address {ipaddress.ip_network((known, 64), strict=False)}"
    return f"address {getattr(known, 'ipv4_mapped', None) or known}"


def cookie_name(*, secure: bool, visit: bool = False) -> str:
    """The name of a cookie. With `__Host-` no other host of the domain can put it in place."""
    name = "communique-visit" if visit else "communique"
    return f"__Host-{name}" if secure else name


def new_visit() -> str:
    """A secret for the form of the login page."""
    return secrets.token_urlsafe(32)


def safe_next(text: str) -> str:
    """An address of this desk to go to after logging in; `/` in the place of any other."""
    plain = text.isascii() and text.isprintable() and "\\" not in text and len(text) <= _LONGEST
    parts = urlsplit(text) if plain and text.startswith("/") else None
    if parts is None or parts.netloc or parts.scheme or text.startswith("//"):
        return "/"
    return "/" if parts.path in ("/login", "/logout") else text


def _to_login(scope: Scope, headers: Headers) -> Refused:
    """What nobody is told: programs that they need a token, browsers where to log in."""
    if scope["path"].startswith("/api/"):
        return Refused(401, "Log in, or send a token: communique accounts token NAME.", _DENIED)
    if scope["method"] not in ("GET", "HEAD"):
        return Refused(401, "You are not logged in any more. Log in, and load the page anew.")
    here = quote(scope["path"], safe="/:@")
    if query := scope["query_string"].decode("latin-1"):
        here += f"?{query}"
    here = safe_next(here)
    # A strict cookie does not come with a link from another site; it does once we lead here.
    if headers.get("sec-fetch-site") == "cross-site" and headers.get("cookie") is None:
        way = f'<meta http-equiv="refresh" content="0; url={html.escape(here)}">'
        icon = '<link rel="icon" href="/static/icon.svg">'
        page = f'<!DOCTYPE html><html lang="en"><title>Communique</title>{icon}{way}</html>'
        return Refused(200, "", answer=HTMLResponse(page))
    return Refused(303, "", {"location": f"/login?{urlencode({'next': here})}"})
