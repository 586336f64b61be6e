"""The words in front of and behind a noun for an instrument, and the name they make."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from communique.extract.roles import SentenceWork
    from communique.extract.tree import Tree
    from communique.vocab.instruments import InstrumentBook

TOPICAL = frozenset(
    {"on", "for", "over", "about", "against", "of", "concerning", "regarding", "covering"}
)
BY_WHOM = frozenset({"at", "by", "from", "of"})
PARTNERS = frozenset({"with", "between", "among"})
FRONT = frozenset({
    "amod", "compound", "nmod", "nummod", "npadvmod", "punct", "advmod", "quantmod", "poss",
    "case",
})  # fmt: skip
STOPS = frozenset({
    ".", ",", ";", ":", "(", ")", '"', "''", "``", "that", "which", "who", "but", "--", "–", "—",
    "so",
})  # fmt: skip
PREPOSITIONS = frozenset({
    "on", "for", "over", "with", "by", "in", "after", "before", "during", "since", "under",
    "from", "as", "at", "between", "until",
})  # fmt: skip
BEFORE_TIMES = frozenset({
    "on", "in", "of", "at", "from", "since", "by", "last", "over", "for", "during", "within",
})  # fmt: skip
MADE_BY = (
    "brokered",
    "mediated",
    "sponsored",
    "backed",
    "led",
    "drafted",
    "negotiated",
    "old",
    "long",
)
#: "Yesterday's", "Monday's": in front they tell which, as "the" does.
TIMED = re.compile(r"(?:today|yesterday|week|month|year|[a-z]{3,6}day)['’]s?$", re.IGNORECASE)
RELATIVE = frozenset({"last", "this", "next", "past"})
QUOTES = frozenset({'"', "“", "”", "``", "''"})
QUOTED = 4  # tokens in front of a noun that may stand in quotation marks
LONGEST = 12  # tokens of a complement; longer ones are clauses, no names
_ACRONYM = re.compile(r"[A-Z][A-Za-z]*[A-Z][A-Za-z]*(?:-[A-Z0-9]+)?")


@dataclass(frozen=True, slots=True)
class FrontWords:
    """What stands before a noun: the first token, determiner or possessor, other words."""

    first: int
    determiner: str | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Behind:
    """What follows the name: partners ("with B"), topic ("on fisheries"), acronym, as tokens.

    `partners` and `topic` are (first, last) tokens, preposition included.
    """

    partners: tuple[int, int] | None = None
    topic: tuple[int, int] | None = None
    acronym: str | None = None
    end: int | None = None

    @property
    def any(self) -> bool:
        """Whether anything follows that tells instruments apart."""
        return bool(self.partners or self.topic or self.acronym)


def front_of(tree: Tree, first: int, head: int) -> FrontWords:
    """The determiner and the words before the name that begins at `first`."""
    j = first - 1
    words: list[str] = []
    while j >= 0 and _leads_up(tree, j, first, head):
        if tree.tag[j] in ("PRP$", "DT", "PDT"):
            break
        if tree.text[j] in QUOTES:
            if j < first - QUOTED:
                break
            j -= 1
            continue
        if tree.pos[j] in ("PUNCT", "PART") and tree.text[j] not in ("-", "'s", "’s", "'"):
            break
        words.append(tree.text[j])
        j -= 1
    all_words = _clean(words)
    told = _untimed(all_words)
    determiner = "the" if len(told) < len(all_words) else None
    if j >= 0 and (tree.dep[j] == "det" or tree.pos[j] in ("DET", "PRON")):
        determiner = tree.lower[j]
        if tree.lower[j] in (
            "a",
            "an",
            "the",
            "no",
            "any",
            "some",
            "both",
            "this",
            "that",
            "its",
            "their",
        ):
            return FrontWords(j + 1, determiner, told)
    return FrontWords(j + 1, determiner, told)


def _untimed(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words but for those that tell the time: "last month's", "Monday's"."""
    behind = (*words[1:], "") if words else ()
    return tuple(
        word
        for word, after in zip(words, behind, strict=True)
        if not TIMED.match(word) and not (word.lower() in RELATIVE and TIMED.match(after))
    )


def _leads_up(tree: Tree, j: int, first: int, head: int) -> bool:
    """Whether the token before is one of the words in front, or joins two of them.

    "A trade and customs agreement": the parser hangs "and" and "customs" on "trade".
    """
    top = j
    while tree.dep[top] in ("cc", "conj") and tree.head[top] < top:
        top = tree.head[top]
    joined = top == j or tree.pos[j] in ("CCONJ", "ADJ", "NOUN")
    return joined and tree.dep[top] in FRONT and _inside(tree, top, first, head)


def _inside(tree: Tree, j: int, first: int, head: int) -> bool:
    """Whether the token before hangs on the name or on a word between."""
    up = tree.head[j]
    return j < up <= max(head, first) or tree.head[up] == head


