"""Long titles before a name: "the **Envoy for Clean Water and the Northern Isles** Ann Lee".

A chain begins with an office, goes on over what the office is for, of whom, or beside which other
office, and ends right before the name. The parser takes such chains for lists of several people.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.extract.mention_spans import NameSpan, OfficeIndex, OfficeSpan

if TYPE_CHECKING:
    from communique.extract.mention_view import View
    from communique.vocab.gazetteer import Gazetteer

#: Words that lead from an office to what it is for; "and" leads to a further office as well.
JOINTS = frozenset({"of", "for", "to", "on", "in", "at", "the", "and", "&"})
#: A person's name has so many words at most.
LONGEST = 5
#: So many tokens may stand between a body and the title behind it.
REACH = 18
#: Behind a capitalised word they make the name of a place: "Lee **County**".
PLACES = frozenset({"county", "parish", "city", "province", "district", "prefecture", "borough"})
#: Offices whose "to" names where they are sent, not whom they serve.
SENT = frozenset({"ambassador", "envoy", "ambassador_un", "diplomat", "senior_diplomat"})
#: Those who lead: "the President of Chad Idriss" is he himself, not whom his adviser serves.
LEADING = frozenset({"head_of_state", "head_of_government", "monarch", "leader", "head_of_body"})


@dataclass(frozen=True, slots=True)
class Chain:
    """A long title: its office, and the tokens up to the name. `name` is the name's first token.

    `telling` is the office that says most ("Assistant to the President and **Envoy** Ann Lee").
    """

    office: OfficeSpan
    telling: OfficeSpan
    name: int
    last: int


class ChainReader:
    """Finds the long titles of a sentence."""

    def __init__(self, view: View, gazetteer: Gazetteer, offices: OfficeIndex) -> None:
        self.view = view
        self.gazetteer = gazetteer
        self.offices = offices
        self.words = view.words

    def chains(self) -> Iterator[Chain]:
        """Yield the long titles that a name follows, those that begin first first."""
        end = -1
        for office in self.view.offices:
            if office.first <= end or office.plural or not self._may_begin(office):
                continue
            chain = self._follow(office)
            if chain is not None:
                end = chain.last
                yield chain

    def _may_begin(self, office: OfficeSpan) -> bool:
        """A title that stands in front of a name is written with a capital letter."""
        return self.view.tree.text[office.first][:1].isupper()

    def _follow(self, office: OfficeSpan) -> Chain | None:
        """The chain that begins with an office, up to the name behind it."""
        lower, size = self.view.tree.lower, len(self.view.tree)
        served, telling = None, office
        i, told = office.last + 1, False
        while i < size and i - office.last <= REACH:
            step = self._step(i)
            if step is None:
                break
            other = self.view.office_at[i]
            if other is not None and not self._may_go_on(office, other):
                return None
            if other is None and lower[i] not in JOINTS:
                served = None
            elif other is not None:
                served = other if lower[other.first - 1] == "the" else None
                if lower[other.first - 1] == "and" and self._is_vague(telling):
                    telling = other
            told = told or lower[i] in JOINTS
            i = step
        if not told or i >= size or lower[i - 1] in JOINTS:
            return None
        last = self._named(i, served)
        return None if last is None else Chain(office, telling, i, last)

    def _is_vague(self, office: OfficeSpan) -> bool:
        return self.gazetteer.office(office.phrase) == "official"

    def _step(self, i: int) -> int | None:
        """The token behind what the chain goes on with at `i`, None where it ends."""
        view, tree = self.view, self.view.tree
        name, office = view.name_at[i], view.office_at[i]
        if name is not None:
            return name.last + 1 if name.name.kind not in ("person", "other") else None
        if office is not None:
            return None if office.plural and tree.lower[i - 1] == "and" else office.last + 1
        low = tree.lower[i]
        if low in JOINTS or low == "'s":
            return i + 1
        if tree.text[i] == "(":
            past = view.past_bracket(i)
            return past if past > i else None
        if tree.text[i] in "-–" and view.is_glued(i):
            return i + 1
        if tree.text[i] == ",":
            return i + 1 if self._listed(i) else None
        if self._is_portfolio(i):
            return i + 1
        named = tree.text[i][:1].isupper() and "".join(tree.lower[i + 1 : i + 2]) in PLACES
        return i + 2 if named else None

    def _listed(self, comma: int) -> bool:
        """Whether a comma stands inside a portfolio, or between two places: "Ayr, Scotland"."""
        view, after = self.view, comma + 1
        if after >= len(view.tree):
            return False
        place = view.name_at[after]
        if place is not None:
            before = view.tree.tag[comma - 1] in ("NNP", "NNPS")
            return before and place.name.kind in ("state", "city")
        if view.office_at[after] is not None or not self._is_portfolio(comma - 1):
            return False
        return self._is_portfolio(after)

    def _is_portfolio(self, i: int) -> bool:
        tree, low = self.view.tree, self.view.tree.lower[i]
        known = low in self.words["portfolio_words"] or low in self.offices.words
        return known and tree.text[i][:1].isupper()

    def _may_go_on(self, office: OfficeSpan, other: OfficeSpan) -> bool:
        """Whether a further office belongs to the same person, or is whom the first one serves.

        "Minister of Trade **and Envoy** X" is one person, "**the** minister and Envoy X" are two;
        "Adviser **to President** X" serves X.
        """
        lower, before = self.view.tree.lower, other.first - 1
        if lower[before] == "and":
            return office.first == 0 or lower[office.first - 1] != "the"
        return lower[before] not in JOINTS or lower[before] == "the" or before == office.last

    def _named(self, at: int, served: OfficeSpan | None) -> int | None:
        """The last token of the name that begins at a token, if one does.

        `served` is the office right before it if it may be somebody else's ("Adviser to the
        **President** Ann Lee").
        """
        civil = at
        while civil < len(self.view.tree) and self._is_honorific(civil):
            civil += 1
        known = self.view.name_at[civil] if civil < len(self.view.tree) else None
        last = known.last if self._is_person(known) and known else self._run(civil)
        if last is None:
            return None
        if served is not None and self._leads(served, self.view.words_of(civil, last)):
            return None
        return last

    def _is_honorific(self, i: int) -> bool:
        return (
            self.view.tree.lower[i] in self.words["honorifics"] and self.view.office_at[i] is None
        )

    def _is_person(self, name: NameSpan | None) -> bool:
        return name is not None and name.name.kind == "person"

    def _run(self, at: int) -> int | None:
        """The last token of the unknown name that begins at `at`."""
        if at >= len(self.view.tree) or (run := self.view.proper_at[at]) is None:
            return None
        lower, last = self.view.tree.lower, run.last
        things = self.words["portfolio_words"] | self.words["thing_words"]
        few = 2 <= last + 1 - at - lower[at : last + 1].count("-") <= LONGEST
        if not few or any(word in things for word in lower[at : last + 1]):
            return None
        return last

    def _leads(self, served: OfficeSpan, name: str) -> bool:
        """Whether the named one is known to lead, so that the office before the name is his own."""
        people = self.gazetteer.persons(name)
        held = {t.office for person in people for t in self.gazetteer.tenures_of(person)}
        return bool(LEADING & held) and self.gazetteer.office(served.phrase) in LEADING

    def country(self, chain: Chain) -> tuple[str, ...]:
        """The country that a long title names: "Secretary of the **Chadian** Security Council".

        Not what the office is for ("Envoy for Iran"), nor where somebody is sent.
        """
        joint, lower = "", self.view.tree.lower
        sent = self.gazetteer.office(chain.office.phrase) in SENT
        for i in range(chain.office.last + 1, chain.name):
            if lower[i] in JOINTS and lower[i] not in ("the", "and", "&"):
                joint = lower[i]
            name = self.view.name_at[i]
            own = joint == "of" or (joint == "to" and not sent)
            if own and name is not None and name.name.kind in ("state", "city", "igo"):
                return (name.name.code,)
        return ()

    # --- bodies before a title -------------------------------------------------------------

    def body_before(self, title: int) -> int:
        """Where the name of the body begins that a title at `title` belongs to; else `title`.

        "**Office of Water and Soil (OWS)** Deputy Director Ann Lee".
        """
        lower, j = self.view.tree.lower, title - 1
        if j < 2 or lower[j] in JOINTS:
            return title
        while j >= 0 and title - j <= REACH:
            if self._heads_body(j):
                return j
            if not self._inside_body(j):
                break
            j -= 1
        return title

    def _heads_body(self, i: int) -> bool:
        tree = self.view.tree
        heads = tree.lower[i] in self.words["office_bodies"] and tree.text[i][:1].isupper()
        return heads and tree.lower[i + 1] in ("of", "for", "on")

    def _inside_body(self, i: int) -> bool:
        tree, view = self.view.tree, self.view
        if tree.lower[i] in JOINTS or tree.text[i] in "()-–" or view.name_at[i] is not None:
            return True
        acronym = view.tree.text[i].isupper() and tree.text[i - 1] == "("
        return acronym or (tree.text[i][:1].isupper() and tree.tag[i] in ("NNP", "NNPS", "JJ"))
