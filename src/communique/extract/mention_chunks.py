"""Names and titles of one sentence as phrases: persons, offices, states, bodies, groups."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from communique.extract.mention_spans import NameSpan, OfficeIndex, OfficeSpan
from communique.extract.mention_view import DETERMINERS, GROUPS, Behind, Front, Phrase, View

if TYPE_CHECKING:
    from communique.vocab.gazetteer import Gazetteer

KIND_OF_NAME = {
    "state": "state", "city": "state", "metonym": "organisation", "igo": "igo",
    "ngo": "organisation", "mnc": "organisation", "reb": "group", "group": "group",
}  # fmt: skip
OF = ("of", "for", "from", "in", "at")
#: Leaders and ministers "in Geneva" are those of elsewhere; officials and police chiefs are not.
LOCAL = frozenset({"official", "police_chief", "commander", "governor", "mayor", "judge", "prosecutor",
                   "religious_leader", "union_leader", "spokesperson"})  # fmt: skip
#: Offices whose "to" names where they are sent, not whom they serve.
SENT = frozenset({"ambassador", "envoy", "ambassador_un", "diplomat", "senior_diplomat"})
LEADERS = frozenset({"leader", "head_of_state", "head_of_government", "supreme_leader", "group_leader"})
_MODIFIERS = frozenset({"amod", "compound", "nmod", "npadvmod"})


class Chunker:
    """Builds the named phrases of a sentence."""

    def __init__(
        self, view: View, gazetteer: Gazetteer, *, offices: OfficeIndex, surnames: frozenset[str]
    ) -> None:
        """Take a sentence; `surnames` are words known in the report as parts of persons' names."""
        self.view = view
        self.offices = offices
        self.gazetteer = gazetteer
        self.surnames = surnames
        self.words = view.words
        self.used = [False] * len(view.tree)
        self.person_tokens: set[int] = set()

    def phrases(self) -> Iterator[Phrase]:
        """Yield persons first, for they take the titles before them; then titles; then names."""
        yield from self.persons()
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

    # --- persons ---------------------------------------------------------------------------

    def persons(self) -> Iterator[Phrase]:
        """Yield the persons named, each with the titles before the name."""
        view = self.view
        spans = [(n.first, n.last, n) for n in view.names if n.name.kind == "person"]
        spans += [(p.first, p.last, None) for p in view.propers]
        for first, last, known in sorted(spans, key=lambda span: span[0]):
            phrase = self._named_person(first, last, known)
            if phrase is not None:
                self._use(phrase.first, phrase.last)
                self.person_tokens.update(range(phrase.first, phrase.last + 1))
                yield phrase

    def _named_person(self, first: int, last: int, known: NameSpan | None) -> Phrase | None:
        """The person of a run of names with the titles before, None if it names no person."""
        view = self.view
        first = self._after_portfolio(first, last)
        titles = self._titles_before(first)
        if not titles and (office := self._portfolio_before(first)) is not None:
            titles = [office]
        start, honorific = self._without_honorifics(first, last, titled=bool(titles))
        role = titles[0].first if titles else self._role_before(first)
        if not known:
            if start > last or self._is_thing(start, last):  # (nothing but an honorific)
                return None
            if not (titles or role is not None or honorific or self._is_person(first, last)):
                return None
        begin = role if role is not None else first
        front = view.front(begin, last)
        name = known.name.label if known else self._spelt(start, last)
        phrase = Phrase(
            first=begin, last=last, left=min(front.left, begin), form="name", kind="person",
            name=name, countries=front.countries, former=front.former,
        )  # fmt: skip
        if (titles or honorific or role is not None) and not phrase.countries:
            behind = view.behind(last, ("of",))
            phrase.countries, phrase.right = behind.countries, behind.right
        self._add_title(phrase, titles, role, front)
        if honorific and not phrase.sector:
            phrase.sector = self.words.honorific_sector.get(honorific)
        if phrase.former and phrase.sector in ("GOV", "LEG", None):
            phrase.sector = "ELI"
        phrase.note = honorific or (None if known or titles else "unknown")
        if role is not None and view.tree.lower[role] in self.words["counterparts"]:
            phrase.counterpart_of = -1 if front.owner is None else front.owner
            phrase.note = "counterpart"
        return phrase

    def _spelt(self, first: int, last: int) -> str:
        start, end = self.view.parsed.span(first, last)
        base = self.view.parsed.start
        return self.view.text[start - base : end - base]

    def _without_honorifics(
        self, first: int, last: int, *, titled: bool
    ) -> tuple[int, str | None]:
        """The first token of the bare name, and the honorific before it."""
        lower, honorifics = self.view.tree.lower, self.words["honorifics"]
        honorific = None
        while first <= last and lower[first] in honorifics:
            honorific = lower[first]
            first += 1
        if honorific is None and not titled and first > 0 and lower[first - 1] in honorifics:
            return first, lower[first - 1]
        return first, honorific

    def _titles_before(self, first: int) -> list[OfficeSpan]:
        """The offices that stand right before a name ("Prime Minister and Defence Minister X")."""
        view, lower = self.view, self.view.tree.lower
        office = view.office_at[first - 1] if first else None
        if office is None or office.last != first - 1:
            return []
        found = [office]
        while (j := found[0].first - 1) > 0 and lower[j] in ("and", "/", "&"):
            before = view.office_at[j - 1]
            if before is None or before.plural or before.last != j - 1:
                break
            if before.first and lower[before.first - 1] == "the":  # "the Vice President and X"
                break
            found.insert(0, before)
        return found

    def _after_portfolio(self, first: int, last: int) -> int:
        """Skip the words of a portfolio that run into the name ("for Home Affairs Patrick Ho")."""
        lower = self.view.tree.lower
        if first == 0 or lower[first - 1] not in ("for", "of", "and", "&"):
            return first
        start = first
        while start < last - 1 and lower[start] in self.offices.words:
            start += 1
        return start if self._portfolio_before(start) is not None else first

    def _portfolio_before(self, first: int) -> OfficeSpan | None:
        """The "Minister" of "Minister for Home Affairs and Trade, Mr X", read back from the name."""
        view, tree = self.view, self.view.tree
        j = first - 1
        while j > 1 and first - j <= 12:
            office = view.office_at[j - 1]
            if tree.lower[j] in ("for", "of") and office is not None and office.last == j - 1:
                return None if office.plural else office
            if tree.lower[j] not in self.offices.words and tree.text[j] not in ",&":
                return None
            j -= 1
        return None

    def _role_before(self, first: int) -> int | None:
        """The noun for a person right before a name ("rebel leader X", "cleric Y"), if any."""
        view, tree = self.view, self.view.tree
        j = first - 1
        if j < 0 or tree.tag[j] not in ("NN", "NNP") or view.name_at[j] or view.proper_at[j]:
            return None
        agent = self.gazetteer.agent(view.singular[j])
        return j if agent and agent.kind == "person" else None

    def _is_person(self, first: int, last: int) -> bool:
        """Whether unknown capitalised words name a person: by their shape and surroundings."""
        tree = self.view.tree
        low, texts = tree.lower, tree.text[first : last + 1]
        if any(word.lower() in self.surnames for word in texts if word[:1].isupper()):
            return not (first and low[first - 1] in ("the", "a", "an"))
        if first and low[first - 1] in DETERMINERS:
            return False
        if self._joined_to_person(first, last):
            return True
        shaped = all(self._name_like(word) for word in texts)
        return shaped and 2 <= last + 1 - first <= 6 and self._is_argument(first, last)

    def _is_thing(self, first: int, last: int) -> bool:
        """Whether the last word is no name: a thing, a body, or a common noun for somebody."""
        view = self.view
        low = view.tree.lower
        if view.tree.text[last][:1].islower():  # "Min-jun"
            return False
        if low[last] in self.words["thing_words"] or self._body_word(first, last):
            return True
        if all(word in self.offices.words for word in low[first : last + 1]) and last > first:
            return True
        return self.gazetteer.agent(view.singular[last]) is not None

    def _joined_to_person(self, first: int, last: int) -> bool:
        """ "Presidents Bush and Putin": what is joined to a person's name is a person's name."""
        tree = self.view.tree
        return any(
            tree.dep[i] == "conj" and tree.head[i] in self.person_tokens and tree.head[i] < first
            for i in self.view.heads(first, last)
        )

    def _is_argument(self, first: int, last: int) -> bool:
        dep = self.view.tree.dep
        return any(dep[i] not in _MODIFIERS for i in self.view.heads(first, last))

    def _name_like(self, word: str) -> bool:
        plain = word.rstrip(".").replace("'", "").replace("’", "")
        if word.lower() in self.words["particles"] or word in "-–'’.":
            return True
        return word[0].isupper() and plain.isalpha() and (len(plain) < 3 or not plain.isupper())

    def _body_word(self, first: int, last: int) -> bool:
        for i in range(first, last + 1):
            agent = self.gazetteer.agent(self.view.singular[i])
            if agent and agent.kind != "person" and len(self.view.tree.text[i]) > 3:
                return True
        return False

    # --- titles ----------------------------------------------------------------------------

    def _add_title(
        self, phrase: Phrase, titles: list[OfficeSpan], role: int | None, front: Front
    ) -> None:
        """Give a phrase the office and sector of its title."""
        offices = titles + front.titles
        if offices:
            telling = [o for o in offices if o.phrase not in self.words["honorifics"]]
            self._set_office(phrase, (telling or offices)[0].phrase)
        elif role is not None:
            agent = self.gazetteer.agent(self.view.singular[role])
            phrase.sector = agent.sector if agent else None
        self._set_group(phrase, front, front.group)

    def _set_office(self, phrase: Phrase, text: str) -> None:
        """The office that the title names in the phrase's country; "ex-president" is former."""
        country = phrase.countries[0] if phrase.countries else None
        for prefix in ("ex - ", "ex-", "former "):
            if text.startswith(prefix):
                text, phrase.former = text.removeprefix(prefix), True
        phrase.office = self.gazetteer.office(text, country=country)
        phrase.sector = self.gazetteer.office_sector(text, country=country)

    def _set_group(self, phrase: Phrase, front: Front, group: NameSpan | None) -> None:
        """The sector of the group that somebody belongs to; its leader leads no state."""
        if group is not None and group.name.kind in GROUPS and group.name.sector:
            phrase.sector = group.name.sector
            if phrase.office in LEADERS:
                phrase.office = "party_leader" if phrase.sector == "PTY" else "group_leader"
        elif front.sector and self._sector_gives_way(phrase.sector):
            phrase.sector = front.sector

    def _sector_gives_way(self, sector: str | None) -> bool:
        return sector in (None, "GOV", "UNK", "CVL", "PTY", "UAF", "LEG", "MIL")

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
        phrase = Phrase(
            first=office.first, last=office.last, left=min(front.left, office.first),
            form="title", kind="group" if office.plural else "person",
            countries=front.countries or behind.countries, former=front.former,
            plural=office.plural, right=behind.right,
        )  # fmt: skip
        self._set_office(phrase, office.phrase)
        if office.phrase == "representative":  # a lawmaker only before a name
            phrase.office, phrase.sector = "envoy", "GOV"
        self._set_group(phrase, front, front.group or behind.group)
        if not phrase.countries:
            if behind.inner is not None:
                phrase.note = f"of:{behind.inner}"
            elif front.elsewhere:
                phrase.note = "elsewhere"
            elif phrase.plural:
                self._several(phrase)
        if phrase.former and phrase.sector in ("GOV", "LEG", None):
            phrase.sector = "ELI"
        return phrase

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
        if bare and (number or words[:1] == ["the"]):
            phrase.form, phrase.note = "definite", f"leader:{number or 'two'}"

    # --- states, bodies, groups ------------------------------------------------------------

    def _names(self) -> Iterator[Phrase]:
        skip = -1
        for place, name in enumerate(self.view.names):
            if name.first <= skip or name.name.kind in ("person", "other"):
                continue
            other = self._pair(place)
            if other is not None:
                skip = other.last
                yield self._two(name, other)
                continue
            yield self._name(name)
        for run in self.view.propers:
            if not self.used[run.first] and (phrase := self._body(run.first, run.last)):
                yield phrase

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
        elif name.form == "metonym":
            phrase.note = "metonym"
        elif view.is_against(span) or span.suffix:
            phrase.note = "against" if view.is_against(span) else phrase.note
        return phrase

    def _modifies(self, span: NameSpan) -> bool:
        tree = self.view.tree
        heads = self.view.heads(span.first, span.last)
        return all(tree.dep[h] in _MODIFIERS or tree.pos[h] == "ADJ" and tree.dep[h] == "conj"
                   for h in heads)  # fmt: skip

    def _people(self, phrase: Phrase, span: NameSpan) -> None:
        """ "two Israelis" are civilians; "the Israelis", as a party, their government."""
        front = self.view.front(span.first, span.last)
        counted = front.number or not self._has_article(span)
        single = span.first > 0 and self.view.tree.lower[span.first - 1] in ("a", "an")
        phrase.form, phrase.kind, phrase.plural = "agent", "person" if single else "group", not single
        phrase.left = front.left
        civilians = single or front.number or (counted and span.name.form == "people")
        phrase.sector = "CVL" if civilians else "GOV"
        phrase.note = "people"

    def _has_article(self, span: NameSpan) -> bool:
        return span.first > 0 and self.view.tree.lower[span.first - 1] in ("the", "both")

    def _body(self, first: int, last: int) -> Phrase | None:
        """A body or group that the gazetteer does not know, told by its words."""
        tree, view = self.view.tree, self.view
        agent = self.gazetteer.agent(view.singular[last]) or self.gazetteer.agent(
            view.singular[first]
        )
        if agent is None and (last > first or not tree.text[first].isupper()):
            return None
        if agent is None and (tree.lower[last] in self.words["thing_words"]
                              or not 2 <= len(tree.text[last]) <= 6):  # fmt: skip
            return None
        front = view.front(first, last)
        behind = Behind() if front.countries else view.behind(last, OF)
        countries, inner = front.countries or behind.countries, behind.inner
        person = agent is not None and agent.kind == "person"
        self._use(first, last)
        return Phrase(
            first=first, last=last, left=min(front.left, first), right=behind.right,
            form="agent" if person or (agent and first == last) else "name",
            kind="group" if person else "organisation",
            name=None if agent and first == last else self._spelt(first, last),
            countries=countries, former=front.former,
            sector=front.sector or (agent.sector if agent else None),
            plural=tree.tag[last] == "NNPS",
            note=f"of:{inner}" if inner is not None and not countries else None,
        )  # fmt: skip
