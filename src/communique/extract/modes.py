"""The mode of an event whose frame tells none: by the words beside what reports it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from communique.extract.tree import Tree
from communique.vocab.modes import ModeWords, load_mode_words

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
#: What hangs beside an act and tells of another one.
ASIDE = frozenset({"advcl", "relcl", "parataxis", "conj", "clause"})


class ModeReader:
    """Reads modes in parsed sentences; built once from the words."""

    def __init__(self, words: Mapping[str, ModeWords] | None = None) -> None:
        self.words = load_mode_words() if words is None else words

    def read(
        self, tree: Tree, *, type_: str, base: str, base_mode: str | None, head: int, anchor: int
    ) -> str | None:
        """The mode of an event of `type_`, None if no word tells it.

        Args:
            tree: The sentence.
            type_: The event type.
            base: The type of the act that is spoken of, asked for or refused; else `type_` itself.
            base_mode: The mode of that act.
            head: The token that reports it.
            anchor: The verb that carries it.
        """
        words = self.words.get(type_)
        if words is None:
            return None
        if base != type_ and (told := words.spoken_of(base, base_mode)):
            return told
        tops = (head,) if words.scope == "below" else (head, anchor)
        for top in tops:
            for token in _nearest_first(tree, top, whole=words.scope == "clause"):
                if mode := words.by_lemma.get(tree.lemma[token]):
                    return mode
        return None


def _nearest_first(tree: Tree, top: int, *, whole: bool) -> Iterator[int]:
    """The tokens under `top`, the nearest first; of a `whole` clause also its subject."""
    level = [top] if whole else tree.children[top]
    below = not whole
    while level:
        if below:
            level = [t for t in level if tree.dep[t] not in SUBJECTS | ASIDE]
        elif whole:
            level = [t for t in level if tree.dep[t] not in ASIDE or t == top]
        yield from level
        level = [child for token in level for child in tree.children[token]]
        below = False
