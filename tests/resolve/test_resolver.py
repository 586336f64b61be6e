"""Who the mentions of a report stand for, as of the date spoken of."""

from __future__ import annotations

from datetime import date

import pytest

DAY = date(2031, 5, 4)


def keys(refs):
    return [ref.key for ref in refs]


# --- names ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "word", "key", "sector"),
    [
        ("Iran agreed.", "Iran", "state:IRN", "GOV"),
        ("The Iranian government agreed.", "government", "state:IRN", "GOV"),
        ("Tehran agreed.", "Tehran", "state:IRN", "GOV"),
        ("The Kremlin agreed.", "Kremlin", "state:RUS", "GOV"),
        ("NATO agreed.", "NATO", "body:IGO:NATO", None),
        ("US Defence Secretary Carla Nunes agreed.", "Nunes", "person:USA:Carla Nunes", "GOV"),
        ("Ana Lima agreed.", "Lima", "person:PLW:Ana Lima", "GOV"),
        ("Jon Kesa agreed.", "Kesa", "person:PLW:Jon Kesa", "ELI"),
        ("Former Palau foreign minister Jon Kesa agreed.", "Kesa", "person:PLW:Jon Kesa", "ELI"),
        ("Foreign Minister Lima agreed in Palau.", "Lima", "person:PLW:Ana Lima", "GOV"),
        ("Chilean Senator Marco Diaz agreed.", "Diaz", "person:CHL:Marco Diaz", "LEG"),
        ("The Kenyan army agreed.", "army", "agent:KEN:MIL:army", "MIL"),
    ],
)
def test_what_is_named_is_itself(resolve, text, word, key, sector):
    refs = resolve(text, word)
    assert keys(refs) == [key]
    assert refs[0].sector == sector


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Defence Secretary Carla Nunes of Palau came. Mr Marlow left. Nunes agreed.", "Nunes"),
        ("Palau's envoy Carla Nunes came. Ms Nunes agreed.", "Nunes"),
        ("Palau's envoy Carla Nunes came. Ambassador Nunes agreed.", "Nunes"),
        ("Palau's envoy, Carla Nunes, came. She agreed.", "She"),
        ("Palau's envoy, Carla Nunes, came. The envoy agreed.", "envoy"),
        ("Nunes came first. Palau's envoy Carla Nunes agreed later.", "Nunes"),
    ],
)
def test_short_forms_stand_for_the_full_name(resolve, text, word):
    assert keys(resolve(text, word)) == ["person:PLW:Carla Nunes"]


def test_two_people_of_one_surname_are_told_apart_by_their_countries(resolve):
    text = "Chilean envoy Carla Nunes met Peruvian envoy Bruno Nunes."
    assert keys(resolve(text, "Nunes")) == ["person:PER:Bruno Nunes"]
    assert keys(resolve(text, "Nunes", after="Carla")) == ["person:CHL:Carla Nunes"]


# --- offices on a day ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "name"),
    [
        (None, "Ana Lima"),
        (date(2030, 1, 1), "Ana Lima"),
        (date(2029, 12, 31), "Jon Kesa"),
        (date(2027, 6, 1), "Jon Kesa"),
        (date(2010, 1, 1), None),
    ],
)
def test_an_office_is_whose_it_was_on_the_day_spoken_of(resolve, on, name):
    refs = resolve("The foreign minister of Palau agreed.", "minister", on=on)
    assert [ref.name for ref in refs] == [name]
    assert refs[0].country == "PLW"
    assert refs[0].office == "foreign_minister"


def test_an_office_nobody_is_known_for_stays_an_office(resolve):
    refs = resolve("The fisheries minister of Palau agreed.", "minister")
    assert [(r.kind, r.name, r.country, r.sector) for r in refs] == [("office", None, "PLW", "GOV")]


def test_the_text_goes_before_the_tables(resolve):
    text = "Palau's foreign minister, Bruno Diaz, came. The foreign minister agreed."
    assert keys(resolve(text, "minister")) == ["person:PLW:Bruno Diaz"]


def test_the_president_is_the_one_named_before(resolve):
    text = "Peruvian President Bruno Diaz flew to Chile. The president agreed."
    assert keys(resolve(text, "president")) == ["person:PER:Bruno Diaz"]


def test_the_king_is_not_the_president_who_visits_him(resolve):
    text = "King Oto of Tonga met Peruvian President Bruno Diaz. The king agreed."
    assert keys(resolve(text, "king")) == ["person:TON:Oto"]


