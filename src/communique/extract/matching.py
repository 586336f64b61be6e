"""Frames on a parsed sentence: which words report an event, and by which frame."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.extract.arguments import Arguments
from communique.extract.noun_places import JUDGING, measured
from communique.extract.tree import RELATIVES, Tree
from communique.vocab.frames import Frame, FrameBook, Need

if TYPE_CHECKING:
    from communique.drafts import Mention, Mentions

POSITION = frozenset(
    {"pobj", "nsubj", "nsubjpass", "ROOT", "appos", "npadvmod", "nmod", "dep", "conj", "poss"}
)
#: What these have for an object need not have happened, whoever set about it.
UNDONE = frozenset(
    "prevent stop ban cancel foil thwart avert plan postpone block forbid prohibit halt fear call "
    "disrupt expect".split()
)
#: What these are said of was done all the same: "condemned Chad's **raid** on 3 May".
DEEDS = frozenset({"ASSAULT", "MOBILIZE"})
#: Talks of which this is said do not go on.
STALLED = frozenset({"stall", "freeze", "deadlock"})
#: The mode of what courts find against somebody, told twice by the verdict and its sentence.
VERDICT = "convict"
WHO = frozenset({"actor", "party", "any"})
#: With these a verb does what it does without them, too: "sent **home**", "set **free**".
ALSO_PLAIN = frozenset({"back", "home", "free", "loose"})
#: Sectors of those who bear no arms and hold no office: who can march in the streets.
CIVIL = frozenset({"AGR", "CVL", "EDU", "JRN", "LAB", "MED", "OPP", "REF", "REL", "SOC"})
#: Sectors of those whose journeys are visits: they speak for a state, body or movement.
ENVOYS = frozenset({"GOV", "LEG", "JUD", "PTY", "PRE"})


@dataclass(frozen=True, slots=True)
class Match:
    """A frame that fires: at token `head`, carried by verb `light` if the head is a noun.

    `anchor` is the verb whose modality counts: the head itself, or the light verb.
    """

    frame: Frame
    head: int
    light: int | None

    @property
    def anchor(self) -> int:
        """The token whose tense and governing words say whether it happened."""
        return self.head if self.light is None else self.light


#: What the name of a town is looked up by as well: "captured **Bouake**".
TOWN = "city"


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence as frames look at it: its words' slots and who stands where.

    `led` are verbs of an item whose subject stands before the list. `forms[i]` is what token `i`
    is looked up by, `said` all of these together.
    """

    tree: Tree
    args: Arguments
    mentions: Mentions
    sentence: int
    led: frozenset[int]
    forms: tuple[frozenset[str], ...]
    said: frozenset[str]

    @classmethod
    def of(
        cls, tree: Tree, args: Arguments, mentions: Mentions, sentence: int, led: frozenset[int]
    ) -> Scene:
        """The scene of a parsed sentence."""
        towns = {m.token for m in mentions.inside(sentence) if m.note == TOWN}
        found = tuple(
            frozenset(forms(tree, i) | ({TOWN} if i in towns else set())) for i in range(len(tree))
        )
        return cls(tree, args, mentions, sentence, led, found, frozenset().union(*found))

    def at(self, i: int) -> Mention | None:
        """Who is named at token `i`."""
        return self.mentions.at(self.sentence, i)


@dataclass(frozen=True, slots=True)
class Veto:
    """A frame that could have fired, and the reason why it did not.

    It is `barred` where it says of what stands in the complement that it is no such event:
    "refused to **comment**".
    """

    frame: Frame
    head: int
    reason: str
    barred: bool = False


