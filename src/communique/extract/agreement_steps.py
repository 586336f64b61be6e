"""How far an instrument has come: the words that bring it further, with their dates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.extract.agreement_dates import CLAIMS, own_time, step_time, top_of
from communique.extract.agreement_idioms import (
    IdiomReader,
    founds,
    opens_relative,
    participle_behind,
    place_step,
    to_be_done,
    verb_before,
)
from communique.vocab.instruments import InstrumentBook

if TYPE_CHECKING:
    from communique.dates import When
    from communique.extract.agreement_places import Spot
    from communique.extract.modality import Modality, Reading
    from communique.extract.tree import Tree

THROUGH = frozenset({"including", "like", "as", "namely", "especially"})
OBJECTS = frozenset({"dobj", "nsubjpass", "attr", "oprd", "dative"})
DEPTH = 6
#: Steps that a date beside the name does not mean where their verb has another.
LATER = frozenset({"ratified", "in_force", "suspended", "terminated"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One word that brings an instrument to `status`: token `at`, with its date if it has one.

    `verb` is the verb whose subject and partners are the parties, `firm` whether it is told as a
    fact, `news` whether in the plain past of a main clause; `sayer` is the verb that says so.
    """

    status: str
    at: int
    verb: int | None
    when: When | None
    firm: bool = True
    news: bool = False
    sayer: int | None = None


@dataclass(frozen=True, slots=True)
class _Hit:
    status: str
    at: int
    verb: int | None


