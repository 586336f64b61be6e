"""What a time phrase is read against: its own words, the report's date, what was said before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from communique.dates import Basis, When, later, month_end, months_later
from communique.extract.times_tokens import Tokeniser, Tokens
from communique.extract.times_words import TimeWords

Tense = Literal["past", "future"]
TenseTeller = Callable[[int, int], str | None]

# How far the verb that a date hangs on may stand, in words; from the lengths of clauses in news.
REACH_BACK, REACH_ON = 22, 14

# A date without a year lies behind the report's date if it is at most so many days back and
# the verb tells nothing; with a verb in the past, and in the future, the second and third.
BEHIND, BEHIND_PAST, BEHIND_FUTURE = 200, 290, 45


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a phrase means. `scale` is its grain: D W M Q Y DE CE, or "" where it has none."""

    type: str = "DATE"
    value: str | None = None
    when: When | None = None
    scale: str = ""
    floating: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """The tokens from `first` up to `last` (exclusive) that a rule matched."""

    tokens: Tokens
    first: int
    last: int
    words: TimeWords
    tokeniser: Tokeniser

    def find(self, *kinds: str) -> list[tuple[int, str, int | str]]:
        """(index, class, value) of the tokens of these classes, in order; of all if none given."""
        wanted = "".join(self.words.codes[kind] for kind in kinds)
        row, out = self.tokens.row, []
        for index in range(self.first, self.last):
            if not wanted or row[index] in wanted:
                kind, value = self.tokeniser.classify(self.tokens.word(index))
                out.append((index, kind, value))
        return out

    def get(self, *kinds: str) -> int | str | None:
        """The value of the first token of these classes; None if there is none."""
        found = self.find(*kinds)
        return found[0][2] if found else None

    def number(self, *kinds: str) -> int | None:
        """The first value of these classes that is a number."""
        return next((v for _, _, v in self.find(*kinds) if isinstance(v, int)), None)

    def letters(self, *kinds: str) -> str:
        """The first value of these classes as text; "" if there is none."""
        found = self.get(*kinds)
        return "" if found is None else str(found)

    def has(self, *kinds: str) -> bool:
        """Whether a token of one of these classes stands in the phrase."""
        return bool(self.find(*kinds))

    def kind_at(self, index: int) -> str:
        """The class of the token at `index`; "break" beyond either end of the text."""
        if not 0 <= index < len(self.tokens.row):
            return "break"
        code = self.tokens.row[index]
        return next(kind for kind, known in self.words.codes.items() if known == code)

    @property
    def before(self) -> str:
        """The class of the token before the phrase."""
        return self.kind_at(self.first - 1)

    @property
    def after(self) -> str:
        """The class of the token after the phrase."""
        return self.kind_at(self.last)

    def word(self, index: int) -> str:
        """The token at `index` of the text, in lower case."""
        return self.tokens.word(index).lower()


@dataclass(slots=True)
class Scene:
    """The report's date and what has been mentioned so far; grows as the text is read."""

    anchor: date | None
    tense: TenseTeller | None = None
    day: date | None = None
    last: Reading | None = None
    quarter: Reading | None = None

    def mention(self, reading: Reading, *, compared: bool = False) -> None:
        """Remember a date that later phrases may refer back to, if it is no mere comparison."""
        if reading.when is None or reading.type not in ("DATE", "TIME") or compared:
            return
        if reading.scale == "D":
            self.day = reading.when.start
        if reading.scale == "Q":
            self.quarter = reading
        if reading.scale:
            self.last = reading

    def direction(self, phrase: Phrase) -> Tense | None:
        """Whether the phrase lies ahead of the report or behind it, by the verbs around it."""
        if self.tense is not None:
            tokens = phrase.tokens
            told = self.tense(tokens.starts[phrase.first], tokens.ends[phrase.last - 1])
            if told in ("past", "future"):
                return "past" if told == "past" else "future"
        return nearest_cue(phrase)


def nearest_cue(phrase: Phrase) -> Tense | None:
    """What the nearest verb of the clause says: first those before the phrase, then those after."""
    for index in range(phrase.first - 1, max(-1, phrase.first - REACH_BACK), -1):
        if _ends_clause(phrase, index):
            break
        if found := _cue(phrase, index):
            return found
    for index in range(phrase.last, min(len(phrase.tokens.row), phrase.last + REACH_ON)):
        if _ends_clause(phrase, index):
            break
        if found := _cue(phrase, index):
            return found
    return None


def _ends_clause(phrase: Phrase, index: int) -> bool:
    kind = phrase.tokens.row[index]
    codes = phrase.words.codes
    if kind in (codes["stop"], codes["break"]):
        return True
    if kind != codes["dot"]:
        return False
    following = phrase.tokens.word(index + 1)
    previous = phrase.kind_at(index - 1)
    return previous not in ("abbreviation", "short_weekday") and not following[:1].islower()


def _cue(phrase: Phrase, index: int) -> Tense | None:
    word = phrase.tokens.word(index)
    if not word.islower():
        return None
    words = phrase.words
    if word == "next" and phrase.word(index + 1) == "to":  # beside it
        return None
    if word in words.forward_to and phrase.word(index + 1) == "to":
        return "future"
    if word in words.forward:
        return "future"
    if word in words.backward:
        return "past"
    if word.endswith("ed") and len(word) > 4 and not word.endswith("eed"):
        return None if phrase.kind_at(index - 1) in ("the", "a", "of") else "past"
    return None


