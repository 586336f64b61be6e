"""Names and titles of one sentence as phrases: persons, offices, states, bodies, groups."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from communique.extract.mention_firms import FirmSpan
from communique.extract.mention_persons import PersonReader
from communique.extract.mention_phrase import DETERMINERS, Behind, Phrase
from communique.extract.mention_spans import NameSpan, OfficeSpan
from communique.extract.mention_titles import (
    LEADERS,
    MODIFIERS,
    agent_at,
    set_group,
    set_office,
    settle,
)
from communique.extract.mention_view import View
from communique.extract.noun_senses import NounSenses

if TYPE_CHECKING:
    from communique.vocab.gazetteer import Gazetteer

KIND_OF_NAME = {
    "state": "state", "city": "state", "metonym": "organisation", "igo": "igo",
    "ngo": "organisation", "mnc": "organisation", "reb": "group", "group": "group",
}  # fmt: skip
OF = ("of", "for", "from", "in", "at")
#: So many words of a portfolio may part a title from its country, and what joins them.
FARTHEST = 12
JOINTS = frozenset({"for", "of", "and", "the", "&", ","})
#: What joins the words of a body's name.
NAME_JOINTS = frozenset({"of", "for", "on", "and", "the", "&"})
#: So many, without an article, are not those spoken of before.
INDEFINITE = frozenset({"three", "four", "five", "six"})
#: Nor are two of these, who seldom speak for the two states of a report.
UNPAIRED = frozenset({"CVL", "EDU", "JRN", "JUD", "LAB", "MED", "SOC"})
#: The note of a mention that is nobody unless the report has named a body that is called so.
SHORT = "short"
#: Nouns for states: with a capital letter part of a name ("the Baltic States").
COUNTRY_NOUNS = frozenset({"state", "states", "country", "countries", "nation", "nations"})
#: Leaders and ministers "in Geneva" are those of elsewhere; officials and police chiefs are not.
LOCAL = frozenset(
    {"official", "police_chief", "commander", "governor", "mayor", "judge", "prosecutor",
     "religious_leader", "union_leader", "spokesperson"}
)  # fmt: skip
#: Offices whose "to" names where they are sent, not whom they serve.
SENT = frozenset({"ambassador", "envoy", "ambassador_un", "diplomat", "senior_diplomat"})


class Chunker:
    """Builds the named phrases of a sentence."""

    def __init__(self, view: View, gazetteer: Gazetteer, persons: PersonReader) -> None:
        self.view = view
        self.gazetteer = gazetteer
        self.persons = persons
        self.words = view.words
        self.senses = NounSenses(view)
        self.used = [False] * len(view.tree)

    def phrases(self) -> Iterator[Phrase]:
        """Yield persons first, for they take the titles before them; then titles; then names."""
        for person in self.persons.phrases():
            self._use(person.first, person.last)
            yield person
        for office in self.view.offices:
            if not self.used[office.first]:
                self._use(office.first, office.last)
                if not self._modifies_body(office):
                    title = self._title(office)
                    if not self._is_bare(title):
                        yield title
        yield from self._names()

    def _use(self, first: int, last: int) -> None:
        self.used[first : last + 1] = [True] * (last + 1 - first)

    # --- titles ----------------------------------------------------------------------------

    def _modifies_body(self, office: OfficeSpan) -> bool:
        """Whether the title only says what kind of body or thing ("the president's …" does not)."""
        tree = self.view.tree
        heads = self.view.heads(office.first, office.last)
        after = office.last + 1
        named = after < len(tree) and tree.pos[after] == "PROPN"
        return bool(heads) and all(
            tree.dep[h] == "amod" or (named and tree.dep[h] == "compound") for h in heads
        )

    def _is_bare(self, title: Phrase) -> bool:
        """Whether a word in the singular, without any before it, names no office ("to justice")."""
        tree = self.view.tree
        if self.view.singular[title.last] in self.words["mass_nouns"]:  # "criminal justice"
            return title.first == title.last and self.senses.names_nobody(title.last)
        if title.plural or title.left < title.first or title.right is not None:
            return False
        plain = tree.text[title.first][:1].islower() and title.first == title.last
        return plain and tree.dep[title.last] in ("pobj", "dobj", "nsubj", "nsubjpass", "conj")

    def _title(self, office: OfficeSpan) -> Phrase:
        """An office without a name: "the US Defence Secretary", "the president of Iraq"."""
        view = self.view
        front = view.front(office.first, office.last)
        if office.first < office.last and self.gazetteer.office(office.phrase) == "official":
            front.elsewhere |= view.tree.lower[office.first] in self.words["elsewhere"]
        behind = Behind()
        if not front.countries and not front.elsewhere:
            behind = view.behind(office.last, self._prepositions(office))
            if not behind.countries:
                behind = self._past_portfolio(office) or behind
        phrase = Phrase(
            first=office.first, last=office.last, left=min(front.left, office.first),
            form="title", kind="group" if office.plural else "person",
            countries=front.countries or behind.countries, former=front.former,
            plural=office.plural, right=behind.right,
        )  # fmt: skip
        if not phrase.countries:
            phrase.countries = self.words.own_country(office.phrase.split())
        set_office(self.gazetteer, phrase, office.phrase)
        phrase.countries = phrase.countries or self.words.own_body(phrase.office)
        if office.phrase == "representative":  # a lawmaker only before a name
            phrase.office, phrase.sector = "envoy", "GOV"
        set_group(phrase, front, front.group or behind.group)
        if not phrase.countries:
            if behind.inner is not None:
                phrase.note = f"of:{behind.inner}"
            elif front.elsewhere:
                phrase.note = "elsewhere"
            elif phrase.plural:
                self._several(phrase)
        settle(phrase)
        return phrase

    def _past_portfolio(self, office: OfficeSpan) -> Behind | None:
        """The country behind the portfolio: "Secretary for Trade and Fisheries **of Kenya**"."""
        view, lower = self.view, self.view.tree.lower
        at = office.last + 1
        if lower[at : at + 1] not in (["for"], ["of"]):
            return None
        for i in range(at, min(at + FARTHEST, len(lower) - 1)):
            if lower[i] == "of" and (found := view.behind(i - 1, ("of",))).countries:
                return found
            if lower[i] not in self.persons.offices.words and lower[i] not in JOINTS:
                return None
        return None

    def _prepositions(self, office: OfficeSpan) -> tuple[str, ...]:
        """The words behind which the title's country stands."""
        key = self.gazetteer.office(office.phrase)
        preps = OF if key in LOCAL else OF[:3]
        return preps if key in SENT else (*preps, "to")

    def _several(self, phrase: Phrase) -> None:
        """ "the two leaders", "both ministers": those spoken of before."""
        words = self.view.tree.lower[phrase.left : phrase.first]
        number = next((word for word in words if word in self.words["pair_words"]), None)
        bare = all(word in self.words["pair_words"] or word in DETERMINERS for word in words)
        leading = self.view.singular[phrase.last] in self.words["leader_nouns"]
        if number in INDEFINITE and words[:1] == [number]:  # "has met six leaders"
            phrase.note = "elsewhere" if leading or phrase.office in LEADERS else None
        elif words == ["two"] and phrase.sector in UNPAIRED:
            phrase.note = None  # "arrested two journalists"
        elif bare and (number or (leading and words[:1] == ["the"])):
            phrase.form, phrase.note = "definite", f"leader:{number or ''}"

    # --- states, bodies, groups ------------------------------------------------------------

    def _names(self) -> Iterator[Phrase]:
        skip = -1
        for place, name in enumerate(self.view.names):
            if name.first <= skip or name.name.kind in ("person", "other"):
                continue
            if name.first in self.persons.surnamed:
                continue
            other = self._pair(place)
            if other is not None:
                skip = other.last
                yield self._two(name, other)
                continue
            yield self._name(name)
        for firm in self.view.firms:
            if not any(self.used[firm.first : firm.last + 1]):
                self._use(firm.first, firm.last)
                yield self._firm(firm)
        for run in self.view.propers:
            if not self.used[run.first] and (phrase := self._body(run.first, run.last)):
                yield phrase

    def _firm(self, firm: FirmSpan) -> Phrase:
        """A firm called by its state: "Mako Canada Corp"."""
        return Phrase(
            first=firm.first, last=firm.last, left=firm.first, form="name", kind="organisation",
            name=self.view.words_of(firm.first, firm.last), countries=firm.codes, sector="BUS",
        )  # fmt: skip

    def _pair(self, place: int) -> NameSpan | None:
        """The second of two countries joined by a hyphen ("US-India", "Franco-German")."""
        names, tree = self.view.names, self.view.tree
        if place + 1 >= len(names):
            return None
        one, two = names[place], names[place + 1]
        between = one.last + 1
        joined = two.first == between + 1 and tree.text[between] in "-–/"
        joined = joined and self.view.is_glued(between)
        states = one.name.kind in ("state", "igo") and two.name.kind in ("state", "igo")
        return two if joined and states and one.name.code != two.name.code else None

    def _two(self, one: NameSpan, two: NameSpan) -> Phrase:
        return Phrase(
            first=one.first, last=two.last, left=one.first, form="name", kind="state",
            countries=(one.name.code, two.name.code), sector="GOV", plural=True, note="pair",
        )  # fmt: skip

    def _name(self, span: NameSpan) -> Phrase:
        name, view = span.name, self.view
        kind = KIND_OF_NAME[name.kind]
        left = span.first
        if left and view.tree.lower[left - 1] == "the":
            left -= span.first <= view.tree.head[left - 1] <= span.last
        phrase = Phrase(
            first=span.first, last=span.last, left=left, form="name", kind=kind,  # type: ignore[arg-type]
            name=name.label, countries=(name.code,), sector=name.sector,
        )  # fmt: skip
        if name.kind in ("state", "city"):
            phrase.sector = "GOV"
            phrase.note = {"capital": "capital", "city": "city", "region": "city"}.get(name.form)
        elif name.kind == "mnc":
            phrase.sector = name.sector or "BUS"
        elif name.kind == "reb":
            within = view.behind(span.last, ("in",))
            if within.right is not None and within.right <= span.last + 3:  # "al-Qaeda in Iraq"
                phrase.countries, phrase.right = within.countries, within.right
        elif name.kind == "group":
            front = view.front(span.first, span.last)
            phrase.left = front.left
            phrase.former = front.former
            if name.sector == "PTY" and front.sector in ("OPP", "GOV"):
                phrase.sector = front.sector
        if name.form == "people" or (name.form == "adjective" and not self._modifies(span)):
            self._people(phrase, span)
        elif name.form == "metonym" or (name.kind == "igo" and name.strength == "weak"):
            self._of_state(phrase, span)
        elif view.is_against(span) or span.suffix:
            phrase.note = "against" if view.is_against(span) else phrase.note
        return phrase

    def _of_state(self, phrase: Phrase, span: NameSpan) -> None:
        """Let "of Chile" behind "the Senate", or "the Council of Ministers", say whose it is."""
        metonym, state = span.name.form == "metonym", self.view.state_of(span.last)
        state = state or self._owner(span)
        phrase.note = "metonym" if metonym else phrase.note
        if state is not None:
            phrase.countries = (state.name.code,)
            phrase.right = state.last if state.last > span.last else phrase.right
            if not metonym:
                phrase.kind, phrase.name, phrase.sector = "state", state.name.label, "GOV"

    def _owner(self, span: NameSpan) -> NameSpan | None:
        """The state right before a name that bodies of many have: "**Peru's** Congress"."""
        before = span.first - 1
        if span.name.strength != "weak" or span.name.kind == "igo" or before < 0:
            return None
        owned = self.view.tree.dep[before] == "case" and before > 0
        name = self.view.belonging(before - owned)
        return name if name and name.name.kind == "state" else None

    def _modifies(self, span: NameSpan) -> bool:
        tree = self.view.tree
        heads = self.view.heads(span.first, span.last)
        return all(
            tree.dep[h] in MODIFIERS or (tree.pos[h] == "ADJ" and tree.dep[h] == "conj")
            for h in heads
        )

    def _people(self, phrase: Phrase, span: NameSpan) -> None:
        """ "two Israelis" are civilians; "the Israelis", as a party, their government."""
        front = self.view.front(span.first, span.last)
        counted = front.number or not self._has_article(span)
        single = span.first > 0 and self.view.tree.lower[span.first - 1] in ("a", "an")
        phrase.form, phrase.plural = "agent", not single
        phrase.kind = "person" if single else "group"
        phrase.left = front.left
        civilians = single or front.number or (counted and span.name.form == "people")
        phrase.sector = "CVL" if civilians else "GOV"
        phrase.note = "people"

    def _has_article(self, span: NameSpan) -> bool:
        return span.first > 0 and self.view.tree.lower[span.first - 1] in ("the", "both")

    def _is_acronym(self, i: int) -> bool:
        text = self.view.tree.text[i]
        known = self.view.tree.lower[i] in self.words["thing_words"]
        return text.isupper() and 2 <= len(text) <= 6 and not known and not self._is_model(i)

    def _is_model(self, i: int) -> bool:
        """Whether a figure or letter is joined to it, as to arms: "a **KZN-T** battery"."""
        behind = self.view.tree.text[i + 1 : i + 3]
        mark = behind[1] if len(behind) > 1 and behind[0] == "-" else ""
        return mark.isdigit() or (len(mark) == 1 and mark.isupper())

    def _body(self, first: int, last: int) -> Phrase | None:
        """A body or group that the gazetteer does not know, told by its words."""
        tree, view = self.view.tree, self.view
        gazetteer = self.gazetteer
        two = gazetteer.agent(" ".join(tree.lower[last - 1 : last + 1])) if last > first else None
        agent = two or agent_at(view, gazetteer, last) or agent_at(view, gazetteer, first)
        firm = last > first and tree.lower[last] in self.words["firm_words"]
        if agent is None and not firm and not (first == last and self._is_acronym(first)):
            return self._short(first) if first == last else None
        front = view.front(first, last)
        behind = Behind() if front.countries else view.behind(last, OF)
        countries, inner = front.countries or behind.countries, behind.inner
        person = agent is not None and agent.kind == "person"
        self._use(first, last)
        end = None if person or front.group else self._long_name(last)
        phrase = Phrase(
            first=first, last=last, left=min(front.left, first), right=behind.right,
            form="agent" if person or (agent and first == last and not end) else "name",
            kind="group" if person else "organisation",
            name=None if agent and first == last and not end else view.words_of(first, end or last),
            countries=countries, former=front.former,
            sector="BUS" if firm else front.sector or (agent.sector if agent else None),
            plural=tree.tag[last] == "NNPS",
            note=f"of:{inner}" if inner is not None and not countries else None,
        )  # fmt: skip
        if end is not None:
            phrase.right = end
        several = last > first or front.elsewhere
        if several and tree.lower[last] in COUNTRY_NOUNS:
            _some_states(phrase)
        return phrase

    def _short(self, i: int) -> Phrase | None:
        """One word of a body's name, if the report has named it ("the **Fund**")."""
        tree = self.view.tree
        listed = tree.lower[i] in self.words["short_names"] and tree.text[i].istitle()
        if not listed or i == 0 or tree.lower[i - 1] != "the":
            return None
        self._use(i, i)
        return Phrase(
            first=i, last=i, left=i - 1, form="agent", kind="organisation", note=SHORT,
        )  # fmt: skip

    def _long_name(self, last: int) -> int | None:
        """Where a body's name goes on to: "the **Council of Advisers on Clean Water**"; or None.

        Not over a country ("the Senate of Chile") and not over what a name does not hold.
        """
        view, tree, words = self.view, self.view.tree, self.words
        if tree.lower[last] not in words["office_bodies"]:
            return None
        end, i = None, last + 1
        while i < len(tree):
            known = view.name_at[i] is not None or tree.lower[i] in words["calendar"]
            if known or tree.text[i] == "(":
                break
            if tree.text[i][:1].isupper() and tree.tag[i] in ("NNP", "NNPS", "JJ", "NN", "NNS"):
                end = i
            elif tree.lower[i : i + 2] == ["and", "the"] or tree.lower[i] not in NAME_JOINTS:
                break
            i += 1
        bridged = tree.lower[last + 1 : last + 2] in (["of"], ["for"], ["on"])
        return end if end is not None and bridged else None


def _some_states(phrase: Phrase) -> None:
    """Let states called by what they share ("Pacific Island Countries") be those named behind.

    If none are, they are of no one country.
    """
    if phrase.countries:
        phrase.kind, phrase.name, phrase.form = "state", None, "name"
    else:
        phrase.note = "elsewhere"
