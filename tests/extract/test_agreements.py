"""Agreements: what they are called, who is party, how far they have come, since when."""

from __future__ import annotations

from datetime import date

import pytest

from communique.extract.agreements import AgreementFinder
from communique.extract.mentions import MentionFinder
from communique.extract.modality import Modality
from communique.resolve.resolver import Resolver
from communique.vocab.frames import FrameBook, load_modality
from communique.vocab.gazetteer import Gazetteer
from communique.vocab.instruments import InstrumentBook

BOOK = InstrumentBook.load()
DAY = date(2020, 6, 17)  # a Wednesday
KINDS = [(kind, text) for kind, words in BOOK.kinds.items() for text in words.fires_on]
STEPS = [(status, text) for status, words in BOOK.steps.items() for text in words.fires_on]
LISTS = (*BOOK.kinds.values(), *BOOK.steps.values())
SILENT = [text for words in LISTS for text in words.silent_on]


@pytest.fixture(scope="module")
def find(prepare):
    """The agreements of a text as (draft, codes of the parties)."""
    gazetteer = Gazetteer.load()
    modality = Modality(load_modality(), FrameBook.load().classes["say"])
    finder = AgreementFinder(BOOK, modality, gazetteer.label)
    mentions, resolver = MentionFinder(gazetteer), Resolver(gazetteer)

    def run(text, day=DAY):
        prepared = prepare(text, day)
        table = mentions(prepared)
        resolution = resolver(prepared, table)
        out = []
        for draft in finder(prepared, table):
            refs = [r for m in draft.parties for r in resolution.of(m, on=draft.when.end)]
            codes = sorted({ref.country for ref in refs if ref.country})
            out.append((draft, codes))
        return out

    return run


def days(when):
    return (str(when.start) if when.start else None, str(when.end))


# --- the words' own examples -------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "text"), KINDS)
def test_nouns_name_instruments_of_their_kind(find, kind, text):
    assert [draft.kind for draft, _ in find(text)] == [kind]


@pytest.mark.parametrize(("status", "text"), STEPS)
def test_steps_bring_instruments_to_their_status(find, status, text):
    assert [draft.status for draft, _ in find(text)] == [status]


@pytest.mark.parametrize("text", SILENT)
def test_near_misses_tell_of_no_instrument(find, text):
    assert find(text) == []


# --- names -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name", "acronym"),
    [
        ("Peru and Chile signed the Andes Water Sharing Agreement (AWSA).",
         "Andes Water Sharing Agreement", "AWSA"),
        ("Peru and Chile signed AWSA (Andes Water Sharing Agreement) in 2016.",
         "Andes Water Sharing Agreement", "AWSA"),
        ("Peru and Chile signed the Andes Water Sharing Agreement, or AWSA, on Monday.",
         "Andes Water Sharing Agreement", "AWSA"),
        ("Fiji and Tonga signed the Suva Declaration on Fisheries on Monday.",
         "Suva Declaration on Fisheries", None),
        ("Fiji and Tonga signed a Memorandum of Understanding on Monday.",
         "Memorandum of Understanding", None),
        ("Fiji signed the Treaty of Friendship and Cooperation with Tonga.",
         "Treaty of Friendship and Cooperation", None),
        ("Chile ratified the NPT in 1995, its foreign minister told Peru.",
         "Treaty on the Non-Proliferation of Nuclear Weapons", "NPT"),
        ("Iran said on Monday that it would leave the JCPOA.",
         "Joint Comprehensive Plan of Action", "JCPOA"),
        ("Norway and Iceland signed a fisheries agreement on Monday.", "fisheries agreement", None),
        ("Norway signed a major new trade deal with Iceland on Monday.",
         "new trade deal with Iceland", None),
        ("Norway and Iceland signed an agreement on cod quotas on Monday.",
         "agreement on cod quotas", None),
        ("Norway and Iceland signed a five-year trade and fisheries agreement (TFA) on Monday.",
         "five-year trade and fisheries agreement", "TFA"),
        ("Work went on since the Joint Statement by Presidents Lagos of Chile and Toledo of Peru.",
         "Joint Statement by Presidents Lagos of Chile and Toledo of Peru", None),
        ("Yesterday's border treaty between Chile and Peru is the first.", "border treaty between"
         " Chile and Peru", None),
        ("Norway and Iceland signed a declaration on how to share the cod on Monday.",
         "declaration on how to share the cod", None),
        ("Norway and Iceland signed a grant agreement for 60 million dollars on Monday.",
         "grant agreement", None),
        ("Norway and Iceland reached an agreement on Monday to open the strait.",
         "agreement to open the strait", None),
        ("Norway signed the Bergen Accords on behalf of Iceland on Monday.",
         "Bergen Accords", None),
        ("Yemen and the Houthis renewed the cessation of hostilities agreement on Monday.",
         "cessation of hostilities agreement", None),
        ("Kenya and Uganda signed an agreement on Monday. The memorandum of understanding covers"
         " fisheries.", "memorandum of understanding", None),
    ],
)  # fmt: skip
def test_names_are_those_of_the_report(find, text, name, acronym):
    assert [(draft.name, draft.acronym) for draft, _ in find(text)] == [(name, acronym)]


