"""Whether what a report says of an instrument makes it an agreement that counts, and its date.

Counted are named or clearly identifiable instruments between states, or with a body or an armed
group; laws, and contracts and settlements at home, are not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.dates import When
from communique.extract.agreement_parties import PartyFinder, partners_of
from communique.vocab.instruments import LADDER, InstrumentBook

if TYPE_CHECKING:
    from communique.extract.agreement_groups import Group
    from communique.extract.agreement_places import Spot
    from communique.extract.agreement_steps import Step

#: How sure a record is by the rule that let it in; from the development gold.
WEIGHTS = {
    "known": 0.8,
    "named": 0.75,
    "two parties": 0.7,
    "proper": 0.6,
    "dated": 0.6,
    "topic": 0.5,
    "specific": 0.6,
    "existing": 0.5,
    "loose": 0.5,
    "adopted": 0.5,
}
SPECIFIC = frozenset({"treaty", "truce", "memorandum", "protocol"})
#: In front of a truce: one side's own, no agreement.
ONE_SIDED = frozenset({"its", "his", "her"})
OWN = ONE_SIDED | {"our", "my"}
BOTH = frozenset({"bilateral", "trilateral"})
ABROAD = 2  # countries that a report names before its agreements are taken for international


@dataclass(frozen=True, slots=True)
class Case:
    """What the rules ask about a described instrument."""

    best: Spot
    two: bool
    parties: bool
    topic: bool
    named: bool
    existing: bool
    dated: bool
    told: bool
    firm: bool
    done: bool
    spots: int
    countries: int
    under: bool
    talked: bool


class Judge:
    """Tells which groups count, and by which rule; built once from the vocabulary."""

    def __init__(self, book: InstrumentBook, parties: PartyFinder) -> None:
        self.book = book
        self.parties = parties

    def __call__(self, group: Group, countries: Sequence[str]) -> str | None:
        """The rule by which a group counts; None if it does not. `countries`: the report's."""
        best = group.best
        if best.form == "definite":
            return self._definite(group, countries)
        if best.form == "known":
            law = best.entry is not None and best.entry.note == "charter"
            return None if law and group.furthest() is None else "known"
        if any(self.parties.partner_at_home(s) for s in group.spots):
            return None
        if best.form == "named":
            return self._named(group, countries)
        return self._described(group, countries)

    def _definite(self, group: Group, countries: Sequence[str]) -> str | None:
        """What refers back to nothing: a dated statement, or a truce or treaty that two renew."""
        best = group.best
        if best.own_when and best.firm and best.kind == "declaration":
            return "dated"
        if not best.firm or self._unreal(group):
            return None
        parties = [s for s in self.parties.sides(group.parties) if not s.startswith("one")]
        codes = {code for m in group.parties for code in m.countries}
        own = len(codes) > 1 or (of_states(best) and len(parties) > 1)
        if own and any(step.firm for _, step in group.steps):
            return "two parties"
        if len(countries) < ABROAD or not of_states(best) or best.determiner in ONE_SIDED:
            return None
        dated = best.own_when is not None and best.own_when.start is not None
        told = any(step.firm and step.status != "mentioned" for _, step in group.steps)
        held = any(s.existing for s in group.spots)
        return "specific" if dated or told or held else None

    def _named(self, group: Group, countries: Sequence[str]) -> str | None:
        best, step = group.best, group.furthest()
        parties = self.parties.sides(group.parties)
        if best.kind == "contract" or any(s.commercial for s in group.spots):
            return None
        if len(parties) < 2 and (len(countries) < ABROAD or self.parties.at_home(group.parties)):
            return None
        many = len(countries) > 2 and best.kind != "agreement"
        if best.capital and (best.plural or not (parties or many or best.under)):
            return None
        if best.kind == "other" and step is None and not any(_rests_on(s) for s in group.spots):
            return None
        if best.kind == "other" and not parties and best.determiner in OWN:
            return None
        bare = not (best.firm or parties or step or best.behind.acronym or best.under)
        return None if bare and len(best.words) <= 2 else "named"

    def _described(self, group: Group, countries: Sequence[str]) -> str | None:
        if group.best.kind == "declaration" and self._adopted(group.best):
            return "adopted"
        if self._a_note(group):
            return None
        case = self._case(group, countries)
        best = case.best
        if self._unreal(group) or (best.kind == "truce" and _one_sided(case)):
            return None
        if not best.firm:
            return self._loose(case)
        if case.two and self._between(best) and not best.plural:
            return "two parties"
        enough = case.countries >= ABROAD or (best.kind == "truce" and case.countries > 0)
        if enough and self._specific(case):
            return "specific"
        with_whom = best.behind.partners or partners_of(best)
        owned = best.behind.partners and _is_owned(best)
        split = case.two and (owned or (case.told and (with_whom or self._counted(best))))
        split = split or (case.done and case.two and best.behind.topic is not None)
        if best.plural and not split and not (case.named and best.determiner == "the"):
            return None
        if case.two and (owned or case.told or case.topic or case.existing or case.dated):
            return "two parties"
        stated = case.parties or not best.name.lower().endswith("deal")
        if case.named and stated and (case.existing or case.told or best.determiner == "the"):
            return "proper"
        if case.topic and not best.plural and self._of_body(best):
            return "proper"
        if self._bargained(case):
            return "topic"
        return self._by_report(case) if case.countries >= ABROAD else None

    def _a_note(self, group: Group) -> bool:
        """Whether it is a memorandum to an office, not one of understanding between two."""
        best = group.best
        if best.kind != "memorandum" or best.form == "known":
            return False
        words = best.work.tree.lower[best.first : best.noun + 1]
        codes = {code for m in group.parties for code in m.countries}
        return words[-1].startswith("memorand") and len(codes) < ABROAD

    def _between(self, spot: Spot) -> bool:
        """Whether it is "the treaty between A and B": that says which it is."""
        part = spot.behind.partners
        if part is None or spot.work.tree.lower[part[0]] != "between" or spot.determiner != "the":
            return False
        inside = [m for m in spot.parties if part[0] <= m.token <= part[1]]
        return len({code for m in inside for code in m.countries}) > 1

    def _of_body(self, spot: Spot) -> bool:
        """Whether a body owns it: "OPEC's output agreement"."""
        inside = (m for m in spot.parties if spot.first <= m.token < spot.noun)
        return any(code.startswith("IGO:") for m in inside for code in m.countries)

    def _bargained(self, case: Case) -> bool:
        """Whether it is a deal between armed sides that is sought, nearly reached or made."""
        best, topic = case.best, case.best.behind.topic
        if best.plural or not case.countries:
            return False
        words = set(best.words)
        if topic is not None:
            words.update(best.work.tree.lower[topic[0] : topic[1] + 1])
        about = len(words & self.book["bargains"]) > (best.kind == "truce")
        return about and (case.told or case.existing or case.under)

    def _unreal(self, group: Group) -> bool:
        """Whether it is only thought of, commercial, or a matter of one country."""
        first = group.spots[0]
        front = {word.lower() for word in first.front} | first.words
        front |= {word.lower() for word in group.best.front}
        if front & (self.book.unreal | self.book.domestic):
            return True
        if front & self.book.private and not of_states(group.best):
            return True
        if first.determiner in self.book.unreal or self.parties.at_home(group.parties):
            return True
        return any(s.commercial or self._sells(s) for s in group.spots) or self._of_firms(group)

    def _of_firms(self, group: Group) -> bool:
        """Whether its sentence speaks of firms or unions, and no two states stand beside it."""
        words = {word.rstrip(".") for word in group.best.work.tree.lower}
        codes = {code for m in group.parties for code in m.countries}
        states = len(codes) > 1 or bool(group.best.words & BOTH)
        return not states and not self.book["firms"].isdisjoint(words)

    def _sells(self, spot: Spot) -> bool:
        """Whether it is about buying or selling, as between firms."""
        topic = spot.behind.topic
        if topic is None:
            return False
        inside = spot.work.tree.lemma[topic[0] : topic[1] + 1]
        return not self.book["sold"].isdisjoint(word.rstrip(".") for word in inside)

    def _case(self, group: Group, countries: Sequence[str]) -> Case:
        best, found = group.best, group.furthest()
        step = found[1] if found else None
        parties = self.parties.sides(group.parties)
        coded = any(not side.startswith("one:") for side in parties)
        firm = step is not None and step.firm
        return Case(
            best=best,
            two=(len(parties) >= 2 and coded) or bool(best.words & BOTH),
            parties=bool(parties),
            topic=bool(best.words & self.book.topics),
            named=any(word[0].isupper() for word in best.front),
            existing=any(s.existing for s in group.spots),
            dated=any(x.when is not None for _, x in group.steps),
            told=step is not None,
            firm=firm,
            done=step is not None and firm and rung(step) >= LADDER.index("agreed"),
            spots=len(group.spots),
            countries=len(countries),
            under=any(s.under for s in group.spots),
            talked=found is not None
            and found[0].work.tree.lemma[found[1].at] in self.book["negotiating"],
        )

    def _by_report(self, case: Case) -> str | None:
        """The rules for instruments whose parties the report leaves to its other sentences."""
        alone = case.parties and not case.two and case.best.behind.partners
        if case.dated and (case.existing or case.done) and not alone:
            return "dated"
        if (
            case.topic
            and case.firm
            and (case.done or case.spots > 1 or case.parties or case.talked)
        ):
            return "topic"
        resting = case.parties and (case.done or case.topic)
        if case.existing and (resting or case.best.determiner in ("a", "an")):
            return "existing"
        return None

    def _specific(self, case: Case) -> bool:
        """Whether it is a treaty, truce or the like of which something is told as done.

        Firms and people make deals and agreements, but no treaties.
        """
        best = case.best
        if best.plural or not of_states(best):
            return False
        about = best.words - self.book.plain - self.book.tentative
        told = case.done or (case.firm and bool(about) and best.kind != "truce")
        known = best.determiner == "the" and (case.topic or bool(best.behind.topic))
        own = best.own_when is not None and best.own_when.start is not None
        return told or known or own or case.under

    def _loose(self, case: Case) -> str | None:
        best = case.best
        inside = [m for m in best.parties if best.first <= m.token <= best.last]
        codes = {code for m in inside for code in m.countries}
        if case.two and (case.done or (best.determiner == "the" and len(codes) > 1)):
            return "loose"
        alone = best.determiner in ("a", "an") and not best.behind.partners
        pair = case.countries == ABROAD and alone
        return "loose" if pair and (case.done or case.under) and not best.plural else None

    def _counted(self, spot: Spot) -> bool:
        """Whether it is told how many they are: "two framework accords", "a series of accords"."""
        tree = spot.work.tree
        if any(tree.tag[i] == "CD" for i in range(spot.first, spot.noun)):
            return True
        before = tree.lower[max(0, spot.first - 2) : spot.first]
        return before[-1:] == ["of"] and before[0] in self.book["many"]

    def _adopted(self, spot: Spot) -> bool:
        """Whether leaders or a conference are said to have made it."""
        topic = spot.behind.topic
        if topic is None or spot.work.tree.lower[topic[0]] not in ("at", "by", "from", "of"):
            return False
        inside = spot.work.tree.lower[topic[0] : topic[1] + 1]
        return not self.book["assemblies"].isdisjoint(inside)


