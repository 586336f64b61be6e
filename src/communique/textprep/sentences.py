"""Where sentences end."""

from __future__ import annotations

import re

from communique.textprep.words import Words

# A stop, what closes behind it, and blanks before a beginning that is not in lower case; or no
# blank, before a capitalised word. It begins with one set of characters: that is quick to search.
# Inside a row of marks none is tried anew, and nothing is given back: a row of 300,000 dots would
# take hours.
_STOP = re.compile(
    r"(?P<mark>[.!?…](?<![.!?…].)(?<!\.\s.)[.!?…]*+(?:\s\.)*+[\"')\]}]*+)"
    r"(?:(?P<gap>\s++)(?=[\"'(\[{<$£€#*]*(?![a-z])\w|- )|(?=[A-Z][a-z]+[ ,']))"
)
_INNER_BULLET = re.compile(r"[•◦▪‣●■►](?=\s)(?<=\s.)")
_NEXT = re.compile(r"[\"'(\[{<*]*([\w'-]*)")
_DOTTED = re.compile(r"(?:[A-Za-z]{1,2}\.)+[A-Za-z]{1,2}")
_HOST = re.compile(r"(?:Com|Net|Org|Co|Gov|Info)\b")
_INITIAL = re.compile(r"[A-Z]\.|No\. ?\d")
# Behind an abbreviation: a sign of the stock exchange, or an acronym or aside inside the sentence.
_ASIDE = re.compile(r"<[A-Z.]+>|\([^()]{1,40}\),? (?=[a-z])")
_NUMBER = re.compile(r"\d{1,2}|[ivx]{1,4}", re.ASCII)
# The parser slows down and errs on sentences of several hundred words; what is longer than this
# is a list, and its items are parted by semicolons.
_LONGEST = 600
_SEMICOLON = re.compile(r";\s+")


def split_sentences(block: str, words: Words) -> list[tuple[int, int]]:
    """The sentences of a block (of a shadow) as offsets in it, in order, none blank."""
    ends = [stop.end("mark") for stop in _STOP.finditer(block) if _ends(block, stop, words)]
    if not block.isascii() and _INNER_BULLET.search(block):
        ends = sorted({*ends, *(bullet.start() for bullet in _INNER_BULLET.finditer(block))})
    pieces: list[tuple[int, int]] = []
    start = 0
    for end in ends:
        _add(pieces, block, start, end)
        start = end
    _add(pieces, block, start, len(block))
    return pieces


def _add(pieces: list[tuple[int, int]], block: str, start: int, end: int) -> None:
    """Add the stretch without its outer blanks; a very long one by its semicolons."""
    if end - start > _LONGEST and ";" in block:
        for semicolon in _SEMICOLON.finditer(block, start, end):
            _add_trimmed(pieces, block, start, semicolon.start() + 1)
            start = semicolon.end()
    _add_trimmed(pieces, block, start, end)


def _add_trimmed(pieces: list[tuple[int, int]], block: str, start: int, end: int) -> None:
    inner = block[start:end]
    start += len(inner) - len(inner.lstrip())
    end -= len(inner) - len(inner.rstrip())
    if start < end:
        pieces.append((start, end))


def _ends(block: str, stop: re.Match[str], words: Words) -> bool:
    """Whether a candidate ends a sentence."""
    mark = stop["mark"]
    if stop["gap"] is None:
        glued = block[max(0, stop.start() - 3) : stop.start()]
        return glued.isalpha() and glued.islower() and not _HOST.match(block, stop.end())
    if "?" in mark or "!" in mark:
        return '"' not in mark or not words.speech.match(block, stop.end())
    if mark[-1] in "\"'":
        return True
    following = _NEXT.match(block, stop.end())
    after = following[1] if following else ""
    opens = block[stop.end()] in '"(' or (after[:1].isupper() and after.lower() in words.openers)
    if mark.startswith("..") or "…" in mark or " " in mark:
        return opens
    if opens and (_ASIDE.match(block, stop.end()) or _INITIAL.match(block, stop.end())):
        opens = False
    before = block[max(0, stop.start() - 24) : stop.start()].rsplit(None, 1)[-1:]
    word = before[0].rsplit("-", 1)[-1].lstrip("\"'([<{/$") if before else ""
    if _is_number_of_item(block, word, stop.start()):
        return False
    return _ends_behind(word, after, words, opens=opens)


def _is_number_of_item(block: str, word: str, end: int) -> bool:
    """Whether the word up to `end` counts what comes behind it: "1." where a sentence begins."""
    if not _NUMBER.fullmatch(word):
        return False
    lead = block[max(0, end - 24) : end - len(word)].rstrip()
    return not lead or lead[-1] in ".!?:;"


def _ends_behind(word: str, after: str, words: Words, *, opens: bool) -> bool:
    """Whether a stop behind `word` ends the sentence when `after` comes next.

    `opens` says whether what comes next seldom stands inside a sentence.
    """
    low = word.lower()
    if low in words.before_name:
        return False
    if low in words.before_figure:
        return not after[:1].isdigit() and (opens or low == "no")
    if low in words.either:
        return opens
    if len(word) == 1 and word.isalpha():
        return opens
    if _DOTTED.fullmatch(word):
        if low in ("a.m", "p.m"):
            return after.lower() not in words.after_hour and not after[:1].isdigit()
        return opens and after.lower() not in words.seldom_openers
    return not (word.isdigit() and len(word) <= 2 and word == after)
