"""Marked texts: reports in which the words that tell of events, and their sides, are marked.

One report a line. `{ACCUSE1:accused}` marks the words that report an event of that type, `{a1:...}`
an actor and `{r1:...}` a recipient of the event of that number; `{a1r2:...}` is a side of two. The
same number twice is one event told twice. Marks have no countries and no dates: they tell whether
events are found, with the right type, and whether the sides are the words that were marked.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from communique.errors import SourceError
from communique.evaluate.events import RECIPROCAL, pair_events
from communique.evaluate.forms import Doc, Document, EventForm, Words, as_document
from communique.records import CodedReport, Event
from communique.vocab.ontology import Ontology

#: The day that marked reports are given: their marks have none.
DAY = date(2020, 6, 17)
MARK = re.compile(r"\{([^{}:]+):([^{}]+)\}")
TRIGGER = re.compile(r"([A-Z]+)(\d+)")
SIDES = re.compile(r"([ar]\d+)+")
SIDE = re.compile(r"([ar])(\d+)")

Span = tuple[int, int]


@dataclass(slots=True)
class MarkedEvent:
    """An event as it is marked: where its triggers, actors and recipients stand in the text."""

    type: str
    triggers: list[Span] = field(default_factory=list)
    actors: list[Span] = field(default_factory=list)
    recipients: list[Span] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class MarkedReport:
    """A marked report without its marks, and the events that they mark."""

    id: str
    text: str
    events: tuple[MarkedEvent, ...]

    @property
    def document(self) -> Document:
        """The report as gold that knows types and evidence only."""
        return Document(
            doc=Doc(id=self.id, date=DAY, text=self.text),
            events=tuple(
                EventForm(type=event.type, evidence=tuple(map(self._words, event.triggers)))
                for event in self.events
            ),
        )

    def _words(self, span: Span) -> Words:
        return Words(start=span[0], end=span[1], quote=self.text[slice(*span)])


@dataclass(slots=True)
class MarkedScore:
    """How events found compare with those marked.

    sides, sides_right: marked sides of the events that were found, and those of them that the
        coder has too.
    """

    marked: int = 0
    found: int = 0
    hit: int = 0
    sides: int = 0
    sides_right: int = 0

    def row(self) -> dict[str, float]:
        """Precision, recall and F1 of events, and the share of sides that are right."""
        return {
            "precision": _share(self.hit, self.found),
            "recall": _share(self.hit, self.marked),
            "f1": _share(2 * self.hit, self.found + self.marked),
            "sides": _share(self.sides_right, self.sides),
        }


def read_marked(path: str | Path) -> list[MarkedReport]:
    """The reports of a file of marked texts, in its order.

    Raises:
        SourceError: If the file cannot be read, or a mark is wrong; the message names file and
            line.
    """
    try:
        lines = Path(path).read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(
            f"{path}: cannot be read ({error}); name a file of marked text"
        ) from error
    stem, types = Path(path).stem, Ontology.load().types
    return [
        parse_marked(line.strip(), f"{stem}:{number}", f"{path}:{number}", types)
        for number, line in enumerate(lines, start=1)
        if line.strip()
    ]


def parse_marked(line: str, key: str, where: str, types: Collection[str]) -> MarkedReport:
    """A marked report from its line; `types` are the event types that there are.

    Raises:
        SourceError: If a mark is wrong; the message begins with `where`.
    """
    text, marks = _unmark(line, where)
    events: dict[str, MarkedEvent] = {}
    for tag, span in marks:
        if named := TRIGGER.fullmatch(tag):
            _event(events, named[1], named[2], where, types).triggers.append(span)
    for tag, span in marks:
        if TRIGGER.fullmatch(tag):
            continue
        if not SIDES.fullmatch(tag):
            raise SourceError(f"{where}: no mark {tag!r}; write TYPE1, a1, r1 or a1r2")
        for side, number in SIDE.findall(tag):
            if number not in events:
                raise SourceError(f"{where}: {tag!r} is a side of no event; mark its trigger")
            (events[number].actors if side == "a" else events[number].recipients).append(span)
    return MarkedReport(key, text, tuple(events.values()))


def _event(
    events: dict[str, MarkedEvent], type_: str, number: str, where: str, types: Collection[str]
) -> MarkedEvent:
    """The event of a number, made if it is new."""
    if type_ not in types:
        raise SourceError(f"{where}: no event type {type_!r}; name one of PLOVER's")
    event = events.setdefault(number, MarkedEvent(type_))
    if event.type != type_:
        raise SourceError(f"{where}: event {number} has two types; give one another number")
    return event


def score_marked(
    reports: Iterable[MarkedReport], coded: Mapping[str, CodedReport]
) -> dict[str, MarkedScore]:
    """The scores by event type, and of `all`; a report that was not coded has found nothing."""
    scores: dict[str, MarkedScore] = {"all": MarkedScore()}
    for report in reports:
        record = coded.get(report.id)
        found = record.events if record else ()
        pairs = paired(report, record) if record else {}
        for event in report.events:
            for score in _of(scores, event.type):
                score.marked += 1
        for one in found:
            for score in _of(scores, one.type):
                score.found += 1
        for number, place in pairs.items():
            event = report.events[number]
            told = len(event.actors) + len(event.recipients)
            missed = len(sides_missed(event, found[place]))
            for score in _of(scores, event.type):
                score.hit += 1
                score.sides += told
                score.sides_right += told - missed
    return scores


def paired(report: MarkedReport, record: CodedReport) -> dict[int, int]:
    """Which event of the record stands for which marked one, by their numbers.

    Events are paired as for other gold, but only where they are told in the same sentence.
    """
    pairing = pair_events(report.document, as_document(record))
    return {
        g: p for g, p in pairing.pairs if pairing.gold[g].sentences & pairing.found[p].sentences
    }


def sides_missed(event: MarkedEvent, found: Event) -> list[Span]:
    """The marked sides of an event that it was found without."""
    spans: dict[str, list[Span]] = {"actor": [], "recipient": []}
    for words in found.evidence:
        if words.role in spans:
            spans[words.role].append((words.start, words.end))
    actors, recipients = spans["actor"], spans["recipient"]
    if event.type in RECIPROCAL or not event.recipients:
        actors = recipients = [*actors, *recipients]
    missed = [side for side in event.actors if not _met(side, actors)]
    return missed + [side for side in event.recipients if not _met(side, recipients)]


def _met(side: Span, spans: Iterable[Span]) -> bool:
    return any(side[0] < end and start < side[1] for start, end in spans)


def _of(scores: dict[str, MarkedScore], type_: str) -> Iterator[MarkedScore]:
    """The score of all and that of a type."""
    yield scores["all"]
    yield scores.setdefault(type_, MarkedScore())


def _unmark(line: str, where: str) -> tuple[str, list[tuple[str, Span]]]:
    """The text of a line, and its marks with where they stand in the text."""
    text, marks, at = "", [], 0
    for mark in MARK.finditer(line):
        text += line[at : mark.start()]
        marks.append((mark[1], (len(text), len(text) + len(mark[2]))))
        text, at = text + mark[2], mark.end()
    text += line[at:]
    if "{" in text or "}" in text:
        raise SourceError(f"{where}: a brace without its other; write {{TAG:words}}")
    return text, marks


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0
