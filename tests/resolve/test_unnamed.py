"""Parties without a name: what they are called, and whose they are."""

from __future__ import annotations

import pytest


def described(refs):
    return [(ref.description, ref.country) for ref in refs]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The Peruvian judge agreed.", "judge", ("Peruvian judge", "PER")),
        ("Farmers in Togo blocked the road.", "Farmers", ("farmers in Togo", "TGO")),
        ("Chile praised its brave firefighters.", "firefighters", ("brave firefighters", "CHL")),
        ("Several of the rebels surrendered in Chad.", "rebels", ("rebels", "TCD")),
    ],
)
def test_a_role_is_called_by_its_noun_without_article(resolve, text, word, expected):
    assert described(resolve(text, word)) == [expected]


def test_people_of_several_countries_are_called_by_what_all_of_them_are(resolve):
    refs = resolve("Senior Kenyan and Ghanaian officials met.", "officials")
    assert described(refs) == [("officials", "KEN"), ("officials", "GHA")]


def test_those_of_a_person_are_called_his(resolve):
    text = "Palau's foreign minister, Ana Lima, fell ill. Her lawyers protested."
    assert described(resolve(text, "lawyers")) == [("lawyers of Ana Lima", "PLW")]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Norwegian fishermen refused to sail. They blocked the port.", "They"),
        ("A Bolivian priest left. He blessed the crowd.", "He"),
    ],
)
def test_a_pronoun_is_never_what_somebody_is_called(resolve, text, word):
    (ref,) = resolve(text, word)
    assert ref.description is not None
    assert word.lower() not in ref.description.lower().split()


def test_a_country_that_the_text_does_not_tell_is_marked_as_guessed(resolve):
    (guessed,) = resolve("Kenya shut the border. Police searched a lorry.", "Police")
    (told,) = resolve("Kenyan police searched a lorry.", "police")
    assert (guessed.country, guessed.guessed, guessed.stated) == ("KEN", True, False)
    assert (told.country, told.guessed, told.stated) == ("KEN", False, True)


def test_many_who_act_are_a_group(resolve):
    assert resolve("Kenyan troops marched.", "troops")[0].kind == "group"
    assert resolve("The Kenyan army marched.", "army")[0].kind == "organisation"


# --- whose they are ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "word", "country"),
    [
        # Many attackers are of nowhere until the text tells it; one is of the place.
        ("Kenya mourned. Gunmen killed a farmer.", "Gunmen", None),
        ("Kenya mourned. Kenyan gunmen killed a farmer.", "gunmen", "KEN"),
        ("Kenya mourned. A gunman killed a farmer.", "gunman", "KEN"),
        # A place in a town is in its country.
        ("France sent a plane. Officers at Lima airport searched it.", "Officers", "PER"),
        # The country stands a step further off.
        ("Officials from five member economies of Mercosur met in Togo.", "Officials",
         "IGO:MERCOSUR"),
        # Israelis, wherever they settle.
        ("Israel kept silent. Armed settlers near Nablus felled trees.", "settlers", "ISR"),
        # Partners are of others than speak of them.
        ("Norway signed the plan. Local partners will carry it out.", "partners", None),
        # "The rebels" are those named before; a place where others only meet is nobody's.
        ("Kenya and the Lord's Resistance Army of Uganda met. In Togo the rebels killed a cook.",
         "rebels", "UGA"),
        ("Peru and Chile met. Peru's envoys met in Togo after Peru shot a farmer.", "farmer",
         "PER"),
        # Whence others come is no place of the sentence.
        ("Kenya mourned. Police blamed rebels from Togo.", "Police", "KEN"),
        # All parties are no two of them.
        ("Kenya and Uganda spoke of Sudan and urged all parties to wait.", "parties", None),
    ],
)  # fmt: skip
def test_the_country_of_the_unnamed(resolve, text, word, country):
    assert [ref.country for ref in resolve(text, word)] == [country]


