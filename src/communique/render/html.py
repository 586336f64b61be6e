"""Coded reports as one page: the texts with their records' words marked, the records beside."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import count

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from communique.records import CodedReport, Entity, Span
from communique.render.lines import PLURALS, Kind, Line, counts_of, lines_of
from communique.render.segments import NAME, Mark, Segment, cut
from communique.render.wording import BASES, heading_of, in_context, name_of, one_line, say_office

_ROOM = 110  # characters of a record's words with the words around them
# What HTML cannot hold (NUL and other controls, lone surrogates) shows as U+FFFD.
_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_WEB = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)


def render_html(coded: Sequence[CodedReport], *, title: str = "Communique") -> str:
    """One HTML page that needs nothing else: no script, style, font or image from elsewhere.

    Whatever the reports contain shows as text and cannot run.
    """
    env = Environment(
        loader=PackageLoader("communique", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    script = env.get_template("record_script.html").render()
    page = env.get_template("record.html").render(
        title=title,
        sheets=[make_sheet(report, number) for number, report in enumerate(coded, start=1)],
        plurals=PLURALS,
        bases=BASES,
        script=Markup(script),  # our own file
        script_hash=b64encode(sha256(script.encode()).digest()).decode(),
    )
    return _UNFIT.sub("\ufffd", page)


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A record beside the text: its number in the page, its words, and where they stand."""

    key: str
    line: Line
    words: tuple[str, str, str] | None
    parts: tuple[str, ...]
    basis: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """An entity in the list of who is who."""

    key: str
    entity: Entity
    name: str
    office: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One report, ready for the template."""

    key: str
    coded: CodedReport
    heading: str
    url: str | None
    counts: str
    groups: Mapping[Kind, Sequence[Card]]
    people: Sequence[Person]
    segments: Sequence[Segment]


def make_sheet(coded: CodedReport, number: int = 1) -> Sheet:
    """One report ready for a template; its cards are called `r1-1`, `r1-2` …"""
    doc = coded.doc
    lines = lines_of(coded)
    keys = (f"r{number}-{at}" for at in count(1))
    groups = {
        kind: [_card(line, next(keys), doc.text) for line in found] for kind, found in lines.items()
    }
    people = [
        Person(key=next(keys), entity=entity, name=name_of(entity), office=say_office(entity))
        for entity in coded.entities
    ]
    return Sheet(
        key=f"r{number}",
        coded=coded,
        heading=heading_of(doc),
        url=doc.url if doc.url and _WEB.fullmatch(doc.url) else None,
        counts=counts_of(lines),
        groups=groups,
        people=people,
        segments=cut(doc.text, list(_marks(groups, people))),
    )


def _card(line: Line, key: str, text: str) -> Card:
    return Card(
        key=key,
        line=line,
        words=in_context(text, line.quote, _ROOM) if line.quote else None,
        parts=tuple(one_line(part.quote) for part in line.parts),
        basis=line.when.basis if line.when and line.when.precision != "unknown" else None,
    )


def _marks(groups: Mapping[Kind, Sequence[Card]], people: Sequence[Person]) -> Iterator[Mark]:
    """Yield a mark for every span of every record."""
    for kind, cards in groups.items():
        for card in cards:
            for span in card.line.spans:
                yield _mark(span, card.key, kind, f"{kind} {card.line.what}")
    for person in people:
        for span in person.entity.evidence:
            yield _mark(span, person.key, NAME, person.name)


def _mark(span: Span, key: str, kind: str, label: str) -> Mark:
    label = f"{label}: {span.role}" if span.role else label
    return Mark(start=span.start, end=span.end, record=key, kind=kind, label=one_line(label))
