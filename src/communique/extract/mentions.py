"""The mentions stage: who is spoken of, at which words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from communique.drafts import Mention, Prepared
from communique.extract.mention_chunks import KIND_OF_NAME, Chunker
from communique.extract.mention_joins import (
    follow_inner,
    follow_owner,
    join_appositions,
    join_title_lists,
)
from communique.extract.mention_owners import meant, whole
from communique.extract.mention_persons import PersonReader
from communique.extract.mention_phrase import Phrase
from communique.extract.mention_spans import NameMapper, OfficeIndex
from communique.extract.mention_view import View
from communique.extract.noun_phrases import NounReader
from communique.extract.venues import is_venue
from communique.vocab.mention_words import load_mention_words
from communique.vocab.names import DISCARD

if TYPE_CHECKING:
    from communique.vocab.gazetteer import Gazetteer, Match, Name

_ACRONYM = re.compile(r"\(([A-Z][A-Za-z]?[A-Z][A-Za-z-]{0,7})\)")
_OF_NAME = re.compile(r" of (?:the )?[A-Z][a-z]+(?:s|men)\b")
_INNER = frozenset({"appos", "conj"})
#: Who are so to somebody are of that one's country.
_LOYAL = frozenset({"loyal", "faithful", "belonging"})
#: Whoever did so to a paper speaks in it.
_ISSUED = frozenset(
    "issue release publish sign write send adopt pass deliver read post draft circulate".split()
)
#: Whoever does so with a thing or place has it, wherever it lies.
_HELD = frozenset(
    "use hold occupy run operate own control man crew seize belong build maintain fund".split()
)
OWNING_PREPOSITIONS = ("of", "from", "in", "between", "among", "with", "for")


class MentionTable:
    """All mentions of a report, asked by place."""

    def __init__(self, views: Mapping[int, SentenceMentions], loose: Sequence[Mention]) -> None:
        """Take the parsed sentences by index, and the mentions of sentences not parsed."""
        self._views = views
        found = [m for view in views.values() for m in view.mentions]
        self._all = sorted((*found, *loose), key=lambda m: (m.start, m.end, m.token))

    @property
    def all(self) -> Sequence[Mention]:
        """Every mention, in the order of the text, those of unparsed sentences too (token -1)."""
        return self._all

    def inside(self, sentence: int) -> Sequence[Mention]:
        """The mentions of a parsed sentence."""
        view = self._views.get(sentence)
        return view.mentions if view else ()

    def at(self, sentence: int, token: int) -> Mention | None:
        """The mention whose head is this token, if the token heads one that can act."""
        view = self._views.get(sentence)
        return view.by_token.get(token) if view else None

    def owners(self, sentence: int, token: int) -> tuple[Mention, ...]:
        """Who owns, makes or belongs to the thing at this token."""
        view = self._views.get(sentence)
        return view.owners(token) if view else ()


class SentenceMentions:
    """The mentions of one parsed sentence, by token."""

    def __init__(self, view: View, phrases: Sequence[Phrase]) -> None:
        self._tree = view.tree
        self.by_token: dict[int, Mention] = {}
        self.mentions: list[Mention] = []
        self._owners: dict[int, tuple[Mention, ...]] = {}
        for phrase in phrases:
            heads = view.heads(phrase.first, phrase.last) or [phrase.last]
            mention = freeze(view, phrase, heads[-1])
            self.mentions.append(mention)
            if phrase.kind == "person":  # where the parse falls apart inside title and name
                inner = range(phrase.first, phrase.last + 1)
                heads += [i for i in inner if view.tree.dep[i] in _INNER]
                self._lend(view, phrase, mention, heads)
            for head in heads:
                self.by_token.setdefault(head, mention)
        for phrase, mention in zip(phrases, self.mentions, strict=True):
            if phrase.kind == "person" and phrase.name:
                self._displace(view, phrase, mention, phrases)

    def _displace(
        self, view: View, phrase: Phrase, mention: Mention, phrases: Sequence[Phrase]
    ) -> None:
        """Let a person stand where the parser put the owner: "the envoy of President X's aide Y".

        "Spoke with President X's chief of staff Y": Y, not X.
        """
        tree, at = view.tree, min(phrase.left, phrase.first) - 1
        if at < 1 or tree.lower[at] not in ("'s", "’s", "'", "’"):
            return
        owners = (p for p in phrases if p.kind == "person" and p.first <= at - 1 <= p.last)
        for owner in owners:
            for i in range(owner.first, owner.last + 1):
                if i in self.by_token and tree.dep[i] not in ("poss", "compound", "amod", "nmod"):
                    self.by_token[i] = mention

    def _lend(self, view: View, phrase: Phrase, mention: Mention, heads: Sequence[int]) -> None:
        """Let a person stand at the body in front, where the parser took the name for an appendix.

        "The World Trade Organization (WTO) Director-General X": X, not the body.
        """
        tree = view.tree
        for head in heads:
            above = tree.head[head]
            if tree.dep[head] == "appos" and phrase.left <= above < phrase.first:
                self.by_token[above] = mention

    def replace_acronyms(self, known: Mapping[str, Mention | None]) -> None:
        """Put for each unknown acronym what it stands for; drop those of things."""
        for token, mention in list(self.by_token.items()):
            name = mention.name or ""
            if mention.kind != "organisation" or name not in known or mention.countries:
                continue
            meant = known[name]
            if meant is None:
                del self.by_token[token]
                self.mentions = [m for m in self.mentions if m is not mention]
                continue
            own = None if meant.kind == "person" else mention.name  # "DG" is no one's name
            full = replace(
                mention, name=meant.name or own, kind=meant.kind, sector=meant.sector,
                countries=meant.countries, office=meant.office, note=meant.note,
            )  # fmt: skip
            self.by_token[token] = full
            self.mentions = [full if m is mention else m for m in self.mentions]

    def owners(self, token: int) -> tuple[Mention, ...]:
        """Possessors; if there are none "by", then what stands in front, then "of", "from" …

        The first of these that names somebody names the owner: Italy alone in "Italy's role in
        the EU".
        """
        if token not in self._owners:
            found: dict[tuple[int, int], Mention] = {}
            for group in self._owner_tokens(token):
                for i in group:
                    mention = self.by_token.get(i)
                    if mention is None or mention.note == "against":
                        continue
                    if not is_venue(self._tree, i, mention):
                        found.setdefault(mention.key, mention)
                if found:
                    break
            self._owners[token] = whole(found.values())
        return self._owners[token]

    def _bodies_in_front(self, token: int) -> Iterator[int]:
        """The bodies that something of one's own is of: "its **Mercosur** quota"."""
        if any(self._tree.tag[i] == "PRP$" for i in self._tree.kids(token, "poss")):
            for i in self._tree.kids(token, "amod", "compound", "nmod"):
                mention = self.by_token.get(i)
                if mention is not None and mention.kind == "igo":
                    yield i

    def _owner_tokens(self, token: int) -> Iterator[list[int]]:
        tree = self._tree
        yield list(self._bodies_in_front(token))
        yield [j for i in tree.kids(token, "poss") for j in tree.conjuncts(meant(tree, token, i))]
        yield list(self._objects(token, ("by",)))
        front = tree.kids(token, "amod", "compound", "nmod", "npadvmod")
        inner = ("compound", "nmod", "amod", "npadvmod")
        yield [j for i in front for j in (*tree.conjuncts(i), *tree.kids(i, *inner))]
        for i in tree.kids(token, "acl"):
            if tree.lemma[i] in _ISSUED | _HELD:  # "a statement issued by X"
                yield list(self._objects(i, ("by",)))
        for i in tree.kids(token, "amod", "acl"):
            if tree.lower[i] in _LOYAL:  # "troops loyal to President X"
                yield list(self._objects(i, ("to",)))
        for word in OWNING_PREPOSITIONS:
            yield list(self._objects(token, (word,)))
        for within in self._objects(token, ("of", "from")):  # "officials from member states of X"
            if token in self.by_token and within not in self.by_token:
                yield from self._owner_tokens(within)

    def _objects(self, token: int, words: tuple[str, ...]) -> Iterator[int]:
        tree = self._tree
        for word in words:
            for prep in tree.kids(token, "prep", "agent"):
                if tree.lower[prep] == word:
                    for i in tree.kids(prep, "pobj"):
                        yield from tree.conjuncts(i)


