"""Logging in and out, and what people do to their own account."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import TypeVar

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from communique.errors import QuestionError
from communique.store.accounts import LONGEST_NAME, Accounts
from communique.store.keyring import fold
from communique.web.asking import Asked
from communique.web.desk import page
from communique.web.door import cookie_name, near, safe_next
from communique.web.passwords import LEAST, Passwords, check_password
from communique.web.people import Caller, caller_of, require
from communique.web.writing import WriteRoute, form_of

Done = TypeVar("Done")
#: Wrong passwords that pass without a wait, and the longest wait in seconds, by what is counted:
#: a name from one address, an address, a name from anywhere. The last is short, so that nobody can
#: keep somebody else out by typing nonsense.
FREE = {"pair": (5, 900), "address": (30, 900), "name": (100, 60)}
FIRST = 30  # seconds of the first wait; each more doubles it
_WRONG = "Name or password is wrong."
DAYS = 90  # of a token, unless told
MOST_DAYS = 366


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What came of a try: the secret of a session, or the seconds to wait, or neither."""

    secret: str | None = None
    wait: int = 0


class Login:
    """The pages of logging in and of one's own account.

    Args:
        accounts: Who may.
        passwords: How passwords are kept.
    """

    def __init__(self, accounts: Accounts, passwords: Passwords) -> None:
        self._accounts = accounts
        self._passwords = passwords
        # A hash takes 64 MiB and some tenths of a second: pages must not wait behind many of them.
        self._turns = CapacityLimiter(2)

    def routes(self) -> list[BaseRoute]:
        """The pages, and what writes."""
        return [
            Route("/login", self.show),
            WriteRoute("/login", self.enter, role=None, rate="login", noted=False),
            WriteRoute("/logout", self.leave, role="reader", noted=False),
            Route("/account", self.account),
            WriteRoute(
                "/account/password", self.password, role="reader", rate="login", noted=False
            ),
            WriteRoute("/account/token", self.token, role="reader", noted=False),
            WriteRoute("/account/revoke", self.revoke, role="reader", noted=False),
        ]

    def show(self, request: Request) -> Response:
        """The form, with a cookie to which it is bound."""
        caller, after = caller_of(request), safe_next(request.query_params.get("next", "/"))
        if caller.person is not None:
            return RedirectResponse(after, 303)
        return self._form(request, after)

    async def enter(self, request: Request) -> Response:
        """Log in: a new session, whatever cookie there was before."""
        form, caller = form_of(request), caller_of(request)
        after, name = safe_next(form.get("next", "/")), form.get("name", "")
        password = form.get("password", "")
        tried = await self._slowly(partial(self.attempt, name, password, address=caller.address))
        if tried.secret is None:
            told = _WRONG if not tried.wait else f"Too many tries; again in {tried.wait} s."
            status = 429 if tried.wait else 401
            answer = await to_thread.run_sync(
                partial(self._form, request, after, name=name, trouble=told, status=status)
            )
            if tried.wait:
                answer.headers["retry-after"] = str(tried.wait)
            return answer
        if caller.person is not None and caller.secret:
            await self._slowly(partial(self._accounts.sessions.end, caller.secret))
        answer = RedirectResponse(after, 303)
        _put_cookie(answer, request, tried.secret)
        _drop_cookie(answer, request, visit=True)
        return answer

    def leave(self, request: Request) -> Response:
        """Log out: the session ends here, not only the cookie."""
        caller = caller_of(request)
        if caller.secret:
            self._accounts.sessions.end(caller.secret)
        self._log(caller, "logout")
        answer = RedirectResponse("/login", 303)
        _drop_cookie(answer, request)
        return answer

    def account(self, request: Request) -> Response:
        """One's own account."""
        return self._own(request)

    async def password(self, request: Request) -> Response:
        """Change one's own password; all other sessions end."""
        person, form, caller = require(request, "reader"), form_of(request), caller_of(request)
        old, new = form.get("old", ""), form.get("new", "")
        tried = await self._slowly(
            partial(self.attempt, person.name, old, address=caller.address, why="password")
        )
        trouble = None
        if tried.secret is None:
            wait = f"Too many tries; again in {tried.wait} s."
            trouble = wait if tried.wait else "The present password is wrong."
        elif new != form.get("again", ""):
            trouble = "The new password was typed in two ways."
        else:
            try:
                check_password(new, person.name)
            except QuestionError as error:
                trouble = str(error)
        if trouble:
            own = partial(self._own, request, trouble=trouble, status=400)
            return await to_thread.run_sync(own)
        secret = await self._slowly(partial(self._renew, caller, person.name, new))
        answer = RedirectResponse("/account", 303)
        _put_cookie(answer, request, secret)
        return answer

    def token(self, request: Request) -> Response:
        """Make a token for one's own programs; it is shown this once."""
        person, text = require(request, "reader"), form_of(request).get("days", "") or str(DAYS)
        right = text.isascii() and text.isdigit() and len(text) < 5 and 0 < int(text) <= MOST_DAYS
        if not right:
            return self._own(request, trouble=f"Days are from 1 to {MOST_DAYS}.", status=400)
        secret, made = self._accounts.tokens.add(person.name, days=int(text))
        self._log(caller_of(request), "token made", f"token {made.number}")
        return self._own(request, secret=secret)

    def revoke(self, request: Request) -> Response:
        """Let one of one's own tokens not be good any more."""
        person, text = require(request, "reader"), form_of(request).get("number", "")
        own = {str(token.number) for token in self._accounts.tokens.all(person.name)}
        if text not in own:
            return self._own(request, trouble="This is no token of yours.", status=400)
        self._accounts.tokens.revoke(int(text))
        self._log(caller_of(request), "token revoked", f"token {text}")
        return RedirectResponse("/account", 303)

    def attempt(
        self, name: str, password: str, *, address: str | None, why: str = "login"
    ) -> Tried:
        """Try a name and a password. What it tells and how long it takes does not depend on
        whether there is such a name.
        """
        place = near(address)
        keys = {"pair": f"{place} {fold(name)}", "address": place, "name": f"name {fold(name)}"}
        log = partial(self._accounts.log.add, why, address=address)
        if wait := max(self._wait(kind, key) for kind, key in keys.items()):
            log(who=None, outcome="refused, too many tries")
            return Tried(wait=wait)
        found = self._accounts.people.password(name)
        who = found[0].name if found else None
        if not self._passwords.fits(password, found[1] if found else None) or found is None:
            self._accounts.failures.add(list(keys.values()))
            log(who=who, outcome=f"refused, wrong {'password' if who else 'name'}")
            return Tried()
        self._accounts.failures.clear(keys["pair"])
        if self._passwords.is_old(found[1]):
            self._accounts.people.set_password(name, self._passwords.hash(password))
        if why != "login":
            return Tried(secret="")
        log(who=who)
        return Tried(secret=self._accounts.sessions.begin(name))

    def _wait(self, kind: str, key: str) -> int:
        """Seconds until the next try."""
        free, most = FREE[kind]
        count, ago = self._accounts.failures.count(key)
        if count < free:
            return 0
        whole = timedelta(seconds=min(most, FIRST * 2 ** min(count - free, 20)))
        return max(0, int((whole - ago).total_seconds()))

    def _renew(self, caller: Caller, name: str, password: str) -> str:
        self._accounts.change_password(name, self._passwords.hash(password))
        self._log(caller, "password changed", name)
        return self._accounts.sessions.begin(name)

    async def _slowly(self, work: Callable[[], Done]) -> Done:
        """What the accounts and the hashes do, from threads of their own."""
        return await to_thread.run_sync(work, limiter=self._turns)

    def _form(
        self,
        request: Request,
        after: str,
        *,
        name: str = "",
        trouble: str | None = None,
        status: int = 200,
    ) -> Response:
        answer = page(
            request,
            "login.html",
            Asked(path="/login"),
            status=status,
            after=after,
            name=name[:LONGEST_NAME],
            trouble=trouble,
        )
        _put_cookie(answer, request, caller_of(request).secret or "", visit=True)
        return answer

    def _own(
        self,
        request: Request,
        *,
        secret: str | None = None,
        trouble: str | None = None,
        status: int = 200,
    ) -> Response:
        person = require(request, "reader")
        return page(
            request,
            "account.html",
            Asked(path="/account"),
            status=status,
            tokens=self._accounts.tokens.all(person.name),
            secret=secret,
            trouble=trouble,
            days=(DAYS, MOST_DAYS),
            least=LEAST,
        )

    def _log(self, caller: Caller, action: str, target: str | None = None) -> None:
        who = caller.person.name if caller.person else None
        self._accounts.log.add(action, who=who, address=caller.address, target=target)


def _put_cookie(answer: Response, request: Request, secret: str, *, visit: bool = False) -> None:
    """A cookie that no script can read, that comes from the desk's own pages alone, and that the
    browser forgets when it is closed.
    """
    secure = request.scope["scheme"] == "https"
    answer.set_cookie(
        cookie_name(secure=secure, visit=visit),
        secret,
        httponly=True,
        samesite="strict",
        secure=secure,
    )


def _drop_cookie(answer: Response, request: Request, *, visit: bool = False) -> None:
    secure = request.scope["scheme"] == "https"
    answer.delete_cookie(
        cookie_name(secure=secure, visit=visit), httponly=True, samesite="strict", secure=secure
    )
