"""Items of a list under words that say who does what they tell: "The two sides agreed to: …"."""

from __future__ import annotations

from dataclasses import dataclass

from communique.drafts import Mention
from communique.extract.modality import Modality
from communique.extract.roles import RoleFinder
from communique.extract.tree import Tree

#: The force of the items by what the verb in front makes of them.
FORCES = {"promise": "promised", "request": "requested", "plan": "planned", "refuse": "refused"}


@dataclass(frozen=True, slots=True)
class Lead:
    """What stands before the colon: who acts in the items, and with which force.

    force: as of a `Reading`; `fact` under a mere subject ("The ministers:").
    """

    actors: tuple[Mention, ...]
    force: str


def find_lead(roles: RoleFinder, modality: Modality) -> Lead | None:
    """The lead that a sentence ending in a colon is for the items behind it."""
    work = roles.work
    tree = work.tree
    if not len(tree) or tree.text[-1] != ":" or work.parsed.sentence.bullet:
        return None
    root = next(i for i in range(len(tree)) if tree.head[i] == i)
    if not tree.verbal(root):
        named = (m for i in tree.conjuncts(root) for m in roles.who(i))
        return Lead(tuple(named), "fact")
    actors = roles.subject(root)
    force = FORCES.get(modality.effect(tree, root) or "", "fact")
    return Lead(actors, force) if actors else None


def led_verbs(tree: Tree) -> frozenset[int]:
    """The verbs of an item that lack a subject: its main verb, and what "and" joins to it."""
    roots = [i for i in range(len(tree)) if tree.head[i] == i and tree.verbal(i)]
    joined = (i for root in roots for i in tree.conjuncts(root) if tree.verbal(i))
    bare = (i for i in joined if not tree.has(i, "nsubj", "nsubjpass", "expl", "aux", "auxpass"))
    return frozenset(bare)
