"""Contacts hidden in lists: "his other calls have been with his counterparts from A, B and C"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from communique.drafts import DraftEvent, Mention, Mentions, ParsedSentence, Prepared
from communique.extract.arguments import Arguments
from communique.extract.contact_times import Tenures, in_office
from communique.extract.tree import Tree
from communique.vocab.claim_words import ClaimWords, load_claim_words

RULE = "list-of-contacts"
#: How many sentences back the noun may stand that "the first one" means.
REACH = 2


@dataclass(frozen=True, slots=True)
class _Series:
    """What a list is of: its channel and owner, where it was last spoken of."""

    channel: str
    owners: tuple[Mention, ...]
    sentence: int


class ContactLists:
    """Adds the contacts of lists to the drafts of a report; built once."""

    def __init__(self, words: ClaimWords | None = None) -> None:
        self.words = words or load_claim_words("contacts")

    def __call__(
        self,
        prepared: Prepared,
        mentions: Mentions,
        drafts: Sequence[DraftEvent],
        tenures: Tenures,
    ) -> list[DraftEvent]:
        """The drafts with those of lists.

        What a list tells of has no day of its own: it lies between the first day in office and the
        report, and is no event.
        """
        listed: dict[int, list[DraftEvent]] = {}
        series: _Series | None = None
        for parsed in prepared.parsed:
            reader = _Reader(self.words, parsed, mentions, drafts)
            found, series = reader.read(series)
            if found:
                listed[parsed.sentence.index] = found
        out: list[DraftEvent] = []
        for draft in drafts:
            there = listed.get(draft.sentence, [])
            if any(_same_place(draft, item) or _is_total(draft, item) for item in there):
                continue
            out.append(draft)
        new = [item for items in listed.values() for item in items]
        out += [self._dated(item, prepared, tenures) for item in new]
        return sorted(out, key=lambda draft: (draft.sentence, draft.start))

    def _dated(self, item: DraftEvent, prepared: Prepared, tenures: Tenures) -> DraftEvent:
        return replace(item, when=in_office(item, prepared, tenures))


class _Reader:
    """Reads the lists of one sentence."""

    def __init__(
        self,
        words: ClaimWords,
        parsed: ParsedSentence,
        mentions: Mentions,
        drafts: Sequence[DraftEvent],
    ) -> None:
        self.words = words
        self.parsed = parsed
        self.mentions = mentions
        self.index = parsed.sentence.index
        self.tree = Tree.of(parsed.doc)
        self.args = Arguments(self.tree)
        self.drafts = [d for d in drafts if d.sentence == self.index and d.channel and d.actors]

    def read(self, series: _Series | None) -> tuple[list[DraftEvent], _Series | None]:
        """The contacts of the sentence's lists, and the series that goes on after it."""
        found: list[DraftEvent] = []
        for draft in self.drafts:
            series = _Series(str(draft.channel), draft.actors, self.index)
        for verb in range(len(self.tree)):
            if self.tree.lemma[verb] not in self.words["list_verbs"]:
                continue
            for subject in self.tree.kids(verb, "nsubj"):
                meant = self._series(subject, series)
                others = self._others(verb, meant.channel) if meant else ()
                if meant and others:
                    series = meant
                    found.append(self._draft(verb, subject, meant, others))
        return found, series

    def _series(self, subject: int, series: _Series | None) -> _Series | None:
        """What the subject of "was with" stands for."""
        tree, words = self.tree, self.words
        channel = words.tables["list_nouns"].get(tree.lemma[subject])
        if channel is not None:
            if not self._is_list(subject):
                return None
            modifiers = [tree.lower[c] for c in tree.kids(subject, "compound", "amod", "nmod")]
            named = (words.tables["list_modifiers"].get(word) for word in modifiers)
            channel = next((name for name in named if name), channel)
            if channel == "unspecified" and series and self.index - series.sentence <= REACH:
                channel = series.channel
            owners = self._owners(subject) or (series.owners if series else ())
            return _Series(channel, owners, self.index) if owners else None
        near = series is not None and self.index - series.sentence <= REACH
        if tree.lower[subject] in words["list_ones"] and near and series is not None:
            return replace(series, sentence=self.index)
        return None

    def _is_list(self, noun: int) -> bool:
        tree = self.tree
        ordinal = any(tree.lower[c] in self.words["list_ordinals"] for c in tree.children[noun])
        return ordinal or tree.tag[noun] in ("NNS", "NNPS")

    def _owners(self, noun: int) -> tuple[Mention, ...]:
        tokens = [*self.args.get(noun, "poss"), *self.args.get(noun, "of")]
        return self._meant(tokens or self.args.get(noun, "by"))

    def _others(self, verb: int, channel: str) -> tuple[Mention, ...]:
        """Who stands behind the preposition of the channel, or is included."""
        names = self.words.tables["list_prepositions"][channel].split()
        if self.tree.lemma[verb] != "be":
            return self._meant(self.args.get(verb, "obj")) or self._behind(verb, names)
        return self._behind(verb, names)

    def _behind(self, verb: int, names: Sequence[str]) -> tuple[Mention, ...]:
        tree = self.tree
        for prep in tree.kids(verb, "prep"):
            if tree.lower[prep] in names:
                heads = [p for o in tree.kids(prep, "pobj") for p in tree.conjuncts(o)]
                return self._meant(heads)
        return ()

    def _meant(self, tokens: Sequence[int]) -> tuple[Mention, ...]:
        found = [m for token in tokens if (m := self.mentions.at(self.index, token))]
        return tuple({m.key: m for m in found}.values())

    def _draft(
        self, verb: int, subject: int, series: _Series, others: tuple[Mention, ...]
    ) -> DraftEvent:
        start, end = self.parsed.span(min(subject, verb), max(subject, verb))
        return DraftEvent(
            type="CONSULT", base="CONSULT", mode=None, cameo=None, rule=f"contacts/{RULE}",
            sentence=self.index, head=subject, start=start, end=end,
            actors=series.owners, recipients=others, reciprocal=series.channel != "visit",
            channel=series.channel, contact_status="held", is_event=False,
            weight=self.words.weight(RULE), extra={"each": True, "anchor": verb},
        )  # fmt: skip


def _same_place(draft: DraftEvent, item: DraftEvent) -> bool:
    """Whether a frame fired at the noun or verb of the list."""
    return draft.head in (item.head, item.extra["anchor"])


def _is_total(draft: DraftEvent, item: DraftEvent) -> bool:
    """ "Has spoken with six leaders, the first was …": the sum of what follows."""
    counted = [m for m in draft.recipients if m.plural and not m.countries and not m.name]
    before = draft.start < item.start and set(draft.actors) == set(item.actors)
    return before and bool(counted) and len(counted) == len(draft.recipients)