class Matcher:
    """Finds the frames that fire in a sentence; built once from the frame book."""

    def __init__(self, book: FrameBook) -> None:
        self.book = book
        self.occur = book.classes["occur"]
        self.crowd = book.classes["protester_noun"]
        self.told = book.classes["told_verb"]
        self.visitors = book.classes["visitor_noun"]

    def __call__(
        self,
        tree: Tree,
        args: Arguments,
        mentions: Mentions,
        sentence: int,
        *,
        led: frozenset[int] = frozenset(),
    ) -> Iterator[Match | Veto]:
        """Yield the best match of each type at each word, and the vetoed frames, in text order."""
        scene = Scene.of(tree, args, mentions, sentence, led)
        verdicts: set[int] = set()
        for i in range(len(tree)):
            for found in self._best(self.candidates(tree, i), scene, i):
                if isinstance(found, Match) and found.frame.mode == VERDICT:
                    if _of_convict(tree, found.anchor, verdicts):
                        yield Veto(found.frame, i, "the sentence that a verdict brings")
                        continue
                    verdicts.add(found.anchor)
                yield found

    def candidates(self, tree: Tree, i: int) -> tuple[Frame, ...]:
        """The frames that have the word at `i` as their head."""
        if tree.verbal(i):
            if tree.dep[i] in ("aux", "auxpass"):
                return ()
            particle = tree.particle(i)
            found: tuple[Frame, ...] = ()
            if particle:
                found = self.book.by_head.get(("verb", f"{tree.lemma[i]} {particle}"), ())
            plain = self.book.by_head.get(("verb", tree.lemma[i]), ())
            return found + plain if particle in ALSO_PLAIN else found or plain
        if tree.pos[i] in ("NOUN", "PROPN"):
            noun = self.book.by_head.get(("noun", tree.lemma[i]), ())
            compound = f"{tree.lower[i - 1]} {tree.lemma[i]}" if i else ""
            if i > 1 and tree.lower[i - 1] == "-":  # "a sit-in"
                compound = f"{tree.lower[i - 2]}-{tree.lemma[i]}"
            return self.book.by_head.get(("noun", compound), ()) + noun
        if tree.pos[i] == "ADJ":
            return self.book.by_head.get(("adjective", tree.lemma[i]), ())
        return ()

    def _best(self, frames: tuple[Frame, ...], scene: Scene, i: int) -> Iterator[Match | Veto]:
        """The first frame that holds, for each event type; vetoes for the others."""
        taken: set[str] = set()
        for frame in frames:
            if frame.type in taken:
                continue
            if unsaid := _unsaid(frame, scene):
                yield Veto(frame, i, _wanting(unsaid))
                continue
            placed, light, why = self._place(frame, scene.tree, i)
            if not placed or (frame.channel is not None and _stalled(scene.tree, i)):
                yield Veto(frame, i, why or "stalled")
                continue
            failed = self._failed(frame, scene, i, light)
            if failed:
                bars = failed.negative and failed.slots == ("comp",) and failed.test == "lemma"
                yield Veto(frame, i, _wanting(failed), barred=bars)
                continue
            taken.add(frame.type)
            yield Match(frame, i, light)

    def _place(self, frame: Frame, tree: Tree, i: int) -> tuple[bool, int | None, str]:
        """Whether the head stands where the frame may fire, and its light verb if any."""
        if frame.kind != "noun":
            return True, None, ""
        if frame.reciprocal and frame.bare and tree.tag[i] == "NNS" and tree.has(i, "nummod"):
            return False, None, "several at once"  # "in two telephone calls"
        first = measured(tree, tree.first_conjunct(i))
        dep, above = tree.dep[first], tree.head[first]
        if dep == "compound":
            return False, None, "modifies another noun"
        # "ended **a third day** of talks", but not "was the scene on Monday of a march"
        days = dep == "npadvmod" and first != i and tree.lemma[above] != "be"
        if tree.verbal(above) and (days or dep in ("dobj", "nsubjpass", "oprd")):
            lemma = tree.lemma[above]
            particle = tree.particle(above)
            phrasal = f"{lemma} {particle}" if particle else lemma
            if lemma in frame.light or phrasal in frame.light:
                return True, above, ""
            told = dep == "nsubjpass" or (frame.channel is not None and lemma in self.told)
            told = told or _judged(frame, tree, i, lemma)
            if told and frame.bare:
                return True, None, ""
            if lemma not in UNDONE and (carrier := self._participle(frame, tree, i)):
                return True, carrier, ""
            return False, None, f"object of {phrasal!r}, which is no light verb of the frame"
        denied = any(tree.lower[c] == "no" for c in tree.kids(first, "det"))
        exists = dep == "attr" and tree.has(above, "expl") and not denied  # "there were protests"
        if tree.verbal(above) and (dep == "nsubj" or exists) and self._occurs(tree, above):
            return True, above, ""
        if dep == "pobj" and self._light_preposition(frame, tree, above):
            return True, tree.head[above], ""
        if carrier := self._participle(frame, tree, i):
            return True, carrier, ""
        if frame.bare and (dep in POSITION or dep == "attr"):
            return True, None, ""
        return False, None, "stands alone" if not frame.bare else f"stands as {dep}"

    def _participle(self, frame: Frame, tree: Tree, noun: int) -> int | None:
        """The light verb behind its noun: "a raid **launched** by rebels", "that they **led**"."""
        behind = [c for c in tree.kids(noun, "acl", "relcl") if _names(tree, c) & frame.light]
        passive = [c for c in behind if tree.tag[c] == "VBN" and tree.has(c, "agent")]
        return next(iter(passive or [c for c in behind if _takes_noun(tree, c)]), None)

    def _occurs(self, tree: Tree, verb: int) -> bool:
        """Whether a verb says no more than that something happens: "began", "**broke out**"."""
        phrasal = f"{tree.lemma[verb]} {tree.particle(verb)}"
        return tree.lemma[verb] in self.occur or phrasal in self.occur

    def _light_preposition(self, frame: Frame, tree: Tree, prep: int) -> bool:
        """ "engaged in talks", "left for a visit", "participated in a meeting"."""
        above = tree.head[prep]
        lemma = tree.lemma[above]
        return (
            tree.verbal(above)
            and tree.lower[prep] in ("in", "for", "on", "at", "to", "into")
            and (
                lemma in frame.light
                and lemma in ("engage", "participate", "join", "attend", "lead", "take")
            )
        )

    def _failed(self, frame: Frame, scene: Scene, i: int, light: int | None) -> Need | None:
        """The first need that does not hold; None if all do."""
        acts = (i if light is None else light) in scene.led
        for need in frame.needs:
            if acts and "subj" in need.slots and need.test in WHO and not need.negative:
                continue  # who acts stands before the list
            tokens = [t for slot in need.slots for t in scene.args.get(i, slot, light=light)]
            if self.holds(need, scene, tokens) == need.negative:
                return need
        return None

    def holds(self, need: Need, scene: Scene, tokens: list[int]) -> bool:
        """Whether some token passes the test of `need`."""
        if need.test == "any":
            return bool(tokens)
        if need.test == "lemma":
            return any(not need.lemmas.isdisjoint(scene.forms[t]) for t in tokens)
        if need.test == "people":
            return any(self.people(scene, t) for t in tokens)
        if need.test == "several":
            return several([scene.at(t) for t in tokens])
        if need.test == "official":
            return any(self.official(scene, t) for t in tokens)
        party = any(scene.at(t) for t in tokens)
        if need.test == "party":
            return party
        if need.test == "thing":
            return bool(tokens) and not party
        return party or any(scene.mentions.owners(scene.sentence, t) for t in tokens)

    def official(self, scene: Scene, i: int) -> bool:
        """Whether somebody stands at a token who travels for a state or body, by title or name."""
        mention = scene.at(i)
        if mention is None or mention.former:
            return False
        if not self.visitors.isdisjoint(scene.forms[i]):
            return True
        named = mention.name is not None and mention.sector is None
        held = mention.office is not None or mention.sector in ENVOYS or named
        return mention.kind in ("person", "group") and held and mention.form != "pronoun"

    def people(self, scene: Scene, i: int) -> bool:
        """Whether many civilians stand at a token: "students", "thousands of **Kurds**"."""
        if not self.crowd.isdisjoint(scene.forms[i]):
            return True
        mention = scene.at(i)
        if mention is None or not mention.plural or mention.kind != "group":
            return False
        return mention.sector in CIVIL or mention.note == "people"


