"""What the words around an act make of it: done, promised, refused, alleged, nothing."""

from __future__ import annotations

import pytest

CASES = [
    # done
    ("Kenya signed a defence agreement with Uganda.", {"SUPPORT"}),
    ("Egyptian forces began to shell Libya.", {"ASSAULT"}),
    ("Chadian troops were forced to withdraw from Sudan.", {"RETREAT"}),
    ("Kenya was the first country to expel French diplomats.", {"SANCTION"}),
    # a truce is no firing that stops
    ("Kenya suspended its cease-fire with Uganda.", {"SANCTION"}),
    # promised
    ("Kenya will sign a defence agreement with Uganda.", {"AGREE"}),
    ("Norway said it would send food aid to Chad.", {"AGREE"}),
    ("Norway pledged to send food aid to Chad.", {"AGREE"}),
    ("Norway is ready to negotiate with Chad.", {"AGREE"}),
    ("Turkey announced a plan to send troops to help Libya.", {"AGREE"}),
    ("Turkey will impose sanctions on Libya.", {"THREATEN"}),
    ("The rebels vowed to attack Chadian troops.", {"THREATEN"}),
    ("Turkey said it would lift its sanctions on Libya.", {"CONCEDE"}),
    ("The Arab League decided to suspend Chad from its meetings.", {"THREATEN"}),
    ("Kenya's president accepted an invitation to visit Uganda.", {"AGREE"}),
    # done, though the words around are those of plans
    ("The Kenyan president had the opportunity to meet the Ugandan president.", {"CONSULT"}),
    ("The Kenyan premier spoke with Chad's premier before meeting the Ugandan one.", {"CONSULT"}),
    (
        "In a phone call with the Ugandan president, Kenya's president urged him to sign.",
        {"CONSULT", "REQUEST"},
    ),
    ("The talks between Kenya and Uganda were no success.", {"CONSULT"}),
    ("Norway announced that it intends to send food aid to Chad.", {"AGREE"}),
    ("Norway said it planned to send food aid to Chad.", {"AGREE"}),
    ("Norway made clear that it would send food aid to Chad.", {"AGREE"}),
    ("Norway is to send food aid to Chad.", {"AGREE"}),
    ("Norway is ready at any time to negotiate with Chad.", {"AGREE"}),
    ("Norway let it be known that it would send food aid to Chad.", {"AGREE"}),
    ("Norway plans to send food aid to Chad, its foreign minister said.", {"AGREE"}),
    ("Norway is sending food aid to Chad next week.", {"AGREE"}),
    ("The bloc pledged its backing for Chad.", {"AGREE"}),
    ("Kenya's president will be the first African leader to visit Chad.", {"AGREE"}),
    # troops that are promised to a state, and troops that are sent against it
    ("Norway will send 900 troops to Chad.", {"AGREE"}),
    ("Norway said it would send troops to Chad.", {"AGREE"}),
    ("Norway pledged to send two warships to Chad.", {"AGREE"}),
    ("Libya will send troops into Chad.", {"THREATEN"}),
    ("Libya will deploy missiles near Chad.", {"THREATEN"}),
    # refused
    ("Norway ruled out sending food aid to Chad.", {"REJECT"}),
    ("A treaty with Uganda was resisted to the end by Kenya.", {"REJECT"}),
    ("Norway is opposed to Chad's plan.", {"REJECT"}),
    ("Kenya brushed the Ugandan claims aside as nonsense.", {"REJECT"}),
    ("Under no circumstances will Norway send food aid to Chad.", {"REJECT"}),
    ("Kenya refused to sign the agreement with Uganda.", {"REJECT"}),
    ("Kenya has no plans to negotiate with Uganda.", {"REJECT"}),
    ("Norway declined to send aid to Chad.", {"REJECT"}),
    ("Norway is not willing to hold talks with Chad.", {"REJECT"}),
    # nothing
    ("It would be the first visit by a Kenyan president to Chad.", set()),
    ("Kenya could be the next country to expel French diplomats.", set()),
    ("The Kenyan minister would not discuss details of his talks with Uganda.", set()),
    ("There are no plans for Kenya to negotiate with Uganda, sources in Mali said.", set()),
    ("The Kenyan premier's visit to Uganda next week will be short.", set()),
    ("During the visit of the Ugandan king, Kenya's premier will rest.", set()),
    ("The Kenyan premier stopped short of endorsing the president of Uganda.", set()),
    ("Kenya did not sign the agreement with Uganda.", set()),
    ("Kenya hopes to sign an agreement with Uganda.", set()),
    ("The colonels plotted to overthrow the king of Lesotho.", set()),
    ("Kenya may sign an agreement with Uganda.", set()),
    ("If Kenya signs an agreement with Uganda, trade will grow.", set()),
    ("If Norway helps Chad by sending food aid, the camps will last.", set()),
    ("Norway plans to send food aid to Chad.", set()),
    ("Norway was to send food aid to Chad.", set()),
    ("Norway plans to send food aid to Chad, sources in Mali said.", set()),
    ("The Kenyan premier conceded that the talks were hard.", set()),
    ("Kenya's premier said there was no reason for alarm in Uganda.", set()),
    ("Nothing indicates that Mali intends to attack Chadian troops.", set()),
    ("Kenya is expected to sign an agreement with Uganda.", set()),
    ("Kenya and Uganda are close to signing an agreement.", set()),
    ("Had Kenya signed an agreement with Uganda, trade would have grown.", set()),
    ("Rumours that the Kenyan president had resigned spread on Monday.", set()),
    ("The envoy spoke of a cessation of hostilities between Chad and Sudan.", set()),
    ("The suspension of talks between Kenya and Uganda surprised nobody.", set()),
    # measured
    ("Kenyan and Ugandan ministers held three hours of talks.", {"CONSULT"}),
]