def nearest_year(scene: Scene, phrase: Phrase, month: int, day: int | None = None) -> int | None:
    """The year meant by a month or day without one; None without a report's date.

    Raises:
        ValueError: If that day is in no year near the report's.
    """
    anchor = scene.anchor
    if anchor is None:
        return None
    spans = [
        (year, span)
        for year in range(anchor.year - 4, anchor.year + 5)
        if (span := _span(year, month, day))
    ]
    back = max(((y, s) for y, s in spans if s[0] <= anchor), default=None)
    ahead = min(((y, s) for y, s in spans if s[1] >= anchor), default=None)
    if back is None or ahead is None:
        raise ValueError(f"no day {month}-{day} near {anchor}")
    gone = (anchor - back[1][1]).days
    if gone <= 0:
        return back[0]
    limit = _limit(scene, phrase)
    return back[0] if gone <= limit else ahead[0]


def _limit(scene: Scene, phrase: Phrase) -> int:
    """How many days back a date without a year may lie."""
    if phrase.before in ("since",) or phrase.has("last", "past"):
        return 400
    if phrase.has("next", "coming"):
        return -1
    if phrase.word(phrase.first - 1) in ("until", "till", "through", "by"):
        return BEHIND_FUTURE
    told = scene.direction(phrase)
    if told == "future":
        return BEHIND_FUTURE
    return BEHIND_PAST if told == "past" else BEHIND


def _span(year: int, month: int, day: int | None) -> tuple[date, date] | None:
    try:
        first = date(year, month, day or 1)
    except ValueError:
        return None
    return first, first if day else month_end(first)


def at_scale(day: date, scale: str, *, basis: Basis) -> Reading:
    """The day, week, month, quarter, year, decade or century that `day` lies in."""
    if scale in ("W", "F"):
        iso = day.isocalendar()
        value, when = f"{iso.year}-W{iso.week:02}", When.week(day, basis=basis)
        return Reading(value=value, when=when, scale="W")
    if scale == "M":
        value, when = f"{day.year}-{day.month:02}", When.month(day.year, day.month, basis=basis)
    elif scale == "Q":
        quarter = (day.month + 2) // 3
        value, when = f"{day.year}-Q{quarter}", When.quarter(day.year, quarter, basis=basis)
    elif scale == "Y":
        value, when = str(day.year), When.year(day.year, basis=basis)
    elif scale == "DE":
        first = day.year // 10 * 10
        value = str(first // 10)
        when = When.range(date(first, 1, 1), date(first + 9, 12, 31), basis=basis)
    elif scale == "CE":
        first = day.year // 100 * 100
        value = str(first // 100)
        when = When.range(date(first, 1, 1), date(first + 99, 12, 31), basis=basis)
    else:
        value, when, scale = day.isoformat(), When.on(day, basis=basis), "D"
    return Reading(value=value, when=when, scale=scale)


def moved(day: date, scale: str, number: int) -> date:
    """`day` moved by `number` units; hours and minutes move it not.

    Raises:
        DateError: If that lies outside the calendar.
    """
    days = {"D": 1, "W": 7, "F": 14}
    months = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}
    if scale in days:
        return later(day, number * days[scale])
    if scale in months:
        return months_later(day, number * months[scale])
    return day


def narrowed(reading: Reading, phase: str, scene: Scene) -> Reading:
    """The early, middle or late part of a period, or what of it lies before or after the report."""
    when = reading.when
    if when is None or when.start is None or when.end is None:
        return reading
    if phase in ("earlier", "later"):
        part = _on_one_side(when, phase, scene.anchor)
    else:
        part = _third(when, phase, reading.scale)
    if reading.scale == "D":
        return reading
    return Reading(type=reading.type, value=reading.value, when=part, scale=reading.scale)


def _on_one_side(when: When, phase: str, anchor: date | None) -> When:
    if anchor is None or not when.start or not when.end or not when.start <= anchor <= when.end:
        return when
    if phase == "earlier":
        return When.range(when.start, anchor, basis=when.basis)
    return When.range(anchor, when.end, basis=when.basis)


def _third(when: When, phase: str, scale: str) -> When:
    """Thirds of a month (days 1-10, 11-20, 21-), first and last quarter of a year."""
    start, end = when.start, when.end
    if start is None or end is None:
        return when
    if scale == "M":
        bounds = {"early": (1, 10), "mid": (11, 20), "late": (21, end.day)}[phase]
        return When.range(
            start.replace(day=bounds[0]), start.replace(day=bounds[1]), basis=when.basis
        )
    if scale == "Y":
        if phase == "mid":
            return When.range(date(start.year, 5, 1), date(start.year, 8, 31), basis=when.basis)
        return When.quarter(start.year, 1 if phase == "early" else 4, basis=when.basis)
    if scale == "DE":
        first, last = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}[phase]
        year = start.year
        return When.range(date(year + first, 1, 1), date(year + last, 12, 31), basis=when.basis)
    return when


def in_part(reading: Reading, phrase: Phrase) -> Reading:
    """The morning, evening … of a day, where the phrase names one."""
    part = phrase.letters("part", "parts")
    if not part or reading.value is None:
        return reading
    return replace(reading, type="TIME", value=f"{reading.value}T{part}")
