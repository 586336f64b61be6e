"""Nouns for parties that mean something else where they stand: "human rights", "solar power"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.extract.mention_phrase import DETERMINERS

if TYPE_CHECKING:
    from communique.extract.mention_view import View

_PLURAL = ("NNS", "NNPS")
#: What stands on a street, or goes to it, is no crowd.
_PLACING = frozenset({"in", "on", "to", "from", "into", "onto", "off", "along", "through"})
#: How leading that is praised was shown.
_SHOWN = frozenset({"shown", "displayed", "demonstrated", "provided", "exercised"})


class NounSenses:
    """Tells the nouns of one sentence that name no party although their word can."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.words = view.words

    def names_nobody(self, i: int) -> bool:
        """Whether the noun at a token has a sense in which nobody acts."""
        word = self.view.singular[i]
        if self.measures(i):
            return True
        if word == "leadership":
            return self._is_quality(i)
        if word in self.words["wing_nouns"]:
            return not self._is_wing(i)
        if word in self.words["power_nouns"]:
            return not self._is_power(i)
        if word in self.words["state_nouns"]:
            return self._is_uncounted(i) and not self._modifiers(i)
        if word in self.words["capital_nouns"]:
            return not self._is_chamber(i)
        if word in self.words["mass_nouns"]:
            return self._is_uncounted(i)
        if word in self.words["deed_nouns"]:
            return self.view.tree.lower[i + 1 : i + 2] == ["of"]
        return word in self.words["place_nouns"] and self._is_placed(i)

    def _is_quality(self, i: int) -> bool:
        """Whether somebody's leading is meant: "for **his leadership**", "the one shown by X"."""
        tree = self.view.tree
        shown = any(tree.lower[c] in _SHOWN for c in tree.kids(i, "acl"))
        owned = any(tree.tag[c] == "PRP$" for c in tree.kids(i, "poss"))
        above = tree.head[tree.first_conjunct(i)]
        return shown or owned or (tree.dep[i] != "nsubj" and tree.lower[above] in ("for", "under"))

    def measures(self, i: int) -> bool:
        """Whether it is the tail of a compound that counts: "a two-**state** solution"."""
        tree = self.view.tree
        if tree.dep[i] not in ("compound", "amod", "nmod", "nummod") or tree.head[i] <= i:
            return False
        hyphen = i > 1 and tree.text[i - 1] in "-–" and self.view.is_glued(i - 1)
        return hyphen and (tree.pos[i - 2] == "NUM" or tree.lower[i - 2] in ("multi", "all"))

    def _is_wing(self, i: int) -> bool:
        """ "The far right": a wing of politics, not what somebody has or is entitled to."""
        tree = self.view.tree
        if tree.tag[i] in _PLURAL or tree.lower[i].endswith("s"):
            return False
        if tree.has(i, "poss", "acl", "relcl") or tree.lower[i + 1 : i + 2] in (["to"], ["of"]):
            return False
        before = self._modifiers(i)
        article = "the" in (tree.lower[i - 1 : i] or [""]) or bool(before)
        return article and before <= self.words["wing_adjectives"]

    def _is_power(self, i: int) -> bool:
        """ "The great powers", "a nuclear power": states; power itself is nobody."""
        told = bool(self._modifiers(i) & self.words["power_adjectives"]) or self._is_of_name(i)
        if self.view.tree.tag[i] in _PLURAL:
            return told or self._is_counted(i)
        return told and not self._is_uncounted(i)

    def _is_chamber(self, i: int) -> bool:
        """ "The House", "the lower house", and what votes and censures: not a building."""
        tree = self.view.tree
        acts = tree.dep[i] in ("nsubj", "nsubjpass") and tree.tag[i] not in _PLURAL
        if tree.text[i][:1].isupper() or (acts and not tree.has(i, "poss")):
            return True
        of = tree.lower[i + 1 : i + 3] in (["of", "parliament"], ["of", "congress"])
        return of or bool(self._modifiers(i) & self.words["chamber_adjectives"])

    def _is_placed(self, i: int) -> bool:
        tree = self.view.tree
        above = tree.head[i]
        return tree.tag[i] in _PLURAL or (tree.dep[i] == "pobj" and tree.lower[above] in _PLACING)

    def _is_uncounted(self, i: int) -> bool:
        """Whether a singular has neither article, owner nor number."""
        tree = self.view.tree
        if tree.tag[i] in _PLURAL or tree.text[i][:1].isupper():
            return False
        first = min((c for c in tree.children[i] if c < i), default=i)
        span = range(first, i)
        told = any(tree.lower[j] in DETERMINERS or tree.tag[j] in ("PRP$", "CD") for j in span)
        return not told and not tree.has(i, "poss") and not self._is_of_name(i)

    def _is_counted(self, i: int) -> bool:
        tree = self.view.tree
        return any(tree.pos[c] == "NUM" for c in tree.children[i] if c < i)

    def _is_of_name(self, i: int) -> bool:
        """Whether a country stands before it ("the Gulf powers")."""
        return any(self.view.name_at[j] is not None for j in range(max(0, i - 2), i))

    def _modifiers(self, i: int) -> set[str]:
        tree = self.view.tree
        kids = tree.kids(i, "amod", "compound", "nmod")
        return {tree.lower[c] for c in kids if c < i and tree.text[c] not in "-–"}