def freeze(view: View, phrase: Phrase, token: int) -> Mention:
    """The phrase as a mention of the report's text."""
    start, end = view.parsed.span(min(phrase.left, phrase.first), phrase.end)
    base = view.parsed.start
    return Mention(
        sentence=view.index,
        token=token,
        start=start,
        end=end,
        text=view.text[start - base : end - base],
        form=phrase.form,
        kind=phrase.kind,
        name=phrase.name,
        countries=phrase.countries,
        sector=phrase.sector,
        office=phrase.office,
        plural=phrase.plural,
        former=phrase.former,
        counterpart_of=phrase.counterpart_of,
        note=phrase.note,
    )


class MentionFinder:
    """The mentions stage: built once from the gazetteer, called per report."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.words = load_mention_words()
        self.offices = OfficeIndex(gazetteer.office_phrases)

    def __call__(self, prepared: Prepared) -> MentionTable:
        """All mentions of a report; sentences that were not parsed give their names alone."""
        matches = self.gazetteer.find(prepared.layout.shadow)
        chosen = choose(matches, prepared)
        mapper = NameMapper(matches, chosen)
        views = [
            View(parsed, names=mapper, offices=self.offices, words=self.words)
            for parsed in prepared.parsed
        ]
        surnames = self._surnames(chosen, views)
        shorts = frozenset(
            low for view in views for i, low in enumerate(view.tree.lower) if view.shortens_title(i)
        )
        day = prepared.report.date
        sentences = {view.index: self._sentence(view, day, surnames, shorts) for view in views}
        spell_out(prepared, sentences)
        loose = list(self._loose(prepared, mapper, set(sentences)))
        return MentionTable(sentences, loose)

    def _surnames(self, chosen: Sequence[Name | None], views: Sequence[View]) -> frozenset[str]:
        """Words by which persons named in full elsewhere in the report may be called."""
        known = {
            word.lower()
            for name in chosen
            if name is not None and name.kind == "person"
            for word in (name.text.split()[-1], name.label.split()[-1])
        }
        for view in views:
            for phrase in self._persons(view, None).phrases():
                if phrase.name:
                    known.add(phrase.name.split()[-1].lower())
        return frozenset(word for word in known if len(word) > 1)

    def _persons(
        self,
        view: View,
        day: date | None,
        surnames: frozenset[str] = frozenset(),
        shorts: frozenset[str] = frozenset(),
    ) -> PersonReader:
        return PersonReader(
            view, self.gazetteer, offices=self.offices, surnames=surnames, shorts=shorts, day=day
        )

    def _sentence(
        self, view: View, day: date | None, surnames: frozenset[str], shorts: frozenset[str]
    ) -> SentenceMentions:
        persons = self._persons(view, day, surnames, shorts)
        phrases = list(Chunker(view, self.gazetteer, persons).phrases())
        taken = {
            head: phrase for phrase in phrases for head in range(phrase.first, phrase.last + 1)
        }
        nouns = NounReader(view, self.gazetteer, taken).phrases()
        phrases += [noun for noun in nouns if not _is_discarded(view, noun)]
        by_head = {
            head: phrase for phrase in phrases for head in view.heads(phrase.first, phrase.last)
        }
        join_appositions(view, phrases, by_head)
        follow_inner(view, phrases, by_head)
        follow_owner(view, phrases)
        join_title_lists(view, phrases)
        return SentenceMentions(view, phrases)

    def _loose(self, prepared: Prepared, mapper: NameMapper, parsed: set[int]) -> Iterator[Mention]:
        """The names in sentences that were not parsed."""
        shadow = prepared.layout.shadow
        for sentence in prepared.layout.sentences:
            if sentence.index in parsed:
                continue
            for match, name in mapper.between(sentence.start, sentence.end):
                if name.kind == "other":
                    continue
                person = name.kind == "person"
                state = name.kind in ("state", "city")
                yield Mention(
                    sentence=sentence.index,
                    token=-1,
                    start=match.start,
                    end=match.end,
                    text=shadow[match.start : match.end],
                    form="name",
                    kind="person" if person else KIND_OF_NAME[name.kind],  # type: ignore[arg-type]
                    name=name.text if person else name.label,
                    countries=() if person else (name.code,),
                    sector="GOV" if state else name.sector,
                    note=name.form if name.form in ("capital", "city", "adjective") else None,
                )


def _is_discarded(view: View, phrase: Phrase) -> bool:
    """Whether the head of a phrase stands in words that a table of one's own discards."""
    name = view.name_at[phrase.last]
    return name is not None and name.name.form == DISCARD


