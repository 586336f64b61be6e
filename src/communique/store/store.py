"""The only writer of a record: opens the file, and hands out its tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from communique.records import Problem
from communique.store.database import BUSY_SECONDS, connect, now, speaking, transaction
from communique.store.dump import dump
from communique.store.entries import EntryTable
from communique.store.filing import as_json
from communique.store.items import ItemTable
from communique.store.judgements import JudgementTable, Verdict
from communique.store.reports import ReportTable
from communique.store.rulings import RulingTable
from communique.store.schema import Schema
from communique.store.visits import VisitTable

#: Every change has a number, so that readers can tell whether what they kept is still right.
_COMMITTED = (
    "INSERT INTO counts (what, number) VALUES ('commits', 1)"
    " ON CONFLICT (what) DO UPDATE SET number = number + 1",
    "DELETE FROM changes WHERE EXISTS (SELECT 1 FROM changes AS later"
    " WHERE later.number > changes.number AND later.first_day <= changes.first_day)",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunInfo:
    """By what a run codes.

    Attributes:
        version: Of the package.
        vocabulary: SHA-256 of all vocabulary files.
        model: Name and version of the parser's model.
        options: Options of the coder, as JSON holds them.
    """

    version: str
    vocabulary: str
    model: str
    options: dict[str, Any]


class Store:
    """A record that is open for writing; what it holds lies in its tables.

    Every change is made inside `transaction`, and is in the file, whole, once that ends. Failures
    of the file come as `StoreError`. Use it as a context manager, or close it.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self.path = path
        self.reports = ReportTable(connection)
        self.rulings = RulingTable(connection)
        self.items = ItemTable(connection, self.rulings)
        self.entries = EntryTable(connection)
        self.judgements = JudgementTable(connection)
        self.visits = VisitTable(connection)

    @classmethod
    def open(
        cls,
        path: str | Path,
        *,
        create: bool = True,
        wait: float = BUSY_SECONDS,
        schema: Schema | None = None,
    ) -> Store:
        """Open a record.

        Args:
            path: The file.
            create: Make it if there is none.
            wait: Seconds to wait for another writer.
            schema: Another schema than the one that ships with the package.

        Raises:
            StoreError: If it is missing, is no record, is newer than this program, or is locked.
        """
        place = Path(path)
        return cls(connect(place, schema or Schema.load(), create=create, wait=wait), place)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file; a failure of it comes as `StoreError`."""
        self.close()
        if isinstance(error, sqlite3.Error):
            with speaking(self.path):
                raise error

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing of what is written inside; waits for another writer."""
        with speaking(self.path), transaction(self._connection):
            yield
            for statement in _COMMITTED:
                self._connection.execute(statement)

    def start_run(self, command: str, info: RunInfo) -> int:
        """Say that a run begins; its number."""
        with self.transaction():
            self._note("made by", info.version)
            self._note("made at", now())
            row = self._connection.execute(
                "INSERT INTO runs (command, started_at, version, vocabulary, model, options)"
                " VALUES (?, ?, ?, ?, ?, ?) RETURNING run",
                (
                    command,
                    now(),
                    info.version,
                    info.vocabulary,
                    info.model,
                    as_json(dict(sorted(info.options.items()))),
                ),
            ).fetchone()
        return int(row[0])

    def end_run(self, run: int) -> None:
        """Say that a run came to its end."""
        with self.transaction():
            self._connection.execute("UPDATE runs SET finished_at = ? WHERE run = ?", (now(), run))
            # Tell SQLite how large its indexes are, so that questions find the best one.
            self._connection.execute("PRAGMA analysis_limit = 1000")
            self._connection.execute("PRAGMA optimize")

    def add_problems(self, problems: Iterable[Problem], *, run: int, report: int | None) -> int:
        """Note problems of a report, or of a source that gave none; how many are new."""
        cursor = self._connection.executemany(
            "INSERT OR IGNORE INTO problems (report, source, code, detail, run)"
            " VALUES (?, ?, ?, ?, ?)",
            [(report, clean(p.source), p.code, clean(p.detail), run) for p in problems],
        )
        return max(0, cursor.rowcount)

    def drop_problems(self, report: int) -> None:
        """Forget the problems of a report, before it is coded anew."""
        self._connection.execute("DELETE FROM problems WHERE report = ?", (report,))

    def judge(
        self,
        target: str,
        verdict: Verdict,
        *,
        by: str,
        field: str | None = None,
        value: Any = None,
        note: str | None = None,
    ) -> int:
        """Append a judgement; its number. `target` is an anchor or the id of an entry."""
        with self.transaction():
            return self.judgements.add(target, verdict, by=by, field=field, value=value, note=note)

    def edit(
        self, target: str, values: Mapping[str, Any], *, by: str, note: str | None = None
    ) -> list[int]:
        """Append an edit for each field, all of one moment; their numbers."""
        with self.transaction():
            return self.judgements.edit(target, values, by=by, note=note)

    def undo(self, judgement: int, *, by: str, note: str | None = None) -> int:
        """Take a judgement back, by another that says so; its number."""
        with self.transaction():
            return self.judgements.undo(judgement, by=by, note=note)

    def dump(self) -> Iterator[str]:
        """Yield all content as lines that don't depend on the order in which it came."""
        with speaking(self.path):
            yield from dump(self._connection)

    def _note(self, name: str, value: str) -> None:
        self._connection.execute(
            "INSERT OR IGNORE INTO meta (name, value) VALUES (?, ?)", (name, value)
        )


def clean(text: str | None) -> str | None:
    """A text without halves of surrogate pairs, which no file can hold."""
    return text.encode("utf-8", "replace").decode("utf-8") if text is not None else None
