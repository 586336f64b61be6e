"""Actors as CAMEO codes: groups of three letters, from the general to the particular."""

from __future__ import annotations

from dataclasses import dataclass

from communique.export.dyads import Unit
from communique.export.material import Material

#: The first group of those that are of no country.
WORLD = {"IGO": "IGO", "NGO": "NGO", "MNC": "MNC", "REB": "IMG"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CameoActor:
    """An actor: its whole code, and what it is made of; empty where there is nothing.

    `country` is CAMEO's code of a country, `world` IGO, NGO, MNC or IMG, `group` the body that
    CAMEO has a code for, `role` the sector as CAMEO has it.
    """

    country: str = ""
    world: str = ""
    group: str = ""
    role: str = ""
    name: str = ""

    @property
    def code(self) -> str:
        """The whole code: USAGOV, IGOUNO."""
        return self.country + self.world + self.group + self.role


def cameo_actor(unit: Unit, material: Material) -> CameoActor:
    """One side of a pair. A state as such has no role, its government and people have."""
    party, code = unit.party, unit.code
    name = party.name or material.label(code) or ""
    if code is None:
        return CameoActor(role=material.codes.cameo_role(party.sector) or "", name=name)
    kind, colon, _ = code.partition(":")
    if colon:
        group = material.codes.cameo_group(code) or ""
        return CameoActor(world=WORLD.get(kind, "INT"), group=group, name=name)
    role = material.codes.cameo_role(party.sector) if party.kind != "state" else None
    return CameoActor(country=material.codes.cameo_country(code), role=role or "", name=name)
