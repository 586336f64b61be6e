"""Which lines are titles, letterheads or the like, with nothing in them to parse."""

from __future__ import annotations

import re

from communique.textprep.words import Words

_LONGEST = 160
_MOST_WORDS = 24
_FEW_WORDS = 3
_TITLED = 0.85  # of a title's longer words this share begins with a capital
_STOPPED = re.compile(r"[.?!;,…][\"')\]*]*$")
_WORD = re.compile(r"[^\W\d_]{4,}|[A-Z]{2,}")


def is_heading(block: str, words: Words, *, title: str = "", alone: bool = False) -> bool:
    """Whether a block (of a shadow) is a heading.

    That are the lines of letterheads and endings, the report's own `title` (in folded case), and
    short lines without a final stop that are in capitals, capitalised throughout, or hardly more
    than a word. A block that is `alone` in its text is the text, and no heading.
    """
    if len(block) > _LONGEST or alone:
        return False
    if words.furniture.fullmatch(block) or (title and block.casefold() == title):
        return True
    if _STOPPED.search(block):
        return False
    pieces = block.split()
    if len(pieces) > _MOST_WORDS:
        return False
    if block.endswith(":"):
        return len(pieces) <= 2 * _FEW_WORDS and _is_titled(block)
    return len(pieces) <= _FEW_WORDS or block.isupper() or _is_titled(block)


def _is_titled(block: str) -> bool:
    long = _WORD.findall(block)
    return bool(long) and sum(word[0].isupper() for word in long) >= _TITLED * len(long)
