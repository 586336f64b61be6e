"""What an instrument provides: the clauses that say it, as offsets in the report's text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from communique.extract.agreement_steps import opens_relative

if TYPE_CHECKING:
    from communique.extract.agreement_places import Spot
    from communique.extract.tree import Tree
    from communique.vocab.instruments import InstrumentBook

UNDER = frozenset({"under", "by"})
SHORTEST = 3  # tokens; a shorter clause says nothing


def find_provisions(spot: Spot, book: InstrumentBook) -> tuple[tuple[int, int], ...]:
    """The clauses of the sentence that say what the spot's instrument provides."""
    tree = spot.work.tree
    spans = [
        spot.work.parsed.span(first, last)
        for first, last in (*_clauses(tree, spot, book), *_predicates(tree, spot, book))
        if last - first + 1 >= SHORTEST
    ]
    return tuple(dict.fromkeys(spans))


def _clauses(tree: Tree, spot: Spot, book: InstrumentBook) -> Iterator[tuple[int, int]]:
    """ "which gives access to …", "allowing the two sides to …", "under which …"."""
    reach = range(spot.first, spot.last + 10)
    for i in range(spot.head + 1, len(tree)):
        relative = opens_relative(tree, i)
        at_step = (relative or tree.tag[i] == "VBG") and any(
            x.verb == tree.head[i] for x in spot.steps
        )
        if tree.dep[i] not in ("relcl", "acl", "advcl") and not (relative and at_step):
            continue
        if tree.head[i] not in reach and not at_step:
            continue
        if tree.dep[i] == "advcl" and tree.tag[i] != "VBG" and not relative:
            continue
        if tree.head[i] > spot.last and not _loose(tree, spot, tree.head[i]):
            continue
        inside = tree.subtree(i)
        first = _opening(tree, i, inside)
        named = tree.lower[first] == "under" or tree.lower[max(0, first - 1)] == "under"
        if first <= spot.head or not (tree.lemma[i] in book.provisions or named):
            continue
        if tree.tag[i] == "VBN":
            continue
        yield first, _closing(tree, inside)


def _loose(tree: Tree, spot: Spot, at: int) -> bool:
    """Whether the clause hangs on a date or place behind the name: "COMCASA in 2018 that …"."""
    between = range(spot.last + 1, at)
    return tree.pos[at] in ("NUM", "PROPN") and not any(tree.verbal(j) for j in between)


def _opening(tree: Tree, verb: int, inside: list[int]) -> int:
    first = inside[0]
    while first < verb and tree.text[first] in (",", '"', "''"):
        first += 1
    return first


def _closing(tree: Tree, inside: list[int]) -> int:
    last = inside[-1]
    while last > inside[0] and tree.pos[last] == "PUNCT":
        last -= 1
    return last


def _predicates(tree: Tree, spot: Spot, book: InstrumentBook) -> Iterator[tuple[int, int]]:
    """ "The pact allows …" and "Under the deal, Argentina will …"."""
    up = tree.head[spot.head]
    if tree.dep[spot.head] == "nsubj" and tree.verbal(up) and tree.lemma[up] in book.provisions:
        inside = [j for j in tree.subtree(up) if j >= up]
        yield up, _closing(tree, inside)
    if tree.dep[spot.head] == "pobj" and tree.lower[up] in UNDER and tree.head[up] != up:
        verb = tree.head[up]
        if tree.verbal(verb) and up < verb:
            inside = [j for j in tree.subtree(verb) if j > spot.last and tree.head[j] != up]
            rest = [j for j in inside if tree.pos[j] != "PUNCT" or j != inside[0]]
            if rest and rest[0] < verb:
                yield rest[0], _closing(tree, rest)
