"""Who else took part in a contact just told: "the minister **joined the call**", "joined by X"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.drafts import DraftEvent, Mention, Mentions, ParsedSentence, Prepared
from communique.extract.arguments import Arguments
from communique.extract.people_lists import in_list_with
from communique.extract.tree import Tree
from communique.vocab.claim_words import ClaimWords, load_claim_words

RULE = "joined"
#: As sure as the frames that say the same of two parties ("joined him for talks").
WEIGHT = 0.6
#: So many sentences back a contact is told that somebody joins, by name or only by the verb.
FAR, NEAR = 4, 1
#: Behind these stands the contact that somebody joins.
AT = ("on", "for", "in", "at", "during")
#: Beside the verb: it is not done yet.
UNDONE = frozenset(
    {"will", "would", "can", "could", "may", "might", "shall", "should", "to", "not"}
)


class JoinerFinder:
    """Finds those who joined a contact that stands before in the report; built once.

    Their drafts name no other side: `extra["joins"]` says how many sentences back that contact may
    be told, `extra["anew"]` that what frames make of the verb gives way.
    """

    def __init__(self, words: ClaimWords | None = None) -> None:
        self.words = words or load_claim_words("contacts")

    def __call__(
        self, prepared: Prepared, mentions: Mentions, drafts: Sequence[DraftEvent]
    ) -> list[DraftEvent]:
        """The drafts with those of joiners, in place of what frames make of the same verbs."""
        found: list[DraftEvent] = []
        for parsed in prepared.parsed:
            found += _Joining(self.words, parsed, mentions).read()
        taken = {(d.sentence, d.head) for d in found if d.extra["anew"]}
        return [d for d in drafts if (d.sentence, d.head) not in taken] + found


class _Joining:
    """Reads who joins in one sentence."""

    def __init__(self, words: ClaimWords, parsed: ParsedSentence, mentions: Mentions) -> None:
        self.words = words
        self.parsed = parsed
        self.mentions = mentions
        self.tree = Tree.of(parsed.doc)
        self.args = Arguments(self.tree)

    def read(self) -> Iterator[DraftEvent]:
        """Yield a draft for each verb that says who joined, and by which channel."""
        for verb, lemma in enumerate(self.tree.lemma):
            if not self.tree.verbal(verb) or self._undone(verb):
                continue
            if lemma in self.words["joining"]:
                noun = next(iter(self._contacts(verb)), None)
                joined = self._joined(verb, noun)
            elif lemma in self.words["taking_part"]:
                noun = next(iter(self._contacts(verb)), None)
                joined = noun is not None and self._is_told(noun)
            else:
                continue
            people = self._people(verb)
            if joined and people:
                yield self._draft(verb, noun, people, anew=lemma in self.words["joining"])

    def _undone(self, verb: int) -> bool:
        around = self.tree.kids(verb, "aux", "neg")
        return any(self.tree.lower[c] in UNDONE for c in around)

    def _contacts(self, verb: int) -> Iterator[int]:
        """Yield the nouns of contacts that stand as object, or where one joins."""
        tree, tokens = self.tree, list(self.args.get(verb, "obj"))
        for slot in AT:
            tokens += self.args.get(verb, slot)
        for token in tokens:
            if tree.lemma[token] in self.words.tables["joined_nouns"]:
                yield token

    def _is_told(self, noun: int) -> bool:
        """Whether the contact was told before: "the call", of nobody else."""
        tree = self.tree
        known = any(tree.lower[c] in ("the", "this", "their") for c in tree.children[noun])
        return known and not tree.has(noun, "prep", "relcl", "acl", "compound", "nmod")

    def _joined(self, verb: int, noun: int | None) -> bool:
        """Whether those who join are of a contact told elsewhere, not of one told here anew."""
        tree = self.tree
        if tree.passive(verb):
            return True
        objects = [o for o in self.args.get(verb, "obj") if o != noun]
        if noun is not None and not objects:
            return self._is_told(noun)
        meant = [self.mentions.at(self.parsed.sentence.index, o) for o in objects]
        return noun is not None and any(m is not None and m.form == "pronoun" for m in meant)

    def _people(self, verb: int) -> tuple[Mention, ...]:
        """The persons and officials who join."""
        at = self.parsed.sentence.index
        found = [m for t in self.args.get(verb, "subj") if (m := self.mentions.at(at, t))]
        inside = self.mentions.inside(at)
        beside = [o for m in found for o in in_list_with(self.parsed, self.tree, m, inside)]
        people = [m for m in (*found, *beside) if m.form in ("name", "title")]
        return tuple({m.key: m for m in people if m.kind in ("person", "group")}.values())

    def _draft(
        self, verb: int, noun: int | None, people: tuple[Mention, ...], *, anew: bool
    ) -> DraftEvent:
        start, end = self.parsed.span(verb, verb)
        told = "unspecified"
        if noun is not None:
            told = self.words.tables["joined_nouns"][self.tree.lemma[noun]]
        return DraftEvent(
            type="CONSULT", base="CONSULT", mode=None, cameo=None, rule=f"contacts/{RULE}",
            sentence=self.parsed.sentence.index, head=verb, start=start, end=end,
            actors=people, recipients=(), reciprocal=True, channel=told, contact_status="held",
            is_event=False, weight=WEIGHT,
            extra={"joins": FAR if noun is not None else NEAR, "anew": anew},
        )  # fmt: skip
