"""The resolve stage: from mentions to entities, as of the date spoken of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from communique.drafts import EntityRef, Mention, Mentions, Prepared
from communique.records import EntityKind
from communique.resolve.back_references import BackReferences
from communique.resolve.belonging import Belonging
from communique.resolve.context import Context
from communique.resolve.countries import CountryFinder
from communique.resolve.people import PersonBook, offices_agree
from communique.resolve.persons import PersonResolver
from communique.resolve.refs import RefMaker, lower
from communique.resolve.salience import named_before, persons_before
from communique.resolve.short_names import ShortNames
from communique.vocab.mention_words import load_mention_words
from communique.vocab.offices import LEADER

if TYPE_CHECKING:
    from communique.vocab.gazetteer import Gazetteer

DEPTH = 4
#: Those who are so called are not of the country of those whose they are.
OPPOSITES = frozenset({"guest", "host", "visitor", "partner", "ally"})
#: Those of them who are spoken of by the side that they stand by, and their plurals.
#: Whom those lead who are in arms.
MEN = frozenset({"man", "men"})
ARMED = frozenset({"COP", "MIL", "PRM", "REB"})
SINGULAR = {"ally": "ally", "allies": "ally", "partner": "partner", "partners": "partner"}
#: Leaders of others than a state: "Kenya's opposition leader" does not lead Kenya.
LED_WITHIN = frozenset(
    {"opposition_leader", "group_leader", "union_leader", "religious_leader", "activist",
     "legislator"}
)  # fmt: skip
#: So many sentences back the police may stand whose "officers" these are.
CALLED_POLICE = 6
#: What is remembered of a mention that was asked for: place, words, countries, and the day.
_Asked = tuple[tuple[int, int], int, str, tuple[str, ...], date | None]


#: The alliance of two states is these two.
ALLIANCES = frozenset({"alliance", "coalition", "partnership", "union", "axis", "bloc"})


class Resolver:
    """The resolve stage: built once from the gazetteer, called per report."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.words = load_mention_words()

    def __call__(self, prepared: Prepared, mentions: Mentions) -> Resolution:
        """Make ready to say, of any mention of the report, who it stands for."""
        context = Context(prepared, mentions, gazetteer=self.gazetteer, words=self.words)
        return Resolution(context)


