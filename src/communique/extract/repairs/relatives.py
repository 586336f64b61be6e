"""Clauses that describe a noun, hung on the nearest word instead of the one that they fit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from communique.extract.tree import Tree

#: Nouns that head long names: "the **Partnership** to Protect the Sea 2030, which …".
HEADS = frozenset(
    "partnership agreement treaty accord pact protocol convention declaration charter programme "
    "program initiative plan project fund council committee commission alliance forum dialogue "
    "mission framework memorandum compact coalition summit conference office centre center "
    "resolution act corridor facility network".split()
)
#: From a word inside a name up to the noun that heads it.
INSIDE = frozenset(
    "pobj prep dobj advcl acl appos nummod compound conj nmod poss amod xcomp relcl".split()
)
ATTACKS = frozenset(
    "attack raid bombing strike airstrike blast explosion shelling clash offensive ambush "
    "shooting assault bombardment massacre battle fighting violence bomb rocket missile "
    "barrage".split()
)
TALKS = frozenset(
    "talk talks meeting visit summit negotiation conference dialogue consultation session trip "
    "tour exercise drill manoeuvre maneuver operation offensive strike protest truce ceasefire "
    "war "
    "blockade siege campaign trial election crackdown".split()
)
DEALS = frozenset(
    "agreement treaty accord pact protocol memorandum convention declaration deal contract truce "
    "ceasefire statement communique charter".split()
)
LIMITS = frozenset(
    "sanction tariff ban embargo curfew restriction blockade duty quota fine penalty levy".split()
)
CLAIMS = frozenset(
    "allegation accusation charge claim report demand proposal suggestion offer request rumour "
    "rumor invitation call".split()
)
#: What the antecedent of "which" must be, by the verb of its clause.
FITS = {
    **dict.fromkeys(("kill", "injure", "wound", "destroy", "damage", "wreck"), ATTACKS),
    **dict.fromkeys(
        ("begin", "start", "open", "end", "last", "resume", "continue", "take", "conclude"), TALKS
    ),
    **dict.fromkeys(("sign", "ratify", "initial", "conclude", "negotiate"), DEALS),
    **dict.fromkeys(("impose", "lift", "slap", "ease"), LIMITS),
    **dict.fromkeys(("deny", "reject", "dismiss", "refute", "turn"), CLAIMS),
    **dict.fromkeys(("launch", "mount", "stage", "unleash"), ATTACKS | TALKS | HEADS),
}
FURTHEST = 8  # steps up from the word that the clause was hung on


def hang_on_name(tree: Tree, verb: int) -> None:
    """Hang a clause behind a long name on the noun that heads the name, not on its last word."""
    if not _describes(tree, verb) or tree.lemma[tree.head[verb]] in HEADS:
        return
    if "," not in tree.text[tree.head[verb] : verb]:
        return
    for noun in _above(tree, tree.head[verb]):
        if tree.text[noun][:1].isupper() and tree.lemma[noun] in HEADS:
            if _is_name(tree, noun, tree.head[verb]):
                tree.hang(verb, noun, tree.dep[verb])
            return


def hang_on_fit(tree: Tree, verb: int) -> None:
    """Hang "which killed 12" of "the attack on the town, which killed 12" on the attack."""
    fit = FITS.get(tree.lemma[verb])
    if fit is None or not _describes(tree, verb) or tree.lemma[tree.head[verb]] in fit:
        return
    for noun in _above(tree, tree.head[verb]):
        if tree.lemma[noun] in fit and noun < tree.head[verb]:
            tree.hang(verb, noun, tree.dep[verb])
            return


def _describes(tree: Tree, verb: int) -> bool:
    """Whether a clause with "which", or a participle with its agent, describes a thing."""
    if tree.dep[verb] == "relcl":
        words = {tree.lower[c] for c in tree.subtree(verb) if tree.tag[c] == "WDT"}
        return bool(words & {"which", "that"})
    return tree.dep[verb] == "acl" and tree.tag[verb] == "VBN" and tree.has(verb, "agent")


def _above(tree: Tree, i: int) -> Iterator[int]:
    """The nouns above a word that it may belong to, the nearest first."""
    for _ in range(FURTHEST):
        if tree.head[i] == i or tree.dep[i] not in INSIDE:
            return
        i = tree.head[i]
        if tree.verbal(i) and tree.dep[i] not in INSIDE:
            return
        before = min(tree.subtree(i)) - 1
        if tree.verbal(i) and tree.text[i][:1].isupper() and before >= 0:
            yield before  # "the Partnership to **Protect** the Sea"
        if tree.pos[i] in ("NOUN", "PROPN"):
            yield i


def _is_name(tree: Tree, first: int, last: int) -> bool:
    """Whether all words of any length between two tokens are capitalized, or numbers."""
    words = tree.text[first : last + 1]
    return first < last and all(w[:1].isupper() or not w.isalpha() or len(w) <= 3 for w in words)
