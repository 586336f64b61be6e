"""The file: opened, made or led to the newest version, and its failures in words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from communique.errors import StoreError
from communique.store.schema import APPLICATION, Schema

#: How long to wait for another writer. A batch is written in a second or two, so that a writer that
#: holds the file for a minute is stuck or does something else with it.
BUSY_SECONDS = 60.0
#: Pages kept in memory, in KiB (negative, as SQLite wants it): the indexes of 200,000 events fit.
CACHE_KIB = -65_536

_SAYINGS = {
    sqlite3.SQLITE_BUSY: "another process writes into it; wait until it is done, then try again",
    sqlite3.SQLITE_LOCKED: "another process writes into it; wait until it is done, then try again",
    sqlite3.SQLITE_FULL: "the disk is full; make room, then run the same command again:"
    " what was added so far is kept, and nothing is added twice",
    sqlite3.SQLITE_IOERR: "the disk failed or is full; see to it, then run the same command again:"
    " what was added so far is kept, and nothing is added twice",
    sqlite3.SQLITE_READONLY: "it may not be written; check the permissions of file and folder",
    sqlite3.SQLITE_CANTOPEN: "it can't be opened; check the path, the folder's permissions, and"
    " that the disk has room",
    sqlite3.SQLITE_NOTADB: "this is no record; name another file with --record",
    sqlite3.SQLITE_CORRUPT: "the file is damaged; restore a copy, or add the reports to a new one",
}


@contextmanager
def speaking(path: Path) -> Iterator[None]:
    """Turn the failures of a file into a `StoreError`; a mistake of ours stays what it is."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", None)
        saying = None if code is None else _SAYINGS.get(code & 0xFF)
        if saying is None:
            raise
        raise StoreError(f"{path}: {saying} ({error})") from error


def connect(path: Path, schema: Schema, *, create: bool, wait: float) -> sqlite3.Connection:
    """Open a record for writing; make it if it isn't there, lead it on if it is older.

    The file is in WAL mode, so that readers go on while it is written. Each commit is flushed to
    the disk (`synchronous = FULL`): a batch takes seconds to code and milliseconds to flush.

    Raises:
        StoreError: If there is none and none is to be made, it is no record, or it is newer.
    """
    if path.is_dir():
        raise StoreError(f"{path}: is a folder; name the file of the record")
    if not create and not path.exists():
        raise StoreError(f"{path}: there is no record; add reports first, or name another file")
    mode = "rwc" if create else "rw"
    with speaking(path):
        connection = sqlite3.connect(
            f"file:{quote(str(path))}?mode={mode}",
            uri=True,
            isolation_level=None,
            timeout=wait,
        )
        connection.create_function("casefold", 1, _fold, deterministic=True)
        try:
            _prepare(connection, path, schema)
        except BaseException:
            connection.close()
            raise
    return connection


def _fold(text: str) -> str:
    return text.casefold()


def _prepare(connection: sqlite3.Connection, path: Path, schema: Schema) -> None:
    connection.execute("BEGIN")  # one view for all questions: another process may be making it
    try:
        _see_that_it_is_ours(connection, path, schema)
    finally:
        connection.execute("ROLLBACK")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA cache_size = {CACHE_KIB}")
    if _version(connection) != schema.version:
        with transaction(connection):
            _make_or_migrate(connection, path, schema)
    connection.execute("PRAGMA foreign_keys = ON")


def _make_or_migrate(connection: sqlite3.Connection, path: Path, schema: Schema) -> None:
    """Look again, since another process may have been first, and do what is still to be done."""
    _see_that_it_is_ours(connection, path, schema)
    version = _version(connection)
    if version == 0:
        schema.make(connection)
    elif version < schema.version:
        schema.migrate(connection, version)


def _see_that_it_is_ours(connection: sqlite3.Connection, path: Path, schema: Schema) -> None:
    [application] = connection.execute("PRAGMA application_id").fetchone()
    version = _version(connection)
    [objects] = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if application != APPLICATION:
        if objects or version or application:
            raise StoreError(
                f"{path}: an SQLite file, but no record; name another file with --record"
            )
    elif objects and not version:
        raise StoreError(
            f"{path}: a record that says no version; restore a copy, or add the reports"
            " to a new one"
        )
    elif version > schema.version:
        raise StoreError(
            f"{path}: a record of version {version}, and this program knows versions up to"
            f" {schema.version}; install a newer communique (pip install -U communique)"
        )


def _version(connection: sqlite3.Connection) -> int:
    [version] = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing of what is written inside; waits for another writer to finish."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def now() -> str:
    """The moment, in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
