"""Where a time expression stands in the parse: what it hangs on, and what it belongs to."""

from __future__ import annotations

import calendar
from typing import TYPE_CHECKING

from communique.extract.deeds import DEEDS
from communique.extract.time_clauses import DEICTIC, told_by
from communique.extract.tree import Tree

if TYPE_CHECKING:
    from spacy.tokens import Span

    from communique.extract.roles import SentenceWork
    from communique.extract.times import TimeExpression

ORDINALS = frozenset({"first", "second", "third", "fourth", "fifth", "last", "only"})
#: In front of a time these say from or until when what is asked or promised shall hold.
BOUNDS = frozenset({"before", "by", "until", "till", "from", "within"})
#: Behind these stands at what something happened.
OCCASIONAL = frozenset({"at", "in", "during"})
#: Behind these stands what somebody is blamed, thanked or punished for.
CHARGING = frozenset({"of", "for"})
#: Behind these stands what an arrest, a trial or an inquiry is about.
MATTERS = CHARGING | {"about", "into", "over", "with"}
#: Behind these a clause says when something happened.
WHEN = frozenset({"when", "as", "while", "after"})
#: What hurts or kills as a rule does so on the day that it is named by.
FIGHTS = frozenset(
    {
        "airstrike",
        "battle",
        "blast",
        "clash",
        "explosion",
        "fighting",
        "fire",
        "shooting",
        "violence",
    }
)
#: In front of "after" these say that it was then: "**shortly** after he returned on Monday".
SOON = frozenset({"shortly", "soon", "immediately", "minutes", "hours", "moments", "just", "right"})
#: What is told behind these and "that" is news.
NEWS = frozenset(
    "announcement confirmation disclosure news notice report revelation statement word".split()
)
#: What is suffered in or after a blow was struck with it.
DYING = frozenset({"die", "perish", "succumb"})
SUFFERED = frozenset({"in", "after", "from", "of", "during", "following", "to"})
#: In front of a time these say how long something goes on.
ENDS = frozenset({"until", "till"})
LASTING = frozenset({"for"})
CALENDAR = frozenset({*calendar.month_name, *calendar.day_name})
#: Heads of time phrases whose front words are part of the phrase ("early last month").
TIME_NOUNS = frozenset(
    {
        "day",
        "week",
        "month",
        "year",
        "decade",
        "morning",
        "afternoon",
        "evening",
        "night",
        "weekend",
        "today",
        "yesterday",
        "hours",
        "days",
        "weeks",
        "months",
        "years",
    }
)


#: Parts of a day, which is named behind them.
HOURS = frozenset({"morning", "afternoon", "evening", "night", "hour", "dawn", "day"})


def becoming(tree: Tree, verb: int) -> int | None:
    """The verb above that says of whom `verb` is told: "**became** the first to go"."""
    noun = tree.head[verb]
    if tree.dep[verb] in ("relcl", "acl", "xcomp") and tree.dep[noun] == "attr":
        return tree.head[noun]
    return None


def located(work: SentenceWork) -> list[tuple[TimeExpression, int]]:
    """The sentence's time expressions with the token that heads each."""
    out = []
    offset = work.parsed.start
    for expression in work.times:
        span = work.parsed.doc.char_span(
            expression.start - offset, expression.end - offset, alignment_mode="expand"
        )
        if span is not None:
            out.append((expression, _top(span)))
    return out


def _top(span: Span) -> int:
    """The token that heads the first part of a time phrase: "**midnight** on Saturday"."""
    top = span.root
    if top.dep_ == "prep" and top.i > span.start:
        top = span[0]
        while span.start <= top.head.i < span.end and top.head != top:
            top = top.head
    index: int = top.i
    return index


def under(tree: Tree, token: int, head: int) -> bool:
    """Whether `token` lies in the subtree of `head`, with no finite clause between."""
    while token != head:
        up = tree.head[token]
        if up == token:
            return False
        clause = tree.verbal(token) and tree.dep[token] in ("relcl", "advcl", "ccomp", "acl")
        if clause and tree.lower[token] != "dated":
            return False
        token = up
    return True


