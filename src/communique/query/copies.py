"""Which reports are copies of each other."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection

from communique.store.chunks import chunks, marks


def copies_of(
    connection: sqlite3.Connection, reports: Collection[str]
) -> dict[tuple[str, str], float]:
    """The likeness of the copies among these reports, by their keys in order."""
    among = set(reports)
    found: dict[tuple[str, str], float] = {}
    for lot in chunks(sorted(among)):
        rows = connection.execute(
            "SELECT p.key AS a, q.key AS b, c.likeness FROM copies c"
            " JOIN reports p ON p.report = c.a JOIN reports q ON q.report = c.b"
            f" WHERE p.key IN ({marks(lot)})",
            lot,
        )
        found |= {(row["a"], row["b"]): row["likeness"] for row in rows if row["b"] in among}
    return found
