"""The 20 columns of ICEWS: one row a source and target, consultations in both directions."""

from __future__ import annotations

from collections.abc import Iterator

from communique.export.dyads import Dyad, Unit, dyads
from communique.export.layout import About, Options, Row, TabLayout, number
from communique.export.material import Material, Told
from communique.export.periods import Tally, datable, first_day

#: Ids must fit the whole numbers of R: 31 bits. Two events of one day share one with a chance of
#: one in two milliards; the key is id and date, as in ICEWS itself.
BITS = 31
COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text",
    "CAMEO Code", "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID",
    "Sentence Number", "Publisher", "City", "District", "Province", "Country", "Latitude",
    "Longitude",
)  # fmt: skip


def rows(material: Material, options: Options, tally: Tally) -> Iterator[Row]:
    """Yield the rows of each happening that has two sides."""
    for told in material.told(datable(material.happenings, options.within, tally)):
        found = [
            dyad
            for dyad in dyads(told.entry, material.cameo(told.entry), both_ways=True)
            if dyad.target is not None
        ]
        if not found:
            tally.drop("one side alone")
            continue
        tally.happenings += 1
        for dyad in found:
            tally.rows += 1
            yield _row(told, dyad, material)


def _row(told: Told, dyad: Dyad, material: Material) -> Row:
    entry, first = told.entry, told.first
    assert dyad.target is not None  # `rows` admits no other
    source, target = _actor(dyad.source, material), _actor(dyad.target, material)
    id = number("|".join((entry.id, *map(str, source), *map(str, target), dyad.code)), bits=BITS)
    place = entry.place
    code = material.country_at(place)
    cells = (
        id,
        first_day(entry.when),
        *source,
        material.ontology.cameo(dyad.code).name,
        dyad.code,
        material.codes.goldstein("icews", dyad.code),
        *target,
        number(first.report.key, bits=BITS),
        first.sentence,
        first.report.publisher,
        place if code and not material.is_country(place) else None,
        None,
        None,
        material.label(code),
        None,
        None,
    )
    return Row(id=str(id), told=told, cells=cells)


def _actor(unit: Unit, material: Material) -> tuple[str | None, str | None, str | None]:
    """Name, sectors and country: `Foreign Minister (Ghana)` for an office without a name."""
    party = unit.party
    label = material.label(unit.code)
    is_state = unit.code is not None and ":" not in unit.code
    sector = material.codes.icews_sector(party.sector) if party.kind != "state" else None
    name = party.name
    if name is None and party.kind != "state" and label is not None:
        what = party.office.title() if party.office else sector
        name = f"{what} ({label})" if what else label
    return name or label, sector, label if is_state else None


ICEWS = TabLayout(
    name="icews",
    columns=COLUMNS,
    header=True,
    missing="NA",
    rows=rows,
    about=About(
        goldstein="icews",
        directions="one row a source and target; reciprocal happenings and consultations (CAMEO 04)"
        " stand twice, once in each direction, a visit (042) as one received (043)",
        dates="Event Date is the first day that it may have been on",
        lost="how exactly the date is known, status, figures, evidence and further reports (see"
        " --details); happenings with one side alone; several persons of one country are one actor",
    ),
)
