"""Made-up reports for the pictures of the documentation: who meets, signs, pledges and quarrels.

Nothing in them has happened. The same seed gives the same reports, so that pictures change only
when the desk does.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from communique.records import Report

SEED, REPORTS = 7, 420
FIRST, LAST = date(2017, 1, 9), date(2024, 11, 18)
#: A state, its adjective, its capital, and how often it acts.
STATES = (
    ("Norway", "Norwegian", "Oslo", 9), ("Ghana", "Ghanaian", "Accra", 9),
    ("Kenya", "Kenyan", "Nairobi", 8), ("Brazil", "Brazilian", "Brasilia", 8),
    ("India", "Indian", "New Delhi", 9), ("Japan", "Japanese", "Tokyo", 8),
    ("Canada", "Canadian", "Ottawa", 7), ("Chile", "Chilean", "Santiago", 5),
    ("Morocco", "Moroccan", "Rabat", 5), ("Vietnam", "Vietnamese", "Hanoi", 5),
    ("Indonesia", "Indonesian", "Jakarta", 6), ("Australia", "Australian", "Canberra", 6),
    ("Poland", "Polish", "Warsaw", 5), ("Portugal", "Portuguese", "Lisbon", 4),
    ("Mexico", "Mexican", "Mexico City", 5), ("Peru", "Peruvian", "Lima", 3),
    ("Senegal", "Senegalese", "Dakar", 3), ("Togo", "Togolese", "Lome", 3),
    ("Tanzania", "Tanzanian", "Dodoma", 3), ("Singapore", "Singaporean", "Singapore", 4),
    ("Oman", "Omani", "Muscat", 3), ("Jordan", "Jordanian", "Amman", 4),
    ("Finland", "Finnish", "Helsinki", 4), ("Iceland", "Icelandic", "Reykjavik", 2),
    ("Fiji", "Fijian", "Suva", 2), ("Mongolia", "Mongolian", "Ulaanbaatar", 2),
    ("Kazakhstan", "Kazakh", "Astana", 3), ("Argentina", "Argentine", "Buenos Aires", 4),
)  # fmt: skip
PUBLISHERS = ("Harbour Daily", "Gulf Wire", "Northern Post", "The Capital Gazette", "Meridian News")
TOPICS = ("fisheries", "trade", "border security", "grain", "customs", "climate", "shipping")
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
#: Headline, text, and how often; `{a}` acts on `{b}`, in small letters the adjective.
STORIES = (
    ("{A} and {B} hold talks on {topic}",
     "The foreign minister of {A} met the foreign minister of {B} in {cap} on {day} and discussed"
     " {topic}.", 9),
    ("{a} minister visits {B}",
     "The defence minister of {A} visited {B} on {day}. {A} praised {B} for its help with"
     " {topic}.", 6),
    ("Leaders speak by telephone",
     "The president of {A} telephoned the president of {B} on {day} to discuss {topic}. It was"
     " their second call this year.", 5),
    ("{A} and {B} sign pact on {topic}",
     "{A} and {B} signed a memorandum of understanding on {topic} in {cap} on {day}. The memorandum"
     " lets the two countries exchange experts for five years.", 5),
    ("{A} pledges aid to {B}",
     "{A} promised on {day} to give {B} twenty million dollars for {topic}.", 4),
    ("{A} delivers boats to {B}",
     "{A} on {day} gave {B} two patrol boats for {topic}.", 3),
    ("{A} blames {B}",
     "{A} accused {B} on {day} of breaking the rules on {topic}.", 4),
    ("{A} protests",
     "{A} summoned the {b} ambassador on {day} and protested against new checks on {topic}.", 3),
    ("{A} demands answer from {B}",
     "{A} demanded on {day} that {B} open its ports.", 2),
    ("{A} imposes tariffs on {B}",
     "{A} imposed sanctions on {B} on {day} in a quarrel over {topic}.", 2),
    ("{A} expels diplomats",
     "{A} expelled three {b} diplomats on {day}.", 1),
    ("{A} and {B} drill together",
     "The navies of {A} and {B} held joint exercises off {cap} on {day}.", 3),
    ("{A} thanks {B}",
     "{A} thanked {B} on {day} for its support in the talks on {topic}.", 2),
)  # fmt: skip
BODIES = (
    ("European Union", "The European Union and {A} held talks on {topic} in Brussels on {day}."),
    ("African Union", "The African Union praised {A} on {day} for its work on {topic}."),
    ("NATO", "NATO and {A} agreed on {day} to cooperate on {topic}."),
    ("ASEAN", "ASEAN ministers met the foreign minister of {A} in Jakarta on {day}."),
)


def demo_reports() -> Iterator[Report]:
    """The reports in the order of their days; some are told by two publishers."""
    dice = random.Random(SEED)
    day = FIRST
    step = (LAST - FIRST).days / REPORTS
    for number in range(REPORTS):
        day = FIRST + timedelta(days=round(number * step) + dice.randint(0, 3))
        publisher, other = dice.sample(PUBLISHERS, 2)
        title, dateline, text = _story(dice, day)
        yield _report(number, "a", day, publisher, title, f"{dateline} - {text}")
        if dice.random() < 0.25:
            later = day + timedelta(days=dice.randint(0, 1))
            again = text.replace(" on ", ", officials said, on ", 1) if later == day else text
            yield _report(number, "b", later, other, title, f"{dateline} - {again}")


def _report(number: int, part: str, day: date, publisher: str, title: str, text: str) -> Report:
    return Report(
        id=f"demo-{number:03}{part}",
        date=day,
        publisher=publisher,
        title=title,
        url=f"https://news.example/{number:03}{part}",
        text=text,
    )


def _story(dice: random.Random, day: date) -> tuple[str, str, str]:
    """A headline, a dateline, and what is told."""
    weights = [state[3] for state in STATES]
    one = dice.choices(STATES, weights)[0]
    near = [s for n, s in enumerate(STATES) if s is not one and (n - STATES.index(one)) % 9 < 3]
    two = dice.choices(near, [state[3] for state in near])[0]
    words = {
        "A": one[0], "a": one[1], "B": two[0], "b": two[1], "cap": two[2],
        "topic": dice.choice(TOPICS), "day": WEEKDAYS[(day.weekday() - 1) % 7],
    }  # fmt: skip
    if dice.random() < 0.09:
        name, text = dice.choice(BODIES)
        return f"{name} turns to {one[0]}", one[2].upper(), text.format(**words)
    title, text, _ = dice.choices(STORIES, [story[2] for story in STORIES])[0]
    return title.format(**words), two[2].upper(), text.format(**words)
