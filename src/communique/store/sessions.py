"""Sessions of people at browsers, and tokens of programs. Only hashes of their secrets are kept."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from communique.errors import QuestionError
from communique.store.keyring import Keyring, Role, digest, fold

_BYTES = 32  # 256 bits
_MOST = 20  # sessions of one account; the oldest ends when one more begins
_STEP = timedelta(minutes=1)  # so that not every page writes when a session was seen
#: By its beginning a token is known as one, to people and to programs that look for lost secrets.
PREFIX = "cmq_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """How long a session lasts: unused, and at all. A working day, with a long lunch in it."""

    idle: timedelta = timedelta(hours=2)
    whole: timedelta = timedelta(hours=12)


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A token of a program, without its secret."""

    number: int
    name: str
    created: datetime
    expires: datetime
    revoked: datetime | None = None


class SessionTable:
    """The table `sessions`."""

    def __init__(self, keyring: Keyring, terms: Terms) -> None:
        self._keyring = keyring
        self.terms = terms

    def begin(self, name: str) -> str:
        """Begin a session of an account; gives its secret, which is kept nowhere.

        Raises:
            QuestionError: If there is no such account.
        """
        secret, now = secrets.token_urlsafe(_BYTES), self._keyring.now
        with self._keyring.transaction():
            account = _number(self._keyring, name)
            self._keyring.change(
                "DELETE FROM sessions WHERE seen <= ? OR began <= ?", self._oldest(now)
            )
            self._keyring.change(
                "DELETE FROM sessions WHERE secret IN (SELECT secret FROM sessions"
                " WHERE account = ? ORDER BY seen DESC LIMIT -1 OFFSET ?)",
                (account, _MOST - 1),
            )
            self._keyring.change(
                "INSERT INTO sessions (secret, account, began, seen) VALUES (?, ?, ?, ?)",
                (digest(secret), account, now.isoformat(), now.isoformat()),
            )
        return secret

    def find(self, secret: str) -> tuple[str, Role] | None:
        """Name and role of who has a session, None if it has ended or never was."""
        now, kept = self._keyring.now, digest(secret)
        rows = self._keyring.rows(
            "SELECT name, role, seen FROM sessions JOIN accounts USING (account)"
            " WHERE secret = ? AND seen > ? AND began > ? AND disabled IS NULL",
            (kept, *self._oldest(now)),
        )
        if not rows:
            return None
        name, role, seen = rows[0]
        if now - datetime.fromisoformat(seen) >= _STEP:
            self._keyring.change(
                "UPDATE sessions SET seen = ? WHERE secret = ?", (now.isoformat(), kept)
            )
        return name, role

    def end(self, secret: str) -> None:
        """End a session."""
        self._keyring.change("DELETE FROM sessions WHERE secret = ?", (digest(secret),))

    def end_all(self, name: str) -> None:
        """End all sessions of an account."""
        account = _number(self._keyring, name)
        self._keyring.change("DELETE FROM sessions WHERE account = ?", (account,))

    def _oldest(self, now: datetime) -> tuple[str, str]:
        """Since when a session must have been seen, and have begun, to last until now."""
        return (now - self.terms.idle).isoformat(), (now - self.terms.whole).isoformat()


class TokenTable:
    """The table `tokens`."""

    def __init__(self, keyring: Keyring) -> None:
        self._keyring = keyring

    def add(self, name: str, *, days: int) -> tuple[str, Token]:
        """Make a token for an account; its secret is given once and kept nowhere.

        Raises:
            QuestionError: If there is no such account.
        """
        secret, now = PREFIX + secrets.token_urlsafe(_BYTES), self._keyring.now
        expires = now + timedelta(days=days)
        with self._keyring.transaction():
            account = _number(self._keyring, name)
            self._keyring.change(
                "INSERT INTO tokens (secret, account, created, expires) VALUES (?, ?, ?, ?)",
                (digest(secret), account, now.isoformat(), expires.isoformat()),
            )
            token = self.all(name)[-1]
        return secret, token

    def all(self, name: str | None = None) -> list[Token]:
        """The tokens of an account or of all, in the order in which they were made."""
        account = None if name is None else _number(self._keyring, name)
        rows = self._keyring.rows(
            "SELECT token, name, tokens.created, expires, revoked FROM tokens"
            " JOIN accounts USING (account) WHERE ?1 IS NULL OR account = ?1 ORDER BY token",
            (account,),
        )
        return [_token(row) for row in rows]

    def find(self, secret: str) -> tuple[str, int] | None:
        """Whose token this is, and its number; None if it is none, or not good any more."""
        rows = self._keyring.rows(
            "SELECT name, token FROM tokens JOIN accounts USING (account) WHERE secret = ?"
            " AND expires > ? AND revoked IS NULL AND disabled IS NULL",
            (digest(secret), self._keyring.now.isoformat()),
        )
        return (rows[0][0], rows[0][1]) if rows else None

    def revoke(self, number: int) -> Token:
        """Let a token not be good any more.

        Raises:
            QuestionError: If there is none with this number.
        """
        now = self._keyring.now.isoformat()
        self._keyring.change(
            "UPDATE tokens SET revoked = coalesce(revoked, ?) WHERE token = ?", (now, number)
        )
        found = next((token for token in self.all() if token.number == number), None)
        if found is None:
            raise QuestionError(f"there is no token {number}; see: communique accounts tokens")
        return found


def _number(keyring: Keyring, name: str) -> int:
    rows = keyring.rows("SELECT account FROM accounts WHERE folded = ?", (fold(name),))
    if not rows:
        raise QuestionError(f"there is no account {name!r}; see: communique accounts list")
    return int(rows[0][0])


def _token(row: tuple[Any, ...]) -> Token:
    number, name, created, expires, revoked = row
    return Token(
        number=number,
        name=name,
        created=datetime.fromisoformat(created),
        expires=datetime.fromisoformat(expires),
        revoked=datetime.fromisoformat(revoked) if revoked else None,
    )
