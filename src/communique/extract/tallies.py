"""The tallies stage: claims of sequence and count, with whose they are and what is listed."""

from __future__ import annotations

from collections.abc import Iterator

from communique.drafts import DraftTally, Mention, Mentions, ParsedSentence, Prepared
from communique.extract.arguments import Arguments
from communique.extract.tally_counts import CountFinder
from communique.extract.tally_parts import PartReader
from communique.extract.tally_phrases import Claim, possessed, singular
from communique.extract.tally_sequences import SequenceFinder
from communique.extract.tally_superlatives import RankFinder
from communique.extract.tree import Tree
from communique.vocab.claim_words import load_claim_words

#: Rules whose words are political by themselves, whoever stands in the sentence.
ALWAYS = frozenset({"count-sum", "count-partners", "count-running", "anniversary"})
#: Sectors whose firsts and counts are no political ones.
PRIVATE = frozenset({"BUS", "MED", "AGR", "EDU", "JRN", "UNK"})


def in_since_clause(tree: Tree, i: int) -> bool:
    """Whether a word only says since when: "wanted **since it issued its first warrant**"."""
    while tree.head[i] != i:
        if tree.dep[i] == "advcl" and any(tree.lower[m] == "since" for m in tree.kids(i, "mark")):
            return True
        i = tree.head[i]
    return False


class TallyFinder:
    """Built once from `data/claims/tallies.yaml`, called per report."""

    def __init__(self) -> None:
        self.words = load_claim_words("tallies")
        self.sequences = SequenceFinder(self.words)
        self.ranks = RankFinder(self.words)
        self.counts = CountFinder(self.words)
        self.parts = PartReader(self.words)
        words = self.words
        self.telling = words["happenings"] | words["holders"] | words["politics"]
        self.telling |= frozenset(words.tables["contact_verbs"])

    def __call__(self, prepared: Prepared, mentions: Mentions) -> list[DraftTally]:
        """The claims of a report, in the order of the text, each told once."""
        trees = {parsed.sentence.index: (parsed, Tree.of(parsed.doc)) for parsed in prepared.parsed}
        drafts: list[DraftTally] = []
        told: dict[tuple[str, int | None, str], DraftTally] = {}
        for parsed, tree in trees.values():
            actors = sorted(
                mentions.inside(parsed.sentence.index), key=lambda m: (m.start, m.end, m.token)
            )
            for claim in self.claims(tree):
                if not self._political(tree, claim, actors):
                    continue
                draft = self._draft(prepared, parsed, tree, claim, mentions)
                key = (draft.kind, draft.number, self.noun(tree, claim))
                known = told.get(key)
                if known is not None and self._repeats(tree, claim):
                    known.spans += (("repeat", *parsed.span(claim.first, claim.last)),)
                    continue
                told.setdefault(key, draft)
                drafts.append(draft)
        self.parts.fill_members(drafts, trees, mentions)
        return drafts

    def claims(self, tree: Tree) -> Iterator[Claim]:
        """The claims of one sentence, in the order of the text."""
        found = [*self.sequences(tree), *self.ranks(tree), *self.counts(tree)]
        told = (claim for claim in found if not in_since_clause(tree, claim.head))
        yield from sorted(told, key=lambda claim: (claim.first, claim.last))

    def _political(self, tree: Tree, claim: Claim, actors: list[Mention]) -> bool:
        """Whether it is about what political actors do: by what is counted, or who stands by.

        Business reports tell firsts, records and counts too, of prices and of firms.
        """
        words = self.words
        lemma = singular(tree, claim.head)
        if claim.rule in ALWAYS or lemma in words["contact_nouns"] | words["series"]:
            return True
        if words["economy"] & {*tree.lemma, *tree.lower}:
            return False
        if self.telling & set(tree.lemma) or claim.rule == "superlative-since":
            return True
        if claim.rule == "bare" and possessed(tree, claim.head):  # "It was our ninth this year."
            return True
        return any(
            m.form != "thing" and m.sector not in PRIVATE and (m.kind or m.countries or m.sector)
            for m in actors
        )

    def noun(self, tree: Tree, claim: Claim) -> str:
        """The lemma of what is counted."""
        return tree.lemma[claim.head]

    def _repeats(self, tree: Tree, claim: Claim) -> bool:
        """Whether nothing behind the noun tells the claim apart from an earlier one."""
        behind = tree.lower[claim.last + 1 : claim.last + 2]
        return claim.kind in ("first", "ordinal") and behind not in (
            ["by"], ["to"], ["since"], ["of"], ["with"],
        )  # fmt: skip

    def _draft(
        self,
        prepared: Prepared,
        parsed: ParsedSentence,
        tree: Tree,
        claim: Claim,
        mentions: Mentions,
    ) -> DraftTally:
        args = Arguments(tree)
        subject = self.parts.subject(tree, args, claim, mentions, parsed.sentence.index)
        window = self.parts.window(tree, claim)
        what = self.parts.what(tree, claim)
        base = prepared.report.text
        spans = [("trigger", *parsed.span(claim.first, claim.last))]
        if subject is not None:
            spans.append(("subject", subject.start, subject.end))
        text = None
        if window is not None:
            start, end = parsed.span(*window)
            spans.append(("window", start, end))
            text = " ".join(base[start:end].split())
        return DraftTally(
            subject=subject,
            what=what,
            kind=claim.kind,
            number=claim.number,
            window=text,
            sentence=parsed.sentence.index,
            weight=self.words.weight(claim.rule),
            rule=f"tally.{claim.rule}",
            spans=tuple(spans),
        )
