"""What a sentence tells as known, usual or laid down, not as news: no event stands in it."""

from __future__ import annotations

from communique.extract.blows import BLOWS
from communique.extract.day_names import MONTHS, WEEKDAYS
from communique.extract.outcomes import HARMFUL, SPEECH
from communique.extract.tree import Tree
from communique.vocab.frames import Frame

REACH = 9  # words of a name between "vice" and "resigned"
HABITS = frozenset({"routinely", "often", "regularly", "frequently", "usually", "always"})
#: With "has" these sum up what was done at no known time.
SUMMING = HABITS | {
    "repeatedly", "consistently", "long", "previously", "traditionally", "persistently",
}  # fmt: skip
PRESENT = frozenset({"VBZ", "VBP"})
#: In front of a clause in the present these lead to what is still to come or what recurs.
AWAITING = frozenset({"until", "till", "before", "after", "once", "when", "whenever"})
#: Whoever they are: "**whoever** is arrested", "**any** state that objects".
ANYBODY = frozenset({"whoever", "anyone", "anybody", "whomever"})
#: What tells which ones are meant.
TELLING = ("det", "poss", "nummod", "amod", "compound", "nmod", "prep")
#: By these something is so as a rule, not once.
RULES = frozenset(
    "law statute rule procedure custom tradition constitution regulation code bylaw convention "
    "practice usage".split()
)
#: Papers that lay down what may or shall be done, and how they say so.
PAPERS = RULES | frozenset(
    "article section clause paragraph handbook manual leaflet mandate charter treaty protocol "
    "guideline directive ordinance act rota form statute bill order resolution".split()
)
#: From an act up to the verb that lays it down.
CLIMBED = frozenset({"ccomp", "xcomp", "conj", "advcl", "pcomp", "prep"})
LAYING_DOWN = frozenset(
    "provide stipulate specify say require state prescribe explain set define ensure mean "
    "guarantee show forbid oblige entitle empower allow permit enable authorize authorise".split()
)

#: A time may stand behind these.
WHEN = frozenset({"on", "in", "during", "at", "after", "since", "earlier"})
#: What crowds do, and what it is called.
STREET = frozenset(
    "rally march protest demonstrate demonstration procession strike riot vigil sit-in picket "
    "parade".split()
)
#: How crowds begin it, and what they fill or lay down for it.
TURNING = frozenset(
    "begin block camp come continue down fast fill flood gather go hold join launch lay lead leave "
    "march mount observe parade pour resume stage start stop surge take throng turn walk".split()
)
STREETS = frozenset({"street", "square", "road", "work", "tool", "job", "duty", "fast"})
#: In a relative clause in the present these tell what is so, not what happened.
LASTING = HARMFUL | {"AGREE", "AID", "COOPERATE", "CONCEDE", "RETREAT"}
#: What is said again and again in such words is a stand that is still taken.
STANDING = frozenset({"REQUEST", "ACCUSE", "SUPPORT"})
#: In the present these tell what a state does all the time: "Chad **sells** oil to China".
STEADY = frozenset("sell supply host cooperate co-operate collaborate export import base".split())
#: Of these types most of what is told in the present lasts: "buses **run** between the capitals".
GOING_ON = frozenset({"AID", "COOPERATE"})
#: Who speaks of himself tells what he does, not what is usual.
OURS = frozenset({"i", "we"})
#: What recurs: "meets twice **a year**", "meets **next** in June".
RECURRING = HABITS | {"annually", "monthly", "weekly", "daily", "yearly", "next", "periodically"}
SPANS = frozenset({"year", "month", "week", "day", "decade", "quarter"})
TIMES = WEEKDAYS | frozenset(
    "today yesterday tonight day week month year hour minute night morning evening afternoon "
    "weekend time decade century".split()
)
#: A participle that only says who is meant has none of these, and no time so near.
CLAUSAL = ("advcl", "aux", "auxpass", "nsubj", "nsubjpass")
NEAR = 20
#: What befalls vehicles and buildings; nobody strikes.
WRECKED = frozenset("crash collide capsize derail overturn collapse skid".split())
INTENT = frozenset("attacker bomber hijack hijacked hijacker shoot suicide terrorist".split())
#: Done for so long, it is no news: "have fought **for years**", "twice **in the past decade**".
SPANNING = frozenset({"for", "in", "over", "during", "through"})
AGES = frozenset({"years", "decade", "decades", "generations", "centuries", "century"})
AHEAD = frozenset({"will", "'ll", "wo", "would", "shall"})
GUESSING = frozenset(
    {"probably", "likely", "perhaps", "possibly", "presumably", "maybe", "conceivably"}
)
FORESEEING = frozenset(
    "expect predict forecast foresee anticipate believe think reckon guess fear bet speculate "
    "suspect assume suppose imagine wonder estimate doubt hope wish pray".split()
)
#: What these say will happen is nobody's promise.
FORECASTERS = frozenset(
    "analyst expert observer commentator columnist economist scholar scientist pollster blogger "
    "historian pundit study scenario survey poll forecaster".split()
)

