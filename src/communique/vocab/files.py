"""The one door through which vocabulary files come in: YAML and CSV, kept as text.

YAML 1.1 reads `042` as 34, `NO` as false and `2024-03-09` as a date. Here a scalar stays the text
that stands in the file, but for `true`, `false` and `null`; what is a number is said by the type
that it is converted to. Nothing is cached: a caller that wants a table twice keeps it.
"""

from __future__ import annotations

import calendar
import csv
import hashlib
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml

from communique.errors import VocabError

T = TypeVar("T")

_CONSTANT = re.compile(r"^(?:true|false)$")
_NULL = re.compile(r"^(?:null|~|)$")
_DATE = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")


#: libyaml's parser reads the frames six times as fast as the one in Python.
_SafeLoader: Any = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader


class _TextLoader(_SafeLoader):  # type: ignore[misc]
    """A loader that resolves true, false and null, and leaves every other scalar as text."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - filled below, as PyYAML wants it

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """A mapping whose keys stand once each: of two, YAML would silently take the later."""
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                problem = f"the key {key.value!r} stands twice"
                raise yaml.MarkedYAMLError(problem=problem, problem_mark=key.start_mark)
            seen.add(key.value)
        mapping: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        return mapping


_TextLoader.add_implicit_resolver("tag:yaml.org,2002:bool", _CONSTANT, list("tf"))
_TextLoader.add_implicit_resolver("tag:yaml.org,2002:null", _NULL, ["n", "~", ""])


def data_dir(*parts: str) -> Path:
    """The folder of the vocabulary's data that ships with the package, or one below it."""
    return Path(str(files("communique.vocab"))).joinpath("data", *parts)


def vocabulary_digest() -> str:
    """The SHA-256 of all data files that ship with the package: their names and their bytes."""
    digest = hashlib.sha256()
    for path in sorted(path for path in data_dir().rglob("*") if path.is_file()):
        digest.update(path.relative_to(data_dir()).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def read_yaml(path: Path) -> object:
    """The content of a YAML file: mappings, lists and text (also true, false and None).

    Raises:
        VocabError: If the file is missing or is no YAML; the message names the line.
    """
    try:
        return yaml.load(_text(path), Loader=_TextLoader)
    except yaml.MarkedYAMLError as error:
        line = f", line {error.problem_mark.line + 1}" if error.problem_mark else ""
        raise VocabError(f"{path.name}{line}: not valid YAML: {error.problem}") from error


def read_yaml_as(path: Path, kind: type[T]) -> T:
    """The content of a YAML file as `kind` (msgspec structs, or builtins of them).

    Numbers and dates are read from their text where `kind` asks for them. Let structs forbid
    unknown fields, so that a mistyped key is an error.

    Raises:
        VocabError: If the content is not of that form; the message names the place.
    """
    content = read_yaml(path)
    try:
        return msgspec.convert(content, type=kind, strict=False)
    except msgspec.ValidationError as error:
        raise VocabError(f"{path.name}: {error}") from error


def check_keys(
    mapping: Mapping[str, object], allowed: Iterable[str], *, required: Iterable[str], where: str
) -> None:
    """See that a mapping has the `required` keys and none but these and the `allowed` ones.

    Raises:
        VocabError: Otherwise; the message begins with `where`.
    """
    need = set(required)
    known = need.union(allowed)
    if unknown := sorted(set(mapping) - known):
        raise VocabError(f"{where}: unknown key {unknown[0]!r}; known are {_listed(known)}")
    if missing := sorted(need - set(mapping)):
        raise VocabError(f"{where}: the key {missing[0]!r} is missing")


def read_table(
    path: Path, columns: Sequence[str], *, optional: Sequence[str] = ()
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield (row number, row) of a CSV file with a header; all values are text, stripped.

    The row number is that of the line in the file, the header being 1. Columns may stand in any
    order; a column of `optional` that the file does not have reads as "".

    Raises:
        VocabError: If a column is unknown or missing, or a row has too many or too few values.
    """
    reader = csv.reader(io.StringIO(_text(path), newline=""))
    header = [name.strip() for name in next(reader, [])]
    _check_header(path, header, columns, optional)
    absent = dict.fromkeys((name for name in optional if name not in header), "")
    for values in reader:
        if not values:
            continue
        if len(values) != len(header):
            raise VocabError(
                f"{path.name}, row {reader.line_num}: {len(values)} values for"
                f" {len(header)} columns; quote a value that contains a comma"
            )
        row = {name: value.strip() for name, value in zip(header, values, strict=True)}
        row.update(absent)
        yield reader.line_num, row


def read_day(text: str, *, where: str, last: bool = False) -> date | None:
    """The day that `YYYY-MM-DD` names, or the first (`last`: the last) of `YYYY-MM` or `YYYY`.

    Returns None for the empty text.

    Raises:
        VocabError: If it is not of that form; the message begins with `where`.
    """
    if not text:
        return None
    if not (parts := _DATE.match(text)):
        raise VocabError(f"{where}: {text!r} is no date; write YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = (int(part) if part else None for part in parts.groups())
    assert year is not None  # the pattern demands it
    try:
        month = month or (12 if last else 1)
        day = day or (calendar.monthrange(year, month)[1] if last else 1)
        return date(year, month, day)
    except ValueError as error:
        raise VocabError(f"{where}: {text!r} is no date of the calendar") from error


def is_day(text: str) -> bool:
    """Whether a date text names the very day, not only a month or year."""
    return len(text) == len("YYYY-MM-DD")


def split_list(text: str) -> tuple[str, ...]:
    """The parts of a value that lists several, separated by `|`."""
    return tuple(part for piece in text.split("|") if (part := piece.strip())) if text else ()


def _check_header(
    path: Path, header: Sequence[str], columns: Sequence[str], optional: Sequence[str]
) -> None:
    known = {*columns, *optional}
    for name in header:
        if name not in known:
            raise VocabError(
                f"{path.name}, row 1: unknown column {name!r}; known are {_listed(known)}"
            )
    for name in columns:
        if name not in header:
            raise VocabError(f"{path.name}, row 1: the column {name!r} is missing")
    if len(set(header)) != len(header):
        raise VocabError(f"{path.name}, row 1: a column stands there twice")


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise VocabError(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise VocabError(f"{path.name}: not UTF-8 text; save the file as UTF-8") from error


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
