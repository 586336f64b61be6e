"""What was done at the desk and what was refused: a log that only grows. Wrong passwords."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from communique.store.keyring import Keyring, digest

#: How long wrong passwords count: who was locked out long ago begins anew.
FORGET = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """Who did what to what, from where, with which outcome. Never a password or a token."""

    number: int
    at: datetime
    who: str | None
    address: str | None
    action: str
    target: str | None
    outcome: str


class LogTable:
    """The table `log`, which the file itself keeps from being changed."""

    def __init__(self, keyring: Keyring) -> None:
        self._keyring = keyring

    def add(
        self,
        action: str,
        *,
        who: str | None,
        address: str | None,
        target: str | None = None,
        outcome: str = "done",
    ) -> None:
        """Append an entry."""
        self._keyring.change(
            "INSERT INTO log (at, who, address, action, target, outcome) VALUES (?, ?, ?, ?, ?, ?)",
            (self._keyring.now.isoformat(), who, address, action, target, outcome),
        )

    def page(self, *, limit: int, offset: int = 0) -> list[LogEntry]:
        """A stretch of the log, newest first."""
        rows = self._keyring.rows(
            "SELECT entry, at, who, address, action, target, outcome FROM log"
            " ORDER BY entry DESC LIMIT ? OFFSET ?",
            (limit, offset),
        )
        return [
            LogEntry(
                number=number,
                at=datetime.fromisoformat(at),
                who=who,
                address=address,
                action=action,
                target=target,
                outcome=outcome,
            )
            for number, at, who, address, action, target, outcome in rows
        ]

    def count(self) -> int:
        """How many entries there are."""
        return int(self._keyring.rows("SELECT count(*) FROM log")[0][0])


class FailureTable:
    """The table `failures`: wrong passwords, by whatever they are counted by."""

    def __init__(self, keyring: Keyring) -> None:
        self._keyring = keyring

    def add(self, what: Sequence[str]) -> None:
        """Count one more for each."""
        now = self._keyring.now
        with self._keyring.transaction():
            self._keyring.change(
                "DELETE FROM failures WHERE last <= ?", ((now - FORGET).isoformat(),)
            )
            for one in what:
                self._keyring.change(
                    "INSERT INTO failures (what, count, last) VALUES (?, 1, ?) ON CONFLICT (what)"
                    " DO UPDATE SET count = count + 1, last = excluded.last",
                    (digest(one), now.isoformat()),
                )

    def count(self, what: str) -> tuple[int, timedelta]:
        """How many there were, and how long ago the last one was."""
        now = self._keyring.now
        rows = self._keyring.rows(
            "SELECT count, last FROM failures WHERE what = ? AND last > ?",
            (digest(what), (now - FORGET).isoformat()),
        )
        return (rows[0][0], now - datetime.fromisoformat(rows[0][1])) if rows else (0, FORGET)

    def clear(self, what: str) -> None:
        """Forget those of one."""
        self._keyring.change("DELETE FROM failures WHERE what = ?", (digest(what),))
