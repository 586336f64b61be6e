"""The account as known on a day: what was settled by then as it stands, and the rest worked out.

Most entries are since long as they are now, so only those are made anew that later reports, or
reports that no longer count, have to do with. The answer is that of `AccountThen`, which works all
of it out afresh.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date

from communique.account import Entry, EntryKind
from communique.link import Linker
from communique.query.accounts import AccountNow, AccountThen, Wanted, in_order, sort_day
from communique.query.memory import Recall


class AccountKnown:
    """The account that the reports known up to a day give."""

    def __init__(
        self, connection: sqlite3.Connection, day: date, linker: Linker, recall: Recall
    ) -> None:
        self.day = day
        self._then = AccountThen(connection, day, linker)
        #: Up to which day what was settled stands; none has, if somebody was called otherwise then.
        self.settled = date.min if self._then.is_renamed else day
        self._settled = AccountNow(connection, settled=self.settled)
        self._recall = recall

    def unsettled(self, kind: EntryKind) -> list[Entry]:
        """All entries of then that are otherwise now."""
        return self._recall(
            ("unsettled", kind, self.day), lambda: self._then.unsettled(Wanted(kind=kind))
        )

    def find(self, wanted: Wanted) -> list[Entry]:
        """The entries asked for, in the order of time."""
        return in_order([*self._settled.find(wanted), *self._anew(wanted)])

    def page(self, wanted: Wanted, *, limit: int, offset: int, newest: bool) -> list[Entry]:
        """A stretch of the entries asked for, in the order of time or against it."""
        anew = {(sort_day(e).isoformat(), e.id): e for e in self._anew(wanted)}
        # Those made anew can push what is settled at most so far back.
        first = max(0, offset - len(anew))
        last = self._settled.count(wanted) if first else 0
        first = max(0, min(first, last - 1))
        ids = self._settled.ids(wanted, limit=limit + offset - first, offset=first, newest=newest)
        after = [key for key in anew if not first or _follows(key, ids[0], newest)]
        merged = sorted([*ids, *after], reverse=newest)
        start = offset - first - (len(anew) - len(after))
        chosen = merged[start : start + limit]
        found = {e.id: e for e in self._settled.read([k[1] for k in chosen if k not in anew])}
        return [anew.get(key) or found[key[1]] for key in chosen]

    def count(self, wanted: Wanted) -> int:
        """How many entries are asked for."""
        return self._settled.count(wanted) + len(self._anew(wanted))

    def entry(self, id: str) -> Entry | None:
        """The entry that has this id then, or that today's entry of this id was then."""
        return self._then.entry(id)

    def entry_of(self, record: int) -> str | None:
        """The id of the entry that a record belongs to then."""
        return self._then.entry_of(record)

    def _anew(self, wanted: Wanted) -> list[Entry]:
        """The entries asked for that are otherwise now."""
        if wanted.codes or wanted.whos:
            found: Iterable[Entry] = self._then.unsettled(wanted)
        else:
            found = self.unsettled(wanted.kind)
        return [entry for entry in found if wanted.fits(entry)]


def _follows(key: tuple[str, str], first: tuple[str, str], newest: bool) -> bool:
    return key < first if newest else key > first
