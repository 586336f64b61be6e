"""Readings of dates told by their distance from the report's date or from a day named before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from communique.dates import When, later
from communique.extract.times_calendar import read_date, which_offset
from communique.extract.times_cycles import read_weekday, read_which_weekday, weekend
from communique.extract.times_durations import amount, clock_value, length, unit_of, window
from communique.extract.times_scene import (
    Phrase,
    Reading,
    Scene,
    at_scale,
    in_part,
    moved,
    narrowed,
)

AHEAD = ("next", "coming", "following", "future")
# Words that look to a day named before, not to the report's.
REFERRING = ("following", "previous", "same", "that")


def read_ago(phrase: Phrase, scene: Scene) -> Reading | None:
    """Two days ago; a week ago; several years ago.

    As fine as the unit: weeks give a calendar week, months a month. A vague number gives an end
    two units back, the least that a plural says, and no start.
    """
    anchor, scale, number = scene.anchor, unit_of(phrase), amount(phrase)
    if anchor is None:
        return Reading()
    if scale in ("TH", "TM", "TS"):
        return Reading(type="TIME", when=When.on(anchor, basis="relative"))
    if number is None:
        latest = moved(anchor, "W" if scale == "WE" else scale, -2)
        return Reading(value="PAST_REF", when=When.range(None, latest, basis="relative"))
    return _counted(scene, anchor, scale, -number)


def read_shifted(phrase: Phrase, scene: Scene) -> Reading | None:
    """Two days later; a month earlier; three weeks before: counted from what was named last."""
    scale, number = unit_of(phrase), amount(phrase)
    if phrase.has("reference"):
        base = scene.anchor if phrase.word(phrase.last - 1) == "now" else None
    back = phrase.letters("shift") == "earlier" or phrase.has("before", "ago")
    base = _named(scene, scale)
    if scale in ("TH", "TM", "TS") or number is None or base is None:
        if phrase.has("before", "after", "reference"):
            return None
        return Reading(type="DURATION", value=length(number, scale))
    reading = _counted(scene, base, scale, -number if back else number)
    return reading if phrase.has("reference") else _if_told_from(scene, base, reading)


def _counted(scene: Scene, base: date, scale: str, number: int) -> Reading:
    """The period `number` units from `base`; a year from a quarter just named is a quarter."""
    if scale == "WE":
        return weekend(later(base, 7 * number))
    last = scene.last
    if scale == "Y" and abs(number) == 1 and last and last.scale == "Q" and last.when:
        base, grain = last.when.start or base, "Q"
    else:
        grain = "Y" if scale in ("DE", "CE") else scale
    return at_scale(moved(base, scale, number), grain, basis="relative")


def _named(scene: Scene, scale: str) -> date | None:
    """The day from which a distance in `scale` counts: what was named last, else the report's."""
    if scale == "D" and scene.day is not None:
        return scene.day
    if scale != "D" and scene.last is not None and scene.last.when and scene.last.when.start:
        return scene.last.when.start
    return scene.anchor


def _if_told_from(scene: Scene, base: date, reading: Reading) -> Reading:
    """The reading, without days if it lies ahead for want of a day that it could follow.

    "Two days later" counts from what was named before; where nothing was, the report's date stands
    in for it in the value, but no event is dated after its report by that.
    """
    if base != scene.anchor or reading.when is None or reading.when.start is None:
        return reading
    named = scene.day if reading.scale == "D" else scene.last
    if named is None and reading.when.start > base:
        return replace(reading, when=None)
    return reading


def read_before_day(phrase: Phrase, scene: Scene) -> Reading | None:
    """The day before yesterday; the night before last Tuesday."""
    unit = phrase.letters("unit")
    mark = phrase.find("before", "after")[0][0]
    inner = replace(phrase, first=mark + 1)
    reader = read_deictic if inner.has("deictic") else read_which_weekday
    of_day = reader(inner, scene)
    if unit not in ("", "D") or of_day is None:
        return None
    if of_day.when is None or of_day.when.start is None:
        return Reading()
    day = later(of_day.when.start, -1 if phrase.has("before") else 1)
    return in_part(at_scale(day, "D", basis="relative"), phrase)


def read_the_day_before(phrase: Phrase, scene: Scene) -> Reading | None:
    """The day before; the week after; the night before."""
    scale = phrase.letters("unit") or "D"
    base = _named(scene, scale)
    if scale in ("TH", "TM"):
        return None
    if base is None:
        return Reading()
    day = moved(base, scale, -1 if phrase.has("before") else 1)
    reading = at_scale(day, scale, basis="relative")
    return in_part(_if_told_from(scene, base, reading), phrase)


def read_window(phrase: Phrase, scene: Scene) -> Reading | None:
    """The past three months; the next few days; recent weeks: up to the report's date or from."""
    scale, number = unit_of(phrase), amount(phrase)
    ahead = phrase.has(*AHEAD)
    base = _named(scene, scale) if phrase.has("following", "previous") else scene.anchor
    if base is None:
        return Reading(type="DURATION", value=length(number, scale))
    return window(base, scale, number, ahead=ahead)


def read_first_of(phrase: Phrase, scene: Scene) -> Reading | None:
    """The first nine months of 1988; the last two weeks of this month."""
    mark = [index for index, _, _ in phrase.find("of")][-1]
    head, tail = replace(phrase, last=mark), replace(phrase, first=mark + 1)
    scale, number = unit_of(head), amount(head)
    if number is None or (head.number("ordinal") or 1) != 1:
        return None
    period = read_year_of(tail, scene)
    if period is None or period.start is None or period.end is None:
        return Reading(type="DURATION", value=length(number, scale))
    if head.has("last"):
        start, end = moved(later(period.end, 1), scale, -number), period.end
    else:
        start, end = period.start, later(moved(period.start, scale, number), -1)
    when = When.range(start, end, basis=period.basis)
    return Reading(type="DURATION", value=length(number, scale), when=when)


