"""The markup of the theme on which `templates/theme/briefbook.html` builds.

The theme has no block within its header, its tabs and its navigation. A copy of these files would grow old in
silence, so their output is changed instead. What is changed must be there: a release of the theme without it
would lose the search box, or what a screen reader says.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from briefbook.mkdocs.settings_file import CONFIG
from briefbook.problems import Problem, Where

NEEDED = {
    "partials/header.html": ("</nav>", 'for="__drawer">'),
    "partials/tabs-item.html": ("md-tabs__item--active", '<li class="{{ class }}">', "<a "),
    "partials/nav-item.html": (
        'md-nav__link--active">',
        ' tabindex="{{ tabindex }}"',
        "md-nav__item--active",
        "md-nav__item--nested",
        '<input class="md-nav__toggle',
        '<ul class="md-nav__list" data-md-scrollfix>',
    ),
}
"""What each file of the theme has to hold."""
_OF_A_THEME = "mkdocs_theme.yml"
"""The file that the folder of a theme has, and a folder of overrides has not."""


def check_theme(folders: Iterable[str]) -> Iterator[Problem]:
    """Yield what the theme lacks; ``folders`` are those of its templates, overrides first.

    A file that an override replaces is not the theme's any more, and may hold what it wants.
    """
    found = [Path(folder) for folder in folders]
    theme = next((folder for folder in found if (folder / _OF_A_THEME).is_file()), None)
    for name, needed in NEEDED.items():
        first = next((folder for folder in found if (folder / name).is_file()), theme)
        if theme and first == theme:
            text = (theme / name).read_text("utf-8") if (theme / name).is_file() else ""
            yield from (_lacks(name, markup) for markup in needed if markup not in text)


def _lacks(name: str, markup: str) -> Problem:
    return Problem(
        Where(CONFIG),
        f"the theme's {name} has no {markup!r}, which pages of briefbook need",
        "install mkdocs-material in the version that requirements.lock names",
    )
