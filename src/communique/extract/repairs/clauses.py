"""What parts clauses, and which verb above shares its subject with one that "and" joins."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from communique.extract.tree import Tree

#: What an attack does, told behind it.
TOLLS = frozenset(
    "kill wound injure hurt maim leave take seize destroy damage burn abduct capture kidnap loot "
    "make set cut knock force".split()
)

#: What is said to others rather than told of: behind what somebody reports he says it himself.
VOICED = frozenset(
    "accuse appeal applaud ask blame call challenge commend condemn criticise criticize demand "
    "denounce dismiss hail implore insist pledge praise promise protest rebuke reject request "
    "thank threaten urge vow warn welcome".split()
)
#: Those of whom these are told say the rest too: "said that he had **met** them and urged …".
SPOKEN = VOICED | frozenset(
    "address agree announce argue arrive assure attend brief declare discuss express hold host "
    "inform meet phone receive say speak talk telephone tell travel visit write".split()
)
#: Who says what a thing is, and then turns to somebody: the thing does not.
SAYING = frozenset("say state declare insist maintain argue claim add warn note stress".split())
SPEAKERS = frozenset(
    "ambassador army government leader man minister ministry official opposition parliament people "
    "premier president rebel spokesman spokeswoman woman worker".split()
)

SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
FINITE = frozenset({"VBD", "VBZ", "VBP"})
#: What parts two clauses of which neither is about the other: "they left; talks are over".
BREAKS = frozenset({";", ":", "--", "—", "–"})
PRESENT = frozenset({"has", "have", "is", "are", "does", "do", "'s", "'ve", "'re", "will", "shall"})
PAST = frozenset({"had", "was", "were", "did"})


def lacks_subject(tree: Tree, verb: int) -> bool:
    """Whether a finite verb has no subject."""
    if not tree.verbal(verb) or tree.has(verb, *SUBJECTS):
        return False
    return tree.tag[verb] in FINITE or tree.has(verb, "aux", "auxpass")


def give_subject(tree: Tree, verb: int, noun: int) -> None:
    """Make a noun the subject of a verb."""
    tree.hang(noun, verb, "nsubjpass" if tree.has(verb, "auxpass") else "nsubj")


def set_apart(tree: Tree, i: int) -> None:
    """Free a clause from the verb behind a semicolon or dash, which it does not complete.

    A clause with a subject of its own before a semicolon becomes a sentence; another keeps its
    head as mere "clause".
    """
    if tree.dep[i] != "ccomp":
        return
    between = tree.lower[i : tree.head[i]]
    if ";" in between[1:] and tree.verbal(i) and tree.has(i, *SUBJECTS):
        tree.children[tree.head[i]].remove(i)
        tree.head[i], tree.dep[i] = i, "ROOT"
    elif not BREAKS.isdisjoint(between):
        tree.dep[i] = "clause"


def join_above(tree: Tree, i: int) -> None:
    """Join a verb to the one above whose tense it has: "**warned** that … and **urged** …"."""
    if tree.dep[i] == "conj" and (above := _governing(tree, i)) is not None:
        tree.hang(i, above, "conj")


def _governing(tree: Tree, i: int) -> int | None:
    """The verb above that `i` shares its subject with, if not with the one it hangs on."""
    head = tree.head[i]
    if not (tree.verbal(i) and tree.verbal(head)) or tree.has(i, *SUBJECTS):
        return None
    own, joined = _tense(tree, i), _tense(tree, head)
    if own is None:
        return None
    voiced = _voices_report(tree, head, i) or _says_too(tree, head, i)
    if not voiced and (own == joined or _may_share_helper(tree, head, i)):
        return None
    if joined is not None and tree.dep[tree.first_conjunct(head)] == "relcl":
        return None  # "Luxembourg, which chairs the council and told …"
    at = head
    while tree.head[at] != at:
        at = tree.head[at]
        if tree.verbal(at) and _tense(tree, at) == own and tree.has(at, *SUBJECTS):
            return at
    return None


def _says_too(tree: Tree, head: int, i: int) -> bool:
    """Whether who says what a thing is also asks: "said the plan was bad and **urged** X to …"."""
    things = [s for s in tree.kids(head, *SUBJECTS) if tree.pos[s] == "NOUN"]
    plain = any(tree.lemma[s] not in SPEAKERS for s in things)
    said = tree.dep[head] == "ccomp" and tree.lemma[tree.head[head]] in SAYING
    return said and plain and tree.lemma[head] == "be" and tree.lemma[i] in VOICED


def _may_share_helper(tree: Tree, head: int, i: int) -> bool:
    """Whether a past form may be a participle: "has established ties and **opened** …"."""
    perfect = tree.tag[head] == "VBN" and tree.has(head, "aux", "auxpass")
    return perfect and tree.lower[i].endswith("ed") and not tree.has(i, "aux", "auxpass")


def _voices_report(tree: Tree, head: int, i: int) -> bool:
    """Whether who reports a deed speaks too: "**said** two had been killed and **blamed** Chad"."""
    if tree.dep[head] != "ccomp" or tree.tag[i] != "VBD" or tree.lemma[i] not in VOICED:
        return False
    return tree.has(head, "aux", "auxpass") and tree.lemma[head] not in SPOKEN


def _tense(tree: Tree, i: int) -> str | None:
    """`past` or `present`, None for what is not finite or stands with a modal."""
    helpers = [tree.lower[c] for c in tree.kids(i, "aux", "auxpass")]
    for word in helpers:
        if word in PRESENT:
            return "present"
        if word in PAST:
            return "past"
    if helpers:
        return None
    if tree.tag[i] == "VBD":
        return "past"
    return "present" if tree.tag[i] in ("VBZ", "VBP") else None


def hang_on_deed(tree: Tree, verb: int) -> None:
    """Give a toll to the deed told, not to who tells it: "X **raided** it, Y said, killing ten".

    Nor to who accuses of it: "Y accused X of **raiding** it, killing ten".
    """
    says = tree.head[verb]
    if tree.tag[verb] != "VBG" or tree.dep[verb] != "advcl" or tree.lemma[verb] not in TOLLS:
        return
    told = [c for c in tree.kids(says, "ccomp") if c < says < verb]
    if told and tree.has(told[-1], "nsubj", "nsubjpass"):
        tree.hang(verb, told[-1], "advcl")
        return
    charged = [c for p in tree.kids(says, "prep") if says < p < verb for c in tree.kids(p, "pcomp")]
    if charged and tree.lemma[says] in VOICED:
        tree.hang(verb, charged[-1], "advcl")
