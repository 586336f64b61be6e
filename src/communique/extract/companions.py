"""Who acts along with a subject: "Chad, **along with Mali**, condemned …"."""

from __future__ import annotations

from communique.extract.tree import Tree

_ALONG = frozenset({"along", "together", "alongside"})
_JOINING = frozenset({"join"})
#: Verbs that stand for the one before: "and so **did** Mali", "as **has** Mali".
_PRO_VERBS = frozenset({"do", "have", "be"})
#: What is done again: "Mali **did the same**".
_AGAIN = frozenset({("do", "same"), ("do", "likewise"), ("follow", "suit")})


def companions(tree: Tree, verb: int, subject: int) -> list[int]:
    """The tokens of those who do `verb` along with its `subject`, or do the same.

    "Together with X, Y …", "Y, along with X, …", "Y, joined by X, …", "Y joined X in doing",
    "Y, like X, …", "Y …, and so did X", "Y …, as did X", "Y … and X did the same".
    """
    found = _along(tree, verb, verb) + _along(tree, subject, verb) + _too(tree, verb)
    for clause in tree.kids(subject, "acl"):
        if tree.lemma[clause] in _JOINING and tree.tag[clause] == "VBN":
            found += _objects(tree, tree.kids(clause, "agent", "prep"), ("by",))
    above = tree.head[tree.head[verb]]
    within = tree.dep[verb] == "pcomp" and tree.lower[tree.head[verb]] == "in"
    if within and tree.lemma[above] in _JOINING:
        found += tree.kids(above, "dobj")
    return [one for first in found for one in tree.conjuncts(first) if one != subject]


def _along(tree: Tree, at: int, verb: int) -> list[int]:
    """Who stands behind "along with", "together with" or "alongside" before the verb."""
    found: list[int] = []
    for prep in tree.kids(at, "prep", "advmod"):
        if prep > verb:
            continue
        low = tree.lower[prep]
        if low == "alongside":
            found += tree.kids(prep, "pobj")
        elif low == "like":  # but not "like many others"
            found += [p for p in tree.kids(prep, "pobj") if tree.pos[p] == "PROPN"]
        elif low in _ALONG:
            found += _objects(tree, tree.kids(prep, "prep"), ("with",))
        elif low == "with" and any(tree.lower[c] in _ALONG for c in tree.kids(prep, "advmod")):
            found += tree.kids(prep, "pobj")
    return found


def _too(tree: Tree, verb: int) -> list[int]:
    """Whoever a short clause behind the verb says does the same."""
    found: list[int] = []
    parted = [t for t in range(verb + 1, len(tree)) if tree.head[t] == t]
    for clause in tree.kids(verb, "conj", "advcl") + parted:
        fronts = {tree.lower[c] for c in tree.kids(clause, "advmod", "mark") if c < clause}
        subjects = tree.kids(clause, "nsubj")
        turned = tree.lemma[clause] in _PRO_VERBS and any(s > clause for s in subjects)
        behind = tree.kids(clause, "dobj", "advmod")
        again = any((tree.lemma[clause], tree.lower[c]) in _AGAIN for c in behind)
        if again or (turned and not {"so", "as"}.isdisjoint(fronts)):
            found += subjects
    return found


def _objects(tree: Tree, preps: list[int], words: tuple[str, ...]) -> list[int]:
    return [p for prep in preps if tree.lower[prep] in words for p in tree.kids(prep, "pobj")]
