"""Accounts of the desk: who may use it, in which role, their passwords' hashes."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from communique.errors import QuestionError
from communique.store.audit import FailureTable, LogTable
from communique.store.keyring import ROLES, Clock, Keyring, Role, fold, utc_now
from communique.store.sessions import SessionTable, Terms, TokenTable

__all__ = ["LONGEST_NAME", "ROLES", "Account", "AccountTable", "Accounts", "Role"]

LONGEST_NAME = 64
_NAME = re.compile(r"\w(?:[\w .@'’-]{0,62}[\w.])?")
_COLUMNS = "name, role, created, disabled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Somebody who may log in, unless `disabled` since a moment."""

    name: str
    role: Role
    created: datetime
    disabled: datetime | None = None


class AccountTable:
    """The table `accounts`. Names are known without regard to case."""

    def __init__(self, keyring: Keyring) -> None:
        self._keyring = keyring

    def add(self, name: str, role: Role, password: str) -> Account:
        """Add an account with a password's hash.

        Raises:
            QuestionError: If the name is taken or is no name.
        """
        plain = unicodedata.normalize("NFKC", name).strip()
        if not _NAME.fullmatch(plain):
            raise QuestionError(
                f"{name!r} can't be the name of an account: 1 to {LONGEST_NAME} letters, digits,"
                " spaces and . _ - @ '"
            )
        try:
            self._keyring.change(
                "INSERT INTO accounts (name, folded, role, password, created)"
                " VALUES (?, ?, ?, ?, ?)",
                (plain, fold(plain), role, password, self._keyring.now.isoformat()),
            )
        except sqlite3.IntegrityError as error:
            raise QuestionError(f"there is an account {plain} already") from error
        return self.get(plain)

    def get(self, name: str) -> Account:
        """The account with a name.

        Raises:
            QuestionError: If there is none.
        """
        found = self._keyring.rows(
            f"SELECT {_COLUMNS} FROM accounts WHERE folded = ?", (fold(name),)
        )
        if not found:
            raise QuestionError(f"there is no account {name!r}; see: communique accounts list")
        return _account(found[0])

    def all(self) -> list[Account]:
        """All accounts, by name."""
        rows = self._keyring.rows(f"SELECT {_COLUMNS} FROM accounts ORDER BY folded")
        return [_account(row) for row in rows]

    def password(self, name: str) -> tuple[Account, str] | None:
        """The account that may log in under a name, with its password's hash; None if none may."""
        rows = self._keyring.rows(
            f"SELECT {_COLUMNS}, password FROM accounts WHERE folded = ? AND disabled IS NULL",
            (fold(name),),
        )
        return (_account(rows[0][:-1]), rows[0][-1]) if rows else None

    def set_password(self, name: str, password: str) -> None:
        """Put a new hash in place; who calls this ends the sessions."""
        self._set(name, "password = ?", password)

    def set_role(self, name: str, role: Role) -> None:
        """Give an account another role.

        Raises:
            QuestionError: If there is no such account, or no admin would be left.
        """
        with self._keyring.transaction():
            self._set(name, "role = ?", role)
            self._see_an_admin()

    def disable(self, name: str) -> None:
        """Let nobody log in under a name; sessions and tokens end with it.

        Raises:
            QuestionError: If there is no such account, or no admin would be left.
        """
        with self._keyring.transaction():
            self._set(name, "disabled = coalesce(disabled, ?)", self._keyring.now.isoformat())
            self._see_an_admin()

    def enable(self, name: str) -> None:
        """Let an account that was disabled log in again."""
        self._set(name, "disabled = ?", None)

    def has_admin(self) -> bool:
        """Whether somebody may log in as an admin."""
        question = "SELECT 1 FROM accounts WHERE role = 'admin' AND disabled IS NULL LIMIT 1"
        return bool(self._keyring.rows(question))

    def _set(self, name: str, what: str, value: str | None) -> None:
        done = self._keyring.change(
            f"UPDATE accounts SET {what} WHERE folded = ?", (value, fold(name))
        )
        if done.rowcount != 1:
            raise QuestionError(f"there is no account {name!r}; see: communique accounts list")

    def _see_an_admin(self) -> None:
        if not self.has_admin():
            raise QuestionError("no admin would be left; make another one first")


class Accounts:
    """All that the file knows: people, sessions, tokens, failures and the log.

    Args:
        keyring: The open file.
        terms: How long sessions last.
    """

    def __init__(self, keyring: Keyring, *, terms: Terms | None = None) -> None:
        self.path = keyring.path
        self.people = AccountTable(keyring)
        self.sessions = SessionTable(keyring, terms or Terms())
        self.tokens = TokenTable(keyring)
        self.failures = FailureTable(keyring)
        self.log = LogTable(keyring)
        self._keyring = keyring

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        create: bool = False,
        clock: Clock = utc_now,
        terms: Terms | None = None,
    ) -> Self:
        """Open the accounts at `path`, or make an empty file.

        Raises:
            StoreError: If there is none and none is to be made, or it is something else.
        """
        return cls(Keyring(path, create=create, clock=clock), terms=terms)

    def change_password(self, name: str, password: str) -> None:
        """Put a new hash in place, and end all sessions of the account."""
        with self._keyring.transaction():
            self.people.set_password(name, password)
            self.sessions.end_all(name)

    def disable(self, name: str) -> None:
        """Let nobody log in under a name, and end its sessions.

        Raises:
            QuestionError: If there is no such account, or no admin would be left.
        """
        with self._keyring.transaction():
            self.people.disable(name)
            self.sessions.end_all(name)

    def close(self) -> None:
        """Close the file."""
        self._keyring.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _account(row: tuple[Any, ...]) -> Account:
    name, role, created, disabled = row
    return Account(
        name=name,
        role=role,
        created=datetime.fromisoformat(created),
        disabled=datetime.fromisoformat(disabled) if disabled else None,
    )
