"""How far a predicted event is the one of the gold: by type, sides and date."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from communique.evaluate.forms import Document, EventForm, places, sectors
from communique.evaluate.pairing import Sentences, pair, same_days

#: Types whose sides are compared as one set: careful coders differ on who acted on whom.
RECIPROCAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
#: What standing in the same sentence adds to the weight of a pair: less than any level does.
NEARNESS = 0.5


class Level(IntEnum):
    """What two events have in common; each level holds those before it."""

    NOTHING = 0
    TYPE = 1
    DYAD = 2
    SIDES = 3
    DATE = 4


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """An event ready to be compared: its sides as countries and bodies, and where it stands."""

    event: EventForm
    actors: frozenset[str]
    recipients: frozenset[str]
    sectors: frozenset[str]
    sentences: frozenset[int]

    @property
    def all_sides(self) -> frozenset[str]:
        """Actors and recipients together."""
        return self.actors | self.recipients


@dataclass(frozen=True, slots=True)
class Sides:
    """How the sides of two events compare: whether the dyad is met, and whether all is the same.

    actors, recipients: whether that side alone is met; with sides compared as one set both are.
    """

    met: bool
    same: bool
    actors: bool
    recipients: bool


@dataclass(frozen=True, slots=True)
class Pairing:
    """The events of one document: those of the gold, those found, and which stands for which."""

    gold_document: Document
    found_document: Document
    sentences: Sentences
    gold: tuple[Seen, ...]
    found: tuple[Seen, ...]
    pairs: tuple[tuple[int, int], ...]

    @property
    def one(self) -> bool:
        """Whether the gold lists only the one event that was chosen."""
        return self.gold_document.one

    def level(self, gold: Seen, found: Seen) -> Level:
        """What the two events have in common."""
        return level_of(gold, found, lenient=self.one)


def pair_events(gold: Document, found: Document) -> Pairing:
    """Pair the events of a document; those that differ in type are never paired."""
    sentences = Sentences.of(gold.doc.text)
    mine, theirs = see_events(gold, sentences), see_events(found, sentences)

    def weight(g: Seen, p: Seen) -> float:
        level = level_of(g, p, lenient=gold.one)
        return level + NEARNESS * bool(g.sentences & p.sentences) if level else 0

    return Pairing(gold, found, sentences, mine, theirs, tuple(pair(mine, theirs, weight)))


def see_events(document: Document, sentences: Sentences) -> tuple[Seen, ...]:
    """The events of a document, ready to be compared."""
    return tuple(_see(document, event, sentences) for event in document.events or ())


def _see(document: Document, event: EventForm, sentences: Sentences) -> Seen:
    actors = document.parties(event.actors)
    return Seen(
        event=event,
        actors=places(actors),
        recipients=places(document.parties(event.recipients)),
        sectors=sectors(actors),
        sentences=sentences.holding(event),
    )


def level_of(gold: Seen, found: Seen, *, lenient: bool = False) -> Level:
    """What the two events have in common; `lenient` as for `compare_sides`."""
    if gold.event.type != found.event.type:
        return Level.NOTHING
    sides = compare_sides(gold, found, lenient=lenient)
    if not sides.met:
        return Level.TYPE
    if not sides.same:
        return Level.DYAD
    return Level.DATE if same_days(gold.event.date, found.event.date) else Level.SIDES


def compare_sides(gold: Seen, found: Seen, *, lenient: bool = False) -> Sides:
    """Compare the sides of two events.

    Reciprocal ones, and those whose gold has no recipient, as one set of parties; the others side
    by side. With `lenient`, a side that the gold leaves empty is not asked for.
    """
    joint = gold.event.type in RECIPROCAL
    actors, recipients = found.actors, found.recipients
    if lenient and not joint:
        actors = actors if gold.actors else frozenset()
        recipients = recipients if gold.recipients else frozenset()
    if joint or not gold.recipients:
        return _compare_sets(gold.all_sides, actors | recipients)
    actors_met = _touch(gold.actors, actors)
    recipients_met = _touch(gold.recipients, recipients)
    same = (gold.actors, gold.recipients) == (actors, recipients)
    return Sides(actors_met and recipients_met, same, actors_met, recipients_met)


def _compare_sets(gold: frozenset[str], found: frozenset[str]) -> Sides:
    """Of parties in one set two must be met, or all of the smaller set if it has fewer."""
    same = gold == found
    met = len(gold & found) >= min(2, len(gold), len(found)) if gold and found else same
    return Sides(met, same, met, True)


def _touch(gold: frozenset[str], found: frozenset[str]) -> bool:
    """Whether two sides share a party; empty ones only if both are."""
    return bool(gold & found) if gold and found else gold == found
