"""Who held an office: by the tables, and by what the reports of the record call people.

A report that calls somebody "Defence Secretary Lloyd Austin" is evidence that he held the office
on its day. Together such sightings give a tenure of their own, shown beside that of the tables;
where the two can't both be right, the rows say so.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import msgspec

from communique.query.connection import counting_now_or
from communique.query.rows import OfficeRow
from communique.records import Entity
from communique.vocab.gazetteer import Gazetteer, Tenure

_FORMER = re.compile(r"\b(?:former|ex|late|outgoing|then|previous|one-time)\b", re.I)
_NEW = re.compile(r"\b(?:new|newly|incoming|designate|elect|acting|interim)\b", re.I)
_BARE = frozenset(
    {"he", "she", "his", "her", "him", "who", "mr", "mr.", "ms", "ms.", "mrs", "mrs."}
)
#: Offices of which a country has one holder at a time, so that two at once are a conflict.
SINGLE = frozenset(
    {
        "head_of_state",
        "head_of_government",
        "monarch",
        "supreme_leader",
        "foreign_minister",
        "defence_minister",
        "finance_minister",
        "interior_minister",
        "head_of_body",
    }
)
#: A handover may be reported a little early or late.
_HANDOVER = timedelta(days=3)


@dataclass(slots=True)
class _Seen:
    """What reports say of one person in one office."""

    name: str
    days: list[date] = field(default_factory=list)
    former: list[date] = field(default_factory=list)
    new: list[date] = field(default_factory=list)
    reports: set[str] = field(default_factory=set)


def who_held(
    connection: sqlite3.Connection,
    gazetteer: Gazetteer,
    *,
    office: str,
    country: str,
    on: date | None,
    known: date | None,
) -> list[OfficeRow]:
    """The holders of an office, by the tables first, then by the reports known until `known`.

    Args:
        connection: The record.
        gazetteer: The tables, and what office a phrase names.
        office: The office's key.
        country: The country's or body's code.
        on: Only holders on this day; None for all.
        known: Only reports known by then; None for all that count today.
    """
    tables = gazetteer.holders(office, country, on=on)
    everybody = gazetteer.holders(office, country)
    seen = _sightings(connection, gazetteer, office, country, known)
    rows = [_table_row(tenure, seen.values()) for tenure in tables]
    for person in sorted(seen.values(), key=lambda one: (min(one.days), one.name)):
        if on is None or min(person.days) <= on <= max(person.days):
            rows.append(_seen_row(person, everybody, gazetteer, office, country))
    return rows


def _sightings(
    connection: sqlite3.Connection,
    gazetteer: Gazetteer,
    office: str,
    country: str,
    known: date | None,
) -> dict[str, _Seen]:
    """Whom dated reports call by the office, and when."""
    live = counting_now_or(known)
    rows = connection.execute(
        "SELECT e.name, e.who, e.office, e.body, p.date, p.key FROM entities e"
        " JOIN reports p USING (report) WHERE e.kind = 'person' AND e.country = :country"
        f" AND e.office IS NOT NULL AND e.name IS NOT NULL AND p.date IS NOT NULL AND {live}",
        {"country": country, "day": known.isoformat() if known else None},
    )
    found: dict[str, _Seen] = {}
    for row in rows:
        if office not in (row["office"].replace(" ", "_"), gazetteer.office(row["office"])):
            continue
        person = found.setdefault(row["who"], _Seen(row["name"]))
        words = _titles(row["body"], row["name"])
        if not words:
            continue
        day = date.fromisoformat(row["date"])
        person.reports.add(row["key"])
        if any(_FORMER.search(text) for text in words):
            person.former.append(day)
            continue
        person.days.append(day)
        if any(_NEW.search(text) for text in words):
            person.new.append(day)
    return {who: person for who, person in found.items() if person.days}


def _titles(body: str, name: str) -> list[str]:
    """The words of a report that give the person a title: more than the name or a pronoun."""
    entity = msgspec.json.decode(body, type=Entity)
    own = {*name.casefold().split(), *_BARE}
    return [
        span.quote
        for span in entity.evidence
        if not own.issuperset(span.quote.casefold().replace(",", " ").split())
    ]


def _table_row(tenure: Tenure, seen: Iterable[_Seen]) -> OfficeRow:
    former = [day for one in seen if _same(one.name, tenure) for day in one.former]
    against = next(
        (
            f"called former on {day}"
            for day in sorted(former)
            if tenure.covers(day, day) and tenure.end is not None
        ),
        None,
    )
    return OfficeRow(
        person=tenure.person,
        office=tenure.office,
        country=tenure.country,
        start=tenure.start,
        end=tenure.end,
        basis="table",
        source=tenure.source,
        conflict=against,
    )


def _seen_row(
    person: _Seen, tenures: Sequence[Tenure], gazetteer: Gazetteer, office: str, country: str
) -> OfficeRow:
    first, last = min(person.days), max(person.days)
    count = len(person.reports)
    return OfficeRow(
        person=person.name,
        office=office,
        country=country,
        start=first,
        end=last,
        basis="reports",
        source=f"{count} report{'s' if count > 1 else ''} of the record",
        conflict=_against(person, tenures, gazetteer, office, country),
    )


def _against(
    person: _Seen, tenures: Sequence[Tenure], gazetteer: Gazetteer, office: str, country: str
) -> str | None:
    """Why the sightings can't be right if the tables are."""
    if office not in SINGLE:
        return None
    own = [tenure for tenure in tenures if _same(person.name, tenure)]
    for day in sorted(person.days):
        if any(_near(tenure, day) for tenure in own):
            continue
        if others := gazetteer.holders(office, country, on=day):
            return f"on {day} the tables have {others[0].person}"
    return None


def _near(tenure: Tenure, day: date) -> bool:
    return tenure.covers(day - _HANDOVER, day + _HANDOVER)


def _same(name: str, tenure: Tenure) -> bool:
    names = {tenure.person.casefold(), *(alias.casefold() for alias in tenure.aliases)}
    return name.casefold() in names
