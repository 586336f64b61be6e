"""The rows of our own tables; what each column holds stands beside it, and goes into the package.

Lists are lists of text, in CSV joined by `|`; days are days; unknown is empty.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from msgspec import Meta

from communique.records import Record

Day = date  # the class of days, also where a field is called `date`
Id = Annotated[str, Meta(description="Id of the entry; derived from its first record alone.")]
Start = Annotated[
    Day | None, Meta(description="First day that it may have been on; empty if unknown or open.")
]
End = Annotated[
    Day | None, Meta(description="Last day that it may have been on; empty if unknown or open.")
]
Precision = Annotated[
    str, Meta(description="How exactly: day, week, month, quarter, year, range or unknown.")
]
Known = Annotated[Day, Meta(description="First day on which it was known.")]
Reports = Annotated[
    int, Meta(description="How many reports tell of it.", extra={"unit": "reports"})
]
Origins = Annotated[
    int,
    Meta(
        description="How many independent origins these have; copies and rewrites count once.",
        extra={"unit": "origins"},
    ),
]
Confidence = Annotated[
    float,
    Meta(
        description="Probability of being right.",
        extra={"unit": "probability", "minimum": 0, "maximum": 1},
    ),
]
Conflicts = Annotated[
    tuple[str, ...], Meta(description="Readings that can't all be right: field and values.")
]
ReportKey = Annotated[
    str, Meta(description="Key of the report: hash of text, day, publisher and address.")
]


class Told(Record, frozen=True, kw_only=True):
    """What every entry has."""

    id: Id
    start: Start
    end: End
    precision: Precision
    known: Known
    reports: Reports
    origins: Origins
    confidence: Confidence
    conflicts: Conflicts


class HappeningTable(Told, frozen=True, kw_only=True):
    """Happenings: one event in the world, made of the events of one or many reports; also contacts
    that no event tells of, as CONSULT."""

    type: Annotated[str, Meta(description="PLOVER type.")]
    mode: Annotated[str | None, Meta(description="PLOVER mode.")]
    cameo: Annotated[str, Meta(description="CAMEO code; keep it as text.")]
    status: Annotated[str | None, Meta(description="occurred, ongoing or alleged.")]
    background: Annotated[bool, Meta(description="Whether reports only look back on it.")]
    actors: Annotated[tuple[str, ...], Meta(description="Countries and bodies that act.")]
    recipients: Annotated[tuple[str, ...], Meta(description="Those acted upon.")]
    contexts: Annotated[tuple[str, ...], Meta(description="PLOVER contexts.")]
    place: Annotated[str | None, Meta(description="Where, as the report names it.")]
    quad: Annotated[int, Meta(description="PLOVER quad class of the type, 1 to 4.")]
    plover_score: Annotated[
        float, Meta(description="PLOVER score of type and mode.", extra={"unit": "-10 to 10"})
    ]
    goldstein: Annotated[
        float | None,
        Meta(description="Goldstein value of the CAMEO code.", extra={"unit": "-10 to 10"}),
    ]
    dead: Annotated[int | None, Meta(description="People killed.", extra={"unit": "persons"})]
    injured: Annotated[int | None, Meta(description="People hurt.", extra={"unit": "persons"})]
    arrested: Annotated[int | None, Meta(description="People arrested.", extra={"unit": "persons"})]
    size: Annotated[
        int | None, Meta(description="People who took part.", extra={"unit": "persons"})
    ]
    amount: Annotated[float | None, Meta(description="An amount, in `unit`.")]
    unit: Annotated[str | None, Meta(description="What the amount is counted in.")]


class PartyTable(Record, frozen=True, kw_only=True):
    """Who stands on which side of an entry."""

    entry: Id
    kind: Annotated[str, Meta(description="happening, contact, agreement or designation.")]
    side: Annotated[
        str, Meta(description="actor, recipient, participant, initiator, party, by, to")
    ]
    number: Annotated[int, Meta(description="Number within the entry, from 1.")]
    code: Annotated[str | None, Meta(description="Country (ISO 3166-1 alpha-3) or body.")]
    sector: Annotated[str | None, Meta(description="PLOVER sector.")]
    who: Annotated[str | None, Meta(description="What the same is called in every report.")]
    name: Annotated[str | None, Meta(description="Name.")]
    what: Annotated[str | None, Meta(description="state, igo, person, office, organisation, group")]
    office: Annotated[str | None, Meta(description="Office held as of the day.")]


class ContactTable(Told, frozen=True, kw_only=True):
    """The ledger of contacts between officials."""

    channel: Annotated[str, Meta(description="phone, video, meeting, visit, correspondence …")]
    status: Annotated[str | None, Meta(description="held, scheduled, postponed, cancelled …")]
    participants: Annotated[tuple[str, ...], Meta(description="Countries and bodies.")]
    people: Annotated[tuple[str, ...], Meta(description="Names of the persons.")]
    initiator: Annotated[str | None, Meta(description="Who began it: name or code.")]
    place: Annotated[str | None, Meta(description="Where, as the report names it.")]
    topics: Annotated[tuple[str, ...], Meta(description="What it was about.")]


class AgreementTable(Told, frozen=True, kw_only=True):
    """The register of agreements; each once, however it is written."""

    name: Annotated[str | None, Meta(description="Fullest name.")]
    acronym: Annotated[str | None, Meta(description="Acronym.")]
    names: Annotated[tuple[str, ...], Meta(description="Other names.")]
    kind: Annotated[str, Meta(description="treaty, agreement, memorandum, pact, truce …")]
    status: Annotated[str | None, Meta(description="Furthest step.")]
    parties: Annotated[tuple[str, ...], Meta(description="Countries and bodies.")]
    provisions: Annotated[tuple[str, ...], Meta(description="Quotes of what it lays down.")]


class StepTable(Record, frozen=True, kw_only=True):
    """The steps of agreements and titles, in their order in time."""

    entry: Id
    number: Annotated[int, Meta(description="Number of the step, from 1.")]
    status: Annotated[str, Meta(description="proposed, signed, in_force, terminated …")]
    start: Start
    end: End
    precision: Precision
    told_by: Annotated[tuple[str, ...], Meta(description="Keys of the reports that tell of it.")]


class DesignationTable(Told, frozen=True, kw_only=True):
    """Titles that one side conferred on another, renewed or took away."""

    title: Annotated[str | None, Meta(description="The title.")]
    action: Annotated[str, Meta(description="Last step: conferred, renewed or removed.")]
    by: Annotated[tuple[str, ...], Meta(description="Who confers it.")]
    to: Annotated[tuple[str, ...], Meta(description="Who has it.")]


class TallyTable(Record, frozen=True, kw_only=True):
    """Claims of sequence and count, held against the whole record."""

    number_in_table: Annotated[int, Meta(description="Number of the row, from 1, in its order.")]
    report: ReportKey
    date: Annotated[Day | None, Meta(description="Day of the report.")]
    subject: Annotated[str | None, Meta(description="Whom the claim is about.")]
    kind: Annotated[str, Meta(description="ordinal, first, last, since, total or record.")]
    number: Annotated[int | None, Meta(description="The number claimed.")]
    what: Annotated[str, Meta(description="What is counted, in the report's words.")]
    window: Annotated[str | None, Meta(description="Since when, in the report's words.")]
    checked: Annotated[str, Meta(description="What the report's own records say of it.")]
    record: Annotated[str, Meta(description="What the whole record says of it.")]
    counted: Annotated[int | None, Meta(description="Contacts that the record knows of the kind.")]
    missing: Annotated[tuple[str, ...], Meta(description="What the claim has and the record not.")]
    quote: Annotated[str, Meta(description="The words of the claim.")]


class MentionTable(Record, frozen=True, kw_only=True):
    """Which report tells of which entry, with the words that it rests on."""

    entry: Id
    kind: Annotated[str, Meta(description="happening, contact, agreement or designation.")]
    report: ReportKey
    record: Annotated[str, Meta(description="Id of the record in the report.")]
    number: Annotated[int, Meta(description="Number of the words within the record, from 1.")]
    role: Annotated[str | None, Meta(description="What the words are evidence of.")]
    start: Annotated[
        int,
        Meta(description="Where they begin in the report's text.", extra={"unit": "characters"}),
    ]
    end: Annotated[
        int, Meta(description="Where they end, exclusive.", extra={"unit": "characters"})
    ]
    quote: Annotated[str, Meta(description="The words.")]
    confidence: Confidence


class JudgedTable(Record, frozen=True, kw_only=True):
    """What people said of the records that tell of an entry; a record of which several fields were
    edited has a row for each."""

    entry: Id
    kind: Annotated[str, Meta(description="happening, contact, agreement or designation.")]
    report: ReportKey
    record: Annotated[str, Meta(description="Id of the record in the report; j… was added.")]
    number: Annotated[int, Meta(description="Number of the field within the record, from 1.")]
    said: Annotated[
        str | None,
        Meta(description="right, wrong, edited, unsure or added; empty if of an older reading."),
    ]
    by: Annotated[str | None, Meta(description="Whose word that is.")]
    disputed: Annotated[bool, Meta(description="Whether people differ.")]
    field: Annotated[str | None, Meta(description="The field that was edited.")]
    machine: Annotated[str | None, Meta(description="The machine's value, JSON.")]
    person: Annotated[str | None, Meta(description="The person's value, JSON.")]


class ReportTable(Record, frozen=True, kw_only=True):
    """The reports, without their text unless it was asked for."""

    key: ReportKey
    doc: Annotated[str, Meta(description="The id that its source gave it.")]
    digest: Annotated[str, Meta(description="SHA-256 of the text.")]
    date: Annotated[Day | None, Meta(description="The day it is dated.")]
    known: Annotated[Day, Meta(description="The day from which it is known.")]
    title: Annotated[str | None, Meta(description="Headline.")]
    publisher: Annotated[str | None, Meta(description="Who published it.")]
    url: Annotated[str | None, Meta(description="Where it was found.")]
    language: Annotated[str | None, Meta(description="ISO 639-1.")]
    length: Annotated[int, Meta(description="Length of the text.", extra={"unit": "characters"})]
    superseded: Annotated[Day | None, Meta(description="Since when a correction counts instead.")]
    retracted: Annotated[Day | None, Meta(description="Since when it is withdrawn.")]
    text: Annotated[str | None, Meta(description="The text; empty unless asked for.")]


class LinkTable(Record, frozen=True, kw_only=True):
    """Pairs of records that may tell of one thing, with score and reasons."""

    report_a: ReportKey
    record_a: Annotated[str, Meta(description="Id of the record in the first report.")]
    report_b: ReportKey
    record_b: Annotated[str, Meta(description="Id of the record in the second report.")]
    kind: Annotated[str, Meta(description="event, contact, agreement or designation.")]
    score: Annotated[
        float,
        Meta(
            description="Probability of being one thing.",
            extra={"unit": "probability", "minimum": 0, "maximum": 1},
        ),
    ]
    reasons: Annotated[tuple[str, ...], Meta(description="Signs, each with its weight.")]
    entry_a: Annotated[str | None, Meta(description="Entry of the first; empty if out of scope.")]
    entry_b: Annotated[str | None, Meta(description="Entry of the second; likewise.")]
    joined: Annotated[bool, Meta(description="Whether both belong to one entry.")]
