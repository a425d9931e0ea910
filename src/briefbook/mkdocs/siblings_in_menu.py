"""The siblings of a page in the theme's menu, which has no block for them.

MkDocs' navigation has no brief in it, since each page shows the whole of it. What each page shows of its own
section is put into the finished menu: below the entry of the page or, where that is a section with a list of
its own, at the beginning of this list. `theme_markup` reports a theme that lacks what is looked for.
"""

import re

_ACTIVE = "md-nav__item--active"
_NESTED = "md-nav__item--nested"
_LIST = '<ul class="md-nav__list" data-md-scrollfix>'
_EMPTY_LINES = re.compile(r"\n\s*\n\s*")
"""The empty lines that the theme's templates leave, with the indent after them: of each page some five kB."""
_TOGGLE = re.compile(r'<input class="md-nav__toggle[^>]*\sid="(?P<id>[^"]+)"')
_WAY_IN = (
    '<label class="md-nav__link" for="{id}" id="{id}_label">'
    '<span class="bb-unseen">Pages of this section</span><span class="md-nav__icon md-icon"></span></label>'
)
"""What opens the list in the drawer: the theme has it for sections with more pages than one."""


def with_siblings(menu: str, siblings: str) -> str:
    """Return the theme's menu with the siblings of the page at the entry that is active; both are HTML.

    It has no empty lines: each page carries the menu, and what the siblings add is less than that.
    """
    return _EMPTY_LINES.sub("\n", _placed(menu, siblings))


def _placed(menu: str, siblings: str) -> str:
    before, active, entry = menu.rpartition(_ACTIVE)
    if not siblings.strip() or not active:
        return menu
    link, end, rest = entry.partition("</a>")
    if _NESTED not in entry.partition(">")[0]:
        return f"{before}{active}{link}{end}{siblings}{rest}"
    toggle = _TOGGLE.search(link)
    way_in = _WAY_IN.format(id=toggle["id"]) if toggle and f'id="{toggle["id"]}_label"' not in entry else ""
    listed = rest.replace(_LIST, f'{_LIST}<li class="md-nav__item">{siblings}</li>', 1)
    return f"{before}{active}{link}{end}{way_in}{listed}"
