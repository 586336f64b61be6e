"""English inflection, the cheap way round: from a lemma to the forms that a text may show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from communique.vocab.files import data_dir, read_table

VOWELS = "aeiou"
#: Verbs of one short syllable, which double their last letter ("bar", "barred").
SHORT = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")


def load_irregular() -> dict[str, tuple[str, ...]]:
    """Irregular verb and noun forms by lemma, from `data/text/irregular.csv`."""
    rows = read_table(data_dir("text", "irregular.csv"), ("lemma", "forms"))
    return {row["lemma"]: tuple(row["forms"].split()) for _, row in rows}


def forms(lemma: str, irregular: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """All forms of a one-word lemma as verb or noun; some may not exist, which does no harm."""
    out = {lemma, *irregular.get(lemma, ())}
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        out |= {lemma + "es", lemma + "s"}
    else:
        out.add(lemma + "s")
    if lemma.endswith("y") and len(lemma) > 2 and lemma[-2] not in VOWELS:
        out |= {lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"}
    elif lemma.endswith("ie"):
        out |= {lemma + "d", lemma[:-2] + "ying"}
    elif lemma.endswith("e"):
        out |= {lemma + "d", lemma[:-1] + "ing", lemma + "ing"}
    else:
        out |= {lemma + "ed", lemma + "ing"}
    if len(lemma) > 2 and lemma[-1] not in VOWELS + "wxy" and lemma[-2] in VOWELS:
        out |= {lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing"}
    return frozenset(out)


def all_forms(lemmas: Iterable[str], irregular: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """The forms of many lemmas; of a phrase ("call off") those of its first word."""
    return frozenset(f for lemma in lemmas for f in forms(lemma.split()[0], irregular))


def lemma_of_form(
    lemmas: Iterable[str], irregular: Mapping[str, tuple[str, ...]]
) -> dict[str, str]:
    """From each form to the lemma that it belongs to, where that is one lemma only.

    Parsers that find lemmas by rule take "staged" for "stag" and "dined" for "din".
    """
    found: dict[str, set[str]] = {}
    for lemma in lemmas:
        undoubled = {lemma + "ed", lemma + "ing"} if SHORT.fullmatch(lemma) else set()
        for form in forms(lemma, irregular) - undoubled:
            found.setdefault(form, set()).add(lemma)
    return {form: next(iter(known)) for form, known in found.items() if len(known) == 1}
