"""The prefix of a news story: "TOKYO, June 16 (Reuters) - "."""

from __future__ import annotations

import re

from communique.textprep.records import Dateline
from communique.textprep.words import Words

_LONGEST = 110
_BODY = re.compile(r"[\"'(<\[]*(?![a-z])\w")
_END = re.compile(r"[-_:)\]/]\s")
_PLAUSIBLE = re.compile(r"[A-ZÀ-ÖØ-Þ]{2}|[A-ZÀ-ÖØ-Þ][\w' .-]{2,40}[:,(/-]|[(\[][A-Z]")


def find_dateline(block: str, offset: int, words: Words, *, first: bool) -> Dateline | None:
    """The dateline that a block (of a shadow, at `offset` in the text) begins with.

    `first` says whether it is the text's first block: there a place in capitals before a dash is
    enough, while further down the place must be known or come with a date or agency.
    """
    head = block[:_LONGEST]
    if not _PLAUSIBLE.match(head):
        return None
    if found := words.agency_alone.match(head):
        return Dateline(start=offset, end=offset + found.end(), agency=found["agency"])
    may_end = len(block) < _LONGEST or _END.search(head)
    for pattern in (words.dateline, words.mixed_dateline) if may_end else ():
        found = pattern.match(head)
        if found and _is_dateline(found, block, words, first=first):
            return _record(found, offset, words)
    found = words.bare_city.match(head) if first and not block.isupper() else None
    if found and (found["region"] or "," not in found[0]):
        return Dateline(start=offset, end=offset + found.end(), place=_without_blank(found))
    return None


def _is_dateline(found: re.Match[str], block: str, words: Words, *, first: bool) -> bool:
    place, mark = found["place"], found["mark"]
    rest = block[found.end() :]
    if rest and not _BODY.match(rest):
        return False
    if not rest and found.end() == len(found.string) < len(block):
        return False
    if found["agency"]:
        return True
    known = place.split(",")[0].split("/")[0].strip().upper() in words.cities
    if not mark or not (mark[0] == "-" or mark in "_:"):
        return False
    if not rest and not known:
        return False
    if found["date"] or found["date1"]:
        return mark != ":" or known or place.isupper()
    if known:
        return True
    return first and mark[0] == "-" and len(place) > 4 and place.split(",")[0].isupper()


def _record(found: re.Match[str], offset: int, words: Words) -> Dateline:
    place: str | None = found["place"].strip(" ,")
    return Dateline(
        start=offset,
        end=offset + found.end(),
        place=None if place in words.not_places else place,
        date_text=found["date"] or found["date1"],
        agency=found["agency"],
    )


def _without_blank(found: re.Match[str]) -> str:
    return found[0].strip()
