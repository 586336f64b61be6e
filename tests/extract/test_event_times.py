"""When an event happened: which time expression is its own, and what holds without one."""

from __future__ import annotations

import pytest

DATED = [
    # the report is of Wednesday, 17 June 2020
    ("Kenya signed a treaty with Uganda on Monday.", "SUPPORT", "2020-06-15", "2020-06-15"),
    ("Kenya signed a treaty with Uganda on Wednesday.", "SUPPORT", "2020-06-17", "2020-06-17"),
    ("Kenya signed a treaty with Uganda in May 2016.", "SUPPORT", "2016-05-01", "2016-05-31"),
    ("Kenya signed a treaty with Uganda.", "SUPPORT", "2020-06-17", "2020-06-17"),
    # the time of a thing is not the time of the act on it
    ("Kenya rejected the 2016 proposal by Uganda.", "REJECT", "2020-06-17", "2020-06-17"),
    ("Kenya supports the UN resolution of 30 March.", "SUPPORT", "2020-06-17", "2020-06-17"),
    # what is done in one breath is done on one day, and so is what follows from it
    (
        "Chadian soldiers attacked the town on Monday and killed a Malian trader.",
        "ASSAULT",
        "2020-06-15",
        "2020-06-15",
    ),
    (
        "In a speech she made on Monday to back the cabinet, President Ana Paz of Chile praised her"
        " allies and blamed Peru.",
        "ACCUSE",
        "2020-06-15",
        "2020-06-15",
    ),
    # raids named by their day were then, but what is dated beside the deed is not its day
    ("The May 2 rebel raids killed 40 people in Chad.", "ASSAULT", "2020-05-02", "2020-05-02"),
    ("Kenya rejected the May 2 peace offer of Uganda.", "REJECT", "2020-06-17", "2020-06-17"),
    # what has been done since a time, of all deeds that are told in one breath
    (
        "Chadian rebels have shelled a Malian post and attacked a town since talks broke down on"
        " April 20.",
        "ASSAULT",
        "2020-04-20",
        "2020-06-17",
    ),
    # days of a year that is told by its distance
    (
        "Kenya's president Uhuru Kenyatta last visited Uganda on 3-4 June of last year.",
        "CONSULT",
        "2019-06-03",
        "2019-06-04",
    ),
    # since when somebody is the first is no time of what he does
    (
        "Kenya's president became on Monday the most senior leader to receive an Eritrean"
        " minister since 1998.",
        "CONSULT",
        "2020-06-15",
        "2020-06-15",
    ),
    # a night ends on the day after
    (
        "Kenya held a night of talks with Uganda on Monday.",
        "CONSULT",
        "2020-06-14",
        "2020-06-15",
    ),
    # a quarter of a town is no time, nor is the day of what is spoken of
    (
        "Kenyan police moved into the old quarter and arrested 12 men.",
        "COERCE",
        "2020-06-17",
        "2020-06-17",
    ),
    (
        "Kenya welcomed the outcome of talks between Chad and Mali in May.",
        "SUPPORT",
        "2020-06-17",
        "2020-06-17",
    ),
    ("Chadian rebels soon attacked the town.", "ASSAULT", "2020-06-17", "2020-06-17"),
    # what was promised lies ahead, the promise does not
    ("Kenya will send aid to Uganda in July.", "AGREE", "2020-06-17", "2020-06-17"),
    ("Kenya agreed on Monday to send aid to Uganda.", "AGREE", "2020-06-15", "2020-06-15"),
    # a bound of what is asked is not the day of asking
    ("Kenya appealed to Uganda for coal before winter.", "REQUEST", "2020-06-17", "2020-06-17"),
    ("Chad and the rebels agreed to a truce from May.", "CONCEDE", "2020-06-17", "2020-06-17"),
    # nor is the day of a charged deed that of the charge, nor what else a thing is of or for
    ("Kenya accused Uganda of shelling Busia on Monday.", "ACCUSE", "2020-06-17", "2020-06-17"),
    ("Kenya rejected the accounts for 2016.", "REJECT", "2020-06-17", "2020-06-17"),
    (
        "Chad said on Monday it was restoring its ceasefire from noon on Sunday.",
        "CONCEDE",
        "2020-06-15",
        "2020-06-15",
    ),
    # an act of a clause without a day has that of the clause that says when, or that tells of it
    (
        "Kenya imposed sanctions on Chad after its army seized power in 1990.",
        "SANCTION",
        "1990-01-01",
        "1990-12-31",
    ),
    (
        "Kenya imposed sanctions on Chad when its army took power in March.",
        "SANCTION",
        "2020-03-01",
        "2020-03-31",
    ),
    (
        "Kenya imposed sanctions on Chad after its army took Abeche on Monday.",
        "SANCTION",
        "2020-06-15",
        "2020-06-15",
    ),
    (
        "Kenya condemned Chad after its army took Abeche on Monday.",
        "ACCUSE",
        "2020-06-17",
        "2020-06-17",
    ),
    (
        "Kenya matched the move of Monday, when Uganda expelled its envoys.",
        "SANCTION",
        "2020-06-15",
        "2020-06-15",
    ),
    (
        "Kenya dropped its objections to the plan, Chad's negotiators boasted on Monday.",
        "CONCEDE",
        "2020-06-15",
        "2020-06-15",
    ),
    (
        "In a letter dated June 3, Kenya thanked Uganda for its help.",
        "SUPPORT",
        "2020-06-03",
        "2020-06-03",
    ),
    (
        "At last week's talks Kenya thanked Uganda for its help.",
        "SUPPORT",
        "2020-06-08",
        "2020-06-14",
    ),
    # a deed has the one day of its sentence, an answer has not
    (
        "Chad freed 500 Ugandan prisoners under an amnesty made public on Monday.",
        "RETREAT",
        "2020-06-15",
        "2020-06-15",
    ),
    (
        "Kenya condemned the attack that Ugandan troops had launched on Monday.",
        "ACCUSE",
        "2020-06-17",
        "2020-06-17",
    ),
    # a month without a year lies where the verb says
    ("The Kenyan minister gave up his office in November.", "RETREAT", "2019-11-01", "2019-11-30"),
    # what is asked for, spoken of or goes on till a day is not of that day
    ("Kenya told its envoy in Chad to return on Sunday.", "REQUEST", "2020-06-17", "2020-06-17"),
    ("Kenya condemned the attack on Monday by Chad.", "ACCUSE", "2020-06-17", "2020-06-17"),
    # so long after something else
    (
        "Kenya closed its ports on Monday, five days after Chad shelled Busia.",
        "ASSAULT",
        "2020-06-10",
        "2020-06-10",
    ),
    (
        "Kenya closed its ports two months after Chad shelled Busia.",
        "ASSAULT",
        "2020-04-01",
        "2020-04-30",
    ),
    # a visit that ended has all its days
    (
        "The Kenyan premier concluded a three-day visit to Chad on Monday.",
        "CONSULT",
        "2020-06-13",
        "2020-06-15",
    ),
    (
        "The Kenyan premier began a three-day visit to Chad on Monday.",
        "CONSULT",
        "2020-06-15",
        "2020-06-15",
    ),
    # "had" after "said" is only the past of the past
    ("Officials said Kenya had asked Uganda to leave.", "REQUEST", "2020-06-17", "2020-06-17"),
    # what has gone on since an event began with it, and a season is no event
    (
        "Chadian soldiers have killed 40 Malian rebels since their offensive in May 2019.",
        "ASSAULT",
        "2019-05-01",
        "2020-06-17",
    ),
    # a promise joined to a deed is made on its day
    (
        "Kenya freed two Ugandan sailors on Monday and said it would send Uganda grain.",
        "AGREE",
        "2020-06-15",
        "2020-06-15",
    ),
    # what stands in a paper is said when it is made, or on its own day
    (
        "On 3 May the senate of Chile passed a resolution that also condemned Peru.",
        "ACCUSE",
        "2020-05-03",
        "2020-05-03",
    ),
    (
        "The statement by Kenya on 3 May condemning Uganda was read aloud.",
        "ACCUSE",
        "2020-05-03",
        "2020-05-03",
    ),
    ("A Kenyan statement of May 3 condemned Chad.", "ACCUSE", "2020-05-03", "2020-05-03"),
    (
        "The Kenyan foreign ministry's statement, issued on Monday, condemned Chad for the raid.",
        "ACCUSE",
        "2020-06-15",
        "2020-06-15",
    ),
    (
        "Turkey's decision to recall its ambassador to Austria was announced on Monday.",
        "SANCTION",
        "2020-06-15",
        "2020-06-15",
    ),
    (
        "The May 2 agreement reached by Kenya and Uganda calmed traders.",
        "AGREE",
        "2020-05-02",
        "2020-05-02",
    ),
    # but no other paper's, nor the day of what it is about
    (
        "Kenya's envoy read on Monday's bulletin and condemned Chad.",
        "ACCUSE",
        "2020-06-17",
        "2020-06-17",
    ),
    # words before the clause, or behind its subject
    (
        "Addressing parliament on Monday, Kenya's president accused Uganda of arming rebels.",
        "ACCUSE",
        "2020-06-15",
        "2020-06-15",
    ),
    (
        "Asked on Monday about the raid, Kenya's president accused Uganda of arming rebels.",
        "ACCUSE",
        "2020-06-15",
        "2020-06-15",
    ),
    (
        "Kenya's minister, speaking to farmers on Monday, threatened Chad with retaliation.",
        "THREATEN",
        "2020-06-15",
        "2020-06-15",
    ),
    (
        "It was at Sunday's summit that Kenya accused Uganda of arming rebels.",
        "ACCUSE",
        "2020-06-14",
        "2020-06-14",
    ),
    # a promise is of the day of the speech or paper
    (
        "In a speech to parliament on Monday, Kenya's president vowed to retaliate against Chad.",
        "THREATEN",
        "2020-06-15",
        "2020-06-15",
    ),
    (
        "Kenya will send Uganda grain, according to a statement issued by its cabinet on Monday.",
        "AGREE",
        "2020-06-15",
        "2020-06-15",
    ),
    # the day since which a record stands is the day of what happened then
    (
        "It was the worst loss since 2 May, when Malian troops stormed a rebel camp.",
        "ASSAULT",
        "2020-05-02",
        "2020-05-02",
    ),
    # nights, hours and days named by the parser's wrong word
    ("Rebels killed a Kenyan envoy on the night of May 3.", "ASSAULT", "2020-05-03", "2020-05-03"),
    (
        "Lima was the scene Monday night of a march by 300 students.",
        "PROTEST",
        "2020-06-15",
        "2020-06-15",
    ),
    (
        "Yesterday Kenya's president telephoned the prime minister of Uganda.",
        "CONSULT",
        "2020-06-16",
        "2020-06-16",
    ),
    (
        "The Malian army said on Tuesday its troops had killed 20 rebels a day earlier.",
        "ASSAULT",
        "2020-06-15",
        "2020-06-15",
    ),
    (
        "Two days after talks broke down on Friday, Chadian troops shelled a Malian town.",
        "ASSAULT",
        "2020-06-14",
        "2020-06-14",
    ),
    # what has gone on for so long
    (
        "For the past three weeks, students have rallied in Lima against the government.",
        "PROTEST",
        "2020-05-27",
        "2020-06-17",
    ),
    (
        "The foreign ministers of Kenya and Uganda ended a two-day meeting in Nairobi on Tuesday.",
        "CONSULT",
        "2020-06-15",
        "2020-06-16",
    ),
    # an end is not of the day of the beginning
    (
        "Teachers in Peru ended a strike that began on Monday.",
        "CONCEDE",
        "2020-06-17",
        "2020-06-17",
    ),
    (
        "Italy declined to join a summit in Nairobi last month, where Kenya spoke.",
        "REJECT",
        "2020-05-01",
        "2020-05-31",
    ),
]


