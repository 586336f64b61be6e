"""Which spots of a report speak of one instrument."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import takewhile

from communique.dates import When
from communique.drafts import Mention
from communique.extract.agreement_places import Spot
from communique.extract.agreement_steps import Step
from communique.vocab.instruments import LADDER, InstrumentBook

GENERIC = frozenset({"agreement", "pact", "treaty", "memorandum", "protocol", "truce"})
TRUCES = frozenset({"ceasefire", "cease-fire", "truce"})
DECLARED = frozenset({"declaration", "agreement"})
SAME = 0.6  # share of words in common from which two names are one; that of the project's scorer
NEAR = 2  # sentences from a description within which its name is looked for


@dataclass(slots=True)
class Group:
    """The spots of one instrument, in the order of the text."""

    spots: list[Spot] = field(default_factory=list)

    @property
    def best(self) -> Spot:
        """The spot that names it best: known or named before described, else the first."""
        return min(self.spots, key=_rank)

    @property
    def acronym(self) -> str | None:
        """The first acronym given."""
        return next((s.acronym for s in self.spots if s.acronym), None)

    @property
    def parties(self) -> tuple[Mention, ...]:
        """The parties of all spots, each once."""
        return tuple({(m.key, m.countries): m for s in self.spots for m in s.parties}.values())

    @property
    def steps(self) -> list[tuple[Spot, Step]]:
        """All steps told of it."""
        return [(s, step) for s in self.spots for step in s.steps]

    def furthest(self) -> tuple[Spot, Step] | None:
        """The furthest step; of equals one with a date, then the first."""
        steps = [(s, x) for s, x in self.steps if x.firm] or self.steps
        if not steps:
            return None
        return max(
            steps, key=lambda p: (LADDER.index(p[1].status), p[1].when is not None, p[1].news)
        )


def _rank(spot: Spot) -> tuple[int, int]:
    """How well a spot names the instrument, the least best."""
    order = {"known": 0, "named": 0, "described": 1, "definite": 2}
    return order[spot.form], -_detail(spot)


def _detail(spot: Spot) -> int:
    """How much a spot's name says: full names before acronyms, longer topics before shorter."""
    return (2 if " " in spot.name else 0) + bool(spot.behind.topic) + bool(spot.words)


class Gathering:
    """A group while it grows, with what is asked of all its spots kept ready.

    Thousands of spots may speak of one instrument, and each is held against every group.
    """

    def __init__(self, spot: Spot) -> None:
        self.group = Group([])
        self.best = spot
        self.stated: set[str] = set()
        self.words: set[str] = set()
        self.statuses: set[str] = set()
        self.dates: dict[When, None] = {}
        self.fresh = False
        self._marked: dict[str, tuple[int, Spot]] = {}
        self.add(spot)

    def add(self, spot: Spot) -> None:
        """Take a further spot."""
        place = len(self.group.spots)
        self.group.spots.append(spot)
        if _rank(spot) < _rank(self.best):
            self.best = spot
        self.stated |= _stated(spot)
        self.words |= spot.words
        self.statuses.update(step.status for step in spot.steps)
        self.dates.update(dict.fromkeys(x.when for x in spot.steps if x.when and x.firm))
        self.fresh = self.fresh or (spot.form == "described" and spot.determiner in ("a", "an"))
        if spot.acronym:
            self._marked.setdefault("acronym", (place, spot))
        if spot.entry:
            self._marked.setdefault("entry", (place, spot))

    def marked(self, spot: Spot) -> bool | None:
        """Whether acronym or known name say that a spot belongs here; None if they say nothing."""
        found = []
        if spot.acronym and (known := self._marked.get("acronym")):
            found.append((known[0], 0, spot.acronym == known[1].acronym))
        if spot.entry and (known := self._marked.get("entry")):
            found.append((known[0], 1, spot.entry is known[1].entry))
        return min(found)[2] if found else None

    def beside(self, spot: Spot) -> Iterator[Spot]:
        """Yield the spots of the same sentence, the last first."""
        return takewhile(lambda other: other.work is spot.work, reversed(self.group.spots))


def group_spots(spots: Iterable[Spot], book: InstrumentBook) -> list[Group]:
    """Join the spots that speak of one instrument; what refers back to nothing stays alone."""
    groups: list[Gathering] = []
    for spot in spots:
        stated = _stated(spot)
        home = next((g for g in reversed(groups) if belongs(spot, g, book, stated)), None)
        if home is None:
            groups.append(Gathering(spot))
        else:
            home.add(spot)
    return [gathered.group for gathered in groups]


