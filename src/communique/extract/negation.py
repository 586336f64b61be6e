"""Whether a sentence denies what a word of it tells."""

from __future__ import annotations

from communique.extract.slot_words import CHOICES
from communique.extract.tree import Tree

NO_ONE = frozenset({"no", "neither"})  # "**neither** side accepted it"
NOBODY = frozenset({"nobody", "none", "nothing"})
#: "**Under no circumstances** will we …" denies it.
NO_WAYS = frozenset({"circumstance", "condition", "account", "way", "means", "time", "event"})


def negated(tree: Tree, i: int) -> bool:
    """Whether a verb, or an adjective behind "is", is denied."""
    linked = tree.children[tree.head[i]] if tree.dep[i] == "acomp" else ()  # "is not willing"
    kids = (*tree.children[i], *linked)
    if any(tree.dep[c] == "neg" or tree.lower[c] in ("never", "neither") for c in kids):
        return True
    parties = [c for c in kids if tree.dep[c] in ("nsubj", "nsubjpass", "dobj")]
    if any(_is_nobody(tree, c) for c in parties) or _in_no_way(tree, i):
        return True
    return tree.dep[i] == "conj" and tree.verbal(tree.head[i]) and _joined(tree, i)


def _is_nobody(tree: Tree, noun: int) -> bool:
    """Whether nobody is meant: "**no side** yielded"; who "has no **choice** but to go" goes."""
    if tree.lower[noun] in NOBODY:
        return True
    if not any(tree.lower[d] in NO_ONE for d in tree.kids(noun, "det", "neg", "preconj")):
        return False
    return tree.lemma[noun] not in CHOICES or not tree.has(noun, "prep")


def _in_no_way(tree: Tree, i: int) -> bool:
    return any(
        tree.lemma[p] in NO_WAYS and any(tree.lower[d] == "no" for d in tree.kids(p, "det"))
        for c in tree.kids(i, "prep")
        for p in tree.kids(c, "pobj")
    )


def _joined(tree: Tree, i: int) -> bool:
    """Whether the negation of the verb that `i` is joined to holds for it too."""
    head = tree.head[i]
    joints = [c for c in tree.kids(head, "cc") if c < i]
    if joints and tree.lower[joints[-1]] == "nor" and tree.has(i, "nsubj", "aux"):
        return True  # "nor did anyone ask"
    alone = not tree.has(i, "nsubj", "aux", "nsubjpass")
    either = any(tree.lower[c] in ("or", "nor") for c in tree.kids(head, "cc"))
    return alone and either and negated(tree, head)
