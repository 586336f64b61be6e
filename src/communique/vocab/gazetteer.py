"""The gazetteer: who can be named, who held which office when, looked up by name and day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import ahocorasick_rs

from communique.vocab.extra import ExtraRow, read_extra
from communique.vocab.extra_names import OwnNames
from communique.vocab.files import data_dir
from communique.vocab.names import (
    Agent,
    Name,
    State,
    fold,
    read_agents,
    read_bodies,
    read_groups,
    read_homes,
    read_names,
    read_states,
)
from communique.vocab.offices import HEAD_OF_BODY, LEADER, OfficeBook, Sense, read_offices
from communique.vocab.persons import PersonIndex, names_of, spellings
from communique.vocab.tenures import Tenure, read_tenures

__all__ = ["Agent", "Gazetteer", "Match", "Name", "State", "Tenure"]


#: Offices whose holders reports call by the surname alone.
LEADING = frozenset({"head_of_state", "head_of_government", "monarch", "foreign_minister"})
#: Offices under which the tables may list the holder of another.
SAME_OFFICE: Mapping[str, str] = {
    "monarch": "head_of_state",
    "supreme_leader": "head_of_state",
}


_PLURALS = (("ies", "y"), ("men", "man"), ("ves", "f"), ("ves", "fe"), ("es", ""), ("s", ""))


@dataclass(frozen=True, slots=True)
class Match:
    """A place in a text where something is named: offsets in the text, end exclusive."""

    start: int
    end: int
    names: tuple[Name, ...]


class Gazetteer:
    """All names, offices, tenures and agents, loaded once and asked many times."""

    def __init__(
        self,
        *,
        states: Mapping[str, State],
        names: Iterable[Name],
        offices: Mapping[str, tuple[Sense, ...]],
        agents: Mapping[str, Agent],
    ) -> None:
        """Index everything but the tenures; `load` is the usual way to get a gazetteer."""
        self._states = states
        self._offices = OfficeBook(offices, leading=self._leading_office)
        self._agents = agents
        self._homes: dict[str, str] = {}
        self._labels = {code: state.name for code, state in states.items()}
        self._names: dict[str, tuple[Name, ...]] = {}
        self._by_lower: dict[str, str] | None = None
        self._tenures: dict[str, tuple[Tenure, ...]] = {}
        self._posts: dict[tuple[str, str], tuple[Tenure, ...]] = {}
        self._persons = PersonIndex({})
        self._horizon = date.min
        self._add_names(names)

    @classmethod
    def load(
        cls, extra_tenures: Sequence[Path] = (), *, actors: Sequence[str | Path] = ()
    ) -> Gazetteer:
        """Load the package's tables, and tenures and names of one's own.

        Args:
            extra_tenures: CSV files of the columns person, aliases, country, office, start, end,
                source, note; or JSON lines of FollowTheMoney entities.
            actors: CSV files of actors, agents and discards, as `vocab.extra` describes them. What
                they say of a name stands; the earlier file comes first.

        Raises:
            VocabError: If a table is wrong; the message names file and row.
        """
        folder = data_dir("gazetteer")
        states = read_states(folder / "states.csv")
        names = [
            *read_names(folder / "names.csv", states),
            *read_bodies(folder / "bodies.csv"),
            *read_groups(folder / "groups.csv", states),
        ]
        gazetteer = cls(
            states=states,
            names=names,
            offices=read_offices(folder / "offices.csv"),
            agents=read_agents(folder / "agents.csv"),
        )
        gazetteer._homes = read_homes(folder / "bodies.csv")
        gazetteer._add_tenures([*sorted(folder.glob("tenures_*.csv")), *extra_tenures])
        if actors:
            gazetteer._add_own([row for path in actors for row in read_extra(Path(path), states)])
        return gazetteer

    # --- names -----------------------------------------------------------------------------

    def find(self, text: str) -> list[Match]:
        """Every place where something is named, leftmost and longest first, never overlapping.

        Case counts. Names stand between word boundaries; a line break or a no-break space counts
        as a blank, a typographic apostrophe as a straight one. Persons are found by full name or
        alias, not by their bare family name; a name that ends in a hyphen is a prefix ("Sino-").
        """
        plain = text.replace("\n", " ").replace("\xa0", " ").replace("’", "'")
        size = len(plain)
        found: list[tuple[int, int, int]] = []
        for index, start, end in self._automaton.find_matches_as_indexes(plain, overlapping=True):
            if start and (plain[start - 1].isalnum() or _is_nisba(plain, start)):
                continue
            if plain[end - 1] == "-":  # "Franco-" of "Franco-German": the name is "Franco"
                end -= 1
            if end == size or not (plain[end].isalnum() or plain[end] == "$"):  # "US$5"
                found.append((start, -end, index))
        found.sort()
        matches: list[Match] = []
        free = 0
        for start, minus_end, index in found:
            if start >= free:
                free = -minus_end
                matches.append(Match(start, free, self._entries[index]))
        return matches

    def lookup(self, name: str) -> tuple[Name, ...]:
        """All that exactly this name (with or without its accents) may mean."""
        return self._names.get(name) or self._names.get(fold(name), ())

    def spelling(self, name: str) -> str | None:
        """How the tables spell a name whose capitals are not known ("AFGHANISTAN"), or None."""
        if self._by_lower is None:
            self._by_lower = {text.lower(): text for text in reversed(self._names)}
        return self._by_lower.get(name.lower())

    def label(self, code: str) -> str:
        """The canonical name for a code: "United States", "NATO"; the code itself if unknown."""
        return self._labels.get(code, code)

    def state(self, code: str) -> State | None:
        """The state with this ISO 3166-1 alpha-3 (or project) code."""
        return self._states.get(code)

    def home(self, code: str) -> str | None:
        """The state that the group of this code (`REB:LTTE`) mostly acts in; None for others."""
        return self._homes.get(code)

    @property
    def states(self) -> tuple[State, ...]:
        """All states and territories, of today or gone."""
        return tuple(self._states.values())

    # --- persons and offices ---------------------------------------------------------------

    def persons(self, surname_or_name: str) -> tuple[str, ...]:
        """Canonical names of the persons so called: by full name or alias, else family name.

        Accents and case do not count. Only where no family name fits, other parts of names do
        (of double family names, the first).
        """
        return self._persons(surname_or_name)

    @property
    def horizon(self) -> date:
        """The last day on which somebody took office that the tables tell of."""
        return self._horizon

    def tenures_of(self, person: str) -> tuple[Tenure, ...]:
        """All tenures of the person of this canonical name, earliest first."""
        return self._tenures.get(person, ())

    def leads(self, surname: str, *, on: date) -> bool:
        """Whether just one person so called heads a state, government or foreign ministry then."""
        found = {
            person
            for person in self.persons(surname)
            for tenure in self.tenures_of(person)
            if tenure.office in LEADING and tenure.covers(on, on)
        }
        return len(found) == 1

    def holders(
        self,
        office: str,
        country: str,
        *,
        on: date | None = None,
        start: date | None = None,
        end: date | None = None,
    ) -> tuple[Tenure, ...]:
        """Who held an office: on a day, on some day from `start` to `end`, or (no days) ever.

        `country` may be a body's code. The office `leader` is the one that leads that state. An
        office that a state does not have has no holders: nobody is prime minister where the
        president heads the government. Where the tables know no monarch or supreme leader as
        such, the head of state is meant.
        """
        if office == LEADER:
            office = self._leading_office(country)
        tenures = self._posts.get((office, country)) or self._posts.get(
            (SAME_OFFICE.get(office, office), country), ()
        )
        first, last = (on, on) if on else (start, end)
        return tuple(tenure for tenure in tenures if tenure.covers(first, last))

    def office(self, phrase: str, *, country: str | None = None) -> str | None:
        """The office that an English phrase names ("defence secretary" -> "defence_minister").

        Some phrases mean another office in some countries: "secretary of state" in the USA. With
        a country, "leader" is the office that leads it. A name that is not listed is read loosely:
        "minister for X" as "X minister", "acting X" as "X", any "… minister" as a minister.
        """
        return self._offices.key(phrase, country)

    def office_sector(self, phrase: str, *, country: str | None = None) -> str | None:
        """The PLOVER sector of whoever holds the office that the phrase names."""
        sense = self._offices.sense(phrase, country)
        return (sense.sector or None) if sense else None

    def sector_of_office(self, office: str) -> str | None:
        """The PLOVER sector that goes with an office key ("defence_minister" -> "GOV")."""
        return self._offices.sector_of(office)

    @property
    def office_phrases(self) -> tuple[str, ...]:
        """All English names of offices, lower-case, longest first."""
        return self._offices.phrases

    def agent(self, noun: str) -> Agent | None:
        """The agent that a common noun (lemma, or a plain plural of one) names."""
        key = noun.strip().lower()
        return next((found for form in _singulars(key) if (found := self._agents.get(form))), None)

    # --- indexing --------------------------------------------------------------------------

    def _leading_office(self, country: str) -> str:
        state = self._states.get(country)
        return state.leader if state else HEAD_OF_BODY

    def _add_names(self, names: Iterable[Name]) -> None:
        index: dict[str, list[Name]] = defaultdict(list)
        for text, known in self._names.items():
            index[text].extend(known)
        for name in names:
            if ":" in name.code:
                self._labels.setdefault(name.code, name.label)
            for text in _spellings(name):
                if name not in index[text]:
                    index[text].append(name if text == name.text else replace(name, text=text))
        self._index({text: tuple(meanings) for text, meanings in index.items()})

    def _index(self, names: dict[str, tuple[Name, ...]]) -> None:
        self._names = names
        self._by_lower = None
        self._entries = list(names.values())
        self._automaton = ahocorasick_rs.AhoCorasick(list(names))

    def _add_own(self, rows: Sequence[ExtraRow]) -> None:
        """Take up the rows of one's own tables: what they say of a name or person stands."""
        own = OwnNames(rows, self)
        silent = {phrase.lower() for phrase in own.discarded}
        agents = {**self._agents, **own.agents}
        self._agents = {noun: agent for noun, agent in agents.items() if noun not in silent}
        for person, held in own.person_tenures(self._tenures).items():
            self._tenures[person] = _in_order(held)
        self._persons = PersonIndex(self._tenures)
        for name in (name for meanings in own.names.values() for name in meanings):
            if ":" in name.code:
                self._labels.setdefault(name.code, name.label)
        self._index({**self._names, **own.names})

    def _add_tenures(self, paths: Iterable[Path]) -> None:
        codes = {state.iso2.lower(): code for code, state in self._states.items() if state.iso2}
        by_person: dict[str, list[Tenure]] = defaultdict(list)
        by_post: dict[tuple[str, str], list[Tenure]] = defaultdict(list)
        for path in paths:
            for tenure in read_tenures(path, office_of=self._office_in, codes=codes):
                by_person[tenure.person].append(tenure)
                by_post[tenure.office, tenure.country].append(tenure)
        self._tenures = {person: _in_order(held) for person, held in by_person.items()}
        starts = (tenure.start for held in by_person.values() for tenure in held)
        self._horizon = max((start for start in starts if start), default=date.min)
        self._posts = {post: _in_order(held) for post, held in by_post.items()}
        self._persons = PersonIndex(self._tenures)
        self._add_names(self._person_names())

    def _office_in(self, title: str, country: str) -> str | None:
        return self.office(title, country=country)

    def _person_names(self) -> Iterator[Name]:
        for person, tenures in self._tenures.items():
            code = tenures[-1].country
            texts = dict.fromkeys(names_of(person, tenures))
            for text in tuple(texts):
                texts.update(dict.fromkeys(spellings(text, country=code)))
            for text in texts:
                if " " in text:
                    form = "name" if text == person else "alias"
                    yield Name(text, code, "person", form, "strong", None, person)


def _spellings(name: Name) -> tuple[str, ...]:
    """The name as given and without accents; a weak one ("Malé") would be too weak without."""
    plain = fold(name.text)
    return (name.text,) if plain == name.text or name.strength == "weak" else (name.text, plain)


def _is_nisba(text: str, start: int) -> bool:
    """Whether `start` follows "al-" or "el-": a person's name such as "al-Iraqi"."""
    return text[start - 1] == "-" and text[max(0, start - 3) : start - 1].lower() in ("al", "el")


def _in_order(tenures: list[Tenure]) -> tuple[Tenure, ...]:
    return tuple(sorted(tenures, key=lambda tenure: tenure.start or date.min))


def _singulars(noun: str) -> Iterator[str]:
    """Yield the noun and what it may be the plural of; of "heads of state", "head of state"."""
    yield noun
    head, of, rest = noun.partition(" of ")
    for ending, instead in _PLURALS:
        if head.endswith(ending):
            yield head.removesuffix(ending) + instead + of + rest
