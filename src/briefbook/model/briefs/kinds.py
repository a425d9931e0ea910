"""The kinds of brief, by the folder that gives them."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from pkgutil import iter_modules

from briefbook.model import briefs
from briefbook.model.briefs.facts import BriefFacts

_ORDER = ("agreements", "meetings", "technology", "context")
"""The sections of a book, in order, unless book.yml names another; those of other kinds come after them."""


def _declared() -> Iterator[type[BriefFacts]]:
    """Yield the kind that each file of this folder declares, if it declares one."""
    for file in iter_modules(briefs.__path__, f"{briefs.__name__}."):
        for declared in vars(import_module(file.name)).values():
            is_own = isinstance(declared, type) and declared.__module__ == file.name
            if is_own and issubclass(declared, BriefFacts) and "kind" in vars(declared):
                yield declared


def _place(kind: type[BriefFacts]) -> tuple[bool, int, str]:
    known = kind.folder in _ORDER
    return not known, _ORDER.index(kind.folder) if known else 0, kind.folder


KINDS: Mapping[str, type[BriefFacts]] = {kind.folder: kind for kind in sorted(_declared(), key=_place)}
"""The kinds of brief, by the folder that gives them. A fifth is one more file here, and its templates."""
