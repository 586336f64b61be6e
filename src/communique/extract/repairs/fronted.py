"""Parties that the parser gave to what stands beside them: to a phrase in front, to a noun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.extract.repairs.clauses import FINITE, give_subject, lacks_subject

if TYPE_CHECKING:
    from communique.extract.tree import Tree

#: What stands before a year.
SPANS = frozenset({"by", "during", "in", "since", "until"})
#: Clauses that may have a subject of their own.
OWN = frozenset({"ROOT", "ccomp", "advcl", "clause", "parataxis"})
#: What may stand between a subject and its verb.
BETWEEN = frozenset({"aux", "auxpass", "advmod", "neg", "punct", "npadvmod"})


def free_fronted(tree: Tree, verb: int) -> None:
    """Give a verb its subject: "After talks in Mali, **the envoy** left", read as of Mali."""
    if tree.dep[verb] not in OWN or not lacks_subject(tree, verb):
        return
    for front in tree.kids(verb, "prep", "npadvmod", "advcl"):
        noun = _swallowed(tree, front, verb) if front < verb else None
        if noun is not None:
            give_subject(tree, verb, noun)
            return


def _swallowed(tree: Tree, front: int, verb: int) -> int | None:
    """The noun behind a comma of the phrase in front that reaches up to the verb."""
    for noun in tree.subtree(front):
        if tree.dep[noun] not in ("appos", "conj") or tree.pos[noun] not in ("NOUN", "PROPN"):
            continue
        inside = tree.subtree(noun)
        if inside[0] == 0 or tree.text[inside[0] - 1] != "," or inside[-1] >= verb:
            continue
        gap = range(inside[-1] + 1, verb)
        loose = all(tree.dep[k] in BETWEEN and tree.head[k] == verb for k in gap)
        if loose and not tree.has(tree.head[noun], "cc"):
            return noun
    return None


def part_joined(tree: Tree, noun: int) -> None:
    """Part two parties read as one noun: "[the army] and [**FARC** rebels] traded fire"."""
    if tree.tag[noun] != "NNS" or tree.dep[noun] == "ROOT":
        return
    for first in tree.kids(noun, "nmod", "compound"):
        named = next(iter(tree.kids(first, "conj")), None)
        if named is None or named + 1 != noun or tree.pos[named] != "PROPN":
            continue
        if tree.pos[first] != "NOUN" or not tree.has(first, "cc"):
            continue
        for c in [c for c in tree.children[noun] if c < first]:
            tree.hang(c, first, tree.dep[c])
        tree.hang(named, noun, "compound")
        tree.hang(first, tree.head[noun], tree.dep[noun])
        tree.hang(noun, first, "conj")
        return


def free_second(tree: Tree, verb: int) -> None:
    """Give a second clause its subject: "closed its border with Chad and **Mali** did the same"."""
    if tree.dep[verb] not in ("conj", "ccomp") or not lacks_subject(tree, verb):
        return
    noun, head = verb - 1, tree.head[verb]
    if tree.dep[noun] != "conj" or tree.tag[noun] not in ("NNP", "NNPS", "NNS") or noun <= head:
        return
    joints = [c for c in tree.kids(head, "cc") if head < c < verb]
    if not joints and tree.tag[verb] in FINITE and not tree.has(verb, "mark"):
        give_subject(tree, verb, noun)
        tree.dep[verb] = "conj"


def free_year(tree: Tree, prep: int) -> None:
    """Give a preposition the year that counts what follows: "In [**1991** Chad] left"."""
    if tree.dep[prep] != "prep" or tree.lower[prep] not in SPANS or tree.children[prep]:
        return
    last = prep
    while last + 1 < len(tree) and (tree.tag[last + 1] == "CD" or tree.text[last + 1] == "-"):
        last += 1
    if last > prep and tree.dep[last] == "nummod" and tree.tag[tree.head[last]] == "NNP":
        tree.hang(last, prep, "pobj")
