"""Grammatical slots: what stands around a word, the same for active, passive and shared subjects.

The slots are those of docs/reference/frames.md.
"""

from __future__ import annotations

from communique.extract.day_names import WEEKDAYS
from communique.extract.deeds import doers
from communique.extract.inverted import inverted, receivers
from communique.extract.noun_places import STANDING, beside
from communique.extract.slot_words import (
    BARE,
    CONDITIONS,
    DOCUMENTS,
    NAMING,
    OBJECT_CONTROL,
    OWN_WORDS,
    PLAIN,
    SAME_AS,
    SPELLS,
    STATES,
    TOLD,
)
from communique.extract.torn_phrases import (
    asked_for,
    before_purpose,
    counted,
    hung,
    infinitive,
    is_guest,
    is_purpose,
    repeated,
    torn_off,
)
from communique.extract.tree import RELATIVES, Tree

DEPTH = 8


class Arguments:
    """The slots of one sentence's words, worked out on demand.

    `light` of a noun is the verb that carries it ("hold" in "held talks"); the noun then has the
    verb's subject and prepositions.
    """

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._seen: dict[tuple[int, str, int | None], tuple[int, ...]] = {}

    def get(self, i: int, path: str, *, light: int | None = None) -> tuple[int, ...]:
        """Tokens in the slot `path` ("obj", "comp.obj") of token `i`, conjuncts included."""
        key = (i, path, light)
        if key not in self._seen:
            first, _, rest = path.partition(".")
            found = self._expand(self._slot(i, first.rstrip("!"), light))
            if rest:
                found = tuple(k for j in found for k in self.get(j, rest))
            self._seen[key] = found
        return self._seen[key]

    def _expand(self, tokens: list[int]) -> tuple[int, ...]:
        out: dict[int, None] = {}
        for i in tokens:
            for j in self.tree.conjuncts(i):
                out.update(dict.fromkeys((j, counted(self.tree, j))))
        return tuple(out)

    def _slot(self, i: int, slot: str, light: int | None) -> list[int]:
        if slot not in PLAIN:
            return receivers(self.tree, i, slot) or self._preposition(i, slot, light)
        if slot == "here":
            return self._here(i)
        if slot == "around":  # the preposition itself, or who acts around a noun
            return self._governed(i, ("around",)) or self._around(i)
        if slot == "subj":
            return self._noun_subject(i, light) if light is not None else self.subjects(i)
        if slot == "obj":
            return self.objects(i)
        if slot == "iobj":
            return self.tree.kids(i, "dative") or self._preposition(i, "to", light)
        if slot == "comp":
            return self.complements(i) or ([] if light is None else self.complements(light))
        if slot in STANDING:
            return STANDING[slot](self.tree, i)
        if slot == "pred":
            return self._predicates(i)
        if slot in ("if", "unless"):
            return self._conditions(i, slot)
        if slot == "list":
            return [len(self.tree) - 1] if self.tree.text[-1] == ":" else []
        return self.tree.kids(i, *BARE[slot])

    def subjects(self, i: int, depth: int = 0) -> list[int]:
        """Who does `i`: subject, by-agent, or the subject that another clause shares with it."""
        tree = self.tree
        if tree.passive(i):
            return self.objects(i) if tree.lemma[i] in STATES else self._agents(i)
        if turned := inverted(tree, i):
            return turned
        if is_guest(self.tree, i):
            return tree.kids(i, "dobj")
        own = tree.kids(i, "nsubj", "csubj")
        if own and is_purpose(self.tree, i):
            return self._surface_subject(tree.governor(i), depth) or own
        if own:
            return [s for t in own for s in self._speaking(self._antecedent(i, t), depth)]
        if depth > DEPTH:
            return []
        return self._shared_subject(i, depth)

    def _agents(self, i: int) -> list[int]:
        """The by-agent of a passive; one shared by several passives stands at one of them."""
        tree = self.tree
        first = tree.first_conjunct(i)
        joined = [c for c in tree.conjuncts(first) if tree.verbal(c) and tree.passive(c)]
        for verb in dict.fromkeys((i, *joined)):
            if verb != i and tree.has(verb, "nsubjpass", "nsubj") and verb != first:
                continue
            if found := self._by(verb):
                return found
        return []

    def _by(self, verb: int) -> list[int]:
        tree = self.tree
        found = [p for a in tree.kids(verb, "agent") for p in tree.kids(a, "pobj")]
        preps = tree.kids(verb, "prep")
        if not found and tree.has(verb, "nsubjpass"):  # "resisted to the end **by** Mali"
            behind = [p for a in preps for p in tree.kids(a, "pobj") if tree.lemma[p] in SPELLS]
            behind += tree.kids(verb, "dobj")  # "refused entry **by** Mali"
            preps = preps + [a for p in behind for a in tree.kids(p, "prep")]
        return found or [p for a in preps if tree.lower[a] == "by" for p in tree.kids(a, "pobj")]

    def _shared_subject(self, i: int, depth: int) -> list[int]:
        tree = self.tree
        dep, head = tree.dep[i], tree.head[i]
        if dep == "conj" and tree.verbal(head):
            if tree.passive(head):
                return self.objects(head)
            return self.subjects(head, depth + 1)
        if dep in ("xcomp", "ccomp") and tree.lemma[head] in OBJECT_CONTROL:
            asked = self.objects(head) or self._ask_party(head)
            if asked or tree.lemma[i] not in OWN_WORDS:
                return asked
        if dep in ("xcomp", "advcl", "ccomp", "dep", "acomp"):
            return self._surface_subject(head, depth)
        if dep == "pcomp":
            return self._pcomp_subject(head, depth)
        if dep == "relcl":
            return [] if tree.has(i, "nsubj", "nsubjpass") else [head]
        if dep == "acl":
            return self._noun_clause_subject(i, head, depth)
        if dep == "amod" and (tree.tag[i] == "VBG" or (tree.pos[i] == "ADJ" and i > head)):
            return [head]  # "the premier, critical of …"
        return []

    def _surface_subject(self, head: int, depth: int) -> list[int]:
        """The subject that stands there, also of a passive ("was sent to attack")."""
        tree = self.tree
        if tree.verbal(head) and tree.passive(head):
            return self.objects(head)
        if tree.verbal(head):
            return self.subjects(head, depth + 1)
        if tree.pos[head] in ("ADJ", "NOUN") and tree.verbal(tree.head[head]):
            return self.subjects(tree.head[head], depth + 1)
        return []

    def _ask_party(self, head: int) -> list[int]:
        tree = self.tree
        preps = [c for c in tree.kids(head, "prep") if tree.lower[c] in ("on", "upon", "to", "for")]
        return [p for c in preps for p in tree.kids(c, "pobj")]

    def _pcomp_subject(self, prep: int, depth: int) -> list[int]:
        """ "accused X of killing": X; "after meeting Y, X left": X."""
        tree = self.tree
        above = tree.head[prep]
        if tree.verbal(above):
            moved = tree.lower[prep] in ("of", "for", "from", "with", "into")
            moved = moved or (tree.lower[prep], tree.lemma[above]) == ("on", "congratulate")
            objects = self.objects(above) if moved else []
            return objects or self._surface_subject(above, depth)
        return self._possessors(above) or self._surface_subject(tree.governor(prep), depth)

    def _noun_clause_subject(self, i: int, noun: int, depth: int) -> list[int]:
        """ "a man carrying …": man; "its plan to attack": its; "made a deal to send": subject."""
        tree = self.tree
        if tree.tag[i] == "VBG":
            return self._issuers(noun, depth) or [noun]
        if tree.tag[i] == "VBD" or hung(tree, i):  # the main verb, hung on its own subject
            return [noun]
        poss = self._possessors(noun)
        if poss:
            return poss
        above = tree.head[noun]
        if tree.verbal(above) and tree.dep[noun] in ("dobj", "attr", "pobj", "oprd"):
            return self._surface_subject(above, depth)
        if tree.verbal(above) and tree.dep[noun] == "nsubj" and tree.pos[noun] in ("NOUN", "PROPN"):
            return tree.kids(noun, "amod", "compound", "nmod") or [noun]
        return tree.kids(noun, "amod", "compound", "nmod")

    def _issuers(self, noun: int, depth: int) -> list[int]:
        """ "issued a statement condemning …", "a letter by X urging …": who speaks by the paper."""
        tree = self.tree
        if tree.lemma[noun] not in DOCUMENTS:
            return []
        owners = self._possessors(noun) or self._governed(noun, ("by", "from"))
        above = tree.head[noun]
        if owners or not tree.verbal(above) or tree.dep[noun] not in ("dobj", "nsubjpass"):
            return owners or self._around(noun)  # "in a letter urging …, Y offered talks"
        return self.subjects(above, depth + 1)

    def _speaking(self, subject: int, depth: int) -> list[int]:
        """ "passed a motion **that** calls on X": those who passed it; else the subject itself."""
        given = self.tree.dep[subject] in ("dobj", "nsubjpass") and self.tree.lemma[subject] in TOLD
        issuers = self._issuers(subject, depth) if given and depth <= DEPTH else []
        return issuers or [subject]

    def _predicates(self, i: int) -> list[int]:
        """What somebody or something is, or is called: "was **illegal**", "called it **a lie**"."""
        tree = self.tree
        out = tree.kids(i, "oprd", "attr", "acomp")
        if tree.lemma[i] == "call" and not tree.has(i, "dobj", "nsubjpass"):
            out = [c for c in out if tree.dep[c] != "oprd"]  # "called King X": by telephone
        out += [c for c in tree.kids(i, "ccomp", "xcomp") if not tree.verbal(c)]
        if tree.lemma[i] == "call":  # 'called the verdict "deeply **troubling**"'
            out += [m for o in tree.kids(i, "dobj") for m in tree.kids(o, "amod") if m > o]
        named = tree.lemma[i] in NAMING and tree.has(i, "dative")  # "designated X a partner"
        return out + (tree.kids(i, "dobj") if named else [])

    def _conditions(self, i: int, word: str) -> list[int]:
        """Who must do or leave something lest `i` follow: "will attack if **Chad** refuses"."""
        tree = self.tree
        spots = (i, *self.complements(i), *([tree.head[i]] if tree.dep[i] == "acomp" else ()))
        return [
            s
            for c in (c for j in spots for c in tree.kids(j, "advcl"))
            if (word == "if" and tree.supposed(c))
            or any(tree.lower[m] in CONDITIONS[word] for m in tree.kids(c, "mark", "advmod"))
            for s in self.subjects(c) or [c]
        ]

    def _antecedent(self, verb: int, subject: int) -> int:
        tree = self.tree
        if tree.tag[subject] in RELATIVES and tree.dep[verb] == "relcl":
            return tree.head[verb]
        if tree.tag[subject] in RELATIVES and tree.dep[verb] == "conj":
            first = tree.first_conjunct(verb)
            return tree.head[first] if tree.dep[first] == "relcl" else subject
        return subject

    def objects(self, i: int) -> list[int]:
        """Whom `i` is done to: the object, or the subject of a passive."""
        tree = self.tree
        if tree.passive(i):
            return self._passive_subject(i) + (tree.kids(i, "dobj") if tree.done_by(i) else [])
        if is_guest(self.tree, i):
            return []
        own = [o for o in tree.kids(i, "dobj", "dative") if tree.pos[o] != "ADP"]
        if tree.lemma[i] == "give":  # "gave the envoy two **days** to leave"
            own += [o for o in tree.kids(i, "npadvmod") if o > i]
        if not own:  # "voted **down** the motion", read as a preposition
            own = [p for c in tree.kids(i, "prt") for p in tree.kids(c, "pobj")]
        if own:
            things = [] if tree.lemma[i] in NAMING else [o for o in own if tree.dep[o] != "dative"]
            named = [o for o in own if tree.dep[o] == "dative"]
            return [self._antecedent(i, o) for o in (things or named or own)]
        own_subject = any(tree.tag[s] not in RELATIVES for s in tree.kids(i, "nsubj"))
        if tree.dep[i] == "relcl" and own_subject and not tree.tells_where(i):
            return [tree.head[i]] if tree.pos[tree.head[i]] in ("NOUN", "PROPN") else []
        if tree.lemma[i] == "call" and (called := tree.kids(i, "oprd")):
            return called  # "called King X to offer …"
        later = [c for c in tree.kids(i, "conj") if tree.verbal(c) and not tree.has(c, "nsubj")]
        if later and not tree.has(i, "prep", "ccomp", "xcomp", "advmod"):
            return tree.kids(later[-1], "dobj")
        return tree.kids(i, "attr") if tree.lemma[i] != "be" else []

    def _passive_subject(self, i: int) -> list[int]:
        tree = self.tree
        own = tree.kids(i, "nsubjpass", "nsubj")
        if own:
            return [self._antecedent(i, s) for s in own]
        if tree.dep[i] == "conj":
            head = tree.head[i]
            return self.objects(head) if tree.passive(head) else self.subjects(head)
        if tree.dep[i] in ("acl", "amod", "relcl"):
            return [tree.head[i]]
        if tree.dep[i] == "pcomp" and tree.lower[tree.head[i]] in ("after", "since", "upon"):
            return self._pcomp_subject(tree.head[i], 0)  # "is in jail after being **detained**"
        if tree.dep[i] in ("xcomp", "advcl", "ccomp"):
            near = [i - 1] if tree.done_by(i) else tree.kids(tree.head[i], "dobj")
            return near or self._surface_subject(tree.head[i], 0)
        return []

    def _possessors(self, i: int) -> list[int]:
        tree = self.tree
        return [
            self._antecedent(tree.governor(i), p) if tree.tag[p] == "WP$" else p
            for p in tree.kids(i, "poss")
        ]

    def complements(self, i: int) -> list[int]:
        """Verbs of the clauses that complete `i`: infinitives, that-clauses, gerunds."""
        tree = self.tree
        out = [c for c in tree.kids(i, "xcomp", "ccomp") if c > i or tree.dep[c] == "ccomp"]
        out = [c for c in out if tree.verbal(c)] or out  # "made **clear** that X must go"
        if tree.dep[i] == "parataxis" and not out:
            return [tree.head[i]]  # "Iran, he said, must leave"
        if not tree.verbal(i):
            out += [c for c in tree.kids(i, "acl", "advcl") if self._completes(c)]
        elif not out:
            out = asked_for(tree, i)
        return out

    def _completes(self, i: int) -> bool:
        """Whether a clause says what a noun is about: "a plan to go", "a demand that X go"."""
        marks = {self.tree.lower[c] for c in self.tree.kids(i, "mark")}
        return infinitive(self.tree, i) or "that" in marks

    def _noun_subject(self, noun: int, light: int) -> list[int]:
        """The subject of the verb that carries `noun`; of a passive its agent."""
        return [s for s in self.subjects(light) if s != noun]

    def _preposition(self, i: int, name: str, light: int | None) -> list[int]:
        words = SAME_AS.get(name, (name,))
        found = self._governed(i, words) or torn_off(self.tree, i, words)
        if found:
            return found
        tree = self.tree
        if light is not None:
            return self._governed(light, words) or self._near(light, words, i)
        if tree.verbal(i):
            beneath = tree.kids(i, "dobj", "attr", "advmod", "prt", "acomp")
            found = next(filter(None, (self._governed(o, words) for o in beneath)), [])
            return found or self._near(i, words, i)
        return self._near_noun(i, words)

    def _governed(self, i: int, words: tuple[str, ...]) -> list[int]:
        tree = self.tree
        return [
            p
            for c in tree.children[i]
            if tree.lower[c] in words and tree.dep[c] in ("prep", "agent", "dative", "prt", "mark")
            for p in self._inside(c)
        ]

    def _inside(self, prep: int) -> list[int]:
        tree = self.tree
        inside = (p for c in repeated(tree, prep) for p in tree.kids(c, "pobj", "pcomp", "amod"))
        found = [before_purpose(tree, p) for p in inside]
        if found:
            return found
        return [p for c in tree.kids(prep, "prep") for p in tree.kids(c, "pobj", "pcomp")]

    def _here(self, i: int) -> list[int]:
        """Where the verb says it happens: places at the verb, or at whom it is done with."""
        tree = self.tree
        others = self.objects(i) + [p for w in ("with", "to") for p in self._governed(i, (w,))]
        places = [p for j in (i, *others) for p in self._governed(j, ("in", "at"))]
        return [c for c in tree.kids(i, "advmod") if tree.lower[c] == "here"] + places

    def _around(self, noun: int) -> list[int]:
        """Who acts around a noun: "after talks with X, Y said …": Y."""
        tree, first = self.tree, self.tree.first_conjunct(noun)
        if tree.dep[first] != "pobj":
            return []
        up = tree.head[first]
        if tree.lower[up] == "in" and tree.lemma[tree.head[up]] == "be":  # "is in talks with"
            return []
        while tree.head[up] != up and (not tree.verbal(up) or tree.dep[up] == "prep"):
            if tree.dep[up] == "nsubj":
                return [up]
            if tree.dep[up] not in ("prep", "pobj"):
                return []
            up = tree.head[up]
        found = self._surface_subject(up, 0) if tree.verbal(up) else []
        return found + (self._agents(up) if found and tree.passive(up) else [])

    def _near(self, verb: int, words: tuple[str, ...], after: int) -> list[int]:
        """The first such preposition later in the verb's clause, wherever the parser hung it."""
        tree = self.tree
        for c in tree.clause(verb):
            if c > after and tree.lower[c] in words and tree.dep[c] in ("prep", "agent", "dative"):
                return self._inside(c)
        return []

    def _near_noun(self, noun: int, words: tuple[str, ...]) -> list[int]:
        """Prepositions one step down ("talks in Paris with …") or beside a bare noun."""
        tree = self.tree
        for c in tree.kids(noun, "prep"):
            for p in tree.kids(c, "pobj"):
                found = self._governed(p, words)
                if found and (words[0] not in ("of", "in", "for") or tree.lower[p] in WEEKDAYS):
                    return found  # "a meeting on Monday **of** ministers"
        if found := beside(tree, noun, words):
            return found
        if words == ("by",):  # "the restraint shown by"
            done = [c for c in tree.kids(noun, "acl") if tree.tag[c] == "VBN"]
            return [p for c in done for p in self._by(c)] or doers(tree, noun)
        return []
