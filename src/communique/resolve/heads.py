"""What a "president" leads: a state unless the words beside the name tell of another body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from communique.drafts import Mention

if TYPE_CHECKING:
    from communique.resolve.context import Context

#: So many characters on either side of a name may tell what its bearer leads.
REACH = 70
#: "…, (the) president of the Oak League": behind a name.
_BEHIND = re.compile(
    r"['\"’”]?,? (?:who is |the |an? |its |their |vice[- ])*(?:\w+ ){0,2}?[Pp]resident of "
    r"(?P<body>[^,.;:()]+)"
)
#: "the president of the Oak League, X": before a name.
_BEFORE = re.compile(r"[Pp]resident of (?P<body>[^.;:()]+?),? $")
#: "President X of the Oak League".
_OF = re.compile(r" of (?P<body>[^,.;:()]+)")
_INSIDE = re.compile(r"[Pp]resident of (?P<body>.+)")
_TITLE = re.compile(r"[Pp]resident\b")
_WORD = re.compile(r"[^\W\d_]+(?:['’]s?)?")
#: Sectors of those who are no body that somebody presides over.
OF_STATE = frozenset({"GOV", "MIL", "COP", "JUD", "SPY", "LEG", "UNK", "REF"})
#: What those are who preside over firms and societies that the tables know.
PRIVATE = {"MNC": "BUS", "NGO": "SOC"}
LEADING = frozenset({"head_of_state", "head_of_body"})
#: Words by which states call themselves: "the president of the Union".
STATES = frozenset({"union", "federation", "confederation"})

#: Words that may open a sentence right before a title.
OPENERS = frozenset(
    "the a an and but when while as if after before since then yesterday today meanwhile later "
    "earlier with for by to from of in on at both our their his her its acting interim vice "
    "deputy elect new then-president also however thus so that because although said".split()
)
_FIRM = re.compile(r"\b(?:Corp|Inc|Ltd|plc|shares|shareholders)\b")


class BodyHeads:
    """Tells the presidents of firms, unions and universities from those of states."""

    def __init__(self, context: Context) -> None:
        self.context = context

    def sector(self, mentions: Sequence[Mention]) -> str | None:
        """The sector of the body that somebody so named presides over; None if it is a state.

        In the news of business a president of whom nothing more is said is a firm's.
        """
        called = [mention for mention in mentions if mention.office == "head_of_state"]
        leading = (m for m in mentions if m.office in LEADING)
        codes = (code.partition(":")[0] for mention in leading for code in mention.countries)
        if private := next((PRIVATE[kind] for kind in codes if kind in PRIVATE), None):
            return private
        found = (self._led(mention) for mention in called)
        sector = next((sector for sector in found if sector), None)
        business = called and self._of_firms and not any(m.countries for m in called)
        return sector or ("BUS" if business else None)

    def _led(self, mention: Mention) -> str | None:
        sentence = self.context.prepared.layout.sentences[mention.sentence]
        shadow = self.context.prepared.layout.shadow
        before = shadow[max(sentence.start, mention.start - REACH) : mention.start]
        after = shadow[mention.end : min(sentence.end, mention.end + REACH)]
        title = _TITLE.search(mention.text)
        if title is not None:
            front = f"{before}{mention.text[: title.start()]}"
            if (sector := self._in_front(front, firmly=title[0].islower())) is not None:
                return sector
        found = [_BEHIND.match(after), _BEFORE.search(before), _INSIDE.search(mention.text)]
        found += [_OF.match(after)] if title else []
        return next((s for m in found if m and (s := self._of(m["body"]))), None)

    def _in_front(self, front: str, *, firmly: bool) -> str | None:
        """The sector of a body right before the title: "Oak Steel President X".

        A name that no table knows is a firm's. `firmly` says that the title has a small letter.
        """
        words = front.split()
        if not words or front[-1:] != " " or not words[-1][-1].isalnum():
            return None
        if (sector := self._kind(words[-1])) is not None:
            return sector
        plain = words[-1].removesuffix("'s").removesuffix("’s")
        if spelt := self._spelt_out(plain):
            if (sector := self._of(spelt)) is not None:
                return sector
            if self._is_public(spelt):
                return None
        known = self.context.gazetteer.find(" ".join(words[-3:]))
        titled = self.context.gazetteer.office(plain.lower()) is not None
        common = {plain.lower(), plain.lower().rstrip(".")} & self._common
        named = plain[:1].isupper() and len(plain) > 2 and not (titled or common)
        if known and known[-1].end == len(" ".join(words[-3:])):
            return None
        return "BUS" if named and (len(words) > 1 or firmly) else None

    def _spelt_out(self, acronym: str) -> str:
        """The words of which the report says that this is short for them, "" if it says none."""
        if not (acronym.isupper() and 1 < len(acronym) < 7):
            return ""
        shadow = self.context.prepared.layout.shadow
        told = re.search(rf"((?:[\w'’-]+ ){{1,8}})\({acronym}\)", shadow)
        return told[1] if told else ""

    def _is_public(self, body: str) -> bool:
        """Whether a body's name says that it is one of a state or of states ("the Court of …")."""
        agents = (self.context.gazetteer.agent(word.lower()) for word in _WORD.findall(body))
        return any(agent is not None and agent.sector in OF_STATE for agent in agents)

    @cached_property
    def _of_firms(self) -> bool:
        """Whether the report names two firms and more."""
        return len(_FIRM.findall(self.context.prepared.layout.shadow)) > 1

    @cached_property
    def _common(self) -> frozenset[str]:
        """Capitalised words that may stand before a title without naming a body."""
        words = self.context.words
        return (
            words["calendar"] | words["honorifics"] | words["former"] | words["fillers"]
            | words["styles"] | OPENERS
        )  # fmt: skip

    def _of(self, text: str) -> str | None:
        """The sector of the body that the words behind "president of" name first."""
        alone = text.strip().removeprefix("the ")
        if alone[:1].isupper() and alone.lower() in STATES:
            return None
        return next((s for word in _WORD.findall(text) if (s := self._kind(word))), None)

    def _kind(self, word: str) -> str | None:
        plain = word.lower().removesuffix("'s").removesuffix("’s")
        if plain in self.context.words["firm_words"]:
            return "BUS"
        agent = self.context.gazetteer.agent(plain)
        if plain == "group" and word[:1].isupper():
            return "BUS"
        if agent is None or agent.kind == "person" or agent.sector in OF_STATE:
            return None
        return agent.sector
