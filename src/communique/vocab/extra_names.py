"""What tables of one's own do to the gazetteer: names, persons with their days, agents, discards.

The user's word stands. On the days of a row its name means what the row says; where the shipped
tables say the same of the name, or of the person, they stay, since they say more (that it is a
capital, which office it was).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from communique.vocab.extra import ExtraRow
from communique.vocab.names import DISCARD, Agent, Name, fold
from communique.vocab.persons import name_key, names_of, spellings
from communique.vocab.tenures import Tenure

if TYPE_CHECKING:
    from communique.vocab.gazetteer import Gazetteer

Days = tuple[date, date]
ALWAYS: Days = (date.min, date.max)
#: Kinds of names that stand for a country as it acts: its government.
OF_STATE = frozenset({"state", "city", "metonym"})

_DAY = timedelta(days=1)
_PERSON = re.compile(r"(?:er|or|ist|ian|man|woman|person|ant|ent|eer|ee|cian|boy|girl)$")


@dataclass(slots=True)
class _Actor:
    """One actor of the tables: its names, and what it is on which days."""

    names: tuple[str, ...]
    rows: list[ExtraRow] = field(default_factory=list)
    pieces: list[tuple[ExtraRow, Days]] = field(default_factory=list)


class OwnNames:
    """The rows of one's own tables, as the gazetteer takes them up.

    `names` gives for each text all that it may mean, `tenures` the days of persons, `agents` the
    nouns, `discarded` the phrases that name nobody.
    """

    def __init__(self, rows: Iterable[ExtraRow], gazetteer: Gazetteer) -> None:
        """Sort the rows out; the gazetteer has the shipped tables, and is only asked."""
        self._gazetteer = gazetteer
        self.agents: dict[str, Agent] = {}
        self.tenures: dict[str, list[Tenure]] = defaultdict(list)
        self.names: dict[str, tuple[Name, ...]] = {}
        self.discarded: dict[str, None] = {}
        self._given: dict[str, list[tuple[Name, Days]]] = defaultdict(list)
        actors: dict[str, _Actor] = {}
        for row in rows:
            if row.kind == "agent":
                self._add_agent(row)
            elif row.kind == "discard":
                self.discarded.update(dict.fromkeys(row.names))
            else:
                actor = actors.setdefault(row.names[0], _Actor(()))
                actor.names = tuple(dict.fromkeys((*actor.names, *row.names)))
                actor.rows.append(row)
        for actor in actors.values():
            actor.pieces = list(_exclusive(actor.rows))
            if self._is_person(actor):
                self._add_person(actor)
            else:
                self._add_party(actor)
        self._settle()

    def person_tenures(self, shipped: Mapping[str, Sequence[Tenure]]) -> dict[str, list[Tenure]]:
        """The tenures of these persons, with the shipped ones where they do not disagree."""
        merged: dict[str, list[Tenure]] = {}
        for person, own in self.tenures.items():
            merged[person] = list(own)
            for tenure in shipped.get(person, ()):
                against = [_days(o) for o in own if not self._agrees(tenure, o)]
                merged[person] += [
                    replace(tenure, start=_open(start), end=_open(end))
                    for start, end in _without(_days(tenure), against)
                ]
        return merged

    # --- persons ---------------------------------------------------------------------------

    def _is_person(self, actor: _Actor) -> bool:
        """Whether an actor is a person: in office for a time, and by its words no body."""
        if not any(row.dated or row.sector == "ELI" for row in actor.rows):
            return False
        if not all(row.sector or ":" in row.code for row in actor.rows):
            return False  # "West Germany" until a day
        full = [name for name in actor.names if " " in name]
        return bool(full) and not any(self._is_body(name) for name in full)

    def _is_body(self, name: str) -> bool:
        if any(known.kind not in ("person", "other") for known in self._gazetteer.lookup(name)):
            return True
        words = name.lower().split()
        if {"of", "for", "the", "and"} & set(words) or not name.replace(".", "a")[0].isalpha():
            return True
        found = (self._gazetteer.agent(word) for word in words if len(word) > 3)
        return any(agent is not None and agent.kind != "person" for agent in found)

    def _add_person(self, actor: _Actor) -> None:
        names = tuple(dict.fromkeys(self._without_title(name) for name in actor.names))
        person = next((p for name in names if (p := self._known(name))), names[0])
        aliases = tuple(name for name in names if name != person)
        for row, days in actor.pieces:
            start, end = map(_open, days)
            self.tenures[person].append(
                Tenure(
                    person, aliases, row.code, "", start, end, True, True, row.source, "",
                    sector=row.sector or None,
                )
            )  # fmt: skip
        code = actor.rows[0].code
        for name in names_of(person, self.tenures[person]):
            for text in (name, *spellings(name, country=code)):
                if " " in text:
                    form = "name" if text == person else "alias"
                    found = Name(text, code, "person", form, "strong", None, person)
                    self._given[text].append((found, ALWAYS))

    def _known(self, name: str) -> str | None:
        """The one person of the shipped tables who is so called in full."""
        found = self._gazetteer.persons(name)
        if len(found) != 1 or " " not in name:
            return None
        called = names_of(found[0], self._gazetteer.tenures_of(found[0]))
        return found[0] if name_key(name) in map(name_key, called) else None

    def _without_title(self, name: str) -> str:
        """The name without the office before it ("President Karzai"), if a name is left."""
        words = name.split()
        for size in range(len(words) - 1, 0, -1):
            if self._gazetteer.office(" ".join(words[:size]).lower()):
                return " ".join(words[size:])
        return name

    def _agrees(self, tenure: Tenure, own: Tenure) -> bool:
        """Whether a shipped tenure says the same as one's own of the same person."""
        sector = self._gazetteer.sector_of_office(tenure.office)
        return tenure.country == own.country and own.sector in (None, sector)

    # --- parties ---------------------------------------------------------------------------

    def _add_party(self, actor: _Actor) -> None:
        for text in actor.names:
            form = "name" if text == actor.names[0] else "alias"
            for row, days in actor.pieces:
                self._given[text] += [
                    (name, days) for name in self._meant(text, row, form, actor.names[0])
                ]

    def _meant(self, text: str, row: ExtraRow, form: str, label: str) -> list[Name]:
        """The shipped meanings that say what the row says, else the row's own."""
        shipped = [name for name in self._gazetteer.lookup(text) if _says(name, row)]
        if shipped:
            return [replace(name, strength="strong") for name in shipped]
        if ":" in row.code:
            kind, label = row.code.partition(":")[0].lower(), self._label(row.code, label)
        elif row.sector:
            kind = "group"
        else:
            kind, form, label = "state", "short", self._gazetteer.label(row.code)
        return [Name(text, row.code, kind, form, "strong", row.sector or None, label)]

    def _label(self, code: str, name: str) -> str:
        known = self._gazetteer.label(code)
        return name if known == code else known

    def _settle(self) -> None:
        """Give each text its meanings: on the days left over the shipped ones, or nobody."""
        for text, given in self._given.items():
            left = list(_without(ALWAYS, [days for _, days in given]))
            shipped = self._gazetteer.lookup(text) or (_nobody(text),)
            found = [_within(name, days) for name, days in given]
            found += [_within(name, days) for name in shipped for days in left]
            self.names[text] = tuple(name for name in found if name is not None)
        for phrase in self.discarded:
            for text in {phrase, phrase.lower(), phrase.upper() if " " in phrase else phrase}:
                self.names[text] = (_nobody(text),)
                if plain := fold(text):
                    self.names[plain] = (_nobody(plain),)

    # --- agents ----------------------------------------------------------------------------

    def _add_agent(self, row: ExtraRow) -> None:
        first = row.names[0].lower()
        number, kind = self._manner(first)
        for noun in map(str.lower, row.names):
            self.agents.setdefault(noun, Agent(noun, row.sector, number, kind))

    def _manner(self, noun: str) -> tuple[str, str]:
        """Whether an agent is one or many, person or thing: as the shipped one, else its head."""
        head = noun.partition(" of ")[0].split()[-1]
        for word in (noun, head):
            if known := self._gazetteer.agent(word):
                return known.number, known.kind
        if _PERSON.search(head):
            return "one", "person"
        return ("many", "group") if head.endswith("s") else ("either", "thing")


