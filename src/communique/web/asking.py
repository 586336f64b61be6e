"""What a request asks for: sides, days and types, as they stand in its address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException
from starlette.requests import Request

#: The filters of pages, in the order in which they stand in an address.
NAMES = (
    "q", "party", "person", "name", "type", "office", "country", "on", "since", "until", "by",
    "as_known_on", "made", "page",
)  # fmt: skip
_LONGEST = 200  # characters of a filter
_LAST_PAGE = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The filters of a page, each of which stands in its address."""

    path: str = "/"
    pairs: tuple[tuple[str, str], ...] = ()
    parties: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    person: str | None = None
    name: str | None = None
    q: str = ""
    on: date | None = None
    since: date | None = None
    until: date | None = None
    known: date | None = None
    made: str | None = None
    by: str = "year"
    page: int = 1

    @classmethod
    def of(cls, request: Request) -> Asked:
        """Read the filters of a request.

        Raises:
            HTTPException: 400, if one can't be read.
        """
        query = request.query_params
        pairs = tuple(
            (name, text.strip()) for name in NAMES for text in query.getlist(name) if text.strip()
        )
        if any(len(text) > _LONGEST for _, text in pairs):
            raise HTTPException(400, f"a filter has more than {_LONGEST} characters")
        return cls(
            path=request.url.path,
            pairs=pairs,
            parties=_all(pairs, "party"),
            types=_all(pairs, "type"),
            person=_first(pairs, "person"),
            name=_first(pairs, "name"),
            q=_first(pairs, "q") or "",
            on=read_day(query, "on"),
            since=read_day(query, "since"),
            until=read_day(query, "until"),
            known=read_day(query, "as_known_on"),
            made=(_first(pairs, "made") or "").replace(" ", "+") or None,  # a plus left as it is
            by=_choice(query, "by", ("year", "month")),
            page=read_number(query, "page", default=1, most=_LAST_PAGE, least=1),
        )

    def here(self, **changes: object) -> str:
        """This page's address with other filters; None takes one out. The page starts anew."""
        kept = [(name, text) for name, text in self.pairs if name not in {*changes, "page"}]
        return self.path + _query(kept, changes)

    def filtered(self, path: str, **changes: object) -> str:
        """Another page's address with the same filters; programs are not told what is pinned."""
        left = {*changes, "page", *(["made"] if path.startswith("/api/") else [])}
        kept = [(name, text) for name, text in self.pairs if name not in left]
        return path + _query(kept, changes)

    def to(self, path: str, **changes: object) -> str:
        """Another page's address, of which only what is pinned stays."""
        pinned: dict[str, object] = {"as_known_on": self.known, "made": self.made}
        return path + _query([], changes | pinned)


def read_day(query: QueryParams, name: str) -> date | None:
    """A day of the address, None if it has none.

    Raises:
        HTTPException: 400, if it is no day.
    """
    text = query.get(name, "").strip()
    if not text:
        return None
    try:
        if len(text) != len("2021-01-27"):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError as error:
        raise HTTPException(400, f"{name} must be a day such as 2021-01-27") from error


def read_number(query: QueryParams, name: str, *, default: int, most: int, least: int = 0) -> int:
    """A whole number of the address, from `least` to `most`.

    Raises:
        HTTPException: 400, if it is none.
    """
    text = query.get(name, "").strip()
    if not text:
        return default
    right = text.isascii() and text.isdigit() and len(text) < 10
    if not right or not least <= int(text) <= most:
        raise HTTPException(400, f"{name} must be a whole number from {least} to {most}")
    return int(text)


def _choice(query: QueryParams, name: str, among: tuple[str, ...]) -> str:
    text = query.get(name, "").strip() or among[0]
    if text not in among:
        raise HTTPException(400, f"{name} must be one of {', '.join(among)}")
    return text


def _all(pairs: tuple[tuple[str, str], ...], name: str) -> tuple[str, ...]:
    return tuple(text for key, text in pairs if key == name)


def _first(pairs: tuple[tuple[str, str], ...], name: str) -> str | None:
    return next((text for key, text in pairs if key == name), None)


def _query(kept: list[tuple[str, str]], changes: dict[str, object]) -> str:
    """The end of an address, with its question mark, or nothing."""
    pairs = list(kept)
    for name, value in changes.items():
        values = value if isinstance(value, list | tuple) else [value]
        pairs += [(name, str(one)) for one in values if one not in (None, "")]
    return f"?{urlencode(pairs)}" if pairs else ""
