"""A sentence laid out for the finding of mentions: its tree, its spans, and who stands beside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from communique.extract.mention_firms import find_firms, tickers
from communique.extract.mention_front import FrontReader
from communique.extract.mention_phrase import BELONGING, DETERMINERS, GROUPS, Behind, Front
from communique.extract.mention_spans import (
    NameMapper,
    NameSpan,
    OfficeIndex,
    OfficeSpan,
    ProperSpan,
    proper_spans,
    settle_towns,
    singulars,
)
from communique.extract.tree import Tree
from communique.vocab.mention_words import MentionWords

if TYPE_CHECKING:
    from communique.drafts import ParsedSentence


class View:
    """One parsed sentence with its spans by token."""

    def __init__(
        self,
        parsed: ParsedSentence,
        *,
        names: NameMapper,
        offices: OfficeIndex,
        words: MentionWords,
    ) -> None:
        self.parsed = parsed
        self.words = words
        self.tree = tree = Tree.of(parsed.doc)
        self.text = parsed.doc.text
        size = len(tree)
        spans = settle_towns(tree, names.spans(parsed, tree), words)
        spans = [n for n in spans if not self._is_first_name(n)]
        spans = [n for n in spans if not self._is_native(n, spans)]
        spans = [n for n in spans if not self._is_title(n, spans, offices)]
        self.nobody = frozenset(tickers(tree))
        self.firms = find_firms(tree, spans, words)
        within = {i for firm in self.firms for i in range(firm.first, firm.last + 1)}
        self.names = [n for n in spans if n.first not in within | self.nobody]
        self.name_at: list[NameSpan | None] = [None] * size
        for name in self.names:
            self.name_at[name.first : name.last + 1] = [name] * (name.last + 1 - name.first)
        self.singular = singulars(tree)
        free = [
            "" if name else word for name, word in zip(self.name_at, self.singular, strict=True)
        ]
        self.offices = list(offices.find(free, tree))
        self.offices = [o for o in self.offices if not self._is_surname(o)]
        self._free_surnames()
        self.office_at: list[OfficeSpan | None] = [None] * size
        for office in self.offices:
            self.office_at[office.first : office.last + 1] = [office] * (
                office.last + 1 - office.first
            )
        self.propers = proper_spans(tree, self._taken(), words)
        self.proper_at: list[ProperSpan | None] = [None] * size
        for run in self.propers:
            self.proper_at[run.first : run.last + 1] = [run] * (run.last + 1 - run.first)

    @property
    def index(self) -> int:
        """The sentence's index in the layout."""
        return self.parsed.sentence.index

    def _is_first_name(self, name: NameSpan) -> bool:
        """Whether a place is a person's first name here ("Jordan Miller")."""
        tree, after = self.tree, name.last + 1
        return (
            name.first == name.last
            and name.name.kind in ("state", "city")
            and tree.lower[name.first] in self.words["first_names_of_places"]
            and after < len(tree)
            and tree.tag[after] == "NNP"
            and tree.lower[after] not in self.words["thing_words"]
            and tree.dep[name.first] in ("compound", "nsubj", "ROOT")
        )

    def _is_title(self, name: NameSpan, names: list[NameSpan], offices: OfficeIndex) -> bool:
        """Whether a body called by an office is the person named behind ("…, Ana Lima,")."""
        tree = self.tree
        if name.name.kind != "igo" or not offices.ends(tree.lower[name.first : name.last + 1]):
            return False
        at = self.past_bracket(name.last + 1)
        at += tree.lower[at : at + 1] == [","]
        known = next((n for n in names if n.first <= at <= n.last), None)
        proper = tree.tag[at : at + 1] == ["NNP"] and tree.text[at][:1].isupper()
        return known.name.kind == "person" if known is not None else proper

    def _is_surname(self, office: OfficeSpan) -> bool:
        """Whether a title is a surname here: behind another capitalised name ("Noam Amir")."""
        tree, i = self.tree, office.first
        if i == 0 or office.last > i or office.phrase not in self.words["honorifics"]:
            return False
        if tree.tag[i + 1 : i + 2] == ["NNP"]:
            return False
        before = tree.tag[i - 1] == "NNP" and tree.head[i - 1] in range(i, i + 3)
        known = self.name_at[i - 1] or any(o.last == i - 1 for o in self.offices)
        unknown = tree.lower[i - 1] not in self.words["fillers"] | self.words["honorifics"]
        return before and not known and unknown and tree.text[i][:1].isupper()

    def _is_native(self, name: NameSpan, spans: Sequence[NameSpan]) -> bool:
        """Whether "Indians" are natives of the country named before: "Bolivian **Indians**"."""
        if name.name.code != "IND" or self.tree.lower[name.first] not in ("indian", "indians"):
            return False
        before = (n.name for n in spans if n.last == name.first - 1)
        return any(n.form == "adjective" and n.code != "IND" for n in before)

    def _free_surnames(self) -> None:
        """Take from the names those of places that stand as surnames ("Foreign Minister Lima")."""
        tree, honorifics = self.tree, self.words["honorifics"]
        ends = {o.last for o in self.offices if not o.plural and tree.text[o.last][:1].isupper()}
        freed = [
            n
            for n in self.names
            if n.name.form in ("city", "region", "capital")
            and n.first > 0
            and (n.first - 1 in ends or tree.lower[n.first - 1] in honorifics)
        ]
        for name in freed:
            self.names.remove(name)
            self.name_at[name.first : name.last + 1] = [None] * (name.last + 1 - name.first)

    def _taken(self) -> list[bool]:
        calendar = self.words["calendar"]
        taken = [
            name is not None or office is not None or low in calendar
            for name, office, low in zip(self.name_at, self.office_at, self.tree.lower, strict=True)
        ]
        for firm in self.firms:
            taken[firm.first : firm.last + 1] = [True] * (firm.last + 1 - firm.first)
        return [is_taken or i in self.nobody for i, is_taken in enumerate(taken)]

    def words_of(self, first: int, last: int) -> str:
        """The text of the tokens, both included."""
        start, end = self.parsed.span(first, last)
        return self.text[start - self.parsed.start : end - self.parsed.start]

    def is_glued(self, i: int) -> bool:
        """Whether no blank stands before or after the token: a hyphen, no dash."""
        token = self.parsed.doc[i]
        before = self.text[token.idx - 1 : token.idx]
        return not (before.isspace() or token.whitespace_)

    def heads(self, first: int, last: int) -> list[int]:
        """The tokens of the range that hang on a word outside it (one, in a good parse)."""
        head, dep = self.tree.head, self.tree.dep
        return [
            i
            for i in range(first, last + 1)
            if (head[i] == i or not first <= head[i] <= last) and dep[i] not in ("punct", "case")
        ]

    def front(self, at: int, last: int) -> Front:
        """Read leftwards from the word before `at`; `last` is the last token of the phrase."""
        return FrontReader(self, at, last).read()

    def belonging(self, i: int) -> NameSpan | None:
        """The name at a token if it can say where somebody belongs."""
        name = self.name_at[i]
        if name is None or name.name.kind not in BELONGING:
            return None
        return None if self.is_against(name) else name

    def is_against(self, name: NameSpan) -> bool:
        """Whether a prefix or suffix parts the name from what follows ("pro-Russian rebels")."""
        tree, words = self.tree, self.words
        if name.suffix and name.suffix in words["against_suffixes"]:
            return True
        i, j = name.first - 1, name.last + 1
        if i > 0 and tree.text[i] in "-–" and tree.lower[i - 1] in words["against_prefixes"]:
            return True
        if i >= 0 and tree.lower[i].rstrip("-–") in words["against_prefixes"]:
            return tree.text[i][-1] in "-–"
        suffix = tree.lower[j + 1] if j + 1 < len(tree) and tree.text[j] in "-–" else ""
        return suffix in words["against_suffixes"]

    def behind(self, last: int, preps: Sequence[str]) -> Behind:
        """Who stands behind a phrase that ends at `last` ("of Iraq", "from the US and Japan")."""
        tree = self.tree
        if last + 1 < len(tree) and tree.lower[last + 1] in preps:
            found = self._named(last + 1)
            if found.any:
                return found
        for i in (last, *([tree.head[last]] if tree.dep[last] == "compound" else [])):
            for c in tree.kids(i, "prep"):
                if c > last and tree.lower[c] in preps and (found := self._named(c)).any:
                    return found
        return Behind()

    def _named(self, prep: int) -> Behind:
        tree = self.tree
        i = prep + 1
        while i < len(tree) and (tree.lower[i] in DETERMINERS or tree.pos[i] == "ADJ"):
            if self.belonging(i):
                break
            i += 1
        name = self.belonging(i) if i < len(tree) else None
        if name is None or self._goes_on(name):
            return Behind(inner=next(iter(tree.kids(prep, "pobj")), None))
        bodies = ("igo", "metonym")  # "Commonwealth of …", "the Senate of …"
        if name.name.kind in bodies and (inner := self.state_of(name.last)):
            name = inner
        codes, end = [name.name.code], name.last + self._in_town(name)
        for head in self.heads(name.first, name.last):
            for c in tree.conjuncts(head)[1:]:
                other = self.belonging(c)
                if other and not self._goes_on(other):
                    codes.append(other.name.code)
                    end = max(end, other.last)
        group = name if name.name.kind in GROUPS else None
        return Behind(countries=tuple(dict.fromkeys(codes)), right=end, group=group)

    def state_of(self, last: int) -> NameSpan | None:
        """The state in "of (the) X" right behind a name."""
        lower, i = self.tree.lower, last + 2
        if lower[last + 1 : last + 2] != ["of"]:
            return None
        i += lower[i : i + 1] == ["the"]
        name = self.belonging(i) if i < len(lower) else None
        return name if name and name.name.kind == "state" else None

    def past_bracket(self, i: int) -> int:
        """The token at `i`, or the one behind a short bracket that stands there."""
        text = self.tree.text
        if text[i : i + 1] == ["("] and ")" in text[i : i + 5]:
            return text.index(")", i) + 1
        return i

    def shortens_title(self, i: int) -> bool:
        """Whether a word in brackets only shortens the title before it ("the Minister (FM)")."""
        text = self.tree.text
        between = text[i - 1 : i + 2 : 2] == ["(", ")"] and i > 1
        return between and text[i].isupper() and self.office_at[i - 2] is not None

    def _in_town(self, name: NameSpan) -> bool:
        """Whether the town only says of which place in it one speaks ("Oslo airport")."""
        after = self.tree.lower[name.last + 1 : name.last + 2]
        town = name.name.form in ("city", "capital", "region")
        return town and bool(after) and after[0] in self.words["town_places"]

    def _goes_on(self, name: NameSpan) -> bool:
        """Whether the name only stands in front of a noun ("of the Israeli army", "Iraq's …")."""
        after = self.past_bracket(name.last + 1)
        if after < len(self.tree) and self.tree.tag[after] == "POS":
            return True
        if (
            name.name.kind == "igo"
            and self.tree.lower[after : after + 1]
            and (self.tree.lower[after] in self.words["country_nouns"])
        ):  # "of the G7 countries"
            return False
        if self._in_town(name):
            return False
        return all(
            self.tree.dep[h] in ("amod", "compound", "nmod", "poss")
            for h in self.heads(name.first, name.last)
        )
