"""A resolver with tenures of its own, and mentions asked for by their words."""

from __future__ import annotations

from datetime import date

import pytest

from communique.extract.mentions import MentionFinder
from communique.resolve.resolver import Resolver
from communique.vocab.gazetteer import Gazetteer

DAY = date(2031, 5, 4)
# Small states, and days to come, so that the package's own tables do not interfere.
TENURES = """person,aliases,country,office,start,end,source,note
Ana Lima,,PLW,foreign_minister,2030-01-01,2031-12-31,made up,
Jon Kesa,,PLW,foreign_minister,2025-01-01,2029-12-31,made up,
Ivo Tamuera,,KIR,foreign_minister,2029-01-01,2032-12-31,made up,
Sione Vaka,,TUV,foreign_minister,2029-01-01,2032-12-31,made up,
Mira Solano,,NRU,head_of_state,2030-06-01,2033-12-31,made up,
Aldo Reyes,,PLW,head_of_state,2030-06-01,2033-12-31,made up,
Paul Deiye,,NRU,head_of_state,2024-01-01,2030-05-31,made up,
"""


@pytest.fixture(scope="module")
def stages(tmp_path_factory):
    path = tmp_path_factory.mktemp("tables") / "mine.csv"
    path.write_text(TENURES, encoding="utf-8")
    gazetteer = Gazetteer.load([path])
    return MentionFinder(gazetteer), Resolver(gazetteer)


@pytest.fixture(scope="module")
def resolve(prepare, stages):
    """The entities of the mention at the last token (or the first behind `after`) so spelt."""
    find, resolver = stages

    def run(text, word, *, on=None, publisher=None, after=None, day=DAY):
        prepared = prepare(text, day, publisher=publisher)
        table = find(prepared)
        resolution = resolver(prepared, table)
        since = text.index(after) if after else 0
        places = [
            (p.sentence.index, t.i)
            for p in prepared.parsed
            for t in p.doc
            if t.text == word and p.start + t.idx >= since
        ]
        index, token = places[0] if after else places[-1]
        mention = table.at(index, token)
        assert mention is not None, f"no mention at {word!r}"
        return resolution.of(mention, on=on)

    return run
