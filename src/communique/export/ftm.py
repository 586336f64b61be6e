"""FollowTheMoney entities, one JSON object a line: who met whom, when, and what says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from communique.account import Entry, Key, Party
from communique.export.ftm_things import Things, by_side, days, entity, entity_id, url
from communique.export.layout import About, JsonLayout, Options
from communique.export.material import CONSULT, Material, Telling, Told
from communique.export.periods import Tally
from communique.query import say_when

Contacts = Mapping[Key, Entry]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """What an entity of an entry is made of: parties with their ids, and articles as proof."""

    told: Told
    parties: list[tuple[Party, str]]
    articles: list[str]

    @property
    def ids(self) -> list[str]:
        """All that take part, each once."""
        return list(dict.fromkeys(id for _, id in self.parties))


def objects(material: Material, options: Options, tally: Tally) -> Iterator[dict[str, Any]]:
    """Yield the entities: of each happening, agreement and title, behind what they point to."""
    things = Things(material)
    contacts = _contacts_of(material)
    for told in material.told(material.happenings):
        made = _made(told, things, options)
        found = _happening(made, things, contacts)
        tally.happenings += 1
        yield from _counted(things, [found, *_documents(made, found)], tally)
    for told in material.told(material.entries("agreement")):
        made = _made(told, things, options)
        found = _agreement(made, things)
        yield from _counted(things, [found, *_documents(made, found)], tally)
    for told in material.told(material.entries("designation")):
        made = _made(told, things, options)
        yield from _counted(things, _designation(made), tally)


def _counted(
    things: Things, entities: Iterable[dict[str, Any]], tally: Tally
) -> Iterator[dict[str, Any]]:
    for found in (*things.flush(), *entities):
        tally.rows += 1
        yield found


def _made(told: Told, things: Things, options: Options) -> _Made:
    articles = [
        things.article(telling.report, with_text=options.with_text) for telling in told.tellings
    ]
    seen = told.entry.when.end or told.entry.when.start
    parties = [
        (party, id)
        for party in told.entry.parties
        if (id := things.party(party, seen=seen, proof=articles[0])) is not None
    ]
    return _Made(told=told, parties=parties, articles=list(dict.fromkeys(articles)))


def _happening(made: _Made, things: Things, contacts: Contacts) -> dict[str, Any]:
    """A call as Call, a visit as Trip, all else as Event."""
    entry = made.told.entry
    contact = next((contacts[key] for key in entry.members if key in contacts), None)
    common = _interval(made)
    id = entity_id("entry", entry.id)
    if entry.type == CONSULT and entry.mode == "phone":
        caller = _caller(contact, made)
        rest = [one for one in made.ids if one != caller]
        return entity(id, "Call", {**common, "caller": [caller], "receiver": rest})
    named = common | _event(made, things, contact)
    sides = by_side(made.parties)
    visitor = _country_of(entry, "actor")
    host = _country_of(entry, "recipient")
    if entry.mode == "visit" and visitor and host and sides["actor"] and sides["recipient"]:
        remark = "country of the visitor; where the journey began is not told"
        trip = {
            "startLocation": [things.address(visitor, None, remark)],
            "endLocation": [things.address(host, entry.place)],
        }
        return entity(id, "Trip", {**named, **trip})
    return entity(id, "Event", named)


def _event(made: _Made, things: Things, contact: Entry | None) -> dict[str, list[object]]:
    entry = made.told.entry
    kind = things.material.ontology.type(entry.type).label
    what = f"{kind} ({entry.mode})" if entry.mode else kind
    codes = sorted({p.code for p in entry.parties if p.code})
    names = [things.material.label(code) or code for code in codes]
    topics = contact.topics if contact else ()
    return {
        "name": [f"{what}: {', '.join(names)}" if names else what],
        "location": [entry.place],
        "country": [things.country(code) for code in codes],
        "involved": list(made.ids),
        "keywords": [entry.type, entry.mode, entry.cameo, *entry.contexts, *topics],
        "notes": [f"confidence {entry.confidence}; {entry.origins} independent sources"],
    }


def _interval(made: _Made) -> dict[str, Iterable[object]]:
    """What calls and events share: dates, words, proof."""
    entry, first = made.told.entry, made.told.first
    status = f"status: {entry.status}" if entry.status else None
    return {
        **days(entry.when),
        "summary": [first.trigger["quote"]],
        "description": [status],
        "recordId": [entry.id],
        "proof": made.articles,
        "sourceUrl": [url(telling.report.url) for telling in made.told.tellings],
        "publisher": [telling.report.publisher for telling in made.told.tellings],
    }


def _documents(made: _Made, found: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield what says of which article that it tells of an entity, with the words.

    A Call can't have such, since it is no Thing; its proof names the articles.
    """
    for telling in made.told.tellings if found["schema"] != "Call" else ():
        yield _documentation(telling, found["id"])


