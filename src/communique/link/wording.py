"""Content words: what is left of a text for comparing its wording with another's."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from communique.vocab.linking import LinkingWords, load_linking_words

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_TAIL = re.compile(r"(?:'s|’s)\b")
# Endings and what stands in their place; the longest that leaves four letters is taken.
_ENDINGS = {
    "ations": "at", "ation": "at", "ments": "", "ment": "", "nesses": "", "ness": "",
    "ities": "", "ity": "", "sions": "s", "sion": "s", "tions": "t", "tion": "t",
    "ingly": "", "ings": "", "ing": "", "edly": "", "ied": "y", "ies": "y",
    "ences": "", "ence": "", "ances": "", "ance": "", "ers": "", "er": "", "ors": "",
    "or": "", "ives": "", "ive": "", "als": "", "al": "", "ed": "", "es": "",
    "ly": "", "s": "", "e": "",
}  # fmt: skip
_ENDING = re.compile(rf"(.{{4,}}?)({'|'.join(_ENDINGS)})")
_COMMON = 0.25  # what a common word counts beside one that tells something


def fold(text: str) -> str:
    """The text in lower case, without accents and possessive endings."""
    text = _TAIL.sub("", text)
    if text.isascii():
        return text.lower()
    bare = unicodedata.normalize("NFKD", text)
    return "".join(c for c in bare if not unicodedata.combining(c)).casefold()


def stem(word: str) -> str:
    """A word without its ending, so that "signed", "signing" and "signs" are one."""
    found = _ENDING.fullmatch(word)
    return found[1] + _ENDINGS[found[2]] if found else word


def split_words(text: str) -> list[str]:
    """The words and figures of a text, folded, in order."""
    return _WORD.findall(fold(text))


@dataclass(frozen=True, slots=True)
class Wordings:
    """Compares wordings by a fixed table of words that tell little."""

    empty: frozenset[str]
    common: frozenset[str]
    instruments: frozenset[str]
    formal: frozenset[str]

    @classmethod
    def of(cls, words: LinkingWords) -> Wordings:
        """Built from the table."""
        empty = frozenset(words.empty.split())
        return cls(
            empty=empty,
            common=frozenset(map(stem, words.common.split())),
            instruments=frozenset(map(stem, words.instruments.split())) | empty,
            formal=frozenset(map(stem, words.formal.split())),
        )

    @classmethod
    def load(cls) -> Wordings:
        """Built from the shipped table."""
        return cls.of(load_linking_words())

    def stems(self, text: str) -> list[str]:
        """The stems of the content words of a text, in order."""
        return [stem(w) for w in split_words(text) if w not in self.empty and len(w) > 1]

    def are_formal(self, quote: str) -> bool:
        """Whether these words tell an act that is done once, by form."""
        return any(stem(word) in self.formal for word in split_words(quote))

    def name_words(self, name: str) -> frozenset[str]:
        """The stems in the name of an instrument that tell it from others."""
        return frozenset(w for w in self.stems(name) if w not in self.instruments)

    def weigh(self, words: Iterable[str]) -> float:
        """What words count together."""
        return sum(_COMMON if word in self.common else 1.0 for word in words)

    def overlap(self, a: frozenset[str], b: frozenset[str]) -> float:
        """What is common to both, as a share of the smaller, softened for short ones; 0 to 1."""
        both = self.weigh(a & b)
        if not both:
            return 0.0
        less, more = sorted((self.weigh(a), self.weigh(b)))
        return both / (0.5 * less + 0.5 * more)
