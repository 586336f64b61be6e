"""A text as a row of tokens, each of a class of the temporal grammar."""

from __future__ import annotations

import re
from dataclasses import dataclass

from communique.extract.times_words import Classified, TimeWords

FIRST_YEAR, LAST_YEAR = 1500, 2100

# Named days first (all begin with a capital), then dates, figures, abbreviations, words, marks.
_SHAPES = (
    r"\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?(?!\w)"
    r"|\d+(?:[.,:/]\d+)+|\d+\w*|(?:[^\W\d_]\.)+[^\W\d_]\b\.?"
    r"|(?:year-end|mid-day)\b|['’\"]s\b|\w+|\n\s*\n|[^\w\s]"
)
_SHORT_NAME = re.compile(r"(?:(FY)(\d{2}|\d{4})|([QH])([1-4]))", re.IGNORECASE)
_COMPACT = re.compile(r"((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)", re.IGNORECASE)
_DECADE = re.compile(r"(1[5-9]\d0|20\d0|[1-9]0)s")
_CLOCK = re.compile(r"([01]?\d|2[0-4])[:.]([0-5]\d)")
_CLOCK_HALF = re.compile(r"([ap])\.?m\.?", re.IGNORECASE)
_JOINED_CLOCK = re.compile(r"(1[0-2]|[1-9])([ap])m", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text's tokens: where they stand, the row of their class codes, and their words."""

    text: str
    starts: list[int]
    ends: list[int]
    row: str

    def word(self, index: int) -> str:
        """The token at `index` as it stands in the text; "" beyond either end."""
        if not 0 <= index < len(self.starts):
            return ""
        return self.text[self.starts[index] : self.ends[index]]


class Tokeniser:
    """Cuts texts into classified tokens. One pass over the text; a lexicon look-up a token."""

    def __init__(self, words: TimeWords) -> None:
        names = sorted(words.holidays, key=len, reverse=True)
        named = "|".join(re.escape(name).replace("'", "['’]") for name in names)
        self._token = re.compile(rf"(?=[A-Z])(?:{named})\b|{_SHAPES}")
        self._lexicon = {
            **words.lexicon,
            **{name: ("holiday", name) for name in names},
            **{name.replace("'", "’"): ("holiday", name) for name in names},
        }
        self._codes = words.codes
        self._code_of = {word: words.codes[kind] for word, (kind, _) in self._lexicon.items()}

    def __call__(self, text: str) -> Tokens:
        """The tokens of `text`."""
        starts: list[int] = []
        ends: list[int] = []
        row: list[str] = []
        code_of, classify = self._code_of.get, self.classify
        lower, upper = self._codes["word"], self._codes["name"]
        year, zone, number = (self._codes[kind] for kind in ("year", "zone", "number"))
        for found in self._token.finditer(text):
            word = found.group()
            code = code_of(word)
            if code is None:
                if word.isalpha():
                    code = lower if word[0].islower() else upper
                    if len(word) == 2 and word in ("am", "pm", "AM", "PM"):
                        code = self._codes["clock_half"]
                else:
                    code = self._codes[classify(word)[0]]
            start, end = found.span()
            if code == zone and row[-1:] == [year] and start - ends[-1] == 1:
                row[-1] = number  # "1620 EDT" tells the hour
            starts.append(start)
            ends.append(end)
            row.append(code)
        return Tokens(text, starts, ends, "".join(row))

    def classify(self, word: str) -> Classified:
        """The class and value of a token."""
        if known := self._lexicon.get(word):
            return known
        if word[0].isdigit():
            return _classify_figure(word)
        if short := _SHORT_NAME.fullmatch(word):
            year, quarter = short[2], short[4]
            if quarter:
                return "quarter_name", short[3].upper() + quarter
            return "fiscal_name", int(year) if len(year) == 4 else 2000 + int(year)
        if half := _CLOCK_HALF.fullmatch(word):
            return "clock_half", half[1].lower()
        if word.isspace():
            return "break", word
        if word[0].isalpha():
            return ("word" if word[0].islower() else "name"), word
        return "mark", word


def _classify_figure(word: str) -> Classified:
    if word.isdigit() and word.isascii():
        return _classify_digits(word)
    if len(word) >= 10 and word[4] == "-" == word[7] and word.isascii():
        return "iso", word
    if ordinal := _ORDINAL.fullmatch(word):
        return "ordinal", int(ordinal[1])
    if decade := _DECADE.fullmatch(word):
        return "decade", int(decade[1])
    if clock := _CLOCK.fullmatch(word):
        return "clock", f"{int(clock[1]):02}:{clock[2]}"
    if joined := _JOINED_CLOCK.fullmatch(word):
        return "clock", f"{int(joined[1]) % 12 + 12 * (joined[2] in 'pP'):02}:00"
    if word.count("/") == 2 or word.count(".") == 2:
        return "slashed", word
    return "figure", word


def _classify_digits(word: str) -> Classified:
    if compact := _COMPACT.fullmatch(word):
        return "iso", "-".join(compact.groups())
    value = int(word) if len(word) <= 9 else 0
    if len(word) == 4 and FIRST_YEAR <= value <= LAST_YEAR:
        return "year", value
    if len(word) <= 2 and 1 <= value <= 31:
        return "day", value
    return "number", value
