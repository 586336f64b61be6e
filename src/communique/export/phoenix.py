"""The 26 columns of Phoenix: one row a day, source, target and code, without a header."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from communique.export.cameo_actor import CameoActor, cameo_actor
from communique.export.dyads import dyads
from communique.export.layout import About, Options, Row, TabLayout, joined, number, version
from communique.export.material import Material, Told
from communique.export.periods import Tally, datable, first_day

BITS = 53
COLUMNS = (
    "EventID", "Date", "Year", "Month", "Day",
    "SourceActorFull", "SourceActorEntity", "SourceActorRole", "SourceActorAttribute",
    "TargetActorFull", "TargetActorEntity", "TargetActorRole", "TargetActorAttribute",
    "EventCode", "EventRootCode", "PentaClass", "GoldsteinScore", "Issues", "Lat", "Long",
    "LocationName", "StateName", "CountryCode", "SentenceID", "URLs", "NewsSources",
)  # fmt: skip

Key = tuple[str, str, str, str]  # day, source, target, code


@dataclass(slots=True)
class _Event:
    """What happened on a day between two in one way: one happening or several."""

    source: CameoActor
    target: CameoActor
    told: Told
    country: str | None
    sentences: set[str] = field(default_factory=set)
    urls: set[str] = field(default_factory=set)
    publishers: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)

    def add(self, told: Told) -> None:
        """Take up another happening, or the first."""
        self.ids.add(told.entry.id)
        for telling in told.tellings:
            self.sentences.add(f"{telling.report.doc}_{telling.sentence}")
            self.urls |= {telling.report.url} if telling.report.url else set()
            self.publishers |= {telling.report.publisher} if telling.report.publisher else set()


def rows(material: Material, options: Options, tally: Tally) -> Iterator[Row]:
    """Yield one row a day, source, target and code, by these."""
    events: dict[Key, _Event] = {}
    for told in material.told(datable(material.happenings, options.within, tally)):
        found = False
        for dyad in dyads(told.entry, material.cameo(told.entry), both_ways=False):
            if dyad.target is None:
                continue
            found = True
            source, target = cameo_actor(dyad.source, material), cameo_actor(dyad.target, material)
            key = (f"{first_day(told.entry.when):%Y%m%d}", source.code, target.code, dyad.code)
            event = events.setdefault(
                key,
                _Event(
                    source=source,
                    target=target,
                    told=told,
                    country=material.country_at(told.entry.place),
                ),
            )
            event.add(told)
        if found:
            tally.happenings += 1
        else:
            tally.drop("one side alone")
    for key, event in sorted(events.items(), key=lambda item: item[0]):
        tally.rows += 1
        yield _row(key, event, material)


def _row(key: Key, event: _Event, material: Material) -> Row:
    day, source, target, code = key
    n = number("|".join((min(event.ids), source, target, code)), bits=BITS)
    id = f"{n}_{version()}"
    cells = (
        id,
        day,
        int(day[:4]),
        int(day[4:6]),
        int(day[6:]),
        *_actor(event.source),
        *_actor(event.target),
        code,
        code[:2],
        material.codes.quad("phoenix", code),
        material.codes.goldstein("phoenix", code),
        None,
        None,
        None,
        event.told.entry.place,
        None,
        event.country,
        joined(sorted(event.sentences)),
        joined(sorted(event.urls)),
        joined(sorted(event.publishers)),
    )
    return Row(id=id, told=event.told, cells=cells)


def _actor(actor: CameoActor) -> tuple[str, str, str, str]:
    """Whole code, entity (the first group), role, and what is left."""
    return actor.code, actor.country or actor.world, actor.role, actor.group


PHOENIX = TabLayout(
    name="phoenix",
    columns=COLUMNS,
    header=False,
    missing="",
    rows=rows,
    about=About(
        goldstein="phoenix",
        quad="phoenix",
        directions="one row a day, source, target and code; the pairs of reciprocal happenings"
        " stand once, in the order of their codes; happenings alike in all four are one row",
        dates="Date is the first day that it may have been on",
        lost="how exactly the date is known, status, figures and evidence (see --details);"
        " happenings with one side alone; issues and coordinates; columns 22 and 23 are state and"
        " country, as the pipeline writes them",
    ),
)