def test_a_title_beside_its_holder_is_somebody_else(resolve):
    text = (
        "Chilean Defence Minister Carla Nunes called Peru's defence minister, Bruno Diaz. "
        "Nunes thanked the defence minister."
    )
    assert keys(resolve(text, "minister")) == ["person:PER:Bruno Diaz"]


def test_the_president_of_no_named_country_leads_the_country_of_the_report(resolve):
    text = "Nauru held elections. Voters in Nauru queued. The president agreed."
    assert keys(resolve(text, "president")) == ["person:NRU:Mira Solano"]


# --- counterparts --------------------------------------------------------------------------


def test_counterparts_hold_the_same_office(resolve):
    text = "Ana Lima, Palau's foreign minister, called her counterparts from Kiribati and Tuvalu."
    assert [r.name for r in resolve(text, "counterparts")] == ["Ivo Tamuera", "Sione Vaka"]


def test_a_counterpart_on_another_day_is_another_person(resolve):
    text = "Kiribati's foreign minister, Ivo Tamuera, called his Palauan counterpart."
    assert [r.name for r in resolve(text, "counterpart")] == ["Ana Lima"]
    assert [r.name for r in resolve(text, "counterpart", on=date(2029, 5, 1))] == ["Jon Kesa"]


def test_a_named_counterpart_holds_the_office_of_the_other(resolve):
    text = "Chilean Defence Minister Carla Nunes called her Peruvian counterpart Bruno Diaz."
    (ref,) = resolve(text, "Diaz")
    assert (ref.key, ref.office) == ("person:PER:Bruno Diaz", "defence_minister")


# --- pronouns ------------------------------------------------------------------------------

CALL = "Chilean Defence Minister Carla Nunes called Peruvian envoy Bruno Diaz on Monday. "


@pytest.mark.parametrize(
    ("text", "word", "key"),
    [
        (
            "Peru's envoy Bruno Diaz called Chile's Marco Paz. He agreed.",
            "He",
            "person:PER:Bruno Diaz",
        ),
        (
            "Mrs Carla Nunes of Chile met Mr Bruno Diaz of Peru. He agreed.",
            "He",
            "person:PER:Bruno Diaz",
        ),
        (
            "Mrs Carla Nunes of Chile met Mr Bruno Diaz of Peru. She agreed.",
            "She",
            "person:CHL:Carla Nunes",
        ),
        ("Chile sent aid. It agreed to send more.", "It", "state:CHL"),
        # What somebody says of "it" is said of himself.
        (
            "Turkey bombed Mali. The PKK, which Ankara and its allies call a foe, said it fired.",
            "it",
            "body:REB:PKK",
        ),
        ("Kenyan rebels seized the town. They freed prisoners.", "They", "agent:KEN:REB:rebel"),
        (CALL + '"I agree," Diaz said.', "I", "person:PER:Bruno Diaz"),
        (CALL + 'Nunes said: "We agree."', "We", "person:CHL:Carla Nunes"),
        (CALL + '"I agree," Diaz said. "I will come."', "I", "person:PER:Bruno Diaz"),
    ],
)
def test_pronouns(resolve, text, word, key):
    assert keys(resolve(text, word)) == [key]


def test_those_beside_a_pronoun_are_others(prepare, stages):
    find, resolver = stages
    text = "Chilean minister Carla Nunes met Peruvian envoy Bruno Diaz. Nunes thanked him."
    prepared = prepare(text, DAY)
    table = find(prepared)
    him, nisi = table.at(1, 2), table.at(1, 0)
    refs = resolver(prepared, table).of(him, not_=[nisi])
    assert keys(refs) == ["person:PER:Bruno Diaz"]


def test_the_writer_of_a_release_is_the_publishing_government(resolve):
    text = "I will visit Peru in May. We will support Chile."
    assert keys(resolve(text, "We", publisher="Nauru Prime Minister")) == ["state:NRU"]
    assert keys(resolve(text, "We")) == []


def test_we_who_tell_somebody_what_we_do_are_not_he(resolve):
    text = "I told Foreign Minister Ana Lima of Palau that we stand ready to help."
    assert keys(resolve(text, "we", publisher="President of Nauru")) == ["state:NRU"]


def test_the_president_in_a_release_is_the_publishers(resolve):
    text = "Chilean President Carla Nunes came. The President thanked her."
    (ref,) = resolve(text, "President", publisher="President of Nauru")
    assert ref.key == "person:NRU:Mira Solano"


