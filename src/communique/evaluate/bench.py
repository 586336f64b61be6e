"""The bench: gold and what the coder says of it, compared in every way there is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from communique.evaluate.calibration import Calibration, calibrate
from communique.evaluate.forms import Document, as_document, report_of
from communique.evaluate.scores import Scores, score_documents
from communique.evaluate.verdicts import Cause, Cell, Verdict, confusion, judge
from communique.extract.traces import Trace
from communique.pipeline import Coder

#: The frames that fired or were vetoed, by document.
Traces = Mapping[str, Sequence[Trace]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """All that a comparison says.

    traced: whether it is known which frames fired, which tells the causes of misses apart.
    """

    scores: Scores
    verdicts: tuple[Verdict, ...]
    calibration: Calibration | None
    traced: bool

    @property
    def causes(self) -> Counter[Cause]:
        """How often each cause was at work, in the order of the causes."""
        counts = Counter(verdict.cause for verdict in self.verdicts)
        return Counter({cause: counts[cause] for cause in Cause if counts[cause]})

    @property
    def confusion(self) -> Counter[Cell]:
        """How often a type of the gold was told as which type; None stands for nothing."""
        return confusion(self.verdicts)

    def as_json(self) -> dict[str, Any]:
        """Everything as plain values."""
        cells = sorted((gold or "", found or "", n) for (gold, found), n in self.confusion.items())
        return self.scores.as_json() | {
            "causes": {cause.value: count for cause, count in self.causes.items()},
            "confusion": [{"gold": g or None, "pred": p or None, "count": n} for g, p, n in cells],
            "calibration": self.calibration.as_json() if self.calibration else None,
        }


def evaluate(
    gold: Mapping[str, Document], found: Mapping[str, Document], traces: Traces | None = None
) -> Evaluation:
    """Compare predictions with gold; with `traces`, misses can be laid at the frames' door."""
    scores = score_documents(gold, found)
    verdicts = [
        verdict
        for key, pairing in scores.pairings.items()
        for verdict in judge(pairing, None if traces is None else traces.get(key, ()))
    ]
    return Evaluation(
        scores=scores,
        verdicts=tuple(verdicts),
        calibration=calibrate(scores.pairings.values()),
        traced=traces is not None,
    )


def code_gold(
    coder: Coder, documents: Iterable[Document]
) -> tuple[dict[str, Document], dict[str, list[Trace]]]:
    """Code the texts of gold: what the coder says and which frames fired, by document."""
    found: dict[str, Document] = {}
    traces: dict[str, list[Trace]] = {}
    for coded, trace in coder.explain_many(report_of(document) for document in documents):
        found[coded.doc.id] = as_document(coded)
        traces[coded.doc.id] = trace
    return found, traces
