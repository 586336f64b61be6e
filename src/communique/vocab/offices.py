"""Offices by their English names: "defence secretary" is the office `defence_minister`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from communique.errors import VocabError
from communique.vocab.files import read_table, split_list

#: The office key for "leader" where no country tells which office leads.
LEADER = "leader"
#: What a president, chairman or leader of a body that is no state is.
HEAD_OF_BODY = "head_of_body"
_HEADS = frozenset({LEADER, HEAD_OF_BODY, "head_of_state", "business_leader"})

#: Names whose last word alone tells enough ("primary industry minister").
_TELLING = frozenset(
    {"minister", "secretary", "ambassador", "governor", "mayor", "envoy", "adviser", "advisor",
     "commissioner", "spokesman", "spokeswoman", "spokesperson", "senator", "judge", "prosecutor",
     "negotiator", "diplomat", "commander", "lawmaker", "legislator"}
)  # fmt: skip
_BEFORE = re.compile(r"^(?:(?:the|acting|interim|caretaker|then|new|current|incoming)[ -])+")
_OF = re.compile(
    r"^(minister|secretary|secretary of state)"
    r" (?:of|for|in charge of|responsible for) (?:the )?(.+)$"
)
_TO = re.compile(
    r"^(ambassador|high commissioner|permanent representative|representative|envoy|special envoy"
    r"|consul general|charge d'affaires|nuncio|adviser|advisor) to .+$"
)
_BANK = re.compile(r"^(?:governor|president|chairman|head) of (?:the )?(?:\w+ )*bank\b")


@dataclass(frozen=True, slots=True)
class Sense:
    """What a name of an office means in some countries, or (none given) in all others."""

    key: str
    sector: str
    countries: frozenset[str]


class OfficeBook:
    """The table of the names of offices, with rules for names that it does not list."""

    def __init__(
        self, senses: Mapping[str, tuple[Sense, ...]], *, leading: Callable[[str], str]
    ) -> None:
        """Keep the senses by name; `leading` gives the office that leads a state."""
        self._senses = senses
        self._leading = leading
        self.phrases = tuple(sorted(senses, key=lambda phrase: (-len(phrase), phrase)))

    def key(self, phrase: str, country: str | None) -> str | None:
        """The office that the phrase names in the country, or None."""
        sense = self.sense(phrase, country)
        if sense is None:
            return None
        if country and ":" in country and sense.key in _HEADS:
            return HEAD_OF_BODY
        return self._leading(country) if country and sense.key == LEADER else sense.key

    def sense(self, phrase: str, country: str | None) -> Sense | None:
        """The meaning of the phrase in the country: as listed, else by rule, else None."""
        listed = (self._listed(form, country) for form in _forms(phrase.strip().lower()))
        return next((sense for sense in listed if sense), None)

    def sector_of(self, key: str) -> str | None:
        """The sector of the office with this key, by the first of its names."""
        senses = (sense for meanings in self._senses.values() for sense in meanings)
        return next((sense.sector or None for sense in senses if sense.key == key), None)

    def _listed(self, phrase: str, country: str | None) -> Sense | None:
        senses = self._senses.get(phrase, ())
        here = next((sense for sense in senses if country in sense.countries), None)
        anywhere = next((sense for sense in senses if not sense.countries), None)
        only = senses[0] if senses and country is None else None
        return here or anywhere or only


def read_offices(path: Path) -> dict[str, tuple[Sense, ...]]:
    """The senses of the names of offices, by lower-case name.

    Raises:
        VocabError: If a name is not lower-case or has no office.
    """
    senses: dict[str, list[Sense]] = defaultdict(list)
    for number, row in read_table(path, ("office", "pattern", "sector"), optional=("countries",)):
        pattern = row["pattern"]
        if pattern != pattern.lower() or not pattern or not row["office"]:
            raise VocabError(f"{path.name}, row {number}: the pattern must be lower-case words")
        countries = frozenset(split_list(row["countries"]))
        senses[pattern].append(Sense(row["office"], row["sector"], countries))
    return {pattern: tuple(meanings) for pattern, meanings in senses.items()}


def _forms(phrase: str) -> Iterator[str]:
    """Yield the phrase and ever looser readings of it."""
    yield phrase
    bare = _BEFORE.sub("", phrase)
    if bare != phrase:
        yield bare
    if parts := _OF.match(bare):
        title, field = parts.groups()
        title = title.partition(" ")[0]
        yield f"{field} {title}"
        yield f"{field.partition(' and ')[0]} {title}"
        yield title
    elif parts := _TO.match(bare):
        yield parts[1]
    elif _BANK.match(bare):
        yield "central bank governor"
    elif " " in bare and (last := bare.rpartition(" ")[2]) in _TELLING:
        yield last