#: "Angered its neighbour **by** backing the rebels": a means, or a reason.
MEANS = frozenset({"by", "for"})
#: Papers that ask for something only once they are passed, and how that is said.
MOTIONS = frozenset({"resolution", "motion", "draft", "amendment", "bill", "referendum"})
PASSING = frozenset("adopt pass approve endorse carry vote back support issue sign".split())


def backdrop(tree: Tree, verb: int, frame: Frame) -> str | None:
    """Why the act at `verb` is no news, None if it may be. Contacts are kept but for rules."""
    if by_rule(tree, verb):
        return "by rule"
    if frame.channel is not None:
        return "habit" if recurring(tree, verb) else "awaited" if awaited(tree, verb) else None
    if described(tree, verb) or (frame.type == "RETREAT" and tree.dep[verb] == "amod"):
        return "described"
    if aside(tree, verb, frame) or taking_a_stand(tree, verb, frame):
        return "described"
    if frame.type == "REQUEST" and called_out(tree, verb):
        return "called out"
    if frame.type == "REQUEST" and kept_up(tree, verb):
        return "kept up"
    return _unsettled(tree, verb, frame) or _looked_back_on(tree, verb, frame)


def _unsettled(tree: Tree, verb: int, frame: Frame) -> str | None:
    """Why the act is one of no time, or of one to come."""
    if frame.type in LASTING and habitual(tree, verb, lasting=frame.type in GOING_ON):
        return "habit"
    if ordered(tree, verb):
        return "ordered"
    if awaited(tree, verb):
        return "awaited"
    if frame.type == "AGREE" and tree.dep[verb] == "relcl" and _auxes(tree, verb) & AHEAD:
        return "described"  # "a cabinet that **will meet**": nobody promises
    if asked(tree, verb):
        return "asked"
    return "foretold" if foretold(tree, verb) else None


def asked(tree: Tree, verb: int) -> bool:
    """Whether a question asks if it is, or will be, done: "**Will** Chad **pay**?"."""
    if tree.text[-1] != "?" or tree.dep[verb] != "ROOT":
        return False
    subject = next(iter(tree.kids(verb, "nsubj", "nsubjpass")), 0)
    return any(c < subject for c in tree.kids(verb, "aux", "auxpass"))


def _looked_back_on(tree: Tree, verb: int, frame: Frame) -> str | None:
    """Why the act is only spoken of again."""
    if frame.type not in STANDING and summed_up(tree, verb):
        return "summed up"
    return "recalled" if frame.type in SPEECH | LASTING and recalled(tree, verb) else None


