"""The 40 columns of POLECAT: one row a happening."""

from __future__ import annotations

from collections.abc import Iterator

from communique.account import Entry, Party
from communique.export.layout import About, Options, Row, TabLayout, joined, version
from communique.export.material import Material, Told
from communique.export.periods import Tally, datable, first_day
from communique.export.plover import country
from communique.vocab.ontology import QUAD_LABELS

NONE = "None"
_SIDE = 8  # columns of a side
COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors",
    "Actor Title", "Actor Name Raw", "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude",
    "GeoNames ID", "Raw Placename", "Feature Type", "Source", "Publication Date",
    "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
_ORGANISATIONS = frozenset({"igo", "organisation", "group"})


def rows(material: Material, options: Options, tally: Tally) -> Iterator[Row]:
    """Yield one row a happening."""
    for told in material.told(datable(material.happenings, options.within, tally)):
        tally.happenings += 1
        tally.rows += 1
        yield _row(told, material)


def _row(told: Told, material: Material) -> Row:
    entry, report = told.entry, told.first.report
    id = f"{entry.id}_{entry.type}_{entry.mode or NONE}"
    ontology = material.ontology
    people = [e.name for e in told.first.entities if e.kind == "person" and e.name]
    bodies = [e.name for e in told.first.entities if e.kind in _ORGANISATIONS and e.name]
    places = [e.name for e in told.first.entities if e.kind == "state" and e.name]
    cells = (
        id,
        first_day(entry.when),
        entry.type,
        entry.mode,
        ontology.mode_score(entry.type, entry.mode),
        QUAD_LABELS[ontology.type(entry.type).quad].upper(),
        joined(entry.contexts),
        *_side(told, "actor", material),
        *_side(told, "recipient", material),
        *_place(entry, material),
        report.publisher,
        report.date,
        joined(sorted(set(people))),
        joined(sorted(set(bodies))),
        joined(sorted(set(places))),
        report.language,
        f"communique {version()}",
    )
    return Row(id=id, told=told, cells=cells)


def _side(told: Told, side: str, material: Material) -> tuple[object, ...]:
    """The eight columns of actors or recipients; lists have the same order in all of them."""
    entry = told.entry
    parties = [party for party in entry.parties if party.side == side]
    if not parties:
        return (None,) * _SIDE
    day = first_day(entry.when)
    numbers = [material.codes.number("cow", party.code, day) or NONE for party in parties]
    raw = [
        span["quote"] for span in told.first.body["evidence"] if span.get("role") in _roles(side)
    ]
    return (
        joined([party.name or material.label(party.code) or NONE for party in parties]),
        joined([country(party.code) or NONE for party in parties]),
        joined(numbers, "; "),
        parties[0].sector,
        joined([party.sector or NONE for party in parties]),
        joined([_title(party) for party in parties]) if any(p.office for p in parties) else None,
        joined(raw),
        None,
    )


def _roles(side: str) -> tuple[str, ...]:
    return ("actor", "participant") if side == "actor" else ("recipient",)


def _title(party: Party) -> str:
    return party.office or NONE


def _place(entry: Entry, material: Material) -> tuple[object, ...]:
    """The columns from Placename to Feature Type; places have no coordinates here."""
    place = entry.place
    code = material.country_at(place)
    whole = material.is_country(place) and code is not None
    city = place if code and not whole else None
    feature = "PCLI" if whole else None
    return (place if code else None, city, None, None, code, None, None, None, place, feature)


POLECAT = TabLayout(
    name="polecat",
    columns=COLUMNS,
    header=True,
    missing=NONE,
    rows=rows,
    about=About(
        quad="plover",
        score="Intensity: PLOVER draft 2.0, by type and mode (no Goldstein values); ACCUSE is -3",
        directions="one row a happening, all parties of a side in one cell; reciprocal happenings"
        " have all parties as actors and no recipient",
        dates="Event Date is the first day that it may have been on",
        lost="how exactly the date is known, status, figures, evidence and further reports (see"
        " --details); bodies other than UN and EU share the country IGO; no coordinates",
    ),
)