def belongs(spot: Spot, group: Gathering, book: InstrumentBook, stated: set[str]) -> bool:
    """Whether a spot, beside which these parties stand, speaks of a group's instrument."""
    if (marked := group.marked(spot)) is not None:
        return marked
    if any(_dubbed(spot, other, book) for other in group.beside(spot)):
        return True
    best = group.best
    proper = ("known", "named")
    if spot.form in proper and best.form in proper:
        return alike(spot.name, best.name) or _shortened(spot, best)
    theirs = group.stated
    if stated and theirs and not (stated <= theirs or theirs <= stated):
        return False
    if spot.form in proper:
        return _names_description(spot, group)
    if not compatible(spot, best):
        return False
    if spot.form == "definite":
        return spot.plural or not best.plural
    if best.form in proper:
        return _describes_name(spot, best)
    return _same_description(spot, group, book)


def _dubbed(spot: Spot, other: Spot, book: InstrumentBook) -> bool:
    """Whether the sentence says that the other is called so: "later called the Coast Pact"."""
    tree = spot.work.tree
    verb = tree.head[spot.head]
    if tree.lower[verb] == "as":
        verb = tree.head[verb]
    return (
        other.work is spot.work
        and other.last < verb < spot.first
        and (tree.lemma[verb] in book["naming"])
    )


def alike(a: str, b: str) -> bool:
    """Whether two names share most of their words."""
    x, y = _words(a), _words(b)
    return bool(x and y) and len(x & y) / len(x | y) >= SAME


def _words(name: str) -> set[str]:
    return set(name.lower().replace("-", " ").split()) - {
        "the",
        "of",
        "on",
        "and",
        "a",
        "for",
        "in",
    }


def _shortened(spot: Spot, best: Spot) -> bool:
    """ "the Declaration" after "the Declaration of Principles"."""
    return spot.determiner in ("the", "this", "that") and _words(spot.name) <= _words(best.name)


def compatible(a: Spot, b: Spot) -> bool:
    """Whether the nouns may mean the same thing: an "agreement" may be a treaty, no contract."""
    if a.kind == b.kind:
        return True
    if "truce" in (a.kind, b.kind) and "definite" not in (a.form, b.form):
        return _of_truce(a) and _of_truce(b)  # "a ceasefire", "the ceasefire and hostage deal"
    kinds = {a.kind, b.kind}
    return kinds <= GENERIC or (kinds <= DECLARED and "definite" in (a.form, b.form))


def _of_truce(spot: Spot) -> bool:
    """Whether it is a truce or a deal that a truce is part of."""
    return spot.kind == "truce" or bool(spot.words & TRUCES)


def _stated(spot: Spot) -> set[str]:
    """The parties that stand beside the name itself."""
    part = spot.behind.partners
    if part is None:
        return set()
    return {c for m in spot.parties if part[0] <= m.token <= part[1] for c in m.countries}


def _names_description(spot: Spot, group: Gathering) -> bool:
    """ "signed a pact. The Basic … Agreement (X) was signed at …": one instrument."""
    last = group.group.spots[-1]
    if {spot.kind, last.kind} & {"contract", "other"}:
        return False
    near = spot.work.index - last.work.index <= NEAR
    if not (near and group.fresh and group.statuses and spot.determiner in ("the", None)):
        return False
    if spot.work is last.work:
        return False
    stages = {x.status for x in spot.steps if x.firm}
    return not stages or bool(stages & group.statuses)


def _describes_name(spot: Spot, best: Spot) -> bool:
    """ "the trade deal" after a name, "a landmark trade agreement" beside it."""
    if spot.work is best.work and best.last < spot.first <= best.last + 8:
        return (
            spot.determiner in ("a", "an")
            and "," in spot.work.tree.text[best.last + 1 : spot.first]
        )
    return (
        spot.determiner in ("the", "this", "that")
        and bool(spot.words)
        and (spot.words <= _words(best.name))
    )


def _same_description(spot: Spot, group: Gathering, book: InstrumentBook) -> bool:
    if spot.words & book["distinct"] and spot.determiner in ("a", "an", "another", None):
        return False
    mine = spot.words - book.plain - book.tentative
    theirs = group.words - book.plain - book.tentative
    if not (mine <= theirs or theirs <= mine):
        return False
    own = [x.when for x in spot.steps if x.when and x.firm]
    if group.dates and own and not any(a.may_overlap(b) for a in group.dates for b in own):
        return False
    return spot.plural == group.best.plural