@pytest.mark.parametrize(("text", "type_", "start", "end"), DATED)
def test_event_has_its_own_date(events, text, type_, start, end):
    (event,) = [e for e in events(text) if e.type == type_]
    assert (str(event.date.start), str(event.date.end)) == (start, end)


def test_a_promise_tells_the_day_to_come(events):
    (event,) = [e for e in events("Kenya will send aid to Uganda in July.") if e.type == "AGREE"]
    assert str(event.refers_to.start) == "2020-07-01"


def test_nothing_happens_after_its_report(events):
    found = events("Since May Kenya has shelled Ugandan villages.")
    assert [str(e.date.end) for e in found if e.type == "ASSAULT"] == ["2020-06-17"]


def test_without_a_report_date_relative_days_stay_unknown(coder):
    (event,) = coder.code("Kenya signed a treaty with Uganda on Monday.").events
    assert event.date.start is None and event.date.end is None
    (event,) = coder.code("Kenya signed a treaty with Uganda in May 2016.").events
    assert str(event.date.start) == "2016-05-01"


def test_of_two_visits_each_has_its_own_time(events):
    text = (
        "Contacts include a visit to Chad by Mali's president in 2011 and a visit to Mali by"
        " President Idriss Deby in April 2012."
    )
    assert [str(event.date.start) for event in events(text)] == ["2011-01-01", "2012-04-01"]