def _documentation(telling: Telling, id: str) -> dict[str, Any]:
    report, span = telling.report, telling.trigger
    fields: dict[str, Iterable[object]] = {
        "document": [entity_id("report", report.key)],
        "entity": [id],
        "role": ["tells of it"],
        "date": [report.date],
        "summary": [span["quote"]],
        "recordId": [f"{report.key}/{telling.key.id} {span['start']}-{span['end']}"],
    }
    name = entity_id("documentation", report.key, telling.key.kind, telling.key.id, id)
    return entity(name, "Documentation", fields)


def _agreement(made: _Made, things: Things) -> dict[str, Any]:
    """An agreement, as an Event on the day of its signing; its steps stand in the notes."""
    entry = made.told.entry
    codes = sorted({p.code for p in entry.parties if p.code})
    fields: dict[str, Iterable[object]] = {
        **_interval(made),
        "name": [entry.name or entry.acronym or entry.type],
        "alias": [entry.acronym, *entry.names],
        "country": [things.country(code) for code in codes],
        "involved": made.ids,
        "keywords": ["agreement", entry.type],
        "notes": [f"{step.status} {say_when(step.when)}" for step in entry.steps],
        "description": [f"status: {entry.status}", *entry.provisions],
    }
    return entity(entity_id("entry", entry.id), "Event", fields)


def _designation(made: _Made) -> Iterator[dict[str, Any]]:
    """Yield a link from each that confers a title to each that has it."""
    entry = made.told.entry
    sides = by_side(made.parties)
    for giver in sides["by"]:
        for holder in sides["to"]:
            fields: dict[str, Iterable[object]] = {
                **_interval(made),
                "subject": [giver],
                "object": [holder],
                "role": [entry.name],
                "status": [entry.type],
            }
            fields["description"] = []
            yield entity(entity_id("entry", entry.id, giver, holder), "UnknownLink", fields)


def _contacts_of(material: Material) -> Contacts:
    """The contacts of the ledger, by the events that tell of them."""
    contacts = material.contacts
    bodies = material.bodies(key for entry in contacts for key in entry.members)
    found: dict[Key, Entry] = {}
    for entry in contacts:
        for key in entry.members:
            found[key] = entry
            if event := bodies[key].get("event"):
                found.setdefault(Key(report=key.report, kind="event", id=event), entry)
    return found


def _caller(contact: Entry | None, made: _Made) -> str | None:
    """The one who began a call, if it is told."""
    begun = next((p for p in contact.parties if p.side == "initiator"), None) if contact else None
    if begun is None:
        return None
    return next((id for party, id in made.parties if party.who == begun.who), None)


def _country_of(entry: Entry, side: str) -> str | None:
    return next(
        (p.code for p in entry.parties if p.side == side and p.code and ":" not in p.code), None
    )


FTM = JsonLayout(
    name="ftm",
    objects=objects,
    about=About(
        directions="a call with a known beginner has caller and receiver, otherwise receivers"
        " alone; a visit with known visitor and host is a Trip; all else is an Event with all"
        " involved",
        dates="one date as precise as it is known (2016, 2016-06, 2021-01-27), or first and last"
        " day",
        lost="sides of events that aren't calls; provisions and steps as fields of their own (they"
        " are notes); contacts that were only planned; evidence but for the words that tell it",
    ),
)
