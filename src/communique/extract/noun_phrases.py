"""Common nouns and pronouns of one sentence as phrases: agents, words that refer back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from communique.extract.mention_chunks import INDEFINITE, OF
from communique.extract.mention_phrase import Behind, Front, Phrase
from communique.extract.mention_titles import agent_at, settle
from communique.extract.mention_view import View
from communique.extract.noun_descriptions import described_party
from communique.extract.noun_senses import NounSenses

if TYPE_CHECKING:
    from communique.vocab.gazetteer import Agent, Gazetteer

_PRONOUNS = ("person_pronouns", "thing_pronouns", "plural_pronouns", "speaker_pronouns")
_STANDING = frozenset({"nsubj", "nsubjpass", "dobj", "dative", "pobj", "poss", "conj"})
_NOMINAL = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
_PAIRING = (["the"], ["both"], ["these"], ["those"])
_BACK = frozenset({"the", "this", "their", "his", "its", "her", "our"})
#: Sectors that a word in front makes more exact ("police officials").
_GENERAL = frozenset({"GOV", "UNK", "CVL", "UAF", "PTY", "SOC", "LEG", "MIL", "OPP", "LAB"})
#: What only somebody can be: "**it** is willing to talk" is no empty "it".
_OF_PERSONS = frozenset(
    "willing ready prepared able unable unwilling eager keen determined committed reluctant aware "
    "responsible sorry grateful confident concerned satisfied happy proud sure opposed "
    "disappointed alarmed angry appalled dismayed disturbed outraged pleased saddened shocked "
    "troubled unhappy upset worried encouraged interested hopeful".split()
)
#: Things that are given, not people: who stands before these is only what they are for.
_GOODS = frozenset(
    "battery capability capacity equipment gear interceptor kit missile munition radar system "
    "uniform vehicle".split()
)
_EXPLETIVE = frozenset({"be", "seem", "appear", "take", "turn", "remain", "become"})


class NounReader:
    """Describes the nouns and pronouns that no name or title has taken."""

    def __init__(self, view: View, gazetteer: Gazetteer, taken: Mapping[int, Phrase]) -> None:
        """`taken` gives the phrases found so far, by token."""
        self.view = view
        self.gazetteer = gazetteer
        self.words = view.words
        self.taken = taken
        self.senses = NounSenses(view)

    def phrases(self) -> Iterator[Phrase]:
        """Yield a phrase for each noun or pronoun that stands for somebody."""
        tree = self.view.tree
        for i in range(len(tree)):
            if i in self.taken:
                continue
            pos = tree.pos[i]
            if pos == "NOUN" or pos == "PROPN":
                phrase = self._noun(i)
            elif pos == "PRON" or tree.tag[i] in ("PRP", "PRP$") or self._is_each(i):
                phrase = self._pronoun(i)
            elif pos in ("NUM", "DET") and tree.lower[i] in self.words["pair_words"]:
                phrase = self._pair(i)
            elif pos == "ADJ" or pos == "VERB":
                phrase = self._noun(i) if self._nominal(i) else None
            else:
                continue
            if phrase is not None:
                yield phrase

    def _nominal(self, i: int) -> bool:
        """An adjective or participle used as a noun: "the accused", "the unemployed"."""
        tree = self.view.tree
        return i > 0 and tree.lower[i - 1] == "the" and tree.dep[i] in _NOMINAL

    # --- pronouns --------------------------------------------------------------------------

    def _pronoun(self, i: int) -> Phrase | None:
        tree, words = self.view.tree, self.words
        low = tree.lower[i]
        which = next((name for name in _PRONOUNS if low in words[name]), None)
        if which is None or (which == "thing_pronouns" and self._expletive(i)):
            return None
        if low in ("both",) and tree.dep[i] in ("preconj", "det", "predet"):
            return None
        plural = which == "plural_pronouns" or low in ("we", "us", "our", "ours", "ourselves")
        return Phrase(
            first=i, last=i, left=i, form="pronoun", plural=plural, note=which.split("_")[0]
        )

    def _is_each(self, i: int) -> bool:
        """Whether "each" acts by itself: all of those told of before."""
        return self.view.tree.lower[i] == "each" and self.view.tree.dep[i] in ("nsubj", "nsubjpass")

    def _expletive(self, i: int) -> bool:
        tree = self.view.tree
        verb = tree.head[i]
        if tree.dep[i] not in ("nsubj", "nsubjpass", "expl"):
            return False
        if any(tree.lemma[c] in _OF_PERSONS for c in tree.kids(verb, "acomp")):
            return False
        clausal = tree.has(verb, "ccomp", "csubj", "acomp", "xcomp")
        return (
            tree.dep[i] == "expl"
            or (tree.lemma[verb] in _EXPLETIVE and clausal)
            or (tree.dep[i] == "nsubjpass" and tree.has(verb, "ccomp"))
        )

    def _pair(self, i: int) -> Phrase | None:
        """ "the two", "both" without a noun."""
        tree = self.view.tree
        if tree.dep[i] in ("nummod", "det", "preconj", "predet", "compound", "quantmod", "amod"):
            return None
        article = i > 0 and tree.lower[i - 1] in ("the", "all")
        if not article and tree.lower[i] != "both":
            return None
        low = tree.lower[i]
        note = "pair" if low in ("two", "both") else f"pair:{low}"
        return Phrase(first=i, last=i, left=i - article, form="definite", plural=True, note=note)

    # --- nouns -----------------------------------------------------------------------------

    def _noun(self, i: int) -> Phrase | None:
        view, words = self.view, self.words
        word = view.singular[i]
        low = view.tree.lower[i]
        if low in words["counterparts"] or (low in words["peers"] and self._is_peer(i, low)):
            return self._counterpart(i)
        if low in words["quantities"]:
            counted = self._counted(i)
            if counted is not None:
                return counted
        referring = described_party(view, i) or self._referring(i, low) or self._half(i, low)
        if referring is not None:
            return referring
        first, agent = self._agent(i, word)
        if agent is None and low in words["apposed_nouns"]:
            return self._apposed(i)
        if agent is None or self._is_bare(i, first, agent) or self._in_name(i, agent):
            return None
        if first == i and self.senses.names_nobody(i):
            return None
        return self._described(i, first, agent)

    def _is_bare(self, i: int, first: int, agent: Agent) -> bool:
        """Whether a person's noun in the singular stands without any word before ("to justice")."""
        tree = self.view.tree
        if agent.kind != "person" or tree.tag[i] != "NN" or not tree.text[first][:1].islower():
            return False
        bare = not any(c < first for c in tree.children[i])
        return bare and tree.dep[i] in ("pobj", "dobj", "conj")

    def _in_name(self, i: int, agent: Agent) -> bool:
        """Whether it is part of a name of a thing ("Major Partner", "air **defence** system")."""
        tree = self.view.tree
        modifies = tree.dep[i] == "compound" and tree.head[i] > i
        if modifies and tree.lemma[tree.head[i]] in _GOODS:
            return True
        return modifies and agent.kind == "person" and tree.text[i][:1].isupper()

    def _apposed(self, i: int) -> Phrase | None:
        """ "The Hamas movement": the group itself."""
        front = self.view.front(i, i)
        if front.group is None:
            return None
        name = front.group.name
        return Phrase(
            first=i, last=i, left=front.left, form="name", name=name.label, plural=True,
            kind="igo" if name.kind == "igo" else "group", sector=name.sector,
            countries=front.countries,
        )  # fmt: skip

    def _counted(self, i: int) -> Phrase | None:
        """ "hundreds of Palestinians": the Palestinians, with all the words."""
        tree = self.view.tree
        for prep in tree.kids(i, "prep"):
            if tree.lower[prep] != "of":
                continue
            for inner in tree.kids(prep, "pobj"):
                known = self.taken.get(inner) or self._noun(inner)
                if known is None or known.kind in ("state", "igo") or known.form == "pronoun":
                    continue
                left = self.view.front(i, i).left
                sector = "CVL" if known.note == "people" else known.sector
                return replace(known, first=i, last=i, left=left, right=known.end, plural=True,
                               sector=sector)  # fmt: skip
        return None

    def _is_peer(self, i: int, low: str) -> bool:
        """Whether a colleague, or an "opposite number", is one of another country."""
        view, tree = self.view, self.view.tree
        if low.startswith("number"):
            return i > 0 and tree.lower[i - 1] == "opposite"
        front = view.front(i, i)
        owned = front.owner is not None or tree.has(i, "poss")
        return bool(front.countries and owned) or bool(view.behind(i, ("from",)).countries)

    def _counterpart(self, i: int) -> Phrase:
        view, tree = self.view, self.view.tree
        front = view.front(i, i)
        behind = Behind() if front.countries else view.behind(i, ("from", "of", "in"))
        countries = front.countries or behind.countries
        owner = next(iter(tree.kids(i, "poss")), front.owner)
        plural = tree.lower[i].endswith("s")
        return Phrase(
            first=i, last=i, left=front.left, right=behind.right, form="definite",
            kind="group" if plural else "person", countries=countries, plural=plural,
            counterpart_of=owner if owner is not None else -1, note="counterpart",
        )  # fmt: skip

    def _referring(self, i: int, low: str) -> Phrase | None:
        """ "the two countries", "both sides", "the trio": who they are, the report must say."""
        view, words, tree = self.view, self.words, self.view.tree
        note = next((n for n in ("country", "side", "leader") if low in words[f"{n}_nouns"]), None)
        if note is None:
            return self._two_persons(i, low)
        if self.senses.measures(i):
            return None
        front = view.front(i, i)
        if front.countries:
            return None
        plural = tree.tag[i] in ("NNS", "NNPS")
        span = tree.lower[front.left : i]
        several = bool(words["pair_words"].intersection(span))
        if note == "leader" and INDEFINITE.intersection(span[:1]):
            note = "elsewhere"
        if front.number and span[:1] != ["the"] and low not in words["leader_nouns"]:
            several = several and note == "side"
        if note in ("leader", "side") and not (several and plural):
            return self._side(i, low, front.left, span) if note == "side" else None
        if self._is_elsewhere(front, span, several=several, plural=plural):
            note = "elsewhere"
        if note == "country" and plural and self._is_region(front.left, i):
            note = "elsewhere"
        if not plural and not _BACK.intersection(span[:1]):
            return None
        named = view.state_of(i) if note == "country" and not plural else None
        number = next((word for word in span if word in words["pair_words"]), "two")
        return Phrase(
            first=i, last=i, left=front.left, form="definite", plural=plural,
            kind="state" if note == "country" else None, note=f"{note}:{number}",
            sector="GOV", countries=(named.name.code,) if named else (),
            right=named.last if named else None,
        )  # fmt: skip

    def _is_elsewhere(self, front: Front, span: list[str], *, several: bool, plural: bool) -> bool:
        """Whether states are of no one country; not "the three Baltic states", who are named."""
        if front.elsewhere and several and span[0] in ("the", "all", "both"):
            return self.words.described("state", " ".join(span)) is None
        untold = plural and not several and span[:1] not in (["the"], ["our"], ["their"])
        return front.elsewhere or "other" in span or untold

    def _half(self, i: int, low: str) -> Phrase | None:
        """ "The **North** rejected the offer": one of two states that a land is parted into."""
        tree = self.view.tree
        left = next((j for j in (i - 1, i - 2) if j >= 0 and tree.lower[j] in ("the", "both")), i)
        proper = tree.text[i].istitle() or low == "mainland"
        if low not in self.words.land_parts or left == i or not proper:
            return None
        if tree.dep[i] not in _STANDING:
            return None
        several = len(self.words.land_parts[low]) > 1
        inner = [n for p in tree.kids(i, "prep") for n in tree.kids(p, "pobj")]
        placed = any(tree.pos[n] == "PROPN" for n in inner)  # "the South of France"
        if not several and (placed or tree.has(i, "compound", "amod", "nmod")):
            return None
        return Phrase(
            first=i, last=i, left=left, form="definite", kind="state", note="half", sector="GOV",
            plural=several,
        )  # fmt: skip

    def _is_region(self, left: int, noun: int) -> bool:
        """Whether states are called by a region that nobody knows: "the **Gulf** states"."""
        tree, words = self.view.tree, range(left + 1, noun)
        if not any(tree.tag[k] in ("NNP", "JJ") and tree.text[k].istitle() for k in words):
            return False
        return self.words.described("state", " ".join(tree.lower[left : noun + 1])) is None

    def _two_persons(self, i: int, low: str) -> Phrase | None:
        """ "The two men", "both women", "the pair": persons told of before."""
        view, words, tree = self.view, self.words, self.view.tree
        pair = low in words["pair_nouns"]
        if not pair and (low not in words["person_nouns"] or tree.tag[i] != "NNS"):
            return None
        front = view.front(i, i)
        span = tree.lower[front.left : i]
        number = next((word for word in span if word in words["pair_words"]), None)
        if front.countries or span[:1] not in _PAIRING or not (pair or number):
            return None
        if len(span) > (1 if pair or number == "both" else 2):  # "the two wounded men"
            return None
        number = "three" if low == "trio" else number or "two"
        return Phrase(
            first=i, last=i, left=front.left, form="definite", plural=True, kind="group",
            note=f"person:{number}", sector="UNK",
        )  # fmt: skip

    def _side(self, i: int, low: str, left: int, span: list[str]) -> Phrase | None:
        if low == "side" and span == ["each"]:  # both, one by one
            return Phrase(first=i, last=i, left=left, form="definite", plural=True, note="side:two")
        if low not in ("sides", "parties") or not span[:1] or span[0] not in ("the", "all"):
            return None
        if "political" in span:
            return None
        note = "elsewhere" if span[0] == "all" else "side:two"  # of how many, and whose, is untold
        return Phrase(first=i, last=i, left=left, form="definite", plural=True, note=note)

    def _agent(self, i: int, word: str) -> tuple[int, Agent | None]:
        """The agent that the noun names, with the first token of its name."""
        view, find = self.view, self.gazetteer.agent
        singular, tree = view.singular, view.tree
        if tree.lower[i + 1 : i + 2] == ["of"] and i + 2 < len(tree):
            agent = find(f"{word} of {singular[i + 2]}")
            if agent:
                return i, agent
        for back in (2, 1):
            if i >= back and i - back <= tree.head[i - back] <= i:
                agent = find(" ".join((*tree.lower[i - back : i], word)))
                if agent:
                    return i - back, agent
        return i, agent_at(view, self.gazetteer, i)

    def _described(self, i: int, first: int, agent: Agent) -> Phrase:
        view, words, tree = self.view, self.words, self.view.tree
        front = view.front(first, i)
        known = front.countries or front.elsewhere
        behind = Behind() if known else view.behind(i, OF)
        countries, inner = front.countries or behind.countries, behind.inner
        plural = tree.tag[i] in ("NNS", "NNPS") or agent.number == "many"
        phrase = Phrase(
            first=first, last=i, left=front.left, right=behind.right, form="agent",
            kind="person" if agent.kind == "person" else "organisation",
            countries=countries, sector=agent.sector, plural=plural, former=front.former,
        )  # fmt: skip
        if phrase.kind == "person" and tree.tag[i] in ("NNS", "NNPS"):
            phrase.kind = "group"
        low = tree.lower[i]
        if front.group and low in words["apposed_nouns"]:
            phrase.name, phrase.form = front.group.name.label, "name"
            phrase.sector = front.group.name.sector or phrase.sector
            phrase.kind = "igo" if front.group.name.kind == "igo" else "group"
        elif front.sector and agent.sector in _GENERAL:
            phrase.sector = front.sector
        if low == "coalition" and any(w.endswith("led") for w in tree.lower[front.left : i]):
            phrase.sector = "MIL"  # "the US-led coalition"
        if behind.group is not None and agent.kind == "person":
            phrase.sector = behind.group.name.sector or phrase.sector
        settle(phrase)
        if not countries:
            phrase.note = f"of:{inner}" if inner is not None else None
            if front.elsewhere:
                phrase.note = "elsewhere"
            elif inner is None and front.definite and low in words["body_nouns"]:
                between = tree.lower[front.left + 1 : i]
                plain = all(word in words["group_adjectives"] or word in "-–" for word in between)
                phrase.form = "definite" if plain else phrase.form
        return phrase