def test_a_name_without_acronym_takes_its_partners_with_it(find):
    text = "Japan welcomed the Agreement on Coal between Chile and Peru, signed on 6 July 1957."
    assert [draft.name for draft, _ in find(text)] == ["Agreement on Coal between Chile and Peru"]


def test_plurals_with_several_partners_are_several(find):
    found = find("Norway failed to agree on trade deals with Chile and Peru on Monday.")
    assert [(draft.name, codes) for draft, codes in found] == [
        ("trade deal with Chile", ["CHL", "NOR"]),
        ("trade deal with Peru", ["NOR", "PER"]),
    ]


def test_plurals_with_several_makers_are_several(find):
    found = find("Chile and Peru have signed extradition treaties with Norway.")
    assert [(draft.name, codes) for draft, codes in found] == [
        ("extradition treaty between Chile and Norway", ["CHL", "NOR"]),
        ("extradition treaty between Peru and Norway", ["NOR", "PER"]),
    ]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Bilateral accords have been reached with Fiji and Oman, Peru said.", ["FJI", "OMN"]),
        ("Peru said fishing pacts had been signed with Fiji and Oman.", ["FJI", "OMN"]),
        ("Peru has free trade agreements with Fiji and Oman.", ["FJI", "OMN"]),
        ("Peru's FTAs with Fiji and Oman are only months old.", ["FJI", "OMN"]),
    ],
)
def test_plurals_with_several_partners_are_several_in_many_wordings(find, text, codes):
    assert [found for _, found in find(text)] == [[code, "PER"] for code in codes]


@pytest.mark.parametrize(
    "text",
    [
        "Chile and Peru signed a water treaty on Monday. The treaty takes effect in May.",
        "Chile and Peru signed the Andes Water Treaty (AWT) on Monday. Both praised the AWT.",
        "Chile and Peru signed a pact on Monday. The Andes Water Pact was signed in Lima.",
        "Chile and Peru near a trade deal. A trade deal would help, but the deal is far off.",
        "Chile and Peru signed the Andes Accord, soon dubbed the Water Accord, on Monday.",
    ],
)
def test_mentions_of_one_instrument_are_one_record(find, text):
    assert len(find(text)) == 1


# --- what counts -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "The government reached an agreement with the nurses' union on Monday.",
        "Acme Inc signed an agreement with the US Department of Energy.",
        "The Senate passed the Chips and Science Act on Monday.",
        "The president signed a Presidential Memorandum on Monday.",
        "Ministers spoke at the annual convention in Lima.",
        "The North Atlantic Treaty Organization met in Oslo on Monday.",
        "Japan raised the matter at the General Agreement on Tariffs and Trade.",
        "They hope for a ceasefire in Gaza.",
        "Chile and Peru discussed the possibility of some future agreement.",
        "Australia's Prime Minister spoke to delegates at the National Party Convention.",
        "The French Declaration of Independence Day was a holiday in Peru.",
        "Washington paid $3 billion under a settlement.",
        "The Central Workers Council (CWC) of Sri Lanka met Indian envoys; the CWC gave no reason.",
    ],
)
def test_laws_firms_meetings_and_hopes_are_no_agreements(find, text):
    assert find(text) == []


