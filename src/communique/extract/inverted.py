"""Subjects that stand behind a form of "be": "also condemning the raid were **Chad and Mali**"."""

from __future__ import annotations

from communique.extract.tree import RELATIVES, Tree

#: Words that only point at who is named behind "be": "the **one** who condemned it was X".
POINTING = frozenset({"those", "one", "ones", "first", "last", "latest", "person", "people"})


def inverted(tree: Tree, verb: int) -> list[int]:
    """Who does `verb`, where a "be" parts the two; [] if the sentence is built otherwise.

    "Condemning X was Y", "among those condemning X were Y", "it was Y that condemned X", "the one
    who condemned X was Y".
    """
    be = _after_participle(tree, verb) or _cleft(tree, verb) or _pointed(tree, verb)
    if be is None:
        return []
    own = [c for c in tree.kids(be, "nsubj", "attr") if c > be or tree.dep[c] == "attr"]
    return [c for c in own if tree.tag[c] not in RELATIVES and tree.lower[c] not in POINTING]


def _is_be(tree: Tree, i: int) -> bool:
    return tree.lower[i] in ("is", "are", "was", "were")


def _after_participle(tree: Tree, verb: int) -> int | None:
    """The "was" behind a participle that begins the sentence: "**also applying** were X"."""
    if tree.tag[verb] != "VBG" or tree.has(verb, "nsubj", "nsubjpass"):
        return None
    above = tree.head[verb]
    if tree.dep[verb] == "csubj" and verb < above and _is_be(tree, above):
        return above
    after = [c for c in tree.kids(verb, "aux", "cop") if c > verb and _is_be(tree, c)]
    return after[0] if after and not any(c < verb for c in tree.kids(verb, "aux")) else None


def _cleft(tree: Tree, verb: int) -> int | None:
    """The "was" of "it was X that did it"."""
    be = tree.head[verb]
    subjects = tree.kids(verb, "nsubj")
    relative = bool(subjects) and tree.tag[subjects[0]] in RELATIVES
    if not relative or not _is_be(tree, be) or tree.dep[verb] not in ("ccomp", "advcl", "relcl"):
        return None
    empty = any(tree.lower[c] == "it" for c in tree.kids(be, "nsubj", "expl"))
    return be if empty else None


def _pointed(tree: Tree, verb: int) -> int | None:
    """The "was" of "among those doing it was X" and "the one who did it was X"."""
    noun = tree.head[verb]
    if tree.dep[verb] not in ("acl", "relcl") or tree.lower[noun] not in POINTING:
        return None
    above = tree.head[noun]
    if tree.dep[noun] == "pobj" and tree.lower[above] in ("among", "of"):
        above = tree.head[above]
    elif tree.dep[noun] != "nsubj":
        return None
    return above if _is_be(tree, above) and above > verb else None


def receivers(tree: Tree, verb: int, slot: str) -> list[int]:
    """Whom something is given "to" without that word: "will send **Chad** more buses"."""
    if slot != "to" or not tree.has(verb, "dobj"):
        return []
    return [c for c in tree.kids(verb, "dative") if tree.pos[c] == "PROPN"]
