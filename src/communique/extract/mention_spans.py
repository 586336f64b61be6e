"""One sentence as flat spans: names of the gazetteer, names of offices, other proper names.

These are found along the line of words, not in the tree, since the parser errs most inside names.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from communique.extract.tree import Tree
from communique.vocab.mention_words import MentionWords

if TYPE_CHECKING:
    from communique.drafts import ParsedSentence
    from communique.vocab.gazetteer import Match, Name

_PIECE = re.compile(r"\w+(?:\.\w+)*\.?|[^\w\s]")
#: Words behind which a town is named with its region.
_AT = frozenset("in at of from near to outside".split())
_INITIALS = re.compile(r"(?:[A-Z][A-Za-z]?\.){2,3}")
_CAPITALISED = re.compile(r"[A-ZÀ-ÖØ-Þ]")
_SUFFIXES = (["jr."], ["jr"], ["sr."], ["sr"], ["iii"])


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A name of the gazetteer: its first and last token, and what it most likely means."""

    first: int
    last: int
    name: Name
    start: int
    end: int
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class OfficeSpan:
    """The name of an office: first and last token, and the phrase as the gazetteer spells it."""

    first: int
    last: int
    phrase: str
    plural: bool


@dataclass(frozen=True, slots=True)
class ProperSpan:
    """Capitalised words that the gazetteer does not know."""

    first: int
    last: int


class OfficeIndex:
    """The names of offices by their words, for looking along a sentence."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_words: dict[tuple[str, ...], str] = {}
        self._longest: dict[str, int] = {}
        for phrase in phrases:
            words = tuple(_stem(word) for word in _PIECE.findall(phrase))
            self._by_words.setdefault(words, phrase)
            self._longest[words[0]] = max(self._longest.get(words[0], 0), len(words))
        #: Every word of an office's name: portfolios are made of them.
        self.words = frozenset(
            word for phrase in self._by_words.values() for word in _PIECE.findall(phrase)
        )

    def ends(self, words: Sequence[str]) -> bool:
        """Whether the words end in the name of an office that has several words."""
        stems = tuple(_stem(word) for word in words)
        return any(stems[i:] in self._by_words for i in range(len(stems) - 1))

    def find(self, words: Sequence[str], tree: Tree) -> Iterator[OfficeSpan]:
        """Yield the offices named, leftmost and longest first.

        `words` runs with the tokens: plural nouns in the singular, "" where a name stands.
        """
        i, size = 0, len(words)
        words = [_stem(word) for word in words]
        while i < size:
            reach = self._longest.get(words[i])
            length = self._match(words, i, min(reach, size - i)) if reach else 0
            if length and _is_office(tree, i, i + length - 1):
                phrase = self._by_words[tuple(words[i : i + length])]
                plural = any(_is_plural(tree, j, phrase) for j in range(i, i + length))
                yield OfficeSpan(i, i + length - 1, phrase, plural)
                i += length
            else:
                i += 1

    def _match(self, words: Sequence[str], i: int, reach: int) -> int:
        for length in range(reach, 0, -1):
            if tuple(words[i : i + length]) in self._by_words:
                return length
        return 0


def _stem(word: str) -> str:
    """The word without a plural's end: taggers differ on the number of "Affairs"."""
    return word[:-1] if len(word) > 3 and word[-1] == "s" and word[-2] != "s" else word


def _is_plural(tree: Tree, token: int, phrase: str) -> bool:
    """Whether a word of an office counts several, though a name to the tagger: "the Speakers"."""
    own = _PIECE.findall(phrase)  # "affairs" makes no plural of a minister
    if tree.lower[token] in own:
        return False
    return tree.tag[token] in ("NNS", "NNPS") or tree.lower[token] == f"{own[0]}s"


def _is_office(tree: Tree, first: int, last: int) -> bool:
    """Whether the words can name an office: a noun, no adjective or verb ("general strike")."""
    if any(tag[:2] == "NN" for tag in tree.tag[first : last + 1]):
        followed = last + 1 < len(tree) and tree.pos[last + 1] == "NOUN"
        return not (first == last and followed and tree.lower[last] == "general")
    return first == last and tree.text[first][:1].isupper() and tree.tag[first] == "JJ"


def singulars(tree: Tree) -> list[str]:
    """The words in lower case, plural nouns in the singular."""
    return [
        _singular(low, lemma) if tag in ("NNS", "NNPS") else low
        for low, lemma, tag in zip(tree.lower, tree.lemma, tree.tag, strict=True)
    ]


def _singular(word: str, lemma: str) -> str:
    if lemma != word:
        return lemma
    if word.endswith("men"):
        return word[:-3] + "man"
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