def of_other_noun(tree: Tree, token: int, head: int) -> bool:
    """Whether the time only says which thing is meant ("a resolution of 30 March", "the 1987
    treaty", "last week's talks"), and that thing is not the event itself."""
    while tree.dep[token] in ("compound", "nummod", "amod", "nmod", "poss", "npadvmod", "pobj"):
        up = tree.head[token]
        if up == head or tree.verbal(up):
            return False
        front = tree.dep[token] in ("compound", "nummod", "amod", "nmod", "poss") and up > token
        if front and tree.pos[up] == "PROPN" and token and tree.lower[token - 1] == "on":
            return False  # "on **Monday** President X left", read as his name
        if front and tree.pos[up] == "PROPN" and tree.lower[token] in DEICTIC:
            return False  # "**Yesterday** Kenya's envoy left"
        if front and tree.dep[up] == "compound" and tree.head[up] > up:  # "the May 2 rebel raids"
            token = up
            continue
        if front and tree.pos[up] in ("NOUN", "PROPN") and not _is_time(tree, up):
            return not (_is_occasion(tree, up, head) or _is_cause(tree, up, head))
        if tree.dep[token] == "pobj" and tree.lower[up] == "for":  # "rejected the plan for 2016"
            if tree.tag[token] == "NNS" and tree.verbal(tree.head[up]):  # "**for the past weeks**"
                return False
            return tree.head[up] != head or tree.verbal(head)
        if tree.dep[token] == "pobj" and tree.lower[up] == "of":
            if tree.lemma[tree.head[up]] in HOURS:  # "on the **night** of 3 May"
                token = tree.head[up]
                continue
            return tree.head[up] != head and tree.pos[tree.head[up]] in ("NOUN", "PROPN")
        token = up
    return False


def _is_occasion(tree: Tree, noun: int, head: int) -> bool:
    """Whether the event happened at what is dated: "**at** last week's talks Chad agreed"."""
    prep = tree.head[noun]
    return (
        tree.dep[noun] == "pobj"
        and tree.lower[prep] in OCCASIONAL
        and tree.head[prep] in (head, tree.governor(head))
        and tree.verbal(tree.head[prep])
    )


def _is_cause(tree: Tree, noun: int, head: int) -> bool:
    """Whether what is dated is what did it: "the 2 May **raids** killed forty people"."""
    up = tree.head[noun]
    doer = tree.dep[noun] == "nsubj" or (tree.dep[noun] == "pobj" and tree.dep[up] == "agent")
    if tree.dep[noun] == "pobj" and tree.lower[up] in SUFFERED and tree.lemma[head] in DYING:
        doer = True  # "died of wounds after Saturday's **attack**"
    deed = tree.lemma[noun] in DEEDS or tree.lemma[noun] in FIGHTS
    return doer and deed and tree.governor(noun) == head


def of_charge(tree: Tree, token: int, verb: int) -> bool:
    """Whether the time is that of a deed charged: "accused Chad **of shelling** it on Monday"."""
    up = attached_verb(tree, token)
    return (
        tree.dep[up] == "pcomp"
        and tree.head[tree.head[up]] == verb
        and tree.lower[tree.head[up]] in CHARGING
    )


def of_asked_act(tree: Tree, token: int, verb: int) -> bool:
    """Whether the time is that of what is asked: "told Chad **to leave on Monday**"."""
    up = attached_verb(tree, token)
    asked = tree.dep[up] in ("xcomp", "ccomp", "advcl", "conj") and any(
        tree.tag[c] == "TO" for c in tree.kids(up, "aux")
    )
    return asked and (tree.head[up] == verb or tree.head[tree.head[up]] == verb)


def deep_in_object(tree: Tree, token: int, verb: int) -> bool:
    """Whether the time is said of something within what is spoken of: "welcomed the result **of
    talks in May**", "condemned the seizure of power **by the army** on Monday"."""
    nouns = 0
    while token not in (verb, tree.head[token]):
        up = tree.head[token]
        nouns += tree.dep[token] in ("prep", "agent") and tree.pos[up] in ("NOUN", "PROPN")
        if tree.verbal(up) and up != verb:
            return False
        token = up
    return nouns > 1


def of_noun(tree: Tree, token: int) -> bool:
    """Whether a bare day stands behind the noun that it dates: "the raid on Chad **Monday**"."""
    up = tree.head[token]
    return tree.dep[token] == "npadvmod" and tree.pos[up] == "NOUN" and up < token


