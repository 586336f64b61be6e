"""Gatherings of a body that a report names in passing: "ahead of the EU leaders' summit"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.dates import When
from communique.drafts import DraftEvent, Mention, Mentions, ParsedSentence, Prepared
from communique.extract.tree import Tree
from communique.vocab.claim_words import ClaimWords, load_claim_words

RULE = "gathering"


#: A body named so often is the one whose summit a report means.
OFTEN = 3
#: A time that begins so many words behind the noun is the gathering's ("summit on Friday").
BEHIND = 2


#: "A NATO press conference" is no gathering of the body.
PRESS = frozenset({"press", "news", "media", "review"})


class GatheringFinder:
    """Finds gatherings as contacts with the body as the one party; built once."""

    def __init__(self, words: ClaimWords | None = None) -> None:
        self.words = words or load_claim_words("contacts")

    def __call__(
        self, prepared: Prepared, mentions: Mentions, drafts: Sequence[DraftEvent]
    ) -> Iterator[DraftEvent]:
        """Yield a draft for each gathering that no frame tells of."""
        known = {(draft.sentence, draft.head) for draft in drafts if draft.channel}
        last = _foremost(mentions)
        for parsed in prepared.parsed:
            tree = Tree.of(parsed.doc)
            for noun in range(len(tree)):
                if not self._is_gathering(tree, noun):
                    continue
                body = self._body(tree, mentions, parsed, noun)
                own = body is not None
                if body is None and self._goes_on(tree, noun):
                    body = last
                if body is None:
                    continue
                last = body
                if (parsed.sentence.index, noun) in known:
                    continue
                if _met(drafts, parsed.sentence.index, tree.governor(noun), body):
                    continue
                when = self._when(prepared, parsed, tree, noun)
                if own or when is not None:
                    yield self._draft(prepared, parsed, tree, noun, body, when)

    def _is_gathering(self, tree: Tree, noun: int) -> bool:
        """Whether the noun names a gathering, and not only where something else happened."""
        if tree.pos[noun] not in ("NOUN", "PROPN"):
            return False
        if tree.lemma[noun] not in self.words["gathering_nouns"]:
            return False
        if tree.dep[noun] in ("compound", "nmod", "poss"):
            return False
        if any(tree.lower[k] in PRESS for k in tree.kids(noun, "compound", "amod", "nmod")):
            return False
        prep = tree.head[tree.first_conjunct(noun)]
        if tree.has(tree.governor(noun), "neg"):  # "will **not** attend the summit"
            return False
        return tree.lower[tree.head[prep]] not in self.words["gathering_margins"]

    def _awaited(self, tree: Tree, noun: int) -> bool:
        """ "Ahead of the summit", "in advance of the meeting": it is still to come."""
        prep = tree.head[tree.first_conjunct(noun)]
        above = tree.head[prep]
        return tree.lower[prep] == "of" and tree.lower[above] in ("ahead", "advance")

    def _goes_on(self, tree: Tree, noun: int) -> bool:
        """ "The second summit": of the body whose summit was spoken of before."""
        return tree.lower[noun] == "summit" and any(
            tree.lower[c] in ("the", "this") for c in tree.kids(noun, "det")
        )

    def _body(
        self, tree: Tree, mentions: Mentions, parsed: ParsedSentence, noun: int
    ) -> Mention | None:
        """The body that gathers: in front of the noun, or behind "of"."""
        index = parsed.sentence.index
        for i in self._beside(tree, noun):
            mention = mentions.at(index, i)
            if mention is not None and any(c.startswith("IGO:") for c in mention.countries):
                return mention
        return None

    def _beside(self, tree: Tree, noun: int) -> Iterator[int]:
        """Yield the words in front of the noun and in front of its owner, then behind "of"."""
        for i in tree.kids(noun, "compound", "nmod", "amod", "poss"):
            yield i
            yield from tree.kids(i, "compound", "nmod", "amod", "poss")
        for prep in tree.kids(noun, "prep"):
            if tree.lower[prep] == "of":
                yield from tree.kids(prep, "pobj")

    def _when(
        self, prepared: Prepared, parsed: ParsedSentence, tree: Tree, noun: int
    ) -> When | None:
        """The date that stands in the noun's phrase, or at the verb that it is subject of."""
        verb = tree.head[noun] if tree.dep[noun].startswith("nsubj") else noun
        inside = set(tree.clause(noun)) | (set(tree.clause(verb)) if verb != noun else set())
        for time in prepared.times_from(parsed.start, parsed.sentence.end):
            if time.when is None:
                continue
            span = parsed.doc.char_span(
                time.start - parsed.start, time.end - parsed.start, alignment_mode="expand"
            )
            behind = span is not None and 0 < span.start - noun <= BEHIND
            if span is not None and (span.root.i in inside or behind):
                return time.when
        return None

    def _draft(
        self,
        prepared: Prepared,
        parsed: ParsedSentence,
        tree: Tree,
        noun: int,
        body: Mention,
        when: When | None,
    ) -> DraftEvent:
        day = prepared.report.date
        front = {tree.lower[c] for c in tree.kids(noun, "amod", "compound")}
        ahead = bool(front & self.words["gathering_ahead"]) or self._awaited(tree, noun)
        if when is not None and when.start and day:
            ahead = when.start > day
        start, end = parsed.span(noun, noun)
        document = When(start=day, end=day, precision="day", basis="document") if day else When()
        return DraftEvent(
            type="CONSULT", base="CONSULT", mode="multilateral", cameo=None,
            rule=f"contacts/{RULE}", sentence=parsed.sentence.index, head=noun,
            start=start, end=end, actors=(body,), recipients=(), reciprocal=True,
            when=document if ahead else when or document, refers_to=when if ahead else None,
            channel="meeting", contact_status="scheduled" if ahead else "held",
            is_event=False, weight=self.words.weight(RULE),
        )  # fmt: skip


def _met(drafts: Sequence[DraftEvent], sentence: int, verb: int, body: Mention) -> bool:
    """Whether a contact of that verb has the body as a party ("attended the meeting of")."""
    return any(
        body in (*draft.actors, *draft.recipients)
        for draft in drafts
        if draft.channel and (draft.sentence, draft.head) == (sentence, verb)
    )


def _foremost(mentions: Mentions) -> Mention | None:
    """The body that a report names most, if it does so often."""
    named: dict[str, list[Mention]] = {}
    for mention in mentions.all:
        if len(mention.countries) == 1 and mention.countries[0].startswith("IGO:"):
            named.setdefault(mention.countries[0], []).append(mention)
    most = max(named.values(), key=len, default=[])
    return most[0] if len(most) >= OFTEN else None
