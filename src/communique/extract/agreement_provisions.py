"""What an instrument provides: the clauses that say it, as offsets in the report's text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from communique.extract.agreement_idioms import opens_relative

if TYPE_CHECKING:
    from communique.extract.agreement_places import Spot
    from communique.extract.tree import Tree
    from communique.vocab.instruments import InstrumentBook

UNDER = frozenset({"under", "by"})
TERMS = frozenset({"terms", "provisions", "articles", "clauses", "text"})
SAYING = frozenset({"say", "state", "declare"})
BINDING = frozenset({"will", "would", "must", "may", "can", "shall", "should"})
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
    """ "The pact allows …", "Its terms oblige …", "Under the deal, Argentina will …"."""
    noun = spot.head
    of = tree.head[noun]
    if tree.lower[of] == "of" and tree.lower[tree.head[of]] in TERMS:
        noun = tree.head[of]  # "the terms of the deal require …"
    up = tree.head[noun]
    if tree.dep[noun] == "nsubj" and tree.verbal(up) and _tells(tree, up, book):
        yield up, _closing(tree, [j for j in tree.subtree(up) if j >= up])
    if tree.dep[noun] == "pobj" and tree.lower[up] in UNDER and tree.head[up] != up:
        yield from _ruled(tree, spot, up)


def _tells(tree: Tree, verb: int, book: InstrumentBook) -> bool:
    """Whether the verb says what its subject provides ("allows", "says that …")."""
    if tree.lemma[verb] in SAYING:
        return any(tree.lower[j] == "that" for j in tree.subtree(verb) if j > verb)
    return tree.lemma[verb] in book.provisions


def _ruled(tree: Tree, spot: Spot, under: int) -> Iterator[tuple[int, int]]:
    """ "Under the deal, Argentina will …"; "Argentina must … under the deal"."""
    verb = tree.head[under]
    if not tree.verbal(verb):
        return
    phrase = set(tree.subtree(under))
    inside = [j for j in tree.subtree(verb) if j > spot.last and j not in phrase]
    if under < verb:
        rest = [j for j in inside if tree.pos[j] != "PUNCT" or j != inside[0]]
        if rest and rest[0] < verb:
            yield rest[0], _closing(tree, rest)
        return
    bound = any(tree.lower[c] in BINDING for c in tree.kids(verb, "aux"))
    subjects = tree.kids(verb, "nsubj", "nsubjpass")
    if bound and subjects and tree.dep[verb] in ("ROOT", "ccomp"):
        first = min(tree.subtree(subjects[0]))
        yield first, _closing(tree, list(range(first, under)))
