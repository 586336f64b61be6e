"""Readings of quarters and halves of a year."""

from __future__ import annotations

from datetime import date

from communique.dates import Basis, When, later, month_end
from communique.extract.times_calendar import which_offset
from communique.extract.times_scene import Phrase, Reading, Scene, at_scale, moved, narrowed


def read_quarter_of(phrase: Phrase, scene: Scene) -> Reading | None:
    """The first quarter of 1988; this year's third quarter; Q3 2019."""
    number = phrase.number("ordinal")
    if name := phrase.letters("quarter_name"):
        number = int(name[1])
        if name[0] == "H":
            return _named_half(phrase, scene, number)
    if number is None or not 1 <= number <= 4:
        return None
    year = phrase.number("year", "fiscal_name")
    basis: Basis = "explicit" if year is not None else "relative"
    if year is None and phrase.has("unit") and scene.anchor is not None:
        year = scene.anchor.year + which_offset(phrase)
    if year is None:
        return _nearest_quarter(phrase, scene, number)
    reading = at_scale(date(year, 3 * number - 2, 1), "Q", basis=basis)
    phase = phrase.letters("phase", "edge")
    return narrowed(reading, phase, scene) if phase else reading


def read_quarter(phrase: Phrase, scene: Scene) -> Reading | None:
    """The third quarter; the quarter; the latest period; the 1988 quarter."""
    number = phrase.number("ordinal")
    if number is not None:
        return _nearest_quarter(phrase, scene, number) if 1 <= number <= 4 else None
    year = phrase.number("year")
    if year is not None:
        return _same_period_in(scene, year)
    if scene.anchor is None:
        return None
    if phrase.has("this", "current") and not phrase.has("last", "past", "next", "coming"):
        return at_scale(scene.anchor, "Q", basis="relative")
    if phrase.has("last", "past", "previous"):
        return at_scale(moved(scene.anchor, "Q", -1), "Q", basis="relative")
    if phrase.has("next", "coming", "following"):
        return at_scale(moved(scene.anchor, "Q", 1), "Q", basis="relative")
    if phrase.has("period") and not phrase.has("latest"):
        return None
    return scene.quarter or at_scale(moved(scene.anchor, "Q", -1), "Q", basis="relative")


def read_quarter_ago(phrase: Phrase, scene: Scene) -> Reading | None:
    """The year-earlier quarter; the year-ago period; the quarter a year ago."""
    if phrase.letters("unit") != "Y" or scene.anchor is None:
        return None
    number = phrase.number("ordinal")
    current = scene.quarter
    if number is not None and 1 <= number <= 4:
        current = _nearest_quarter(phrase, scene, number)
    if current is None:
        current = at_scale(moved(scene.anchor, "Q", -1), "Q", basis="relative")
    if current.when is None or current.when.start is None:
        return None
    return at_scale(moved(current.when.start, "Y", -1), "Q", basis="relative")


def read_half_of(phrase: Phrase, scene: Scene) -> Reading | None:
    """The first half of 1990; the second half of last year."""
    number = phrase.number("ordinal") or 2
    year = phrase.number("year")
    basis: Basis = "explicit" if year is not None else "relative"
    if year is None and phrase.letters("unit") == "Y" and scene.anchor is not None:
        year = scene.anchor.year + which_offset(phrase)
    return _half(year, number, basis)


def _named_half(phrase: Phrase, scene: Scene, number: int) -> Reading | None:
    year = phrase.number("year") or (scene.anchor.year if scene.anchor else None)
    return _half(year, number, "explicit" if phrase.has("year") else "relative")


def _half(year: int | None, number: int, basis: Basis) -> Reading | None:
    if year is None or number not in (1, 2):
        return None
    first = date(year, 6 * number - 5, 1)
    when = When.range(first, month_end(moved(first, "M", 5)), basis=basis)
    return Reading(value=f"{year}-H{number}", when=when, scale="H")


def _nearest_quarter(phrase: Phrase, scene: Scene, number: int) -> Reading | None:
    """The quarter of that number that began last, or begins next where the verb looks ahead."""
    if scene.anchor is None:
        return Reading(value=f"XXXX-Q{number}", scale="Q")
    first = date(scene.anchor.year, 3 * number - 2, 1)
    if first > scene.anchor:
        soon = (first - scene.anchor).days <= 100
        if not (soon and scene.direction(phrase) == "future"):
            first = date(first.year - 1, first.month, 1)
    elif scene.direction(phrase) == "future" and later(first, 92) < scene.anchor:
        following = date(first.year + 1, first.month, 1)
        first = following if (following - scene.anchor).days <= 100 else first
    return at_scale(first, "Q", basis="relative")


def _same_period_in(scene: Scene, year: int) -> Reading:
    if scene.quarter and scene.quarter.when and scene.quarter.when.start:
        start = scene.quarter.when.start
        return at_scale(date(year, start.month, 1), "Q", basis="explicit")
    return at_scale(date(year, 1, 1), "Y", basis="explicit")