def _unsaid(frame: Frame, scene: Scene) -> Need | None:
    """The need of a frame for words of which the sentence has none; None if there is none.

    It spares most frames the look at slots.
    """
    for need in frame.needs:
        plain = need.test == "lemma" and not need.negative
        if plain and need.lemmas.isdisjoint(scene.said):
            return need
    return None


def _wanting(need: Need) -> str:
    """What a need asks for, in words."""
    no = "not " if need.negative else ""
    test = need.test if need.test != "lemma" else "one of its words"
    return f"needs {'|'.join(need.slots)}: {no}{test}"


def _judged(frame: Frame, tree: Tree, noun: int, verb: str) -> bool:
    """Whether a noun tells a deed that others condemn or mourn: done all the same."""
    return verb in JUDGING and frame.type in DEEDS and not tree.has(noun, "acl", "relcl")


def several(found: list[Mention | None]) -> bool:
    """Whether these are of more than one country: "Thai and Lao police", "the two countries"."""
    known = [m for m in found if m is not None]
    notes = {(m.note or "").partition(":")[0] for m in known if m.plural}
    pair = not notes.isdisjoint({"country", "side", "pair"})
    return pair or len({code for m in known for code in m.countries}) > 1


def _stalled(tree: Tree, noun: int) -> bool:
    """Whether a clause says of talks that they do not go on: "the talks **have stalled**"."""
    first = tree.first_conjunct(noun)
    subject = tree.dep[first] in ("nsubj", "nsubjpass")
    return subject and tree.lemma[tree.head[first]] in STALLED


