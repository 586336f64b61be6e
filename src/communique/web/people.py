"""Who asks: a person with a role, and what a role may do."""

from __future__ import annotations

import getpass
from dataclasses import dataclass, field
from typing import cast

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Scope

from communique.errors import QuestionError
from communique.store.accounts import LONGEST_NAME, ROLES, Role

__all__ = ["ROLES", "Caller", "Person", "Role", "caller_of", "own_name", "person_of", "require"]
_KEY = "communique.caller"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody whose name stands under what they judge."""

    name: str
    role: Role

    def may(self, role: Role) -> bool:
        """Whether this person may do what needs `role`."""
        return ROLES.index(self.role) >= ROLES.index(role)


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """What the guard knows of a request.

    Attributes:
        person: Who asks; None if nobody has logged in.
        seal: The token that a form of this caller must carry.
        address: Where the request comes from, as far as it is known.
        accounts: Whether people log in here.
        secret: Of the session, or of the visit to the login page; None if there is neither.
        number: Of the token with which a program asks.
    """

    person: Person | None = None
    seal: str = ""
    address: str | None = None
    accounts: bool = False
    secret: str | None = field(default=None, repr=False)
    number: int | None = None

    def put(self, scope: Scope) -> None:
        """Let the application know the caller of a request."""
        scope[_KEY] = self


def caller_of(request: Request) -> Caller:
    """What the guard knows of a request; nobody, where it did not pass the guard."""
    return cast("Caller", request.scope.get(_KEY) or Caller())


def person_of(request: Request) -> Person | None:
    """Who asks, None if nobody has logged in."""
    return caller_of(request).person


def require(request: Request, role: Role) -> Person:
    """Who asks, if they may do what needs `role`.

    Raises:
        HTTPException: 403 if they may not, 401 if nobody has logged in.
    """
    person = person_of(request)
    if person is None:
        raise HTTPException(401, "log in first")
    if not person.may(role):
        raise HTTPException(403, f"this needs the role {role}; {person.name} is {person.role}")
    return person


def own_name(given: str | None) -> str:
    """The name of the person at this machine: as given, or their login name.

    Raises:
        QuestionError: If the name is empty, too long, or has characters that don't show.
    """
    name = given
    if name is None:
        try:
            name = getpass.getuser()
        except (KeyError, OSError):  # a container without an entry for its user
            name = "somebody"
    name = name.strip()
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise QuestionError(f"a name has 1 to {LONGEST_NAME} characters that show, not {name!r}")
    return name