def by_rule(tree: Tree, verb: int) -> bool:
    """Whether something is laid down or holds for anybody: "by law", "the statute says that …"."""
    present = tree.tag[verb] in PRESENT or bool({"is", "are"} & _auxes(tree, verb))
    if present and _anybody(tree, verb):
        return True
    if present and any(
        tree.lower[p] in ("by", "under") and tree.lemma[n] in RULES
        for p in tree.kids(verb, "prep")
        for n in tree.kids(p, "pobj")
    ):
        return True
    at = verb
    while tree.head[at] != at and tree.dep[at] in CLIMBED:
        at = tree.head[at]
        if tree.lemma[at] in LAYING_DOWN and any(
            tree.lemma[s] in PAPERS for s in tree.kids(at, "nsubj")
        ):
            return tree.tag[at] in PRESENT or bool(tree.kids(at, "aux"))
    return False


def _anybody(tree: Tree, verb: int) -> bool:
    subjects, noun = tree.kids(verb, "nsubj", "nsubjpass"), tree.head[verb]
    if tree.dep[verb] == "relcl" and not _named(tree, noun):
        subjects = [*subjects, noun]
        if tree.tag[noun] == "NNS" and not tree.has(noun, *TELLING):  # "traders who refuse to pay"
            return True
    return any(
        tree.lower[s] in ANYBODY or any(tree.lower[d] in ("any",) for d in tree.kids(s, "det"))
        for s in subjects
    )


def _named(tree: Tree, noun: int) -> bool:
    return tree.pos[noun] == "PROPN"


def ordered(tree: Tree, verb: int) -> bool:
    """Whether somebody is told to do it: ""**Leave** our country," he told the troops"."""
    if tree.tag[verb] != "VB" or tree.dep[verb] not in ("ROOT", "ccomp", "clause"):
        return False
    if tree.has(verb, "nsubj", "nsubjpass", "expl", "aux", "auxpass", "mark"):
        return False
    return not any(tree.text[c].isalpha() for c in tree.subtree(verb) if c < verb)


def awaited(tree: Tree, verb: int) -> bool:
    """Whether a clause waits for the act: "**until** they leave", "would go **once** X left"."""
    at = verb
    while tree.dep[at] in ("xcomp", "conj") and tree.head[at] != at:
        at = tree.head[at]
    untensed = tree.tag[at] == "VB" and not tree.has(at, "aux")  # as the tagger has it
    ahead = "would" in _auxes(tree, tree.head[at])
    if tree.dep[at] != "advcl" or not (tree.tag[at] in PRESENT or untensed or ahead):
        return False
    marks = [c for c in tree.kids(at, "mark", "advmod") if c < at]
    if any(tree.lower[c] in AWAITING for c in marks):
        return True
    return any(tree.lower[c - 1 : c + 1] in (["long", "as"], ["soon", "as"]) for c in marks)


def foretold(tree: Tree, verb: int) -> bool:
    """Whether others only think that it will be so: "will **probably**", "analysts **expect**"."""
    if not _auxes(tree, verb) & AHEAD:
        return False
    if {tree.lower[c] for c in tree.kids(verb, "advmod")} & GUESSING:
        return True
    above = tree.head[verb]
    if tree.dep[verb] != "ccomp" or not tree.verbal(above):
        return False
    if tree.lemma[above] in FORESEEING:
        return True
    return any(tree.lemma[s] in FORECASTERS for s in tree.kids(above, "nsubj"))


def summed_up(tree: Tree, verb: int) -> bool:
    """Whether it was done more than once, at no known time: "has **repeatedly** blocked"."""
    if not _auxes(tree, verb) & {"has", "have", "had"} or _dated(tree, verb):
        return False
    told = [c for c in tree.kids(verb, "advmod") if not tree.kids(c, "advmod", "mark", "prep")]
    if {tree.lower[c] for c in told} & SUMMING:  # not "as **long** as"
        return True
    return any(
        tree.lower[p] == "in" and tree.lower[n] == "past" and len(tree.subtree(n)) <= 2
        for p in tree.kids(verb, "prep")
        for n in tree.kids(p, "pobj")
    )


