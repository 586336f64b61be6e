"""Who stands in a sentence of a designation: at a token, before a title, named for many."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from communique.drafts import Mention, Mentions
from communique.extract.designation_titles import Title

if TYPE_CHECKING:
    from communique.extract.roles import SentenceWork
    from communique.extract.tree import Tree


def mentions_at(
    work: SentenceWork, mentions: Mentions, tokens: Iterable[int]
) -> tuple[Mention, ...]:
    found: dict[tuple[int, int], Mention] = {}
    for token in tokens:
        mention = mentions.at(work.index, token)
        if mention is not None and mention.form != "thing":
            found.setdefault(mention.key, mention)
    return tuple(found.values())


def is_named(mention: Mention) -> bool:
    """Whether a certain person is meant: not in "name a prime minister"."""
    if mention.form == "pronoun":
        return not mention.plural
    return mention.kind == "person" and not mention.text.lower().startswith(("a ", "an "))


def may_open(tree: Tree, start: int) -> bool:
    """Whether a title without an article may begin there ("persona non grata")."""
    return tree.pos[start] == "NOUN" or tree.lower[start].startswith("persona")


def who(work: SentenceWork, mentions: Mentions, token: int) -> tuple[Mention, ...]:
    mention = mentions.at(work.index, token)
    return (mention,) if mention is not None else mentions.owners(work.index, token)


def noun_start(tree: Tree, noun: int) -> int:
    """Where the words before a noun that belong to it begin."""
    first = noun
    while (
        first > 0
        and tree.head[first - 1] in range(first, noun + 1)
        and (
            tree.dep[first - 1]
            in ("compound", "amod", "nmod", "punct", "npadvmod", "advmod", "nummod")
        )
    ):
        first -= 1
    return first


def past_owner(tree: Tree, first: int, last: int) -> int:
    """Where a title begins behind the possessor that stands in front of it."""
    for j in range(last, first - 1, -1):
        if tree.tag[j] in ("POS", "PRP$"):
            return j + 1
    return first


def members_of(
    work: SentenceWork, mentions: Mentions, to: Sequence[Mention]
) -> tuple[Mention, ...]:
    """The persons named behind "among them" or "including", where the many have no country."""
    if any(m.countries for m in to):
        return ()
    tree, start = work.tree, max(m.token for m in to)
    at = next((j for j in range(start, min(len(tree), start + 8))
               if tree.lower[j] in ("among", "including", "include")), None)  # fmt: skip
    if at is None:
        return ()
    found = (mentions.at(work.index, j) for j in range(at, len(tree)))
    first = next((m for m in found if m is not None and m.kind == "person" and m.name), None)
    if first is None:
        return ()
    listed = (mentions.at(work.index, j) for j in tree.conjuncts(first.token))
    return tuple(m for m in listed if m is not None)


def before_title(
    work: SentenceWork, mentions: Mentions, title: Title, noun: int
) -> tuple[tuple[Mention, ...], Title | None]:
    """Who gets a title that the parser joins with it ("granted Peru observer status")."""
    for j in range(title.first, noun):
        mention = mentions.at(work.index, j)
        if mention is not None and mention.form == "name" and mention.countries:
            return (mention,), Title(j + 1, title.last)
    return (), title


def agent_behind(work: SentenceWork, mentions: Mentions, verb: int) -> tuple[Mention, ...]:
    """The state behind a "by" that the parser has hung on the title of a passive."""
    tree = work.tree
    for j in range(verb + 1, len(tree)):
        if tree.lower[j] == "by":
            found = mentions_at(work, mentions, tree.kids(j, "pobj"))
            return tuple(m for m in found if m.countries or m.kind in ("state", "igo", "office"))
    return ()
