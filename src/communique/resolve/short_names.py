"""Bodies and states called by one word of their name: "the Union", "the Council"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from communique.drafts import Mention

if TYPE_CHECKING:
    from communique.resolve.context import Context

#: What only the Commonwealth of Nations has.
_OF_NATIONS = re.compile(
    r"Commonwealth (?:of Nations|Heads|Secretar|[Ll]eaders?|[Cc]ountr|[Nn]ations?|[Mm]embers?"
    r"|summit|[Ss]tates|Prime|Games|[Oo]bserver|Conference|[Mm]inisters'|partners)"
    r"|\b(?:British|in the|member of the|join\w* the|left the|leave the) Commonwealth\b"
)


class ShortNames:
    """Says for whom a single capitalised word of a name stands."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.called = frozenset(w.title() for w in context.words["short_names"])

    def word(self, mention: Mention) -> str | None:
        """The word, if the mention is no more than that with an article."""
        if mention.form not in ("name", "agent", "definite"):
            return None
        word = mention.text.removeprefix("the ").removeprefix("The ")
        short = word.istitle() and word.lower() in self.context.words["short_names"]
        alone = word == mention.text and mention.form == "definite"
        return word if short and not alone else None

    def named(self, word: str, mention: Mention) -> Mention | None:
        """The last body or state before whose name holds the word."""
        return next((m for m in self._before(mention) if self._holds(m, word)), None)

    def own(self, word: str) -> str | None:
        """The state that calls itself so, if the report is about one that does."""
        shadow = self.context.prepared.layout.shadow
        plain = re.compile(rf"\b{word.lower()}s?\b")
        if plain.search(shadow) or (word == "Commonwealth" and _OF_NATIONS.search(shadow)):
            return None
        home = (self.context.publisher_country, self.context.dateline_country)
        places = [code for code in home if code] or self.context.foremost[:2]
        own = self.context.words.states_called(word.lower())
        return next((code for code in places if code in own), None)

    def body(self, word: str) -> str | None:
        """The body that is called so ("the bloc"), if the report names one: the most named."""
        called = self.context.words.bodies_called(word.lower())
        named = Counter(
            code for m in self.context.mentions.all for code in m.countries if code in called
        )
        return max(named, key=lambda code: named[code], default=None)

    def _before(self, mention: Mention) -> Iterator[Mention]:
        for index in range(mention.sentence, -1, -1):
            there = self.context.by_sentence.get(index, ())
            yield from sorted((m for m in there if m.end <= mention.start), key=lambda m: -m.start)

    def _holds(self, other: Mention, word: str) -> bool:
        """Whether a longer name, or what an acronym is short for, holds the word."""
        if other.form != "name" or other.kind == "person" or self.word(other):
            return False
        longer = word in other.text.split() and len(other.text.split()) > 1
        return longer or (other.kind == "igo" and word in (other.name or "").split()[1:])
