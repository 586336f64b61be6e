"""Persons' names: how they are spelt, and under which part of the name a person is known."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from communique.vocab.names import fold
from communique.vocab.tenures import Tenure

#: Where the family name stands first.
FAMILY_NAME_FIRST = frozenset({"CHN", "HKG", "KHM", "KOR", "MAC", "PRK", "SGP", "TWN", "VNM"})
#: Where a person is known by the first of the names ("Mahathir", "Abiy", "Thaksin").
FIRST_NAME_COUNTS = frozenset({"BTN", "ERI", "ETH", "IDN", "ISL", "LAO", "MNG", "MYS", "THA"})
#: Words that belong to the family name after them ("de Gaulle", "al-Assad", "van der Bellen").
PARTICLES = frozenset(
    {"al", "el", "bin", "ibn", "ben", "bint", "da", "das", "de", "del", "della", "den", "der",
     "di", "do", "dos", "du", "la", "le", "ould", "st.", "ter", "van", "von", "zu", "ul"}
)  # fmt: skip
SUFFIXES = frozenset({"jr.", "jr", "sr.", "sr", "ii", "iii", "iv"})

_INITIALS = re.compile(r"\b([A-Z])\.(?=[A-Z]\.| |-)")
_APART = re.compile(r"\b(\w) (?=\w\b)")
_MIDDLE_INITIAL = re.compile(r"(?<=\w{2}) (?:[A-Z]\.? )+(?=\w)")
_HYPHEN = re.compile(r"(?<=\w{2})-(\w)")
_ARTICLE = re.compile(r" (?:al|Al|el|El)[- ](?=\w)")


class PersonIndex:
    """Canonical names of persons, by full name or alias, family name, or another part."""

    def __init__(self, tenures: Mapping[str, tuple[Tenure, ...]]) -> None:
        """Index the persons of `tenures`, which are given by canonical name."""
        full: dict[str, dict[str, None]] = defaultdict(dict)
        family: dict[str, dict[str, None]] = defaultdict(dict)
        other: dict[str, dict[str, None]] = defaultdict(dict)
        for person, held in tenures.items():
            for name in names_of(person, held):
                full[name_key(name)][person] = None
                families, others = _parts(name, held[0].country)
                for part in families:
                    family[part][person] = None
                for part in others:
                    other[part][person] = None
        self._indexes = tuple(
            {key: tuple(people) for key, people in index.items()} for index in (full, family, other)
        )

    def __call__(self, name: str) -> tuple[str, ...]:
        """The persons so called, by the first of the three ways that knows one."""
        key = name_key(name)
        found = next((people for index in self._indexes if (people := index.get(key))), ())
        bare, _, last = name.rpartition(" ")
        if not found and " " in bare and last.lower() in SUFFIXES:
            return self(bare.rstrip(","))
        return found


def names_of(person: str, tenures: Iterable[Tenure]) -> tuple[str, ...]:
    """The canonical name of a person and all aliases that the tenures give."""
    aliases = (alias for tenure in tenures for alias in tenure.aliases)
    return tuple(dict.fromkeys((person, *aliases)))


def spellings(name: str, *, country: str) -> Iterator[str]:
    """Yield other ways to spell a full name, none of them shorter than two words.

    Initials without points or apart ("VP Singh"), without a middle initial ("George Bush"), with
    or without the hyphen ("Ki Moon"), with or without the article ("Bashar Assad"), and for
    Japan with the family name first.
    """
    if "." in name:
        yield _INITIALS.sub(r"\1. ", name).replace("  ", " ")
        yield _INITIALS.sub(r"\1", name)
        yield _MIDDLE_INITIAL.sub(" ", name)
    if _ARTICLE.search(name):
        for article in (" ", " al-", " Al-", " al ", " Al "):
            yield _ARTICLE.sub(article, name)
    elif "-" in name:
        yield _HYPHEN.sub(lambda match: " " + match[1].upper(), name)
        yield _HYPHEN.sub(lambda match: "-" + match[1].upper(), name)
        yield _HYPHEN.sub(lambda match: "-" + match[1].lower(), name)
    if country == "JPN" and name.count(" ") == 1:
        yield " ".join(reversed(name.split()))


def name_key(name: str) -> str:
    """The key of a name: without accents, capitals, hyphens; initials as one word, pointless."""
    key = fold(name).lower().replace("-", " ")
    return (_APART.sub(r"\1", key.replace(".", "")) if "." in key else key).strip()


def _parts(name: str, country: str) -> tuple[list[str], list[str]]:
    """The keys under which a person is known, and those of the other parts of the name."""
    words = [word for word in fold(name).lower().split() if word not in SUFFIXES]
    if len(words) < 2:
        return [name_key(word) for word in words], []
    families = [words[-1]]
    if country in FAMILY_NAME_FIRST or country in FIRST_NAME_COUNTS:
        families.append(words[0])
    at = len(words) - 1
    while at > 1 and words[at - 1] in PARTICLES:
        at -= 1
        families.append(" ".join(words[at:]))
    if words[-1][:3] in ("al-", "el-"):
        families.append(words[-1][3:])
    others = [word for word in words[:-1] if word not in PARTICLES and len(word) > 2]
    others += [" ".join(words[-2:])] if len(words) > 2 else []
    return [name_key(part) for part in families], [name_key(part) for part in others]
