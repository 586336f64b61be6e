"""Phrases that took what stands next to them: dates that swallow a subject, torn prepositions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.extract.day_names import MONTHS, WEEKDAYS
from communique.extract.repairs.clauses import SUBJECTS, give_subject, lacks_subject

if TYPE_CHECKING:
    from communique.extract.tree import Tree

MONTHS_SHORT = frozenset(
    "jan jan. feb feb. mar mar. apr apr. jun jun. jul jul. aug aug. sep sep. sept sept. oct oct. "
    "nov nov. dec dec.".split()
)
#: A day or month, in full or cut short.
DATES = WEEKDAYS | MONTHS | MONTHS_SHORT
TIMES = WEEKDAYS | {"time", "day", "week", "month", "year", "hour", "moment", "night", "morning"}
READY = frozenset({"ready", "willing", "prepared", "able", "eager", "happy", "free"})
#: Verbs that "to do" completes, whatever stands between.
COMPLETED = frozenset(
    "refuse decline agree promise vow threaten offer pledge decide undertake consent fail".split()
)
#: Verbs that "to do" completes, and in what one asks.
ASKING = frozenset(
    "appeal ask beg call challenge exhort implore instruct invite order plead press request tell "
    "urge warn".split()
)
PAPERS = frozenset(
    "letter note statement message resolution motion declaration communique telegram cable speech "
    "address sermon interview broadcast call meeting petition article editorial appeal".split()
)
#: Participles that stand in front of a noun as if they were adjectives.
GROWN = frozenset(
    "continued increased expanded enhanced renewed sustained strengthened improved coordinated "
    "shared advanced extended intensified closer deepened accelerated reinforced".split()
)

#: Words for one of several that were told.
ONE_OF = frozenset({"latter", "former", "first", "second", "third", "last", "other"})
#: By what one travels.
MEANS = frozenset("air sea land road rail train plane ship boat bus car ferry helicopter".split())
#: Verbs and their particles, which in front of a number the parser takes for "more than".
OVER = frozenset(
    {("hand", "over"), ("turn", "over"), ("sign", "over"), ("turn", "in"), ("hand", "in"),
     ("give", "up"), ("lay", "down"), ("pull", "out"), ("let", "in"), ("send", "back")}
)  # fmt: skip
#: What stands before a number, word by word: "up to", "close to", "anywhere from".
BOUNDS = {"up": ("to",), "close": ("to",), "anywhere": ("from", "between")}
#: What is agreed on a day, if one stands behind it.
PACTS = frozenset(
    "accord agreement armistice ceasefire compromise deal memorandum pact plan proposal protocol "
    "treaty truce".split()
)
#: Verbs whose gerund says what is not done.
FORGONE = frozenset(("rule out", "put off", "hold off", "call off"))


def free_subject(tree: Tree, verb: int) -> None:
    """Give a verb the subject that the date in front swallowed: "On 3 May gunmen opened fire"."""
    if not lacks_subject(tree, verb):
        return
    for prep in tree.kids(verb, "prep"):
        if prep > verb or tree.lower[prep] not in ("on", "in"):
            continue
        for noun in tree.kids(prep, "pobj"):
            dated = [c for c in tree.children[noun] if c < noun and tree.lower[c] in DATES]
            if dated and noun < verb and tree.lower[noun] not in DATES:
                give_subject(tree, verb, noun)
                for c in [c for c in tree.children[noun] if c < dated[-1]]:
                    tree.hang(c, dated[-1], tree.dep[c])
                tree.hang(dated[-1], prep, "pobj")
                return


def free_means(tree: Tree, prep: int) -> None:
    """Give a verb what stands behind how one goes: "left by air **for** Togo"."""
    means = tree.head[prep]
    by = tree.head[means]
    if tree.dep[prep] != "prep" or tree.lower[means] not in MEANS or tree.lower[by] != "by":
        return
    if tree.lower[prep] in ("for", "to", "from", "on") and tree.verbal(tree.head[by]):
        tree.hang(prep, tree.head[by], "prep")


def free_latter(tree: Tree, word: int) -> None:
    """Let one of those told act: "was hit by two bombings, **the latter** killing ten"."""
    verb = tree.head[word]
    if tree.dep[word] != "amod" or tree.lower[word] not in ONE_OF or word + 1 != verb:
        return
    if tree.tag[verb] != "VBG" or tree.dep[verb] not in ("advcl", "acl", "appos"):
        return
    for article in tree.kids(verb, "det"):
        tree.hang(article, word, "det")
    tree.dep[word], tree.tag[word], tree.pos[word] = "nsubj", "NN", "NOUN"


def free_auxiliary(tree: Tree, verb: int) -> None:
    """Give a verb the subject that its auxiliary took: "Austria is **opposed** to it"."""
    for aux in tree.kids(verb, "aux", "auxpass"):
        for subject in tree.kids(aux, "nsubj", "nsubjpass"):
            tree.hang(subject, verb, "nsubjpass" if tree.dep[aux] == "auxpass" else "nsubj")


def join_list(tree: Tree, i: int) -> None:
    """Join the last of a list to the list: "met X of Chad, Y of Mali and **Z** of Niger".

    The parser joins it to the verb where its "and" stands far from what begins the list, or where
    one of the two is a pronoun ("beat him and ten **others**").
    """
    verb = tree.head[i]
    named = tree.pos[i] == "PROPN" or tree.tag[i] == "NNS"
    if tree.dep[i] != "conj" or not named or not tree.verbal(verb):
        return
    first = min(tree.subtree(i))
    cc = first - 1 - (first > 1 and tree.lower[first - 1] == "both")
    if i < verb or cc < 2 or tree.lower[cc] != "and" or tree.has(i, "nsubj", "cop"):
        return
    before = cc - 1 - (tree.lower[cc - 1] == ",")
    at = before
    while at != verb and tree.head[at] != at:
        above = tree.head[at]
        alike = tree.pos[at] == ("PROPN" if tree.pos[i] == "PROPN" else "PRON")
        listed = tree.dep[at] in ("pobj", "dobj", "conj") and alike
        if listed and (above == verb or tree.head[above] == verb or tree.dep[at] == "conj"):
            tree.hang(i, at, "conj")
            return
        at = above


def mend_torn(tree: Tree, prep: int) -> None:
    """Give a preposition what a participle behind it took: "asylum to [officers holed up]".

    Or the main verb: "men loyal to [**the king** fought on]", where the men are its subject.
    """
    if tree.dep[prep] != "prep" or tree.children[prep]:
        return
    for noun in (c for c in range(prep + 1, len(tree)) if tree.dep[c] == "nsubj"):
        others = [s for s in tree.kids(tree.head[noun], "nsubj") if s < prep]
        if others and min(tree.subtree(noun)) == prep + 1 and noun < tree.head[noun]:
            tree.hang(noun, prep, "pobj")
            return
    for clause in tree.kids(tree.head[prep], "advcl", "ccomp"):
        if clause < prep or tree.tag[clause] not in ("VBN", "VBG", "VBD"):
            continue
        if tree.has(clause, "aux", "auxpass", "mark"):
            continue
        for noun in tree.kids(clause, "nsubj", "nsubjpass"):
            if min(tree.subtree(noun)) == prep + 1:
                tree.hang(noun, prep, "pobj")
                tree.hang(clause, noun, "acl")
                return


def join_infinitive(tree: Tree, i: int) -> None:
    """Give a verb the "to do" that a time took: "refused for a third time **to grant** …".

    So with who is "ready at any time **to talk**", and who "asked Chad in a letter **to grant** …".
    """
    noun = tree.head[i]
    if tree.dep[i] not in ("acl", "relcl", "advcl") or tree.lower[noun] not in TIMES | PAPERS:
        return
    verb = tree.head[noun]
    if tree.dep[noun] == "pobj":
        verb = tree.head[verb]
    infinitive = any(tree.tag[c] == "TO" for c in tree.kids(i, "aux"))
    if not infinitive or tree.has(verb, "xcomp", "ccomp"):
        return
    ready = [a for a in tree.kids(verb, "acomp") if tree.lemma[a] in READY and a < noun]
    asked = tree.lemma[verb] in ASKING and tree.dep[noun] == "pobj"
    if asked or (tree.lemma[verb] in COMPLETED and tree.lower[noun] in TIMES):
        tree.hang(i, verb, "advcl" if tree.dep[i] == "advcl" else "xcomp")
    elif ready and tree.lower[noun] in TIMES:
        tree.hang(i, ready[0], "xcomp")


def mend_grown(tree: Tree, i: int) -> None:
    """Give a verb the noun that a participle took: "welcomed **continued** support for Chad"."""
    verb = tree.head[i]
    if tree.lower[i] not in GROWN or not tree.verbal(i) or tree.dep[i] not in ("ccomp", "xcomp"):
        return
    objects = [o for o in tree.kids(i, "dobj") if o > i]
    between = range(verb + 1, i)
    if verb > i or not objects or tree.has(i, *SUBJECTS, "aux", "auxpass", "mark"):
        return
    if any(tree.pos[c] not in ("ADJ", "ADV", "ADP", "CCONJ") for c in between):
        return
    tree.hang(objects[0], verb, "dobj")
    tree.tag[i], tree.pos[i] = "JJ", "ADJ"
    for c in [c for c in tree.children[i] if c > objects[0]]:
        tree.hang(c, objects[0], tree.dep[c])
    tree.hang(i, objects[0], "amod")


def free_particle(tree: Tree, i: int) -> None:
    """Give the verb its particle: "pulled **out** of the treaty", read as one preposition.

    In "called **on** its allies to pay" it is none.
    """
    verb = tree.head[i]
    if tree.dep[i] == "prt" and tree.lower[i] in ("on", "upon") and tree.lemma[verb] == "call":
        tree.dep[i] = "prep"
        for noun in tree.kids(verb, "dobj"):
            tree.hang(noun, i, "pobj")
    if tree.lower[i] != "out" or tree.dep[i] != "prep" or not tree.verbal(verb) or i != verb + 1:
        return
    inner = [c for c in tree.kids(i, "prep") if tree.lower[c] == "of"]
    if inner and tree.children[i] == inner:
        tree.dep[i] = "prt"
        tree.hang(inner[0], verb, "prep")


def part_number(tree: Tree, i: int) -> None:
    """Give the verb what goes with it: "handed **over** 13 men", "set **free** 90 men"."""
    verb = max(i - 1, 0)
    counts = tree.dep[i] in ("quantmod", "advmod") and tree.pos[tree.head[i]] == "NUM"
    freed = tree.lower[i] == "free" and tree.lemma[verb] == "set" and tree.dep[i] == "amod"
    phrasal = counts and (tree.lemma[verb], tree.lower[i]) in OVER
    if (freed or phrasal) and verb not in tree.subtree(i):
        tree.hang(i, verb, "prt")


def join_bounds(tree: Tree, prep: int) -> None:
    """Give a verb what is counted in bounds: "seized **up to 16 men**", "held between 5 and 9"."""
    if tree.dep[prep] != "prep" or prep == 0:
        return
    low = tree.lower[prep]
    first = prep - 1 if low in BOUNDS.get(tree.lower[prep - 1], ()) else prep
    if first < 1 or (first == prep and low != "between"):
        return
    verb = first - 1
    noun = next(iter(tree.kids(prep, "pobj")), None)
    if noun is None or not tree.verbal(verb) or tree.has(verb, "dobj", "auxpass"):
        return
    if tree.has(noun, "nummod") and tree.pos[prep + 1] == "NUM":
        tree.hang(noun, verb, "dobj")
        tree.hang(prep, noun, "quantmod")
        if first != prep:
            tree.hang(first, noun, "quantmod")


def free_day(tree: Tree, prep: int) -> None:
    """Give a verb in the past its day: "agreed to a truce **on Friday**", read as of the truce."""
    noun = tree.head[prep]
    if tree.lower[prep] != "on" or tree.dep[prep] != "prep" or tree.lemma[noun] not in PACTS:
        return
    verb = tree.head[tree.head[noun]] if tree.dep[noun] == "pobj" else tree.head[noun]
    days = [p for p in tree.kids(prep, "pobj") if tree.lower[p] in WEEKDAYS]
    if days and tree.dep[noun] in ("pobj", "dobj") and tree.tag[verb] == "VBD":
        tree.hang(prep, verb, "prep")


def join_let_go(tree: Tree, let: int) -> None:
    """Make one verb of "**let go** three hostages", "they were **let go**"."""
    go = let + 1
    if tree.lower[let : go + 1] != ["let", "go"] or not tree.verbal(go):
        return
    if tree.head[let] == go and tree.dep[let] == "aux":
        head = let if tree.head[go] == go else tree.head[go]
        tree.children[go].remove(let)
        if head != let:
            tree.children[head] = sorted([*(c for c in tree.children[head] if c != go), let])
        tree.head[let], tree.dep[let] = head, tree.dep[go]
        tree.tag[let], tree.pos[let] = "VBD", "VERB"
    elif tree.head[go] == let and tree.dep[go] in ("xcomp", "ccomp"):
        tree.children[let].remove(go)
    else:
        return
    tree.head[go], tree.dep[go] = let, "prt"
    tree.children[let] = sorted([*tree.children[let], go])
    tree.tag[go], tree.pos[go] = "RP", "ADP"
    for c in tree.children[go][:]:
        behind = c > go and tree.dep[c] in SUBJECTS
        agent = tree.dep[c] == "prep" and tree.lower[c] == "by" and tree.tag[let] == "VBN"
        tree.hang(c, let, "dobj" if behind else "agent" if agent else tree.dep[c])


def join_among(tree: Tree, among: int) -> None:
    """Join to the many those who are "**among them**": "leaders spoke, among them X and Y"."""
    if tree.lower[among : among + 2] not in (["among", "them"], ["among", "whom"]):
        return
    named = [i for i in range(among + 2, len(tree)) if tree.pos[i] in ("NOUN", "PROPN")]
    outer = [i for i in named if tree.dep[i] not in ("compound", "poss", "amod", "nmod", "conj")]
    plural = [i for i in range(among) if tree.tag[i] in ("NNS", "NNPS")]
    beside = [i for i in plural if tree.lower[i + 1 : among] in ([","], [])]
    many = beside or [i for i in plural if tree.dep[i] in SUBJECTS]
    if outer and many and min(tree.subtree(outer[0])) <= among + 2:
        tree.hang(outer[0], many[-1], "appos")
        if tree.head[among] == outer[0]:
            tree.hang(among, tree.head[many[-1]], "prep")


def join_gerund(tree: Tree, i: int) -> None:
    """What is put off or ruled out completes the verb: "put off **sending** the troops"."""
    if tree.tag[i] != "VBG" or tree.dep[i] != "advcl" or tree.has(i, "nsubj", "mark"):
        return
    verb, particle = tree.head[i], tree.lower[i - 1]
    mute = tree.dep[i - 1] == "prt" and tree.head[i - 1] == verb
    if mute and f"{tree.lemma[verb]} {particle}" in FORGONE:
        tree.dep[i] = "xcomp"
