"""PETRARCH's dictionaries as a table of one's own: actors, agents and discards.

The way from their lines (`petrarch_lines`), codes (`petrarch_codes`) and capitals
(`petrarch_case`) to rows (`extra`). What has no counterpart is told, file and line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from communique.records import Problem
from communique.vocab.extra import ExtraRow
from communique.vocab.gazetteer import Gazetteer
from communique.vocab.petrarch_case import Speller
from communique.vocab.petrarch_codes import CodeBook, Meaning, UnmappedCodeError
from communique.vocab.petrarch_lines import Coded, Dictionary, Entry

#: Codes with which actor dictionaries say that a phrase is nobody.
NOBODY = frozenset({"---", "###"})


@dataclass(slots=True)
class Imported:
    """What dictionaries became: rows, and the problems of the lines that did not."""

    rows: list[ExtraRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def count(self, kind: str) -> int:
        """How many names are of a kind (one with several dated rows counts once)."""
        return len({row.names[0] for row in self.rows if row.kind == kind})


def import_petrarch(paths: Iterable[Path], gazetteer: Gazetteer) -> Imported:
    """Read actor, agent and discard dictionaries.

    Raises:
        VocabError: If a file cannot be read, or is a verb dictionary.
    """
    importer = _Importer(gazetteer)
    for path in paths:
        importer.read(Dictionary(path))
    return importer.found


class _Importer:
    def __init__(self, gazetteer: Gazetteer) -> None:
        self.found = Imported()
        self._codes = CodeBook(gazetteer)
        self._speller = Speller(gazetteer)
        self._seen: set[tuple[object, ...]] = set()

    def read(self, book: Dictionary) -> None:
        rows = {"actor": self._actor, "agent": self._agent, "discard": self._discard}
        problems = list(book.problems)
        for entry in book.entries:
            for row in rows[entry.kind](book, entry, problems):
                key = (row.names, row.kind, row.code, row.sector, row.start, row.end)
                if key not in self._seen:  # dictionaries repeat themselves
                    self._seen.add(key)
                    self.found.rows.append(row)
        self.found.problems += sorted(problems, key=_line)

    def _actor(self, book: Dictionary, entry: Entry, problems: list[Problem]) -> Iterator[ExtraRow]:
        names = self._names(entry.phrases)
        if not names:
            detail = f"{entry.phrases[0]} names nobody"
            problems.append(Problem(code="bad-line", detail=detail, source=book.where(entry.line)))
            return
        for coded in entry.codes:
            source = book.where(coded.line)
            if coded.code in NOBODY:
                if len(entry.codes) == 1:
                    yield ExtraRow(names=names, kind="discard", source=source)
                continue
            meaning = self._meaning(coded, names, source, problems)
            if meaning is not None:
                yield ExtraRow(
                    names=names, kind="actor", code=meaning.code, sector=meaning.sector,
                    start=coded.start, end=coded.end, source=source,
                )  # fmt: skip

    def _meaning(
        self, coded: Coded, names: tuple[str, ...], source: str, problems: list[Problem]
    ) -> Meaning | None:
        try:
            return self._codes.actor(coded.code, names)
        except UnmappedCodeError as error:
            detail = f"{names[0]}: {error}"
            problems.append(Problem(code="unmapped-code", detail=detail, source=source))
            return None

    def _agent(self, book: Dictionary, entry: Entry, problems: list[Problem]) -> Iterator[ExtraRow]:
        nouns = [" ".join(p.replace("_", " ").lower().split()) for p in entry.phrases]
        plurals = [" ".join(p.replace("_", " ").lower().split()) for p in entry.plurals]
        names = tuple(dict.fromkeys((*nouns, *plurals)))
        for coded in entry.codes[:1]:
            source = book.where(coded.line)
            try:
                sector = self._codes.agent(coded.code.strip("~"))
            except UnmappedCodeError as error:
                detail = f"{names[0]}: {error}"
                problems.append(Problem(code="unmapped-code", detail=detail, source=source))
            else:
                yield ExtraRow(names=names, kind="agent", sector=sector, source=source)

    def _discard(
        self, book: Dictionary, entry: Entry, problems: list[Problem]
    ) -> Iterator[ExtraRow]:
        phrase, source = entry.phrases[0], book.where(entry.line)
        if not any(char.isalpha() for char in phrase):
            detail = f"{phrase} names nobody, so there is nothing to discard"
            problems.append(Problem(code="unmapped-discard", detail=detail, source=source))
            return
        names = self._speller.spelled(phrase)
        if not phrase.endswith("_") and names[0][-1].isalpha() and names[0][-1] not in "sS":
            names += (names[0] + "s",)  # without the mark of its end a phrase is a stem
        scope = ", whole story" if entry.whole else ""
        yield ExtraRow(names=names, kind="discard", source=source + scope)

    def _names(self, phrases: Iterable[str]) -> tuple[str, ...]:
        """The names that phrases give; a bare number among them names nobody."""
        named = dict.fromkeys(n for phrase in phrases for n in self._speller.spelled(phrase))
        return tuple(name for name in named if any(map(str.isalpha, name)))


def _line(problem: Problem) -> int:
    return int((problem.source or "").rpartition(":")[2] or 0)
