"""Which lines are titles, letterheads or the like, with nothing in them to parse."""

from __future__ import annotations

import re

from communique.textprep.words import Words

_LONGEST = 160
_MOST_WORDS = 24
_FEW_WORDS = 3
_TITLED = 0.85  # of a title's longer words this share begins with a capital
_STOPPED = re.compile(r"[.?!;,…][\"')\]*]*$")
_RUN_IN = re.compile(r"[A-Z][A-Z0-9,.&/'-]*(?: [A-Z0-9&][A-Z0-9,.&/'-]*){2,14}: +(?=[A-Z\"])")
_WORD = re.compile(r"[^\W\d_]{4,}|[A-Z]{2,}")


def find_run_in(block: str, words: Words) -> int:
    """Where the text begins behind a heading on its own line, or 0 if there is none.

    Such headings are marks of release, and several words in capitals before a colon.
    """
    if not block[:4].isupper():
        return 0
    found = words.prefix.match(block) or _RUN_IN.match(block)
    return found.end() if found else 0


def is_heading(
    block: str, words: Words, *, title: str = "", alone: bool = False, shouting: bool = False
) -> bool:
    """Whether a block (of a shadow) is a heading.

    That are the lines of letterheads and endings, the report's own `title` (in folded case), and
    short lines without a final stop that are in capitals, capitalised throughout, or hardly more
    than a word. A block that is `alone` in its text is the text, and no heading; in a text that is
    `shouting`, all in capitals, these say nothing.
    """
    if len(block) > _LONGEST or alone:
        return False
    if words.furniture.fullmatch(block) or (title and block.casefold() == title):
        return True
    pieces = block.split()
    if len(pieces) > _MOST_WORDS:
        return False
    if block.isupper() and not shouting:
        return True
    if _STOPPED.search(block) or (shouting and len(pieces) > 2 * _FEW_WORDS):
        return False
    if block.endswith(":"):
        return len(pieces) <= 2 * _FEW_WORDS and _is_titled(block)
    return len(pieces) <= _FEW_WORDS or _is_titled(block)


def _is_titled(block: str) -> bool:
    long = _WORD.findall(block)
    return bool(long) and sum(word[0].isupper() for word in long) >= _TITLED * len(long)
