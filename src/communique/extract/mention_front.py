"""What stands in front of a noun, read word by word to the left: countries, owner, sector."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.extract.mention_phrase import BELONGING, DETERMINERS, Front
from communique.extract.mention_spans import NameSpan

if TYPE_CHECKING:
    from communique.extract.mention_view import View

_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_JOINTS = frozenset({"and", "or", ",", "-", "–", "/"})
_FRONT_TAGS = frozenset(
    {"JJ", "JJS", "JJR", "VBN", "VBG", "CD", "NN", "NNS", "NNP", "NNPS", "HYPH", "RB", "FW", "AFX"}
)


class FrontReader:
    """Reads what stands in front of a noun, word by word to the left."""

    def __init__(self, view: View, at: int, last: int) -> None:
        self.view = view
        self.at = at
        self.last = last
        self.found = Front(left=at)
        self.codes: list[str] = []
        self.loose = False  # the country is only that of a city ("Russia's London embassy")

    def read(self) -> Front:
        """Go left until something does not belong to the phrase."""
        j = self.at - 1
        while j >= 0:
            step = self._step(j)
            if step is None:
                break
            j = step
        self.found.countries = tuple(dict.fromkeys(reversed(self.codes)))
        return self.found

    def _step(self, j: int) -> int | None:
        """The next token to look at, None at the end of the phrase."""
        view, tree, found = self.view, self.view.tree, self.found
        low = tree.lower[j]
        name = view.name_at[j]
        if name is not None:
            return self._name(name)
        if low == ")" and "(" in tree.text[max(0, j - 3) : j]:  # an acronym
            return tree.text.index("(", max(0, j - 3)) - 1
        if low in _POSSESSIVE and tree.tag[j] in ("POS", "''", "``", "VBZ"):
            return self._possessor(j - 1)
        if tree.tag[j] in ("PRP$", "WP$"):
            found.owner, found.left = j, j
            return None
        if low in DETERMINERS and tree.pos[j] in ("DET", "PRON"):
            found.left = j
            found.definite = low in ("the", "this", "these", "those", "that", "both")
            return None
        if low in _JOINTS:
            return self._joint(j)
        return self._word(j, low)

    def _name(self, name: NameSpan) -> int | None:
        view, found = self.view, self.found
        if name.name.kind not in BELONGING:
            return None
        if view.tree.dep[name.last] == "dative":  # "send **Ukraine** more tanks"
            return None
        found.left = name.first
        if view.is_against(name):
            found.elsewhere = found.elsewhere or name.suffix not in ("led", "")
            return name.first - 1
        if self._tells_descent(name):
            return name.first - 1
        self.codes.append(name.name.code)
        self.loose = name.name.kind == "city"
        if name.name.kind in ("group", "reb", "igo", "mnc", "ngo", "metonym"):
            found.group = found.group or name
            found.sector = found.sector or name.name.sector
        return name.first - 1

    def _tells_descent(self, name: NameSpan) -> bool:
        """Whether another nationality follows at once: "**Irish** American mayors".

        Not in a name ("the Irish American Society").
        """
        if self.view.tree.text[self.at][:1].isupper():
            return False
        after = self.view.name_at[name.last + 1]
        both = (name, after) if after is not None and after.first == name.last + 1 else ()
        return bool(both) and all(
            n.name.kind == "state" and n.name.form == "adjective" and not n.suffix for n in both
        )

    def _possessor(self, j: int) -> int | None:
        """The owner: a state gives its country, anybody else is remembered."""
        view = self.view
        name = view.belonging(j) if j >= 0 else None
        if j < 0:
            return None
        if name is not None:
            if not self.codes or self.loose or all(":" in code for code in self.codes):
                self.codes = [name.name.code]
                self.found.group = name if name.name.kind in ("group", "reb", "igo") else None
                self.found.sector = self.found.sector or (
                    name.name.sector if self.found.group else None
                )
            self.found.left = name.first
            before = name.first - 1
            self._joined_owner(before)
            if before >= 0 and view.tree.lower[before] in DETERMINERS:
                self.found.left = before
            self.found.owner = j
            return None
        self.found.owner = j
        self.found.definite = True
        return None

    def _joined_owner(self, j: int) -> None:
        """Take the first of two owners: "**Chad's** and Mali's governments"."""
        lower = self.view.tree.lower
        if j > 1 and lower[j] == "and" and lower[j - 1] in _POSSESSIVE:
            other = self.view.belonging(j - 2)
            if other is not None:
                self.codes.append(other.name.code)
                self.found.left = other.first

    def _joint(self, j: int) -> int | None:
        """Go on over "and" or a hyphen only from one adjective of a country to another."""
        view, tree = self.view, self.view.tree
        if tree.text[j] in "-–":
            return j - 1 if view.is_glued(j) else None
        if j > 2 and self.codes and [tree.text[j - 2], tree.lower[j - 1]] == ["-", "led"]:
            return j - 1 if view.belonging(j - 3) else None  # "US-led and Afghan soldiers"
        before = view.belonging(j - 1) if j else None
        here = view.name_at[j + 1]
        if not (before and here and self.codes):
            return None
        adjectival = before.name.form in ("adjective", "abbreviation") or tree.dep[before.last] in (
            "amod",
            "compound",
            "nmod",
        )
        return j - 1 if adjectival else None

    def _word(self, j: int, low: str) -> int | None:
        view, tree, found, words = self.view, self.view.tree, self.found, self.view.words
        if tree.tag[j] not in _FRONT_TAGS and low not in words["fillers"]:
            return None
        if not (j < tree.head[j] <= self.last or low in words["fillers"] or low in words["former"]):
            return None
        found.left = j
        if low in words["former"]:
            found.former = True
        if low in words["elsewhere"]:
            found.elsewhere = True
        if tree.pos[j] == "NUM":
            found.number = True
        if (sector := words.modifier_sector.get(low)) and not found.sector:
            found.sector = sector
        if (office := view.office_at[j]) is not None and office.last == j:
            found.titles.append(office)
            found.left = office.first
            return office.first - 1
        return j - 1
