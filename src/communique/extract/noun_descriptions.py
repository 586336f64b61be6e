"""States and bodies called by what they are: "the Gulf emirate", "the 12-nation bloc"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from communique.extract.mention_phrase import BELONGING, Phrase

if TYPE_CHECKING:
    from communique.extract.mention_view import View

#: So many tokens may stand between the article and the noun.
LONGEST = 8
_WITHIN = frozenset({"JJ", "JJS", "JJR", "VBN", "CD", "NN", "NNS", "NNP", "NNPS", "HYPH", "RB",
                     "RBS", "AFX", "IN", "CC"})  # fmt: skip
_JOINTS = frozenset({"and", "of"})
_ARTICLES = frozenset({"the", "this", "that"})
#: Names that say of which kind a state is, not whose: "the former **Soviet** republic".
_PAST = frozenset({"soviet", "yugoslav"})
#: "The 12-nation bloc", "the eight-member group", "the Vienna-based agency".
_COUNTED = re.compile(r"\b[\w]+ ?- ?(?:nation|member|state|country|strong)\b|\b\w+ ?- ?based\b")
#: "The NATO ally", "the EU member": states of the body that is named.
_MEMBER = frozenset({"member", "newcomer", "ally", "partner"})


def described_party(view: View, i: int) -> Phrase | None:
    """The phrase of a noun that names a state or body by a description; None if it does not."""
    tree, words = view.tree, view.words
    low = tree.lower[i]
    state, body = low in words["described_state_nouns"], low in words["described_body_nouns"]
    if not (state or body) or tree.dep[i] in ("compound", "amod", "nmod"):
        return None
    left = _article(view, i)
    if left is None:
        return None
    said = " ".join(tree.lower[left + 1 : i + 1])
    if state and _tells_state(view, left, i, said):
        return _state(view, left, i)
    if body and not _is_owned(view, left, i) and _tells_body(view, said):
        return Phrase(
            first=i, last=i, left=left, form="definite", kind="igo", note="body", sector=None
        )
    return None


def _article(view: View, i: int) -> int | None:
    """Where the article of a description stands; None without one, or over other words."""
    tree = view.tree
    for j in range(i - 1, max(-1, i - LONGEST - 1), -1):
        if tree.lower[j] in _ARTICLES:
            return j
        within = tree.tag[j] in _WITHIN and (
            tree.tag[j] not in ("IN", "CC") or tree.lower[j] in _JOINTS
        )
        if not within and tree.text[j] not in "-–":
            return None
    return None


def _names(view: View, left: int, i: int) -> list[str]:
    """What kinds of names stand inside a description, those of the past left out."""
    inside = (view.name_at[j] for j in range(left, i) if view.tree.lower[j] not in _PAST)
    return [n.name.kind for n in inside if n is not None and n.name.kind in BELONGING]


def _tells_state(view: View, left: int, i: int, said: str) -> bool:
    """Whether the words describe a state: by where it lies, how it is ruled, what it belongs to."""
    kinds = _names(view, left, i)
    if view.tree.lower[i] in _MEMBER or kinds:
        return bool(kinds) and all(kind == "igo" for kind in kinds)
    return view.words.described("state", said) is not None


def _state(view: View, left: int, i: int) -> Phrase:
    """A state that the report names elsewhere, or right behind: "the island nation **of Fiji**"."""
    behind = view.behind(i, ("of",))
    return Phrase(
        first=i, last=i, left=left, right=behind.right, form="definite", kind="state",
        note="country:two", sector="GOV", countries=behind.countries,
    )  # fmt: skip


def _is_owned(view: View, left: int, i: int) -> bool:
    """Whether a name in the description says whose it is ("the Iranian group", "the UN agency")."""
    based = any(view.tree.lower[j] == "based" for j in range(left, i))
    return bool(_names(view, left, i)) and not based


def _tells_body(view: View, said: str) -> bool:
    """Whether the words describe a body of states: what it is for, or how many are in it."""
    return view.words.described("body", said) is not None or bool(_COUNTED.search(said))
