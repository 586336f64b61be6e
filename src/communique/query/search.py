"""Full-text search over the reports of a record."""

from __future__ import annotations

import re
import sqlite3
from datetime import date

from communique.errors import QuestionError
from communique.query.connection import counting_now_or, day
from communique.query.rows import FoundRow

_EXCERPT = 24  # words of an excerpt
_PLAIN = re.compile(r"^[\w\s'’-]+$")


def search_reports(
    connection: sqlite3.Connection, text: str, *, known: date | None, limit: int
) -> list[FoundRow]:
    """Reports that have the words of `text`, best match first.

    Words are matched by their stems, all must occur; `"a phrase"`, `OR`, `NOT`, `NEAR(a b)` and
    `begin*` are understood as SQLite's FTS5 understands them.

    Raises:
        QuestionError: If the text can't be read as a search.
    """
    asked = " ".join(f'"{word}"' for word in text.split()) if _is_plain(text) else text
    live = counting_now_or(known)
    try:
        rows = connection.execute(
            "SELECT p.report, p.key, p.doc, p.date, p.publisher, p.title,"
            f" snippet(report_words, 1, '[', ']', '…', {_EXCERPT}) AS excerpt"
            " FROM report_words JOIN reports p ON p.report = report_words.rowid"
            f" WHERE report_words MATCH :asked AND {live}"
            " ORDER BY bm25(report_words, 4.0, 1.0), p.date, p.key LIMIT :limit",
            {"asked": asked, "day": known.isoformat() if known else None, "limit": limit},
        ).fetchall()
    except sqlite3.OperationalError as error:
        raise QuestionError(
            f"{text!r} can't be read as a search ({error}); put a phrase in double quotes"
        ) from error
    return [_row(connection, row) for row in rows]


def _is_plain(text: str) -> bool:
    """Whether the text is words alone, without an operator of the search language."""
    operators = {"OR", "AND", "NOT", "NEAR"}
    return bool(_PLAIN.match(text)) and operators.isdisjoint(text.split())


def _row(connection: sqlite3.Connection, row: sqlite3.Row) -> FoundRow:
    entries = connection.execute(
        "SELECT DISTINCT entry FROM records WHERE report = ? AND entry IS NOT NULL ORDER BY entry",
        (row["report"],),
    )
    return FoundRow(
        report=row["key"],
        doc=row["doc"],
        date=day(row["date"]),
        publisher=row["publisher"],
        title=row["title"],
        excerpt=row["excerpt"].replace("\n", " "),
        entries=tuple(entry[0] for entry in entries),
    )
