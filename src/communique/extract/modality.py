"""What governing words make of an act: done, promised, refused, denied, supposed.

Reads the lemma lists of `_modality.yaml`; the effects are described in docs/reference/frames.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from communique.extract.intentions import (
    RESULTS,
    aimed,
    asked_for,
    beyond_aside,
    contested,
    courteous,
    credited,
    looked_into,
    made_known,
    of_others,
    own_plan,
    spoken_of,
)
from communique.extract.negation import negated
from communique.extract.slot_words import DOCUMENTS, NOW, OCCASIONS, TOPICS, WITHIN
from communique.extract.torn_phrases import infinitive
from communique.extract.tree import Tree

FUTURE = frozenset({"will", "'ll", "wo", "shall"})
TENTATIVE = frozenset({"may", "might", "could", "can", "ca"})
CANNOT = frozenset({"can", "ca", "could"})
DUTY = frozenset({"should", "must", "ought"})
#: Behind a noun these lead to what is only aimed at: "its approach to helping".
TOWARD = frozenset({"to", "on", "toward", "towards"})
PAST_SAYING = frozenset({"VBD", "VBN"})
#: What is done in doing something else is as real as that: "if they help **by** sending".
MEANS = frozenset({"by", "in", "through", "with"})
MAX_STEPS = 7
FORCES = {
    "promise": "promised", "refuse": "refused", "plan": "planned", "request": "requested",
    "deny": "denied", "allege": "alleged",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How the text presents an act.

    force: fact | duty | hypothetical | negated | presupposed | a value of FORCES
    `governor` is the token whose meaning decided it, `sayers` the verbs of saying above it,
    `path` the words passed, for the explanation. `progressive` is "is/are -ing".
    """

    force: str = "fact"
    governor: int | None = None
    sayers: tuple[int, ...] = ()
    negative: bool = False
    progressive: bool = False
    perfect: bool = False
    path: tuple[str, ...] = ()


