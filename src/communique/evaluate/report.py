"""The figures as lines of text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from communique.evaluate.bench import Evaluation
from communique.evaluate.calibration import Calibration
from communique.evaluate.scores import Count, Scores

_WIDE = 34  # the longest name of a figure
_BROKEN = 10  # broken records told one by one
_CONFUSIONS = 15  # the commonest confusions told


def report_lines(evaluation: Evaluation, *, by_type: bool = False) -> Iterator[str]:
    """Yield the lines of a report, by type too if asked."""
    scores = evaluation.scores
    yield from _score_lines(scores)
    if by_type:
        yield from ("", "events by type (type+dyad)")
        yield from (_row(f"  {name}", count) for name, count in sorted(scores.by_type.items()))
        yield from _confusion_lines(evaluation)
    if evaluation.verdicts:
        yield from ("", f"what became of {len(evaluation.verdicts)} events")
        yield from (f"{count:6}  {cause}" for cause, count in evaluation.causes.items())
    if evaluation.calibration:
        yield from _calibration_lines(evaluation.calibration)


def _score_lines(scores: Scores) -> Iterator[str]:
    yield (
        f"{scores.documents} gold documents, {scores.coded} coded,"
        f" {len(scores.broken)} contract errors"
    )
    yield from (f"  ! {line}" for line in scores.broken[:_BROKEN])
    yield from (_row(name, count) for name, count in scores.counts.items())
    for name, row in scores.as_json()["ratios"].items():
        yield f"{name:{_WIDE}} {row['share']:.3f}   ({row['right']} of {row['asked']})"


def _row(name: str, count: Count) -> str:
    return (
        f"{name:{_WIDE}} P {count.precision:.3f}  R {count.recall:.3f}  F1 {count.f1:.3f}"
        f"   ({count.hit} of {count.gold} gold, {count.found} predicted)"
    )


def _confusion_lines(evaluation: Evaluation) -> Iterator[str]:
    wrong = [
        (count, gold, found)
        for (gold, found), count in evaluation.confusion.items()
        if gold and found and gold != found
    ]
    if not wrong:
        return
    yield from ("", "told as another type in the same sentence")
    for count, gold, found in sorted(wrong, key=lambda one: (-one[0], one[1:]))[:_CONFUSIONS]:
        yield f"{count:6}  {gold} as {found}"


def _calibration_lines(calibration: Calibration) -> Iterator[str]:
    yield ""
    yield (
        f"confidence of {calibration.size} events: calibration error {calibration.error:.3f},"
        f" Brier score {calibration.brier:.3f}"
    )
    for one in calibration.bins:
        if one.size:
            yield (
                f"  {one.low:.1f} to {one.high:.1f}  {one.size:5} events"
                f"   said {one.confidence:.2f}   right {one.right:.2f}"
            )
