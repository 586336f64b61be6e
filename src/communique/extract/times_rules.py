"""The rules of the temporal grammar: rows of word classes, tried in order at each place.

A rule is a regular expression in which each name is a class of words (`times_words`). Compiled, a
name is one character, so that all rules together are one pattern over the row of a text's classes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

M = "(?:month|abbreviation dot?)"
DOM = "(?:day|ordinal)"
WD = "(?:(?:weekday|short_weekday dot?) comma? the?)?"
YEAR = "(?:comma? year(?! units))?"
TO = "(?:dash|to|and|or)"
WHICH = "(?:this? (?:last|past|next|coming)|this|previous|following|same|that|current)"
OF_YEAR = f"(?:(?:of|comma)? the? {WHICH} unit|{YEAR})"
# "Said that Friday" is no "that Friday".
WHICH_NAMED = WHICH.replace("|that", "")
# At most "nineteen ninety - six": without a bound, rows of number words take quadratic time.
SPOKEN = "(?:count (?:dash? count){1,2})"
WITHIN = "(?:(?:the? phase|the? edge of|shift) dash?)"
QTH = "(?:fiscal dash?)? ordinal dash? quarter"
UNIT = "(?:unit|units|quarter|quarters|weekend|weekends)"
NUMBER = "(?:day|number|year|count (?:dash? count)?)"
AMOUNT = f"(?:a vague of?|vague of?|a hundred|{NUMBER} (?:hundred|(?:dash|or|to) {NUMBER})?|a)"
SO = "(?:or so|and a half)?"

RULES: tuple[tuple[str, str], ...] = (
    ("iso", "iso"),
    ("slashed", "slashed"),
    (
        "clock",
        f"(?:(?:day|clock) clock_half|clock|noon) zone? (?:at? comma? {WD} {M} {DOM}"
        "|(?:at|of)? comma? (?:deictic|WHICH? weekday))?".replace("WHICH", WHICH),
    ),
    (
        "days",
        f"{WD} {M} the? {DOM} {TO} the? {DOM} (?! dash|{M}) {OF_YEAR}"
        f"|{WD} the? {DOM} {TO} the? {DOM} of? {M} {OF_YEAR}",
    ),
    (
        "date",
        f"{WD} {M} the? {DOM} (?! dash? (?:unit|units|quarter|half|weekend)|of_it) {OF_YEAR}"
        f"|{WD} the? {DOM} (?:dash {M} dash year|of? {M} {OF_YEAR})",
    ),
    (
        "month_of",
        f"{WITHIN}? {M} (?:(?:of|comma)? (?:year|{SPOKEN}) (?! units)"
        f"|(?:of|comma)? the? {WHICH} unit)",
    ),
    ("season_of", f"{WITHIN}? the? season (?:of|comma|in)? (?:year|{SPOKEN}|the? {WHICH} unit)"),
    (
        "quarter_of",
        f"{WITHIN}? the? (?:(?:year of_it?|{WHICH} fiscal? unit of_it) {QTH}"
        f"|comparable? {QTH} (?:of|in|comma)?"
        f" (?:the? {WHICH} fiscal? unit|fiscal? unit? year|fiscal_name)"
        f"|quarter_name (?:of|comma)? year?)",
    ),
    (
        "quarter_ago",
        f"the? comparable? unit dash? (?:ago|shift) (?:{QTH}|quarter|period)"
        f"|the? comparable (?:{QTH}|quarter|period) (?:a unit (?:ago|shift)|{WHICH} unit)"
        f"|the? (?:{QTH}|quarter|period) a unit (?:ago|shift)"
        f"|{WHICH} unit of_it (?:quarter|period)",
    ),
    ("half_of", f"the? (?:ordinal|last|latest) dash? half (?:of (?:the? {WHICH}? unit|year))"),
    (
        "quarter",
        f"{WITHIN}? (?:the? (?:{QTH}|(?:{WHICH}|latest|year) fiscal? (?:quarter|period))"
        "|the quarter)"
        "(?! word? dash? word? unit)",
    ),
    ("fiscal", "the? fiscal unit? year|fiscal_name|the? (?:unit)? fiscal year"),
    ("years", "the? phase? year dash (?:year|day|number)"),
    ("decade", f"the? {WITHIN}? the? quote? decade|(?:the {WITHIN}?|phase) year of_it"),
    ("century", f"{WITHIN}? the? (?:ordinal|this) unit"),
    ("ago", f"{AMOUNT}? {UNIT} {SO} ago"),
    ("before_day", f"the (?:unit|part) (?:before|after) (?:deictic|{WHICH}? weekday)"),
    ("the_day_before", "the (?:unit|part) (?:before|after)(?=[STOPS]|$)"),
    (
        "shifted",
        f"{AMOUNT} dash? {UNIT} {SO} (?:dash? shift|dash ago|afterwards)"
        f"|{AMOUNT} dash? {UNIT} {SO} (?:before|after)(?=[STOPS]|$)"
        f"|unit dash (?:shift|ago)|{AMOUNT} {UNIT} from reference",
    ),
    (
        "window",
        f"the? this? (?:last|past|previous|next|coming|following|latest) {AMOUNT} {UNIT} {SO}"
        "|the? (?:last|past|recent|coming|next) (?:units|quarters|weekends)",
    ),
    (
        "first_of",
        f"the? (?:ordinal|last) {AMOUNT} (?:units|quarters) of (?:the? {WHICH} unit|year)",
    ),
    ("weekday_of", f"weekday part? of? the? (?:{WHICH}) unit"),
    ("which_weekday", f"{WITHIN}? the? {WHICH_NAMED} weekday part?"),
    ("which_month", f"{WITHIN}? the? {WHICH_NAMED} month (?:the? {DOM})?"),
    (
        "which_season",
        f"{WITHIN}? the? {WHICH} season|phase the? season|(?<=[BEFORE_SEASON]) the? season"
        "|the phase? season(?= in|comma|dot|of_it|stop)",
    ),
    (
        "holiday",
        f"(?:{WHICH})? holiday (?:unit|weekend)? (?:(?:of|comma|in)? (?:year|{WHICH} unit))?",
    ),
    ("weekend", f"{WITHIN}? (?:the? {WHICH} dash? weekend|the weekend)"),
    ("week_of", f"the unit of {M} the? {DOM} {YEAR}"),
    (
        "rel_unit",
        f"(?:{WITHIN}|(?:shift|phase) in) the? (?:{WHICH} fiscal? unit|(?:fiscal? unit)"
        f"(?=(?! before|after|of)))|the? {WHICH} fiscal? unit (?! of) {SO}",
    ),
    ("deictic", f"{WITHIN}? deictic part?"),
    ("this_part", f"{WITHIN}? (?:this|last|that|the? next|the? previous|the? following) part"),
    ("tonight", f"{WITHIN}? tonight"),
    (
        "every",
        "every (?:count|ordinal)? (?:unit|units|quarter|weekend|weekday|month|part)"
        "|weekdays part?|weekday parts|weekdays parts",
    ),
    ("set", "set"),
    ("weekday", f"{WITHIN}? weekday part?"),
    ("year_end", "the? year_end|unit of_it? (?:edge)"),
    ("year", f"the? (?:{WITHIN} (?:the? unit)?|unit)? year"),
    ("spoken_year", f"{SPOKEN}|the unit count hundred"),
    ("month", f"{WITHIN}? {M}"),
    ("age", f"{NUMBER} dash? (?:unit|units) dash? old"),
    ("duration", f"{AMOUNT} dash? {UNIT} (?:dash old)?"),
    ("units", "(?<=[FOR]) units"),
    (
        "reference",
        "reference|the near future|(?<=[IN]) the future"
        f"|(?<=[IN]) the past(?! {UNIT}|season|half|{NUMBER}|vague|a)",
    ),
)


# Classes that no rule begins with, nor has after an article: looked at first, which makes the
# search ten times as fast (measured on news wires).
NO_START = (
    "word name mark break comma dot dash open shut of_it money figure stop of in and or so to"
    " between since by before after from at for pronoun zone clock_half afterwards old near future"
)
ARTICLES = "the a this that"

# Sets of classes that rules name in capitals: what stands before a phrase or after it.
SETS = {
    "STOPS": "comma dot stop break mark in at and shut quote by",
    "FOR": "for at in after by",
    "IN": "in",
    "BEFORE_SEASON": "in at after since before by",
}


def compile_rules(codes: Mapping[str, str]) -> re.Pattern[str]:
    """All rules as one pattern; the name of the group that matched is the rule's."""
    rules = "|".join(f"(?P<{name}>{coded(rule, codes)})" for name, rule in RULES)
    idle = "".join(codes[name] for name in NO_START.split())
    articles = "".join(codes[name] for name in ARTICLES.split())
    after_article = idle.replace(codes["near"], "").replace(codes["future"], "")
    return re.compile(f"(?![{idle}]|[{articles}][{after_article}])(?:{rules})")


def coded(rule: str, codes: Mapping[str, str]) -> str:
    """A rule with each class as its character and without the blanks.

    Raises:
        KeyError: If the rule speaks of a class that there is not.
    """
    for name, members in SETS.items():
        rule = rule.replace(f"[{name}]", f"[{''.join(codes[m] for m in members.split())}]")
    return re.sub(r"[a-z_]{2,}|\ba\b", lambda found: codes[found.group()], rule).replace(" ", "")
