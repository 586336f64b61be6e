"""Contacts at scale: readouts whose withheld titles say who was called or met."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from communique.errors import SourceError
from communique.evaluate.forms import ContactForm, Doc, Document, Form

PLACES = 4
#: Channels that pass for each other: titles do not tell a meeting from a visit.
_IN_PERSON = frozenset({"meeting", "visit"})


class Readout(Form, frozen=True, kw_only=True):
    """A readout: how the contact was held, and the surnames of whom it was with."""

    doc: Doc
    channel: str
    surnames: tuple[str, ...] = msgspec.field(name="with")


def read_readouts(path: str | Path) -> list[Readout]:
    """The readouts of a file of JSON Lines.

    Raises:
        SourceError: If a line is of another form.
    """
    readouts = []
    for number, line in enumerate(Path(path).read_text("utf-8").split("\n"), start=1):
        if line.strip():
            try:
                readouts.append(msgspec.json.decode(line, type=Readout))
            except msgspec.DecodeError as error:
                raise SourceError(f"{path}:{number}: {error}") from error
    return readouts


def score_readouts(gold: Iterable[Readout], found: Mapping[str, Document]) -> dict[str, Any]:
    """How many readouts have their contact: with the person, in the channel, with a day."""
    total = met = right = dated = contacts = 0
    for readout in gold:
        document = found.get(readout.doc.key) or Document(doc=readout.doc)
        told = document.contacts or ()
        hits = [c for c in told if _is_with(document, c, readout.surnames)]
        total += 1
        contacts += len(told)
        met += bool(hits)
        right += any(_same_channel(readout.channel, c.channel) for c in hits)
        dated += any(c.date is not None and c.date.start is not None for c in hits)
    return {
        "readouts": total,
        "coded": len(found),
        "found": _share(met, total),
        "found_right_channel": _share(right, total),
        "dated": _share(dated, total),
        "contacts_per_readout": round(contacts / total, 2) if total else 0.0,
    }


def _is_with(document: Document, contact: ContactForm, surnames: Iterable[str]) -> bool:
    parties = document.parties(contact.participants)
    names = " ".join(party.name or "" for party in parties).lower()
    return any(surname.lower() in names for surname in surnames)


def _same_channel(gold: str, found: str) -> bool:
    return gold == found or {gold, found} <= _IN_PERSON


def _share(part: int, whole: int) -> float:
    return round(part / whole, PLACES) if whole else 0.0
