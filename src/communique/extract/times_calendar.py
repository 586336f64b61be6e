"""Readings of dates that the calendar names: days, months, years, quarters, seasons, holidays."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from communique.dates import Basis, When, month_end
from communique.extract.times_scene import (
    Phrase,
    Reading,
    Scene,
    at_scale,
    moved,
    narrowed,
    nearest_year,
)
from communique.extract.times_tokens import FIRST_YEAR, LAST_YEAR

Reader = Callable[[Phrase, Scene], Reading | None]

OWNERS_AND_PREPOSITIONS = frozenset(
    ("during", "until", "through", "into", "due", "both", "its", "his", "her", "their", "our", "my")
)
# Classes after which "May" is the month.
MAY_AFTER = "in since by from to between before after at and or of the a last next dash for this"
# "The failed 1996 campaign": between two other words only a number of these is taken for a year.
LIKELY_YEARS = range(1900, 2051)

SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
# Words after which a number from 1500 to 2100 is a year.
YEAR_AFTER = (
    "at in of since by before after from to between for phase edge the this that a and dash open"
    " fiscal comma or of_it"
)


def read_iso(phrase: Phrase, _: Scene) -> Reading | None:
    """2021-01-27; 2021-01-27T10:00Z, the day as written; 20210127."""
    return at_scale(date.fromisoformat(phrase.letters("iso")[:10]), "D", basis="explicit")


def read_slashed(phrase: Phrase, _: Scene) -> Reading | None:
    """27/1/2021, 2021/01/27, 27.1.2021; nothing where two orders are possible."""
    parts = [int(part) for part in re.split(r"[/.:,]", phrase.letters("slashed"))]
    if len(parts) != 3:
        return None
    first, second, third = parts
    if FIRST_YEAR <= first <= LAST_YEAR:
        return at_scale(date(first, second, third), "D", basis="explicit")
    if not FIRST_YEAR <= third <= LAST_YEAR:
        return None
    if "." in phrase.letters("slashed") or first > 12 or first == second:
        return at_scale(date(third, second, first), "D", basis="explicit")
    return at_scale(date(third, first, second), "D", basis="explicit") if second > 12 else None


def read_date(phrase: Phrase, scene: Scene) -> Reading | None:
    """Jan. 27, 2021; 27 January; Friday, March eighth."""
    month = phrase.number("month", "abbreviation")
    index, kind, day = phrase.find("day", "ordinal")[0]
    if not isinstance(day, int) or month is None or not 1 <= day <= 31:
        return None
    spelt = kind == "ordinal" and phrase.word(index).isalpha()
    if spelt and _stands_before(phrase, index) and not phrase.has("of"):
        return None
    if _counts_things(phrase) and not phrase.has("year"):
        return None
    if phrase.has("unit") and phrase.letters("unit") != "Y":
        return None
    year, _ = _year_of(phrase, scene)
    if year is None:
        year = nearest_year(scene, phrase, month, day)
        if year is None:
            return Reading(value=f"XXXX-{month:02}-{day:02}", scale="D", floating=True)
        return _floating(at_scale(date(year, month, day), "D", basis="explicit"))
    basis: Basis = "relative" if phrase.has("unit") else "explicit"
    return at_scale(date(year, month, day), "D", basis=basis)


def _counts_things(phrase: Phrase) -> bool:
    """Whether the day is a count ("in May 27 soldiers"), and no verb follows ("27 were")."""
    after = phrase.word(phrase.last)
    return after in phrase.words.counted and after not in ("were", "are", "or", "more")


def read_days(phrase: Phrase, scene: Scene) -> Reading | None:
    """May 21-23; June 5 to 7, 2016; 10 to 16 December of last year."""
    month = phrase.number("month", "abbreviation")
    days = [v for _, _, v in phrase.find("day", "ordinal") if isinstance(v, int)]
    if month is None or len(days) != 2 or not 1 <= days[0] < days[1] <= 31:
        return None
    if phrase.word(phrase.last) in phrase.words.counted:
        return None
    if phrase.has("unit") and phrase.letters("unit") != "Y":
        return None
    year = _year_of(phrase, scene)[0] or nearest_year(scene, phrase, month, days[0])
    if year is None:
        return Reading(value=f"XXXX-{month:02}-{days[0]:02}", floating=True)
    first, last = date(year, month, days[0]), date(year, month, days[1])
    return Reading(value=first.isoformat(), when=When.range(first, last), scale="D")


def read_month(phrase: Phrase, scene: Scene) -> Reading | None:
    """In June; late July; "May" only where it can be no name and no verb."""
    month = phrase.number("month", "abbreviation")
    if month is None or not _is_month(phrase):
        return None
    year = nearest_year(scene, phrase, month)
    if year is None:
        return Reading(value=f"XXXX-{month:02}", scale="M", floating=True)
    reading = at_scale(date(year, month, 1), "M", basis="relative")
    return _floating(_phased(reading, phrase, scene))


def read_month_of(phrase: Phrase, scene: Scene) -> Reading | None:
    """June 2016; mid-June 2016; July of last year."""
    month = phrase.number("month", "abbreviation")
    year, basis = _year_of(phrase, scene)
    if month is None or year is None:
        return None
    if phrase.word(phrase.last) in phrase.words.counted and not phrase.has("of"):
        return None
    return _phased(at_scale(date(year, month, 1), "M", basis=basis), phrase, scene)


def read_season_of(phrase: Phrase, scene: Scene) -> Reading | None:
    """The spring of 2003; summer last year."""
    year, basis = _year_of(phrase, scene)
    return None if year is None else season(year, phrase.letters("season"), basis=basis)


def season(year: int, letters: str, *, basis: Basis = "relative") -> Reading:
    """Three months from March, June, September or December (on into the next year)."""
    first = date(year, SEASONS[letters], 1)
    last = month_end(moved(first, "M", 2))
    when = When.range(first, last, basis=basis)
    return Reading(value=f"{year}-{letters}", when=when, scale="S")


def read_years(phrase: Phrase, _: Scene) -> Reading | None:
    """1996-1999; 2010-11."""
    first = phrase.number("year")
    last = phrase.find("year", "day", "number")[-1]
    if first is None or not isinstance(last[2], int):
        return None
    end = last[2]
    if last[1] != "year":
        if len(phrase.word(last[0])) != 2:
            return None
        end += first // 100 * 100
    if not first < end <= first + 200 or phrase.word(phrase.last) in phrase.words.counted:
        return None
    when = When.range(date(first, 1, 1), date(end, 12, 31))
    return Reading(value=str(first), when=when, scale="Y")


def read_year(phrase: Phrase, scene: Scene) -> Reading | None:
    """In 2016; the 2016 deal; late 2018: a number that the words around make a year."""
    index, _, year = phrase.find("year")[0]
    if not isinstance(year, int) or _counts(phrase):
        return None
    phased = phrase.has("phase", "edge", "shift", "unit")
    if not phased and not _is_year(phrase, index, year):
        return None
    reading = at_scale(date(year, 1, 1), "Y", basis="explicit")
    return _phased(reading, phrase, scene)


def _is_year(phrase: Phrase, index: int, year: int) -> bool:
    before, after = phrase.kind_at(index - 1), phrase.kind_at(index + 1)
    if after in ("units", "unit", "figure", "hundred", "of_it") and after != "of_it":
        return False
    if before in ("money", "number", "day", "dash") or phrase.kind_at(index - 2) == "money":
        return False
    if before == "comma":
        return after in ("comma", "dot", "stop", "shut", "break") and phrase.kind_at(index - 2) in (
            "year",
            "name",
            "day",
        )
    if before == "mark" or before == "quote":
        return after in ("dash", "of_it")
    if before in YEAR_AFTER.split() or phrase.word(index - 1) in OWNERS_AND_PREPOSITIONS:
        return True
    return before == "word" and after in ("word", "name") and year in LIKELY_YEARS


def _counts(phrase: Phrase) -> bool:
    """Whether the number counts what follows it ("2000 troops") and is no year."""
    following = phrase.word(phrase.last)
    if following in ("were", "are", "or", "more", "others"):
        return phrase.before not in ("in", "since", "by", "after", "before", "from")
    return following in phrase.words.counted


def read_spoken_year(phrase: Phrase, _: Scene) -> Reading | None:
    """Nineteen ninety-six."""
    year = spoken_year(phrase)
    return None if year is None else at_scale(date(year, 1, 1), "Y", basis="explicit")


def spoken_year(phrase: Phrase) -> int | None:
    """The year that number words spell; None if they spell none."""
    parts = [v for _, _, v in phrase.find("count") if isinstance(v, int)]
    if phrase.has("hundred"):
        return 2000 if parts == [2] and "thousand" in phrase.word(phrase.last - 1) else None
    if len(parts) < 2 or parts[0] not in (16, 17, 18, 19, 20):
        return None
    rest = parts[1:]
    if len(rest) == 1 and 10 <= rest[0] <= 90:
        return parts[0] * 100 + rest[0]
    if len(rest) == 2 and rest[0] % 10 == 0 and rest[0] >= 20 and rest[1] < 10:
        return parts[0] * 100 + rest[0] + rest[1]
    return None


def read_decade(phrase: Phrase, scene: Scene) -> Reading | None:
    """The 1990s; the early '80s; the nineties."""
    decade = phrase.number("decade")
    if (year := phrase.number("year")) and year % 10 == 0:
        decade = year
    if decade is None or (decade < 100 and not phrase.has("the", "quote", "phase")):
        return None
    if decade < 100:
        decade += 1900
    return _phased(at_scale(date(decade, 1, 1), "DE", basis="explicit"), phrase, scene)


