"""Whose somebody without a name is: the country beside the words, their owner's, the report's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import cached_property

from communique.drafts import EntityRef, Mention
from communique.resolve.asking import Resolving
from communique.resolve.belonging import Belonging
from communique.resolve.context import Context
from communique.resolve.opposed import is_against
from communique.resolve.salience import salient_codes
from communique.resolve.surroundings import Surroundings

#: So many sentences back "the soldiers" may have been called "Chadian soldiers".
CALLED = 12
#: Many of whom nothing is known but that they attacked: not even that they are of the place. (In
#: our corpora 14 of 26 are of no country, but a lone gunman is one of the place.)
UNTOLD = frozenset({"UAF"})
#: Who has left the country of the nationality, and lives where the sentence places it.
EXILES = frozenset({"emigre", "exile", "expatriate", "émigré"})
#: Bodies of a whole state: a place in the sentence hardly tells whose they are.
CHAMBERS = frozenset({"parliament", "senate", "congress", "ministry", "legislature"})
#: So many sentences back the place may stand where somebody is "there".
LOCAL = 3
#: Who leads an alliance of armies.
LED = re.compile(
    r"\b([A-Z][\w.]*)-led (?:\w+ ){0,3}(?:coalition|alliance|forces?|troops|soldiers|strikes)"
)
#: Who lends to a state is mostly not of it, nor is who gives it money.
LENDERS = frozenset({"bondholder", "creditor", "donor", "financier", "lender", "noteholder"})
LENDING = frozenset({"commercial", "creditor", "lending", "private"})
#: What stands behind those who are of many countries: "leaders **from around the world**".
EVERYWHERE = re.compile(
    r"(?: and(?: \w+){1,2})? (?:from |in |of )?(?:all )?(?:around|across|throughout|all over|over)"
    r" the (?:world|globe)\b"
)
#: Those who attack; whose they are, nobody says who is attacked.
ATTACKING = frozenset({"REB", "UAF", "PRM"})
#: Those who fight or oppose the state that they are named beside.
OPPOSED = frozenset({"REB", "PRM", "OPP"})
#: Who, acting upon a state by its name, is hardly of it, if no words say so: "rights groups
#: criticised Chad". (Officials and firms often are.)
OUTSIDE = frozenset({"LEG", "MED", "SOC"})
#: What lenders to a state, of whatever countries, speak with one voice through.
SYNDICATES = frozenset({"committee", "consortium", "panel", "syndicate"})
SYNDICATED = frozenset({"bank", "banks", "creditor", "creditors"})
#: Nouns for bodies of states.
BODIES = frozenset({"bloc", "body", "group", "grouping", "organisation", "organization"})
#: Those who speak for a body together may be called by either of these words.
DELEGATES = frozenset({
    "delegate", "diplomat", "envoy", "foreign_minister", "leader", "minister", "negotiator",
    "official", "representative",
})  # fmt: skip
#: One who is sent to another state, whatever his title: "the ambassador … the envoy".
ENVOYS = frozenset({"ambassador", "emissary", "envoy", "high_commissioner"})
#: Those who trade in what a body of producers and consumers confers about, and its other members.
TRADERS = frozenset({"consumer", "exporter", "importer", "producer"})
MEMBERS = TRADERS | {"delegate", "member"}
#: So many sentences back the body may be named whose delegates meet.
MET = 4
#: Who was hurt, wherever it was.
STRUCK = frozenset({"bereaved", "family", "relative", "survivor", "victim"})


class CountryFinder:
    """Finds the countries of mentions, the surest grounds first."""

    def __init__(self, context: Context, resolution: Resolving) -> None:
        self.context = context
        self.around = Surroundings(context)
        self.resolution = resolution

    def of(self, mention: Mention, on: date | None) -> list[Belonging]:
        """The countries of a mention; one that is None if none can be said."""
        if around := self._elsewhere(mention):
            return [around]
        if mention.countries:
            told = self.context.codes_of(mention)
            why = "the country beside it"
            return [Belonging(code, 0.95, why, stated=True) for code in told]
        own = self.context.words.own_noun(self.context.lemma(mention))
        if own in self.context.weights:
            return [Belonging(own, 0.7, f"the report is of {own}: {mention.text}")]
        shadow = self.context.prepared.layout.shadow
        if mention.note == "elsewhere" or EVERYWHERE.match(shadow, mention.end):
            return [Belonging(None, 0.5, "of no one country")]
        if self._lend(mention):
            return [Belonging(None, 0.4, "creditors, of whatever country", guessed=True)]
        if sent := self._sent(mention):
            return [sent]
        if owned := self._owned(mention, on):
            return owned
        if named := self._two(mention):
            return named
        return self._untold(mention)

    def _owned(self, mention: Mention, on: date | None) -> list[Belonging]:
        """Of the countries of whose they are."""
        for owner in self.context.mentions.owners(mention.sentence, mention.token):
            if owner.key == mention.key or owner.token < 0:
                continue
            if owner.sector in OPPOSED and mention.start <= owner.start and not owner.countries:
                continue  # "40 **rebel** groups"
            refs = [ref for ref in self.resolution.of(owner, on=on) if ref.country]
            if refs:
                scores = {ref.country: round(0.9 * ref.score, 3) for ref in reversed(refs)}
                codes = dict.fromkeys(ref.country for ref in refs)
                why, name = f"belongs to {owner.text}", _name(refs)
                return [Belonging(code, scores[code], why, owner=name) for code in codes]
        return []

    def _two(self, mention: Mention) -> list[Belonging]:
        """Of the two that "both armies" are, or "the governments": those named most just before."""
        why = "the two named most just before"
        return [Belonging(code, 0.6, why) for code in self._named_two(mention)]

    def _named_two(self, mention: Mention) -> list[str]:
        if mention.text.lower() == "the governments":
            codes = salient_codes(self.context, mention, states=True)
            return codes[:2] if len(codes) > 1 else []
        if not mention.plural or not _counted_two(mention):
            return []
        bodies = self.context.lemma(mention) in BODIES
        named = salient_codes(self.context, mention, states=not bodies)
        if bodies:
            named = [code for code in named if code.startswith("IGO:")]
        return [*named, *(code for code in self.context.foremost if code not in named)][:2]

    def _sent(self, mention: Mention) -> Belonging | None:
        """Of the publisher's own administration, or of the body whose delegates they are."""
        publisher = self.context.publisher_country
        if publisher and "Administration" in mention.text.split():
            return Belonging(publisher, 0.7, "the administration of the publishing government")
        noun = self.context.lemma(mention)
        if publisher or not self.context.is_many(mention) or noun not in MEMBERS:
            return None
        if self._conference is None or (noun in TRADERS and not self._speaks_alone(mention)):
            return None
        return Belonging(self._conference, 0.6, "members of the body that confers")

    def _speaks_alone(self, mention: Mention) -> bool:
        """Whether no other noun owns the mention ("cocoa **producers**", not "Ford's …")."""
        owners = self.context.mentions.owners(mention.sentence, mention.token)
        return all(owner.key == mention.key for owner in owners)

    @cached_property
    def _conference(self) -> str | None:
        """The body of states whose delegates the report tells of: the one named most."""
        named = Counter(
            code for m in self.context.mentions.all if m.kind == "igo" for code in m.countries
        )
        told = any(self.context.lemma(m) == "delegate" for m in self.context.mentions.all)
        return max(named, key=lambda code: named[code], default=None) if told else None

    def _untold(self, mention: Mention) -> list[Belonging]:
        """The country of somebody whose words tell none: of others spoken of before."""
        if there := self._there(mention):
            return [there]
        if leader := self._leads_coalition(mention):
            return [Belonging(leader, 0.65, f"leads the coalition: {mention.text}")]
        if alike := self._called_before(mention):
            why = f"the {alike.text} spoken of before"
            return [Belonging(code, 0.65, why) for code in alike.countries]
        if band := self._band_before(mention):
            why = f"{band.text}, named before"
            return [Belonging(code, 0.65, why) for code in self.context.codes_of(band)]
        if body := self._speak_for(mention):
            return body
        publisher = self.context.publisher_country
        if publisher and mention.sector == "GOV" and mention.text.lower().startswith("the "):
            return [Belonging(publisher, 0.7, "the country of the publishing government")]
        if mention.sector in UNTOLD and self.context.is_many(mention):
            return [Belonging(None, 0.4, "unknown attackers", guessed=True)]
        return [self._around(mention) or Belonging(None, 0.4, "no country in sight")]

    def _there(self, mention: Mention) -> Belonging | None:
        """The country of those who are "there", "local", "in the capital": the last place before.

        A state that stands beside another noun ("a French writer") is no place.
        """
        if not self.context.is_local(mention) or self.around.place(mention):
            return None
        for back in range(LOCAL + 1):
            there = self.context.by_sentence.get(mention.sentence - back, ())
            named = [m for m in there if m.kind == "state" and m.end <= mention.start]
            places = [m for m in named if self.context.is_place(m) or m.note in ("city", "capital")]
            for other in reversed(places or [m for m in named if not self.context.is_modifier(m)]):
                if len(other.countries) == 1:
                    why = f"{mention.text}: the place named before, {other.text}"
                    return Belonging(other.countries[0], 0.6, why, guessed=True)
        return None

    def _leads_coalition(self, mention: Mention) -> str | None:
        """The state that leads "the coalition": of "US-led forces" named in the report."""
        if "coalition" not in mention.text.lower().split():
            return None
        found = LED.search(self.context.prepared.layout.shadow)
        names = self.context.gazetteer.find(found[1]) if found else ()
        return next((n.code for match in names for n in match.names if n.kind == "state"), None)

    def _elsewhere(self, mention: Mention) -> Belonging | None:
        """The country of people of another nationality: of another descent, or exiles."""
        if _ethnic(mention):
            return self.around.of(mention)
        exiled = mention.countries and self.context.lemma(mention) in EXILES
        return self.around.place(mention) if exiled else None

    def _around(self, mention: Mention) -> Belonging | None:
        """The country of the surroundings; of no one country are the victims of several places."""
        if self.context.lemma(mention) in STRUCK and self.around.many_places(mention):
            return Belonging(None, 0.4, "victims in several countries", guessed=True)
        if beside := self._beside_state(mention):
            return beside
        if self._attacks(mention):
            return self._attackers_around(mention)
        nouns = self.context.words["government_nouns"] | CHAMBERS
        placed = self.context.lemma(mention) not in nouns and not self.around.many_places(mention)
        around = self.around.of(mention, place=placed)
        if around is not None and self._acts_upon(mention, around.country):
            return Belonging(None, 0.4, "acts upon the state around it", guessed=True)
        if around is not None and not placed and is_against(self.context, mention, around.country):
            return self._opposite(around.country) or around
        return around

    def _beside_state(self, mention: Mention) -> Belonging | None:
        """The country of the state that those are joined to who oppose it: "Chad and the rebels".

        Who acts together with a state may be of the place ("**France and rebels** met in Mali"),
        who does with its government is not.
        """
        if mention.sector not in OPPOSED or mention.name:
            return None
        placed = self.context.is_subject(mention) and self.around.place(mention)
        for other in self.context.joined(mention):
            if (
                other.sector != "GOV"
                or other.kind == "person"
                or (placed and other.kind == "state")
            ):
                continue
            codes = {ref.country for ref in self.resolution.of(other)}
            code = next(iter(codes)) if len(codes) == 1 else None
            if code and ":" not in code:
                return Belonging(code, 0.6, f"beside the state: {other.text}", guessed=True)
        return None

    def _opposite(self, code: str | None) -> Belonging | None:
        """The state that the report names most beside the one of this code."""
        other = next((c for c in self.context.foremost if c != code), None)
        why = "the state that the report names beside the one acted upon"
        return Belonging(other, 0.5, why, guessed=True) if other else None

    def _acts_upon(self, mention: Mention, code: str | None) -> bool:
        """Whether it is an outsider to the state that it criticises or asks for something."""
        parsed = self.context.sentences.get(mention.sentence)
        if mention.sector not in OUTSIDE or parsed is None or not self.context.is_subject(mention):
            return False
        verb = parsed.doc[mention.token].head
        return any(
            verb.i in (token.head.i, token.head.head.i)
            for other in self.context.by_sentence[mention.sentence]
            if other.kind == "state" and code in other.countries and other.token > verb.i
            for token in (parsed.doc[other.token],)
        )

    def _attacks(self, mention: Mention) -> bool:
        """Whether they are armed groups, or bands of such ("militia groups")."""
        own = self.context.mentions.owners(mention.sentence, mention.token)
        return any(m.sector in ATTACKING for m in (mention, *own) if not m.name)

    def _attackers_around(self, mention: Mention) -> Belonging | None:
        """The country of attackers: not that of the government that tells of them."""
        around = self.around.of(mention)
        if around and around.country == self.context.publisher_country is not None:
            return Belonging(None, 0.4, "attackers, of whatever country", guessed=True)
        return around

    def _lend(self, mention: Mention) -> bool:
        """Whether they are many who lend money: "the creditors", "its bank **committee**"."""
        words = set(re.findall(r"[a-z]+", mention.text.lower()))  # "its 14-bank committee"
        noun = self.context.lemma(mention)
        if noun in SYNDICATES:
            return bool(words & SYNDICATED) or self._lend_before(mention, noun)
        if not self.context.is_many(mention):
            return False
        return noun in LENDERS or (noun == "bank" and bool(words & LENDING))

    def _lend_before(self, mention: Mention, noun: str) -> bool:
        """Whether the last that was called by the noun before is the committee of lenders."""
        if mention.text.lower() != f"the {noun}":
            return False
        named = [m for m in self.context.mentions.all if m.end <= mention.start]
        last = next((m for m in reversed(named) if self.context.lemma(m) == noun), None)
        return last is not None and self._lend(last)

    def _speak_for(self, mention: Mention) -> list[Belonging]:
        """Of the body whose delegates were spoken of before: "**The officials** met again"."""
        first = mention.text.split()[0].lower()
        if first != "the" or not self.context.is_many(mention):
            return []
        if self.context.lemma(mention) not in DELEGATES:
            return []
        for back in range(MET + 1):
            there = self.context.by_sentence.get(mention.sentence - back, ())
            for other in sorted(there, key=lambda m: -m.start):
                if other.end > mention.start or self.context.lemma(other) not in DELEGATES:
                    continue
                if not self.context.is_many(other) or other.form == "pronoun":
                    continue
                refs = self.resolution.of(other)
                why = f"the {other.text} spoken of before"
                if refs and all((ref.country or "").startswith("IGO:") for ref in refs):
                    return [Belonging(ref.country, 0.6, why) for ref in refs]
                return []
        return []

    def _band_before(self, mention: Mention) -> Mention | None:
        """The armed group named last before "the rebels", "the militants"."""
        bands = mention.sector == "REB" and self.context.is_many(mention)
        if not bands or not mention.text.lower().startswith("the "):
            return None
        for back in range(CALLED + 1):
            there = self.context.by_sentence.get(mention.sentence - back, ())
            for other in sorted(there, key=lambda m: -m.start):
                named = other.form == "name" and other.sector == "REB" and other.countries
                if named and other.end <= mention.start:
                    return other
        return None

    def _called_before(self, mention: Mention) -> Mention | None:
        """The last mention before by the same noun that says of which country they are."""
        first = mention.text.split()[0].lower()
        bare = mention.plural and first == self.context.word(mention)
        if first != "the" and not bare:
            return None
        noun = self.context.lemma(mention)
        nouns = ENVOYS if noun in ENVOYS else {noun}
        far = first == "the" or mention.form == "title"
        for back in range(CALLED + 1 if far else 1):
            there = self.context.by_sentence.get(mention.sentence - back, ())
            for other in sorted(there, key=lambda m: -m.start):
                apart = other.end <= mention.start and other.form == mention.form
                told = other.countries and other.kind == mention.kind
                if apart and told and not other.name and self.context.lemma(other) in nouns:
                    return other
        return None


def _name(refs: Sequence[EntityRef]) -> str | None:
    """The name of an owner, if it is one person or body; a state is told by its code."""
    return refs[0].name if len(refs) == 1 and refs[0].kind != "state" else None


def _ethnic(mention: Mention) -> bool:
    """Whether a nationality tells of descent, not of the state ("ethnic Albanian guerrillas")."""
    return "ethnic " in mention.text.lower()


def _counted_two(mention: Mention) -> bool:
    """Whether the words say that there are two ("the two militaries", "both armies")."""
    words = mention.text.lower().split()[:2]
    persons = mention.kind == "group" and mention.form != "title" and mention.sector != "GOV"
    return not persons and (words[:1] == ["both"] or words == ["the", "two"])
