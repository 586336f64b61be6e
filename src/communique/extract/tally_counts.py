"""Claims of count in one sentence: "three attacks", "has met twice", "spoke with six leaders"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.extract.tally_sequences import Claim, singular
from communique.extract.tree import Tree
from communique.vocab.claim_words import ClaimWords

_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")
_NOUN = re.compile(r"NNP?S")
_INSIDE = re.compile(r"JJ[RS]?|NNP?S?|VB[GN]|HYPH|CD|POS")
MANY = 200  # more calls, trips or meetings than that are a service's figures
_YEARS = range(1900, 2100)


class CountFinder:
    """The rules of count; built once from the words, called per sentence."""

    def __init__(self, words: ClaimWords) -> None:
        self.words = words
        self.numbers = words.numbers("numbers")
        self.scales = words.numbers("scales")
        self._inside = words["running"] | {"other", "more", "-"}
        self.times_words = words.numbers("times_words")

    def __call__(self, tree: Tree) -> Iterator[Claim]:
        """Yield the claims of a sentence, in the order of the text."""
        told: Claim | None = None
        for i in range(len(tree)):
            claim = self._times(tree, i) or self._counted(tree, i) or self._money(tree, i)
            if claim is None and told is not None:
                claim = self._elliptic(tree, i, told)
            if claim is not None:
                yield claim
                told = claim if claim.rule in ("count", "count-elliptic") else told

    def value(self, tree: Tree, i: int) -> int | None:
        """The whole number at `i`: "six", "383", "two hundred"."""
        word = tree.lower[i]
        if word in self.numbers:
            base: float = self.numbers[word]
        elif _FIGURE.fullmatch(word):
            base = float(word.replace(",", ""))
        else:
            return None
        if i + 1 < len(tree) and tree.lower[i + 1] in self.scales:
            base *= self.scales[tree.lower[i + 1]]
        return int(base) if base == int(base) else None

    def _plain(self, tree: Tree, i: int) -> int | None:
        """The number at `i` if it counts things: no year, date, share, sum or part of a word."""
        number = self.value(tree, i)
        if number is None or number < 2 or (number in _YEARS and "," not in tree.text[i]):
            return None
        before = tree.text[i - 1] if i else ""
        if before.rstrip(".").lower() in self.words["months"]:
            return None
        behind = tree.text[i + 1] if i + 1 < len(tree) else ""
        if before in ("$", "-", "€", "£", "No", "No.") or behind in ("-", "%", "/", ":"):
            return None
        return number

    # --- "three attacks", "six foreign leaders" ------------------------------------------------

    def _counted(self, tree: Tree, i: int) -> Claim | None:
        number = self._plain(tree, i)
        head = self._noun(tree, i) if number is not None else None
        if head is None or self._definite(tree, i):
            return None
        rule = self._why(tree, i, head)
        if rule is None or self._unreal(tree, head):
            return None
        first = i - 1 if i and tree.lower[i - 1] in self.words["approximate"] | {"only"} else i
        return Claim(
            rule=rule, kind="total", number=number, head=head, first=first, last=head
        )  # fmt: skip

    def _noun(self, tree: Tree, i: int) -> int | None:
        """The plural noun that the number at `i` counts."""
        head = None
        for j in range(i + 1, min(len(tree), i + 9)):
            if not _INSIDE.fullmatch(tree.tag[j]) and tree.lower[j] not in self._inside:
                break
            if tree.tag[j] == "VBG" and head is not None:
                break
            if _NOUN.fullmatch(tree.tag[j]):
                head = j
                if singular(tree, j) in self.words["countables"]:
                    break
        return head

    def _definite(self, tree: Tree, i: int) -> bool:
        for j in range(i - 1, max(-1, i - 4), -1):
            if tree.lower[j] in self.words["definite"] or tree.tag[j] in ("PRP$", "POS"):
                return True
            if tree.tag[j] not in ("JJ", "RB", "JJR", "IN"):
                return False
        return False

    def _why(self, tree: Tree, i: int, head: int) -> str | None:
        lemma = singular(tree, head)
        if lemma in self.words["countables"]:
            many = (self.value(tree, i) or 0) > MANY and lemma in self.words["contact_nouns"]
            return None if many else "count"
        if lemma in self.words["time_units"]:
            return None
        if self.words["running"] - {"running"} & set(tree.lower[i + 1 : head]):
            return "count-running"
        verb = tree.governor(head)
        perfect = self._perfect(tree, verb)
        if i and tree.lower[i - 1] == "only" and perfect and tree.dep[head].startswith("nsubj"):
            return "count-only"
        contact = tree.lemma[verb] in self.words.tables["contact_verbs"]
        contact = contact and self._partner(tree, head, verb)
        if contact and lemma in self.words["holders"] and (perfect or self._open_ended(tree)):
            return "count-partners"
        return None

    def _partner(self, tree: Tree, head: int, verb: int) -> bool:
        """Whether the noun is the verb's object, or that of its "with" or "to"."""
        above = tree.head[head]
        return above == verb or (tree.dep[head] == "pobj" and tree.lower[above] in ("with", "to"))

    def _perfect(self, tree: Tree, verb: int) -> bool:
        return any(tree.lower[c] in ("has", "have", "had", "'ve") for c in tree.kids(verb, "aux"))

    def _open_ended(self, tree: Tree) -> bool:
        row = " ".join(tree.lower)
        return "so far" in row or "since" in tree.lower

    def _unreal(self, tree: Tree, head: int) -> bool:
        """Whether the verb over the noun says what will or may be, or what is asked or denied."""
        verb = tree.governor(head)
        if not tree.verbal(verb):
            return False
        auxes = {tree.lower[c] for c in tree.kids(verb, "aux")}
        if auxes & self.words["modals"] or tree.has(verb, "neg"):
            return True
        return "to" in auxes and not {"have", "'ve"} & auxes

    def _elliptic(self, tree: Tree, i: int, told: Claim) -> Claim | None:
        """ "… 12 complaints from one side and eight from the other"."""
        number = self._plain(tree, i)
        behind = tree.lower[i + 1 : i + 2]
        if number is None or behind not in (["from"], ["by"], ["against"], ["on"]):
            return None
        if i - told.last > 8 or tree.lower[i - 1] not in ("and", ","):
            return None
        return Claim(
            rule="count-elliptic", kind="total", number=number, head=i, first=i, last=i, noun=False
        )

    # --- "has met twice" -----------------------------------------------------------------------

    def _times(self, tree: Tree, i: int) -> Claim | None:
        """A verb of an act, told in times."""
        word = tree.lower[i]
        first = i
        if word == "times" and i:
            number, first = self._plain(tree, i - 1), i - 1
        else:
            number = self.times_words.get(word)
        behind = tree.lower[i + 1] if i + 1 < len(tree) else ""
        if number is None or number < 2 or behind in self.words["not_after_times"]:
            return None
        verb = tree.governor(first if word == "times" else i)
        known = tree.lemma[verb] in self.words["times_verbs"]
        if not known or tree.tag[verb] not in ("VBD", "VBN"):
            return None
        if {tree.lower[c] for c in tree.kids(verb, "aux")} & self.words["modals"]:
            return None
        return Claim(
            rule="count-times", kind="total", number=number, head=verb,
            first=min(verb, first), last=max(verb, i), noun=False,
        )  # fmt: skip

    # --- "brings the total contribution to $23 million" ------------------------------------------

    def _money(self, tree: Tree, i: int) -> Claim | None:
        """A sum that is said to be the total of what was given."""
        if tree.lower[i] != "total" or not self.words["contributions"] & set(tree.lemma[i : i + 6]):
            return None
        for j in range(i + 1, min(len(tree) - 1, i + 25)):
            if not tree.text[j].endswith("$"):
                continue
            number = self.value(tree, j + 1)
            number = number if number is not None else self._scaled(tree, j + 1)
            if number is not None and {"to", "of"} & set(tree.lower[max(i, j - 4) : j]):
                head = next(
                    k for k in range(i, i + 6) if tree.lemma[k] in self.words["contributions"]
                )
                return Claim(
                    rule="count-sum", kind="total", number=number, head=head, first=i, last=j + 1
                )
        return None

    def _scaled(self, tree: Tree, i: int) -> int | None:
        """ "23.2 million" as a whole number."""
        found = _FIGURE.fullmatch(tree.lower[i])
        scale = self.scales.get(tree.lower[i + 1]) if i + 1 < len(tree) else None
        return round(float(found[0].replace(",", "")) * scale) if found and scale else None
