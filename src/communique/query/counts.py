"""How much of everything the record has, and what could not be done."""

from __future__ import annotations

import sqlite3

from communique.query.rows import ProblemRow, Rows, StatRow


def problems(connection: sqlite3.Connection) -> Rows[ProblemRow]:
    """What could not be done, in the order in which it was met."""
    rows = connection.execute(
        "SELECT b.code, b.detail, b.source, p.key FROM problems b LEFT JOIN reports p"
        " USING (report) ORDER BY b.problem"
    )
    found = [ProblemRow(code=r[0], detail=r[1], source=r[2], report=r[3]) for r in rows]
    return Rows(ProblemRow, tuple(found))


def stats(connection: sqlite3.Connection) -> Rows[StatRow]:
    """How much of everything the record has."""
    counts = [
        ("reports", "SELECT count(*) FROM reports"),
        ("reports superseded", "SELECT count(*) FROM reports WHERE superseded_on IS NOT NULL"),
        ("reports retracted", "SELECT count(*) FROM reports WHERE retracted_on IS NOT NULL"),
        ("problems", "SELECT count(*) FROM problems"),
        ("judgements", "SELECT count(*) FROM judgements"),
    ]
    rows = [(what, connection.execute(sql).fetchone()[0]) for what, sql in counts]
    told = "SELECT replace(kind || 's told', 'tallys', 'tallies'), count(*) FROM records"
    rows += _counted(connection, f"{told} GROUP BY kind")
    rows += _counted(connection, "SELECT kind || 's', count(*) FROM entries GROUP BY kind")
    return Rows(StatRow, tuple(StatRow(what=what, count=count) for what, count in rows))


def _counted(connection: sqlite3.Connection, sql: str) -> list[tuple[str, int]]:
    return sorted((row[0], row[1]) for row in connection.execute(sql))
