"""FollowTheMoney entities for those who act, their offices, places and the reports."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from communique.account import Party
from communique.dates import When
from communique.export.material import Material
from communique.query import SourceReport
from communique.vocab.tenures import Tenure

Properties = Mapping[str, Iterable[object]]
#: Our codes whose FollowTheMoney code isn't the two letters of ISO; None where it has none.
COUNTRIES: Mapping[str, str | None] = {
    "YUG": "yucs",
    "CSK": "cshh",
    "DDR": "dd",
    "YMD": None,
    "SVU": None,
    "ANT": None,
    "IGO:EU": "eu",
}
_TENURE = "tenure:"
_LANGUAGES: Mapping[str, str] = {"en": "eng"}


def entity_id(*parts: str) -> str:
    """The id of what these words tell apart from all else of the record."""
    return "cmq-" + hashlib.sha1("\x1f".join(parts).encode(), usedforsecurity=False).hexdigest()


def entity(id: str, schema: str, properties: Properties) -> dict[str, Any]:
    """An entity as FollowTheMoney writes it: each property a list of texts, empty ones left out."""
    filled = {
        name: list(dict.fromkeys(text for value in values if value and (text := str(value))))
        for name, values in properties.items()
    }
    kept = {name: values for name, values in sorted(filled.items()) if values}
    return {"id": id, "schema": schema, "properties": kept}


def days(when: When) -> dict[str, list[object]]:
    """The date properties of an interval: one date as precise as it is known, or two bounds."""
    start, end = when.start, when.end
    if start and start == end:
        return {"date": [start]}
    if start and end and when.precision == "month":
        return {"date": [start.isoformat()[:7]]}
    if start and end and when.precision == "year" and start.year == end.year:
        return {"date": [start.isoformat()[:4]]}
    return {"startDate": [start], "endDate": [end]}


@dataclass(slots=True)
class Things:
    """Gives each thing its id, and makes its entity when it is first met."""

    material: Material
    _seen: set[str] = field(default_factory=set)
    _new: list[dict[str, Any]] = field(default_factory=list)

    def flush(self) -> Iterator[dict[str, Any]]:
        """Yield the entities that were made since the last call."""
        yield from self._new
        self._new = []

    def party(self, party: Party, *, seen: date | None, proof: str | None) -> str | None:
        """The id of somebody on a side; None for those of whom nothing is known.

        Args:
            party: Who it is.
            seen: A day on which an office was held.
            proof: The article that says so.
        """
        if party.kind == "person" and party.name:
            id = entity_id("who", party.who or party.name)
            self._add(id, "Person", self._person(party))
            if party.office and party.code:
                self._occupancy(id, party, seen=seen, proof=proof)
            return id
        if party.name and party.who and party.kind in ("organisation", "group"):
            id = entity_id("who", party.who)
            self._add(id, "Organization", self._body(party, party.name))
            return id
        if party.code is None:
            return None
        sector = self.material.codes.icews_sector(party.sector)
        if party.kind in ("state", "igo", None) or ":" in party.code or sector is None:
            return self.place_of_power(party.code)
        name = f"{sector} ({self.material.label(party.code)})"
        id = entity_id("sector", party.code, party.sector or "")
        self._add(id, "Organization", self._body(party, name))
        return id

    def place_of_power(self, code: str) -> str:
        """The id of a state or body as such."""
        id = entity_id("code", code)
        schema = "Organization" if ":" in code else "PublicBody"
        named = {"name": [self.material.label(code)], "country": [self.country(code)]}
        self._add(id, schema, named)
        return id

    def country(self, code: str | None) -> str | None:
        """The FollowTheMoney code of a country; None for bodies."""
        if code is None or code in COUNTRIES:
            return COUNTRIES.get(code or "")
        state = self.material.gazetteer.state(code)
        return state.iso2.lower() if state and state.iso2 else None

    def address(self, code: str, place: str | None, remark: str | None = None) -> str:
        """The id of a place: a country, or a place in it."""
        label = self.material.label(code) or code
        full = f"{place}, {label}" if place and place != label else label
        id = entity_id("address", full)
        fields: dict[str, Iterable[object]] = {
            "full": [full],
            "city": [place if place != label else None],
            "country": [self.country(code)],
            "remarks": [remark],
        }
        self._add(id, "Address", fields)
        return id

    def article(self, report: SourceReport, *, with_text: bool) -> str:
        """The id of a report."""
        id = entity_id("report", report.key)
        fields: dict[str, Iterable[object]] = {
            "title": [report.title or report.doc],
            "publishedAt": [report.date],
            "publisher": [report.publisher],
            "sourceUrl": [url(report.url)],
            "language": [_LANGUAGES.get(report.language or "")],
            "bodyText": [report.text if with_text else None],
        }
        self._add(id, "Article", fields)
        return id

    def _add(self, id: str, schema: str, properties: Properties) -> None:
        if id not in self._seen:
            self._seen.add(id)
            self._new.append(entity(id, schema, properties))

    def _person(self, party: Party) -> Properties:
        aliases = {alias for tenure in self._tenures(party) for alias in tenure.aliases}
        return {
            "name": [party.name],
            "alias": sorted(aliases),
            "country": [self.country(party.code)],
        }

    def _body(self, party: Party, name: str) -> Properties:
        return {
            "name": [name],
            "country": [self.country(party.code)],
            "classification": [party.sector],
        }

    def _occupancy(
        self, person: str, party: Party, *, seen: date | None, proof: str | None
    ) -> None:
        """An office and who held it: for the tenure, or for the day on which it was seen."""
        office, code = party.office or "", party.code or ""
        post = entity_id("office", office, code)
        name = f"{office[:1].upper()}{office[1:]} of {self.material.label(code)}"
        self._add(post, "Position", {"name": [name], "country": [self.country(code)]})
        tenure = self._tenure(party, seen)
        if tenure is not None:
            held: dict[str, list[object]] = {
                "startDate": [_as_known(tenure.start, tenure.start_day_known)],
                "endDate": [_as_known(tenure.end, tenure.end_day_known)],
            }
            source, id = tenure.source, entity_id(person, post, str(tenure.start), str(tenure.end))
        else:
            held = {"date": [seen.isoformat() if seen else None]}
            source, id = "", entity_id(person, post, "seen")
        fields: dict[str, Iterable[object]] = {
            "holder": [person],
            "post": [post],
            "publisher": [source],
            "proof": [None if tenure else proof],
            **held,
        }
        self._add(id, "Occupancy", fields)

    def _tenure(self, party: Party, seen: date | None) -> Tenure | None:
        key = self.material.gazetteer.office((party.office or "").lower(), country=party.code)
        held = [t for t in self._tenures(party) if t.office == key and t.country == party.code]
        return next((t for t in held if seen is not None and t.covers(seen, seen)), None)

    def _tenures(self, party: Party) -> tuple[Tenure, ...]:
        who = party.who or ""
        if not who.startswith(_TENURE):
            return ()
        return self.material.gazetteer.tenures_of(who.removeprefix(_TENURE))


def _as_known(day: date | None, day_known: bool) -> str | None:
    """A day of a tenure; its year alone where the source doesn't know the day."""
    return day.isoformat()[: None if day_known else 4] if day else None


def url(address: str | None) -> str | None:
    """An address, if it is one of the web."""
    return address if address and address.startswith(("http://", "https://")) else None


def by_side(parties: Iterable[tuple[Party, str]]) -> dict[str, list[str]]:
    """Ids by the side that they stand on."""
    found: dict[str, list[str]] = defaultdict(list)
    for party, id in parties:
        found[party.side].append(id)
    return found
