"""How much of everything the record has, and what could not be done."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from communique.query.rows import ProblemRow, Rows, StatRow

_ALWAYS = ("reports", "reports superseded", "reports retracted", "problems", "judgements")
#: The number of changes of the record so far.
COMMITS = "commits"


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
    rows = dict(connection.execute("SELECT what, number FROM counts WHERE number > 0").fetchall())
    ordered = [*_ALWAYS, *_sorted(rows, " told"), *_sorted(rows, "")]
    said = {"tallys told": "tallies told"}
    return Rows(
        StatRow,
        tuple(StatRow(what=said.get(what, what), count=rows.get(what, 0)) for what in ordered),
    )


def _sorted(rows: Iterable[str], ending: str) -> list[str]:
    """What is counted of records (`told`) or entries, in alphabetical order."""
    told = [what for what in rows if what not in (*_ALWAYS, COMMITS)]
    return sorted(what for what in told if what.endswith(" told") == bool(ending))
