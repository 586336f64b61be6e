"""Fields as a person writes them: read, and checked against the contract and the vocabulary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from communique.errors import DateError, JudgementError
from communique.judged.dates import read_when, say_days
from communique.judged.parties import Parties
from communique.judged.values import FIELDS, MANY, ONE, as_named, as_when, plain
from communique.records import (
    AgreementKind,
    AgreementStatus,
    Channel,
    ContactStatus,
    DesignationAction,
    EventStatus,
    StatementKind,
    TallyKind,
)
from communique.vocab.ontology import Ontology

#: How a field is filled in.
Form = Literal["choice", "text", "texts", "choices", "party", "parties", "days", "flag", "number"]
LONGEST = 300  # characters of a field
MOST = 20  # parties or topics of a field
#: Tallies of these kinds have a number, the others none.
NUMBERED = frozenset({"ordinal", "total"})
_CHOICES: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("event", "status"): get_args(EventStatus),
    ("contact", "channel"): get_args(Channel),
    ("contact", "status"): get_args(ContactStatus),
    ("agreement", "kind"): get_args(AgreementKind),
    ("agreement", "status"): get_args(AgreementStatus),
    ("designation", "action"): get_args(DesignationAction),
    ("statement", "kind"): get_args(StatementKind),
    ("tally", "kind"): get_args(TallyKind),
}
_FORMS: Mapping[str, Form] = {
    "type": "choice", "mode": "choice", "date": "days", "background": "flag", "number": "number",
    "contexts": "choices", "topics": "texts",
}  # fmt: skip
#: Fields that must be filled, by kind; of several in one tuple, one of them.
_NEEDED: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "event": (("type",), ("actors", "recipients"), ("status",)),
    "contact": (("channel",), ("participants",), ("status",)),
    "agreement": (("name", "acronym"), ("kind",), ("status",)),
    "designation": (("title",), ("by",), ("to",), ("action",)),
    "statement": (("kind",), ("verb",)),
    "tally": (("kind",), ("what",)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field to fill in: its name, how, and what may stand in it (empty: anything)."""

    name: str
    form: Form
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read of a form: values that are right, and by field what is wrong elsewhere."""

    values: Mapping[str, Any]
    refused: Mapping[str, str]


class FieldReader:
    """Reads and checks the fields of one report's records."""

    def __init__(self, ontology: Ontology, parties: Parties) -> None:
        """Know the vocabulary, and how parties are written in the report."""
        self.ontology = ontology
        self.parties = parties

    def fields(self, kind: str, values: Mapping[str, Any] | None = None) -> list[Field]:
        """The fields of a kind; modes are those of the type that `values` give."""
        return [
            Field(name=name, form=form_of(kind, name), choices=self._choices(kind, name, values))
            for name in FIELDS[kind]
        ]

    def say(self, kind: str, name: str, value: Any) -> str:
        """A value as a person writes it; what is read of it is the value again."""
        if value is None or value == []:
            return ""
        match form_of(kind, name):
            case "party":
                return self.parties.say(as_named(value))
            case "parties":
                return "; ".join(self.parties.say(as_named(one)) for one in value)
            case "days":
                return say_days(as_when(value))
            case "texts" | "choices":
                return "; ".join(str(one) for one in value)
            case "flag":
                return "yes" if value else "no"
            case _:
                return str(value)

    def read(self, kind: str, written: Mapping[str, str], before: Mapping[str, Any]) -> Reading:
        """Read the fields that were written otherwise than they stood.

        Args:
            kind: Of the record.
            written: Texts by field; fields left out stay as they are.
            before: The values as they stood.
        """
        values: dict[str, Any] = {}
        refused: dict[str, str] = {}
        for name in FIELDS[kind]:
            text = _clean(written.get(name))
            if text is None or text == _clean(self.say(kind, name, before.get(name))):
                continue
            try:
                values[name] = self._value(kind, name, text, before.get(name))
            except (JudgementError, DateError) as error:
                refused[name] = str(error)
        whole = {**before, **values}
        for name, why in self.check(kind, whole).items():
            refused.setdefault(name, why)
        return Reading(values={n: v for n, v in values.items() if n not in refused},
                       refused=refused)  # fmt: skip

    def check(self, kind: str, values: Mapping[str, Any]) -> dict[str, str]:
        """What is wrong with a whole record, by field; empty if nothing."""
        found: dict[str, str] = {}
        for names in _NEEDED[kind]:
            if not any(values.get(name) for name in names):
                found[names[0]] = _missing(names)
        for field in self.fields(kind, values):
            value = values.get(field.name)
            if field.choices and field.name not in found:
                found |= _unfit(field, value)
        if kind == "event" and (kinds := self.ontology.types.get(values.get("type") or "")):
            mode = values.get("mode")
            if mode and mode not in kinds.modes:
                known = ", ".join(kinds.modes) or "none; leave it empty"
                found["mode"] = f"{kinds.name} has no mode {mode!r}; its modes: {known}"
        if kind == "tally" and (values.get("number") is not None) != (
            values.get("kind") in NUMBERED
        ):
            found["number"] = f"a number goes with {' and '.join(sorted(NUMBERED))} alone"
        return found

    def _value(self, kind: str, name: str, text: str, before: Any) -> Any:
        if len(text) > LONGEST:
            raise JudgementError(f"more than {LONGEST} characters; keep to the report's own words")
        match form_of(kind, name):
            case "party":
                return plain(self.parties.read(text)) if text else None
            case "parties":
                return [plain(self.parties.read(part)) for part in _parts(text)]
            case "days":
                return read_when(text, before)
            case "texts" | "choices":
                return _parts(text)
            case "flag":
                return _flag(text)
            case "number":
                return _number(text)
            case _:
                return text or None

    def _choices(self, kind: str, name: str, values: Mapping[str, Any] | None) -> tuple[str, ...]:
        if name == "type":
            return tuple(self.ontology.types)
        if name == "contexts":
            return tuple(self.ontology.contexts)
        if name == "mode":
            chosen = self.ontology.types.get((values or {}).get("type") or "")
            return tuple(chosen.modes) if chosen else ()
        return _CHOICES.get((kind, name), ())


