"""What a reviewer's page asks for: the filters of the queue, as they stand in its address."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request

from communique.query import Asking
from communique.query.queue import KINDS
from communique.web.asking import read_day
from communique.web.desk import record_of

_LONGEST = 400  # characters of a filter; an anchor of many parties is the longest


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """The filters of the queue; `item` is the record that is to be shown, whatever they say."""

    parties: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    report: str | None = None
    again: bool = False
    item: str | None = None

    @classmethod
    def of(cls, request: Request) -> Wish:
        """Read the filters of a request.

        Raises:
            HTTPException: 400, if one can't be read.
            QuestionError: If a party is not known.
        """
        query = request.query_params
        texts = {
            name: tuple(text.strip() for text in query.getlist(name) if text.strip())
            for name in ("party", "kind", "type", "report", "item")
        }
        if any(len(text) > _LONGEST for found in texts.values() for text in found):
            raise HTTPException(400, f"a filter has more than {_LONGEST} characters")
        if unknown := set(texts["kind"]) - set(KINDS):
            raise HTTPException(400, f"no kind {unknown.pop()!r}; there are {', '.join(KINDS)}")
        record = record_of(request)
        return cls(
            parties=tuple(record.code(party) for party in texts["party"]),
            kinds=texts["kind"],
            types=texts["type"],
            since=read_day(query, "since"),
            until=read_day(query, "until"),
            report=next(iter(texts["report"]), None),
            again=query.get("again") == "1",
            item=next(iter(texts["item"]), None),
        )

    @property
    def asking(self) -> Asking:
        """The same as a question to the record."""
        return Asking(
            codes=self.parties,
            kinds=self.kinds,
            types=self.types,
            since=self.since,
            until=self.until,
            report=self.report,
            again=self.again,
        )

    @property
    def is_narrow(self) -> bool:
        """Whether a filter leaves something out."""
        return self.asking not in (Asking(), Asking(again=True))

    def at(self, path: str, item: str | None = None) -> str:
        """An address with the same filters, and on one record if that is named."""
        pairs: list[tuple[str, str]] = [
            *(("party", code) for code in self.parties),
            *(("kind", kind) for kind in self.kinds),
            *(("type", type) for type in self.types),
        ]
        one: list[tuple[str, object]] = [
            ("since", self.since), ("until", self.until), ("report", self.report),
            ("again", "1" if self.again else None), ("item", item),
        ]  # fmt: skip
        pairs += [(name, str(value)) for name, value in one if value is not None]
        return f"{path}?{urlencode(pairs)}" if pairs else path

    def without_item(self) -> Wish:
        """The same filters, on no record."""
        return replace(self, item=None)
