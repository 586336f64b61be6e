"""The parts of a tally: whose it is, what it counts, in which window, and the members listed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from communique.drafts import DraftTally, Mention, Mentions, ParsedSentence
from communique.extract.arguments import Arguments
from communique.extract.contact_series import Listing
from communique.extract.tally_phrases import Claim
from communique.extract.tree import Tree
from communique.vocab.claim_words import ClaimWords, load_claim_words

Trees = Mapping[int, tuple[ParsedSentence, Tree]]

_OPENERS = frozenset({"since", "after"})
_DANGLING = frozenset({"IN", "CC", "DT", "TO", "PRP$", "POS", "HYPH", "RB", "MD"})
_FAMILIES = ("call phone telephone conversation", "visit trip tour", "meeting talk talks summit")


class PartReader:
    """Reads the parts of claims; built once from the words."""

    def __init__(self, words: ClaimWords) -> None:
        self.words = words
        self.list_words = load_claim_words("contacts")
        self.verbs = words.tables["contact_verbs"]

    # --- whose ---------------------------------------------------------------------------------

    def subject(
        self, tree: Tree, args: Arguments, claim: Claim, mentions: Mentions, sentence: int
    ) -> Mention | None:
        """Who did what is counted: its possessor or maker, or the subject of the verb over it."""
        head = claim.head
        if not claim.noun and claim.kind in ("first", "ordinal"):
            head = self.counted(tree, claim)
        if tree.pos[head] in ("NOUN", "PROPN", "ADJ", "NUM"):
            owner = self._owner(tree, head, mentions, sentence)
            if owner is not None and owner.form == "pronoun":
                return self._owner_of_pronoun(tree, args, head, mentions, sentence) or owner
            if owner is not None:
                return owner
        verb = head if tree.verbal(head) else tree.governor(head)
        for token in args.subjects(verb) if tree.verbal(verb) else ():
            found = mentions.at(sentence, token)
            if found is not None and found.note == "thing" and tree.lemma[verb] == "be":
                continue  # "it was the first call between …"
            if found is not None:
                return found
            owners = mentions.owners(sentence, token)
            if owners:
                return owners[0]
        if tree.pos[head] in ("NOUN", "PROPN"):
            owners = mentions.owners(sentence, head)
            if owners:
                return owners[0]
        return self._nearest(mentions, sentence, head)

    def _owner(self, tree: Tree, head: int, mentions: Mentions, sentence: int) -> Mention | None:
        for i in tree.kids(head, "poss"):
            found = mentions.at(sentence, i)
            if found is not None:
                return found
        for prep in tree.kids(head, "prep", "agent"):
            if tree.lower[prep] == "by":
                for i in tree.kids(prep, "pobj"):
                    found = mentions.at(sentence, i)
                    if found is not None:
                        return found
        return None

    def _owner_of_pronoun(
        self, tree: Tree, args: Arguments, head: int, mentions: Mentions, sentence: int
    ) -> Mention | None:
        """Whom "her" means in "Nunes held her first call": the subject, if it is a name."""
        verb = tree.governor(head)
        if not tree.verbal(verb) or head in args.subjects(verb):
            return None
        found = [mentions.at(sentence, token) for token in args.subjects(verb)]
        named = [m for m in found if m is not None and m.form != "pronoun"]
        return named[0] if len(named) == 1 else None

    def _nearest(self, mentions: Mentions, sentence: int, head: int) -> Mention | None:
        """The last mention in front of the claim in its sentence, that can act."""
        before = [
            m
            for m in mentions.all
            if m.sentence == sentence and 0 <= m.token < head and m.form != "thing"
        ]
        return before[-1] if before else None

    # --- what ----------------------------------------------------------------------------------

    def what(self, tree: Tree, claim: Claim) -> str:
        """The noun phrase counted, without the number and the window: "calls with leaders"."""
        verb = tree.governor(claim.head)
        if claim.rule == "count-partners":
            phone = self.words["phone_words"] & set(tree.lower)
            noun = "calls" if phone else self.verbs[tree.lemma[verb]]
            return f"{noun} with {self._phrase(tree, claim)}"
        if claim.rule == "count-times":
            return " ".join(tree.text[i] for i in self._rest(tree, claim.head))
        if claim.rule == "bare":
            return self._told_before(tree, claim)
        return self._phrase(tree, claim)

    def counted(self, tree: Tree, claim: Claim) -> int:
        """What an ordinal without a noun counts: "the visit will be the first", "six calls, the
        first one": the subject, the word in front, or the verb of contact in front."""
        i = claim.head
        for verb in range(i - 1, -1, -1):
            contact = tree.lemma[verb] in self.verbs and tree.verbal(verb)
            if tree.lower[i + 1 : i + 2] == ["one"] and contact:
                return verb
        if tree.dep[i] == "appos":
            return tree.head[i]
        subjects = tree.kids(tree.head[i], "nsubj") if tree.dep[i] in ("attr", "acomp") else []
        return subjects[0] if subjects else i

    def _told_before(self, tree: Tree, claim: Claim) -> str:
        at = self.counted(tree, claim)
        if at == claim.head:
            return self._phrase(tree, claim)
        if tree.lemma[at] in self.verbs and tree.verbal(at):
            phone = self.words["phone_words"] & set(tree.lower)
            return "calls" if phone else self.verbs[tree.lemma[at]]
        rest = [i for i in self._rest(tree, claim.head) if i > claim.last]
        return f"{tree.text[at]} {join(tree, rest)}".strip()

    def _phrase(self, tree: Tree, claim: Claim) -> str:
        start = claim.first
        while start < claim.last and (
            tree.tag[start] in ("DT", "PRP$", "CD", "POS", "RB", "IN")
            or tree.lower[start] in self.words["ordinal_words"]
            or tree.lower[start] in ("-", "ever")  # "first-ever visit"
        ):
            start += 1
        tokens = list(range(start, claim.last + 1))
        tokens += [i for i in self._rest(tree, claim.head) if i > claim.last]
        return join(tree, tokens) or tree.lower[claim.head]

    def _rest(self, tree: Tree, head: int) -> list[int]:
        """The words behind the head that belong to it, up to a window, comma or clause."""
        out = [head]
        inside = set(tree.subtree(head))
        for i in range(head + 1, min(len(tree), head + 14)):
            if i not in inside or tree.lower[i] in _OPENERS or tree.tag[i] in (",", ":", "."):
                break
            if tree.tag[i] in ("WDT", "WP", "VBD", "VBZ") or self._span_end(tree, i) is not None:
                break
            out.append(i)
        while len(out) > 1 and tree.tag[out[-1]] in _DANGLING:
            out.pop()
        return out

    # --- window --------------------------------------------------------------------------------

    def window(self, tree: Tree, claim: Claim) -> tuple[int, int] | None:
        """The first and last word of "since …", "in ten years", "this month", "so far"."""
        order = [*range(claim.last + 1, len(tree)), *range(0, claim.first)]
        for i in order:
            word = tree.lower[i]
            if word == "since" or (word == "after" and self._takes_office(tree, i)):
                return self._to_end(tree, i)
        for i in order[:12]:
            end = self._span_end(tree, i)
            if end is not None:
                return i, end
        return None

    def _takes_office(self, tree: Tree, i: int) -> bool:
        near = tree.lemma[i + 1 : i + 3]
        return any(word in ("become", "assume", "take", "enter", "independence") for word in near)

    def _to_end(self, tree: Tree, i: int) -> tuple[int, int]:
        top = tree.head[i] if tree.dep[i] == "mark" else i
        inside = [j for j in tree.subtree(top) if j >= i]
        end = i
        for j in inside:
            if j - end > 1 or tree.tag[j] in (",", ".", ":"):
                break
            end = j
        return i, end

    def _span_end(self, tree: Tree, i: int) -> int | None:
        units = self.words["units_of_span"]
        word = tree.lower[i]
        if word == "so" and tree.lower[i + 1 : i + 2] == ["far"]:
            return i + 1
        if word in ("this", "last") and i + 1 < len(tree) and tree.lemma[i + 1] in units:
            return i + 1
        if word not in ("in", "over", "during", "within"):
            return None
        for j in range(i + 1, min(len(tree), i + 6)):
            if tree.lemma[j] in units and j > i + 1:
                return j
            if tree.tag[j] not in ("CD", "DT", "JJ", "JJR", "IN", "RB", "HYPH"):
                return None
        return None

    # --- members -------------------------------------------------------------------------------

    def fill_members(self, drafts: Sequence[DraftTally], trees: Trees, mentions: Mentions) -> None:
        """List for each total what the report lists for it; its sentence and those that go on."""
        for draft in drafts:
            if draft.kind != "total":
                continue
            found: dict[str, Mention] = {}
            listed = self._listed(draft, trees, mentions)
            for mention in listed:
                if not any(inside(mention, other) for other in listed):
                    found.setdefault(mention.name or mention.text, mention)
            for other in self._told_apart(draft, drafts, mentions):
                found.setdefault(other.name or other.text, other)
            if len(found) > 1:
                draft.members = tuple(found.values())

    def _listed(self, draft: DraftTally, trees: Trees, mentions: Mentions) -> list[Mention]:
        contact = self._family(draft.what) is not None
        start = draft.spans[0][2]
        out = self._behind(draft, mentions, draft.sentence, start)
        if not contact:
            named = apposed(*trees[draft.sentence], start)
            out = [m for m in out if m.token in named]
            return out if len(out) == draft.number else []
        index = draft.sentence
        while index + 1 in trees and self._goes_on(trees[index + 1][1], draft):
            index += 1
            out += self._behind(draft, mentions, index, 0)
        return out

    def _behind(
        self, draft: DraftTally, mentions: Mentions, sentence: int, start: int
    ) -> list[Mention]:
        subject = draft.subject
        return [
            m
            for m in mentions.all
            if m.sentence == sentence
            and m.start >= start
            and m.form in ("name", "title")
            and (m.kind in ("state", "igo", "person", "office", "group") or m.name)
            and not (subject and (m.key == subject.key or (m.name and m.name == subject.name)))
        ]

    def _goes_on(self, tree: Tree, draft: DraftTally) -> bool:
        """Whether a sentence goes on with the list: "His other calls were with", "X came first"."""
        head = set(tree.lower[:6])
        family = self._family(draft.what) or frozenset()
        opens = head & {"other", "others", "rest", "remaining", "first", "second", "last", "latest"}
        if opens and {*tree.lemma[:8]} & (family | {"one", "other", "be"}):
            return True
        return any(True for _ in Listing(self.list_words, tree)())

    def _family(self, what: str) -> frozenset[str] | None:
        stems = {word.rstrip("s") for word in what.lower().split()[:3]}
        for family in _FAMILIES:
            words = frozenset(family.split())
            if stems & words:
                return words
        return None

    def _told_apart(
        self, draft: DraftTally, drafts: Sequence[DraftTally], mentions: Mentions
    ) -> list[Mention]:
        """Partners that other claims of the same subject name: "his first call with India"."""
        family = self._family(draft.what)
        if family is None or draft.subject is None:
            return []
        out: list[Mention] = []
        for other in drafts:
            if other is draft or other.subject is None or other.kind not in ("first", "ordinal"):
                continue
            if (
                same_name(other.subject, draft.subject)
                and self._family(other.what) == family
                and other.sentence != draft.sentence
            ):
                out += self._partner(other, mentions)
        return out

    def _partner(self, other: DraftTally, mentions: Mentions) -> list[Mention]:
        end = other.spans[0][2]
        behind = [m for m in mentions.all if m.sentence == other.sentence and m.start >= end]
        return [m for m in behind if m.form in ("name", "title", "definite")][:1]