def _names(tree: Tree, verb: int) -> set[str]:
    """What a verb is looked up by: its lemma, and that with its particle."""
    return {tree.lemma[verb], f"{tree.lemma[verb]} {tree.particle(verb)}"}


def _takes_noun(tree: Tree, verb: int) -> bool:
    """Whether a relative clause is about what somebody does: "the raid **(that) rebels led**"."""
    own = [c for c in tree.kids(verb, "nsubj") if tree.tag[c] not in RELATIVES]
    objects = [c for c in tree.kids(verb, "dobj") if tree.lower[c] not in ("that", "which")]
    return tree.dep[verb] == "relcl" and bool(own) and not objects


def forms(tree: Tree, i: int) -> set[str]:
    """What a token is looked up by: its lemma, the word itself, and the singular of a first word.

    Behind a hyphen also by the whole ("a **sit-in**"), and "a cease-fire", which is no fire, by the
    whole alone. The tagger takes "Gendarmes" and "Volleys" at the start of a sentence for names.
    """
    if i > 1 and tree.lemma[i] == tree.lower[i - 2] + tree.lower[i]:
        return {tree.lemma[i], f"{tree.lower[i - 2]}-{tree.lower[i]}"}
    found = {tree.lemma[i], tree.lower[i]}
    if i == 0 and tree.pos[i] == "PROPN":
        found.add(tree.lower[i].removesuffix("s"))
    if i > 1 and tree.text[i - 1] == "-":
        found.add(f"{tree.lower[i - 2]}-{tree.lemma[i]}")
    if (speaker := _speaker(tree, i)) is not None:
        found |= {tree.lemma[speaker], tree.lower[speaker]}
    return found


def _of_convict(tree: Tree, verb: int, verdicts: set[int]) -> bool:
    """Whether a verdict is followed by its sentence: "convicted her and **gave** her a year"."""
    if verb in verdicts:  # "**handed** her a term"
        return True
    if tree.dep[verb] != "conj" or tree.head[verb] not in verdicts:
        return False
    return any(tree.tag[o] == "PRP" for o in tree.kids(verb, "dobj", "dative"))


def _speaker(tree: Tree, i: int) -> int | None:
    """Whom "they" means under a verb of their own: "**police** said **they** had held two"."""
    verb = tree.head[i]
    if tree.lower[i] != "they" or tree.dep[i] != "nsubj" or tree.dep[verb] not in ("ccomp", "conj"):
        return None
    return next(iter(tree.kids(tree.head[verb], "nsubj")), None)
