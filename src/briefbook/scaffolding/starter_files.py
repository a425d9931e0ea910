"""What a new book, brief or pack begins with: the texts of `templates/start/`, title and dates filled in."""

import json
import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from jinja2 import DictLoader, Environment, StrictUndefined

from briefbook import __version__


def packaged_lock() -> Path:
    """Return the file that pins what briefbook needs: inside a wheel, or at the top of a checkout."""
    in_wheel = Path(__file__).parents[1] / "requirements.lock"
    return in_wheel if in_wheel.is_file() else Path(__file__).parents[3] / "requirements.lock"


Starters = Mapping[str, str]
"""The texts of `templates/start/`, by their paths within it."""

NEUTRAL_TITLE = "Briefing book"
_REVIEW_AFTER = timedelta(days=180)
_HIDDEN = "dot_"
"""What is written for the dot of a hidden file, so that no tool takes a starter for a file of its own."""


def book_starters(starters: Starters, title: str, today: date, *, bare: bool) -> dict[str, str]:
    """Return the files of a new book, by path; a ``bare`` one has no examples."""
    environment = _environment(starters, title=title, today=today, bare=bare)
    folders = ("book/", "bare/" if bare else "examples/")
    return {
        path.removeprefix(folder).replace(_HIDDEN, "."): environment.get_template(path).render()
        for folder in folders
        for path in starters
        if path.startswith(folder)
    }


def brief_starter(starters: Starters, folder: str, title: str, today: date) -> str:
    """Return the text of a new brief of the kind that a folder holds."""
    return (
        _environment(starters, title=title, today=today, folder=folder).get_template("new/brief.md").render()
    )


def pack_starter(starters: Starters, title: str, brief: str, today: date) -> str:
    """Return the text of a new pack that holds a brief, given by its id."""
    return _environment(starters, title=title, today=today, brief=brief).get_template("new/pack.yml").render()


def _environment(starters: Starters, *, today: date, **shown: object) -> Environment:
    """Return an environment whose marks, `<< title >>`, mean nothing to GitHub and to YAML."""
    environment = Environment(
        loader=DictLoader(starters),
        undefined=StrictUndefined,
        variable_start_string="<<",
        variable_end_string=">>",
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals |= {"version": __version__, "today": today, "review": today + _REVIEW_AFTER, **shown}
    environment.filters["yaml"] = partial(json.dumps, ensure_ascii=False)  # YAML reads JSON's quoted words
    environment.filters["markdown"] = partial(re.sub, r"([\\`*_{}\[\]<>#&|~])", r"\\\1")
    return environment


def title_of(name: str) -> str:
    """Return the title that the name of a folder, or an id, suggests: `sea-desk` gives "Sea desk"."""
    words = " ".join(re.split(r"[-_\s]+", name)).strip()
    return words[:1].upper() + words[1:]
