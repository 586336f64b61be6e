"""The words and patterns of layout, compiled once from the data files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import msgspec

from communique.vocab.files import data_dir, read_yaml_as

_CAPS = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'-]+"
_PLACE = rf"{_CAPS}(?:\ {_CAPS}){{0,4}}"
_MIXED = r"[A-ZÀ-ÖØ-Þ][\w'.-]+(?:\ (?:of|de|du|la|el|al|[A-ZÀ-ÖØ-Þ][\w'.-]+)){0,3}"
_WEEKDAY = r"(?i:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tue|wed|thu|fri|sat|sun)\.)"
_MONTH = r"(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-zA-Z]{0,6}\.?"
_YEAR = r"(?:,?\ (?:19|20)\d\d)?"
_DATE = (
    rf"(?:{_WEEKDAY},?\ )?(?:{_MONTH}\ \d{{1,2}}|\d{{1,2}}(?:st|nd|rd|th)?\ {_MONTH}){_YEAR}"
    rf"|{_WEEKDAY}|\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?|{_MONTH}\ (?:19|20)\d\d"
)
_REGION = rf"(?:,\ ?(?!{_DATE})[A-ZÀ-ÖØ-Þ][\w.'\ -]{{1,28}}?){{0,2}}"


class _Abbreviations(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    before_name: str
    before_figure: str
    either: str
    openers: str
    seldom_openers: str
    after_hour: str
    speech_verbs: str


class _Datelines(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    agencies: str
    not_places: str
    cities: str
    regions: str


class _Letterheads(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    lines: tuple[str, ...]
    prefixes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """All that the layout needs to know of the language, ready to match."""

    before_name: frozenset[str]
    before_figure: frozenset[str]
    either: frozenset[str]
    openers: frozenset[str]
    seldom_openers: frozenset[str]
    after_hour: frozenset[str]
    speech: re.Pattern[str]
    cities: frozenset[str]
    not_places: frozenset[str]
    dateline: re.Pattern[str]
    mixed_dateline: re.Pattern[str]
    agency_alone: re.Pattern[str]
    bare_city: re.Pattern[str]
    furniture: re.Pattern[str]
    prefix: re.Pattern[str]


@cache
def load_words() -> Words:
    """The words and patterns, from `data/text/`."""
    short = read_yaml_as(data_dir("text", "abbreviations.yaml"), _Abbreviations)
    lines = read_yaml_as(data_dir("text", "datelines.yaml"), _Datelines)
    heads = read_yaml_as(data_dir("text", "letterheads.yaml"), _Letterheads)
    agency = rf"(?:{_any(lines.agencies)})"
    cities = _any(lines.cities)
    verbs = "|".join(short.speech_verbs.split())
    return Words(
        before_name=frozenset(short.before_name.split()),
        before_figure=frozenset(short.before_figure.split()),
        either=frozenset(short.either.split()),
        openers=frozenset(short.openers.split()),
        seldom_openers=frozenset(short.seldom_openers.split()),
        after_hour=frozenset(short.after_hour.split()),
        speech=re.compile(rf"(?:[A-Z][\w.'-]*,? |the |a |an |of |his |her ){{1,6}}(?:{verbs})\b"),
        cities=frozenset(_names(lines.cities)),
        not_places=frozenset(_names(lines.not_places)),
        dateline=_dateline(_PLACE, agency),
        mixed_dateline=_dateline(_MIXED, agency),
        agency_alone=re.compile(rf"[(\[](?P<agency>{agency})[)\]]\ ?-{{0,3}}\s+", re.ASCII),
        bare_city=re.compile(
            rf"(?P<place>(?:{cities})(?:/{_PLACE})?|{_PLACE}(?=,))"
            rf"(?:,\ (?P<region>{_any(lines.regions)}))?"
            r"\ +(?=[\"']?(?:[A-Z][a-z]|[A-Z]\ |[A-Z0-9.]{2,5}\b|\d))"
        ),
        furniture=re.compile(rf"[*_=#\s-]*(?:{'|'.join(heads.lines)})[*_=#\s-]*", re.IGNORECASE),
        prefix=re.compile(rf"(?:{'|'.join(heads.prefixes)})\s+(?=\S)"),
    )


def _names(listed: str) -> list[str]:
    return [name.strip() for name in listed.split("|")]


def _any(listed: str) -> str:
    """An alternation of the names, the longest first."""
    return "|".join(re.escape(name) for name in sorted(_names(listed), key=len, reverse=True))


def _dateline(place: str, agency: str) -> re.Pattern[str]:
    """Place, region, date, agency, dash; blanks are single and dashes plain, as in a shadow."""
    source = (
        rf"(?:(?P<slash>/)|[(\[])\ ?(?P<agency>{agency}(?:[\w\ ./,-]{{0,24}}?))\ ?(?(slash)/|[)\]])"
    )
    return re.compile(
        rf"(?P<place>{place}(?:\ ?/\ ?{place})?{_REGION})"
        rf"(?:,?\ ?(?:\((?P<date1>{_DATE})\)|(?P<date>{_DATE})))?,?\ ?"
        rf"(?:{source})?\ ?(?P<mark>-{{1,3}}|_|:|$|(?<=[)\]/]))(?:\s+|$)"
    )
