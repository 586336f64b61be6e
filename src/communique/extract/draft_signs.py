"""Signs that a draft keeps for the stages behind: how its words stand to what else is told."""

from __future__ import annotations

from communique.drafts import DraftEvent
from communique.extract.blows import describes, takes_up_blow, tells_violence
from communique.extract.deeds import ABOUT_DEEDS, asks_freedom, takes_up_deed
from communique.extract.matching import Match
from communique.extract.modality import Reading
from communique.extract.roles import RoleFinder
from communique.extract.tree import Tree

WAS = frozenset({"was", "were"})


def note_signs(draft: DraftEvent, match: Match, reading: Reading, roles: RoleFinder) -> None:
    """Note in `draft.extra` what governs it, its tense, and whether it takes up another act."""
    tree, args = roles.work.tree, roles.work.args
    governor = match.anchor if reading.governor is None else reading.governor
    draft.extra |= {
        "governor": reading.governor,
        "perfect": reading.perfect,
        "sayers": reading.sayers,
        "past": told_as_past(tree, match.anchor, governor),
    }
    if draft.type == "ASSAULT":
        draft.extra["again"] = takes_up_blow(tree, args, match.head)
        draft.extra["violent"] = tells_violence(tree, args, match.head)
        draft.extra["describes"] = describes(tree, match.head)
    if draft.recipients:
        return
    if draft.type == "AID":
        draft.extra["toward"] = roles.leads(match, match.frame.recipient)
    if draft.type in ABOUT_DEEDS:
        draft.extra["deed"] = takes_up_deed(tree, match.anchor)
    if draft.type == "REQUEST":
        draft.extra["freedom"] = asks_freedom(tree, match.anchor)


def told_as_past(tree: Tree, anchor: int, governor: int) -> bool:
    """Whether a verb in the past tells it: its own, or that above ("sent a note urging")."""
    tags = {tree.tag[anchor], tree.tag[governor]}
    if tree.tag[anchor] == "VBN":
        auxes = tree.kids(anchor, "aux", "auxpass")
        if tree.has(anchor, "nsubj") and not auxes:  # a past form read as a participle
            return True
        tags |= {tree.tag[c] for c in auxes if tree.lower[c] in WAS}
    if tree.tag[anchor] == "VB" and tree.dep[anchor] == "advcl":  # "**met** X to reiterate"
        tags |= {tree.tag[tree.governor(anchor)]} if tree.has(anchor, "aux") else set()
    if tree.tag[anchor] in ("VBG", "VBN") and tree.dep[anchor] in ("advcl", "acl", "conj", "pcomp"):
        above = tree.governor(anchor)
        tags |= {tree.tag[above]} | {tree.tag[c] for c in tree.kids(above, "auxpass")}
    return "VBD" in tags
