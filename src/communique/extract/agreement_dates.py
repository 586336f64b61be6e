"""When the steps of an instrument were taken: dates beside its name, and at the steps' verbs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from communique.dates import When, later, months_later
from communique.extract.time_spots import attached_verb, located, under

if TYPE_CHECKING:
    from communique.extract.agreement_places import Spot
    from communique.extract.modality import Reading
    from communique.extract.tree import Tree

NOMINAL = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM"})
FILLER = frozenset({"(", ")", "in", "of", "on", ",", "dated", "last", "early", "late", "since"})
COUNT = re.compile(r"P(\d+)([DW])")
CLAIMS = frozenset({"promised", "planned", "requested", "hypothetical", "duty"})


def top_of(tree: Tree, noun: int) -> int:
    """The noun that a list or apposition hangs on."""
    while tree.dep[noun] in ("conj", "appos") and not tree.verbal(tree.head[noun]):
        noun = tree.head[noun]
    return noun


def own_time(spot: Spot, others: list[Spot]) -> When | None:
    """The date beside the name itself: "the 1987 treaty", "X (2016)", "X in 2016"."""
    shared = _respective(spot, others)
    if shared is not None:
        return shared
    doc, offset = spot.work.parsed.doc, spot.work.parsed.start
    for time in spot.work.times:
        if time.when is None or time.type in ("SET", "DURATION"):
            continue
        span = doc.char_span(time.start - offset, time.end - offset, alignment_mode="expand")
        if span is None or not _beside(spot, span.start, span.end - 1):
            continue
        if not time.future:
            return time.when
        if spot.determiner == "the" and span.end - 1 < spot.noun:
            return _a_year_before(time.when)
    return None


def _a_year_before(when: When) -> When | None:
    """ "the May 3 truce" told of on April 9: that of the year before."""
    if when.precision != "day" or when.start is None:
        return None
    return When.on(months_later(when.start, -12), basis=when.basis)


def _beside(spot: Spot, first: int, last: int) -> bool:
    """Whether the time of tokens `first` to `last` stands right before or behind the name."""
    tree = spot.work.tree
    if last < spot.noun:
        inside = spot.form in ("known", "named") and first >= spot.first
        between = range(last + 1, spot.head)
        near = first >= spot.first - 2 and last < spot.head
        return near and not inside and all(tree.pos[k] in NOMINAL for k in between)
    ends = {spot.last, spot.noun, spot.behind.end - 1 if spot.behind.end else spot.last}
    gaps = [tree.lower[end + 1 : first] for end in ends if end < first]
    return any(len(gap) <= 4 and _only_filler(gap, spot.acronym) for gap in gaps)


def _only_filler(gap: list[str], acronym: str | None) -> bool:
    short = (acronym or "").lower()
    return all(w in FILLER or w in short for w in gap)


def _respective(spot: Spot, others: list[Spot]) -> When | None:
    """ "signed A and B in 2016 and 2018, respectively": to each its own."""
    tree = spot.work.tree
    if "respectively" not in tree.lower:
        return None
    at = tree.lower.index("respectively")
    same = [s for s in others if s.first < at and top_of(tree, s.head) == top_of(tree, spot.head)]
    times = [t for t, token in located(spot.work) if token < at and t.when is not None]
    times = times[-len(same) :]
    if spot not in same or len(times) != len(same):
        return None
    return times[same.index(spot)].when


def step_time(
    spot: Spot, verb: int, reading: Reading, others: list[Spot], *, but: When | None = None
) -> When | None:
    """The time expression that belongs to the step's verb, nearest first; None if there is none.

    `but` is a date that is not asked for.
    """
    tree = spot.work.tree
    counted = _counted(spot, verb)
    if counted is not None:
        return counted
    best: tuple[int, int] | None = None
    chosen: When | None = None
    for time, token in located(spot.work):
        if time.when is None or time.type in ("SET", "DURATION") or _claimed(spot, token, others):
            continue
        if spot.first - 2 <= token < spot.noun or time.when == but:
            continue  # "quitting the 1911 treaty"
        rank = _rank(tree, token, verb, reading)
        if rank is None or (time.future and reading.force == "fact"):
            continue
        if reading.force in CLAIMS and time.future:
            continue
        key = (rank, abs(token - verb))
        if best is None or key < best:
            best, chosen = key, time.when
    return chosen


def _counted(spot: Spot, verb: int) -> When | None:
    """The day that "began on Saturday, five days after they signed …" gives."""
    tree = spot.work.tree
    if not any(tree.lower[k] == "after" for k in tree.kids(verb, "mark")):
        return None
    spans = {token: time for time, token in located(spot.work)}
    lengths = [
        COUNT.fullmatch(spans[k].value or "") for k in tree.kids(verb, "npadvmod") if k in spans
    ]
    days = [int(m[1]) * (7 if m[2] == "W" else 1) for m in lengths if m]
    above = tree.governor(verb)
    when = [t.when for k, t in spans.items() if attached_verb(tree, k) == above]
    known = [w for w in when if w is not None and w.precision == "day" and w.start is not None]
    if len(days) != 1 or len(known) != 1 or known[0].start is None:
        return None
    return When.on(later(known[0].start, -days[0]), basis="relative")


def _rank(tree: Tree, token: int, verb: int, reading: Reading) -> int | None:
    at = attached_verb(tree, token)
    if at == verb or (under(tree, token, verb) and not tree.verbal(verb)):
        return 0
    if under(tree, token, verb):
        return 1
    if tree.dep[verb] == "conj" and at == tree.head[verb]:
        return 2
    if not tree.verbal(verb) and at == tree.governor(verb):
        return 2
    if at in reading.sayers:
        return 3
    apart = any(tree.lower[k] in ("after", "before", "since") for k in tree.kids(verb, "mark"))
    if apart:
        return None  # "began on Saturday after they signed …"
    if tree.dep[verb] in ("xcomp", "advcl", "acl", "pcomp", "ccomp") and at == tree.governor(verb):
        return 4
    behind = verb < token and tree.dep[verb] in ("acl", "relcl")
    if behind and not any(tree.verbal(j) for j in range(verb + 1, token)):
        return 5  # "the deal that both concluded in Lima on Monday lets …", where the parse errs
    return None


def _claimed(spot: Spot, token: int, others: list[Spot]) -> bool:
    """Whether the time stands right behind another instrument of the sentence."""
    for other in others:
        if other is not spot and other.last < token <= other.last + 4:
            between = spot.work.tree.lower[other.last + 1 : token]
            if _only_filler(list(between), other.acronym):
                return spot.first > other.last or spot.last < other.first
    return False
