"""Two or three named before, whom one word takes up: "the two men", "the pair", "they"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from communique.drafts import EntityRef, Mention
from communique.resolve.asking import Resolving
from communique.resolve.context import Context
from communique.resolve.people import LEADING, PersonBook
from communique.resolve.refs import lower
from communique.resolve.salience import persons_before

if TYPE_CHECKING:
    from spacy.tokens import Token

#: So many sentences back the persons may stand whom "the two men" means, and "the two" or "they".
NEAR, FAR = 3, 5
#: "The leaders", of whom no number is told, are all of a list of at least so many.
COMPANY = 3
#: Words that refer back to a joint party, as their mentions note it.
JOINT = ("country:", "side:", "leader:")
#: What two do with each other.
TALK = frozenset({"confer", "consult", "meet", "speak", "talk"})
#: What a host does, or who calls.
RECEIVING = frozenset({"call", "host", "receive", "telephone", "visit", "welcome"})
#: "Held **talks**", "had a **conversation**".
HOLDING = frozenset({"conduct", "have", "hold"})
TALKS = frozenset({"call", "conference", "consultation", "conversation", "discussion", "meeting",
                   "talk"})  # fmt: skip
#: What nobody does alone.
MUTUAL = frozenset({"agree", "discuss", "talk"})
TOGETHER = frozenset({"together", "jointly"})
#: Whether women are meant.
GENDER = {"women": True, "men": False, "gentlemen": False}


#: Offices of those who stand beside a leader, or speak for one: not one of "the two".
BESIDE = frozenset({"first_spouse", "spokesperson"})


@dataclass(frozen=True, slots=True)
class Found:
    """Who was found, and in which sentence the one stands who was named first."""

    refs: tuple[EntityRef, ...]
    sentence: int


class PairFinder:
    """Finds the persons or parties that are taken up together."""

    def __init__(self, context: Context, people: PersonBook, resolution: Resolving) -> None:
        self.context = context
        self.people = people
        self.resolution = resolution

    def persons(self, mention: Mention, on: date | None, number: int) -> tuple[EntityRef, ...]:
        """Whom "the two men" means: persons named just before, of whatever countries.

        () if there are not so many, or if unnamed ones are counted in between ("two gunmen").
        """
        why = f"{mention.text}: the persons named just before"
        found: dict[str, EntityRef] = {}
        for back in range(NEAR + 1):
            if any(self._counted(m, mention) for m in self._before(mention, back)):
                return ()
            there = self._persons_in(mention, on, back)
            if not found and len(there) > number:
                there = self._foremost(there, number)
            for ref in there:
                found.setdefault(ref.key, ref)
            if len(found) >= number:
                return tuple(lower(ref, 0.75, why) for ref in list(found.values())[:number])
        return self._states(mention, on, number) if self._is_pair(mention) else ()

    def _is_pair(self, mention: Mention) -> bool:
        """ "The pair", "the trio": of persons, but states named side by side can be called so."""
        return self.context.word(mention) in self.context.words["pair_nouns"]

    def _states(self, mention: Mention, on: date | None, number: int) -> tuple[EntityRef, ...]:
        """The states named side by side as subject of the sentence before, if just so many."""
        for other in self._before(mention, 1):
            if other.kind != "state" or not self.context.is_subject(other):
                continue
            side = {m.key: m for m in self._side_by_side(other)}
            refs = [ref for m in side.values() for ref in self.resolution.of(m, on=on)]
            if len(refs) == number:
                return tuple(lower(ref, 0.7, f"{mention.text}: the states before") for ref in refs)
        return ()

    def _side_by_side(self, mention: Mention) -> Iterator[Mention]:
        yield mention
        last = mention
        while after := [m for m in self.context.joined(last) if m.start > last.start]:
            last = after[0]
            yield last

    def two(self, mention: Mention, on: date | None, number: int) -> Found | None:
        """The last persons of different countries before the words.

        "The two leaders" are those who lead, if so many are named.
        """
        if self.context.word(mention) == "leaders":
            if mention.note == "leader:" and (met := self._who_met(mention, on)):
                return met
            leading = self._last(mention, on, number, leading=True)
            if leading is not None:
                return leading
        return self._last(mention, on, number, leading=False)

    def met(self, mention: Mention, on: date | None) -> tuple[EntityRef, ...]:
        """The two persons of different countries whom the sentence before names, if just two."""
        found: dict[str, EntityRef] = {}
        for ref in self._persons_in(mention, on, 1):
            found.setdefault(ref.country or "", ref)
        if len(found) != 2 or "" in found:
            return ()
        why = f"{mention.text}: the persons of the sentence before"
        return tuple(lower(ref, 0.75, why) for ref in found.values())

    def talking(self, mention: Mention, on: date | None, back: int = 1) -> tuple[EntityRef, ...]:
        """The two persons of different countries who talk with each other so far before.

        Whatever else it tells of: "X met with Y as **allies of Mali**. They …".
        """
        number = mention.sentence - back
        parsed = self.context.sentences.get(number)
        root = next((t for t in parsed.doc if t.dep_ == "ROOT"), None) if parsed else None
        if root is None or not _talks(root):
            return ()
        subjects = [c for c in root.children if c.dep_ == "nsubj"]
        heads = [t for head in (*subjects, *_other_side(root)) for t in (head, *head.conjuncts)]
        told = [m for t in heads if (m := self.context.mentions.at(number, t.i)) is not None]
        refs = {ref.country: ref for m in told for ref in self.resolution.of(m, on=on)}
        persons = all(m.kind == "person" and not m.plural for m in told)
        if len(told) != len(heads) or not persons or len(refs) != 2 or len(told) != 2:
            return ()
        why = f"{mention.text}: who talk with each other in the sentence before"
        return () if None in refs else tuple(lower(ref, 0.75, why) for ref in refs.values())

    def codes_met(self, mention: Mention, on: date | None) -> list[str]:
        """The countries of two who talk with each other just before: of "the two sides".

        [] if the words tell of other states ("the two **island** nations").
        """
        for back in range(1, NEAR + 1):
            codes = [ref.country or "" for ref in self.talking(mention, on, back)]
            fitting = self.context.words.described("state", mention.text)
            if codes and (not fitting or fitting.issuperset(codes)):
                return codes
        return []

    def _who_met(self, mention: Mention, on: date | None) -> Found | None:
        """Those of a meeting told before, the nearest: of two, of many, or with many."""
        talked = (
            Found(refs, mention.sentence - back)
            for back in range(1, FAR + 1)
            if (refs := self.talking(mention, on, back))
        )
        found = (next(talked, None), self._gathering(mention, on), self._company(mention, on))
        return max((f for f in found if f), key=lambda f: f.sentence, default=None)

    def _gathering(self, mention: Mention, on: date | None) -> Found | None:
        """Leaders of whom no country is told, and who meets them: "spoke with **Arab leaders**"."""
        for back in range(NEAR + 1):
            for other in self._before(mention, back):
                many = other.plural and self.context.word(other) == "leaders"
                if not many or other.form == "definite" or other.countries:
                    continue
                one = self._persons_in(mention, on, back)
                if any(ref.country is None for ref in one):
                    return None
                why = f"{mention.text}: the {other.text} of whom was told"
                refs = (*one, *self.resolution.of(other, on=on))
                return Found(tuple(lower(r, 0.75, why) for r in refs), other.sentence)
        return None

    def met_by_author(self, number: int) -> list[Mention]:
        """With whom the author says in a sentence that he talked: "**I** met with NATO leaders"."""
        parsed = self.context.sentences.get(number)
        found: list[Mention] = []
        for verb in parsed.doc if parsed else ():
            speaks = any(c.dep_ == "nsubj" and c.lower_ == "i" for c in verb.children)
            if not speaks or verb.lemma_.lower() not in TALK | RECEIVING:
                continue
            heads = [t for head in _other_side(verb) for t in (head, *head.conjuncts)]
            told = (self.context.mentions.at(number, t.i) for t in heads)
            found += [m for m in told if m is not None and m.form != "pronoun"]
        return found

    def _company(self, mention: Mention, on: date | None) -> Found | None:
        """Three or more of different countries whom one sentence before names: "the leaders".

        None if two stand in a sentence that is nearer.
        """
        why = f"{mention.text}: the persons named together before"
        for back in range(mention.sentence + 1):
            by_country: dict[str | None, EntityRef] = {}
            before = self._before(mention, back)
            together = [m for m in before if _is_joint(m) and ":" not in "".join(m.countries)]
            near = together if back <= NEAR else []
            joint = [ref for m in near for ref in self.resolution.of(m, on=on)]
            for ref in (*self._persons_in(mention, on, back), *joint):
                if ref.country:
                    by_country.setdefault(ref.country, ref)
            if len(by_country) >= COMPANY:
                refs = tuple(lower(ref, 0.75, why) for ref in by_country.values())
                return Found(refs, mention.sentence - back)
            if len(by_country) > 1:
                return None
        return None

    def _last(
        self, mention: Mention, on: date | None, number: int, *, leading: bool
    ) -> Found | None:
        found: dict[str, EntityRef] = {}
        first = mention.sentence
        for candidate in persons_before(self.context, mention, reach=FAR):
            for ref in self.resolution.of(candidate, on=on):
                if ref.office in BESIDE or (leading and ref.office not in LEADING):
                    continue
                if ref.country and ref.country not in {r.country for r in found.values()}:
                    found.setdefault(ref.key, ref)
                    first = min(first, candidate.sentence)
            if len(found) >= number:
                why = f"{mention.text}: the persons named just before"
                return Found(tuple(lower(r, 0.75, why) for r in found.values()), first)
        return None

    def joint(self, mention: Mention, on: date | None, number: int) -> Found | None:
        """The last joint party before the words: "the two governments", "both sides"."""
        for back in range(FAR + 1):
            for other in reversed(list(self._before(mention, back))):
                if not _is_joint(other):
                    continue
                refs = self.resolution.of(other, on=on)
                if len(refs) == number:
                    why = f"{mention.text} stands for {other.text}"
                    return Found(tuple(lower(r, 0.8, why) for r in refs), other.sentence)
        return None

    def _before(self, mention: Mention, back: int) -> Iterator[Mention]:
        for other in self.context.by_sentence.get(mention.sentence - back, ()):
            if other.end <= mention.start and other.key != mention.key:
                yield other

    def _counted(self, other: Mention, mention: Mention) -> bool:
        """Whether unnamed persons are counted, of whom the words can speak as well."""
        nobody = other.form == "agent" and other.kind == "group" and not other.name
        return nobody and other.text.lower().split()[0] in mention.text.lower().split()

    def _persons_in(self, mention: Mention, on: date | None, back: int) -> list[EntityRef]:
        """The persons of one sentence, the foremost first, who do not only speak for others."""
        gender = GENDER.get(self.context.word(mention))
        found: dict[str, EntityRef] = {}
        for candidate in persons_before(self.context, mention, reach=back):
            if candidate.sentence != mention.sentence - back:
                continue
            person = self.people.of(candidate)
            if person is not None and gender is not None and person.female is (not gender):
                continue
            for ref in self.resolution.of(candidate, on=on):
                if ref.office not in BESIDE:
                    found.setdefault(ref.key, ref)
        return list(found.values())

    def _foremost(self, there: Sequence[EntityRef], number: int) -> list[EntityRef]:
        """The first, and those of other countries before those of the same."""
        first = there[0]
        rest = sorted(there[1:], key=lambda ref: ref.country == first.country)
        return [first, *rest][:number]


def _talks(verb: Token) -> bool:
    """Whether a verb tells of a talk: "met", "hosted", "**held** talks"."""
    held = verb.lemma_.lower() in HOLDING and any(_is_talk(c) for c in verb.children)
    return held or verb.lemma_.lower() in TALK | RECEIVING


def _is_talk(token: Token) -> bool:
    return token.dep_ == "dobj" and token.lemma_.lower() in TALKS


def _other_side(verb: Token) -> list[Token]:
    """With whom one talks, or whom one receives: "met **X**", "held talks with **X**"."""
    tops = (verb, *(c for c in verb.children if _is_talk(c)))
    preps = [p for top in tops for p in top.children if p.lower_ in ("with", "to")]
    sides = [c for p in preps for c in p.children]
    taking = verb.lemma_.lower() in RECEIVING | {"meet"}
    return sides + [c for c in verb.children if c.dep_ == "dobj" and taking]


def _is_joint(mention: Mention) -> bool:
    if not mention.plural or mention.form == "pronoun":
        return False
    counted = mention.text.lower().split()[:2]
    two = counted[:1] == ["both"] or counted == ["the", "two"]
    return (
        (mention.note or "").startswith(JOINT)
        or (len(mention.countries) > 1 and mention.sector == "GOV")
        or (two and mention.sector == "GOV" and mention.form == "agent")
    )


def is_mutual(context: Context, mention: Mention) -> bool:
    """Whether nobody does alone what is told: "we **agreed**", "we will work **together**"."""
    verb = context.sentences[mention.sentence].doc[mention.token].head
    told = {token.lower_ for child in verb.children for token in (child, *child.children)}
    return verb.lemma_.lower() in MUTUAL or bool(told & TOGETHER)