def test_the_bloc_is_the_body_that_the_report_names(resolve):
    text = "Ghana left the bloc on Monday. ECOWAS regretted it."
    assert [ref.key for ref in resolve(text, "bloc")] == ["body:IGO:ECOWAS"]


def test_members_of_the_council_are_of_the_body_named_before(resolve):
    text = "The United Nations Security Council met. Council members praised Kenya."
    assert [ref.country for ref in resolve(text, "members")] == ["IGO:UN"]


def test_an_alliance_of_two_states_is_these(resolve):
    refs = resolve("The US-Korean alliance grew.", "alliance")
    assert {ref.kind for ref in refs} == {"state"}


def test_who_rings_a_polish_counterpart_is_no_pole(resolve):
    text = (
        "Poland and Poland again, and Norway too. Minister Kari Dahl telephoned her Polish "
        "counterpart."
    )
    assert [ref.country for ref in resolve(text, "Dahl")] == ["NOR"]


def test_officers_are_of_the_police_where_the_police_were_spoken_of(resolve):
    police = resolve("Kenyan police shut the road. Two officers fell.", "officers")
    army = resolve("The Kenyan army shut the road. Two officers fell.", "officers")
    assert (police[0].sector, army[0].sector) == ("COP", "MIL")


def test_it_hardly_stands_for_many(resolve):
    text = "The fishermen stopped the militia. It fired a shot."
    assert resolve(text, "It")[0].sector == "PRM"


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Irish American mayors met in Boston.", "mayors", [("Irish American mayors", "USA")]),
        ("The Speakers of Kenya's assemblies met.", "Speakers", [("Speakers", "KEN")]),
    ],
)
def test_nationality_before_nationality_tells_descent_and_titles_may_count_many(
    resolve, text, word, expected
):
    assert described(resolve(text, word)) == expected


def test_the_governments_are_those_of_the_states_named_before(resolve):
    text = "Kenya and Ghana held talks in Accra. The governments signed a pact."
    assert {ref.country for ref in resolve(text, "governments")} == {"KEN", "GHA"}


def test_a_lone_government_stays_one(resolve):
    text = "Kenya and Ghana held talks in Accra. The government signed a pact."
    assert len(resolve(text, "government")) == 1


@pytest.mark.parametrize(
    ("text", "word", "country"),
    [
        ("Norway offered to host talks between Sudan and the rebels.", "rebels", "SDN"),
        ("Kenya invited the government of Sudan and the opposition.", "opposition", "SDN"),
        ("France and the rebels signed a truce in Mali.", "rebels", "MLI"),
        ("Sudan's government and the rebels signed a truce in Mali.", "rebels", "SDN"),
        ("Sudan's government and 40 rebel groups signed a truce in Mali.", "groups", "SDN"),
    ],
)
def test_rebels_beside_a_state_are_those_who_oppose_it(resolve, text, word, country):
    assert [ref.country for ref in resolve(text, word)] == [country]


def test_two_without_an_article_who_speak_for_no_state_are_any_two(resolve):
    refs = resolve("Chad and Niger argued. Police in Togo held two journalists.", "journalists")
    assert [(ref.sector, ref.country) for ref in refs] == [("JRN", "TGO")]


@pytest.mark.parametrize(
    ("text", "sector"),
    [
        ("The police chief of Kenya said his men fired.", "COP"),
        ("The bishop of Kenya said his men fled.", "CVL"),
    ],
)
def test_the_men_of_those_in_arms_are_in_arms(resolve, text, sector):
    assert [ref.sector for ref in resolve(text, "men")] == [sector]


def test_a_body_that_nobody_knows_is_told_by_the_last_two_words_of_its_name(resolve):
    refs = resolve("The Baluch Liberation Army struck a base in Pakistan.", "Army")
    assert [(ref.name, ref.sector) for ref in refs] == [("Baluch Liberation Army", "REB")]
