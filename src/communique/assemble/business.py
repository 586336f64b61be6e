"""Routine: what firms do among themselves, and what a state does for its own people."""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.assemble.acts import Act
from communique.assemble.entities import EntityTable
from communique.assemble.retelling import SIGNING
from communique.drafts import EntityRef

#: Acts to the good of others, which firms do every day and states do at home.
COOPERATIVE = frozenset({"AGREE", "SUPPORT", "COOPERATE", "AID"})
MATERIAL = frozenset({"COOPERATE", "AID"})
FIRMS = frozenset({"BUS"})
#: How the names of firms end.
ENDINGS = "AG|Co|Corp|Inc|Ltd|Plc|PLC|SA"
FIRM = re.compile(rf"\b({ENDINGS})\b")
#: The mode of those who give up an office.
RESIGNING = "resign"
CUSTOMERS = frozenset({"CVL"})
#: Whom a text about shares calls neither a firm nor anything political.
NO_POLITICS = FIRMS | CUSTOMERS | {None, "UNK"}
#: Words about shares and firms, where those who deal with each other are firms, too.
TRADING = re.compile(
    r"\b(shares|a share|stocks?|(share|stock)holders?|debentures?|dividends?|subsidiar(y|ies)"
    rf"|takeover|{ENDINGS})\b|<[A-Z.]+>"
)
#: Deeds of force are no business, whoever does them.
VIOLENT = frozenset({"ASSAULT", "PROTEST"})
#: What a government only says that it will do, in wordings of less weight, is its plan, no promise.
GIVEN = 0.55
#: A text of no more characters may well leave out whom it is about.
BRIEF = 400
#: CAMEO code of rescues and relief, and words for a state's own people where they are abroad.
RESCUE = "073"
ABROAD = frozenset({
    "nationals", "expatriates", "diplomats", "citizens", "personnel", "tourists",
})  # fmt: skip
#: At home only these help or are helped in a way that is news: the armed, and those who flee.
ARMED = frozenset({"MIL", "COP", "REB", "UAF", "SPY", "CRM", "PRM", "REF"})


def is_routine(act: Act, table: EntityTable, sentence: str) -> bool:
    """Whether an act, told in a sentence, is business or housekeeping, and no event."""
    draft = act.draft
    if draft.type in COOPERATIVE and (is_private(act, table) or is_trading(act, table, sentence)):
        return True
    if draft.type not in VIOLENT and is_business(act, table):
        return True
    return draft.mode == RESIGNING and leaves_a_firm(act, table)


def is_private(act: Act, table: EntityTable) -> bool:
    """Whether firms deal with each other, or a state looks after its own people: routine.

    So are the plans that a government announces in a report that speaks of no other country.
    """
    refs = [table.ref(key) for key in act.parties]
    sectors = {ref.sector for ref in refs}
    plain = {ref.sector for ref in refs if ref.sector or ref.kind != "organisation"}
    if (plain <= FIRMS and sectors & FIRMS) or _signs_alone(act, refs):
        return True
    traders = {table.ref(key).sector for key in act.actors} == FIRMS
    countries = {ref.country for ref in refs}
    code = next(iter(countries)) if len(countries) == 1 else None
    if code is None or ":" in code or sectors & ARMED:
        return False
    if traders and not sectors & {"GOV", "LAB"}:
        return True
    plan = act.draft.type == "AGREE" and not act.draft.reciprocal
    told = act.guessed and act.recipients  # to whom he met
    inland = not told and len(table.report.text) > BRIEF and table.countries() == countries
    inland = inland and not _between_camps(act, table)
    if act.draft.type == "AID" and (_helps_body(act, table) or _brings_home(act)):
        return False
    joined = act.draft.type == "COOPERATE" and act.draft.reciprocal and len(sectors) > 1
    return (act.draft.type in MATERIAL and not joined) or (plan and inland)


def _signs_alone(act: Act, refs: Sequence[EntityRef]) -> bool:
    """Whether a body that nobody knows signs with nobody who is named: a firm's contract."""
    signs = act.draft.cameo == SIGNING and act.draft.reciprocal
    return signs and all(ref.kind == "organisation" and ref.sector is None for ref in refs)


def _between_camps(act: Act, table: EntityTable) -> bool:
    """Whether somebody promises what is no government's plan: to another camp, or as no ruler."""
    if act.draft.base == "AGREE" and act.draft.weight < GIVEN:
        return False
    ours = {table.ref(key).sector for key in act.actors}
    theirs = {table.ref(key).sector for key in act.recipients}
    if "GOV" not in ours and act.draft.base == "AGREE":
        return True
    return bool(theirs) and not act.guessed and ours.isdisjoint(theirs)


def _helps_body(act: Act, table: EntityTable) -> bool:
    """Whether those helped are bodies that the report names, not the people at large."""
    refs = [table.ref(key) for key in act.recipients]
    return bool(refs) and all(ref.kind == "organisation" and ref.stated for ref in refs)


def _brings_home(act: Act) -> bool:
    """Whether a state fetches its own people home: "sent planes to evacuate its nationals"."""
    words = {word for m in act.draft.recipients for word in m.text.casefold().split()}
    return act.draft.cameo == RESCUE and not words.isdisjoint(ABROAD)


def is_business(act: Act, table: EntityTable) -> bool:
    """Whether a firm deals with nobody but firms and their customers: routine.

    So are talks and journeys of those who run firms, if nobody else takes part.
    """
    if not act.actors:
        return False
    if act.draft.type == "CONSULT":
        return len(act.parties) > 1 and {table.ref(key).sector for key in act.parties} == FIRMS
    ours = [table.ref(key) for key in act.actors]
    theirs = {table.ref(key).sector for key in act.recipients}
    firms = all(ref.sector in FIRMS and ref.kind in ("group", "organisation") for ref in ours)
    return firms and theirs <= FIRMS | CUSTOMERS


def leaves_a_firm(act: Act, table: EntityTable) -> bool:
    """Whether those who resign are of a firm, or of nothing known in a report that firms open."""
    refs = [table.ref(key) for key in act.actors]
    business = FIRM.search(table.report.text, 0, BRIEF) is not None
    plain = (ref.kind == "person" and not (ref.office or ref.sector) for ref in refs)
    return all(
        ref.sector in FIRMS or (business and one) for ref, one in zip(refs, plain, strict=True)
    )


def is_trading(act: Act, table: EntityTable, sentence: str) -> bool:
    """Whether those without office or camp deal with each other in words about shares."""
    refs = [table.ref(key) for key in act.parties]
    plain = (ref.kind not in ("state", "igo") and not ref.office for ref in refs)
    if not all(plain) or any(ref.sector not in NO_POLITICS for ref in refs):
        return False
    return bool(TRADING.search(sentence))
