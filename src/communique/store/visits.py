"""Visits of outside lists, kept beside the record to check its contacts against."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from communique.store.filing import day_text
from communique.visits import ListedVisit

_COLUMNS = "source, id, visitor, office, visitor_code, host_code, starts, ends, place, remark"


class VisitTable:
    """The table `listed_visits`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def put(self, visits: Iterable[ListedVisit]) -> int:
        """Add visits, or put them in the place of those of their list and number.

        Returns:
            How many are new or differ from what was there.
        """
        before = self._connection.total_changes
        self._connection.executemany(
            f"INSERT INTO listed_visits ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (source, id) DO UPDATE SET visitor = excluded.visitor,"
            " office = excluded.office, visitor_code = excluded.visitor_code,"
            " host_code = excluded.host_code, starts = excluded.starts, ends = excluded.ends,"
            " place = excluded.place, remark = excluded.remark"
            " WHERE (visitor, office, visitor_code, host_code, starts, ends, place, remark)"
            " IS NOT (excluded.visitor, excluded.office, excluded.visitor_code,"
            " excluded.host_code, excluded.starts, excluded.ends, excluded.place,"
            " excluded.remark)",
            [
                (
                    visit.source,
                    visit.id,
                    visit.visitor,
                    visit.office,
                    visit.visitor_code,
                    visit.host_code,
                    day_text(visit.start),
                    day_text(visit.end),
                    visit.place,
                    visit.remark,
                )
                for visit in visits
            ],
        )
        return self._connection.total_changes - before

    def count(self) -> int:
        """How many visits there are."""
        [number] = self._connection.execute("SELECT count(*) FROM listed_visits").fetchone()
        return int(number)