def read_year_of(phrase: Phrase, scene: Scene) -> When | None:
    """The year, or the calendar unit from the report's date, that stands in the phrase."""
    year = phrase.number("year")
    if year is not None:
        return When.year(year)
    unit = phrase.letters("unit")
    if scene.anchor is None or unit not in ("W", "M", "Y", "DE"):
        return None
    return at_scale(moved(scene.anchor, unit, which_offset(phrase)), unit, basis="relative").when


def read_week_of(phrase: Phrase, scene: Scene) -> Reading | None:
    """The week of June 5."""
    mark = phrase.find("of")[0][0]
    day = read_date(replace(phrase, first=mark + 1), scene)
    if phrase.letters("unit") != "W" or day is None:
        return None
    if day.when is None or day.when.start is None:
        return Reading()
    return at_scale(day.when.start, "W", basis=day.when.basis)


def read_rel_unit(phrase: Phrase, scene: Scene) -> Reading | None:
    """Last week; earlier this month; the following day; the start of the year; the past year."""
    unit = phrase.letters("unit")
    if unit in ("TH", "TM") or (unit == "D" and phrase.has("last")):
        return window_of_one(phrase, scene, unit) if phrase.has("past", "last", "next") else None
    if _is_window(phrase, unit):
        return window_of_one(phrase, scene, unit)
    base, number = scene.anchor, which_offset(phrase)
    if phrase.has(*REFERRING) or (unit == "D" and not phrase.has("this", "current")):
        base = _named(scene, unit)
    if base is None:
        return Reading()
    reading = at_scale(moved(base, unit, number), unit, basis="relative")
    if phrase.has("following") or unit == "D":
        reading = _if_told_from(scene, base, reading)
    phase = phrase.letters("phase", "edge", "shift")
    return narrowed(reading, phase, scene) if phase else reading


def _is_window(phrase: Phrase, unit: str) -> bool:
    """Whether "the past year" is meant and not "last year"."""
    if phrase.has("phase", "edge", "shift", "this", "fiscal"):
        return False
    if phrase.has("past", "coming"):
        return phrase.has("the")
    return unit in ("Y", "M", "DE", "CE") and phrase.has("the") and phrase.has("last", "next")


def window_of_one(phrase: Phrase, scene: Scene, unit: str) -> Reading | None:
    """The past year; the next hour."""
    if scene.anchor is None:
        return Reading(type="DURATION", value=length(1, unit))
    return window(scene.anchor, unit, 1, ahead=phrase.has(*AHEAD))


def read_deictic(phrase: Phrase, scene: Scene) -> Reading | None:
    """Today; yesterday morning; late tomorrow."""
    if scene.anchor is None:
        return Reading()
    day = later(scene.anchor, phrase.number("deictic") or 0)
    return in_part(at_scale(day, "D", basis="relative"), phrase)


def read_this_part(phrase: Phrase, scene: Scene) -> Reading | None:
    """This morning; last night; that evening; the next morning."""
    refers = phrase.has(*REFERRING, "next")
    base = _named(scene, "D") if refers else scene.anchor
    if base is None:
        return Reading(type="TIME")
    day = later(base, which_offset(phrase))
    return in_part(at_scale(day, "D", basis="relative"), phrase)


def read_tonight(phrase: Phrase, scene: Scene) -> Reading | None:
    """Tonight; overnight, which is the night that ends in the morning of the report's date."""
    anchor = scene.anchor
    if anchor is None:
        return Reading(type="TIME")
    if phrase.word(phrase.last - 1) == "tonight":
        when = When.on(anchor, basis="relative")
        return Reading(type="TIME", value=f"{anchor}TNI", when=when, scale="D")
    eve = later(anchor, -1)
    return Reading(type="TIME", value=f"{eve}TNI", when=When.range(eve, anchor, basis="relative"))


def read_year_end(_: Phrase, scene: Scene) -> Reading | None:
    """Year-end; the year's end: of the report's year."""
    if scene.anchor is None:
        return Reading()
    year = scene.anchor.year
    when = When.range(date(year, 12, 1), date(year, 12, 31), basis="relative")
    return Reading(value=str(year), when=when, scale="Y")


def read_clock(phrase: Phrase, scene: Scene) -> Reading | None:
    """15:00 GMT; 3 p.m. on Friday; noon today. A clock without a day gives no days."""
    told = clock_value(phrase)
    if told is None:
        return None
    day: Reading | None = None
    for kinds, reader in (
        (("month", "abbreviation"), _read_date_after_clock),
        (("deictic",), read_deictic),
        (("weekday",), _read_weekday_after_clock),
    ):
        if phrase.has(*kinds):
            day = reader(phrase, scene)
            break
    if day is None or day.when is None:
        return Reading(type="TIME", value=f"XXXX-XX-XXT{told}")
    return replace(day, type="TIME", value=f"{day.value}T{told}")


def _read_date_after_clock(phrase: Phrase, scene: Scene) -> Reading | None:
    first = phrase.find("month", "abbreviation", "weekday", "short_weekday")[0][0]
    return read_date(replace(phrase, first=first), scene)


def _read_weekday_after_clock(phrase: Phrase, scene: Scene) -> Reading | None:
    which = phrase.find("last", "past", "next", "coming", "this", "weekday")[0][0]
    inner = replace(phrase, first=which)
    bare = phrase.kind_at(which) == "weekday"
    return read_weekday(inner, scene) if bare else read_which_weekday(inner, scene)