def spell_out(prepared: Prepared, sentences: Mapping[int, SentenceMentions]) -> None:
    """Let the acronyms that a report introduces in brackets stand for what they stand behind.

    An acronym of a thing ("the memorandum (MOU)") is no mention of anybody.
    """
    ending: dict[int, Mention] = {}
    for sentence in sentences.values():
        for mention in sentence.mentions:
            longer = ending.get(mention.end)
            if longer is None or mention.start < longer.start:
                ending[mention.end] = mention
    known: dict[str, Mention | None] = {}
    for bracket in _ACRONYM.finditer(prepared.layout.shadow):
        start = bracket.start()
        known.setdefault(bracket[1], ending.get(start - 1) or ending.get(start))
    if known:
        for sentence in sentences.values():
            sentence.replace_acronyms(known)


def choose(matches: Sequence[Match], prepared: Prepared) -> list[Name | None]:
    """What each match most likely means on the report's day; None where it is too weak.

    Of several meanings, that whose country the report names most without doubt.
    """
    day = prepared.report.date
    shadow = prepared.layout.shadow
    support: Counter[str] = Counter()
    for match in matches:
        codes = {name.code for name in match.names if name.strength == "strong"}
        if len(codes) == 1:
            support.update(codes)
    return [_meaning(match, day, shadow, support) for match in matches]


def _meaning(
    match: Match, day: date | None, shadow: str, support: Mapping[str, int]
) -> Name | None:
    names = [n for n in match.names if day is None or n.holds_on(day)] or list(match.names)
    best = [n for n in names if n.strength == "strong"]
    if not best:
        if _inside_longer_name(match, shadow):
            return None
        best = names
    return max(best, key=lambda name: support.get(name.code, 0))  # of equals, the first


def _inside_longer_name(match: Match, shadow: str) -> bool:
    """Whether a weak name is part of a longer one ("Victoria Nuland", "National Union of Drivers").

    Capitalised words stand right beside it, or, of a name of several words, behind "of".
    """
    after = shadow[match.end : match.end + 2]
    if len(after) == 2 and after[0] == " " and after[1].isupper():
        return True
    if " " in shadow[match.start : match.end] and _OF_NAME.match(shadow, match.end):
        return True
    before = shadow[max(0, match.start - 24) : match.start].split(" ")
    word = before[-2] if len(before) > 1 and before[-1] == "" else ""
    return bool(word) and word[0].isupper() and word.isalpha() and word.lower() not in (
        "the", "in", "at", "from", "of",
    )  # fmt: skip
