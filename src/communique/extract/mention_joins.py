"""Phrases that belong together: names and titles in apposition, a leader and whom they lead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from communique.extract.mention_phrase import Phrase
from communique.extract.mention_view import View
from communique.extract.tree import Tree

_GENERAL = frozenset({"GOV", "PTY", "UNK", "CVL", "OPP", "MIL", None})
#: Sectors of bodies whose presidents lead no state.
_PRIVATE = frozenset({"BUS", "EDU", "LAB", "SOC", "MED", "JRN", "REL", "AGR"})
#: So many nouns may stand between an office and the country served.
STEPS = 3


def join_appositions(view: View, phrases: Sequence[Phrase], by_head: Mapping[int, Phrase]) -> None:
    """Let a person's name and the title beside it complete each other."""
    tree = view.tree
    forms = ("name", "title", "agent", "definite")
    starts = {min(p.left, p.first): p for p in phrases if p.form in forms}
    for phrase in phrases:
        for head in view.heads(phrase.first, phrase.last):
            for c in (*tree.kids(head, "appos"), *_predicates(tree, head)):
                other = by_head.get(c)
                if other is None or other is phrase or _governed(tree, phrase, other):
                    continue
                _take_name(view, phrase, other)
        after = view.past_bracket(phrase.end + 1)
        if after < len(tree) and tree.lower[after] == ",":
            other = starts.get(after + 1) or starts.get(_past_honorific(view, after + 1))
            if other is not None and _closes(view, other) and not _listed(view, phrase, other):
                _take_name(view, phrase, other)
        elif after < len(tree) and phrase.note == "counterpart" and (other := starts.get(after)):
            complete(phrase, other)


def follow_owner(view: View, phrases: Sequence[Phrase]) -> None:
    """Give somebody of whom no country is said that of whose they are: "President X's envoy Y"."""
    for phrase in phrases:
        at = min(phrase.left, phrase.first) - 1
        if not _is_person(phrase) or phrase.countries or phrase.note == "counterpart" or at < 1:
            continue
        if view.tree.lower[at] in ("'s", "’s"):
            owners = (p for p in phrases if p.kind == "person" and p.first <= at - 1 <= p.last)
            phrase.countries = next((p.countries for p in owners), ())


def join_title_lists(view: View, phrases: Sequence[Phrase]) -> None:
    """Let all titles in apposition to a name be that person's: "X, Envoy and Adviser to Y"."""
    tree = view.tree
    starts = {p.left: p for p in phrases if _is_person(p)}
    for title in phrases:
        if _is_person(title) and not title.name and not _has_article(view, title):
            _name_behind(view, title, starts)
    for person in [p for p in phrases if _is_person(p) and p.name]:
        at, last = view.past_bracket(person.end + 1), person
        while tree.lower[at : at + 1] == [","]:
            start = at + 1
            titles, at = _titles_behind(view, start, phrases)
            if not titles or not _may_share(view, person, titles[0]):
                break
            for title in titles:
                if person.office and not _names_state(view, start, at, title):
                    title.countries = ()
                _share(person, title)
            last = titles[-1]
        person.right = max(person.end, last.end) if last is not person else person.right


def _is_person(phrase: Phrase) -> bool:
    return phrase.kind == "person" and not phrase.plural and phrase.form in ("name", "title")


def _has_article(view: View, phrase: Phrase) -> bool:
    return view.tree.lower[min(phrase.left, phrase.first)] in ("the", "a", "an")


def _name_behind(view: View, title: Phrase, starts: Mapping[int, Phrase]) -> None:
    """Give a title the name behind another one: "Chad's Envoy, Head of the Board, **Ann Lee**"."""
    lower, at = view.tree.lower, title.end + 1
    other = starts.get(at + 1) if lower[at : at + 1] == [","] else None
    if other is not None and other.name and "," in lower[other.first : other.last]:
        _share(other, title)
        title.right = other.end