# --- parties -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Chile and Peru signed a border treaty on Monday.", ["CHL", "PER"]),
        ("A border treaty between Chile and Peru was signed on Monday.", ["CHL", "PER"]),
        ("Chile signed a border treaty with Peru on Monday.", ["CHL", "PER"]),
        ("The border treaty was signed by Chile and Peru on Monday.", ["CHL", "PER"]),
        ("The Chile-Peru border treaty was signed on Monday.", ["CHL", "PER"]),
        ("Norway brokered a border treaty between Chile and Peru on Monday.", ["CHL", "PER"]),
        ("Peru welcomed Japan's violation of a trade pact.", ["JPN"]),
        ("Two countries, Chile and Peru, signed a border treaty on Monday.", ["CHL", "PER"]),
        ("Talks go on between Chile and Peru in a bid to reach a peace accord.", ["CHL", "PER"]),
        ("Chile met Peru. The two countries signed a border treaty on Monday.", ["CHL", "PER"]),
        ("Chile and Peru signed a UN-backed border treaty on Monday.", ["CHL", "PER"]),
        (
            "Chile and Peru, whose ministers signed a border treaty on Monday, will trade envoys.",
            ["CHL", "PER"],
        ),
        ("The pact that Chile and Peru signed on Monday is secret.", ["CHL", "PER"]),
        ("Chile said on Monday that a deal had been struck with Peru on gas.", ["CHL", "PER"]),
        ("Chile and Peru condemned the coup in a joint statement.", ["CHL", "PER"]),
        ("Chile and Peru have a defence pact.", ["CHL", "PER"]),
    ],
)
def test_parties_stand_beside_the_name_or_act(find, text, codes):
    assert [found for _, found in find(text)] == [codes]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("In a pact last summer, Japan agreed to open its market to American goods.",
         ["JPN", "USA"]),
        ("Chile's envoy met Peru's on Monday. The talks follow a border pact of 2016.",
         ["CHL", "PER"]),
        ("Norway met Iceland on Monday. The two also noted that a fisheries deal was reached.",
         ["ISL", "NOR"]),
        ("The United States and India met on Monday. Both praised COMCASA.", ["IND", "USA"]),
        ("Sweden and Finland met on Monday. Sweden praised the Vienna Convention.", []),
        ("Chile met Peru on Monday. Both praised the Paris accord.", []),
        ("Chile met Peru and Japan. Later Chile praised the US-Caribbean Partnership for Energy.",
         ["USA"]),
        ("The declaration at the close of the NATO summit in June praised Chile.", ["IGO:NATO"]),
        ("Peru told Chile on Monday to respect the truce.", ["CHL", "PER"]),
        ("On Monday Chile ended its adherence to the Lima Accord on Lamps, Peru said.", ["CHL"]),
    ],
)  # fmt: skip
def test_parties_missing_beside_the_name_are_those_it_is_told_about(find, text, codes):
    assert [found for _, found in find(text)][:1] == [codes]


# --- status and date ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "status", "when"),
    [
        ("Chile and Peru signed a border treaty on Monday.",
         "signed", ("2020-06-15", "2020-06-15")),
        ("Chile and Peru signed the Andes Pact (AP) in 2016.",
         "signed", ("2016-01-01", "2016-12-31")),
        ("Chile and Peru will sign a border treaty next month.",
         "agreed", ("2020-06-17", "2020-06-17")),
        ("Chile hopes to reach a trade deal with Peru.",
         "negotiating", ("2020-06-17", "2020-06-17")),
        ("Chile and Peru are close to reaching a trade deal.",
         "negotiating", ("2020-06-17", "2020-06-17")),
        ("Chile and Peru failed to agree on a trade deal on Monday.",
         "negotiating", ("2020-06-15", "2020-06-15")),
        ("Chile and Peru will start negotiations on a Free Trade Agreement.",
         "proposed", ("2020-06-17", "2020-06-17")),
        ("Chile has signed a border treaty with Peru.", "signed", (None, "2020-06-17")),
        ("Chile praised the April 26 truce agreement with Peru.",
         "agreed", ("2020-04-26", "2020-04-26")),
        ("Chile's president began a visit to Peru on Monday, five days after he and the Peruvian"
         " president signed a border treaty.", "signed", ("2020-06-10", "2020-06-10")),
        ("Chile's president put his name beside that of Ollanta Humala on the Andes Accord"
         " with Peru on Monday.", "signed", ("2020-06-15", "2020-06-15")),
        ("Chile took the refugees back following an agreement with Peru.",
         "agreed", (None, "2020-06-17")),
        ("Police may ask firms of Chile and Peru for data under a tentative bilateral deal,"
         " officials said on Monday.",
         "negotiating", ("2020-06-15", "2020-06-15")),
        ("Chile praised the 1987 INF treaty.", "mentioned", ("1987-01-01", "1987-12-31")),
        ("Chile and Peru praised the Andes Accord of 10 April 1998, signed by both.",
         "signed", ("1998-04-10", "1998-04-10")),
        ("Chile and Peru renewed the Andes Accord on Monday.",
         "in_force", ("2020-06-15", "2020-06-15")),
        ("Chile withdrew from the Paris Agreement on Monday.",
         "terminated", ("2020-06-15", "2020-06-15")),
        ("Chile and Peru praised the joint statement of May 5, 2020.",
         "agreed", ("2020-05-05", "2020-05-05")),
        ("The envoys of Chile and Peru set their hands to a fisheries protocol on Monday.",
         "signed", ("2020-06-15", "2020-06-15")),
        ("Chile gave notice on Monday that it was quitting its 1929 border treaty with Peru.",
         "terminated", ("2020-06-15", "2020-06-15")),
        ("Chile suspended its participation in the border treaty with Peru on Monday.",
         "suspended", ("2020-06-15", "2020-06-15")),
        ("Peru's congress on Monday passed a border pact which Chile's senate had cleared in May.",
         "ratified", ("2020-06-15", "2020-06-15")),
        ("Three Chileans were flown home from Peru on Monday under a transfer treaty.",
         "in_force", ("2020-06-15", "2020-06-15")),
        ("Chile ended its border treaty with Peru on Monday; the talks begin in May.",
         "terminated", ("2020-06-15", "2020-06-15")),
    ],
)  # fmt: skip
def test_the_furthest_step_and_its_date(find, text, status, when):
    assert [(draft.status, days(draft.when)) for draft, _ in find(text)] == [(status, when)]


