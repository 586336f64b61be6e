"""The words that tell who is spoken of, read from `data/gazetteer/mention_words.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec

from communique.vocab.files import data_dir, read_yaml_as

_WORD = re.compile(r"[a-z'-]+")


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    person_pronouns: str
    thing_pronouns: str
    plural_pronouns: str
    speaker_pronouns: str
    relative_pronouns: str
    country_nouns: str
    side_nouns: str
    leader_nouns: str
    person_nouns: str
    pair_words: str
    pair_nouns: str
    counterparts: str
    peers: str
    body_nouns: str
    group_adjectives: str
    apposed_nouns: str
    government_nouns: str
    wing_nouns: str
    wing_adjectives: str
    power_nouns: str
    power_adjectives: str
    state_nouns: str
    mass_nouns: str
    capital_nouns: str
    chamber_adjectives: str
    place_nouns: str
    deed_nouns: str
    former: str
    fillers: str
    honorifics: str
    styles: str
    style_adjectives: str
    honorific_sectors: Mapping[str, str]
    titles_of_one_country: Mapping[str, str]
    town_places: str
    nouns_of_one_country: Mapping[str, str]
    offices_of_one_body: Mapping[str, str]
    female: str
    male: str
    particles: str
    against_prefixes: str
    against_suffixes: str
    elsewhere: str
    modifier_sectors: Mapping[str, str]
    party_names: str
    quantities: str
    thing_words: str
    portfolio_words: str
    office_bodies: str
    say_verbs: str
    first_names_female: str
    calendar: str
    months_as_names: str
    short_names: str
    bodies_called: Mapping[str, str]
    states_called: Mapping[str, str]
    land_parts: Mapping[str, str]
    parted_lands: Mapping[str, str]
    seats: str
    described_state_nouns: str
    described_body_nouns: str
    states_described: Mapping[str, str]
    bodies_described: Mapping[str, str]
    firm_words: str
    legal_forms: str
    state_parts: str
    american_states: str
    civil: str
    kin: str
    official_publishers: str
    first_names_of_places: str


class MentionWords:
    """The word lists as sets, and the sectors that words give as one mapping each."""

    def __init__(self, lists: Mapping[str, frozenset[str]], sectors: _Sectors) -> None:
        self._lists = lists
        self.honorific_sector = sectors.honorific
        self.modifier_sector = sectors.modifier
        self._own_country = sectors.own_country
        self._own_noun = sectors.own_noun
        self._own_body = sectors.own_body
        self._bodies_called = sectors.bodies_called
        self._states_called = sectors.states_called
        self.land_parts = sectors.land_parts
        self._parted_lands = sectors.parted_lands
        self._described = {
            "state": sectors.states_described,
            "body": sectors.bodies_described,
        }

    def __getitem__(self, name: str) -> frozenset[str]:
        """The words of the list `name`."""
        return self._lists[name]

    def own_country(self, words: Iterable[str]) -> tuple[str, ...]:
        """The country of a title that only one country has ("Pope"); () if there is none."""
        return tuple(self._own_country[word] for word in words if word in self._own_country)[:1]

    def own_noun(self, noun: str) -> str | None:
        """The country whose people a noun means, in a report that names the country."""
        return self._own_noun.get(noun)

    def own_body(self, office: str | None) -> tuple[str, ...]:
        """The body whose office it is, if only one body has such an office; else ()."""
        return (self._own_body[office],) if office and office in self._own_body else ()

    def bodies_called(self, word: str) -> tuple[str, ...]:
        """The bodies that are called by the one word where a report names them ("the bloc")."""
        return self._bodies_called.get(word, ())

    def states_called(self, word: str) -> tuple[str, ...]:
        """The states that call themselves by the one word at home ("the Union")."""
        return self._states_called.get(word, ())

    def parted_land(self, word: str) -> tuple[str, ...]:
        """The states of the land that a part belongs to ("the North"), of which one is named."""
        return self._parted_lands.get(word, ())

    def described(self, kind: Literal["state", "body"], said: str) -> frozenset[str] | None:
        """The codes of states or bodies that fit a description; None if it says nothing.

        Args:
            kind: Whether a state is described ("the island nation") or a body ("the world body").
            said: The words of the description.
        """
        words = f" {' '.join(_WORD.findall(said.lower()))} "
        told = [codes for key, codes in self._described[kind].items() if f" {key} " in words]
        return frozenset.intersection(*map(frozenset, told)) if told else None


class _Sectors(msgspec.Struct, frozen=True):
    honorific: Mapping[str, str]
    modifier: Mapping[str, str]
    own_country: Mapping[str, str]
    own_noun: Mapping[str, str]
    own_body: Mapping[str, str]
    bodies_called: Mapping[str, tuple[str, ...]]
    states_called: Mapping[str, tuple[str, ...]]
    land_parts: Mapping[str, tuple[str, ...]]
    parted_lands: Mapping[str, tuple[str, ...]]
    states_described: Mapping[str, tuple[str, ...]]
    bodies_described: Mapping[str, tuple[str, ...]]


def load_mention_words() -> MentionWords:
    """Read the word lists.

    Raises:
        VocabError: If the file lacks a list or has an unknown one.
    """
    raw = read_yaml_as(data_dir("gazetteer", "mention_words.yaml"), _File)
    content = msgspec.structs.asdict(raw)
    lists = {k: frozenset(v.split()) for k, v in content.items() if isinstance(v, str)}
    return MentionWords(
        lists,
        _Sectors(
            _by_word(raw.honorific_sectors),
            _by_word(raw.modifier_sectors),
            _by_word(raw.titles_of_one_country),
            _by_word(raw.nouns_of_one_country),
            _by_word(raw.offices_of_one_body),
            _codes(raw.bodies_called),
            _codes(raw.states_called),
            _codes(raw.land_parts),
            _codes(raw.parted_lands),
            _codes(raw.states_described),
            _codes(raw.bodies_described),
        ),
    )


def _codes(called: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    return {word: tuple(codes.split()) for word, codes in called.items()}


def _by_word(sectors: Mapping[str, str]) -> dict[str, str]:
    return {word: sector for sector, words in sectors.items() for word in words.split()}
