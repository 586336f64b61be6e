"""Claims of rank and of the last time in one sentence: superlatives, records, "last met"."""

from __future__ import annotations

from collections.abc import Iterator

from communique.extract.tally_phrases import (
    Claim,
    Spans,
    chunk,
    determiner,
    nouns_of,
    possessed,
    singular,
    start_of,
)
from communique.extract.tree import Tree
from communique.vocab.claim_words import ClaimWords

_HIGH = ("high", "low", "highs", "lows")


class RankFinder:
    """The rules of rank; built once from the words, called per sentence."""

    def __init__(self, words: ClaimWords) -> None:
        self.words = words
        self.spans = Spans(words)
        self._acts = words["happenings"] | words["series"]
        self._ranked = self._acts | words["recordables"] | words["holders"] | words["things"]

    def __call__(self, tree: Tree) -> Iterator[Claim]:
        """Yield the claims of a sentence, in the order of the text; one per counted word."""
        seen: set[tuple[str, int]] = set()
        for i in range(len(tree)):
            claim = self._last(tree, i) or self._superlative(tree, i) or self._record(tree, i)
            claim = claim or self._not_since(tree, i)
            if claim and (claim.kind, claim.head) not in seen:
                seen.add((claim.kind, claim.head))
                yield claim

    # --- last ----------------------------------------------------------------------------------

    def _last(self, tree: Tree, i: int) -> Claim | None:
        """ "the final summit of his term", "the last country to sign", "they last met in"."""
        word = tree.lower[i]
        if word not in ("last", "final") or determiner(tree, i) in ("a", "an"):
            return None
        if word == "last" and (verb := self._last_did(tree, i)) is not None:
            return Claim(
                rule="last-did", kind="last", number=None, head=verb,
                first=min(i, verb), last=max(i, verb), noun=False,
            )  # fmt: skip
        phrase = chunk(tree, i + 1)
        nouns = nouns_of(tree, phrase)
        if not nouns or not self._fits_last(tree, i, nouns):
            return None
        head = nouns[-1]
        return Claim(
            rule="last", kind="last", number=None, head=head, first=start_of(tree, i), last=head
        )

    def _last_did(self, tree: Tree, i: int) -> int | None:
        """The verb of "the two last met in 2014"."""
        verb = tree.head[i]
        if tree.dep[i] != "advmod" or tree.tag[verb] not in ("VBD", "VBN") or abs(verb - i) > 1:
            return None
        known = tree.lemma[verb] in self.words["acts_told_last"]
        return verb if known and tree.has(verb, "nsubj", "nsubjpass") else None

    def _fits_last(self, tree: Tree, i: int, nouns: list[int]) -> bool:
        head, word = nouns[-1], tree.lower[i]
        lemma, behind = singular(tree, head), tree.lower[head + 1 : head + 2]
        if lemma == "time":
            for_it = i > 1 and tree.lower[i - 2 : i] == ["for", "the"]
            told = tree.dep[head] in ("nsubj", "attr", "nsubjpass", "npadvmod")
            return (for_it and tree.lower[i] == "last") or (told and tree.has(head, "relcl", "acl"))
        predicate = tree.dep[head] in ("attr", "appos", "oprd")
        if lemma in self.words["holders"] and behind == ["to"] and predicate:
            return True
        told = lemma in self.words["contact_nouns"] | self.words["series"]
        if told and word == "last" and possessed(tree, i):
            return True
        of = behind in (["of"], ["as"])
        if tree.lower[i] == "final" and of:
            return lemma in self.words["contact_nouns"] | self.words["series"]
        leaving = tree.lemma[tree.governor(head)] in self.words["leaving"]
        return lemma in self.words["leavers"] and leaving and determiner(tree, i) == "the"

    # --- superlatives ----------------------------------------------------------------------------

    def _superlative(self, tree: Tree, i: int) -> Claim | None:
        """ "the bloodiest year since 2001", "the largest rally ever held"."""
        if not self._is_superlative(tree, i) or self._one_of_many(tree, i):
            return None
        nouns = nouns_of(tree, chunk(tree, i + 1))
        head = nouns[-1] if nouns else self._subject_of(tree, i)
        if head is None:
            return None
        end = max(i, head)
        if not nouns and head == i:
            return None
        kind = self._rank(tree, i, end, singular(tree, head))
        if kind is None and not nouns and self._in_region(tree, i):
            kind = "record"
        if kind is None:
            return None
        return Claim(
            rule=f"superlative-{kind}", kind=kind, number=None, head=head,
            first=start_of(tree, i), last=end,
        )  # fmt: skip

    def _is_superlative(self, tree: Tree, i: int) -> bool:
        """ "bloodiest", "highest-level", "most serious", "most high-ranking"."""
        excluded = self.words["superlative_exclude"]
        word = tree.lower[i].rstrip("-")
        if word == "most":
            behind = tree.lower[i + 1 : i + 2]
            return tree.tag[i + 1 : i + 2] in (["JJ"], ["RB"]) and not excluded & set(behind)
        if word in excluded:
            return False
        return tree.tag[i] in ("JJS", "RBS") or (
            word.endswith("est")
            and tree.tag[i] in ("JJ", "CD")
            and (tree.dep[i] == "amod" or tree.lower[i].endswith("-"))
        )

    def _one_of_many(self, tree: Tree, i: int) -> bool:
        """ "one of the largest", "among the strongest": no claim of rank."""
        before = tree.lower[max(0, i - 4) : i]
        if i and tree.lower[i - 1] in self.words["ordinal_words"]:  # "the third largest"
            return True
        return "among" in before or any(
            pair == ["of", "the"] for pair in (before[k : k + 2] for k in range(len(before)))
        )

    def _rank(self, tree: Tree, i: int, end: int, lemma: str) -> str | None:
        words = self.words
        ranked = lemma in self._ranked
        at = self.spans.find(tree, end + 1)
        bound = at is not None and not any(
            tree.tag[j] in ("WDT", "WP", ",", ":") for j in range(end + 1, at)
        )
        if bound and (ranked or lemma in words["units_of_span"]):
            return "since"
        if not ranked and (lemma in words["economy"] or not self._of_all(tree, i, end)):
            return None
        near = tree.lower[i + 1 : end + 4]
        counted = lemma not in words["holders"] or "to" in near
        if counted and ("ever" in near or "yet" in near):
            return "record"
        behind = tree.lower[end + 1 : end + 7]
        if behind[:1] in (["in"], ["on"], ["of"]) and words["histories"] & set(behind):
            return "record"
        if words["ranked_spans"] & {tree.lower[j] for j in range(i, end)}:
            return "record"
        if self._of_all(tree, i, end):
            return "record"
        to = tree.tag[end + 1 : end + 3] == ["TO", "VB"]
        if to and lemma in words["holders"] and tree.dep[end] in ("attr", "appos"):
            return "record"
        return "record" if self._in_one(tree, end) else None

    def _of_all(self, tree: Tree, i: int, end: int) -> bool:
        """ "the biggest gift … so far", "ever made": the rank is among all there were."""
        near = tree.lower[i + 1 : end + 10]
        stop = next((k for k, w in enumerate(near) if w in (";", ".", "which", "that")), len(near))
        near = near[:stop]
        row = f" {' '.join(near)} "
        return "ever" in near[: end - i + 3] or " so far " in row or " on record " in row

    def _in_one(self, tree: Tree, end: int) -> bool:
        """ "the heaviest loss in a single day"."""
        row = tree.lower[end + 1 : end + 12]
        return any(row[k : k + 3] == ["in", "a", "single"] for k in range(len(row)))

    def _subject_of(self, tree: Tree, i: int) -> int | None:
        """ "His reign was the longest in …": what is the longest."""
        behind = tree.lower[i + 1 : i + 6]
        apposed = i > 1 and tree.tag[i - 2] == "," and behind[:1] in (["in"], ["on"])
        if apposed and self.words["histories"] & set(behind):  # "the pact, the largest in history"
            return tree.head[i] if not tree.verbal(tree.head[i]) else i
        if tree.dep[i] not in ("attr", "acomp") or tree.lemma[tree.head[i]] != "be":
            return None
        return next(iter(tree.kids(tree.head[i], "nsubj")), None)

    def _in_region(self, tree: Tree, i: int) -> bool:
        subject = self._subject_of(tree, i)
        if subject is None or singular(tree, subject) not in self._acts | self.words["recordables"]:
            return False
        return tree.lower[i + 1 : i + 3] == ["in", "the"]

    # --- records ---------------------------------------------------------------------------------

    def _record(self, tree: Tree, i: int) -> Claim | None:
        """ "a record 238 candidates", "in record numbers", "a record high", "an all-time low"."""
        behind = i + 1
        if behind >= len(tree):
            return None
        if tree.lower[i] == "time" and tree.lower[max(0, i - 2) : i] == ["all", "-"]:
            head = behind if tree.lower[behind] in _HIGH else None
        elif tree.lower[i] in ("record", "all-time"):
            head = self._recorded(tree, i)
        else:
            return None
        if head is None:
            return None
        return Claim(
            rule="record", kind="record", number=None, head=head,
            first=start_of(tree, i), last=head,
        )  # fmt: skip

    def _recorded(self, tree: Tree, i: int) -> int | None:
        words, behind = self.words, i + 1
        if tree.lower[behind] == "-" and tree.lower[behind + 1 : behind + 2] != ["breaking"]:
            return None
        if tree.lower[behind] in words["record_nouns"] or tree.lower[behind] in _HIGH:
            return behind
        nouns = nouns_of(tree, chunk(tree, behind))
        if not nouns:
            return None
        if tree.tag[behind] == "CD":
            hyphen = "-" in tree.lower[behind : nouns[-1]]
            return None if hyphen or tree.lemma[nouns[-1]] in words["time_units"] else nouns[-1]
        known = singular(tree, nouns[-1]) in self._acts | words["recordables"]
        return nouns[-1] if known else None

    # --- "not since 1973 have …", "have not met since 2014" --------------------------------------

    def _not_since(self, tree: Tree, i: int) -> Claim | None:
        if tree.lower[i] != "since":
            return None
        if i and tree.lower[i - 1] == "not" and (i == 1 or tree.tag[i - 2] in (",", ":", "``")):
            verb = tree.governor(i)
            return Claim(
                rule="not-since", kind="since", number=None, head=verb if verb != i else i - 1,
                first=i - 1, last=min(i + 1, len(tree) - 1), noun=False,
            )  # fmt: skip
        verb = tree.governor(i)
        if not self.spans.dated(tree, i) or tree.lemma[verb] not in self.words["acts_told_last"]:
            return None
        perfect = any(tree.lemma[c] == "have" for c in tree.kids(verb, "aux"))
        subjects = tree.kids(verb, "nsubj", "nsubjpass")
        none = any({"no", "neither"} & {tree.lower[c] for c in tree.children[s]} for s in subjects)
        if not perfect or not (tree.has(verb, "neg") or none) or verb > i:
            return None
        if {tree.lower[c] for c in tree.kids(verb, "aux")} & self.words["modals"]:
            return None
        return Claim(
            rule="not-since", kind="since", number=None, head=verb, first=verb, last=i, noun=False
        )
