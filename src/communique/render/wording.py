"""How records are put in few words: dates with their precision, names with their country."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from communique.dates import When
from communique.records import Entity, Magnitude, Report, Span

UNKNOWN = "—"
_OPENING = 80
BASES: Mapping[str, str] = {
    "explicit": "stands in the text",
    "relative": "worked out from the report's date",
    "document": "bounded by the report's date",
}
# Control characters steer terminals, and overrides of direction turn other text around.
_UNSAFE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]+"
)
_BLANKS = re.compile(r"\s+")


def one_line(text: str) -> str:
    """The text on one line, without the characters that steer a terminal."""
    return _BLANKS.sub(" ", _UNSAFE.sub(" ", text)).strip()


def say_when(when: When | None) -> str:
    """A date with marks of its precision: `2016-06 (month)`, `≤ 2021-01-27`, `2021-Q3`."""
    start, end = (when.start, when.end) if when else (None, None)
    if when is None or start is None or end is None:
        return f"≥ {start}" if start else f"≤ {end}" if end else UNKNOWN
    match when.precision:
        case "week":
            return f"{start} (week)"
        case "month":
            return f"{start.isoformat()[:7]} (month)"
        case "quarter":
            return f"{start.isoformat()[:4]}-Q{(start.month + 2) // 3}"
        case "year":
            return f"{start.isoformat()[:4]} (year)"
    return _range(start, end)


def _range(start: date, end: date) -> str:
    if start == end:
        return start.isoformat()
    if start.year == end.year:
        return f"{start} … {end:%m-%d}"
    return f"{start} … {end}"


class Names:
    """The entities of one report, by the names that a reader knows them by."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._names = {entity.id: name_of(entity) for entity in entities}

    def __call__(self, ref: str | None) -> str:
        """The name behind an entity's id; a country's or body's code is its own name."""
        return UNKNOWN if ref is None else self._names.get(ref, one_line(ref) or UNKNOWN)

    def all(self, refs: Sequence[str]) -> tuple[str, ...]:
        """The names behind the ids, in their order."""
        return tuple(self(ref) for ref in refs)


def name_of(entity: Entity) -> str:
    """`Lloyd Austin (USA)`; what the report calls somebody of whom no name is known.

    Records of earlier versions lack such a description: there a group is told in the words of the
    report, since "the legislators" are not one legislator, and anybody else by the office.
    """
    quote = entity.evidence[0].quote if entity.evidence else ""
    words = (quote, say_office(entity)) if entity.kind == "group" else (say_office(entity), quote)
    called = (entity.name, entity.description, *words, entity.country)
    known = one_line(next(filter(None, called), ""))
    code = entity.country
    if not code or known.upper() in (code.upper(), code.rpartition(":")[2].upper()):
        return known or UNKNOWN
    return f"{known or UNKNOWN} ({one_line(code)})"


def say_magnitude(magnitude: Magnitude | None) -> str | None:
    """`12 dead, 30 injured`; the report's own words where there are some."""
    if magnitude is None:
        return None
    figures = [
        f"{number:,} {word}"
        for word in ("dead", "injured", "arrested")
        if (number := getattr(magnitude, word)) is not None
    ]
    if magnitude.size is not None:
        figures.append(f"size {magnitude.size:,}")
    if magnitude.amount is not None:
        figures.append(f"{magnitude.amount:,.10g} {magnitude.unit or ''}".strip())
    return one_line(", ".join(figures) or magnitude.text or "") or None


def heading_of(doc: Report) -> str:
    """The report's title; of an untitled one the first words."""
    opening = one_line(doc.title or "") or one_line(doc.text[:400])
    if doc.title or len(opening) <= _OPENING:
        return opening
    return opening[: _OPENING - 1].rpartition(" ")[0] + "…"


def say_office(entity: Entity) -> str | None:
    """The office in words: `defence minister`."""
    return entity.office and one_line(entity.office.replace("_", " "))


def telling(evidence: Sequence[Span]) -> Span | None:
    """The span that tells most at a glance: the trigger, or else the first."""
    triggers = (span for span in evidence if span.role == "trigger")
    return next(triggers, evidence[0] if evidence else None)


def in_context(text: str, span: Span, room: int) -> tuple[str, str, str]:
    """A span's words between the words around them, in about `room` characters.

    A line break ends the context; where something was cut off, there is an ellipsis.
    """
    quote = one_line(text[span.start : span.end])
    if len(quote) > room:
        return "", quote[: room - 1].rstrip() + "…", ""
    left = right = max(0, (room - len(quote)) // 2)
    lead, trail = _up_to_break(text, span)
    if len(lead) < left:
        right += left - len(lead)
    elif len(trail) < right:
        left += right - len(trail)
    if len(lead) > left:
        lead = "…" + lead[len(lead) - left - 1 :].partition(" ")[2]
    if len(trail) > right:
        trail = trail[: right + 1].rpartition(" ")[0] + "…"
    return lead, quote, trail


def _up_to_break(text: str, span: Span) -> tuple[str, str]:
    """What stands on the span's line before and behind it (at most 400 characters of each)."""
    before = text[max(0, span.start - 400) : span.start].rpartition("\n")[2]
    behind = text[span.end : span.end + 400].partition("\n")[0]
    lead, trail = one_line(before), one_line(behind)
    lead = lead + " " if lead and before[-1:].isspace() else lead
    return lead, " " + trail if trail and behind[:1].isspace() else trail