def form_of(kind: str, name: str) -> Form:
    """How a field is filled in."""
    if name in MANY:
        return "parties"
    if name in ONE:
        return "party"
    if (kind, name) in _CHOICES:
        return "choice"
    return _FORMS.get(name, "text")


_READERS: Mapping[str, bool] = {"yes": True, "no": False, "": False, "on": True}


def _flag(text: str) -> bool:
    if text.lower() not in _READERS:
        raise JudgementError(f"{text!r} is neither yes nor no")
    return _READERS[text.lower()]


def _number(text: str) -> int | None:
    if not text:
        return None
    digits = text.replace(",", "")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 16):
        raise JudgementError(f"{text!r} is no whole number; write it in figures, such as 12")
    return int(digits)


def _parts(text: str) -> list[str]:
    parts = list(dict.fromkeys(part.strip() for part in text.split(";") if part.strip()))
    if len(parts) > MOST:
        raise JudgementError(f"{len(parts)} are more than {MOST}; name those that matter")
    return parts


def _unfit(field: Field, value: Any) -> dict[str, str]:
    given: Iterable[Any] = value if isinstance(value, list | tuple) else [value]
    unknown = [one for one in given if one is not None and one not in field.choices]
    if not unknown:
        return {}
    known = ", ".join(field.choices)
    return {field.name: f"there is no {field.name} {unknown[0]!r}; there are {known}"}


def _missing(names: tuple[str, ...]) -> str:
    return f"{' or '.join(names)} must be filled in"


def _clean(text: str | None) -> str | None:
    return None if text is None else " ".join(text.split())