def recalled(tree: Tree, verb: int) -> bool:
    """Whether words are only recalled, of no known day ("who has vowed to …", "often accuses")."""
    if {tree.lower[c] for c in tree.kids(verb, "advmod")} & HABITS:
        return True
    known = bool(_auxes(tree, verb) & {"has", "have"})
    return tree.dep[verb] == "relcl" and known and not _dated(tree, verb)


def recurring(tree: Tree, verb: int) -> bool:
    """Whether people meet so again and again: "the council **meets** three times **a year**"."""
    if tree.tag[verb] not in PRESENT or tree.kids(verb, "aux", "auxpass"):
        return False
    if {tree.lower[c] for c in tree.kids(verb, "advmod")} & RECURRING:
        return True
    if tree.lemma[verb] == "call" and tree.text[-1] == ".":  # "whom his foes **call** a crook"
        return True
    timed = tree.kids(verb, "npadvmod", "advmod", "dobj")
    near = [*timed, *(d for c in timed for d in tree.kids(c, "npadvmod"))]
    each = (c for c in near if tree.lemma[c] in SPANS)
    return any(tree.lower[d] in ("a", "each", "every") for c in each for d in tree.kids(c, "det"))


def habitual(tree: Tree, verb: int, *, lasting: bool = False) -> bool:
    """Whether it only says what is usual ("gangs that kill", "too many are jailed").

    `lasting` says that the like is mostly told in the present of what goes on all the time.
    """
    auxes = tree.kids(verb, "aux", "auxpass")
    inside = tree.dep[verb] == "relcl"
    steady = lasting or tree.lemma[verb] in STEADY
    steady = steady and tree.text[-1] == "." and not _dated(tree, verb)
    who = [d for c in tree.kids(verb, "nsubj") for d in (c, *tree.kids(c, "det", "preconj"))]
    steady = steady and not any(tree.lower[d] in OURS | {"both"} for d in who)
    if steady and tree.tag[verb] in PRESENT and not auxes:
        return True
    only = any(tree.lower[c] == "only" for c in tree.kids(verb, "advmod") if c < verb)
    if only and who and not auxes and tree.tag[verb] in PRESENT | {"VB"}:
        return True  # "its forces **only** return fire"
    if tree.passive(verb):
        present = [tree.lower[c] for c in auxes] in (["are"], ["is"])
        return present and (inside or not tree.has(verb, "prep", "agent", "npadvmod"))
    return inside and not auxes and tree.tag[verb] in PRESENT


def called_out(tree: Tree, verb: int) -> bool:
    """Whether a crowd calls for it in the street, which is its protest: "rallied to **demand**"."""
    if tree.dep[verb] not in ("advcl", "xcomp", "acl", "conj"):
        return False
    first = tree.first_conjunct(verb)
    above = tree.head[first]
    if tree.dep[first] not in ("advcl", "xcomp", "acl"):
        return False
    held = tree.dep[above] == "acl" and tree.lemma[tree.head[above]] in STREET
    return held or tree.lemma[above] in STREET or _takes_to_street(tree, above)


def _takes_to_street(tree: Tree, verb: int) -> bool:
    """Whether a crowd does it: "went on **strike**", "poured into the **streets**"."""
    if tree.lemma[verb] not in TURNING:
        return False
    places = [p for c in tree.kids(verb, "prep") for p in tree.kids(c, "pobj")]
    nouns = [*tree.kids(verb, "dobj", "nsubjpass", "conj"), *places]
    joined = [d for c in nouns for d in tree.kids(c, "conj")]
    return any(tree.lemma[c] in STREET | STREETS for c in (*nouns, *joined))


def kept_up(tree: Tree, verb: int) -> bool:
    """Whether somebody has asked all the while, of no known day: "**has been pressing** for it".

    Whom it is to do something has been asked: "has been pressing Chad **to leave**".
    """
    auxes = _auxes(tree, verb)
    long = tree.tag[verb] == "VBG" and "been" in auxes and not auxes.isdisjoint({"has", "have"})
    since = any(tree.lower[c] == "since" for c in tree.kids(verb, "prep", "mark"))
    return long and not since and not _dated(tree, verb) and not tree.has(verb, "xcomp", "ccomp")


