"""Main verbs that the parser took for participles, and participles that it took for main verbs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.extract.repairs.clauses import SUBJECTS

if TYPE_CHECKING:
    from communique.extract.tree import Tree

#: Verbs without an object, which cannot be participles of the passive ("the column **filed** in").
MOTION = frozenset(
    "file march walk come go arrive fall rampage gather return fly sail cross rally flee swarm "
    "surge pour stream converge riot rise roll rumble creep crawl advance retreat withdraw land "
    "clash erupt die perish emerge step slip trudge charge descend swoop protest chant strike "
    "assemble camp move head push ram crash plough plow slam barge burst".split()
)

#: What meetings do ("an EU summit **opened** in Sofia"), though things may be so treated.
BEGUN = frozenset("open close begin end start conclude resume reopen adjourn collapse".split())
GATHERINGS = frozenset(
    "summit meeting conference talk talks session forum congress ministerial negotiation".split()
)


def find_main_verb(tree: Tree, i: int) -> None:
    """Put right which verb is the main one, seen from a root or a participle."""
    if tree.dep[i] == "ROOT" and tree.pos[i] in ("NOUN", "PROPN"):
        _raise_verb(tree, i)
    elif tree.dep[i] == "ROOT" and tree.tag[i].startswith("VB"):
        _change_root(tree, i)
    elif tree.dep[i] == "acl" and (tree.lemma[i] in MOTION or _is_past(tree, i)):
        _free_motion(tree, i)


def _raise_verb(tree: Tree, noun: int) -> None:
    """Make a sentence of "Doctors [from Rome donated tents]", read as a noun with a participle."""
    for verb in tree.kids(noun, "acl"):
        if verb > noun and _is_main(tree, verb, noun):
            _take_over(tree, verb, noun)
            return
    for thing in tree.kids(noun, "appos"):
        done = [v for v in tree.kids(thing, "amod") if tree.tag[v] in ("VBN", "VBD")]
        if done and _follows_aside(tree, done[0], noun):
            tree.hang(done[0], noun, "acl")
            tree.hang(thing, done[0], "dobj")
            _take_over(tree, done[0], noun)
            return


def _follows_aside(tree: Tree, verb: int, noun: int) -> bool:
    """Whether a verb stands right behind what two commas part: "jets, with help, **bombed** it"."""
    return tree.text[verb - 1] == "," and "," in tree.text[noun : verb - 1]


def _is_main(tree: Tree, verb: int, noun: int) -> bool:
    """Whether a participle of a root noun acts; behind a clause with commas it always does."""
    told = [c for c in tree.kids(noun, "relcl", "appos") if c < verb]
    if not told:
        return not tree.has(noun, "relcl") and _acts(tree, verb)
    closed = tree.lower[verb - 1] == "," and "," in tree.lower[noun + 1 : told[0]]
    passive = tree.has(verb, "aux", "auxpass", "agent")
    return closed and tree.tag[verb] in ("VBN", "VBD") and not passive


def _acts(tree: Tree, verb: int) -> bool:
    """Whether a participle is really a verb in the past: it has an object, or can have none."""
    if tree.tag[verb] not in ("VBN", "VBD") or tree.has(verb, "aux", "auxpass", "agent"):
        return False
    gathers = tree.lemma[verb] in BEGUN and tree.lemma[tree.head[verb]] in GATHERINGS
    return tree.has(verb, "dobj") or tree.lemma[verb] in MOTION or gathers


def _is_past(tree: Tree, verb: int) -> bool:
    """Whether it is a past form with an object: "crowds angered by the tax **set** fire to it"."""
    return tree.tag[verb] == "VBD" and tree.has(verb, "dobj") and not tree.has(verb, *SUBJECTS)


def _change_root(tree: Tree, root: int) -> None:
    """Find the main verb behind "police **acting** for a judge [sealed the house]"."""
    subject = next(iter(tree.kids(root, "nsubj", "nsubjpass")), None)
    if subject is None or subject > root or tree.has(root, "aux", "auxpass", "mark", "dobj"):
        return
    verbs = _verbs_behind(tree, root)
    if verbs and not any(tree.lower[t] in (",", '"', "'") for t in range(root, verbs[0])):
        verb = verbs[0]
        tree.hang(verb, subject, tree.dep[verb])
        for c in [c for c in tree.children[root] if c > verb]:
            tree.hang(c, verb, tree.dep[c])
        tree.children[root].remove(subject)
        tree.head[subject], tree.dep[subject] = subject, "ROOT"
        tree.tag[root] = "VBN" if tree.tag[root] == "VBD" else tree.tag[root]
        tree.head[root], tree.dep[root] = subject, "acl"
        tree.children[subject] = sorted([*tree.children[subject], root])
        _take_over(tree, verb, subject)


def _verbs_behind(tree: Tree, root: int) -> list[int]:
    """The verbs behind a root that may be a participle, one of which the main verb is."""
    if tree.tag[root] == "VBG":
        inside = [v for v in tree.subtree(root) if v > root]
        return [v for v in inside if tree.dep[v] == "acl" and tree.tag[v] == "VBD"]
    if tree.tag[root] in ("VBD", "VBN") and tree.has(root, "prep", "agent"):
        verbs = [c for c in tree.kids(root, "ccomp") if c > root and tree.tag[c] == "VBD"]
        return [c for c in verbs if not tree.has(c, "mark", "aux", *SUBJECTS)]
    return []


def _take_over(tree: Tree, verb: int, noun: int) -> None:
    """Make `verb`, a child of the root `noun`, the root, with `noun` as its subject."""
    tree.children[noun].remove(verb)
    tree.dep[verb], tree.head[verb], tree.tag[verb] = "ROOT", verb, "VBD"
    for c in [c for c in tree.children[noun] if c > verb]:
        tree.hang(c, verb, tree.dep[c])
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
            tree.hang(verb, noun, "clause")
            _take_over(tree, verb, noun)
        else:
            tree.hang(verb, tree.head[noun], "clause")
            tree.hang(noun, verb, "nsubj")
