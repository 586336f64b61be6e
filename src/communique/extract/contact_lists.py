"""Contacts hidden in lists: "her further calls were with ministers of A, B and C"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from communique.drafts import DraftEvent, Mention, Mentions, ParsedSentence, Prepared
from communique.extract.arguments import Arguments
from communique.extract.contact_series import Listing, Series, can_be_member, only_counted
from communique.extract.contact_times import Tenures, in_office
from communique.extract.tree import Tree
from communique.vocab.claim_words import ClaimWords, load_claim_words

RULE = "list-of-contacts"
#: Contacts by these channels have an active and a passive side.
ONE_WAY = ("visit", "correspondence")
#: How many sentences back the noun may stand that "the first one" means.
REACH = 2


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
        totals: list[DraftEvent] = []
        series: Series | None = None
        for parsed in prepared.parsed:
            reader = _Reader(self.words, parsed, mentions, drafts)
            found, series = reader.read(series)
            if found:
                listed[parsed.sentence.index] = found
            if found and series is not None and series.total is not None:
                totals.append(series.total)
        out: list[DraftEvent] = []
        for draft in drafts:
            there = listed.get(draft.sentence, [])
            if any(_same_place(draft, item) or _is_total(draft, item) for item in there):
                continue
            if not any(draft is total for total in totals):
                out.append(draft)
        new = [item for items in listed.values() for item in items]
        out += [self._dated(item, prepared, tenures) for item in new]
        return sorted(out, key=lambda draft: (draft.sentence, draft.start))

    def _dated(self, item: DraftEvent, prepared: Prepared, tenures: Tenures) -> DraftEvent:
        if item.when is not None:
            return item
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

    def read(self, series: Series | None) -> tuple[list[DraftEvent], Series | None]:
        """The contacts of the sentence's lists, and the series that goes on after it."""
        found: list[DraftEvent] = []
        counts = self.words["counts"]
        opened = [Series.of(draft, counts) for draft in self.drafts] or list(self._counted())
        for counted in (series, *reversed(opened)):
            if counted is not None and (members := list(self._members(counted))):
                return members, replace(counted, sentence=self.index)
        series = opened[-1] if opened else series
        for verb in range(len(self.tree)):
            if self.tree.lemma[verb] not in self.words["list_verbs"]:
                continue
            for subject in self.tree.kids(verb, "nsubj"):
                meant = self._series(subject, series)
                others = self._others(verb, meant.channel) if meant else ()
                if meant and others:
                    series = meant
                    found += self._drafts(verb, subject, meant, others)
        return found, series

    def _counted(self) -> Iterator[Series]:
        """Yield the series of which only nouns tell: "has made six calls"."""
        tree, words = self.tree, self.words
        for noun in range(len(tree)):
            channel = words.tables["list_nouns"].get(tree.lemma[noun])
            told = tree.dep[noun] == "dobj" and tree.lemma[tree.head[noun]] in words["list_light"]
            if channel is None or tree.tag[noun] != "NNS" or not told:
                continue
            owners = self._meant(self.args.subjects(tree.head[noun]))
            if owners and tree.kids(noun, "nummod"):
                yield Series(self._channel(noun, channel), owners, self.index, counted=True)

    def _members(self, series: Series) -> Iterator[DraftEvent]:
        """Yield the contacts with those whom the sentence lists for a counted series."""
        if not series.counted or self.index - series.sentence > REACH:
            return
        start = -1
        if series.total is not None and series.total.sentence == self.index:
            start = series.total.head
        for verb, taking_up, heads in Listing(self.words, self.tree)():
            members = tuple(m for m in self._meant(heads) if can_be_member(m, series.owners))
            if members and verb > start:
                yield from self._drafts(verb, taking_up, series, members)

    def _channel(self, noun: int, channel: str) -> str:
        """The channel of a noun: what stands before it tells it better ("video calls")."""
        modifiers = [self.tree.lower[c] for c in self.tree.kids(noun, "compound", "amod", "nmod")]
        named = (self.words.tables["list_modifiers"].get(word) for word in modifiers)
        return next((name for name in named if name), channel)

    def _series(self, subject: int, series: Series | None) -> Series | None:
        """What the subject of "was with" stands for."""
        tree, words = self.tree, self.words
        channel = words.tables["list_nouns"].get(tree.lemma[subject])
        if channel is not None:
            if not self._is_list(subject):
                return None
            channel = self._channel(subject, channel)
            if channel == "unspecified" and series and self.index - series.sentence <= REACH:
                channel = series.channel
            owners = self._owners(subject) or (series.owners if series else ())
            return Series(channel, owners, self.index) if owners else None
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

    def _drafts(
        self, verb: int, subject: int, series: Series, others: Sequence[Mention]
    ) -> Iterator[DraftEvent]:
        """Yield a contact for each of the others, told by its own words if there are several."""
        single = [part for other in others for part in self._apart(other)]
        for member, words in single:
            span = self.parsed.span(min(subject, verb), max(subject, verb))
            start, end = words if len(single) > 1 else span
            actors, recipients = series.owners, (member,)
            if series.received:
                actors, recipients = recipients, actors
            yield DraftEvent(
                type="CONSULT", base="CONSULT", rule=f"contacts/{RULE}",
                mode=series.total.mode if series.total else None,
                cameo=series.total.cameo if series.total else None,
                sentence=self.index, head=subject, start=start, end=end,
                actors=actors, recipients=recipients, reciprocal=series.channel not in ONE_WAY,
                channel=series.channel, contact_status="held", when=series.when,
                is_event=series.tells_events,
                weight=self.words.weight(RULE), extra={"each": True, "anchor": verb},
            )  # fmt: skip

    def _apart(self, mention: Mention) -> Iterator[tuple[Mention, tuple[int, int]]]:
        """Yield the members of "the ministers of Kenya and Togo", with the words of each."""
        if len(mention.countries) < 2 or mention.form not in ("title", "definite"):
            yield mention, (mention.start, mention.end)
            return
        for code in mention.countries:
            words = (mention.start, mention.end)
            for other in self.mentions.all:
                inside = mention.start <= other.start and other.end <= mention.end
                if inside and other.countries == (code,):
                    words = (other.start, other.end)
            yield replace(mention, countries=(code,), plural=False, kind="person"), words


def _same_place(draft: DraftEvent, item: DraftEvent) -> bool:
    """Whether a frame fired at the noun or verb of the list."""
    return draft.head in (item.head, item.extra["anchor"])


def _is_total(draft: DraftEvent, item: DraftEvent) -> bool:
    """ "Has spoken with six leaders, the first was …": the sum of what follows."""
    before = draft.start < item.start and set(draft.actors) == set(item.actors)
    return before and only_counted(draft.recipients)
