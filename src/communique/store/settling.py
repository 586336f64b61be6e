"""Since when entries are as they are now, so that what was known on a day need not all be redone.

What was known on a day is what the reports that counted then give. Items that hang together are
grouped by themselves, so an entry is as it was if all items that it hangs together with counted
then, and nothing beside them did. The day of settling is the first for which, and for all days
after it, that holds: the last on which one of these reports came to be known, or one that no longer
counts and was linked with them ceased to.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

#: The day of settling that stands where it was not worked out, or where it never comes.
NEVER = "9999-12-31"
#: The day from which a report `p` no longer counts.
GONE = f"min(coalesce(p.superseded_on, '{NEVER}'), coalesce(p.retracted_on, '{NEVER}'))"


@dataclass(frozen=True, slots=True)
class Strand:
    """An item as settling needs it: the day it was known, the day it ceased to count, its form."""

    known: str
    gone: str
    form: str | None


def settled_days(strands: Mapping[int, Strand], bonds: Iterable[tuple[int, int]]) -> dict[int, str]:
    """By record that counts, the day of settling of what it hangs together with.

    Args:
        strands: Records that count, all that hang together; and those next to them that don't.
        bonds: Pairs that hang together by links.
    """
    leader = {record: record for record, strand in strands.items() if strand.gone == NEVER}
    days = {record: strands[record].known for record in leader}

    def lead(record: int) -> int:
        while leader[record] != record:
            leader[record] = record = leader[leader[record]]
        return record

    def join(a: int, b: int) -> None:
        if a in leader and b in leader:
            one, two = sorted((lead(a), lead(b)))
            leader[two] = one
            days[one] = max(days[one], days[two])
        elif a in leader or b in leader:  # the other no longer counts, and joins nothing
            one, other = (lead(a), b) if a in leader else (lead(b), a)
            if other in strands and strands[other].gone != NEVER:
                days[one] = max(days[one], strands[other].gone)

    for a, b in bonds:
        join(a, b)
    for alike in _by_form(strands, leader):
        for record in alike[1:]:
            join(alike[0], record)
    return {record: days[lead(record)] for record in leader}


def _by_form(strands: Mapping[int, Strand], living: Mapping[int, int]) -> Iterable[list[int]]:
    """The records of each form, those that count first."""
    found: dict[str, list[int]] = defaultdict(list)
    for record, strand in strands.items():
        if strand.form is not None:
            found[strand.form].append(record)
    for alike in found.values():
        alike.sort(key=lambda record: (record not in living, record))
    return found.values()


def all_settled_days(connection: sqlite3.Connection, *, least: float) -> dict[str, str]:
    """By entry, the day of settling, worked out for the whole record."""
    rows = connection.execute(
        f"SELECT r.record, p.known_on, {GONE}, r.form, r.entry FROM records AS r"
        " JOIN reports AS p USING (report) WHERE r.item IS NOT NULL"
    )
    strands, entries = {}, {}
    for record, known, gone, form, entry in rows:
        strands[record] = Strand(known, gone, form)
        entries[record] = entry
    bonds = connection.execute("SELECT a, b FROM links WHERE score >= ?", (least,))
    days = settled_days(strands, bonds)
    return {entries[record]: day for record, day in days.items() if entries[record]}
