"""Guessing a text's language, cheaply: by its script, then by its little words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import cache

import msgspec

from communique.vocab.files import data_dir, read_yaml_as

MIN_LETTERS = 40  # shorter texts show too few little words
MIN_FOREIGN = 10  # letters of another script, which tells by itself
SAMPLE = 2000  # characters looked at
# English news prose has 0.35 to 0.5 of these words; headlines, which drop them, about 0.1.
MIN_SHARE = 0.08
MIN_LEAD = 1.15  # best against second; Danish and Norwegian differ by about this much

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LETTER = re.compile(r"[^\W\d_]")
_KANA = ("HIRAGANA", "KATAKANA")


class _Languages(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: dict[str, str]
    scripts: dict[str, str]
    letters: dict[str, str]


class _Profiles(msgspec.Struct, frozen=True):
    words: dict[str, tuple[str, ...]]
    by_script: dict[str, str]
    letters: dict[str, frozenset[str]]


def detect_language(text: str) -> str | None:
    """The ISO 639-1 code of the language that `text` seems to be in; None if that is not clear.

    Texts of fewer than 40 letters are never clear; 10 do if they are of a script other than Latin.
    """
    sample = text[:SAMPLE]
    letters = _LETTER.findall(sample)
    profiles = _profiles()
    foreign = [letter for letter in letters if letter > "\u024f"]
    if len(foreign) >= MIN_FOREIGN and len(foreign) > 0.4 * len(letters):
        return _by_script(foreign, profiles)
    if len(letters) < MIN_LETTERS:
        return None
    return _by_words(sample, profiles.words)


def _by_words(sample: str, profiles: Mapping[str, tuple[str, ...]]) -> str | None:
    words = _WORD.findall(sample.lower())
    counts = Counter(code for word in words for code in profiles.get(word, ()))
    (code, best), (_, second) = [*counts.most_common(2), ("", 0), ("", 0)][:2]
    return code if best >= MIN_SHARE * len(words) and best >= MIN_LEAD * second else None


def _by_script(letters: list[str], profiles: _Profiles) -> str | None:
    for code, own in profiles.letters.items():
        if sum(letter in own for letter in letters) > 0.01 * len(letters):
            return code
    scripts = Counter(_script(letter) for letter in letters)
    if scripts["KANA"] > 0.1 * len(letters):
        return profiles.by_script.get("KANA")
    return profiles.by_script.get(scripts.most_common(1)[0][0])


def _script(letter: str) -> str:
    name = unicodedata.name(letter, "?").split(" ", 1)[0]
    return "KANA" if name in _KANA else "HAN" if name.startswith("CJK") else name


@cache
def _profiles() -> _Profiles:
    raw = read_yaml_as(data_dir("text", "languages.yaml"), _Languages)
    profiles = {code: frozenset(words.split()) for code, words in raw.words.items()}
    return _Profiles(
        words={
            word: tuple(code for code, words in profiles.items() if word in words)
            for word in set().union(*profiles.values())
        },
        by_script={script.upper(): code for code, script in raw.scripts.items()},
        letters={code: frozenset(letters) for code, letters in raw.letters.items()},
    )
