"""GDELT 2.0: the 61 columns of events and the 16 of mentions, both without a header."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from communique.account import Entry
from communique.export.cameo_actor import CameoActor, cameo_actor
from communique.export.dyads import Dyad, Unit, dyads
from communique.export.layout import About, Options, Row, TabLayout, number
from communique.export.material import Material, Telling, Told
from communique.export.periods import Tally, datable, first_day

#: Ids of 53 bits are whole numbers in every reader, also in those that know only doubles.
BITS = 53
_ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code",
    "Religion2Code", "Type1Code", "Type2Code", "Type3Code",
)  # fmt: skip
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
EVENT_COLUMNS = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor1{name}" for name in _ACTOR),
    *(f"Actor2{name}" for name in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale",
    "NumMentions", "NumSources", "NumArticles", "AvgTone",
    *(f"Actor1Geo_{name}" for name in _GEO),
    *(f"Actor2Geo_{name}" for name in _GEO),
    *(f"ActionGeo_{name}" for name in _GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip
MENTION_COLUMNS = (
    "GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName",
    "MentionIdentifier", "SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset",
    "InRawText", "Confidence", "MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo",
    "Extras",
)  # fmt: skip
_WEB, _CITATION = 1, 2
_COUNTRY, _WORLD_CITY = 1, 4
_NO_GEO: tuple[object, ...] = (0, *[None] * (len(_GEO) - 1))


def event_rows(material: Material, options: Options, tally: Tally) -> Iterator[Row]:
    """Yield the rows of each happening, one a pair."""
    for told in material.told(datable(material.happenings, options.within, tally)):
        tally.happenings += 1
        for dyad in dyads(told.entry, material.cameo(told.entry), both_ways=False):
            tally.rows += 1
            yield _event(told, dyad, material)


def mention_rows(material: Material, options: Options, tally: Tally) -> Iterator[Row]:
    """Yield the rows of each happening: each of its events, by each report that tells of it."""
    for told in material.told(datable(material.happenings, options.within, tally)):
        tally.happenings += 1
        for dyad in dyads(told.entry, material.cameo(told.entry), both_ways=False):
            for telling in told.tellings:
                tally.rows += 1
                yield _mention(told, telling, dyad, material)


def event_id(entry: Entry, dyad: Dyad, material: Material) -> int:
    """The number of one row of a happening: the same for events and mentions."""
    target = cameo_actor(dyad.target, material) if dyad.target else CameoActor()
    source = cameo_actor(dyad.source, material)
    parts = (entry.id, source.code, source.name, target.code, target.name)
    return number("|".join(parts), bits=BITS)


def _event(told: Told, dyad: Dyad, material: Material) -> Row:
    entry, day, code = told.entry, first_day(told.entry.when), dyad.code
    id = event_id(entry, dyad, material)
    publishers = {telling.report.publisher for telling in told.tellings} - {None}
    cells = (
        id,
        f"{day:%Y%m%d}",
        f"{day:%Y%m}",
        day.year,
        fraction(day),
        *_actor(dyad.source, material),
        *_actor(dyad.target, material),
        int(told.first.in_lead),
        code,
        code[:3],
        code[:2],
        material.codes.quad("gdelt", code),
        material.codes.goldstein("gdelt", code),
        len(told.tellings),
        max(1, len(publishers)),
        entry.reports,
        None,
        *_home(dyad.source, day, material),
        *_home(dyad.target, day, material),
        *_scene(entry, day, material),
        _moment(entry.known),
        next((t.report.url for t in told.tellings if t.report.url), None),
    )
    return Row(id=str(id), told=told, cells=cells)


def _mention(told: Told, telling: Telling, dyad: Dyad, material: Material) -> Row:
    entry, report = told.entry, telling.report
    id = event_id(entry, dyad, material)
    cells = (
        id,
        _moment(entry.known),
        _moment(report.known),
        _WEB if report.url else _CITATION,
        report.publisher,
        report.url or report.doc,
        telling.sentence,
        _offset(telling, dyad.source),
        _offset(telling, dyad.target),
        telling.trigger["start"],
        1,
        round(100 * telling.body["confidence"]),
        len(report.text),
        None,
        None,
        None,
    )
    return Row(id=str(id), told=told, cells=cells)


def fraction(day: date) -> str:
    """`FractionDate`: YYYY + (MONTH * 30 + DAY) / 365, as GDELT documents it."""
    return f"{day.year + (day.month * 30 + day.day) / 365:.4f}"


def _actor(unit: Unit | None, material: Material) -> tuple[object, ...]:
    if unit is None:
        return (None,) * len(_ACTOR)
    actor = cameo_actor(unit, material)
    types = [kind for kind in (actor.world, actor.role) if kind]
    return (
        actor.code,
        actor.name.upper(),
        actor.country,
        actor.group,
        None,
        None,
        None,
        *types,
        *[None] * (3 - len(types)),
    )


def _home(unit: Unit | None, day: date, material: Material) -> tuple[object, ...]:
    """The country that an actor belongs to, as a place; bodies have none."""
    fips = material.codes.number("fips", unit.code, day) if unit else None
    if unit is None or fips is None:
        return _NO_GEO
    return (_COUNTRY, material.label(unit.code), fips, fips, None, None, None, fips)


def _scene(entry: Entry, day: date, material: Material) -> tuple[object, ...]:
    """Where it happened: a country or a city of the gazetteer; other places by name alone."""
    place, code = entry.place, material.country_at(entry.place)
    fips = material.codes.number("fips", code, day)
    if code is None or fips is None:
        return (0, place, *_NO_GEO[2:])
    if material.is_country(place):
        return (_COUNTRY, material.label(code), fips, fips, None, None, None, fips)
    return (_WORLD_CITY, f"{place}, {material.label(code)}", fips, None, None, None, None, None)


def _offset(telling: Telling, unit: Unit | None) -> int:
    """Where an actor is named; -1 if nowhere."""
    place = telling.place_of(unit.party) if unit else None
    return -1 if place is None else place


def _moment(day: date) -> str:
    return f"{day:%Y%m%d}000000"


_DATES = "SQLDATE is the first day that it may have been on; DATEADDED is when it became known"
_DIRECTIONS = (
    "one row a source and target; the pairs of reciprocal happenings stand once, in the order of"
    " their codes (count them before you expand them)"
)
_DETAILS: Mapping[str, str] = {
    "events": "how exactly the date is known, status, figures and evidence (see --details);"
    " coordinates; tone (not measured); ethnic and religious codes",
    "mentions": "tone (not measured); offsets are exact and count characters of the text as it was"
    " read, -1 where the actor isn't named there",
}

GDELT_EVENTS = TabLayout(
    name="gdelt-events",
    columns=EVENT_COLUMNS,
    header=False,
    missing="",
    rows=event_rows,
    about=About(
        goldstein="gdelt",
        quad="gdelt",
        directions=_DIRECTIONS,
        dates=_DATES,
        lost=_DETAILS["events"],
    ),
)
GDELT_MENTIONS = TabLayout(
    name="gdelt-mentions",
    columns=MENTION_COLUMNS,
    header=False,
    missing="",
    rows=mention_rows,
    about=About(
        directions=_DIRECTIONS + "; each by each report that tells of it",
        dates="EventTimeDate is when the event became known, MentionTimeDate when the report did",
        lost=_DETAILS["mentions"],
    ),
)
