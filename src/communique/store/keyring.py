"""The file beside a record that says who may use its desk: opened, made, shared by threads."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import threading
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, get_args

from communique.errors import StoreError
from communique.store.database import speaking, transaction
from communique.store.schema import statements

#: The application id in the head of the file, by which it is told from a record.
APPLICATION = int.from_bytes(b"Cmna", "big")
VERSION = 1
_WAIT = 10.0  # seconds for another writer, who holds the file for milliseconds

Clock = Callable[[], datetime]
Role = Literal["reader", "reviewer", "admin"]
#: From the least to the most; each may do what those before it may.
ROLES: tuple[Role, ...] = get_args(Role)


def utc_now() -> datetime:
    """The moment, in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def accounts_path(record: Path) -> Path:
    """Where the accounts of a record lie: `communique.accounts.db` beside `communique.db`."""
    return record.with_name(f"{record.stem}.accounts.db")


def digest(secret: str) -> str:
    """What is kept of a secret. One of 256 random bits needs no slow hash: it can't be guessed."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def fold(name: str) -> str:
    """A name without regard to case and form."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


class Keyring:
    """One connection that threads take turns at: its questions take microseconds.

    Args:
        path: The file.
        create: Whether to make it if it isn't there.
        clock: Tells the moment.
    """

    def __init__(self, path: Path, *, create: bool, clock: Clock = utc_now) -> None:
        """Open the file, or make it.

        Raises:
            StoreError: If there is none and none is to be made, or it is something else.
        """
        if not path.exists() and not create:
            raise StoreError(
                f"{path}: there are no accounts; make one with: communique accounts add"
            )
        self.path = path
        self._clock = clock
        self._lock = threading.RLock()
        with speaking(path):
            _touch(path)
            self._connection = sqlite3.connect(
                path, isolation_level=None, timeout=_WAIT, check_same_thread=False
            )
            try:
                self._prepare()
            except BaseException:
                self._connection.close()
                raise

    def _prepare(self) -> None:
        connection = self._connection
        with transaction(connection):
            [application] = connection.execute("PRAGMA application_id").fetchone()
            [version] = connection.execute("PRAGMA user_version").fetchone()
            [objects] = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            if not (objects or version or application):
                script = files("communique.store").joinpath("accounts.sql").read_text("utf-8")
                for statement in statements(script):
                    connection.execute(statement)
                connection.execute(f"PRAGMA application_id = {APPLICATION}")
                connection.execute(f"PRAGMA user_version = {VERSION}")
            elif application != APPLICATION:
                raise StoreError(f"{self.path}: holds no accounts; move it away")
            elif version != VERSION:
                raise StoreError(
                    f"{self.path}: accounts of version {version}, and this program knows version"
                    f" {VERSION}; install a newer communique (pip install -U communique)"
                )
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    @property
    def now(self) -> datetime:
        """The moment."""
        return self._clock()

    def rows(self, question: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows that answer a question."""
        with self._lock, speaking(self.path):
            return self._connection.execute(question, values).fetchall()

    def change(self, statement: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
        """Change something, in the transaction that is open or in one of its own."""
        with self.transaction():
            return self._connection.execute(statement, values)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing of what is written inside; one inside another is part of it."""
        with self._lock, speaking(self.path):
            if self._connection.in_transaction:
                yield
                return
            with transaction(self._connection):
                yield


def _touch(path: Path) -> None:
    """Make the file, for its owner alone, if it isn't there; SQLite gives its log the same mode."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        return
    except OSError as error:
        raise StoreError(f"{path}: cannot be made ({error.strerror})") from error
