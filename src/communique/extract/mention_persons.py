"""Persons named in a sentence, with the titles before their names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from communique.extract.mention_chains import Chain, ChainReader
from communique.extract.mention_phrase import DETERMINERS, Front, Phrase
from communique.extract.mention_spans import NameSpan, OfficeIndex, OfficeSpan
from communique.extract.mention_titles import (
    MODIFIERS,
    agent_at,
    body_word,
    set_group,
    set_office,
    settle,
)
from communique.extract.mention_view import View

if TYPE_CHECKING:
    from communique.vocab.gazetteer import Gazetteer

_SUFFIXES = (["jr."], ["jr"], ["sr."], ["sr"], ["iii"])


class PersonReader:
    """Finds the persons that a sentence names."""

    def __init__(
        self,
        view: View,
        gazetteer: Gazetteer,
        *,
        offices: OfficeIndex,
        surnames: frozenset[str],
        shorts: frozenset[str],
        day: date | None,
    ) -> None:
        """Take a sentence, the report's day, and what is known from the rest of the report.

        That is: surnames, and what titles are shortened to ("the Director-General (DG)").
        """
        self.view = view
        self.gazetteer = gazetteer
        self.offices = offices
        self.surnames = surnames
        self.shorts = shorts
        self.day = day
        self.words = view.words
        self.reader = ChainReader(view, gazetteer, offices)
        self.chains: dict[int, Chain] = {chain.last: chain for chain in self.reader.chains()}
        self.person_tokens: set[int] = set()
        self.surnamed: set[int] = set()

    def phrases(self) -> Iterator[Phrase]:
        """Yield the persons named, in the order of the text."""
        view = self.view
        spans: list[tuple[int, int, NameSpan | None]] = [
            (n.first, n.last, n) for n in view.names if n.name.kind == "person"
        ]
        spans += [
            (p.first, p.last, None) for p in view.propers if not self.view.shortens_title(p.first)
        ]
        spans += [(i, i, None) for i in self._mistagged()]
        joints = [low in self.words["particles"] or low in "-–" for low in self.view.tree.lower]
        for first, last, known in _merged(sorted(spans, key=lambda span: span[0]), joints):
            if any(chain.office.first <= last < chain.name for chain in self.chains.values()):
                continue  # inside a long title
            if view.tree.lower[first : last + 1] in _SUFFIXES:
                continue
            phrase = self._named_person(first, last, known)
            if phrase is not None:
                self.person_tokens.update(range(phrase.first, phrase.last + 1))
                yield phrase

    def _mistagged(self) -> Iterator[int]:
        """Yield the surnames that the tagger took for common nouns or verbs ("Nunes said")."""
        view = self.view
        for i, low in enumerate(view.tree.lower):
            taken = view.office_at[i] or view.proper_at[i] or not self._free(i)
            if taken or not view.tree.text[i][:1].isupper():
                continue
            if low in self.surnames or self._opens(i):
                self.surnamed.add(i)
                yield i

    def _opens(self, i: int) -> bool:
        """Whether a leader's surname opens the sentence as its subject ("Macron conferred").

        One that is tagged as a name may stand elsewhere ("On Monday Xi met …").
        """
        tree = self.view.tree
        first = i == 0 or (i == 1 and not tree.text[0].isalnum()) or tree.tag[i] == "NNP"
        subject = tree.dep[i] in ("nsubj", "nsubjpass", "compound") and tree.tag[i][:2] == "NN"
        if not first or not subject or self.gazetteer.agent(tree.lower[i]) is not None:
            return False
        return self.day is not None and self.gazetteer.leads(tree.text[i], on=self.day)

    def _free(self, i: int) -> bool:
        """Whether no name stands here, or that of a town that is a surname as well ("Shannon")."""
        name, tree = self.view.name_at[i], self.view.tree
        if name is None:
            return True
        town = name.first == name.last and name.name.form in ("city", "region")
        return town and tree.dep[i] in ("nsubj", "nsubjpass", "dobj")

    def _named_person(self, first: int, last: int, known: NameSpan | None) -> Phrase | None:
        """The person of a run of names with the titles before, None if it names no person."""
        view = self.view
        if not known and self._is_style(first, last):
            return None
        chain = self.chains.get(last)
        first, titles = self._titled(first, last, chain)
        start, honorific = self._without_honorifics(first, last, titled=bool(titles))
        role = titles[0].first if titles else self._role_before(first)
        role = chain.office.first if chain is not None else role
        if not known:
            civil = honorific is not None and honorific in self.words["civil"]
            if start > last or not (civil or self._may_name(start, last, titled=bool(titles))):
                return None
            if not (titles or role is not None or honorific or self._is_person(first, last)):
                return None
        begin = role if role is not None else first
        begin = self._style_before(begin, begin)
        begin = self.reader.body_before(begin) if titles and begin == role else begin
        front = view.front(begin, last)
        name = self.view.words_of(start if start <= last else first, last)
        phrase = Phrase(
            first=begin, last=self._with_suffix(last), left=min(front.left, begin),
            form="name", kind="person",
            name=name, countries=front.countries, former=front.former,
        )  # fmt: skip
        phrase.countries = phrase.countries or self._of_portfolio(titles, first)
        self._place(phrase, last, called=bool(titles or honorific or role is not None))
        self._add_title(phrase, titles, role, front)
        phrase.countries = phrase.countries or self.words.own_body(phrase.office)
        if honorific and not phrase.sector:
            phrase.sector = self.words.honorific_sector.get(honorific)
        settle(phrase)
        phrase.note = honorific or (None if known or titles else "unknown")
        if role is not None and view.tree.lower[role] in self.words["counterparts"]:
            phrase.counterpart_of = -1 if front.owner is None else front.owner
            phrase.note = "counterpart"
        return phrase

    def _titled(self, first: int, last: int, chain: Chain | None) -> tuple[int, list[OfficeSpan]]:
        """Where the bare name of a run begins, and the titles before it."""
        if chain is not None:
            return chain.name, [chain.telling]
        first = self._after_portfolio(first, last)
        return first, self._titles_before(first)

    def _place(self, phrase: Phrase, last: int, *, called: bool) -> None:
        """Give somebody with a title the country behind the name, or that only one state has."""
        if called and not phrase.countries:
            behind = self.view.behind(last, ("of",))
            phrase.countries, phrase.right = behind.countries, behind.right
        words = self.view.tree.lower[phrase.first : last + 1]
        phrase.countries = phrase.countries or self.words.own_country(words)

    def _of_portfolio(self, titles: list[OfficeSpan], first: int) -> tuple[str, ...]:
        """The country between a title and a name: "Minister for Trade **of Kenya**, Ms. X"."""
        if not titles:
            return ()
        between = range(titles[-1].last + 1, first - 1)
        of = (i for i in between if self.view.tree.lower[i] == "of")
        found = (self.view.behind(i - 1, ("of",)).countries for i in of)
        told = next((countries for countries in found if countries), ())
        chain = next((c for c in self.chains.values() if c.name == first), None)
        return told or (self.reader.country(chain) if chain is not None else ())

    def _with_suffix(self, last: int) -> int:
        """The last token of a name with the "Jr." behind it."""
        lower = self.view.tree.lower
        joint = lower[last + 1 : last + 2] == [","]
        return last + 1 + joint if lower[last + 1 + joint :][:1] in _SUFFIXES else last

    def _is_style(self, first: int, last: int) -> bool:
        """ "Royal Highness" by itself names nobody."""
        styles = self.words["styles"] | self.words["style_adjectives"]
        lower = self.view.tree.lower
        return lower[last] in self.words["styles"] and set(lower[first:last]) <= styles

    def _style_before(self, title: int, begin: int) -> int:
        """Where "His Highness" before a title or name begins; `begin` if there is none."""
        tree, j = self.view.tree, title - 1
        while j > 0 and (office := self.view.office_at[j]) is not None:
            j = office.first - 1
        j -= j > 0 and tree.text[j] == ","
        if j < 1 or tree.lower[j] not in self.words["styles"]:
            return begin
        while j > 0 and tree.lower[j - 1] in self.words["style_adjectives"]:
            j -= 1
        return j if tree.tag[j - 1] in ("PRP$", "NNP", "DT") else begin

    def _without_honorifics(self, first: int, last: int, *, titled: bool) -> tuple[int, str | None]:
        """The first token of the bare name, and the honorific before it."""
        lower, honorifics = self.view.tree.lower, self.words["honorifics"]
        honorific = None
        while first <= last and (lower[first] in honorifics or lower[first] in self.shorts):
            honorific = lower[first]
            first += 1
        if honorific is None and not titled and first > 0 and lower[first - 1] in honorifics:
            return first, lower[first - 1]
        return first, honorific

    def _titles_before(self, first: int) -> list[OfficeSpan]:
        """The offices that stand right before a name ("Prime Minister and Defence Minister X")."""
        view, lower = self.view, self.view.tree.lower
        at = first
        while at and lower[at - 1] in self.words["civil"]:
            at -= 1
        if at > 3 and lower[at - 1] == ")" and self.view.shortens_title(at - 2):
            at -= 3
        office = view.office_at[at - 1] if at else None
        if office is None or office.last != at - 1:
            office = self._portfolio_before(first)
            return [] if office is None else [office]
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
        """Skip the words of a portfolio that run into the name ("for Home Affairs Ann Lee")."""
        lower = self.view.tree.lower
        if first == 0 or lower[first - 1] not in ("for", "of", "and", "&"):
            return first
        start = first
        while start < last - 1 and lower[start] in self.offices.words:
            start += 1
        return start if self._portfolio_before(start) is not None else first

    def _portfolio_before(self, first: int) -> OfficeSpan | None:
        """The "Minister" of "Minister for Home Affairs and Trade, Mr X", read back from X."""
        view, tree = self.view, self.view.tree
        j = first - 1
        while j > 1 and first - j <= 12:
            office = view.office_at[j - 1]
            joint = tree.lower[j] in ("for", "of", "and", ",")
            if joint and office is not None and office.last == j - 1:
                return None if office.plural or not self._has_portfolio(office, j) else office
            if tree.lower[j] not in self.offices.words and tree.text[j] not in ",&":
                return None
            j -= 1
        return None

    def _has_portfolio(self, office: OfficeSpan, joint: int) -> bool:
        """Whether the words behind an office go on with its portfolio ("for Home and …")."""
        lower = self.view.tree.lower
        return lower[joint] in ("for", "of") or "for" in lower[office.first : office.last]

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
        if first == last:
            short = texts[0].isupper() and any(map(str.islower, tree.text))  # "DOE" is not Doe
            known = self._holds_office(texts[0]) or self._opens(first)
            return known and not short and self._is_argument(first, last)
        shaped = all(self._name_like(word) for word in texts)
        return shaped and 2 <= last + 1 - first <= 6 and self._is_argument(first, last)

    def _may_name(self, first: int, last: int, *, titled: bool) -> bool:
        """Whether the words can be a name: no thing, body, portfolio or noun for somebody."""
        view, lower = self.view, self.view.tree.lower
        if view.tree.text[last][:1].islower():  # "Min-jun"
            return True
        if not titled and first == last and self._is_month(last):
            return False
        if lower[last] in self.words["thing_words"] or lower[last] in self.words["firm_words"]:
            return False
        if body_word(view, self.gazetteer, first, last):
            return False
        if last > first and all(word in self.offices.words for word in lower[first : last + 1]):
            return False
        if all(word in self.words["portfolio_words"] for word in lower[first : last + 1]):
            return False
        surname = lower[last] in self.surnames  # "Baker", of a report that names James Baker
        return titled or surname or agent_at(view, self.gazetteer, last) is None

    def _is_month(self, i: int) -> bool:
        """Whether the name of a month that is a surname too is the month: "since May"."""
        word, dep = self.view.tree.lower[i], self.view.tree.dep[i]
        return word in self.words["months_as_names"] and dep in ("pobj", "npadvmod")

    def _holds_office(self, surname: str) -> bool:
        """Whether somebody so called held an office that is listed, within two years or so."""
        if self.day is None or len(surname) < 3:
            return False
        near = timedelta(days=730)
        first, last = self.day - near, self.day + near
        return any(
            tenure.covers(first, last)
            for person in self.gazetteer.persons(surname)
            for tenure in self.gazetteer.tenures_of(person)
        )

    def _joined_to_person(self, first: int, last: int) -> bool:
        """ "Presidents Bush and Putin": what is joined to a person's name is a person's name."""
        tree = self.view.tree
        return any(
            tree.dep[i] == "conj" and tree.head[i] in self.person_tokens and tree.head[i] < first
            for i in self.view.heads(first, last)
        )

    def _is_argument(self, first: int, last: int) -> bool:
        dep = self.view.tree.dep
        return any(dep[i] not in MODIFIERS for i in self.view.heads(first, last))

    def _name_like(self, word: str) -> bool:
        plain = word.rstrip(".").replace("'", "").replace("’", "")
        if word.lower() in self.words["particles"] or word in "-–'’.":
            return True
        return word[0].isupper() and plain.isalpha() and (len(plain) < 3 or not plain.isupper())

    def _add_title(
        self, phrase: Phrase, titles: list[OfficeSpan], role: int | None, front: Front
    ) -> None:
        """Give a phrase the office and sector of its title."""
        offices = titles + front.titles
        if not offices and (rank := self._rank_before(phrase.first)):
            set_office(self.gazetteer, phrase, rank)
        if offices:
            telling = [o for o in offices if o.phrase not in self.words["honorifics"]]
            set_office(self.gazetteer, phrase, (telling or offices)[0].phrase)
        elif role is not None:
            agent = self.gazetteer.agent(self.view.singular[role])
            phrase.sector = agent.sector if agent else None
        set_group(phrase, front, front.group)

    def _rank_before(self, first: int) -> str | None:
        """The title that an honorific is part of: "Crown" before the name "Prince X"."""
        lower = self.view.tree.lower
        pairs = (" ".join(lower[j : j + 2]) for j in (first, first - 1, first - 2) if j >= 0)
        return next((pair for pair in pairs if self.gazetteer.office(pair)), None)


def _merged(
    spans: list[tuple[int, int, NameSpan | None]], joints: Sequence[bool]
) -> Iterator[tuple[int, int, NameSpan | None]]:
    """Yield the spans, a known name with the capitalised words behind it ("Otto" "II").

    `joints` says of each token whether it joins parts of a name ("bin").
    """
    skip = -1
    for place, (first, last, known) in enumerate(spans):
        if first <= skip:
            continue
        following = spans[place + 1 : place + 2]
        if known and following and following[0][2] is None:
            then, end, _ = following[0]
            if all(joints[last + 1 : then]) and then <= last + 3:
                last = end
        skip = last
        yield first, last, known
