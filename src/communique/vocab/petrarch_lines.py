"""The dictionaries of PETRARCH, PETRARCH2 and UniversalPetrarch, line by line.

The forms are those of PETRARCH's own documentation (openeventdata/petrarch2,
docs/source/dictionaries.rst). Nothing is interpreted here but phrases, codes and dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from pathlib import Path

from communique.errors import VocabError
from communique.records import Problem

#: TABARI's rule, which PETRARCH keeps: two-digit years up to this one are of this century.
LAST_OF_CENTURY = 30

_CODE = re.compile(r"\[([^\[\]{}]*)[\]}]")
_PLURAL = re.compile(r"\{([^{}\[\]]*)\}")
_SET = re.compile(r"^(![^!\s]+!)\s*=\s*(.+)$")
_MARK = re.compile(r"(![^!\s]+!)")
_VERBS = re.compile(r"^(?:- |&\w|---)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Coded:
    """A code with the days on which it holds, and the line that it stands in."""

    code: str
    start: date | None
    end: date | None
    line: int


@dataclass(slots=True)
class Entry:
    """One entry: its phrase and synonyms as they stand, its codes, and where it begins.

    Of a discard, `whole` says that it discards the whole story, not only the sentence.
    """

    kind: str
    phrases: list[str]
    line: int
    codes: list[Coded] = field(default_factory=list)
    plurals: list[str] = field(default_factory=list)
    whole: bool = False
    broken: bool = False


class Dictionary:
    """One dictionary file, read whole: its kind, entries and problems."""

    def __init__(self, path: Path) -> None:
        """Read the file.

        Raises:
            VocabError: If it cannot be opened, or is a verb dictionary.
        """
        self.path = path
        self.problems: list[Problem] = []
        self.entries: list[Entry] = []
        lines = list(self._lines())
        text = "\n".join(line for _, line in lines)
        if _VERBS.search(text):
            raise VocabError(
                f"{path}: looks like a verb dictionary; actors, agents and discards can be"
                " imported, verbs are our frames"
            )
        self.kind = _kind_of(path, text)
        read = {"actor": self._actors, "agent": self._agents, "discard": self._discards}
        read[self.kind](lines)
        for entry in self.entries:
            if entry.kind != "discard" and not entry.codes and not entry.broken:
                self.tell(entry.line, "no-code", f"{entry.phrases[0]} has no code")

    def tell(self, line: int, code: str, detail: str) -> None:
        """Note a problem of a line."""
        self.problems.append(Problem(code=code, detail=detail, source=self.where(line)))

    def where(self, line: int) -> str:
        """The place of a line, as file:line."""
        return f"{self.path.name}:{line}"

    def _lines(self) -> Iterator[tuple[int, str]]:
        """Yield (number, text) of the lines that say something, without comments."""
        try:
            data = self.path.read_bytes()
        except OSError as error:
            raise VocabError(f"{self.path}: cannot be read ({error.strerror})") from error
        inside = False
        for number, raw in enumerate(data.removeprefix(b"\xef\xbb\xbf").splitlines(), start=1):
            line, inside = _without_comments(self._decoded(raw, number), inside=inside)
            if line.strip():
                yield number, line.strip()

    def _decoded(self, raw: bytes, number: int) -> str:
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError:
            self.tell(number, "encoding-guessed", "no UTF-8; read as Windows-1252")
            return raw.decode("cp1252", errors="replace")

    # --- actors ----------------------------------------------------------------------------

    def _actors(self, lines: list[tuple[int, str]]) -> None:
        entry: Entry | None = None
        for number, line in lines:
            if line.startswith("["):
                if entry is None:
                    self.tell(number, "bad-line", "a code stands before any name")
                else:
                    self._add_codes(entry, line, number)
                continue
            phrase = line.partition("[")[0].strip("+ \t")
            if not phrase.strip("_ "):
                self.tell(number, "bad-line", f"no name in {line!r}")
            elif line.startswith("+") and entry is not None and "[" not in line:
                entry.phrases.append(phrase)
            elif line.startswith("+") and entry is not None:  # a synonym with codes of its own
                self._add_codes(self._begin("actor", phrase, number), line, number)
            else:
                entry = self._begin("actor", phrase, number)
                self._add_codes(entry, line, number)

    def _begin(self, kind: str, phrase: str, number: int) -> Entry:
        entry = Entry(kind, [phrase], number)
        self.entries.append(entry)
        return entry

    def _add_codes(self, entry: Entry, line: str, number: int) -> None:
        """Add the codes that a line gives; one that is wrong is told and left out."""
        groups = _CODE.findall(line)
        if line.count("[") != len(groups):
            self.tell(number, "bad-line", f"a bracket is not closed in {line!r}")
            entry.broken = True
        for group in groups:
            code, _, limits = group.strip().partition(" ")
            if not code:
                self.tell(number, "bad-line", f"a code is missing in {line!r}")
                entry.broken = True
                continue
            try:
                start, end = _days("".join(limits.split()))
            except ValueError as error:
                self.tell(number, "bad-days", f"{entry.phrases[0]} [{group}]: {error}")
                entry.broken = True
            else:
                entry.codes.append(Coded(code.upper(), start, end, number))

    # --- agents ----------------------------------------------------------------------------

    def _agents(self, lines: list[tuple[int, str]]) -> None:
        sets: dict[str, list[str]] = {}
        entry: Entry | None = None
        for number, line in lines:
            if defined := _SET.match(line):
                sets[defined[1].upper()] = [word.strip() for word in defined[2].split(",")]
                continue
            phrase = line.partition("[")[0].partition("{")[0].strip("+ \t")
            if not phrase.strip("_ "):
                self.tell(number, "bad-line", f"no noun in {line!r}")
                continue
            try:
                phrases = _expanded(phrase, sets)
            except KeyError as error:
                self.tell(number, "bad-line", f"the set {error.args[0]} is not defined above")
                continue
            plural = _PLURAL.search(line)
            plurals = re.split(r"[\s,]+", plural[1].strip()) if plural and plural[1].strip() else []
            if line.startswith("+") and entry is not None and "[" not in line:
                entry.phrases += phrases
                entry.plurals += plurals
                continue
            entry = Entry("agent", phrases, number, plurals=plurals)
            self.entries.append(entry)
            self._add_codes(entry, line, number)

    # --- discards --------------------------------------------------------------------------

    def _discards(self, lines: list[tuple[int, str]]) -> None:
        for number, line in lines:
            phrase = line.lstrip("+~ \t")
            if not phrase.strip("_ "):
                self.tell(number, "bad-line", f"no phrase in {line!r}")
                continue
            entry = self._begin("discard", phrase, number)
            entry.whole = line[0] in "+~"


def _kind_of(path: Path, text: str) -> str:
    """Which kind of dictionary a file is: by its codes, else by its name."""
    codes: list[str] = _CODE.findall(text)
    if not codes:
        return "discard"
    tilde = sum("~" in code for code in codes)
    if 2 * tilde != len(codes):
        return "agent" if 2 * tilde > len(codes) else "actor"
    return "agent" if "agent" in path.name.lower() else "actor"


def _without_comments(line: str, *, inside: bool) -> tuple[str, bool]:
    """The line without comments, and whether an XML comment goes on behind it."""
    kept = ""
    while line:
        if inside:
            _, closed, line = line.partition("-->")
            inside = not closed
        else:
            before, opened, line = line.partition("<!--")
            kept += before
            inside = bool(opened)
    return re.split("[#;]", kept, maxsplit=1)[0], inside


def _days(limits: str) -> tuple[date | None, date | None]:
    """The first and last day of a restriction: `<date`, `>date`, `date-date`, or nothing.

    Raises:
        ValueError: If it is none of these, or no day of the calendar.
    """
    if not limits:
        return None, None
    if limits[0] in "<>":
        day = _day(limits[1:].lstrip("="))
        return (None, day) if limits[0] == "<" else (day, None)
    first, dash, last = limits.partition("-")
    if not dash:
        raise ValueError(f"{limits!r} is no range; write <date, >date or date-date")
    start, end = _day(first), _day(last)
    if end < start:
        raise ValueError(f"it ends ({end}) before it starts ({start})")
    return start, end


def _day(text: str) -> date:
    if not text.isdecimal() or len(text) not in (6, 8):
        raise ValueError(f"{text!r} is no date; write YYMMDD or YYYYMMDD")
    if len(text) == len("YYMMDD"):
        text = ("20" if int(text[:2]) <= LAST_OF_CENTURY else "19") + text
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError as error:
        raise ValueError(f"{text!r} is no day of the calendar") from error


def _expanded(phrase: str, sets: Mapping[str, list[str]]) -> list[str]:
    """The phrase with each substitution marker replaced by every word of its set."""
    parts = [
        sets[part.upper()] if _MARK.fullmatch(part) else [part] for part in _MARK.split(phrase)
    ]
    return ["".join(words) for words in product(*parts)]
