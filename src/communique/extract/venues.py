"""Venues: cities that only tell where something was held or agreed ("the **Oslo** accord")."""

from __future__ import annotations

from communique.drafts import Mention
from communique.extract.tree import Tree

#: Nouns for what is held or agreed at a place.
HELD_THERE = frozenset(
    "accord agreement communique conference congress convention declaration dialogue meeting "
    "negotiation pact round session summit talk".split()
)
FRONT = ("amod", "compound", "nmod", "npadvmod")
CITIES = ("city", "capital")


def is_venue(tree: Tree, token: int, mention: Mention | None) -> bool:
    """Whether the mention at `token` is a city in front of what was held or agreed there."""
    if mention is None or mention.note not in CITIES or tree.dep[token] not in FRONT:
        return False
    return tree.lemma[tree.head[token]] in HELD_THERE
