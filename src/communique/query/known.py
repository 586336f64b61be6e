"""The account as known on a day: what was settled by then as it stands, and the rest worked out.

Most entries are since long as they are now, so only those are made anew that later reports, or
reports that no longer count, have to do with. The answer is that of `AccountThen`, which works all
of it out afresh. What was made anew of a day is kept, since reports of later days don't change it.
"""

from __future__ import annotations

import sqlite3
import threading
from datetime import date

from communique.account import Entry
from communique.link import Linker
from communique.query.accounts import AccountNow, AccountThen, Wanted, in_order, sort_day
from communique.query.connection import snapshot
from communique.query.memory import Recall


class Parts:
    """By record, the entries of what it hangs together with on a day; grows as they are asked for.

    Threads may share one; each part is made by one of them, and the others wait for it.
    """

    def __init__(self) -> None:
        self._parts: dict[int, tuple[Entry, ...]] = {}
        self._making = threading.Lock()

    def of(self, records: list[int], then: AccountThen) -> list[Entry]:
        """The entries of all that these records hang together with, each once."""
        with self._making:
            for record in records:
                if record not in self._parts:
                    reached, part = then.part(record)
                    self._parts.update(dict.fromkeys(reached, part))
        parts = {id(self._parts[record]): self._parts[record] for record in records}
        return [entry for part in parts.values() for entry in part]


class AccountKnown:
    """The account that the reports known up to a day give."""

    def __init__(
        self, connection: sqlite3.Connection, day: date, linker: Linker, recall: Recall
    ) -> None:
        self._connection = connection
        self.day = day
        self._then = AccountThen(connection, day, linker)
        #: Up to which day what was settled stands; none has, if somebody was called otherwise then.
        self.settled = date.min if self._then.is_renamed else day
        self._settled = AccountNow(connection, settled=self.settled)
        self._recall = recall

    def unsettled(self, wanted: Wanted) -> list[Entry]:
        """The entries asked for that are otherwise now; to be called within a snapshot."""
        parts = self._recall(("parts", wanted.kind, self.day), Parts, known=self.day)
        found = parts.of(self._then.unsettled(wanted), self._then)
        return [entry for entry in found if wanted.fits(entry)]

    def find(self, wanted: Wanted) -> list[Entry]:
        """The entries asked for, in the order of time."""
        with snapshot(self._connection):
            return in_order([*self._settled.find(wanted), *self.unsettled(wanted)])

    def page(self, wanted: Wanted, *, limit: int, offset: int, newest: bool) -> list[Entry]:
        """A stretch of the entries asked for, in the order of time or against it."""
        with snapshot(self._connection):
            anew = {(sort_day(e).isoformat(), e.id): e for e in self.unsettled(wanted)}
            # Those made anew can push what is settled at most so far back.
            first = max(0, offset - len(anew))
            last = self._settled.count(wanted) if first else 0
            first = max(0, min(first, last - 1))
            most = limit + offset - first
            ids = self._settled.ids(wanted, limit=most, offset=first, newest=newest)
            after = [key for key in anew if not first or _follows(key, ids[0], newest)]
            start = offset - first - (len(anew) - len(after))
            chosen = sorted([*ids, *after], reverse=newest)[start : start + limit]
            read = self._settled.read([key[1] for key in chosen if key not in anew])
        found = {entry.id: entry for entry in read}
        return [anew.get(key) or found[key[1]] for key in chosen]

    def count(self, wanted: Wanted) -> int:
        """How many entries are asked for."""
        with snapshot(self._connection):
            return self._settled.count(wanted) + len(self.unsettled(wanted))

    def entry(self, id: str) -> Entry | None:
        """The entry that has this id then, or that today's entry of this id was then."""
        return self._then.entry(id)

    def entry_of(self, record: int) -> str | None:
        """The id of the entry that a record belongs to then."""
        return self._then.entry_of(record)


def _follows(key: tuple[str, str], first: tuple[str, str], newest: bool) -> bool:
    return key < first if newest else key > first