class Modality:
    """Reads the force of a verb in its sentence; built once from the word lists."""

    def __init__(self, words: Mapping[str, frozenset[str]], say: frozenset[str]) -> None:
        self.words = words
        self.say = say

    def read(self, tree: Tree, i: int, *, speech: bool = False) -> Reading:
        """The force with which the sentence presents the act at verb (or noun) `i`.

        `speech` says that the act is one of words ("called to congratulate"): said by being meant.
        """
        at = tree.head[i] if tree.dep[i] == "acomp" and tree.verbal(tree.head[i]) else i
        reading = self._own(tree, at)
        for _ in range(MAX_STEPS):
            if tree.head[at] == at or tree.apart(at) or looked_into(tree, at):
                break
            step = self._step(tree, at, reading, speech=speech)
            if step is None:
                break
            at, reading = step
        return reading

    def noun(self, tree: Tree, i: int) -> Reading:
        """The force of an act told by a noun that no light verb carries.

        "The attack" happened, but not where it is asked for ("a call for the release of"), planned
        ("talks on the withdrawal of") or feared ("the threat of an attack by").
        """
        at = tree.first_conjunct(i)
        for _ in range(MAX_STEPS):
            head, dep = tree.head[at], tree.dep[at]
            if dep == "pobj":
                if tree.lower[head] == "without":
                    return Reading(force="negated", negative=True, path=("without",))
                above = tree.head[head]
                when = tree.lemma[at if tree.verbal(above) else i] in OCCASIONS
                if (when and tree.lower[head] in WITHIN) or tree.lemma[above] in RESULTS:
                    break
                force = self._force_on_noun(tree, above)
                if force:
                    return Reading(force=force, governor=above, path=(tree.lemma[above],))
                if tree.verbal(above) or tree.lower[head] not in ("of", "to", "in"):
                    break
                at = tree.first_conjunct(above)
            elif dep == "dobj" and at != i:
                force, path = self._force_on_noun(tree, head), (tree.lemma[head],)
                return Reading(force=force, governor=head, path=path) if force else Reading()
            elif dep == "attr" and at == i:  # "it **would be** his first visit"
                return self._own(tree, head)
            else:
                break
        return Reading()

    def _force_on_noun(self, tree: Tree, i: int) -> str | None:
        """What a word makes of an act that stands as noun beneath it."""
        if tree.lemma[i] in self.words["unreal_nouns"]:
            return "planned"
        forces = {"request": "requested", "plan": "planned", "refuse": "planned", "deny": "denied"}
        return forces.get(self.effect(tree, i) or "")

    def _own(self, tree: Tree, i: int) -> Reading:
        """The force that the verb's own auxiliaries, negation and marks give it."""
        reading = Reading()
        auxes = {tree.lower[c] for c in tree.kids(i, "aux")}
        if not auxes and tree.dep[i] == "conj" and tree.tag[i] in ("VB", "VBP"):
            auxes = {tree.lower[c] for c in tree.kids(tree.head[i], "aux")}
        negative = negated(tree, i)
        if auxes & FUTURE or ("would" in auxes and self._reported(tree, i)):
            reading = replace(reading, force="promised", governor=i, path=("will",))
        elif auxes & DUTY:
            reading = replace(reading, force="duty", governor=i, path=("should",))
        elif auxes & TENTATIVE or "would" in auxes:
            reading = replace(reading, force="hypothetical", governor=i, path=("would/may",))
        if negative and auxes & CANNOT:
            reading = replace(reading, force="fact", governor=None, path=())
        if negative and reading.force == "promised":
            reading = replace(reading, force="refused", negative=True, path=("will not",))
        elif negative and reading.force == "fact":
            reading = replace(reading, force="negated", negative=True, path=("not",))
        marks = {tree.lower[c] for c in tree.kids(i, "mark", "advmod") if c < i}
        if marks & self.words["hypothetical_marks"]:
            reading = replace(reading, force="hypothetical", governor=i, path=("if",))
        if tree.supposed(i):
            reading = replace(reading, force="hypothetical", governor=i, path=("inverted",))
        lasting = auxes & NOW or ("been" in auxes and auxes & {"has", "have"})
        be_ing = tree.tag[i] == "VBG" and bool(lasting)
        return replace(reading, progressive=be_ing, perfect="had" in auxes)

    def _reported(self, tree: Tree, i: int) -> bool:
        """Whether "would" is a reported "will": under a verb of saying in the past."""
        head = tree.head[tree.first_conjunct(i)]
        while tree.dep[head] == "conj" and tree.lemma[head] not in self.say:
            head = tree.head[head]
        if made_known(tree, head):
            return True
        return tree.tag[head] in PAST_SAYING and (
            tree.lemma[head] in self.say or tree.lemma[head] in self.words["promise"]
        )

    def _step(
        self, tree: Tree, at: int, reading: Reading, *, speech: bool
    ) -> tuple[int, Reading] | None:
        """One step up from `at`: the word above it and the force after it; None at the end."""
        dep, head = tree.dep[at], beyond_aside(tree, at, self.say)
        if dep == "conj":
            if not tree.verbal(head) or tree.has(at, "nsubj", "nsubjpass"):
                return head, reading
            own = self._own(tree, head)
            if own.force == "hypothetical" and reading.force in ("fact", "promised"):
                reading = replace(reading, force=own.force, governor=head, path=own.path)
            return head, reading
        if speech and dep in ("xcomp", "ccomp", "acl") and courteous(tree, at, head, self.words):
            return head, reading
        to = dep in ("acl", "relcl") and infinitive(tree, at)
        if dep in ("xcomp", "ccomp") or to or asked_for(tree, at, head, self.words):
            return head, self._govern(tree, at, head, reading)
        if dep == "acl":
            return self._behind_noun(tree, at, head, reading)
        if dep == "relcl" and credited(tree, at, head, self.words["credit"]):
            return head, replace(reading, force="presupposed", path=("who",))
        if dep == "pcomp":
            return self._under_preposition(tree, at, head, reading)
        if dep == "advcl" and infinitive(tree, at):
            if speech and not reading.path and tree.lemma[head] in self.words["speaking"]:
                return head, reading
            return head, self._purpose(tree, at, head, reading)
        return None if tree.verbal(at) else self._step_noun(tree, at, reading)

    def _step_noun(self, tree: Tree, at: int, reading: Reading) -> tuple[int, Reading] | None:
        """One step up from a noun: "**take** action to undo", "**will be** the first to visit"."""
        dep, head = tree.dep[at], tree.head[at]
        own = self._own(tree, head)
        if (dep == "dobj" and tree.verbal(head)) or (dep == "attr" and own.force != "fact"):
            return head, self._pass(tree, head, own, reading, reading.path)
        return None

    def _behind_noun(
        self, tree: Tree, at: int, noun: int, reading: Reading
    ) -> tuple[int, Reading] | None:
        """What a noun makes of the clause that says what it is about."""
        if told := contested(tree, at, noun, self.words):
            force = told if reading.force == "fact" else "hypothetical"
            path = (*reading.path, tree.lemma[noun])
            return noun, replace(reading, force=force, governor=noun, path=path)
        if tree.lemma[noun] in DOCUMENTS | self.words["hearsay_nouns"]:
            return self._in_document(tree, noun, reading)
        return None

    def _in_document(self, tree: Tree, paper: int, reading: Reading) -> tuple[int, Reading] | None:
        """ "is to issue a statement condemning …": said when the paper is issued, if not vetoed."""
        above, path = tree.head[paper], (*reading.path, tree.lemma[paper])
        unsaid = tree.dep[paper] == "dobj" and self.effect(tree, above) == "refuse"
        if unsaid or tree.lemma[paper] in self.words["hearsay_nouns"]:
            return paper, replace(reading, force="hypothetical", governor=paper, path=path)
        if not tree.verbal(above) or tree.dep[paper] not in ("dobj", "nsubjpass"):
            return None
        return above, self._pass(tree, above, self._own(tree, above), reading, path)

    def _purpose(self, tree: Tree, at: int, head: int, reading: Reading) -> Reading:
        if tree.lemma[head] in self.words["transparent"]:
            return reading
        if self.effect(tree, head) in ("promise", "refuse", "plan", "request"):
            return self._govern(tree, at, head, reading)
        if reading.force == "fact":
            return replace(reading, force="planned", governor=head, path=(*reading.path, "to"))
        return reading

    def _under_preposition(
        self, tree: Tree, at: int, prep: int, reading: Reading
    ) -> tuple[int, Reading] | None:
        word, above = tree.lower[prep], tree.head[prep]
        stopped = word == "of" and tree.lemma[above] == "short"  # "stopped **short of** backing"
        if (word == "without" or stopped) and reading.force == "fact":
            return above, replace(reading, force="negated", negative=True, path=(word,))
        if word == "before" and tree.tag[above] == "VBD" and not tree.passive(above):
            return above, reading  # "spoke in Cairo **before** flying to Tunis"
        if word in ("before", "toward", "towards", "instead") and reading.force == "fact":
            return above, replace(reading, force="planned", governor=above, path=(word,))
        if word == "for" and tree.lemma[above] in self.words["credit"]:
            return above, replace(reading, force="presupposed", path=("for", tree.lemma[above]))
        effect = self.effect(tree, above)
        if word in MEANS and reading.force == "fact" and tree.verbal(above):
            own = self._own(tree, above)
            if own.force in ("hypothetical", "duty"):
                return above, replace(reading, force=own.force, governor=above, path=own.path)
        if word == "including" and tree.lemma[above] in TOPICS and reading.force == "fact":
            return above, replace(reading, force="planned", governor=above, path=(word,))
        if effect is None and reading.force == "fact" and self._notion(tree, above, word):
            return above, replace(reading, force="planned", governor=above, path=(word,))
        if effect in ("promise", "plan", "deny", "allege", "request") or (
            effect == "refuse" and (word in ("to", "from", "out") or tree.pos[above] == "NOUN")
        ):
            beside = effect == "request" and word in ("by", "after", "in", "while")
            if beside or (effect == "promise" and word not in ("to", "on")):
                return above, reading
            return above, self._govern(tree, at, above, reading)
        return above, reading

    def _notion(self, tree: Tree, noun: int, word: str) -> bool:
        """Whether a noun only thinks of what follows: "importance **of**", "focus **on**"."""
        if tree.verbal(noun) or tree.pos[noun] not in ("NOUN", "ADJ"):
            return False
        if word in TOWARD:
            return True
        return word in ("of", "for", "in") and tree.lemma[noun] in self.words["notion_nouns"]

    def effect(self, tree: Tree, i: int) -> str | None:
        """What the word `i` makes of its complement: a key of `_modality.yaml`, or None."""
        lemma = tree.lemma[i]
        particle = tree.particle(i)
        if particle and f"{lemma} {particle}" in self.words["refuse"]:
            return "refuse"
        if not tree.verbal(i) and tree.pos[i] not in ("ADJ", "NOUN"):
            return None
        if lemma == "rule" and any(tree.lower[c] == "out" for c in tree.children[i]):
            return "refuse"
        if lemma in ("force", "oblige", "compel") and tree.passive(i):
            return None  # who "was forced to" did
        if tree.lower[i] == "going" and any(tree.lower[c] in NOW for c in tree.kids(i, "aux")):
            return "promise"
        names = ("allege", "promise", "refuse", "deny", "plan", "request")
        for name in names:
            if lemma in self.words[name] or f"{lemma} {particle}" in self.words[name]:
                if name == "plan" and own_plan(tree, i, self.words["unveil"], self.say):
                    return "promise"
                return self._of_noun(tree, i, name) if tree.pos[i] == "NOUN" else name
        if tree.pos[i] == "NOUN":
            found = next((n for n in names if lemma in self.words.get(f"{n}_nouns", ())), None)
            return self._of_noun(tree, i, found)
        return None

    def _of_noun(self, tree: Tree, i: int, effect: str | None) -> str | None:
        """ "no plans to" refuses; a plan that somebody announces is promised."""
        no = any(tree.lower[c] == "no" for c in tree.kids(i, "det"))
        if no and effect in ("plan", "promise"):
            return "plan" if of_others(tree, i) else "refuse"
        above = tree.head[i]
        if effect == "promise" and spoken_of(tree, i, self.words):
            return "plan"
        if effect == "request" and (tree.lemma[above], tree.lemma[i]) == ("accept", "invitation"):
            return "promise"
        if tree.lemma[i] in self.words["deed_nouns"] and tree.tag[above] == "VBD":
            return None if tree.lemma[above] in ("have", "take", "get") else effect
        if effect == "plan" and tree.dep[i] == "dobj" and tree.lemma[above] in self.words["unveil"]:
            return "promise"
        return effect

    def _govern(self, tree: Tree, at: int, head: int, reading: Reading) -> Reading:
        """The reading after passing the governing word `head`."""
        own = self._own(tree, head)
        path = (*reading.path, tree.lemma[head])
        finite = tree.dep[at] == "ccomp" and not infinitive(tree, at)
        if tree.lemma[head] in self.say and finite:
            if reading.force == "duty":
                return replace(reading, force="requested", governor=head, path=path)
            if own.force in ("hypothetical",) and reading.force == "fact":
                return replace(reading, force="hypothetical", governor=head, path=path)
            return replace(reading, sayers=(*reading.sayers, head), path=path)
        effect = self.effect(tree, head) or self._listed(tree, head)
        if effect is None and tree.dep[at] in ("acl", "relcl") and aimed(tree, head, self.words):
            effect = "plan"
        if effect == "request" and tree.dep[at] == "ccomp" and reading.force in ("fact", "duty"):
            return replace(reading, force="requested", governor=head, path=path)
        if effect is None or reading.force not in ("fact", "negated"):
            return self._pass(tree, head, own, reading, path, finite=finite)
        return self._apply(effect, head, own, reading, path)

    def _listed(self, tree: Tree, head: int) -> str | None:
        """ "Their demands include lifting …", "the plan is to withdraw": what the subject makes."""
        if tree.lemma[head] not in ("include", "be"):
            return None
        effects = (self.effect(tree, s) for s in tree.kids(head, "nsubj") if tree.pos[s] == "NOUN")
        return next((effect for effect in effects if effect in ("request", "plan")), None)

    def _pass(
        self,
        tree: Tree,
        head: int,
        own: Reading,
        reading: Reading,
        path: tuple[str, ...],
        *,
        finite: bool = False,
    ) -> Reading:
        """A word that adds only its own tense and negation: begin, continue, be …"""
        if reading.force == "fact" and own.force != "fact":
            governor = own.governor if own.governor is not None else head
            return replace(
                reading, force=own.force, governor=governor, negative=own.negative, path=path
            )
        to_be = tree.lemma[head] == "be" and reading.force == "fact" and not finite
        if to_be and tree.tag[head] in ("VBZ", "VBP", "VBD"):
            now = tree.tag[head] != "VBD" and tree.dep[head] != "relcl"  # "Peru **is to** lend"
            return replace(
                reading, force="promised" if now else "planned", governor=head, path=path
            )
        return replace(reading, path=path)

    def _apply(
        self, effect: str, head: int, own: Reading, reading: Reading, path: tuple[str, ...]
    ) -> Reading:
        force = FORCES[effect]
        if force == "promised" and (own.negative or reading.negative):
            force = "refused"
        elif own.negative and force in ("refused", "denied"):
            force = "fact"
        elif own.negative and force == "alleged":
            force = "denied"
        elif own.force == "hypothetical" and force in ("promised", "refused"):
            force = "hypothetical"
        elif own.force == "duty" and force == "promised":
            force = "requested"
        return replace(reading, force=force, governor=head, path=path)
