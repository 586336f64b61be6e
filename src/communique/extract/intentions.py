"""Whose wish, plan or promise a word speaks of: told by its owner, or only talked about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from communique.extract.tree import Tree

#: "The result **of** the talks": what these are of has been.
RESULTS = frozenset({"result", "outcome", "consequence", "wake", "aftermath", "sequel", "fruit"})
FIRST_PERSON = frozenset({"i", "we", "me", "us"})
#: What one "would like" to say is said.
WISHING = frozenset({"would", "'d", "should"})
#: Plans that one tells of oneself are announced: "said he **intends** to".
OWN_PLANS = frozenset({"intend", "plan"})
#: Others read these off what somebody does: "nothing **indicates** that it plans to".
GUESSED = frozenset({"indicate", "believe", "predict", "observe", "acknowledge"})
OF_ONESELF = frozenset({"he", "she", "it", "they"})
#: "Chad plans to send troops, **its** minister said".
OWNERS = frozenset({"its", "their", "his", "her"})


#: "**Made clear** that it would".
PLAIN = frozenset({"clear", "plain", "known"})
#: Clauses that these open tell what somebody asks about: as real as if nobody asked.
QUESTIONS = frozenset({"why", "how", "where", "who"})

#: What is done to reports that are not true.
DENYING = frozenset({"deny", "dismiss", "dispute", "refute", "reject"})
#: "The first leader to visit" did visit.
ORDERED = frozenset("first second third fourth fifth last latest next only one sole".split())


def made_known(tree: Tree, verb: int) -> bool:
    """Whether what stands under a verb is told: "made clear that", "let it be known that".

    Or where its source stands beside it: "would lend, according to the minister".
    """
    if any(tree.lower[c] == "according" for c in tree.kids(verb, "prep")):
        return True
    if tree.lower[verb] == "known":
        verb = tree.head[verb]
    plain = any(tree.lower[c] in PLAIN for c in tree.children[verb])
    return tree.lemma[verb] in ("make", "let") and plain


def own_plan(tree: Tree, verb: int, unveil: frozenset[str], say: frozenset[str]) -> bool:
    """Whether somebody makes a plan known: "we intend to", "announced that it plans to"."""
    if tree.lemma[verb] not in OWN_PLANS or not tree.verbal(verb):
        return False
    owners = {tree.lower[s] for s in tree.kids(verb, "nsubj")}
    if owners & FIRST_PERSON:
        return True
    above = tree.head[tree.first_conjunct(verb)]
    if above != verb and tree.lemma[above] in unveil:
        return True
    told = tree.lemma[above] in say and tree.lemma[above] not in GUESSED
    officials = [p for s in tree.kids(above, "nsubj") for p in tree.kids(s, "poss")]
    own = owners & OF_ONESELF or any(tree.lower[p] in OWNERS for p in officials)
    return bool(own) and told


def spoken_of(tree: Tree, noun: int, words: Mapping[str, frozenset[str]]) -> bool:
    """Whether a promise is not made but discussed, welcomed, thanked for, kept or broken."""
    noun = tree.first_conjunct(noun)
    above = tree.head[noun]
    if tree.dep[noun] == "pobj" and tree.lower[above] in ("for", "on", "about"):
        verb = tree.head[above]
        return tree.lemma[verb] in words["credit"] | words["spoken_of"]
    is_object = tree.dep[noun] in ("dobj", "nsubjpass")
    return is_object and tree.lemma[above] in words["spoken_of"]


def credited(tree: Tree, at: int, noun: int, credit: frozenset[str]) -> bool:
    """Whether a clause says which party is praised: "commended those who voted"."""
    if any(tree.lower[t] in (",", "-", "–", "—") for t in range(noun + 1, at)):
        return False
    noun = tree.first_conjunct(noun)
    above = tree.head[noun]
    if tree.dep[noun] == "pobj":
        above = tree.head[above]
    return tree.lemma[above] in credit


def courteous(tree: Tree, at: int, head: int, words: Mapping[str, frozenset[str]]) -> bool:
    """Whether it is said by wishing: "I would like to thank", "Chad wishes to express"."""
    lemma, own = tree.lemma[head], tree.kids(head, "nsubj", "dobj") + tree.kids(at, "nsubj")
    would = lemma == "like" and any(tree.lower[c] in WISHING for c in tree.kids(head, "aux"))
    mine = lemma in words["courtesy"] and any(tree.lower[c] in FIRST_PERSON for c in own)
    return would or mine or {tree.lemma[at], lemma} <= words["polite"]


def of_others(tree: Tree, noun: int) -> bool:
    """Whether "there are no plans **for them** to meet": who says it refuses nothing."""
    behind = noun + 1
    return behind in tree.subtree(noun) and tree.lower[behind] == "for"


def looked_into(tree: Tree, at: int) -> bool:
    """Whether an inquiry goes into what happened: "pledged to ask **why** X **was hit**"."""
    if tree.dep[at] not in ("pcomp", "ccomp") or tree.has(at, "aux"):
        return False
    asked = tree.kids(at, "advmod", "nsubj", "nsubjpass", "dobj")
    return any(tree.lower[c] in QUESTIONS for c in asked if c < at)


def beyond_aside(tree: Tree, at: int, say: frozenset[str]) -> int:
    """The word above `at`; not who is quoted between: "stands ready, **he said**, to help"."""
    head = tree.head[at]
    if tree.dep[at] != "xcomp" or tree.dep[head] != "parataxis" or tree.lemma[head] not in say:
        return head
    main = tree.head[head]
    return next(iter(tree.kids(main, "acomp")), main)


def asked_for(tree: Tree, at: int, noun: int, words: Mapping[str, frozenset[str]]) -> bool:
    """Whether a clause says what a noun asks for: "its demand **that** Chad free them".

    So does what is "ruled out **sending**", which the parser takes for a clause beside it.
    """
    if tree.dep[at] == "advcl" and tree.lemma[noun] == "rule" and tree.tag[at] == "VBG":
        return tree.lower[at - 1] == "out"
    if tree.dep[at] != "acl" or tree.lemma[noun] not in words["request_nouns"]:
        return False
    plain = tree.tag[at] in ("VB", "VBP") and tree.has(at, "nsubj", "nsubjpass")
    return plain or any(tree.lower[c] == "that" for c in tree.kids(at, "mark"))


def aimed(tree: Tree, noun: int, words: Mapping[str, frozenset[str]]) -> bool:
    """Whether "to do" behind a noun is its purpose: "funds to help", not "the first to go"."""
    given = tree.dep[noun] == "pobj" and tree.lower[tree.head[noun]] in ("to", "for")
    if tree.lemma[noun] in words["deed_nouns"] or not (given or tree.pos[noun] in ("NOUN", "NUM")):
        return False
    kids = [d for c in tree.children[noun] for d in (c, *tree.kids(c, "advmod"))]
    return not any(tree.lower[c] in ORDERED or tree.tag[c] in ("JJS", "RBS") for c in kids)


def contested(
    tree: Tree, at: int, noun: int, words: Mapping[str, frozenset[str]]
) -> Literal["alleged", "denied"] | None:
    """What becomes of what a noun says that somebody did: "rejected **claims** that it killed".

    Charges are alleged; reports that somebody denies are denied.
    """
    if not any(tree.lower[c] == "that" for c in tree.kids(at, "mark")):
        return None
    if tree.lemma[noun] in words["allege_nouns"]:
        return "alleged"
    denied = tree.lemma[noun] == "report" and tree.lemma[tree.head[noun]] in DENYING
    return "denied" if denied else None
