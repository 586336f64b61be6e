"""Places: where the sentence says that an event happened."""

from __future__ import annotations

from communique.extract.arguments import Arguments
from communique.extract.tree import Tree

PREPOSITIONS = ("in", "at", "near", "outside")
#: Where else the streets of a town stand: "took to the streets of Lome", "filled a square in Lome".
STREET_SLOTS = ("to", "into", "onto", "on", "through", "obj")
STREETS = frozenset(
    {"street", "square", "avenue", "boulevard", "centre", "center", "suburb", "slum"}
)
#: Nouns that lead up to the name of a place: "in the port of Lome".
SPOTS = STREETS | frozenset(
    "capital city county district enclave island outskirt peninsula port province region resort "
    "state territory town valley village".split()
)


def place_of(
    tree: Tree, args: Arguments, head: int, anchor: int, *, not_: frozenset[int] = frozenset()
) -> tuple[int, int] | None:
    """The first and last token of the proper name behind "in", "at" or "near", None without one.

    Only words that belong to the event count. A common noun names no place, nor do the tokens of
    `not_`, such as times ("in June").
    """
    for word in PREPOSITIONS:
        for token in dict.fromkeys((*args.get(head, word), *args.get(anchor, word))):
            if tree.pos[token] == "PROPN" and token not in not_ and (name := _name(tree, token)):
                return name
    return _within(tree, args, head)


def _within(tree: Tree, args: Arguments, head: int) -> tuple[int, int] | None:
    """The name of the place whose streets, port or centre the event's place is."""
    for slots, nouns in ((PREPOSITIONS, SPOTS), (STREET_SLOTS, STREETS)):
        for token in (t for slot in slots for t in args.get(head, slot)):
            if tree.lemma[token] not in nouns:
                continue
            for inner in (*args.get(token, "of"), *args.get(token, "in")):
                if tree.pos[inner] == "PROPN" and (name := _name(tree, inner)):
                    return name
    return None


def _name(tree: Tree, token: int) -> tuple[int, int] | None:
    """The capitalised words around a token: "Mar del Plata", "New Delhi"."""
    first = last = token
    while first and (tree.pos[first - 1] == "PROPN" or tree.dep[first - 1] == "compound"):
        if not tree.text[first - 1][:1].isupper():
            break
        first -= 1
    while last + 1 < len(tree) and tree.pos[last + 1] == "PROPN" and tree.dep[last + 1] != "appos":
        last += 1
    if not tree.text[first][:1].isupper() or tree.tag[token] == "CD":
        return None
    return first, last
