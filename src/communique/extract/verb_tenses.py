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
#: Behind these stands at what something happened.
OCCASIONS = frozenset({"at", "in", "during"})
#: What calendars say of a day to come.
ARRANGED = frozenset(
    "meet leave arrive visit travel fly begin start open end close hold host convene gather resume "
    "depart attend head return expire reconvene join receive welcome address".split()
)


class VerbTenses:
    """Tells of places in one report whether the verb there is of the past or of the future."""

    def __init__(self, parsed: Sequence[ParsedSentence]) -> None:
        self.parsed = parsed
        self.starts = [sentence.start for sentence in parsed]

    def __call__(self, start: int, end: int) -> Tense | None:
        """The tense of the verb that the words at these offsets hang on, None if none is plain.

        A time that hangs on a noun, or "ahead of" something, may lie on either side.
        """
        place = bisect_right(self.starts, start) - 1
        if place < 0 or end > self.parsed[place].sentence.end:
            return None
        sentence = self.parsed[place]
        offset = sentence.start
        span = sentence.doc.char_span(start - offset, end - offset, alignment_mode="expand")
        if span is None:
            return None
        tree, top = Tree.of(sentence.doc), span.root.i
        if tree.dep[top] == "pobj":
            top = tree.head[top]
        verb = tree.head[top]
        if top and tree.dep[top] == "compound" and tree.lower[top - 1] == "on":
            verb = tree.governor(top)  # "on **Monday** President X left", read as his name
        verb = _opened(tree, verb)
        if not tree.verbal(verb) or tree.lower[top] == "for":  # "talks planned **for** Monday"
            return None
        aims = any(tree.lower[c] == "ahead" for c in tree.kids(verb, "advmod"))
        return None if aims else tense_of(tree, verb)


def _opened(tree: Tree, word: int) -> int:
    """The past verb of a clause that the word opens: "in a **speech** on Monday, X **vowed** to".

    So do participles: "**addressing** them on Monday, X **vowed** to".
    """
    noun = word
    while tree.pos[noun] in ("NOUN", "PROPN") and tree.dep[noun] == "pobj":
        prep = tree.head[noun]
        verb = tree.head[prep]
        if tree.verbal(verb):
            opens = tree.lower[prep] in OCCASIONS and noun < verb and tree.tag[verb] == "VBD"
            return verb if opens else word
        noun = verb
    speaking = tree.tag[word] == "VBG" and not tree.has(word, "aux", "nsubj", "mark")
    above = tree.governor(word)
    if speaking and tree.dep[word] in ("advcl", "acl") and word < above:
        return above if tree.tag[above] == "VBD" else word
    return word


def _arranged(tree: Tree, verb: int, auxiliaries: set[str]) -> bool:
    """Whether the present tells of what is arranged: "meets Monday", "are leaving on Friday"."""
    simple = tree.tag[verb] in ("VBZ", "VBP") and not auxiliaries
    lasting = tree.tag[verb] == "VBG" and bool(auxiliaries & {"is", "are", "am"})
    return tree.lemma[verb] in ARRANGED and (simple or lasting)


def tense_of(tree: Tree, verb: int) -> Tense | None:
    """The tense of a verb, None where it is neither plainly past nor plainly future."""
    auxiliaries = {tree.lower[c] for c in tree.kids(verb, "aux", "auxpass")}
    if auxiliaries & AHEAD or _arranged(tree, verb, auxiliaries):
        return "future"
    if tree.tag[verb] == "VBD" or (tree.tag[verb] == "VBN" and auxiliaries & BEHIND):
        return "past"
    return None
