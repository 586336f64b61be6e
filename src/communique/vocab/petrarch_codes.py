"""CAMEO actor codes read as ours: a country or body, and a sector.

A CAMEO code is a row of groups of three letters, from the general to the particular (USAGOVMIL).
Which group means what is in `data/petrarch/codes.csv`, with the source of each row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from communique.errors import VocabError
from communique.vocab.files import data_dir, read_table
from communique.vocab.gazetteer import Gazetteer

KINDS = ("country", "sector", "religion", "type", "body")
#: Codes that begin so are of bodies, companies and movements, not of a state. The last two are
#: misprints of the CAMEO manual that dictionaries have taken over.
WORLD = ("IGO", "NGO", "NGM", "MNC", "IMG", "INT", "UIS", "IGN", "ING")
BODY_KINDS = frozenset({"igo", "ngo", "mnc", "reb"})


class UnmappedCodeError(ValueError):
    """A code that has no counterpart of ours; the message says why."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a code means: ISO 3166-1 alpha-3 or a body's code, and a PLOVER sector or ""."""

    code: str
    sector: str


class CodeBook:
    """The table of CAMEO codes, asked code by code."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        """Read the table; `gazetteer` knows the states, and bodies by name."""
        self._gazetteer = gazetteer
        self._ours: dict[str, dict[str, str]] = defaultdict(dict)
        path = data_dir("petrarch") / "codes.csv"
        for number, row in read_table(path, ("code", "kind", "ours", "source")):
            if row["kind"] not in KINDS:
                raise VocabError(f"{path.name}, row {number}: no kind of code {row['kind']!r}")
            self._ours[row["kind"]][row["code"]] = row["ours"]

    def actor(self, code: str, names: Iterable[str]) -> Meaning:
        """What an actor's code means; `names` tell a body that the code does not.

        Raises:
            UnmappedCodeError: If neither does.
        """
        if body := self._ours["body"].get(code):
            return Meaning(body, "")
        groups = _groups(code)
        first, rest = groups[0], groups[1:]
        if first in WORLD:
            return self._of_world(code, groups, names)
        country = self._ours["country"].get(first, first)
        if self._gazetteer.state(country):
            return Meaning(country, self._sector(rest, code))
        if body := self._body_named(names):
            return Meaning(body, "")
        what = "is a role, of no country" if self._found([first]) else "is no state that we know"
        raise UnmappedCodeError(f"{code}: {first} {what}")

    def agent(self, code: str) -> str:
        """The sector that an agent's code adds.

        Raises:
            UnmappedCodeError: If it adds none of ours.
        """
        groups = _groups(code)
        if groups[0] in self._ours["type"] and not self._found(groups[1:]):
            return self._ours["type"][groups[0]]
        sector = self._found(groups)
        if not sector:
            raise UnmappedCodeError(f"{code}: no sector of ours")
        return sector

    def _of_world(self, code: str, groups: tuple[str, ...], names: Iterable[str]) -> Meaning:
        """The body that one of the groups names, the last first, else the one so called."""
        for group in reversed(groups[1:]):
            if body := self._ours["body"].get(group):
                return Meaning(body, "")
        if body := self._body_named(names):
            return Meaning(body, "")
        raise UnmappedCodeError(
            f"{code}: the gazetteer knows no body of this code or name; to code it, add a row of"
            f" your own to the table, with a code such as {_example(groups[0])}"
        )

    def _body_named(self, names: Iterable[str]) -> str | None:
        """The body that one of the names names without doubt."""
        for name in names:
            found = {n.code for n in self._gazetteer.lookup(name) if n.strength == "strong"}
            kinds = {n.kind for n in self._gazetteer.lookup(name)}
            if len(found) == 1 and kinds <= BODY_KINDS:
                return found.pop()
        return None

    def _sector(self, groups: tuple[str, ...], code: str) -> str:
        sector = self._found(groups)
        if sector is None and groups:
            raise UnmappedCodeError(f"{code}: no sector of ours in {', '.join(groups)}")
        return sector or ""

    def _found(self, groups: Iterable[str]) -> str | None:
        """The sector of the first group that has one, roles before faiths and types."""
        groups = tuple(groups)
        return next((s for s in self._sectors(groups) if s), None)

    def _sectors(self, groups: tuple[str, ...]) -> Iterator[str | None]:
        for kind in ("sector", "religion", "type"):
            for group in groups:
                yield self._ours[kind].get(group)


def _groups(code: str) -> tuple[str, ...]:
    if not code.isalpha() or len(code) % 3:
        raise UnmappedCodeError(f"{code}: no CAMEO code; it is made of groups of three letters")
    return tuple(code[at : at + 3] for at in range(0, len(code), 3))


def _example(group: str) -> str:
    prefix = {"NGM": "NGO", "IMG": "REB", "NGO": "NGO", "MNC": "MNC"}.get(group, "IGO")
    return f"{prefix}:NAME"
