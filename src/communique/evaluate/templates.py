"""The templates of the page of scores and of its diagram."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined, Template


def template(name: str) -> Template:
    """A template of the package; whatever is put in is escaped."""
    env = Environment(
        loader=PackageLoader("communique", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return env.get_template(name)
