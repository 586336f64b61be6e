"""The record types and their JSON form: what the coder says about one report.

Field names, types and values are those of the record contract, version 1, as described in
docs/reference/records.md. All are frozen; unknown is None or empty, never a default that looks like
knowledge.
"""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any, Literal

import msgspec

from communique.dates import When
from communique.errors import EvidenceError

CONTRACT = 1

EntityKind = Literal["state", "igo", "person", "office", "organisation", "group"]
EventStatus = Literal["occurred", "ongoing", "alleged"]
Channel = Literal["phone", "video", "meeting", "visit", "correspondence", "unspecified"]
ContactStatus = Literal["held", "scheduled", "postponed", "cancelled", "declined"]
AgreementKind = Literal[
    "treaty",
    "agreement",
    "memorandum",
    "pact",
    "protocol",
    "declaration",
    "truce",
    "contract",
    "other",
]
AgreementStatus = Literal[
    "proposed",
    "negotiating",
    "agreed",
    "signed",
    "ratified",
    "in_force",
    "suspended",
    "terminated",
    "mentioned",
]
DesignationAction = Literal["conferred", "renewed", "removed"]
StatementKind = Literal["pledge", "demand", "praise", "criticism", "denial", "information"]
TallyKind = Literal["ordinal", "first", "last", "since", "total", "record"]
Checked = Literal["consistent", "inconsistent", "unverifiable"]


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """The common ground of all records: frozen, named fields, JSON by msgspec."""


class Report(Record, frozen=True, kw_only=True):
    """One dated text from one source. `text` never changes after reading; offsets count in it."""

    id: str
    date: date | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    text: str

    @property
    def digest(self) -> str:
        """The SHA-256 of the text, by which a report is known."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


def derive_id(text: str, day: date | None) -> str:
    """The id of a report that has none of its own: the same text of the same day, the same id."""
    stamp = day.isoformat() if day else ""
    return "r" + hashlib.sha256((text + stamp).encode("utf-8", "surrogatepass")).hexdigest()[:16]


class Span(Record, frozen=True, kw_only=True):
    """A quotation: where it stands in a report, and the words themselves.

    Offsets are in characters (code points) of `Report.text`, end exclusive. `role` says what the
    words are evidence for (`trigger`, `actor`, `recipient`, `date` …).
    """

    start: int
    end: int
    quote: str
    role: str | None = None

    @classmethod
    def cut(cls, report: Report, start: int, end: int, *, role: str | None = None) -> Span:
        """Quote `report` from `start` up to `end`.

        Raises:
            EvidenceError: If the bounds are not inside the text.
        """
        if not 0 <= start < end <= len(report.text):
            raise EvidenceError(f"no span [{start}, {end}) in report {report.id}")
        return cls(start=start, end=end, quote=report.text[start:end], role=role)


class Entity(Record, frozen=True, kw_only=True):
    """Somebody or something that acts, as one report names it."""

    id: str
    kind: EntityKind
    name: str | None = None
    description: str | None = None
    country: str | None = None
    sector: str | None = None
    office: str | None = None
    link: str | None = None
    score: float | None = None
    reasons: tuple[str, ...] = ()
    evidence: tuple[Span, ...]


class Magnitude(Record, frozen=True, kw_only=True):
    """Figures of an event: whole numbers as told; `text` keeps the words ("at least 12")."""

    dead: int | None = None
    injured: int | None = None
    arrested: int | None = None
    size: int | None = None
    amount: float | None = None
    unit: str | None = None
    text: str | None = None


class Event(Record, frozen=True, kw_only=True):
    """Who did what to whom, when."""

    id: str
    type: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    cameo: str | None = None
    score: float | None = None
    goldstein: float | None = None
    quad: int | None = None
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    date: When
    status: EventStatus = "occurred"
    background: bool = False
    attributed_to: tuple[str, ...] = ()
    refers_to: When | None = None
    place: str | None = None
    magnitude: Magnitude | None = None
    confidence: float
    rule: str
    evidence: tuple[Span, ...]


class Contact(Record, frozen=True, kw_only=True):
    """A call, meeting, visit or letter between officials."""

    id: str
    event: str | None = None
    channel: Channel
    participants: tuple[str, ...]
    initiator: str | None = None
    date: When
    place: str | None = None
    status: ContactStatus = "held"
    topics: tuple[str, ...] = ()
    confidence: float
    rule: str
    evidence: tuple[Span, ...]


class Agreement(Record, frozen=True, kw_only=True):
    """An instrument between states, bodies or armed groups, at the furthest step reported."""

    id: str
    name: str
    acronym: str | None = None
    kind: AgreementKind
    parties: tuple[str, ...] = ()
    status: AgreementStatus
    date: When
    provisions: tuple[Span, ...] = ()
    confidence: float
    rule: str
    evidence: tuple[Span, ...]


class Designation(Record, frozen=True, kw_only=True):
    """A title or status that one side confers on, renews for or takes from another."""

    id: str
    by: tuple[str, ...]
    to: tuple[str, ...]
    title: str
    action: DesignationAction
    date: When
    confidence: float
    rule: str
    evidence: tuple[Span, ...]


class Statement(Record, frozen=True, kw_only=True):
    """What somebody said: the words, who to, and of what kind."""

    id: str
    speaker: str | None
    addressees: tuple[str, ...] = ()
    verb: str
    kind: StatementKind
    content: Span
    date: When
    confidence: float
    rule: str
    evidence: tuple[Span, ...]


class Tally(Record, frozen=True, kw_only=True):
    """A claim of sequence or count, and whether the report's own records bear it out."""

    id: str
    subject: str | None
    what: str
    kind: TallyKind
    number: int | None = None
    window: str | None = None
    members: tuple[str, ...] = ()
    checked: Checked = "unverifiable"
    confidence: float
    rule: str
    evidence: tuple[Span, ...]


class Problem(Record, frozen=True, kw_only=True):
    """What a stage could not do for a report: a code, a detail, and what to do next."""

    code: str
    detail: str
    source: str | None = None


class CodedReport(Record, frozen=True, kw_only=True):
    """All that the coder says about one report: one line of `communique code`."""

    contract: int = CONTRACT
    doc: Report
    entities: tuple[Entity, ...] = ()
    events: tuple[Event, ...] = ()
    contacts: tuple[Contact, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    designations: tuple[Designation, ...] = ()
    statements: tuple[Statement, ...] = ()
    tallies: tuple[Tally, ...] = ()
    problems: tuple[Problem, ...] = ()


def to_json(coded: CodedReport) -> bytes:
    """One line of UTF-8 JSON, without the line break; the same record gives the same bytes."""
    return msgspec.json.encode(coded)


def from_json(line: bytes | str) -> CodedReport:
    """The record that `to_json` wrote.

    Raises:
        msgspec.ValidationError: If the line is not of the contract's form.
    """
    return msgspec.json.decode(line, type=CodedReport)


def to_builtins(record: Record) -> Any:
    """The record as dicts, lists and strings, dates as ISO text."""
    return msgspec.to_builtins(record)
