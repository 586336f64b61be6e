"""Steps told by set phrases around an instrument: "put their names to", "put … on ice".

Such phrases are read from the words in their order, since the parse hangs their prepositions now on
the verb, now on a noun.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from communique.extract.agreement_places import Spot
    from communique.extract.tree import Tree

REACH = 12  # tokens between the instrument and the far end of a phrase
GAP = 7  # tokens between two words of a phrase
NEAR = 8  # tokens between a verb and the instrument that it has lost
OPENING = frozenset({"DT", "PRP$", "PDT", "CD", "JJ"})


@dataclass(frozen=True, slots=True)
class Placed:
    """A step told by the place of an instrument: its status, and the verb of that clause.

    `parties` says that the subject of the verb is party to it.
    """

    status: str
    clause: int
    parties: bool


class IdiomReader:
    """Finds the phrases of three words and more; built once from the words of the steps."""

    def __init__(self, phrases: Mapping[str, str]) -> None:
        split = {tuple(phrase.split()): status for phrase, status in phrases.items()}
        self.phrases = {words: status for words, status in split.items() if len(words) > 2}

    def __call__(self, spot: Spot) -> Iterator[tuple[str, int]]:
        """Yield the status and the verb of each phrase that brings the spot further."""
        tree = spot.work.tree
        end = spot.first - 1
        while end > 0 and tree.tag[end] in OPENING:
            end -= 1
        for words, status in self.phrases.items():
            verb = _before(tree, words, end)
            if verb is None:
                verb = _around(tree, words, spot)
            if verb is not None:
                yield status, verb


def _is(tree: Tree, i: int, word: str) -> bool:
    return word in (tree.lower[i], tree.lemma[i])


def _before(tree: Tree, words: tuple[str, ...], end: int) -> int | None:
    """The verb of "put their names to" that ends at token `end`, before the instrument."""
    if end < 0 or tree.lower[end] != words[-1]:
        return None
    at = end
    for word in reversed(words[:-1]):
        near = range(at - 1, max(-1, at - 2 - GAP), -1)
        found = next((j for j in near if _is(tree, j, word)), None)
        if found is None or any(tree.text[j] in (".", ";") for j in range(found, at)):
            return None
        at = found
    return at if tree.verbal(at) and end - at <= REACH else None


def _around(tree: Tree, words: tuple[str, ...], spot: Spot) -> int | None:
    """The verb of "put the treaty on ice", "the treaty was put on ice"."""
    verb = tree.governor(spot.head)
    top = spot.head
    while tree.dep[top] == "pobj" and tree.dep[tree.head[top]] == "prep":
        top = tree.head[tree.head[top]]  # "put its adherence to the treaty on ice"
    if not _is(tree, verb, words[0]) or tree.dep[top] not in ("dobj", "nsubjpass"):
        return None
    start = verb + 1 if verb > spot.last else spot.noun + 1
    tail, rest = len(words) - 1, tree.lower[start : start + REACH]
    wanted = list(words[1:])
    found = any(rest[k : k + tail] == wanted for k in range(len(rest)))
    return verb if found else None


def participle_behind(tree: Tree, spot: Spot) -> int | None:
    """ "the accord initialled here on Friday", however the parse hangs the participle."""
    i = spot.last + 1
    while i < len(tree) and tree.text[i] in ("(", ")", ","):
        i += 1
    bare = i < len(tree) and tree.tag[i] in ("VBN", "VBD")
    return i if bare and not tree.has(i, "dobj", "nsubj") else None


def verb_before(tree: Tree, spot: Spot) -> int | None:
    """ "signed at breakfast on Wednesday an accord": the verb before, times and places between."""
    if tree.dep[spot.head] in ("nsubj", "nsubjpass"):
        return None
    for i in range(spot.first - 1, max(-1, spot.first - 1 - NEAR), -1):
        if tree.verbal(i):
            own = [k for k in tree.kids(i, "dobj", "nsubjpass") if not spot.first <= k <= spot.last]
            return None if own or tree.head[spot.head] == i else i
        if tree.text[i] in (".", ";", ":"):
            return None
    return None


def founds(tree: Tree, verb: int) -> bool:
    """Whether a participle tells what an instrument makes: "an agreement establishing …"."""
    made = tree.lemma[verb] in ("establish", "create", "found", "institute")
    return made and tree.tag[verb] == "VBG" and tree.dep[verb] == "acl"


def opens_relative(tree: Tree, verb: int) -> bool:
    """Whether the clause of `verb` begins with "which", however the parse hangs it."""
    return any(
        tree.tag[c] == "WDT" and c < verb for c in tree.kids(verb, "dobj", "nsubj", "nsubjpass")
    )


def to_be_done(tree: Tree, at: int) -> bool:
    """Whether the verb is a passive infinitive beside a noun: "the memorandum to be signed"."""
    return tree.dep[at] in ("acl", "relcl") and any(
        tree.tag[c] == "TO" for c in tree.kids(at, "aux")
    )


def place_step(spot: Spot) -> Placed | None:
    """The step told by where the instrument stands: "under a treaty", "have a treaty"."""
    tree = spot.work.tree
    up, dep = tree.head[spot.head], tree.dep[spot.head]
    if dep == "pobj":
        return _behind_preposition(spot, tree, up)
    if dep == "dobj" and tree.lemma[up] == "have" and tree.has(up, "nsubj"):
        states = spot.kind != "agreement" or tree.lemma[spot.noun] != "deal"  # "we have a deal"
        return Placed("in_force", up, parties=True) if states else None
    behind = dep == "dobj" and tree.lower[up] in ("following", "after")
    made = behind and spot.determiner in ("a", "an") and tree.tag[up] == "VBG"
    return Placed("agreed", tree.governor(up), parties=False) if made else None


def _behind_preposition(spot: Spot, tree: Tree, prep: int) -> Placed | None:
    """Flown home "under a 2004 treaty", "following an agreement"; said "in a joint declaration"."""
    word, above = tree.lower[prep], tree.head[prep]
    if word == "under" and spot.form == "described" and tree.verbal(above):
        return Placed("in_force", above, parties=False)
    if word in ("following", "after") and spot.determiner in ("a", "an"):
        return Placed("agreed", tree.governor(prep), parties=False)
    said = said_in(spot)
    return None if said is None else Placed("agreed", said, parties=True)


def said_in(spot: Spot) -> int | None:
    """The verb of what two say "in a joint declaration", which makes them its parties."""
    tree = spot.work.tree
    if spot.kind != "declaration" or not spot.name.lower().startswith("joint "):
        return None
    prep = tree.head[spot.head]
    if tree.dep[spot.head] != "pobj" or tree.lower[prep] != "in":
        return None
    verb = tree.head[prep]
    return verb if tree.verbal(verb) and spot.determiner in ("a", "the", "their") else None
