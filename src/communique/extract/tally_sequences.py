"""Claims of sequence in one sentence: "their sixth call", "the first visit since 2015"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.extract.tally_phrases import (
    Claim,
    Spans,
    chunk,
    determiner,
    nouns_of,
    possessed,
    singular,
    start_of,
    unreal,
)
from communique.extract.tree import Tree
from communique.vocab.claim_words import ClaimWords

_NTH = re.compile(r"(\d{1,3})-?(?:st|nd|rd|th)")
#: Prepositions behind a noun that tell which acts are counted; those of `_OWN` only if attached.
_BEHIND = ("by", "since", "to", "of", "against", "between")
_KINDS = tuple(["of", word, "kind"] for word in ("its", "their", "the", "this", "that"))
_OWN = ("on", "with", "from", "in", "at", "for")
_OCCASION = ("for", "in", "at", "to", "after", "following", "during")
_FEW = 3  # sessions up to the third are often those of one day's meeting
_INSERTED = 6  # words of an insertion between a noun and its "to" ("the second, after Peru, to")


class SequenceFinder:
    """The rules of ordinals; built once from the words, called per sentence."""

    def __init__(self, words: ClaimWords) -> None:
        self.words = words
        self.spans = Spans(words)
        self.ordinals = words.numbers("ordinals")
        numbers = words.numbers("numbers")
        self.tens = {word: n for word, n in numbers.items() if n in range(20, 100, 10)}
        self._acts = words["happenings"] | words["series"]
        self._told = self._acts | frozenset(words.tables["contact_verbs"])

    def __call__(self, tree: Tree) -> Iterator[Claim]:
        """Yield the claims of a sentence, in the order of the text; one per counted word."""
        seen: set[tuple[str, int]] = set()
        for i in range(len(tree)):
            claim = self._ordinal(tree, i)
            if claim and (claim.kind, claim.head) not in seen:
                seen.add((claim.kind, claim.head))
                yield claim

    def value(self, tree: Tree, i: int) -> int | None:
        """The number that an ordinal names: "sixth", "17th", "inaugural"."""
        word = tree.lower[i]
        if word in self.ordinals:
            return self.ordinals[word]
        found = _NTH.fullmatch(word)
        return int(found[1]) if found else None

    def _tens(self, tree: Tree, i: int) -> int:
        """The tens of "twenty-first", whose last part stands at `i`; 0 if there are none."""
        joined = i > 1 and tree.text[i - 1] == "-"
        return self.tens.get(tree.lower[i - 2], 0) if joined else 0

    def _ordinal(self, tree: Tree, i: int) -> Claim | None:
        number = self.value(tree, i)
        if number is None or not self._usable(tree, i):
            return None
        number += self._tens(tree, i)
        rule, head = self._counted(tree, i, number)
        if rule is None or head is None:
            return None
        kind = "ordinal" if number > 1 else "first"
        last = max(i, head)
        one_of = head == i and "of" in tree.lower[i + 1 : i + 2] and "kind" not in tree.lower[i:]
        for_it = rule == "time" and tree.lower[max(0, i - 2) : i] == ["for", "the"]
        if number == 1 and not one_of and not for_it and self._again(tree, last):
            kind = "since"
        return Claim(
            rule=rule, kind=kind, number=number if number > 1 else None, head=head,
            first=start_of(tree, i), last=last, noun=head != i,
        )  # fmt: skip

    def _again(self, tree: Tree, last: int) -> bool:
        """Whether a span of years behind tells that there was one before."""
        at = self.spans.find(tree, last + 1)
        stops = tree.tag[last + 1 : at] if at is not None else []
        return "," not in stops and self.spans.dated(tree, at)

    def _usable(self, tree: Tree, i: int) -> bool:
        """Whether it is an ordinal of something, not a fraction, a title or a part of a name."""
        words = self.words
        behind = tree.lower[i + 1] if i + 1 < len(tree) else ""
        if tree.lower[i] in words["openings"]:
            return tree.dep[i] in ("amod", "compound") and behind not in words["of_office"]
        if behind == "-" and tree.lower[i + 2 : i + 3] != ["ever"]:
            return False
        joined = bool(i) and (tree.text[i - 1] == "-" or tree.tag[i - 1] == "CD")
        if joined and not self._tens(tree, i):
            return False
        if tree.text[i][0].isupper() and behind in words["titles"]:
            return False
        before = tree.lower[i - 1].rstrip(".") if i else ""
        if before in words["months"] or behind.rstrip(".") in words["months"]:
            return False
        if behind == "of" and {*tree.lower[i + 2 : i + 3]} & words["months"]:
            return False  # "the fourteenth of March"
        if (
            i + 1 < len(tree)
            and tree.tag[i + 1] == "CD"
            and behind != "one"
            and "+" not in tree.text[i + 1 : i + 3]
        ):
            return False  # "the first three visits"
        denied = {"not", "n't", "never"} & set(tree.lower[max(0, i - 3) : i])
        numbered = behind in words["parts_of"] and behind != "edition"
        numbered = numbered and not (behind == "person" and tree.lower[i + 2 : i + 3] == ["to"])
        return not numbered and not denied

    def _counted(self, tree: Tree, i: int, number: int) -> tuple[str | None, int | None]:
        """The rule that makes a claim of the ordinal at `i`, and what is counted."""
        words = self.words
        phrase = chunk(tree, i + 1)
        if (timed := self._times(tree, phrase)) is not None:
            again = determiner(tree, i) not in words["indefinite"]
            again = again or not unreal(tree, tree.governor(i), words["modals"])
            return timed if again else (None, None)
        nouns = nouns_of(tree, phrase)
        indefinite = determiner(tree, i) in words["indefinite"]
        if not nouns:
            return ("bare", i) if self._bare(tree, i, indefinite=indefinite) else (None, None)
        if any(tree.tag[j] == "JJS" for j in phrase):
            return None, None
        head = nouns[-1]
        act = next((j for j in reversed(nouns) if singular(tree, j) in self._acts), None)
        if indefinite:
            told = act is not None and number > 1 and self._one_more(tree, act)
            return ("happening", act) if told else (None, None)
        if act is not None and self._claims(tree, i, act, number):
            return "happening", act
        if tree.lemma[head] in words["holders"] and self._holder(tree, i, phrase, head, number):
            return "holder", head
        if tree.lemma[head] == "edition" and self._series_named(tree, head):
            return "happening", head
        if self._is_unit(tree, head) or tree.lemma[head] in words["parts_of"]:
            return None, None
        if tree.lemma[head] in words["things"] and possessed(tree, i):
            return "thing", head
        if self._marked(tree, i, head):
            return "since-when", head
        if tree.lemma[head] == "anniversary" and self._ties(tree, head):
            return "anniversary", head
        return None, None

    # --- "for the second time", "the third day running" ----------------------------------------

    def _times(self, tree: Tree, phrase: list[int]) -> tuple[str | None, int | None] | None:
        """ "for the second time", "the 11th consecutive year", "the third day running"."""
        words = self.words
        if not phrase:
            return None
        if tree.lower[phrase[0]] == "time":
            return "time", phrase[0]
        running = any(tree.lower[j] in words["running"] for j in phrase[:2])
        behind = tree.lower[phrase[-1] + 1 : phrase[-1] + 4]
        running = running or behind[:1] == ["running"] or behind == ["in", "a", "row"]
        if running:
            unit = self._is_unit(tree, phrase[-1]) or singular(tree, phrase[-1]) in self._acts
            return ("running", phrase[-1]) if unit else None
        return (None, None) if self._is_unit(tree, phrase[0]) else None

    def _is_unit(self, tree: Tree, i: int) -> bool:
        return tree.lemma[i] in self.words["time_units"] - self.words["series"]

    # --- ordinals without a noun ----------------------------------------------------------------

    def _bare(self, tree: Tree, i: int, *, indefinite: bool) -> bool:
        """An ordinal alone that says what it counts: "the first by a …", "the third in a week"."""
        if indefinite:  # "a first for the country"
            return tree.lower[i : i + 2] == ["first", "for"] or (
                tree.lower[i] == "first" and tree.lower[i - 2 : i] == ["in", "a"]
            )
        j = i + 2 if tree.lower[i + 1 : i + 2] in (["ever"], ["such"]) else i + 1
        behind = tree.lower[j : j + 3]
        if behind[:1] in (["by"], ["since"]) or self.spans.find(tree, j, 1) is not None:
            return True
        predicate = tree.dep[i] in ("attr", "oprd", "appos") or tree.lower[i - 1] == ","
        if possessed(tree, i):
            apart = (
                not behind or tree.tag[j] in (",", ".", ":", "IN") or behind[0] in ("this", "to")
            )
            return apart and (predicate or self._is_apposed(tree, i))
        if behind[:1] == ["of"]:
            return self._one_of(tree, j, predicate=predicate)
        if behind[:1] == ["to"] and tree.tag[j + 1 : j + 2] == ["VB"]:
            copula = tree.lemma[tree.head[i]] == "be"
            wished = copula and unreal(tree, tree.head[i], frozenset())
            return (tree.dep[i] in ("attr", "oprd", "acomp") or copula) and not wished
        if behind[:1] in (["overall"], ["altogether"]):
            return True
        if behind[:1] != ["one"] or tree.lemma[j + 1 : j + 2] not in (["be"], ["with"], ["come"]):
            return bool(behind[:1] in (["on"], ["against"], ["between"], ["for"]) and predicate)
        return any(lemma in self._told for lemma in tree.lemma[:i])

    def _is_apposed(self, tree: Tree, i: int) -> bool:
        """Whether a comma sets the words before `i` off: "the summit, the body's eighth, …"."""
        first = start_of(tree, i)
        while first and tree.tag[first] != ",":
            if tree.verbal(first):
                return False
            first -= 1
        return tree.tag[first] == ","

    def _one_of(self, tree: Tree, j: int, *, predicate: bool) -> bool:
        """ "the first of its kind", "the first of the calls", "is the second of three tests"."""
        counted = self._acts | {"kind", "type", "sort"}
        near = [singular(tree, k) for k in range(j + 1, min(len(tree), j + 5))]
        if any(lemma in counted for lemma in near):
            return "kind" in near or predicate or tree.dep[j - 1].startswith("nsubj")
        return predicate and tree.tag[j + 1 : j + 2] == ["CD"]

    # --- ordinals with a noun -------------------------------------------------------------------

    def _claims(self, tree: Tree, i: int, head: int, number: int) -> bool:
        """Whether "first attack" claims something, and does not merely number the attacks told."""
        lemma = singular(tree, head)
        if lemma == "round" and not (self._of_talks(tree, head) or self._agreed(tree, i)):
            return False
        if lemma in self.words["series"]:
            part = lemma in self.words["parts"] and number <= _FEW
            if number == 1 and "second" in tree.lower[head:]:  # "the first at noon, the second …"
                return possessed(tree, i) or self._marked(tree, i, head)
            known = self._named(tree, head) or self._marked(tree, i, head)
            return not part or known or tree.lower[i] in self.words["openings"]
        if lemma in self.words["instruments"] and self._is_name(tree, i, head):
            return False
        if possessed(tree, i) or tree.dep[head] in ("attr", "appos") or self._marked(tree, i, head):
            return True
        if tree.lower[i] in self.words["openings"]:
            return True
        behind = tree.lower[head + 1 : head + 2]
        if behind and behind[0] in _BEHIND:
            return True
        return bool(behind) and behind[0] in _OWN and tree.head[head + 1] == head

    def _agreed(self, tree: Tree, i: int) -> bool:
        """Whether "their tenth round" is one of talks: by what came of it."""
        return possessed(tree, i) and not self.words["outcomes"].isdisjoint(tree.lemma)

    def _is_name(self, tree: Tree, i: int, head: int) -> bool:
        """Whether the ordinal is part of a name: "the second Geneva convention"."""
        named = any(tree.tag[j] in ("NNP", "NNPS") for j in range(i + 1, head))
        return named and determiner(tree, i) == "the" and tree.dep[head] not in ("attr", "appos")

    def _marked(self, tree: Tree, i: int, head: int) -> bool:
        """Whether words say that it is the first or third of all: "ever", "such", "since"."""
        if {"ever", "such"} & {tree.lower[j] for j in range(i, min(len(tree), head + 2))}:
            return True
        if tree.lower[head + 1 : head + 4] in _KINDS:
            return True
        behind = tree.lower[head + 1 : head + 7]
        if behind[:1] == ["in"] and self.words["histories"] & set(behind):
            return True
        if tree.dep[head] == "attr" and tree.tag[head + 1 : head + 3] == ["TO", "VB"]:
            return True
        at = self.spans.find(tree, head + 1, 9)
        if at is None:
            return False
        return not any(
            tree.tag[j] in (",", ":", ".") or re.match("VB[DZP]", tree.tag[j])
            for j in range(head + 1, at)
        )

    def _one_more(self, tree: Tree, head: int) -> bool:
        """ "issued a second warrant", "held a fifth round": done, and not by chance the next."""
        verb = tree.governor(head)
        if unreal(tree, verb, self.words["modals"]) or tree.lemma[verb] in self.words["wishes"]:
            return False
        lemma = singular(tree, head)
        if lemma in self.words["series"] and tree.dep[head].startswith("nsubj"):
            return lemma != "round" or self._of_talks(tree, head)
        if tree.dep[head] == "pobj":
            above = tree.head[tree.head[head]]
            return tree.verbal(above) and tree.lower[tree.head[head]] in _OCCASION
        return tree.dep[head] in ("dobj", "nsubjpass", "attr", "appos")

    def _named(self, tree: Tree, head: int) -> bool:
        """Whether the session is that of a body or of talks, not a part of one meeting."""
        behind = tree.text[head + 1 : head + 7]
        if "of" not in behind[:1]:
            return self._of_talks(tree, head) and tree.lemma[head] == "round"
        return any(w[0].isupper() for w in behind) or self._of_talks(tree, head)

    def _series_named(self, tree: Tree, head: int) -> bool:
        """ "the fifth edition of Desert Shield": of a series with a name."""
        behind = tree.text[head + 1 : head + 4]
        return behind[:1] == ["of"] and any(word[0].isupper() for word in behind[1:])

    def _of_talks(self, tree: Tree, head: int) -> bool:
        near = {*tree.lemma[max(0, head - 2) : head], *tree.lemma[head + 1 : head + 6]}
        return bool(near & self.words["rounds_of"])

    def _holder(self, tree: Tree, i: int, phrase: list[int], head: int, number: int) -> bool:
        """ "the first leader to visit", "the first woman president", "the first envoy since"."""
        predicate = tree.dep[head] in ("attr", "appos", "oprd", "conj", "pobj")
        outsider = number == 3 and tree.lemma[head] in ("country", "party", "state", "nation")
        if outsider and tree.dep[head] not in ("attr", "appos", "oprd"):
            return False
        if self._to_do(tree, head) or self._marked(tree, i, head):
            return True
        if tree.dep[head] in ("attr", "appos") and tree.has(head, "relcl"):
            return True
        if possessed(tree, i) and not predicate and number > 1:
            return False
        kinds = self.words["identities"]
        told = any(
            tree.lower[j] in kinds or (tree.tag[j] == "JJ" and tree.text[j][0].isupper())
            for j in phrase
            if j <= head
        )
        return told and (number == 1 or tree.dep[head] in ("attr", "appos", "oprd", "conj"))

    def _to_do(self, tree: Tree, head: int) -> bool:
        """Whether an infinitive or participle tells what they are first in doing."""
        inserted = tree.tag[head + 1 : head + 2] == [","]
        for j in range(head + 1, min(len(tree) - 1, head + 2 + _INSERTED)):
            if tree.lower[j] == "to" and tree.tag[j + 1] in ("VB", "VBP"):
                return True
            if j == head + 1 and tree.tag[j] == "VBN":  # "the first woman appointed to"
                return True
            comma = tree.tag[j] == ","
            if tree.pos[j] in ("VERB", "AUX") or (tree.pos[j] == "PUNCT" and not comma):
                return False
            if comma and not inserted:
                return False
        return False

    def _ties(self, tree: Tree, head: int) -> bool:
        near = tree.lemma[head : head + 12]
        return any(word in self.words["ties"] for word in near)
