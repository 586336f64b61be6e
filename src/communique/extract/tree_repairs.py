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


#: Verbs without an object, which cannot be participles of the passive ("the column **filed** in").
MOTION = frozenset(
    "file march walk come go arrive fall rampage gather return fly sail cross rally flee swarm "
    "surge pour stream converge riot rise roll rumble creep crawl advance retreat withdraw land "
    "clash erupt die perish emerge step slip trudge charge descend swoop protest chant strike "
    "assemble camp move head push".split()
)


def repair(tree: Tree) -> None:
    """Put right what the parser is known to get wrong."""
    for i in range(len(tree)):
        if tree.verbal(i) and tree.lemma[i] == tree.lower[i] and tree.lower[i] in PAST:
            tree.lemma[i] = PAST[tree.lower[i]]
            tree.tag[i] = "VBD" if tree.tag[i] in ("VBP", "VB") else tree.tag[i]
        if tree.dep[i] == "ccomp" and _stands_apart(tree, i):
            tree.dep[i] = "clause"
    for i in range(len(tree)):
        if tree.verbal(i) and not tree.has(i, *SUBJECTS):
            _free_subject(tree, i)
        if tree.dep[i] == "prep" and not tree.children[i]:
            _mend_torn(tree, i)
        if tree.dep[i] == "ROOT" and tree.pos[i] in ("NOUN", "PROPN"):
            _raise_verb(tree, i)
        elif tree.dep[i] == "ROOT" and tree.tag[i].startswith("VB"):
            _change_root(tree, i)
        elif tree.dep[i] == "acl" and tree.lemma[i] in MOTION:
            _free_motion(tree, i)


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


def _mend_torn(tree: Tree, prep: int) -> None:
    """Give a preposition what a participle behind it took: "asylum to [officers holed up]"."""
    for clause in tree.kids(tree.head[prep], "advcl", "ccomp"):
        if clause < prep or tree.tag[clause] not in ("VBN", "VBG", "VBD"):
            continue
        if tree.has(clause, "aux", "auxpass", "mark"):
            continue
        for noun in tree.kids(clause, "nsubj", "nsubjpass"):
            if min(tree.subtree(noun)) == prep + 1:
                _move(tree, noun, prep, "pobj")
                _move(tree, clause, noun, "acl")
                return


def _raise_verb(tree: Tree, noun: int) -> None:
    """Make a sentence of "Doctors [from Rome donated tents]", read as a noun with a participle."""
    for verb in tree.kids(noun, "acl"):
        if verb > noun and not tree.has(noun, "relcl") and _acts(tree, verb):
            _take_over(tree, verb, noun)
            return


def _acts(tree: Tree, verb: int) -> bool:
    """Whether a participle is really a verb in the past: it has an object, or can have none."""
    if tree.tag[verb] not in ("VBN", "VBD") or tree.has(verb, "aux", "auxpass", "agent"):
        return False
    return tree.has(verb, "dobj") or tree.lemma[verb] in MOTION


def _change_root(tree: Tree, root: int) -> None:
    """Find the main verb behind "police **acting** for a judge [sealed the house]"."""
    subject = next(iter(tree.kids(root, "nsubj", "nsubjpass")), None)
    if subject is None or subject > root or tree.has(root, "aux", "auxpass", "mark", "dobj"):
        return
    if tree.tag[root] == "VBG":
        inside = tree.subtree(root)
        verbs = [v for v in inside if v > root and tree.dep[v] == "acl" and tree.tag[v] == "VBD"]
    elif tree.tag[root] in ("VBD", "VBN") and tree.has(root, "prep", "agent"):
        verbs = [c for c in tree.kids(root, "ccomp") if c > root and tree.tag[c] == "VBD"]
        verbs = [c for c in verbs if not tree.has(c, "mark", "aux", *SUBJECTS)]
    else:
        return
    if verbs and not any(tree.lower[t] in (",", '"', "'") for t in range(root, verbs[0])):
        verb = verbs[0]
        tree.children[tree.head[verb]].remove(verb)
        tree.head[verb] = subject
        tree.children[subject] = sorted([*tree.children[subject], verb])
        for c in [c for c in tree.children[root] if c > verb]:
            _move(tree, c, verb, tree.dep[c])
        tree.children[root].remove(subject)
        tree.head[subject], tree.dep[subject] = subject, "ROOT"
        tree.tag[root] = "VBN" if tree.tag[root] == "VBD" else tree.tag[root]
        tree.head[root], tree.dep[root] = subject, "acl"
        tree.children[subject] = sorted([*tree.children[subject], root])
        _take_over(tree, verb, subject)


def _take_over(tree: Tree, verb: int, noun: int) -> None:
    """Make `verb`, a child of the root `noun`, the root, with `noun` as its subject."""
    tree.children[noun].remove(verb)
    tree.dep[verb], tree.head[verb], tree.tag[verb] = "ROOT", verb, "VBD"
    for c in [c for c in tree.children[noun] if c > verb]:
        _move(tree, c, verb, tree.dep[c])
    tree.dep[noun], tree.head[noun] = "nsubj", verb
    tree.children[verb] = sorted([noun, *tree.children[verb]])


def _free_motion(tree: Tree, verb: int) -> None:
    """Let "rampaged" of "crowds angered by the tax rampaged" be what the crowds did."""
    if tree.tag[verb] not in ("VBN", "VBD") or not _acts(tree, verb):
        return
    noun = tree.head[verb]
    while tree.dep[noun] == "pobj":
        above = tree.head[tree.head[noun]]
        if tree.dep[above] == "acl":
            above = tree.head[above]
        if tree.verbal(above):
            break
        noun = above
    if noun != tree.head[verb] and tree.pos[noun] in ("NOUN", "PROPN") and noun < verb:
        if tree.head[noun] == noun:
            _move(tree, verb, noun, "clause")
            _take_over(tree, verb, noun)
        else:
            _move(tree, verb, tree.head[noun], "clause")
            _move(tree, noun, verb, "nsubj")


def _move(tree: Tree, i: int, head: int, dep: str) -> None:
    tree.children[tree.head[i]].remove(i)
    tree.children[head] = sorted([*tree.children[head], i])
    tree.head[i], tree.dep[i] = head, dep
