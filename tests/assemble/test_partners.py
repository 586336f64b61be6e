"""Who stands on the other side: as told before, taken up by words, or joined in a list."""

from __future__ import annotations

from datetime import date

import pytest

from communique.pipeline import Coder


@pytest.fixture(scope="module")
def sides():
    coder = Coder(select=False)

    def coded(text, type_):
        record = coder.code(text, date=date(2019, 5, 2))
        country = {entity.id: entity.country for entity in record.entities}
        return [
            (
                sorted({country[a] for a in event.actors}),
                sorted({country[r] for r in event.recipients}),
            )
            for event in record.events
            if event.type == type_
        ]

    return coded


CASES = [
    # who says that it was done "with" others, by nobody named, did it
    ("Bilateral accords have been reached with Fiji, Oman said.", "AGREE", (["FJI", "OMN"], [])),
    ("Talks were held with Chad on Monday, Sudan said.", "CONSULT", (["SDN", "TCD"], [])),
    ("Peru said fishing pacts were signed with Fiji on Monday.", "SUPPORT", (["FJI", "PER"], [])),
    # whom something is given stands before it, without "to"
    ("Norway will send Chad more buses next month.", "AGREE", (["NOR"], ["TCD"])),
    ("Norway gave Chad air defence systems on Monday.", "AID", (["NOR"], ["TCD"])),
    # arms called by letters are no party
    ("Italy will provide another KZN-T battery to Chad.", "AGREE", (["ITA"], ["TCD"])),
    # two parties in front of one noun; "each side" is both
    (
        "The Congolese army and FDLR rebels traded fire near Goma on Monday.",
        "ASSAULT",
        (["COD", "REB:FDLR"], []),
    ),
    (
        "Chadian troops fought Libyan soldiers. Each side accused the other of lying.",
        "ACCUSE",
        (["TCD"], ["LBY"]),
    ),
    # where two will meet is no party
    ("Chad and Mali agreed to hold talks in Oslo.", "AGREE", (["MLI", "TCD"], [])),
    ("Chad and Mali will hold talks in Oslo.", "AGREE", (["MLI", "TCD"], [])),
    ("The two Koreas agreed to hold talks in Oslo.", "AGREE", (["KOR", "PRK"], [])),
    # a participle may be an adjective
    ("Chad and Mali were strongly opposed to the Dutch tax.", "REJECT", (["MLI", "TCD"], ["NLD"])),
    # whom a deed that is welcomed is for stands deep in the phrase, or in its clause
    (
        "Norway welcomed the start of construction of a new wing of the clinic for Chad.",
        "SUPPORT",
        (["NOR"], ["TCD"]),
    ),
    (
        "Norway expressed appreciation for the commitment that the Chadian president has made.",
        "SUPPORT",
        (["NOR"], ["TCD"]),
    ),
    # leadership that is shown is no body
    (
        "Norway applauded the leadership shown by Chad on polio.",
        "SUPPORT",
        (["NOR"], ["TCD"]),
    ),
    (
        "Norwegian officials conveyed their gratitude to the Chadian ministers for their"
        " leadership.",
        "SUPPORT",
        (["NOR"], ["TCD"]),
    ),
    # the same backing told twice is one
    (
        "Norway congratulated the Chadian president. It also commended the people of Chad for"
        " their patience.",
        "SUPPORT",
        (["NOR"], ["TCD"]),
    ),
    (
        "Norway expressed its condolences to Chad. Norway expressed its condolences to Chad and"
        " Mali.",
        "SUPPORT",
        (["NOR"], ["MLI", "TCD"]),
    ),
    # what a state promises in a report on its talks is promised to the other side
    (
        "President Uhuru Kenyatta of Kenya spoke with President Yoweri Museveni of Uganda today."
        " Kenya reaffirmed its commitment to peace.",
        "AGREE",
        (["KEN"], ["UGA"]),
    ),
    # what is promised at home is promised to whom one met
    (
        "President Uhuru Kenyatta met today with the governors of Kenya's northern counties at"
        " State House in Nairobi. They spoke of roads, of schools and of the long drought, of the"
        " wells that have run dry in the north since the spring, of cattle that die and of herders"
        " who move south. Kenyatta thanked them for their patience and for the work of their"
        " counties. He reiterated his commitment to building schools in the north of the country,"
        " and said that nobody should be left behind.",
        "AGREE",
        (["KEN"], ["KEN"]),
    ),
    # further help goes to whom others help
    (
        "Zambia sent 500 tonnes of maize to Malawi. Japan will give a further 12 million dollars.",
        "AGREE",
        (["JPN"], ["MWI"]),
    ),
    # what two promise each other is promised to nobody else
    (
        "The presidents of Kenya and Uganda pledged to work together on rivers. Kenya promised"
        " Chad and Mali a share of the water.",
        "AGREE",
        (["KEN", "UGA"], []),
    ),
    # what is promised is for the one other state of its sentence, though it be only the place
    ("Malawi agreed to keep 300 soldiers in Lesotho.", "AGREE", (["MWI"], ["LSO"])),
    # words against somebody are against the one other state that their sentence names
    (
        "Mali complained that the pact would feed an arms race and thanked Niger for its patience.",
        "ACCUSE",
        (["MLI"], ["NER"]),
    ),
    # but not against the state where something is
    ("Mali deplored the shots fired at marchers in Niger.", "ACCUSE", (["MLI"], [])),
    # tests of weapons are aimed at nobody
    (
        "Iran accused Oman of spying. Iran tested a ballistic missile.",
        "MOBILIZE",
        (["IRN"], []),
    ),
    # the decision, the arrests: of those who acted before
    (
        "Hungary lifted its sanctions on Georgia on Monday. Norway welcomed the decision.",
        "SUPPORT",
        (["NOR"], ["HUN"]),
    ),
    (
        "Peruvian police arrested three Chilean reporters. Norway condemned the arrests.",
        "ACCUSE",
        (["NOR"], ["PER"]),
    ),
    # what they also discussed took no part
    (
        "President Uhuru Kenyatta of Kenya met President Yoweri Museveni of Uganda today. The two"
        " leaders discussed their alliance with Rwanda.",
        "CONSULT",
        (["KEN", "UGA"], []),
    ),
    # lists that the parser reads otherwise
    (
        "The Maldives and Sri Lanka signed a treaty on fishing on Monday.",
        "SUPPORT",
        (["LKA", "MDV"], []),
    ),
    (
        "Kenya, Uganda and Chad said on Monday that they had expelled two Russian diplomats.",
        "SANCTION",
        (["KEN", "TCD", "UGA"], ["RUS"]),
    ),
    # guests are no target, nor is the council in which somebody votes
    ("French troops landed in Chad on Monday.", "MOBILIZE", (["FRA"], [])),
    ("Russia vetoed a Security Council resolution on Monday.", "REJECT", (["RUS"], [])),
    ("Russia vetoed a Malaysian draft on Monday.", "REJECT", (["RUS"], ["MYS"])),
    ("Serbia rejected the Oslo agreement on Monday.", "REJECT", (["SRB"], [])),
    # the attackers are those who attacked in the sentence before
    (
        "Malian gunmen stormed a hotel in Kenya on Tuesday. Kenya vowed to hunt down the"
        " attackers.",
        "THREATEN",
        (["KEN"], ["MLI"]),
    ),
    # what a noun of withdrawal to come is "from" is a place
    (
        "Kenya will complete its troop withdrawal from Somalia by June, its president said.",
        "CONCEDE",
        (["KEN"], []),
    ),
    # a refusal goes to whom it is told
    (
        "Kenya will not sign the paper, its water minister told Uganda and Chad on Monday.",
        "REJECT",
        (["KEN"], ["TCD", "UGA"]),
    ),
    # a denial answers who has just made the charge
    (
        "Kenyan opposition leader Paul Otieno charged that the secret police were behind the"
        " killing. The interior ministry rejected the accusation.",
        "REJECT",
        (["KEN"], ["KEN"]),
    ),
    # where somebody speaks abroad, and where a speech is given, tells no country
    (
        "President Yoweri Museveni of Uganda leads Uganda's army, and Uganda's rebels want his"
        " office. Daniel Okello, a former prime minister, added in Geneva that he would work"
        " with the rebels.",
        "AGREE",
        (["UGA"], []),
    ),
    (
        "Speaking at a conference in Rome, Italy, European Commission President Jacques Santer"
        " said that the accounts were late. Santer was critical of the national authorities.",
        "ACCUSE",
        (["IGO:EU"], [None]),
    ),
]


@pytest.mark.parametrize(("text", "type_", "expected"), CASES)
def test_the_other_side_is_found(sides, text, type_, expected):
    assert expected in sides(text, type_)
