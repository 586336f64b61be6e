"""The admin's pages: accounts, their roles and tokens, and the log."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from communique.errors import QuestionError
from communique.store.accounts import LONGEST_NAME, ROLES, Accounts, Role
from communique.web.asking import Asked
from communique.web.desk import page
from communique.web.passwords import LEAST, Passwords, check_password
from communique.web.people import caller_of, require
from communique.web.writing import WriteRoute, form_of

_LINES = 100  # of the log, on a page
Work = Callable[[], str | None]


class Administration:
    """The pages for admins.

    Args:
        accounts: Who may use the desk.
        passwords: How passwords are kept.
    """

    def __init__(self, accounts: Accounts, passwords: Passwords) -> None:
        self._accounts = accounts
        self._passwords = passwords

    def routes(self) -> list[BaseRoute]:
        """The pages, and what writes."""
        write = partial(WriteRoute, role="admin", noted=False)
        return [
            Route("/accounts", self.show),
            Route("/accounts/log", self.log),
            write("/accounts/add", self.add, rate="login"),
            write("/accounts/role", self.role),
            write("/accounts/disable", self.disable),
            write("/accounts/enable", self.enable),
            write("/accounts/password", self.password, rate="login"),
            write("/accounts/revoke", self.revoke),
        ]

    def show(self, request: Request) -> Response:
        """All accounts and tokens."""
        return self._list(request)

    def log(self, request: Request) -> Response:
        """The log, newest first."""
        require(request, "admin")
        asked, total = Asked.of(request), self._accounts.log.count()
        return page(
            request,
            "log.html",
            asked,
            lines=self._accounts.log.page(limit=_LINES, offset=(asked.page - 1) * _LINES),
            total=total,
            pages=max(1, -(-total // _LINES)),
        )

    def add(self, request: Request) -> Response:
        """Add an account."""
        form = form_of(request)
        name, password = form.get("name", ""), form.get("password", "")

        def work() -> str:
            role = _role(form.get("role", ""))
            check_password(password, name)
            self._accounts.people.add(name, role, self._passwords.hash(password))
            return f"as {role}"

        return self._do(request, "account added", name, work)

    def role(self, request: Request) -> Response:
        """Give somebody another role."""
        form = form_of(request)
        name = form.get("name", "")

        def work() -> str:
            role = _role(form.get("role", ""))
            self._accounts.people.set_role(name, role)
            return f"now {role}"

        return self._do(request, "role changed", name, work)

    def disable(self, request: Request) -> Response:
        """Let somebody not in any more."""
        name = form_of(request).get("name", "")
        return self._do(request, "account disabled", name, lambda: self._accounts.disable(name))

    def enable(self, request: Request) -> Response:
        """Let somebody in again."""
        name = form_of(request).get("name", "")
        return self._do(
            request, "account enabled", name, lambda: self._accounts.people.enable(name)
        )

    def password(self, request: Request) -> Response:
        """Give somebody another password; their sessions end."""
        form = form_of(request)
        name, password = form.get("name", ""), form.get("password", "")

        def work() -> None:
            known = self._accounts.people.get(name)
            check_password(password, known.name)
            self._accounts.change_password(name, self._passwords.hash(password))

        return self._do(request, "password changed", name, work)

    def revoke(self, request: Request) -> Response:
        """Let a token not be good any more."""
        text = form_of(request).get("number", "")

        def work() -> None:
            if not (text.isascii() and text.isdigit() and len(text) < 10):
                raise QuestionError("there is no such token")
            self._accounts.tokens.revoke(int(text))

        return self._do(request, "token revoked", f"token {text[:10]}", work)

    def _do(self, request: Request, action: str, target: str, work: Work) -> Response:
        """Do something, and say in the log that it was done, or not and why not."""
        person, caller = require(request, "admin"), caller_of(request)
        log = partial(
            self._accounts.log.add,
            action,
            who=person.name,
            address=caller.address,
            target=target[:LONGEST_NAME],
        )
        try:
            said = work()
        except QuestionError as error:
            log(outcome="refused, see the rules of accounts")
            return self._list(request, trouble=str(error), status=400)
        log(outcome=f"done, {said}" if said else "done")
        return RedirectResponse("/accounts", 303)

    def _list(self, request: Request, *, trouble: str | None = None, status: int = 200) -> Response:
        require(request, "admin")
        return page(
            request,
            "accounts.html",
            Asked(path="/accounts"),
            status=status,
            people=self._accounts.people.all(),
            tokens=self._accounts.tokens.all(),
            roles=ROLES,
            trouble=trouble,
            least=LEAST,
        )


def _role(text: str) -> Role:
    for role in ROLES:
        if role == text:
            return role
    raise QuestionError(f"a role is one of {', '.join(ROLES)}")
