"""What an instrument provides by the sentences behind the one that names it: "It lets both …"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from communique.extract.agreement_groups import GENERIC
from communique.extract.agreement_provisions import SHORTEST

if TYPE_CHECKING:
    from communique.drafts import Mentions, Prepared
    from communique.extract.agreement_groups import Group
    from communique.extract.agreement_places import Spot
    from communique.extract.tree import Tree
    from communique.vocab.instruments import InstrumentBook

_WOULD = r"(?:(?:will|would|shall|also|further|now|thus|only|is to|was to) )*"
_ITS = r"(?:it|its (?:terms|provisions|articles|text)|the terms)"
IT = re.compile(rf"It {_WOULD}(?P<clause>(?P<verb>[a-z]+)(?P<rest> .+))")
TERMS = re.compile(
    rf"(?:Its|The) (?:main |key |chief )?(?:terms|provisions|articles|clauses|text) {_WOULD}"
    r"(?P<clause>(?P<verb>[a-z]+) .+)"
)
NOUN = re.compile(rf"(?:The|This|That) (?P<noun>[a-z]+) {_WOULD}(?P<clause>(?P<verb>[a-z]+) .+)")
UNDER = re.compile(rf"(?:Under|By|According to) {_ITS}, (?P<clause>.+)")
UNDER_LAST = re.compile(
    rf"(?P<clause>[A-Z].* (?:will|would|must|may|can|shall|should|is to|are to) .+) under {_ITS}"
)
#: Words by which a clause speaks of the parties to something; one state's law has none.
MUTUAL = re.compile(
    r"\b(?:both|the two|either|each|mutual|reciprocal|parties|signatories|members|member states"
    r"|sides|countries|governments|nations)\b"
)
#: ", the ministers said", ", according to officials" at the end.
SAID = re.compile(
    r",”?\"? (?:(?:[^,]{2,60} )?(?:said|says|added)(?: [^,]{1,40})?|according to .+)$"
)
END = " .!?\"'”’"


class SequelFinder:
    """Finds the provisions that stand in later sentences; built once from the vocabulary."""

    def __init__(self, book: InstrumentBook) -> None:
        self.book = book

    def __call__(self, prepared: Prepared, groups: Iterable[Group], mentions: Mentions) -> None:
        """Add to the spots what the sentences right behind theirs say of "it" or "its terms".

        A sentence that names two instruments, or none, leaves nobody for "it" to mean; a sentence
        about "it" passes it on to the next.
        """
        named = _by_sentence(groups)
        parsed = {one.sentence.index for one in prepared.parsed}
        spot: Spot | None = None
        for sentence in prepared.layout.sentences:
            text = prepared.layout.shadow[sentence.start : sentence.end]
            found = None
            if spot is not None and not sentence.heading:
                found = self._clause(text, spot, sentence.index, mentions)
                if found is None and sentence.index not in parsed:
                    found = self._unparsed(text, spot)
            if found is not None and spot is not None:
                span = sentence.start + found[0], sentence.start + found[1]
                spot.provisions = tuple(dict.fromkeys((*spot.provisions, span)))
            else:
                here = named.get(sentence.index, [])
                one = bool(here) and all(group is here[0][0] for group, _ in here)
                spot = here[-1][1] if one else None

    def _clause(
        self, text: str, spot: Spot, sentence: int, mentions: Mentions
    ) -> tuple[int, int] | None:
        """Where in a sentence the clause stands that says what the spot's instrument provides."""
        for pattern in (UNDER, UNDER_LAST, TERMS, IT):
            match = pattern.match(text)
            if match is None:
                continue
            if pattern is TERMS and match["verb"] not in self.book.provision_forms:
                continue
            if pattern is IT and not self._provides(match, spot, sentence, mentions):
                continue
            return _trimmed(match)
        return None

    def _unparsed(self, text: str, spot: Spot) -> tuple[int, int] | None:
        """ "The treaty bans …", in a sentence that names nobody and was not parsed therefore."""
        match = NOUN.match(text)
        if match is None or match["verb"] not in self.book.provision_forms:
            return None
        noun = self.book.nouns.get((match["noun"],))
        if noun is None or noun.use != "firm":
            return None
        same = noun.kind == spot.kind or {noun.kind, spot.kind} <= GENERIC
        return _trimmed(match) if same else None

    def _provides(
        self, match: re.Match[str], spot: Spot, sentence: int, mentions: Mentions
    ) -> bool:
        """Whether "it" does what instruments do, and nothing else is meant by it.

        Where the sentence before has another subject ("Chile joined the pact. It will …"), or what
        it did is told in the past, the clause must speak of parties.
        """
        rests = self.book.sequels.get(match["verb"], ())
        if not any(match["rest"].startswith(rest) for rest in rests):
            return False
        if MUTUAL.search(match["clause"]):
            return True
        if _has_rival(spot, mentions):
            return False
        present = match["verb"].endswith("s") or match.start("verb") > len("It ")
        return present or any(m.sentence == sentence and m.countries for m in mentions.all)


def _trimmed(match: re.Match[str]) -> tuple[int, int] | None:
    """The clause without the words that say who said it; None if too little is left."""
    clause = SAID.sub("", match["clause"].rstrip(END)).rstrip(END)
    start = match.start("clause")
    return (start, start + len(clause)) if len(clause.split()) >= SHORTEST else None


def _by_sentence(groups: Iterable[Group]) -> dict[int, list[tuple[Group, Spot]]]:
    out: dict[int, list[tuple[Group, Spot]]] = {}
    for group in groups:
        for spot in group.spots:
            out.setdefault(spot.work.index, []).append((group, spot))
    return out


def _has_rival(spot: Spot, mentions: Mentions) -> bool:
    """Whether its sentence is about one other thing or state, which "it" may mean."""
    tree = spot.work.tree
    verbs = {i for i in range(len(tree)) if tree.dep[i] == "ROOT"} | {tree.governor(spot.head)}
    for verb in verbs:
        for subject in tree.kids(verb, "nsubj", "nsubjpass"):
            if spot.first <= subject <= spot.last or subject == spot.head:
                continue
            if _is_one_thing(tree, subject, spot.work.index, mentions):
                return True
    return False


def _is_one_thing(tree: Tree, token: int, sentence: int, mentions: Mentions) -> bool:
    if tree.tag[token] not in ("NN", "NNP") or len(tree.conjuncts(token)) > 1:
        return False
    mention = mentions.at(sentence, token)
    return mention is None or mention.kind not in ("person", "office")
