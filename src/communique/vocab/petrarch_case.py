"""Phrases of PETRARCH's dictionaries, which are all in capitals, as newspapers spell them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.vocab.gazetteer import Gazetteer

#: Words that stay small inside a name.
SMALL = frozenset(
    {"a", "al", "an", "and", "at", "bin", "by", "da", "de", "del", "der", "des", "di", "do", "dos",
     "du", "e", "el", "et", "for", "from", "ibn", "in", "la", "le", "of", "on", "or", "the", "to",
     "ul", "und", "van", "von", "with", "y"}
)  # fmt: skip
#: One-word names up to this length are taken for acronyms unless the gazetteer knows better:
#: "Who" and "Us" would be found in every text.
ACRONYM = 3

_BRACKET = re.compile(r"^(.+?)\s*\(([^()]+)\)\s*$")
_PIECE = re.compile(r"[^\W\d_]+")
_POINTED = re.compile(r"^(?:[A-Z]\.)+$")


class Speller:
    """Spells phrases out of capitals, as the gazetteer does where it knows them."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def spelled(self, phrase: str) -> tuple[str, ...]:
        """A phrase of a dictionary as a name, and other ways to write it.

        Underscores become blanks; an acronym in brackets behind a name becomes a name of its own.
        """
        text = " ".join(phrase.replace("_", " ").replace("|", " ").split()).strip(" ,")
        if parts := _BRACKET.match(text):
            return tuple(dict.fromkeys((*self._names(parts[1]), *self._names(parts[2]))))
        return tuple(dict.fromkeys(self._names(text)))

    def _names(self, text: str) -> Iterator[str]:
        if not text:
            return
        if text != text.upper():  # spelled already
            yield text
        elif known := self._gazetteer.spelling(text):
            yield known
        elif " " in text:
            yield " ".join(self._words(text.split()))
        elif len(text) <= ACRONYM or not text.replace("-", "").replace("'", "").isalpha():
            yield text
        else:
            yield _title(text)
            if len(text) == ACRONYM + 1 or not set(text) & set("AEIOUY"):
                yield text

    def _words(self, words: list[str]) -> Iterator[str]:
        for place, word in enumerate(words):
            if 0 < place < len(words) - 1 and word.lower() in SMALL:
                yield word.lower()
            elif self._is_acronym(word):
                yield word
            else:
                titled = _title(word)
                yield titled[0].lower() + titled[1:] if place and _has_article(word) else titled

    def _is_acronym(self, word: str) -> bool:
        if _POINTED.match(word):
            return True
        letters = word.strip(".,'")
        if len(letters) > ACRONYM + 2 or letters.capitalize() == letters or letters[0].isdigit():
            return False
        known = {name.kind for name in self._gazetteer.lookup(letters)}
        return bool(known & {"state", "igo"}) or (
            len(letters) > 1 and not set(letters) & set("AEIOUY.")
        )


def _title(word: str) -> str:
    """The word with capitals where its parts begin: "Al-Qaeda", "O'Brien", "McNamara"."""

    def part(match: re.Match[str]) -> str:
        piece, before = match[0], word[: match.start()]
        if before[-1:].isdigit() or (before.endswith("'") and len(before) > 2):  # "People's"
            return piece.lower()
        if piece.startswith("MC") and len(piece) > 4:
            return "Mc" + piece[2:].capitalize()
        return piece.capitalize()

    return _PIECE.sub(part, word)


def _has_article(word: str) -> bool:
    """Whether the word is a name with its Arabic article ("al-Assad")."""
    return word[:3] in ("AL-", "EL-", "AN-", "AS-", "AR-", "AD-", "AZ-")
