"""Copies: whether one report repeats, cuts or rewrites another, or both a third.

Of each text only its own words count: what stands in quotation marks is another's, and two
reports that quote one readout are no copies of the readout. A *copy* has the other's runs of
three content words; a *rewrite* most of its telling words, in whatever order.

Candidates share a band of a MinHash sketch (`rensa`), so that a report costs as much among many
as among few; the likeness of candidates is then measured on their texts.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator

from rensa import RMinHash

from communique.link.wording import Wordings
from communique.records import Record

SEED = 20210127
#: Bands of runs: 16 of 4 rows find a likeness of .5 in 64 of 100 cases, .7 in 99, .1 in 0.2.
RUN_BANDS, RUN_ROWS = 16, 4
#: Bands of telling words: rewrites share fewer of these, chance too.
WORD_BANDS, WORD_ROWS = 32, 4
RUN = 3
_QUOTED = re.compile(r"[\"“”](?:[^\"“”\n]|\n(?!\s*\n))*[\"“”]|''(?:[^'\n]|'(?!'))*''")
_SHORTEST = 12  # content words: shorter texts say too little to be called copies


class Sketch(Record, frozen=True, kw_only=True):
    """MinHash digests of a text's runs of words and of its telling words; empty if too short."""

    runs: tuple[int, ...] = ()
    words: tuple[int, ...] = ()


def own_stems(text: str, wordings: Wordings) -> list[str]:
    """The stems of a text's own content words, in order, without what it quotes."""
    return wordings.stems(_QUOTED.sub(" ", text))


def runs_of(stems: list[str]) -> set[str]:
    """The runs of three."""
    return {" ".join(stems[n : n + RUN]) for n in range(len(stems) - RUN + 1)}


def telling(stems: Iterable[str], wordings: Wordings) -> set[str]:
    """The words that tell something."""
    return {word for word in stems if word not in wordings.common}


def sketch(text: str, wordings: Wordings | None = None) -> Sketch:
    """The sketch of a text."""
    wordings = wordings or Wordings.load()
    stems = own_stems(text, wordings)
    if len(stems) < _SHORTEST:
        return Sketch()
    return Sketch(
        runs=_digest(runs_of(stems), RUN_BANDS * RUN_ROWS),
        words=_digest(telling(stems, wordings), WORD_BANDS * WORD_ROWS),
    )


def bands(of: Sketch) -> tuple[str, ...]:
    """The keys under which a sketch is filed and looked up; candidates share at least one."""
    return (*_bands("r", of.runs, RUN_ROWS), *_bands("w", of.words, WORD_ROWS))


def likeness(text_a: str, text_b: str, wordings: Wordings | None = None) -> float:
    """How like two texts are, 0 to 1: the same for (a, b) and (b, a)."""
    wordings = wordings or Wordings.load()
    a, b = own_stems(text_a, wordings), own_stems(text_b, wordings)
    if min(len(a), len(b)) < _SHORTEST:
        return 1.0 if a == b and a else 0.0
    runs_a, runs_b = runs_of(a), runs_of(b)
    copied = len(runs_a & runs_b) / min(len(runs_a), len(runs_b))
    words_a, words_b = telling(a, wordings), telling(b, wordings)
    shared = len(words_a & words_b)
    rewritten = shared / len(words_a | words_b) if shared else 0.0
    return round(max(copied, rewritten), 4)


def _digest(tokens: set[str], size: int) -> tuple[int, ...]:
    if not tokens:
        return ()
    made = RMinHash(num_perm=size, seed=SEED)
    made.update(sorted(tokens))
    return tuple(made.digest())


def _bands(letter: str, digest: tuple[int, ...], rows: int) -> Iterator[str]:
    for start in range(0, len(digest), rows):
        row = ",".join(map(str, digest[start : start + rows]))
        mark = hashlib.blake2b(row.encode(), digest_size=6).hexdigest()
        yield f"{letter}{start // rows}:{mark}"
