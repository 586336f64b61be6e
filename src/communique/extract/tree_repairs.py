"""Mistakes of the parser that would cost whole sentences, put right before anybody asks.

Each repair looks for one shape that the parser is known to get wrong in news prose.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from communique.extract.tree import Tree

#: What parts two clauses of which neither is about the other: "they left; talks are over".
BREAKS = frozenset({";", ":", "--", "—", "–"})
MONTHS = frozenset(
    "january february march april may june july august september october november december "
    "jan jan. feb feb. mar mar. apr apr. jun jun. jul jul. aug aug. sep sep. sept sept. oct oct. "
    "nov nov. dec dec.".split()
)
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
#: Past forms that the tagger takes for present ones, and the lemmatizer leaves as they are.
PAST = {
    "slew": "slay", "slain": "slay", "shot": "shoot", "struck": "strike", "fled": "flee",
    "led": "lead", "met": "meet", "held": "hold", "took": "take", "broke": "break",
    "drove": "drive", "gave": "give", "sought": "seek", "swept": "sweep", "threw": "throw",
    "withdrew": "withdraw", "forbade": "forbid", "fought": "fight", "flung": "fling",
    "hung": "hang", "stole": "steal", "tore": "tear", "froze": "freeze", "shook": "shake",
    "blew": "blow", "drew": "draw", "clung": "cling", "swung": "swing", "dug": "dig",
}  # fmt: skip


def repair(tree: Tree) -> None:
    """Put right what the parser is known to get wrong."""
    for i in range(len(tree)):
        if tree.verbal(i) and tree.lemma[i] == tree.lower[i]:
            tree.lemma[i] = PAST.get(tree.lower[i], tree.lemma[i])
        if tree.dep[i] == "ccomp" and _stands_apart(tree, i):
            tree.dep[i] = "clause"
    for i in range(len(tree)):
        if tree.verbal(i) and not tree.has(i, *SUBJECTS):
            _free_subject(tree, i)


def _stands_apart(tree: Tree, clause: int) -> bool:
    """Whether a semicolon stands between a clause and the verb behind that it is hung on."""
    return any(tree.lower[t] in BREAKS for t in range(clause, tree.head[clause]))


def _free_subject(tree: Tree, verb: int) -> None:
    """Give a verb the subject that the date in front swallowed: "On 3 May gunmen opened fire"."""
    if tree.tag[verb] not in ("VBD", "VBZ", "VBP") and not tree.has(verb, "aux", "auxpass"):
        return
    for prep in tree.kids(verb, "prep"):
        if prep > verb or tree.lower[prep] not in ("on", "in"):
            continue
        for noun in tree.kids(prep, "pobj"):
            dated = [c for c in tree.children[noun] if c < noun and tree.lower[c] in MONTHS | DAYS]
            if dated and noun < verb and tree.lower[noun] not in MONTHS | DAYS:
                _move(tree, noun, verb, "nsubjpass" if tree.has(verb, "auxpass") else "nsubj")
                for c in [c for c in tree.children[noun] if c < dated[-1]]:
                    _move(tree, c, dated[-1], tree.dep[c])
                _move(tree, dated[-1], prep, "pobj")
                return


def _move(tree: Tree, i: int, head: int, dep: str) -> None:
    tree.children[tree.head[i]].remove(i)
    tree.children[head] = sorted([*tree.children[head], i])
    tree.head[i], tree.dep[i] = head, dep
