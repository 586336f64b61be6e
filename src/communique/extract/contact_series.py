"""Contacts counted first and listed after: "has called six leaders. X came first, then Y"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.dates import When
from communique.drafts import DraftEvent, Mention
from communique.extract.tree import Tree
from communique.vocab.claim_words import ClaimWords

_SUBJECTS = ("nsubj", "nsubjpass")
_PREDICATES = ("attr", "acomp", "advmod", "oprd")
_MEMBERS = frozenset({"name", "title", "definite", "agent"})


@dataclass(frozen=True, slots=True)
class Series:
    """What a list is of: its channel and owner, and where it was last spoken of.

    Of a `counted` one the members are still to come; `received` ones come to the owner ("has
    hosted five leaders"). `total` is the draft that only counts what is listed, `when` the time
    that its words give.
    """

    channel: str
    owners: tuple[Mention, ...]
    sentence: int
    counted: bool = False
    received: bool = False
    total: DraftEvent | None = None
    when: When | None = None

    @property
    def tells_events(self) -> bool:
        """Whether each is an event: dated to less than a long stretch, and no mere letter."""
        if self.total is None or self.when is None or self.channel == "correspondence":
            return False
        return self.total.is_event and self.when.precision != "range"

    @classmethod
    def of(cls, draft: DraftEvent, counts: frozenset[str]) -> Series:
        """The series that a contact opens: a counted one, if those met are only counted.

        `counts` are the words that count.
        """
        held = draft.contact_status == "held"
        received = held and only_counted(draft.actors) and not only_counted(draft.recipients)
        met = draft.actors if received else draft.recipients
        counted = held and only_counted(met) and any(_has_count(m, counts) for m in met)
        dated = draft.when is not None and draft.when.basis != "document"
        return cls(
            channel=str(draft.channel), owners=draft.recipients if received else draft.actors,
            sentence=draft.sentence, counted=counted, received=received,
            total=draft if counted else None, when=draft.when if dated else None,
        )  # fmt: skip


def only_counted(mentions: Sequence[Mention]) -> bool:
    """Whether those met are only counted: "spoke with six leaders", "visited three states"."""
    return bool(mentions) and all(
        m.plural and not m.countries and not m.name and not _refers_back(m) for m in mentions
    )


def _has_count(mention: Mention, counts: frozenset[str]) -> bool:
    """Whether the words say how many: "six leaders", "several ministers", "12 states"."""
    words = mention.text.lower().split()
    return any(word in counts or word.isdigit() for word in words)


def _refers_back(mention: Mention) -> bool:
    """Whether those meant were told before: "them", "the two leaders"."""
    plain = (mention.note or "").startswith(("elsewhere", "counterpart"))
    return mention.form == "pronoun" or (mention.form == "definite" and not plain)


class Listing:
    """Finds the members of a counted series in the words of one sentence."""

    def __init__(self, words: ClaimWords, tree: Tree) -> None:
        self.words = words
        self.tree = tree

    def __call__(self) -> Iterator[tuple[int, int, list[int]]]:
        """Yield the verb, the word that takes up the series, and the heads of the members."""
        tree = self.tree
        for verb in range(len(tree)):
            if not tree.verbal(verb):
                continue
            found = self._rest(verb) or self._among(verb) or self._ordered(verb)
            if found is not None:
                taking_up, heads = found
                yield verb, taking_up, self._joined(heads)
            if (tokens := self._followed_by(verb)) and found is None:
                yield verb, verb, self._joined(tokens)

    def _rest(self, verb: int) -> tuple[int, list[int]] | None:
        """ "The others were X and Y", "these included X"."""
        tree, words = self.tree, self.words
        if tree.lemma[verb] not in words["list_verbs"]:
            return None
        for subject in tree.kids(verb, *_SUBJECTS):
            taken_up = words["list_ones"] | words["list_them"]
            if tree.lower[subject] not in taken_up or not self._bare(subject):
                continue
            if tree.lemma[verb] == "be" and tree.lower[subject] in words["list_them"]:
                continue  # "they were ministers" tells who they are, not who is among them
            heads = tree.kids(verb, "attr", "dobj", "oprd")
            return (subject, heads) if heads else None
        return None

    def _bare(self, subject: int) -> bool:
        """Whether nothing but "of them" tells of what the others are."""
        return not any(
            self.tree.dep[c] in ("amod", "compound", "relcl", "acl", "nmod")
            for c in self.tree.children[subject]
        )

    def _among(self, verb: int) -> tuple[int, list[int]] | None:
        """ "Among them were X and Y"."""
        tree, words = self.tree, self.words
        if tree.lemma[verb] != "be":
            return None
        for prep in tree.kids(verb, "prep"):
            objects = tree.kids(prep, "pobj") if tree.lower[prep] in ("among", "amongst") else []
            if any(tree.lower[o] in words["list_them"] for o in objects):
                heads = [c for c in tree.kids(verb, "attr", *_SUBJECTS) if c not in objects]
                return (prep, heads) if heads else None
        return None

    def _ordered(self, verb: int) -> tuple[int, list[int]] | None:
        """ "X came first", "next was Y", "then followed Z"."""
        tree, words = self.tree, self.words
        told = tree.has(verb, *_SUBJECTS) and tree.has(verb, "dobj", "dative")
        if tree.lemma[verb] not in words["order_verbs"] or told:
            return None
        place = [c for c in tree.kids(verb, *_PREDICATES) if self._is_place(c)]
        follows = tree.lemma[verb] == "follow" and not tree.passive(verb)
        heads = [s for s in tree.kids(verb, *_SUBJECTS) if tree.lower[s] not in words["list_ones"]]
        if not heads and place and place[0] < verb:  # "then followed X"
            heads = [a for a in tree.kids(verb, "attr", "dobj") if a not in place]
        if not heads or not (place or follows):
            return None
        return (place[0] if place else verb), heads

    def _is_place(self, i: int) -> bool:
        """ "First", "next", "the last"; not "the first minister"."""
        tree = self.tree
        return tree.lower[i] in self.words["order_words"] and not any(
            tree.dep[c] in ("prep", "relcl", "acl", "xcomp") for c in tree.children[i]
        )

    def _followed_by(self, verb: int) -> list[int]:
        """ "…, followed by X and Y"."""
        tree = self.tree
        if tree.lemma[verb] != "follow" or tree.tag[verb] != "VBN" or tree.has(verb, *_SUBJECTS):
            return []
        preps = [p for p in tree.kids(verb, "agent", "prep") if tree.lower[p] == "by"]
        return [o for p in preps for o in tree.kids(p, "pobj")]

    def _joined(self, heads: Sequence[int]) -> list[int]:
        return [i for head in heads for i in self.tree.conjuncts(head)]


def can_be_member(mention: Mention, owners: Sequence[Mention]) -> bool:
    """Whether a mention can be one of those listed: somebody named, or of a named state."""
    if mention.form not in _MEMBERS or not (mention.name or mention.countries):
        return False
    return not any(m.name and m.name == mention.name for m in owners)
