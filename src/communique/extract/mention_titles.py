"""What a title says of whoever bears it: office, sector, whether it is past."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.extract.mention_phrase import GROUPS, Front, Phrase
from communique.extract.mention_spans import NameSpan
from communique.extract.mention_view import View

if TYPE_CHECKING:
    from communique.vocab.gazetteer import Agent, Gazetteer

MODIFIERS = frozenset({"amod", "compound", "nmod", "npadvmod"})
LEADERS = frozenset(
    {"leader", "head_of_state", "head_of_government", "supreme_leader", "group_leader"}
)
#: Sectors that a word before the title makes more exact ("army spokesman").
GIVING_WAY = frozenset({"GOV", "UNK", "CVL", "PTY", "UAF", "LEG", "MIL", None})


#: Sectors whose people are of the elite once they have left.
OF_STATE = frozenset({"GOV", "LEG", "MIL", "JUD", "COP", "SPY", None})


def set_office(gazetteer: Gazetteer, phrase: Phrase, text: str) -> None:
    """Set the office that the title names in the phrase's country; "ex-president" is former."""
    country = phrase.countries[0] if phrase.countries else None
    for prefix in ("ex - ", "ex-", "former "):
        if text.startswith(prefix):
            text, phrase.former = text.removeprefix(prefix), True
    phrase.office = gazetteer.office(text, country=country)
    phrase.sector = gazetteer.office_sector(text, country=country)


def set_group(phrase: Phrase, front: Front, group: NameSpan | None) -> None:
    """Set the sector of the group that somebody belongs to; its leader leads no state."""
    if group is not None and group.name.kind in GROUPS and group.name.sector:
        phrase.sector = group.name.sector
        if phrase.office in LEADERS:
            phrase.office = "party_leader" if phrase.sector == "PTY" else "group_leader"
    elif front.sector and phrase.sector in GIVING_WAY:
        phrase.sector = front.sector


def settle(phrase: Phrase) -> None:
    """Former officials are of the elite."""
    if phrase.former and phrase.sector in OF_STATE:
        phrase.sector = "ELI"


def agent_at(view: View, gazetteer: Gazetteer, i: int) -> Agent | None:
    """The agent that the word at a token names; a capitalised one ("Nunes") only if spelt so."""
    agent = gazetteer.agent(view.singular[i])
    if agent is None or view.tree.text[i][:1].islower():
        return agent
    plain = (agent.noun, agent.noun + "s")
    return agent if view.tree.lower[i] in plain or view.singular[i] == agent.noun else None


def body_word(view: View, gazetteer: Gazetteer, first: int, last: int) -> bool:
    """Whether a word of the range names a kind of body ("Ministry", "Front")."""
    for i in range(first, last + 1):
        agent = agent_at(view, gazetteer, i)
        if agent and agent.kind != "person" and len(view.tree.text[i]) > 3:
            return True
    return False
