"""A parsed sentence as plain lists: what the extractors ask of a parse, without spaCy's objects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.extract.repairs import mend

if TYPE_CHECKING:
    from spacy.tokens import Doc

RELATIVES = frozenset({"WDT", "WP", "WP$"})
#: Verbs without a passive: "40,000 people **converged** on parliament" is no bare participle.
INTRANSITIVE = frozenset("converge march protest demonstrate arrive resign clash flock".split())
SUFFIXES = frozenset({"jr.", "jr", "sr.", "sr", "ii", "iii"})
CLAUSES = frozenset(
    {
        "ROOT",
        "ccomp",
        "xcomp",
        "advcl",
        "relcl",
        "acl",
        "conj",
        "pcomp",
        "csubj",
        "parataxis",
        "clause",
    }
)
#: Adverbs right behind a verb that make another verb of it ("stepped **down**").
PARTICLES = frozenset({"down", "aside", "up", "off", "out", "over", "away", "back", "home"})
#: What is made of somebody or something, in two words of one verb: "set **free**", "cut **short**".
STATES = frozenset({"free", "loose", "short"})

#: In front of their subject these suppose: "**should** both sides want it".
SUPPOSING = frozenset({"should", "had", "were"})

#: Short forms of the wires and what they stand for.
SHORT = {"mln": "million", "bln": "billion", "bn": "billion", "dlr": "dollar", "dlrs": "dollar"}

#: Words that the tokenizer parts at their hyphen: "a **cease-fire**" is no fire.
JOINED = frozenset(
    "ceasefire cooperation cooperate cooperative coordination coordinate pullout pullback handover "
    "standoff stopover takeover turnout walkout".split()
)

KEY = "communique.tree"  # where a doc keeps its tree


class Tree:
    """The tokens of one sentence by index: lemma, tag, relation, head and children.

    Lists run parallel to the doc's tokens. `children[i]` are in the order of the text.
    """

    __slots__ = ("children", "dep", "head", "lemma", "lower", "pos", "tag", "text")

    def __init__(self, doc: Doc) -> None:
        tokens = list(doc)  # looping over a doc makes its tokens anew each time
        self.text = [t.text for t in tokens]
        self.lower = [word.lower() for word in self.text]
        self.lemma = [SHORT.get(word, word) for word in (t.lemma_.lower() for t in tokens)]
        if "-" in self.text:
            self._join()
        self.pos = [t.pos_ for t in tokens]
        self.tag = [t.tag_ for t in tokens]
        self.dep = [t.dep_ for t in tokens]
        self.head = [t.head.i for t in tokens]
        self.children: list[list[int]] = [[] for _ in self.text]
        for i, h in enumerate(self.head):
            if h != i:
                self.children[h].append(i)
        mend(self)

    @classmethod
    def of(cls, doc: Doc) -> Tree:
        """The tree of a parsed sentence; made once, since half of the stages ask for it."""
        known = doc.user_data.get(KEY)
        if known is None:
            known = doc.user_data[KEY] = cls(doc)
        tree: Tree = known
        return tree

    def _join(self) -> None:
        for i in range(1, len(self.text) - 1):
            if self.text[i] == "-" and (word := self.lower[i - 1] + self.lemma[i + 1]) in JOINED:
                self.lemma[i + 1] = word

    def __len__(self) -> int:
        return len(self.text)

    def kids(self, i: int, *deps: str) -> list[int]:
        """Children of `i` in one of the relations `deps`."""
        return [c for c in self.children[i] if self.dep[c] in deps]

    def has(self, i: int, *deps: str) -> bool:
        """Whether `i` has a child in one of the relations `deps`."""
        return any(self.dep[c] in deps for c in self.children[i])

    def hang(self, i: int, head: int, dep: str) -> None:
        """Hang `i` on another word."""
        self.children[self.head[i]].remove(i)
        self.children[head] = sorted([*self.children[head], i])
        self.head[i], self.dep[i] = head, dep

    def verbal(self, i: int) -> bool:
        """Whether `i` is a verb, by its tag (gerunds used as nouns keep a verb's tag)."""
        return self.pos[i] in ("VERB", "AUX") or self.tag[i].startswith("VB")

    def conjuncts(self, i: int) -> list[int]:
        """`i` and what is coordinated with it to the right, in the order of the text."""
        out = [*self._in_front(i), i]
        for c in self.children[i]:
            if self.dep[c] == "conj":
                out.extend(self.conjuncts(c))
            elif self.lower[c] in SUFFIXES and self.dep[c] == "appos":  # "Marlow, Jr. and X"
                out.extend(self.conjuncts(c)[1:])
            elif self._lists(c):
                out.extend(self.conjuncts(c))
        return out

    def _in_front(self, i: int) -> list[int]:
        """Names read as modifiers of the last one: "**Maldives** and Sri Lanka"."""
        if self.pos[i] != "PROPN":
            return []
        return [
            c
            for c in self.kids(i, "nmod")
            if c < i and self.pos[c] == "PROPN" and self.has(c, "cc")
        ]

    def _lists(self, i: int) -> bool:
        """Whether an apposition is a member of a list ("X, the Rwandan president and Y")."""
        if self.dep[i] != "appos" or not self._ends_in_and(i):
            return False
        named = (i, *self.kids(i, "amod", "compound", "nmod"))
        return any(self.text[j][:1].isupper() for j in named)

    def _ends_in_and(self, i: int) -> bool:
        """Whether what is joined to `i`, one after the other, has an "and" somewhere."""
        while joined := self.kids(i, "conj"):
            if self.has(i, "cc"):
                return True
            i = joined[0]
        return False

    def first_conjunct(self, i: int) -> int:
        """The first member of the coordination that `i` stands in."""
        while self.dep[i] == "conj":
            i = self.head[i]
        return i

    def apart(self, i: int) -> bool:
        """Whether the clause of `i` ends at a semicolon that the parse hangs it over."""
        head = self.head[i]
        return self.dep[i] == "ccomp" and i < head and ";" in self.text[i:head]

    def particle(self, i: int) -> str | None:
        """The particle of a phrasal verb, if it has one."""
        for c in self.children[i]:
            if self.dep[c] == "prt":
                return self.lower[c]
            word = self.lower[c]
            later = word not in ("back", "home") and any(d < c for d in self.kids(i, "dobj"))
            if (c == i + 1 or later) and self.dep[c] == "advmod" and word in PARTICLES:
                return word  # "brushed the charge **aside**"
            if c == i + 1 and word in STATES and not self.children[c]:
                return word
        return None

    def subtree(self, i: int) -> list[int]:
        """All tokens under `i`, itself included, in the order of the text."""
        out, stack = [], [i]
        while stack:
            j = stack.pop()
            out.append(j)
            stack.extend(self.children[j])
        return sorted(out)

    def clause(self, i: int) -> list[int]:
        """The tokens of the clause that `i` heads, not those of clauses inside it."""
        out, stack = [], [i]
        while stack:
            j = stack.pop()
            out.append(j)
            stack.extend(
                c for c in self.children[j] if not (self.dep[c] in CLAUSES and self.verbal(c))
            )
        return sorted(out)

    def governor(self, i: int) -> int:
        """The nearest verb above `i`, or the root."""
        while self.head[i] != i:
            i = self.head[i]
            if self.verbal(i):
                return i
        return i

    def tells_where(self, verb: int) -> bool:
        """Whether a clause is about a noun as its place or time: "**in which**", "**when**"."""
        if any(self.lower[c] in ("when", "where", "why") for c in self.kids(verb, "advmod")):
            return True
        return any(
            not self.children[c] or any(self.tag[p] in RELATIVES for p in self.kids(c, "pobj"))
            for c in self.kids(verb, "prep")
        )

    def passive(self, i: int) -> bool:
        """Whether the verb `i` is passive: by its auxiliary, subject, or as a bare participle."""
        if self.has(i, "auxpass", "nsubjpass"):
            return True
        if self.tag[i] != "VBN" or self.has(i, "aux", "nsubj") or self.lemma[i] in INTRANSITIVE:
            return False
        if self.dep[i] == "conj":
            first = self.head[i]
            return self.tag[first] == "VBN" and self.passive(first)
        if self.dep[i] not in ("acl", "advcl", "amod", "ccomp", "oprd"):
            return False
        return not self.has(i, "dobj") or self.done_by(i)

    def done_by(self, i: int) -> bool:
        """Whether a bare participle right behind a noun tells who did it: "men **held** by X"."""
        after = i > 0 and self.pos[i - 1] in ("NOUN", "PROPN") and self.dep[i] in ("acl", "advcl")
        bare = self.tag[i] == "VBN" and not self.has(i, "aux", "auxpass", "nsubj")
        return after and bare and any(self.lower[c] == "by" for c in self.kids(i, "prep", "agent"))

    def supposed(self, i: int) -> bool:
        """Whether the order of words supposes: "**should** Chad ask", "**had** it asked"."""
        if self.dep[i] not in ("advcl", "ccomp", "ROOT") or "?" in self.lower:
            return False
        subjects = self.kids(i, "nsubj", "nsubjpass")
        auxes = [c for c in self.kids(i, "aux", "auxpass") if self.lower[c] in SUPPOSING]
        if not subjects or not auxes or auxes[0] != min(self.subtree(subjects[0])) - 1:
            return False
        before = self.lower[auxes[0] - 1] if auxes[0] else ","
        return self.lower[auxes[0]] == "should" or not before.isalnum()
