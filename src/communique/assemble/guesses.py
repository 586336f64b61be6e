"""Guessed countries that the act itself gainsays: whom the forces of a state hit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from communique.assemble.acts import Act
from communique.assemble.entities import EntityTable
from communique.drafts import EntityRef, Mentions

#: Forces of a state strike others, whatever country the report is mostly about.
FORCES = frozenset({"MIL", "GOV"})


def set_right(acts: Sequence[Act], mentions: Mentions, table: EntityTable) -> None:
    """Give victims whose country was only guessed that of the other state of their sentence."""
    for act in acts:
        if act.draft.type != "ASSAULT" or act.draft.reciprocal:
            continue
        foe = _foe(act, mentions, table) if act.actors and act.recipients else None
        if foe is not None and _at_war(acts, table.ref(act.actors[0]).country, foe, table):
            act.recipients = [_moved(key, foe, table) for key in act.recipients]


def _foe(act: Act, mentions: Mentions, table: EntityTable) -> str | None:
    """The one other state of the sentence, where a state's forces seem to hit their own people."""
    ours = [table.ref(key) for key in act.actors]
    theirs = [table.ref(key) for key in act.recipients]
    codes = {ref.country for ref in (*ours, *theirs)}
    if len(codes) != 1 or not all(ref.guessed for ref in theirs) or not all(map(_is_force, ours)):
        return None
    named = {
        code
        for m in mentions.all
        if m.sentence == act.draft.sentence and m.kind in ("state", "group", "organisation")
        for code in m.countries
        if code not in codes and ":" not in code
    }
    return next(iter(named)) if len(named) == 1 else None


def _at_war(acts: Sequence[Act], one: str | None, two: str, table: EntityTable) -> bool:
    """Whether the report tells of an attack of one of the two states upon the other."""
    for act in acts:
        if act.draft.type == "ASSAULT":
            ours = {table.ref(key).country for key in act.actors}
            theirs = {table.ref(key).country for key in act.recipients}
            both = ours | theirs if act.draft.reciprocal else set()
            if {one, two} <= both or (one in ours and two in theirs):
                return True
            if two in ours and one in theirs:
                return True
    return False


def _is_force(ref: EntityRef) -> bool:
    """Whether the text says that these are the forces of a state."""
    return (ref.stated or ref.kind == "state") and ref.sector in FORCES


def _moved(key: str, code: str, table: EntityTable) -> str:
    """The key of the same party as one of another country."""
    ref = table.ref(key)
    why = "the forces of the other state hit them"
    other = replace(ref, key=f"{key}@{code}", country=code, reasons=(*ref.reasons, why))
    return table.add_like(other, key)
