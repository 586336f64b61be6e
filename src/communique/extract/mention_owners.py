"""Whose a thing is: whom "whose" stands for, and owners that are part of others."""

from __future__ import annotations

from collections.abc import Collection

from communique.drafts import Mention
from communique.extract.tree import Tree


def meant(tree: Tree, thing: int, owner: int) -> int:
    """Whom "whose" stands for: the noun before the clause; of several things the list it is in."""
    verb = tree.governor(thing)
    if tree.tag[owner] != "WP$" or tree.dep[verb] != "relcl":
        return owner
    noun = tree.head[verb]
    return tree.first_conjunct(noun) if tree.tag[thing] in ("NNS", "NNPS") else noun


def lies_in(one: Mention, other: Mention) -> bool:
    """Whether the words of a mention are some of those of another."""
    return other.start <= one.start and one.end <= other.end and one.key != other.key


def whole(mentions: Collection[Mention]) -> tuple[Mention, ...]:
    """The mentions without those that are part of another: "**Pakistani** foreign office"."""
    return tuple(m for m in mentions if not any(lies_in(m, other) for other in mentions))
