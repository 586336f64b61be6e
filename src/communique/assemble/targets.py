"""Whom words are against, when a report only names one other state beside them.

"Pakistan complained that the deal would feed an arms race and asked Washington for one": the
complaint is about Washington.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from communique.assemble.acts import Act
from communique.assemble.entities import EntityTable
from communique.drafts import Mention, Mentions, Resolving

#: Words against somebody. (Requests name whom they are made to, or are made to nobody.)
AGAINST = frozenset({"ACCUSE", "REJECT", "THREATEN"})
#: What is promised is for the one state named, though only the place be told ("stay in Iraq").
PROMISES = frozenset({"AGREE"})
#: What is given "to the town" is for the state of the place, if that alone is told.
GIFTS = frozenset({"AID"})
#: CAMEO code of vetoes, which are cast against proposals.
VETO = "129"
#: Behind the name of the town where it was made.
ACCORD = re.compile(
    r"\s+(?:peace\s+)?(?:accord|agreement|convention|declaration|pact|protocol|treaty)",
    re.IGNORECASE,
)
#: In front of a name these say where something is, not who is meant.
PLACE = re.compile(
    r"\b(?:in|at|near|outside|inside|across|around|from|off|over|northern|southern|eastern|western)"
    r"(?: the)? $",
    re.IGNORECASE,
)


class TargetFinder:
    """Names the untold targets of one report's words."""

    def __init__(self, mentions: Mentions, resolution: Resolving, table: EntityTable) -> None:
        self.mentions = mentions
        self.resolution = resolution
        self.table = table

    def __call__(self, acts: Iterable[Act]) -> None:
        """Give words without a recipient the one other state of their sentence."""
        for act in acts:
            draft = act.draft
            if (
                draft.type not in AGAINST | PROMISES | GIFTS
                or draft.reciprocal
                or act.recipients
                or not act.actors
            ):
                continue
            if not draft.is_event or draft.contact_status or draft.cameo == VETO:
                continue
            if draft.type in GIFTS and not draft.extra.get("toward"):
                continue
            named = self._only_other(act)
            if named is not None:
                act.recipients = list(self.table.add(self.resolution.of(named), named))
                act.spans.append(("recipient", named.start, named.end))
                act.guessed = True

    def _only_other(self, act: Act) -> Mention | None:
        """The first mention of the one state that the sentence names beside the actors."""
        ours = {self.table.ref(key).country for key in act.actors}
        promise, gift = act.draft.type in PROMISES, act.draft.type in GIFTS
        bodies = any(":" in (code or ":") for code in ours)
        if (promise and bodies) or ((promise or gift) and len(ours) > 1):
            return None
        named = [
            (code, mention)
            for mention in self.mentions.all
            if mention.sentence == act.draft.sentence and mention.kind == "state"
            if not self._names_accord(mention)
            for code in mention.countries
            if code not in ours
        ]
        found = dict(reversed(named))  # the first mention of each
        if len(found) > 1 and act.draft.type == "REJECT":  # "X's ally rejected charges that Y …": Y
            found = {c: m for c, m in reversed(named) if m.start > act.draft.end}
        if len(found) != 1:
            return None
        only = next(iter(found.values()))
        if not self._is_place(only):
            return None if gift else only
        return only if (promise or gift) and only.note not in ("city", "capital") else None

    def _names_accord(self, mention: Mention) -> bool:
        """Whether a town only gives an instrument its name: "the **Oslo** accords"."""
        town = mention.note in ("city", "capital")
        return town and bool(ACCORD.match(self.table.report.text, mention.end))

    def _is_place(self, mention: Mention) -> bool:
        text = self.table.report.text
        return bool(PLACE.search(text[max(0, mention.start - 15) : mention.start]))
