"""Full-text search over the reports of a record."""

from __future__ import annotations

import re
import sqlite3
from datetime import date

from communique.errors import QuestionError
from communique.query.connection import counting_now_or, day
from communique.query.rows import FoundRow

_EXCERPT = 24  # words of an excerpt
_TOKEN = re.compile(r'"[^"]*"\*?|NEAR\([^()]*\)|[()]|[^\s()"]+')
_OPERATORS = frozenset({"OR", "AND", "NOT"})


def search_reports(
    connection: sqlite3.Connection, text: str, *, known: date | None, limit: int
) -> list[FoundRow]:
    """Reports that have the words of `text`, best match first.

    Words are matched by their stems, all must occur; `"a phrase"`, `OR`, `NOT`, `NEAR(a b)` and
    `begin*` are understood as SQLite's FTS5 understands them.

    Raises:
        QuestionError: If the text can't be read as a search.
    """
    asked = _asked(text)
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
            f"{text!r} can't be read as a search ({error}); write words, a phrase in double quotes,"
            " and OR or NOT between such"
        ) from error
    return [_row(connection, row) for row in rows]


def _asked(text: str) -> str:
    """The text in the search language: words in quotes, lest `U.S.` or `AT&T` count as syntax.

    Raises:
        QuestionError: If there is no word in it.
    """
    if text.count('"') % 2:
        return text  # a phrase without an end, which SQLite explains
    parts = [part for token in _TOKEN.findall(text) if (part := _quoted(token))]
    if not any(character.isalnum() for part in parts for character in part):
        raise QuestionError("there are no words to search for; give some")
    return " ".join(parts)


def _quoted(token: str) -> str:
    if token in _OPERATORS or token[0] in '"()' or token.startswith("NEAR("):
        return token
    if not any(character.isalnum() for character in token):
        return ""
    beginning = token.rstrip("*")
    return f'"{beginning}"' + "*" * (len(beginning) < len(token))


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