class NameMapper:
    """Maps the gazetteer's matches in a text to the tokens of its sentences."""

    def __init__(self, matches: Sequence[Match], chosen: Sequence[Name | None]) -> None:
        """Take the matches in the order of the text, and the meaning chosen for each."""
        self._matches = matches
        self._chosen = chosen
        self._starts = [match.start for match in matches]

    def between(self, start: int, end: int) -> Iterator[tuple[Match, Name]]:
        """Yield the matches that lie from `start` to `end`, with their meaning."""
        at = bisect_left(self._starts, start)
        while at < len(self._matches) and self._starts[at] < end:
            name = self._chosen[at]
            if name is not None and self._matches[at].end <= end:
                yield self._matches[at], name
            at += 1

    def spans(self, parsed: ParsedSentence, tree: Tree) -> list[NameSpan]:
        """The names in one sentence, by token."""
        sentence = parsed.sentence
        found = list(self.between(sentence.start, sentence.end))
        if not found:
            return []
        starts = [parsed.start + token.idx for token in parsed.doc]
        spans: list[NameSpan] = []
        for match, name in found:
            first = max(0, bisect_left(starts, match.start + 1) - 1)
            last = max(first, bisect_left(starts, match.end) - 1)
            suffix = ""
            token_end = starts[last] + len(tree.text[last])
            if token_end > match.end:
                suffix = tree.text[last][match.end - token_end :].lstrip("-–'’").lower()
            spans.append(NameSpan(first, last, name, match.start, match.end, suffix))
        return spans


def settle_towns(tree: Tree, spans: Sequence[NameSpan], words: MentionWords) -> list[NameSpan]:
    """The names, towns being of the state whose region stands behind them: "Paris, **Texas**"."""
    starts = {span.first: span for span in spans}
    return [_in_region(tree, span, starts, words) for span in spans]


def _in_region(
    tree: Tree, span: NameSpan, starts: Mapping[int, NameSpan], words: MentionWords
) -> NameSpan:
    at = span.last + 2
    town = span.name.form in ("city", "capital") and span.first > 0
    if not town or tree.lower[at - 1 : at] != [","] or tree.lower[span.first - 1] not in _AT:
        return span
    region = starts.get(at)
    if tree.lower[at : at + 1] and tree.lower[at].rstrip(".") in words["american_states"]:
        return replace(span, name=replace(span.name, code="USA"))
    if region is None or region.name.form != "region" or region.name.code == span.name.code:
        return span
    listed = tree.lower[region.last + 1 : region.last + 3]
    if listed[:1] in (["and"], ["or"]) or listed in ([",", "and"], [",", "or"]):
        return span  # "in London, Texas and Rome"
    return replace(span, name=replace(span.name, code=region.name.code))


def proper_spans(tree: Tree, taken: Sequence[bool], words: MentionWords) -> list[ProperSpan]:
    """Runs of capitalised proper nouns that nothing else has taken, particles inside included."""
    particles, things = words["particles"], words["thing_words"]
    out: list[ProperSpan] = []
    i, size = 0, len(tree)
    while i < size:
        if taken[i] or not _is_proper(tree, i):
            i += 1
            continue
        last = j = i
        while j + 1 < size and not taken[j + 1]:
            j += 1
            if _is_proper(tree, j) or (tree.text[j - 1] in "-–" and tree.tag[j] == "NNP"):
                last = j
            elif tree.tag[j] == "POS" or not (
                tree.lower[j] in particles or tree.text[j] in "-–'’" or _glued(tree, j)
            ):
                break
        if (
            tree.lower[last + 1 : last + 2] == [","]
            and tree.lower[last + 2 : last + 3] in _SUFFIXES
        ):
            last += 2  # "Marlow, Jr."
        short = tree.lower[i] in things and len(tree.text[i]) < 3
        if not (i == last and (short or _is_degree(tree, i))):
            out.append(ProperSpan(i, last))
        i = last + 1
    return out


def _is_degree(tree: Tree, i: int) -> bool:
    """Whether initials are what somebody got at a university: "**her B.A.** from Oslo"."""
    owned = any(tree.tag[c].startswith("PRP") for c in tree.kids(i, "poss"))
    return owned and bool(_INITIALS.fullmatch(tree.text[i]))


def _is_proper(tree: Tree, i: int) -> bool:
    return tree.tag[i] in ("NNP", "NNPS") and bool(_CAPITALISED.match(tree.text[i]))


def _glued(tree: Tree, i: int) -> bool:
    """A capitalised word that the tagger took for another part of speech, inside a name."""
    return (
        bool(_CAPITALISED.match(tree.text[i]))
        and tree.tag[i] in ("JJ", "NN", "FW", "UH", "VBN", "VB")
        and i + 1 < len(tree)
        and _is_proper(tree, i + 1)
    )
