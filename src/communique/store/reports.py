"""Reports: what is known, what corrects what, what is withdrawn, and what each was coded by."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from communique.records import Report
from communique.store.chunks import chunks, marks
from communique.store.database import now
from communique.store.filing import Filing, report_values

_COLUMNS = "doc, date, title, publisher, url, language, text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """A report in the record: its number, what it is known by, and whether it counts."""

    number: int
    key: str
    doc: str
    publisher: str | None
    known: date
    superseded: date | None
    retracted: date | None

    @property
    def counts(self) -> bool:
        """Whether the account as of now is made of it."""
        return self.superseded is None and self.retracted is None


class ReportTable:
    """The tables `reports` and `sketches`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def known(self, keys: Iterable[str]) -> dict[str, str]:
        """Those of `keys` that are in the record, with the ids of their reports."""
        found: dict[str, str] = {}
        for some in chunks(keys):
            query = f"SELECT key, doc FROM reports WHERE key IN ({marks(some)})"
            found.update(self._connection.execute(query, some))
        return found

    def count(self) -> int:
        """How many reports there are, those that no longer count among them."""
        [number] = self._connection.execute("SELECT count(*) FROM reports").fetchone()
        return int(number)

    def insert(self, filing: Filing, *, run: int) -> int:
        """Add a report; its number."""
        row = self._connection.execute(
            "INSERT INTO reports (key, doc, digest, date, known_on, title, publisher, url,"
            " language, text, added_at, run) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " RETURNING report",
            (*report_values(filing), now(), run),
        ).fetchone()
        day = filing.report.date.isoformat() if filing.report.date else ""
        self._connection.executemany(
            "INSERT INTO sketches (band, day, report) VALUES (?, ?, ?)",
            [(band, day, row[0]) for band in sorted(set(filing.bands))],
        )
        return int(row[0])

    def recoded(self, number: int, *, run: int) -> None:
        """Say that a report was coded anew in `run`."""
        self._connection.execute("UPDATE reports SET run = ? WHERE report = ?", (run, number))

    def rename(self, ids: Iterable[tuple[str, str]]) -> set[int]:
        """Tell other ids of known reports, by key: of several the first in the alphabet is kept.

        Returns:
            The reports that have another id now, and their versions so far.
        """
        touched: set[int] = set()
        for key, doc in ids:
            row = self._connection.execute(
                "SELECT report FROM reports WHERE key = ? AND doc > ?", (key, doc)
            ).fetchone()
            if row is None:
                continue
            touched |= self._versions(row)
            self._connection.execute("UPDATE reports SET doc = ? WHERE report = ?", (doc, *row))
            self._connection.execute(
                "UPDATE records SET item = json_set(item, '$.doc', ?)"
                " WHERE report = ? AND item IS NOT NULL",
                (doc, *row),
            )
        return touched

    def known_on(self, number: int) -> date:
        """The day from which a report is known."""
        query = "SELECT known_on FROM reports WHERE report = ?"
        [day] = self._connection.execute(query, (number,)).fetchone()
        return date.fromisoformat(day)

    def near(
        self, bands: Iterable[str], day: date | None, within: int
    ) -> Iterator[tuple[int, str, str]]:
        """Yield number, key and text of the reports whose sketch shares a band, and whose day is
        `within` so many days of `day`; those without a day are near to all."""
        low, high = ("", "9999-12-31") if day is None else _around(day, within)
        for some in chunks(bands):
            yield from self._connection.execute(
                "SELECT DISTINCT report, key, text FROM sketches JOIN reports USING (report)"
                f" WHERE band IN ({marks(some)}) AND (day BETWEEN ? AND ? OR day = '')",
                (*some, low, high),
            )

    def read(self, number: int) -> Report:
        """A report as it was read."""
        query = f"SELECT {_COLUMNS} FROM reports WHERE report = ?"
        doc, day, title, publisher, url, language, text = self._connection.execute(
            query, (number,)
        ).fetchone()
        return Report(
            id=doc,
            date=date.fromisoformat(day) if day else None,
            title=title,
            publisher=publisher,
            url=url,
            language=language,
            text=text,
        )

    def outdated(self, run: int) -> list[int]:
        """The reports that were coded otherwise than `run` codes: version, words or options."""
        rows = self._connection.execute(
            "SELECT report FROM reports JOIN runs AS old USING (run), runs AS new"
            " WHERE new.run = ? AND (old.version, old.vocabulary, old.model, old.options)"
            " <> (new.version, new.vocabulary, new.model, new.options) ORDER BY report",
            (run,),
        )
        return [number for (number,) in rows]

    def numbers(self) -> list[int]:
        """All reports."""
        return [n for (n,) in self._connection.execute("SELECT report FROM reports ORDER BY 1")]

    def find(self, named: str) -> list[Filed]:
        """The reports that a key, an id or an address names."""
        rows = self._connection.execute(
            "SELECT report, key, doc, publisher, known_on, superseded_on, retracted_on"
            " FROM reports WHERE key = ?1 OR doc = ?1 OR url = ?1 ORDER BY known_on, report",
            (named,),
        )
        return [
            Filed(
                number=number,
                key=key,
                doc=doc,
                publisher=publisher,
                known=date.fromisoformat(known),
                superseded=_day(superseded),
                retracted=_day(retracted),
            )
            for number, key, doc, publisher, known, superseded, retracted in rows
        ]

    def retract(self, number: int, *, day: date | None, reason: str | None) -> None:
        """Withdraw a report from `day` on; with None take that back."""
        self._connection.execute(
            "UPDATE reports SET retracted_on = ?, retracted_why = ? WHERE report = ?",
            (day.isoformat() if day else None, reason, number),
        )

    def settle(self, numbers: Iterable[int]) -> dict[int, bool]:
        """Say what corrects what among `numbers` and all versions of them.

        Two reports are versions of one another if they have one address, or one publisher and one
        id, and differ in text. The later is the one of the later day; of one day, the one that came
        later. A report stops to count on the day of its next version.

        Returns:
            The reports that cease to count on another day than before, or on none; true are those
            that counted before and are superseded now.
        """
        changed: dict[int, bool] = {}
        for number in sorted(self._versions(numbers)):
            before, after = self._neighbours(number)
            [supersedes, superseded] = self._connection.execute(
                "SELECT supersedes, superseded_on FROM reports WHERE report = ?", (number,)
            ).fetchone()
            if (supersedes, superseded) == (before, after):
                continue
            self._connection.execute(
                "UPDATE reports SET supersedes = ?, superseded_on = ? WHERE report = ?",
                (before, after, number),
            )
            if superseded != after:
                changed[number] = superseded is None
        return changed

    def _versions(self, numbers: Iterable[int]) -> set[int]:
        """`numbers` themselves, and the versions of each."""
        found = set(numbers)
        for some in chunks(sorted(found)):
            query = f"SELECT v.report {_VERSIONS} WHERE r.report IN ({marks(some)})"
            found.update(number for (number,) in self._connection.execute(query, some))
        return found

    def _neighbours(self, number: int) -> tuple[int | None, str | None]:
        """The version next before a report, and the day of the one next behind it."""
        rows: Sequence[tuple[int, str, bool]] = self._connection.execute(
            "SELECT v.report, v.known_on, (v.known_on, v.report) > (r.known_on, r.report)"
            f" {_VERSIONS} WHERE r.report = ? ORDER BY v.known_on, v.report",
            (number,),
        ).fetchall()
        before = [report for report, _, later in rows if not later]
        after = [day for _, day, later in rows if later]
        return (before[-1] if before else None, after[0] if after else None)


#: Reports `r` beside each version `v` of theirs. An id alone says nothing without a publisher:
#: many collections count their reports from 1.
_VERSIONS = """
FROM reports AS r JOIN reports AS v ON v.report IN (
    SELECT report FROM reports AS u
    WHERE r.url IS NOT NULL AND u.url = r.url AND u.publisher IS r.publisher
    UNION
    SELECT report FROM reports AS d
    WHERE r.publisher IS NOT NULL AND d.doc = r.doc AND d.publisher = r.publisher
) AND v.digest <> r.digest
"""


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _around(day: date, within: int) -> tuple[str, str]:
    """The days so many before and after, as text, inside the calendar."""
    first, last = (
        max(1, day.toordinal() - within),
        min(date.max.toordinal(), day.toordinal() + within),
    )
    return date.fromordinal(first).isoformat(), date.fromordinal(last).isoformat()
