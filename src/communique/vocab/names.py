"""The tables of the gazetteer as records: states, and every way to name a party."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from communique.errors import VocabError
from communique.vocab.files import read_day, read_table, split_list

#: What kind of thing a name of each form names; `other` names no party but hides names inside it.
KIND_OF_FORM: Mapping[str, str] = {
    "short": "state",
    "formal": "state",
    "adjective": "state",
    "people": "state",
    "abbreviation": "state",
    "capital": "city",
    "city": "city",
    "region": "city",
    "metonym": "metonym",
    "other": "other",
}
#: The form of a name of the kind `other` that not even the words inside it may name anybody.
DISCARD = "discard"
BODY_KINDS = ("igo", "ngo", "mnc", "reb")
STRENGTHS = ("strong", "weak")

_PLAIN = str.maketrans(
    {"ı": "i", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae",
     "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ð": "d", "Þ": "Th", "þ": "th", "ə": "a", "Ə": "A",
     "’": "'", "‘": "'", "ʻ": "'"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """One way to name something.

    `code` is ISO 3166-1 alpha-3, a body's code ("IGO:NATO"), for groups and persons their
    country's; it is "" for a name that only hides others ("Washington Post"). `kind` is state,
    city, metonym, igo, ngo, mnc, reb, group, person or other. A weak name needs support from
    elsewhere. `label` is the canonical name: for the forms of a state's name and for its capital
    that of the state, else that of the thing itself. `start` and `end` bound the days on which
    the name means this, as a closed interval; None is open.
    """

    text: str
    code: str
    kind: str
    form: str
    strength: str
    sector: str | None
    label: str
    start: date | None = None
    end: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the name means this on that day."""
        return not ((self.start and day < self.start) or (self.end and day > self.end))


@dataclass(frozen=True, slots=True)
class State:
    """A state or territory, of today or gone.

    `cow` and `gw` are the numbers of Correlates of War and of Gleditsch and Ward, as text.
    `leader` is the office that leads it: head_of_state, head_of_government or supreme_leader.
    """

    code: str
    name: str
    iso2: str
    cow: str
    gw: str
    start: date | None
    end: date | None
    predecessors: tuple[str, ...]
    successors: tuple[str, ...]
    region: str
    leader: str
    source: str


@dataclass(frozen=True, slots=True)
class Agent:
    """A common noun for somebody who acts: its PLOVER sector, and whether it is one or many.

    `number` is one, many or either; `kind` is person, group, organisation or thing.
    """

    noun: str
    sector: str
    number: str
    kind: str


def fold(text: str) -> str:
    """The text without accents, with straight apostrophes; capitals are kept."""
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    return "".join(char for char in parts if not unicodedata.combining(char))


def read_states(path: Path) -> dict[str, State]:
    """The states by code.

    Raises:
        VocabError: If a row is wrong or a code stands there twice.
    """
    columns = ("code", "name", "iso2", "cow", "gw", "start", "end", "predecessors", "successors",
               "region", "leader", "source")  # fmt: skip
    states: dict[str, State] = {}
    for number, row in read_table(path, columns):
        where = f"{path.name}, row {number}"
        if row["code"] in states:
            raise VocabError(f"{where}: the code {row['code']} stands there twice")
        states[row["code"]] = State(
            code=row["code"],
            name=row["name"],
            iso2=row["iso2"],
            cow=row["cow"],
            gw=row["gw"],
            start=read_day(row["start"], where=where),
            end=read_day(row["end"], where=where, last=True),
            predecessors=split_list(row["predecessors"]),
            successors=split_list(row["successors"]),
            region=row["region"],
            leader=row["leader"],
            source=row["source"],
        )
    return states


def read_names(path: Path, states: Mapping[str, State]) -> Iterator[Name]:
    """Yield the names of states, their capitals, cities, regions and metonyms.

    Raises:
        VocabError: If a form, strength or code is unknown.
    """
    columns = ("code", "name", "form", "strength", "sector", "start", "end", "source")
    for number, row in read_table(path, columns):
        where = f"{path.name}, row {number}"
        code, form, strength = row["code"], row["form"], row["strength"]
        if form not in KIND_OF_FORM or strength not in STRENGTHS:
            raise VocabError(f"{where}: no form {form!r} or strength {strength!r}")
        if code not in states and form != "other":
            raise VocabError(f"{where}: the code {code!r} is not in states.csv")
        kind = KIND_OF_FORM[form]
        of_state = kind == "state" or form == "capital"
        yield Name(
            row["name"],
            code,
            kind,
            form,
            strength,
            row["sector"] or None,
            states[code].name if of_state else row["name"],
            read_day(row["start"], where=where),
            read_day(row["end"], where=where, last=True),
        )


def read_bodies(path: Path) -> Iterator[Name]:
    """Yield the names and aliases of international bodies, cross-border groups and firms.

    Raises:
        VocabError: If a kind is unknown.
    """
    columns = ("code", "name", "aliases", "kind", "country", "sector")
    for number, row in read_table(path, columns, optional=("source",)):
        if row["kind"] not in BODY_KINDS:
            raise VocabError(f"{path.name}, row {number}: no kind of body {row['kind']!r}")
        name = Name(
            row["name"], row["code"], row["kind"], "name", "strong", row["sector"] or None,
            row["name"],
        )  # fmt: skip
        yield from _with_aliases(name, row["aliases"])


def read_homes(path: Path) -> dict[str, str]:
    """The states in which the groups of a table of bodies are at home, by the group's code."""
    columns = ("code", "name", "aliases", "kind", "country", "sector")
    rows = read_table(path, columns, optional=("source",))
    return {row["code"]: row["country"] for _, row in rows if row["country"]}


def read_groups(path: Path, states: Mapping[str, State]) -> Iterator[Name]:
    """Yield the names and aliases of groups within one state: armed ones, parties, militias.

    Raises:
        VocabError: If a country is unknown.
    """
    columns = ("country", "name", "aliases", "sector", "start", "end")
    for number, row in read_table(path, columns, optional=("source",)):
        where = f"{path.name}, row {number}"
        if row["country"] not in states:
            raise VocabError(f"{where}: the country {row['country']!r} is not in states.csv")
        start = read_day(row["start"], where=where)
        end = read_day(row["end"], where=where, last=True)
        name = Name(
            row["name"], row["country"], "group", "name", "strong", row["sector"] or None,
            row["name"], start, end,
        )  # fmt: skip
        yield from _with_aliases(name, row["aliases"])


def _with_aliases(name: Name, aliases: str) -> Iterator[Name]:
    """The name and its aliases; one that ends in `?` is weak."""
    label = name.text.rstrip("?")
    for place, text in enumerate((name.text, *split_list(aliases))):
        yield replace(
            name,
            text=text.rstrip("?"),
            form="alias" if place else "name",
            strength="weak" if text.endswith("?") else "strong",
            label=label,
        )


def read_agents(path: Path) -> dict[str, Agent]:
    """The nouns for those who act, by noun.

    Raises:
        VocabError: If a noun stands there twice or a number is unknown.
    """
    agents: dict[str, Agent] = {}
    for number, row in read_table(path, ("noun", "sector", "number", "kind")):
        where = f"{path.name}, row {number}"
        if row["noun"] in agents:
            raise VocabError(f"{where}: {row['noun']!r} stands there twice")
        if row["number"] not in ("one", "many", "either"):
            raise VocabError(f"{where}: number is one, many or either, not {row['number']!r}")
        agents[row["noun"]] = Agent(row["noun"], row["sector"], row["number"], row["kind"])
    return agents