def _clean(words: list[str]) -> tuple[str, ...]:
    """The words in the order of the text, hyphenated ones put together again."""
    out: list[str] = []
    glue = False
    for word in reversed(words):
        if word in ("-", "'s", "’s", "'"):
            if out:
                out[-1] += word
            glue = word == "-"
            continue
        if glue and out:
            out[-1] += word
        else:
            out.append(word)
        glue = False
    return tuple(out)


def read_behind(work: SentenceWork, last: int, *, adopted: bool = False) -> Behind:
    """What follows the name that ends at token `last`.

    With `adopted`, "at the end of the summit" and "by the leaders" are its topic too.
    """
    tree = work.tree
    starts = _time_starts(work)
    j, acronym = _bracket(tree, last + 1)
    partners = topic = None
    end = None
    while j < len(tree):
        word = tree.lower[j]
        if j in starts:
            if word in ("of", "dated"):
                break
            j = starts[j]
            continue
        joins = word in PARTNERS or (word == "to" and tree.lower[last] == "accession")
        if joins and partners is None:
            stop = _run(tree, j + 1, starts, nested=False)
        elif topic is None and word in (TOPICAL | BY_WHOM if adopted else TOPICAL):
            if j + 1 in starts or _is_sum(tree, j) or tree.lower[j : j + 2] == ["on", "behalf"]:
                break
            stop = _run(tree, j + 1, starts, nested=True)
        elif word == "to" and topic is None and _does(tree, j + 1):
            stop = _run(tree, j + 1, starts, nested=True)
        else:
            break
        if stop <= j + 1:
            break
        if joins:
            partners = (j, stop - 1)
        else:
            topic = (j, stop - 1)
        j = end = stop
    return Behind(partners, topic, acronym, end)


def topic_beyond(work: SentenceWork, noun: int) -> str | None:
    """What it is about, told behind the verb: "agreement **was reached** with Fiji **on tuna**"."""
    tree, starts = work.tree, _time_starts(work)
    verb = tree.head[noun]
    if tree.dep[noun] != "nsubjpass" or noun > verb:
        return None
    for j in range(verb + 1, len(tree) - 1):
        if tree.lower[j] in ("on", "over") and j not in starts and j + 1 not in starts:
            stop = _run(tree, j + 1, starts, nested=True)
            return work.parsed.doc[j:stop].text if stop > j + 1 else None
    return None


def _is_sum(tree: Tree, j: int) -> bool:
    """Whether an amount of money follows: "for 60 million dollars", "of EUR 75 million"."""
    if tree.lower[j] not in ("for", "of", "over"):
        return False
    behind = tree.tag[j + 1 : j + 4]
    money = tree.tag[j + 1 : j + 2] == ["$"] or tree.text[j + 1 : j + 2] in (["EUR"], ["USD"])
    scaled = {"million", "billion", "m", "bn"} & set(tree.lower[j + 1 : j + 5])
    return money or (bool(scaled) and "CD" in behind)


def _does(tree: Tree, j: int) -> bool:
    """Whether a plain infinitive stands at `j` ("to open …", not "to be signed")."""
    return j < len(tree) and tree.tag[j] == "VB" and tree.lemma[j] != "be"


def _time_starts(work: SentenceWork) -> dict[int, int]:
    """Where the sentence's time expressions begin ("on" included), and the tokens behind them."""
    doc, offset = work.parsed.doc, work.parsed.start
    out: dict[int, int] = {}
    for time in work.times:
        span = doc.char_span(time.start - offset, time.end - offset, alignment_mode="expand")
        if span is None:
            continue
        out[span.start] = span.end
        if span.start and doc[span.start - 1].lower_ in BEFORE_TIMES:
            out[span.start - 1] = span.end
    return out


def _bracket(tree: Tree, j: int) -> tuple[int, str | None]:
    """Behind "(LEMOA)" or ", or BECA,": where the text goes on, and the acronym."""
    if j + 2 < len(tree) and tree.text[j] == "(":
        k = j + 1
        while k < len(tree) and tree.text[k] != ")":
            k += 1
        inside = tree.text[j + 1 : k]
        words = " ".join(inside).replace(" - ", "-")
        if 1 <= len(inside) <= 4 and _ACRONYM.fullmatch(inside[0]):
            return k + 1, words
    or_it = j + 2 < len(tree) and tree.text[j] == "," and tree.lower[j + 1] in ("or", "known")
    if or_it and _ACRONYM.fullmatch(tree.text[j + 2]):
        return j + 3, tree.text[j + 2]
    return j, None