def of_deed(tree: Tree, token: int, verb: int) -> bool:
    """Whether the time is that of a deed spoken of: "condemned the **seizure** on Monday"."""
    up = tree.head[token]
    if tree.dep[token] == "pobj":
        up = tree.head[up]
    return up != verb and tree.lemma[up] in DEEDS and tree.dep[up] in ("dobj", "pobj", "nsubjpass")


def of_matter(tree: Tree, token: int, head: int) -> bool:
    """Whether the time is of a deed that is the matter: "held **over the raids** last year"."""
    up = tree.head[token]
    if tree.dep[token] == "pobj":
        up = tree.head[up]
    deed = up != head and (tree.lemma[up] in DEEDS or tree.lemma[up] in FIGHTS)
    return deed and tree.dep[up] == "pobj" and tree.lower[tree.head[up]] in MATTERS


def hangs_on(tree: Tree, token: int, verb: int) -> bool:
    """Whether the time at `token` is said of `verb` itself, not of a noun below it."""
    while tree.dep[token] in ("compound", "nummod", "amod", "nmod", "npadvmod", "pobj", "prep"):
        token = tree.head[token]
        if token == verb:
            return True
    return False


def joined_before(tree: Tree, verb: int) -> list[int]:
    """The verbs that `verb` is joined to: "**came**, **saw** and won"."""
    out = []
    while tree.dep[verb] == "conj" and tree.head[verb] != verb:
        verb = tree.head[verb]
        out.append(verb)
    return out


def first_of_list(tree: Tree, verb: int) -> int:
    """The first of the verbs that are joined."""
    return [verb, *joined_before(tree, verb)][-1]


def both_suffered(tree: Tree, verb: int, other: int) -> bool:
    """Whether two passives tell of one day: "ten **killed** and six **hurt** in it on Monday"."""
    return other in tree.kids(verb, "conj") and tree.tag[verb] == tree.tag[other] == "VBN"


def of_occasion(tree: Tree, token: int, verb: int) -> bool:
    """Whether a clause dates the occasion of `verb`: "**in a speech that he made on Monday**"."""
    made = attached_verb(tree, token)
    noun = tree.head[made]
    return (
        tree.dep[made] in ("relcl", "acl")
        and tree.dep[noun] == "pobj"
        and tree.lower[tree.head[noun]] in OCCASIONAL
        and tree.head[tree.head[noun]] == verb
    )


def present_perfect(tree: Tree, verb: int) -> bool:
    """Whether something "has" happened by now: of no day named before."""
    return any(tree.lower[c] in ("has", "have") for c in tree.kids(verb, "aux"))


def is_moment(tree: Tree, token: int, verb: int) -> bool:
    """Whether the clause of `verb` says what happened then: "on Monday, **when** Chad left".

    So do the verbs joined to it or below it ("… when Chad left and Mali **was forced to pay**").
    """
    while tree.dep[verb] in ("conj", "xcomp") and tree.head[verb] != verb:
        verb = tree.head[verb]
    if tree.dep[verb] != "relcl" or "when" not in {tree.lower[c] for c in tree.children[verb]}:
        return False
    noun = tree.head[verb]
    return token == noun or token in tree.subtree(noun)[:1] or tree.head[noun] == token


def tellers(tree: Tree, verb: int) -> list[int]:
    """The verbs by which somebody tells of `verb`: "Chad left, his aide **let slip**"."""
    out = []
    while tree.dep[verb] in ("ccomp", "acomp", "xcomp") and tree.head[verb] != verb:
        reported, inner = tree.dep[verb] == "ccomp", verb
        verb = tree.head[verb]
        if ";" in tree.text[min(inner, verb) : max(inner, verb)]:
            break
        if reported:
            out.append(verb)
    return out


def announcers(tree: Tree, verb: int) -> list[int]:
    """The verb over the news that `verb` tells: "it **followed** word that Chad had left"."""
    noun = tree.head[verb]
    if tree.dep[verb] not in ("acl", "ccomp", "relcl") or tree.lemma[noun] not in NEWS:
        return []
    return [tree.governor(noun)] if "that" in {tree.lower[c] for c in tree.children[verb]} else []


