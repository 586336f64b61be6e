"""Words about what somebody has just done: "welcomed **the decision**"."""

from __future__ import annotations

from communique.extract.tree import Tree

#: Words of these types are said of the deed before, where they name none who did it.
ABOUT_DEEDS = frozenset({"SUPPORT", "ACCUSE"})
#: Nouns that take up what somebody did.
DEEDS = frozenset(
    ["act", "action", "announcement", "arrest", "assault", "attack", "ban", "bombing", "comment",
     "crackdown", "decision", "detention", "expulsion", "extradition", "gesture", "gift", "help",
     "initiative", "killing", "law", "measure", "move", "offer", "pledge", "raid", "release",
     "remark", "ruling", "sentence", "shelling", "step", "strike", "test", "verdict", "visit",
     "vote", "withdrawal"]
)  # fmt: skip
DEFINITE = frozenset({"the", "this", "that", "these", "those"})


def takes_up_deed(tree: Tree, verb: int) -> bool:
    """Whether the object of `verb` is a deed told before: "condemned **the attack**", "it"."""
    objects = tree.kids(verb, "dobj", "nsubjpass")
    for clause in tree.kids(verb, "ccomp", "xcomp"):  # "called **the arrests** unacceptable"
        objects += [] if tree.verbal(clause) else tree.kids(clause, "nsubj")
    return any(_is_deed(tree, i) for i in objects)


def _is_deed(tree: Tree, noun: int) -> bool:
    if tree.lower[noun] == "it":
        return True
    told = {tree.lower[c] for c in tree.kids(noun, "det")} & DEFINITE
    return tree.lemma[noun] in DEEDS and bool(told)
