"""Block keys: under which an item is filed, and which it looks up.

Only items that meet in a key are compared, so a report costs as much in a large record as in a
small one. Two items find each other from both sides or from neither: the keys that one seeks are
the kinds of keys that the other is filed under, and the other way round. No block has a limit of
size that would depend on who came first.

A key has three parts: what kind of thing, who, and when. Precise dates are filed by day, month and
year, and seek days (one more on both sides) and the vague; vague ones seek the precise of their
months or years, and each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from communique.account import Item
from communique.link.spans import Stretch, stretch
from communique.link.wording import Wordings
from communique.vocab.linking import Limits

#: Of more parties than this only the first in the alphabet make pairs.
MOST = 8
#: Ranges of more years than this have the keys of their first and last years alone.
YEARS = 4


def file_under(item: Item, limits: Limits, wordings: Wordings) -> tuple[str, ...]:
    """The keys that an item is filed under."""
    keys = _filed(item, stretch(item, limits))
    return tuple(dict.fromkeys([*keys, *_named(item, wordings)]))


def look_up(item: Item, limits: Limits, wordings: Wordings) -> tuple[str, ...]:
    """The keys that an item looks up."""
    keys = _sought(item, stretch(item, limits))
    return tuple(dict.fromkeys([*keys, *_named(item, wordings)]))


def _filed(item: Item, when: Stretch) -> Iterator[str]:
    what, codes = _what(item), codes_of(item)
    exact = list(_filed_times(when))
    for who in _pairs(codes):
        yield from (f"{what}|{who}|{time}" for time in exact)
    if len(codes) > 1:
        broad = [time for time in exact if time[0] != "d"]
        for code in codes[:MOST]:
            yield from (f"{what}|+{code}|{time}" for time in broad)


def _sought(item: Item, when: Stretch) -> Iterator[str]:
    what, codes = _what(item), codes_of(item)
    exact = list(_sought_times(when))
    for who in _pairs(codes):
        yield from (f"{what}|{who}|{time}" for time in exact)
    if len(codes) > 1:
        for code in codes[:MOST]:
            yield from (f"{what}|{code}|{time}" for time in _by_month(when, exact))
    elif codes:
        yield from (f"{what}|+{codes[0]}|{time}" for time in _by_month(when, exact))


def _what(item: Item) -> str:
    return f"e|{item.type}" if item.key.kind == "event" else item.key.kind[0]


def codes_of(item: Item) -> list[str]:
    """The codes of all parties, each once, in order."""
    return sorted({party.code for party in item.parties if party.code})


def _pairs(codes: list[str]) -> list[str]:
    """Pairs of codes; one alone, or "-" for none, is a key by itself."""
    if len(codes) < 2:
        return [codes[0] if codes else "-"]
    return ["-".join(pair) for pair in combinations(codes[:MOST], 2)]


def _filed_times(when: Stretch) -> Iterator[str]:
    if when.scale == "days":
        yield from (f"d{day}" for day in when.each_day())
        yield from (f"m{month}" for month in when.each_month())
        yield from (f"y{year}" for year in when.each_year())
    elif when.scale == "months":
        yield from (f"M{month}" for month in when.each_month())
        yield from (f"Y{year}" for year in when.each_year())
    else:
        yield from (f"L{year}" for year in _years(when))


def _sought_times(when: Stretch) -> Iterator[str]:
    if when.scale == "days":
        yield from (f"d{day}" for day in when.each_day(1))
        yield from (f"M{month}" for month in when.each_month())
        yield from (f"L{year}" for year in when.each_year())
    elif when.scale == "months":
        yield from (f"{kind}{month}" for month in when.each_month() for kind in "mM")
        yield from (f"L{year}" for year in when.each_year())
    else:
        yield from (f"{kind}{year}" for year in _years(when) for kind in "yYL")


def _by_month(when: Stretch, times: Iterable[str]) -> Iterator[str]:
    """The times sought without days: where one side lacks parties, months stand for them."""
    if when.scale == "days":
        yield from (f"m{month}" for month in when.each_month())
    yield from (time for time in times if time[0] != "d")


def _years(when: Stretch) -> list[str]:
    years = list(when.each_year())
    return years if len(years) <= YEARS else [*years[: YEARS // 2], *years[-(YEARS // 2) :]]


def _named(item: Item, wordings: Wordings) -> Iterator[str]:
    """Keys of agreements and designations: by name, and by a party with a word of the name."""
    letter = item.key.kind[0]
    if letter not in "ad" or not item.name:
        return
    words = sorted(wordings.name_words(item.name))
    short = item.acronym or (initials(item.name) if len(words) > 2 else "")
    if short:
        yield f"{letter}|{short.casefold()}"
    if len(words) > 1:
        yield f"{letter}|{' '.join(words)}"
    for code in codes_of(item)[:MOST]:
        yield from (f"{letter}|{code}|{word}" for word in words)


def initials(name: str) -> str:
    """The first letters of the words of a name that stand in capitals."""
    return "".join(word[0] for word in name.split() if word[:1].isupper()).casefold()