def _run(tree: Tree, j: int, starts: dict[int, int], *, nested: bool) -> int:
    """The token behind the noun phrase or infinitive that begins at `j`.

    With `nested`, verbs in -ing and "of", "at", "in" belong to it ("on the sale of fish at
    ports"); without, it ends at any verb or preposition but "of".
    """
    begin = j
    while j < len(tree) and j - begin < LONGEST:
        word, tag = tree.lower[j], tree.tag[j]
        if word in STOPS or j in starts:
            break
        how_to = nested and word == "how" and tree.lower[j + 1 : j + 2] == ["to"]
        if tag in ("VBD", "VBZ", "VBP", "MD", "WDT", "WP", "WRB") and not how_to:
            break
        if (
            tag in ("VBN", "VBG")
            and not (nested and tag == "VBG")
            and tree.dep[j] not in ("amod", "compound")
        ):
            break
        led = nested and j > begin
        led = led and (_for_to(tree, begin, j) or tree.lower[j - 1] in ("how", "accession"))
        if word == "to" and j > begin and not led:
            break
        inner = nested and word in ("at", "in")
        if word in PREPOSITIONS and j > begin and not (inner or _in_name(tree, j)):
            break
        if word == "and" and tree.lower[j + 1 : j + 2] in (["this"], ["that"], ["it"], ["they"]):
            break
        if word == "and" and j + 1 < len(tree) and tree.tag[j + 1] in ("VB", "VBD", "VBZ", "VBG"):
            break
        j += 1
    while j > begin and tree.lower[j - 1] in ("and", "or", "the", "a", "in", "at"):
        j -= 1
    return j


def _in_name(tree: Tree, j: int) -> bool:
    """Whether the preposition stands inside a name ("the Commission for Fisheries")."""
    after = j + 2 if tree.lower[j + 1 : j + 2] == ["the"] else j + 1
    return (
        tree.lower[j] in ("for", "on")
        and after < len(tree)
        and (tree.text[j - 1][0].isupper() and tree.text[after][0].isupper())
    )


def _for_to(tree: Tree, begin: int, to: int) -> bool:
    """Whether "to" opens the infinitive of "for X to do"."""
    return (
        begin > 0
        and tree.lower[begin - 1] == "for"
        and tree.tag[min(to + 1, len(tree) - 1)] == "VB"
    )


def compose(
    work: SentenceWork,
    front: FrontWords,
    first: int,
    end: int,
    behind: Behind,
    book: InstrumentBook,
) -> tuple[str, int]:
    """The name of a described instrument, and the last token that it takes in.

    Words in front without "major", "new" and the like; then the topic, or else the partners.
    """
    doc, tree = work.parsed.doc, work.tree
    words = [w for w in front.words if not _is_plain(w, book)]
    noun = doc[first : end + 1].text
    spelt = book.acronyms.get(noun.lower().removesuffix("s"))
    if spelt is not None:
        noun = f"{spelt}s" if noun.endswith("s") else spelt
    name = " ".join([*words, noun])
    if front.first == 0 and tree.text[0].istitle() and tree.pos[0] in ("ADJ", "NOUN", "VERB"):
        name = name[0].lower() + name[1:]  # only because the sentence begins there
    said = bool({w.lower() for w in words} & book.topics)
    for part in (behind.topic, behind.partners):
        if part is None:
            continue
        if said and tree.lower[part[0]] == "to":
            continue
        if part[0] == part[1] or (part[1] - part[0] == 1 and tree.pos[part[1]] in ("PRON", "DET")):
            continue
        return f"{name} {doc[part[0] : part[1] + 1].text}", part[1]
    clause = _clause(work, end) if not words else None
    if clause is not None:
        return f"{name} {doc[clause[0] : clause[1] + 1].text}", end
    aim = None if said else _aim(work, end)
    if aim is not None:
        return f"{name} {doc[aim[0] : aim[1] + 1].text}", end
    return name, end


def _is_plain(word: str, book: InstrumentBook) -> bool:
    """Whether a word in front is no part of what the instrument is called."""
    lower = word.lower()
    return (
        lower in book.plain
        or lower.endswith(("'s", "’s", "'"))
        or (lower.rpartition("-")[2] in MADE_BY)
    )


def _clause(work: SentenceWork, end: int) -> tuple[int, int] | None:
    """ "a treaty that outlaws mines": the clause that tells which it is, in the present."""
    tree = work.tree
    if tree.lower[end + 1 : end + 2] not in (["that"], ["which"]) or end + 3 >= len(tree):
        return None
    verb = end + 2
    if tree.tag[verb] not in ("VBZ", "VBP", "MD") or tree.lemma[verb] in ("be", "have"):
        return None
    last = _run(tree, verb + 1, _time_starts(work), nested=True) - 1
    return (end + 1, last) if last > verb else None


def _aim(work: SentenceWork, end: int) -> tuple[int, int] | None:
    """ "an agreement reached on Tuesday between A and B to open the crossing": the infinitive."""
    tree = work.tree
    starts = _time_starts(work)
    for j in range(end + 1, min(end + 16, len(tree) - 1)):
        if tree.text[j] in (",", ".", ";", "that", "which"):
            return None
        if tree.lower[j] == "to" and _does(tree, j + 1):
            verb = j + 1
            up = tree.head[verb]
            if up == end or (end < up < j and tree.head[up] == end):
                return j, _run(tree, verb, starts, nested=True) - 1
            return None
    return None
