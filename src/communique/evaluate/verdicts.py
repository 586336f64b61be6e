"""What became of every event: right, or wrong and from which cause; which types are confused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from communique.evaluate.events import Level, Pairing, Seen, compare_sides
from communique.extract.traces import Trace


class Cause(StrEnum):
    """Why an event of the gold was not found as it is, or one was found that the gold lacks."""

    RIGHT = "right"
    SILENT = "missed: no frame fired in the sentence"
    OTHERS = "missed: only frames of other events fired in the sentence"
    VETOED = "missed: a frame of the type was vetoed"
    NO_EVENT = "missed: a frame fired, but was read as no event"
    DROPPED = "missed: a frame of the type fired, but its event was left out"
    MERGED = "missed: the event of the type in the sentence stands for another"
    TYPE = "missed: told as another type"
    ACTOR = "wrong actor"
    RECIPIENT = "wrong recipient"
    BOTH = "wrong actor and recipient"
    PARTY = "a party missing or too many"
    DATE = "wrong date"
    DUPLICATE = "duplicate"
    FALSE_ALARM = "false alarm"


#: What a pair of one type comes to, if its dyad is met.
_BY_LEVEL = {Level.DATE: Cause.RIGHT, Level.SIDES: Cause.DATE, Level.DYAD: Cause.PARTY}


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What became of one event of the gold (`gold`), or of one that stands for none.

    found: the event that stands for it, or that was told instead.
    frames: the frames that fired or were vetoed in its sentence, where they are known.
    """

    cause: Cause
    pairing: Pairing
    gold: Seen | None = None
    found: Seen | None = None
    frames: tuple[Trace, ...] = ()

    @property
    def span(self) -> tuple[int, int]:
        """Where the sentence lies that the event stands in; empty if it is not known."""
        seen = self.gold or self.found
        numbers = sorted(seen.sentences) if seen else []
        return self.pairing.sentences.span(numbers[0]) if numbers else (0, 0)


def judge(pairing: Pairing, traces: Sequence[Trace] | None = None) -> Iterator[Verdict]:
    """Yield a verdict on every event of the gold, then on every one found that stands for none.

    Without `traces`, the causes by veto or reading cannot be told from silence. Where the gold
    lists only the one event that was chosen, the others found are not judged.
    """
    at = {pairing.gold[g]: pairing.found[p] for g, p in pairing.pairs}
    stands = {g: p for g, p in at.items() if _is_met(pairing, g, p)}
    taken = set(stands.values())
    free = [seen for seen in pairing.found if seen not in taken]
    for gold in pairing.gold:
        frames = tuple(_frames_near(pairing, gold, traces or ()))
        if gold in stands:
            yield _judge_pair(pairing, gold, stands[gold], frames)
            continue
        near = [seen for seen in free if seen.sentences & gold.sentences]
        instead = max(near, key=lambda seen: _common(gold, seen), default=None)
        if instead is not None:
            free.remove(instead)
            yield _judge_pair(pairing, gold, instead, frames)
        else:
            cause = _cause_of_silence(pairing, gold, frames, known=traces is not None)
            yield Verdict(cause=cause, pairing=pairing, gold=gold, frames=frames)
    for seen in () if pairing.one else free:
        frames = tuple(_frames_near(pairing, seen, traces or ()))
        twice = any(pairing.level(gold, seen) >= Level.DYAD for gold in pairing.gold)
        cause = Cause.DUPLICATE if twice else Cause.FALSE_ALARM
        yield Verdict(cause=cause, pairing=pairing, found=seen, frames=frames)


def _is_met(pairing: Pairing, gold: Seen, found: Seen) -> bool:
    """Whether a pair is of one event: one dyad, or at least one sentence, if the text has any."""
    near = bool(gold.sentences & found.sentences)
    return near or pairing.level(gold, found) >= Level.DYAD


def _judge_pair(pairing: Pairing, gold: Seen, found: Seen, frames: tuple[Trace, ...]) -> Verdict:
    level = pairing.level(gold, found)
    if level is Level.NOTHING:
        cause = Cause.TYPE
    else:
        cause = _BY_LEVEL.get(level) or _wrong_side(pairing, gold, found)
    return Verdict(cause=cause, pairing=pairing, gold=gold, found=found, frames=frames)


def _wrong_side(pairing: Pairing, gold: Seen, found: Seen) -> Cause:
    sides = compare_sides(gold, found, lenient=pairing.one)
    if sides.actors:
        return Cause.RECIPIENT
    return Cause.ACTOR if sides.recipients else Cause.BOTH


def _common(gold: Seen, found: Seen) -> tuple[bool, int]:
    """How well an event fits that was told instead: first by type, then by common parties."""
    return gold.event.type == found.event.type, len(gold.all_sides & found.all_sides)


def _frames_near(pairing: Pairing, seen: Seen, traces: Iterable[Trace]) -> Iterator[Trace]:
    for trace in traces:
        if pairing.sentences.at(trace.start) in seen.sentences:
            yield trace


def _cause_of_silence(
    pairing: Pairing, gold: Seen, frames: tuple[Trace, ...], *, known: bool
) -> Cause:
    kind = gold.event.type
    told = {seen.event.type for seen in pairing.found if seen.sentences & gold.sentences}
    if kind in told:
        return Cause.MERGED
    if not known:
        return Cause.OTHERS if told else Cause.SILENT
    outcomes = {frame.outcome for frame in frames}
    if kind in outcomes:
        return Cause.DROPPED
    mine = {frame.outcome for frame in frames if frame.rule.partition("/")[0] == kind}
    if "no event" in mine:
        return Cause.NO_EVENT
    if "veto" in mine:
        return Cause.VETOED
    return Cause.OTHERS if outcomes - {"veto"} else Cause.SILENT


#: A cell of the table of confusion: the type in the gold and the type told, None for nothing.
Cell = tuple[str | None, str | None]


def confusion(verdicts: Iterable[Verdict]) -> Counter[Cell]:
    """How often a type of the gold was told as which type, in the same sentence or dyad."""
    cells: Counter[Cell] = Counter()
    for verdict in verdicts:
        gold, found = verdict.gold, verdict.found
        cells[(gold.event.type if gold else None, found.event.type if found else None)] += 1
    return cells
