"""The country of somebody of whom the text says none: of the place, or what the report is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.resolve.belonging import Belonging

if TYPE_CHECKING:
    from spacy.tokens import Token

    from communique.drafts import Mention
    from communique.resolve.context import Context

#: What is held in a place that is nobody's own: "resumed **talks** in Havana".
MEETINGS = frozenset(
    "conference consultation dialogue meet meeting negotiate negotiation round summit talk".split()
)


class Surroundings:
    """Says of which country the surroundings of a mention are."""

    def __init__(self, context: Context) -> None:
        self.context = context

    def of(self, mention: Mention, *, place: bool = True) -> Belonging | None:
        """The country of somebody of whom the text says none.

        The place in the sentence first, then the country that the report is about. (On real
        reports these are right six and five times in ten; the one country that the sentence
        names, or the place in the sentence before, less often than the second.)
        """
        if place and (beside := self.place(mention)):
            return beside
        if item := self.context.items.get(mention.sentence):
            return Belonging(item, 0.6, "the dateline of the item", guessed=True)
        if self.context.focus:
            why = "the country that the report is about"
            return Belonging(self.context.focus, 0.5, why, guessed=True)
        return None

    def place(self, mention: Mention) -> Belonging | None:
        """The country of the first place in the sentence, if it names one."""
        for other in self._places_beside(mention):
            why = f"the place in the sentence: {other.text}"
            return Belonging(other.countries[0], 0.6, why, guessed=True)
        return None

    def many_places(self, mention: Mention) -> bool:
        """Whether places of several countries stand in the sentence."""
        beside = self._places_beside(mention)
        named = {code for other in beside for code in (*other.countries, *self._listed(other))}
        return len(named) > 1

    def _listed(self, mention: Mention) -> list[str]:
        return [code for other in self.context.joined(mention) for code in other.countries]

    def _places_beside(self, mention: Mention) -> list[Mention]:
        here = [
            m for m in self.context.by_sentence.get(mention.sentence, []) if m.key != mention.key
        ]
        return [other for other in here if self._tells_place(other)]

    def _tells_place(self, mention: Mention) -> bool:
        return (
            bool(mention.countries)
            and mention.kind == "state"
            and not mention.plural
            and (self.context.is_place(mention) or self.context.place_noun(mention) is not None)
            and not self._is_venue(mention)
            and not self._is_origin(mention)
        )

    def _is_venue(self, mention: Mention) -> bool:
        """Whether a place is only where others speak or meet: "**added in** Vienna that …".

        A minister may well speak at home, if the report is not mostly about another country.
        """
        weights = self.context.weights
        weight = weights.get(mention.countries[0], 0.0)  # none if all it is is a venue
        if weight * 2 >= max(weights.values(), default=0.0):
            return False
        held = self._behind(mention).head
        objects = [str(c.lemma_).lower() for c in held.children if c.dep_ == "dobj"]
        if MEETINGS.intersection((held.lemma_.lower(), *objects)):
            return True
        return held.lemma_.lower() in self.context.words["say_verbs"] and not objects

    def _is_origin(self, mention: Mention) -> bool:
        """Whether a place says whence others are: "militants **from** Chad"."""
        token = self._behind(mention)
        if token.lower_ != "from" or not token.i:
            return False
        return self.context.mentions.at(mention.sentence, token.i - 1) is not None

    def _behind(self, mention: Mention) -> Token:
        """The preposition that a place stands behind."""
        parsed = self.context.sentences[mention.sentence]
        token = self.context.place_noun(mention) or parsed.doc[mention.token]
        while token.dep_ in ("conj", "pobj") and token.head.i != token.i:
            token = token.head
        return token
