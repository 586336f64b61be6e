"""The reading side of a record's file: one connection that cannot write."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from communique.errors import StoreError

#: The version of the schema that the questions are written for.
VERSION = 2
DEFAULT = Path("communique.db")
VARIABLE = "COMMUNIQUE_RECORD"


def record_path(path: str | Path | None = None) -> Path:
    """Where the record lies: as given, else as `COMMUNIQUE_RECORD` says, else `communique.db`."""
    return Path(path or os.environ.get(VARIABLE) or DEFAULT)


def connect(path: Path) -> sqlite3.Connection:
    """Open a record for reading, also while another process writes to it.

    Raises:
        StoreError: If there is no such file, or it is no record of this version.
    """
    if not path.exists():
        raise StoreError(f"{path}: there is no record; make one with: communique add FILES")
    if path.is_dir():
        raise StoreError(f"{path}: is a folder; name the file of the record")
    connection, version = _opened(path, "mode=ro")
    if version != VERSION:
        connection.close()
        raise StoreError(
            f"{path}: the record has form {version}, this program reads form {VERSION};"
            " communique add brings an older one up to date, a newer one needs a newer program"
        )
    connection.row_factory = sqlite3.Row
    return connection


@contextmanager
def snapshot(connection: sqlite3.Connection) -> Iterator[None]:
    """All that is asked inside is of one state of the record, whatever is added meanwhile."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")


def _opened(path: Path, how: str) -> tuple[sqlite3.Connection, int]:
    """The file, and the version of its form.

    On a disk that can't be written, SQLite can't make the files beside a record by which readers
    and a writer agree. Nobody writes there, so where none of these is left, it is read without.
    """
    connection = None
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True, timeout=30)
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        connection.execute("SELECT 1 FROM entries LIMIT 1")
    except sqlite3.DatabaseError as error:
        if connection is not None:
            connection.close()
        shut = getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_CANTOPEN
        if shut and how == "mode=ro" and not Path(f"{path}-wal").exists():
            return _opened(path, "mode=ro&immutable=1")
        reason = (
            "can't be opened; check its permissions" if shut else "is no record; name another file"
        )
        raise StoreError(f"{path}: {reason} ({error})") from error
    return connection, int(version)


def day(text: str | None) -> date | None:
    """The day that a column holds."""
    return date.fromisoformat(text) if text else None


def counting(report: str = "p") -> str:
    """The condition that a report (the name of its table) counts on `:day`."""
    return (
        f"{report}.known_on <= :day"
        f" AND ({report}.superseded_on IS NULL OR {report}.superseded_on > :day)"
        f" AND ({report}.retracted_on IS NULL OR {report}.retracted_on > :day)"
    )


def counting_now_or(known: date | None) -> str:
    """The condition that the report `p` counts now, or if a day is given, on `:day`."""
    return counting() if known else "p.superseded_on IS NULL AND p.retracted_on IS NULL"
