"""Which meetings belong to a visit."""

from __future__ import annotations

from collections.abc import Iterable

from communique.account import Entry, Party
from communique.dates import later

#: A visit told by the day of its arrival lasts so many days more at most; state visits seldom do.
LONGEST = 4


def parts_of(visit: Entry, contacts: Iterable[Entry]) -> tuple[str, ...]:
    """The ids of the meetings within a visit, sorted.

    A meeting belongs to it if one of the visitors met somebody of another country that has part in
    the visit, from the first day of the visit to its last.
    """
    if visit.type != "visit" or visit.when.start is None:
        return ()
    return tuple(sorted(one.id for one in contacts if _within(one, visit)))


def _within(meeting: Entry, visit: Entry) -> bool:
    if meeting.type != "meeting" or meeting.when.start is None or visit.when.start is None:
        return False
    last = max(visit.when.end or visit.when.start, later(visit.when.start, LONGEST))
    if not visit.when.start <= meeting.when.start <= last:
        return False
    if meeting.when.precision != "day":
        return False
    guests = {p.who: p.code for p in _participants(visit) if p.who and p.kind == "person"}
    met = _participants(meeting)
    lands = {p.code for p in _participants(visit)}
    return any(
        guests[one.who] != other.code and other.code in lands
        for one in met
        if one.who in guests
        for other in met
    )


def _participants(entry: Entry) -> list[Party]:
    return [party for party in entry.parties if party.side == "participant"]
