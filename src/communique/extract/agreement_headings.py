"""What a report itself is, by its heading: "JOINT COMMUNIQUE ISSUED BY A AND B"."""

from __future__ import annotations

import re

from communique.dates import When
from communique.drafts import DraftAgreement, Mention, Mentions, Prepared

TOP = 200  # characters: so far into a report its heading may stand
WEIGHT = 0.6
HEADING = re.compile(
    r"joint\s+(?:communiqu[eé]|statement|declaration)\b(?=[\s,:]*"
    r"(?:issued|by|between|of|from|on|following|adopted|\n))",
    re.IGNORECASE,
)
TOPIC = re.compile(r"\s+on\s+(?!\d)[^\n,.;:]{3,80}")
#: In a heading in capitals, in which names are not read: who speaks for a state abroad.
STATES = re.compile(
    r"\b(?:prime ministers|presidents?|governments|republic|kingdom|foreign ministers|heads)\b",
    re.IGNORECASE,
)
#: Offices at home, which do not make a statement one between states.
HOME = re.compile(r"\b(?:premiers?|mayor|senator|state|minister for|treasurer)\b", re.IGNORECASE)
AUSTRALIA_AT_HOME = "IGO:CWN"  # "the Commonwealth" in Australian reports


def headed_by(prepared: Prepared, mentions: Mentions) -> DraftAgreement | None:
    """The joint statement that a report is, if its heading says so and two states are behind it."""
    shadow, day = prepared.layout.shadow, prepared.report.date
    found = HEADING.search(shadow, 0, TOP)
    if found is None:
        return None
    begin = shadow.rfind("\n", 0, found.start()) + 1
    if shadow[begin : found.start()].strip(' *#("') or not found[0][0].isupper():
        return None
    stop = shadow.find("\n\n", found.end())
    end = stop if stop >= 0 else len(shadow)
    heading = shadow[found.start() : min(end, found.start() + 2 * TOP)]
    parties = _parties(mentions, found.start(), end, heading)
    if not parties:
        return None
    topic = TOPIC.match(shadow, found.end())
    last = topic.end() if topic else found.end()
    name = " ".join(f"{found[0].title()}{topic[0] if topic else ''}".split())
    index = next((s.index for s in prepared.layout.sentences if s.end > found.start()), 0)
    when = When(start=day, end=day, precision="day", basis="document") if day else When()
    return DraftAgreement(
        name=name, acronym=None, kind="declaration",
        parties=parties, status="agreed", when=when, provisions=(), sentence=index,
        weight=WEIGHT, rule="agreement/heading", spans=(("name", found.start(), last),),
    )  # fmt: skip


def _parties(mentions: Mentions, start: int, end: int, heading: str) -> tuple[Mention, ...]:
    """The states of the heading; of one in capitals the only two of the report."""
    inside = [m for m in mentions.all if start <= m.start < end]
    named = _by_code(inside)
    if len(named) > 1:
        return tuple(named.values())
    everywhere = _by_code(list(mentions.all))
    if len(everywhere) == 2 and STATES.search(heading) and not HOME.search(heading):
        return tuple(everywhere.values())
    return ()


def _by_code(mentions: list[Mention]) -> dict[str, Mention]:
    """The first mention of each single state or body, without those that cities stand for."""
    out: dict[str, Mention] = {}
    for m in mentions:
        if len(m.countries) == 1 and m.note not in ("capital", "city"):
            out.setdefault(m.countries[0], m)
    out.pop(AUSTRALIA_AT_HOME, None)
    return out
