"""What two do to each other: "accused **each other**", "expelled **one another's** envoys"."""

from __future__ import annotations

from collections.abc import Iterator

from communique.extract.tree import Tree

#: The first word of the pair by the second.
PAIRS = {"other": "each", "another": "one"}
#: Relations from the words for each other up to the words in whose object they stand.
_WITHIN = frozenset({"det", "poss", "dobj", "dative", "pobj", "prep", "xcomp"})


#: Whom each accuses, by a noun: "the other **side**".
SIDES = frozenset({"side", "party", "camp"})
#: Words by which two are told one by one.
BOTH = frozenset({"both", "each"})


def is_mutual(tree: Tree, head: int) -> bool:
    """Whether what a verb tells is done by each of several to the other."""
    return any(head in _above(tree, i) for i in range(1, len(tree)) if _is_other(tree, i, head))


def _is_other(tree: Tree, i: int, head: int) -> bool:
    """Whether words mean each other: "one another", "each side blamed **the other**"."""
    before = tree.lower[i - 1]
    if PAIRS.get(tree.lower[i]) == before:
        return True
    told = [t for s in tree.kids(head, "nsubj") for t in tree.subtree(s)] + tree.children[head]
    return (before, tree.lower[i]) == ("the", "other") and any(tree.lower[t] in BOTH for t in told)


def _above(tree: Tree, i: int) -> Iterator[int]:
    """Yield what a word stands in the object of, up to the verb that governs the infinitive."""
    if tree.dep[i] == "amod" and tree.lemma[tree.head[i]] in SIDES:
        i = tree.head[i]
    while tree.dep[i] in _WITHIN:
        i = tree.head[i]
        yield i
