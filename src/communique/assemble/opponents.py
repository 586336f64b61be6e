"""Whom an act is aimed at when its sentence does not say: the other side, as told before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.assemble.acts import Act
from communique.assemble.entities import EntityTable, same_party
from communique.assemble.retelling import same_days
from communique.drafts import EntityRef

#: An act of these types, its recipient untold, answers or goes on with what was told before.
HOSTILE = frozenset(
    {"ACCUSE", "REJECT", "THREATEN", "ASSAULT", "COERCE", "SANCTION", "PROTEST", "MOBILIZE"}
)
OPEN = HOSTILE | {"REQUEST", "CONCEDE", "RETREAT"}
#: CAMEO codes of tests of weapons and of troops put on alert: aimed at nobody by themselves.
AIMLESS = frozenset({"150", "152"})
#: CAMEO code of denials, which answer a charge.
DENIAL = "120"
#: The mode of forces that leave a place.
WITHDRAWAL = "withdraw"
#: In front of a name these say what place is left; a promise keeps no mode.
LEFT = re.compile(r"\b(?:from|out of)(?: the)? $", re.IGNORECASE)
#: What an act of the type answers, the closest first: a denial answers an accusation.
ANSWERS = {
    "REJECT": ("ACCUSE", "REQUEST", "AGREE", "THREATEN"),
    "ACCUSE": ("ASSAULT", "COERCE", "SANCTION", "ACCUSE", "THREATEN"),
    "THREATEN": ("ASSAULT", "ACCUSE", "SANCTION", "THREATEN"),
    "CONCEDE": ("REQUEST", "PROTEST", "SANCTION", "COERCE"),
    "RETREAT": ("ASSAULT", "REQUEST", "COERCE"),
}
#: Words of these types, their recipient untold, are said to the other side of a contact.
SPOKEN = frozenset({"SUPPORT", "AGREE"})
#: Sentences back in which somebody was praised or helped to whom more is promised.
NEXT = 2
#: Those who fight for a state.
FORCES = frozenset({"GOV", "MIL", "COP"})
#: Acts of these types, their recipient untold, are done to whom others did the same before.
SHARED = frozenset({"AID", "SANCTION"})
#: Modes of deeds that leave somebody in the hands of those who do them.
HOLDING = frozenset({"arrest", "convict", "abduct"})
REACH = 6  # sentences back in which the other side may have been told


def find_opponents(acts: Sequence[Act], table: EntityTable) -> None:
    """Give acts without a recipient the other side of a near act of the same actor.

    The act before must lie at most `REACH` sentences back; one that the act may answer goes first,
    then the nearest. The words that name the other side there become evidence.
    """
    for place, act in enumerate(acts):
        if _leaves_place(act, table):
            act.recipients = []
            act.spans = [span for span in act.spans if span[0] != "recipient"]
            continue
        if act.draft.reciprocal or act.recipients or not act.actors:
            continue
        found = _found(act, acts[:place], acts, table)
        if found is not None:
            act.recipients = found
            act.spans += [
                ("recipient", *max(s for s in table.spans(key) if s[0] <= act.draft.start))
                for key in found
                if any(s[0] <= act.draft.start for s in table.spans(key))
            ]
            act.guessed = True


def _found(
    act: Act, before: Sequence[Act], acts: Sequence[Act], table: EntityTable
) -> list[str] | None:
    """The other side of an act, by what it does: of the acts before, or of all."""
    found: list[str] | None = None
    if act.draft.extra.get("deed"):
        found = _doer(act, before, table)
        if found is None and act.draft.type == "ACCUSE":  # whom he has just threatened
            found = _other_side(act, before, table)
    elif act.draft.type in SPOKEN:
        found = _partner(act, before, table)
    elif act.draft.extra.get("freedom"):
        found = _captor(act, before, table) or _other_side(act, before, table)
    elif act.draft.type in OPEN and act.draft.cameo not in AIMLESS:
        found = _other_side(act, before, table)
    if found is None and act.draft.type in SHARED:
        found = _fellow(act, before, table)
    if found is None and act.draft.type == "SANCTION":
        found = _doer(act, before, table)
    if found is None and act.draft.type == "ASSAULT":
        found = _first_blow(act, before, table)
    if found is None and act.draft.extra.get("toward"):
        found = _there(act, acts, table)
    return found


def _leaves_place(act: Act, table: EntityTable) -> bool:
    """Whether forces leave a place: "withdrew from Chad", "complete its **withdrawal** from Chad".

    Such words name the place, but nobody to whom the withdrawal is conceded (annotation practice);
    whoever takes over from those who leave is a party ("handed the fort to **the army**").
    """
    if act.draft.base != "RETREAT" or not act.recipients:
        return False
    if act.draft.mode == WITHDRAWAL:
        return all(table.ref(key).kind == "state" for key in act.recipients)
    starts = [start for role, start, _ in act.spans if role == "recipient"]
    text = table.report.text
    promised = act.draft.type == "CONCEDE" and act.draft.extra.get("noun") and bool(starts)
    return bool(promised) and all(LEFT.search(text[max(0, at - 15) : at]) for at in starts)


def find_attackers(acts: Sequence[Act], table: EntityTable) -> None:
    """Who struck back: victims without an attacker that had just attacked others.

    "A gunman wounded two soldiers before being shot": by the side of those that he attacked.
    """
    for place, act in enumerate(acts):
        if act.draft.type != "ASSAULT" or act.draft.reciprocal or act.actors or not act.recipients:
            continue
        for known in reversed(acts[:place]):
            near = 0 <= act.draft.sentence - known.draft.sentence <= 1
            if not near or known.draft.type != "ASSAULT" or known.draft.reciprocal:
                continue
            others = [k for k in known.recipients if not _share([k], act.recipients, table)]
            if others and _share(act.recipients, known.actors, table):
                act.actors, act.guessed = others, True
                break


def _other_side(act: Act, before: Sequence[Act], table: EntityTable) -> list[str] | None:
    wanted = ANSWERS.get(act.draft.type, ())
    best: tuple[int, int] | None = None
    chosen: list[str] | None = None
    for known in before:
        back = act.draft.sentence - known.draft.sentence
        if not 0 <= back <= REACH or known.draft.start == act.draft.start:
            continue
        other = _across(act, known, table)
        if not other:
            continue
        kind = known.draft.type
        rank = wanted.index(kind) if kind in wanted else len(wanted) + (kind not in HOSTILE)
        if best is None or (rank, back) <= best:
            best, chosen = (rank, back), other
    if chosen is None and act.draft.cameo == DENIAL:
        return _accuser(act, before)
    return chosen


def _accuser(act: Act, before: Sequence[Act]) -> list[str] | None:
    """Who has just made the charge that is denied, whomever it names."""
    for known in reversed(before):
        near = 0 <= act.draft.sentence - known.draft.sentence <= 1
        if near and known.draft.type == "ACCUSE" and not known.draft.reciprocal:
            return [key for key in known.actors if key not in act.actors] or None
    return None


def _captor(act: Act, before: Sequence[Act], table: EntityTable) -> list[str] | None:
    """Who has jailed or taken somebody, asked to let him go: "demanded **her release**"."""
    for known in reversed(before):
        held = known.draft.mode in HOLDING and not known.draft.reciprocal
        if act.draft.sentence - known.draft.sentence > REACH:
            return None
        if held and known.actors and not _share(known.actors, act.actors, table):
            return list(known.actors)
    return None


def _first_blow(act: Act, before: Sequence[Act], table: EntityTable) -> list[str] | None:
    """Who had just hit other forces of the same state: it is they that it strikes back at."""
    ours = {table.ref(key).country for key in act.actors if table.ref(key).sector in FORCES}
    for known in reversed(before):
        near = 0 <= act.draft.sentence - known.draft.sentence <= NEXT
        if not near or known.draft.type != "ASSAULT" or known.draft.reciprocal:
            continue
        hit = {table.ref(k).country for k in known.recipients if table.ref(k).sector in FORCES}
        if hit == ours and ours and not _share(known.actors, act.actors, table):
            return list(known.actors)
    return None


def _fellow(act: Act, before: Sequence[Act], table: EntityTable) -> list[str] | None:
    """Whom another did the same to, just before: "Kenya sent Chad rice, and Ghana sent maize"."""
    for known in reversed(before):
        near = 0 <= act.draft.sentence - known.draft.sentence <= 1
        same = near and known.draft.type == act.draft.type and known.draft.is_event
        if same and known.recipients and not _share(known.recipients, act.actors, table):
            return list(known.recipients)
    return None


def _there(act: Act, acts: Sequence[Act], table: EntityTable) -> list[str] | None:
    """Whose place is helped ("rice for **the town**"): the other state that is named most."""
    ours = {table.ref(key).country for key in act.actors}
    keys = {key for one in acts for key in one.parties if table.ref(key).kind == "state"}
    others = [key for key in keys if table.ref(key).country not in ours]
    named = {key: table.spans(key) for key in others}
    return [min(others, key=lambda key: (-len(named[key]), named[key][0]))] if others else None


def _partner(act: Act, before: Sequence[Act], table: EntityTable) -> list[str] | None:
    """The one foreign side of the nearest contact that the speaker took part in.

    A person must have been there; for a promise the state may speak too, in a report that begins
    with its contact. What is promised to nobody is promised to whom the same state has just
    praised, and further help to whom others help.
    """
    ours = {table.ref(key).country for key in act.actors}
    promise = act.draft.type == "AGREE"
    if len(ours) > 1:
        return None
    for known in reversed(before):
        back = act.draft.sentence - known.draft.sentence
        then = act.when.basis == "document" or same_days(known.when, act.when)
        if known.draft.type != "CONSULT" or back < 0 or not then:
            continue
        lead = promise and known is before[0]
        if back > REACH and not lead:
            continue
        there = any(key in known.parties for key in act.actors)
        if not there and not (lead and ours & {table.ref(key).country for key in known.parties}):
            continue
        others = [key for key in known.parties if table.ref(key).country not in ours]
        if others:
            return _one_country(others, table)
        # at home: what a president told the mayors whom he received
        guests = [
            key
            for key in known.parties
            if key not in act.actors and not _is_colleague(table.ref(key))
        ]
        if lead and there and guests and act.draft.extra.get("past"):
            return guests
    return _benefiting(act, before, ours, table) if promise else None


def _is_colleague(ref: EntityRef) -> bool:
    """Whether somebody at home is known to be of the government: no guest of his president."""
    known = (ref.link or "").startswith("tenure:")
    return known and ref.kind == "person" and ref.sector == "GOV"


def _doer(act: Act, before: Sequence[Act], table: EntityTable) -> list[str] | None:
    """Who did what the words are about ("welcomed **the decision**"): others just before."""
    ours = {table.ref(key).country for key in act.actors}
    for known in reversed(before):
        if not known.draft.is_event or known.draft.start >= act.draft.start:
            continue
        if act.draft.sentence - known.draft.sentence > NEXT:
            return None
        if act.draft.type in HOSTILE and (known.draft.type not in HOSTILE or known.struck_back):
            continue
        # What is condemned is the deed of whom others charge; a charge against us is itself a deed.
        charged = act.draft.type == known.draft.type == "ACCUSE"
        sides = (known.recipients, known.actors) if charged else (known.actors,)
        foreign = ([k for k in side if table.ref(k).country not in ours] for side in sides)
        others = next((keys for keys in foreign if keys), [])
        if others and not known.draft.reciprocal:
            return _one_country(others, table)
    return None


def _benefiting(
    act: Act, before: Sequence[Act], ours: set[str | None], table: EntityTable
) -> list[str] | None:
    """Whom the act before did good to, by the same state or by others who help as well."""
    for known in reversed(before):
        back = act.draft.sentence - known.draft.sentence
        if known.draft.reciprocal or not known.recipients or not 0 <= back <= NEXT:
            continue
        same = ours == {table.ref(key).country for key in known.actors}
        helped = known.draft.base == "AID" and (act.draft.base == "AID" or _is_gift(act))
        if helped or (same and known.draft.type in SPOKEN):
            others = [k for k in known.recipients if table.ref(k).country not in ours]
            return _one_country(others, table)
    return None


def _is_gift(act: Act) -> bool:
    """Whether the words tell how much money is given."""
    return act.magnitude is not None and act.magnitude.amount is not None


def _one_country(keys: list[str], table: EntityTable) -> list[str] | None:
    return keys if len({table.ref(key).country for key in keys}) == 1 else None


def _across(act: Act, known: Act, table: EntityTable) -> list[str]:
    """The side of `known` that faces the actors of `act`; [] if they do not stand in it."""
    if known.draft.reciprocal:
        return []
    for ours, theirs in ((known.recipients, known.actors), (known.actors, known.recipients)):
        if _share(act.actors, ours, table):
            return [key for key in theirs if not _share([key], act.actors, table)]
    return []


def _share(one: Sequence[str], two: Sequence[str], table: EntityTable) -> bool:
    return any(same_party(table.ref(a), table.ref(b)) for a in one for b in two)
