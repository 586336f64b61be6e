"""The schema of a record, and the way from each older version to it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files

#: The application id in the head of the file, by which a record is told from another SQLite file.
APPLICATION = int.from_bytes(b"Cmnq", "big")


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """What makes an empty record, and what makes one of version n - 1 one of version n.

    Attributes:
        create: The statements that make an empty record of the newest version.
        steps: By version, the statements that lead to it from the version before.
    """

    create: str
    steps: Mapping[int, str]

    @classmethod
    def load(cls) -> Schema:
        """The schema that ships with the package: schema.sql, and migrations/NNNN.sql."""
        folder = files("communique.store")
        steps = {
            int(entry.name.removesuffix(".sql")): entry.read_text("utf-8")
            for entry in folder.joinpath("migrations").iterdir()
            if entry.name.endswith(".sql")
        }
        return cls(create=folder.joinpath("schema.sql").read_text("utf-8"), steps=steps)

    @property
    def version(self) -> int:
        """The newest version; 1 has no step that leads to it."""
        return max(self.steps, default=1)

    def make(self, connection: sqlite3.Connection) -> None:
        """Make an empty record, inside the transaction that is open."""
        self._run(connection, self.create)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {self.version}")

    def migrate(self, connection: sqlite3.Connection, version: int) -> None:
        """Lead a record of `version` to the newest, inside the transaction that is open."""
        for step in range(version + 1, self.version + 1):
            self._run(connection, self.steps[step])
        connection.execute(f"PRAGMA user_version = {self.version}")

    @staticmethod
    def _run(connection: sqlite3.Connection, script: str) -> None:
        for statement in statements(script):
            connection.execute(statement)


def statements(script: str) -> Iterator[str]:
    """Yield the statements of a script one by one: `executescript` would end the transaction."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if ";" in line and sqlite3.complete_statement(pending):
            yield pending
            pending = ""
