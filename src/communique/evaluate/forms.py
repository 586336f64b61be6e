"""Gold and predictions as they are compared: the contract's form, read leniently.

Gold names parties in place, predictions by the id of an entity, and either may leave out what it
does not know; both come out of here as the same `Document`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import msgspec

from communique.errors import SourceError
from communique.records import CodedReport, Report, derive_id, to_json


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """The common ground: frozen, named fields, what is unknown left out or null."""


class Party(Form, frozen=True, kw_only=True):
    """Who takes part: a gold party, or an entity of a prediction."""

    id: str | None = None
    text: str | None = None
    name: str | None = None
    office: str | None = None
    country: str | None = None
    code: str | None = None
    sector: str | None = None

    @property
    def place(self) -> str | None:
        """The country or body that the party belongs to."""
        return self.country or self.code


class Words(Form, frozen=True, kw_only=True):
    """Words that a record rests on; gold may leave the offsets out."""

    start: int | None = None
    end: int | None = None
    quote: str | None = None


class Days(Form, frozen=True, kw_only=True):
    """The interval of days of a record, both ends included."""

    start: date | None = None
    end: date | None = None
    precision: str | None = None
    basis: str | None = None


#: A party in place, the id of an entity, or a bare country code.
Ref = Party | str


class Item(Form, frozen=True, kw_only=True):
    """What all records have."""

    date: Days | None = None
    confidence: float | None = None
    rule: str | None = None
    evidence: tuple[Words, ...] = ()


class EventForm(Item, frozen=True, kw_only=True):
    """An event of gold or prediction."""

    type: str
    mode: str | None = None
    contexts: tuple[str, ...] | None = ()
    actors: tuple[Ref, ...] | None = ()
    recipients: tuple[Ref, ...] | None = ()
    status: str | None = None
    background: bool | None = None


class ContactForm(Item, frozen=True, kw_only=True):
    """A contact of gold or prediction."""

    channel: str
    participants: tuple[Ref, ...]
    status: str | None = None


class AgreementForm(Item, frozen=True, kw_only=True):
    """An agreement of gold or prediction."""

    name: str | None = None
    acronym: str | None = None
    kind: str | None = None
    parties: tuple[Ref, ...] | None = ()
    status: str | None = None


class DesignationForm(Item, frozen=True, kw_only=True):
    """A designation of gold or prediction."""

    by: tuple[Ref, ...]
    to: tuple[Ref, ...]
    title: str | None = None
    action: str | None = None


class TallyForm(Item, frozen=True, kw_only=True):
    """A tally of gold or prediction."""

    kind: str | None = None
    number: float | None = None
    what: str | None = None


class Doc(Form, frozen=True, kw_only=True):
    """The report of a document; `id` is derived from text and date where none is given."""

    id: str | None = None
    date: date | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    text: str = ""

    @property
    def key(self) -> str:
        """What pairs the document of the gold with that of the prediction."""
        return self.id or derive_id(self.text, self.date)


class Document(Form, frozen=True, kw_only=True):
    """A report with its records; a kind that is None is not annotated, hence not scored.

    scored: "one" where the gold lists a single event that its coders chose: further predicted
        events are then not counted as false.
    """

    doc: Doc
    scored: str | None = None
    entities: tuple[Party, ...] = ()
    events: tuple[EventForm, ...] | None = None
    contacts: tuple[ContactForm, ...] | None = None
    agreements: tuple[AgreementForm, ...] | None = None
    designations: tuple[DesignationForm, ...] | None = None
    statements: tuple[Item, ...] | None = None
    tallies: tuple[TallyForm, ...] | None = None

    @property
    def one(self) -> bool:
        """Whether the gold lists only the one event that was chosen."""
        return self.scored == "one"

    def parties(self, refs: Iterable[Ref] | None) -> tuple[Party, ...]:
        """The parties that `refs` name; a text that is no entity's id is a country code."""
        known = {party.id: party for party in self.entities if party.id}
        return tuple(
            known.get(ref) or Party(country=ref) if isinstance(ref, str) else ref
            for ref in refs or ()
        )

    def items(self) -> Iterator[tuple[str, Item]]:
        """Yield every record with the name of its kind."""
        for kind in KINDS:
            for item in getattr(self, kind) or ():
                yield kind, item


KINDS = ("events", "contacts", "agreements", "designations", "statements", "tallies")


def places(parties: Iterable[Party]) -> frozenset[str]:
    """The countries and bodies of the parties."""
    return frozenset(party.place for party in parties if party.place)


def sectors(parties: Iterable[Party]) -> frozenset[str]:
    """The sectors of the parties."""
    return frozenset(party.sector for party in parties if party.sector)


def read_documents(path: str | Path) -> dict[str, Document]:
    """The documents of a file of JSON Lines, by id.

    Raises:
        SourceError: If the file cannot be read, or a line is not of the contract's form; the
            message names file and line.
    """
    documents: dict[str, Document] = {}
    for where, document in _lines(Path(path)):
        key = document.doc.key
        if key in documents:
            raise SourceError(f"{where}: the document {key!r} was there before; give each one line")
        documents[key] = document
    if not documents:
        raise SourceError(f"{path}: no documents in it; write one JSON object a line")
    return documents


def _lines(path: Path) -> Iterator[tuple[str, Document]]:
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{path}: cannot be read ({error}); name a file of records") from error
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            where = f"{path}:{number}"
            try:
                yield where, msgspec.json.decode(line, type=Document)
            except msgspec.DecodeError as error:
                advice = "see docs/reference/records.md for the form"
                raise SourceError(f"{where}: {error}; {advice}") from error


def as_document(coded: CodedReport) -> Document:
    """What the coder said of a report, in the form that is compared."""
    return msgspec.json.decode(to_json(coded), type=Document)


def report_of(document: Document) -> Report:
    """The report of a document, without what is said of it."""
    doc = document.doc
    return Report(
        id=doc.key,
        date=doc.date,
        title=doc.title,
        publisher=doc.publisher,
        url=doc.url,
        text=doc.text,
    )
