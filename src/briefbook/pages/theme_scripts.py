"""Which scripts within a page are the theme's: those that the source of one of its templates has.

All else that is in a page came in by a value, and whoever wrote that need not be whom the site trusts.
"""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from briefbook.pages.csp import inline_scripts

_EXPRESSION = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_OTHER_JINJA = re.compile(r"\{[%#]")
_PLAIN = r"(?:https?:)?(?://[\w.-]+:\d+)?[\w./~%#?&@+-]*"
"""What an expression may come to: an address or a name. None of it ends a string, calls or sets anything."""


class ThemeScripts:
    """The scripts within the templates of a theme, by the folders of these; the source is read once."""

    def __init__(self, folders: Iterable[str | Path]) -> None:
        sources = (file.read_text("utf-8", errors="replace") for file in _templates_in(folders))
        found = {script for source in sources for script in inline_scripts(source)}
        self._patterns = [_pattern_of(script) for script in found if not _OTHER_JINJA.search(script)]
        self._known: dict[str, bool] = {}
        """A site has few scripts, on many pages."""

    def has(self, script: str) -> bool:
        """Return whether a script of a finished page is one of them."""
        if script not in self._known:
            self._known[script] = any(each.fullmatch(script) for each in self._patterns)
        return self._known[script]


def may_be_in_script(value: str) -> bool:
    """Return whether a value may be what an expression in a script comes to."""
    return re.fullmatch(_PLAIN, value) is not None


def _templates_in(folders: Iterable[str | Path]) -> Iterator[Path]:
    """Yield each template of HTML; a hidden folder holds none, but thousands of icons.

    An installer may have put links there.
    """
    for top in folders:
        for folder, within, names in os.walk(top, followlinks=True):
            within[:] = [name for name in within if not name.startswith(".")]
            yield from (Path(folder, name) for name in names if name.endswith(".html"))


def _pattern_of(script: str) -> re.Pattern[str]:
    """Return what matches a script of a template on finished pages: all but its expressions is as it is."""
    return re.compile(_PLAIN.join(map(re.escape, _EXPRESSION.split(script))))