@pytest.mark.parametrize(("text", "types"), CASES)
def test_words_around_an_act_decide_what_it_is(events, text, types):
    assert {event.type for event in events(text)} == types


def test_a_promise_kept_is_no_new_promise(events):
    found = events("The rebels kept their promise to kill the Chadian mayor.")
    assert "THREATEN" not in {event.type for event in found}


def test_who_promises_acts_and_the_other_side_receives(coder):
    coded = coder.code("Norway pledged to cooperate with Chad.")
    (event,) = coded.events
    country = {entity.id: entity.country for entity in coded.entities}
    assert [country[i] for i in event.actors] == ["NOR"]
    assert [country[i] for i in event.recipients] == ["TCD"]


def test_what_is_called_alleged_is_alleged(events):
    found = {e.type: e.status for e in events("Sudan accused Chad of shelling the town of Tine.")}
    assert found["ACCUSE"] == "occurred"
    assert found["ASSAULT"] == "alleged"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Sudan rejected claims that its soldiers had shelled the town of Tine.", {"alleged"}),
        ("Sudan denied reports that its soldiers had shelled the town of Tine.", set()),
        ("Sudan saw reports that its soldiers had shelled the town of Tine.", {"occurred"}),
    ],
)
def test_what_claims_and_denied_reports_say_has_not_just_happened(events, text, status):
    assert {e.status for e in events(text) if e.type == "ASSAULT"} == status


def test_what_somebody_is_to_be_persuaded_of_is_not_yet_said(events):
    found = events("The Omani envoy flew to Sanaa to persuade the Houthis to extend the truce.")
    assert {e.type for e in found} == {"CONSULT", "REQUEST"}


def test_what_a_state_charges_another_with_is_alleged(events):
    text = "Mali said Chad had armed the rebels. Mali said its soldiers had shelled the rebels."
    found = {e.type: e.status for e in events(text)}
    assert found == {"ACCUSE": "occurred", "AID": "alleged", "ASSAULT": "occurred"}


def test_a_refusal_is_for_whom_it_is_told(coder):
    text = "Togo's premier told his Malian counterpart that Lome would not extradite the general."
    coded = coder.code(text)
    country = {entity.id: entity.country for entity in coded.entities}
    found = [e for e in coded.events if e.type == "REJECT"]
    assert [[country[i] for i in event.recipients] for event in found] == [["MLI"]]


def test_a_purpose_of_words_is_said_but_a_purpose_of_deeds_is_not(events):
    said = events("Macron telephoned the Egyptian president to congratulate him on his election.")
    assert {e.type for e in said} == {"CONSULT", "SUPPORT"}
    meant = events("Egyptian troops entered Libya to arrest the rebels.")
    assert "COERCE" not in {e.type for e in meant}


def test_thanks_for_an_act_do_not_report_it(events):
    assert {e.type for e in events("Norway thanked Chad for signing the agreement.")} == {"SUPPORT"}


@pytest.mark.parametrize(
    "text",
    [
        "Norway underscored the importance of sending aid to Chad.",
        "Norway has a new approach to arming Chad.",
        "Norway discussed its commitment to supporting Chad.",
        "Norway collected funds to help rebuild Chad.",
        "Norway has difficulties in obtaining a loan from Chad.",
    ],
)
def test_what_is_only_aimed_at_or_talked_about_is_not_done(events, text):
    found = {event.type for event in events(text)}
    assert not found & {"AID", "AGREE", "SUPPORT"}


def test_who_is_praised_for_an_act_is_not_reported_to_act(events):
    found = events("Norway commended the states that ratified the treaty with Chad.")
    assert not any(event.rule == "SUPPORT/ratify" for event in found)


def test_a_wish_of_ones_own_to_thank_thanks(coder):
    text = "On behalf of the Norwegian Government I would like to thank Chad."
    coded = coder.code(text, publisher="Norway's foreign ministry")
    assert {event.type for event in coded.events} == {"SUPPORT"}


@pytest.mark.parametrize(
    "text",
    [
        "Norway wishes to express its condolences to Chad.",
        "The Norwegian president took the opportunity to thank the Chadian minister.",
        "The Norwegian president stopped by the embassy to thank the Chadian doctors.",
    ],
)
def test_who_finds_the_time_to_thank_thanks(events, text):
    assert {event.type for event in events(text)} == {"SUPPORT"}


def test_the_first_to_do_something_did_it(events):
    found = events("Norway became the first country to ratify the treaty with Chad.")
    assert any(event.rule == "SUPPORT/ratify" for event in found)


def test_lists_of_nominations_report_no_resignation(events):
    text = "Ann Lee, of Ohio, to be an assistant secretary, vice Tom Hart, resigned."
    assert not events(text)


def test_what_several_do_together_is_no_show_of_force(events):
    found = events("Polish and German police patrolled the border together on Monday.")
    assert {e.type for e in found} == {"COOPERATE"}


@pytest.mark.parametrize("verb", ["vetoed", "rejected", "opposed"])
def test_who_refuses_a_text_does_not_say_what_it_says(events, verb):
    found = {event.type for event in events(f"Brazil {verb} a resolution condemning Peru.")}
    assert "ACCUSE" not in found
