"""Who "the attackers" are: those who attacked in the act told before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.assemble.acts import Act
from communique.assemble.entities import EntityTable
from communique.assemble.retelling import UNSEEN_MODES, same_days

#: Words that call somebody by an attack told before; they belong to no country by themselves.
CALLED = re.compile(
    r"(?:the|its|their|his|her|both|all)(?: \w+)? "
    r"(?:attackers?|assailants?|bombers?|gunm[ae]n|hijackers?|killers?|perpetrators?|raiders?"
    r"|shooters?|snipers?|stabbers?)",
    re.IGNORECASE,
)


def name_attackers(acts: Sequence[Act], table: EntityTable) -> None:
    """Put those who attacked where a later act of the report only calls them "the attackers"."""
    attackers: list[str] = []
    for act in sorted(acts, key=lambda act: (act.draft.start, act.draft.end)):
        if attackers:
            struck = _named(act, act.recipients, attackers, table)
            act.struck_back = act.draft.type == "ASSAULT" and struck != act.recipients
            act.recipients = struck
            act.actors = _named(act, act.actors, attackers, table)
        done = act.draft.type == "ASSAULT" and act.draft.is_event and not act.draft.reciprocal
        told = [key for key in act.actors if not _is_called(key, table)]
        if done and told and not act.struck_back:
            attackers = told


def without_echoes(acts: Sequence[Act], table: EntityTable) -> list[Act]:
    """The acts without attacks by nobody upon those whom somebody attacks in the same report.

    Who was hit is told again and again; by whom, once.
    """
    told = [a for a in acts if a.draft.type == "ASSAULT" and a.actors]
    echoes = []
    for act in acts:
        known = next((one for one in told if _echoes(act, one, table)), None)
        if known is not None and not known.draft.reciprocal:
            known.recipients = known.recipients or act.recipients
        echoes += [] if known is None else [act]
    return [act for act in acts if act not in echoes]


def _echoes(act: Act, known: Act, table: EntityTable) -> bool:
    if act.draft.type != "ASSAULT" or act.actors or act.draft.mode in UNSEEN_MODES:
        return False
    if not same_days(act.when, known.when):
        return False
    struck = known.parties if known.draft.reciprocal else known.recipients
    hit = {table.ref(key).country for key in struck}
    return not struck or bool(hit & {table.ref(key).country for key in act.recipients})


def _named(act: Act, side: list[str], attackers: list[str], table: EntityTable) -> list[str]:
    """A side with the attackers in place of the words that only call them so."""
    other = act.actors if side is act.recipients else act.recipients
    if any(key in other for key in attackers):
        return side
    found = (attackers if _is_called(key, table) else [key] for key in side)
    return list(dict.fromkeys(key for keys in found for key in keys))


def _is_called(key: str, table: EntityTable) -> bool:
    """Whether an entity is known by nothing but an attack, its country a guess from the place."""
    ref = table.ref(key)
    if ref.name is not None or ref.kind not in ("group", "person"):
        return False
    if not ref.guessed:
        return False
    words = [table.report.text[start:end] for start, end in table.spans(key)]
    return any(CALLED.fullmatch(" ".join(text.split())) for text in (*words, ref.words or ""))
