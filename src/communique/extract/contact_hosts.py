"""Hosts of visits that the words leave out: the country that the report is written in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Protocol

from communique.drafts import DraftEvent, EntityRef, Mention, Prepared


class Homes(Protocol):
    """What the search for hosts asks of the resolution."""

    @property
    def home(self) -> str | None:
        """The country of the dateline, else of the publishing government."""
        ...

    def of(self, mention: Mention) -> tuple[EntityRef, ...]:
        """The entities that a mention stands for."""
        ...


def add_hosts(
    prepared: Prepared, drafts: Iterable[DraftEvent], resolution: Homes
) -> Iterator[DraftEvent]:
    """Yield the drafts; a visit from abroad of no stated goal goes to the report's own country."""
    home = resolution.home
    for draft in drafts:
        if home is None or draft.channel != "visit" or draft.recipients or draft.type == "REJECT":
            yield draft
            continue
        visitors = {ref.country for mention in draft.actors for ref in resolution.of(mention)}
        if not visitors or None in visitors or home in visitors:
            yield draft
            continue
        yield replace(draft, recipients=(_host(prepared, draft, home),))


def _host(prepared: Prepared, draft: DraftEvent, code: str) -> Mention:
    """The report's own country as a mention: at its dateline, else at the visit's words."""
    start, end = draft.start, draft.end
    line = prepared.layout.dateline
    if line is not None and line.place:
        at = prepared.layout.shadow.find(line.place, line.start, line.end)
        if at >= 0:
            start, end = at, at + len(line.place)
    return Mention(
        sentence=draft.sentence, token=-1, start=start, end=end,
        text=prepared.layout.shadow[start:end], form="name", kind="state",
        countries=(code,), sector="GOV", note="here",
    )  # fmt: skip
