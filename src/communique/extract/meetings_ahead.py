"""Meetings and visits that are only looked forward to: "during his visit next week"."""

from __future__ import annotations

from communique.extract.modality import Reading
from communique.extract.tree import Tree

#: "Next week", "later this month", "tomorrow" beside the noun.
COMING = frozenset({"next", "upcoming", "forthcoming", "tomorrow", "coming"})
UNITS = frozenset({"week", "month", "year", "day", "spring", "summer", "autumn", "fall", "winter"})
WILL = frozenset({"will", "'ll", "shall", "wo"})
BE = "be"
#: Whose start is spoken of before it: "**before** the **opening** of talks".
STARTS = frozenset({"start", "opening", "launch", "beginning", "resumption", "commencement"})
BEFORE = frozenset({"of", "before", "for", "until", "till", "to", "toward", "towards"})
DUE = frozenset({"due", "likely", "unlikely", "possible"})
#: "**This** is the first visit by …" remarks on one that is told elsewhere.
POINTING = frozenset({"this", "that", "it", "these", "those"})
#: What these are **for** is still to come, or in question.
PREPARING = frozenset(
    "support backing basis framework agenda venue groundwork preparation arrangement condition "
    "precondition date timetable schedule prospect opportunity proposal team readiness".split()
)
#: Who does so **out of** talks, or **from** them, does not hold them.
LEAVING = frozenset("back pull withdraw walk bow opt drop exclude bar".split())
#: Who does so **for** a meeting has not held it yet.
TRAVEL = frozenset("travel fly go leave depart arrive come head set jet drive journey".split())
#: What is said of a meeting that has begun: "the talks will end on Friday".
GOING_ON = frozenset("end conclude continue last resume close finish remain stay".split())
#: The noun stands behind these where the clause tells what is to be done at it.
DURING = frozenset({"during", "at", "in", "on", "throughout"})
SAID = frozenset({"VBD", "VBN"})
PRESENT = frozenset({"VBZ", "VBP"})
#: What "is -ing" with a day to come announces: "is **sending** a team next week".
ARRANGED = frozenset(
    "send come go travel visit meet fly arrive leave return host receive dispatch join hold sign "
    "attend withdraw pull release deliver ship launch lend lift head pay deploy".split()
)
#: Journeys that the present tells of beforehand: "on Friday he **leaves** for Peru".
ON_CALENDAR = frozenset("go travel visit fly arrive leave return depart head".split())


def announced(tree: Tree, verb: int, reading: Reading) -> bool:
    """Whether a verb in the form "is -ing", or in the present, may tell of a day to come."""
    if reading.force != "fact":
        return False
    if reading.progressive:
        return tree.lemma[verb] in ARRANGED
    return tree.lemma[verb] in ON_CALENDAR and tree.tag[verb] in PRESENT


def lies_ahead(tree: Tree, noun: int) -> bool:
    """Whether the meeting or visit that a bare noun names has not come yet."""
    ahead = _soon(tree, noun) or _awaits(tree, noun) or _remarked(tree, noun)
    return ahead or _not_begun(tree, noun)


def _not_begun(tree: Tree, noun: int) -> bool:
    """Whether talks are still to start: "ahead of the **start of** talks", "to disrupt the …"."""
    start = tree.head[tree.head[noun]]
    if tree.dep[noun] != "pobj" or tree.lemma[start] not in STARTS:
        return False
    above = tree.head[start]
    if tree.dep[start] == "pobj":
        return tree.lower[above] in BEFORE
    return tree.dep[start] == "dobj" and any(tree.tag[c] == "TO" for c in tree.kids(above, "aux"))


def is_due(tree: Tree, verb: int) -> bool:
    """Whether they are only planned: "talks **are due** to resume in May"."""
    return tree.lemma[verb] == BE and any(tree.lemma[c] in DUE for c in tree.kids(verb, "acomp"))


def _remarked(tree: Tree, noun: int) -> bool:
    """Whether it only says what it is or will be: "this **will be** his first visit"."""
    above = tree.head[noun]
    if tree.dep[noun] != "attr" or tree.lemma[above] != BE:
        return False
    if {tree.lower[c] for c in tree.kids(above, "aux")} & WILL:
        return True
    pointed = {tree.lower[s] for s in tree.kids(above, "nsubj")} & POINTING
    return bool(pointed) and tree.tag[above] in PRESENT


def _soon(tree: Tree, noun: int) -> bool:
    """Whether words right behind it say when it will be: "a visit to Peru **next week**"."""
    inside = set(tree.subtree(noun))
    for at in sorted(t for t in inside if t > noun):
        if tree.lower[at] == "tomorrow":
            return True
        if tree.lemma[at] in UNITS and at > 0:
            before = tree.lower[at - 1]
            if before in COMING or (before == "this" and tree.lower[at - 2] == "later"):
                return not _told(tree, noun, at)
    return False


def _told(tree: Tree, noun: int, at: int) -> bool:
    """Whether a verb in the past stands between the noun and the time."""
    return any(tree.tag[t] in SAID for t in range(noun, at))


def _left_out(tree: Tree, prep: int) -> bool:
    """Whether somebody keeps away from talks, or builds on them: "backed **out of** the talks"."""
    above = tree.head[prep]
    if tree.lower[prep] == "of" and tree.lower[above] == "out":
        above = tree.head[above]
    if tree.lower[prep] in ("of", "from"):
        return tree.lemma[above] in LEAVING
    return tree.lower[prep] in ("on", "upon") and tree.lemma[above] == "base"


def _awaits(tree: Tree, noun: int) -> bool:
    """Whether its clause says what it **will** do, or what will be done at it."""
    dep, above = tree.dep[noun], tree.head[noun]
    if dep == "pobj":
        if tree.lower[above] == "for" and tree.lemma[tree.head[above]] in PREPARING:
            return True
        if tree.lower[above] == "for" and tree.lemma[tree.head[above]] in TRAVEL:
            return True
        if _left_out(tree, above):
            return True
        if tree.lower[above] not in DURING:
            return False
        above = tree.head[above]
    elif dep != "nsubj":
        return False
    if not tree.verbal(above) or tree.lemma[above] in GOING_ON:
        return False
    if any(tree.tag[t] in SAID for t in tree.subtree(noun)):  # "the talks held on Monday will …"
        return False
    auxes = {tree.lower[c] for c in tree.kids(above, "aux")}
    some = any(tree.lower[c] in ("a", "an") for c in tree.kids(noun, "det"))
    return bool(auxes & WILL) or ("would" in auxes and (dep == "nsubj" or some))
