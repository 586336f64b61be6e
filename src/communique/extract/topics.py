"""Topics: what a contact was about, in the words of the report."""

from __future__ import annotations

from collections.abc import Iterator

from communique.extract.arguments import Arguments
from communique.extract.tree import Tree

PREPOSITIONS = ("about", "on", "regarding", "concerning", "over")
#: Verbs whose object is what the talk was about.
DISCUSSING = frozenset(
    {"discuss", "raise", "review", "address", "debate", "cover", "broach", "explore", "examine"}
)
MOST = 3  # topics of one sentence
LONGEST = 12  # words; what is longer is cut before its first clause
#: Nouns that name no topic by themselves ("discussed ways to …").
EMPTY = frozenset({"way", "effort", "issue", "matter", "range", "topic", "step", "need", "subject"})
#: What brings examples of what was named: "energy, including oil".
EXAMPLES = frozenset({"including", "like"})
#: Words that no topic ends on.
DANGLING = frozenset({"ADP", "CCONJ", "DET", "PART", "PUNCT", "SCONJ"})
CLAUSES = frozenset({"relcl", "acl", "advcl", "appos", "punct", "cc", "conj"})


def topics_of(
    tree: Tree, args: Arguments, head: int, anchor: int, *, not_: frozenset[int] = frozenset()
) -> tuple[tuple[int, int], ...]:
    """First and last tokens of what was talked about at `head`, at most three.

    The tokens of `not_`, such as times and persons, are no topics.
    """
    found: dict[tuple[int, int], None] = {}
    for token in _tokens(tree, args, head, anchor):
        if token in not_ or tree.pos[token] not in ("NOUN", "PROPN"):
            continue
        first, last = _phrase(tree, token)
        if first < last or tree.lemma[token] not in EMPTY:
            found[first, last] = None
    return tuple(found)[:MOST]


def _tokens(tree: Tree, args: Arguments, head: int, anchor: int) -> Iterator[int]:
    for verb in dict.fromkeys((head, anchor)):
        if tree.lemma[verb] in DISCUSSING:
            yield from args.get(verb, "obj")
        for purpose in tree.kids(verb, "advcl", "xcomp", "acl"):
            if tree.lemma[purpose] in DISCUSSING:
                yield from args.get(purpose, "obj")
        for word in PREPOSITIONS:
            yield from args.get(verb, word)


def _phrase(tree: Tree, token: int) -> tuple[int, int]:
    """The noun with what stands before it and its prepositional phrases, without clauses."""
    first = last = token
    stack = [token]
    while stack:
        at = stack.pop()
        first, last = min(first, at), max(last, at)
        stack += [c for c in tree.children[at] if not _leads_away(tree, c)]
    return first, _end(tree, token, first, last)


def _leads_away(tree: Tree, token: int) -> bool:
    return tree.dep[token] in CLAUSES or tree.lower[token] in EXAMPLES


def _end(tree: Tree, token: int, first: int, last: int) -> int:
    """Where the phrase ends: no later than is long, before a preposition, on a full word."""
    if last > first + LONGEST:
        cut = first + LONGEST
        while cut > token and tree.dep[cut + 1] not in ("prep", "cc", "punct"):
            cut -= 1
        last = max(cut, token)
    while last > token and (tree.pos[last] in DANGLING or tree.dep[last] == "prep"):
        last -= 1
    return last
