"""Sentences in which nothing political happens whatever their verbs say: games and stories."""

from __future__ import annotations

from communique.extract.tree import Tree

#: Words that only sport has, and words that it shares; of the second more are needed.
SPORT = frozenset(
    "striker midfielder goalkeeper goaltender linesman referee pitcher batsman bowler innings "
    "dugout teammate team-mate mate fixture quarterfinal quarter-final semifinal semi-final "
    "playoff regatta "
    "scorer hat-trick offside midfield quarterback touchdown wicket playmaker fullback winger "
    "half-time defenceman goalie umpire centre-half cyclist peloton sprinter wrestler rower boxer "
    "sprint relay header scrum prop shoot-out kick-off bout racquet racket puck prix grand-slam "
    "marathon dribble medallist medalist olympics wallabies springboks rink velodrome tackle "
    "semi-finals semifinals quarter-finals quarterfinals".split()
)
GAMES = frozenset(
    "match game final goal cup team coach penalty forward season league champion championship "
    "tournament friendly football soccer rugby cricket basketball tennis hockey baseball club "
    "player fan stadium score win defeat draw race lap round visitor transfer point leg box kick "
    "half post captain medal try pitch umpires title athlete victory".split()
)
#: Works that tell or show what never was, or was long ago.
STORIES = frozenset(
    "novel opera film movie documentary drama thriller sequel episode ballet musical memoir "
    "sitcom comedy tragedy screenplay biopic soap fresco mural legend myth fable tale saga "
    "chronicle ballad "
    "cartoon libretto novella play poem simulation fairytale memoirs".split()
)
#: Works and places that may also tell news; these only "show" or "recall" what is no news.
DISPLAYS = STORIES | frozenset(
    "museum exhibition exhibit display book painting guide plaque map game scenario essay lyric "
    "textbook history visitor historian".split()
)
SHOWING = frozenset(
    "show tell depict portray recount describe recall imagine assume follow trace illustrate "
    "commemorate evoke narrate relate learn".split()
)
#: Where these stand beside a game, it may well be a riot.
LAW = frozenset(
    "police policeman officer soldier troop army tear arrest kill wound riot bomb gunman court "
    "government minister president ambassador embassy boycott protest".split()
)
ENOUGH = 3


def is_make_believe(tree: Tree) -> bool:
    """Whether a sentence tells of a game, or of what happens in a story."""
    lemmas = {*tree.lemma, *tree.lower}
    sport, games = len(SPORT & lemmas), len(GAMES & lemmas)
    if (sport and sport + games > 1) or games >= ENOUGH:
        return not LAW & lemmas
    return any(tree.dep[i] == "ROOT" and _in_story(tree, i) for i in range(len(tree)))


def _in_story(tree: Tree, root: int) -> bool:
    """Whether the main clause has a story for its subject, or opens with "in the film"."""
    subjects = tree.kids(root, "nsubj", "nsubjpass")
    if any(tree.lemma[s] in STORIES for s in subjects):
        return not any(tree.lemma[c] in LAW for c in tree.clause(root))
    if _displays(tree, root, subjects):
        return True
    clauses = [root, *tree.kids(root, "clause", "ccomp")]
    openings = (p for c in clauses for p in tree.kids(c, "prep") if tree.lower[p] == "in" and p < c)
    return any(_is_story(tree, n) for p in openings for n in tree.kids(p, "pobj"))


def _is_story(tree: Tree, noun: int) -> bool:
    """A story, or a part of one: "in the **ballet's** second act", "in the game"."""
    return any(tree.lemma[i] in STORIES for i in (noun, *tree.kids(noun, "poss", "compound")))


def _displays(tree: Tree, root: int, subjects: list[int]) -> bool:
    """Whether a book or museum shows how something was: "the museum **shows how** …"."""
    if tree.lemma[root] not in SHOWING or not any(tree.lemma[s] in DISPLAYS for s in subjects):
        return False
    heads = tree.kids(root, "ccomp", "xcomp", "dobj")
    how = any(tree.lower[m] == "how" for h in heads for m in tree.kids(h, "advmod"))
    return how or any(
        tree.lemma[s] in DISPLAYS - {"visitor", "historian", "guide"} for s in subjects
    )
