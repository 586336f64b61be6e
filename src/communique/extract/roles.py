"""Roles: which mentions act, are acted upon, promise, or are cited, by the slots of a frame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from communique.drafts import Mention, Mentions, ParsedSentence
from communique.extract.arguments import Arguments
from communique.extract.matching import Match
from communique.extract.modality import Reading
from communique.extract.tree import Tree

if TYPE_CHECKING:
    from communique.extract.times import TimeExpression


@dataclass(slots=True)
class SentenceWork:
    """What the extractors share about one parsed sentence."""

    parsed: ParsedSentence
    tree: Tree
    args: Arguments
    times: Sequence[TimeExpression]
    matches: list[tuple[Match, Reading]] = field(default_factory=list)

    @property
    def index(self) -> int:
        """The sentence's index in the layout."""
        return self.parsed.sentence.index


class RoleFinder:
    """Fills the roles of one sentence's matches."""

    def __init__(self, work: SentenceWork, mentions: Mentions) -> None:
        self.work = work
        self.mentions = mentions

    def fill(self, match: Match, slots: Sequence[str], *, same: bool) -> tuple[Mention, ...]:
        """Who fills a role: what the first slot with an actor holds; with `same`, all slots."""
        found: dict[tuple[int, int], Mention] = {}
        for slot in slots:
            for token in self.work.args.get(match.head, slot, light=match.light):
                for mention in self.who(token, owners=not slot.endswith("!")):
                    found.setdefault(mention.key, mention)
            if found and not same:
                break
        return tuple(found.values())

    def who(self, token: int, *, owners: bool = True) -> tuple[Mention, ...]:
        """The mention at a token, else (with `owners`) those that own or make the thing there."""
        mention = self.mentions.at(self.work.index, token)
        if mention is not None:
            return (mention,)
        named = (self.mentions.at(self.work.index, t) for t in self.work.tree.kids(token, "appos"))
        if apposed := next((m for m in named if m is not None), None):
            return (apposed,)  # "the capital Nairobi"
        return self.mentions.owners(self.work.index, token) if owners else ()

    def subject(self, verb: int | None) -> tuple[Mention, ...]:
        """Who does `verb`: who promises, refuses or says."""
        tokens = () if verb is None else self.work.args.get(verb, "subj")
        return tuple(m for token in tokens for m in self.who(token))
