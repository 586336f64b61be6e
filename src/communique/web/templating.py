"""Templates of the desk and of dossiers, and how values read in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import Response

from communique.account import Entry, Party
from communique.dates import When
from communique.query import Quotation, Ties, say_when, tie_kind
from communique.query.build import codes_of, what
from communique.query.evidence import AROUND
from communique.render.wording import BASES, one_line
from communique.vocab.gazetteer import Gazetteer
from communique.vocab.ontology import Ontology

# What HTML cannot hold (NUL and other controls, lone surrogates) shows as U+FFFD.
_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_BLANKS = re.compile(r"\s+")
_WEB = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)
CHANNELS = {
    "phone": "Phone call",
    "video": "Video call",
    "meeting": "Meeting",
    "visit": "Visit",
    "correspondence": "Letter",
    "unspecified": "Contact",
}
SIDES = {
    "actor": "who",
    "recipient": "to whom",
    "participant": "taking part",
    "initiator": "begun by",
    "party": "parties",
    "by": "given by",
    "to": "given to",
}
#: Roles of words that have a look of their own on the pages of reviewing.
ROLES = ("trigger", "actor", "recipient", "date", "place", "name", "title", "step", "topic")


def make_environment(gazetteer: Gazetteer, ontology: Ontology) -> Environment:
    """The templates, with all that is put into them escaped."""
    env = Environment(
        loader=PackageLoader("communique.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters |= {
        "when": say_when,
        "dates": say_days,
        "what": what,
        "codes": codes_of,
        "label": gazetteer.label,
        "line": one_line,
        "kind": lambda entry: kind_words(entry, ontology),
        "lane": lambda entry: lane_of(entry, ontology),
        "words": lambda text: text.replace("_", " "),
        "before": words_before,
        "after": words_after,
        "party": say_party,
        "percent": lambda share: f"{100 * share:.0f} %",
    }
    env.tests["address"] = lambda url: bool(url and _WEB.fullmatch(url))
    env.globals |= {"bases": BASES, "sides": SIDES, "roles": ROLES}
    return env


def fit(page: str) -> str:
    """A page without the characters that HTML cannot hold."""
    return _UNFIT.sub("\ufffd", page)


@cache
def _walk() -> str:
    env = Environment(loader=PackageLoader("communique", "templates"), autoescape=True)
    return env.get_template("record_script.html").render()


def walk_script(_: Request) -> Response:
    """The script of reports' pages: words and records light up together, keys walk through them."""
    return Response(_walk(), media_type="text/javascript")


def say_days(when: When) -> str:
    """A date with its precision in words where it is no day: `2016-06-01…2016-08-31, a range`."""
    said = say_when(when)
    return said if when.precision in ("day", "unknown") else f"{said} ({when.precision})"


def words_before(quotation: Quotation) -> str:
    """The words before a quotation on its line, from a whole word on."""
    line = _BLANKS.sub(" ", quotation.before.rpartition("\n")[2])
    cut = quotation.start > len(quotation.before) and line == _BLANKS.sub(" ", quotation.before)
    return "…" + line.partition(" ")[2] if cut else line.lstrip()


def words_after(quotation: Quotation) -> str:
    """The words after a quotation on its line, up to a whole word."""
    line = _BLANKS.sub(" ", quotation.after.partition("\n")[0])
    cut = len(quotation.after) >= AROUND and line == _BLANKS.sub(" ", quotation.after)
    return line.rpartition(" ")[0] + "…" if cut else line.rstrip()


def say_party(party: Party) -> str:
    """A party by name, with office and country: `Lloyd Austin, defence minister (USA)`."""
    name = party.name or (party.who or "").partition(":")[2] or party.code or "unnamed"
    office = f", {party.office.replace('_', ' ')}" if party.office else ""
    code = f" ({party.code})" if party.code and party.code != name else ""
    sector = f" {party.sector}" if party.sector and party.kind not in ("state", "igo") else ""
    return one_line(f"{name}{office}{code}{sector}")


def say_verdict(ties: Ties) -> str:
    """What the change-point test says, in a sentence."""
    change = ties.change
    if change is None:
        return f"{len(ties.rows)} {ties.by}s are too few to test for a change (8 at least)."
    test = f"p = {change.p:.3f}, CUSUM with shuffling"
    if ties.verdict not in ("upswing", "downswing"):
        return f"No change of level shown ({test})."
    return (
        f"On {'an' if ties.verdict == 'upswing' else 'a'} {ties.verdict} since {ties.changed_in}:"
        f" the PLOVER sum per hundred happenings of the record went from {change.before:.1f} to"
        f" {change.after:.1f} ({test})."
    )


def kind_words(entry: Entry, ontology: Ontology) -> str:
    """What an entry is, in words: `Consult: phone`, `agreement, signed`."""
    if entry.kind == "happening":
        label = ontology.types[entry.type].label if entry.type in ontology.types else entry.type
        return f"{label}: {entry.mode.replace('_', ' ')}" if entry.mode else label
    if entry.kind == "contact":
        channel = CHANNELS.get(entry.type, entry.type)
        return channel if entry.status in (None, "held") else f"{channel}, {entry.status}"
    if entry.kind == "agreement":
        status = (entry.status or "").replace("_", " ")
        return f"{entry.type.capitalize()}, {status}" if status else entry.type.capitalize()
    return f"Title {entry.type}"


def lane_of(entry: Entry, ontology: Ontology) -> str:
    """Where an entry stands in a timeline."""
    return tie_kind(entry.type, ontology) if entry.kind == "happening" else entry.kind


def by_lane(entries: Iterable[Entry], ontology: Ontology) -> dict[str, list[Entry]]:
    """Entries by their lane, in their order."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(lane_of(entry, ontology), []).append(entry)
    return found


def span_of(entries: Sequence[Entry]) -> tuple[date, date] | None:
    """The first and the last day that the entries are sure to touch."""
    days = [day for entry in entries for day in (entry.when.start, entry.when.end) if day]
    return (min(days), max(days)) if days else None
