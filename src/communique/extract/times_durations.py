"""Readings of lengths and repetitions, of clocks, and of words like "now" and "recently"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from communique.dates import When, later
from communique.extract.times_scene import Phrase, Reading, Scene, moved

# Units of TIMEX3 that a length is told in: (prefix, times, letter).
LENGTHS = {
    "D": ("P", 1, "D"),
    "W": ("P", 1, "W"),
    "F": ("P", 2, "W"),
    "WE": ("P", 1, "WE"),
    "M": ("P", 1, "M"),
    "Q": ("P", 3, "M"),
    "Y": ("P", 1, "Y"),
    "DE": ("P", 10, "Y"),
    "CE": ("P", 100, "Y"),
    "TH": ("PT", 1, "H"),
    "TM": ("PT", 1, "M"),
    "TS": ("PT", 1, "S"),
}
UNITS = ("unit", "units", "quarter", "quarters", "weekend", "weekends")
NUMBERS = ("a", "day", "number", "year", "count", "hundred", "vague")

# What a rule gives for words that look like a time and are none: they are passed over.
NO_TIME = Reading(type="")


def read_duration(phrase: Phrase, _: Scene) -> Reading | None:
    """Three years; a week; two-day; 12 to 18 months. No days can be known of a plain length."""
    scale = unit_of(phrase)
    if scale == "WE" and not phrase.has("count", "day", "vague"):
        return None
    rate = phrase.kind_at(phrase.first) == "a" and phrase.before in (
        "money",
        "figure",
        "units",
        "number",
        "day",
        "year",
    )
    if rate or phrase.before == "money":
        return NO_TIME
    return Reading(type="DURATION", value=length(amount(phrase), scale))


def read_age(_: Phrase, __: Scene) -> Reading | None:
    """35 years old: how old somebody is, no time of anything told."""
    return NO_TIME


def read_units(phrase: Phrase, _: Scene) -> Reading | None:
    """(For) years."""
    return Reading(type="DURATION", value=length(None, phrase.letters("units")))


def read_every(phrase: Phrase, _: Scene) -> Reading | None:
    """Every day; every two years; each Monday; Tuesday nights."""
    part = phrase.letters("part", "parts")
    weekday = phrase.number("weekday", "weekdays")
    if weekday is not None:
        value = f"XXXX-WXX-{weekday}" + (f"T{part}" if part else "")
    elif month := phrase.number("month"):
        value = f"XXXX-{month:02}"
    elif scale := unit_of(phrase):
        value = length(phrase.number("count", "ordinal") or 1, scale)
    else:
        value = f"XXXX-XX-XXT{part}"
    return Reading(type="SET", value=value)


def read_set(phrase: Phrase, _: Scene) -> Reading | None:
    """Daily; annual; but not the Daily of a newspaper."""
    word = phrase.tokens.word(phrase.first)
    if word[0].isupper() and "name" in (phrase.before, phrase.after):
        return None
    return Reading(type="SET", value=phrase.letters("set"))


def read_reference(phrase: Phrase, scene: Scene) -> Reading | None:
    """Now; recently; soon; the near future; (in) the past.

    Of "now" no days are given: a report says it of its own date, and also of these years.
    """
    value = phrase.letters("reference")
    if phrase.word(phrase.first) == "soon" and _is_no_date(phrase):
        return NO_TIME
    if not value:
        value = "FUTURE_REF" if phrase.has("future") else "PAST_REF"
    when = None
    if value == "PAST_REF" and scene.anchor is not None:
        when = When(end=scene.anchor, precision="unknown", basis="relative")
    if value == "FUTURE_REF" and scene.anchor is not None:
        when = When(start=scene.anchor, precision="unknown", basis="relative")
    return Reading(value=value, when=when)


def _is_no_date(phrase: Phrase) -> bool:
    """Whether "soon" tells of order: "as soon as", "soon after"."""
    return phrase.word(phrase.first - 1) == "as" or phrase.after in ("after", "afterwards")


def clock_value(phrase: Phrase) -> str | None:
    """The hour and minute that a clock tells, as TIMEX3 writes them; None if it tells none."""
    index, kind, value = phrase.find("day", "clock", "noon")[0]
    half = phrase.word(index + 1)[:1] if phrase.has("clock_half") else ""
    if kind == "noon":
        return str(value)
    if kind == "clock" and not half:
        # 10.30 alone is a number, 10:30 alone a clock.
        written = phrase.word(index)
        told = ":" in written or written.endswith("m") or phrase.has("zone")
        return str(value) if told else None
    hour, _, minute = str(value).partition(":")
    if not half or not 1 <= int(hour) <= 12:
        return None
    return f"{int(hour) % 12 + 12 * (half == 'p'):02}:{minute or '00'}"


def unit_of(phrase: Phrase) -> str:
    """The letters of the unit that the phrase counts in; "" if it names none."""
    return phrase.letters(*UNITS)


def amount(phrase: Phrase) -> int | None:
    """How many units the phrase tells of; None where that is vague ("a few", "two or three")."""
    end = next((index for index, _, _ in phrase.find(*UNITS)), phrase.last)
    before = replace(phrase, last=end)
    numbers = before.find(*NUMBERS)
    if not numbers:
        return 1 if phrase.has("unit", "quarter", "weekend") else None
    kinds = [kind for _, kind, _ in numbers]
    values = [value for _, _, value in numbers]
    if "vague" in kinds:
        vague = values[kinds.index("vague")]
        return vague if isinstance(vague, int) else None
    if before.has("to", "or") or (before.has("dash") and _two_figures(kinds)):
        return None
    return _spoken(kinds, [value for value in values if isinstance(value, int)])


def _two_figures(kinds: list[str]) -> bool:
    return sum(kind in ("day", "number", "year") for kind in kinds) > 1


def _spoken(kinds: list[str], values: list[int]) -> int | None:
    """The number that a row of number words spells: "a hundred", "twenty four"."""
    total = 0
    for kind, value in zip(kinds, values, strict=False):
        total = max(total, 1) * value if kind == "hundred" else total + value
    return total


def length(number: int | None, scale: str) -> str:
    """A length as TIMEX3 writes it: P3M; PXY where the number is not known."""
    prefix, times, letter = LENGTHS.get(scale, ("P", 1, scale))
    if number is None:
        return f"{prefix}X{scale if scale in ('DE', 'CE') else letter}"
    return f"{prefix}{number * times}{letter}"


def window(day: date, scale: str, number: int | None, *, ahead: bool) -> Reading:
    """So many units up to `day`, or from it on; the far end is open where the number is vague.

    Raises:
        DateError: If that lies outside the calendar.
    """
    far = None
    if number is not None:
        signed = number if ahead else -number
        if scale in ("TH", "TM", "TS"):
            hours = number if scale == "TH" else 1
            far = later(day, (hours + 23) // 24 * (1 if ahead else -1))
        else:
            far = moved(day, "W" if scale == "WE" else scale, signed)
    start, end = (day, far) if ahead else (far, day)
    return Reading(
        type="DURATION",
        value=length(number, scale),
        when=When.range(start, end, basis="relative"),
    )
