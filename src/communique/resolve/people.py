"""The persons of one report: full names and the short forms that stand for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from communique.drafts import Mention
from communique.resolve.context import Context

if TYPE_CHECKING:
    from communique.vocab.gazetteer import Gazetteer, Tenure

#: Offices of which one name may stand for the other ("the king" is a head of state).
SAME = (
    frozenset({"head_of_state", "monarch", "supreme_leader"}),
    frozenset({"head_of_state", "head_of_government", "leader", "monarch", "supreme_leader",
               "group_leader", "party_leader", "head_of_body"}),
)  # fmt: skip
#: Offices that many hold at once: they never tell who somebody is.
SHARED = frozenset(
    {"official", "envoy", "legislator", "spokesperson", "minister", "deputy_minister", "commander",
     "general", "judge", "prosecutor", "ambassador", "governor", "mayor", "religious_leader",
     "former_official", "activist", "journalist", "academic", "business_leader", "party_leader",
     "group_leader", "regional_minister", "commissioner", "office", "union_leader"}
)  # fmt: skip

#: Those whom reports call by the surname alone, without a word of introduction.
LEADING = frozenset(
    {"head_of_state", "head_of_government", "monarch", "supreme_leader", "head_of_body"}
)
#: How well one fits who is known so: less than anybody for whom the report says more.
WELL_KNOWN = 0.5


@dataclass(slots=True, kw_only=True)
class Person:
    """Somebody the report names, with all that it says of them."""

    name: str
    words: frozenset[str]
    mentions: list[Mention] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    offices: list[str] = field(default_factory=list)
    sector: str | None = None
    former: bool = False
    female: bool | None = None
    label: str | None = None
    known: str | None = None
    tenures: tuple[Tenure, ...] = ()

    def add(self, mention: Mention) -> None:
        """Take what a further mention says."""
        self.mentions.append(mention)
        self.countries.extend(c for c in mention.countries if c not in self.countries)
        if mention.office and mention.office not in self.offices:
            self.offices.append(mention.office)
        self.sector = self.sector or mention.sector
        self.former = self.former or mention.former

    @property
    def first(self) -> int:
        """Where the person is first named, as an offset."""
        return self.mentions[0].start

    def last_before(self, mention: Mention) -> int:
        """Where the person was last named before the mention, as an offset; -1 if nowhere."""
        return max((m.start for m in self.mentions if m.start < mention.start), default=-1)


def offices_agree(wanted: str, held: str) -> bool:
    """Whether somebody who holds `held` can be called by `wanted`."""
    if wanted == held:
        return True
    if wanted == "minister" and held.endswith(("_minister", "defence_official")):
        return True
    if wanted == "leader":
        return held in SAME[1]
    return wanted in SAME[0] and held in SAME[0]


def name_words(name: str) -> list[str]:
    """The words of a name in lower case, without stops and short initials."""
    words = [word.strip(".,'’\"").lower() for word in name.replace("-", " ").split()]
    return [word for word in words if len(word) > 1] or words


class PersonBook:
    """The persons that a report names, and who a name in it stands for."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.gazetteer: Gazetteer = context.gazetteer
        self.people: list[Person] = []
        self._called: dict[str, list[Person]] = {}  # by a word of the name, or all of it
        self._of: dict[tuple[int, int, int], Person] = {}
        named = [m for m in context.mentions.all if m.kind == "person" and m.name]
        self._gather(sorted(named, key=lambda m: (-len(name_words(m.name or "")), m.start)))
        self._share_offices()
        for person in self.people:
            person.mentions.sort(key=lambda m: m.start)
            self._identify(person)

    def of(self, mention: Mention) -> Person | None:
        """The person that a mention names."""
        return self._of.get((mention.sentence, mention.token, mention.start))

    def _gather(self, named: Sequence[Mention]) -> None:
        for mention in named:
            words = name_words(mention.name or "")
            label = self._label(mention.name or "", words)
            person = self._same(words, mention, label)
            if person is None:
                person = Person(name=mention.name or "", words=frozenset(words), label=label)
                self.people.append(person)
                for word in {*person.words, person.name, label or ""}:
                    self._called.setdefault(word, []).append(person)
            person.add(mention)
            self._gender(person, mention)
            self._of[mention.sentence, mention.token, mention.start] = person

    def _gender(self, person: Person, mention: Mention) -> None:
        words = self.context.words
        said = {word.strip(",").lower() for word in mention.text.split()}
        if said & words["female"]:
            person.female = True
        elif person.female is None and said & words["male"]:
            person.female = False
        first = set(name_words(person.name)[:1])
        if person.female is None and first & words["first_names_female"]:
            person.female = True

    def _label(self, name: str, words: Sequence[str]) -> str | None:
        """The name under which the tables know the one person so called, alias or not."""
        known = self.gazetteer.persons(name) if len(words) > 1 else ()
        return known[0] if len(known) == 1 else None

    def _same(self, words: Sequence[str], mention: Mention, label: str | None) -> Person | None:
        """The person already known whose name holds all these words, the nearest if several."""
        wanted = frozenset(words)
        keys = (words[0] if words else "", mention.name or "", label or "")
        fitting = [
            p
            for p in {id(p): p for key in keys for p in self._called.get(key, ())}.values()
            if wanted <= p.words or p.name == mention.name or (label and p.label == label)
        ]
        agreeing = [p for p in fitting if not self._conflict(p, mention)]
        if not agreeing:
            return None
        return min(agreeing, key=lambda p: (p.first > mention.start, abs(p.first - mention.start)))

    def _conflict(self, person: Person, mention: Mention) -> bool:
        """Whether title or country beside the name tell them apart."""
        if mention.countries and person.countries:
            return not set(mention.countries) & set(person.countries)
        return False

    def _share_offices(self) -> None:
        """Give "her Indian counterpart Ravi Menon" the office of her whose counterpart he is."""
        for person in self.people:
            for mention in person.mentions:
                if mention.counterpart_of is not None and not person.offices:
                    anchor = self._anchor(mention)
                    if anchor is not None and anchor is not person:
                        person.offices.extend(anchor.offices)

    def _anchor(self, mention: Mention) -> Person | None:
        token = mention.counterpart_of
        owner = self.context.mentions.at(mention.sentence, token) if token is not None else None
        if owner is not None and (named := self.of(owner)):
            return named
        before = [p for p in self.people if p.offices and p.last_before(mention) >= 0]
        return max(before, key=lambda p: p.last_before(mention), default=None)

    # --- who that is -----------------------------------------------------------------------

    def _identify(self, person: Person) -> None:
        """Find the person in the tables of tenures."""
        day = self.context.prepared.report.date
        scored = [
            (score, name)
            for name in self._so_called(person)
            if (score := self._fit(name, person, day)) > 0
        ]
        if not scored:
            return
        scored.sort(key=lambda item: (-item[0], item[1]))
        if len(scored) > 1 and scored[0][0] == scored[1][0]:
            return
        person.known = scored[0][1]
        person.tenures = self.gazetteer.tenures_of(person.known)

    def _so_called(self, person: Person) -> Iterator[str]:
        """Who in the tables may be meant: of "P. J. Lee" all of that family name and initial."""
        found = self.gazetteer.persons(person.name)
        *first, last = person.name.replace(".", " ").split() or [""]
        if found or not first or any(len(word) > 1 for word in first):
            yield from found
            return
        for name in self.gazetteer.persons(last.title()):
            if name[:1] == first[0].upper():
                yield name

    def _fit(self, name: str, person: Person, day: date | None) -> float:
        """How well a person of the tables fits what the report says; 0 if not at all."""
        tenures = self.gazetteer.tenures_of(name)
        countries = {t.country for t in tenures}
        if person.countries and not countries & set(person.countries):
            return 0.0
        king = "monarch" in person.offices and len(person.words) == 1
        if king and not person.words & set(name_words(name)[:1]):  # known by the first name
            return 0.0
        in_office = [t for t in tenures if day is None or t.covers(day, day)]
        agreeing = any(
            offices_agree(office, t.office) for office in person.offices for t in tenures
        )
        whole = len(person.words) > 1
        about = any(self.context.weights.get(c) for c in countries)
        score = 3.0 * agreeing + 2.0 * bool(in_office) + 1.0 * about + 2.0 * bool(person.countries)
        if whole:
            return score + 1.0
        supported = agreeing or person.countries or (about and in_office)
        if not supported and day and not person.offices and _leads(in_office):
            return WELL_KNOWN  # "Merkel met Macron in Rome"
        return score if supported and (in_office or agreeing) else 0.0

    # --- offices ---------------------------------------------------------------------------

    def holder(
        self,
        office: str,
        before: Mention,
        *,
        countries: Iterable[str] = (),
        barred: Sequence[Person] = (),
    ) -> Person | None:
        """The person who holds such an office in the report: the nearest named before, or after.

        Of several, one who is not already named in the sentence.
        """
        wanted = set(countries)
        fitting = [
            p
            for p in self.people
            if any(offices_agree(office, held) for held in self.offices(p))
            and (not wanted or not p.countries or wanted & set(self.countries(p)))
        ]
        fitting = [p for p in fitting if p not in barred]
        exact = [p for p in fitting if office in self.offices(p)]
        word = self.context.word(before)
        called = [p for p in fitting if any(_calls(m, word) for m in p.mentions)]
        fitting = [p for p in exact if p in called] or called or exact or fitting
        if len(fitting) > 1:
            fitting = [p for p in fitting if not _named_in(p, before)] or fitting
        earlier = [p for p in fitting if p.first < before.start]
        if earlier:
            return max(earlier, key=lambda p: p.last_before(before))
        return min(fitting, key=lambda p: p.first) if fitting else None

    def offices(self, person: Person) -> list[str]:
        """The offices said of a person, else those held on the report's day."""
        day = self.context.prepared.report.date
        held = [t.office for t in person.tenures if day is not None and t.covers(day, day)]
        held = [office for office in held if office]
        return person.offices or held

    def countries(self, person: Person) -> list[str]:
        """The countries said of a person, else those of the offices held."""
        return person.countries or list(dict.fromkeys(t.country for t in person.tenures))


def _calls(mention: Mention, word: str) -> bool:
    """Whether the words of a mention hold the word."""
    return word in mention.text.lower().replace(",", " ").split()


def _named_in(person: Person, at: Mention) -> bool:
    """Whether the person is named before `at` in the same sentence."""
    return any(m.sentence == at.sentence and m.start < at.start for m in person.mentions)


def _leads(tenures: Iterable[Tenure]) -> bool:
    """Whether one of these offices is the first of a state or body."""
    return any(tenure.office in LEADING for tenure in tenures)