def read_century(phrase: Phrase, scene: Scene) -> Reading | None:
    """The 20th century; this century."""
    if phrase.letters("unit") != "CE":
        return None
    number = phrase.number("ordinal")
    if number is None:
        return at_scale(scene.anchor, "CE", basis="relative") if scene.anchor else None
    if not 2 <= number <= 30:
        return None
    return at_scale(date((number - 1) * 100, 1, 1), "CE", basis="explicit")


def read_fiscal(phrase: Phrase, _: Scene) -> Reading | None:
    """FY 2019; fiscal 1987; the fiscal year 1988. Taken as the calendar year of that number."""
    year = phrase.number("year", "fiscal_name")
    return None if year is None else at_scale(date(year, 1, 1), "Y", basis="explicit")


def read_holiday(phrase: Phrase, scene: Scene) -> Reading | None:
    """Christmas; last Thanksgiving; Easter 2016; Ramadan, whose days cannot be worked out."""
    name = phrase.letters("holiday")
    holiday = phrase.words.holidays[name]
    year, basis = _year_of(phrase, scene)
    if holiday.rule == "none":
        return Reading(value=None, scale="")
    explicit = year is not None
    if year is None:
        year = _holiday_year(phrase, scene, name)
    if year is None:
        return Reading(value=None, scale="D")
    day = holiday.in_year(year)
    if day is None:
        return None
    scale = "W" if phrase.letters("unit") == "W" else "D"
    return at_scale(day, scale, basis=basis if explicit else "relative")


