"""Clues for the second opinion: what stands around a word, with everybody's name taken out.

Whoever acts is masked by what he is ("government", "rebels", "country"), and other names are left
out, so that wordings are learned and not countries.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from communique.drafts import Mentions
from communique.extract.modality import Modality
from communique.extract.roles import SentenceWork
from communique.vocab.opinion import Clues

#: What stands for somebody of a sector, or of a kind where the sector isn't known.
BY_SECTOR = {
    "GOV": "government", "MIL": "army", "COP": "police", "REB": "rebels", "UAF": "gunmen",
    "CVL": "people", "OPP": "opposition", "LEG": "parliament", "JUD": "court", "BUS": "company",
    "MED": "doctors", "JRN": "media", "REF": "refugees", "LAB": "workers", "EDU": "students",
    "REL": "clergy", "CRM": "criminals", "SPY": "agents", "PRM": "pirates",
}  # fmt: skip
BY_KIND = {
    "state": "country", "igo": "organization", "person": "leader", "office": "minister",
    "group": "group", "organisation": "organization",
}  # fmt: skip
SOMEBODY = "leader"
#: Parts of speech whose words say little by themselves.
EMPTY = frozenset({"PUNCT", "DET", "AUX", "ADP", "PART", "CCONJ", "SCONJ", "PRON", "NUM", "SPACE"})
#: Relations of small words beside the head, told with the word itself.
BESIDE = frozenset(
    ["advmod", "neg", "aux", "auxpass", "mark", "det", "amod", "compound", "prt", "acomp", "attr",
     "oprd", "cc"]
)  # fmt: skip
MODIFIERS = frozenset({"amod", "acomp", "attr", "oprd", "advmod"})
CLAUSES = frozenset({"advcl", "relcl", "acl", "conj"})
CARRIED = frozenset({"dobj", "nsubjpass", "nsubj"})
BEFORE, BEHIND = 5, 7  # words of the window on either side
MOST = 3  # words of one slot

#: The slots of words, and how many numbers of their vectors count in each.
SLOTS: Mapping[str, int] = {
    "head": 96, "subj": 24, "obj": 64, "comp": 48, "preps": 48, "gov": 32, "mods": 24,
    "window": 64, "sentence": 64,
}  # fmt: skip


class ClueFinder:
    """The clues of one sentence's words.

    `hidden` are the tokens that belong to somebody's name or description.
    """

    def __init__(self, work: SentenceWork, mentions: Mentions, modality: Modality) -> None:
        self.work = work
        self.tree = work.tree
        self.mentions = mentions
        self.modality = modality
        self.hidden = _hidden(work, mentions)
        shown = [self._shown(i) for i in range(len(work.tree))]
        self.telling = [None if self.tree.pos[i] in EMPTY else shown[i] for i in range(len(shown))]
        self.sentence = tuple(word for word in self.telling if word)

    def __call__(self, head: int) -> Clues:
        """The clues around the word at `head`."""
        tree = self.tree
        lemma, particle = tree.lemma[head], tree.particle(head) if tree.verbal(head) else None
        names = {f"lemma={lemma} {particle}" if particle else f"lemma={lemma}"}
        names |= {f"dep={tree.dep[head]}", f"tag={tree.tag[head]}"}
        names.update(self._force(head))
        words: dict[str, tuple[str, ...]] = {
            "head": (lemma, particle) if particle else (lemma,),
            "window": self._window(head),
            "sentence": self.sentence,
        }
        light = self._governor(head, names, words)
        for slot in ("subj", "obj", "comp"):
            tokens = self.work.args.get(head, slot, light=light)
            words[slot], kinds = self._described(tokens)
            names.update(f"{slot}={kind}" for kind in kinds or ("nobody",))
            names.update(f"{lemma} {slot}={kind}" for kind in kinds)
        self._beside(head, light, names, words)
        return Clues(frozenset(names), {slot: found for slot, found in words.items() if found})

    def _shown(self, i: int) -> str | None:
        """The word that a token shows to the model: masked, its lemma, or nothing."""
        mention = self.mentions.at(self.work.index, i)
        if mention is not None:
            return BY_SECTOR.get(mention.sector or "") or BY_KIND.get(mention.kind or "", SOMEBODY)
        if i in self.hidden or self.tree.pos[i] in ("PROPN", "NUM"):
            return None
        return self.tree.lemma[i]

    def _window(self, head: int) -> tuple[str, ...]:
        near = range(max(0, head - BEFORE), min(len(self.tree), head + BEHIND + 1))
        return tuple(word for i in near if i != head and (word := self.telling[i]))

    def _force(self, head: int) -> list[str]:
        """How the text presents it, as the frames' reading has it."""
        if self.tree.verbal(head):
            reading = self.modality.read(self.tree, head, speech=False)
        else:
            reading = self.modality.noun(self.tree, head)
        names = [f"force={reading.force}"] + [f"path={word}" for word in reading.path[:MOST]]
        return names + ["negative"] * reading.negative + ["progressive"] * reading.progressive

    def _governor(
        self, head: int, names: set[str], words: dict[str, tuple[str, ...]]
    ) -> int | None:
        """Add the word above; the verb that carries a noun is given back."""
        tree, above = self.tree, self.tree.head[head]
        if above == head:
            return None
        dep, lemma = tree.dep[head], tree.lemma[above]
        names |= {f"gov={dep}:{lemma}", f"govtag={dep}:{tree.tag[above]}"}
        words["gov"] = (lemma,)
        carried = not tree.verbal(head) and tree.verbal(above) and dep in CARRIED
        return above if carried else None

    def _described(self, tokens: Sequence[int]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The words of a slot as shown, and their kinds: somebody, somebody's, or the word."""
        words: list[str] = []
        kinds: list[str] = []
        for i in tokens[:MOST]:
            word = self._shown(i)
            if word:
                words.append(word)
            if self.mentions.at(self.work.index, i) is not None:
                kinds.append("SOMEBODY")
            elif self.mentions.owners(self.work.index, i):
                kinds.append("OWNED")
            else:
                kinds.append(word or "NAME")
        return tuple(words), tuple(kinds)

    def _beside(
        self, head: int, light: int | None, names: set[str], words: dict[str, tuple[str, ...]]
    ) -> None:
        """Add what hangs on the head, and on the verb that carries it."""
        tree, lemma = self.tree, self.tree.lemma[head]
        carried = [] if light is None else [c for c in tree.children[light] if c != head]
        inside: list[str] = []
        mods: list[str] = []
        for child in (*tree.children[head], *carried):
            dep, word = tree.dep[child], tree.lower[child]
            if dep in ("prep", "agent", "dative"):
                found, kinds = self._described(tree.kids(child, "pobj", "pcomp"))
                inside += found
                names.add(f"prep={word}")
                names.update(f"{word}={kind}" for kind in kinds)
                names.update(f"{lemma} {word}={kind}" for kind in kinds)
            elif dep in BESIDE and self._shown(child) == tree.lemma[child]:
                names.add(f"{dep}={word}")
                mods += [tree.lemma[child]] * (dep in MODIFIERS)
            elif dep in CLAUSES:
                names.add(f"has {dep}")
        words["preps"], words["mods"] = tuple(inside), tuple(mods)


def _hidden(work: SentenceWork, mentions: Mentions) -> frozenset[int]:
    """The tokens that lie in a mention."""
    inside: set[int] = set()
    doc, start = work.parsed.doc, work.parsed.start
    for mention in mentions.inside(work.index):
        span = doc.char_span(mention.start - start, mention.end - start, alignment_mode="expand")
        if span is not None:
            inside.update(range(span.start, span.end))
    return frozenset(inside)
