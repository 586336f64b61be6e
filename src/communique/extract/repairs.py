"""Slips of the parser that can be told by grammar alone, put right in the lists of a `Tree`.

A verb joined by "and" to a clause whose tense it cannot share belongs to the verb above that has
it: "**warned** that the sea would fall and **urged** …" tells of one who warned and urged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from communique.extract.tree import Tree

SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
PRESENT = frozenset({"has", "have", "is", "are", "does", "do", "'s", "'ve", "'re", "will", "shall"})
PAST = frozenset({"had", "was", "were", "did"})
#: Where a finite verb stands that the tagger took for a plural noun.
CLAUSAL = frozenset({"ROOT", "ccomp", "conj", "relcl", "advcl"})
SHORTEST = 4  # letters of a verb with its "s"


def mend(tree: Tree) -> None:
    """Put right what can be told from the tags and relations of the tree, in place."""
    for i in range(len(tree)):
        if tree.tag[i] == "NNS" and _acts(tree, i):
            tree.tag[i], tree.pos[i] = "VBZ", "VERB"
        if tree.dep[i] == "ccomp" and _parted(tree, i):
            _set_free(tree, i)
    for i in range(len(tree)):
        if tree.dep[i] == "conj" and (above := _governing(tree, i)) is not None:
            tree.children[tree.head[i]].remove(i)
            tree.head[i] = above
            tree.children[above] = sorted([*tree.children[above], i])


def _parted(tree: Tree, i: int) -> bool:
    """Whether a semicolon parts a clause from the verb behind it, which it then completes not."""
    head = tree.head[i]
    if not i < head or not (tree.verbal(i) and tree.has(i, *SUBJECTS)):
        return False
    return any(tree.text[t] == ";" for t in range(i + 1, head))


def _set_free(tree: Tree, i: int) -> None:
    tree.children[tree.head[i]].remove(i)
    tree.head[i], tree.dep[i] = i, "ROOT"


def _acts(tree: Tree, i: int) -> bool:
    """Whether a plural noun is a verb: "he respectfully **rejects** the ruling"."""
    if tree.dep[i] not in CLAUSAL or len(tree.text[i]) < SHORTEST:
        return False
    subject = any(c < i for c in tree.kids(i, "nsubj"))
    return subject and any(c > i for c in tree.kids(i, "dobj", "ccomp", "xcomp"))


def _governing(tree: Tree, i: int) -> int | None:
    """The verb above that `i` shares its subject with, if not with the one it hangs on."""
    head = tree.head[i]
    if not (tree.verbal(i) and tree.verbal(head)) or tree.has(i, *SUBJECTS):
        return None
    own, joined = _tense(tree, i), _tense(tree, head)
    if own is None or own == joined or _may_share_helper(tree, head, i):
        return None
    if joined is not None and tree.dep[tree.first_conjunct(head)] == "relcl":
        return None  # "Luxembourg, which chairs the council and told …"
    at = head
    while tree.head[at] != at:
        at = tree.head[at]
        if tree.verbal(at) and _tense(tree, at) == own and tree.has(at, *SUBJECTS):
            return at
    return None


def _may_share_helper(tree: Tree, head: int, i: int) -> bool:
    """Whether a past form may be a participle: "has established ties and **opened** …"."""
    perfect = tree.tag[head] == "VBN" and tree.has(head, "aux", "auxpass")
    return perfect and tree.lower[i].endswith("ed") and not tree.has(i, "aux", "auxpass")


def _tense(tree: Tree, i: int) -> str | None:
    """`past` or `present`, None for what is not finite or stands with a modal."""
    helpers = [tree.lower[c] for c in tree.kids(i, "aux", "auxpass")]
    for word in helpers:
        if word in PRESENT:
            return "present"
        if word in PAST:
            return "past"
    if helpers:
        return None
    if tree.tag[i] == "VBD":
        return "past"
    return "present" if tree.tag[i] in ("VBZ", "VBP") else None
