"""Readings of what comes round again: weekdays, weekends, months and seasons without a year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from communique.dates import When, later, monday_of, weekday_from, weekday_until
from communique.extract.times_calendar import read_date, season, which_offset
from communique.extract.times_durations import NO_TIME
from communique.extract.times_scene import (
    Phrase,
    Reading,
    Scene,
    at_scale,
    in_part,
    narrowed,
)

# Words after and before a weekday that make it a name: the Sunday Times, Bloody Sunday.
PAPERS = frozenset(
    ("times", "telegraph", "mail", "express", "mirror", "independent", "herald", "post", "tribune")
)
EPITHETS = frozenset(("bloody", "black", "super", "cyber", "shrove", "fat", "holy", "giving"))


def read_weekday(phrase: Phrase, scene: Scene) -> Reading | None:
    """Thursday; early Monday; Friday night: that day or before, but ahead if the verb looks so."""
    number = phrase.number("weekday")
    if number is None or _is_name(phrase):
        return NO_TIME
    if scene.anchor is None:
        return in_part(Reading(value=f"XXXX-WXX-{number}", floating=True), phrase)
    ahead = phrase.before != "since" and scene.direction(phrase) == "future"
    day = weekday_from(scene.anchor, number) if ahead else weekday_until(scene.anchor, number)
    reading = replace(at_scale(day, "D", basis="relative"), floating=True)
    return in_part(reading, phrase)


def _is_name(phrase: Phrase) -> bool:
    if phrase.after == "name" and phrase.word(phrase.last) in PAPERS:
        return True
    return phrase.before == "name" and phrase.word(phrase.first - 1) in EPITHETS


def read_which_weekday(phrase: Phrase, scene: Scene) -> Reading | None:
    """Last Friday; this Monday; next Tuesday; the following Sunday.

    "Next" is the first after the report's date, "last" the last before it.
    """
    number = phrase.number("weekday")
    if number is None:
        return None
    refers = phrase.has("following", "previous", "same", "that")
    base = scene.day or scene.anchor if refers else scene.anchor
    if base is None:
        return in_part(Reading(value=f"XXXX-WXX-{number}"), phrase)
    offset = which_offset(phrase)
    if offset < 0:
        day = weekday_until(later(base, -1), number)
    elif offset > 0:
        day = weekday_from(later(base, 1), number)
    elif refers or scene.direction(phrase) == "past":
        day = weekday_until(base, number)
    else:
        day = weekday_from(base, number)
    return in_part(at_scale(day, "D", basis="relative"), phrase)


def read_weekday_of(phrase: Phrase, scene: Scene) -> Reading | None:
    """Friday of last week."""
    number, unit = phrase.number("weekday"), phrase.letters("unit")
    if scene.anchor is None or number is None or unit != "W":
        return None
    monday = later(monday_of(scene.anchor), 7 * which_offset(phrase))
    return in_part(at_scale(later(monday, number - 1), "D", basis="relative"), phrase)


def read_weekend(phrase: Phrase, scene: Scene) -> Reading | None:
    """The weekend; last weekend; next weekend, which is that of the next calendar week."""
    anchor = scene.anchor
    if anchor is None:
        return Reading()
    if phrase.has("following", "previous", "same", "that"):
        base = scene.day or anchor
        return weekend(later(base, 7 * which_offset(phrase)))
    offset = which_offset(phrase)
    if offset > 0:
        return weekend(later(anchor, 7))
    if offset < 0:
        return weekend(later(anchor, -7))
    told = scene.direction(phrase)
    if told == "future" or (phrase.has("this") and told is None):
        return weekend(anchor)
    return weekend(weekday_until(anchor, 6))


def weekend(day: date) -> Reading:
    """The Saturday and Sunday of the week of `day`."""
    saturday = later(monday_of(day), 5)
    iso = saturday.isocalendar()
    when = When.range(saturday, later(saturday, 1), basis="relative")
    return Reading(value=f"{iso.year}-W{iso.week:02}-WE", when=when, scale="WE")


def read_which_month(phrase: Phrase, scene: Scene) -> Reading | None:
    """Last November; next March; this June; that May; last June 5."""
    month = phrase.number("month", "abbreviation")
    if month is None:
        return None
    if phrase.has("day", "ordinal"):
        return read_date(phrase, scene)
    refers = phrase.has("following", "previous", "same", "that")
    base = scene.last.when.start if refers and scene.last and scene.last.when else scene.anchor
    if base is None:
        return Reading(value=f"XXXX-{month:02}")
    offset, year = which_offset(phrase), base.year
    if offset < 0 and month >= base.month:
        year -= 1
    elif offset > 0 and month <= base.month:
        year += 1
    reading = at_scale(date(year, month, 1), "M", basis="relative")
    phase = phrase.letters("phase", "edge", "shift")
    return narrowed(reading, phase, scene) if phase else reading


def read_which_season(phrase: Phrase, scene: Scene) -> Reading | None:
    """Last summer; this past spring; the winter; (in) autumn."""
    letters = phrase.letters("season")
    if phrase.first + 1 == phrase.last and letters == "FA":
        return None
    anchor = scene.anchor
    if anchor is None:
        return Reading(value=f"XXXX-{letters}")
    base = anchor
    if phrase.has("following", "previous", "same", "that") and scene.last and scene.last.when:
        base = scene.last.when.start or anchor
    seasons = [season(year, letters) for year in range(base.year - 2, base.year + 3)]
    begun = [s for s in seasons if s.when and s.when.start and s.when.start <= base]
    over = [s for s in begun if s.when and s.when.end and s.when.end < base]
    to_come = [s for s in seasons if s.when and s.when.start and s.when.start > base]
    offset = which_offset(phrase)
    if offset:
        return over[-1] if offset < 0 else to_come[0]
    if begun[-1] is not over[-1]:
        return begun[-1]
    if phrase.has("this"):
        ahead = to_come[0].when
        soon = ahead and ahead.start and ahead.start.year == base.year
        return to_come[0] if soon else over[-1]
    return _nearest_season(phrase, scene, over[-1], to_come[0])


def _nearest_season(phrase: Phrase, scene: Scene, gone: Reading, to_come: Reading) -> Reading:
    """The season over, or the one to come where the verb looks ahead."""
    return to_come if scene.direction(phrase) == "future" else gone


def again(reading: Reading, year: int) -> Reading:
    """The same month, or day of a month, in another year.

    Raises:
        ValueError: If that year has no such day.
    """
    when = reading.when
    if when is None or when.start is None or reading.scale not in ("D", "M"):
        return reading
    return at_scale(when.start.replace(year=year), reading.scale, basis=when.basis)
