"""Copies: whether one report repeats, cuts or rewrites another, or both a third.

Of each text only its own words count: what stands in quotation marks is another's, and a report
that quotes a readout is no copy of the readout. A *copy* has the other's runs of three content
words; a cut one has them too, so the share is of the shorter text. A *rewrite* has the other's
names and figures and many of its telling words, in whatever order: the mean of both shares,
lowered where few words are common, as short reports of one event have the same names anyhow.
What both quote raises it.

Candidates share a band of a MinHash sketch (`rensa`); their likeness is then measured on the
texts. `docs/decisions/0010-linking.md` has the measurements.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rensa import RMinHash

from communique.link.wording import Wordings, fold, stem
from communique.records import Record

SEED = 20210127
#: 12 bands of 3 rows find a share of .3 in 28 of 100 cases, .5 in 80, .7 in 99; .1 in one.
BANDS, ROWS = 12, 3
RUN = 3
#: Content words: shorter texts say too little to be called copies, unless they are the same.
SHORTEST = 12
#: Common telling words at which a rewrite counts half; it counts nearly full from fifty on.
FEW = 5
#: What common quotes of that many content words add.
QUOTED, QUOTED_RUN = 0.1, 5
_QUOTE = re.compile(r"[\"“”](?:[^\"“”\n]|\n(?!\s*\n))*[\"“”]|''(?:[^'\n]|'(?!'))*''")
_NAME = re.compile(r"[^\W\d_a-zà-öø-ÿ][\w'-]+|\d[\d.,]*\d|\d")


class Sketch(Record, frozen=True, kw_only=True):
    """MinHash digests of a text's runs of words, its names and its words; empty if too short."""

    runs: tuple[int, ...] = ()
    names: tuple[int, ...] = ()
    words: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Wording:
    """What of a text is compared: its own runs, names and telling words, and what it quotes."""

    runs: frozenset[str]
    names: frozenset[str]
    words: frozenset[str]
    quotes: frozenset[str]
    stems: tuple[str, ...]

    @classmethod
    def of(cls, text: str, wordings: Wordings) -> Wording:
        """The wording of a text."""
        own = _QUOTE.sub(" ", text)
        stems = tuple(wordings.stems(own))
        names = (fold(word) for word in _NAME.findall(own))
        return cls(
            runs=frozenset(_runs(stems, RUN)),
            names=frozenset(_telling(map(stem, names), wordings)) - wordings.empty,
            words=frozenset(_telling(stems, wordings)),
            quotes=frozenset(
                run
                for quote in _QUOTE.findall(text)
                for run in _runs(wordings.stems(quote), QUOTED_RUN)
            ),
            stems=stems,
        )


def sketch(text: str, wordings: Wordings | None = None) -> Sketch:
    """The sketch of a text."""
    told = Wording.of(text, wordings or Wordings.load())
    if len(told.stems) < SHORTEST:
        return Sketch(runs=_digest(frozenset({" ".join(told.stems)}))) if told.stems else Sketch()
    return Sketch(runs=_digest(told.runs), names=_digest(told.names), words=_digest(told.words))


def bands(of: Sketch) -> tuple[str, ...]:
    """The keys under which a sketch is filed and looked up; candidates share at least one."""
    return (*_bands("r", of.runs), *_bands("n", of.names), *_bands("w", of.words))


def likeness(text_a: str, text_b: str, wordings: Wordings | None = None) -> float:
    """How like two texts are, 0 to 1: the same for (a, b) and (b, a)."""
    wordings = wordings or Wordings.load()
    a, b = Wording.of(text_a, wordings), Wording.of(text_b, wordings)
    if min(len(a.stems), len(b.stems)) < SHORTEST:
        return 1.0 if a.stems == b.stems and a.stems else 0.0
    copied = len(a.runs & b.runs) / min(len(a.runs), len(b.runs))
    both = len(a.words & b.words)
    rewritten = (_share(a.words, b.words) + _share(a.names, b.names)) / 2 * both / (both + FEW)
    if a.quotes & b.quotes:
        rewritten += QUOTED
    return round(min(1.0, max(copied, rewritten)), 4)


def _runs(stems: Iterable[str], length: int) -> Iterator[str]:
    ordered = list(stems)
    for n in range(len(ordered) - length + 1):
        yield " ".join(ordered[n : n + length])


def _telling(stems: Iterable[str], wordings: Wordings) -> Iterator[str]:
    return (word for word in stems if word not in wordings.common)


def _share(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a | b) if a and b else 0.0


def _digest(tokens: frozenset[str]) -> tuple[int, ...]:
    if not tokens:
        return ()
    made = RMinHash(num_perm=BANDS * ROWS, seed=SEED)
    made.update(sorted(tokens))
    return tuple(made.digest())


def _bands(letter: str, digest: tuple[int, ...]) -> Iterator[str]:
    for start in range(0, len(digest), ROWS):
        row = ",".join(map(str, digest[start : start + ROWS]))
        mark = hashlib.blake2b(row.encode(), digest_size=6).hexdigest()
        yield f"{letter}{start // ROWS}:{mark}"
