"""Places: where the sentence says that an event happened."""

from __future__ import annotations

from communique.extract.arguments import Arguments
from communique.extract.tree import Tree

PREPOSITIONS = ("in", "at", "near", "outside")


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
