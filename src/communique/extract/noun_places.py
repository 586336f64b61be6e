"""Where a noun or an adverb stands: slots that a parser hangs on the word next to the right one."""

from __future__ import annotations

from collections.abc import Callable

from communique.extract.tree import Tree

#: What says how much there was of something: "an **hour** of talks".
MEASURES = frozenset(
    ["hour", "minute", "day", "week", "month", "year", "round", "series", "string", "spate",
     "flurry", "set", "session", "couple", "spell", "bout", "evening", "morning", "afternoon",
     "half", "night", "weekend"]
)  # fmt: skip
#: Papers that go from somebody to somebody.
SENT = frozenset({"letter", "message", "telegram", "note", "cable", "call", "email", "fax"})
#: What of a measured noun is told: "at the **end** of two days of talks".
LIMITS = frozenset({"end", "close", "conclusion", "course", "start", "beginning"})
NEGATIVES = frozenset({"not", "n't", "never", "no", "neither", "nor", "cannot", "hardly"})
WHEN = frozenset({"when", "as", "after"})
NEXT = 2  # words behind a verb among which its adverb stands
NEAR = 8  # words between a noun and the preposition that the parser hung on the verb
#: Words about what others did: "**condemned** Chad's raid on 3 May".
JUDGING = frozenset("condemn denounce deplore regret mourn commemorate recall criticise".split())


def measured(tree: Tree, noun: int) -> int:
    """What says how much there was of it: of "an **hour** of talks", else the noun itself."""
    of = tree.head[noun]
    if tree.dep[noun] != "pobj" or tree.lower[of] != "of":
        return noun
    above = tree.head[of]
    if tree.lemma[above] in LIMITS:
        return above
    return measured(tree, above) if tree.lemma[above] in MEASURES else noun


def only_named(tree: Tree, noun: int) -> bool:
    """Whether a deed is only judged by others, and is of a day of its own if of any."""
    first = tree.first_conjunct(noun)
    above = tree.head[first]
    return tree.dep[first] == "dobj" and tree.lemma[above] in JUDGING


def stands(tree: Tree, noun: int) -> list[int]:
    """The preposition that a noun stands behind: "**after** two days of talks"."""
    first = measured(tree, tree.first_conjunct(noun))
    return [tree.head[first]] if tree.dep[first] == "pobj" else []


def adverbs(tree: Tree, i: int) -> list[int]:
    """The adverbs of a word; also one behind it that hangs on the next: "met **virtually** on".

    A preposition that takes nothing is one too: "voted **against**".
    """
    own = tree.kids(i, "advmod", "intj")
    own += [c for c in tree.kids(i, "prep") if tree.lower[c] == "against" and not tree.children[c]]
    near = range(i + 1, min(i + 1 + NEXT, len(tree)))
    return own + [j for j in near if tree.dep[j] == "advmod" and tree.head[tree.head[j]] == i
                  and tree.dep[tree.head[j]] in ("prep", "npadvmod")]  # fmt: skip


def beside(tree: Tree, noun: int, words: tuple[str, ...]) -> list[int]:
    """Prepositions of a noun that hang on its verb: "at a meeting in Paris **with** X"."""
    prep = tree.head[noun]
    verb = tree.head[prep]
    if tree.dep[noun] != "pobj" or not tree.verbal(verb) or verb > noun:
        return []
    if not {"with", "between"} & {*words} and tree.lemma[noun] not in SENT:
        return []
    if not {"with", "between", "from", "to"} & {*words}:
        return []
    return [
        p
        for c in tree.kids(verb, "prep", "dative")
        if noun < c <= noun + NEAR and tree.lower[c] in words
        for p in tree.kids(c, "pobj")
    ] or [
        p
        for c in tree.kids(verb, "prep")
        if noun < c <= noun + NEAR
        for d in tree.kids(c, "prep")
        if tree.lower[d] in words
        for p in tree.kids(d, "pobj")
    ]


def negatives(tree: Tree, i: int) -> list[int]:
    """ "not", "never", and the "no" of a noun or of the verb's object."""
    spots = [i, tree.head[i]] if tree.dep[i] == "acomp" else [i]
    if tree.dep[i] == "conj" and tree.verbal(i):  # "neither accept nor **sign**"
        spots += [c for c in tree.kids(tree.head[i], "preconj") if tree.lower[c] == "neither"]
    near = [c for j in spots for c in tree.kids(j, "neg", "advmod", "det", "preconj")]
    near += spots[1:]
    out = [c for c in near if tree.lower[c] in NEGATIVES]
    objects = tree.kids(i, "dobj", "attr") if tree.verbal(i) else []
    return out + [c for o in objects for c in tree.kids(o, "det") if tree.lower[c] == "no"]


def occasions(tree: Tree, verb: int) -> list[int]:
    """Verbs of the clauses that tell when a verb happened: "was hurt **when** rebels **fired**"."""
    return [
        c
        for c in tree.kids(verb, "advcl")
        if any(tree.lower[m] in WHEN for m in tree.kids(c, "mark", "advmod"))
    ]


#: Slots that the tree alone tells of.
STANDING: dict[str, Callable[[Tree, int], list[int]]] = {
    "neg": negatives, "stands": stands, "adv": adverbs, "when": occasions,
}  # fmt: skip