@pytest.mark.parametrize(
    "text",
    [
        "Chile and Peru signed the Andes Pact in 2016 and the Coast Treaty in 2018.",
        "Chile and Peru signed the Andes Pact and the Coast Treaty in 2016 and 2018, respectively.",
    ],
)
def test_each_instrument_has_its_own_date(find, text):
    assert [(draft.name, draft.when.start.year) for draft, _ in find(text)] == [
        ("Andes Pact", 2016),
        ("Coast Treaty", 2018),
    ]


# --- provisions --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("Chile and Peru signed a pact that gives Lima access to the port.",
         "that gives Lima access to the port"),
        ("Chile and Peru signed the Andes Pact (AP), which allows ships to refuel.",
         "which allows ships to refuel"),
        ("Chile and Peru signed a pact on Monday allowing ships of both to refuel.",
         "allowing ships of both to refuel"),
        ("Chile and Peru signed a pact. The pact provides for a joint border force.",
         "provides for a joint border force"),
        ("Chile and Peru signed a pact. Under the pact, Peru will free all prisoners.",
         "Peru will free all prisoners"),
    ],
)  # fmt: skip
def test_provisions_are_clauses_of_the_report(find, text, clause):
    assert [[text[a:b] for a, b in draft.provisions] for draft, _ in find(text)] == [[clause]]


SIGNED = "Chile and Peru signed the Andes Pact in 2016. "


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("Under it, either country's forces may refuel at the other's bases.",
         "either country's forces may refuel at the other's bases"),
        ("Both will cut their tariffs by half under it.", "Both will cut their tariffs by half"),
        ("By its terms, both will cut tariffs.", "both will cut tariffs"),
        ("It lets both forces exchange data and opens the way for sales.",
         "lets both forces exchange data and opens the way for sales"),
        ("It also requires Peru to report every movement of troops, ministers said.",
         "requires Peru to report every movement of troops"),
        ("Its terms oblige both sides to free all prisoners.",
         "oblige both sides to free all prisoners"),
        ("The terms of the deal require both sides to withdraw.",
         "require both sides to withdraw"),
        ("The treaty bans the testing of nuclear arms.", "bans the testing of nuclear arms"),
        ("The pact would commit both sides to peace.", "commit both sides to peace"),
        ("The five-year deal gives Peru access to ports.", "gives Peru access to ports"),
        ("The agreement says that troops will leave within a month.",
         "says that troops will leave within a month"),
        ("Under the terms of the agreement, Peru will free all prisoners.",
         "Peru will free all prisoners"),
        ("Peru must withdraw its troops under the agreement.", "Peru must withdraw its troops"),
        ("The accord, which allows troops to cross the border, was welcomed by Japan.",
         "which allows troops to cross the border"),
    ],
)  # fmt: skip
def test_later_sentences_say_what_an_instrument_provides(find, text, clause):
    whole = SIGNED + text
    assert [[whole[a:b] for a, b in draft.provisions] for draft, _ in find(whole)] == [[clause]]