def _titles_behind(view: View, start: int, phrases: Sequence[Phrase]) -> tuple[list[Phrase], int]:
    """The titles without a name from a token up to what ends the words, and that place."""
    tree, end = view.tree, start
    named = [p for p in phrases if _is_person(p) and p.name]
    while end < len(tree) and tree.text[end] not in ",;.:()–-" and tree.tag[end][:2] != "VB":
        end += 1
    end = min((p.left for p in named if start <= p.left <= end), default=end)
    inside = (p for p in phrases if _is_person(p) and not p.name and start <= p.first < end)
    own = sorted((p for p in inside if not _serves(view, p)), key=lambda p: p.first)
    if not own or not _opens(view, start, own[0]):
        return [], end
    return [own[0], *(p for p in own[1:] if not _has_article(view, p))], end


def _serves(view: View, phrase: Phrase) -> bool:
    """Whether a preposition stands before a title: it is somebody else's ("to the President")."""
    before = min(phrase.left, phrase.first) - 1
    return before >= 0 and view.tree.pos[before] in ("ADP", "PART")


def _opens(view: View, start: int, title: Phrase) -> bool:
    """Whether a title stands at the beginning, behind nothing but capitalised words."""
    tree = view.tree
    if tree.lower[start] == "and":
        return False
    words = range(start, min(title.left, title.first))
    return all(tree.text[i][:1].isupper() or tree.lower[i] in ("and", "the") for i in words)


def _may_share(view: View, person: Phrase, title: Phrase) -> bool:
    """Whether a title without an article can be the person's: it is of no other country."""
    if _has_article(view, title):
        return False
    return not person.countries or not title.countries or person.countries == title.countries


def _names_state(view: View, start: int, end: int, title: Phrase) -> bool:
    """Whether a state itself tells the country of a title, not only a body's name."""
    names = (view.name_at[i] for i in range(start, end))
    codes = {n.name.code for n in names if n is not None and n.name.kind in ("state", "city")}
    return codes.issuperset(title.countries)


def _share(person: Phrase, title: Phrase) -> None:
    """Let a title be that of a person, whatever other title the person has."""
    title.name, title.form = person.name, "name"
    states = title.countries if all(":" not in code for code in title.countries) else ()
    if not person.office:
        states = title.countries if all("REB:" not in code for code in title.countries) else ()
    person.countries = title.countries = person.countries or states
    person.office = title.office = person.office or title.office
    person.sector = title.sector = person.sector or title.sector
    if person.note == "unknown" or person.note is None:
        person.note = None


def _take_name(view: View, phrase: Phrase, other: Phrase) -> None:
    """Complete the two; a name behind a title belongs to its words ("Chad's envoy, **X**")."""
    untold, at = phrase.name is None, phrase.end + 1
    complete(phrase, other)
    behind = at < len(view.tree) and view.tree.lower[at] == "," and other.first > at
    if untold and phrase.name and behind and other.left <= _past_honorific(view, at + 1):
        phrase.right = other.end


def _past_honorific(view: View, i: int) -> int:
    """The token behind "Hon." and "H.E." that may stand between a title and the name."""
    tree = view.tree
    while i < len(tree) and (tree.lower[i] in view.words["honorifics"] or tree.text[i] == "."):
        i += 1
    return i


def _governed(tree: Tree, one: Phrase, two: Phrase) -> bool:
    """Whether a preposition parts the two ("an aide of X"): no apposition, whatever the parse."""
    start = min(max(one.left, two.left), max(one.first, two.first))
    return start > 0 and tree.pos[start - 1] == "ADP"


def _predicates(tree: Tree, head: int) -> list[int]:
    """What the word is said to be: "X, who is minister of …", "X is the minister of …"."""
    verbs = tree.kids(head, "relcl")
    if tree.dep[head] == "nsubj":
        verbs.append(tree.head[head])
    return [c for verb in verbs if tree.lemma[verb] == "be" for c in tree.kids(verb, "attr")]


