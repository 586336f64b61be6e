"""Agreements as vocabulary: what instruments are called, what brings them further, the well-known.

Read from `data/agreements`: word lists with their examples, and a table of instruments by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import get_args

import msgspec

from communique.errors import VocabError
from communique.records import AgreementKind, AgreementStatus
from communique.vocab.files import data_dir, read_day, read_table, read_yaml_as, split_list
from communique.vocab.inflect import all_forms, forms, load_irregular

#: From the first step to the last; "mentioned" says nothing of how far an instrument has come.
LADDER: tuple[str, ...] = (
    "mentioned", "proposed", "negotiating", "agreed", "signed", "ratified", "in_force",
    "suspended", "terminated",
)  # fmt: skip
COLUMNS = ("name", "acronym", "aliases", "kind", "parties", "signed", "in_force", "note", "source")
NOTES = ("", "body", "weak", "charter", "pair")
_OF_WHAT = frozenset({"understanding", "agreement", "hostilities", "action"})
_WORD = re.compile(r"[^\W\d_]+")


class KindWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The nouns for one kind of instrument, with sentences that tell of one and that do not."""

    firm: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    capital: tuple[str, ...] = ()
    fires_on: tuple[str, ...] = ()
    silent_on: tuple[str, ...] = ()


class StepWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words that bring an instrument to one status, with examples.

    `verbs` have the instrument as object, `subjects` as subject; `nouns` are followed by "of X".
    """

    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    fires_on: tuple[str, ...] = ()
    silent_on: tuple[str, ...] = ()


class ExistingWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words around an instrument that show that it exists."""

    prepositions: tuple[str, ...]
    nouns: tuple[str, ...]
    verbs: tuple[str, ...]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kinds: Mapping[str, KindWords]
    steps: Mapping[str, StepWords]
    acronyms: Mapping[str, str]
    existing: ExistingWords
    topics: tuple[str, ...]
    unreal: tuple[str, ...]
    private: tuple[str, ...]
    domestic: tuple[str, ...]
    plain: tuple[str, ...]
    tentative: tuple[str, ...]
    provisions: tuple[str, ...]
    sequels: tuple[str, ...]
    others: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun for an instrument; `use` is firm, loose (other meanings too) or capital (in names)."""

    words: tuple[str, ...]
    kind: str
    use: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """A well-known instrument. What a record says of it must still stand in the report.

    `note` is "body" where the name also means the body that it founded, "weak" where the acronym
    means other things too, "charter" for the founding law of a body, of which something must be
    told, "pair" where many pairs of states have one of that name.
    """

    name: str
    acronym: str | None
    aliases: tuple[str, ...]
    kind: str
    parties: tuple[str, ...]
    signed: date | None
    in_force: date | None
    note: str
    source: str

    @property
    def spellings(self) -> tuple[str, ...]:
        """All that a text may call it; the acronym only where it means nothing else."""
        own = (self.acronym,) if self.acronym and self.note != "weak" else ()
        return tuple(dict.fromkeys((self.name, *self.aliases, *own)))


class InstrumentBook:
    """The words and the table, indexed for the agreements stage."""

    def __init__(self, raw: _File, known: Iterable[Instrument]) -> None:
        self.kinds = raw.kinds
        self.steps = raw.steps
        self.known = tuple(known)
        self.nouns = {noun.words: noun for noun in _nouns(raw.kinds)}
        self.verb_steps = _by_word(raw.steps, "verbs")
        self.noun_steps = _by_word(raw.steps, "nouns")
        self.subject_steps = _by_word(raw.steps, "subjects")
        self.acronyms = raw.acronyms
        self.existing = raw.existing
        self.topics = frozenset(raw.topics)
        self.unreal = frozenset(raw.unreal)
        self.private = frozenset(raw.private)
        self.domestic = frozenset(raw.domestic)
        self.plain = frozenset(raw.plain)
        self.tentative = frozenset(raw.tentative)
        self.provisions = frozenset(raw.provisions)
        self.provision_forms = all_forms(raw.provisions, load_irregular())
        self.sequels = _by_form(raw.sequels)
        self._others = {name: frozenset(words) for name, words in raw.others.items()}
        self.by_spelling = {s: entry for entry in self.known for s in entry.spellings}

    @classmethod
    def load(cls) -> InstrumentBook:
        """Read the shipped words and table.

        Raises:
            VocabError: If a file breaks the form; the message names file and place.
        """
        folder = data_dir("agreements")
        raw = read_yaml_as(folder / "words.yaml", _File)
        _check(raw.kinds, get_args(AgreementKind), "kinds")
        _check(raw.steps, get_args(AgreementStatus), "steps")
        return cls(raw, read_known())

    def __getitem__(self, name: str) -> frozenset[str]:
        """The words of the list `name` under `others`."""
        return self._others[name]

    def instrument_words(self) -> frozenset[str]:
        """Words, lower case, one of which nearly every sentence about an instrument has.

        Nouns for instruments in both numbers; of well-known names without such a noun the longest
        word ("JCPOA", "Statute"), unless it is a common verb ("START").
        """
        whole = [words for words in self.nouns if "-" not in words]
        heads = {words[0] if words[-1] in _OF_WHAT else words[-1] for words in whole}
        out = {form for head in heads for form in (head, _plural(head))}
        for spelling in self.by_spelling:
            words = _WORD.findall(spelling.lower())
            if out.isdisjoint(words):
                out.add(max(words, key=len))
        return frozenset(out - {"start"})


def read_known() -> Iterator[Instrument]:
    """The rows of the table of well-known instruments.

    Raises:
        VocabError: If a row has an unknown kind or note, or a date that is none.
    """
    path = data_dir("agreements", "known.csv")
    for number, row in read_table(path, COLUMNS):
        where = f"{path.name}, row {number}"
        if row["kind"] not in get_args(AgreementKind) or row["note"] not in NOTES:
            raise VocabError(f"{where}: unknown kind {row['kind']!r} or note {row['note']!r}")
        yield Instrument(
            name=row["name"],
            acronym=row["acronym"] or None,
            aliases=split_list(row["aliases"]),
            kind=row["kind"],
            parties=split_list(row["parties"]),
            signed=read_day(row["signed"], where=where),
            in_force=read_day(row["in_force"], where=where),
            note=row["note"],
            source=row["source"],
        )


def _check(keys: Iterable[str], allowed: Iterable[str], where: str) -> None:
    if unknown := sorted(set(keys) - set(allowed)):
        raise VocabError(f"words.yaml, {where}: unknown {unknown[0]!r}")


def _nouns(kinds: Mapping[str, KindWords]) -> Iterator[Noun]:
    for kind, lists in kinds.items():
        for use in ("firm", "loose", "capital"):
            for phrase in getattr(lists, use):
                yield Noun(tuple(phrase.split()), kind, use)
                if "-" in phrase:  # the tokenizer parts "cease-fire" at its hyphen
                    yield Noun(tuple(phrase.replace("-", " - ").split()), kind, use)


def _by_word(steps: Mapping[str, StepWords], field: str) -> dict[str, str]:
    return {word: status for status, lists in steps.items() for word in getattr(lists, field)}


def _by_form(phrases: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """From each form of the first words of `phrases` to what follows these, with a blank before."""
    irregular = load_irregular()
    out: dict[str, tuple[str, ...]] = {}
    for phrase in phrases:
        verb, _, rest = phrase.partition(" ")
        for form in forms(verb, irregular):
            out[form] = (*out.get(form, ()), f" {rest}")
    return out


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"