def test_a_second_leader_in_a_release_is_no_leader_of_the_publisher(resolve):
    text = "President Mira Solano met President Marco Diaz. The leaders spoke of Chile."
    (ref,) = resolve(text, "Diaz", publisher="President of Nauru")
    assert ref.country == "CHL"


def test_a_listed_minister_is_of_the_country_of_the_list(resolve):
    text = "They met Chilean Prime Minister Ann Marlow and Defence Minister Marco Diaz in Peru."
    (ref,) = resolve(text, "Diaz")
    assert ref.country == "CHL"


def test_an_alias_and_a_name_are_one_person(resolve):
    text = "Lima came from Palau. Ana Lima agreed."
    assert keys(resolve(text, "Lima")) == ["person:PLW:Ana Lima"]


# --- several at once -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "word", "countries"),
    [
        ("Chile and Peru talked. The two countries agreed.", "countries", {"CHL", "PER"}),
        ("Chilean and Peruvian envoys talked. Both sides agreed.", "sides", {"CHL", "PER"}),
        (CALL + "The two leaders agreed.", "leaders", {"CHL", "PER"}),
        (CALL + "The two ministers agreed.", "ministers", {"CHL", "PER"}),
        ("US-India ties grew. The two militaries agreed.", "militaries", {"USA", "IND"}),
        ("US-India ties grew.", "India", {"USA", "IND"}),
        ("Chile hosted Peru. Both Governments agreed.", "Governments", {"CHL", "PER"}),
        ("Chile, Peru and Iran talked. The trio agreed.", "trio", {"CHL", "PER", "IRN"}),
        ("Officials from Chile and Peru agreed.", "Officials", {"CHL", "PER"}),
    ],
)
def test_words_for_several(resolve, text, word, countries):
    assert {ref.country for ref in resolve(text, word)} == countries


def test_the_two_leaders_are_the_persons_named(resolve):
    refs = resolve(CALL + "The two leaders agreed.", "leaders")
    assert {ref.name for ref in refs} == {"Carla Nunes", "Bruno Diaz"}


@pytest.mark.parametrize("words", ["the pair", "the duo"])
def test_the_pair_are_the_persons_named_just_before(resolve, words):
    refs = resolve(CALL + f"It was the first call between {words}.", words.split()[-1])
    assert {ref.name for ref in refs} == {"Carla Nunes", "Bruno Diaz"}


def test_a_woman_is_none_of_the_two_men(resolve):
    text = CALL + "Ivo Brandt and Otto Hahn flew to Lima. The two men were late."
    assert {ref.name for ref in resolve(text, "men")} == {"Ivo Brandt", "Otto Hahn"}
    assert {ref.name for ref in resolve(CALL + "The two men agreed.", "men")} == {None}


@pytest.mark.parametrize(
    "text",
    [
        "Chile and Peru closed the border. The two men were caught there.",
        CALL + "Police caught two gunmen in Lima. The two men were armed.",
    ],
)
def test_two_men_whom_nobody_named_are_no_states(resolve, text):
    refs = resolve(text, "men")
    assert [(ref.kind, ref.name) for ref in refs] == [("group", None)]


def test_they_are_the_joint_party_of_the_sentence_before(resolve):
    text = (
        CALL
        + "Trade grew. In 2030 the Chilean and Peruvian governments met. The two signed a pact."
    )
    assert {ref.kind for ref in resolve(text, "two")} == {"state"}


# --- whose agents --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "word", "country"),
    [
        ("Police fired on crowds in Kenya.", "Police", "KEN"),
        ("Kenya held elections. Police fired on crowds.", "Police", "KEN"),
        ("NAIROBI, May 4 - The opposition protested.", "opposition", "KEN"),
        ("President Mira Solano's government agreed.", "government", "NRU"),
        ("Western diplomats met in Kenya.", "diplomats", None),
        ("Gunmen fled.", "Gunmen", None),
        ("Officials from 34 countries met in Kenya.", "Officials", None),
    ],
)
def test_agents_without_a_country(resolve, text, word, country):
    assert [ref.country for ref in resolve(text, word)] == [country]


def test_a_guess_scores_lower_than_what_the_text_says(resolve):
    said = resolve("Kenyan police fired.", "police")[0]
    guessed = resolve("Kenya held elections. Police fired.", "Police")[0]
    assert guessed.country == said.country
    assert guessed.score < said.score


def test_the_group_is_the_one_named_before(resolve):
    text = "Hamas fired rockets. The group agreed to stop."
    assert [(r.country, r.sector) for r in resolve(text, "group")] == [("PSE", "REB")]


