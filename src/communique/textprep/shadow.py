"""A copy of a text, equal in length, that a parser of clean prose can read."""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.textprep.breaks import LINE, soft_breaks

_SAME = {
    '"': "“”„‟«»＂″",
    "'": "‘’‚‛´＇′`ʼ",
    "-": "–‒−‐‑－",
    " ": "\t\v\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f"
    "\u205f\u3000\u2800\ufffc",
    "\n": "\f\r\x85\u2028\u2029\x1c\x1d\x1e",
}
_TABLE = {odd: plain for plain, odds in _SAME.items() for odd in odds}
_CONTROL = "".join(map(chr, (*range(9), *range(14, 28), 31, *range(127, 133), *range(134, 160))))
_TABLE |= dict.fromkeys(_CONTROL, " ")
_ODD = re.compile("[" + re.escape("".join(_TABLE)) + "]")
# A long dash with a blank beside it is a dash; between two words it stays, as a hyphen would make
# one word of them.
_LONG_DASH = re.compile(r"[—―](?:(?!\S)|(?<=\s.))|\A[—―]")
# Invisible characters are blanked between words; inside a word they stay, as the word would break.
_INVISIBLE = re.compile(
    r"[\u00ad\u200b-\u200f\u2060\ufeff](?:(?<!\w.)|(?!\w)(?<![\u200c\u200d]))", re.DOTALL
)
# Two marks that make one: '' and ``, as typewriters and wires write quotes.
_OPENING_PAIR = re.compile(r"(?:(?<=^)|(?<=[\s(\[-]))(?:''|``)(?=\S)")
_PAIR = re.compile(r"''|``")
# Inside a Portuguese name; the parser takes it for a verb ("Ana **dos** Reis").
_OF_THE = re.compile(r"(?<=\w )dos(?= [A-Z])")


def shadow(text: str) -> str:
    """The text with plain quotes, blanks and dashes; every line break in it ends a block.

    Curly and doubled quotes become `"` and `'` (a doubled one with a blank on its outer side),
    odd blanks and control characters a blank, dashes `-` (but long ones glued
    between words), "dos" in names "Dos". Line breaks inside a paragraph, as in
    wrapped or scanned pages, become blanks. `len(shadow(text)) == len(text)`, and the characters
    stay in their places.
    """
    text = text.replace("\r\n", " \n")
    text = _ODD.sub(_plain, text)
    if "''" in text or "``" in text:
        text = _PAIR.sub('" ', _OPENING_PAIR.sub(' "', text))
    if " dos " in text:
        text = _OF_THE.sub("Dos", text)
    if not text.isascii():
        text = _LONG_DASH.sub("-", _INVISIBLE.sub(" ", text))
    return _joined(text) if "\n" in text else text


def _plain(odd: re.Match[str]) -> str:
    return _TABLE[odd[0]]


def _joined(text: str) -> str:
    """The text with blanks for the line breaks inside of paragraphs."""
    spans = [line.span() for line in LINE.finditer(text)]
    soft = soft_breaks(text, spans)
    if not soft:
        return text
    parts: list[str] = []
    done = 0
    for before, after in _gaps(spans, soft):
        parts += (text[done:before], " " * (after - before))
        done = after
    parts.append(text[done:])
    return "".join(parts)


def _gaps(spans: Sequence[tuple[int, int]], soft: Sequence[int]) -> list[tuple[int, int]]:
    return [(spans[at][1], spans[at + 1][0]) for at in soft]
