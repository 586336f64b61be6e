"""What the words around a date make of it: "since May", "until 2015", "from Monday to Friday"."""

from __future__ import annotations

from dataclasses import dataclass, replace

from communique.dates import Basis, When, later
from communique.errors import DateError
from communique.extract.times_cycles import again
from communique.extract.times_scene import Phrase, Reading, at_scale

UNTIL = frozenset(("until", "till", "through", "thru", "by"))
ONWARD = frozenset(("on", "onward", "onwards"))


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase, the rule that matched it, and its reading."""

    rule: str
    phrase: Phrase
    reading: Reading


def opened(found: Found) -> When | None:
    """The interval that a preposition in front makes of a date.

    since D: from D's first day on. until, till, through, by D: up to D's last day. before D: up to
    the day before it; after D: from the day after it. A date that stands with a noun ("after
    Monday's talks", "since the 2016 deal") is the noun's and stays as it is.
    """
    phrase, when = found.phrase, found.reading.when
    if when is None or when.start is None or when.end is None:
        return when
    if found.reading.type not in ("DATE", "TIME") or _belongs_to_noun(found):
        return when
    word = phrase.word(phrase.first - 1)
    if word == "since" or (word == "from" and phrase.word(phrase.last) in ONWARD):
        return When.range(when.start, None, basis=when.basis)
    if word in UNTIL:
        return When.range(None, when.end, basis=when.basis)
    if found.reading.type == "TIME":
        return when
    if word == "before" or (word == "to" and phrase.word(phrase.first - 2) == "prior"):
        if phrase.letters("edge") == "late":  # before the end of the year
            return When.range(None, when.end, basis=when.basis)
        return When.range(None, later(when.start, -1), basis=when.basis)
    if word == "after":
        return When.range(later(when.end, 1), None, basis=when.basis)
    return when


def _belongs_to_noun(found: Found) -> bool:
    phrase = found.phrase
    if phrase.after in ("of_it", "dash"):
        return True
    article = phrase.kind_at(phrase.first) in ("the", "a") or phrase.before in ("the", "a")
    return found.rule == "year" and article and phrase.after in ("word", "name")


def joined(row: list[Found]) -> list[Found]:
    """The same, with both ends of "from A to B" and "A-B" given the days from A to B."""
    out = list(row)
    for index in range(len(out) - 1):
        pair = _pair(out[index], out[index + 1])
        if pair is not None:
            out[index : index + 2] = pair
    return out


def _pair(first: Found, second: Found) -> tuple[Found, Found] | None:
    if not _are_joined(first, second):
        return None
    start, end = _aligned(first, second)
    one, two = start.when, end.when
    if one is None or two is None or one.start is None or two.end is None or two.end < one.start:
        return None
    basis: Basis = "explicit" if one.basis == two.basis == "explicit" else "relative"
    when = When.range(one.start, two.end, basis=basis)
    return (
        replace(first, reading=replace(start, when=when)),
        replace(second, reading=replace(end, when=when)),
    )


def _are_joined(first: Found, second: Found) -> bool:
    phrase = first.phrase
    if second.phrase.first != phrase.last + 1:
        return False
    if {first.reading.type, second.reading.type} - {"DATE", "TIME"}:
        return False
    before, link = phrase.before, phrase.kind_at(phrase.last)
    if link == "and":
        return before == "between"
    same = first.reading.scale == second.reading.scale
    return link in ("to", "dash") and (before == "from" or same)


def _aligned(first: Found, second: Found) -> tuple[Reading, Reading]:
    """Both readings, a year or week that only one of them tells taken over by the other."""
    start, end = first.reading, second.reading
    one, two = start.when, end.when
    if one is None or two is None or one.start is None or two.start is None:
        return start, end
    try:
        if second.rule == first.rule == "weekday":
            if two.start < one.start:
                moved_on = at_scale(later(two.start, 7), "D", basis=two.basis)
                end = replace(end, when=moved_on.when, value=moved_on.value)
        elif start.floating and not end.floating:
            shifted = again(start, two.start.year)
            late = shifted.when and shifted.when.start and shifted.when.start > two.start
            start = again(start, two.start.year - 1) if late else shifted
        elif end.floating:
            shifted = again(end, one.start.year)
            early = shifted.when and shifted.when.start and shifted.when.start < one.start
            end = again(end, one.start.year + 1) if early else shifted
    except (ValueError, DateError):
        return first.reading, second.reading
    return start, end
