"""Claims of sequence in one sentence: ordinals, firsts and lasts, superlatives, records."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from communique.extract.tree import Tree
from communique.vocab.claim_words import ClaimWords

_NTH = re.compile(r"(\d{1,3})-?(?:st|nd|rd|th)")
_INSIDE = re.compile(r"JJ[RS]?|NNP?S?|VB[GN]|HYPH|POS|CD|AFX")
_NOUN = re.compile(r"NNP?S?")
_POSSESSIVE = frozenset({"PRP$", "POS"})
_BEHIND = ("by", "since", "to", "of", "on", "against", "with", "between", "from")
_ALSO_INSIDE = frozenset({"ever", "-", "such", "most", "high"})
_REACH = 14
_FEW = 3  # sessions up to the third are often those of one day's meeting


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A claim found: `head` is the counted noun (or verb); `first` to `last` are its words."""

    rule: str
    kind: str
    number: int | None
    head: int
    first: int
    last: int
    noun: bool = True


def singular(tree: Tree, i: int) -> str:
    """The lemma of a noun, also of a capitalised plural ("Visits"), which the parser leaves."""
    lemma = tree.lemma[i]
    return lemma.removesuffix("s") if tree.tag[i] == "NNPS" else lemma


class SequenceFinder:
    """The rules of sequence; built once from the words, called per sentence."""

    def __init__(self, words: ClaimWords) -> None:
        self.words = words
        self.ordinals = words.numbers("ordinals")
        self._told = words["happenings"] | frozenset(words.tables["contact_verbs"])

    def __call__(self, tree: Tree) -> Iterator[Claim]:
        """Yield the claims of a sentence, in the order of the text; one per counted word."""
        seen: set[tuple[str, int]] = set()
        for i in range(len(tree)):
            claim = self._ordinal(tree, i) or self._last(tree, i) or self._superlative(tree, i)
            claim = claim or self._record(tree, i)
            if claim and (claim.kind, claim.head) not in seen:
                seen.add((claim.kind, claim.head))
                yield claim

    # --- ordinals ------------------------------------------------------------------------------

    def value(self, tree: Tree, i: int) -> int | None:
        """The number that an ordinal names: "sixth", "17th"."""
        word = tree.lower[i]
        if word in self.ordinals:
            return self.ordinals[word]
        found = _NTH.fullmatch(word)
        return int(found[1]) if found else None

    def _ordinal(self, tree: Tree, i: int) -> Claim | None:
        number = self.value(tree, i)
        if number is None or not self._usable(tree, i):
            return None
        kind = "first" if number == 1 else "ordinal"
        rule, head = self._counted(tree, i, number)
        if rule is None or head is None:
            return None
        return Claim(
            rule=rule,
            kind=kind,
            number=None if number == 1 else number,
            head=head,
            first=self._start(tree, i),
            last=max(i, head),
            noun=head != i,
        )

    def _usable(self, tree: Tree, i: int) -> bool:
        """Whether it is an ordinal of something, not a fraction, a title or a part of a name."""
        behind = tree.lower[i + 1] if i + 1 < len(tree) else ""
        if behind == "-" and tree.lower[i + 2 : i + 3] != ["ever"]:
            return False
        if i and (tree.text[i - 1] == "-" or tree.tag[i - 1] == "CD"):
            return False
        if tree.text[i][0].isupper() and behind in self.words["titles"]:
            return False
        before = tree.lower[i - 1].rstrip(".") if i else ""
        if before in self.words["months"] or behind.rstrip(".") in self.words["months"]:
            return False
        return behind not in self.words["names"] and "not" not in tree.lower[max(0, i - 3) : i]

    def _counted(self, tree: Tree, i: int, number: int) -> tuple[str | None, int | None]:
        """The rule that makes a claim of the ordinal at `i`, and what is counted."""
        words = self.words
        chunk = self.chunk(tree, i + 1)
        if (timed := self._times(tree, chunk)) is not None:
            return timed if number > 1 or not self._economic(tree) else (None, None)
        indefinite = self.determiner(tree, i) in words["indefinite"]
        if indefinite and number > 1:
            return None, None
        nouns = [j for j in chunk if _NOUN.fullmatch(tree.tag[j])]
        if not nouns:
            bare = not indefinite and self._bare(tree, i)
            return ("bare", i) if bare else (None, None)
        if any(tree.tag[j] == "JJS" for j in chunk):
            return None, None
        head = next((j for j in reversed(nouns) if singular(tree, j) in words["happenings"]), None)
        if head is not None:
            claims = self._claims(tree, i, head, number)
            return ("happening", head) if claims else (None, None)
        head = nouns[-1]
        if tree.lemma[head] in words["holders"] and self._holder(tree, chunk, head, number):
            return "holder", head
        if number == 1 and self._since(tree, head + 1, 3) and not self._is_unit(tree, head):
            return "since-when", head
        if tree.lemma[head] == "anniversary" and self._ties(tree, head):
            return "anniversary", head
        return None, None

    def chunk(self, tree: Tree, i: int) -> list[int]:
        """The words from `i` to the end of the noun phrase, brackets left out."""
        out: list[int] = []
        inside = False
        for j in range(i, min(len(tree), i + _REACH)):
            if tree.text[j] in "()":
                inside = tree.text[j] == "("
                continue
            if inside:
                continue
            if not (_INSIDE.fullmatch(tree.tag[j]) or tree.lower[j] in _ALSO_INSIDE):
                break
            if tree.tag[j] == "VBG" and out and tree.tag[out[-1]] == "NNS":
                break
            out.append(j)
        return out

    def _times(self, tree: Tree, chunk: list[int]) -> tuple[str | None, int | None] | None:
        """ "for the second time", "the 11th consecutive year", "the third day running"."""
        words = self.words
        if not chunk:
            return None
        if tree.lower[chunk[0]] == "time":
            return "time", chunk[0]
        running = any(tree.lower[j] in words["running"] for j in chunk[:2])
        behind = tree.lower[chunk[-1] + 1 : chunk[-1] + 4]
        running = running or behind[:1] == ["running"] or behind == ["in", "a", "row"]
        if running:
            return ("running", chunk[-1]) if self._is_unit(tree, chunk[-1]) else None
        return (None, None) if self._is_unit(tree, chunk[0]) else None

    def _is_unit(self, tree: Tree, i: int) -> bool:
        return tree.lemma[i] in self.words["time_units"] - self.words["series"]

    def _bare(self, tree: Tree, i: int) -> bool:
        """An ordinal alone that says what it counts: "the first by a …", "the third in a week"."""
        j = i + 2 if tree.lower[i + 1 : i + 2] == ["ever"] else i + 1
        behind = tree.lower[j : j + 3]
        if behind[:1] in (["by"], ["since"]) or self._since(tree, j, 1):
            return True
        if behind[:1] == ["of"]:
            counted = self.words["happenings"] | {"kind"}
            return any(lemma in counted for lemma in tree.lemma[j + 1 : j + 4])
        if behind[:1] == ["to"] and tree.tag[j + 1 : j + 2] == ["VB"]:
            return tree.dep[i] in ("attr", "oprd", "acomp") or tree.lemma[tree.head[i]] == "be"
        if behind[:1] != ["one"] or tree.lemma[j + 1 : j + 2] not in (["be"], ["with"], ["come"]):
            return False
        return any(lemma in self._told for lemma in tree.lemma[:i])

    def _claims(self, tree: Tree, i: int, head: int, number: int) -> bool:
        """Whether "first attack" claims something, and does not merely number the attacks told."""
        if tree.lemma[head] == "round" and not self._of_talks(tree, head):
            return False
        if tree.lemma[head] in self.words["series"]:
            part = tree.lemma[head] in self.words["parts"] and number <= _FEW
            return not part or self._named(tree, head)
        if self.possessed(tree, i) or tree.dep[head] in ("attr", "appos"):
            return True
        if {"ever", "such"} & {tree.lower[j] for j in range(i, head)}:
            return True
        behind = tree.lower[head + 1 : head + 2]
        return bool(behind) and (behind[0] in _BEHIND or self._since(tree, head + 1, 6))

    def _named(self, tree: Tree, head: int) -> bool:
        """Whether the session is that of a body or of talks, not a part of one meeting."""
        behind = tree.text[head + 1 : head + 7]
        if "of" not in behind[:1]:
            return False
        return any(w[0].isupper() for w in behind) or "talks" in behind

    def _of_talks(self, tree: Tree, head: int) -> bool:
        near = {*tree.lemma[max(0, head - 2) : head], *tree.lemma[head + 1 : head + 6]}
        return bool(near & self.words["rounds_of"])

    def _holder(self, tree: Tree, chunk: list[int], head: int, number: int) -> bool:
        """ "the first leader to visit", "the first woman president", "the first envoy since"."""
        outsider = number == 3 and tree.lemma[head] in ("country", "party", "state", "nation")
        if outsider and tree.dep[head] not in ("attr", "appos", "oprd"):
            return False
        for j in range(head + 1, min(len(tree) - 1, head + 7)):
            if tree.lower[j] == "to" and tree.tag[j + 1] in ("VB", "VBP"):
                return True
            if tree.pos[j] in ("VERB", "AUX", "PUNCT"):
                break
        if number > 1:
            return False
        if self._since(tree, head + 1, 6):
            return True
        kinds = self.words["identities"]
        return any(
            tree.lower[j] in kinds or (tree.tag[j] == "JJ" and tree.text[j][0].isupper())
            for j in chunk
            if j <= head
        )

    def _economic(self, tree: Tree) -> bool:
        return bool(self.words["economy"] & {*tree.lemma, *tree.lower})

    def _ties(self, tree: Tree, head: int) -> bool:
        near = tree.lemma[head : head + 12]
        return any(word in ("tie", "ties", "relation", "relations") for word in near)

    def _since(self, tree: Tree, start: int, reach: int) -> bool:
        """Whether "since …" or "in ten years" stands within `reach` words of `start`."""
        return self.since_at(tree, start, reach) is not None

    def since_at(self, tree: Tree, start: int, reach: int) -> int | None:
        """Where "since …" or "in (more than) ten years" begins, within `reach` words of `start`."""
        units, about = self.words["units_of_span"], self.words["approximate"]
        for j in range(start, min(len(tree), start + reach)):
            if tree.lower[j] == "since":
                return j
            if tree.lower[j] not in ("in", "for"):
                continue
            for k in range(j + 1, min(len(tree), j + 6)):
                if tree.lemma[k] in units and k > j + 1:
                    return j
                if tree.tag[k] != "CD" and tree.lower[k] not in about and tree.tag[k] != "HYPH":
                    break
        return None

    def determiner(self, tree: Tree, i: int) -> str:
        """The article or possessive in front of `i`, adjectives between them; "" if none."""
        for j in range(i - 1, max(-1, i - 5), -1):
            if tree.tag[j] in ("DT", "PRP$", "POS", "WP$", "PDT"):
                return tree.lower[j]
            joined = tree.tag[j] == "CC" and self.value(tree, j - 1) is not None
            if not (joined or re.fullmatch(r"JJ[RS]?|RB|CD|HYPH|VBN|NNP?", tree.tag[j])):
                return ""
        return ""

    def possessed(self, tree: Tree, i: int) -> bool:
        """Whether a possessive stands in front of `i`."""
        return any(
            tree.tag[j] in _POSSESSIVE and tree.tag[j + 1 : i] == ["JJ"] * (i - j - 1)
            for j in range(i - 1, max(-1, i - 4), -1)
        )

    def _start(self, tree: Tree, i: int) -> int:
        while i and tree.tag[i - 1] in ("DT", "PRP$", "JJ", "POS"):
            i -= 1
        return i

    # --- last, superlatives, records -----------------------------------------------------------

    def _last(self, tree: Tree, i: int) -> Claim | None:
        """ "the final summit of his presidency", "the last country to recognise"."""
        if tree.lower[i] not in ("last", "final") or self.determiner(tree, i) in ("a", "an"):
            return None
        chunk = self.chunk(tree, i + 1)
        nouns = [j for j in chunk if _NOUN.fullmatch(tree.tag[j])]
        if not nouns:
            return None
        head = nouns[-1]
        behind = tree.lower[head + 1 : head + 2]
        lemma = tree.lemma[head]
        fits = lemma in self.words["holders"] and behind == ["to"] and tree.dep[head] == "attr"
        if tree.lower[i] == "final":
            of = behind in (["of"], ["as"])
            fits = fits or (of and lemma in self.words["contact_nouns"] | self.words["series"])
        if not fits:
            return None
        return Claim(
            rule="last", kind="last", number=None, head=head, first=self._start(tree, i), last=head
        )

    def _superlative(self, tree: Tree, i: int) -> Claim | None:
        """ "the bloodiest year since 2001", "the largest rally ever held"."""
        words = self.words
        if not self._is_superlative(tree, i):
            return None
        nouns = [j for j in self.chunk(tree, i + 1) if _NOUN.fullmatch(tree.tag[j])]
        head = nouns[-1] if nouns else self._subject_of(tree, i)
        if head is None or self._economic(tree):
            return None
        political = tree.lemma[head] in (
            words["happenings"] | words["recordables"] | words["holders"]
        )
        end = max(i, head)
        kind = self._rank(tree, i, end, political=political)
        if kind is None and not nouns and self._in_region(tree, i):
            kind = "record"
        if kind is None:
            return None
        return Claim(
            rule=f"superlative-{kind}",
            kind=kind,
            number=None,
            head=head,
            first=self._start(tree, i),
            last=end,
        )

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

    def _rank(self, tree: Tree, i: int, end: int, *, political: bool) -> str | None:
        at = self.since_at(tree, end + 1, _REACH)
        bound = at is not None and not any(
            tree.tag[j] in ("WDT", "WP", ",") for j in range(end + 1, at)
        )
        if bound and (political or tree.lemma[end] in self.words["units_of_span"]):
            return "since"
        happening = tree.lemma[end] in self.words["happenings"] | self.words["recordables"]
        near = tree.lower[i + 1 : end + 4]
        if happening and ("ever" in near or "yet" in near):
            return "record"
        behind = tree.lower[end + 1 : end + 7]
        history = behind[:1] in (["in"], ["on"]) and self.words["histories"] & set(behind)
        return "record" if happening and history else None

    def _subject_of(self, tree: Tree, i: int) -> int | None:
        """ "His reign was the longest in …": what is the longest."""
        if tree.dep[i] not in ("attr", "acomp") or tree.lemma[tree.head[i]] != "be":
            return None
        return next(iter(tree.kids(tree.head[i], "nsubj")), None)

    def _in_region(self, tree: Tree, i: int) -> bool:
        subject = self._subject_of(tree, i)
        counted = self.words["happenings"] | self.words["recordables"]
        if subject is None or tree.lemma[subject] not in counted:
            return False
        return tree.lower[i + 1 : i + 3] == ["in", "the"]

    def _record(self, tree: Tree, i: int) -> Claim | None:
        """ "a record 238 candidates", "in record numbers"."""
        if tree.lower[i] != "record" or i + 1 >= len(tree) or self._economic(tree):
            return None
        behind = i + 1
        if tree.tag[behind] == "CD" and behind + 1 < len(tree):
            nouns = [j for j in self.chunk(tree, behind) if _NOUN.fullmatch(tree.tag[j])]
            head = nouns[-1] if nouns else behind
        elif tree.lower[behind] in self.words["record_nouns"]:
            head = behind
        else:
            return None
        return Claim(
            rule="record", kind="record", number=None, head=head,
            first=self._start(tree, i), last=head,
        )  # fmt: skip
