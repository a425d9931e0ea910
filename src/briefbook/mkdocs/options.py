"""The options of the plugin, as mkdocs.yml gives them."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from mkdocs.config.base import BaseConfigOption, Config, ValidationError
from mkdocs.config.config_options import Optional, Type

from briefbook.mkdocs.defaults import PLUGIN
from briefbook.model.dates import is_date, parse_date
from briefbook.problems import suggest
from briefbook.reading.yaml_places import KeyPath

Refused = tuple[KeyPath, str, str]
"""The keys that lead to a setting, what is wrong with it, and how to fix it."""


class Day(BaseConfigOption[date]):
    """A day, which YAML reads as one already unless it is in quotation marks."""

    def run_validation(self, value: object) -> date:
        """Return the day; raises ``ValidationError`` if it is not one."""
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        if isinstance(value, str) and is_date(value) and (day := parse_date(value)).is_day:
            return day.earliest
        raise ValidationError(f"{str(value)!r} is not a day")


class Options(Config):  # type: ignore[no-untyped-call] # MkDocs leaves it untyped
    """What `plugins: [{briefbook: …}]` may say of each build of the site, also while it is served."""

    as_of = Optional(Day())
    """The horizon, a day: nothing later is shown. That of book.yml by default."""
    pdf = Type(bool, default=True)
    """Whether the site has PDFs, and links to them: true by default."""


_REMEDIES: Mapping[str, str] = {"as_of": "write a day, such as 2025-05-06", "pdf": "write true or false"}


def usable_options(said: Mapping[str, Any]) -> tuple[dict[str, Any], list[Refused]]:
    """Return the options that can be used, and what is wrong with each of the others."""
    known = dict(Options._schema)
    usable: dict[str, Any] = {}
    refused: list[Refused] = []
    for name, value in said.items():
        keys = ("plugins", PLUGIN, str(name))
        if name not in known:
            refused.append((keys, f"no option {name!r} of {PLUGIN!r}", suggest(str(name), known)))
            continue
        try:
            known[name].validate(value)
        except ValidationError:
            refused.append((keys, f"{name!r} is {str(value)!r}", _REMEDIES[name]))
        else:
            usable[name] = value
    return usable, refused
