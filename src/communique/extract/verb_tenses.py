"""Whether the verb that a date hangs on lies behind or ahead, by the parse of its sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from communique.drafts import ParsedSentence
from communique.extract.times_scene import Tense
from communique.extract.tree import Tree

AHEAD = frozenset({"will", "'ll", "wo", "shall"})
HAVING = frozenset({"has", "have", "had", "'ve"})
BEHIND = frozenset({"was", "were", *HAVING})


class VerbTenses:
    """Tells of places in one report whether the verb there is of the past or of the future."""

    def __init__(self, parsed: Sequence[ParsedSentence]) -> None:
        self.parsed = parsed
        self.starts = [sentence.start for sentence in parsed]

    def __call__(self, start: int, end: int) -> Tense | None:
        """The tense of the verb that the words at these offsets hang on, None if none is plain."""
        place = bisect_right(self.starts, start) - 1
        if place < 0 or end > self.parsed[place].sentence.end:
            return None
        sentence = self.parsed[place]
        offset = sentence.start
        span = sentence.doc.char_span(start - offset, end - offset, alignment_mode="expand")
        if span is None:
            return None
        tree = Tree.of(sentence.doc)
        return tense_of(tree, tree.governor(span.root.i))


def tense_of(tree: Tree, verb: int) -> Tense | None:
    """The tense of a verb, None where it is neither plainly past nor plainly future."""
    auxiliaries = {tree.lower[c] for c in tree.kids(verb, "aux", "auxpass")}
    if auxiliaries & AHEAD:
        return "future"
    if tree.tag[verb] == "VBD" or (tree.tag[verb] == "VBN" and auxiliaries & BEHIND):
        return "past"
    return None
