"""What one report says around its mentions: order, grammar, quotations, the country it is about."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from communique.drafts import Mention, Mentions, ParsedSentence, Prepared
from communique.vocab.mention_words import MentionWords

if TYPE_CHECKING:
    from spacy.tokens import Token

    from communique.vocab.gazetteer import Gazetteer

#: An item of a digest begins with the place that it is dated from: "LIMA, May 2 - ".
ITEM = re.compile(
    r"\s*([A-Z][A-Z'.]+(?: [A-Z][A-Z'.]+)*)(?:, [^-–—]{2,30})? ?(?:--?|–|—) ?(?=[A-Z])"
)
PARTISAN = frozenset({"PTY", "OPP", "LEG"})
#: A country that weighs so many times less than another is hardly spoken of.
SCARCE = 3.0
_WORD = re.compile(r"[a-z]+")
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
MODIFIERS = frozenset({"compound", "amod", "nmod", "poss", "npadvmod"})
PLACES = frozenset({"in", "at", "near", "outside", "inside", "across", "around", "from"})
#: Words that say that somebody is of a place named before, and nouns for such places.
LOCAL_WORDS = frozenset({"there", "local", "nearby"})
LOCAL_PLACES = frozenset({"capital", "city", "town", "village", "area", "country", "region"})
#: Nouns for places of a country that its name stands in front of.
PLACE_NOUNS = LOCAL_PLACES | frozenset(
    "camp coast county district enclave island jungle mountain north northeast "
    "northwest peninsula port province resort south southeast southwest state suburb territory "
    "valley east west".split()
)
# Weights of the places where a country is named, when asking which one a report is about; chosen
# so that the dateline outweighs a few mentions, and the opening sentence the rest of its paragraph.
DATELINE, PUBLISHER, TITLE, OPENING, BODY = 5.0, 4.0, 2.0, 2.0, 1.0


class Context:
    """Read-only facts about a report that resolving asks for again and again."""

    def __init__(
        self,
        prepared: Prepared,
        mentions: Mentions,
        *,
        gazetteer: Gazetteer,
        words: MentionWords,
    ) -> None:
        self.prepared = prepared
        self.mentions = mentions
        self.gazetteer = gazetteer
        self.words = words
        self.sentences: dict[int, ParsedSentence] = {
            parsed.sentence.index: parsed for parsed in prepared.parsed
        }
        self.by_sentence: dict[int, list[Mention]] = {}
        for mention in mentions.all:
            self.by_sentence.setdefault(mention.sentence, []).append(mention)

    # --- grammar ---------------------------------------------------------------------------

    def dep(self, mention: Mention) -> str:
        """The relation of the mention's head, "" where its sentence was not parsed."""
        parsed = self.sentences.get(mention.sentence)
        if parsed is None or mention.token < 0:
            return ""
        token = parsed.doc[mention.token]
        while token.dep_ == "conj" and token.head.i != token.i:
            token = token.head
        return str(token.dep_)

    def lemma(self, mention: Mention) -> str:
        """The lemma of the mention's head in lower case; its last word if it was not parsed."""
        parsed = self.sentences.get(mention.sentence)
        if parsed is None or mention.token < 0:
            return mention.text.split()[-1].lower()
        return str(parsed.doc[mention.token].lemma_).lower()

    def word(self, mention: Mention) -> str:
        """The mention's head as it stands, in lower case."""
        parsed = self.sentences.get(mention.sentence)
        if parsed is None or mention.token < 0:
            return mention.text.lower()
        return str(parsed.doc[mention.token].lower_)

    def is_many(self, mention: Mention) -> bool:
        """Whether the mention's head is a plural, or a noun that stands for many ("people")."""
        parsed = self.sentences.get(mention.sentence)
        if parsed is None or mention.token < 0:
            return mention.plural
        token = parsed.doc[mention.token]
        return token.tag_ in ("NNS", "NNPS") or token.lower_ == "people"

    def joined(self, mention: Mention) -> Iterator[Mention]:
        """Yield the mentions that the mention is joined to by "and" or in a list."""
        parsed = self.sentences.get(mention.sentence)
        if parsed is None or mention.token < 0:
            return
        token = parsed.doc[mention.token]
        around = [c for c in token.children if c.dep_ == "conj"]
        if token.dep_ == "conj":
            around.append(token.head)
        for other in around:
            found = self.mentions.at(mention.sentence, other.i)
            if found is not None and found.key != mention.key:
                yield found

    def is_subject(self, mention: Mention) -> bool:
        """Whether the mention is (part of) a subject."""
        return self.dep(mention) in SUBJECTS

    def is_modifier(self, mention: Mention) -> bool:
        """Whether the mention only stands in front of another noun ("Iraqi", "Reuters")."""
        return self.dep(mention) in MODIFIERS

    def is_local(self, mention: Mention) -> bool:
        """Whether somebody is of a place named before: "officials **there**"."""
        parsed = self.sentences.get(mention.sentence)
        if parsed is None or mention.token < 0:
            return False
        for child in parsed.doc[mention.token].children:
            if child.lower_ in LOCAL_WORDS:
                return True
            if child.dep_ == "prep" and child.lower_ in PLACES:
                within = (c for c in child.children if c.dep_ == "pobj")
                if any(c.lower_ in LOCAL_PLACES for c in within):
                    return True
        return False

    def is_place(self, mention: Mention) -> bool:
        """Whether the mention says where: behind "in", "at", "near"."""
        parsed = self.sentences.get(mention.sentence)
        if parsed is None or mention.token < 0 or self.dep(mention) != "pobj":
            return False
        token = parsed.doc[mention.token]
        while token.dep_ == "conj" and token.head.i != token.i:
            token = token.head
        return token.head.lower_ in PLACES

    def place_noun(self, mention: Mention) -> Token | None:
        """The noun for a place behind the name of its country: "the Chadian **town**"."""
        parsed = self.sentences.get(mention.sentence)
        if parsed is None or mention.token < 0:
            return None
        token = parsed.doc[mention.token]
        while token.dep_ in MODIFIERS and token.head.i != token.i:
            token = token.head
        there = token.i != mention.token and token.lemma_.lower() in PLACE_NOUNS
        return token if there and token.dep_ == "pobj" and token.head.lower_ in PLACES else None

    # --- quotations ------------------------------------------------------------------------

    def quote_of(self, mention: Mention) -> tuple[int, int] | None:
        """The quoted stretch that the mention stands in, as offsets; None outside quotations."""
        sentence = self.prepared.layout.sentences[mention.sentence]
        for start, end in sentence.quoted:
            if start <= mention.start < end:
                return start, end
        return None

    def speaker(self, mention: Mention) -> Mention | None:
        """Who speaks the quotation that the mention stands in: here, then the sentences beside."""
        here = mention.sentence
        if (introduced := self._introduces(mention)) is not None:
            return introduced
        paragraph = self.prepared.layout.sentences[here].paragraph
        order = (here, here + 1, here - 1, here + 2, here - 2, here - 3)
        size = len(self.prepared.layout.sentences)
        for step in order:
            if not 0 <= step < size:
                continue
            near = abs(self.prepared.layout.sentences[step].paragraph - paragraph)
            if near > (0 if step > here else 2):
                continue
            found = self._sayer(step)
            if found is not None:
                return found
        return None

    def _introduces(self, mention: Mention) -> Mention | None:
        """Who stands right before the quotation, with a colon ("President X: "We …"")."""
        quote = self.quote_of(mention)
        if quote is None:
            return None
        before = self.prepared.layout.shadow[max(0, quote[0] - 5) : quote[0]]
        if ":" not in before:
            return None
        near = [
            m
            for back in (0, 1)
            for m in self.by_sentence.get(mention.sentence - back, ())
            if quote[0] - 6 <= m.end < quote[0] and self.dep(m) not in ("dobj", "pobj", "dative")
        ]
        return max(near, key=lambda m: m.end - m.start, default=None)

    def _sayer(self, sentence: int) -> Mention | None:
        """The subject of a verb of saying outside the quotations of a sentence."""
        parsed = self.sentences.get(sentence)
        if parsed is None:
            return None
        for token in parsed.doc:
            says = token.head.lemma_.lower() in self.words["say_verbs"]
            if token.dep_ not in SUBJECTS or not says:
                continue
            mention = self.mentions.at(sentence, token.i)
            if mention is not None and self.quote_of(mention) is None:
                return mention
        return None

    # --- what the report is about ----------------------------------------------------------

    @cached_property
    def publisher_country(self) -> str | None:
        """The country whose government publishes the report, told by the publisher's name."""
        publisher = self.prepared.report.publisher or ""
        if not self.words["official_publishers"].intersection(_WORD.findall(publisher.lower())):
            return None
        return self._country_in(publisher)

    @cached_property
    def dateline_country(self) -> str | None:
        """The country of the place that the report is dated from."""
        dateline = self.prepared.layout.dateline
        if dateline is None or not dateline.place:
            return None
        town = dateline.place.replace("/", ",").split(",")[0].title().strip()
        seat = town.lower().removeprefix("the ") in self.words["seats"]
        return None if seat else self._country_in(town)

    def _is_venue(self, mention: Mention) -> bool:
        """Whether a place is only where a speech is given: "**Speaking** at a meeting in Rome"."""
        parsed = self.sentences.get(mention.sentence)
        if parsed is None or mention.token < 0 or mention.kind != "state":
            return False
        token = parsed.doc[mention.token]
        placed = False
        while token.dep_ in ("pobj", "prep", "appos", "conj") and token.head.i != token.i:
            placed = placed or token.lower_ in PLACES
            token = token.head
        return placed and token.lower_ in ("speaking", "addressing")

    def _country_in(self, text: str) -> str | None:
        for match in self.gazetteer.find(text):
            for name in match.names:
                if name.kind in ("state", "city", "metonym"):
                    return name.code
        return None

    @cached_property
    def weights(self) -> dict[str, float]:
        """How much the report is about each country."""
        found: defaultdict[str, float] = defaultdict(float)
        if self.dateline_country:
            found[self.dateline_country] += DATELINE
        if self.publisher_country:
            found[self.publisher_country] += PUBLISHER
        for match in self.gazetteer.find(self.prepared.report.title or ""):
            found[match.names[0].code] += TITLE
        opening = min(self.sentences, default=-1)
        for mention in self.mentions.all:
            weight = OPENING if mention.sentence == opening else BODY
            if self._is_venue(mention):
                continue
            for code in mention.countries:
                found[code] += weight / 2 if mention.sector in PARTISAN else weight
        return {code: n for code, n in found.items() if code and ":" not in code}

    def codes_of(self, mention: Mention) -> tuple[str, ...]:
        """The countries said beside a mention; of a party called as many are, the report's own.

        "The Conservatives" are those of Canada in a report that never speaks of Britain.
        """
        codes = mention.countries
        words = set(_WORD.findall(mention.text.lower()))
        common = mention.sector in PARTISAN and words & self.words["party_names"]
        if (common or mention.sector == "LAB") and self.focus and self._is_foreign(codes):
            codes = (self.focus,)
        return tuple(self.at_home(code) for code in codes)

    def _is_foreign(self, codes: Sequence[str]) -> bool:
        """Whether a report hardly speaks of these countries beside the one that it is about."""
        if not self.named.intersection(codes):
            return True
        most = max((self.weights.get(code, 0.0) for code in codes), default=0.0)
        return most * SCARCE < self.weights.get(self.focus or "", 0.0)

    @cached_property
    def named(self) -> frozenset[str]:
        """The countries that the report itself names, not only by their people or parties."""
        named = [c for m in self.mentions.all if m.kind == "state" for c in m.countries]
        beside = (self.dateline_country, self.publisher_country)
        return frozenset([*named, *(code for code in beside if code)])

    def at_home(self, code: str) -> str:
        """The state of a group that acts at home, told by the report's naming it; else the code."""
        home = self.gazetteer.home(code)
        return home if home is not None and home in self.weights else code

    @cached_property
    def focus(self) -> str | None:
        """The country that the report is mostly about, None if it names none."""
        return self.foremost[0] if self.weights else None

    @cached_property
    def foremost(self) -> list[str]:
        """The countries by how much the report is about them."""
        return sorted(self.weights, key=lambda code: (-self.weights[code], code))

    @cached_property
    def items(self) -> dict[int, str | None]:
        """The countries that the items of a digest are dated from, by sentence.

        Empty if the report is no digest: if fewer than two sentences begin with a dateline.
        """
        layout = self.prepared.layout
        places: dict[int, str | None] = {}
        end = 0
        for number, sentence in enumerate(layout.sentences):
            found = ITEM.match(layout.shadow[end : sentence.end])
            if found:
                places[number] = self._country_in(found[1].title())
            end = sentence.end
        if len(places) < 2:
            return {}
        out: dict[int, str | None] = {}
        code = None
        for number in range(len(layout.sentences)):
            code = places.get(number, code)
            out[number] = code
        return out
