"""Where a sentence speaks of an instrument: known names, other names, descriptions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick, MatchKind

from communique.extract.agreement_extents import leftmost, proper, rightmost, shouts
from communique.extract.agreement_phrases import (
    Behind,
    compose,
    front_of,
    read_behind,
    topic_beyond,
)
from communique.extract.agreement_places import (
    Spot,
    acronym_before,
    join_appositions,
    join_coordinated,
    something_else,
    words_of,
)
from communique.vocab.instruments import Instrument, InstrumentBook, Noun

if TYPE_CHECKING:
    from communique.extract.roles import SentenceWork
    from communique.extract.tree import Tree

NEEDS_TOPIC = frozenset(
    {"convention", "charter", "contract", "deal", "framework", "arrangement", "compact"}
)
DEFINITE = frozenset({"the", "this", "that", "these", "its", "their", "both", "such"})
#: Such nouns name no instrument where nothing stands before or behind them.
BARE = frozenset({"agreement", "declaration", "other", "contract"})
#: "five-year", "12-point": how long or large it is, not which.
SIZE = re.compile(r"\w-(?:year|month|week|day|page|point|article|part)$")
#: Where an adjective or verb by its tag is a noun after all ("put names to a fisheries protocol").
SLOTS = frozenset({"pobj", "dobj", "nsubjpass"})
#: Behind a convention that is no meeting: "the 1911 convention with Bolivia on".
BESIDE = (["with"], ["on"], ["between"], ["against"])
#: "A party to the Bern Convention".
PARTIES = frozenset({"party", "parties", "signatory", "signatories", "accede", "acceded"})
BRACKET = re.compile(r"\(([A-Z][A-Za-z-]+)\)")


class SpotFinder:
    """Finds the spots of a sentence; built once from the vocabulary."""

    def __init__(self, book: InstrumentBook) -> None:
        self.book = book
        self._known = list(book.by_spelling)
        self._automaton = AhoCorasick(self._known, matchkind=MatchKind.LeftmostLongest)

    def __call__(
        self, work: SentenceWork, acronyms: dict[str, str], foreign: frozenset[str] = frozenset()
    ) -> list[Spot]:
        """The spots of a sentence in the order of the text, never overlapping.

        `acronyms` are those that the report introduces for instruments, with their kinds;
        `foreign` those that it introduces for something else.
        """
        listed, taken = self._listed(work, foreign)
        spots: list[Spot] = []
        for spot in self._capitalised(work):
            inside = [x for x in listed if spot.first <= x.first and x.last <= spot.last]
            if inside and spot.last - spot.first > max(x.last - x.first for x in inside):
                spot.entry, spot.form = spot.entry or inside[0].entry, "known"
                listed = [x for x in listed if x not in inside]
            elif not taken.isdisjoint(range(spot.first, spot.last + 1)):
                continue
            taken.update(range(spot.first, spot.last + 1))
            if spot.form != "other":
                spots.append(spot)
        spots += listed
        for spot in self._short(work, acronyms):
            if spot.first not in taken:
                spots.append(spot)
                taken.add(spot.first)
        spots += self._described(work, taken)
        spots.sort(key=lambda s: s.first)
        return join_coordinated(join_appositions(spots))

    # --- known names -----------------------------------------------------------------------

    def _listed(self, work: SentenceWork, foreign: frozenset[str]) -> tuple[list[Spot], set[int]]:
        """The names of the table, and all tokens that they cover.

        A name that means a body here covers its tokens and is no spot.
        """
        doc = work.parsed.doc
        text = doc.text
        spots: list[Spot] = []
        taken: set[int] = set()
        for index, start, end in self._automaton.find_matches_as_indexes(text):
            if (start and (text[start - 1].isalnum() or text[start - 1] == "-")) or text[
                end : end + 1
            ].isalnum():
                continue
            span = doc.char_span(start, end)
            if span is None:
                continue
            spelling = self._known[index]
            if spelling in foreign:
                continue
            entry = self.book.by_spelling[spelling]
            if spelling != entry.acronym and self._is_longer(work.tree, span.end):
                taken.update(range(span.start, span.end + 1))
                continue
            taken.update(range(span.start, span.end))
            if entry.note == "body" and not self._as_treaty(work.tree, span.root.i):
                continue
            spot = self._known_spot(work, span.start, span.end - 1, span.root.i, spelling, entry)
            taken.update(range(spot.first, spot.last + 1))
            spots.append(spot)
        return spots, taken

    def foreign(self, shadow: str) -> frozenset[str]:
        """The acronyms of the table that a text puts in brackets behind something else.

        In a report on a Central Workers' Council (CWC) the CWC is no convention.
        """
        out = set()
        for bracket in BRACKET.finditer(shadow):
            entry = self.book.by_spelling.get(bracket[1])
            if entry is None or entry.acronym != bracket[1]:
                continue
            before = shadow[max(0, bracket.start() - 90) : bracket.start()].lower()
            if not any(name.lower() in before for name in (entry.name, *entry.aliases)):
                out.add(bracket[1])
        return frozenset(out)

    def _is_longer(self, tree: Tree, behind: int) -> bool:
        """Whether the name goes on to that of a body or meeting ("… Treaty Organization")."""
        return behind < len(tree) and tree.lower[behind] in self.book["bodies"]

    def _known_spot(
        self, work: SentenceWork, first: int, last: int, head: int, spelling: str, entry: Instrument
    ) -> Spot:
        noun = head + 1
        tree = work.tree
        if (
            noun < len(tree)
            and last < noun
            and self._noun_at(tree, noun)
            and tree.head[head] == noun
        ):
            head = last = noun  # "the INF treaty", "the NPT accord"
        name = entry.name if spelling == entry.acronym else spelling
        return Spot(
            work=work, first=first, last=last, head=head, noun=last, form="known", name=name,
            kind=entry.kind, acronym=entry.acronym, entry=entry, behind=read_behind(work, last),
            determiner=front_of(tree, first, head).determiner, words=words_of(name),
        )  # fmt: skip

    def _as_treaty(self, tree: Tree, head: int) -> bool:
        """Whether a name that also means a body means the treaty here: "the rules of GATT"."""
        up = tree.head[head]
        if tree.dep[head] == "pobj" and tree.lemma[tree.head[up]] in self.book.existing.nouns:
            return tree.lemma[tree.head[up]] not in ("framework", "support", "progress", "member")
        lemma = tree.lemma[up]
        return tree.dep[head] in ("dobj", "nsubjpass") and lemma in ("sign", "ratify", "violate")

    # --- capitalised names -----------------------------------------------------------------

    def _capitalised(self, work: SentenceWork) -> Iterator[Spot]:
        tree = work.tree
        if shouts(tree):
            return
        i = 0
        while i < len(tree):
            noun = self._noun_at(tree, i)
            if noun is None or not tree.text[i][0].isupper() or self._is_short(noun):
                i += 1
                continue
            spot = self._capitalised_at(work, i, noun)
            if spot is None:
                i += len(noun.words)
                continue
            yield spot
            i = max(spot.last + 1, i + 1)

    def _is_short(self, noun: Noun) -> bool:
        """Whether capitals make no name of it, as it is an acronym ("an FTA")."""
        return noun.words[0] in self.book.acronyms

    def _capitalised_at(self, work: SentenceWork, i: int, noun: Noun) -> Spot | None:
        tree = work.tree
        end = i + len(noun.words) - 1
        following = self._noun_at(tree, end + 1)
        while following is not None and tree.text[end + 1][0].isupper():
            i, noun = end + 1, following  # "Economic Partnership Agreement"
            end = i + len(noun.words) - 1
            following = self._noun_at(tree, end + 1)
        first = leftmost(tree, i)
        last = rightmost(tree, end)
        words = frozenset(tree.lower[j] for j in range(first, last + 1) if tree.text[j].isalnum())
        if last < 0 or words & self.book.domestic or tree.lower[last] in self.book["bodies"]:
            return something_else(work, first, max(end, last), noun)
        own = last > end or any(proper(tree, j) for j in range(first, i))
        if not own and not (end > i and tree.text[end][0].isupper()):
            return None
        if first == 0 and i == 0 and last == end:
            return None
        if noun.words[-1] in NEEDS_TOPIC and not self._is_instrument(tree, i, end, last):
            return None
        plural = tree.tag[end] in ("NNS", "NNPS")
        if noun.words == ("memorandum",) or tree.lower[end] == "arrangements":
            return None
        behind = read_behind(work, last, adopted=noun.kind == "declaration")
        acronym = behind.acronym or acronym_before(tree, first)
        name = self._named_in_full(work, first, last, behind)
        return Spot(
            work=work, first=first, last=last,
            head=end if len(noun.words) == 1 else i, noun=last,
            form="named", name=name, kind=noun.kind, firm=noun.use == "firm",
            capital=noun.use == "capital",
            acronym=acronym, words=words, behind=behind,
            determiner=front_of(tree, first, end).determiner,
            plural=plural, entry=self.book.by_spelling.get(name),
        )  # fmt: skip

    def _named_in_full(self, work: SentenceWork, first: int, last: int, behind: Behind) -> str:
        """The capitalised words; where any instrument of its kind is called so, with what follows.

        "Joint Statement by Presidents X and Y", "Memorandum of Understanding on fisheries".
        """
        doc = work.parsed.doc
        words = frozenset(doc[i].lower_ for i in range(first, last + 1) if doc[i].text[0].isalpha())
        part = behind.topic or behind.partners
        if words <= self.book["generic"] and part is not None and self._tells(work.tree, part):
            return f"{doc[first : last + 1].text} {doc[part[0] : part[1] + 1].text}"
        return doc[first : last + 1].text

    def _tells(self, tree: Tree, part: tuple[int, int]) -> bool:
        """Whether the words behind a name tell which it is; "between" is read elsewhere."""
        return part[1] > part[0] and tree.lower[part[0]] not in ("of", "between")

    def _is_instrument(self, tree: Tree, i: int, end: int, last: int) -> bool:
        """Whether a word with other meanings ("Convention", "Deal") names an instrument here."""
        if last > end or tree.lower[end] in ("deal", "framework", "arrangement", "compact"):
            verb = tree.lemma[tree.governor(i)]
            return verb not in self.book["meetings"]
        top = tree.head[end]
        held = tree.dep[end] == "pobj" and tree.lower[top] in ("under", "to")
        party = tree.lower[top] == "under" or tree.lower[tree.head[top]] in PARTIES
        return held and party and end > 0 and proper(tree, end - 1)

    # --- acronyms introduced before --------------------------------------------------------

    def _short(self, work: SentenceWork, acronyms: dict[str, str]) -> Iterator[Spot]:
        tree = work.tree
        for i, word in enumerate(tree.text):
            if word in acronyms:
                kind = acronyms[word]
                yield Spot(
                    work=work, first=i, last=i, head=i, noun=i, form="named", name=word, kind=kind,
                    acronym=word, behind=read_behind(work, i),
                    determiner=front_of(tree, i, i).determiner,
                )  # fmt: skip

    # --- descriptions ----------------------------------------------------------------------

    def _described(self, work: SentenceWork, taken: set[int]) -> Iterator[Spot]:
        tree = work.tree
        for i in range(len(tree)):
            noun = self._noun_at(tree, i)
            if noun is None or i in taken:
                continue
            if noun.use == "capital":
                if noun.words != ("convention",) or tree.lower[i + 1 : i + 2] not in BESIDE:
                    continue
                noun = Noun(noun.words, noun.kind, "loose")
            end = i + len(noun.words) - 1
            noun, end = self._compound(tree, noun, end)
            head = self._head(tree, i, end)
            if head is None or not taken.isdisjoint(range(i, end + 1)):
                continue
            taken.update(range(i, end + 1))
            spot = self._describe(work, head, i, end, noun)
            if spot is not None:
                yield spot

    def _compound(self, tree: Tree, noun: Noun, end: int) -> tuple[Noun, int]:
        """ "truce agreement", "peace treaty deal": the noun that heads it, and where it ends."""
        following = self._noun_at(tree, end + 1) if end + 1 < len(tree) else None
        if following is None or len(following.words) > 1 or following.use == "capital":
            return noun, end
        kind = noun.kind if noun.kind in ("truce", "memorandum", "contract") else following.kind
        use = "loose" if kind == "contract" else "firm"
        return Noun((*noun.words, *following.words), kind, use), end + 1

    def _head(self, tree: Tree, i: int, end: int) -> int | None:
        """The token that heads the noun in the parse; None if it is part of another noun."""
        if end > i and tree.lower[i + 1] == "of" and tree.head[i] != end:
            return i
        following = end + 1 < len(tree) and tree.head[end] == end + 1
        if (
            following
            and tree.dep[end] in ("compound", "amod", "nmod")
            and tree.pos[end + 1] == "NOUN"
        ):
            return end if self._carried(tree, end + 1) else None
        return end

    def _carried(self, tree: Tree, i: int) -> bool:
        """Whether the noun behind is of the instrument's making ("treaty negotiations")."""
        return tree.lemma[i] in self.book.noun_steps or tree.lemma[i] in self.book.existing.nouns

    def _describe(
        self, work: SentenceWork, head: int, first: int, end: int, noun: Noun
    ) -> Spot | None:
        tree = work.tree
        front = front_of(tree, first, end)
        behind = read_behind(work, end, adopted=noun.kind == "declaration")
        if noun.kind == "truce" and behind.topic and tree.lower[behind.topic[0]] == "to":
            behind = replace(behind, topic=None)  # "opposed to the truce to win time"
        words = frozenset(w.lower() for w in front.words if not SIZE.search(w))
        joining = "accession" in noun.words  # "documents of accession" are one instrument
        head_at = first if "of" in noun.words else end
        plural = tree.tag[head_at] in ("NNS", "NNPS") and not joining
        if plural and noun.use != "firm" and not behind.partners:
            return None
        if noun.use == "loose" and words & self.book.unreal:  # "drove a hard bargain"
            return None
        beyond = None
        bare = not front.determiner and not front.words and tree.tag[end] in ("NN", "NNP")
        if bare and noun.kind in BARE and not behind.topic:
            beyond = topic_beyond(work, head) if noun.words == ("agreement",) else None
            if beyond is None:
                return None
        definite = front.determiner in DEFINITE
        proper_front = any(w[0].isupper() for w in front.words)
        plain = definite and not words - self.book.plain and not behind.any and not proper_front
        name, last = compose(work, front, first, end, behind, self.book)
        return Spot(
            work=work, first=front.first, last=max(last, end), head=head, noun=end,
            form="definite" if plain else "described",
            name=f"{name} {beyond}" if beyond else name, kind=noun.kind,
            firm=noun.use == "firm", acronym=behind.acronym, words=words,
            front=front.words, determiner=front.determiner, plural=plural, behind=behind,
        )  # fmt: skip

    def _noun_at(self, tree: Tree, i: int) -> Noun | None:
        """The longest noun for an instrument that begins at token `i`."""
        if i >= len(tree) or tree.pos[i] not in ("NOUN", "PROPN", "ADJ", "VERB"):
            return None
        for size in (3, 2, 1):
            words = (*tree.lower[i : i + size - 1], self._singular(tree, i + size - 1))
            noun = self.book.nouns.get(words)
            if noun is None and size == 3:
                first = self._singular(tree, i)
                noun = self.book.nouns.get((first, *tree.lower[i + 1 : i + 3]))
            if noun is not None:
                end = i + len(noun.words) - 1
                ends_in_noun = tree.pos[end] in ("NOUN", "PROPN") or tree.dep[end] in SLOTS
                return noun if ends_in_noun else None
        return None

    def _singular(self, tree: Tree, i: int) -> str:
        if i >= len(tree):
            return ""
        word = tree.lower[i]
        if word == "memoranda":
            return "memorandum"
        if word.endswith("ies"):
            return word[:-3] + "y"
        return word[:-1] if word.endswith("s") and len(word) > 3 else word
