"""Dates worked out from a length of time: "five days after", "a three-day visit"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from communique.dates import When, later, months_later
from communique.errors import DateError
from communique.extract.tree import Tree

if TYPE_CHECKING:
    from communique.extract.times import TimeExpression

Located = Sequence[tuple["TimeExpression", int]]
NAMED = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
LENGTH = re.compile(r"P(\d+)([DWMY])")
#: No visit is reckoned longer, in days.
LONGEST_STAY = 31
STAYS = frozenset(
    ["visit", "trip", "tour", "stay", "stopover", "mission", "meeting", "summit", "talk",
     "conference", "session", "negotiation", "consultation", "discussion", "gathering"]
)  # fmt: skip
LEAVING = frozenset(
    ["conclude", "end", "wrap", "wind", "finish", "complete", "leave", "depart", "close"]
)


def days_after(tree: Tree, verb: int, told: Located) -> When | None:
    """When `verb` happened if it came so long after another act: "a day **after** X fell Monday".

    Reckoned from the day of that act, which stands in its clause or with its noun.
    """
    for after in _afters(tree, verb):
        clause = tree.head[after] if tree.dep[after] == "mark" else after
        inside = tree.subtree(clause)
        near = [c for c in tree.kids(clause, "npadvmod") if c == after - 1]
        length = _length(told, [*tree.kids(after, "npadvmod", "advmod"), *near])
        days = [e.when for e, t in told if t in inside and e.when and e.when.precision == "day"]
        own = any(e.when and t not in inside and tree.governor(t) == verb for e, t in told)
        if length is None or length[1] != "D" or len(days) != 1 or days[0].start is None or own:
            continue
        return When.on(later(days[0].start, length[0]), basis="relative")
    return None


def _afters(tree: Tree, verb: int) -> list[int]:
    """The "after" of clauses and nouns that say what `verb` followed."""
    clauses = tree.kids(verb, "advcl")
    marks = [c for clause in clauses for c in tree.kids(clause, "mark")]
    return [
        c for c in (*marks, *tree.kids(verb, "prep")) if tree.lower[c] in ("after", "following")
    ]


def days_before(tree: Tree, verb: int, told: Located, report: When) -> When | None:
    """When `verb` happened if another act came so long after it: "five days **after** X fell".

    Reckoned from the day of that act, or else from the report's.
    """
    after = _after(tree, verb)
    if after is None or any(e.when and tree.governor(t) == verb for e, t in told):
        return None
    near = [c for c in tree.kids(verb, "npadvmod") if c == after - 1]
    length = _length(told, [*tree.kids(after, "npadvmod", "advmod"), *near])
    if length is None:
        return None
    above = tree.governor(after if tree.dep[after] == "prep" else verb)
    base = next((e.when for e, t in told if e.when and tree.governor(t) == above), report)
    day = base.start if base.start == base.end else None
    number, unit = length
    if day is None:
        return None
    try:
        if unit == "D":
            return When.on(later(day, -number), basis="relative")
        if unit == "W":
            return When.week(later(day, -7 * number))
        then = months_later(day, -number * (12 if unit == "Y" else 1))
        if unit == "M":
            return When.month(then.year, then.month, basis="relative")
        return When.year(then.year, basis="relative")
    except DateError:
        return None


def stay(tree: Tree, head: int, anchor: int, told: Located, when: When) -> When:
    """The days of a visit of so many days that ended on the day `when`.

    One that only begins is told as what begins (gold of visits: the day of arrival).
    """
    nouns = [i for i in tree.subtree(anchor) if tree.lemma[i] in STAYS]
    inside = [t for _, t in told if any(tree.head[t] == n for n in (*nouns, head))]
    length = _length(told, inside)
    if length is None or when.start is None or when.start != when.end or length[1] != "D":
        return when
    left = tree.lemma[anchor] in LEAVING or tree.lemma[tree.governor(anchor)] in LEAVING
    if not left or length[0] > LONGEST_STAY:
        return when
    return When.range(later(when.start, 1 - length[0]), when.end, basis=when.basis)


def itself(expression: TimeExpression) -> When | None:
    """The days that a time names, whatever stands before it: "since **May**, when Chad left"."""
    named = NAMED.fullmatch(expression.value or "")
    when = expression.when
    if when is None or named is None or (when.start and when.end):
        return when
    year, month, day = (int(part) if part else None for part in named.groups())
    if year is None or month is None:
        return When.year(year, basis=when.basis) if year else when
    if day is None:
        return When.month(year, month, basis=when.basis)
    return When.on(date(year, month, day), basis=when.basis)


def overnight(when: When) -> When:
    """The days of what went on for a night and ended on a day: "after a **night** of talks"."""
    if when.precision != "day" or when.start is None:
        return when
    return When.range(later(when.start, -1), when.end, basis=when.basis)


def _after(tree: Tree, verb: int) -> int | None:
    """The "after" whose clause or noun tells of `verb`."""
    marks = [c for c in tree.kids(verb, "mark") if tree.lower[c] == "after"]
    if marks and tree.dep[verb] == "advcl":
        return marks[0]
    noun = tree.head[verb] if tree.dep[verb] == "relcl" else verb
    above = tree.head[noun]
    return above if tree.dep[noun] == "pobj" and tree.lower[above] == "after" else None


def _length(told: Located, tokens: Sequence[int]) -> tuple[int, str] | None:
    for expression, token in told:
        match = LENGTH.fullmatch(expression.value or "")
        if match and expression.type == "DURATION" and token in tokens:
            return int(match[1]), match[2]
    return None
