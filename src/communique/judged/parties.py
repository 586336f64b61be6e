"""Parties as a person writes them: a code, a name, or a name with its country and sector."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from communique.errors import JudgementError
from communique.judged.values import Named, named_of
from communique.records import Entity
from communique.render.wording import name_of, one_line
from communique.vocab.gazetteer import Gazetteer
from communique.vocab.ontology import Ontology

_BRACKETS = re.compile(r"(?P<name>.+?)\s*\((?P<code>[^()\s,]+)(?:,\s*(?P<sector>[A-Z]{3}))?\)")
_WITH_SECTOR = re.compile(r"(?P<code>\S+)\s+(?P<sector>[A-Z]{3})")
_CODE = re.compile(r"(?:IGO|NGO|MNC|REB|IMG|OTH):[A-Z0-9][A-Z0-9_-]{0,30}")
HELP = (
    "write a code (USA, IGO:NATO), a country's name, a code with a sector (USA MIL), or somebody's"
    " name with it (Jane Doe (KEN, GOV))"
)


class Parties:
    """Reads and writes the parties of one report."""

    def __init__(
        self, gazetteer: Gazetteer, ontology: Ontology, entities: Iterable[Entity] = ()
    ) -> None:
        """Know codes and sectors, and whom the report names."""
        self.gazetteer = gazetteer
        self.sectors = frozenset(ontology.sectors)
        self.known: dict[str, Named] = {}
        for entity in entities:
            party = named_of(entity.id, {entity.id: entity})
            self.known.setdefault(_written(name_of(entity)), party)
        self._texts = {party: text for text, party in self.known.items()}

    def say(self, party: Named) -> str:
        """A party as `read` reads it."""
        if text := self._texts.get(party):
            return text
        code, sector = party.country, party.sector
        if party.kind in ("state", "igo") and code:
            return code
        if party.name:
            inside = ", ".join(part for part in (code, sector) if part)
            return _written(f"{party.name} ({inside})" if inside else party.name)
        return " ".join(part for part in (code, sector) if part) or "unnamed"

    def read(self, text: str) -> Named:
        """The party that a text names.

        Raises:
            JudgementError: If it names none.
        """
        written = _written(text)
        if party := self.known.get(written):
            return party
        if code := self.code(written):
            return Named(kind="igo" if ":" in code else "state", country=code)
        if (found := _WITH_SECTOR.fullmatch(written)) and (code := self.code(found["code"])):
            sector = self._sector(found["sector"])
            return Named(kind="organisation", country=code, sector=sector)
        if found := _BRACKETS.fullmatch(written):
            return self._somebody(found)
        raise JudgementError(f"{written!r} names no party; {HELP}")

    def code(self, text: str) -> str | None:
        """The code that a text is, or that the country or body of this name has."""
        upper = text.upper()
        if self.gazetteer.state(upper) or _CODE.fullmatch(upper):
            return upper
        spelled = self.gazetteer.spelling(text) or text
        names = self.gazetteer.lookup(spelled)
        codes = {name.code for name in names if name.kind == "state" or ":" in name.code}
        return codes.pop() if len(codes) == 1 else None

    def completions(self) -> Iterator[str]:
        """Yield those whom the report names, as `read` reads them."""
        yield from self.known

    def _somebody(self, found: re.Match[str]) -> Named:
        code = self.code(found["code"])
        if code is None:
            raise JudgementError(f"there is no country or body {found['code']!r}; {HELP}")
        sector = self._sector(found["sector"]) if found["sector"] else None
        known = next(
            (
                one
                for one in self.known.values()
                if (one.name, one.country) == (found["name"], code)
            ),
            None,
        )
        kind = known.kind if known else "person"
        office = known.office if known else None
        return Named(kind=kind, name=found["name"], country=code, sector=sector, office=office)

    def _sector(self, text: str) -> str:
        if text not in self.sectors:
            raise JudgementError(
                f"there is no sector {text!r}; there are {', '.join(sorted(self.sectors))}"
            )
        return text


def _written(text: str) -> str:
    """A party on one line, without what parts parties."""
    return one_line(text).replace(";", ",")
