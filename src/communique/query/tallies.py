"""Claims of sequence and count held against the ledger of the whole record.

"Their sixth call" is a claim of one report. The ledger knows the calls that all reports tell of: if
it knows five up to that day it says that one is missing, and where the claim names the members,
which.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from communique.account import Entry
from communique.checks import channels_of, is_at_large
from communique.query.accounts import sort_day
from communique.records import Tally

_SINCE_YEAR = re.compile(r"\b(?:since|from|after)\s+(?:\w+\s+)?((?:19|20)\d{2})\b", re.I)
_THIS = re.compile(r"\b(?:this|so far this)\s+(year|month)\b", re.I)
_OFFICE = re.compile(r"\b(?:assuming|taking|took|assumed|entering)\b.*\boffice|inaugurat", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the record says of a claim: whether it bears it out, what it counts, what it lacks."""

    record: str
    counted: int | None = None
    missing: tuple[str, ...] = ()


def check_against_ledger(
    tally: Tally,
    ledger: Sequence[Entry],
    *,
    subject: str,
    partners: frozenset[str],
    members: Sequence[str],
    told_on: date | None,
    in_office_since: Callable[[], date | None],
) -> Verdict:
    """Hold a claim about contacts against the ledger's contacts of its subject.

    Args:
        tally: The claim.
        ledger: Contacts of the subject, in the order of time.
        subject: The code of the subject's country or body.
        partners: The codes of the others in the contact that it is about; empty if in none.
        members: Codes that the claim lists.
        told_on: The day of the report; contacts after it don't count.
        in_office_since: Gives the first day of the tenure, for "since assuming office".
    """
    channels = channels_of(tally.what)
    start = _window_start(tally.window, told_on, in_office_since)
    at_large = bool(members) or is_at_large(tally.what)
    unbound = tally.window is not None and start is None and not members
    if channels is None or unbound or not (at_large or (partners and tally.kind != "total")):
        return Verdict(record="unverifiable")
    held = [
        entry
        for entry in ledger
        if entry.type in channels
        and _is_held(entry, start, told_on)
        and (at_large or partners <= _partners(entry, subject))
    ]
    met = {code for entry in held for code in _partners(entry, subject)}
    lacking = tuple(sorted(set(members) - met))
    if tally.kind in ("first", "since", "last") or tally.number is None:
        return _of_first(tally.kind, held, lacking)
    return _of_number(tally.number, len(met) if at_large else len(held), lacking)


def _is_held(entry: Entry, start: date | None, told_on: date | None) -> bool:
    """Whether a contact was held by the day of the telling, and not before the window."""
    return (
        entry.status == "held"
        and (told_on is None or sort_day(entry) <= told_on)
        and (start is None or entry.when.end is None or entry.when.end >= start)
    )


def _of_number(number: int, counted: int, lacking: tuple[str, ...]) -> Verdict:
    if counted > number:
        return Verdict(record="inconsistent", counted=counted, missing=lacking)
    if counted == number and not lacking:
        return Verdict(record="consistent", counted=counted)
    short = f"{number - counted} not in the record"
    return Verdict(record="short", counted=counted, missing=lacking or (short,))


def _of_first(kind: str, held: Sequence[Entry], lacking: tuple[str, ...]) -> Verdict:
    """A first contact is contradicted by an earlier one; of the others nothing can be told.

    The claim's own contact is the latest of those held.
    """
    if kind != "first" or not held:
        return Verdict(record="unverifiable", counted=len(held), missing=lacking)
    verdict = "consistent" if len(held) == 1 else "inconsistent"
    return Verdict(record=verdict, counted=len(held), missing=lacking)


def _window_start(
    window: str | None, told_on: date | None, in_office_since: Callable[[], date | None]
) -> date | None:
    """The first day of a window in words, None if there is none or it can't be told."""
    if not window:
        return None
    if year := _SINCE_YEAR.search(window):
        return date(int(year[1]), 1, 1)
    if told_on and (this := _THIS.search(window)):
        return told_on.replace(month=1, day=1) if this[1] == "year" else told_on.replace(day=1)
    return in_office_since() if _OFFICE.search(window) else None


def _partners(entry: Entry, subject: str) -> set[str]:
    return {party.code for party in entry.parties if party.code and party.code != subject}
