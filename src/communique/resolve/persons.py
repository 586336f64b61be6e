"""Named persons as entities: country, sector and office on the day spoken of."""

from __future__ import annotations

from collections.abc import Callable, Set
from datetime import date
from typing import TYPE_CHECKING

from communique.drafts import EntityRef, Mention
from communique.resolve.context import DATELINE, Context
from communique.resolve.heads import BodyHeads
from communique.resolve.opposed import is_against
from communique.resolve.people import SHARED, Person, PersonBook, offices_agree
from communique.resolve.refs import RefMaker, sector_of, tenure_on
from communique.resolve.surroundings import Surroundings

if TYPE_CHECKING:
    from spacy.tokens import Token

    from communique.vocab.gazetteer import Tenure

#: Sectors that somebody leaves for the elite.
OF_STATE = frozenset({"GOV", "LEG", "MIL", "JUD", "COP", "SPY"})
#: What the first of a delegation does.
LEADS = frozenset({"lead", "head"})
LEADING = frozenset({"head_of_state", "head_of_government", "monarch"})


class PersonResolver:
    """Says of a named person: country, sector, office; the text first, the tables second."""

    def __init__(
        self,
        context: Context,
        people: PersonBook,
        make: RefMaker,
        resolve: Callable[[Mention], tuple[EntityRef, ...]],
    ) -> None:
        """Take the report, its persons, and who says whom another mention stands for."""
        self.context = context
        self.around = Surroundings(context)
        self.people = people
        self.make = make
        self.resolve = resolve
        self.heads = BodyHeads(context)

    def named(self, mention: Mention, on: date | None) -> tuple[EntityRef, ...]:
        """The person whom a mention names."""
        person = self.people.of(mention)
        if person is None:
            return ()
        return (self.of(person, on, mention=mention),)

    def of(
        self,
        person: Person,
        on: date | None,
        *,
        mention: Mention | None = None,
        office: str | None = None,
    ) -> EntityRef:
        """The person as an entity; `mention` or `office` say what they are called here."""
        called = office or (mention.office if mention else None)
        if called in SHARED or called is None:
            telling = [o for o in person.offices if o not in SHARED]
            called = next((o for o in (*telling, called, *person.offices) if o), None)
        tenure = tenure_on(person, on, called)
        if called in SHARED and tenure is not None and offices_agree(called, tenure.office):
            called = tenure.office
        country, score, why = self._country(person, mention, tenure.country if tenure else None)
        reasons = [why]
        if mention is not None and mention.name and mention.name != person.name:
            reasons.insert(0, f"short for {person.name}")
        if tenure is not None:
            what = tenure.office or tenure.sector or "no sector"
            reasons.append(f"in office from {tenure.start}: {what} ({tenure.source})")
        led = self._body_led(person)
        sector = led or self._sector(person, mention, on, tenure)
        called = None if led else called
        return self.make.person(
            person, country=country, sector=sector,
            office=called or (tenure.office if tenure else None) or None, score=score,
            reasons=tuple(reasons),
        )  # fmt: skip

    def _body_led(self, person: Person) -> str | None:
        """The sector of the body that a "president" in no table of tenures leads, if no state's."""
        return None if person.tenures else self.heads.sector(person.mentions)

    def _country(
        self, person: Person, mention: Mention | None, held: str | None
    ) -> tuple[str | None, float, str]:
        if mention is not None and mention.countries:
            return self.context.codes_of(mention)[0], 1.0, "the country beside the name"
        told = next((m for m in person.mentions if m.countries), None)
        if told is not None:
            return (
                self.context.codes_of(told)[0],
                0.95,
                "the country said of the person in the report",
            )
        if held:
            return held, 0.9, "the country of the office held on the day"
        if person.tenures:
            return person.tenures[-1].country, 0.8, "the country of offices held"
        owned = self._owned(person)
        if owned is not None:
            return owned
        paired = self._paired(person)
        if paired is not None:
            return paired, 0.6, "named in the order of the two countries"
        if (company := self._company(person)) is not None:
            return company.countries[0], 0.6, f"named together with {company.text}"
        beside = self._beside(person)
        if beside is not None:
            return beside[0], 0.6, f"named together with {beside[1].text}"
        if person.offices and (publisher := self.context.publisher_country):
            return self._of_publisher(person, publisher)
        if (other := self._of_another(person)) is not None:
            return other, 0.4, "not of the country of whom the person meets"
        return self._of_report(person)

    def _of_report(self, person: Person) -> tuple[str | None, float, str]:
        """The country that the report is about, unless the person tells that state something."""
        around = self.around.of(person.mentions[0])
        if around is None or around.country is None:
            return None, 0.5, "no country is said"
        code = self.context.focus if not person.offices else self._at_home(around.country)
        code = self._free_post(person, code or around.country)
        if not person.offices and any(is_against(self.context, m, code) for m in person.mentions):
            return None, 0.5, "speaks to the country that the report is about"
        return code, 0.4, "no country is said: the one that the report is about"

    def _of_another(self, person: Person) -> str | None:
        """The foremost country but those of the person's counterparts, if one stands beside.

        "Minister X rang her Polish counterpart", "X and Polish President Y": X is no Pole.
        """
        barred: set[str] = set()
        for mention in person.mentions:
            here = self.context.by_sentence.get(mention.sentence, ())
            for other in (*here, *self.context.joined(mention)):
                facing = other.note == "counterpart" and other.counterpart_of is not None
                later = other.kind == "person" and other in self.context.joined(mention)
                if other.start > mention.start and (facing or later):
                    barred.update(other.countries)
        if not barred or not person.offices:
            return None
        return next((code for code in self.context.foremost if code not in barred), None)

    def _at_home(self, around: str) -> str:
        """The country of an official where none is said: that of the dateline, if a topic too.

        Ministers speak at home; the report may well speak somewhat more of others.
        """
        home, weights = self.context.dateline_country, self.context.weights
        if home is None or not any(home in m.countries for m in self.context.mentions.all):
            return around
        told = weights[home] - DATELINE
        return home if told * 2 >= weights.get(around, 0.0) else around

    def _free_post(self, person: Person, code: str) -> str | None:
        """The country, or where the tables know another leader of it, the next spoken of.

        "President X praised France" does not make X the president of France.
        """
        here = self.context.by_sentence.get(person.mentions[0].sentence, ())
        beside = {m.countries for m in here if m.kind == "state" and self._may_act(m)}
        leading = LEADING.intersection(person.offices)
        if not leading or self._body_led(person):
            return code
        day = self.context.prepared.report.date
        return next(
            (
                other
                for other in dict.fromkeys((code, *self.context.foremost))
                if (other,) not in beside
                or not any(self.make.held_by_other(o, other, day, person.name) for o in leading)
            ),
            None,
        )

    def _may_act(self, mention: Mention) -> bool:
        """Whether a state stands there as a party: it says no place and of nobody whose he is."""
        return not (self.context.is_place(mention) or self.context.is_modifier(mention))

    def _owned(self, person: Person) -> tuple[str | None, float, str] | None:
        """The country of whose minister the person is: "**his** foreign minister, X"."""
        for mention in person.mentions:
            if mention.token < 0 or mention.note == "counterpart":
                continue
            for owner in self.context.mentions.owners(mention.sentence, mention.token):
                if not mention.start <= owner.start < mention.end or owner.kind == "person":
                    continue
                codes = {ref.country for ref in self.resolve(owner) if ref.country}
                if owner.key != mention.key and len(codes) == 1:
                    return codes.pop(), 0.6, f"belongs to {owner.text}"
        return None

    def _paired(self, person: Person) -> str | None:
        """The country in the place of the person: "X and Y held the **Franco-German** dialogue"."""
        for mention in person.mentions:
            here = self.context.by_sentence.get(mention.sentence, ())
            pairs = {m.countries for m in here if m.note == "pair" and len(m.countries) == 2}
            both = sorted((mention, *self.context.joined(mention)), key=lambda m: m.start)
            named = [m for m in both if m.kind == "person" and m.name]
            if len(pairs) == 1 and len(named) == 2:
                return pairs.pop()[named.index(mention)]
        return None

    def _of_publisher(self, person: Person, publisher: str) -> tuple[str | None, float, str]:
        """In a government's release officials are its own, but not a second head of state."""
        leading = LEADING.intersection(person.offices)
        others = [code for code in self.context.foremost if code != publisher]
        why = "in office, but not the publisher's: the other country that is spoken of"
        if leading and not self._may_lead(person, publisher, leading):
            return (others[0] if others else None), 0.5, why
        if others and self._is_taken(person, publisher):
            here = self.context.by_sentence[person.mentions[0].sentence]
            beside = [code for m in here for code in m.countries if code in others]
            return (*beside, *others)[0], 0.5, why
        return publisher, 0.6, "the country of the publishing government"

    def _is_taken(self, person: Person, publisher: str) -> bool:
        """Whether the tables give the person's ministry in that country to another on the day."""
        day = self.context.prepared.report.date
        seats = [o for o in person.offices if o.endswith("_minister")]
        held = [self.make.one_holder(seat, publisher, day, 1.0) for seat in seats]
        return not person.former and any(ref and ref.name != person.known for ref in held)

    def _may_lead(self, person: Person, publisher: str, offices: Set[str]) -> bool:
        """Whether the person may hold the publishing country's first office."""
        state = self.context.gazetteer.state(publisher)
        if state is None or state.leader not in offices:
            return False
        day = self.context.prepared.report.date
        holder = self.make.one_holder(state.leader, publisher, day, 1.0)
        return holder is None or holder.name == person.known

    def _beside(self, person: Person) -> tuple[str, Mention] | None:
        """The country of a person of another office in the same list ("… X and Minister Y").

        It is stated there, or is that of the office which the other holds on the report's day.
        """
        if not person.offices:
            return None
        for mention in person.mentions:
            for other in self.context.joined(mention):
                named = other.kind == "person" and other.form == "name"
                if other.countries and other.start > mention.start:
                    continue  # only the second is said to be of the country
                if not named or not other.office or other.office in person.offices:
                    continue
                if code := self._told_of(other):
                    return code, other
        return None

    def _company(self, person: Person) -> Mention | None:
        """Those whose country is the person's: "X **and other Chadian officials**".

        And whoever leads them: "The **Chadian** delegation was led by X".
        """
        for mention in person.mentions:
            parsed = self.context.sentences.get(mention.sentence)
            if parsed is None or mention.token < 0:
                continue
            here = [m for m in self.context.by_sentence[mention.sentence] if len(m.countries) == 1]
            led = _led_by(parsed.doc[mention.token])
            for other in here:
                if led is not None and other.token == led.i:
                    return other
                others = other.start > mention.start and other.text.lower().startswith("other ")
                between = parsed.doc[mention.token : other.token]
                if others and not any(t.tag_[:2] == "VB" and t.tag_ != "VBN" for t in between):
                    return other
        return None

    def _told_of(self, mention: Mention) -> str | None:
        if mention.countries:
            return mention.countries[0]
        person = self.people.of(mention)
        if person is None:
            return None
        held = tenure_on(person, self.context.prepared.report.date, mention.office)
        return held.country if held else None

    def _sector(
        self, person: Person, mention: Mention | None, on: date | None, held: Tenure | None
    ) -> str | None:
        stated_here = mention.sector if mention is not None else None
        if stated_here and not (held and stated_here == "ELI"):  # "X, a former army chief"
            return stated_here
        if held:
            stated = person.sector
            return stated if stated and stated != "ELI" else sector_of(held)
        if person.sector:
            return person.sector
        official = [t for t in person.tenures if t.office or sector_of(t) in OF_STATE]
        if official and on and all(t.end is not None and t.end < on for t in person.tenures):
            return "ELI"
        return "GOV" if any(t.office for t in person.tenures) else None


def _led_by(token: Token) -> Token | None:
    """Who is led by whom the token names ("the **delegation**, led by her"); None if nobody."""
    by = token.head
    if token.dep_ != "pobj" or by.lower_ != "by" or by.head.lemma_.lower() not in LEADS:
        return None
    verb = by.head
    subject = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
    return subject or (verb.head if verb.dep_ in ("acl", "relcl") else None)
