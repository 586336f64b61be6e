"""Claims of count in one sentence: "three attacks", "has met twice", "spoke with six leaders"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.extract.tally_phrases import Claim, singular, unreal
from communique.extract.tree import Tree
from communique.vocab.claim_words import ClaimWords

_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")
_NOUN = re.compile(r"NNP?S")
_INSIDE = re.compile(r"JJ[RS]?|NNP?S?|VB[GN]|HYPH|CD|POS")
MANY = 200  # more calls, trips or meetings than that are a service's figures
_YEARS = range(1900, 2100)
_FAR = 16  # words between "brings the number of …" and its "to N"


class CountFinder:
    """The rules of count; built once from the words, called per sentence."""

    def __init__(self, words: ClaimWords) -> None:
        self.words = words
        self.numbers = words.numbers("numbers")
        self.scales = words.numbers("scales")
        self._inside = words["running"] | {"other", "more", "-"}
        self.times_words = words.numbers("times_words")

    def __call__(self, tree: Tree) -> Iterator[Claim]:
        """Yield the claims of a sentence, in the order of the text; each number tells one."""
        told: Claim | None = None
        summed = list(self._sums(tree))
        yield from summed
        for i in range(len(tree)):
            if any(claim.first <= i <= claim.last for claim in summed):
                continue
            claim = self._times(tree, i) or self._counted(tree, i)
            if claim is None and told is not None:
                claim = self._elliptic(tree, i, told)
            if claim is not None:
                yield claim
                told = claim if claim.rule in ("count", "count-elliptic") else told

    def _sums(self, tree: Tree) -> Iterator[Claim]:
        for i in range(len(tree)):
            claim = self._money(tree, i) or self._number_of(tree, i) or self._total_of(tree, i)
            if claim is not None:
                yield claim
                return

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
        if i and tree.text[i][0].isupper() and tree.tag[i - 1] not in (":", "HYPH", "``"):
            return None  # "the Group of Seven"
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
        if rule is None or unreal(tree, tree.governor(head), self.words["modals"]):
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
        perfect = any(tree.lemma[c] in ("have", "'ve") for c in tree.kids(verb, "aux"))
        if i and tree.lower[i - 1] == "only" and perfect and tree.dep[head].startswith("nsubj"):
            return "count-only"
        if self._joined(tree, i, head):
            return "count-joined"
        if perfect and self._since_then(tree, head, verb):
            return "count-since"
        contact = tree.lemma[verb] in self.words.tables["contact_verbs"]
        contact = contact and self._partner(tree, head, verb)
        if contact and lemma in self.words["holders"] and (perfect or self._open_ended(tree)):
            return "count-partners"
        return None

    def _since_then(self, tree: Tree, head: int, verb: int) -> bool:
        """ "Since 2010, three envoys have been expelled": a sum over time, but no toll of war."""
        told = tree.lemma[verb] in self.words["since_acts"]
        direct = tree.dep[head] == "dobj" and tree.head[head] == verb
        role = direct or tree.dep[head] == "nsubjpass"
        return told and role and "since" in tree.lower

    def _joined(self, tree: Tree, i: int, head: int) -> bool:
        """ "Forty-four countries signed": how many states took a common step."""
        if singular(tree, head) not in ("country", "state", "nation", "government", "parliament"):
            return False
        verb = tree.governor(head)
        finite = tree.tag[verb] in ("VBD", "VBN") and tree.dep[head] == "nsubj"
        return finite and tree.lemma[verb] in self.words["joint_steps"] and tree.head[i] == head

    def _partner(self, tree: Tree, head: int, verb: int) -> bool:
        """Whether the noun is the verb's object, or that of its "with" or "to"."""
        above = tree.head[head]
        return above == verb or (tree.dep[head] == "pobj" and tree.lower[above] in ("with", "to"))

    def _open_ended(self, tree: Tree) -> bool:
        row = " ".join(tree.lower)
        return "so far" in row or "since" in tree.lower

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
        word, first = tree.lower[i], i
        if word in ("times", "occasions") and i:
            first = next((k for k in (i - 1, i - 2) if self._plain(tree, k) is not None), i)
            number = self._plain(tree, first) if first < i else None
        else:
            number = self.times_words.get(word)
        behind = tree.lower[i + 1] if i + 1 < len(tree) else ""
        if number is None or number < 2 or behind in self.words["not_after_times"]:
            return None
        verb = tree.governor(first if word == "times" else i)
        if not self._acted(tree, verb) or unreal(tree, verb, self.words["modals"]):
            return None
        return Claim(
            rule="count-times", kind="total", number=number, head=verb,
            first=min(verb, first), last=max(verb, i), noun=False,
        )  # fmt: skip

    def _acted(self, tree: Tree, verb: int) -> bool:
        """Whether it is a verb of doing, in the past: not "was three times larger"."""
        idle = self.words["measures"] | self.words["harms"]
        if tree.tag[verb] not in ("VBD", "VBN") or tree.lemma[verb] in idle:
            return False
        return tree.pos[verb] == "VERB"

    # --- "brings to twelve the number of vetoes", "the tally stands at three" --------------------

    def _number_of(self, tree: Tree, i: int) -> Claim | None:
        """A sum told as such: the number, tally or total of acts, and what it has come to."""
        words = self.words
        if tree.lower[i] not in words["sums"] or self._economic_sum(tree, i):
            return None
        of = i + 1 if tree.lower[i + 1 : i + 2] == ["of"] else None
        harmed = tree.tag[i + 1 : i + 2] == ["VBN"]  # "the number killed in such strikes"
        if tree.lower[i] in ("number", "count") and of is None and not harmed:
            return None
        verb = tree.governor(i)
        if self.value(tree, verb) is not None:  # "brings to twelve the number": read as a verb
            verb = tree.governor(verb)
        raising = tree.lemma[verb] in words["raising"]
        standing = tree.lemma[verb] in words["standing"] and tree.dep[i] == "nsubj"
        if not (raising or standing) or unreal(tree, verb, words["modals"]):
            return None
        at = self._reached(tree, verb, i)
        if at is None:
            return None
        head = self._summed(tree, of) if of is not None else i
        if head is None:
            return None
        return Claim(
            rule="count-number", kind="total", number=self._plain(tree, at), head=head,
            first=min(i, at, verb), last=max(i, at, head),
        )  # fmt: skip

    def _reached(self, tree: Tree, verb: int, i: int) -> int | None:
        """Where the number stands that a sum has come to: behind "to" or "at", or right behind."""
        near = verb + 4 if verb > i else max(verb, i) + _FAR
        for j in range(verb + 1, min(len(tree), near)):
            before = {*tree.lower[max(verb, j - 3) : j], tree.lemma[j - 1]}
            if self._plain(tree, j) is not None and before & {"to", "at", "be", "reach", "total"}:
                return j
        return None

    def _summed(self, tree: Tree, of: int) -> int | None:
        for j in range(of + 1, min(len(tree), of + 7)):
            if _NOUN.fullmatch(tree.tag[j]):
                return j
        return None

    def _economic_sum(self, tree: Tree, i: int) -> bool:
        near = set(tree.lemma[max(0, i - 3) : i + 6])
        return bool(near & self.words["economy"]) or "death" in near

    def _total_of(self, tree: Tree, i: int) -> Claim | None:
        """ "a total of 27 states have ratified", "12 resolutions in all"."""
        if tree.lower[i : i + 2] != ["total", "of"]:
            return None
        at = next((j for j in (i + 2, i + 3, i + 4) if j < len(tree)
                   and self._plain(tree, j) is not None), None)  # fmt: skip
        head = self._noun(tree, at) if at is not None else None
        if at is None or head is None:
            return None
        known = self.words["holders"] | self.words["happenings"] | self.words["series"]
        verb = tree.governor(head)
        harmed = tree.lemma[verb] in self.words["harms"]
        if singular(tree, head) not in known or harmed or unreal(tree, verb, self.words["modals"]):
            return None
        return Claim(
            rule="count-total", kind="total", number=self._plain(tree, at), head=head,
            first=i, last=head,
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
