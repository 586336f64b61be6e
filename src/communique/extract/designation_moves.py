"""Designations by which somebody moves: up to a rank, on to a list or off it, among others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.drafts import Mention, Mentions
from communique.extract.designation_sides import mentions_at, noun_start, who
from communique.extract.designation_titles import (
    Title,
    after_as,
    is_marked,
    singular,
    title_from,
)

if TYPE_CHECKING:
    from communique.extract.roles import SentenceWork
    from communique.extract.tree import Tree
    from communique.vocab.titles import TitleBook

REACH = 12  # tokens from the verb to the list or rank
TIES = frozenset({"tie", "relation", "relationship", "partnership", "cooperation", "bond"})


@dataclass(frozen=True, slots=True)
class Move:
    """Who moves, to or from which title, and who has it so."""

    to: tuple[Mention, ...]
    title: Title
    by: tuple[Mention, ...] = ()
    plural: bool = False


class MoveReader:
    """Reads the moves at a verb; built once from the vocabulary."""

    def __init__(self, book: TitleBook) -> None:
        self.book = book

    def raised(self, work: SentenceWork, mentions: Mentions, verb: int) -> Iterator[Move]:
        """ "raised Peru to the rank of Partner", "upgraded ties with Peru to a … partnership"."""
        tree = work.tree
        objects = tree.kids(verb, "dobj", "nsubjpass")
        to = mentions_at(work, mentions, objects)
        for j in objects:
            if tree.lemma[j] in TIES:
                partners = [k for p in (*tree.kids(j, "prep"), *tree.kids(verb, "prep"))
                            if tree.lower[p] == "with" for k in tree.kids(p, "pobj")]  # fmt: skip
                to = mentions_at(work, mentions, partners) or mentions.owners(work.index, j)
        title = self._rank_behind(tree, max([verb, *objects]))
        if title is not None and to and is_marked(tree, title, self.book, person=False):
            yield Move(to, title)

    def _rank_behind(self, tree: Tree, start: int) -> Title | None:
        for j in range(start + 1, min(len(tree) - 1, start + REACH)):
            if tree.lower[j] in ("to", "into") and tree.tag[j + 1] != "VB":
                k = j + 1
                while k < len(tree) and tree.lower[k] in ("the", "a", "an", "that", "of", "full"):
                    k += 1
                graded = k < len(tree) and tree.lemma[k] in self.book.grades
                behind = k + 2 if graded and tree.lower[k + 1 : k + 2] == ["of"] else k
                return title_from(tree, behind)
        return None

    def ranked(self, work: SentenceWork, mentions: Mentions, verb: int) -> Iterator[Move]:
        """ "Peru now ranks as a preferred partner": by whom, another clause may tell."""
        tree = work.tree
        to = mentions_at(work, mentions, tree.kids(verb, "nsubj"))
        after = after_as(tree, verb, verb + 4)
        title = title_from(tree, after) if after is not None else None
        if title is None or not to or not is_marked(tree, title, self.book, person=False):
            return
        above = tree.governor(verb)
        by = [m for s in self._sayers(tree, above) for m in who(work, mentions, s)]
        yield Move(to, title, tuple(m for m in by if m not in to))

    def _sayers(self, tree: Tree, verb: int) -> list[int]:
        """The subject of the clause that tells, over "let her hosts know that"."""
        for _ in range(3):
            subjects = tree.kids(verb, "nsubj")
            if tree.dep[verb] == "ROOT" or tree.head[verb] == verb:
                return subjects
            verb = tree.governor(verb)
        return []

    def off_list(self, work: SentenceWork, mentions: Mentions, verb: int) -> Iterator[Move]:
        """ "three firms came off the list of banned persons": the subject moves."""
        tree = work.tree
        at = self._list_behind(tree, verb)
        if at is None or not {"off", "from"} & set(tree.lower[verb + 1 : at]):
            return
        subjects = [k for s in tree.kids(verb, "nsubj") for k in self._ones(tree, s)]
        to = mentions_at(work, mentions, subjects)
        to = to or tuple(m for s in subjects for m in mentions.owners(work.index, s))
        title = self.list_title(tree, at)
        if title is not None and to:
            yield Move(to, title, self.holders(work, mentions, at), plural=title.first > at)

    def _ones(self, tree: Tree, noun: int) -> list[int]:
        """The noun and what it joins; of "21 of the minister's men" the men."""
        of = [k for p in tree.kids(noun, "prep") if tree.lower[p] == "of"
              for k in tree.kids(p, "pobj")]  # fmt: skip
        return tree.conjuncts(noun) + (of if tree.tag[noun] == "CD" else [])

    def _list_behind(self, tree: Tree, verb: int) -> int | None:
        ahead = range(verb + 1, min(verb + 16, len(tree)))
        return next((j for j in ahead if tree.lower[j] in self.book.lists), None)

    def list_title(self, tree: Tree, at: int) -> Title | None:
        """What the list at `at` is of: behind "of", or in front."""
        if tree.lower[at + 1 : at + 2] == ["of"]:
            return title_from(tree, at + 2)
        start = noun_start(tree, at)
        return title_from(tree, start) if start < at else Title(at, at)

    def holders(self, work: SentenceWork, mentions: Mentions, at: int) -> tuple[Mention, ...]:
        """Whose list it is."""
        owners = mentions.owners(work.index, at)
        return tuple(m for m in owners if m.countries or m.kind in ("state", "igo"))

    def among(self, work: SentenceWork, mentions: Mentions, verb: int) -> Iterator[Move]:
        """ "counts Peru among the safe countries of origin"."""
        tree = work.tree
        objects = tree.kids(verb, "dobj", "nsubjpass")
        to = mentions_at(work, mentions, [k for j in objects for k in tree.conjuncts(j)])
        for j in range(verb + 1, min(len(tree) - 1, verb + REACH)):
            if tree.lower[j] in ("among", "amongst"):
                title = title_from(tree, j + 1)
                if title is not None and to and self._of_kind(tree, title):
                    yield Move(to, title, plural=True)
                return

    def _of_kind(self, tree: Tree, title: Title) -> bool:
        words = set(tree.lower[title.first : title.last + 1])
        return bool(words & (self.book.list_words | self.book.title_words))

    def lost(self, work: SentenceWork, mentions: Mentions, verb: int) -> Iterator[Move]:
        """ "Peru lost its status as a preferred partner", "lost its observer status"."""
        tree = work.tree
        to = mentions_at(work, mentions, tree.kids(verb, "nsubj"))
        for j in tree.kids(verb, "dobj"):
            if tree.lemma[j] not in ("status", "designation", "rank", "recognition") or not to:
                continue
            after = after_as(tree, j, j + 4)
            start = noun_start(tree, j)
            title = title_from(tree, after) if after is not None else None
            if title is None and start < j:
                title = Title(start, j)
            if title is not None:
                yield Move(to, title)
                return


def words_of_title(work: SentenceWork, move: Move) -> str:
    """The words of the title, in the singular where each of many has it."""
    title = move.title
    words = " ".join(work.parsed.doc[title.first : title.last + 1].text.split())
    return singular(words) if move.plural else words


def ordinal_subject(tree: Tree, verb: int) -> Sequence[int]:
    """The subjects of "became the second state to recognise Kosovo", of the last verb."""
    if not any(tree.tag[c] == "TO" for c in tree.kids(verb, "aux")):
        return ()
    above = tree.head[verb]
    noun = above if not tree.verbal(above) else next(iter(tree.kids(above, "attr")), above)
    copula = tree.governor(noun) if noun != above else above
    if tree.lemma[copula] not in ("become", "be") or tree.tag[copula] not in ("VBD", "VBZ", "VBN"):
        return ()
    attributes = tree.kids(copula, "attr")
    numbered = any(tree.lower[c] in ORDINALS or tree.lower[c].endswith("th")
                   for a in attributes for c in tree.kids(a, "amod"))  # fmt: skip
    return tree.kids(copula, "nsubj") if numbered else ()


ORDINALS = frozenset({"first", "second", "third", "last", "latest", "only"})
