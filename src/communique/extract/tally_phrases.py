"""The noun phrases of claims: their words, article and owner, and "since" or "in ten years"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from communique.extract.tree import Tree
from communique.vocab.claim_words import ClaimWords

NOUN = re.compile(r"NNP?S?")
_INSIDE = re.compile(r"JJ[RS]?|NNP?S?|VB[GN]|HYPH|POS|CD|AFX|SYM")
_BEFORE = re.compile(r"JJ[RS]?|RB[S]?|CD|HYPH|VBN|NNP?")
_POSSESSIVE = frozenset({"PRP$", "POS", "WP$"})
_ALSO_INSIDE = frozenset({"ever", "-", "+", "/", "such", "most", "high"})
_QUOTES = frozenset({'"', "''", "``", "“", "”"})
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d(?:s)?|'?\d0s")
_REACH = 14


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


def chunk(tree: Tree, i: int) -> list[int]:
    """The words from `i` to the end of the noun phrase, brackets and quotes left out."""
    out: list[int] = []
    inside = False
    for j in range(i, min(len(tree), i + _REACH)):
        if tree.text[j] in "()":
            inside = tree.text[j] == "("
            continue
        if inside or (tree.text[j] in _QUOTES and j < len(tree) - 1):
            continue
        # "stand-alone", of which the parser may take the one part for a verb
        joined = "-" in (tree.text[j - 1] if j > i else "", *tree.text[j + 1 : j + 2])
        if not (joined or _INSIDE.fullmatch(tree.tag[j]) or tree.lower[j] in _ALSO_INSIDE):
            break
        if tree.tag[j] in ("VBG", "VBN") and out and tree.tag[out[-1]] in ("NNS", "NNPS"):
            break
        out.append(j)
    return out


def nouns_of(tree: Tree, words: list[int]) -> list[int]:
    """The nouns among `words`."""
    return [j for j in words if NOUN.fullmatch(tree.tag[j])]


def start_of(tree: Tree, i: int) -> int:
    """Where the phrase begins that the ordinal or superlative `i` stands in."""
    while i and tree.tag[i - 1] in ("DT", "PRP$", "JJ", "POS"):
        i -= 1
    return i


def determiner(tree: Tree, i: int) -> str:
    """The article or possessive in front of `i`, adjectives between them; "" if none."""
    for j in range(i - 1, max(-1, i - 5), -1):
        if tree.tag[j] in ("DT", "PRP$", "POS", "WP$", "PDT"):
            return tree.lower[j]
        if tree.tag[j] == "CC":
            continue
        if not _BEFORE.fullmatch(tree.tag[j]):
            return ""
    return ""


def possessed(tree: Tree, i: int) -> bool:
    """Whether a possessive stands in front of `i`, adjectives or adverbs between them."""
    return any(
        tree.tag[j] in _POSSESSIVE and all(t in ("JJ", "RB") for t in tree.tag[j + 1 : i])
        for j in range(i - 1, max(-1, i - 4), -1)
    )


def unreal(tree: Tree, verb: int, modals: frozenset[str]) -> bool:
    """Whether a verb says what will or may be, or what is asked, wished or denied."""
    if not tree.verbal(verb):
        return False
    auxes = {tree.lower[c] for c in tree.kids(verb, "aux")}
    if auxes & modals or tree.has(verb, "neg"):
        return True
    return "to" in auxes and not {"have", "'ve"} & auxes


class Spans:
    """Finds the spans of time that claims run over; built once from the words."""

    def __init__(self, words: ClaimWords) -> None:
        self.units = words["units_of_span"]
        self.about = words["approximate"] | words["spans_of"]
        self.numbers = words.numbers("numbers")
        self.months = words["months"]

    def find(self, tree: Tree, start: int, reach: int = _REACH) -> int | None:
        """Where "since …" or "in (more than) ten years" begins, within `reach` of `start`."""
        for j in range(start, min(len(tree), start + reach)):
            if tree.lower[j] == "since" or (
                tree.lower[j] in ("in", "for", "within") and self._elapsed(tree, j)
            ):
                return j
        return None

    def dated(self, tree: Tree, at: int | None) -> bool:
        """Whether the span at `at` is one of the calendar: "since 1974", "in ten years".

        Such a claim says that there was one before; "since the war", "since taking office" open
        a period and say that there was none in it.
        """
        if at is None:
            return False
        if tree.lower[at] != "since":
            return True
        behind = [w for w in tree.lower[at + 1 : at + 5] if w not in ("the", "early", "late", "-")]
        if not behind:
            return False
        word = behind[0].rstrip(".,")
        if word in self.months:
            return True
        return bool(_YEAR.fullmatch(word)) and not self._names(tree, at, behind[0])

    def _names(self, tree: Tree, at: int, year: str) -> bool:
        """Whether the year belongs to an event: "since the 1997 handover"."""
        k = next(k for k in range(at + 1, at + 5) if tree.lower[k] == year)
        return k + 1 < len(tree) and bool(re.match("NN|JJ|VBN", tree.tag[k + 1]))

    def _elapsed(self, tree: Tree, j: int) -> bool:
        """ "in ten years", "in nearly two decades", "in years", "in as many weeks"."""
        for k in range(j + 1, min(len(tree), j + 7)):
            if tree.lemma[k] in self.units:
                return k > j + 1 or tree.tag[k] == "NNS"
            if not (
                tree.tag[k] in ("CD", "HYPH")
                or tree.lower[k] in self.about
                or (tree.lower[k] == "the" and tree.lower[k + 1 : k + 2] in (["last"], ["past"]))
            ):
                return False
        return False
