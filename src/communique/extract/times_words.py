"""The words of time phrases, read from `vocab/data/times`, and the classes that they belong to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import msgspec

from communique.dates import easter, later, nth_weekday, weekday_from
from communique.errors import VocabError
from communique.vocab.files import data_dir, read_table, read_yaml_as

Classified = tuple[str, int | str]

# What stands in no list: figures, marks, and words that are not of time.
FIGURES = (
    "day",
    "year",
    "number",
    "iso",
    "clock",
    "slashed",
    "figure",
    "quarter_name",
    "fiscal_name",
)
MARKS = {
    ",": "comma",
    ".": "dot",
    "-": "dash",
    "–": "dash",
    "(": "open",
    ")": "shut",
    "'": "quote",
    "’": "quote",
    "'s": "of_it",
    "’s": "of_it",
    '"s': "of_it",
    "$": "money",
    "€": "money",
    "£": "money",
    "%": "figure",
    ";": "stop",
    ":": "stop",
    "?": "stop",
    "!": "stop",
}
OTHER = ("word", "name", "mark", "break", "clock_half", "holiday")


@dataclass(frozen=True, slots=True)
class Holiday:
    """A named day, and how its date in a year is found."""

    name: str
    rule: str

    def in_year(self, year: int) -> date | None:
        """The day of that year, None if the holiday follows another calendar."""
        kind, *parts = self.rule.split()
        if kind == "fixed":
            month, day = (int(part) for part in parts[0].split("-"))
            return date(year, month, day)
        if kind == "easter":
            return later(easter(year), int(parts[0]))
        if kind == "nth":
            month, weekday, nth = (int(part) for part in parts)
            return nth_weekday(year, month, weekday=weekday, nth=nth)
        if kind == "election":
            return weekday_from(date(year, 11, 2), 2)
        return None


class _Content(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    capitalised: Mapping[str, Mapping[str, str]]
    plain: Mapping[str, Mapping[str, str]]
    counted: str
    forward: str
    forward_to: str
    backward: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeWords:
    """The vocabulary of the temporal grammar.

    lexicon: a word as it stands in a text -> its class and value.
    codes: class -> the one character that stands for it when a text is matched.
    """

    lexicon: Mapping[str, Classified]
    codes: Mapping[str, str]
    holidays: Mapping[str, Holiday]
    counted: frozenset[str]
    forward: frozenset[str]
    forward_to: frozenset[str]
    backward: frozenset[str]


def load_time_words() -> TimeWords:
    """Read the words and the named days.

    Raises:
        VocabError: If a word stands in two classes, or a holiday's rule is none.
    """
    content = read_yaml_as(data_dir("times", "words.yaml"), _Content)
    lexicon: dict[str, Classified] = {mark: (kind, mark) for mark, kind in MARKS.items()}
    for kind, words in content.capitalised.items():
        for word, value in words.items():
            _add(lexicon, word, (kind, _value(value)))
            if word != "May":
                _add(lexicon, word.upper(), (kind, _value(value)))
    for kind, words in content.plain.items():
        for word, value in words.items():
            for form in dict.fromkeys((word, word.capitalize(), word.upper())):
                _add(lexicon, form, (kind, _value(value)))
    names = dict.fromkeys((*content.capitalised, *content.plain, *FIGURES, *MARKS.values(), *OTHER))
    return TimeWords(
        lexicon=lexicon,
        codes={name: chr(0x100 + number) for number, name in enumerate(names)},
        holidays=_load_holidays(),
        counted=frozenset(content.counted.split()),
        forward=frozenset(content.forward.split()),
        forward_to=frozenset(content.forward_to.split()),
        backward=frozenset(content.backward.split()),
    )


def _add(lexicon: dict[str, Classified], word: str, entry: Classified) -> None:
    if lexicon.setdefault(word, entry) != entry:
        raise VocabError(f"words.yaml: {word!r} stands as {lexicon[word]} and as {entry}")


def _value(text: str) -> int | str:
    return int(text) if text.removeprefix("-").isdigit() else text


def _load_holidays() -> dict[str, Holiday]:
    path = data_dir("times", "holidays.csv")
    out = {}
    for number, row in read_table(path, ("name", "rule", "note")):
        holiday = Holiday(row["name"], row["rule"])
        try:
            checked = holiday.in_year(2024)
        except (ValueError, IndexError) as error:
            raise VocabError(f"{path.name}, row {number}: bad rule {row['rule']!r}") from error
        if checked is None and holiday.rule != "none":
            raise VocabError(f"{path.name}, row {number}: unknown rule {row['rule']!r}")
        out[holiday.name] = holiday
    return out
