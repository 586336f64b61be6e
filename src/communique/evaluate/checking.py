"""Whether gold keeps to its own form: quotations in their places, names and codes that exist."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import get_args

from communique.dates import Basis, Precision
from communique.evaluate.forms import (
    AgreementForm,
    ContactForm,
    DesignationForm,
    Document,
    EventForm,
    Item,
    Party,
    TallyForm,
)
from communique.evaluate.scores import broken_records
from communique.records import (
    AgreementKind,
    AgreementStatus,
    Channel,
    ContactStatus,
    DesignationAction,
    EventStatus,
    TallyKind,
)
from communique.vocab.ontology import Ontology

#: Tallies of these kinds have a number, the others none.
NUMBERED = frozenset({"ordinal", "total"})


class GoldChecker:
    """Checks gold against the vocabulary: built once, called per document."""

    def __init__(self, ontology: Ontology, is_code: Callable[[str], bool]) -> None:
        """`is_code` says whether a country or body is known by a code."""
        self.ontology = ontology
        self.is_code = is_code

    def __call__(self, document: Document) -> Iterator[str]:
        """Yield what is wrong with a document, one line each, led by its id."""
        yield from broken_records(document)
        for kind, item in document.items():
            where = f"{document.doc.key}: {kind}"
            for problem in (*self._of_any(document, item), *self._of_kind(item)):
                yield f"{where}: {problem}"

    def _of_any(self, document: Document, item: Item) -> Iterator[str]:
        if (days := item.date) is not None:
            yield from _unknown("precision", days.precision, get_args(Precision))
            yield from _unknown("basis", days.basis, get_args(Basis))
            if days.start and days.end and days.end < days.start:
                yield f"ends on {days.end}, before it starts on {days.start}"
        for party in _parties(document, item):
            if party.place and not self.is_code(party.place):
                yield f"no country or body {party.place!r}"
            yield from _unknown("sector", party.sector, self.ontology.sectors)

    def _of_kind(self, item: Item) -> Iterator[str]:
        match item:
            case EventForm():
                yield from self._of_event(item)
            case ContactForm():
                yield from _unknown("channel", item.channel, get_args(Channel))
                yield from _unknown("status", item.status, get_args(ContactStatus))
            case AgreementForm():
                yield from _unknown("kind", item.kind, get_args(AgreementKind))
                yield from _unknown("status", item.status, get_args(AgreementStatus))
            case DesignationForm():
                yield from _unknown("action", item.action, get_args(DesignationAction))
            case TallyForm():
                yield from _unknown("kind", item.kind, get_args(TallyKind))
                if (item.number is not None) != (item.kind in NUMBERED):
                    yield f"a number goes with {' and '.join(sorted(NUMBERED))} alone"

    def _of_event(self, event: EventForm) -> Iterator[str]:
        kind = self.ontology.types.get(event.type)
        if kind is None:
            yield from _unknown("type", event.type, self.ontology.types)
        else:
            yield from _unknown(f"mode of {event.type}", event.mode, kind.modes)
        yield from _unknown("status", event.status, get_args(EventStatus))
        for context in event.contexts or ():
            yield from _unknown("context", context, self.ontology.contexts)
        if not (event.actors or event.recipients):
            yield f"{event.type} has neither actor nor recipient"


def _unknown(what: str, value: str | None, known: Iterable[str]) -> Iterator[str]:
    if value is not None and value not in known:
        yield f"no {what} {value!r}; there are {', '.join(known)}"


def _parties(document: Document, item: Item) -> tuple[Party, ...]:
    match item:
        case EventForm():
            refs = (*(item.actors or ()), *(item.recipients or ()))
        case ContactForm():
            refs = item.participants
        case AgreementForm():
            refs = item.parties or ()
        case DesignationForm():
            refs = (*item.by, *item.to)
        case _:
            refs = ()
    return document.parties(refs)