def _says(name: Name, row: ExtraRow) -> bool:
    """Whether a shipped meaning has the code and sector of a row."""
    if name.code != row.code or name.kind in ("person", "other"):
        return False
    same = (name.sector or "") == row.sector
    return same or not row.sector or (row.sector == "GOV" and name.kind in OF_STATE)


def _nobody(text: str) -> Name:
    return Name(text, "", "other", DISCARD, "strong", None, text)


def _exclusive(rows: Sequence[ExtraRow]) -> Iterator[tuple[ExtraRow, Days]]:
    """Yield rows with the days that are theirs: of the dated the first, then those without."""
    taken: list[Days] = []
    for row in sorted(rows, key=lambda row: not row.dated):
        days = (row.start or date.min, row.end or date.max)
        for piece in list(_without(days, taken)):
            taken.append(piece)
            yield row, piece


def _without(days: Days, taken: Iterable[Days]) -> Iterator[Days]:
    """Yield what is left of an interval when others are taken out of it, in order."""
    start, last = days
    for first, end in sorted(taken):
        if end < start or first > last:
            continue
        if first > start:
            yield start, first - _DAY
        if end == date.max:
            return
        start = end + _DAY
    if start <= last:
        yield start, last


def _days(held: Tenure | Name) -> Days:
    return held.start or date.min, held.end or date.max


def _open(day: date) -> date | None:
    return None if day in ALWAYS else day


def _within(name: Name, days: Days) -> Name | None:
    """The name bounded by the days as well; None if none is left."""
    first, last = _days(name)
    start, end = max(first, days[0]), min(last, days[1])
    return replace(name, start=_open(start), end=_open(end)) if start <= end else None
