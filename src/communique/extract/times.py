"""The times stage: finds what a report says of dates, times and lengths, and reads the days meant.

A text is cut into words, each of a class (`times_tokens`); rules over the classes find the phrases
(`times_rules`); a reader a rule gives each phrase its meaning, against the report's date and what
was named before it; and the words around make intervals of it (`times_intervals`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from communique.dates import When
from communique.errors import DateError
from communique.extract import times_calendar as of_calendar
from communique.extract import times_cycles as of_cycles
from communique.extract import times_durations as of_lengths
from communique.extract import times_quarters as of_quarters
from communique.extract import times_relative as relative
from communique.extract.times_calendar import Reader
from communique.extract.times_durations import NO_TIME
from communique.extract.times_intervals import Found, joined, opened
from communique.extract.times_rules import RULES, coded, compile_rules
from communique.extract.times_scene import Phrase, Reading, Scene, TenseTeller
from communique.extract.times_tokens import Tokeniser, Tokens
from communique.extract.times_words import TimeWords, load_time_words

READERS: Mapping[str, Reader] = {
    "iso": of_calendar.read_iso,
    "slashed": of_calendar.read_slashed,
    "clock": relative.read_clock,
    "days": of_calendar.read_days,
    "date": of_calendar.read_date,
    "month_of": of_calendar.read_month_of,
    "season_of": of_calendar.read_season_of,
    "quarter_of": of_quarters.read_quarter_of,
    "quarter_ago": of_quarters.read_quarter_ago,
    "half_of": of_quarters.read_half_of,
    "quarter": of_quarters.read_quarter,
    "fiscal": of_calendar.read_fiscal,
    "years": of_calendar.read_years,
    "decade": of_calendar.read_decade,
    "century": of_calendar.read_century,
    "ago": relative.read_ago,
    "before_day": relative.read_before_day,
    "the_day_before": relative.read_the_day_before,
    "shifted": relative.read_shifted,
    "window": relative.read_window,
    "first_of": relative.read_first_of,
    "weekday_of": of_cycles.read_weekday_of,
    "which_weekday": of_cycles.read_which_weekday,
    "which_month": of_cycles.read_which_month,
    "which_season": of_cycles.read_which_season,
    "holiday": of_calendar.read_holiday,
    "weekend": of_cycles.read_weekend,
    "week_of": relative.read_week_of,
    "rel_unit": relative.read_rel_unit,
    "deictic": relative.read_deictic,
    "this_part": relative.read_this_part,
    "tonight": relative.read_tonight,
    "every": of_lengths.read_every,
    "set": of_lengths.read_set,
    "weekday": of_cycles.read_weekday,
    "year_end": relative.read_year_end,
    "year": of_calendar.read_year,
    "spoken_year": of_calendar.read_spoken_year,
    "month": of_calendar.read_month,
    "age": of_lengths.read_age,
    "duration": of_lengths.read_duration,
    "units": of_lengths.read_units,
    "reference": of_lengths.read_reference,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """Words of a report that tell a time, and what they mean.

    type: DATE, TIME, DURATION or SET, and `value` as TIMEX3 has them; `value` is None where the
        report's date would be needed and is not known.
    when: the days meant; None where none can be known ("for three years", "at 15:00").
    future: lies ahead of the report's date, or is told as what is to come.
    Offsets are in characters of the text given, end exclusive.
    """

    start: int
    end: int
    text: str
    type: str
    value: str | None
    when: When | None
    future: bool = False


class TimeFinder:
    """Finds the time expressions of a text: vocabulary compiled once, then called per report."""

    def __init__(self, words: TimeWords | None = None) -> None:
        self._words = words or load_time_words()
        self._tokeniser = Tokeniser(self._words)
        codes = self._words.codes
        self._pattern = compile_rules(codes)
        self._rules = [(name, re.compile(coded(rule, codes))) for name, rule in RULES]
        self._place = {name: index for index, (name, _) in enumerate(RULES)}

    def __call__(
        self, text: str, day: date | None, *, tense: TenseTeller | None = None
    ) -> list[TimeExpression]:
        """The time expressions of `text`, in its order; none overlap.

        Args:
            text: A report's text or its shadow.
            day: The report's date; None leaves what is told from it unknown.
            tense: Tells of two offsets whether the verb there is "past" or "future". Without it,
                or where it tells None, the nearest verb among the words around decides.
        """
        tokens = self._tokeniser(text)
        scene = Scene(anchor=day, tense=tense)
        return [_expression(found, scene) for found in joined(self._find(tokens, scene))]

    def _find(self, tokens: Tokens, scene: Scene) -> list[Found]:
        row, place, out = tokens.row, 0, []
        while match := self._pattern.search(row, place):
            found = self._read(tokens, scene, match)
            if found is None:
                place = match.start() + 1
                continue
            place = found.phrase.last
            if found.reading.type:
                scene.mention(found.reading, compared=_is_compared(found))
                out.append(found)
        return out

    def _read(self, tokens: Tokens, scene: Scene, match: re.Match[str]) -> Found | None:
        """What the first rule makes of this place that can read it."""
        first, rule = match.start(), str(match.lastgroup)
        if found := self._try(tokens, scene, rule, first, match.end()):
            return found
        for name, pattern in self._rules[self._place[rule] + 1 :]:
            if (other := pattern.match(tokens.row, first)) and (
                found := self._try(tokens, scene, name, first, other.end())
            ):
                return found
        return None

    def _try(self, tokens: Tokens, scene: Scene, rule: str, first: int, last: int) -> Found | None:
        phrase = Phrase(tokens, first, last, self._words, self._tokeniser)
        if rule == "year" and phrase.kind_at(first) == "the" and first + 2 == last:
            phrase = replace(phrase, first=first + 1)
        try:
            reading = READERS[rule](phrase, scene)
        except (ValueError, DateError):  # a day that no calendar has
            reading = NO_TIME if rule in ("date", "days", "iso", "slashed") else None
        return None if reading is None else Found(rule, phrase, reading)


def _is_compared(found: Found) -> bool:
    """Whether the phrase only holds another time against the one spoken of ("a year earlier")."""
    if found.rule == "quarter_ago":
        return True
    return found.rule in ("ago", "shifted") and found.reading.scale in ("Y", "Q")


def _expression(found: Found, scene: Scene) -> TimeExpression:
    phrase, reading = found.phrase, found.reading
    start, end = phrase.tokens.starts[phrase.first], phrase.tokens.ends[phrase.last - 1]
    try:
        when = opened(found)
    except DateError:  # before the first day of the calendar, or after its last
        when = reading.when
    return TimeExpression(
        start=start,
        end=end,
        text=phrase.tokens.text[start:end],
        type=reading.type,
        value=reading.value,
        when=when,
        future=_lies_ahead(phrase, reading, when, scene),
    )


def _lies_ahead(phrase: Phrase, reading: Reading, when: When | None, scene: Scene) -> bool:
    if reading.value == "FUTURE_REF":
        return True
    if when is None:
        return False
    anchor = scene.anchor
    if anchor is not None:
        if when.start is not None and when.start > anchor:
            return True
        if when.end is None or when.end < anchor or (when.end == anchor != when.start):
            return False
    return scene.direction(phrase) == "future"