def test_it_is_passed_on_by_sentences_about_it(find):
    text = SIGNED + "It bans nuclear arms from both. It also provides for joint patrols."
    [(draft, _)] = find(text)
    assert [text[a:b] for a, b in draft.provisions] == [
        "bans nuclear arms from both",
        "provides for joint patrols",
    ]


@pytest.mark.parametrize(
    "text",
    [
        SIGNED + "It was welcomed by Japan.",
        SIGNED + "It opens a new chapter in their ties.",
        SIGNED + "It allowed the opposition to speak.",
        SIGNED + "Peru agreed to withdraw its troops. It will allow ships of both in.",
        "Chile joined the Andes Pact of Peru and Japan. It will allow Chinese ships in.",
        "The Senate of Chile ratified the Andes Pact with Peru. It requires a vote of two thirds.",
        "Chile and Peru signed the Andes Pact and the Coast Treaty. It bans all arms from both.",
    ],
)
def test_it_may_mean_something_else(find, text):
    assert [draft.provisions for draft, _ in find(text) if draft.provisions] == []


def test_spans_lie_in_the_text_and_name_the_instrument(find):
    text = "Chile and Peru signed the Andes Pact (AP) on Monday."
    [(draft, _)] = find(text)
    spans = {role: text[a:b] for role, a, b in draft.spans}
    assert spans == {"name": "Andes Pact", "step": "signed"}


def test_well_known_instruments_have_sources():
    assert all(entry.source for entry in BOOK.known)
    assert len({entry.name for entry in BOOK.known}) == len(BOOK.known)


# --- wordings in general -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name", "status"),
    [
        ("Chad and Libya agreed to a cease-fire on Sunday.", "cease-fire", "agreed"),
        ("Agreement has been reached with Oman on the use of a base, Peru said.",
         "agreement on the use of a base", "agreed"),
        ("Peru and Chile have a water treaty.", "water treaty", "in_force"),
        ("Peru has an FTA with Chile.", "free trade agreement with Chile", "in_force"),
        ("Qatar's emir and Peru's president discussed progress towards a ceasefire and prisoner"
         " exchange deal.", "ceasefire and prisoner exchange deal", "mentioned"),
        ("Oman and Peru worked to reach a deal for the release of hostages.",
         "deal for the release of hostages", "negotiating"),
        ("The president sent the Senate the Treaty between Peru and Ghana on Legal Assistance.",
         "Treaty between Peru and Ghana on Legal Assistance", "mentioned"),
        ("OPEC's output agreement would not fall apart, Nigeria said.", "output agreement",
         "mentioned"),
        ("Bond yields in Norway could fall after last month's Lisbon pact.", "Lisbon pact",
         "mentioned"),
        ("Peru and Chile have signed a series of agreements on rail links.",
         "agreements on rail links", "signed"),
        ("Joint Communique issued by the Republic of Fiji and the Kingdom of Tonga\n\n"
         "The two leaders met in Suva.", "Joint Communique", "agreed"),
        ("Joint Statement on Fisheries by the Presidents of Peru and Chile\n\n"
         "The two leaders met in Lima.", "Joint Statement on Fisheries by the Presidents of Peru"
         " and Chile", "agreed"),
    ],
)  # fmt: skip
def test_instruments_are_found_in_many_wordings(find, text, name, status):
    assert [(draft.name, draft.status) for draft, _ in find(text)] == [(name, status)]


@pytest.mark.parametrize(
    "text",
    [
        "The president of Peru signed a memorandum that told his staff to rest. Chile was silent.",
        "Joint Statement by the Prime Minister and the Treasurer\n\nThe budget is balanced.",
        "Peru and Chile saw a merger agreement fail as the deal between the two firms lapsed.",
        "The ministry announced its Trucking Action Plan, traders in Peru and Chile said.",
        "The police of Chad were told to cease fire on the rebels of Libya.",
        "Peru and Chile have no treaty on water.",
        "Agreement was wanting among the deputies of Peru and Chile.",
    ],
)
def test_notes_at_home_and_plans_of_one_are_no_instruments(find, text):
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Chile and Peru signed an accord in 2018 that ended a long border war.", "signed"),
        ("The Andes Accord between Chile and Peru ended on Monday.", "terminated"),
    ],
)
def test_what_an_instrument_puts_an_end_to_is_not_itself(find, text, status):
    assert [draft.status for draft, _ in find(text)] == [status]
