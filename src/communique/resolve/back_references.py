"""Words that refer back: pronouns, "the two countries", "his counterpart", "the ministry"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Protocol

from communique.drafts import EntityRef, Mention
from communique.resolve.asking import Making
from communique.resolve.belonging import Belonging
from communique.resolve.context import Context
from communique.resolve.described import the_body, the_half, the_state
from communique.resolve.pairs import PairFinder
from communique.resolve.people import PersonBook
from communique.resolve.persons import PersonResolver
from communique.resolve.possessives import answered
from communique.resolve.refs import lower
from communique.resolve.salience import (
    listed_behind,
    listed_codes,
    parties_before,
    persons_before,
    salient_codes,
)
from communique.resolve.signatories import titled
from communique.resolve.speakers import SpeakerFinder

#: What a plain noun may stand for, whatever the name says.
LOOSE = {
    "group": ("group", "organisation"), "movement": ("group",), "militia": ("group",),
    "organization": ("group", "organisation", "igo"), "party": ("group",),
    "organisation": ("group", "organisation", "igo"), "alliance": ("igo",), "bloc": ("igo",),
    "union": ("igo",), "body": ("igo", "organisation"), "agency": ("igo", "organisation"),
    "council": ("igo",), "court": ("igo",), "company": ("organisation",), "firm": ("organisation",),
}  # fmt: skip
NUMBERS = {"two": 2, "both": 2, "three": 3, "trio": 3, "four": 4, "five": 5, "six": 6}


class Resolving(Making, Protocol):
    """The part of a resolution that this module asks back."""

    persons: PersonResolver


class BackReferences:
    """Resolves the words that stand for somebody named elsewhere."""

    def __init__(self, context: Context, people: PersonBook, resolution: Resolving) -> None:
        self.context = context
        self.people = people
        self.resolution = resolution
        self.make = resolution.make
        self.pairs = PairFinder(context, people, resolution)
        self.titled = titled(context)
        self.speakers = SpeakerFinder(context, resolution, self.pairs, self.titled)

    # --- pronouns --------------------------------------------------------------------------

    def pronoun(
        self, mention: Mention, on: date | None, not_: Sequence[Mention]
    ) -> tuple[EntityRef, ...]:
        """Whom a pronoun stands for."""
        if mention.note == "speaker":
            return self.speakers.of(mention, on)
        if mention.note == "person":
            return self._he(mention, on, not_)
        return self._they(mention, on, not_)

    def _he(
        self, mention: Mention, on: date | None, not_: Sequence[Mention]
    ) -> tuple[EntityRef, ...]:
        """The likeliest single person before, of that gender, who is none of the others."""
        barred = self._keys(not_, on)
        if self.context.quote_of(mention) is not None:
            speaker = self.context.speaker(mention)
            barred |= self._keys([speaker] if speaker else [], on)
        female = self.context.word(mention) in ("she", "her", "hers", "herself")
        for candidate in persons_before(self.context, mention):
            person = self.people.of(candidate)
            if person is not None and person.female is (not female):
                continue
            refs = self.resolution.of(candidate, on=on)
            if refs and not {r.key for r in refs} & barred:
                return self._standing(mention, candidate, refs, 0.8)
        return ()

    def _they(
        self, mention: Mention, on: date | None, not_: Sequence[Mention]
    ) -> tuple[EntityRef, ...]:
        """A group or body before; "they" after two persons: the two."""
        barred = self._keys(not_, on)
        plural = mention.plural
        if plural and (found := self._together(mention, on, barred)):
            return found
        if not plural and (whose := answered(self.context, mention)) is not None:
            return self._standing(mention, whose, self.resolution.of(whose, on=on), 0.8)
        candidates = parties_before(self.context, mention, plural=plural)
        for candidate in candidates:
            refs = self.resolution.of(candidate, on=on)
            if refs and not {r.key for r in refs} & barred:
                if plural and not candidate.plural:
                    refs = self._in_list(candidate, refs, on)
                if plural and candidate.kind == "state" and len(refs) == 1:
                    refs = self._beside(candidate, candidates, on) or refs
                return self._standing(mention, candidate, refs, 0.7)
        two = self.pairs.two(mention, on, 2) if plural else None
        return two.refs if two is not None else ()

    def _together(
        self, mention: Mention, on: date | None, barred: set[str]
    ) -> tuple[EntityRef, ...]:
        """Who several are by how the words before tell of them."""
        found = self._carried_on(mention, on) or self._addressed(mention, on)
        return found or self._met(mention, on) or self._listed(mention, on, barred)

    def _addressed(self, mention: Mention, on: date | None) -> tuple[EntityRef, ...]:
        """Who "they" are where the sentence before has one do something to "them".

        "The envoy urged **them** to talk. **They** agreed."
        """
        before = self.context.by_sentence.get(mention.sentence - 1, ())
        several = [m for m in before if m.note == "plural" and self.context.word(m) == "them"]
        if not several or not self.context.is_subject(mention):
            return ()
        acting = [m for m in before if self.context.is_subject(m)]
        if any(m.plural for m in acting):
            return ()
        last = several[-1]
        refs = self.resolution.of(last, on=on, not_=acting)
        return self._standing(mention, last, refs, 0.9)

    def _listed(self, mention: Mention, on: date | None, barred: set[str]) -> tuple[EntityRef, ...]:
        """The persons joined by "and" in the same sentence: "called **X and Y** and urged them"."""
        if self.context.word(mention) != "them":
            return ()
        for candidate in persons_before(self.context, mention, reach=0):
            refs = self._in_list(candidate, (), on)
            if refs and not {ref.key for ref in refs} & barred:
                return self._standing(mention, candidate, refs, 0.8)
        return ()

    def _carried_on(self, mention: Mention, on: date | None) -> tuple[EntityRef, ...]:
        """Who "they" are where the sentence before is told of "them" or "the two leaders" too.

        "They discussed Chad and Mali. **They** agreed …": not Chad and Mali.
        """
        before = self.context.by_sentence.get(mention.sentence - 1, ())
        subjects = [m for m in before if self.context.is_subject(m)]
        if not subjects or not self.context.is_subject(mention):
            return ()
        first = min(subjects, key=lambda m: m.start)
        told = first.note == "plural" and self.context.word(first) == "they"
        if not told and not (first.note or "").startswith(("leader:", "pair", "person:")):
            return ()
        return self._standing(mention, first, self.resolution.of(first, on=on), 0.9)

    def _met(self, mention: Mention, on: date | None) -> tuple[EntityRef, ...]:
        """The two persons of the sentence before, where it speaks of nobody else but states.

        "The president of Chad met the premier of Mali. **They** …": no group can be meant, unless
        the words tell who talks with whom.
        """
        if not self.context.is_subject(mention):
            return ()
        if talking := self.pairs.talking(mention, on):
            return talking
        before = self.context.by_sentence.get(mention.sentence - 1, ())
        many = any(m.plural or m.kind in ("group", "organisation") for m in before)
        led = any(self.context.is_subject(m) for m in before if m.kind == "person")
        if many or not led:
            return ()
        return self.pairs.met(mention, on)

    def _beside(
        self, one: Mention, candidates: Sequence[Mention], on: date | None
    ) -> tuple[EntityRef, ...]:
        """The list in the sentence of a single state: "Nepal asked **India and China** … they"."""
        lists = (
            self._in_list(other, (), on)
            for other in candidates
            if other.sentence == one.sentence and other.kind == "state"
            if self.context.dep(other) == "dobj"
        )
        return next((refs for refs in lists if len(refs) > 1), ())

    def _in_list(
        self, candidate: Mention, refs: tuple[EntityRef, ...], on: date | None
    ) -> tuple[EntityRef, ...]:
        """All of a list that one of them stands in: "Mali, Chad and Niger … they"."""
        listed = {candidate.key: candidate}
        waiting = [candidate]
        while waiting:
            for other in self.context.joined(waiting.pop()):
                if other.key not in listed and other.kind == candidate.kind:
                    listed[other.key] = other
                    waiting.append(other)
        if len(listed) == 1:
            return refs
        ordered = sorted(listed.values(), key=lambda m: m.start)
        found = {ref.key: ref for m in ordered for ref in self.resolution.of(m, on=on)}
        return tuple(found.values())

    def _keys(self, mentions: Sequence[Mention], on: date | None) -> set[str]:
        named = [m for m in mentions if m.form != "pronoun"]
        return {ref.key for m in named for ref in self.resolution.of(m, on=on)}

    def _standing(
        self, mention: Mention, other: Mention, refs: Sequence[EntityRef], by: float
    ) -> tuple[EntityRef, ...]:
        """What `mention` refers to when it stands for `other`, which is `refs`."""
        return tuple(lower(ref, by, f"{mention.text} stands for {other.text}") for ref in refs)

    # --- definite references ---------------------------------------------------------------

    def definite(self, mention: Mention, on: date | None) -> tuple[EntityRef, ...]:
        """Whom "the two countries", "his counterpart", "the ministry" stand for."""
        note, _, number = (mention.note or "").partition(":")
        if note == "counterpart":
            return self._counterpart(mention, on)
        if note == "person":
            return self.pairs.persons(mention, on, NUMBERS.get(number, 2))
        if note in ("country", "side", "leader", "pair"):
            if not mention.plural:
                return self._one_country(mention)
            return self._several(note, NUMBERS.get(number, 2), mention, on)
        if note == "half":
            if halves := the_half(self.context, mention):
                return tuple(self.make.state(c, 0.8, "a part of the land") for c in halves)
            note = "elsewhere"
        if note == "body":
            code = the_body(self.context, mention)
            return (self.make.state(code, 0.65, "fits the description"),) if code else ()
        if note == "elsewhere":
            nobody, noun = Belonging(None, 0.5, "of no one country"), self.context.lemma(mention)
            return (self.make.agent(nobody, "GOV", noun, kind="group", name=None, mention=mention),)
        return self._body(mention, on)

    def _one_country(self, mention: Mention) -> tuple[EntityRef, ...]:
        if mention.countries:
            return tuple(self.make.state(c, 0.9, "named behind") for c in mention.countries)
        code, why = the_state(self.context, mention)
        return (self.make.state(code, 0.6, why),) if code else ()

    def _several(
        self, note: str, number: int, mention: Mention, on: date | None
    ) -> tuple[EntityRef, ...]:
        if joint_party := self._of_statement(note, number, mention, on):
            return joint_party
        if tellers := self._tellers(note, number, mention, on):
            return tellers
        ours = mention.text.lower().startswith(("our ", "their "))
        personal = note in ("leader", "pair") or ours
        people = self.pairs.two(mention, on, number) if personal else None
        if ours and people is None and "two" not in mention.text.lower().split():
            return ()
        if note == "pair":
            joint = self.pairs.joint(mention, on, number)
            if joint is not None and (people is None or joint.sentence > people.sentence):
                return joint.refs
        if people is not None:
            return people.refs
        listed = note in ("country", "pair")
        codes = self.pairs.codes_met(mention, on) if number == 2 and note != "leader" else []
        codes = codes or (listed_codes(self.context, mention, number) if listed else [])
        codes = codes or salient_codes(self.context, mention, states=note == "country")
        if (fitting := self.context.words.described("state", mention.text)) and note == "country":
            codes = [code for code in codes if code in fitting]
            if len(codes) < number == len(fitting):
                codes = sorted(fitting)
        if len(codes) < 2:
            codes = listed_behind(self.context, mention, number) or codes
        if len(codes) < 2:
            told = {code for m in self.context.mentions.all for code in m.countries}
            codes += [c for c in self.context.foremost[:4] if c in told and c not in codes]
        why = f"{mention.text}: the parties named most just before"
        return tuple(self.make.state(code, 0.65, why) for code in codes[:number])

    def _tellers(
        self, note: str, number: int, mention: Mention, on: date | None
    ) -> tuple[EntityRef, ...]:
        """Who tells it of themselves: "both sides agreed, **the army and the FAR** said"."""
        parsed = self.context.sentences.get(mention.sentence)
        if parsed is None or mention.token < 0 or note not in ("side", "country", "pair"):
            return ()
        verb = parsed.doc[mention.token].head
        subjects = [c for c in verb.head.children if c.dep_ == "nsubj" and c.i > mention.token]
        if verb.dep_ != "ccomp" or len(subjects) != 1:
            return ()
        heads = (subjects[0], *subjects[0].conjuncts)
        told = [self.context.mentions.at(mention.sentence, head.i) for head in heads]
        refs = [ref for m in told if m is not None for ref in self.resolution.of(m, on=on)]
        why = f"{mention.text}: who tell of it"
        return tuple(lower(ref, 0.8, why) for ref in refs) if len(refs) == number else ()

    def _of_statement(
        self, note: str, number: int, mention: Mention, on: date | None
    ) -> tuple[EntityRef, ...]:
        """ "Our countries", "their countries", "the two sides" of a joint statement: all."""
        owners = self.context.mentions.owners(mention.sentence, mention.token)
        ours = next((o for o in owners if o.form == "pronoun" and o.note != "person"), None)
        refs = self.resolution.of(ours, on=on) if ours is not None else ()
        if len({ref.country for ref in refs}) > 1:
            return tuple(lower(ref, 0.9, f"{mention.text}: of all of them") for ref in refs)
        untold = note == "leader" and mention.note == "leader:"
        if len(self.titled) != number and not (untold and self.titled):
            return ()
        why = "issued the joint statement"
        return tuple(self.make.state(code, 0.7, why) for code in self.titled)

    def _counterpart(self, mention: Mention, on: date | None) -> tuple[EntityRef, ...]:
        """Who holds the same office elsewhere."""
        anchor, office = self._anchor(mention, on)
        reasons = ("holds the office of " + anchor.text,) if anchor else ()
        refs: list[EntityRef] = []
        for code in mention.countries:
            found = office and self.make.one_holder(office, code, on, 0.85, *reasons)
            if not found and office in ("head_of_state", "head_of_government"):
                found = self.make.one_holder("leader", code, on, 0.75, *reasons)
            refs.append(
                found
                or self.make.office(
                    office,
                    Belonging(code, 0.8, "the country beside it", stated=True),
                    sector="GOV",
                    plural=False,
                    word="counterpart",
                    mention=mention,
                    reasons=reasons,
                )
            )
        return tuple(refs)

    def _anchor(self, mention: Mention, on: date | None) -> tuple[Mention | None, str | None]:
        """Whose counterpart it is, and the office: the owner, else the nearest with an office."""
        token = mention.counterpart_of
        owner = None
        if token is not None and token >= 0:
            owner = self.context.mentions.at(mention.sentence, token)
        if owner is not None:
            for ref in self.resolution.of(owner, on=on):
                if ref.office:
                    return owner, ref.office
        for candidate in persons_before(self.context, mention):
            if candidate.key == mention.key or candidate.note == "counterpart":
                continue
            for ref in self.resolution.of(candidate, on=on):
                if ref.office:
                    return candidate, ref.office
        return owner, None

    def _body(self, mention: Mention, on: date | None) -> tuple[EntityRef, ...]:
        """ "The ministry", "the group": the last body before whose words hold that noun."""
        noun = self.context.lemma(mention)
        loose: Mention | None = None
        for other in self._bodies_before(mention):
            named = f" {(other.name or '').lower()} {other.text.lower()} "
            if f" {noun} " in named and (other.countries or other.name):
                return self._same_as(other, mention, on)
            if loose is None and other.name and other.kind in LOOSE.get(noun, ()):
                loose = other
        return self._same_as(loose, mention, on) if loose is not None else ()

    def _bodies_before(self, mention: Mention) -> Iterator[Mention]:
        """Yield the bodies and groups of the sentences before, the nearest first."""
        for back in range(6):
            there = self.context.by_sentence.get(mention.sentence - back, ())
            for other in sorted(there, key=lambda m: -m.start):
                apart = other.end <= mention.start and other.key != mention.key
                if apart and other.form != "pronoun" and other.kind not in ("person", "state"):
                    yield other

    def _same_as(self, other: Mention, mention: Mention, on: date | None) -> tuple[EntityRef, ...]:
        return self._standing(mention, other, self.resolution.of(other, on=on), 0.8)