def apposed(parsed: ParsedSentence, tree: Tree, end: int) -> frozenset[int]:
    """The tokens in apposition to the noun that ends at `end`: "two states, Kenya and Uganda"."""
    heads = [i for i in range(len(tree)) if parsed.span(i, i)[1] == end]
    return frozenset(k for i in heads for j in tree.kids(i, "appos") for k in tree.conjuncts(j))


def inside(inner: Mention, outer: Mention) -> bool:
    """Whether a mention stands within a longer one: "NATO" in "NATO chief Ivo Brandt"."""
    longer = outer.end - outer.start > inner.end - inner.start
    return longer and outer.start <= inner.start and inner.end <= outer.end


def same_name(one: Mention, two: Mention) -> bool:
    """Whether two mentions end in the same name: "Defence Secretary Carla Nunes", "Nunes"."""
    last = [(m.name or m.text).split()[-1].lower().removesuffix("'s") for m in (one, two)]
    return last[0] == last[1]


def join(tree: Tree, tokens: Sequence[int]) -> str:
    """The words as they read, blanks only between words."""
    out = ""
    for i in tokens:
        word = tree.text[i].strip()
        glue = not out or word in ("'s", "'", "’s", "-", ",") or out.endswith("-")
        out += word if glue else f" {word}"
    return out
