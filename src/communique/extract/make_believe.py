"""Sentences in which nothing political happens whatever their verbs say: games and stories."""

from __future__ import annotations

from communique.extract.tree import Tree

#: Words that only sport has, and words that it shares; of the second more are needed.
SPORT = frozenset(
    "striker midfielder goalkeeper linesman referee pitcher batsman bowler innings dugout teammate "
    "team-mate mate fixture quarterfinal quarter-final semifinal semi-final playoff regatta scorer "
    "hat-trick offside midfield quarterback touchdown wicket playmaker fullback winger half-time "
    "defenceman goalie umpire centre-half cyclist peloton sprinter".split()
)
GAMES = frozenset(
    "match game final goal cup team coach penalty forward season league champion championship "
    "tournament friendly football soccer rugby cricket basketball tennis hockey baseball club "
    "player fan stadium score win defeat draw race lap round visitor transfer".split()
)
STORIES = frozenset(
    "novel opera film movie documentary drama thriller sequel episode ballet musical memoir sitcom "
    "comedy tragedy screenplay biopic soap".split()
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
    if any(tree.lemma[s] in STORIES for s in tree.kids(root, "nsubj")):
        return not any(tree.lemma[c] in LAW for c in tree.clause(root))
    clauses = [root, *tree.kids(root, "clause", "ccomp")]
    openings = (p for c in clauses for p in tree.kids(c, "prep") if tree.lower[p] == "in" and p < c)
    return any(tree.lemma[n] in STORIES for p in openings for n in tree.kids(p, "pobj"))