def test_an_officials_family_is_elite(resolve):
    (ref,) = resolve("President Mira Solano came. The president's son agreed.", "son")
    assert (ref.country, ref.sector) == ("NRU", "ELI")


# --- always --------------------------------------------------------------------------------


def test_every_link_has_a_reason_and_a_score(resolve):
    for word in ("Minister", "He"):
        refs = resolve(CALL + "He agreed with the Prime Minister.", word)
        assert all(ref.reasons and 0 < ref.score <= 1 for ref in refs)


def test_a_report_without_a_date_resolves_what_the_text_says(resolve):
    assert keys(resolve("Palau's foreign minister agreed.", "minister", day=None)) == [
        "office:PLW:foreign_minister"
    ]
    assert keys(resolve("Chilean envoy Carla Nunes agreed.", "Nunes", day=None)) == [
        "person:CHL:Carla Nunes"
    ]


@pytest.mark.parametrize(
    ("text", "word", "countries"),
    [
        # who was told is who answers
        (
            "Chile's envoy met Peruvian rebels. He urged them to talk. They agreed.",
            "They",
            ["PER"],
        ),
        ("Chad and Mali argued. Togo urged them to talk. They agreed.", "They", ["TCD", "MLI"]),
        ("Togo asked Chad and Mali to wait. They agreed.", "They", ["TCD", "MLI"]),
        ("Togo left Chad in peace. They agreed.", "They", ["TGO"]),
        # two persons named together are both told
        (
            "Carla Nunes called Ana Lima of Palau and Bruno Diaz of Peru and urged them to talk.",
            "them",
            ["PLW", "PER"],
        ),
        # several who act go on to act
        ("Peruvian rebels hid. Chilean soldiers shot them. They left.", "They", ["CHL"]),
    ],
)
def test_they_are_those_of_whom_the_words_before_speak_together(resolve, text, word, countries):
    assert [ref.country for ref in resolve(text, word)] == countries


def test_references_in_a_circle_end(resolve):
    refs = resolve("His counterpart met her counterpart. They agreed.", "They")
    assert isinstance(refs, tuple)


@pytest.mark.parametrize(
    ("text", "word", "country"),
    [
        # those called so before, not those of the place that the report is about
        (
            "Chadian soldiers left Mali on Monday. In Bamako the soldiers were cheered.",
            "soldiers",
            "TCD",
        ),
        ("EU ministers met in Chile. Ministers agreed on a text.", "Ministers", "IGO:EU"),
        # a ministry does not accuse its own state
        (
            "Chad asked Sudan to stop. Sudan said no. A foreign ministry statement accused Sudan.",
            "ministry",
            "TCD",
        ),
        ("Chad asked Sudan to stop. Sudan said no. A ministry agreed.", "ministry", "SDN"),
        # who urges a state is hardly of it
        ("Iraq was tense. Jack Hartley urged Iraq to talk.", "Hartley", None),
        ("Iraq was tense. Jack Hartley left Iraq.", "Hartley", "IRQ"),
        # an ambassador is an envoy, of the state that sent him
        ("The Peruvian ambassador to Chile left. In Chile the envoy agreed.", "envoy", "PER"),
        # the guest of somebody is of another country than she
        (
            "Chile's envoy Ana Paz met Peru's envoy Bruno Diaz. Paz thanked her guest.",
            "guest",
            "PER",
        ),
        # a party called as many are is one of the country that the report is about
        ("In Canada the Conservatives gained. The Conservatives agreed.", "Conservatives", "CAN"),
        ("In Britain the Conservatives gained. The Conservatives agreed.", "Conservatives", "GBR"),
        # a group that acts at home is of its state, elsewhere it stands for itself
        ("Sri Lanka was quiet. The Tamil Tigers agreed.", "Tigers", "LKA"),
        ("Norway was quiet. The Tamil Tigers agreed.", "Tigers", "REB:LTTE"),
        ("The Dalai Lama agreed in Chile.", "Lama", "CHN"),
    ],
)
def test_the_country_of_whom_the_text_calls_otherwise(resolve, text, word, country):
    assert [ref.country for ref in resolve(text, word)] == [country]


def test_partners_of_a_state_are_of_no_known_country(resolve):
    assert [ref.country for ref in resolve("Chile thanked its partners.", "partners")] == [None]


def test_each_item_of_a_digest_has_its_own_dateline(resolve):
    text = "LIMA - Miners struck.\n\nSEOUL - Teachers marched.\n\nQUITO - Farmers marched."
    found = [resolve(text, word)[0].country for word in ("Miners", "Teachers", "Farmers")]
    assert found == ["PER", "KOR", "ECU"]


