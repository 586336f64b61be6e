"""The table of questions that programs may ask: names, parameters, and how each is answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

import msgspec

from communique.account import EntryKind
from communique.query import (
    TIE_KINDS,
    AgreementRow,
    ContactRow,
    CoverageRow,
    DesignationRow,
    FoundRow,
    HappeningRow,
    OfficeRow,
    PairRow,
    PartyRow,
    Period,
    ProblemRow,
    Record,
    Rows,
    RunRow,
    Shown,
    StatRow,
    TallyRow,
    TieRow,
    TimelineRow,
    Wanted,
)

ParameterKind = Literal["text", "day"]
_SEARCHED = 500  # reports that a search finds at most


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A parameter of a question: in the address once, or several times if `most` is above 1."""

    name: str
    help: str
    kind: ParameterKind = "text"
    least: int = 0
    most: int = 1
    among: tuple[str, ...] = ()
    example: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a request gives for the parameters of its question."""

    texts: Mapping[str, tuple[str, ...]]
    days: Mapping[str, date | None]
    limit: int
    offset: int

    def one(self, name: str) -> str | None:
        """The value of a parameter, None if it was left out."""
        values = self.texts.get(name, ())
        return values[0] if values else None

    def day(self, name: str) -> date | None:
        """The day of a parameter, None if it was left out."""
        return self.days.get(name)

    @property
    def bounds(self) -> dict[str, date | None]:
        """The days that most questions take."""
        return {name: self.day(name) for name in ("since", "until", "as_known_on")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A stretch of the rows of an answer, and how many rows there are in all."""

    rows: Rows[Any]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question: its name in the address, what it asks, and what answers it.

    `row` is the type of the rows of a list; a question without one gives one object.
    """

    name: str
    help: str
    parameters: tuple[Parameter, ...] = ()
    answer: Callable[[Record, Given], Listing | dict[str, Any]]
    row: type[Any] | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)


def _entries(kind: EntryKind, record: Record, given: Given, types: str | None) -> Listing:
    overview = record.overview(as_known_on=given.day("as_known_on"))
    person = given.one("person")
    wanted = Wanted(
        kind=kind,
        codes=tuple(record.code(party) for party in given.texts.get("party", ())),
        whos=overview.whos(person) if person else (),
        types=given.texts.get(types, ()) if types else (),
        since=given.day("since"),
        until=given.day("until"),
        name=given.one("name"),
    )
    found = overview.page(wanted, limit=given.limit, offset=given.offset, newest=False)
    return Listing(rows=overview.rows(kind, found.entries), total=found.total)


def _stretch(rows: Rows[Any], given: Given) -> Listing:
    part = rows[given.offset : given.offset + given.limit]
    return Listing(rows=Rows(rows.type, part), total=len(rows))


def _timeline(record: Record, given: Given) -> Listing:
    a, *others = given.texts["party"]
    b = others[0] if others else None
    types = given.texts.get("type", ())
    return _stretch(record.timeline(a, b, types=types, **given.bounds), given)


def _ties(record: Record, given: Given) -> dict[str, Any]:
    a, b = given.texts["party"]
    ties = record.ties(a, b, by=given.one("by") or "year", **given.bounds)
    change = ties.change
    return {
        "a": ties.a,
        "b": ties.b,
        "by": ties.by,
        "verdict": ties.verdict,
        "changed_in": ties.changed_in,
        "before": change.before if change else None,
        "after": change.after if change else None,
        "p": change.p if change else None,
        "rows": ties.rows.to_dicts(),
    }


def _ties_between(record: Record, given: Given) -> Listing:
    counts = record.overview(as_known_on=given.day("as_known_on")).network(record.ontology)
    rows, total = counts.pairs(_period(record, given), limit=given.limit, offset=given.offset)
    return Listing(rows=rows, total=total)


def _ties_of(record: Record, given: Given) -> Listing:
    counts = record.overview(as_known_on=given.day("as_known_on")).network(record.ontology)
    rows, total = counts.parties(_period(record, given), limit=given.limit, offset=given.offset)
    return Listing(rows=rows, total=total)


def _period(record: Record, given: Given) -> Period:
    party, kind = given.one("party"), given.one("type")
    return Period(
        kind=next((one for one in TIE_KINDS if one == kind), None),
        party=record.code(party) if party else None,
        since=given.day("since"),
        until=given.day("until"),
    )


def _shown(shown: Shown) -> dict[str, Any]:
    found: dict[str, Any] = msgspec.to_builtins(shown)
    return found


PARTIES = Parameter(
    name="party",
    help="Code or English name of a country or body; all that are given must take part.",
    most=8,
    example="IND",
)
PARTY = Parameter(name="party", help="One party, or two.", least=1, most=2, example="IND")
PAIR = Parameter(name="party", help="The two parties.", least=2, most=2, example="IND")
TYPE = Parameter(name="type", help="Only this type; may be repeated.", most=16, example="CONSULT")
PERSON = Parameter(name="person", help="Only of this person, by full or family name.")
SINCE = Parameter(name="since", kind="day", help="It may have happened on this day or later.")
UNTIL = Parameter(name="until", kind="day", help="It may have happened by this day.")
KNOWN = Parameter(
    name="as_known_on", kind="day", help="Answer as the reports known by this day would."
)
DAYS = (SINCE, UNTIL, KNOWN)
TIE = Parameter(
    name="type", help="Only pairs and parties that have any.", among=(*TIE_KINDS, "all")
)
AROUND = Parameter(name="party", help="Only what this party has with others.", example="IND")
_TIES = {
    "a": str,
    "b": str,
    "by": Literal["year", "month"],
    "verdict": str,
    "changed_in": str | None,
    "before": float | None,
    "after": float | None,
    "p": float | None,
    "rows": list[TieRow],
}

QUESTIONS: tuple[Question, ...] = (
    Question(
        name="timeline",
        help="All that the record tells of one party or between two, in the order of time",
        parameters=(PARTY, TYPE, *DAYS),
        answer=_timeline,
        row=TimelineRow,
    ),
    Question(
        name="events",
        help="Happenings, each made of all reports that tell of it",
        parameters=(PARTIES, TYPE, PERSON, *DAYS),
        answer=lambda record, given: _entries("happening", record, given, "type"),
        row=HappeningRow,
    ),
    Question(
        name="contacts",
        help="The ledger: who spoke with whom, when, how, where and about what",
        parameters=(
            PARTIES,
            PERSON,
            Parameter(name="type", help="Only this channel; may be repeated.", most=6),
            *DAYS,
        ),
        answer=lambda record, given: _entries("contact", record, given, "type"),
        row=ContactRow,
    ),
    Question(
        name="agreements",
        help="The register of agreements, with their steps",
        parameters=(
            PARTIES,
            Parameter(name="name", help="A part of its name, or its acronym.", example="LEMOA"),
            *DAYS,
        ),
        answer=lambda record, given: _entries("agreement", record, given, None),
        row=AgreementRow,
    ),
    Question(
        name="agreement",
        help="One agreement in full, with every word that it rests on",
        parameters=(
            Parameter(name="name", help="Acronym, name or id.", least=1, example="LEMOA"),
            KNOWN,
        ),
        answer=lambda record, given: _shown(
            record.agreement(given.texts["name"][0], as_known_on=given.day("as_known_on"))
        ),
    ),
    Question(
        name="designations",
        help="Titles conferred, renewed or removed",
        parameters=(PARTIES, *DAYS),
        answer=lambda record, given: _entries("designation", record, given, None),
        row=DesignationRow,
    ),
    Question(
        name="who",
        help="Who held an office, by tables and by reports",
        parameters=(
            Parameter(name="office", help="Its English name.", least=1, example="foreign minister"),
            Parameter(name="country", help="Code or name.", least=1, example="IND"),
            Parameter(name="on", kind="day", help="Only holders on this day."),
            KNOWN,
        ),
        answer=lambda record, given: _stretch(
            record.who(
                given.texts["office"][0],
                given.texts["country"][0],
                on=given.day("on"),
                as_known_on=given.day("as_known_on"),
            ),
            given,
        ),
        row=OfficeRow,
    ),
    Question(
        name="tallies",
        help="Claims of sequence and count, each held against the ledger of the record",
        parameters=(
            PERSON,
            Parameter(name="country", help="Only claims about this country.", example="IND"),
            KNOWN,
        ),
        answer=lambda record, given: _stretch(
            record.tallies(
                person=given.one("person"),
                country=given.one("country"),
                as_known_on=given.day("as_known_on"),
            ),
            given,
        ),
        row=TallyRow,
    ),
    Question(
        name="search",
        help=f"Reports that have these words, best first, {_SEARCHED} at most",
        parameters=(
            Parameter(name="q", help="Words, or a phrase in quotes.", least=1, example="logistics"),
            KNOWN,
        ),
        answer=lambda record, given: _stretch(
            record.search(
                given.texts["q"][0], limit=_SEARCHED, as_known_on=given.day("as_known_on")
            ),
            given,
        ),
        row=FoundRow,
    ),
    Question(
        name="show",
        help="An entry, a report or a record of a report: all fields, all evidence",
        parameters=(
            Parameter(name="id", help="Of an entry or report, or REPORT/ID of a record.", least=1),
            KNOWN,
        ),
        answer=lambda record, given: _shown(
            record.show(given.texts["id"][0], as_known_on=given.day("as_known_on"))
        ),
    ),
    Question(
        name="ties",
        help="Counts and scores of a pair by month or year, and whether their level changed",
        parameters=(
            PAIR,
            Parameter(name="by", help="The period.", among=("year", "month")),
            *DAYS,
        ),
        answer=_ties,
        fields=_TIES,
    ),
    Question(
        name="network",
        help="Who deals with whom in a period: counts of a kind, or of all, by pair",
        parameters=(TIE, AROUND, *DAYS),
        answer=lambda record, given: _ties_between(record, given),
        row=PairRow,
    ),
    Question(
        name="map",
        help="What states and bodies take part in, in a period; around one, what they have with it",
        parameters=(TIE, AROUND, *DAYS),
        answer=lambda record, given: _ties_of(record, given),
        row=PartyRow,
    ),
    Question(
        name="problems",
        help="What could not be done, in the order in which it was met",
        answer=lambda record, given: _stretch(record.problems(), given),
        row=ProblemRow,
    ),
    Question(
        name="coverage",
        help="How many reports that count each publisher has, by day, month or year",
        parameters=(Parameter(name="by", help="The period.", among=("year", "month", "day")),),
        answer=lambda record, given: _stretch(
            record.overview().coverage(given.one("by") or "year"), given
        ),
        row=CoverageRow,
    ),
    Question(
        name="runs",
        help="All runs that wrote into the record, the latest first",
        answer=lambda record, given: _stretch(record.overview().runs(), given),
        row=RunRow,
    ),
    Question(
        name="stats",
        help="How much of everything the record has",
        answer=lambda record, given: _stretch(record.stats(), given),
        row=StatRow,
    ),
)