def _has_owner(spot: Spot) -> bool:
    """Whether somebody stands in front whose it is: "**Fiji's** accord", "the rebels' truce"."""
    return any(word.lower().endswith(("'s", "’s", "s'", "s’")) for word in spot.front)


def _is_owned(spot: Spot) -> bool:
    """Whether somebody has them: "Fiji's accords with …", "our accords with …"."""
    return _has_owner(spot) or spot.determiner in OWN or spot.determiner == "their"


def _one_sided(case: Case) -> bool:
    """Whether a truce is that of one side: "the rebels' truce"."""
    return _has_owner(case.best) and len(case.best.parties) < 2 and not case.best.behind.partners


def of_states(spot: Spot) -> bool:
    """Whether the noun is one for instruments of states alone: a treaty, an accord, no deal."""
    noun = spot.work.tree.lower[spot.noun].rstrip("s")
    return spot.kind in SPECIFIC or spot.kind == "pact" or noun == "accord"


def rung(step: Step) -> int:
    """How far up the ladder a step is."""
    return LADDER.index(step.status)


def _rests_on(spot: Spot) -> bool:
    """Whether it is spoken of as something in being, more than supported or praised."""
    if not spot.existing:
        return False
    return spot.holder is None or spot.work.tree.lemma[spot.holder] not in ("support", "spirit")


def date_of(group: Group, step: Step | None, *, document: When) -> When:
    """The date of the furthest step.

    Of what the report tells in the plain past without a date, its own day, as for events; of what
    has been done at some time, or of no step at all, some day up to it.
    """
    unknown = When(end=document.end, precision="unknown", basis="document")
    if step is None:
        times = [s.own_when for s in group.spots if s.own_when is not None]
        return times[0] if times else unknown
    if step.when is not None:
        return step.when
    same = [x.when for _, x in group.steps if x.status == step.status and x.when]
    if same:
        return same[0]
    if step.status in ("negotiating", "proposed"):
        return document
    return document if step.news or document.basis != "document" else unknown
