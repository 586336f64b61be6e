"""PLOVER JSON Lines, as its manual describes them, with fields of our own beside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from communique.account import Entry, Party
from communique.export.layout import About, JsonLayout, Options, evidence_of, version
from communique.export.material import Material, Told
from communique.export.periods import Tally, day_known
from communique.export.revised import said_of

#: How PLOVER calls bodies in the field for countries; the others go by the kind of their code.
BODIES: Mapping[str, str] = {"IGO:UN": "UNO", "IGO:EU": "EUR"}
KINDS: Mapping[str, str] = {"IGO": "IGO", "NGO": "NGO", "MNC": "MNC", "REB": "IMG"}

#: Where agreements are named: by report, begin, end and id of the entry.
Named = Mapping[str, list[tuple[int, int, str]]]


def country(code: str | None) -> str | None:
    """Our code of a state or body as PLOVER has it: `IGO:UN` is UNO, other bodies are IGO."""
    if code is None:
        return None
    return BODIES.get(code) or KINDS.get(code.partition(":")[0], code)


def objects(material: Material, options: Options, tally: Tally) -> Iterator[dict[str, Any]]:
    """Yield one object a happening; those without any day are left out."""
    agreements = {entry.id: entry for entry in material.entries("agreement", bounded=False)}
    named = _named(material, list(agreements.values()))
    dated = []
    for entry in material.happenings:
        if day_known(entry.when) is None:
            tally.drop("undated")
        else:
            dated.append(entry)
    for told in material.told(dated):
        tally.happenings += 1
        tally.rows += 1
        linked = [agreements[id] for id in sorted(_agreements_of(told, named))]
        yield _object(told, material, options, linked)


def _object(
    told: Told, material: Material, options: Options, agreements: list[Entry]
) -> dict[str, Any]:
    entry, first = told.entry, told.first
    report, trigger = first.report, first.trigger
    start, end = entry.when.start, entry.when.end
    found = {
        "id": entry.id,
        "has_event": True,
        "date": day_known(entry.when),
        "enddate": end if end != start or start is None else None,
        "actor": [_entity(party) for party in entry.parties if party.side == "actor"],
        "recipient": [_entity(party) for party in entry.parties if party.side == "recipient"],
        "event": [entry.type],
        "event_loc": _location(entry.place, material),
        "event_text": sorted({telling.trigger["quote"] for telling in told.tellings}),
        "quad_code": material.ontology.type(entry.type).quad,
        "event_scale": material.ontology.mode_score(entry.type, entry.mode),
        "mode": [entry.mode] if entry.mode else [],
        "context": list(entry.contexts),
        "text": report.text if options.with_text else None,
        "text_info": {
            "sequence": first.sentence,
            "start": trigger["start"],
            "end": trigger["end"],
            "text_story": report.doc,
        },
        "cite_info": _cite(told),
        "coder": f"communique {version()}",
    }
    full = found | _ours(told, material, agreements)
    return {name: value for name, value in full.items() if value not in (None, [], {})}


def _ours(told: Told, material: Material, agreements: list[Entry]) -> dict[str, Any]:
    """The fields that PLOVER has no name for."""
    entry = told.entry
    cameo = material.cameo(entry)
    figures = entry.magnitude
    return {
        "when": entry.when,
        "date_precision": entry.when.precision,
        "report_date": told.first.report.date,
        "known": entry.known,
        "status": entry.status,
        "background": entry.background,
        "refers_to": entry.refers_to,
        "reports": entry.reports,
        "origins": entry.origins,
        "confidence": entry.confidence,
        "cameo": cameo,
        "goldstein": material.codes.goldstein("gdelt", cameo),
        "dead": figures.dead if figures else None,
        "injured": figures.injured if figures else None,
        "arrested": figures.arrested if figures else None,
        "size": figures.size if figures else None,
        "agreements": [
            {"id": a.id, "name": a.name, "acronym": a.acronym, "status": a.status}
            for a in agreements
        ],
        "conflicts": list(entry.conflicts),
        "evidence": evidence_of(told),
        "judged": said_of(material.revision, entry),
    }


def _entity(party: Party) -> dict[str, Any]:
    """A party; `communique_code` and `who` are ours, so that bodies can be told apart."""
    fields = {
        "code": country(party.code),
        "sector": party.sector,
        "entity_text": party.name,
        "office": party.office,
        "communique_code": party.code,
        "who": party.who,
    }
    return {name: value for name, value in fields.items() if value is not None}


def _location(place: str | None, material: Material) -> dict[str, Any]:
    if place is None:
        return {}
    code = material.country_at(place)
    fields = {
        "extracted_place": place,
        "country": material.label(code),
        "country_code": code,
        "resolution": 1 if code and material.is_country(place) else None,
    }
    return {name: value for name, value in fields.items() if value is not None}


def _cite(told: Told) -> dict[str, Any]:
    report = told.first.report
    fields = {
        "corpus": report.publisher,
        "citation": report.doc,
        "url": report.url,
        "title": report.title,
        "language": report.language,
        "publication": report.date,
        "coder": "communique",
        "codebook": "PLOVER draft 2.0",
        "version": version(),
    }
    return {name: value for name, value in fields.items() if value is not None}


def _named(material: Material, agreements: list[Entry]) -> Named:
    """Where each agreement is named."""
    bodies = material.bodies(key for entry in agreements for key in entry.members)
    found: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for entry in agreements:
        for key in entry.members:
            for span in bodies[key]["evidence"]:
                if span.get("role") in ("name", "trigger", None):
                    found[key.report].append((span["start"], span["end"], entry.id))
    return found


def _agreements_of(told: Told, named: Named) -> set[str]:
    """The agreements that are named in the sentences that tell a happening."""
    found: set[str] = set()
    for telling in told.tellings:
        begin, stop = telling.sentence_span
        for start, end, id in named.get(telling.key.report, ()):
            if start < stop and begin < end:
                found.add(id)
    return found


PLOVER = JsonLayout(
    name="plover",
    objects=objects,
    about=About(
        goldstein="gdelt",
        quad="plover",
        score="event_scale: PLOVER draft 2.0, by type and mode; ACCUSE is -3, where the manual"
        " prints 3 against its own modes",
        directions="one object a happening; all parties of a reciprocal one are actors, the visitor"
        " is actor and the host recipient",
        dates="date is the first day that it may have been on and enddate the last; `when` and"
        " `date_precision` say how much is known, and date is the last day if no first is known",
        lost="nothing; our own fields stand beside PLOVER's",
    ),
)
