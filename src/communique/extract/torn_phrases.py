"""Phrases that the parser tears apart: "spoke with X to offer …" read as "with [X to offer]"."""

from __future__ import annotations

from communique.extract.slot_words import PICKING
from communique.extract.tree import INTRANSITIVE, Tree

#: With these "for" says where to: "left for Cairo to attend …".
DEPARTING = frozenset({"leave", "depart", "head", "set", "sail", "embark", "fly"})
#: Verbs whose passive keeps an object ("the envoy **given** a week").
GIVING = frozenset("give offer award grant hand deny send allow allot assign call name".split())


def torn_off(tree: Tree, verb: int, words: tuple[str, ...]) -> list[int]:
    """Whom the preposition `words` of a word governs, if a clause behind it has taken it: X."""
    behind = (c for c in tree.kids(verb, "advcl") if c > verb)
    torn = (c for c in behind if _takes_object(tree, c, words) or _describes(tree, c, words))
    found = next((tree.kids(c, "nsubj", "nsubjpass") for c in torn), [])
    return found or _made(tree, verb, words)


def _describes(tree: Tree, clause: int, words: tuple[str, ...]) -> bool:
    """Whether a participle has taken what a preposition governs: "asylum to [men holed up …]"."""
    subjects = tree.kids(clause, "nsubj", "nsubjpass")
    if tree.tag[clause] not in ("VBN", "VBG") or not subjects:
        return False
    before = min(tree.subtree(subjects[0])) - 1
    empty = before >= 0 and tree.dep[before] == "prep" and not tree.children[before]
    return empty and tree.lower[before] in words and tree.head[before] == tree.head[clause]


def repeated(tree: Tree, prep: int) -> list[int]:
    """A preposition and the same again behind "and": "met **with** X, and **with** Y"."""
    again = [c for c in tree.kids(prep, "conj") if tree.lower[c] == tree.lower[prep]]
    return [prep, *(p for c in again for p in repeated(tree, c))]


def before_purpose(tree: Tree, i: int) -> int:
    """What a preposition governs: X of "with [X to offer]" and of "with visiting X", else `i`.

    So X of "an accord [with X giving it …]", where a noun stands before.
    """
    if tree.dep[i] == "pcomp" and (infinitive(tree, i) or _rules(tree, i)):
        return next(iter(tree.kids(i, "nsubj", "nsubjpass")), i)
    if is_guest(tree, i):
        return next(iter(tree.kids(i, "dobj")))
    return i


def _rules(tree: Tree, clause: int) -> bool:
    """Whether a participle behind "with X" only tells what a thing agreed with X does."""
    prep = tree.head[clause]
    ours = tree.lower[prep] == "with" and tree.tag[clause] == "VBG"
    return ours and tree.has(clause, "nsubj") and tree.pos[tree.head[prep]] == "NOUN"


def is_guest(tree: Tree, i: int) -> bool:
    """Whether "visiting" stands before a guest ("talks with visiting President X")."""
    among = tree.dep[i] == "pcomp" and tree.lower[tree.head[i]] in ("with", "between")
    return among and tree.lower[i] == "visiting" and tree.has(i, "dobj")


def is_purpose(tree: Tree, i: int) -> bool:
    """Whether a clause with a subject is really a bare "to do" behind "with X"."""
    if tree.dep[i] == "pcomp":
        return infinitive(tree, i)
    words = ("with", "to", "for") if tree.lemma[tree.head[i]] in DEPARTING else ("with", "to")
    return tree.dep[i] == "advcl" and _takes_object(tree, i, words)


def hung(tree: Tree, i: int) -> bool:
    """Whether a main verb was read as a participle at its subject: "The Union **named** them"."""
    if tree.lemma[i] in INTRANSITIVE:
        return True
    root = tree.tag[i] == "VBN" and tree.dep[tree.head[i]] == "ROOT"
    return root and tree.has(i, "dobj") and tree.lemma[i] not in GIVING


def asked_for(tree: Tree, i: int) -> list[int]:
    """What somebody is to do where the parser hung it on nouns: "asked Chad **in a letter** to".

    Or where it was read as a purpose.
    """
    objects = tree.kids(i, "dobj")
    preps = [c for c in tree.kids(i, "prep") if tree.lower[c] in ("in", "by", "through", "during")]
    nouns = objects + [p for c in preps if objects for p in tree.kids(c, "pobj")]
    inside = [c for noun in nouns for c in tree.kids(noun, "acl")]
    behind = [c for c in tree.kids(i, "advcl") if c > i]
    return [c for c in (*behind, *inside) if infinitive(tree, c)]


def infinitive(tree: Tree, i: int) -> bool:
    """Whether a verb stands with "to"."""
    return any(tree.tag[c] == "TO" for c in tree.kids(i, "aux"))


def _takes_object(tree: Tree, clause: int, words: tuple[str, ...]) -> bool:
    """Whether a purpose clause has for its subject what a preposition before it governs."""
    if not infinitive(tree, clause) or not tree.has(clause, "nsubj", "nsubjpass"):
        return False
    empty = [c for c in tree.kids(tree.head[clause], "prep") if not tree.children[c]]
    return any(tree.lower[c] in words for c in (*tree.kids(clause, "mark"), *empty))


def counted(tree: Tree, i: int) -> int:
    """What is counted or picked out: of "14 of its **envoys**" and "some of **them**", else `i`."""
    if tree.pos[i] == "PROPN" or (tree.tag[i] != "CD" and tree.lower[i] not in PICKING):
        return i
    for prep in tree.kids(i, "prep"):
        if tree.lower[prep] == "of":
            return next(iter(tree.kids(prep, "pobj")), i)
    return i


def _made(tree: Tree, noun: int, words: tuple[str, ...]) -> list[int]:
    """What a participle at a noun took: "the meeting **held** in Oslo **between** X and Y"."""
    if words != ("between",):
        return []
    participles = (c for c in tree.kids(noun, "acl") if tree.tag[c] == "VBN")
    preps = (p for c in participles for p in tree.kids(c, "prep") if tree.lower[p] in words)
    return [token for prep in preps for token in tree.kids(prep, "pobj")]
