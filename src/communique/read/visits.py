"""The lists of visits that the US State Department keeps: XML of its Office of the Historian.

Two forms are read: visits by foreign leaders (`visits`), and travels abroad of the presidents and
secretaries of state (`trips`). Countries become codes as of the day of the visit.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from xml.etree import ElementTree
from xml.parsers import expat

from communique.errors import SourceError
from communique.records import Problem
from communique.visits import ListedVisit
from communique.vocab.files import data_dir, read_table
from communique.vocab.gazetteer import Gazetteer

#: The list that foreign leaders' visits are of, and those of travels by their role.
VISITS = "us-state-visits"
TRAVELS = "us-state-travels"
HOME = "USA"
ROLES: Mapping[str, str] = {"president": "President", "secretary": "Secretary of State"}
#: Of a file: a visit takes some 400 bytes, so that 100,000 of them have room.
MAX_BYTES = 50_000_000
_BRACKETS = re.compile(r"\s*\([^)]*\)")


def read_visits(paths: Iterable[Path], gazetteer: Gazetteer) -> Iterator[ListedVisit | Problem]:
    """Yield the visits of files, and of all XML files in folders, in the order of their names.

    A country that is not known becomes a problem; the visit itself is kept, without its code.

    Raises:
        SourceError: If a file is missing or is none of these lists.
    """
    reader = _Reader(gazetteer)
    for path in _files(paths):
        yield from reader.read(path)


class _Reader:
    """Reads the entries of lists; knows what they call countries."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        table = data_dir("exchange") / "listed_places.csv"
        self._places = {row["id"]: row["code"] for _, row in read_table(table, _COLUMNS)}
        self._offices = sorted(gazetteer.office_phrases, key=len, reverse=True)

    def read(self, path: Path) -> Iterator[ListedVisit | Problem]:
        """Yield the entries of one file."""
        root = _parse(path)
        if root.tag not in ("visits", "trips"):
            raise SourceError(
                f"{path}: no list of visits or trips (its root is {root.tag!r}); name XML files of"
                " the Office of the Historian"
            )
        for element in root:
            yield from self._visit(element) if root.tag == "visits" else self._trip(element)

    def _visit(self, element: ElementTree.Element) -> Iterator[ListedVisit | Problem]:
        start, end = _day(element, "start-date"), _day(element, "end-date")
        office, name = self._split(_text(element, "visitor") or "")
        code = yield from self._country(element, "from", VISITS, start)
        yield ListedVisit(
            source=VISITS,
            id=_text(element, "id") or "",
            visitor=name or None,
            office=office,
            visitor_code=code,
            host_code=HOME,
            start=start,
            end=end,
            remark=_text(element, "description"),
        )

    def _trip(self, element: ElementTree.Element) -> Iterator[ListedVisit | Problem]:
        start, end = _day(element, "start-date"), _day(element, "end-date")
        role = element.get("role") or _text(element, "role") or ""
        source = f"{TRAVELS}-{role}" if role else TRAVELS
        code = yield from self._country(element, "country", source, start)
        yield ListedVisit(
            source=source,
            id=_text(element, "id") or "",
            visitor=_text(element, "name"),
            office=ROLES.get(role),
            visitor_code=HOME,
            host_code=code,
            start=start,
            end=end,
            place=_text(element, "locale"),
            remark=_text(element, "remarks"),
        )

    def _country(
        self, element: ElementTree.Element, tag: str, source: str, day: date | None
    ) -> Generator[Problem, None, str | None]:
        """The code of the country that an entry names; a problem is yielded if there is none."""
        found = element.find(tag)
        id = (found.get("id") or "") if found is not None else ""
        name = _text(element, tag) or ""
        if code := self._code(id, name, day):
            return code
        number = _text(element, "id")
        yield Problem(
            code="unknown-country",
            detail=f"{name!r} ({id}) is no country that the gazetteer knows; the visit is kept"
            " without its code",
            source=f"{source} {number}",
        )
        return None

    def _code(self, id: str, name: str, day: date | None) -> str | None:
        """By the name as of that day; where it names no state of then, by the list's own id."""
        plain = _BRACKETS.sub("", name).replace("’", "'").strip()
        head, comma, tail = plain.partition(", ")
        for text in (f"{tail} {head}" if comma else plain, plain):
            if (code := self._named(text, day)) and self._is_there(code, day):
                return code
        return self._places.get(id) or self._named(id.replace("-", " "), day)

    def _named(self, text: str, day: date | None) -> str | None:
        """The one state that goes by this name, best on that day."""
        spelled = self._gazetteer.spelling(text) or text
        names = [name for name in self._gazetteer.lookup(spelled) if name.kind == "state"]
        codes = {name.code for name in names if day is None or name.holds_on(day)}
        codes = codes or {name.code for name in names}
        return codes.pop() if len(codes) == 1 else None

    def _is_there(self, code: str, day: date | None) -> bool:
        """Whether the state was there on that day, as far as the tables know."""
        state = self._gazetteer.state(code)
        if state is None or day is None:
            return True
        return not ((state.start and day < state.start) or (state.end and day > state.end))

    def _split(self, visitor: str) -> tuple[str | None, str]:
        """Office and name of "Prime Minister Kyriakos Mitsotakis"."""
        text = " ".join(visitor.split())
        lower = text.lower()
        for phrase in self._offices:
            if lower.startswith(f"{phrase} "):
                return text[: len(phrase)], text[len(phrase) + 1 :]
        return None, text


_COLUMNS = ("id", "code", "note")


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            found = sorted(path.rglob("*.xml"))
            if not found:
                raise SourceError(f"{path}: no XML file in this folder")
            yield from found
        elif path.exists():
            yield path
        else:
            raise SourceError(f"{path}: there is no such file")


def _parse(path: Path) -> ElementTree.Element:
    """The root of a file, if it has no entities of its own and no more than `MAX_BYTES`.

    Entities can grow a small file a million times, or name another file; these lists have none.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise SourceError(f"{path}: more than {MAX_BYTES / 1e6:.0f} MB; give it in parts")
        looking = expat.ParserCreate()
        looking.EntityDeclHandler = _refuse_entities
        looking.Parse(data, True)
        return ElementTree.fromstring(data)
    except OSError as error:
        raise SourceError(f"{path}: cannot be read ({error.strerror})") from error
    except (ElementTree.ParseError, expat.ExpatError) as error:
        raise SourceError(f"{path}: no valid XML ({error})") from error
    except _Entities as error:
        raise SourceError(f"{path}: declares entities, which no such list does") from error


class _Entities(Exception):  # noqa: N818 - it never leaves this module
    """A file declares entities."""


def _refuse_entities(*_: object) -> None:
    raise _Entities


def _text(element: ElementTree.Element, tag: str) -> str | None:
    text = element.findtext(tag)
    return " ".join(text.split()) or None if text else None


def _day(element: ElementTree.Element, tag: str) -> date | None:
    text = _text(element, tag)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
