"""What a light verb makes of the noun that it carries: "held **no** talks", "talks **are due**"."""

from __future__ import annotations

from dataclasses import replace

from communique.extract.matching import Match
from communique.extract.meetings_ahead import is_due
from communique.extract.modality import Reading
from communique.extract.tree import Tree

#: What a verb that only describes a meeting makes of it: "the talks **were no** success".
CALM = {"negated": "fact", "refused": "planned", "promised": "planned"}


def carried(tree: Tree, match: Match, light: int, reading: Reading) -> Reading:
    """The force of a noun that a light verb carries: "held **no** talks"."""
    if match.frame.channel and is_due(tree, light):
        return Reading(force="planned", governor=light, path=("due",))
    if described(tree, light):  # "the talks were no success"
        calm = "presupposed" if is_remark(tree, match) else CALM.get(reading.force)
        reading = replace(reading, force=calm or reading.force, negative=False)
    if reading.force == "fact":
        adjectives = {tree.lower[c] for c in tree.kids(match.head, "amod", "det")}
        if "any" in adjectives:
            return Reading(force="hypothetical", governor=match.head, path=("any",))
        if "no" in adjectives:
            return Reading(force="negated", negative=True, path=("no",))
    return reading


def described(tree: Tree, light: int) -> bool:
    """Whether the verb only says what the noun before it is like: "the talks **were** frank"."""
    return tree.lemma[light] == "be" and tree.has(light, "attr", "acomp")


def is_remark(tree: Tree, match: Match) -> bool:
    """Whether a meeting told elsewhere is remarked upon: "these talks **are** a sign of trust"."""
    if match.light is None or match.frame.channel is None:
        return False
    return tree.tag[match.light] in ("VBZ", "VBP") and tree.has(match.light, "attr")