def test_a_crown_prince_is_called_so_again(resolve):
    text = "Jordan's Crown Prince Omar bin Zaid came to Chile. The Crown Prince agreed."
    assert keys(resolve(text, "Prince")) == ["person:JOR:Omar bin Zaid"]


def test_initials_and_a_family_name_stand_for_who_is_in_office(resolve):
    text = "A statement by Foreign Minister I J TAMUERA was read in Chile."
    assert keys(resolve(text, "TAMUERA")) == ["person:KIR:Ivo Tamuera"]


# --- presidents of other bodies ------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "sector", "office"),
    [
        ("Palau's army drilled. President Noma Abela agreed in Palau.", "GOV", "head_of_state"),
        ("Noma Abela, president of the dockers' union, agreed in Palau.", "LAB", None),
        ("Mako Steel President Noma Abela agreed in Palau.", "BUS", None),
        ("President Noma Abela of the Mako Bank agreed in Palau.", "BUS", None),
    ],
)
def test_a_president_leads_a_state_unless_the_words_beside_say_otherwise(
    resolve, text, sector, office
):
    (ref,) = resolve(text, "Abela")
    assert (ref.sector, ref.office) == (sector, office)


def test_the_president_of_a_firm_is_not_the_head_of_state_of_the_day(resolve):
    text = "Aid reached Palau. The president of the steel firm Mako agreed."
    (ref,) = resolve(text, "president")
    assert ref.name is None
    assert ref.sector == "BUS"


def test_an_unknown_president_who_praises_a_state_is_not_its_own(resolve):
    text = "President Noma Abela praised Nauru."
    (ref,) = resolve(text, "Abela", day=date(2030, 6, 1))
    assert ref.country is None
    (ref,) = resolve("Nauru's troops drilled. President Noma Abela agreed.", "Abela")
    assert ref.country == "NRU"


# --- one word of a name --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "word", "key"),
    [
        ("The African Union met. The Union agreed.", "Union", "body:IGO:AU"),
        ("The GCC met in Doha. The Council agreed.", "Council", "body:IGO:GCC"),
        ("The Russian Federation met Cuba. The Federation agreed.", "Federation", "state:RUS"),
        ("Myanmar's troops left. The Union agreed.", "Union", "state:MMR"),
        ("Australia met Nauru. The Commonwealth agreed.", "Commonwealth", "state:AUS"),
        ("Ghana met Nauru. The Commonwealth agreed.", "Commonwealth", "body:IGO:CWN"),
        (
            "Australia hosted the Commonwealth Games. The Commonwealth agreed.",
            "Commonwealth",
            "body:IGO:CWN",
        ),
        ("The Commonwealth of the Bahamas agreed.", "Commonwealth", "state:BHS"),
        ("The Commonwealth of Pennsylvania agreed.", "Commonwealth", "state:USA"),
        ("The Council of Ministers of Iraq agreed.", "Council", "state:IRQ"),
    ],
)
def test_one_word_of_a_name_stands_for_whoever_bears_it(resolve, text, word, key):
    assert keys(resolve(text, word)) == [key]


def test_a_labour_union_spoken_of_before_is_no_state(resolve):
    (ref,) = resolve("The dockers' union struck in Myanmar. The Union agreed.", "Union")
    assert ref.sector == "LAB"


@pytest.mark.parametrize(
    ("text", "word", "countries"),
    [
        ("The Baltic States agreed with Russia.", "States", [None]),
        ("Gulf States agreed with China.", "States", [None]),
        ("The Pacific Island Country of Niue agreed with Japan.", "Country", ["NIU"]),
        ("The Nordic Countries agreed with Japan.", "Countries", [None]),
    ],
)
def test_states_named_by_what_they_share_are_of_no_one_country(resolve, text, word, countries):
    assert [ref.country for ref in resolve(text, word)] == countries


@pytest.mark.parametrize(
    "text",
    [
        "Aldo met Noma Abela, head of the office of the Kenyan president.",
        "Aldo met Special Envoy Noma Abela of the Kenyan presidency.",
        "Aldo met Noma Abela, a spokesperson for the ministry of the Kenyan government.",
    ],
)
def test_an_office_far_from_its_country_is_not_the_publishers(resolve, text):
    (ref,) = resolve(text, "Abela", publisher="Office of the President of Palau")
    assert ref.country == "KEN"
