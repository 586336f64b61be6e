"""States and bodies called by what they are, and parties that are taken up together."""

from __future__ import annotations

import pytest


def codes(refs):
    return sorted(ref.country or "" for ref in refs)


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Oman fell out with Qatar. The sultanate shut its port.", "sultanate", ["OMN"]),
        ("Oman fell out with Qatar. The Gulf emirate shut its port.", "emirate", ["QAT"]),
        ("Fiji sued Chile. The Pacific island nation wants fish.", "nation", ["FJI"]),
        ("Nepal sued India. The landlocked country wants a port.", "country", ["NPL"]),
        ("Moldova sued Chile. The former Soviet republic wants wine.", "republic", ["MDA"]),
        ("The island nation of Fiji sued Chile.", "nation", ["FJI"]),
        ("Poland sued Chile. The EU newcomer wants wine.", "newcomer", ["POL"]),
        ("Togo joined the SADC. The 16-nation bloc fined Chile.", "bloc", ["IGO:SADC"]),
        ("Togo left ECOWAS. The west African bloc fined Togo.", "bloc", ["IGO:ECOWAS"]),
        ("The world body fined Chile.", "body", ["IGO:UN"]),
        ("The nuclear watchdog fined Chile.", "watchdog", ["IGO:IAEA"]),
        ("The three Baltic states sued Chile.", "states", ["EST", "LTU", "LVA"]),
    ],
)
def test_a_description_stands_for_whom_it_fits(resolve, text, word, expected):
    assert codes(resolve(text, word)) == expected


def test_a_plain_country_is_the_one_spoken_of_before(resolve):
    assert codes(resolve("Peru sued Chile. The country wants fish.", "country")) == ["PER"]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The UN fined Peru for its raid on Chile.", "its", ["PER"]),
        ("The UN kept sanctions on Peru after its raid on Chile.", "its", ["PER"]),
        ("Norway apologised to Peru for its raid on Chile.", "its", ["NOR"]),
        ("Norway left Peru after its raid on Chile.", "its", ["NOR"]),
    ],
)
def test_the_deed_that_is_answered_is_the_other_sides(resolve, text, word, expected):
    assert codes(resolve(text, word)) == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Chile's Ana Ruiz met Peru's Luis Soto. They sued Norway.", "They", ["CHL", "PER"]),
        ("Chile, Peru and Ghana met. The trio sued Norway.", "trio", ["CHL", "GHA", "PER"]),
        (
            "The presidents of Chile, Peru and Ghana met. The leaders sued Norway.",
            "leaders",
            ["CHL", "GHA", "PER"],
        ),
        ("Chile and Peru met. Each sued Norway.", "Each", ["CHL", "PER"]),
    ],
)
def test_those_named_together_are_taken_up_together(resolve, text, word, expected):
    assert codes(resolve(text, word)) == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Trouble began in Togo. Officials there held a Peruvian.", "Officials", ["TGO"]),
        ("Trouble began in Togo. Local police held a Peruvian.", "police", ["TGO"]),
        ("Troops loyal to the king of Tonga shot at Peruvians.", "Troops", ["TON"]),
        ("Norwegian-led forces came to Peru. The coalition shot.", "coalition", ["NOR"]),
        ("Peru's foreign minister came to Chile. Her hosts ate.", "hosts", ["CHL"]),
        ("Peru's and Chile's governments met.", "governments", ["CHL", "PER"]),
    ],
)
def test_the_country_of_those_without_one_is_told_by_what_is_beside(resolve, text, word, expected):
    assert codes(resolve(text, word)) == expected


@pytest.mark.parametrize(
    ("text", "word", "codes"),
    [
        ("South Korea spoke. The North rejected the offer.", "North", ["PRK"]),
        ("Pyongyang accused the South of spying.", "South", ["KOR"]),
        ("Pyongyang accused the South of spying, and left.", "South", ["KOR"]),
        ("The two Koreas agreed to hold talks.", "Koreas", ["KOR", "PRK"]),
        ("Taiwan urged the mainland to hold talks.", "mainland", ["CHN"]),
        ("Chad spoke. The North rejected the offer.", "North", [None]),
        ("The Islamic Republic rejected the offer.", "Republic", ["IRN"]),
        ("Norway spoke. Chad recognised the state of Palestine.", "state", ["PSE"]),
    ],
)
def test_states_are_called_by_their_part_of_a_land(resolve, text, word, codes):
    assert [ref.country for ref in resolve(text, word)] == codes


def test_a_body_that_many_states_have_is_of_the_one_before_it(resolve):
    assert [ref.country for ref in resolve("Peru's Congress denied it.", "Congress")] == ["PER"]
    assert [ref.country for ref in resolve("Congress denied it.", "Congress")] == ["USA"]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Both sides agreed, the Chadian army and the Chadian rebels said.", ["MIL", "REB"]),
        ("Both sides agreed, the Chadian army said. Mali spoke.", ["GOV", "GOV"]),
    ],
)
def test_both_sides_are_those_who_tell_of_it(resolve, text, keys):
    assert [ref.sector for ref in resolve(text, "sides")] == keys
