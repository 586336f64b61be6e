"""Acts at home: the side that a report leaves out because it goes without saying.

Protesters face the government of their country, the police arrest people of theirs, and who is
arrested or sentenced is so by the authorities of the place (annotation guide, section 11.2).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from communique.assemble.acts import Act
from communique.assemble.entities import EntityTable
from communique.drafts import DraftEvent, EntityRef, Mention, Mentions, Resolving

#: Acts of these types without a recipient concern the government at home.
AGAINST_GOVERNMENT = frozenset({"PROTEST"})
#: Acts of coercion of these modes without a recipient concern the people at home.
AGAINST_PEOPLE = frozenset({"arrest", "censor", "curfew", "martial-law", "restrict", "seize"})
#: Acts of these modes concern the people of a town, if a town is named.
AGAINST_TOWNS = frozenset({"curfew", "restrict"})
#: Blockades, zones and conquests look outward.
OUTWARD_CODES = frozenset({"191", "192"})
#: Protests against those who rule the place, whoever protests.
UNRULY = frozenset({"riot", "obstruct", "hunger"})
#: CAMEO code of protests called off.
GIVEN_UP_PROTEST = frozenset({"082"})
#: Of no more than this score is a government that no words tell the country of.
GUESS = 0.5
#: Sentences that tell the main happening of a report.
LEAD = 1
#: Words of these types that name nobody are, at home, between the rulers and the others there.
BETWEEN = frozenset({"REJECT", "THREATEN", "CONCEDE"})
#: Those who face an employer, whatever other countries a report names.
WORKERS = frozenset({"LAB"})
#: Troops may come to help: "American marines **landed** in Kuwait".
LANDING = frozenset({"land", "arrive"})
#: What armed force is threatened with.
VIOLENCE = "violence"
#: Those who rule a country.
RULERS = frozenset({"GOV", "MIL", "COP", "JUD", "SPY"})
#: A sentence is of no other country if none is named in it nor in so many before.
ABOUT = 2
#: Only the authorities do these.
OFFICIAL_MODES = frozenset(
    {"arrest", "convict", "curfew", "martial-law", "censor", "expel", "release"}
)


class HomeFinder:
    """Names the untold sides of one report's acts."""

    def __init__(self, mentions: Mentions, resolution: Resolving, table: EntityTable) -> None:
        self.mentions = mentions
        self.resolution = resolution
        self.table = table
        self.states = [m for m in mentions.all if m.kind == "state" and len(m.countries) == 1]

    def __call__(self, acts: Iterable[Act]) -> None:
        """Give each act at home the side that it lacks, with the words that name the country."""
        for act in acts:
            draft = act.draft
            if draft.reciprocal or not draft.is_event:
                continue
            if not act.actors and _official(draft) and draft.extra.get("clause"):
                self._add(act, "actor", self._host(act) or self._home(act))
            elif not act.actors and draft.type in AGAINST_GOVERNMENT:
                self._add(act, "actor", self._host(act), people=True)
            elif draft.type in AGAINST_GOVERNMENT:
                act.actors = [self._marching(key) for key in act.actors]
            if act.actors and not act.recipients and draft.type in AGAINST_GOVERNMENT:
                unruly = draft.mode in UNRULY and self._host(act)
                self._add(act, "recipient", unruly or self._country(act.actors))
            elif act.actors and not act.recipients and draft.cameo in GIVEN_UP_PROTEST:
                self._add(act, "recipient", self._country(act.actors))
            elif act.actors and not act.recipients and _concerns_people(act):
                self._add(act, "recipient", self._country(act.actors), people=True)

    def _marching(self, key: str) -> str:
        """Who takes to the street: not a state, but the people of the place that is named."""
        ref = self.table.ref(key)
        if ref.kind != "state" or ref.country is None or ref.sector != "GOV":
            return key
        return self.table.add_like(_people(ref.country), key)

    def victims(self, acts: Iterable[Act]) -> None:
        """Give attacks without a victim those of the place; rebels attack their own state."""
        for act in acts:
            draft = act.draft
            if draft.type in ("ASSAULT", "MOBILIZE") or draft.mode in AGAINST_TOWNS:
                self._spare_state(act)
            if draft.type != "ASSAULT" or draft.reciprocal or act.recipients or not act.actors:
                continue
            host = self._host(act)
            if host is not None:
                self._add(act, "recipient", host, people=True)
            elif all(self._is_rebel(key) for key in act.actors):
                self._add(act, "recipient", self._country(act.actors))

    def _spare_state(self, act: Act) -> None:
        """Put the people of a town in place of the state whose own forces strike the town.

        Forces that only move there do so towards nobody.
        """
        refs = {key: self.table.ref(key) for key in act.parties}
        code = self._country(act.actors)
        if code is None or not {refs[key].sector for key in act.actors} <= RULERS:
            return
        struck = [start for role, start, _ in act.spans if role == "recipient"]
        towns = [m for m in self.states if m.start in struck and m.note in ("city", "capital")]
        own = [k for k in act.recipients if refs[k].kind == "state" and refs[k].country == code]
        if own and any(m.countries[0] == code for m in towns):
            act.recipients = [k for k in act.recipients if k not in own]
            if not act.recipients and act.draft.type != "MOBILIZE":
                act.recipients = [self.table.add_like(_people(code), own[0])]

    def rulers(self, acts: Iterable[Act]) -> None:
        """Let protests be against the protesters' own government where whose it is was guessed."""
        for act in acts:
            if act.draft.type not in AGAINST_GOVERNMENT or not act.actors or not act.recipients:
                continue
            code = self._country(act.actors)
            refs = [self.table.ref(key) for key in act.recipients]
            guessed = all(ref.kind == "state" and ref.score <= GUESS for ref in refs)
            surer = min(self.table.ref(key).score for key in act.actors) > GUESS
            if guessed and surer and code and {ref.country for ref in refs} != {code}:
                act.recipients = []
                self._add(act, "recipient", code)

    def abroad(self, acts: Iterable[Act]) -> None:
        """Forces that move within another country do so towards it: "troops **in** the north"."""
        for act in acts:
            draft = act.draft
            if draft.type != "MOBILIZE" or act.recipients or not act.actors or not draft.is_event:
                continue
            if draft.extra.get("lemma") in LANDING:
                continue
            host, own = self._host(act), self._country(act.actors)
            if host is not None and own is not None and host != own:
                self._add(act, "recipient", host)

    def words(self, acts: Iterable[Act]) -> None:
        """Give refusals, threats and concessions that name nobody the other side at home.

        Workers face their employer, the people and parties of a country its government, and a
        government its people (annotation guide, section 11.2).
        """
        for act in acts:
            draft = act.draft
            if draft.type not in BETWEEN or draft.reciprocal or act.recipients:
                continue
            code = self._country(act.actors) if draft.is_event and act.actors else None
            if code is None:
                continue
            sectors = {self.table.ref(key).sector for key in act.actors}
            if sectors <= RULERS and (draft.mode or draft.manner) == VIOLENCE:
                continue  # "threatened to sink any vessel": nobody at home
            if sectors <= WORKERS:
                self._add_employer(act, code)
            if not act.recipients and (sectors <= WORKERS or self._is_inland(act, code)):
                self._add(act, "recipient", code, people=sectors <= RULERS)

    def _is_inland(self, act: Act, code: str) -> bool:
        """Whether the words stand where the report names no other country or body."""
        at = act.draft.sentence
        near = [m for m in self.mentions.all if at - ABOUT <= m.sentence <= at]
        return all(one in (code, None) for m in near for one in m.countries)

    def _add_employer(self, act: Act, code: str) -> None:
        """Give workers the firm of their country that the report names nearest, if it names one."""
        at = act.draft.sentence
        firms = [
            (abs(m.sentence - at), m.start, m)
            for m in self.mentions.all
            if m.sentence <= at and m.sector == "BUS" and m.kind == "organisation" and m.name
        ]
        for _, _, firm in sorted(firms, key=lambda one: one[:2]):
            refs = self.resolution.of(firm)
            if refs and all(ref.country in (code, None) for ref in refs):
                act.recipients = list(self.table.add(refs, firm))
                act.spans.append(("recipient", firm.start, firm.end))
                act.guessed = True
                return

    def _is_rebel(self, key: str) -> bool:
        """Whether these are unnamed rebels; groups with names often fight other states."""
        ref = self.table.ref(key)
        return ref.sector == "REB" and ref.name is None

    def _country(self, keys: Sequence[str]) -> str | None:
        """The one state that a side belongs to."""
        codes = {self.table.ref(key).country for key in keys}
        code = next(iter(codes)) if len(codes) == 1 else None
        return code if code and ":" not in code else None

    def _home(self, act: Act) -> str | None:
        """The country of those acted upon, but for captives: who lets them go may be anybody."""
        return None if act.draft.mode == "release" else self._country(self._citizens(act))

    def _citizens(self, act: Act) -> list[str]:
        """Those acted upon, if they are somebody at home: foreigners go by their nationality."""
        refs = {key: self.table.ref(key) for key in act.recipients}
        told = any(ref.kind == "group" and ref.stated for ref in refs.values())
        return act.recipients if not told or self._at_home(act, refs.values()) else []

    def _at_home(self, act: Act, refs: Iterable[EntityRef]) -> bool:
        """Whether those of a nationality are at home: news of a report of no other country."""
        if act.draft.extra.get("relative") or self.table.countries() - {r.country for r in refs}:
            return False
        own = [(start, end) for role, start, end in act.spans if role == "recipient"]
        named = (m for m in self.states if not any(s <= m.start < e for s, e in own))
        news = act.when.basis != "document" or act.draft.sentence <= LEAD
        return news and any(True for _ in named)

    def _host(self, act: Act) -> str | None:
        """The country of the place where the sentence says that it happened."""
        place = act.place
        for mention in self.states if place else ():
            if mention.sentence == act.draft.sentence and mention.text in (place or ""):
                return mention.countries[0]
        return None

    def _add(self, act: Act, role: str, code: str | None, *, people: bool = False) -> None:
        host = self._host(act)
        if code is None or (host is not None and host != code):
            return
        named = self._nearest(act, code)
        if named is None:
            return
        refs: Sequence[EntityRef] = self.resolution.of(named)
        if people:
            refs = [_people(code)]
        keys = [key for key in self.table.add(refs, named) if key not in act.parties]
        if not keys:
            return
        act.spans.append((role, named.start, named.end))
        act.guessed = True
        if role == "actor":
            act.actors = keys
        else:
            act.recipients = keys

    def _nearest(self, act: Act, code: str) -> Mention | None:
        """Where the report names the country: in the same sentence, before it, or after it."""
        at = act.draft.sentence
        named = [m for m in self.states if m.countries[0] == code]
        return min(named, key=lambda m: (m.sentence > at, abs(m.sentence - at)), default=None)


def _official(draft: DraftEvent) -> bool:
    """Whether only the authorities do this: arrest, bar, sentence, charge, put on trial."""
    if draft.type == "ACCUSE" or (draft.type == "COERCE" and draft.mode == "restrict"):
        return "legal" in draft.contexts
    return draft.mode in OFFICIAL_MODES


def _concerns_people(act: Act) -> bool:
    draft = act.draft
    inward = draft.cameo not in OUTWARD_CODES and draft.mode in AGAINST_PEOPLE
    return draft.type == "COERCE" and inward


def _people(code: str) -> EntityRef:
    """The people of a country, described by nothing but where they live."""
    return EntityRef(
        key=f"agent:{code}:CVL:people",
        kind="group",
        name=None,
        country=code,
        sector="CVL",
        score=0.5,
        reasons=("an act of the authorities at home",),
    )