class Resolution:
    """Who the mentions of one report stand for."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.make = RefMaker(context)
        self.people = PersonBook(context)
        self.persons = PersonResolver(context, self.people, self.make, self.of)
        self.countries = CountryFinder(context, self)
        self.short = ShortNames(context)
        self.back = BackReferences(context, self.people, self)
        self._known: dict[_Asked, tuple[EntityRef, ...]] = {}
        self._depth = 0

    def of(
        self, mention: Mention, *, on: date | None = None, not_: Sequence[Mention] = ()
    ) -> tuple[EntityRef, ...]:
        """The entities that a mention stands for, () if nothing can be said.

        Args:
            mention: A mention of this report.
            on: The date spoken of, for offices; the report's own date if not given.
            not_: Mentions beside it that must be others ("Singh told him": not Singh).
        """
        day = on or self.context.prepared.report.date
        if mention.form in ("pronoun", "definite", "title") and not_:
            return self._resolve(mention, day, not_)
        key = (mention.key, mention.start, mention.text, mention.countries, day)
        if key not in self._known:
            self._known[key] = self._resolve(mention, day, ())
        return self._known[key]

    @property
    def home(self) -> str | None:
        """The country that the report is written in: of its dateline, else of its publisher."""
        return self.context.dateline_country or self.context.publisher_country

    def since(self, mention: Mention) -> date | None:
        """The first day in office of the one person meant, on the report's day; None if unknown."""
        day = self.context.prepared.report.date
        refs = self.of(mention)
        if len(refs) != 1 or day is None or not (refs[0].link or "").startswith("tenure:"):
            return None
        tenures = self.context.gazetteer.tenures_of((refs[0].link or "").partition(":")[2])
        held = [t for t in tenures if t.covers(day, day)]
        own = [t for t in held if t.office == refs[0].office] or held
        return max((t.start for t in own if t.start), default=None)

    def _resolve(
        self, mention: Mention, on: date | None, not_: Sequence[Mention]
    ) -> tuple[EntityRef, ...]:
        if self._depth > DEPTH:  # references that lead in a circle
            return ()
        self._depth += 1
        try:
            return self._by_form(mention, on, not_)
        finally:
            self._depth -= 1

    def _by_form(
        self, mention: Mention, on: date | None, not_: Sequence[Mention]
    ) -> tuple[EntityRef, ...]:
        if (word := self.short.word(mention)) and (refs := self._shortened(word, mention, on)):
            return refs
        if mention.note == "short":
            return ()
        if mention.form == "pronoun":
            return self.back.pronoun(mention, on, not_)
        if mention.form == "definite":
            found = self.back.definite(mention, on)
            called = found or self._called_body(self.context.lemma(mention))
            return called or self._agent(mention, on)
        if mention.form == "title":
            return self._title(mention, on, not_)
        if mention.form == "name" and mention.kind == "person":
            return self.persons.named(mention, on)
        if mention.form == "name":
            return self._party(mention)
        if mention.form == "agent":
            return self._agent(mention, on)
        return ()

    def _shortened(self, word: str, mention: Mention, on: date | None) -> tuple[EntityRef, ...]:
        """Who "the Union" is: a body or state named before, else the state that calls itself so."""
        other = self.short.named(word, mention)
        if other is not None:
            why = f"{mention.text} stands for {other.text}"
            return tuple(lower(ref, 0.9, why) for ref in self.of(other, on=on))
        if code := self.short.own(word):
            return (self.make.state(code, 0.7, f"calls itself the {word}"),)
        return self._called_body(word)

    def _called_body(self, word: str) -> tuple[EntityRef, ...]:
        code = self.short.body(word)
        return (self.make.state(code, 0.7, f"the {word} of this report"),) if code else ()

    # --- parties ---------------------------------------------------------------------------

    def _party(self, mention: Mention) -> tuple[EntityRef, ...]:
        """A state, body or group by name."""
        if mention.kind in ("state", "igo"):
            why = "named" if mention.kind == "igo" else f"{mention.text} names the state"
            refs = tuple(self.make.state(code, 1.0, why) for code in mention.countries)
            return tuple(self._with_sector(ref, mention) for ref in refs)
        if mention.note == "metonym" and mention.sector == "GOV" and mention.countries:
            code = mention.countries[0]
            return (self.make.state(code, 0.95, f"{mention.text} stands for the government"),)
        if mention.countries and ":" in mention.countries[0] and mention.kind != "person":
            code = mention.countries[0]
            ref = replace(self.make.state(code, 1.0, "named"), country=self.context.at_home(code))
            return (self._with_sector(ref, mention),)
        return self._agent(mention, None)

    def _governed(self, mention: Mention, found: Sequence[Belonging]) -> tuple[EntityRef, ...]:
        """The states of a government; of one called by a body's name, the state called so too.

        "The Commonwealth government" is Australia's where the report is Australia's.
        """
        if any((of.country or "").startswith("IGO:") for of in found):
            words = (w for w in mention.text.split() if w in self.short.called)
            if code := next(filter(None, map(self.short.own, words)), None):
                return (self.make.state(code, 0.7, f"{mention.text}: calls itself so"),)
        return self._states(found)

    def _with_sector(self, ref: EntityRef, mention: Mention) -> EntityRef:
        return replace(ref, sector=mention.sector) if mention.kind != "state" else ref

    # --- agents ----------------------------------------------------------------------------

    def _agent(self, mention: Mention, on: date | None) -> tuple[EntityRef, ...]:
        """Describable actors: their country beside them, their owner's, or the surroundings'."""
        word = self.context.lemma(mention)
        word = SINGULAR.get(word, word)
        if word in OPPOSITES and (others := self._opposite(mention, on)) is not None:
            return others
        found = self.countries.of(mention, on)
        if mention.sector == "GOV" and word in self.context.words["government_nouns"]:
            states = self._governed(mention, found)
            if states:
                return states
        joint = len(mention.countries) > 1 and word in ALLIANCES
        if joint or (mention.note == "people" and mention.sector == "GOV"):
            return self._states(found)
        sector = self._kin_sector(mention, word, on)
        if word == "officer" and sector == "MIL" and self._of_police(mention):
            sector = "COP"
        return tuple(
            self.make.agent(
                of, sector, word, kind=self._kind(mention), name=mention.name,
                mention=mention,
            )
            for of in found
        )  # fmt: skip

    def _kind(self, mention: Mention) -> EntityKind:
        """The kind of an agent: many who act are a group, no organisation ("troops", "people")."""
        many = mention.kind == "organisation" and not mention.name and self.context.is_many(mention)
        return "group" if many else mention.kind or "group"

    def _states(self, found: Iterable[Belonging]) -> tuple[EntityRef, ...]:
        return tuple(self.make.state(of.country, of.score, of.why) for of in found if of.country)

    def _opposite(self, mention: Mention, on: date | None) -> tuple[EntityRef, ...] | None:
        """Who "her guest" is: whoever was named last before of another country than she.

        None if nobody owns them ("the host"), or the words tell the country. Allies and partners
        are of others than speak of them, whoever that is.
        """
        owners = self.context.mentions.owners(mention.sentence, mention.token)
        ours = {ref.country for owner in owners[:1] for ref in self.of(owner, on=on)}
        plain = self.context.lemma(mention) in SINGULAR and not mention.text.istitle()
        theirs = plain and self.context.is_many(mention)
        if not owners and self.context.lemma(mention) == "visitor" and not mention.plural:
            return self._visitor(mention, on)
        if mention.countries or ((not ours or None in ours) and not theirs):
            return None
        if not mention.plural or self.context.lemma(mention) == "host":
            for other in named_before(self.context, mention):
                refs = self.of(other, on=on)
                if refs and not {ref.country for ref in refs} & (ours | {None}):
                    why = f"{mention.text} stands for {other.text}"
                    return tuple(lower(ref, 0.7, why) for ref in refs)
        return (
            self.make.agent(
                Belonging(None, 0.5, "of another country"), "GOV", self.context.lemma(mention),
                kind="group", name=None, mention=mention,
            ),
        )  # fmt: skip

    def _visitor(self, mention: Mention, on: date | None) -> tuple[EntityRef, ...] | None:
        """Who "the visitor" is: the person named last before."""
        for other in persons_before(self.context, mention, reach=2):
            if refs := self.of(other, on=on):
                why = f"{mention.text} stands for {other.text}"
                return tuple(lower(ref, 0.7, why) for ref in refs)
        return None

    def _of_police(self, mention: Mention) -> bool:
        """Whether mere "officers" are of the police: the armed body spoken of last is."""
        for back in range(CALLED_POLICE + 1):
            there = self.context.by_sentence.get(mention.sentence - back, ())
            for other in sorted(there, key=lambda m: -m.start):
                if other.end <= mention.start and other.sector in ("COP", "MIL"):
                    return other.sector == "COP"
        return False

    def _kin_sector(self, mention: Mention, word: str, on: date | None) -> str | None:
        """The family of officials counts as elite; the men of those in arms are in arms too."""
        led = word in MEN and self.context.is_many(mention)
        if word not in self.context.words["kin"] and not led:
            return mention.sector
        owners = self.context.mentions.owners(mention.sentence, mention.token)
        sectors = {ref.sector for owner in owners for ref in self.of(owner, on=on)}
        if led:
            return next(iter(sectors & ARMED), mention.sector)
        return "ELI" if sectors & {"GOV", "ELI", "LEG"} else mention.sector

    # --- titles ----------------------------------------------------------------------------

    def _title(
        self, mention: Mention, on: date | None, not_: Sequence[Mention]
    ) -> tuple[EntityRef, ...]:
        """An office without a name beside it: its holder on the day, if known."""
        office = mention.office
        if not mention.countries and office and not mention.plural and mention.note != "elsewhere":
            own = self._publisher_holder(mention, office)
            if own is not None:
                return (own,)
            barred = [p for m in not_ if (p := self.people.of(m))]
            person = self.people.holder(office, mention, barred=barred)
            if person is not None and not mention.former:
                ref = self.persons.of(person, on, office=None)
                return (lower(ref, 0.9, f"the one called so in the report: {person.name}"),)
        return tuple(self._holder(mention, of, on) for of in self.countries.of(mention, on))

    def _publisher_holder(self, mention: Mention, office: str) -> EntityRef | None:
        """In a government's own release, "the Prime Minister" is its own."""
        code = self.context.publisher_country
        if code is None or not mention.text.lower().startswith("the ") or mention.former:
            return None
        why = f"published by {self.context.prepared.report.publisher}"
        return self.make.one_holder(office, code, self.context.prepared.report.date, 0.7, why)

    def _holder(self, mention: Mention, of: Belonging, on: date | None) -> EntityRef:
        office, code, why = mention.office, of.country, of.why
        called = self.context.lemma(mention) == LEADER and office not in LED_WITHIN
        if office and code and called:  # each country has its own
            office = self.context.gazetteer.office(LEADER, country=code)
        report_day = self.context.prepared.report.date
        single = not mention.plural or len(mention.countries) > 1
        if office and code and single and not mention.former:
            if report_day is None or on is None or abs((report_day - on).days) < 100:
                person = self.people.holder(office, mention, countries=(code,))
                if person is not None and any(offices_agree(office, o) for o in person.offices):
                    ref = self.persons.of(person, on, office=office)
                    if ref.country == code:
                        return lower(ref, 0.95, why, "named elsewhere in the report")
            found = self.make.one_holder(office, code, on, of.score, why)
            if found is not None:
                return found
        sector = mention.sector or ("GOV" if code and ":" not in code else None)
        return self.make.office(
            office, replace(of, score=of.score * 0.9), sector=sector, plural=mention.plural,
            word=self.context.lemma(mention), mention=mention,
        )  # fmt: skip