def dating_clauses(tree: Tree, verb: int) -> dict[int, str]:
    """The verbs of the clauses that say when `verb` happened, with the word before each."""
    out = {}
    for clause in tree.kids(verb, "advcl"):
        for mark in tree.kids(clause, "mark", "advmod"):
            if tree.lower[mark] in WHEN and tree.tag[clause] in ("VBD", "VBN"):
                soon = mark > 0 and tree.lower[mark - 1] in SOON
                out[clause] = "when" if soon else tree.lower[mark]
    for prep in tree.kids(verb, "prep"):
        if tree.lower[prep] in WHEN:
            out |= dict.fromkeys(tree.kids(prep, "pcomp"), tree.lower[prep])
    return out


def is_bound(tree: Tree, token: int, bounds: frozenset[str]) -> bool:
    """Whether a time bounds what is spoken of: "**before** winter", "a truce **from** midnight"."""
    while tree.dep[token] in ("compound", "nummod", "amod", "nmod", "npadvmod") or (
        tree.dep[token] == "pobj" and tree.lower[tree.head[token]] == "on"
    ):
        token = tree.head[token]
    if tree.dep[token] == "prep":  # "from midnight **on** Saturday"
        token = tree.head[token]
    if tree.dep[token] != "pobj" or tree.lower[tree.head[token]] not in bounds:
        return False
    return not tree.has(tree.head[token], "advmod")  # "**shortly** before midnight"


def since_last(tree: Tree, token: int) -> bool:
    """Whether the time is that of the one before ("the first visit since 2015")."""
    while tree.dep[token] in ("compound", "nummod", "amod", "nmod", "npadvmod") or (
        tree.dep[token] == "pobj" and tree.lower[tree.head[token]] != "since"
    ):
        token = tree.head[token]
    since = tree.head[token]
    if tree.dep[token] not in ("pobj", "pcomp") or tree.lower[since] != "since":
        return False
    above = tree.head[since]
    if tree.lower[above] in ORDINALS:  # "her **fourth** since Sunday"
        return True
    counted = [above, *tree.kids(above, "attr", "dobj", "nsubj", "nsubjpass")]
    if tree.dep[above] in ("relcl", "acl", "xcomp", "advcl"):  # "the **first** to go since 2015"
        counted.append(tree.head[above])
    near = [c for noun in counted for c in tree.children[noun]]
    near += [c for one in near if tree.pos[one] == "ADJ" for c in tree.children[one]]
    return any(tree.tag[c] in ("JJS", "RBS") or tree.lower[c] in ORDINALS for c in near)


def since_what(
    tree: Tree, verb: int, times: list[tuple[TimeExpression, int]]
) -> TimeExpression | None:
    """The time of what the deed of `verb` has gone on since: "**since** the war began in 2012"."""
    first = first_of_list(tree, verb)
    if not present_perfect(tree, verb) and (
        tree.has(verb, "aux", "nsubj") or not present_perfect(tree, first)
    ):
        return None
    heads = {token for _, token in times}
    told = {verb, first, *tree.conjuncts(first)}  # "have shelled X and **ambushed** Y since"
    clauses = [
        clause
        for one in told
        for clause in tree.kids(one, "advcl")
        if any(tree.lower[mark] == "since" for mark in tree.kids(clause, "mark", "prep"))
        and not heads.intersection(tree.kids(clause, "nsubj"))  # "since the winter"
    ]
    preps = (prep for one in told for prep in tree.kids(one, "prep"))
    for since in (prep for prep in preps if tree.lower[prep] == "since"):
        clauses += [noun for noun in tree.kids(since, "pobj") if noun not in heads]
    inside = {token for clause in clauses for token in tree.subtree(clause)}
    found = (time for time, token in times if token in inside and not time.future)
    return next((time for time in found if time.when is not None and time.when.start), None)


def _is_time(tree: Tree, token: int) -> bool:
    named = tree.text[token].title() in CALENDAR
    return tree.tag[token] == "CD" or named or tree.lower[token] in TIME_NOUNS


def attached_verb(tree: Tree, token: int) -> int:
    """The verb that the time expression at `token` hangs on."""
    return told_by(tree, token, tree.governor(token))