def by_chance(tree: Tree, verb: int) -> bool:
    """Whether a wreck did the harm: "a jet **crashed**, killing six", "a bus that **overturned**".

    What struck somebody by intent is told beside it: "crashed into the gate in a **raid**".
    """
    wrecks = {tree.head[verb]} if tree.dep[verb] in ("advcl", "conj", "relcl") else set[int]()
    wrecks |= {c for noun in tree.kids(verb, "nsubj") for c in tree.kids(noun, "relcl", "acl")}
    if tree.dep[verb] == "advcl":  # "the jet that crashed …, **killing** six", hung on any verb
        wrecks.update(tree.kids(tree.head[verb], "relcl", "conj", "advcl"))
    wrecked = any(tree.lemma[w] in WRECKED for w in wrecks)
    return wrecked and (BLOWS | INTENT).isdisjoint(tree.lemma)


def _of_somebody(tree: Tree, verb: int) -> bool:
    """Whether it only says who is meant, at no known time: "pilots **captured** by rebels"."""
    if tree.dep[verb] != "acl" or tree.tag[verb] != "VBN" or tree.has(verb, *CLAUSAL):
        return False
    words = {*tree.lower[verb : verb + NEAR], *tree.lemma[verb : verb + NEAR]}
    return not (words & (TIMES | MONTHS) or any(w.isdigit() for w in words))


def _for_ages(tree: Tree, verb: int) -> bool:
    """Whether it goes on or comes again since long ago: "have fought **for years**"."""
    return bool(_auxes(tree, verb) & {"has", "have"}) and any(
        tree.lower[p] in SPANNING and tree.lower[n] in AGES
        for p in tree.kids(verb, "prep")
        for n in tree.kids(p, "pobj")
    )


def taking_a_stand(tree: Tree, verb: int, frame: Frame) -> bool:
    """Whether it only says what somebody is against: "Chad **opposes** it"."""
    plain = tree.tag[verb] in PRESENT and not tree.has(verb, "aux", "auxpass")
    return frame.type == "REJECT" and tree.lemma[verb] == "oppose" and plain


def described(tree: Tree, verb: int) -> bool:
    """Whether "resigned" only says who is succeeded: "vice X, resigned" in lists of nominees."""
    near = tree.lower[max(0, verb - REACH) : verb]
    return tree.lemma[verb] == "resign" and "vice" in near and not tree.has(verb, "aux")


def aside(tree: Tree, verb: int, frame: Frame) -> bool:
    """Whether it only explains or describes something else.

    "Angered Iran **by backing** Iraq" tells how; of "vetoed a resolution **demanding** a truce"
    nobody has made the demand.
    """
    above = tree.head[verb]
    if frame.type == "SUPPORT":
        return tree.dep[verb] == "pcomp" and tree.lower[above] in MEANS
    if frame.type == "AGREE":  # "over the rise **promised** by the state"
        timed = _dated(tree, verb) or any(tree.lower[p] in WHEN for p in tree.kids(verb, "prep"))
        told = timed or tree.lemma[verb] == "reach"  # "an accord **reached** by both"
        return tree.dep[verb] == "acl" and tree.tag[verb] == "VBN" and not told
    if frame.type == "ASSAULT":
        return _of_somebody(tree, verb) or _for_ages(tree, verb) or by_chance(tree, verb)
    if frame.type != "REQUEST" or tree.dep[verb] != "acl" or tree.lemma[above] not in MOTIONS:
        return False
    return tree.lemma[tree.head[above]] not in PASSING


def _dated(tree: Tree, verb: int) -> bool:
    """Whether a time stands at the verb without a preposition: "has vowed **this week**"."""
    return any(tree.lemma[c] in TIMES for c in tree.kids(verb, "npadvmod"))


def _auxes(tree: Tree, verb: int) -> set[str]:
    return {tree.lower[c] for c in tree.kids(verb, "aux", "auxpass")}
