"""Misses and false alarms as one page: the sentence, what the gold says, what was told and why."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from communique.evaluate.bench import Evaluation
from communique.evaluate.calibration import draw_reliability
from communique.evaluate.events import Seen
from communique.evaluate.forms import Days, Document, Ref
from communique.evaluate.templates import template
from communique.evaluate.verdicts import Cause, Verdict

# What HTML cannot hold (NUL and other controls, lone surrogates) shows as U+FFFD.
_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_NONE = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An event in words."""

    what: str
    who: str
    whom: str
    when: str
    status: str
    rule: str | None
    confidence: float | None
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fired:
    """A frame of the sentence: what came of it, and why."""

    rule: str
    words: str
    outcome: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Error:
    """One error, ready for the template: its sentence as pieces of text, some of them marked."""

    document: str
    title: str | None
    day: date | None
    pieces: tuple[tuple[str, str], ...]
    gold: Told | None
    found: Told | None
    fired: tuple[Fired, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The table of confusion: a row for each type of the gold, a column for each type told."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]


def render_page(evaluation: Evaluation, *, title: str = "Scores") -> str:
    """One HTML page that needs nothing else; whatever the reports contain shows as text."""
    calibration = evaluation.calibration
    page = template("scores.html").render(
        title=title,
        scores=evaluation.scores,
        ratios=evaluation.scores.as_json()["ratios"],
        by_type=sorted(evaluation.scores.by_type.items()),
        causes=list(evaluation.causes.items()),
        traced=evaluation.traced,
        calibration=calibration,
        diagram=draw_reliability(calibration) if calibration else None,
        grid=_grid(evaluation),
        groups=list(_groups(evaluation.verdicts)),
    )
    return _UNFIT.sub("\ufffd", page)


def _groups(verdicts: Sequence[Verdict]) -> Iterator[tuple[Cause, list[Error]]]:
    """Yield the errors of each cause, in the order of the documents."""
    for cause in Cause:
        errors = [_error(one) for one in verdicts if one.cause is cause is not Cause.RIGHT]
        if errors:
            yield cause, errors


def _error(verdict: Verdict) -> Error:
    pairing = verdict.pairing
    doc = pairing.gold_document.doc
    return Error(
        document=doc.key,
        title=doc.title,
        day=doc.date,
        pieces=tuple(_pieces(verdict)),
        gold=_tell(pairing.gold_document, verdict.gold),
        found=_tell(pairing.found_document, verdict.found),
        fired=tuple(_fired(verdict)),
    )


def _fired(verdict: Verdict) -> Iterator[Fired]:
    """Yield the frames that fired, and of the vetoed those of the type that was missed."""
    kind = verdict.gold.event.type if verdict.gold else None
    text = verdict.pairing.sentences.text
    for frame in verdict.frames:
        if frame.outcome != "veto" or frame.rule.partition("/")[0] == kind:
            words = text[frame.start : frame.end]
            yield Fired(rule=frame.rule, words=words, outcome=frame.outcome, reason=frame.reason)


def _tell(document: Document, seen: Seen | None) -> Told | None:
    if seen is None:
        return None
    event = seen.event
    spans = [words for words in event.evidence if words.quote]
    return Told(
        what=f"{event.type} {event.mode}" if event.mode else event.type,
        who=_names(document, event.actors),
        whom=_names(document, event.recipients),
        when=_days(event.date),
        status=" ".join(filter(None, (event.status, "background" if event.background else ""))),
        rule=event.rule,
        confidence=event.confidence,
        quotes=tuple(words.quote or "" for words in spans) if event.rule is None else (),
    )


def _names(document: Document, refs: Sequence[Ref] | None) -> str:
    return ", ".join(
        f"{party.name or party.office or party.text or 'somebody'} ({party.place or '?'})"
        for party in document.parties(refs)
    )


def _days(days: Days | None) -> str:
    if days is None or (days.start is None and days.end is None):
        return "no date"
    if days.start == days.end:
        return str(days.start)
    return f"{days.start or '…'} to {days.end or '…'}"


def _pieces(verdict: Verdict) -> Iterator[tuple[str, str]]:
    """Yield the pieces of the sentence, each with the class of its mark (empty for none)."""
    text = verdict.pairing.sentences.text
    done, last = verdict.span
    marks = sorted(
        {*_marks(verdict.gold, "gold"), *_marks(verdict.found, "found")}, key=lambda m: m[:2]
    )
    for begin, end, kind in marks:
        begin, end = max(begin, done), min(end, last)
        if begin < end:
            yield text[done:begin], ""
            yield text[begin:end], kind
            done = end
    yield text[done:last], ""


def _marks(seen: Seen | None, kind: str) -> Iterator[tuple[int, int, str]]:
    for words in seen.event.evidence if seen else ():
        if words.start is not None and words.end is not None:
            yield words.start, words.end, kind


def _grid(evaluation: Evaluation) -> Grid:
    cells = evaluation.confusion
    types = sorted({kind for cell in cells for kind in cell if kind})
    sides: list[str | None] = [*types, None]
    rows = tuple((gold or _NONE, tuple(cells[(gold, found)] for found in sides)) for gold in sides)
    return Grid(columns=tuple(kind or _NONE for kind in sides), rows=rows)