class StepReader:
    """Reads the steps of a spot; built once from the vocabulary."""

    def __init__(self, book: InstrumentBook, modality: Modality) -> None:
        self.book = book
        self.modality = modality
        self.idioms = IdiomReader(book.verb_steps)

    def __call__(self, spot: Spot, others: list[Spot]) -> None:
        """Set the spot's `steps`, `existing` and `reasons`; `others` share its sentence."""
        tree = spot.work.tree
        idioms = (_Hit(status, verb, verb) for status, verb in self.idioms(spot))
        steps, hits = [], [*self._hits(spot), *idioms]
        for hit in dict.fromkeys(hits):
            anchor = hit.verb if hit.verb is not None else hit.at
            reading = self.modality.read(tree, anchor)
            status, firm = self.settle(tree, hit, reading, spot)
            if status is None:
                continue
            when = self._when(spot, anchor, reading, others, status)
            if when is None and tree.dep[hit.at] == "amod":
                above = tree.governor(spot.head)
                when = step_time(spot, above, self.modality.read(tree, above), others)
            news = (status == "agreed" != hit.status) or is_news(tree, anchor, reading)
            sayer = next(iter(reading.sayers), None)
            steps.append(
                Step(
                    status=status, at=hit.at, verb=hit.verb, when=when, firm=firm, news=news,
                    sayer=sayer,
                )
            )  # fmt: skip
        if not steps:
            steps = [s for s in (self._loose_step(spot, others),) if s is not None]
        if not steps:
            steps = [s for s in (self._placed(spot, others),) if s is not None]
        spot.steps = tuple(steps)

    def _placed(self, spot: Spot, others: list[Spot]) -> Step | None:
        """The step that the place of the instrument in its sentence tells, without a word."""
        found = place_step(spot)
        if found is None:
            return None
        reading = self.modality.read(spot.work.tree, found.clause)
        if found.parties and reading.force != "fact":
            return None
        when = None
        if found.status != "agreed" or found.parties:
            when = own_time(spot, others) or step_time(spot, found.clause, reading, others)
        verb = found.clause if found.parties else None
        return Step(status=found.status, at=spot.head, verb=verb, when=when)

    def _when(
        self, spot: Spot, anchor: int, reading: Reading, others: list[Spot], status: str
    ) -> When | None:
        """The date of a step: that beside the name, but for what came after "the 1987 treaty"."""
        own = own_time(spot, others)
        if own is not None and (status not in LATER or own.precision == "day"):
            return own
        if own is None:
            return step_time(spot, anchor, reading, others)
        tree, above = spot.work.tree, anchor
        ahead = step_time(spot, anchor, reading, others, but=own)
        while ahead is None and tree.head[above] != above:
            above = tree.governor(above) if tree.verbal(above) else tree.head[above]
            ahead = step_time(spot, above, self.modality.read(tree, above), others, but=own)
        if ahead is not None:
            return ahead
        return own if status == "in_force" else step_time(spot, anchor, reading, others)

    def _loose_step(self, spot: Spot, others: list[Spot]) -> Step | None:
        """A step whose verb the parse has lost: "signed at breakfast an accord"."""
        tree = spot.work.tree
        verb = participle_behind(tree, spot) or verb_before(tree, spot)
        status = self.book.verb_steps.get(tree.lemma[verb]) if verb is not None else None
        if verb is None or status in (None, "negotiating", "proposed", "in_force"):
            return None
        reading = self.modality.read(tree, verb)
        if reading.force != "fact":
            return None
        when = own_time(spot, others) or step_time(spot, verb, reading, others)
        news = tree.tag[verb] in ("VBD", "VBN")
        return Step(status=str(status), at=verb, verb=verb, when=when, news=news)

    def settle(
        self, tree: Tree, hit: _Hit, reading: Reading, spot: Spot
    ) -> tuple[str | None, bool]:
        """The status under its reading, and whether it is a fact; None if nothing is said."""
        status, force = hit.status, reading.force
        settled = spot.form == "known" or (spot.form != "described" and spot.determiner == "the")
        if (
            status == "negotiating"
            and settled
            and tree.lemma[hit.at] not in self.book["negotiating"]
        ):
            return None, False
        if force in ("fact", "promised") and self._strives(tree, hit):
            return ("negotiating", True) if status in ("agreed", "signed") else (None, False)
        if force == "fact" and status in ("agreed", "signed") and to_be_done(tree, hit.at):
            return "agreed", True
        if status == "negotiating" and tree.lemma[hit.at] in ("negotiation", "talk", "talks"):
            return self._talks(tree, hit, reading)
        if force in ("fact", "alleged"):
            return status, True
        if status in ("proposed", "negotiating"):
            return (status, False) if force in CLAIMS else (None, False)
        if status in ("suspended", "terminated", "in_force"):
            return (
                ("mentioned", True) if spot.determiner in ("the", "its", "their") else (None, False)
            )
        if force == "promised":
            return ("agreed", True) if status in ("signed", "ratified") else ("negotiating", True)
        if force == "planned":
            return "negotiating", bool(reading.path)
        if force in ("refused", "negated", "denied") and status != "ratified":
            return "negotiating", force == "denied"
        return None, False

    def _enacted(self, tree: Tree, verb: int) -> bool:
        """Whether a parliament is said to have approved what it has before it."""
        if tree.lemma[verb] not in self.book["approving"]:
            return False
        by = [k for p in tree.kids(verb, "agent") for k in tree.kids(p, "pobj")]
        subjects = tree.kids(tree.first_conjunct(verb), "nsubj")
        tokens = [j for k in (*by, *subjects) for j in tree.conjuncts(k)]
        who = {word for j in tokens for word in (tree.lemma[j], tree.lower[j])}
        return not self.book["legislatures"].isdisjoint(who)

    def _strives(self, tree: Tree, hit: _Hit) -> bool:
        """Whether the verb stands under "in a bid to", "struggles to", "is close to -ing"."""
        if hit.verb is None:
            return False
        at = tree.first_conjunct(hit.verb)
        up = tree.head[at]
        if tree.dep[at] == "pcomp" and tree.dep[up] == "prep":
            return tree.tag[at] == "VBG" and tree.lemma[tree.head[up]] in self.book["nearing"]
        if tree.dep[at] not in ("acl", "xcomp", "advcl", "ccomp"):
            return False
        infinitive = any(tree.tag[c] == "TO" for c in tree.kids(at, "aux"))
        return infinitive and tree.lemma[up] in self.book["striving"]

    def _talks(self, tree: Tree, hit: _Hit, reading: Reading) -> tuple[str | None, bool]:
        verb = tree.governor(hit.at)
        opening = tree.lemma[verb] in self.book["beginning"]
        if opening and self.modality.read(tree, verb).force in CLAIMS:
            return "proposed", True
        firm = tree.dep[hit.at] != "pobj" or tree.lower[tree.head[hit.at]] != "of"
        return ("negotiating", firm) if reading.force != "negated" else (None, False)

    # --- where the words stand -------------------------------------------------------------

    def _hits(self, spot: Spot) -> Iterator[_Hit]:
        tree = spot.work.tree
        head = top_of(tree, spot.head)
        for token in dict.fromkeys((spot.head, head)):
            yield from self._clauses(tree, token)
            yield from self._adjectives(tree, token)
        yield from self._above(spot, tree, spot.head)
        for appos in tree.kids(spot.head, "appos"):
            for i in tree.subtree(appos):
                if tree.dep[i] == "relcl":
                    yield from self._clause(tree, i)
        for token in (spot.last, spot.head):  # a clause hung on another word near by
            for i in range(token + 1, min(token + 9, len(tree))):
                relative = tree.dep[i] in ("relcl", "acl") or opens_relative(tree, i)
                loose = relative and spot.first <= tree.head[i] <= spot.last + 6
                if loose and tree.head[i] >= spot.first:
                    yield from self._clause(tree, i)

    def _clauses(self, tree: Tree, noun: int) -> Iterator[_Hit]:
        for c in tree.kids(noun, "acl", "relcl"):
            yield from self._clause(tree, c)

    def _clause(self, tree: Tree, c: int) -> Iterator[_Hit]:
        """ "reached on Tuesday", "which was signed in 2015", "the neighbours signed here"."""
        passive = tree.passive(c) or (tree.tag[c] == "VBN" and not tree.has(c, "nsubj"))
        objects = [k for k in tree.kids(c, "dobj") if tree.lower[k] not in ("that", "which")]
        relative = any(tree.tag[k] in ("WDT", "WP") for k in tree.kids(c, "nsubj"))
        gap = (
            (tree.dep[c] == "relcl" or opens_relative(tree, c))
            and tree.has(c, "nsubj")
            and not objects
        )
        for verb in (c, *(k for k in tree.kids(c, "conj") if tree.verbal(k))):
            if passive or (gap and not relative):
                yield from self._verb(tree, verb, None)
            elif relative:
                yield from self._subject_verb(tree, verb)

    def _adjectives(self, tree: Tree, noun: int) -> Iterator[_Hit]:
        for c in tree.kids(noun, "amod"):
            lemma = tree.lemma[c]
            if tree.lower[c] in ("proposed", "tentative", "draft", "pending"):
                yield _Hit("negotiating", c, None)
            elif tree.tag[c] == "VBN" and lemma in self.book.verb_steps:
                yield _Hit(self.book.verb_steps[lemma], c, None)

    def _above(self, spot: Spot, tree: Tree, token: int) -> Iterator[_Hit]:
        """The words above the noun: verbs that it is object or subject of, nouns it belongs to."""
        for _ in range(DEPTH):
            dep, up = tree.dep[token], tree.head[token]
            if up == token:
                return
            if dep in ("conj", "appos", "nmod") and not tree.verbal(up):
                yield from self._clauses(tree, up)
                token = up
            elif dep == "compound" or (dep == "amod" and tree.pos[up] == "NOUN"):
                yield from self._noun(spot, tree, up)
                token = up
            elif dep == "dobj" and founds(tree, up):
                yield from self._clauses(tree, tree.head[up])
                token = tree.head[up]  # "signed the agreement establishing X"
            elif dep in ("pobj", "pcomp"):
                yield from self._preposition(spot, tree, up)
                above = self._onward(tree, up)
                if above is None:
                    return
                token = above
            else:
                yield from self._at_verb(spot, tree, up, dep)
                return

    def _at_verb(self, spot: Spot, tree: Tree, verb: int, dep: str) -> Iterator[_Hit]:
        if dep in OBJECTS:
            yield from self._verb(tree, verb, None)
        elif dep == "nsubj":
            yield from self._subject_verb(tree, verb)
        elif dep == "dep":  # "had signed, over the protests of many, the accord"
            before = next((j for j in range(spot.first - 1, 0, -1) if tree.verbal(j)), verb)
            if not tree.has(before, "dobj"):
                yield from self._verb(tree, before, None)
        if dep in ("nsubj", "nsubjpass", "dobj"):
            spot.existing |= tree.lemma[verb] in self.book.existing.verbs

    def _preposition(self, spot: Spot, tree: Tree, prep: int) -> Iterator[_Hit]:
        """The step of what stands above "of", "on", "to" …"""
        word, above = tree.lower[prep], self._governing(tree, prep)
        if word == "near":  # "the two near a deal", where the parse takes it for no verb
            yield _Hit("negotiating", prep, None)
            return
        if word in THROUGH:
            if tree.verbal(above):
                yield from self._verb(tree, above, None)
            return
        if word in self.book.existing.prepositions:
            spot.existing = spot.under = True
        if tree.verbal(above):
            yield from self._verb(tree, above, word)
        elif tree.pos[above] in ("NOUN", "PROPN"):
            yield from self._noun(spot, tree, above)
            if tree.pos[above] == "PROPN":  # "put his name beside that of Sharif on the …"
                yield from self._verb(tree, tree.governor(above), word, phrase=True)
        elif tree.lower[above] in ("close", "closer", "near"):
            yield _Hit("negotiating", above, None)

    def _onward(self, tree: Tree, prep: int) -> int | None:
        """The noun above the preposition if the way goes on there, else None."""
        above = self._governing(tree, prep)
        if tree.verbal(above) or tree.pos[above] not in ("NOUN", "PROPN"):
            return None
        if tree.lower[prep] in THROUGH or tree.lemma[above] in self.book.noun_steps:
            return above
        return above if tree.lemma[above] in self.book["bearing"] else None

    def _governing(self, tree: Tree, prep: int) -> int:
        """What the preposition hangs on; of "the signing on the same day of X" the signing."""
        above = tree.head[prep]
        while tree.dep[above] == "prep" and not tree.verbal(above):
            above = tree.head[above]
        if tree.lower[prep] == "of" and not tree.verbal(above):
            for j in range(prep - 1, max(-1, prep - 7), -1):
                if tree.lemma[j] in self.book.noun_steps or tree.lower[j] in self.book.noun_steps:
                    return j
                if tree.verbal(j):
                    break
        return above

    def _noun(self, spot: Spot, tree: Tree, noun: int) -> Iterator[_Hit]:
        """A step's noun ("the signing of")."""
        lemma, word = tree.lemma[noun], tree.lower[noun]
        if lemma in self.book.existing.nouns or word in self.book.existing.nouns:
            spot.existing = True
            spot.holder = noun
        status = self.book.noun_steps.get(lemma) or self.book.noun_steps.get(word)
        if status is not None:
            yield _Hit(status, noun, None)

    def _verb(
        self, tree: Tree, verb: int, preposition: str | None, *, phrase: bool = False
    ) -> Iterator[_Hit]:
        """The step of a verb that has the instrument as object (behind `preposition`).

        With `phrase` only verbs with an object of their own count ("put name on").
        """
        lemma = tree.lemma[verb]
        if not phrase and self._enacted(tree, verb):
            yield _Hit("ratified", verb, verb)
            return
        particle = tree.particle(verb)
        objects = [tree.lemma[c] for c in tree.kids(verb, "dobj")]
        keys = []
        if preposition:
            tail = f"{particle} {preposition}" if particle else preposition
            keys += [f"{lemma} {tail}"]
            keys += [f"{lemma} {o} {preposition}" for o in objects]
            inner = [tree.lower[c] for c in tree.kids(verb, "prep", "prt", "advmod") if c > verb]
            keys += [f"{lemma} {w} {preposition}" for w in inner]
        else:
            keys += [f"{lemma} {particle}"] if particle else [lemma]
            inner = [tree.lower[c] for c in tree.kids(verb, "prep") if tree.dep[c] == "prep"]
            if tree.passive(verb):
                keys += [f"{lemma} {w}" for w in inner if not tree.has(verb, "dobj")]
        for key in keys:
            if key in self.book.verb_steps and (not phrase or key.count(" ") > 1):
                yield _Hit(self.book.verb_steps[key], verb, verb)
                return

    def _subject_verb(self, tree: Tree, verb: int) -> Iterator[_Hit]:
        """The step of a verb that has the instrument as subject ("took effect", "is in force")."""
        lemma = tree.lemma[verb]
        keys = [lemma, *(f"{lemma} {tree.lemma[c]}" for c in tree.kids(verb, "dobj", "prt"))]
        for prep in tree.kids(verb, "prep"):
            keys.append(f"{lemma} {tree.lower[prep]}")
            for obj in tree.kids(prep, "pobj"):
                keys.append(f"{lemma} {tree.lower[prep]} {tree.lemma[obj]}")
                if lemma == "be" and tree.lemma[obj] in ("force", "effect", "place"):
                    yield _Hit("in_force", verb, verb)
                elif tree.lemma[obj] in ("works", "work", "discussion", "negotiation", "reach"):
                    yield _Hit("negotiating", verb, verb)
        for key in sorted(keys, key=len, reverse=True):
            if key in self.book.subject_steps:
                status = self.book.subject_steps[key]
                if status != "terminated" or key != lemma or not tree.has(verb, "dobj"):
                    yield _Hit(status, verb, verb)  # but "the accord **ended** a long war"
                return


def is_news(tree: Tree, verb: int, reading: Reading) -> bool:
    """Whether a verb stands in the plain past, in a main clause or under a verb of saying."""
    auxiliaries = {tree.lower[c] for c in tree.kids(verb, "aux", "auxpass")}
    if auxiliaries & {"have", "has", "had", "having", "'ve"} or reading.perfect:
        return False
    finite = tree.tag[verb] == "VBD" or bool(auxiliaries & {"was", "were"})
    return finite and tree.dep[verb] in ("ROOT", "conj", "ccomp", "parataxis")