def _holiday_year(phrase: Phrase, scene: Scene, name: str) -> int | None:
    if scene.anchor is None:
        return None
    nearby = phrase.words.holidays[name].in_year(scene.anchor.year)
    if nearby is None:
        return None
    if nearby.month == 2 and nearby.day == 29:
        return None
    return nearest_year(scene, phrase, nearby.month, nearby.day)


def _year_of(phrase: Phrase, scene: Scene) -> tuple[int | None, Basis]:
    """The year that stands in the phrase, or is told by "last year", and its basis."""
    year = phrase.number("year")
    if year is not None:
        return year, "explicit"
    if phrase.has("count"):
        return spoken_year(phrase), "explicit"
    if phrase.letters("unit") == "Y" and scene.anchor is not None:
        return scene.anchor.year + which_offset(phrase), "relative"
    return None, "relative"


def which_offset(phrase: Phrase) -> int:
    """-1 for last and previous, 1 for next and following, else 0."""
    if phrase.has("last", "past", "previous"):
        return -1
    return 1 if phrase.has("next", "coming", "following") else 0


def _phased(reading: Reading, phrase: Phrase, scene: Scene) -> Reading:
    phase = phrase.letters("phase", "edge", "shift")
    return narrowed(reading, phase, scene) if phase else reading


def _floating(reading: Reading) -> Reading:
    return replace(reading, floating=True)


def _stands_before(phrase: Phrase, index: int) -> bool:
    months = phrase.find("month", "abbreviation")
    return bool(months) and index < months[0][0]


def _is_month(phrase: Phrase) -> bool:
    """Whether a month's name alone is the month, not a name of a person or a verb."""
    _, kind, month = phrase.find("month", "abbreviation")[0]
    if phrase.has("phase", "edge", "shift"):
        return True
    before = phrase.before
    if kind == "abbreviation":
        return before in ("in", "since", "by", "from", "after", "before")
    if before == "name" and phrase.kind_at(phrase.first - 2) not in ("dot", "break"):
        return False
    if month == 5:
        return before in MAY_AFTER.split() and phrase.after != "name"
    starts = before in ("break", "dot", "quote", "mark")
    if month in (3, 4, 6, 8) and starts:
        return phrase.after not in ("name", "word", "the", "to", "of", "at")
    return not (month == 3 and before in ("the", "a") and phrase.after in ("at", "of", "to", "for"))