def _closes(view: View, other: Phrase) -> bool:
    """Whether the words end at a comma or with the sentence, as an apposition does."""
    tree, after = view.tree, other.end + 1
    return after >= len(tree) or tree.lower[after] in (",", ".", ";", ")", "(", "-", ":", "said")


def _listed(view: View, phrase: Phrase, other: Phrase) -> bool:
    """Whether the two are members of a list rather than one and the same."""
    tree = view.tree
    heads = set(view.heads(phrase.first, phrase.last))
    return any(
        tree.dep[h] == "conj" and tree.head[h] in heads for h in view.heads(other.first, other.last)
    )


def complete(one: Phrase, two: Phrase) -> None:
    """Give the name of one the office of the other, and the other way round."""
    named = [p for p in (one, two) if p.kind == "person" and p.name]
    titled = [p for p in (one, two) if p.kind == "person" and not p.name and not p.plural]
    if len(named) != 1 or len(titled) != 1:
        return
    person, title = named[0], titled[0]
    if person.office and title.office and person.office != title.office:
        return
    title.name, title.form = person.name, "name"
    if title.countries or not person.countries:
        person.countries = person.countries or title.countries
    title.countries = title.countries or person.countries
    person.office = title.office = person.office or title.office
    if title.sector and (person.sector is None or person.sector in ("GOV", "CVL")):
        person.sector = title.sector
    title.sector = person.sector or title.sector
    person.former = title.former = person.former or title.former
    if person.note == "unknown" or person.note is None:
        person.note = title.note
    if title.counterpart_of is not None:
        person.counterpart_of = title.counterpart_of


def follow_inner(view: View, phrases: Sequence[Phrase], by_head: Mapping[int, Phrase]) -> None:
    """Take the country and sector of whom a phrase belongs to ("leader of the ruling party")."""
    for phrase in phrases:
        if phrase.kind == "person" and phrase.office and not phrase.countries:
            phrase.countries = _served(view, phrase, by_head)
        if not (phrase.note and phrase.note.startswith("of:")):
            continue
        at = int(phrase.note[3:])
        inner = by_head.get(at) or _firm_at(view, at, by_head)
        if inner is None or inner is phrase:
            continue
        phrase.countries = phrase.countries or inner.countries
        if not phrase.countries and (inner.note or "").startswith("elsewhere"):
            phrase.note = "elsewhere"
        telling = inner.form != "pronoun" and inner.kind != "state" and inner.sector != "GOV"
        if telling and inner.sector and phrase.sector in _GENERAL:
            phrase.sector = inner.sector
            if inner.sector in _PRIVATE and phrase.office == "head_of_state":
                phrase.office = None  # "the president of the steel firm"


def _served(view: View, phrase: Phrase, by_head: Mapping[int, Phrase]) -> tuple[str, ...]:
    """Whom somebody serves by a chain of nouns: "head of the office of the Kenyan president"."""
    tree = view.tree
    if (phrase.note or "").startswith("of:"):
        at: int | None = int((phrase.note or "")[3:])
    else:
        at = _object(view, phrase.last)
    for _ in range(STEPS):
        if at is None:
            break
        for i in (at, *tree.kids(at, "poss", "amod", "compound", "nmod")):
            other = by_head.get(i)
            if other is not None and other is not phrase and other.countries:
                return () if other.plural and other.note == "pair" else other.countries
        at = _object(view, at)
    return ()


def _object(view: View, at: int) -> int | None:
    """What stands behind the "of" or "for" right behind a noun."""
    tree = view.tree
    preps = [i for i in tree.kids(at, "prep") if tree.lower[i] in ("of", "for") and i > at]
    return next((i for prep in preps for i in tree.kids(prep, "pobj")), None)


def _firm_at(view: View, at: int, by_head: Mapping[int, Phrase]) -> Phrase | None:
    """The phrase of the word for a firm before its name: "the president of the steel firm Mako"."""
    front = [by_head.get(i) for i in view.tree.kids(at, "compound")]
    return next((p for p in front if p and p.sector in _PRIVATE), None)
