"""Explanations: for each frame that could have fired, what came of it and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from communique.extract.traces import Trace
from communique.pipeline import Coder
from communique.records import CodedReport, Report

CONTEXT = 30  # characters of the text shown on either side of a frame's word


def explain_reports(
    coder: Coder, reports: Iterable[Report], *, vetoes: bool = True
) -> Iterator[str]:
    """Yield an explanation a report: its frames in the order of the text, then who is meant."""
    for coded, trace in coder.explain_many(reports):
        lines = [f"{coded.doc.id}  {coded.doc.date or 'no date'}"]
        lines += [_line(coded, entry) for entry in trace if vetoes or entry.outcome != "veto"]
        lines += [f"  who   {_who(coded, number)}" for number in range(len(coded.entities))]
        lines += [f"  !     {problem.code}: {problem.detail}" for problem in coded.problems]
        yield "\n".join(lines)


def _line(coded: CodedReport, entry: Trace) -> str:
    text = coded.doc.text
    before = text[max(0, entry.start - CONTEXT) : entry.start]
    after = text[entry.end : entry.end + CONTEXT]
    words = " ".join(f"{before}[{text[entry.start : entry.end]}]{after}".split())
    mark = {"veto": "-", "no event": "o"}.get(entry.outcome, "+")
    outcome = "vetoed" if entry.outcome == "veto" else entry.outcome
    reason = f": {entry.reason}" if entry.reason else ""
    return f"  {mark} {entry.rule:<34} {outcome}{reason}\n      … {words} …"


def _who(coded: CodedReport, number: int) -> str:
    entity = coded.entities[number]
    name = entity.name or entity.office or entity.kind
    words = ", ".join(f"“{span.quote}”" for span in entity.evidence[:2])
    why = "; ".join(entity.reasons)
    return (
        f"{words} → {name} ({entity.country or '?'}, {entity.sector or '?'}; {entity.score}): {why}"
    )
